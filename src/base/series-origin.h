/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhSeriesOrigin:
 * @sha256: of the bytes of the file, in hexadecimal
 * @format: (nullable): name of the format it was recognised as, %NULL a plain table
 * @unit: in which its numbers were read, "" when neither the file nor the study named one
 * @unit_assumed: whether the file does not name a unit and that of the study was taken
 * @rows: rows of the file
 * @imported: when it was read, seconds since 1970-01-01 UTC
 * @repairs: (array zero-terminated=1): what was mended or assumed, a sentence each, in the language
 *   of who imported it
 *
 * Where the numbers of a series were read. Immutable, shared by reference, thread-safe. Kept in the
 * library and not in study files.
 */
typedef struct
{
  char *sha256;
  char *format;
  char *unit;
  gboolean unit_assumed;
  gint64 rows;
  gint64 imported;
  char **repairs;
} GhSeriesOrigin;

GhSeriesOrigin *gh_series_origin_new (const char *sha256, const char *format, const char *unit,
                                      gboolean unit_assumed, gint64 rows, gint64 imported,
                                      const char *const *repairs);
GhSeriesOrigin *gh_series_origin_ref (GhSeriesOrigin *origin);
void gh_series_origin_unref (GhSeriesOrigin *origin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSeriesOrigin, gh_series_origin_unref)

G_END_DECLS
