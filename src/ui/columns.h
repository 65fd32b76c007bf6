/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_COLUMNS (gh_columns_get_type ())
G_DECLARE_FINAL_TYPE (GhColumns, gh_columns, GH, COLUMNS, GtkWidget)

G_END_DECLS
