/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/life.h"

#include <math.h>

#include "errors.h"
#include "parallel.h"
#include "physics/rainflow.h"
#include "study/life-money.h"
#include "study/resilience.h"
#include "study/site-builder.h"
#include "study/tariff-plan.h"
#include "words.h"

/* A battery that holds less is none, however long its owner would keep it. */
#define LEAST_SOH 0.05

/* One strategy's life in one thread. */
typedef struct
{
  const GhStudy *study;
  const GhSite *site;
  const GhBatteryModel *model;
  const GhFinance *finance;
  int years;
  GhAgeingState start;
  GhLifeStrategy life;
} Task;

/* The site of a year: prices have grown, panels and battery have aged. */
static GhSite *
new_site_of_year (const Task *task, int year, double soh, gboolean *equal_end, GError **error)
{
  g_autoptr (GhSite) site = gh_site_copy (task->site);
  const GhFinance *finance = task->finance;
  double import_growth = pow (gh_life_get_growth (finance, FALSE), year - 1);
  double export_growth = pow (gh_life_get_growth (finance, TRUE), year - 1);

  for (gsize t = 0; t < task->model->count; t++)
    {
      site->import_price[t] *= import_growth;
      site->export_price[t] *= export_growth;
      site->store_export_price[t] *= export_growth;
    }
  for (guint s = 0; s < site->store_count; s++)
    site->stores[s].away_price_per_kwh *= import_growth;
  gh_site_scale_solar (site, pow (1.0 - finance->solar_degradation, year - 1));
  if (!gh_site_age_battery (task->study, site, task->model->vehicle, soh, error))
    return NULL;
  *equal_end = gh_household_equalise_ends (site, NULL);
  return g_steal_pointer (&site);
}

/* The first year, one in the middle and the last one are run on the circuit. */
static gboolean
is_to_check (const Task *task, int year)
{
  return year == 1 || year == (task->years + 1) / 2 || year == task->years;
}

static void
count_depths (const double *soc, gsize count, double per_year, double *depths)
{
  g_autoptr (GArray) cycles = gh_rainflow_count (soc, count);

  for (guint i = 0; i < cycles->len; i++)
    {
      const GhCycle *cycle = &g_array_index (cycles, GhCycle, i);
      guint bar = MIN ((guint) (cycle->range * GH_LIFE_DEPTHS), GH_LIFE_DEPTHS - 1);
      /* Ripples are no cycles that anybody counts. */
      if (cycle->range > 0.001)
        depths[bar] += cycle->count * per_year;
    }
}

/* Histograms of a year. */
static void
fill_histograms (const Task *task, const GhStore *store, const double *energy_kwh,
                 GhLifeStrategy *life)
{
  gsize count = task->model->count;
  g_autofree double *soc = gh_battery_model_new_soc (store, energy_kwh, count);
  double per_year = 1.0 / gh_years_of_days (gh_time_axis_get_days (task->site->axis));
  double hours = task->model->step_seconds / 3600.0;

  count_depths (soc, count + 1, per_year, life->depths);
  for (gsize t = 1; t <= count; t++)
    {
      guint bar = MIN ((guint) (MAX (soc[t], 0.0) * GH_LIFE_DWELLS), GH_LIFE_DWELLS - 1);
      life->dwells[bar] += hours * per_year;
    }
}

static void
note_check (const Task *task, const GhBatteryResult *result, GhLifeYear *year)
{
  double per_year = 1.0 / gh_years_of_days (gh_time_axis_get_days (task->site->axis));

  year->is_checked = result->is_checked;
  year->shortfall_kwh = result->shortfall_kwh * per_year;
  year->voltage_min_v = result->report.voltage_min_v;
  year->voltage_max_v = result->report.voltage_max_v;
  year->temperature_min_k = result->report.temperature_min_k;
  year->temperature_max_k = result->report.temperature_max_k;
}

/* What discharging and holding energy wear of the others, which do not age here. */
static double
find_wear_of_others (const GhSite *site, const GhPlan *plan, guint own)
{
  double hours = gh_time_axis_get_step_hours (site->axis), sum = 0.0;

  for (guint s = 0; s < plan->store_count; s++)
    for (gsize t = 0; s != own && t < plan->count; t++)
      sum += MAX (-plan->stores[s].power_kw[t], 0.0) * site->stores[s].wear_per_kwh * hours
             + gh_store_get_dwell_cost (&site->stores[s], plan->stores[s].energy_kwh[t], hours);
  return sum;
}

/* What a plan's own sums miss of the bill grows as prices of import do. */
static gboolean
note_plan (const Task *task, const GhPlan *plan, const GhBatteryResult *result, GhLifeYear *year,
           GError **error)
{
  double per_year = 1.0 / gh_years_of_days (gh_time_axis_get_days (task->site->axis));
  GhPlanSummary summary;
  double correction;

  if (!gh_tariff_find_correction (task->study, task->site, result->site, plan, &correction, error))
    return FALSE;
  gh_plan_summarise (result->site, plan, &summary);
  summary.cost_correction
      = correction * pow (gh_life_get_growth (task->finance, FALSE), year->year - 1);
  year->is_relaxed = plan->status == GH_PLAN_RELAXED;
  year->bill = gh_plan_summary_get_bill (&summary) * per_year;
  year->import_house
      = (summary.import_house + summary.cost_demand + summary.cost_correction) * per_year;
  year->import_charging = (summary.import_charging + summary.cost_away) * per_year;
  year->export = summary.cost_export * per_year;
  year->wear_others = find_wear_of_others (result->site, plan, task->model->store) * per_year;
  gh_plan_summary_clear (&summary);
  if (!gh_resilience_find_loss (task->study, result->site, task->life.strategy, plan, &year->lost,
                                NULL, error))
    return FALSE;
  year->use = (GhWarrantyUse){ result->use.kwh * per_year, result->use.hours * per_year,
                               result->use.cycles * per_year };
  year->efc = result->stress.efc;
  year->mean_soc = result->stress.mean_soc;
  year->wear_per_kwh = result->price.wear_per_kwh;
  return TRUE;
}

/* The moment within a year at which the health falls to the end of life; its beginning for a
 * battery that is already beyond. */
static double
crossing (const GhLifeYear *year, double end_of_life_soh)
{
  double lost = year->soh_begin - year->soh_end, left = year->soh_begin - end_of_life_soh;

  return year->year - 1 + (lost > 0.0 && left > 0.0 ? left / lost : 0.0);
}

static void
replace (const Task *task, GhAgeingState *state, GhLifeYear *year, GhLifeStrategy *life)
{
  const GhAgeingLaw *law = task->model->cell->ageing;
  double end_of_life_soh = MAX (task->model->end_of_life_soh, LEAST_SOH);

  if (year->soh_end >= end_of_life_soh)
    return;
  if (life->replacements++ == 0)
    life->end_of_life_year = crossing (year, end_of_life_soh);
  year->is_replaced = TRUE;
  gh_ageing_state_init (law, state);
}

/* One year: planned, measured, aged. */
static gboolean
live_year (Task *task, int number, GhAgeingState *state, GhAgeingStress *expected,
           const GhProgress *progress, GError **error)
{
  const GhAgeingLaw *law = task->model->cell->ageing;
  GhLifeYear year = { .year = number,
                      .soh_begin = gh_ageing_state_get_soh (law, state),
                      .resistance = gh_ageing_state_get_resistance (law, state) };
  gboolean equal_end = FALSE;
  g_autoptr (GhSite) site = new_site_of_year (task, number, year.soh_begin, &equal_end, error);
  GhBatteryTask battery
      = { .model = task->model,
          .age = state,
          .site = site,
          .options = { task->life.strategy, GH_SOLVER_EXACT, INFINITY, equal_end },
          .expected = number > 1 ? expected : NULL,
          .most_price_rounds = number > 1 ? 1 : GH_BATTERY_PRICE_ROUNDS,
          .check = is_to_check (task, number) };
  GhBatteryResult result = { 0 };

  if (site == NULL)
    return FALSE;
  g_autoptr (GhPlan) plan = gh_battery_plan_solve (&battery, &result, progress, error);
  gboolean done = plan != NULL;
  if (done && plan->status == GH_PLAN_INFEASIBLE)
    task->life.reason = plan->reason;
  else if (done && (done = note_plan (task, plan, &result, &year, error)))
    {
      note_check (task, &result, &year);
      if (number == 1)
        fill_histograms (task, &result.site->stores[task->model->store],
                         plan->stores[task->model->store].energy_kwh, &task->life);
      *expected = year.stress = result.stress;
      gh_ageing_state_advance (law, state, &result.stress);
      year.soh_end = gh_ageing_state_get_soh (law, state);
      replace (task, state, &year, &task->life);
      g_array_append_val (task->life.years, year);
    }
  gh_battery_result_clear (&result);
  return done;
}

static gboolean
live (gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  GhAgeingState state = task->start;
  GhAgeingStress expected = { 0 };

  for (int year = 1; year <= task->years && task->life.reason.code == GH_REASON_NONE; year++)
    {
      GhProgress part = gh_progress_part (progress, (double) (year - 1) / task->years,
                                          (double) year / task->years);
      if (!gh_progress_step (&part, 0.0, NULL, error)
          || !live_year (task, year, &state, &expected, &part, error))
        return FALSE;
    }
  return TRUE;
}

/* A battery that lives another life than the one that was lived, but is replaced with it. */
typedef struct
{
  const GhAgeingLaw *law;
  GhAgeingState state;
} Shadow;

/* What a year takes from it, with its cycles or by time alone. */
static double
lose (Shadow *shadow, const GhAgeingStress *year, gboolean with_cycles)
{
  GhAgeingStress stress = *year;
  double before = gh_ageing_state_get_soh (shadow->law, &shadow->state);

  if (!with_cycles)
    stress.efc = 0.0;
  gh_ageing_state_advance (shadow->law, &shadow->state, &stress);
  return before - gh_ageing_state_get_soh (shadow->law, &shadow->state);
}

/* The causes are differences of lives that differ in one thing: what time alone does to a battery
 * that is charged as in the reference, what driving adds to that, what discharging to house and
 * grid adds to both, and of that what standing otherwise full adds. All are replaced when the
 * battery is, so that batteries of the same age are compared. */
static void
split_causes (const GhAgeingLaw *law, const GhAgeingState *start, const GArray *reference,
              GArray *years)
{
  Shadow charged = { law, *start }, resting = { law, *start }, standing = { law, *start };

  for (guint i = 0; i < years->len; i++)
    {
      GhLifeYear *year = &g_array_index (years, GhLifeYear, i);
      const GhAgeingStress *base = &g_array_index (reference, GhLifeYear, i).stress;
      double with_driving = lose (&charged, base, TRUE);
      year->loss_time = lose (&resting, base, FALSE);
      year->loss_driving = with_driving - year->loss_time;
      year->loss_grid = year->soh_begin - year->soh_end - with_driving;
      year->loss_standing = lose (&standing, &year->stress, FALSE) - year->loss_time;
      if (!year->is_replaced)
        continue;
      gh_ageing_state_init (law, &charged.state);
      resting.state = standing.state = charged.state;
    }
}

/* When the first of the warranty's allowances is used up. */
static double
find_warranty_year (const GhWarranty *warranty, const GArray *years)
{
  const double allowed[] = { warranty->kwh, warranty->hours, warranty->cycles };
  double first = NAN;

  for (guint k = 0; k < G_N_ELEMENTS (allowed); k++)
    {
      double sum = 0.0;
      for (guint i = 0; !isnan (allowed[k]) && i < years->len && i < warranty->years; i++)
        {
          const GhLifeYear *year = &g_array_index (years, GhLifeYear, i);
          double used[] = { year->use.kwh, year->use.hours, year->use.cycles };
          double at = i + (used[k] > 0.0 ? (allowed[k] - sum) / used[k] : INFINITY);
          sum += used[k];
          if (sum <= allowed[k] || at > warranty->years)
            continue;
          first = isnan (first) ? at : MIN (first, at);
          break;
        }
    }
  return first;
}

static void
take_lives (GhLife *life, Task *tasks, const GhFinance *finance, const GhBatteryModel *model)
{
  for (guint s = 0; s < life->count; s++)
    {
      life->strategies[s] = tasks[s].life;
      tasks[s].life.years = NULL;
      life->strategies[s].warranty_year
          = find_warranty_year (&model->warranty, life->strategies[s].years);
    }
  if (gh_life_find_failed (life) != NULL)
    return;
  for (guint s = 0; s < life->count; s++)
    split_causes (model->cell->ageing, &tasks[s].start, life->strategies[s > 1 ? 1 : s].years,
                  life->strategies[s].years);
  gh_life_add_money (life, finance, gh_battery_model_get_loss_cost (model));
}

/* @common: what all have
 * @rival: (nullable): the site of the wall battery that V2H is held against */
static gboolean
live_all (GhLife *life, const Task *common, const GhSite *rival, const GhProgress *progress,
          GError **error)
{
  Task tasks[GH_MOST_COMPARED];
  gpointer pointers[GH_MOST_COMPARED];

  for (guint s = 0; s < life->count; s++)
    {
      tasks[s] = *common;
      if (s == GH_STRATEGY_BATTERY)
        tasks[s].site = rival;
      tasks[s].life = (GhLifeStrategy){ .strategy = (GhStrategy) s,
                                        .years = g_array_new (FALSE, FALSE, sizeof (GhLifeYear)),
                                        .end_of_life_year = NAN };
      /* The later strategies take longer and go first. */
      pointers[life->count - 1 - s] = &tasks[s];
    }
  gboolean done = gh_parallel_run (live, pointers, life->count, progress, error);
  if (done)
    take_lives (life, tasks, common->finance, common->model);
  for (guint s = 0; s < life->count; s++)
    if (tasks[s].life.years != NULL)
      g_array_unref (tasks[s].life.years);
  return done;
}

/**
 * gh_life_run:
 * @study: a valid household study whose files have been read
 * @site: the site built from it
 * @vehicle: index of the car whose battery it is
 * @progress: (nullable): told and asked
 * @error: set where there is no battery of a known cell, where planning fails, or when stopped
 *
 * Lives through the years of the investment under each strategy that is compared: every year is
 * planned anew with the capacity and resistance that are left, grown prices and aged panels,
 * measured by rainflow counting and aged by the cell's law; a battery below its end of life is
 * replaced. The first year, one in the middle and the last one are run on the circuit at one
 * minute. Prices of ageing are found with the plan in the first year; later ones take the stress of
 * the year before. Other cars and wall batteries keep their capacity and wear by their prices.
 *
 * Returns: (transfer full) (nullable): the life
 */
GhLife *
gh_life_run (const GhStudy *study, const GhSite *site, guint vehicle, const GhProgress *progress,
             GError **error)
{
  g_autoptr (GhBatteryModel) model = NULL;
  g_autoptr (GhLife) life = g_new0 (GhLife, 1);
  g_autofree GhFinance *defaults = gh_record_new (&gh_finance_table);
  const GhFinance *finance = study->finance != NULL ? study->finance : defaults;
  g_autoptr (GhSite) used = gh_site_copy (site);
  g_autoptr (GhSite) rival = gh_household_split_rival (study, used);
  GhAgeingState start;
  gint64 begun = g_get_monotonic_time ();

  if (!gh_battery_model_new (study, site, vehicle, &model, error))
    return NULL;
  if (model == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                           _ ("A life needs a car whose cell is one of the catalogue "
                              "(gridhearth-cli cells lists them)."));
      return NULL;
    }
  life->vehicle = vehicle;
  life->count = rival != NULL ? GH_MOST_COMPARED : GH_COMPARED_STRATEGIES;
  life->years = MAX (1, (int) round (finance->lifetime_years));
  life->cell = model->cell;
  life->end_of_life_soh = model->end_of_life_soh;
  life->warranty = model->warranty;
  gh_ageing_find_start (model, used, &start);
  const Task common = { study, used, model, finance, life->years, start, { 0 } };
  if (!live_all (life, &common, rival, progress, error))
    return NULL;
  life->solve_seconds = (double) (g_get_monotonic_time () - begun) / 1e6;
  return g_steal_pointer (&life);
}

/**
 * gh_life_find_failed:
 * @life: a life
 *
 * Returns: (transfer none) (nullable): the first strategy with a year that cannot be planned; then
 *   there are no causes and no money
 */
const GhLifeStrategy *
gh_life_find_failed (const GhLife *life)
{
  for (guint s = 0; s < life->count; s++)
    if (life->strategies[s].reason.code != GH_REASON_NONE)
      return &life->strategies[s];
  return NULL;
}

/**
 * gh_life_free:
 * @life: (transfer full) (nullable): a life
 *
 * Frees it.
 */
void
gh_life_free (GhLife *life)
{
  if (life == NULL)
    return;
  for (guint s = 0; s < life->count; s++)
    {
      g_clear_pointer (&life->strategies[s].years, g_array_unref);
      gh_cash_flow_free (life->strategies[s].against_smart);
      gh_cash_flow_free (life->strategies[s].against_unmanaged);
    }
  g_free (life);
}
