/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "file-import.h"

G_BEGIN_DECLS

/**
 * GhSeriesImport:
 *
 * A column of a file on its way into a study: what the file holds, how it is understood, and what
 * becomes of it; nothing is stored before gh_series_import_apply(). Emits ::changed whenever what
 * it has to show has changed. To be used in the main thread.
 */
#define GH_TYPE_SERIES_IMPORT (gh_series_import_get_type ())
G_DECLARE_FINAL_TYPE (GhSeriesImport, gh_series_import, GH, SERIES_IMPORT, GhFileImport)

GhSeriesImport *gh_series_import_new (GhDocument *document, const char *path, const char *file);
gboolean gh_series_import_is_weather (GhSeriesImport *import);
char *gh_series_import_format_table (GhSeriesImport *import);
char **gh_series_import_list_columns (GhSeriesImport *import);
gboolean gh_series_import_names_offsets (GhSeriesImport *import);
const char *gh_series_import_get_column_unit (GhSeriesImport *import);

char *gh_series_import_describe_column (GhSeriesImport *import);
char *gh_series_import_describe_others (GhSeriesImport *import);
gboolean gh_series_import_get_takes_others (GhSeriesImport *import);
void gh_series_import_set_takes_others (GhSeriesImport *import, gboolean takes_others);

const char *gh_series_import_get_path (GhSeriesImport *import);
void gh_series_import_set_path (GhSeriesImport *import, const char *path);
guint gh_series_import_get_column (GhSeriesImport *import);
void gh_series_import_set_column (GhSeriesImport *import, guint column);
const GhSeriesFile *gh_series_import_get_options (GhSeriesImport *import);
void gh_series_import_set_number (GhSeriesImport *import, const char *name, double number);
void gh_series_import_set_text (GhSeriesImport *import, const char *name, const char *text);
double gh_series_import_get_multiply (GhSeriesImport *import);
double gh_series_import_get_add (GhSeriesImport *import);
void gh_series_import_set_market (GhSeriesImport *import, double multiply, double add);

GhSeries *gh_series_import_get_series (GhSeriesImport *import);
GhSeries *gh_series_import_make_shown (GhSeriesImport *import);
char *gh_series_import_describe (GhSeriesImport *import);
const GhFindings *gh_series_import_get_findings (GhSeriesImport *import);
gboolean gh_series_import_apply (GhSeriesImport *import);

G_END_DECLS
