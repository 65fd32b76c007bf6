/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "record-cell.h"
#include "record-order.h"
#include "record-table.h"
#include "spread-form.h"

G_BEGIN_DECLS

/* What the files of the table share.
 * @rows: (owned) (nullable): what it shows
 * @order: (owned): @rows by the words in @search, by what @found asks for, and sorted
 * @shown: (owned): the slots of @order, with what is selected
 * @words: (owned): what is searched for, folded
 * @only_found: whether only rows are wanted of which something is told
 * @chars: (element-type guint): how wide each column is
 * @is_measured: whether there was a row to measure @chars by
 * @cells: (element-type GhRecordCell): those with a row
 * @form: (nullable): of spreads, once one was opened
 * @form_rows: (nullable) (element-type guint): rows of the study that @form is about
 * @opener: (nullable): the cell that has a button to open its form
 * @refused: (nullable): the cell that is told of below the table
 * @column: of the current cell
 * @position: of the current cell in @shown
 * @anchor: where a range of selected rows begins
 * @wanted: whether the keyboard goes to the current cell as soon as it is there
 * @settling: the source that brings it there */
struct _GhRecordTable
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *title;
  GtkToggleButton *found;
  AdwButtonContent *found_content;
  GtkSearchEntry *search;
  GtkWidget *columns;
  GtkBox *choices;
  GtkScrolledWindow *scrolled;
  GtkColumnView *view;
  GtkRevealer *message_revealer;
  GtkLabel *message;
  GtkPopover *context_menu;

  GhRecordRows *rows;
  GhRecordOrder *order;
  GtkMultiSelection *shown;
  GStrv words;
  gboolean only_found;
  GArray *chars;
  gboolean is_measured;
  GHashTable *cells;
  GtkWidget *form;
  GArray *form_rows;
  GhRecordCell *opener;
  GhRecordCell *refused;
  guint column;
  guint position;
  guint anchor;
  gboolean wanted;
  guint settling;
};

void gh_record_table_add_columns (GhRecordTable *table);
void gh_record_table_follow_columns (GhRecordTable *table);
void gh_record_table_settle (GhRecordTable *table);
void gh_record_table_tell (GhRecordTable *table, const char *text);
GhRecordCell *gh_record_table_get_cell (GhRecordTable *table);
void gh_record_table_move_to (GhRecordTable *table, guint position, guint column);
guint gh_record_table_find_column (GhRecordTable *table, gint64 column, int step);
GArray *gh_record_table_list_columns (GhRecordTable *table, guint first);
GArray *gh_record_table_list_selected (GhRecordTable *table);
gboolean gh_record_table_has_form (GhRecordTable *table, guint column);
void gh_record_table_open_form (GhRecordTable *table);
void gh_record_table_follow_opener (GhRecordTable *table, GhRecordCell *cell);
void gh_record_table_clear_form (GhRecordTable *table);
void gh_record_table_install_edits (GtkWidgetClass *widget_class);
void gh_record_table_add_controllers (GhRecordTable *table);

G_END_DECLS
