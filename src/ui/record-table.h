/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "record-rows.h"

G_BEGIN_DECLS

#define GH_TYPE_RECORD_TABLE (gh_record_table_get_type ())
G_DECLARE_FINAL_TYPE (GhRecordTable, gh_record_table, GH, RECORD_TABLE, GtkWidget)

void gh_record_table_set_rows (GhRecordTable *table, GhRecordRows *rows);
void gh_record_table_set_title (GhRecordTable *table, const char *title);
void gh_record_table_set_height (GhRecordTable *table, int least, int most);
void gh_record_table_paste (GhRecordTable *table, GhRecordTable *teller);
gboolean gh_record_table_show_path (GhRecordTable *table, const char *path);

G_END_DECLS
