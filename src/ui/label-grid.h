/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gh_label_grid_clear (GtkGrid *grid);
void gh_label_grid_add (GtkGrid *grid, int column, int row, const char *text,
                        const char *css_class);
void gh_label_grid_add_line (GtkGrid *grid, int row, const char *text, const char *css_class);

G_END_DECLS
