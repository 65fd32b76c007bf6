/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-file.h"
#include "series-import.h"
#include "table-import.h"

G_BEGIN_DECLS

/* Rates of emissions of another kind that the file holds as well. */
typedef struct
{
  char *path;
  GhSeriesSpec *spec;
} GhOtherRate;

/* @path: (nullable): of what is filled, %NULL until the file tells what it holds
 * @table: (nullable): what the file holds, once it has been looked at
 * @options: how it is understood; its file without the folder, which is nobody's business
 * @spec: (nullable): what becomes of it: a copy of @options with its numbers
 * @findings: what is to be said about @spec
 * @others: (nullable) (element-type GhOtherRate): with @spec, the other kinds of rates in the file
 * @takes_others: whether these are filled as well
 * @again: an option has changed while the file is being read */
struct _GhSeriesImport
{
  GhFileImport parent_instance;
  char *path;
  GhImport *table;
  GhSeriesFile *options;
  guint column;
  double multiply;
  double add;
  GhSeriesReader *reader;
  GhSeriesSpec *spec;
  GhFindings *findings;
  GPtrArray *others;
  gboolean takes_others;
  gboolean again;
};

const GhStudy *gh_series_import_get_study (GhSeriesImport *import);
const GhImportColumn *gh_series_import_find_column (GhSeriesImport *import);
void gh_series_import_fill (GhStudy *study, gpointer import);

G_END_DECLS
