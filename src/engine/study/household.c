/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/household.h"

#include <math.h>

#include "parallel.h"
#include "planning/unmanaged.h"
#include "study/answer.h"
#include "study/battery-answer.h"
#include "study/household-money.h"
#include "study/money-answer.h"
#include "study/resilience.h"
#include "study/site-builder.h"
#include "words.h"

/* Of the work on a strategy, before outages are valued. */
#define PLANNING_SHARE 0.9

/**
 * gh_household_equalise_ends:
 * @site: (inout): a site
 * @findings: (nullable): told where it cannot be done
 *
 * Lets every strategy start and end where the unmanaged run repeats itself, or they could not be
 * compared.
 *
 * Returns: whether they are equal
 */
gboolean
gh_household_equalise_ends (GhSite *site, GhFindings *findings)
{
  g_autoptr (GhSite) unmanaged = NULL;
  g_autofree double *levels = g_new0 (double, MAX (1, site->store_count));

  if (site->store_count == 0)
    return TRUE;
  unmanaged = gh_planner_apply_strategy (site, GH_STRATEGY_UNMANAGED);
  if (!gh_unmanaged_find_repeating_levels (unmanaged, levels))
    {
      if (findings != NULL)
        gh_findings_add (findings, GH_SEVERITY_WARNING, "$.vehicles[0]",
                         _ ("unmanaged charging does not repeat itself over the period: every "
                            "strategy starts at "
                            "soc_start and ends at soc_end instead"));
      return FALSE;
    }
  for (guint s = 0; s < site->store_count; s++)
    site->stores[s].start_kwh = site->stores[s].end_kwh = levels[s];
  return TRUE;
}

/**
 * gh_household_has_rival:
 * @study: a study
 *
 * Returns: whether its wall batteries are what V2H is held against: they have a price, and so are
 *   not there yet
 */
gboolean
gh_household_has_rival (const GhStudy *study)
{
  const GhCapex *capex = study->finance != NULL ? study->finance->capex : NULL;

  if (capex == NULL || !(capex->battery > 0.0) || study->batteries == NULL)
    return FALSE;
  for (guint i = 0; i < study->batteries->len; i++)
    if (((const GhVehicle *) g_ptr_array_index (study->batteries, i))->count > 0)
      return TRUE;
  return FALSE;
}

/**
 * gh_household_split_rival:
 * @study: a study
 * @site: (inout): the site built from it
 *
 * Takes the wall batteries that V2H is held against out of use, so that the stores stay in their
 * places.
 *
 * Returns: (transfer full) (nullable): the site that still has them; %NULL where there are none
 */
GhSite *
gh_household_split_rival (const GhStudy *study, GhSite *site)
{
  if (!gh_household_has_rival (study))
    return NULL;
  GhSite *whole = gh_site_copy (site);

  for (guint s = 0; s < site->store_count; s++)
    if (site->stores[s].is_battery)
      {
        memset (site->stores[s].plugged, 0, gh_time_axis_get_count (site->axis));
        site->stores[s].end_kwh = site->stores[s].start_kwh;
      }
  return whole;
}

/* One strategy to be planned. */
typedef struct
{
  const GhStudy *study;
  const GhSite *site;
  const GhBatterySet *batteries;
  gboolean check;
  gboolean explain;
  gboolean equal_end;
  GhAgeingPrice start; /* to begin with, where they were found by ageing */
  const char *variant; /* (nullable): what is different from the study, in the user's language */
  GhStrategyResult result;
} Task;

static void
free_battery (GhBatteryResult *battery)
{
  if (battery == NULL)
    return;
  gh_battery_result_clear (battery);
  g_free (battery);
}

static gboolean
has_start (const Task *task)
{
  return task->start.loss_cost_per_kwh > 0.0;
}

/* On the battery as it is, where that is asked for. What was found for the prices of the tiers
 * before is begun with. */
static GhPlan *
solve_task (const GhSite *site, gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  GhPlanOptions options = { task->result.strategy, GH_SOLVER_EXACT, INFINITY, task->equal_end };

  if (task->result.battery != NULL)
    task->start = task->result.battery->price;
  g_clear_pointer (&task->result.battery, free_battery);
  if (task->batteries->count == 0)
    return gh_planner_solve (site, &options, progress, error);
  GhBatteryTask battery = { .site = site,
                            .options = options,
                            .start = has_start (task) ? &task->start : NULL,
                            .most_price_rounds = GH_BATTERY_PRICE_ROUNDS,
                            .check = task->check,
                            .explain = task->explain };
  gh_battery_set_give (task->batteries, &battery);
  task->result.battery = g_new0 (GhBatteryResult, 1);
  return gh_battery_plan_solve (&battery, task->result.battery, progress, error);
}

/* What was planned: with the battery's limits and prices where they were heeded, and the prices of
 * tiers where there are any. */
static const GhSite *
planned_site (const GhStrategyResult *result, const GhSite *site)
{
  return result->battery != NULL       ? result->battery->site
         : result->tariff.site != NULL ? result->tariff.site
                                       : site;
}

/* Whom to tell what is said of one strategy among others. */
typedef struct
{
  const GhProgress *progress;
  const Task *task;
} Speaker;

static gboolean
name_strategy (double fraction, const char *message, gpointer data)
{
  const Speaker *speaker = data;
  const GhProgress *whole = speaker->progress;
  const char *title = gh_strategy_get_short_title (speaker->task->result.strategy);
  g_autofree char *named = NULL;

  /* Translators: a strategy, and what is being done for it. */
  if (message != NULL && speaker->task->variant == NULL)
    named = g_strdup_printf (_ ("%s: %s"), title, message);
  else if (message != NULL)
    named = g_strdup_printf (_ ("%s, %s: %s"), title, speaker->task->variant, message);
  return whole->func (fraction, named, whole->data);
}

static gboolean
solve_strategy (gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  GhStrategyResult *result = &task->result;
  Speaker speaker = { progress, task };
  GhProgress named = { name_strategy, &speaker, progress->from, progress->to };
  GhProgress planning = gh_progress_part (&named, 0.0, PLANNING_SHARE);
  GhProgress failing = gh_progress_part (&named, PLANNING_SHARE, 1.0);
  gint64 begun = g_get_monotonic_time ();

  if (!gh_progress_step (&named, 0.0, _ ("planning"), error))
    return FALSE;
  result->plan = gh_tariff_plan (task->study, task->site, solve_task, task, &result->tariff,
                                 &planning, error);
  result->solve_seconds = (double) (g_get_monotonic_time () - begun) / 1e6;
  if (result->plan == NULL)
    return FALSE;
  if (result->plan->status == GH_PLAN_INFEASIBLE)
    return TRUE;
  gh_plan_summarise (planned_site (result, task->site), result->plan, &result->summary);
  result->summary.cost_correction = result->tariff.correction;
  return gh_resilience_find_loss (task->study, planned_site (result, task->site), result->strategy,
                                  result->plan, &result->lost_per_year, &failing, error);
}

static void
free_summary (GhPlanSummary *summary)
{
  if (summary != NULL)
    gh_plan_summary_clear (summary);
  g_free (summary);
}

static void
clear_result (GhStrategyResult *result)
{
  gh_plan_free (result->plan);
  free_battery (result->battery);
  gh_tariff_outcome_clear (&result->tariff);
  gh_plan_summary_clear (&result->summary);
  free_summary (result->on_marginal);
  free_summary (result->last_year);
  result->on_marginal = result->last_year = NULL;
}

static gboolean
has_solar (const GhSite *site)
{
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    if (site->solar_kw[t] > 0.0)
      return TRUE;
  return FALSE;
}

/* The site in the last year of the life, when the panels give less; %NULL where it is the same. */
static GhSite *
age_site (const GhSite *site, const GhFinance *finance)
{
  if (!(finance->solar_degradation > 0.0) || !has_solar (site))
    return NULL;

  GhSite *aged = gh_site_copy (site);
  gh_site_scale_solar (aged, gh_household_get_last_share (finance));
  return aged;
}

static gboolean
is_planned (const GhStrategyResult *result)
{
  return result->plan != NULL;
}

static gboolean
all_feasible (const GhComparison *comparison)
{
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    if (is_planned (&comparison->results[i])
        && comparison->results[i].plan->status == GH_PLAN_INFEASIBLE)
      return FALSE;
  return TRUE;
}

/* What is planned at once, one task for each strategy: the first year; the last one, where panels
 * age; and the first one on marginal rates, where the study plans on average ones.
 * @strategies: bits of those that are planned */
typedef struct
{
  guint strategies;
  Task first[GH_MOST_COMPARED];
  Task last[GH_MOST_COMPARED];
  Task marginal[GH_MOST_COMPARED];
  const GhSite *rival;       /* (nullable): the site with the wall battery */
  const GhSite *aged;        /* (nullable) */
  const GhSite *rival_aged;  /* (nullable) */
  const GhSite *on_marginal; /* (nullable) */
} Tasks;

/* What a plan beside that of the first year comes to; NULL where there is none. */
static GhPlanSummary *
take_summary (GhStrategyResult *result)
{
  GhPlanSummary *summary;

  if (result->plan == NULL || result->plan->status == GH_PLAN_INFEASIBLE)
    return NULL;
  summary = g_memdup2 (&result->summary, sizeof result->summary);
  result->summary = (GhPlanSummary){ 0 };
  return summary;
}

/* Hands the plans of the first year to the comparison and counts the money with those of the last,
 * where all can be planned. */
static void
take_results (GhComparison *comparison, const GhSite *site, const GhFinance *finance, Tasks *tasks)
{
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      GhStrategyResult *result = &comparison->results[i], *other = &tasks->marginal[i].result;
      *result = tasks->first[i].result;
      tasks->first[i].result = (GhStrategyResult){ 0 };
      if (tasks->last[i].result.battery != NULL)
        result->last_price = tasks->last[i].result.battery->price;
      result->last_year = take_summary (&tasks->last[i].result);
      result->last_lost_per_year
          = result->last_year != NULL ? tasks->last[i].result.lost_per_year : result->lost_per_year;
      result->on_marginal = take_summary (other);
    }
  if (!all_feasible (comparison))
    return;
  gh_comparison_add_money (comparison, finance);
  if ((tasks->strategies & GH_ALL_STRATEGIES) != GH_ALL_STRATEGIES)
    return;
  comparison->answer = gh_answer_question (comparison, site);
  const GhStrategyResult *results = comparison->results;
  comparison->rival = gh_answer_rival (results[GH_STRATEGY_BATTERY].saving_per_year,
                                       results[GH_STRATEGY_BATTERY].against_smart,
                                       results[GH_STRATEGY_V2H].against_smart,
                                       results[GH_STRATEGY_V2G].against_smart, site->currency);
  comparison->carbon = gh_answer_carbon (comparison, site);
  comparison->money = gh_answer_money (finance, site->currency);
}

/* The first car that describes its pack; the number of cars where none does. */
static guint
find_pack (const GPtrArray *vehicles)
{
  guint i = 0;

  while (i < vehicles->len
         && (((const GhVehicle *) g_ptr_array_index (vehicles, i))->pack == NULL
             || ((const GhVehicle *) g_ptr_array_index (vehicles, i))->count < 1))
    i++;
  return i;
}

/**
 * gh_household_find_batteries:
 * @study: a valid study with its series resolved
 * @site: the site built from it
 * @depth: how much of the batteries is looked at
 * @set: (out): the batteries that plans are to heed; clear with gh_battery_set_clear(), on error,
 *   too
 * @error: set where a series does not fit the period
 *
 * Returns: %FALSE on error
 */
gboolean
gh_household_find_batteries (const GhStudy *study, const GhSite *site, GhBatteryDepth depth,
                             GhBatterySet *set, GError **error)
{
  *set = (GhBatterySet){ 0 };
  if (depth == GH_BATTERY_IGNORE || study->vehicles == NULL || study->vehicles->len == 0)
    return TRUE;
  guint first = find_pack (study->vehicles);
  if (first == study->vehicles->len && depth == GH_BATTERY_HEED)
    return TRUE;
  return gh_battery_set_find (study, site, first % study->vehicles->len, set, error);
}

/* The tasks that are there in the order in which they begin: the later strategies take longer and
 * go first, lest one thread ends with one alone. */
static guint
order_tasks (Tasks *tasks, gpointer *pointers)
{
  guint count = 0;

  for (guint i = GH_MOST_COMPARED; i-- > 0;)
    {
      if ((tasks->strategies >> i & 1) == 0)
        continue;
      pointers[count++] = &tasks->first[i];
      if (tasks->aged != NULL)
        pointers[count++] = &tasks->last[i];
      if (tasks->on_marginal != NULL && i != GH_STRATEGY_BATTERY)
        pointers[count++] = &tasks->marginal[i];
    }
  return count;
}

static void
fill_tasks (Tasks *tasks, const Task *common, const GhSite *site, const GhComparison *like)
{
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      tasks->first[i] = tasks->last[i] = tasks->marginal[i] = *common;
      tasks->first[i].site = i == GH_STRATEGY_BATTERY ? tasks->rival : site;
      tasks->first[i].check = TRUE;
      tasks->first[i].explain = (tasks->strategies & GH_ALL_STRATEGIES) == GH_ALL_STRATEGIES;
      if (like != NULL && like->results[i].battery != NULL)
        tasks->first[i].start = like->results[i].battery->price;
      if (like != NULL)
        tasks->last[i].start = like->results[i].last_price;
      tasks->last[i].site = i == GH_STRATEGY_BATTERY ? tasks->rival_aged : tasks->aged;
      tasks->last[i].variant = _ ("aged panels");
      tasks->marginal[i].site = tasks->on_marginal;
      tasks->marginal[i].variant = _ ("marginal rates");
      tasks->first[i].result.strategy = tasks->last[i].result.strategy
          = tasks->marginal[i].result.strategy = (GhStrategy) i;
    }
}

static void
clear_tasks (Tasks *tasks)
{
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      clear_result (&tasks->first[i].result);
      clear_result (&tasks->last[i].result);
      clear_result (&tasks->marginal[i].result);
    }
}

/* Plans strategies for new panels and, where they age, for old ones, all at once. */
static gboolean
fill_comparison (GhComparison *comparison, const Task *common, const GhSite *site, guint strategies,
                 const GhComparison *like, const GhProgress *progress, GError **error)
{
  const GhStudy *study = common->study;
  g_autofree GhFinance *defaults = gh_record_new (&gh_finance_table);
  const GhFinance *finance = study->finance != NULL ? study->finance : defaults;
  g_autoptr (GhSite) aged = age_site (site, finance);
  gboolean all = strategies == GH_ALL_STRATEGIES;
  g_autoptr (GhSite) on_marginal = all ? gh_site_plan_on_marginal (site) : NULL;
  const GhSite *rival = all ? comparison->rival_site : NULL;
  g_autoptr (GhSite) rival_aged = rival != NULL ? age_site (rival, finance) : NULL;
  Tasks tasks = { .strategies = strategies | (rival != NULL ? 1u << GH_STRATEGY_BATTERY : 0u),
                  .rival = rival,
                  .aged = aged,
                  .rival_aged = rival_aged,
                  .on_marginal = on_marginal };
  gpointer pointers[3 * GH_MOST_COMPARED];

  fill_tasks (&tasks, common, site, like);
  guint count = order_tasks (&tasks, pointers);
  gint64 begun = g_get_monotonic_time ();
  gboolean done = gh_parallel_run (solve_strategy, pointers, count, progress, error);
  comparison->solve_seconds = (double) (g_get_monotonic_time () - begun) / 1e6;
  if (done)
    take_results (comparison, site, finance, &tasks);
  clear_tasks (&tasks);
  return done;
}

/**
 * gh_household_compare:
 * @study: a valid study with its series resolved
 * @site: the site built from it
 * @depth: how much of the battery is looked at
 * @findings: warnings are added
 * @progress: (nullable): polled while planning
 * @error: set when stopped or when planning fails
 *
 * Plans unmanaged charging, smart charging, V2H and V2G on identical inputs with equal start and
 * end energy and counts what each is worth, always against smart charging and, next to it, against
 * unmanaged charging. The effect of ageing panels is planned for the first and the last year and
 * taken as linear in between. Where a study plans on average rates of emissions with a price, each
 * strategy is planned on marginal ones as well. All plans are made at once, in as many threads as
 * there are processors.
 *
 * Returns: (transfer full) (nullable): the comparison; plans in it may be infeasible, then there is
 *   no money and no answer
 */
GhComparison *
gh_household_compare (const GhStudy *study, const GhSite *site, GhBatteryDepth depth,
                      GhFindings *findings, const GhProgress *progress, GError **error)
{
  return gh_household_compare_some (study, site, depth, GH_ALL_STRATEGIES, NULL, findings, progress,
                                    error);
}

/**
 * gh_household_compare_some:
 * @study: a valid study with its series resolved
 * @site: the site built from it
 * @depth: how much of the battery is looked at
 * @strategies: which to plan, a bit for each by #GhStrategy
 * @like: (nullable): a comparison of the same strategies for a study much like it; the search for
 *   prices of ageing begins with what was found there
 * @findings: warnings are added
 * @progress: (nullable): polled while planning
 * @error: set when stopped or when planning fails
 *
 * The same as gh_household_compare() for some of the strategies. Those that are not asked for have
 * no plan; a cash flow is there where both of its strategies are, savings where smart charging is,
 * and there is an answer, and what heeding the battery costs, only where all are.
 *
 * Returns: (transfer full) (nullable): the comparison
 */
GhComparison *
gh_household_compare_some (const GhStudy *study, const GhSite *site, GhBatteryDepth depth,
                           guint strategies, const GhComparison *like, GhFindings *findings,
                           const GhProgress *progress, GError **error)
{
  g_auto (GhBatterySet) batteries = { 0 };
  g_autoptr (GhComparison) comparison = g_new0 (GhComparison, 1);
  GhSite *equal = comparison->site = gh_site_copy (site);
  comparison->rival_site = gh_household_split_rival (study, equal);
  gboolean equal_end = gh_household_equalise_ends (equal, findings);
  if (comparison->rival_site != NULL)
    gh_household_equalise_ends (comparison->rival_site, NULL);

  comparison->has_equal_ends = equal_end && equal->store_count > 0;
  if (equal->store_count > 0)
    comparison->start_kwh = equal->stores[0].start_kwh;
  if (!gh_household_find_batteries (study, equal, depth, &batteries, error))
    return NULL;
  const Task common
      = { .study = study, .batteries = &batteries, .equal_end = comparison->has_equal_ends };
  if (!fill_comparison (comparison, &common, equal, strategies, like, progress, error))
    return NULL;
  if (comparison->answer != NULL)
    comparison->wear = gh_answer_battery_wear (&batteries);
  const GhStrategyResult *grid = &comparison->results[GH_COMPARED_STRATEGIES - 1];
  if (batteries.count > 0 && is_planned (grid) && grid->plan->status != GH_PLAN_INFEASIBLE)
    gh_battery_warn_of_depth (batteries.batteries[0].model->cell,
                              batteries.batteries[0].model->vehicle, &grid->battery->stress,
                              findings);
  return g_steal_pointer (&comparison);
}

/**
 * gh_strategy_result_has_numbers:
 * @result: of a comparison
 *
 * Returns: whether there is a plan that can be carried out, so that it can be counted
 */
gboolean
gh_strategy_result_has_numbers (const GhStrategyResult *result)
{
  return is_planned (result) && result->plan->status != GH_PLAN_INFEASIBLE;
}

/**
 * gh_comparison_count_strategies:
 * @comparison: a comparison
 *
 * Returns: how many strategies stand side by side, by #GhStrategy: the wall battery that V2H is
 *   held against is the last of them where the study asks for it and it can be planned
 */
guint
gh_comparison_count_strategies (const GhComparison *comparison)
{
  return gh_strategy_result_has_numbers (&comparison->results[GH_STRATEGY_BATTERY])
             ? GH_MOST_COMPARED
             : GH_COMPARED_STRATEGIES;
}

/**
 * gh_comparison_get_planned:
 * @comparison: a comparison
 * @strategy: one of the compared
 *
 * Returns: (transfer none): the site that the strategy's plan is of: that of the comparison, with
 *   the battery's limits and prices of wear where they were heeded
 */
const GhSite *
gh_comparison_get_planned (const GhComparison *comparison, GhStrategy strategy)
{
  return planned_site (&comparison->results[strategy],
                       strategy == GH_STRATEGY_BATTERY ? comparison->rival_site : comparison->site);
}

/**
 * gh_comparison_free:
 * @comparison: (transfer full) (nullable): a comparison
 *
 * Frees it with its plans.
 */
void
gh_comparison_free (GhComparison *comparison)
{
  if (comparison == NULL)
    return;
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      clear_result (&comparison->results[i]);
      gh_cash_flow_free (comparison->results[i].against_smart);
      gh_cash_flow_free (comparison->results[i].against_unmanaged);
    }
  gh_site_free (comparison->site);
  gh_site_free (comparison->rival_site);
  g_free (comparison->rival);
  g_free (comparison->answer);
  g_free (comparison->carbon);
  g_free (comparison->money);
  g_free (comparison->wear);
  g_free (comparison);
}
