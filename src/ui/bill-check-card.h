/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_BILL_CHECK_CARD (gh_bill_check_card_get_type ())
G_DECLARE_FINAL_TYPE (GhBillCheckCard, gh_bill_check_card, GH, BILL_CHECK_CARD, GtkWidget)

void gh_bill_check_card_show (GhBillCheckCard *card, GhDocument *document, GhStrategy strategy);
void gh_bill_check_card_set_dimmed (GhBillCheckCard *card, gboolean dimmed);

G_END_DECLS
