/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/resilience.h"

#include <math.h>
#include <stdlib.h>

#include "market/tariff.h"
#include "parallel.h"
#include "site/calendar.h"
#include "study/outage-weights.h"
#include "words.h"

/* kW that are no load, and hours that are rounding. */
#define NOTHING 1e-9
#define WEEK_DAYS 7
#define HOURS_PER_DAY 24.0
#define MONTHS_PER_SEASON 3
#define WORKING_DAYS 0x1f
#define LOW 0.1
#define MEDIAN 0.5
#define HIGH 0.9
/* Outages of one task: the same however many threads there are, so that sums are. */
#define CHUNK 2048

/* Lengths of outages that everybody is told, rising. */
static const double usual_lengths[GH_RESILIENCE_LENGTHS - 1] = { 1.0, 4.0, 12.0, 24.0, 48.0 };

/* A strategy's plan in an outage. @is_able: whether any store can power it */
typedef struct
{
  GhSite *site; /* as the strategy uses it */
  GhIsland island;
  const double **energy_kwh; /* (array): of the plan, one a store */
  gboolean is_able;
} House;

/* The outages of a year as they are weighed, and those of given lengths. */
typedef struct
{
  const double *length_hours;
  guint length_count;
  const double *weights;
  gsize weight_count;
} Lengths;

/* Outages from some steps. @sums: essential energy that is not served, by length; @weighed: of all
 * outages of a year */
typedef struct
{
  const House *house;
  gboolean survives; /* survival is followed here, too; else all steps are, together */
  gboolean is_pool;
  gsize from;
  gsize to;
  Lengths lengths;
  double *hours;
  double sums[GH_RESILIENCE_LENGTHS];
  double weighed;
} Task;

static GhResilienceProfile *
new_profile (const GhStudy *study)
{
  return study->resilience != NULL ? gh_record_copy (&gh_resilience_table, study->resilience)
                                   : gh_record_new (&gh_resilience_table);
}

static void
free_profile (GhResilienceProfile *profile)
{
  gh_record_free (&gh_resilience_table, profile);
}

/* What the house cannot do without, kW. */
static double *
new_essential (const GhResilienceProfile *profile, const GhSite *site, GError **error)
{
  gsize count = gh_time_axis_get_count (site->axis);
  g_autofree double *essential_kw = g_new (double, count);

  if (profile->essential_kw != NULL
      && !gh_series_fill (profile->essential_kw, "$.resilience.essential_kw", count, essential_kw,
                          error))
    return NULL;
  for (gsize t = 0; profile->essential_kw == NULL && t < count; t++)
    essential_kw[t] = profile->essential_share * site->load_kw[t];
  return g_steal_pointer (&essential_kw);
}

/* A wall battery that is not bought stays among the stores, and is never there. */
static gboolean
is_ever_plugged (const GhStore *store, gsize count)
{
  for (gsize t = 0; t < count; t++)
    if (store->plugged[t])
      return TRUE;
  return FALSE;
}

static void
init_house (House *house, const GhSite *site, GhStrategy strategy, const GhPlan *plan,
            const GhResilienceProfile *profile, const double *essential_kw)
{
  double hours = gh_time_axis_get_step_hours (site->axis);

  house->site = gh_planner_apply_strategy (site, strategy);
  house->energy_kwh = g_new (const double *, MAX (1, site->store_count));
  for (guint s = 0; s < site->store_count; s++)
    {
      house->energy_kwh[s] = plan->stores[s].energy_kwh;
      if (!is_ever_plugged (&house->site->stores[s], gh_time_axis_get_count (site->axis)))
        house->site->stores[s].forms_island = FALSE;
      house->is_able |= gh_island_holds (&house->site->stores[s]);
    }
  house->island
      = (GhIsland){ .site = house->site,
                    .essential_kw = essential_kw,
                    .solar_helps = profile->solar_helps,
                    .car_stays = profile->car_stays,
                    .use_reserve = profile->use_reserve,
                    .longest_steps = (gsize) MAX (1.0, round (profile->longest_hours / hours)) };
}

static void
clear_house (House *house)
{
  g_clear_pointer (&house->site, gh_site_free);
  g_clear_pointer (&house->energy_kwh, g_free);
}

static gboolean
follow (gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  const House *house = task->house;
  const Lengths *lengths = &task->lengths;
  guint stores = house->site->store_count;
  g_autofree double *energy_kwh = g_new0 (double, MAX (1, stores));
  g_autofree guint8 *stays = g_new0 (guint8, MAX (1, stores));
  GhIslandState state = { energy_kwh, stays };
  double unserved[GH_RESILIENCE_LENGTHS];

  for (gsize t = task->from; t < task->to; t++)
    {
      /* A start may cost a month of steps; a few of them are still below 10 ms. */
      if (t % 16 == 0
          && !gh_progress_step (
              progress, (double) (t - task->from) / (double) (task->to - task->from), NULL, error))
        return FALSE;
      if (task->survives)
        task->hours[t] = gh_island_survive (&house->island, house->energy_kwh, t, &state);
      gh_island_count_unserved (&house->island, house->energy_kwh, t, lengths->length_hours,
                                lengths->length_count, &state, unserved);
      for (guint i = 0; i < lengths->length_count; i++)
        task->sums[i] += unserved[i];
      task->weighed += gh_island_weigh_unserved (&house->island, house->energy_kwh, t,
                                                 lengths->weights, lengths->weight_count, &state);
    }
  return TRUE;
}

static gboolean
run_task (gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  const House *house = task->house;
  guint only = 0;

  if (!task->is_pool)
    return follow (data, progress, error);
  while (!gh_island_holds (&house->site->stores[only]))
    only++;
  return gh_island_pool_survive (&house->island, house->energy_kwh[only], task->hours, progress,
                                 error);
}

static void
add_tasks (GPtrArray *tasks, const House *house, double *hours, const Lengths *lengths)
{
  const Lengths none = { NULL };
  gsize count = gh_time_axis_get_count (house->site->axis);
  gboolean is_pool = hours != NULL && gh_island_pool_applies (&house->island);
  Task pool = { .house = house, .is_pool = TRUE, .hours = hours };

  if (is_pool)
    g_ptr_array_add (tasks, g_memdup2 (&pool, sizeof pool));
  for (gsize from = 0; from < count; from += CHUNK)
    {
      Task task = { .house = house,
                    .survives = hours != NULL && !is_pool,
                    .from = from,
                    .to = MIN (from + CHUNK, count),
                    .lengths = house->is_able ? *lengths : none,
                    .hours = hours };
      g_ptr_array_add (tasks, g_memdup2 (&task, sizeof task));
    }
}

static double
mean_of (const double *values, gsize count)
{
  double sum = 0.0;

  for (gsize t = 0; t < count; t++)
    sum += values[t];
  return sum / (double) count;
}

/* Mean over all outages of a house, by length. Where nothing can power it each takes all that is
 * needed, and the period repeats itself. */
static void
take_unserved (const GPtrArray *tasks, const House *house, const Lengths *lengths,
               double *unserved_kwh)
{
  gsize count = gh_time_axis_get_count (house->site->axis);

  for (guint k = 0; !house->is_able && k < lengths->length_count; k++)
    unserved_kwh[k] = mean_of (house->island.essential_kw, count) * lengths->length_hours[k];
  for (guint i = 0; house->is_able && i < tasks->len; i++)
    {
      const Task *task = g_ptr_array_index (tasks, i);
      for (guint k = 0; task->house == house && k < lengths->length_count; k++)
        unserved_kwh[k] += task->sums[k] / (double) count;
    }
}

/* The same of all outages of a year. */
static double
find_unserved_per_year (const GPtrArray *tasks, const House *house,
                        const GhResilienceProfile *profile)
{
  gsize count = gh_time_axis_get_count (house->site->axis);
  double sum = 0.0;

  if (!house->is_able)
    return mean_of (house->island.essential_kw, count) * gh_outages_get_hours_per_year (profile);
  for (guint i = 0; i < tasks->len; i++)
    {
      const Task *task = g_ptr_array_index (tasks, i);
      sum += task->house == house ? task->weighed / (double) count : 0.0;
    }
  return sum;
}

static int
compare_numbers (const void *first, const void *second)
{
  double a = *(const double *) first, b = *(const double *) second;

  return (a > b) - (a < b);
}

/* Of rising numbers: at least the share 1 - @below of them are this or more. */
static double
quantile (const double *sorted, gsize count, double below)
{
  return count > 0 ? sorted[MIN (count - 1, (gsize) floor (below * (double) count))] : NAN;
}

/* Quantiles of the numbers of each key. @low: (nullable) */
static void
fill_by_key (const double *values, const guint *keys, gsize count, guint key_count, double *median,
             double *low)
{
  g_autofree gsize *begin = g_new0 (gsize, key_count + 1);
  g_autofree gsize *next = g_new (gsize, key_count);
  g_autofree double *sorted = g_new (double, count);

  for (gsize t = 0; t < count; t++)
    begin[keys[t] + 1]++;
  for (guint k = 0; k < key_count; k++)
    next[k] = begin[k + 1] += begin[k];
  for (guint k = 0; k < key_count; k++)
    next[k] = begin[k];
  for (gsize t = 0; t < count; t++)
    sorted[next[keys[t]]++] = values[t];
  for (guint k = 0; k < key_count; k++)
    {
      double *own = sorted + begin[k];
      gsize own_count = begin[k + 1] - begin[k];
      qsort (own, own_count, sizeof (double), compare_numbers);
      median[k] = quantile (own, own_count, MEDIAN);
      if (low != NULL)
        low[k] = quantile (own, own_count, LOW);
    }
}

/* By season, hour of the clock, and kind of day, month and hour. */
static void
fill_clock (GhResilienceStrategy *result, const GhTimeAxis *axis, const GArray *holidays)
{
  gsize count = gh_time_axis_get_count (axis);
  const GhCivilTime *civil = gh_time_axis_get_civil (axis);
  g_autofree guint *keys = g_new (guint, count);

  for (gsize t = 0; t < count; t++)
    keys[t] = civil[t].month % GH_RESILIENCE_MONTHS / MONTHS_PER_SEASON;
  fill_by_key (result->hours, keys, count, GH_RESILIENCE_SEASONS, result->season_hours, NULL);
  for (gsize t = 0; t < count; t++)
    keys[t] = civil[t].minute / 60;
  fill_by_key (result->hours, keys, count, GH_RESILIENCE_HOURS, result->clock_hours, NULL);
  for (gsize t = 0; t < count; t++)
    {
      guint days = gh_calendar_is_day (civil[t].date, WORKING_DAYS, holidays) ? 0 : 1;
      keys[t] += GH_RESILIENCE_HOURS * (civil[t].month - 1U + GH_RESILIENCE_MONTHS * days);
    }
  fill_by_key (result->hours, keys, count,
               GH_RESILIENCE_DAYS * GH_RESILIENCE_MONTHS * GH_RESILIENCE_HOURS,
               &result->median_map[0][0][0], &result->low_map[0][0][0]);
}

static void
fill_curve (GhResilienceStrategy *result, gsize count, gsize survival_count)
{
  g_autofree double *sorted = g_memdup2 (result->hours, count * sizeof (double));
  double sum = 0.0;
  gsize shorter = 0, dark = 0;

  qsort (sorted, count, sizeof (double), compare_numbers);
  for (gsize t = 0; t < count; t++)
    sum += sorted[t];
  while (dark < count && sorted[dark] <= NOTHING)
    dark++;
  result->survival = g_new (double, survival_count);
  result->survival[0] = 1.0 - (double) dark / (double) count;
  for (gsize h = 1; h < survival_count; h++)
    {
      while (shorter < count && sorted[shorter] < (double) h - NOTHING)
        shorter++;
      result->survival[h] = 1.0 - (double) shorter / (double) count;
    }
  result->dark_share = (double) dark / (double) count;
  result->mean_hours = sum / (double) count;
  result->least_hours = sorted[0];
  result->low_hours = quantile (sorted, count, LOW);
  result->median_hours = quantile (sorted, count, MEDIAN);
  result->high_hours = quantile (sorted, count, HIGH);
}

/* First steps of the days of the wall clock, and the end. */
static GArray *
find_days (const GhTimeAxis *axis)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (gsize));
  const GhCivilTime *civil = gh_time_axis_get_civil (axis);
  gsize count = gh_time_axis_get_count (axis);

  for (gsize t = 0; t < count; t++)
    if (t == 0 || civil[t].date != civil[t - 1].date)
      g_array_append_val (days, t);
  g_array_append_val (days, count);
  return days;
}

static void
find_worst_week (GhResilienceStrategy *result, const GhTimeAxis *axis)
{
  g_autoptr (GArray) days = find_days (axis);
  gsize count = gh_time_axis_get_count (axis);
  guint width = MIN (WEEK_DAYS, days->len - 1);
  g_autofree double *sums = g_new (double, count + 1);

  sums[0] = 0.0;
  for (gsize t = 0; t < count; t++)
    sums[t + 1] = sums[t] + result->hours[t];
  result->worst_hours = INFINITY;
  for (guint day = 0; day + width < days->len; day++)
    {
      gsize first = g_array_index (days, gsize, day);
      gsize last = g_array_index (days, gsize, day + width);
      double mean = (sums[last] - sums[first]) / (double) (last - first);
      if (mean >= result->worst_hours - NOTHING)
        continue;
      result->worst_hours = mean;
      result->worst_first = first;
      result->worst_last = last;
    }
}

static void
fill_presence (GhResilienceStrategy *result, const GhSite *site)
{
  gsize count = gh_time_axis_get_count (site->axis), away = 0;

  for (gsize t = 0; t < count; t++)
    {
      gboolean there = FALSE;
      for (guint s = 0; s < site->store_count; s++)
        there |= gh_island_holds (&site->stores[s]) && site->stores[s].plugged[t];
      away += there ? 0 : 1;
    }
  result->away_share = (double) away / (double) count;
}

static void
fill_strategy (GhResilience *resilience, GhResilienceStrategy *result, const House *house,
               const GPtrArray *tasks, const Lengths *lengths, const GArray *holidays)
{
  const GhResilienceProfile *profile = resilience->profile;
  gsize count = gh_time_axis_get_count (resilience->axis);

  result->is_able = house->is_able;
  fill_presence (result, house->site);
  fill_curve (result, count, resilience->survival_count);
  fill_clock (result, resilience->axis, holidays);
  find_worst_week (result, resilience->axis);
  take_unserved (tasks, house, lengths, result->unserved_kwh);
  result->unserved_kwh_per_year = find_unserved_per_year (tasks, house, profile);
  result->lost_per_year = profile->value_of_lost_load_per_kwh * result->unserved_kwh_per_year;
}

static void
fill_lengths (GhResilience *resilience)
{
  double own = resilience->profile->outage_hours;
  guint place = 0;

  while (place < GH_RESILIENCE_LENGTHS - 1 && usual_lengths[place] < own)
    place++;
  gboolean is_usual = place < GH_RESILIENCE_LENGTHS - 1 && usual_lengths[place] <= own;
  resilience->length_count = is_usual ? GH_RESILIENCE_LENGTHS - 1 : GH_RESILIENCE_LENGTHS;
  for (guint i = 0; i < resilience->length_count; i++)
    resilience->length_hours[i]
        = i == place ? own : usual_lengths[i < place || is_usual ? i : i - 1];
}

static GhResilience *
new_resilience (const GhStudy *study, const GhSite *site, const double *essential_kw,
                GhResilienceProfile *profile)
{
  GhResilience *resilience = g_new0 (GhResilience, 1);
  double hours = gh_time_axis_get_step_hours (site->axis);

  resilience->axis = gh_time_axis_ref (site->axis);
  resilience->currency = g_strdup (site->currency);
  resilience->profile = profile;
  resilience->longest_hours = MAX (1.0, round (profile->longest_hours / hours)) * hours;
  resilience->survival_count = (gsize) floor (resilience->longest_hours + NOTHING) + 1;
  resilience->essential_kwh_per_day
      = HOURS_PER_DAY * mean_of (essential_kw, gh_time_axis_get_count (site->axis));
  fill_lengths (resilience);
  return resilience;
}

/**
 * gh_resilience_find:
 * @study: a valid study whose files have been read
 * @comparison: its strategies, planned
 * @progress: (nullable): told and asked
 * @error: set where the essential use cannot be read, or when stopped
 *
 * Lets the grid fail in every step of the period under every strategy's plan and follows the house
 * on its own, see #GhIsland. Where one store holds the island all outages are followed together,
 * see gh_island_pool_survive(); otherwise each is followed as long as it is survived. The energy
 * that outages of given lengths take is counted step by step, O(steps * longest of them). All of
 * it in as many threads as there are processors, with the same numbers.
 *
 * Returns: (transfer full) (nullable): how long the house survives
 */
GhResilience *
gh_resilience_find (const GhStudy *study, const GhComparison *comparison,
                    const GhProgress *progress, GError **error)
{
  const GhSite *site = comparison->site;
  gsize count = gh_time_axis_get_count (site->axis);
  GhResilienceProfile *profile = new_profile (study);
  g_autofree double *essential_kw = new_essential (profile, site, error);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_free);
  House houses[GH_MOST_COMPARED] = { 0 };

  if (essential_kw == NULL)
    {
      free_profile (profile);
      return NULL;
    }
  g_autoptr (GhResilience) resilience = new_resilience (study, site, essential_kw, profile);
  Lengths lengths = { resilience->length_hours, resilience->length_count, NULL, 0 };
  g_autofree double *weights = gh_outages_new_weights (
      profile, gh_time_axis_get_step_hours (site->axis), &lengths.weight_count);
  lengths.weights = weights;
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      GhResilienceStrategy *result = &resilience->strategies[i];
      const GhStrategyResult *planned = &comparison->results[i];
      result->strategy = planned->strategy;
      result->is_planned = planned->plan != NULL && planned->plan->status != GH_PLAN_INFEASIBLE;
      if (!result->is_planned)
        continue;
      result->hours = g_new (double, count);
      init_house (&houses[i], gh_comparison_get_planned (comparison, (GhStrategy) i),
                  planned->strategy, planned->plan, profile, essential_kw);
      add_tasks (tasks, &houses[i], result->hours, &lengths);
    }
  gboolean done = gh_parallel_run (run_task, tasks->pdata, tasks->len, progress, error);
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      if (done && resilience->strategies[i].is_planned)
        fill_strategy (resilience, &resilience->strategies[i], &houses[i], tasks, &lengths,
                       study->holidays);
      clear_house (&houses[i]);
    }
  return done ? g_steal_pointer (&resilience) : NULL;
}

/**
 * gh_resilience_find_loss:
 * @study: a valid study whose files have been read
 * @site: what was planned
 * @strategy: how
 * @plan: the plan, not infeasible
 * @lost_per_year: (out): value of the essential energy that outages take in a year, currency
 * @progress: (nullable): told and asked
 * @error: set where the essential use cannot be read, or when stopped
 *
 * Values the outages that the study gives; 0 at once where it gives none or no value. In one
 * thread, O(steps * length of the longest outage * stores).
 *
 * Returns: %FALSE on error
 */
gboolean
gh_resilience_find_loss (const GhStudy *study, const GhSite *site, GhStrategy strategy,
                         const GhPlan *plan, double *lost_per_year, const GhProgress *progress,
                         GError **error)
{
  const GhResilienceProfile *profile = study->resilience;
  House house = { 0 };
  gboolean done = TRUE;

  *lost_per_year = 0.0;
  if (profile == NULL
      || !(profile->value_of_lost_load_per_kwh * gh_outages_get_hours_per_year (profile) > 0.0))
    return TRUE;
  g_autofree double *essential_kw = new_essential (profile, site, error);
  if (essential_kw == NULL)
    return FALSE;
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_free);
  Lengths lengths = { NULL };
  g_autofree double *weights = gh_outages_new_weights (
      profile, gh_time_axis_get_step_hours (site->axis), &lengths.weight_count);
  lengths.weights = weights;
  init_house (&house, site, strategy, plan, profile, essential_kw);
  add_tasks (tasks, &house, NULL, &lengths);
  for (guint i = 0; done && i < tasks->len; i++)
    {
      GhProgress part
          = gh_progress_part (progress, (double) i / tasks->len, (i + 1.0) / tasks->len);
      done = follow (g_ptr_array_index (tasks, i), &part, error);
    }
  if (done)
    *lost_per_year
        = profile->value_of_lost_load_per_kwh * find_unserved_per_year (tasks, &house, profile);
  clear_house (&house);
  return done;
}

/**
 * gh_resilience_get_median:
 * @result: of one strategy
 * @first: first step of a part of the period
 * @last: step after its last, after @first
 *
 * Returns: hours that half of the outages which begin in that part are survived at least; NAN
 *   without a plan
 */
double
gh_resilience_get_median (const GhResilienceStrategy *result, gsize first, gsize last)
{
  if (!result->is_planned)
    return NAN;
  g_autofree double *sorted = g_memdup2 (result->hours + first, (last - first) * sizeof (double));

  qsort (sorted, last - first, sizeof (double), compare_numbers);
  return quantile (sorted, last - first, MEDIAN);
}

/**
 * gh_resilience_free:
 * @resilience: (transfer full) (nullable): what was found
 *
 * Frees it.
 */
void
gh_resilience_free (GhResilience *resilience)
{
  if (resilience == NULL)
    return;
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      g_free (resilience->strategies[i].hours);
      g_free (resilience->strategies[i].survival);
    }
  free_profile (resilience->profile);
  gh_time_axis_unref (resilience->axis);
  g_free (resilience->currency);
  g_free (resilience);
}
