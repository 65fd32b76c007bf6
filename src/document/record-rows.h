/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"
#include "record-columns.h"

G_BEGIN_DECLS

#define GH_TYPE_RECORD_ROW (gh_record_row_get_type ())
G_DECLARE_FINAL_TYPE (GhRecordRow, gh_record_row, GH, RECORD_ROW, GObject)

#define GH_TYPE_RECORD_ROWS (gh_record_rows_get_type ())
G_DECLARE_FINAL_TYPE (GhRecordRows, gh_record_rows, GH, RECORD_ROWS, GObject)

guint gh_record_row_get_index (GhRecordRow *row);
gconstpointer gh_record_row_get_record (GhRecordRow *row);
const char *gh_record_row_get_title (GhRecordRow *row, guint column);
char *gh_record_row_get_text (GhRecordRow *row, guint column);
int gh_record_row_compare (GhRecordRow *row, GhRecordRow *other, guint column);
gboolean gh_record_row_matches (GhRecordRow *row, const char *const *words);
const char *gh_record_row_get_finding (GhRecordRow *row, GhSeverity *severity);

GhRecordRows *gh_record_rows_new (GhDocument *document, GhRecordsOf of);
GhDocument *gh_record_rows_get_document (GhRecordRows *rows);
GhRecordsOf gh_record_rows_get_of (GhRecordRows *rows);
guint gh_record_rows_count_columns (GhRecordRows *rows);
const GhRecordColumn *gh_record_rows_get_column (GhRecordRows *rows, guint column);
guint gh_record_rows_count_found (GhRecordRows *rows);

G_END_DECLS
