/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_FLEET_MONEY_PAGE (gh_fleet_money_page_get_type ())
G_DECLARE_FINAL_TYPE (GhFleetMoneyPage, gh_fleet_money_page, GH, FLEET_MONEY_PAGE, GtkWidget)

void gh_fleet_money_page_set_document (GhFleetMoneyPage *page, GhDocument *document);

G_END_DECLS
