/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "data-table.h"

G_BEGIN_DECLS

#define GH_TYPE_TABULAR (gh_tabular_get_type ())
G_DECLARE_INTERFACE (GhTabular, gh_tabular, GH, TABULAR, GtkWidget)

/**
 * GhTabularInterface:
 * @get_name: (transfer none): what screen readers call it
 * @make_table: (transfer full) (nullable): a table of what is shown now; %NULL for nothing
 * @export: (nullable): writes a picture of what is shown to a .png, .svg or .pdf file
 *
 * A widget whose content can be read and copied as a table.
 */
struct _GhTabularInterface
{
  GTypeInterface parent_interface;
  const char *(*get_name) (GhTabular *tabular);
  GhDataTable *(*make_table) (GhTabular *tabular);
  gboolean (*export) (GhTabular *tabular, const char *path, GError **error);
};

const char *gh_tabular_get_name (GhTabular *tabular);
GhDataTable *gh_tabular_make_table (GhTabular *tabular);
gboolean gh_tabular_is_picture (GhTabular *tabular);
gboolean gh_tabular_export (GhTabular *tabular, const char *path, GError **error);
void gh_tabular_copy (GhTabular *tabular);
void gh_tabular_show (GhTabular *tabular);
void gh_tabular_install (GtkWidgetClass *widget_class);
void gh_tabular_add_keys (GtkWidget *page, GhTabular *tabular);

G_END_DECLS
