/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series.h"

G_BEGIN_DECLS

/**
 * GhSeriesStore:
 * @load: finds numbers by their hash; %NULL with the error set when there are none
 * @save: keeps numbers; returns (transfer full) their hash, %NULL with the error set
 * @data: passed to both
 *
 * Where the numbers of series are kept when a study's JSON only refers to them: as
 * `{ "stored": HASH, "from": {...}, "data_year": 2023, "data_step_seconds": 3600, "data_filled": 2,
 * "origin": { "sha256": ..., "format": ..., "unit": ..., "unit_assumed": false, "rows": 8760,
 * "imported": "2026-11-27T01:00:00Z", "repairs": [...] } }`, where "from", the column of a file
 * that they were read from, and what follows it may be absent. Study files have the numbers
 * instead.
 */
typedef struct
{
  GhSeries *(*load) (const char *hash, gpointer data, GError **error);
  char *(*save) (GhSeries *series, gpointer data, GError **error);
  gpointer data;
} GhSeriesStore;

G_END_DECLS
