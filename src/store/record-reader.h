/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "attributes.h"
#include "findings.h"
#include "series-store.h"

G_BEGIN_DECLS

/**
 * GhRecordReader:
 * @findings: where to report what is wrong
 * @path: JSON path of what is being read
 * @newer: whether the file is of a newer minor version, so that unknown keys are warnings
 * @variant: bit of the kind of document, see #GhAttribute; 0 for any
 * @series: (nullable): where stored series are kept; without it there is no key "stored"
 * @reported: how many findings have been reported
 * @cells: (nullable) (element-type gpointer): records of what was given and cannot be taken, while
 *   one is read that keeps it; what is wrong with values is then not reported but kept
 * @cell_table: describes @cells: a column and a text
 * @row: length of the path of the record that keeps it
 * @open: how much was wrong that is not in @cells yet
 *
 * What is passed along while records are read from JSON.
 */
typedef struct
{
  GhFindings *findings;
  GString *path;
  gboolean newer;
  guint variant;
  const GhSeriesStore *series;
  guint reported;
  GPtrArray *cells;
  const GhAttributeTable *cell_table;
  gsize row;
  guint open;
} GhRecordReader;

void gh_record_reader_report (GhRecordReader *reader, GhSeverity severity, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void gh_record_reader_keep (GhRecordReader *reader, JsonNode *node);
void gh_record_reader_join_cells (GhRecordReader *reader, GPtrArray *list);
void gh_record_reader_report_type (GhRecordReader *reader, const char *wanted, JsonNode *node);
gsize gh_record_reader_enter_key (GhRecordReader *reader, const char *key);
gsize gh_record_reader_enter_index (GhRecordReader *reader, guint index);
void gh_record_reader_leave (GhRecordReader *reader, gsize mark);
char *gh_record_reader_show_text (const char *text);

G_END_DECLS
