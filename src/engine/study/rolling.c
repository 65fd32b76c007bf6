/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/rolling.h"

#include <math.h>

#include "planning/store-problem.h"
#include "planning/planner.h"
#include "planning/stage-cost.h"
#include "planning/unmanaged.h"
#include "study/forecast.h"
#include "study/local-control.h"
#include "study/rolling-plan.h"
#include "study/simple-rule.h"

/* Energies that differ by less are the same, kWh. */
#define SAME_ENERGY 1e-9
/* What a charger that nobody manages takes a kWh to be worth: more than any price. */
#define ANY_PRICE 1e9
/* Share of the progress that preparing takes. */
#define PREPARING_SHARE 0.05
#define SECONDS_PER_DAY 86400
/* Plans between two questions whether to stop: some milliseconds of work. */
#define POLL_PLANS 4
/* How often the chargers of several stores react to each other in a step. */
#define STEP_ROUNDS 2

/* A year while it is run.
 * @expected: the site with the cars as they are planned to be there
 * @real: as it turns out
 * @floors: by store, what its energy must not fall below
 * @energy_kwh: by store, what it holds now
 * @power_kw: by store, in the present step
 * @added_kwh: by store, in the present step
 * @worth: by store, what a stored kWh counts as by the rule */
typedef struct
{
  const GhRollingTask *task;
  GhSite *expected;
  GhSite *real;
  GhSite *mean_year;
  GhForecast *forecast;
  GhRollingPlan rolling;
  GhPlan *plan;
  GhRollingResult *result;
  double **floors;
  double *energy_kwh;
  double *power_kw;
  double *added_kwh;
  double *worth;
  double *bound_kw; /* what stores that may not export can give in a step, by steps of the window */
  GhPiecewise stage;
  GhPiecewise scratch;
} Run;

/* What a kWh costs that is missing on a trip: the car's own price, or the dearest of the grid. */
static void
set_away_prices (GhSite *site)
{
  double dearest = 0.0;

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    dearest = MAX (dearest, site->import_price[t]);
  for (guint s = 0; s < site->store_count; s++)
    if (!(fabs (site->stores[s].away_price_per_kwh) > 0.0) && !(site->stores[s].away_kwh > 0.0))
      site->stores[s].away_price_per_kwh = dearest;
}

static gboolean
begin_run (Run *run, const GhProgress *progress, GError **error)
{
  const GhRollingTask *task = run->task;
  GhRollingTerms terms = { task->operation, task->equal_end, task->ignores_later };

  run->expected = gh_planner_site_of_plan (task->site, task->strategy, task->perfect);
  run->real = gh_site_copy (run->expected);
  set_away_prices (run->real);
  gh_surprises_draw (task->operation, (guint64) task->study->seed, run->real,
                     &run->result->surprises);
  run->plan = gh_plan_new (run->real);
  run->forecast = gh_forecast_new (task->study, task->operation, run->expected, error);
  if (run->forecast == NULL)
    return FALSE;
  run->mean_year = gh_forecast_new_mean_year (run->forecast);
  run->floors = g_new0 (double *, run->expected->store_count + 1);
  run->energy_kwh = g_new0 (double, run->expected->store_count + 1);
  run->worth = g_new0 (double, run->expected->store_count + 1);
  run->power_kw = g_new0 (double, run->expected->store_count + 1);
  run->added_kwh = g_new0 (double, run->expected->store_count + 1);
  for (guint s = 0; s < run->expected->store_count; s++)
    {
      run->floors[s] = gh_rolling_find_floor (run->expected, run->mean_year, s);
      run->energy_kwh[s] = run->expected->stores[s].start_kwh;
    }
  terms.ignores_later |= task->mode != GH_OPERATION_ROLLING;
  return gh_rolling_plan_init (&run->rolling, &terms, run->expected, run->mean_year, run->forecast,
                               run->floors, progress, error);
}

static void
end_run (Run *run)
{
  for (guint s = 0; run->floors != NULL && s < run->expected->store_count; s++)
    g_free (run->floors[s]);
  if (run->rolling.expected != NULL)
    gh_rolling_plan_clear (&run->rolling);
  g_free (run->floors);
  g_free (run->energy_kwh);
  g_free (run->worth);
  g_free (run->power_kw);
  g_free (run->added_kwh);
  g_clear_pointer (&run->forecast, gh_forecast_free);
  g_clear_pointer (&run->mean_year, gh_site_free);
  g_clear_pointer (&run->expected, gh_site_free);
  g_clear_pointer (&run->real, gh_site_free);
  g_clear_pointer (&run->plan, gh_plan_free);
  g_free (run->bound_kw);
  gh_piecewise_clear (&run->stage);
  gh_piecewise_clear (&run->scratch);
}

/* By the rule nothing is stored in the last day that the end does not ask for. */
static double
most_by_rule (const Run *run, guint s, gsize step)
{
  const GhStore *store = &run->expected->stores[s];
  gsize count = gh_time_axis_get_count (run->expected->axis);
  gsize day = (gsize) (SECONDS_PER_DAY / gh_time_axis_get_step_seconds (run->expected->axis));
  double most = store->end_kwh;

  if (run->task->mode != GH_OPERATION_RULE || run->task->strategy == GH_STRATEGY_UNMANAGED
      || count - step > day)
    return INFINITY;
  for (gsize t = step + 1; t < count; t++)
    most += store->drive_kwh[t];
  return most;
}

/* What the charger of a store goes by in a step. Of a plan: what it was to add, and what a kWh is
 * worth by it. */
static GhControlTask
describe_step (const Run *run, const GhPlan *plan, guint s, gsize index, gsize step)
{
  GhControlTask task = { .site = run->rolling.window,
                         .store = s,
                         .step = index,
                         .before_kwh = run->energy_kwh[s],
                         .least_kwh = run->floors[s][step],
                         .most_kwh = most_by_rule (run, s, step),
                         .planned_kwh = run->expected->stores[s].capacity_kwh,
                         .worth_per_kwh = run->worth[s] };

  if (run->task->strategy == GH_STRATEGY_UNMANAGED)
    {
      const GhStore *store = &run->rolling.window->stores[s];
      task.worth_per_kwh = store->is_battery ? NAN : ANY_PRICE;
      if (store->is_battery)
        task.planned_kwh
            = gh_unmanaged_battery_kwh (run->rolling.window, store, index, run->energy_kwh[s]);
    }
  else if (run->task->mode == GH_OPERATION_ROLLING)
    {
      const GhStorePlan *planned = plan->grid_kw != NULL ? &plan->stores[s] : NULL;
      const GhStore *store = &run->rolling.window->stores[s];
      task.planned_kwh = 0.0;
      task.worth_per_kwh = NAN;
      if (planned == NULL)
        return task;
      double before = index > 0 ? planned->energy_kwh[index - 1] : store->start_kwh;
      task.planned_kwh = planned->energy_kwh[index] - before + store->drive_kwh[index];
      task.worth_per_kwh = gh_rolling_plan_get_worth (&run->rolling, s, step);
    }
  return task;
}

/* What a step needs that is not there: driving is charged on the way, the rest is asked for in
 * vain. */
static void
meet_shortage (Run *run, guint s, gsize step, double *energy)
{
  GhStore *store = &run->real->stores[s];
  double missing = store->lower_kwh[step] - *energy;

  if (missing <= SAME_ENERGY)
    return;
  double driving = MIN (missing, store->drive_kwh[step]);
  store->drive_kwh[step] -= driving;
  *energy += driving;
  store->away_kwh += driving;
  run->result->missing_kwh += driving;
  for (guint i = 0; i < store->trips->len; i++)
    {
      GhStoreTrip *trip = &g_array_index (store->trips, GhStoreTrip, i);
      if (step >= trip->first && step < trip->end)
        {
          trip->away_kwh += driving;
          trip->energy_kwh -= driving;
        }
    }
  if (missing - driving <= SAME_ENERGY)
    return;
  store->lower_kwh[step] = *energy;
  run->plan->unserved_kwh += missing - driving;
}

/* The real numbers of a step in the place of the expected ones. */
static void
take_real (Run *run, gsize index, gsize step)
{
  const GhSite *real = run->real;
  GhSite *window = run->rolling.window;

  window->load_kw[index] = real->load_kw[step];
  window->solar_kw[index] = real->solar_kw[step];
  window->import_price[index] = real->import_price[step];
  window->export_price[index] = real->export_price[step];
  window->store_export_price[index] = real->store_export_price[step];
  window->rates_g_per_kwh[window->planned_rate][index]
      = real->rates_g_per_kwh[real->planned_rate][step];
  for (guint s = 0; s < real->store_count; s++)
    window->stores[s].plugged[index] = real->stores[s].plugged[step];
}

static double
find_net_load (const GhSite *window, gsize index)
{
  return MAX (0.0, window->load_kw[index] - window->solar_kw[index]);
}

/* What is left of the net load for a store that may not export, after what others give; of all of
 * them for none. */
static double
find_bound (const Run *run, guint store, gsize index)
{
  const GhSite *window = run->rolling.window;
  double bound = find_net_load (window, index);

  for (guint s = 0; s < window->store_count; s++)
    if (s != store && !window->stores[s].may_export)
      bound -= MAX (0.0, -run->power_kw[s]);
  return bound;
}

/* What the chargers begin with: what is planned; where that gives more than the house turns out to
 * need, each gives the same share of it. Otherwise one would store what another is not going to
 * give. */
static void
begin_step (Run *run, const GhPlan *plan, gsize index)
{
  const GhSite *window = run->rolling.window;
  double net_kw = find_net_load (window, index);

  for (guint s = 0; s < window->store_count; s++)
    run->power_kw[s]
        = plan != NULL && window->stores[s].plugged[index] ? plan->stores[s].power_kw[index] : 0.0;
  double given_kw = net_kw - find_bound (run, window->store_count, index);
  for (guint s = 0; s < window->store_count && given_kw > net_kw; s++)
    if (!window->stores[s].may_export && run->power_kw[s] < 0.0)
      run->power_kw[s] *= net_kw / given_kw;
}

/* The charger of one store, which sees at the meter what the others do now. */
static void
choose_power (Run *run, const GhPlan *made, guint s, gsize index, gsize step)
{
  GhSite *window = run->rolling.window;
  double load_kw = window->load_kw[index], others_kw = 0.0;

  for (guint other = 0; other < window->store_count; other++)
    others_kw += other != s ? run->power_kw[other] : 0.0;
  run->bound_kw[index] = MAX (0.0, find_bound (run, s, index));
  window->load_kw[index] = load_kw + others_kw;
  window->bound_kw = run->bound_kw;
  GhControlTask task = describe_step (run, made, s, index, step);
  run->added_kwh[s] = gh_local_control_choose (&task, &run->stage, &run->scratch);
  run->power_kw[s]
      = gh_store_problem_get_power_kw (window, &window->stores[s], TRUE, index, run->added_kwh[s]);
  window->load_kw[index] = load_kw;
  /* Of chargers only: plans look after all stores themselves. */
  window->bound_kw = NULL;
}

/* One step as it happens. Chargers react one after the other, and once more where there are
 * several, since the first did not see what the later ones came to do. */
static void
run_step (Run *run, const GhPlan *made, gsize index, gsize step)
{
  GhSite *window = run->rolling.window;
  guint stores = window->store_count, rounds = stores > 1 ? STEP_ROUNDS : 1;
  double sum_kw = 0.0;

  take_real (run, index, step);
  run->bound_kw = g_renew (double, run->bound_kw, gh_time_axis_get_count (window->axis));
  begin_step (run, made != NULL && made->grid_kw != NULL ? made : NULL, index);
  for (guint i = 0; i < rounds * stores; i++)
    choose_power (run, made, i % stores, index, step);
  for (guint s = 0; s < stores; s++)
    {
      double energy = run->energy_kwh[s] + run->added_kwh[s] - window->stores[s].drive_kwh[index];
      meet_shortage (run, s, step, &energy);
      run->energy_kwh[s] = energy;
      run->plan->stores[s].power_kw[step] = run->power_kw[s];
      run->plan->stores[s].energy_kwh[step] = energy;
      sum_kw += run->power_kw[s];
    }
  if (run->rolling.peaks_kw != NULL)
    gh_rolling_plan_note_grid (&run->rolling, step,
                               gh_stage_dispatch (window, index, sum_kw).grid_kw);
}

static gboolean
is_planned (const Run *run)
{
  return run->task->mode == GH_OPERATION_ROLLING && run->task->strategy != GH_STRATEGY_UNMANAGED
         && run->expected->store_count > 0;
}

/* The time from one plan to the next. */
static gboolean
run_stretch (Run *run, gsize now, gsize end, GError **error)
{
  const GhPlan *plan = NULL;

  gh_forecast_advance (run->forecast, now);
  if (is_planned (run))
    {
      plan = gh_rolling_plan_make (&run->rolling, now, run->energy_kwh, run->real, error);
      if (plan == NULL)
        return FALSE;
      run->result->plans++;
    }
  else
    gh_rolling_plan_begin_window (&run->rolling, now, run->real);
  for (guint s = 0; s < run->expected->store_count && plan == NULL; s++)
    run->worth[s] = gh_simple_rule_find_worth (run->expected, s, now,
                                               gh_forecast_get_published (run->forecast));
  for (gsize t = now; t < end; t++)
    run_step (run, plan, t - now, t);
  return TRUE;
}

static gboolean
run_all (Run *run, const GhProgress *progress, GError **error)
{
  gsize count = gh_time_axis_get_count (run->real->axis), every = run->rolling.every;

  for (gsize now = 0; now < count; now += every)
    {
      if (now / every % POLL_PLANS == 0
          && !gh_progress_step (progress, (double) now / (double) count, NULL, error))
        return FALSE;
      if (!run_stretch (run, now, MIN (now + every, count), error))
        return FALSE;
    }
  return TRUE;
}

/* What was done, as a plan of what turned out. */
static void
finish_plan (Run *run)
{
  GhPlan *plan = run->plan;
  const GhPlan *perfect = run->task->perfect;

  for (guint s = 0; s < run->real->store_count; s++)
    {
      GhStore *store = &run->real->stores[s];
      double left = run->energy_kwh[s] - store->end_kwh;
      run->result->left_kwh += MAX (0.0, left);
      if (left >= -SAME_ENERGY)
        continue;
      plan->unserved_kwh -= left;
      store->end_kwh = run->energy_kwh[s];
    }
  plan->unserved_kwh += perfect->unserved_kwh;
  plan->undriven_kwh = perfect->undriven_kwh;
  plan->reason = perfect->reason;
  gh_planner_dispatch (run->real, plan);
  plan->objective += plan->unserved_kwh * GH_UNSERVED_PENALTY_PER_KWH;
  plan->lower_bound = plan->objective;
  plan->solver = is_planned (run) ? "rolling" : "rule";
  plan->status = plan->unserved_kwh > SAME_ENERGY ? GH_PLAN_RELAXED : GH_PLAN_OPTIMAL;
}

/**
 * gh_rolling_run:
 * @task: what is run, and how; @perfect must have powers
 * @result: (out): clear with gh_rolling_result_clear()
 * @progress: (nullable): polled before every fourth plan
 * @error: set when stopped, or when an imported forecast was not read
 *
 * Runs a period as a household would, without knowing it. From forecasts: a short plan is made on
 * what is known (gh_rolling_plan_make()), followed for as long as it takes to the next, and so on
 * to the end. By the rule: energy counts as what gh_simple_rule_find_worth() says. Either way the
 * charger reacts to what really happens (gh_local_control_choose()): limits hold, discharging of a
 * store that may not export stays within the real net load, and what later trips and the end ask
 * for is charged in time where it can be. What is missing for driving all the same, after a
 * surprise, is charged on the way at the car's price, or that of the dearest hour where it has
 * none. Unmanaged charging meets the same surprises. Energy beyond what the end asks for earns
 * nothing.
 *
 * O(plans * horizon) where all is convex. One thread; several tasks may run at once.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_rolling_run (const GhRollingTask *task, GhRollingResult *result, const GhProgress *progress,
                GError **error)
{
  GhProgress preparing = gh_progress_part (progress, 0.0, PREPARING_SHARE);
  GhProgress running = gh_progress_part (progress, PREPARING_SHARE, 1.0);
  Run run = { .task = task, .result = result };

  *result = (GhRollingResult){ 0 };
  gboolean done = begin_run (&run, &preparing, error) && run_all (&run, &running, error);
  if (done)
    {
      finish_plan (&run);
      result->site = g_steal_pointer (&run.real);
      result->plan = g_steal_pointer (&run.plan);
    }
  end_run (&run);
  return done;
}

/**
 * gh_rolling_result_clear:
 * @result: a result
 */
void
gh_rolling_result_clear (GhRollingResult *result)
{
  g_clear_pointer (&result->site, gh_site_free);
  g_clear_pointer (&result->plan, gh_plan_free);
}
