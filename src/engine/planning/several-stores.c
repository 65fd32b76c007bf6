/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/several-stores.h"

#include <math.h>
#include <string.h>

#include "parallel.h"
#include "planning/other-ways.h"
#include "planning/shared-program.h"
#include "planning/storage-search.h"
#include "planning/store-problem.h"
#include "planning/store-view.h"
#include "words.h"

/* Relative gap of the linear program; of a quick plan, whose stores take their turns after it. */
#define PROGRAM_GAP 1e-8
#define QUICK_PROGRAM_GAP 1e-4
/* How often stores are planned in turn at most until that gains nothing, and what counts as a gain,
 * as a share of the cost. */
#define MOST_TURNS 4
#define LEAST_GAIN 1e-9
/* How often the program is written anew from a better plan, and how often with other ways of the
 * stores beside it: only where the gap, as a share of the cost, is wider than what is worth that.
 */
#define MOST_ROUNDS 3
#define MOST_ASCENTS 8
#define ASCENT_GAP 1e-3
#define ENOUGH_GAP 5e-3
/* What of a gap a round must leave less than for another to follow, and how many may not. */
#define LEAST_CLOSING 0.99
#define MOST_IDLE_ASCENTS 4
/* A program whose rows are missed by more than this share of the right side has no solution. */
#define MOST_MISSED 1e-6
/* Shares of the progress. */
#define FIRST_SHARE 0.1
#define PROGRAM_SHARE 0.6
#define IMPROVED_SHARE 0.5

typedef struct
{
  const GhSite *site;
  const GhPlanOptions *options;
  GhSharedMeter *meter;
  gsize steps;
  GhPowerPrice *prices; /* (array length=steps) */
  double floor_cost;    /* what demand charges cost beside what import weighs */
  double *peaks_kw;     /* (array length=demand charges): to be kept to; INFINITY for none yet */
  gboolean exactly;     /* stores that are not convex are not smoothed */
  gboolean missed;      /* the last program had no solution */
  double bound;
  GPtrArray *ways;          /* (element-type GhPlan): what stores did at prices so far */
  double use[GH_MOST_WAYS]; /* of each, by the last program; the newest was in none */
  GhPlan *best;             /* (nullable) */
  gsize blocked_step;       /* where no plan was found */
} Search;

static void
take_solution (const GhSite *site, const GhStore *store, gboolean at_meter,
               GhStorageSolution *solution, GhStorePlan *plan)
{
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    {
      plan->power_kw[t]
          = gh_store_problem_get_power_kw (site, store, at_meter, t, solution->stored_kwh[t]);
      plan->energy_kwh[t] = solution->energy_kwh[t];
    }
  g_free (plan->value_per_kwh);
  g_free (plan->dual_per_kwh);
  plan->value_per_kwh = g_steal_pointer (&solution->value_per_kwh);
  plan->dual_per_kwh = g_steal_pointer (&solution->dual_per_kwh);
}

/* Import above the peaks that are to be kept to costs what a kW of each does, as if it lasted for
 * one step. */
static void
guard_peaks (const Search *search, GhSite *view)
{
  double hours = gh_time_axis_get_step_hours (view->axis);

  if (search->site->demand_charge_count == 0)
    return;
  GhImportSurcharge *guard = gh_site_add_surcharge (view);
  for (guint i = 0; i < search->site->demand_charge_count; i++)
    {
      const GhDemandCharge *charge = &search->site->demand_charges[i];
      for (gsize t = 0; t < search->steps; t++)
        if (charge->applies[t])
          {
            guard->above_kw[t] = MIN (guard->above_kw[t], search->peaks_kw[i]);
            guard->price_per_kwh[t] += charge->price_per_kw / hours;
          }
    }
}

/* Plans one store while the others do what the plan says. */
static gboolean
plan_store (Search *search, GhPlan *plan, guint store, gboolean *feasible,
            const GhProgress *progress, GError **error)
{
  g_autoptr (GhSite) view = gh_store_view_new (search->site, plan, store);
  GhStoreProblem stated;
  GhStorageSolution solution;

  guard_peaks (search, view);
  gh_store_problem_init (&stated, view, &view->stores[0], NULL, search->options->equal_end);
  stated.problem.relaxed_only = !search->exactly;
  gboolean done = gh_storage_search (&stated.problem, 0.0, &solution, progress, error);
  *feasible = done && solution.feasible;
  if (*feasible)
    {
      gh_store_problem_restore (&stated, &solution);
      take_solution (view, &view->stores[0], TRUE, &solution, &plan->stores[store]);
    }
  else
    search->blocked_step = solution.blocked_step;
  gh_storage_solution_clear (&solution);
  gh_store_problem_clear (&stated);
  return done;
}

/* Keeps a plan that is better than the best so far, a copy of it. */
static void
keep_if_better (Search *search, const GhPlan *plan)
{
  if (search->best != NULL && plan->objective >= search->best->objective)
    return;
  gh_plan_free (search->best);
  search->best = gh_plan_copy (plan);
}

/* Plans the stores in turn, each with the others as they are, as long as that gains: no turn can
 * cost more than the last one. */
static gboolean
take_turns (Search *search, GhPlan *plan, const GhProgress *progress, GError **error)
{
  guint stores = search->site->store_count, most = search->options->quick ? 1 : MOST_TURNS;
  double before = INFINITY;

  for (guint turn = 0; turn < most; turn++)
    {
      for (guint s = 0; s < stores; s++)
        {
          GhProgress part = gh_progress_part (progress, (turn + (double) s / stores) / most,
                                              (turn + (s + 1.0) / stores) / most);
          gboolean feasible;
          if (!plan_store (search, plan, s, &feasible, &part, error))
            return FALSE;
          if (!feasible)
            return TRUE;
        }
      gh_planner_dispatch (search->site, plan);
      keep_if_better (search, plan);
      if (turn > 0 && !(plan->objective < before - LEAST_GAIN * fabs (before)))
        break;
      before = plan->objective;
    }
  return TRUE;
}

/* Chargers that stand by. */
static GhPlan *
new_idle_plan (const GhSite *site)
{
  GhPlan *plan = gh_plan_new (site);

  for (guint s = 0; s < site->store_count; s++)
    for (gsize t = 0; t < plan->count; t++)
      plan->stores[s].power_kw[t] = site->stores[s].plugged[t] ? site->stores[s].standby_kw : 0.0;
  return plan;
}

/* One store's plan at the prices: no plan of the site makes it cost less. */
typedef struct
{
  const Search *search;
  guint store;
  GhStorePlan *plan;
  double bound;
} BoundTask;

static gboolean
bound_store (gpointer data, const GhProgress *progress, GError **error)
{
  BoundTask *task = data;
  const Search *search = task->search;
  GhStoreProblem stated;
  GhStorageSolution solution;

  gh_store_problem_init (&stated, search->site, &search->site->stores[task->store], search->prices,
                         search->options->equal_end);
  stated.problem.relaxed_only = !search->exactly;
  gboolean done = gh_storage_search (&stated.problem, 0.0, &solution, progress, error);
  if (done)
    {
      gh_store_problem_restore (&stated, &solution);
      task->bound = solution.feasible ? solution.lower_bound : INFINITY;
    }
  if (done && solution.feasible)
    take_solution (search->site, &search->site->stores[task->store], FALSE, &solution, task->plan);
  gh_storage_solution_clear (&solution);
  gh_store_problem_clear (&stated);
  return done;
}

/* Keeps what the stores do at prices, where there are many in the place of what the last program
 * used least. */
static void
keep_way (Search *search, GhPlan *way)
{
  guint least = 0;

  if (search->ways->len < GH_MOST_WAYS)
    {
      g_ptr_array_add (search->ways, way);
      return;
    }
  for (guint i = 1; i < GH_MOST_WAYS; i++)
    if (search->use[i] < search->use[least])
      least = i;
  gh_plan_free (search->ways->pdata[least]);
  search->ways->pdata[least] = way;
}

/* What any plan costs at least, by the prices: what each store and the meter would do alone. */
static gboolean
raise_bound (Search *search, const GhProgress *progress, GError **error)
{
  guint stores = search->site->store_count;
  g_autofree BoundTask *tasks = g_new (BoundTask, stores);
  g_autofree gpointer *pointers = g_new (gpointer, stores);
  double bound = gh_shared_meter_get_least_cost (search->meter, search->prices);
  g_autoptr (GhPlan) way = gh_plan_new (search->site);

  for (guint s = 0; s < stores; s++)
    {
      tasks[s] = (BoundTask){ search, s, &way->stores[s], INFINITY };
      pointers[s] = &tasks[s];
    }
  if (!gh_parallel_run (bound_store, pointers, stores, progress, error))
    return FALSE;
  bound += search->floor_cost;
  for (guint s = 0; s < stores; s++)
    bound += tasks[s].bound
             + search->site->stores[s].away_kwh * search->site->stores[s].away_price_per_kwh;
  if (isfinite (bound))
    keep_way (search, g_steal_pointer (&way));
  search->bound = MAX (search->bound, bound);
  return TRUE;
}

static double
get_gap (const Search *search)
{
  if (search->best == NULL)
    return INFINITY;
  return (search->best->objective - search->bound) / MAX (1.0, fabs (search->best->objective));
}

static gboolean
tell_gap (const Search *search, const GhProgress *progress, GError **error)
{
  g_autofree char *message = NULL;

  if (isfinite (get_gap (search)))
    message = g_strdup_printf (_ ("at most %.3g %% above the best plan"),
                               100.0 * MAX (get_gap (search), 0.0));
  return gh_progress_step (progress, 0.0, message, error);
}

/* Solves the linear program around a plan: prices, and powers from which the stores take their
 * turns. */
static gboolean
solve_program (Search *search, const GhPlan *known, const GPtrArray *ways, GhPlan *plan,
               const GhProgress *progress, GError **error)
{
  g_autoptr (GhSharedProgram) program = gh_shared_program_new (search->site, search->meter, known,
                                                               ways, search->options->equal_end);
  g_auto (GhBandedSolution) solution = { 0 };

  double gap = search->options->quick ? QUICK_PROGRAM_GAP : PROGRAM_GAP;
  if (!gh_banded_program_solve (gh_shared_program_get_banded (program), gap, &solution, progress,
                                error))
    return FALSE;
  if (ways != NULL)
    gh_shared_program_count_ways (program, &solution, search->use);
  search->missed = solution.infeasibility > MOST_MISSED;
  search->floor_cost
      = gh_shared_program_read (program, &solution, plan, search->prices, search->peaks_kw);
  return TRUE;
}

static gboolean
run_round (Search *search, const GhPlan *known, const GPtrArray *ways, const GhProgress *progress,
           GError **error)
{
  GhProgress solving = gh_progress_part (progress, 0.0, PROGRAM_SHARE);
  GhProgress turning = gh_progress_part (progress, PROGRAM_SHARE, 0.5 * (1.0 + PROGRAM_SHARE));
  GhProgress bounding = gh_progress_part (progress, 0.5 * (1.0 + PROGRAM_SHARE), 1.0);
  g_autoptr (GhPlan) plan = gh_plan_new (search->site);

  return tell_gap (search, progress, error)
         && solve_program (search, known, ways, plan, &solving, error)
         && take_turns (search, plan, &turning, error)
         && (search->options->quick || raise_bound (search, &bounding, error));
}

/* Goes from plan to better plan: each program knows where the one before went below a reserve. */
static gboolean
improve_plan (Search *search, const GhPlan *known, double good_gap, const GhProgress *progress,
              GError **error)
{
  double done = 0.0;

  for (guint round = 0; round < MOST_ROUNDS && get_gap (search) > good_gap; round++)
    {
      GhProgress part = gh_progress_part (progress, done, 0.5 * (1.0 + done));
      double before = get_gap (search);
      if (!run_round (search, search->best != NULL ? search->best : known, NULL, &part, error))
        return FALSE;
      if (search->options->quick && search->best != NULL)
        break;
      search->exactly = TRUE;
      done = 0.5 * (1.0 + done);
      if (get_gap (search) > LEAST_CLOSING * before && round > 0)
        break;
    }
  return TRUE;
}

/* Whether a store can be below what discharging has to leave. */
static gboolean
has_reserve (const GhSite *site)
{
  for (guint s = 0; s < site->store_count; s++)
    for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
      if (site->stores[s].discharge.count > 0
          && site->stores[s].reserve_kwh > site->stores[s].lower_kwh[t])
        return TRUE;
  return FALSE;
}

/* Raises the bound by programs in which shares of the stores may do what they did at the prices so
 * far, as long as the gap is wide and closes. */
static gboolean
ascend (Search *search, double good_gap, const GhProgress *progress, GError **error)
{
  gboolean can = search->best != NULL && !search->options->quick;
  guint most = can && has_reserve (search->site) ? MOST_ASCENTS : 0, idle = 0;
  double enough = MAX (good_gap, search->options->patient ? ASCENT_GAP : ENOUGH_GAP);

  for (guint i = 0; i < most && idle < MOST_IDLE_ASCENTS && get_gap (search) > enough; i++)
    {
      GhProgress part
          = gh_progress_part (progress, (double) i / MOST_ASCENTS, (i + 1.0) / MOST_ASCENTS);
      double before = get_gap (search);
      if (!run_round (search, search->best, search->ways, &part, error))
        return FALSE;
      idle = get_gap (search) > LEAST_CLOSING * before ? idle + 1 : 0;
    }
  return TRUE;
}

/* What a plan that began earlier says of this time; beyond its end stores stay as they are there.
 */
static GhPlan *
new_plan_from (const GhSite *site, const GhPlan *begin, gsize begin_step)
{
  GhPlan *plan = gh_plan_new (site);

  for (guint s = 0; s < site->store_count; s++)
    for (gsize t = 0; t < plan->count; t++)
      plan->stores[s].energy_kwh[t]
          = begin->stores[s].energy_kwh[MIN (begin_step + t, begin->count - 1)];
  return plan;
}

/* Goes on from a plan that began earlier. What came may make it impossible to keep as much of a
 * reserve as that does: there is no plan then. */
static gboolean
follow_plan (Search *search, const GhProgress *progress, GError **error)
{
  g_autoptr (GhPlan) known
      = new_plan_from (search->site, search->options->begin, search->options->begin_step);

  if (!run_round (search, known, NULL, progress, error))
    return FALSE;
  if (search->missed)
    g_clear_pointer (&search->best, gh_plan_free);
  return TRUE;
}

static gboolean
run_search (Search *search, double good_gap, const GhProgress *progress, GError **error)
{
  if (search->options->quick && search->options->begin != NULL)
    {
      if (!follow_plan (search, progress, error))
        return FALSE;
      if (search->best != NULL)
        return TRUE;
    }
  GhProgress beginning = gh_progress_part (progress, 0.0, FIRST_SHARE);
  GhProgress improving = gh_progress_part (progress, FIRST_SHARE, IMPROVED_SHARE);
  GhProgress ascending = gh_progress_part (progress, IMPROVED_SHARE, 1.0);
  g_autoptr (GhPlan) known = new_idle_plan (search->site);

  return take_turns (search, known, &beginning, error)
         && improve_plan (search, known, good_gap, &improving, error)
         && ascend (search, good_gap, &ascending, error);
}

static GhPlan *
conclude (Search *search)
{
  GhPlan *plan = g_steal_pointer (&search->best);

  if (plan == NULL)
    {
      plan = g_new0 (GhPlan, 1);
      plan->status = GH_PLAN_INFEASIBLE;
      plan->reason = (GhReason){ GH_REASON_NO_CHOICE,
                                 gh_time_axis_get_time (search->site->axis, search->blocked_step),
                                 0.0, 0.0 };
    }
  else
    {
      plan->lower_bound = MIN (search->bound, plan->objective);
      plan->status = gh_plan_status_of_gap (plan);
    }
  plan->solver = "exact";
  return plan;
}

/**
 * gh_several_stores_plan:
 * @site: a site of several stores
 * @options: how to plan; the strategy has been applied
 * @good_gap: gap, as a share of the cost, at which it ends
 * @progress: (nullable): polled; told the gap while it closes
 * @error: set when stopped
 *
 * Plans several stores behind one meter. A linear program over all of them, convex where the site
 * is not, is solved by an interior point method whose equations are a band in time, so that a year
 * of quarter hours takes as long as a few dozen passes over it. Its duals are prices at the meter,
 * at which each store is planned alone by the kernel: with what the meter does best at these prices
 * that is a lower bound of any plan (Lagrange). Its powers are where the stores begin to take
 * turns, each planned exactly while the others stay: that is the plan.
 *
 * A reserve that driving may go below is not convex. The program keeps to where the best plan so
 * far goes below it. Where a gap stays, it is solved again with shares of what the stores did at
 * the prices so far, down to half a percent or, with patience, to a tenth (Dantzig and Wolfe 1960,
 * Decomposition principle for linear programs, each stretch of time for itself): the bound rises to
 * the best that prices can tell. What is left then is left by what is not convex.
 *
 * A quick plan is that of one program and one turn, and has no bound.
 *
 * Time O(steps stores^2) for each of some dozen iterations of each program.
 *
 * Returns: (transfer full) (nullable): a plan with its lower bound, which may be infeasible; %NULL
 *   when stopped
 */
GhPlan *
gh_several_stores_plan (const GhSite *site, const GhPlanOptions *options, double good_gap,
                        const GhProgress *progress, GError **error)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  Search search = { .site = site,
                    .options = options,
                    .meter = gh_shared_meter_new (site),
                    .steps = steps,
                    .prices = g_new0 (GhPowerPrice, steps),
                    .peaks_kw = g_new (double, MAX (1, site->demand_charge_count)),
                    .ways = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_plan_free),
                    .bound = -INFINITY };
  for (guint i = 0; i < site->demand_charge_count; i++)
    search.peaks_kw[i] = INFINITY;
  gboolean done = run_search (&search, good_gap, progress, error);
  GhPlan *plan = done ? conclude (&search) : NULL;

  gh_plan_free (search.best);
  g_ptr_array_unref (search.ways);
  gh_shared_meter_free (search.meter);
  g_free (search.prices);
  g_free (search.peaks_kw);
  return plan;
}
