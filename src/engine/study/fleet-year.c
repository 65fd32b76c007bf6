/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/fleet-year.h"

#include <math.h>

#include "errors.h"
#include "parallel.h"
#include "study/fleet-progress.h"
#include "words.h"

/* Share of the work that drawing vehicles takes. */
#define BUILD_SHARE 0.3
#define TINY_KWH 1e-6
/* Export below which a site does not export: vehicles that cover a building leave rounding. */
#define TINY_KW 1e-6

/* A year while it is planned. */
typedef struct
{
  const GhStudy *study;
  const GhFleetPlanOptions *options;
  const GPtrArray *from; /* (nullable) (element-type GhFleetPlan) */
  GhFleetYear *year;
  GhFleetPartFunc func;
  gpointer data;
} Run;

/* A part while it is planned, beside others. */
typedef struct
{
  const Run *run;
  guint index;
  GhFleetDepot *depot; /* (owned) (nullable) */
  GhFleetPlan *plan;   /* (owned) (nullable) */
} PartTask;

static void
clear_unserved (gpointer data)
{
  GhFleetUnserved *unserved = data;

  g_free (unserved->name);
  g_free (unserved->reason);
}

static void
clear_part (gpointer data)
{
  GhFleetPart *part = data;

  g_free (part->reason);
  g_clear_pointer (&part->unserved, g_array_unref);
}

static void
count_entries (const GhFleetDepot *depot, GhFleetPart *part)
{
  for (guint i = 0; i < depot->entries->len; i++)
    {
      const GhFleetEntry *entry = &g_array_index (depot->entries, GhFleetEntry, i);
      part->vehicles++;
      part->managed += entry->store != G_MAXUINT;
      if (entry->group == G_MAXUINT)
        continue;
      part->stays += entry->stays;
      part->short_stays += entry->short_stays;
    }
}

/* Managed vehicles as the planner names them, then those that charge on arrival. */
static void
list_unserved (const GhFleetDepot *depot, const GhFleetPlan *result, GhFleetPart *part)
{
  GTimeZone *zone = gh_time_axis_get_zone (depot->site->axis);

  for (guint i = 0; i < result->short_stores->len; i++)
    {
      const GhFleetShort *lacks = &g_array_index (result->short_stores, GhFleetShort, i);
      GhFleetUnserved unserved = { g_strdup (depot->site->stores[lacks->store].name),
                                   lacks->missing_kwh, gh_reason_format (&lacks->reason, zone) };
      g_array_append_val (part->unserved, unserved);
    }
  for (guint i = 0; i < depot->entries->len; i++)
    {
      const GhFleetEntry *entry = &g_array_index (depot->entries, GhFleetEntry, i);
      if (entry->store != G_MAXUINT || entry->missing_kwh <= TINY_KWH)
        continue;
      GhFleetUnserved unserved = {
        g_strdup (entry->name), entry->missing_kwh,
        g_strdup (_ ("it charges on arrival and is not as full as asked for when it leaves"))
      };
      g_array_append_val (part->unserved, unserved);
    }
}

static void
sum_up (const GhFleetDepot *depot, const GhFleetPlan *result, GhFleetPart *part)
{
  const GhPlan *plan = result->plan;
  GhFleetSums *sums = &part->sums;
  double hours = gh_time_axis_get_step_hours (depot->site->axis);

  gh_plan_summarise (result->site, plan, &sums->summary);
  gh_plan_summary_clear (&sums->summary);
  sums->objective = plan->objective;
  sums->lower_bound = plan->lower_bound;
  sums->squares = result->squares;
  sums->squares_bound = result->squares_bound;
  for (gsize t = 0; t < plan->count; t++)
    {
      sums->peak_kw = MAX (sums->peak_kw, plan->grid_kw[t]);
      sums->unmanaged_kwh += depot->unmanaged_kw[t] * hours;
    }
}

/* Adds a multiple of sums; peaks are left to the caller. */
static void
add_sums (GhFleetSums *to, const GhFleetSums *from, double weight)
{
  const struct
  {
    double *to;
    double from;
  } all[] = {
    { &to->objective, from->objective },
    { &to->lower_bound, from->lower_bound },
    { &to->squares, from->squares },
    { &to->squares_bound, from->squares_bound },
    { &to->unmanaged_kwh, from->unmanaged_kwh },
    { &to->summary.cost_import, from->summary.cost_import },
    { &to->summary.cost_export, from->summary.cost_export },
    { &to->summary.cost_fixed, from->summary.cost_fixed },
    { &to->summary.cost_demand, from->summary.cost_demand },
    { &to->summary.cost_wear, from->summary.cost_wear },
    { &to->summary.cost_carbon, from->summary.cost_carbon },
    { &to->summary.cost_away, from->summary.cost_away },
    { &to->summary.cost_unserved, from->summary.cost_unserved },
    { &to->summary.import_house, from->summary.import_house },
    { &to->summary.import_charging, from->summary.import_charging },
    { &to->summary.import_kwh, from->summary.import_kwh },
    { &to->summary.export_kwh, from->summary.export_kwh },
    { &to->summary.load_kwh, from->summary.load_kwh },
    { &to->summary.solar_kwh, from->summary.solar_kwh },
    { &to->summary.curtailed_kwh, from->summary.curtailed_kwh },
    { &to->summary.charged_ac_kwh, from->summary.charged_ac_kwh },
    { &to->summary.discharged_ac_kwh, from->summary.discharged_ac_kwh },
    { &to->summary.driving_kwh, from->summary.driving_kwh },
    { &to->summary.away_kwh, from->summary.away_kwh },
    { &to->summary.losses_kwh, from->summary.losses_kwh },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    *all[i].to += weight * all[i].from;
  for (guint rate = 0; rate < GH_EMISSION_RATES; rate++)
    to->summary.emissions_kg[rate] += weight * from->summary.emissions_kg[rate];
}

/* Describes a plan of a site in a period; without one the year has none. */
static void
describe_part (Run *run, const GhFleetDepot *depot, const GhFleetPlan *result, GhFleetPart *part)
{
  const GhPlan *plan = result->plan;

  part->status = plan->status;
  count_entries (depot, part);
  if (plan->grid_kw == NULL)
    {
      part->reason = gh_reason_format (&plan->reason, gh_time_axis_get_zone (depot->site->axis));
      run->year->is_planned = FALSE;
      return;
    }
  list_unserved (depot, result, part);
  sum_up (depot, result, part);
}

static gboolean
plan_part (gpointer data, const GhProgress *progress, GError **error)
{
  PartTask *task = data;
  const Run *run = task->run;
  GhFleetPlanOptions options = *run->options;
  guint periods = gh_fleet_count_periods (run->study);
  guint site = task->index / periods, period = task->index % periods;
  g_auto (GhFleetProgress) named = { 0 };

  gh_fleet_progress_init (&named, run->study, run->options, site, period, progress);
  GhProgress building = gh_progress_part (&named.outer, 0.0, BUILD_SHARE);
  GhProgress planning = gh_progress_part (&named.outer, BUILD_SHARE, 1.0);

  if (run->from != NULL)
    options.from = g_ptr_array_index (run->from, task->index);
  task->depot = gh_fleet_depot_new (run->study, site, period, &building, error);
  if (task->depot != NULL)
    task->plan = gh_fleet_plan_new (task->depot->site, &options, &planning, error);
  return task->plan != NULL;
}

/* Adds a planned part to the year and tells the caller. */
static gboolean
add_part (Run *run, PartTask *task, GError **error)
{
  guint periods = gh_fleet_count_periods (run->study);
  GhFleetPart part = { .site = task->index / periods, .period = task->index % periods };
  GhFleetSums *sums = &run->year->sites[part.site];
  GhFleetPeriod span;

  gh_fleet_get_period (run->study, part.period, &span);
  part.weight = span.weight;
  part.unserved = g_array_new (FALSE, FALSE, sizeof (GhFleetUnserved));
  g_array_set_clear_func (part.unserved, clear_unserved);
  describe_part (run, task->depot, task->plan, &part);
  run->year->is_stopped = run->year->is_stopped || part.status == GH_PLAN_TIME_LIMIT;
  add_sums (sums, &part.sums, part.weight);
  sums->peak_kw = MAX (sums->peak_kw, part.sums.peak_kw);
  g_array_append_val (run->year->parts, part);
  const GhFleetPart *added = &g_array_index (run->year->parts, GhFleetPart, task->index);
  return run->func == NULL || run->func (added, task->depot, task->plan, run->data, error);
}

/* Plans parts side by side, and adds in their order those that have a plan, up to the first that
 * has none. */
static gboolean
plan_beside (Run *run, guint first, guint count, const GhProgress *progress, GError **error)
{
  g_autofree PartTask *tasks = g_new0 (PartTask, count);
  g_autofree gpointer *pointers = g_new (gpointer, count);
  gboolean added = TRUE;

  for (guint i = 0; i < count; i++)
    {
      tasks[i] = (PartTask){ .run = run, .index = first + i };
      pointers[i] = &tasks[i];
    }
  gboolean done = gh_parallel_run (plan_part, pointers, count, progress, error);
  for (guint i = 0; i < count && added && tasks[i].plan != NULL; i++)
    added = add_part (run, &tasks[i], done ? error : NULL);
  for (guint i = 0; i < count; i++)
    {
      gh_fleet_depot_unref (tasks[i].depot);
      gh_fleet_plan_free (tasks[i].plan);
    }
  return done && added;
}

/* What has been planned before the caller stopped is kept; the rest is told as not planned. */
static gboolean
keep_stopped (Run *run, guint parts, guint periods, const GError *error)
{
  GhFleetYear *year = run->year;

  if (year->parts->len == 0 || !g_error_matches (error, GH_ERROR, GH_ERROR_STOPPED))
    return FALSE;
  year->is_stopped = TRUE;
  year->is_planned = FALSE;
  for (guint i = year->parts->len; i < parts; i++)
    {
      GhFleetPeriod span;
      gh_fleet_get_period (run->study, i % periods, &span);
      GhFleetPart part = { .site = i / periods,
                           .period = i % periods,
                           .weight = span.weight,
                           .status = GH_PLAN_TIME_LIMIT,
                           .reason = g_strdup (_ ("planning was stopped before it")),
                           .unserved = g_array_new (FALSE, FALSE, sizeof (GhFleetUnserved)) };
      g_array_append_val (year->parts, part);
    }
  return TRUE;
}

/* Plans all parts, as many at once as there are processors. */
static gboolean
plan_parts (Run *run, const GhProgress *progress, GError **error)
{
  guint periods = gh_fleet_count_periods (run->study);
  guint parts = run->study->sites->len * periods;

  for (guint i = 0, count = 0; i < parts; i += count)
    {
      count = MIN (parts - i, g_get_num_processors ());
      GhProgress part
          = gh_progress_part (progress, (double) i / parts, (double) (i + count) / parts);
      GError *own = NULL;
      if (plan_beside (run, i, count, &part, &own))
        continue;
      if (!keep_stopped (run, parts, periods, own))
        {
          g_propagate_error (error, own);
          return FALSE;
        }
      g_error_free (own);
      return TRUE;
    }
  return TRUE;
}

/**
 * gh_fleet_year_new:
 * @study: a valid study of a fleet whose files have been read
 * @options: how to plan; their plan to begin from does not count
 * @from: (nullable) (element-type GhFleetPlan): plans to begin from, by part
 * @func: (nullable): called with each part, in their order and in the caller's thread
 * @data: passed on
 * @progress: (nullable): polled
 * @error: set when a part cannot be built, when @func fails or when stopped before the first plan
 *
 * Plans every site in every period by itself and sums them up to a year by the weights of the
 * periods. As many parts are planned at once, and are in memory, as there are processors; the
 * numbers do not depend on that. Stopped once a part has a plan, the plans so far
 * are returned, see #GhFleetYear.
 *
 * Returns: (transfer full) (nullable): the year; %NULL on error
 */
GhFleetYear *
gh_fleet_year_new (const GhStudy *study, const GhFleetPlanOptions *options, const GPtrArray *from,
                   GhFleetPartFunc func, gpointer data, const GhProgress *progress, GError **error)
{
  g_autoptr (GhFleetYear) year = g_new0 (GhFleetYear, 1);
  Run run = { study, options, from, year, func, data };

  year->strategy = options->fill_valleys ? GH_STRATEGY_SMART : options->strategy;
  year->is_planned = TRUE;
  year->sites = g_new0 (GhFleetSums, study->sites->len);
  year->parts = g_array_new (FALSE, FALSE, sizeof (GhFleetPart));
  g_array_set_clear_func (year->parts, clear_part);
  if (!plan_parts (&run, progress, error))
    return NULL;
  for (guint s = 0; s < study->sites->len; s++)
    {
      add_sums (&year->whole, &year->sites[s], 1.0);
      year->whole.peak_kw += year->sites[s].peak_kw;
    }
  return g_steal_pointer (&year);
}

/**
 * gh_fleet_year_free:
 * @self: (transfer full) (nullable): a year
 *
 * Frees it.
 */
void
gh_fleet_year_free (GhFleetYear *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self->sites);
  g_free (self);
}

/**
 * gh_fleet_sums_get_level_gap:
 * @sums: what plans come to
 *
 * How far the load may be from the most level one: by how much the sum of its squares is above the
 * one that no plan is below.
 *
 * Returns: a share of that; %INFINITY where nothing is known of it, %NAN where no valleys are
 * filled
 */
double
gh_fleet_sums_get_level_gap (const GhFleetSums *sums)
{
  if (!(sums->squares > 0.0))
    return NAN;
  if (!(sums->squares_bound > 0.0))
    return INFINITY;
  return MAX (0.0, sums->squares / sums->squares_bound - 1.0);
}

/* What a vehicle does that is planned. */
static void
count_store (const GhFleetDepot *depot, const GhPlan *plan, guint index, GhFleetEntryMoney *money)
{
  const GhSite *site = depot->site;
  const GhStore *store = &site->stores[index];
  const GhStorePlan *used = &plan->stores[index];
  double hours = gh_time_axis_get_step_hours (site->axis);

  for (gsize t = 0; t < plan->count; t++)
    {
      double price
          = plan->grid_kw[t] < -TINY_KW ? site->store_export_price[t] : site->import_price[t];
      double taken_kwh = MAX (0.0, used->power_kw[t]) * hours;
      double given_kwh = MAX (0.0, -used->power_kw[t]) * hours;
      money->charged_kwh += taken_kwh;
      money->discharged_kwh += given_kwh;
      money->charging += taken_kwh * price;
      money->revenue += given_kwh * price;
      money->wear += given_kwh * store->wear_per_kwh
                     + gh_store_get_dwell_cost (store, used->energy_kwh[t], hours);
    }
  money->away = store->away_kwh * store->away_price_per_kwh;
}

/**
 * gh_fleet_entry_count:
 * @depot: a site in a period
 * @plan: its plan, with powers
 * @entry: a vehicle of it
 * @money: (out): what it moves and costs
 *
 * Counts a vehicle by itself: its power at the price that the meter has in the step - that of
 * import where the site imports, that of export of stores where it exports - and its wear. Demand
 * charges are of all together and no part of it.
 */
void
gh_fleet_entry_count (const GhFleetDepot *depot, const GhPlan *plan, const GhFleetEntry *entry,
                      GhFleetEntryMoney *money)
{
  *money = (GhFleetEntryMoney){ 0 };
  if (entry->store != G_MAXUINT)
    {
      count_store (depot, plan, entry->store, money);
      return;
    }
  money->charged_kwh = entry->charged_kwh;
  money->charging = entry->cost;
}

/**
 * gh_fleet_entry_get_cost:
 * @depot: a site in a period
 * @plan: its plan, with powers
 * @entry: a vehicle of it
 *
 * What a vehicle costs by itself, wear included, see gh_fleet_entry_count().
 *
 * Returns: currency, for the period
 */
double
gh_fleet_entry_get_cost (const GhFleetDepot *depot, const GhPlan *plan, const GhFleetEntry *entry)
{
  GhFleetEntryMoney money;

  gh_fleet_entry_count (depot, plan, entry, &money);
  return money.charging + money.away - money.revenue + money.wear;
}
