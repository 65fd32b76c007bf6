/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_SHARES_CARD (gh_shares_card_get_type ())
G_DECLARE_FINAL_TYPE (GhSharesCard, gh_shares_card, GH, SHARES_CARD, GtkWidget)

void gh_shares_card_set_document (GhSharesCard *card, GhDocument *document);

G_END_DECLS
