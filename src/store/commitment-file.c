/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A profile of power that was committed for the vehicles of a site together. */
#include "commitment-file.h"

#include <math.h>

#include "csv-table.h"
#include "errors.h"
#include "file-reading.h"
#include "words.h"

#define POWER_COLUMN "power_kw"
#define SECONDS_PER_MINUTE 60.0

static GhTable *
read_table (const char *path, const GhStudy *study, GError **error)
{
  const GhTableOptions options
      = { .time_zone = study->location != NULL ? study->location->time_zone : NULL,
          .stamps = GH_STAMPS_START };
  gsize length;
  g_autofree char *text = gh_file_read (path, &length, NULL, error);

  return text != NULL ? gh_table_read (path, text, length, &options, NULL, error) : NULL;
}

static gboolean
check_table (const GhTable *table, const char *path, int step_seconds, GError **error)
{
  if (gh_table_find_column (table, POWER_COLUMN) == NULL)
    {
      g_autofree char *columns = gh_table_list_columns (table);
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("%s: there is no column “%s”; there are: %s"), path, POWER_COLUMN, columns);
      return FALSE;
    }
  if (table->step_seconds == step_seconds)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("%s: its steps are of %g minutes, those of the study of %g"), path,
               table->step_seconds / SECONDS_PER_MINUTE, step_seconds / SECONDS_PER_MINUTE);
  return FALSE;
}

/**
 * gh_commitment_read:
 * @path: of a table with the columns time and power_kw
 * @study: a study of a fleet
 * @period: index of the period that it is for
 * @error: return location; %GH_ERROR_IO, or %GH_ERROR_INVALID where a step of the period has no
 *   power
 *
 * Reads a committed profile. Times are beginnings of steps; those without an offset are of the
 * study's time zone. Rows before and after the period are passed over.
 *
 * Returns: (transfer full) (nullable) (array length=steps): kW; %NULL on error
 */
double *
gh_commitment_read (const char *path, const GhStudy *study, guint period, GError **error)
{
  int step_seconds = (int) lround (study->period->step_minutes * SECONDS_PER_MINUTE);
  GhFleetPeriod span;
  g_autoptr (GhTable) table = read_table (path, study, error);

  gh_fleet_get_period (study, period, &span);
  if (table == NULL || !check_table (table, path, step_seconds, error))
    return NULL;
  const GhTableColumn *column = gh_table_find_column (table, POWER_COLUMN);
  g_autofree double *power_kw = g_new (double, span.steps);
  for (gint64 t = 0; t < span.steps; t++)
    {
      gint64 ahead = span.start + t * step_seconds - table->start_unix;
      gint64 row = ahead / step_seconds;
      power_kw[t] = ahead >= 0 && ahead % step_seconds == 0 && row < (gint64) table->count
                        ? column->values[row]
                        : NAN;
      if (isfinite (power_kw[t]))
        continue;
      g_autofree char *time = gh_time_format_iso (span.start + t * step_seconds, table->zone);
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("%s: there is no power for %s; every step of the period takes one"), path,
                   time);
      return NULL;
    }
  return g_steal_pointer (&power_kw);
}
