/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table to read and to copy. Only the rows that are seen have texts; columns and rows come one
 * after the other, so that a year of quarter hours opens as quickly as a list of twelve months. */
#include "table-window.h"

#include "slices.h"
#include "words.h"

/* Rows that are added at a time, and after how many all the rest comes: a list makes no more rows
 * than that, and others only take their place. */
#define ROWS_OF_STEP 2
#define MOST_MADE_ROWS 256

/* Rows are told apart by their place alone; what they say is in the table. */
#define GH_TYPE_ROW_LIST (gh_row_list_get_type ())
G_DECLARE_FINAL_TYPE (GhRowList, gh_row_list, GH, ROW_LIST, GObject)

struct _GhRowList
{
  GObject parent_instance;
  guint count;
};

static GType
gh_row_list_get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return G_TYPE_OBJECT;
}

static guint
gh_row_list_get_n_items (GListModel *model)
{
  return GH_ROW_LIST (model)->count;
}

static gpointer
gh_row_list_get_item (GListModel *model, guint position)
{
  return position < GH_ROW_LIST (model)->count ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
gh_row_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = gh_row_list_get_item_type;
  interface->get_n_items = gh_row_list_get_n_items;
  interface->get_item = gh_row_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhRowList, gh_row_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gh_row_list_model_init))

static void
gh_row_list_class_init (GhRowListClass *class G_GNUC_UNUSED)
{
}

static void
gh_row_list_init (GhRowList *list G_GNUC_UNUSED)
{
}

struct _GhTableWindow
{
  AdwWindow parent_instance;
  GtkColumnView *view;
  AdwWindowTitle *title;
  GhDataTable *table;
  GhRowList *list;
  guint filling;
};

G_DEFINE_FINAL_TYPE (GhTableWindow, gh_table_window, ADW_TYPE_WINDOW)

/* Texts of so many rows tell how wide a column has to be. */
#define SAMPLED_ROWS 50

/* One column of a window; the factory owns it.
 * @chars: of its widest text, about */
typedef struct
{
  GhDataTable *table;
  guint index;
  guint chars;
} Column;

static void
free_column (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Column *column = data;

  gh_data_table_unref (column->table);
  g_free (column);
}

static void
setup_cell_cb (GtkListItemFactory *factory, GtkListItem *item, const Column *column)
{
  /* Unlike a label it is not measured by its text, which would take a tenth of a second of all. */
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), column->index == 0 ? 0.0f : 1.0f);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), column->chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), column->chars);
  gtk_widget_add_css_class (cell, "numeric");
  gtk_list_item_set_child (item, cell);
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *item, const Column *column)
{
  g_autofree char *text = gh_data_table_format_cell (
      column->table, gtk_list_item_get_position (item), column->index, GH_CELL_SHOWN);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text);
}

static guint
measure_column (const GhDataTable *table, guint index)
{
  gsize rows = gh_data_table_count_rows (table), samples = MIN (rows, SAMPLED_ROWS);
  glong chars = 0;

  for (gsize i = 0; i < samples; i++)
    {
      g_autofree char *text
          = gh_data_table_format_cell (table, i * rows / samples, index, GH_CELL_SHOWN);
      chars = MAX (chars, g_utf8_strlen (text, -1));
    }
  return (guint) chars + 1;
}

static void
add_column (GhTableWindow *window, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = g_new (Column, 1);

  *column
      = (Column){ gh_data_table_ref (window->table), index, measure_column (window->table, index) };
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cell_cb), column, free_column, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), column);
  GtkColumnViewColumn *shown
      = gtk_column_view_column_new (gh_data_table_get_heading (window->table, index), factory);
  gtk_column_view_column_set_resizable (shown, TRUE);
  gtk_column_view_column_set_expand (shown, TRUE);
  gtk_column_view_append_column (window->view, shown);
  g_object_unref (shown);
}

/* What a screen reader says of the table as a whole. */
static void
describe (GhTableWindow *window)
{
  g_autofree char *size = g_strdup_printf (
      ngettext ("%u row", "%u rows", (gulong) gh_data_table_count_rows (window->table)),
      (guint) gh_data_table_count_rows (window->table));

  gtk_window_set_title (GTK_WINDOW (window), gh_data_table_get_title (window->table));
  adw_window_title_set_title (window->title, gh_data_table_get_title (window->table));
  adw_window_title_set_subtitle (window->title, size);
  gtk_accessible_update_property (GTK_ACCESSIBLE (window->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_data_table_get_title (window->table), -1);
}

/* Adds some rows, or all that are left when no more have to be made. */
static gboolean
add_rows (GhTableWindow *window)
{
  guint before = window->list->count;
  guint all = (guint) MIN (gh_data_table_count_rows (window->table), G_MAXINT);

  window->list->count = before < MOST_MADE_ROWS ? MIN (before + ROWS_OF_STEP, all) : all;
  g_list_model_items_changed (G_LIST_MODEL (window->list), before, 0, window->list->count - before);
  return window->list->count < all;
}

/* To build a window and to show it take a frame each. Columns come before the rows, whose cells
 * they make. */
static gboolean
add_part (gpointer data)
{
  GhTableWindow *window = data;

  if (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    {
      gtk_window_present (GTK_WINDOW (window));
      return TRUE;
    }
  guint columns = g_list_model_get_n_items (gtk_column_view_get_columns (window->view));

  if (columns < gh_data_table_count_columns (window->table))
    {
      add_column (window, columns);
      return TRUE;
    }
  if (add_rows (window))
    return TRUE;
  window->filling = 0;
  return FALSE;
}

static void
fill (GhTableWindow *window)
{
  window->list = g_object_new (GH_TYPE_ROW_LIST, NULL);
  g_autoptr (GtkSelectionModel) model
      = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (window->list))));
  gtk_column_view_set_model (window->view, model);
  describe (window);
  window->filling = gh_slices_add (add_part, window);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gh_table_copy (GH_TABLE_WINDOW (widget)->table, widget);
}

static void
gh_table_window_dispose (GObject *object)
{
  GhTableWindow *window = GH_TABLE_WINDOW (object);

  g_clear_handle_id (&window->filling, gh_slices_remove);
  g_clear_object (&window->list);
  G_OBJECT_CLASS (gh_table_window_parent_class)->dispose (object);
}

static void
gh_table_window_finalize (GObject *object)
{
  gh_data_table_unref (GH_TABLE_WINDOW (object)->table);
  G_OBJECT_CLASS (gh_table_window_parent_class)->finalize (object);
}

static void
gh_table_window_class_init (GhTableWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_table_window_dispose;
  G_OBJECT_CLASS (class)->finalize = gh_table_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/table-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GhTableWindow, view);
  gtk_widget_class_bind_template_child (widget_class, GhTableWindow, title);
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gh_table_window_init (GhTableWindow *window)
{
  gtk_widget_init_template (GTK_WIDGET (window));
}

/**
 * gh_table_window_open:
 * @table: what to show; referenced
 * @parent: the window it belongs to
 *
 * Opens a window with the table, which comes when the main loop has time.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
gh_table_window_open (GhDataTable *table, GtkWindow *parent)
{
  GhTableWindow *window = g_object_new (GH_TYPE_TABLE_WINDOW, "transient-for", parent,
                                        "destroy-with-parent", TRUE, NULL);

  window->table = gh_data_table_ref (table);
  fill (window);
  return GTK_WIDGET (window);
}

/**
 * gh_table_copy:
 * @table: what to copy
 * @widget: whose clipboard to use
 *
 * Puts a whole table on the clipboard, as text alone: spreadsheets would prefer HTML to it, and
 * find texts where it has numbers.
 */
void
gh_table_copy (GhDataTable *table, GtkWidget *widget)
{
  g_autofree char *text = gh_data_table_to_text (table);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}
