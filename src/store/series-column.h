/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csv-table.h"
#include "site/profile.h"
#include "time-axis.h"

G_BEGIN_DECLS

/* Repairs of one file that are told. */
#define GH_SERIES_REPAIRS_TOLD 10

/**
 * GhSeriesColumn:
 * @file: what the study names: the file, the column and how it is read
 * @attribute: what holds the series: its unit and range count
 * @path: its JSON path, for @findings
 * @currency: (nullable): of the study
 * @latitude: of the study, NAN where it has no place
 * @longitude: likewise
 * @axis: of the study
 * @table: what was read from the file
 * @column: (nullable): the column, once it has been found
 * @findings: gets what is wrong, and as warnings what was assumed
 *
 * One column of a file on its way into a study.
 */
typedef struct
{
  const GhSeriesFile *file;
  const GhAttribute *attribute;
  const char *path;
  const char *currency;
  double latitude;
  double longitude;
  const GhTimeAxis *axis;
  const GhTable *table;
  const GhTableColumn *column;
  GhFindings *findings;
} GhSeriesColumn;

gboolean gh_series_column_lay (GhSeriesColumn *wanted, GhSeriesSpec *spec,
                               const GhProgress *progress, GError **error);

G_END_DECLS
