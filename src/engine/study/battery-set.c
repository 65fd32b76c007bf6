/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/battery-set.h"

/* Nothing is added for a car whose cells are not known. */
static gboolean
add (GhBatterySet *set, const GhStudy *study, const GhSite *site, guint vehicle, GError **error)
{
  GhBatteryHeeded *heeded = &set->batteries[set->count];

  if (!gh_battery_model_new (study, site, vehicle, &heeded->model, error))
    return FALSE;
  if (heeded->model == NULL)
    return TRUE;
  gh_ageing_find_start (heeded->model, site, &heeded->age);
  set->count++;
  return TRUE;
}

/**
 * gh_battery_set_find:
 * @study: a valid study whose files have been read
 * @site: the site built from it
 * @first: index of the car that is looked at closely, whether it has a pack or not
 * @set: (out): the batteries to heed, none where no cells are known; clear with
 *   gh_battery_set_clear(), on error, too
 * @error: set where a series does not fit the period
 *
 * That car's battery where its cells are known, then every other car's that describes its pack.
 * O(cars * steps).
 *
 * Returns: %FALSE on error
 */
gboolean
gh_battery_set_find (const GhStudy *study, const GhSite *site, guint first, GhBatterySet *set,
                     GError **error)
{
  const GPtrArray *vehicles = study->vehicles;

  *set = (GhBatterySet){ 0 };
  if (!add (set, study, site, first, error))
    return FALSE;
  for (guint i = 0; set->count > 0 && vehicles != NULL && i < vehicles->len; i++)
    if (i != first && ((const GhVehicle *) g_ptr_array_index (vehicles, i))->pack != NULL
        && !add (set, study, site, i, error))
      return FALSE;
  return TRUE;
}

/**
 * gh_battery_set_prices_ageing:
 * @set: batteries
 *
 * Returns: whether the ageing of any of them is priced, so that each plan has prices of its own
 */
gboolean
gh_battery_set_prices_ageing (const GhBatterySet *set)
{
  for (guint i = 0; i < set->count; i++)
    if (set->batteries[i].model->wear == GH_WEAR_AGEING)
      return TRUE;
  return FALSE;
}

/**
 * gh_battery_set_give:
 * @set: batteries, at least one
 * @task: (inout): what is to be planned with them
 *
 * Puts the batteries into a task, which borrows them.
 */
void
gh_battery_set_give (const GhBatterySet *set, GhBatteryTask *task)
{
  task->model = set->batteries[0].model;
  task->age = &set->batteries[0].age;
  task->others = set->batteries + 1;
  task->other_count = set->count - 1;
}

/**
 * gh_battery_set_clear:
 * @set: batteries
 *
 * Frees what it owns.
 */
void
gh_battery_set_clear (GhBatterySet *set)
{
  for (guint i = 0; i < set->count; i++)
    gh_battery_model_free (set->batteries[i].model);
  *set = (GhBatterySet){ 0 };
}
