/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

GtkWidget *gh_cell_row_new (GhDocument *document, const char *store);
GtkWidget *gh_pack_expander_new (GhDocument *document, const char *store);
GtkWidget *gh_wear_row_new (GhDocument *document, const char *store);

G_END_DECLS
