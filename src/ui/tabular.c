/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read and copied as a table. Keys of such a widget: Ctrl+C copies the table, Ctrl+T
 * shows it. */
#include "tabular.h"

#include "table-window.h"

G_DEFINE_INTERFACE (GhTabular, gh_tabular, GTK_TYPE_WIDGET)

static void
gh_tabular_default_init (GhTabularInterface *interface G_GNUC_UNUSED)
{
}

/**
 * gh_tabular_get_name:
 * @tabular: a widget
 *
 * Returns: (transfer none): what screen readers call it
 */
const char *
gh_tabular_get_name (GhTabular *tabular)
{
  return GH_TABULAR_GET_IFACE (tabular)->get_name (tabular);
}

/**
 * gh_tabular_make_table:
 * @tabular: a widget
 *
 * Returns: (transfer full) (nullable): a table of what it shows now; %NULL where that is nothing
 */
GhDataTable *
gh_tabular_make_table (GhTabular *tabular)
{
  return GH_TABULAR_GET_IFACE (tabular)->make_table (tabular);
}

/**
 * gh_tabular_is_picture:
 * @tabular: a widget
 *
 * Returns: whether it can be saved as a picture
 */
gboolean
gh_tabular_is_picture (GhTabular *tabular)
{
  return GH_TABULAR_GET_IFACE (tabular)->export != NULL;
}

/**
 * gh_tabular_export:
 * @tabular: a widget of which there is a picture
 * @path: of a .png, .svg or .pdf file
 * @error: set when the ending is another, or when it cannot be written
 *
 * Writes what it shows to a file.
 *
 * Returns: whether it was written
 */
gboolean
gh_tabular_export (GhTabular *tabular, const char *path, GError **error)
{
  return GH_TABULAR_GET_IFACE (tabular)->export(tabular, path, error);
}

/**
 * gh_tabular_copy:
 * @tabular: a widget
 *
 * Puts its table on the clipboard, where it has one.
 */
void
gh_tabular_copy (GhTabular *tabular)
{
  g_autoptr (GhDataTable) table = gh_tabular_make_table (tabular);

  if (table != NULL)
    gh_table_copy (table, GTK_WIDGET (tabular));
}

/**
 * gh_tabular_show:
 * @tabular: a widget in a window
 *
 * Opens its table in a window, where it has one.
 */
void
gh_tabular_show (GhTabular *tabular)
{
  g_autoptr (GhDataTable) table = gh_tabular_make_table (tabular);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (tabular));

  if (table != NULL && GTK_IS_WINDOW (root))
    gh_table_window_open (table, GTK_WINDOW (root));
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gh_tabular_copy (GH_TABULAR (widget));
}

static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gh_tabular_show (GH_TABULAR (widget));
}

/**
 * gh_tabular_install:
 * @widget_class: of a widget that is a #GhTabular
 *
 * Gives it the actions table.copy and table.show, and their keys.
 */
void
gh_tabular_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "table.show", NULL, show_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "table.show",
                                       NULL);
}

static gboolean
page_copy_cb (GtkWidget *page, GVariant *arguments, gpointer data)
{
  if (!gtk_widget_get_mapped (page))
    return GDK_EVENT_PROPAGATE;
  gh_tabular_copy (data);
  return GDK_EVENT_STOP;
}

static gboolean
page_show_cb (GtkWidget *page, GVariant *arguments, gpointer data)
{
  if (!gtk_widget_get_mapped (page))
    return GDK_EVENT_PROPAGATE;
  gh_tabular_show (data);
  return GDK_EVENT_STOP;
}

/**
 * gh_tabular_add_keys:
 * @page: a page of a window
 * @tabular: what it is mostly about; lives as long as the page
 *
 * Lets Ctrl+C and Ctrl+T work wherever the focus is while the page is shown, unless it is in a
 * widget that has a use for them.
 */
void
gh_tabular_add_keys (GtkWidget *page, GhTabular *tabular)
{
  static const struct
  {
    guint key;
    GtkShortcutFunc func;
  } keys[] = { { GDK_KEY_c, page_copy_cb }, { GDK_KEY_t, page_show_cb } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, GDK_CONTROL_MASK),
                          gtk_callback_action_new (keys[i].func, tabular, NULL)));
  gtk_widget_add_controller (page, controller);
}
