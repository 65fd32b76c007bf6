/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "record-rows.h"

G_BEGIN_DECLS

#define GH_TYPE_RECORD_CELL (gh_record_cell_get_type ())
G_DECLARE_FINAL_TYPE (GhRecordCell, gh_record_cell, GH, RECORD_CELL, GtkWidget)

/* What stands for the column of numbers and marks. */
#define GH_NO_COLUMN G_MAXUINT

/**
 * GhCellCommit:
 * @cell: a cell that is edited
 * @text: what was typed
 * @data: of gh_record_cell_new()
 * @error: set when it cannot be read
 *
 * Returns: whether it was taken
 */
typedef gboolean (*GhCellCommit) (GhRecordCell *cell, const char *text, gpointer data,
                                  GError **error);

GtkWidget *gh_record_cell_new (guint column, guint chars, gboolean at_end, GhCellCommit commit,
                               gpointer data);
void gh_record_cell_set_chars (GhRecordCell *cell, guint chars);
void gh_record_cell_set_opens (GhRecordCell *cell, gboolean opens);
void gh_record_cell_bind (GhRecordCell *cell, GtkListItem *item);
void gh_record_cell_unbind (GhRecordCell *cell);
void gh_record_cell_refresh (GhRecordCell *cell);
guint gh_record_cell_get_column (GhRecordCell *cell);
guint gh_record_cell_get_position (GhRecordCell *cell);
GhRecordRow *gh_record_cell_get_row (GhRecordCell *cell);
void gh_record_cell_edit (GhRecordCell *cell, const char *text);
gboolean gh_record_cell_is_edited (GhRecordCell *cell);
gboolean gh_record_cell_finish (GhRecordCell *cell);
void gh_record_cell_cancel (GhRecordCell *cell);

G_END_DECLS
