/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/rolling-plan.h"

#include <math.h>
#include <string.h>

#include "planning/end-values.h"

#define SECONDS_PER_HOUR 3600.0
#define SECONDS_PER_MINUTE 60.0
/* Time of which the peak of the house alone is expected again. */
#define PEAK_SECONDS (28 * 86400)
/* How long a plan tells what energy is worth. */
#define OLDEST_SECONDS (7 * 3600)
/* Courses for which one store is planned: what is expected each time, the others in turn. */
#define COURSES_OF_ONE 4

/**
 * gh_rolling_count_every:
 * @operation: how often plans are made
 * @axis: the time axis
 *
 * Returns: after how many steps a new plan is made, at least 1
 */
gsize
gh_rolling_count_every (const GhOperation *operation, const GhTimeAxis *axis)
{
  double step = gh_time_axis_get_step_seconds (axis);

  return (gsize) MAX (1.0, round (operation->replan_minutes * SECONDS_PER_MINUTE / step));
}

/* The energy that the charger adds in a step at most, where the connection carries the usual load
 * of the house beside it. */
static double
most_added (const GhSite *expected, const GhSite *mean_year, const GhStore *store, gsize step,
            double energy)
{
  const GhChargerCurve *curve = &store->charge;
  double room_kw = expected->import_limit_kw - mean_year->load_kw[step];

  if (!store->plugged[step] || curve->count == 0 || room_kw < curve->ac_kw[0])
    return 0.0;
  double ac = MIN (room_kw, curve->ac_kw[curve->count - 1]);
  double most = gh_store_get_most_kw (store, TRUE, step, energy);
  return MIN (gh_charger_curve_battery_at (curve, ac), most)
         * gh_time_axis_get_step_hours (expected->axis);
}

/**
 * gh_rolling_find_floor:
 * @expected: the site with cars plugged in as expected
 * @mean_year: the same with the usual load
 * @store: one of its stores
 *
 * Finds the least energy from which what is asked for later - trips, states of charge at leaving,
 * the end - can still be had by charging at full power: what a charger never goes below by itself.
 * O(steps).
 *
 * Returns: (transfer full) (array): kWh at the end of each step
 */
double *
gh_rolling_find_floor (const GhSite *expected, const GhSite *mean_year, guint store)
{
  const GhStore *used = &expected->stores[store];
  gsize count = gh_time_axis_get_count (expected->axis);
  double *floor = g_new (double, count);
  double needed = used->end_kwh;

  for (gsize t = count; t-- > 0;)
    {
      floor[t] = MIN (MAX (used->lower_kwh[t], needed), used->upper_kwh[t]);
      needed = floor[t] + used->drive_kwh[t]
               - most_added (expected, mean_year, used, t, floor[t] + used->drive_kwh[t]);
    }
  return floor;
}

/* What the house alone takes from the grid, where demand charges ask for it. */
static void
begin_peaks (GhRollingPlan *rolling)
{
  const GhSite *site = rolling->expected;
  gsize count = gh_time_axis_get_count (site->axis);

  if (site->demand_charge_count == 0)
    return;
  rolling->peak_memory
      = MIN (count, (gsize) (PEAK_SECONDS / gh_time_axis_get_step_seconds (site->axis)));
  rolling->peaks_kw = g_new (double, site->demand_charge_count);
  rolling->net_kw = g_new (double, count);
  for (guint i = 0; i < site->demand_charge_count; i++)
    rolling->peaks_kw[i] = MAX (0.0, site->demand_charges[i].floor_kw);
  for (gsize t = 0; t < count; t++)
    rolling->net_kw[t] = site->load_kw[t] - site->solar_kw[t];
}

/* How many courses have a new plan each time, the others take turns: one store is planned so fast
 * that there is always one for what is expected. */
static guint
count_each_time (const GhRollingPlan *rolling)
{
  return rolling->expected->store_count == 1 ? 1 : 0;
}

/* How many courses take turns. */
static guint
count_turns (const GhRollingPlan *rolling)
{
  return rolling->course_count - count_each_time (rolling);
}

/* How many courses are planned for: one for each plan that still counts, of one store a few. More
 * of them tell more, older plans less. */
static guint
count_courses (const GhRollingPlan *rolling)
{
  double step = gh_time_axis_get_step_seconds (rolling->expected->axis);
  guint counting = (guint) MAX (1.0, OLDEST_SECONDS / (step * (double) rolling->every));
  guint most = gh_forecast_count_courses (rolling->forecast);

  if (count_each_time (rolling) > 0)
    counting = MIN (COURSES_OF_ONE, 1 + counting);
  return MIN (counting, most);
}

/**
 * gh_rolling_plan_init:
 * @rolling: (out): clear with gh_rolling_plan_clear()
 * @terms: how plans are made
 * @expected: the site, its stores as the strategy uses them and plugged in as expected; must
 * outlive
 *   @rolling, like the others
 * @mean_year: the same in a usual year
 * @forecast: what is expected of it
 * @floors: by store: what its energy must not fall below
 * @progress: (nullable): polled
 * @error: set when stopped
 *
 * Prepares for plans to be made. What energy left at the end of a short plan is worth comes from
 * one pass of the kernel over the usual year: it knows seasons, weekends, trips and tariff hours to
 * come, but no single day.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_rolling_plan_init (GhRollingPlan *rolling, const GhRollingTerms *terms, const GhSite *expected,
                      const GhSite *mean_year, GhForecast *forecast, double *const *floors,
                      const GhProgress *progress, GError **error)
{
  gsize count = gh_time_axis_get_count (expected->axis);
  double step = gh_time_axis_get_step_seconds (expected->axis);
  gsize every = gh_rolling_count_every (terms->operation, expected->axis);
  double plans = terms->operation->horizon_hours * SECONDS_PER_HOUR / step / (double) every;

  *rolling = (GhRollingPlan){ .every = every,
                              .expected = expected,
                              .forecast = forecast,
                              .floors = floors,
                              .horizon = every * (gsize) MAX (1.0, ceil (plans)),
                              .equal_end = terms->equal_end,
                              .end_values = g_new0 (GhEndValue *, expected->store_count + 1) };
  rolling->course_count = count_courses (rolling);
  for (guint i = 0; i < rolling->course_count; i++)
    rolling->memories[i] = gh_stage_memory_new ();
  begin_peaks (rolling);
  for (guint s = 0; s < expected->store_count && !terms->ignores_later; s++)
    {
      GhProgress part = gh_progress_part (progress, (double) s / expected->store_count,
                                          (s + 1.0) / expected->store_count);
      rolling->end_values[s] = g_new (GhEndValue, (count + every - 1) / every);
      if (rolling->horizon < count
          && !gh_end_values_find (mean_year, s, every, rolling->end_values[s], &part, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gh_rolling_plan_clear:
 * @rolling: a rolling plan
 */
void
gh_rolling_plan_clear (GhRollingPlan *rolling)
{
  for (guint s = 0; rolling->end_values != NULL && s < rolling->expected->store_count; s++)
    g_free (rolling->end_values[s]);
  for (guint i = 0; i < rolling->course_count; i++)
    {
      g_clear_pointer (&rolling->plans[i], gh_plan_free);
      g_clear_pointer (&rolling->memories[i], gh_stage_memory_free);
    }
  g_clear_pointer (&rolling->end_values, g_free);
  g_clear_pointer (&rolling->window, gh_site_free);
  g_clear_pointer (&rolling->peaks_kw, g_free);
  g_clear_pointer (&rolling->net_kw, g_free);
}

/* A window of as many steps as there are to plan; kept while that stays. */
static void
open_window (GhRollingPlan *rolling, gsize now)
{
  const GhSite *expected = rolling->expected;
  gsize steps = MIN (rolling->horizon, gh_time_axis_get_count (expected->axis) - now);

  if (rolling->window != NULL && rolling->window_steps == steps)
    return;
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (gh_time_axis_get_time (expected->axis, now),
                                                  gh_time_axis_get_step_seconds (expected->axis),
                                                  steps, gh_time_axis_get_zone (expected->axis));
  g_clear_pointer (&rolling->window, gh_site_free);
  rolling->window = gh_site_new_part (expected, axis, now);
  rolling->window_steps = steps;
  for (guint i = 0; expected->demand_charge_count > 0 && i < GH_SITE_SURCHARGES; i++)
    gh_site_add_surcharge (rolling->window);
}

static void
copy_caps (double *target, const double *source, gsize now, gsize steps)
{
  if (source != NULL)
    memcpy (target, source + now, steps * sizeof (double));
}

/* A store of the window: limits and trips as they are known; away or not plugged in now, so until
 * that was to change. */
static void
move_store (const GhRollingPlan *rolling, guint s, gsize now, const GhSite *real)
{
  const GhStore *from = &rolling->expected->stores[s];
  GhStore *to = &rolling->window->stores[s];
  const guint8 *plugged = real->stores[s].plugged;
  gsize steps = rolling->window_steps;

  memcpy (to->lower_kwh, from->lower_kwh + now, steps * sizeof (double));
  memcpy (to->upper_kwh, from->upper_kwh + now, steps * sizeof (double));
  memcpy (to->drive_kwh, from->drive_kwh + now, steps * sizeof (double));
  memcpy (to->plugged, from->plugged + now, steps);
  copy_caps (to->charge_cap_kw, from->charge_cap_kw, now, steps);
  copy_caps (to->discharge_cap_kw, from->discharge_cap_kw, now, steps);
  for (gsize i = 0; i < steps && plugged[now + i] != from->plugged[now + i]; i++)
    to->plugged[i] = plugged[now + i];
}

/* Where it starts, and what is to be there at the end of the window. */
static void
set_ends (const GhRollingPlan *rolling, guint s, gsize now, double energy_kwh)
{
  const GhStore *from = &rolling->expected->stores[s];
  GhStore *to = &rolling->window->stores[s];
  gsize end = now + rolling->window_steps;
  gboolean is_last = end == gh_time_axis_get_count (rolling->expected->axis);

  to->start_kwh = energy_kwh;
  to->end_kwh = is_last ? from->end_kwh : rolling->floors[s][end - 1];
  to->end_value.count = 0;
  if (!is_last && rolling->end_values[s] != NULL)
    to->end_value = rolling->end_values[s][end / rolling->every];
}

/* Peaks up to which import costs no more: those of the month so far, and what the house alone has
 * reached in the last four weeks, the year thought to repeat itself. */
static double
find_free_peak (const GhRollingPlan *rolling, guint charge, gsize now)
{
  gsize count = gh_time_axis_get_count (rolling->expected->axis);
  double peak = rolling->peaks_kw[charge];

  for (gsize i = 1; i <= rolling->peak_memory; i++)
    peak = MAX (peak, rolling->net_kw[(now + count - i) % count]);
  return peak;
}

/* How many demand charges apply in a step. */
static guint
count_charges (const GhSite *site, gsize step)
{
  guint count = 0;

  for (guint c = 0; c < site->demand_charge_count; c++)
    count += site->demand_charges[c].applies[step];
  return count;
}

/* Writes one charge into the places of a step that are left: a price that rises with the import
 * above the peak, so that what has to be above it is spread over many steps rather than put into
 * the cheapest one; at the top as if the step were the only one to be above. */
static void
add_surcharge (GhSite *window, gsize index, guint8 *used, guint tiers, double peak, double price)
{
  static const double above_kw[GH_SITE_SURCHARGES] = { 0.0, 0.5, 1.5, 3.5 };

  for (guint k = 0; k < tiers && *used < window->surcharge_count; k++)
    {
      GhImportSurcharge *surcharge = &window->surcharges[(*used)++];
      surcharge->above_kw[index] = peak + above_kw[k];
      surcharge->price_per_kwh[index] = price / tiers;
    }
}

/* Import above the peak so far costs more. Of more than four charges at once the first four
 * count. */
static void
set_surcharges (const GhRollingPlan *rolling, gsize now)
{
  const GhSite *site = rolling->expected;
  double hours = gh_time_axis_get_step_hours (site->axis);
  g_autofree guint8 *used = g_new0 (guint8, rolling->window_steps);

  for (guint k = 0; k < rolling->window->surcharge_count; k++)
    for (gsize i = 0; i < rolling->window_steps; i++)
      rolling->window->surcharges[k].above_kw[i] = INFINITY;
  for (guint c = 0; c < site->demand_charge_count; c++)
    {
      const GhDemandCharge *charge = &site->demand_charges[c];
      double peak = NAN;
      for (gsize i = 0; i < rolling->window_steps; i++)
        {
          if (!charge->applies[now + i])
            continue;
          guint tiers = MAX (1, GH_SITE_SURCHARGES / count_charges (site, now + i));
          if (isnan (peak))
            peak = find_free_peak (rolling, c, now);
          add_surcharge (rolling->window, i, &used[i], tiers, peak, charge->price_per_kw / hours);
        }
    }
}

/**
 * gh_rolling_plan_begin_window:
 * @rolling: a rolling plan
 * @now: a step at which a plan is due
 * @real: what really is; only what can be seen now is read
 *
 * Lays the window at the present, with the stores as they are expected to be there.
 */
void
gh_rolling_plan_begin_window (GhRollingPlan *rolling, gsize now, const GhSite *real)
{
  open_window (rolling, now);
  for (guint s = 0; s < rolling->expected->store_count; s++)
    move_store (rolling, s, now, real);
}

/* The course that was planned last before a step, where that plan reaches beyond it; or one more
 * than there are. */
static guint
find_newest (const GhRollingPlan *rolling, gsize now)
{
  guint newest = rolling->course_count;

  for (guint i = 0; i < rolling->course_count; i++)
    if (rolling->plans[i] != NULL && rolling->plans[i]->grid_kw != NULL
        && rolling->made[i] + rolling->plans[i]->count > now
        && (newest == rolling->course_count || rolling->made[i] > rolling->made[newest]))
      newest = i;
  return newest;
}

/* Plans the window for one course. */
static gboolean
plan_course (GhRollingPlan *rolling, guint course, gsize now, GError **error)
{
  gsize count = gh_time_axis_get_count (rolling->expected->axis);
  guint turns = course < count_each_time (rolling) ? 1 : count_turns (rolling);
  guint newest = find_newest (rolling, now);
  gboolean follows = newest < rolling->course_count;
  const GhPlanOptions options
      = { .strategy = GH_STRATEGY_AS_GIVEN,
          .solver = GH_SOLVER_EXACT,
          .time_limit_seconds = INFINITY,
          .equal_end = rolling->equal_end && now + rolling->window_steps == count,
          .quick = TRUE,
          .read_steps = rolling->every * turns,
          .memory = rolling->memories[course],
          .begin = follows ? rolling->plans[newest] : NULL,
          .begin_step = follows ? now - rolling->made[newest] : 0 };

  gh_forecast_fill (rolling->forecast, course, rolling->window);
  gh_stage_memory_advance (rolling->memories[course], now - rolling->made[course]);
  GhPlan *plan = gh_planner_solve (rolling->window, &options, NULL, error);
  gh_plan_free (rolling->plans[course]);
  rolling->plans[course] = plan;
  rolling->made[course] = now;
  return rolling->plans[course] != NULL;
}

/**
 * gh_rolling_plan_make:
 * @rolling: a rolling plan
 * @now: a step at which a plan is due
 * @energy_kwh: (array): what each store holds
 * @real: what really is; only what can be seen now is read
 * @error: set when the solver fails
 *
 * Plans the time from now to the horizon on what may come, with what energy is worth after it;
 * to the end of the period, where that is nearer, with the end as it is asked for. Where load or
 * sun are expected as on a day before, there is a plan for the last day, one for the day before
 * that, and so on: gh_rolling_plan_get_worth(). One store is planned for the last day and one of
 * the others in turn, several, of which a plan takes long, for one each time in turn. Demand
 * charges count as a price on import above the peak of the month so far, or that of the house
 * alone in the last four weeks; it rises with what is above.
 *
 * Returns: (transfer none) (nullable): a plan of the window, which may be infeasible; stays until
 *   its course is planned again
 */
const GhPlan *
gh_rolling_plan_make (GhRollingPlan *rolling, gsize now, const double *energy_kwh,
                      const GhSite *real, GError **error)
{
  guint each_time = count_each_time (rolling), turns = count_turns (rolling);
  guint turn = turns > 0 ? each_time + (guint) (now / rolling->every % turns) : 0;

  gh_rolling_plan_begin_window (rolling, now, real);
  for (guint s = 0; s < rolling->expected->store_count; s++)
    set_ends (rolling, s, now, energy_kwh[s]);
  if (rolling->peaks_kw != NULL)
    set_surcharges (rolling, now);
  if (turns > 0 && !plan_course (rolling, turn, now, error))
    return NULL;
  if (each_time == 0)
    return rolling->plans[turn];
  return plan_course (rolling, 0, now, error) ? rolling->plans[0] : NULL;
}

/**
 * gh_rolling_plan_get_worth:
 * @rolling: a rolling plan
 * @store: one of the stores
 * @step: a step from that of the last plan on, before the next one
 *
 * Of a decision that is taken before it is known what comes, energy is worth the mean of what it is
 * worth in each course that may come (two-stage stochastic programming; each plan knows its course,
 * so the mean is that of hindsight). The plans of the last hours count, one of each course.
 *
 * Returns: what a stored kWh is worth, currency; NAN where no plan tells
 */
double
gh_rolling_plan_get_worth (const GhRollingPlan *rolling, guint store, gsize step)
{
  double sum = 0.0;
  guint count = 0;

  for (guint i = 0; i < rolling->course_count; i++)
    {
      const GhPlan *plan = rolling->plans[i];
      if (plan == NULL || plan->grid_kw == NULL || plan->stores[store].dual_per_kwh == NULL
          || step - rolling->made[i] >= plan->count)
        continue;
      sum += plan->stores[store].dual_per_kwh[step - rolling->made[i]];
      count++;
    }
  return count > 0 ? sum / count : NAN;
}

/**
 * gh_rolling_plan_note_grid:
 * @rolling: a rolling plan
 * @step: a step that has happened
 * @grid_kw: what was imported in it
 *
 * Remembers the peaks that demand charges count.
 */
void
gh_rolling_plan_note_grid (GhRollingPlan *rolling, gsize step, double grid_kw)
{
  for (guint i = 0; i < rolling->expected->demand_charge_count; i++)
    if (rolling->expected->demand_charges[i].applies[step])
      rolling->peaks_kw[i] = MAX (rolling->peaks_kw[i], grid_kw);
}
