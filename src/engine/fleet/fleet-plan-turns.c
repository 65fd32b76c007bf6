/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/fleet-plan-turns.h"

#include <math.h>

#include "fleet/fleet-plan-kinds.h"
#include "planning/storage-search.h"
#include "planning/store-problem.h"

/* How often the vehicles are planned in turn at most. */
#define MOST_TURNS 3
/* What a kWh above the import limit costs, as a multiple of the dearest one below it. */
#define EXCESS_FACTOR 100.0
/* Excess that is rounding, kW. */
#define SLACK_KW 1e-7

typedef struct
{
  const GhSite *site;
  GhPlan *plan;
  GhSite *view; /* one vehicle's, the others' power in its load */
  gsize steps;
  gboolean equal_end;
  double *total_kw; /* (array length=steps): of all vehicles */
  double *bound_kw; /* (array length=steps): discharged by those that may not export */
} Turns;

static void
count_store (Turns *turns, guint s, double sign)
{
  const double *power = turns->plan->stores[s].power_kw;

  for (gsize t = 0; t < turns->steps; t++)
    {
      turns->total_kw[t] += sign * power[t];
      if (!turns->site->stores[s].may_export)
        turns->bound_kw[t] += sign * MAX (0.0, -power[t]);
    }
}

/* The limit as a price that is paid only where nothing else is left, so that a vehicle can be
 * planned while others are above it. */
static void
guard_limit (Turns *turns)
{
  const GhSite *site = turns->site;
  double most = 0.0;

  if (!isfinite (site->import_limit_kw) || site->surcharge_count == GH_SITE_SURCHARGES)
    return;
  for (gsize t = 0; t < turns->steps; t++)
    most = MAX (most, fabs (gh_site_import_cost (site, t)));
  for (guint i = 0; i < site->demand_charge_count; i++)
    most += site->demand_charges[i].price_per_kw / gh_time_axis_get_step_hours (site->axis);
  GhImportSurcharge *guard = gh_site_add_surcharge (turns->view);
  for (gsize t = 0; t < turns->steps; t++)
    {
      guard->above_kw[t] = site->import_limit_kw;
      guard->price_per_kwh[t] = EXCESS_FACTOR * most;
    }
  turns->view->import_limit_kw = INFINITY;
}

/* Import above the peaks costs what a kW of each does, as if it lasted for one step. */
static void
guard_peaks (Turns *turns, const double *peaks_kw)
{
  double hours = gh_time_axis_get_step_hours (turns->site->axis);

  if (turns->site->demand_charge_count == 0 || turns->view->surcharge_count == GH_SITE_SURCHARGES)
    return;
  GhImportSurcharge *guard = gh_site_add_surcharge (turns->view);
  for (guint i = 0; i < turns->site->demand_charge_count; i++)
    for (gsize t = 0; t < turns->steps; t++)
      if (turns->site->demand_charges[i].applies[t])
        {
          guard->above_kw[t] = MIN (guard->above_kw[t], peaks_kw[i]);
          guard->price_per_kwh[t] += turns->site->demand_charges[i].price_per_kw / hours;
        }
}

/* The site as a vehicle sees it while the others do what they do; its own power has been taken off
 * the sums. */
static void
set_view (Turns *turns)
{
  const GhSite *site = turns->site;

  for (gsize t = 0; t < turns->steps; t++)
    {
      double room = MAX (0.0, site->load_kw[t] - site->solar_kw[t]);
      turns->view->load_kw[t] = site->load_kw[t] + turns->total_kw[t];
      turns->view->others_kw[t] = turns->total_kw[t];
      turns->view->bound_kw[t] = MAX (0.0, room - turns->bound_kw[t]);
    }
}

/* A vehicle that finds no plan keeps the one it has. */
static gboolean
plan_store (Turns *turns, guint s, const GhProgress *progress, GError **error)
{
  const GhStore *store = &turns->site->stores[s];
  GhStoreProblem stated;
  GhStorageSolution solution;

  set_view (turns);
  gh_store_problem_init (&stated, turns->view, store, NULL, turns->equal_end);
  gboolean done = gh_storage_search (&stated.problem, 0.0, &solution, progress, error);
  for (gsize t = 0; done && solution.feasible && t < turns->steps; t++)
    {
      turns->plan->stores[s].power_kw[t]
          = gh_store_problem_get_power_kw (turns->view, store, TRUE, t, solution.stored_kwh[t]);
      turns->plan->stores[s].energy_kwh[t] = solution.energy_kwh[t];
    }
  gh_storage_solution_clear (&solution);
  gh_store_problem_clear (&stated);
  return done;
}

/* By how much the plan breaks limits that vehicles share, kW over all steps. */
static double
get_excess (const Turns *turns)
{
  const GhSite *site = turns->site;
  double sum = 0.0;

  for (gsize t = 0; t < turns->steps; t++)
    {
      double net = site->load_kw[t] - site->solar_kw[t];
      sum += MAX (0.0, net + turns->total_kw[t] - site->import_limit_kw - SLACK_KW);
      sum += MAX (0.0, -site->load_kw[t] - turns->total_kw[t] - site->export_limit_kw - SLACK_KW);
      sum += MAX (0.0, turns->bound_kw[t] - MAX (0.0, net) - SLACK_KW);
    }
  return sum;
}

static gboolean
run_turns (Turns *turns, const GhProgress *progress, GError **error)
{
  guint stores = turns->site->store_count;

  for (guint turn = 0; turn < MOST_TURNS && (turn == 0 || get_excess (turns) > 0.0); turn++)
    for (guint s = 0; s < stores; s++)
      {
        if (turn == 0 && gh_fleet_store_is_convex (&turns->site->stores[s], turns->steps))
          continue;
        double done = (turn + (double) s / stores) / MOST_TURNS;
        GhProgress part = gh_progress_part (progress, done, done);
        count_store (turns, s, -1.0);
        gboolean going = plan_store (turns, s, &part, error);
        count_store (turns, s, 1.0);
        if (!going)
          return FALSE;
      }
  return TRUE;
}

/**
 * gh_fleet_turns_take:
 * @site: a site of several stores
 * @plan: (inout): what each vehicle does
 * @peaks_kw: (array length=demand charges): peaks to be kept to
 * @equal_end: whether the end energy is to be met exactly rather than at least
 * @progress: (nullable): polled
 * @error: set when stopped
 *
 * Plans each vehicle that is not convex exactly at the site's own meter while the others stay as
 * they are, and then all, until together they keep the connection's limits, three times at most.
 * O(steps stores) for each.
 *
 * Returns: %FALSE when stopped; the plan is one of some vehicles' turns then
 */
gboolean
gh_fleet_turns_take (const GhSite *site, GhPlan *plan, const double *peaks_kw, gboolean equal_end,
                     const GhProgress *progress, GError **error)
{
  Turns turns = { .site = site,
                  .plan = plan,
                  .view = gh_site_copy_for_store (site, 0),
                  .steps = plan->count,
                  .equal_end = equal_end,
                  .total_kw = g_new0 (double, plan->count),
                  .bound_kw = g_new0 (double, plan->count) };

  guard_limit (&turns);
  guard_peaks (&turns, peaks_kw);
  for (guint s = 0; s < site->store_count; s++)
    count_store (&turns, s, 1.0);
  gboolean done = run_turns (&turns, progress, error);
  gh_site_free (turns.view);
  g_free (turns.total_kw);
  g_free (turns.bound_kw);
  return done;
}
