/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "data-table.h"

G_BEGIN_DECLS

#define GH_TYPE_TABLE_WINDOW (gh_table_window_get_type ())
G_DECLARE_FINAL_TYPE (GhTableWindow, gh_table_window, GH, TABLE_WINDOW, AdwWindow)

GtkWidget *gh_table_window_open (GhDataTable *table, GtkWindow *parent);
void gh_table_copy (GhDataTable *table, GtkWidget *widget);

G_END_DECLS
