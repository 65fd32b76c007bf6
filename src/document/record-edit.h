/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record-rows.h"

G_BEGIN_DECLS

gboolean gh_record_rows_set_text (GhRecordRows *rows, guint index, guint column, const char *text,
                                  GError **error);
char *gh_record_rows_copy (GhRecordRows *rows, const GArray *indices, const GArray *columns);
GStrv gh_record_rows_paste (GhRecordRows *rows, const GArray *indices, const GArray *columns,
                            const char *text);
GStrv gh_record_rows_fill_down (GhRecordRows *rows, const GArray *indices, guint column);
gboolean gh_record_rows_fill (GhRecordRows *rows, const GArray *indices, guint column,
                              const char *text, GError **error);
void gh_record_rows_clear (GhRecordRows *rows, const GArray *indices, guint column);
void gh_record_rows_remove (GhRecordRows *rows, const GArray *indices);
void gh_record_rows_duplicate (GhRecordRows *rows, const GArray *indices);
void gh_record_rows_add (GhRecordRows *rows);

G_END_DECLS
