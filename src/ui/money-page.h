/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_MONEY_PAGE (gh_money_page_get_type ())
G_DECLARE_FINAL_TYPE (GhMoneyPage, gh_money_page, GH, MONEY_PAGE, GtkWidget)

void gh_money_page_show_check (GhMoneyPage *page);
void gh_money_page_set_document (GhMoneyPage *page, GhDocument *document);

G_END_DECLS
