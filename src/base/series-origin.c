/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-origin.h"

/**
 * gh_series_origin_new:
 * @sha256: of the bytes of the file
 * @format: (nullable): what it was recognised as
 * @unit: in which its numbers were read
 * @unit_assumed: whether nobody named it
 * @rows: rows of the file
 * @imported: seconds since 1970-01-01 UTC
 * @repairs: (array zero-terminated=1): sentences
 *
 * Returns: (transfer full): a copy of all that
 */
GhSeriesOrigin *
gh_series_origin_new (const char *sha256, const char *format, const char *unit,
                      gboolean unit_assumed, gint64 rows, gint64 imported,
                      const char *const *repairs)
{
  GhSeriesOrigin *origin = g_atomic_rc_box_new0 (GhSeriesOrigin);

  origin->sha256 = g_strdup (sha256);
  origin->format = g_strdup (format);
  origin->unit = g_strdup (unit);
  origin->unit_assumed = unit_assumed;
  origin->rows = rows;
  origin->imported = imported;
  origin->repairs = g_strdupv ((char **) repairs);
  return origin;
}

/**
 * gh_series_origin_ref:
 * @origin: an origin
 *
 * Returns: (transfer full): @origin
 */
GhSeriesOrigin *
gh_series_origin_ref (GhSeriesOrigin *origin)
{
  return g_atomic_rc_box_acquire (origin);
}

static void
clear (gpointer data)
{
  GhSeriesOrigin *origin = data;

  g_free (origin->sha256);
  g_free (origin->format);
  g_free (origin->unit);
  g_strfreev (origin->repairs);
}

/**
 * gh_series_origin_unref:
 * @origin: (transfer full) (nullable): an origin
 *
 * Frees it with its last reference.
 */
void
gh_series_origin_unref (GhSeriesOrigin *origin)
{
  if (origin != NULL)
    g_atomic_rc_box_release_full (origin, clear);
}
