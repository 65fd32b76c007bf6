/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a fleet does, as tables for programs: a dot for decimals, nothing where there is no number.
 */
#include "fleet-csv.h"

#include <math.h>
#include <string.h>

#include "json-writer.h"
#include "plan-csv.h"

static void
append_number (GString *text, double value)
{
  char buffer[GH_NUMBER_TEXT_SIZE];

  g_string_append_c (text, ',');
  if (isfinite (value))
    g_string_append (text, gh_number_to_text (value, buffer));
}

static void
append_text (GString *text, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value != NULL ? value : "", "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (text, "\"%s\"", doubled);
}

static const char *
get_site_name (const GhStudy *study, guint site)
{
  return ((const GhFleetSite *) g_ptr_array_index (study->sites, site))->name;
}

/* Returns: (nullable): no name for the only period */
static const char *
get_period_name (const GhStudy *study, guint index)
{
  GhFleetPeriod period;

  gh_fleet_get_period (study, index, &period);
  return period.name;
}

/* A name that is a file's on any system; numbers before it keep two apart that become the same. */
static char *
make_file_name (const char *name)
{
  char *safe = g_strdup (name);

  for (char *c = safe; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) || strchr ("/\\:*?\"<>|", *c) != NULL)
      *c = '_';
  return safe;
}

/**
 * gh_fleet_csv_make_stem:
 * @study: a study of a fleet
 * @site: index of a site
 * @period: index of a period
 *
 * Returns: (transfer full): what names of files about that site and period end with
 */
char *
gh_fleet_csv_make_stem (const GhStudy *study, guint site, guint period)
{
  const char *name = get_period_name (study, period);
  g_autofree char *joined = name != NULL
                                ? g_strdup_printf ("%u.%u %s, %s", site + 1, period + 1,
                                                   get_site_name (study, site), name)
                                : g_strdup_printf ("%u %s", site + 1, get_site_name (study, site));

  return make_file_name (joined);
}

static void
append_time (GString *text, const GhSite *site, gsize step)
{
  g_autofree char *time = gh_time_format_iso (gh_time_axis_get_time (site->axis, step),
                                              gh_time_axis_get_zone (site->axis));

  g_string_append (text, time);
}

static void
append_step (GString *text, const GhFleetDepot *depot, const GhPlan *plan, gsize step)
{
  const GhSite *site = depot->site;
  double power_kw = 0.0, energy_kwh = 0.0;
  guint plugged = 0;

  for (guint s = 0; s < site->store_count; s++)
    {
      power_kw += plan->stores[s].power_kw[step];
      energy_kwh += plan->stores[s].energy_kwh[step];
      plugged += site->stores[s].plugged[step];
    }
  const double numbers[] = { site->load_kw[step] - depot->unmanaged_kw[step],
                             depot->unmanaged_kw[step],
                             power_kw,
                             energy_kwh,
                             plugged,
                             site->solar_kw[step],
                             plan->curtailed_kw[step],
                             plan->grid_kw[step],
                             site->import_price[step],
                             site->export_price[step],
                             site->rates_g_per_kwh[GH_RATE_SHORT_RUN][step] };
  append_time (text, site, step);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    append_number (text, numbers[i]);
  g_string_append_c (text, '\n');
}

static gboolean
write_totals (const char *stem, const GhFleetDepot *depot, const GhPlan *plan,
              const char *directory, GError **error)
{
  g_autoptr (GString) text
      = g_string_new ("time,load_kw,unmanaged_kw,vehicles_kw,vehicles_kwh,plugged,solar_kw,"
                      "curtailed_kw,grid_kw,import_price,export_price,marginal_g_per_kwh\n");
  g_autofree char *name = g_strdup_printf ("plan %s.csv", stem);

  for (gsize t = 0; t < plan->count; t++)
    append_step (text, depot, plan, t);
  return gh_csv_write (directory, name, text->str, error);
}

static gboolean
write_schedule (const GhFleetDepot *depot, const GhPlan *plan, guint store, const char *directory,
                GError **error)
{
  g_autoptr (GString) text = g_string_new ("time,power_kw,energy_kwh,plugged\n");
  const GhStore *vehicle = &depot->site->stores[store];
  g_autofree char *title = g_strdup_printf ("%05u %s.csv", store + 1, vehicle->name);
  g_autofree char *name = make_file_name (title);

  for (gsize t = 0; t < plan->count; t++)
    {
      append_time (text, depot->site, t);
      append_number (text, plan->stores[store].power_kw[t]);
      append_number (text, plan->stores[store].energy_kwh[t]);
      append_number (text, vehicle->plugged[t]);
      g_string_append_c (text, '\n');
    }
  return gh_csv_write (directory, name, text->str, error);
}

/**
 * gh_fleet_write_part_csv:
 * @study: a study of a fleet
 * @part: a site in a period
 * @depot: what it is made of
 * @plan: its plan, with powers
 * @directory: where to; made if need be
 * @error: return location; %GH_ERROR_IO
 *
 * Writes what the site does step by step as "plan SITE.csv", and what each managed vehicle does
 * into a folder of schedules, a file each.
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_fleet_write_part_csv (const GhStudy *study, const GhFleetPart *part, const GhFleetDepot *depot,
                         const GhPlan *plan, const char *directory, GError **error)
{
  g_autofree char *stem = gh_fleet_csv_make_stem (study, part->site, part->period);
  g_autofree char *schedules = g_build_filename (directory, "schedules", stem, NULL);

  if (!write_totals (stem, depot, plan, directory, error))
    return FALSE;
  for (guint s = 0; s < depot->site->store_count; s++)
    if (!write_schedule (depot, plan, s, schedules, error))
      return FALSE;
  return TRUE;
}

/**
 * gh_fleet_csv_begin_vehicles:
 * @text: an empty text
 *
 * Begins vehicles.csv.
 */
void
gh_fleet_csv_begin_vehicles (GString *text)
{
  g_string_append (text, "site,period,group,vehicle,managed,arrival,stays,driven_kwh,charged_kwh,"
                         "discharged_kwh,cost,missing_kwh,served\n");
}

/* What the vehicles that are short lack, by name. */
static GHashTable *
index_missing (const GhFleetPart *part)
{
  GHashTable *missing = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < part->unserved->len; i++)
    {
      GhFleetUnserved *unserved = &g_array_index (part->unserved, GhFleetUnserved, i);
      g_hash_table_insert (missing, unserved->name, &unserved->missing_kwh);
    }
  return missing;
}

/* Energy at the AC side in one direction. */
static double
sum_energy (const GhFleetDepot *depot, const GhPlan *plan, guint store, double sign)
{
  double sum_kwh = 0.0;

  for (gsize t = 0; t < plan->count; t++)
    sum_kwh += MAX (0.0, sign * plan->stores[store].power_kw[t]);
  return sum_kwh * gh_time_axis_get_step_hours (depot->site->axis);
}

static void
append_entry (GString *text, const GhStudy *study, const GhFleetDepot *depot, const GhPlan *plan,
              const GhFleetEntry *entry, const double *missing_kwh)
{
  gboolean is_managed = entry->store != G_MAXUINT;
  const GhFleetGroup *group
      = entry->group != G_MAXUINT ? g_ptr_array_index (study->groups, entry->group) : NULL;

  append_text (text, group != NULL ? group->name : "");
  g_string_append_c (text, ',');
  append_text (text, entry->name);
  g_string_append_printf (text, ",%d,", is_managed);
  if (entry->arrival != 0)
    {
      g_autofree char *time
          = gh_time_format_iso (entry->arrival, gh_time_axis_get_zone (depot->site->axis));
      g_string_append (text, time);
    }
  append_number (text, entry->stays);
  append_number (text, entry->driven_kwh);
  append_number (text,
                 is_managed ? sum_energy (depot, plan, entry->store, 1.0) : entry->charged_kwh);
  append_number (text, is_managed ? sum_energy (depot, plan, entry->store, -1.0) : 0.0);
  append_number (text, gh_fleet_entry_get_cost (depot, plan, entry));
  append_number (text, missing_kwh != NULL ? *missing_kwh : 0.0);
  g_string_append_printf (text, ",%d\n", missing_kwh == NULL);
}

/**
 * gh_fleet_csv_add_vehicles:
 * @text: begun with gh_fleet_csv_begin_vehicles()
 * @study: a study of a fleet
 * @part: a site in a period
 * @depot: what it is made of
 * @plan: its plan, with powers
 *
 * Adds a row for each vehicle of the site.
 */
void
gh_fleet_csv_add_vehicles (GString *text, const GhStudy *study, const GhFleetPart *part,
                           const GhFleetDepot *depot, const GhPlan *plan)
{
  g_autoptr (GHashTable) missing = index_missing (part);

  for (guint i = 0; i < depot->entries->len; i++)
    {
      const GhFleetEntry *entry = &g_array_index (depot->entries, GhFleetEntry, i);
      append_text (text, get_site_name (study, part->site));
      g_string_append_c (text, ',');
      append_text (text, get_period_name (study, part->period));
      g_string_append_c (text, ',');
      append_entry (text, study, depot, plan, entry, g_hash_table_lookup (missing, entry->name));
    }
}

/* A row of groups.csv. */
static void
append_group (GString *text, const GhFleetMoney *money, guint group, guint use)
{
  const GhFleetGroupYear *own = &money->uses[use].groups->groups[group];
  const double numbers[] = {
    own->vehicles,
    own->managed,
    own->unserved,
    own->charged_kwh,
    own->discharged_kwh,
    own->charging,
    own->revenue,
    own->demand,
    own->wear,
    gh_fleet_money_get_group_fees (money, use, group),
    gh_fleet_money_get_group_cost (money, use, group),
    gh_fleet_money_get_group_gain (money, use, GH_STRATEGY_SMART, group),
    gh_fleet_money_get_group_gain (money, use, GH_STRATEGY_UNMANAGED, group),
    own->emissions_kg[GH_RATE_SHORT_RUN],
    own->emissions_kg[GH_RATE_LONG_RUN],
    own->emissions_kg[GH_RATE_AVERAGE],
  };

  append_text (text, gh_fleet_groups_get_name (money->study, group));
  g_string_append_printf (text, ",%s", gh_fleet_use_name (use));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    append_number (text, numbers[i]);
  g_string_append_c (text, '\n');
}

/**
 * gh_fleet_write_groups_csv:
 * @money: of a fleet, with numbers
 * @directory: where to; made if need be
 * @error: return location; %GH_ERROR_IO
 *
 * Writes what each group does and costs in a year under each use as groups.csv.
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_fleet_write_groups_csv (const GhFleetMoney *money, const char *directory, GError **error)
{
  g_autoptr (GString) text = g_string_new (
      "group,strategy,vehicles,managed,unserved,charged_kwh,discharged_kwh,charging,revenue,demand,"
      "wear,aggregator,cost,gain_against_smart,gain_against_unmanaged,marginal_kg,"
      "long_run_marginal_kg,average_kg\n");

  for (guint g = 0; g < money->uses[0].groups->count; g++)
    for (guint use = 0; use < GH_FLEET_USES; use++)
      append_group (text, money, g, use);
  return gh_csv_write (directory, "groups.csv", text->str, error);
}
