/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/household.h"

#include <math.h>

#include "parallel.h"
#include "planning/unmanaged.h"
#include "study/answer.h"
#include "study/battery-answer.h"
#include "study/resilience.h"
#include "study/site-builder.h"
#include "words.h"

/* Of the work on a strategy, before outages are valued. */
#define PLANNING_SHARE 0.9

static const GhStrategy compared[GH_COMPARED_STRATEGIES]
    = { GH_STRATEGY_UNMANAGED, GH_STRATEGY_SMART, GH_STRATEGY_V2H, GH_STRATEGY_V2G };

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
  double level;

  if (site->store_count == 0)
    return TRUE;
  unmanaged = gh_planner_apply_strategy (site, GH_STRATEGY_UNMANAGED);
  if (!gh_unmanaged_find_repeating_level (unmanaged, &level))
    {
      if (findings != NULL)
        gh_findings_add (findings, GH_SEVERITY_WARNING, "$.vehicles[0]",
                         _ ("unmanaged charging does not repeat itself over the period: every "
                            "strategy starts at "
                            "soc_start and ends at soc_end instead"));
      return FALSE;
    }
  site->stores[0].start_kwh = level;
  site->stores[0].end_kwh = level;
  return TRUE;
}

/* One strategy to be planned. */
typedef struct
{
  const GhStudy *study;
  const GhSite *site;
  const GhBatteryModel *model; /* (nullable) */
  const GhAgeingState *age;
  gboolean check;
  gboolean equal_end;
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

/* On the battery as it is, where that is asked for. */
static GhPlan *
solve_task (const GhSite *site, gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  GhPlanOptions options = { task->result.strategy, GH_SOLVER_EXACT, INFINITY, task->equal_end };

  g_clear_pointer (&task->result.battery, free_battery);
  if (task->model == NULL)
    return gh_planner_solve (site, &options, progress, error);
  GhBatteryTask battery = { .model = task->model,
                            .age = task->age,
                            .site = site,
                            .options = options,
                            .most_price_rounds = GH_BATTERY_PRICE_ROUNDS,
                            .check = task->check };
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
clear_result (GhStrategyResult *result)
{
  gh_plan_free (result->plan);
  free_battery (result->battery);
  gh_tariff_outcome_clear (&result->tariff);
  gh_plan_summary_clear (&result->summary);
  if (result->on_marginal != NULL)
    gh_plan_summary_clear (result->on_marginal);
  g_clear_pointer (&result->on_marginal, g_free);
}

/* What is billed but for charging and export. */
static double
billed_house (const GhPlanSummary *summary)
{
  return summary->import_house + summary->cost_demand + summary->cost_correction;
}

/* One strategy's yearly terms against a baseline, for one state of the solar panels. */
static GhCashFlowYear
yearly_terms (const GhStrategyResult *used_result, const GhStrategyResult *base_result,
              double per_year)
{
  const GhPlanSummary *used = &used_result->summary, *base = &base_result->summary;

  return (GhCashFlowYear){
    .avoided_import = (billed_house (base) - billed_house (used)) * per_year,
    .added_export = (used->cost_export - base->cost_export) * per_year,
    .added_charging
    = (used->import_charging + used->cost_away - base->import_charging - base->cost_away)
      * per_year,
    .wear = (used->cost_wear - base->cost_wear) * per_year,
    .served = base_result->lost_per_year - used_result->lost_per_year,
  };
}

static double
capex_of (const GhFinance *finance, GhStrategy strategy)
{
  const GhCapex *capex = finance != NULL ? finance->capex : NULL;

  if (capex == NULL || strategy == GH_STRATEGY_UNMANAGED)
    return 0.0;
  return strategy == GH_STRATEGY_SMART ? capex->smart
         : strategy == GH_STRATEGY_V2H ? capex->v2h
                                       : capex->v2g;
}

/* Maintenance and salvage are those of the bidirectional charger. */
static gboolean
is_bidirectional (GhStrategy strategy)
{
  return strategy == GH_STRATEGY_V2H || strategy == GH_STRATEGY_V2G;
}

/**
 * gh_household_get_terms:
 * @finance: what equipment costs
 * @used: a strategy
 * @base: what it is held against
 *
 * Returns: what @used changes against @base, its energy terms left at 0
 */
GhCashFlowTerms
gh_household_get_terms (const GhFinance *finance, GhStrategy used, GhStrategy base)
{
  int extra = is_bidirectional (used) - is_bidirectional (base);

  return (GhCashFlowTerms){
    .capex = capex_of (finance, used) - capex_of (finance, base),
    .maintenance_per_year = finance->maintenance_per_year * extra,
    .salvage = finance->salvage * extra,
    .discount_rate = finance->discount_rate,
    .price_growth = finance->price_growth,
    .export_price_growth = finance->export_price_growth,
    .lifetime_years = MAX (1, (int) round (finance->lifetime_years)),
  };
}

static GhCashFlow *
find_cash_flow (const GhFinance *finance, const GhStrategyResult *used,
                const GhStrategyResult *base, const GhStrategyResult *used_last,
                const GhStrategyResult *base_last, double per_year)
{
  GhCashFlowTerms terms = gh_household_get_terms (finance, used->strategy, base->strategy);
  GhCashFlow *flow;

  terms.first = yearly_terms (used, base, per_year);
  terms.last = yearly_terms (used_last, base_last, per_year);
  flow = gh_cash_flow_new (&terms);
  /* Against itself nothing is invested, so that nothing comes back. */
  if (used == base)
    flow->payback_years = flow->discounted_payback_years = NAN;
  return flow;
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
  double years = MAX (1.0, round (finance->lifetime_years));
  gh_site_scale_solar (aged, pow (1.0 - finance->solar_degradation, years - 1.0));
  return aged;
}

/* Bills, savings and cash flows from the results of the first and the last year. */
static void
add_money (GhComparison *comparison, const GhFinance *finance, const GhSite *site,
           const GhStrategyResult *const *last)
{
  double per_year = 1.0 / gh_years_of_days (gh_time_axis_get_days (site->axis));
  GhStrategyResult *results = comparison->results;

  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    results[i].bill_per_year = gh_plan_summary_get_bill (&results[i].summary) * per_year;
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    {
      results[i].saving_per_year = results[1].bill_per_year - results[i].bill_per_year;
      results[i].against_smart
          = find_cash_flow (finance, &results[i], &results[1], last[i], last[1], per_year);
      results[i].against_unmanaged
          = find_cash_flow (finance, &results[i], &results[0], last[i], last[0], per_year);
    }
}

static gboolean
all_feasible (const GhComparison *comparison)
{
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    if (comparison->results[i].plan->status == GH_PLAN_INFEASIBLE)
      return FALSE;
  return TRUE;
}

/* What is planned at once, one task for each strategy: the first year; the last one, where panels
 * age; and the first one on marginal rates, where the study plans on average ones. */
typedef struct
{
  Task first[GH_COMPARED_STRATEGIES];
  Task last[GH_COMPARED_STRATEGIES];
  Task marginal[GH_COMPARED_STRATEGIES];
  const GhSite *aged;        /* (nullable) */
  const GhSite *on_marginal; /* (nullable) */
} Tasks;

/* Hands the plans of the first year to the comparison and counts the money with those of the last,
 * where all can be planned. */
static void
take_results (GhComparison *comparison, const GhSite *site, const GhFinance *finance, Tasks *tasks)
{
  const GhStrategyResult *last[GH_COMPARED_STRATEGIES];

  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    {
      GhStrategyResult *result = &comparison->results[i], *other = &tasks->marginal[i].result;
      *result = tasks->first[i].result;
      tasks->first[i].result = (GhStrategyResult){ 0 };
      last[i] = tasks->aged != NULL ? &tasks->last[i].result : result;
      if (other->plan == NULL || other->plan->status == GH_PLAN_INFEASIBLE)
        continue;
      result->on_marginal = g_memdup2 (&other->summary, sizeof other->summary);
      other->summary = (GhPlanSummary){ 0 };
    }
  if (!all_feasible (comparison))
    return;
  add_money (comparison, finance, site, last);
  comparison->answer = gh_answer_question (comparison, site);
  comparison->carbon = gh_answer_carbon (comparison, site);
}

/* The battery that the plans are to heed, %NULL for none. */
static gboolean
find_battery (const GhStudy *study, const GhSite *site, GhBatteryDepth depth,
              GhBatteryModel **model, GhAgeingState *age, GError **error)
{
  const GhVehicle *vehicle = study->vehicles != NULL && study->vehicles->len > 0
                                 ? g_ptr_array_index (study->vehicles, 0)
                                 : NULL;

  *model = NULL;
  if (depth == GH_BATTERY_IGNORE || vehicle == NULL
      || (depth == GH_BATTERY_HEED && vehicle->pack == NULL))
    return TRUE;
  if (!gh_battery_model_new (study, site, model, error))
    return FALSE;
  if (*model != NULL)
    gh_ageing_find_start (*model, site, age);
  return TRUE;
}

/* The tasks that are there in the order in which they begin: the later strategies take longer and
 * go first, lest one thread ends with one alone. */
static guint
order_tasks (Tasks *tasks, gpointer *pointers)
{
  guint count = 0;

  for (guint i = GH_COMPARED_STRATEGIES; i-- > 0;)
    {
      pointers[count++] = &tasks->first[i];
      if (tasks->aged != NULL)
        pointers[count++] = &tasks->last[i];
      if (tasks->on_marginal != NULL)
        pointers[count++] = &tasks->marginal[i];
    }
  return count;
}

static void
fill_tasks (Tasks *tasks, const Task *common, const GhSite *site)
{
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    {
      tasks->first[i] = tasks->last[i] = tasks->marginal[i] = *common;
      tasks->first[i].site = site;
      tasks->first[i].check = TRUE;
      tasks->last[i].site = tasks->aged;
      tasks->last[i].variant = _ ("aged panels");
      tasks->marginal[i].site = tasks->on_marginal;
      tasks->marginal[i].variant = _ ("marginal rates");
      tasks->first[i].result.strategy = tasks->last[i].result.strategy
          = tasks->marginal[i].result.strategy = compared[i];
    }
}

static void
clear_tasks (Tasks *tasks)
{
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    {
      clear_result (&tasks->first[i].result);
      clear_result (&tasks->last[i].result);
      clear_result (&tasks->marginal[i].result);
    }
}

/* Plans every strategy for new panels and, where they age, for old ones, all at once. */
static gboolean
fill_comparison (GhComparison *comparison, const Task *common, const GhSite *site,
                 const GhProgress *progress, GError **error)
{
  const GhStudy *study = common->study;
  g_autofree GhFinance *defaults = gh_record_new (&gh_finance_table);
  const GhFinance *finance = study->finance != NULL ? study->finance : defaults;
  g_autoptr (GhSite) aged = age_site (site, finance);
  g_autoptr (GhSite) on_marginal = gh_site_plan_on_marginal (site);
  Tasks tasks = { .aged = aged, .on_marginal = on_marginal };
  gpointer pointers[3 * GH_COMPARED_STRATEGIES];

  fill_tasks (&tasks, common, site);
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
  g_autoptr (GhBatteryModel) model = NULL;
  GhAgeingState age;
  g_autoptr (GhComparison) comparison = g_new0 (GhComparison, 1);
  GhSite *equal = comparison->site = gh_site_copy (site);
  gboolean equal_end = gh_household_equalise_ends (equal, findings);

  if (equal->store_count > 0)
    comparison->start_kwh = equal->stores[0].start_kwh;
  if (!find_battery (study, equal, depth, &model, &age, error))
    return NULL;
  const Task common = {
    .study = study, .model = model, .age = &age, .equal_end = equal_end && equal->store_count > 0
  };
  if (!fill_comparison (comparison, &common, equal, progress, error))
    return NULL;
  if (comparison->answer != NULL)
    comparison->wear = gh_answer_battery_wear (model);
  const GhStrategyResult *grid = &comparison->results[GH_COMPARED_STRATEGIES - 1];
  if (model != NULL && grid->plan->status != GH_PLAN_INFEASIBLE)
    gh_battery_warn_of_depth (model->cell, &grid->battery->stress, findings);
  return g_steal_pointer (&comparison);
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
  return planned_site (&comparison->results[strategy], comparison->site);
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
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    {
      clear_result (&comparison->results[i]);
      gh_cash_flow_free (comparison->results[i].against_smart);
      gh_cash_flow_free (comparison->results[i].against_unmanaged);
    }
  gh_site_free (comparison->site);
  g_free (comparison->answer);
  g_free (comparison->carbon);
  g_free (comparison->wear);
  g_free (comparison);
}
