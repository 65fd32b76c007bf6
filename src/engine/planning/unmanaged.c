/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/unmanaged.h"

#include <math.h>

#include "planning/planner.h"

#define MOST_ROUNDS 100

/* Energy to charge in a step where the battery takes @room: all that flows at full power; but where
 * that would leave less than the least flow of a step, so much is left for the next one. */
static double
energy_to_charge (const GhStore *store, gsize step, gsize steps, double least, double most,
                  double room)
{
  gboolean goes_on = step + 1 < steps && store->plugged[step + 1];

  if (room <= most)
    return room >= least ? room : 0.0;
  if (goes_on && room - most < least && room - least >= least)
    return room - least;
  return most;
}

/**
 * gh_unmanaged_power_kw:
 * @site: a site with one store
 * @step: a step
 * @energy_kwh: energy before it
 *
 * The power of a charger that nobody manages: as much as charger, connection and battery take.
 * Where the battery takes less than the least power would bring, nothing flows.
 *
 * Returns: AC power in kW, standby where nothing flows
 */
double
gh_unmanaged_power_kw (const GhSite *site, gsize step, double energy_kwh)
{
  const GhStore *store = &site->stores[0];
  const GhChargerCurve *curve = &store->charge;
  gsize steps = gh_time_axis_get_count (site->axis);
  double hours = gh_time_axis_get_step_hours (site->axis);
  double room = store->upper_kwh[step] + store->drive_kwh[step] - energy_kwh;
  double idle = store->plugged[step] ? store->standby_kw : 0.0;

  if (!store->plugged[step] || curve->count == 0 || room <= 1e-9)
    return idle;
  double limit_kw = MIN (curve->ac_kw[curve->count - 1],
                         site->import_limit_kw - site->load_kw[step] + site->solar_kw[step]);
  if (limit_kw < curve->ac_kw[0] || limit_kw <= 0.0)
    return idle;
  double least = curve->battery_kw[0] * hours;
  double most = gh_charger_curve_battery_at (curve, limit_kw) * hours;
  most = MIN (most, gh_store_get_most_kw (store, TRUE, step, energy_kwh) * hours);
  if (most < least)
    return idle;
  double energy = energy_to_charge (store, step, steps, least, most, room);
  return energy > 0.0 ? gh_charger_curve_ac_at (curve, energy / hours) : idle;
}

/* The power of a wall battery that nobody manages: what the house does not need of the sun goes in,
 * and what it needs comes out. */
static double
self_consumption_kw (const GhSite *site, const GhStore *store, gsize step, double energy_kwh)
{
  double hours = gh_time_axis_get_step_hours (site->axis);
  double net = site->load_kw[step] - site->solar_kw[step];
  gboolean charging = net < 0.0;
  const GhChargerCurve *curve = charging ? &store->charge : &store->discharge;
  double floor = MAX (store->reserve_kwh, store->lower_kwh[step] + store->drive_kwh[step]);
  double room = charging ? store->upper_kwh[step] - energy_kwh : energy_kwh - floor;

  if (!store->plugged[step])
    return 0.0;
  if (curve->count == 0 || fabs (net) < curve->ac_kw[0] || room <= 1e-9)
    return store->standby_kw;
  double ac = MIN (fabs (net), curve->ac_kw[curve->count - 1]);
  double battery = MIN (gh_charger_curve_battery_at (curve, ac), room / hours);
  battery = MIN (battery, gh_store_get_most_kw (store, charging, step, energy_kwh));
  if (battery < curve->battery_kw[0] || battery <= 0.0)
    return store->standby_kw;
  return (charging ? 1.0 : -1.0) * gh_charger_curve_ac_at (curve, battery);
}

/* Energy that a power adds to the battery of a store. */
static double
added_kwh (const GhSite *site, const GhStore *store, gsize step, double power_kw)
{
  double hours = gh_time_axis_get_step_hours (site->axis);
  double idle = store->plugged[step] ? store->standby_kw : 0.0;

  if (power_kw < 0.0)
    return -gh_charger_curve_battery_at (&store->discharge, -power_kw) * hours;
  return power_kw > idle ? gh_charger_curve_battery_at (&store->charge, power_kw) * hours : 0.0;
}

/**
 * gh_unmanaged_battery_kwh:
 * @site: a site, what other stores do counted into its load
 * @store: a wall battery at its meter
 * @step: a step
 * @energy_kwh: energy before it
 *
 * A wall battery that nobody manages takes what the house does not need of the sun, and gives what
 * it needs.
 *
 * Returns: the energy that this adds to the battery, below 0 discharging, kWh
 */
double
gh_unmanaged_battery_kwh (const GhSite *site, const GhStore *store, gsize step, double energy_kwh)
{
  return added_kwh (site, store, step, self_consumption_kw (site, store, step, energy_kwh));
}

/* Runs the rule of a site's only store from a start; the arrays may be NULL. Returns the energy at
 * the end. */
static double
run_rule (const GhSite *site, double energy, double *power_kw, double *energy_kwh)
{
  const GhStore *store = &site->stores[0];

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    {
      double power = store->is_battery ? self_consumption_kw (site, store, t, energy)
                                       : gh_unmanaged_power_kw (site, t, energy);
      energy += added_kwh (site, store, t, power) - store->drive_kwh[t];
      if (power_kw != NULL)
        {
          power_kw[t] = power;
          energy_kwh[t] = energy;
        }
    }
  return energy;
}

/* Finds the level at which a site's only store repeats itself. */
static gboolean
find_level (const GhSite *site, double *level_kwh)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  double level = site->stores[0].upper_kwh[steps - 1];

  for (int round = 0; round < MOST_ROUNDS; round++)
    {
      double end = run_rule (site, level, NULL, NULL);
      if (fabs (end - level) < 1e-9)
        {
          *level_kwh = level;
          return TRUE;
        }
      if (end < site->stores[0].lower_kwh[steps - 1] - 1e-9)
        return FALSE;
      level = end;
    }
  return FALSE;
}

/* The site as each store in turn sees it: what those before it do is part of the load, and leaves
 * less room for what may not be exported. As gh_store_view_new(), but each counts once. */
typedef struct
{
  const GhSite *site;
  double *others_kw;
  double *bound_kw;
} Queue;

static void
queue_init (Queue *queue, const GhSite *site)
{
  gsize count = gh_time_axis_get_count (site->axis);

  *queue = (Queue){ site, g_new0 (double, count), g_new (double, count) };
  for (gsize t = 0; t < count; t++)
    queue->bound_kw[t] = MAX (site->load_kw[t] - site->solar_kw[t], 0.0);
}

static void
queue_clear (Queue *queue)
{
  g_free (queue->others_kw);
  g_free (queue->bound_kw);
}

static GhSite *
queue_new_view (const Queue *queue, guint store)
{
  GhSite *view = gh_site_copy_for_store (queue->site, store);

  for (gsize t = 0; t < gh_time_axis_get_count (view->axis); t++)
    {
      view->load_kw[t] += queue->others_kw[t];
      view->others_kw[t] = queue->others_kw[t];
      view->bound_kw[t] = queue->bound_kw[t];
    }
  return view;
}

static void
queue_add (Queue *queue, guint store, const double *power_kw)
{
  for (gsize t = 0; t < gh_time_axis_get_count (queue->site->axis); t++)
    {
      queue->others_kw[t] += power_kw[t];
      if (!queue->site->stores[store].may_export)
        queue->bound_kw[t] = MAX (0.0, queue->bound_kw[t] - MAX (0.0, -power_kw[t]));
    }
}

/**
 * gh_unmanaged_plan:
 * @site: a site
 *
 * Charges cars at full power from plugging in until the battery is at its upper limit, as chargers
 * do that nobody manages; of several, the first has the connection first. Wall batteries take the
 * surplus of the sun and give it to the house. Nothing is optimised: objective and lower bound are
 * the cost of the rule. O(steps stores).
 *
 * Returns: (transfer full): the plan; trips that it does not serve are the caller's to find
 */
GhPlan *
gh_unmanaged_plan (const GhSite *site)
{
  GhPlan *plan = gh_plan_new (site);
  Queue queue;

  queue_init (&queue, site);
  for (guint s = 0; s < site->store_count; s++)
    {
      g_autoptr (GhSite) view = queue_new_view (&queue, s);
      run_rule (view, site->stores[s].start_kwh, plan->stores[s].power_kw,
                plan->stores[s].energy_kwh);
      queue_add (&queue, s, plan->stores[s].power_kw);
    }
  queue_clear (&queue);
  gh_planner_dispatch (site, plan);
  plan->lower_bound = plan->objective;
  plan->status = GH_PLAN_OPTIMAL;
  plan->solver = "rule";
  return plan;
}

/**
 * gh_unmanaged_find_repeating_levels:
 * @site: a site
 * @levels_kwh: (out caller-allocates) (array length=stores): the energy of each store
 *
 * Finds the energies at which the unmanaged run repeats itself: it ends with what it began with.
 * The run is repeated from full batteries until it settles; that is at once where a car can charge
 * full once in the period.
 *
 * Returns: %FALSE when it does not settle, because more is driven than can be charged
 */
gboolean
gh_unmanaged_find_repeating_levels (const GhSite *site, double *levels_kwh)
{
  g_autoptr (GhPlan) plan = gh_plan_new (site);
  gboolean settles = TRUE;
  Queue queue;

  queue_init (&queue, site);
  for (guint s = 0; s < site->store_count && settles; s++)
    {
      g_autoptr (GhSite) view = queue_new_view (&queue, s);
      settles = find_level (view, &levels_kwh[s]);
      if (settles)
        run_rule (view, levels_kwh[s], plan->stores[s].power_kw, plan->stores[s].energy_kwh);
      queue_add (&queue, s, plan->stores[s].power_kw);
    }
  queue_clear (&queue);
  return settles;
}
