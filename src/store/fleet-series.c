/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet-series.h"

#include <string.h>

#include "series-file.h"
#include "site/fleet-profile.h"

static void
list_series (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED,
             const char *path G_GNUC_UNUSED, gpointer data)
{
  g_ptr_array_add (data, spec);
}

/* The study with its files read for one period. Warnings are told for the first period only. */
static GhStudy *
read_period (const GhStudy *study, guint index, const char *directory, GhFindings *findings,
             const GhProgress *progress, GError **error)
{
  g_autoptr (GhStudy) copy = gh_study_copy (study);
  g_autoptr (GhFindings) own = gh_findings_new ();
  GhFleetPeriod period;

  gh_fleet_get_period (study, index, &period);
  copy->period->start = period.start;
  copy->period->steps = period.steps;
  if (!gh_study_resolve_period (copy, directory, own, progress, error))
    return NULL;
  for (guint i = 0; i < gh_findings_get_count (own); i++)
    {
      const GhFinding *finding = gh_findings_get (own, i);
      if (index == 0 || finding->severity == GH_SEVERITY_ERROR)
        gh_findings_add (findings, finding->severity, finding->path, "%s", finding->message);
    }
  return g_steal_pointer (&copy);
}

static void
append_resolved (GhSeriesSpec *whole, const GhSeriesSpec *part)
{
  if (whole->resolved == NULL || part->resolved == NULL)
    return;
  gsize before = gh_series_get_count (whole->resolved);
  gsize added = gh_series_get_count (part->resolved);
  double *values = g_new (double, before + added);
  memcpy (values, gh_series_get_values (whole->resolved), before * sizeof (double));
  memcpy (values + before, gh_series_get_values (part->resolved), added * sizeof (double));
  gh_series_unref (whole->resolved);
  whole->resolved = gh_series_new_take (values, before + added);
}

/* Copies of one study have the same series in the same order. */
static void
append_period (GhStudy *whole, GhStudy *part)
{
  g_autoptr (GPtrArray) to = g_ptr_array_new ();
  g_autoptr (GPtrArray) from = g_ptr_array_new ();

  gh_study_foreach_series (whole, list_series, to);
  gh_study_foreach_series (part, list_series, from);
  for (guint i = 0; i < MIN (to->len, from->len); i++)
    append_resolved (g_ptr_array_index (to, i), g_ptr_array_index (from, i));
}

/**
 * gh_fleet_resolve_series:
 * @study: a valid study of a fleet that lists its periods
 * @directory: where relative file names begin
 * @findings: gets what is wrong with a file
 * @progress: (nullable): whom to tell
 * @error: set to %GH_ERROR_STOPPED when @progress asks to stop
 *
 * Lays the files that a study names on each of its periods, one after the other.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_fleet_resolve_series (GhStudy *study, const char *directory, GhFindings *findings,
                         const GhProgress *progress, GError **error)
{
  guint count = gh_fleet_count_periods (study);
  g_autoptr (GhStudy) whole = NULL;

  for (guint i = 0; i < count; i++)
    {
      GhProgress each = gh_progress_part (progress, (double) i / count, (i + 1.0) / count);
      g_autoptr (GhStudy) part = read_period (study, i, directory, findings, &each, error);
      if (part == NULL)
        return FALSE;
      if (whole == NULL)
        whole = g_steal_pointer (&part);
      else
        append_period (whole, part);
    }
  whole->period->start = study->period->start;
  whole->period->steps = study->period->steps;
  GhStudy kept = *study;
  *study = *whole;
  *whole = kept;
  return TRUE;
}
