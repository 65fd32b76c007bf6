/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_BILL_CARD (gh_bill_card_get_type ())
G_DECLARE_FINAL_TYPE (GhBillCard, gh_bill_card, GH, BILL_CARD, GtkWidget)

void gh_bill_card_set_document (GhBillCard *card, GhDocument *document);
void gh_bill_card_show (GhBillCard *card);
void gh_bill_card_show_check (GhBillCard *card);

G_END_DECLS
