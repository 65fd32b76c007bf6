/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small table on a page, with its title and its menu; one of many rows belongs into a window. */
#include "data-grid.h"

#include "chart-menu.h"
#include "label-grid.h"
#include "sideways-bin.h"
#include "tabular.h"

#define COLUMN_SPACING 18
#define ROW_SPACING 4
#define SPACING 6

/* @table: (nullable): what is shown */
struct _GhDataGrid
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *title;
  GtkGrid *grid;
  GhDataTable *table;
};

static const char *
gh_data_grid_get_name (GhTabular *tabular)
{
  GhDataGrid *grid = GH_DATA_GRID (tabular);

  return grid->table != NULL ? gh_data_table_get_title (grid->table) : "";
}

static GhDataTable *
gh_data_grid_make_table (GhTabular *tabular)
{
  GhDataGrid *grid = GH_DATA_GRID (tabular);

  return grid->table != NULL ? gh_data_table_ref (grid->table) : NULL;
}

static void
gh_data_grid_tabular_init (GhTabularInterface *interface)
{
  interface->get_name = gh_data_grid_get_name;
  interface->make_table = gh_data_grid_make_table;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhDataGrid, gh_data_grid, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABULAR, gh_data_grid_tabular_init))

static void
gh_data_grid_dispose (GObject *object)
{
  GhDataGrid *grid = GH_DATA_GRID (object);

  g_clear_pointer (&grid->box, gtk_widget_unparent);
  g_clear_pointer (&grid->table, gh_data_table_unref);
  G_OBJECT_CLASS (gh_data_grid_parent_class)->dispose (object);
}

static void
gh_data_grid_class_init (GhDataGridClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_data_grid_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gh_tabular_install (GTK_WIDGET_CLASS (class));
}

static GtkWidget *
new_heading (GhDataGrid *grid)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *menu = g_object_new (GH_TYPE_CHART_MENU, "target", grid, NULL);

  grid->title = GTK_LABEL (title);
  gtk_label_set_xalign (grid->title, 0.0f);
  gtk_label_set_wrap (grid->title, TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_valign (menu, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (heading), title);
  gtk_box_append (GTK_BOX (heading), menu);
  return heading;
}

static void
gh_data_grid_init (GhDataGrid *grid)
{
  GtkWidget *bin = g_object_new (GH_TYPE_SIDEWAYS_BIN, NULL);

  grid->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  grid->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (grid->grid, COLUMN_SPACING);
  gtk_grid_set_row_spacing (grid->grid, ROW_SPACING);
  gtk_box_append (GTK_BOX (grid->box), new_heading (grid));
  g_object_set (bin, "child", grid->grid, NULL);
  gtk_box_append (GTK_BOX (grid->box), bin);
  gtk_widget_set_parent (grid->box, GTK_WIDGET (grid));
}

/**
 * gh_data_grid_take_table:
 * @grid: the grid
 * @table: (transfer full) (nullable): what to show; %NULL hides the grid
 *
 * Shows a table of a few rows.
 */
void
gh_data_grid_take_table (GhDataGrid *grid, GhDataTable *table)
{
  gh_label_grid_clear (grid->grid);
  g_clear_pointer (&grid->table, gh_data_table_unref);
  grid->table = table;
  gtk_widget_set_visible (GTK_WIDGET (grid), table != NULL);
  if (table == NULL)
    return;
  gtk_label_set_label (grid->title, gh_data_table_get_title (table));
  for (guint column = 0; column < gh_data_table_count_columns (table); column++)
    {
      gh_label_grid_add (grid->grid, (int) column, 0, gh_data_table_get_heading (table, column),
                         "heading");
      for (gsize row = 0; row < gh_data_table_count_rows (table); row++)
        {
          g_autofree char *cell = gh_data_table_format_cell (table, row, column, GH_CELL_SHOWN);
          gh_label_grid_add (grid->grid, (int) column, (int) row + 1, cell, NULL);
        }
    }
}
