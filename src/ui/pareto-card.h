/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_PARETO_CARD (gh_pareto_card_get_type ())
G_DECLARE_FINAL_TYPE (GhParetoCard, gh_pareto_card, GH, PARETO_CARD, GtkWidget)

void gh_pareto_card_set_document (GhParetoCard *card, GhDocument *document);

G_END_DECLS
