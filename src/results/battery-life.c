/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "battery-life.h"

#include "physics/state-of-power.h"
#include "study/ageing-price.h"
#include "study/site-builder.h"
#include "words.h"

#define SECONDS_PER_DAY 86400.0
/* Steps of the circuit, as where a year is checked on it. */
#define INNER_SECONDS 60.0

/* @pack: the battery as old as it is when the study begins */
struct _GhBatteryLife
{
  gatomicrefcount references;
  GhResults *results;
  GhLife *life;
  GhBatteryModel *model;
  GhPack *pack;
};

G_DEFINE_BOXED_TYPE (GhBatteryLife, gh_battery_life, gh_battery_life_ref, gh_battery_life_unref)

/**
 * gh_battery_life_find_vehicle:
 * @study: a study
 * @vehicle: (out): index of its first car with a cell of the catalogue, without which nothing is
 *   known of a battery; 0 where there is none
 *
 * Returns: whether there is one
 */
gboolean
gh_battery_life_find_vehicle (const GhStudy *study, guint *vehicle)
{
  *vehicle = 0;
  for (guint i = 0; study->vehicles != NULL && i < study->vehicles->len; i++)
    if (gh_battery_model_is_known (study, i))
      {
        *vehicle = i;
        return TRUE;
      }
  return FALSE;
}

static GhPack *
new_pack_at_start (const GhBatteryModel *model, const GhSite *site)
{
  const GhAgeingLaw *law = model->cell->ageing;
  GhAgeingState start;

  gh_ageing_find_start (model, site, &start);
  return gh_battery_model_new_pack (model, gh_ageing_state_get_soh (law, &start),
                                    gh_ageing_state_get_resistance (law, &start));
}

/**
 * gh_battery_life_compute:
 * @results: (transfer none): final results of a study
 * @vehicle: index of a car with a known cell
 * @progress: (nullable): told and asked
 * @error: set where planning fails, or when stopped
 *
 * Lives through the years of the battery of a car under each strategy. See gh_life_run().
 *
 * Returns: (transfer full) (nullable): the life
 */
GhBatteryLife *
gh_battery_life_compute (GhResults *results, guint vehicle, const GhProgress *progress,
                         GError **error)
{
  GhProgress building = gh_progress_part (progress, 0.0, 0.02);
  GhProgress living = gh_progress_part (progress, 0.02, 1.0);
  g_autoptr (GhStudy) study = gh_study_copy (gh_results_get_study (results));
  g_autoptr (GhSite) site = gh_site_build (study, &building, error);
  g_autoptr (GhBatteryLife) life = g_new0 (GhBatteryLife, 1);

  g_atomic_ref_count_init (&life->references);
  if (site == NULL)
    return NULL;
  life->results = gh_results_ref (results);
  life->life = gh_life_run (study, site, vehicle, &living, error);
  if (life->life == NULL || !gh_battery_model_new (study, site, vehicle, &life->model, error))
    return NULL;
  life->pack = new_pack_at_start (life->model, site);
  return g_steal_pointer (&life);
}

/**
 * gh_battery_life_ref:
 * @life: a life
 *
 * Returns: (transfer full): @life
 */
GhBatteryLife *
gh_battery_life_ref (GhBatteryLife *life)
{
  g_atomic_ref_count_inc (&life->references);
  return life;
}

/**
 * gh_battery_life_unref:
 * @life: (transfer full) (nullable): a life
 *
 * Frees it with the last reference.
 */
void
gh_battery_life_unref (GhBatteryLife *life)
{
  if (life == NULL || !g_atomic_ref_count_dec (&life->references))
    return;
  gh_results_unref (life->results);
  gh_life_free (life->life);
  gh_battery_model_free (life->model);
  gh_pack_free (life->pack);
  g_free (life);
}

/**
 * gh_battery_life_get_life:
 * @life: a life
 *
 * Returns: (transfer none): the years of all strategies
 */
const GhLife *
gh_battery_life_get_life (const GhBatteryLife *life)
{
  return life->life;
}

/**
 * gh_battery_life_get_strategy:
 * @life: a life
 * @strategy: one of the compared
 *
 * Returns: (transfer none): the years of it
 */
const GhLifeStrategy *
gh_battery_life_get_strategy (const GhBatteryLife *life, GhStrategy strategy)
{
  return &life->life->strategies[strategy];
}

/**
 * gh_battery_life_get_store:
 * @life: a life
 *
 * Returns: (transfer none): the car whose battery it is, of the site of its plans
 */
const GhStore *
gh_battery_life_get_store (const GhBatteryLife *life)
{
  return &gh_results_get_site (life->results)->stores[life->model->store];
}

/**
 * gh_battery_life_get_results:
 * @life: a life
 *
 * Returns: (transfer none): the plans that it belongs to
 */
GhResults *
gh_battery_life_get_results (const GhBatteryLife *life)
{
  return life->results;
}

/**
 * gh_battery_life_format_failure:
 * @life: a life
 *
 * Returns: (transfer full) (nullable): which year cannot be planned and why, in a sentence; %NULL
 *   where all can
 */
char *
gh_battery_life_format_failure (const GhBatteryLife *life)
{
  const GhLifeStrategy *failed = gh_life_find_failed (life->life);
  const GhTimeAxis *axis = gh_results_get_site (life->results)->axis;

  if (failed == NULL)
    return NULL;
  g_autofree char *reason = gh_reason_format (&failed->reason, gh_time_axis_get_zone (axis));
  /* Translators: the number of a year, then the reason. */
  return g_strdup_printf (_ ("Year %u cannot be planned: %s"), failed->years->len + 1, reason);
}

/**
 * gh_battery_life_fill_envelope:
 * @life: a life
 * @horizon_seconds: for how long, above 0
 * @soc: (array length=soc_count): states of charge
 * @soc_count: how many
 * @temperature_k: of the cells
 * @min_kw: (out caller-allocates) (array length=soc_count): greatest discharging, 0 or less
 * @max_kw: (out caller-allocates) (array length=soc_count): greatest charging
 *
 * What the battery can give and take at the beginning of the study. See gh_pack_power_envelope().
 */
void
gh_battery_life_fill_envelope (const GhBatteryLife *life, double horizon_seconds, const double *soc,
                               gsize soc_count, double temperature_k, double *min_kw,
                               double *max_kw)
{
  gh_pack_power_envelope (life->pack, horizon_seconds, soc, soc_count, &temperature_k, 1, min_kw,
                          max_kw);
}

/**
 * gh_battery_life_find_days:
 * @life: a life
 *
 * Returns: (transfer full) (element-type GhBatteryDay): the days of the period by the wall clock;
 *   the first and the last may be parts of one
 */
GArray *
gh_battery_life_find_days (const GhBatteryLife *life)
{
  const GhTimeAxis *axis = gh_results_get_site (life->results)->axis;
  const GhCivilTime *civil = gh_time_axis_get_civil (axis);
  GArray *days = g_array_new (FALSE, FALSE, sizeof (GhBatteryDay));
  GhBatteryDay day = { 0 };

  for (gsize t = 0; t < gh_time_axis_get_count (axis); t++)
    {
      if (t > 0 && civil[t].date != day.date)
        g_array_append_val (days, day);
      if (t == 0 || civil[t].date != day.date)
        day = (GhBatteryDay){ civil[t].date, t, t };
      day.last = t + 1;
    }
  g_array_append_val (days, day);
  return days;
}

/**
 * gh_battery_life_find_busiest:
 * @life: a life
 * @strategy: one of the compared
 * @days: (element-type GhBatteryDay): of gh_battery_life_find_days()
 *
 * Returns: index of the first day on which most flows in and out of the battery at home
 */
guint
gh_battery_life_find_busiest (const GhBatteryLife *life, GhStrategy strategy, const GArray *days)
{
  const GhPlan *plan = gh_results_get_strategy (life->results, strategy)->plan;
  double most = -1.0;
  guint busiest = 0;

  for (guint i = 0; plan->status != GH_PLAN_INFEASIBLE && i < days->len; i++)
    {
      const GhBatteryDay *day = &g_array_index (days, GhBatteryDay, i);
      double sum = 0.0;
      for (gsize t = day->first; t < day->last; t++)
        sum += ABS (plan->stores[life->model->store].power_kw[t]);
      if (sum <= most)
        continue;
      most = sum;
      busiest = i;
    }
  return busiest;
}

/* Power at the battery in the steps from @first on, driving included. */
static double *
new_battery_powers (const GhBatteryLife *life, const double *energy_kwh, double start_kwh,
                    gsize first, gsize last)
{
  double *power_kw = g_new (double, last - first);

  for (gsize t = first; t < last; t++)
    power_kw[t - first] = (energy_kwh[t] - (t > 0 ? energy_kwh[t - 1] : start_kwh))
                          / (life->model->step_seconds / 3600.0);
  return power_kw;
}

/* A day's worth of steps, of which the charge is set to the plan's after each. */
static gsize
steps_per_day (const GhBatteryLife *life)
{
  return (gsize) MAX (1.0, SECONDS_PER_DAY / life->model->step_seconds);
}

/**
 * gh_battery_life_trace:
 * @life: a life
 * @strategy: one of the compared
 * @day: of gh_battery_life_find_days()
 *
 * Runs a day of a strategy's plan on the two-RC circuit at one minute, after the day before it, in
 * which the branches come to what they are. As in the check of a whole year the charge is set to
 * the plan's after every 24 hours from the beginning of the period. O(steps of two days).
 *
 * Returns: (transfer full) (nullable): the trace; %NULL where the strategy has no plan
 */
GhBatteryTrace *
gh_battery_life_trace (const GhBatteryLife *life, GhStrategy strategy, const GhBatteryDay *day)
{
  const GhPlan *plan = gh_results_get_strategy (life->results, strategy)->plan;
  const GhSite *site = gh_results_get_planned_site (life->results, strategy);
  gsize per_day = steps_per_day (life), begin = day->first / per_day * per_day;

  if (plan->status == GH_PLAN_INFEASIBLE)
    return NULL;
  begin -= MIN (begin, per_day);
  const double *energy_kwh = plan->stores[life->model->store].energy_kwh;
  double start_kwh = site->stores[life->model->store].start_kwh;
  g_autofree double *power_kw = new_battery_powers (life, energy_kwh, start_kwh, begin, day->last);
  GhCircuitState state
      = { .soc = gh_pack_get_soc (life->pack, begin > 0 ? energy_kwh[begin - 1] : start_kwh),
          .temperature_k = life->model->temperature_k[begin] };
  double inner = MIN (INNER_SECONDS, life->model->step_seconds);
  GhCircuitPlan run = { .count = day->last - begin,
                        .step_seconds = life->model->step_seconds,
                        .inner_seconds = inner,
                        .power_kw = power_kw,
                        .ambient_k = life->model->ambient_k + begin,
                        .energy_kwh = energy_kwh + begin,
                        .correct_every = per_day,
                        .trace_first = day->first - begin,
                        .trace_count = day->last - day->first };
  GhCircuitReport report = { 0 };
  GhBatteryTrace *trace = g_new0 (GhBatteryTrace, 1);

  gh_circuit_run (life->pack, &state, &run, &report);
  trace->samples = g_steal_pointer (&report.trace);
  trace->axis = gh_time_axis_new (gh_time_axis_get_time (site->axis, day->first), (int) inner,
                                  trace->samples->len, gh_time_axis_get_zone (site->axis));
  gh_circuit_report_clear (&report);
  return trace;
}

/**
 * gh_battery_trace_free:
 * @trace: (transfer full) (nullable): a trace
 *
 * Frees it.
 */
void
gh_battery_trace_free (GhBatteryTrace *trace)
{
  if (trace == NULL)
    return;
  gh_time_axis_unref (trace->axis);
  g_array_unref (trace->samples);
  g_free (trace);
}
