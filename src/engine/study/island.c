/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/island.h"

#include <math.h>
#include <string.h>

/* Powers and energies below are rounding: kW and kWh. */
#define NOTHING 1e-9

/**
 * gh_island_holds:
 * @store: a store of a site as a strategy uses it
 *
 * Returns: whether it can power the house in an outage while it is plugged in
 */
gboolean
gh_island_holds (const GhStore *store)
{
  return store->forms_island && store->discharge.count > 0;
}

/**
 * gh_island_get_floor:
 * @island: an island
 * @store: a store of its site
 *
 * Returns: what the house leaves in the store, kWh
 */
double
gh_island_get_floor (const GhIsland *island, const GhStore *store)
{
  return island->use_reserve ? store->least_kwh : MAX (store->least_kwh, store->reserve_kwh);
}

/**
 * gh_island_get_energy:
 * @site: a site
 * @store: index of a store
 * @energy_kwh: (array): what its plan stores at the end of each step
 * @start: a step
 *
 * Returns: what it holds when the step begins, kWh
 */
double
gh_island_get_energy (const GhSite *site, guint store, const double *energy_kwh, gsize start)
{
  return start > 0 ? energy_kwh[start - 1] : site->stores[store].start_kwh;
}

static gboolean
is_there (const GhIsland *island, guint index, gsize step, const GhIslandState *state)
{
  const GhStore *store = &island->site->stores[index];

  return gh_island_holds (store) && (store->plugged[step] || state->stays[index]);
}

/* Fills a store from what is left over, or for a part of the step where it is full before.
 * @need_kw: (inout): what is missing with this store at rest, below 0 */
static void
fill (const GhIsland *island, const GhStore *store, gsize step, double *energy_kwh, double *need_kw)
{
  const GhChargerCurve *curve = &store->charge;
  double hours = gh_time_axis_get_step_hours (island->site->axis);
  double offered = store->standby_kw - *need_kw;
  double room = store->upper_kwh[step] - *energy_kwh;

  if (curve->count == 0 || offered < curve->ac_kw[0] || room <= NOTHING)
    return;
  double battery_kw = gh_charger_curve_battery_at (curve, offered);
  battery_kw = MIN (battery_kw, gh_store_get_most_kw (store, TRUE, step, *energy_kwh));
  double gain = battery_kw * hours;
  if (gain <= NOTHING || battery_kw < curve->battery_kw[0])
    return;
  double share = MIN (1.0, room / gain);
  *energy_kwh += gain * share;
  *need_kw += gh_charger_curve_ac_at (curve, battery_kw) * share - store->standby_kw;
}

/* What is missing, and what would be if no store ran empty within the step. */
typedef struct
{
  double kw;
  double of_power_kw;
} Need;

/* Draws what is missing from a store, or for a part of the step where it is empty before. */
static void
draw (const GhIsland *island, const GhStore *store, gsize step, double *energy_kwh, Need *need)
{
  const GhChargerCurve *curve = &store->discharge;
  double hours = gh_time_axis_get_step_hours (island->site->axis);
  double stored = *energy_kwh - gh_island_get_floor (island, store);
  double most_kw = MIN (curve->battery_kw[curve->count - 1],
                        gh_store_get_most_kw (store, FALSE, step, *energy_kwh));

  if (stored <= NOTHING || most_kw < curve->battery_kw[0])
    return;
  double limit_kw = MIN (gh_charger_curve_ac_at (curve, most_kw), store->island_kw);
  double ac_kw = CLAMP (need->kw - store->standby_kw, 0.0, limit_kw);
  double power_kw = CLAMP (need->of_power_kw - store->standby_kw, 0.0, limit_kw);
  double taken = gh_charger_curve_battery_at (curve, ac_kw) * hours;
  double share = taken > stored ? stored / taken : 1.0;
  *energy_kwh -= taken * share;
  need->kw -= (ac_kw + store->standby_kw) * share;
  need->of_power_kw -= power_kw + store->standby_kw;
}

/* Driving is not held up by the house: what is missing is charged on the way. */
static void
drive (const GhStore *store, gsize step, double *energy_kwh)
{
  double least = MIN (*energy_kwh, store->least_kwh);

  *energy_kwh = MAX (*energy_kwh - store->drive_kwh[step], least);
}

static GhIslandStep
judge (const Need *need, double needed_kw, double essential_kw)
{
  double missing = need->kw > NOTHING ? need->kw : 0.0;

  if (!(missing > 0.0))
    return (GhIslandStep){ 0.0, 1.0 };
  return (GhIslandStep){ MIN (missing, essential_kw),
                         need->of_power_kw > NOTHING ? 0.0 : 1.0 - missing / needed_kw };
}

/* Load, solar and stores together; @there: whether any store holds the island */
static GhIslandStep
balance (const GhIsland *island, gsize step, GhIslandState *state, gboolean there, double standby)
{
  const GhSite *site = island->site;
  double essential = island->essential_kw[step];
  double solar = island->solar_helps ? MAX (0.0, site->solar_kw[step]) : 0.0;
  double needed = essential - solar + standby;

  if (!there)
    return (GhIslandStep){ essential, essential > NOTHING ? 0.0 : 1.0 };
  if (needed <= NOTHING)
    {
      for (guint s = site->store_count; s-- > 0 && needed < -NOTHING;)
        if (is_there (island, s, step, state))
          fill (island, &site->stores[s], step, &state->energy_kwh[s], &needed);
      return (GhIslandStep){ 0.0, 1.0 };
    }
  Need need = { needed, needed };
  for (guint s = 0; s < site->store_count && need.kw > NOTHING; s++)
    if (is_there (island, s, step, state))
      draw (island, &site->stores[s], step, &state->energy_kwh[s], &need);
  return judge (&need, needed, essential);
}

/**
 * gh_island_step:
 * @island: an island
 * @step: a step of the period
 * @state: (inout): the stores as it begins, then as it ends
 *
 * Lives through one step. O(stores).
 *
 * Returns: what is not served
 */
GhIslandStep
gh_island_step (const GhIsland *island, gsize step, GhIslandState *state)
{
  const GhSite *site = island->site;
  gboolean there = FALSE;
  double standby = 0.0;

  for (guint s = 0; s < site->store_count; s++)
    {
      if (island->car_stays && site->stores[s].plugged[step])
        state->stays[s] = 1;
      if (!is_there (island, s, step, state))
        continue;
      there = TRUE;
      standby += site->stores[s].standby_kw;
    }
  GhIslandStep result = balance (island, step, state, there, standby);
  for (guint s = 0; s < site->store_count; s++)
    if (!state->stays[s])
      drive (&site->stores[s], step, &state->energy_kwh[s]);
  return result;
}

static void
begin (const GhIsland *island, const double *const *energy_kwh, gsize start, GhIslandState *state)
{
  for (guint s = 0; s < island->site->store_count; s++)
    {
      state->energy_kwh[s] = gh_island_get_energy (island->site, s, energy_kwh[s], start);
      state->stays[s] = 0;
    }
}

/**
 * gh_island_survive:
 * @island: an island
 * @energy_kwh: (array): what the plan stores at the end of each step, store by store
 * @start: the step that the outage begins with
 * @state: scratch
 *
 * Follows one outage step by step. O(steps survived * stores).
 *
 * Returns: hours until an essential kWh is not served, at most those of @longest_steps
 */
double
gh_island_survive (const GhIsland *island, const double *const *energy_kwh, gsize start,
                   GhIslandState *state)
{
  gsize count = gh_time_axis_get_count (island->site->axis);
  double hours = gh_time_axis_get_step_hours (island->site->axis);

  begin (island, energy_kwh, start, state);
  for (gsize k = 0; k < island->longest_steps; k++)
    {
      GhIslandStep step = gh_island_step (island, (start + k) % count, state);
      if (step.survived < 1.0)
        return ((double) k + step.survived) * hours;
    }
  return (double) island->longest_steps * hours;
}

/**
 * gh_island_count_unserved:
 * @island: an island
 * @energy_kwh: (array): what the plan stores at the end of each step, store by store
 * @start: the step that the outages begin with
 * @length_hours: (array length=length_count): how long they last, rising
 * @length_count: how many
 * @state: scratch
 * @unserved_kwh: (out) (array length=length_count): essential energy that is not served in each
 *
 * Follows outages that begin together, step by step; one that ends within a step has its share of
 * it. O(steps of the longest * stores).
 */
void
gh_island_count_unserved (const GhIsland *island, const double *const *energy_kwh, gsize start,
                          const double *length_hours, guint length_count, GhIslandState *state,
                          double *unserved_kwh)
{
  gsize count = gh_time_axis_get_count (island->site->axis);
  double hours = gh_time_axis_get_step_hours (island->site->axis);
  double sum = 0.0;
  guint next = 0;

  begin (island, energy_kwh, start, state);
  for (gsize k = 0; next < length_count; k++)
    {
      GhIslandStep step = gh_island_step (island, (start + k) % count, state);
      double from = (double) k * hours;
      for (; next < length_count && length_hours[next] <= from + hours; next++)
        unserved_kwh[next] = sum + step.unserved_kw * MAX (0.0, length_hours[next] - from);
      sum += step.unserved_kw * hours;
    }
}

/**
 * gh_island_weigh_unserved:
 * @island: an island
 * @energy_kwh: (array): what the plan stores at the end of each step, store by store
 * @start: the step that the outages begin with
 * @weights: (array length=weight_count): hours that count of each step from there on
 * @weight_count: how many
 * @state: scratch
 *
 * Follows outages that begin together and whose lengths are spread, see gh_outages_new_weights().
 * O(steps of the longest * stores).
 *
 * Returns: essential energy that is not served in them, kWh
 */
double
gh_island_weigh_unserved (const GhIsland *island, const double *const *energy_kwh, gsize start,
                          const double *weights, gsize weight_count, GhIslandState *state)
{
  gsize count = gh_time_axis_get_count (island->site->axis);
  double sum = 0.0;

  begin (island, energy_kwh, start, state);
  for (gsize k = 0; k < weight_count; k++)
    sum += weights[k] * gh_island_step (island, (start + k) % count, state).unserved_kw;
  return sum;
}
