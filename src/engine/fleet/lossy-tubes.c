/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few steps of a fleet, by themselves. */
#include "fleet/lossy-fleet-private.h"
#include "planning/storage-tube.h"
#include "planning/store-problem.h"

static gboolean
find_tube (const GhLossyFleet *fleet, guint store, const GhPowerPrice *prices)
{
  gsize first = store * (fleet->steps + 1);
  GhStoreProblem stated;

  gh_store_problem_init (&stated, fleet->site, &fleet->site->stores[store], prices, FALSE);
  gboolean found
      = gh_storage_tube_find (&stated.problem, fleet->least_kwh + first, fleet->most_kwh + first);
  gh_store_problem_clear (&stated);
  return found;
}

/**
 * gh_lossy_fleet_find_tubes:
 * @fleet: a fleet
 *
 * Finds from which energies each store can go on to the end, see gh_storage_tube_find(). What is
 * asked of some steps is answered from these alone then, so that it costs as much as they do rather
 * than as much as all that follow. O(steps stores).
 */
void
gh_lossy_fleet_find_tubes (GhLossyFleet *fleet)
{
  guint stores = fleet->site->store_count;
  g_autofree GhPowerPrice *prices = g_new0 (GhPowerPrice, fleet->steps);

  if (fleet->has_tube != NULL)
    return;
  fleet->least_kwh = g_new0 (double, stores *(fleet->steps + 1));
  fleet->most_kwh = g_new0 (double, stores *(fleet->steps + 1));
  fleet->has_tube = g_new0 (guint8, MAX (1, stores));
  for (guint s = 0; s < stores; s++)
    fleet->has_tube[s] = find_tube (fleet, s, prices) != FALSE;
}

static gboolean
is_served (const guint8 *served, guint store)
{
  return served == NULL || served[store] != 0;
}

static gboolean
has_tubes (const GhLossyFleet *fleet, const guint8 *served)
{
  for (guint s = 0; s < fleet->site->store_count; s++)
    if (fleet->has_tube == NULL || (is_served (served, s) && !fleet->has_tube[s]))
      return FALSE;
  return TRUE;
}

/* One that is left out does nothing. */
static void
rest (GhStore *store, gsize steps)
{
  store->start_kwh = store->end_kwh = store->standby_kw = 0.0;
  for (gsize t = 0; t < steps; t++)
    {
      store->plugged[t] = 0;
      store->lower_kwh[t] = store->drive_kwh[t] = 0.0;
      store->upper_kwh[t] = store->capacity_kwh;
    }
}

/*< private > Cuts some steps out; where all tubes are known the duration alone, else all to the end
 * of the time.
 *
 * @served: (nullable) (array length=stores): 0 for stores that are left out
 * @energy_kwh: (nullable): of each store at the end of each step by plan, one store after the
 * other; needed from the second step on
 *
 * Returns: (transfer full): a fleet of these steps */
GhLossyFleet *
gh_lossy_fleet_cut (const GhLossyFleet *fleet, const guint8 *served, const double *energy_kwh,
                    gsize step, gsize duration)
{
  const GhTimeAxis *whole = fleet->site->axis;
  gboolean by_tube = has_tubes (fleet, served);
  gsize steps = by_tube ? duration : fleet->steps - step;
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (gh_time_axis_get_time (whole, step),
                                                  gh_time_axis_get_step_seconds (whole), steps,
                                                  gh_time_axis_get_zone (whole));
  GhLossyFleet *part = g_new0 (GhLossyFleet, 1);

  part->site = gh_site_new_part (fleet->site, axis, step);
  part->steps = steps;
  part->hours = fleet->hours;
  for (guint s = 0; s < part->site->store_count; s++)
    {
      GhStore *store = &part->site->stores[s];
      gsize end = s * (fleet->steps + 1) + step + steps;
      if (!is_served (served, s))
        rest (store, steps);
      else if (step > 0)
        store->start_kwh = energy_kwh[s * fleet->steps + step - 1];
      if (!by_tube || !is_served (served, s))
        continue;
      store->end_kwh = fleet->least_kwh[end];
      store->upper_kwh[steps - 1] = MIN (store->upper_kwh[steps - 1], fleet->most_kwh[end]);
    }
  return part;
}

/*< private > Lets the stores of a part that was cut out by tubes hold less at its end than they
 * need to go on, at a price for each kWh that is missing */
void
gh_lossy_fleet_soften_ends (GhLossyFleet *fleet, const guint8 *served, double missing_price)
{
  for (guint s = 0; s < fleet->site->store_count; s++)
    {
      GhStore *store = &fleet->site->stores[s];
      double *last_kwh = &store->lower_kwh[fleet->steps - 1];
      double wanted_kwh = MAX (store->end_kwh, *last_kwh);
      double least_kwh = MIN (store->least_kwh, wanted_kwh);
      if (!is_served (served, s))
        continue;
      store->end_value = (GhEndValue){ 2, { least_kwh, wanted_kwh }, { missing_price, 0.0 } };
      store->end_kwh = *last_kwh = least_kwh;
    }
}

/*< private > Returns: what a store lacks at the end of a part whose ends were softened, kWh */
double
gh_lossy_fleet_get_missing (const GhLossyFleet *fleet, const GhFleetSchedule *schedule, guint store)
{
  const GhStore *own = &fleet->site->stores[store];
  double held_kwh = schedule->energy_kwh[(store + 1) * schedule->steps - 1];

  return own->end_value.count > 0 ? MAX (own->end_value.from_kwh[1] - held_kwh, 0.0) : 0.0;
}
