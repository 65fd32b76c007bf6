/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhCellForm:
 * @GH_CELL_SHOWN: for people: rounded, thousands apart, in words where there is no number
 * @GH_CELL_PLAIN: for programs: all digits that count, no unit, nothing where there is no number
 */
typedef enum
{
  GH_CELL_SHOWN,
  GH_CELL_PLAIN
} GhCellForm;

/**
 * GhCellFunc:
 * @row: below the number of rows
 * @column: below the number of columns
 * @form: for whom
 * @data: what the table was made of
 *
 * Returns: (transfer full): the text of one cell
 */
typedef char *(*GhCellFunc) (gsize row, guint column, GhCellForm form, gconstpointer data);

/**
 * GhDataTable:
 *
 * Rows and columns of texts that are made when they are asked for, so that a table of a year opens
 * as quickly as one of a day. The first column names the rows. Shared by reference, in one thread.
 */
typedef struct _GhDataTable GhDataTable;

GhDataTable *gh_data_table_new (const char *title, gsize rows, GhCellFunc cell, gpointer data,
                                GDestroyNotify free_data);
GhDataTable *gh_data_table_ref (GhDataTable *table);
void gh_data_table_unref (GhDataTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDataTable, gh_data_table_unref)

void gh_data_table_add_column (GhDataTable *table, const char *name, const char *unit);
const char *gh_data_table_get_title (const GhDataTable *table);
guint gh_data_table_count_columns (const GhDataTable *table);
gsize gh_data_table_count_rows (const GhDataTable *table);
const char *gh_data_table_get_heading (const GhDataTable *table, guint column);
char *gh_data_table_format_cell (const GhDataTable *table, gsize row, guint column,
                                 GhCellForm form);
char *gh_data_table_to_text (const GhDataTable *table);

G_END_DECLS
