/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/fleet-warnings.h"

#include "words.h"

/* Rounding of powers. */
#define TINY_KW 1e-6

static guint
count_groups (const GhStudy *study)
{
  return study->groups != NULL ? study->groups->len : 0;
}

/**
 * gh_fleet_tally_init:
 * @self: (out): cleared with gh_fleet_tally_clear()
 * @study: a study of a fleet; stays
 *
 * Begins to count.
 */
void
gh_fleet_tally_init (GhFleetTally *self, const GhStudy *study)
{
  *self = (GhFleetTally){ study, g_new0 (guint, count_groups (study) + 1),
                          g_new0 (guint, count_groups (study) + 1) };
}

/**
 * gh_fleet_tally_clear:
 * @self: a tally
 *
 * Frees what it holds.
 */
void
gh_fleet_tally_clear (GhFleetTally *self)
{
  g_clear_pointer (&self->stays, g_free);
  g_clear_pointer (&self->short_stays, g_free);
}

/**
 * gh_fleet_tally_add:
 * @self: a tally
 * @depot: a site in a period
 *
 * Counts the stays of its vehicles.
 */
void
gh_fleet_tally_add (GhFleetTally *self, const GhFleetDepot *depot)
{
  for (guint i = 0; i < depot->entries->len; i++)
    {
      const GhFleetEntry *entry = &g_array_index (depot->entries, GhFleetEntry, i);
      guint index = entry->group == G_MAXUINT ? count_groups (self->study) : entry->group;
      self->stays[index] += entry->stays;
      self->short_stays[index] += entry->short_stays;
    }
}

/**
 * gh_fleet_tally_warn:
 * @self: a tally
 * @findings: gets a warning for each group of which some draws ask for too much, and one for
 *   the vehicles that are described one by one
 *
 * Tells what cannot be served; it is asked for nevertheless.
 */
void
gh_fleet_tally_warn (const GhFleetTally *self, GhFindings *findings)
{
  for (guint g = 0; g < count_groups (self->study); g++)
    {
      const GhFleetGroup *group = g_ptr_array_index (self->study->groups, g);
      g_autofree char *path = g_strdup_printf ("$.groups[%u]", g);
      if (self->short_stays[g] > 0)
        gh_findings_add (
            findings, GH_SEVERITY_WARNING, path,
            _ ("%s: in %u of %u stays the energy asked for cannot be charged, not even "
               "at full power from arriving on"),
            group->name, self->short_stays[g], self->stays[g]);
    }
  guint single = count_groups (self->study);
  if (self->short_stays[single] > 0)
    gh_findings_add (
        findings, GH_SEVERITY_WARNING, "$.vehicles",
        _ ("in %u of %u stays the energy asked for cannot be charged, not even at full "
           "power from arriving on"),
        self->short_stays[single], self->stays[single]);
}

/* What the connection of a site cannot carry even without a vehicle: where, when and how much. */
static void
check_limit (const GhFleetDepot *depot, guint index, GhFindings *findings)
{
  const GhSite *site = depot->site;
  gsize count = gh_time_axis_get_count (site->axis), worst = 0, above = 0;
  double most_kw = 0.0;

  for (gsize t = 0; t < count; t++)
    {
      double base_kw = site->load_kw[t] - depot->unmanaged_kw[t] - site->solar_kw[t];
      double excess_kw = base_kw - site->import_limit_kw;
      if (!(excess_kw > TINY_KW))
        continue;
      above++;
      worst = excess_kw > most_kw ? t : worst;
      most_kw = MAX (most_kw, excess_kw);
    }
  if (above == 0)
    return;
  g_autofree char *path = g_strdup_printf ("$.sites[%u].connection.import_limit_kw", index);
  g_autofree char *when = gh_time_format_iso (gh_time_axis_get_time (site->axis, worst),
                                              gh_time_axis_get_zone (site->axis));
  gh_findings_add (findings, GH_SEVERITY_ERROR, path,
                   _ ("without any vehicle the site takes more than the %g kW of its connection in "
                      "%zu of %zu steps, %.2f kW too much at %s: no way of charging helps"),
                   site->import_limit_kw, above, count, most_kw, when);
}

/**
 * gh_fleet_examine:
 * @study: a valid study of a fleet whose files have been read
 * @findings: gets warnings, and an error where a connection is too weak for a site by itself
 * @progress: (nullable): polled
 * @error: set when a site cannot be built, or when stopped
 *
 * Draws the vehicles of all sites and periods and tells what cannot be served.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_fleet_examine (const GhStudy *study, GhFindings *findings, const GhProgress *progress,
                  GError **error)
{
  guint periods = gh_fleet_count_periods (study);
  guint parts = study->sites->len * periods;
  gboolean done = TRUE;
  GhFleetTally tally;

  gh_fleet_tally_init (&tally, study);
  for (guint i = 0; i < parts && done; i++)
    {
      GhProgress part = gh_progress_part (progress, (double) i / parts, (i + 1.0) / parts);
      g_autoptr (GhFleetDepot) depot
          = gh_fleet_depot_new (study, i / periods, i % periods, &part, error);
      done = depot != NULL;
      if (!done)
        break;
      gh_fleet_tally_add (&tally, depot);
      check_limit (depot, i / periods, findings);
    }
  if (done)
    gh_fleet_tally_warn (&tally, findings);
  gh_fleet_tally_clear (&tally);
  return done;
}
