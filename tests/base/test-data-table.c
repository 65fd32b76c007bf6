/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data-table.h"

/* How many cells have been made. */
static guint made;

static char *
make_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  made++;
  if (column == 0)
    return g_strdup_printf ("%s\t%u", (const char *) data, (guint) row);
  return form == GH_CELL_PLAIN ? g_strdup ("1234.5") : g_strdup ("1 234 kWh");
}

static void
free_cb (gpointer data)
{
  *(char *) data = '\0';
}

/* Tabs and ends of lines within a cell do not shift the others; numbers are those for programs. */
static void
test_text (void)
{
  char name[] = "row";
  g_autoptr (GhDataTable) table = gh_data_table_new ("Energy", 2, make_cell, name, free_cb);

  gh_data_table_add_column (table, "Name", NULL);
  gh_data_table_add_column (table, "Import\nfrom the grid", "kWh");
  g_assert_cmpstr (gh_data_table_get_title (table), ==, "Energy");
  g_assert_cmpuint (gh_data_table_count_columns (table), ==, 2);
  g_assert_cmpuint (gh_data_table_count_rows (table), ==, 2);
  g_assert_cmpstr (gh_data_table_get_heading (table, 0), ==, "Name");
  g_autofree char *shown = gh_data_table_format_cell (table, 0, 1, GH_CELL_SHOWN);
  g_assert_cmpstr (shown, ==, "1 234 kWh");
  g_autofree char *text = gh_data_table_to_text (table);
  g_assert_cmpstr (text, ==,
                   "Name\tImport from the grid (kWh)\nrow 0\t1234.5\n"
                   "row 1\t1234.5\n");
}

/* A table of any length costs nothing until its cells are asked for; its data live as long as the
 * last reference. */
static void
test_lazy (void)
{
  char name[] = "row";
  GhDataTable *table = gh_data_table_new ("", G_MAXUINT, make_cell, name, free_cb);
  GhDataTable *same = gh_data_table_ref (table);

  gh_data_table_add_column (table, "Name", "");
  made = 0;
  gh_data_table_unref (table);
  g_assert_cmpuint (gh_data_table_count_rows (same), ==, G_MAXUINT);
  g_autofree char *cell = gh_data_table_format_cell (same, 7, 0, GH_CELL_SHOWN);
  g_assert_cmpstr (cell, ==, "row\t7");
  g_assert_cmpuint (made, ==, 1);
  gh_data_table_unref (same);
  g_assert_cmpstr (name, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-table/text", test_text);
  g_test_add_func ("/data-table/lazy", test_lazy);
  return g_test_run ();
}
