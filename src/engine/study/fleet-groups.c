/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each group of a fleet does and costs in a year. */
#include "study/fleet-groups.h"

#include <math.h>

#include "market/emissions.h"
#include "words.h"

/* Steps whose import is this close to the peak, as a share of it, make the peak together: a plan
 * that levels it leaves it to rounding which of them is the highest. */
#define AT_PEAK 1e-3

static guint
count_described (const GhStudy *study)
{
  return study->groups != NULL ? study->groups->len : 0;
}

/**
 * gh_fleet_groups_count:
 * @study: a study of a fleet
 *
 * Returns: how many groups are told apart: those of the study, and one of all vehicles that are
 *   described one by one, if there are
 */
guint
gh_fleet_groups_count (const GhStudy *study)
{
  return count_described (study) + (study->vehicles != NULL && study->vehicles->len > 0);
}

/**
 * gh_fleet_groups_get_name:
 * @study: a study of a fleet
 * @group: index of a group, see gh_fleet_groups_count()
 *
 * Returns: (transfer none): its name for people
 */
const char *
gh_fleet_groups_get_name (const GhStudy *study, guint group)
{
  return group < count_described (study)
             ? ((const GhFleetGroup *) g_ptr_array_index (study->groups, group))->name
             : _ ("Single vehicles");
}

/**
 * gh_fleet_groups_init:
 * @self: (out): cleared with gh_fleet_groups_clear()
 * @study: a study of a fleet; stays
 *
 * Begins to count.
 */
void
gh_fleet_groups_init (GhFleetGroups *self, const GhStudy *study)
{
  guint count = gh_fleet_groups_count (study);

  *self = (GhFleetGroups){ study, g_new0 (GhFleetGroupYear, count + 1), count,
                           g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
}

/**
 * gh_fleet_groups_clear:
 * @self: groups
 *
 * Frees what they hold.
 */
void
gh_fleet_groups_clear (GhFleetGroups *self)
{
  g_clear_pointer (&self->groups, g_free);
  g_clear_pointer (&self->unserved, g_hash_table_unref);
}

static guint
index_of (const GhFleetGroups *self, const GhFleetEntry *entry)
{
  return entry->group != G_MAXUINT ? entry->group : count_described (self->study);
}

static void
add_money (GhFleetGroupYear *group, const GhFleetEntryMoney *money, double weight)
{
  group->charged_kwh += weight * money->charged_kwh;
  group->discharged_kwh += weight * money->discharged_kwh;
  group->charging += weight * (money->charging + money->away);
  group->revenue += weight * money->revenue;
  group->wear += weight * money->wear;
}

/* Everything of single vehicles, and their power for what is of all together. */
static void
add_entries (GhFleetGroups *self, const GhFleetPart *part, const GhFleetDepot *depot,
             const GhPlan *plan, double *power_kw)
{
  for (guint i = 0; i < depot->entries->len; i++)
    {
      const GhFleetEntry *entry = &g_array_index (depot->entries, GhFleetEntry, i);
      guint index = index_of (self, entry);
      GhFleetEntryMoney money;

      gh_fleet_entry_count (depot, plan, entry, &money);
      add_money (&self->groups[index], &money, part->weight);
      for (gsize t = 0; entry->store != G_MAXUINT && t < plan->count; t++)
        power_kw[index * plan->count + t] += plan->stores[entry->store].power_kw[t];
    }
  for (gsize k = 0; k < count_described (self->study) * plan->count; k++)
    power_kw[k] += depot->group_unmanaged_kw[k];
}

/* A group's part of the import at the peak that is charged for; 0 where the vehicles do not make
 * it, but a floor does. */
static double
find_share_of_peak (const GhDemandCharge *charge, const GhPlan *plan, const double *power_kw)
{
  double peak_kw = gh_demand_charge_get_peak_kw (charge, plan->grid_kw, plan->count);
  double least_kw = peak_kw * (1.0 - AT_PEAK);
  double group_kw = 0.0, grid_kw = 0.0;

  if (!(peak_kw > 0.0))
    return 0.0;
  for (gsize t = 0; t < plan->count; t++)
    if (charge->applies[t] && plan->grid_kw[t] >= least_kw)
      {
        group_kw += power_kw[t];
        grid_kw += plan->grid_kw[t];
      }
  return grid_kw > 0.0 ? group_kw / grid_kw : 0.0;
}

/* What the meter makes of the power of a group. */
static void
add_power (const GhFleetPart *part, const GhSite *site, const GhPlan *plan, const double *power_kw,
           GhFleetGroupYear *group)
{
  double hours = gh_time_axis_get_step_hours (site->axis);

  for (guint i = 0; i < site->demand_charge_count; i++)
    {
      const GhDemandCharge *charge = &site->demand_charges[i];
      group->demand += part->weight * charge->price_per_kw
                       * gh_demand_charge_get_peak_kw (charge, plan->grid_kw, plan->count)
                       * find_share_of_peak (charge, plan, power_kw);
    }
  for (GhEmissionRate rate = 0; rate < GH_EMISSION_RATES; rate++)
    group->emissions_kg[rate]
        += part->weight
           * gh_emissions_sum_kg (power_kw, site->rates_g_per_kwh[rate], rate, hours, plan->count);
}

/* Vehicles are the same in all periods: they are counted in the first. */
static void
count_vehicles (GhFleetGroups *self, const GhFleetPart *part, const GhFleetDepot *depot)
{
  g_autoptr (GHashTable) missing = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < part->unserved->len; i++)
    g_hash_table_add (missing, g_array_index (part->unserved, GhFleetUnserved, i).name);
  for (guint i = 0; i < depot->entries->len; i++)
    {
      const GhFleetEntry *entry = &g_array_index (depot->entries, GhFleetEntry, i);
      GhFleetGroupYear *group = &self->groups[index_of (self, entry)];

      group->vehicles += part->period == 0;
      group->managed += part->period == 0 && entry->store != G_MAXUINT;
      if (g_hash_table_contains (missing, entry->name)
          && g_hash_table_add (self->unserved, g_strdup_printf ("%u %s", part->site, entry->name)))
        group->unserved++;
    }
}

/**
 * gh_fleet_groups_add:
 * @self: groups
 * @part: a site in a period, planned
 * @depot: what it is made of
 * @plan: its plan, with powers
 *
 * Counts a part of the year. A vehicle costs what gh_fleet_entry_count() says. Of a demand charge a
 * group bears the part that its power is of the import at the peak, which is below 0 where it
 * discharges then; what building and panels make of it is nobody's of them. O(steps vehicles).
 */
void
gh_fleet_groups_add (GhFleetGroups *self, const GhFleetPart *part, const GhFleetDepot *depot,
                     const GhPlan *plan)
{
  g_autofree double *power_kw = g_new0 (double, self->count * plan->count + 1);

  count_vehicles (self, part, depot);
  add_entries (self, part, depot, plan, power_kw);
  for (guint g = 0; g < self->count; g++)
    add_power (part, depot->site, plan, power_kw + g * plan->count, &self->groups[g]);
}

/**
 * gh_fleet_group_year_get_bill:
 * @group: a group
 *
 * Returns: its part of the bills: energy taken less energy given, and demand; currency a year
 */
double
gh_fleet_group_year_get_bill (const GhFleetGroupYear *group)
{
  return group->charging - group->revenue + group->demand;
}
