/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules across the attributes of a fleet. */
#include <math.h>

#include "site/profile-rules.h"
#include "site/vehicle-rows.h"
#include "words.h"

#define DAYS_PER_YEAR 365.25
#define MINUTES_PER_DAY 1440.0
/* How far the periods together may be from a year without a word. */
#define YEAR_TOLERANCE 0.05

/* Whether a name was used before; it is from now on. */
static gboolean
is_taken (GHashTable *names, const char *name)
{
  return name != NULL && !g_hash_table_add (names, (gpointer) name);
}

static void
report_taken (GhFindings *findings, const char *list, guint index, const char *name)
{
  g_autofree char *path = g_strdup_printf ("$.%s[%u]", list, index);

  gh_rule_report (findings, path, "name", _ ("\"%s\" is the name of another one, too"), name);
}

static void
check_sites (GhStudy *study, GhFindings *findings)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint count = study->sites != NULL ? study->sites->len : 0;

  if (study->sites != NULL && count == 0)
    gh_rule_report (findings, "$", "sites", _ ("a fleet needs at least one site"));
  if (count > GH_MOST_SITES)
    gh_rule_report (findings, "$", "sites", _ ("%u sites; there are at most %d"), count,
                    GH_MOST_SITES);
  for (guint i = 0; i < count; i++)
    {
      const GhFleetSite *site = g_ptr_array_index (study->sites, i);
      g_autofree char *path = g_strdup_printf ("$.sites[%u]", i);
      if (is_taken (names, site->name))
        report_taken (findings, "sites", i, site->name);
      if (fabs (site->charge_points - round (site->charge_points)) > 0.0)
        gh_rule_report (findings, path, "charge_points", _ ("%g is not a whole number"),
                        site->charge_points);
    }
}

/* A demand charge of a fleet has one price. What earlier peaks leave of it is told not to be those
 * of the plan. */
static void
check_demand (const GhDemandRule *rule, const char *path, guint index, GhFindings *findings)
{
  g_autofree char *own = g_strdup_printf ("%s.tariff.demand_charges[%u]", path, index);

  if (rule->tiers != NULL && rule->tiers->len > 0)
    gh_rule_report (findings, own, "tiers",
                    _ ("a demand charge with tiers is not planned for a fleet"));
  if (!(rule->ratchet_share > 0.0))
    return;
  g_autofree char *share = g_strconcat (own, ".ratchet_share", NULL);
  gh_findings_add (findings, GH_SEVERITY_WARNING, share, "%s",
                   _ ("of earlier peaks a fleet counts earlier_peak_kw and, within a period, those "
                      "of the site without vehicles; the bill may be higher"));
}

/* A bill may come to no less than its minimum, which is no part of a fleet's. */
static void
check_minimum (double minimum, const char *path, const char *key, GhFindings *findings)
{
  g_autofree char *own = g_strdup_printf ("%s.tariff.%s", path, key);

  if (minimum > 0.0)
    gh_findings_add (findings, GH_SEVERITY_WARNING, own, "%s",
                     _ ("the least that a bill comes to is not counted for a fleet"));
}

/* What the exact bill of a household knows and the plan of a fleet does not. */
static void
check_tariff (const GhFleetSite *site, const char *path, GhFindings *findings)
{
  const GhTariff *tariff = site->tariff;

  if (tariff == NULL)
    return;
  if (tariff->energy_tiers != NULL && tariff->energy_tiers->len > 0)
    gh_rule_report (findings, path, "tariff.energy_tiers",
                    _ ("prices that depend on the energy of a month are not planned for a fleet"));
  if (tariff->export_scheme != GH_EXPORT_NET_BILLING)
    gh_rule_report (findings, path, "tariff.export_scheme",
                    _ ("a fleet is planned with net billing only"));
  for (guint i = 0; tariff->demand_charges != NULL && i < tariff->demand_charges->len; i++)
    check_demand (g_ptr_array_index (tariff->demand_charges, i), path, i, findings);
  check_minimum (tariff->minimum_per_month, path, "minimum_per_month", findings);
  check_minimum (tariff->minimum_per_year, path, "minimum_per_year", findings);
}

/* A site is held to the rules of a household's meter. */
static void
check_meters (GhStudy *study, GhFindings *findings)
{
  for (guint i = 0; study->sites != NULL && i < study->sites->len; i++)
    {
      g_autoptr (GhStudy) view = gh_fleet_new_meter_view (study, i);
      g_autoptr (GhFindings) own = gh_findings_new ();
      g_autofree char *path = g_strdup_printf ("$.sites[%u]", i);
      gh_rules_run (view, GH_RULES_OF_SITE, own);
      for (guint k = 0; k < gh_findings_get_count (own); k++)
        {
          const GhFinding *finding = gh_findings_get (own, k);
          g_autofree char *whole = g_strconcat (path, finding->path + 1, NULL);
          gh_findings_add (findings, finding->severity, whole, "%s", finding->message);
        }
      check_tariff (g_ptr_array_index (study->sites, i), path, findings);
    }
}

static const char *
nearest_site (const GhStudy *study, const char *name)
{
  g_autofree const char **names = g_new0 (const char *, study->sites->len + 1);
  guint count = 0;

  for (guint i = 0; i < study->sites->len; i++)
    {
      const GhFleetSite *site = g_ptr_array_index (study->sites, i);
      if (site->name != NULL)
        names[count++] = site->name;
    }
  return gh_nearest_word (names, name);
}

/**
 * gh_fleet_check_place:
 * @study: a study of a fleet
 * @name: (nullable): of a site, as a group or a vehicle has it
 * @path: of who has it
 * @findings: where to report
 *
 * Checks that there is such a site, or only one where none is named.
 */
void
gh_fleet_check_place (const GhStudy *study, const char *name, const char *path,
                      GhFindings *findings)
{
  if (study->sites == NULL || study->sites->len == 0
      || gh_fleet_find_site (study, name) != G_MAXUINT)
    return;
  if (name == NULL)
    {
      gh_rule_report (findings, path, "site", _ ("there are several sites; name one of them"));
      return;
    }
  const char *nearest = nearest_site (study, name);
  if (nearest != NULL)
    gh_rule_report (findings, path, "site", _ ("no site is called \"%s\"; did you mean \"%s\"?"),
                    name, nearest);
  else
    gh_rule_report (findings, path, "site", _ ("no site is called \"%s\""), name);
}

/* A log may be longer than what is planned: that is told once for all vehicles. */
static void
warn_of_stays_outside (const GhStudy *study, GhFindings *findings)
{
  guint stays = 0, outside = 0;

  for (guint i = 0; study->vehicles != NULL && i < study->vehicles->len; i++)
    {
      const GhVehicle *vehicle = g_ptr_array_index (study->vehicles, i);
      for (guint k = 0; vehicle->stays != NULL && k < vehicle->stays->len; k++, stays++)
        outside += !gh_fleet_is_in_period (study, g_ptr_array_index (vehicle->stays, k));
    }
  if (outside > 0)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.vehicles",
                     ngettext ("%u of %u stays of vehicles lies outside of the periods and is not "
                               "planned",
                               "%u of %u stays of vehicles lie outside of the periods and are not "
                               "planned",
                               outside),
                     outside, stays);
}

static void
check_vehicles (GhStudy *study, GHashTable *names, GhFindings *findings)
{
  g_autoptr (GhRowFaults) faults = gh_fleet_find_incomplete_rows (study);

  gh_row_faults_report (faults, gh_fleet_leaves_out_incomplete (study), findings);
  for (guint i = 0; study->vehicles != NULL && i < study->vehicles->len; i++)
    is_taken (names, ((const GhVehicle *) g_ptr_array_index (study->vehicles, i))->name);
  if (study->period != NULL)
    warn_of_stays_outside (study, findings);
}

static void
check_groups (GhStudy *study, GHashTable *names, GhFindings *findings)
{
  for (guint i = 0; study->groups != NULL && i < study->groups->len; i++)
    {
      const GhFleetGroup *group = g_ptr_array_index (study->groups, i);
      g_autofree char *path = g_strdup_printf ("$.groups[%u]", i);
      gh_fleet_check_place (study, group->site, path, findings);
      if (is_taken (names, group->name))
        report_taken (findings, "groups", i, group->name);
      gh_fleet_group_validate (study, group, path, findings);
    }
}

static void
check_count (GhStudy *study, GhFindings *findings)
{
  gint64 count = 0;

  for (guint i = 0; study->groups != NULL && i < study->groups->len; i++)
    count += ((const GhFleetGroup *) g_ptr_array_index (study->groups, i))->count;
  for (guint i = 0; study->vehicles != NULL && i < study->vehicles->len; i++)
    count += ((const GhVehicle *) g_ptr_array_index (study->vehicles, i))->count;
  if (count > GH_MOST_FLEET_VEHICLES)
    gh_rule_report (findings, "$", "groups", _ ("%lld vehicles; a fleet has at most %d"),
                    (long long) count, GH_MOST_FLEET_VEHICLES);
}

static void
check_weights (GhStudy *study, GhFindings *findings)
{
  double days = 0.0;

  for (guint i = 0; i < study->periods->len; i++)
    {
      GhFleetPeriod period;
      gh_fleet_get_period (study, i, &period);
      days += period.weight * (double) period.steps * study->period->step_minutes / MINUTES_PER_DAY;
    }
  if (fabs (days / DAYS_PER_YEAR - 1.0) > YEAR_TOLERANCE)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.periods",
                     _ ("the periods and their weights make %.6g days, which is no year"), days);
}

static void
check_periods (GhStudy *study, GhFindings *findings)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  if (study->periods == NULL || study->period == NULL)
    return;
  if (study->periods->len == 0)
    gh_rule_report (findings, "$", "periods", _ ("leave periods out or give at least one"));
  for (guint i = 0; i < study->periods->len; i++)
    {
      const GhFleetPeriod *period = g_ptr_array_index (study->periods, i);
      if (is_taken (names, period->name))
        report_taken (findings, "periods", i, period->name);
    }
  if (study->periods->len > 0)
    check_weights (study, findings);
}

/**
 * gh_fleet_validate:
 * @study: a study of a fleet
 * @findings: where to report what is wrong or worth knowing
 *
 * Checks the rules that concern more than one attribute of a fleet.
 */
void
gh_fleet_validate (GhStudy *study, GhFindings *findings)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  gh_rules_run (study, GH_RULES_OF_FLEET, findings);
  check_periods (study, findings);
  check_sites (study, findings);
  check_meters (study, findings);
  check_vehicles (study, names, findings);
  check_groups (study, names, findings);
  check_count (study, findings);
}
