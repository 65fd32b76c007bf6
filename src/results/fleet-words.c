/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan of a fleet is, in words. */
#include "fleet-words.h"

#include <math.h>

#include "number-text.h"
#include "words.h"

/* A gap that is shown as nothing is called so. */
#define NO_GAP 5e-5
#define MOST_SHOWN_GAP 10.0
/* Vehicles that are named of those that are not served; the rest is counted. */
#define MOST_NAMED 5
/* Money a year that is shown as nothing. */
#define NO_MONEY 0.5

/**
 * gh_fleet_site_get_name:
 * @study: a study of a fleet
 * @site: index of a site
 *
 * Returns: (transfer none): its name
 */
const char *
gh_fleet_site_get_name (const GhStudy *study, guint site)
{
  const char *name = ((const GhFleetSite *) g_ptr_array_index (study->sites, site))->name;

  return name != NULL ? name : _ ("Unnamed site");
}

/**
 * gh_fleet_period_format_name:
 * @study: a study of a fleet
 * @period: index of a period
 *
 * Returns: (transfer full): its name, and how often it counts in a year where there are several
 */
char *
gh_fleet_period_format_name (const GhStudy *study, guint period)
{
  GhFleetPeriod span;

  gh_fleet_get_period (study, period, &span);
  const char *name = span.name != NULL ? span.name : _ ("The period");
  if (gh_fleet_count_periods (study) == 1)
    return g_strdup (name);
  g_autofree char *weight = gh_number_format (span.weight, 1);
  /* Translators: the name of a part of the year and how often it counts. */
  return g_strdup_printf (_ ("%s (%s times a year)"), name, weight);
}

/* How far the plan may be above the best, in percent of what it costs. */
static double
get_gap_percent (const GhFleetSums *sums)
{
  return 100.0 * MAX (0.0, sums->objective - sums->lower_bound) / MAX (fabs (sums->objective), 1.0);
}

static char *
tell_search (const GhFleetSums *sums)
{
  double gap = get_gap_percent (sums);

  if (!isfinite (gap))
    return g_strdup (_ ("How far the plan is from the best one is not known yet."));
  if (gap < 100.0 * NO_GAP)
    return g_strdup (_ ("No plan is cheaper."));
  g_autofree char *percent = gh_number_format (gap, gap < MOST_SHOWN_GAP ? 2 : 0);
  return g_strdup_printf (_ ("The plan is at most %s %% above the best possible one."), percent);
}

static char *
tell_level (const GhFleetSums *sums)
{
  double gap = 100.0 * gh_fleet_sums_get_level_gap (sums);

  if (!isfinite (gap))
    return g_strdup (_ ("The load is made as level as it can be, whatever energy costs."));
  g_autofree char *percent = gh_number_format (gap, 2);
  return g_strdup_printf (_ ("The load is made as level as it can be, whatever energy costs: its "
                             "squares are at most %s %% above the least possible."),
                          percent);
}

/**
 * gh_fleet_part_tell_gap:
 * @results: results
 * @site: index of a site with a plan in the period
 * @period: index of a period
 *
 * Returns: (transfer full): how good the plan is, and whether it was stopped
 */
char *
gh_fleet_part_tell_gap (const GhFleetResults *results, guint site, guint period)
{
  const GhFleetPart *part = gh_fleet_results_get_part (results, site, period);
  guint use = gh_fleet_results_get_use (results);
  g_autofree char *text = use == GH_STRATEGY_UNMANAGED
                              ? g_strdup (_ ("Every vehicle charges when it arrives; "
                                             "nothing is chosen."))
                          : use == GH_FLEET_VALLEYS ? tell_level (&part->sums)
                                                    : tell_search (&part->sums);

  return part->status == GH_PLAN_TIME_LIMIT
             ? g_strdup_printf ("%s %s", _ ("Stopped: this is the best plan so far."), text)
             : g_steal_pointer (&text);
}

/**
 * gh_fleet_currents_tell:
 * @currents: what least currents cost
 * @currency: of the study
 *
 * Returns: (transfer full) (nullable): that, in a sentence; %NULL where nothing is known of it
 */
char *
gh_fleet_currents_tell (const GhFleetCurrents *currents, const char *currency)
{
  g_autofree char *least = gh_money_format (currents->least, currency, 0);
  g_autofree char *most = gh_money_format (currents->most, currency, 0);

  if (!currents->is_known)
    return NULL;
  if (currents->most < NO_MONEY)
    return g_strdup (_ ("That chargers have a least current costs nothing."));
  if (currents->least < NO_MONEY)
    return g_strdup_printf (_ ("That chargers have a least current costs at most %s a year."),
                            most);
  /* Translators: money, the least and the most that it is. */
  return g_strdup_printf (_ ("That chargers have a least current costs %1$s to %2$s a year."),
                          least, most);
}

/* Which vehicles lack how much, and why. */
static void
name_unserved (GString *text, const GhFleetPart *part)
{
  guint named = MIN (part->unserved->len, MOST_NAMED), rest = part->unserved->len - named;

  for (guint i = 0; i < named; i++)
    {
      const GhFleetUnserved *one = &g_array_index (part->unserved, GhFleetUnserved, i);
      g_autofree char *missing = gh_number_format (one->missing_kwh, 1);
      /* Translators: the name of a vehicle, an energy, and a sentence why. */
      g_string_append_printf (text, _ ("\n%s lacks %s kWh: %s"), one->name, missing, one->reason);
    }
  if (rest > 0)
    g_string_append_printf (
        text, ngettext ("\nand %u more, in the table", "\nand %u more, in the table", rest), rest);
}

/**
 * gh_fleet_part_tell_served:
 * @part: a site in a period, with a plan
 *
 * Returns: (transfer full): how many vehicles there are, and whether all get what they need; those
 *   that do not are named with the reason, a line each
 */
char *
gh_fleet_part_tell_served (const GhFleetPart *part)
{
  g_autofree char *vehicles = g_strdup_printf (
      ngettext ("%1$u vehicle, %2$u managed", "%1$u vehicles, %2$u managed", part->vehicles),
      part->vehicles, part->managed);

  if (part->unserved->len == 0)
    return g_strdup_printf (_ ("%s; all get what they need."), vehicles);
  /* Translators: how many vehicles there are, then how many of them. */
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_printf (text,
                          ngettext ("%1$s; %2$u does not get all that it needs.",
                                    "%1$s; %2$u do not get all that they need.",
                                    part->unserved->len),
                          vehicles, part->unserved->len);
  name_unserved (text, part);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * gh_fleet_results_explain_missing:
 * @results: results
 *
 * Returns: (transfer full) (nullable): which sites have no plan in which periods, and why, a line
 *   each; %NULL where all have
 */
char *
gh_fleet_results_explain_missing (const GhFleetResults *results)
{
  const GhStudy *study = gh_fleet_results_get_study (results);
  const GhFleetYear *year = gh_fleet_results_get_year (results);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < year->parts->len; i++)
    {
      const GhFleetPart *part = &g_array_index (year->parts, GhFleetPart, i);
      g_autofree char *period = gh_fleet_period_format_name (study, part->period);
      if (part->reason != NULL)
        g_string_append_printf (text, "%s%s, %s: %s", text->len > 0 ? "\n" : "",
                                gh_fleet_site_get_name (study, part->site), period, part->reason);
    }
  return g_string_free (text, text->len == 0);
}
