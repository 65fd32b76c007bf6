/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "data-table.h"

G_BEGIN_DECLS

#define GH_TYPE_DATA_GRID (gh_data_grid_get_type ())
G_DECLARE_FINAL_TYPE (GhDataGrid, gh_data_grid, GH, DATA_GRID, GtkWidget)

void gh_data_grid_take_table (GhDataGrid *grid, GhDataTable *table);

G_END_DECLS
