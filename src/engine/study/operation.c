/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/operation.h"

#include <math.h>

#include "market/investment.h"
#include "number-text.h"
#include "parallel.h"
#include "study/answer.h"
#include "study/household-money.h"
#include "study/operation-answer.h"
#include "study/resilience.h"
#include "words.h"

/* Money a year below which there is nothing to share. */
#define NO_MONEY 0.5
/* Energy below which nothing differs, kWh. */
#define NO_ENERGY_KWH 0.5
/* Shares are told in whole percent. */
#define SHARE_ROUNDING 0.005
/* Of the work on a strategy, before outages are valued. */
#define RUNNING_SHARE 0.95

/**
 * gh_operation_new_of:
 * @study: a study
 *
 * Returns: (transfer full): how the study's car is run; all defaults where it does not say
 */
GhOperation *
gh_operation_new_of (const GhStudy *study)
{
  return study->operation != NULL ? gh_record_copy (&gh_operation_table, study->operation)
                                  : gh_record_new (&gh_operation_table);
}

/**
 * gh_operation_free:
 * @operation: (transfer full) (nullable): a record
 */
void
gh_operation_free (GhOperation *operation)
{
  gh_record_free (&gh_operation_table, operation);
}

/**
 * gh_operation_run:
 * @study: a valid study
 * @site: what the plan with perfect foresight was made of
 * @perfect: that plan, with powers
 * @strategy: its strategy
 * @mode: from forecasts, or by the rule
 * @equal_end: whether the end energy is to be met exactly
 * @result: (out): clear with gh_operation_result_clear(); without what is a year's
 * @progress: (nullable): polled
 * @error: set when stopped
 *
 * Runs one strategy, see gh_rolling_run(), and counts what it comes to by the exact bill. As a
 * bound of its cost counts that of perfect foresight.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_operation_run (const GhStudy *study, const GhSite *site, const GhPlan *perfect,
                  GhStrategy strategy, GhOperationMode mode, gboolean equal_end,
                  GhOperationResult *result, const GhProgress *progress, GError **error)
{
  g_autoptr (GhOperation) operation = gh_operation_new_of (study);
  const GhRollingTask task = { .study = study,
                               .operation = operation,
                               .site = site,
                               .strategy = strategy,
                               .mode = mode,
                               .perfect = perfect,
                               .equal_end = equal_end };
  GhProgress running = gh_progress_part (progress, 0.0, RUNNING_SHARE);
  GhProgress failing = gh_progress_part (progress, RUNNING_SHARE, 1.0);
  gint64 begun = g_get_monotonic_time ();

  *result = (GhOperationResult){ .strategy = strategy, .mode = mode };
  if (!gh_rolling_run (&task, &result->run, &running, error))
    return FALSE;
  GhPlan *plan = result->run.plan;
  gh_plan_summarise (result->run.site, plan, &result->summary);
  if (!gh_tariff_find_correction (study, result->run.site, result->run.site, plan,
                                  &result->summary.cost_correction, error)
      || !gh_resilience_find_loss (study, result->run.site, strategy, plan, &result->lost_per_year,
                                   &failing, error))
    return FALSE;
  plan->lower_bound = MIN (plan->objective, perfect->lower_bound);
  if (plan->status == GH_PLAN_OPTIMAL && plan->lower_bound < plan->objective)
    plan->status = GH_PLAN_WITHIN_GAP;
  result->run_seconds = (double) (g_get_monotonic_time () - begun) / 1e6;
  return TRUE;
}

/**
 * gh_operation_result_clear:
 * @result: a result
 */
void
gh_operation_result_clear (GhOperationResult *result)
{
  gh_rolling_result_clear (&result->run);
  gh_plan_summary_clear (&result->summary);
  g_clear_pointer (&result->against_smart, gh_cash_flow_free);
  g_clear_pointer (&result->against_unmanaged, gh_cash_flow_free);
}

/* One strategy to be run in one way. */
typedef struct
{
  const GhStudy *study;
  const GhComparison *comparison;
  GhOperationResult *result;
  GhStrategy strategy;
  GhOperationMode mode;
} Task;

static gboolean
run_task (gpointer data, const GhProgress *progress, GError **error)
{
  const Task *task = data;
  const GhComparison *comparison = task->comparison;

  return gh_operation_run (task->study, gh_comparison_get_planned (comparison, task->strategy),
                           comparison->results[task->strategy].plan, task->strategy, task->mode,
                           comparison->has_equal_ends, task->result, progress, error);
}

static GhCashFlowYear
add_years (const GhCashFlowYear *a, const GhCashFlowYear *b, double sign)
{
  return (GhCashFlowYear){ a->avoided_import + sign * b->avoided_import,
                           a->added_export + sign * b->added_export,
                           a->added_charging + sign * b->added_charging, a->wear + sign * b->wear,
                           a->served + sign * b->served };
}

static const GhPlanSummary *
last_of (const GhStrategyResult *result)
{
  return result->last_year != NULL ? result->last_year : &result->summary;
}

/* The first year is that which was run; ageing panels change it as they change the plan with
 * perfect foresight. */
static GhCashFlow *
find_cash_flow (const GhFinance *finance, const GhComparison *comparison,
                const GhOperationResult *used, const GhOperationResult *base, double per_year)
{
  const GhStrategyResult *plan = &comparison->results[used->strategy];
  const GhStrategyResult *other = &comparison->results[base->strategy];
  GhCashFlowTerms terms = gh_household_get_terms (finance, used->strategy, base->strategy);
  GhCashFlowYear first = gh_household_get_year (&plan->summary, &other->summary, per_year);
  GhCashFlowYear last = gh_household_get_year (last_of (plan), last_of (other), per_year);

  first.served = other->lost_per_year - plan->lost_per_year;
  last.served = other->last_lost_per_year - plan->last_lost_per_year;
  GhCashFlowYear ageing = add_years (&last, &first, -1.0);

  terms.first = gh_household_get_year (&used->summary, &base->summary, per_year);
  terms.first.served = base->lost_per_year - used->lost_per_year;
  terms.last = add_years (&terms.first, &ageing, 1.0);
  if (!gh_finance_bears_wear (finance))
    terms.first.wear = terms.last.wear = 0.0;
  GhCashFlow *flow = gh_cash_flow_new (&terms);
  if (used->strategy == base->strategy)
    flow->payback_years = flow->discounted_payback_years = NAN;
  return flow;
}

static double
years_of (const GhComparison *comparison)
{
  return gh_years_of_days (gh_time_axis_get_days (comparison->site->axis));
}

static void
add_money (GhBracket *bracket, const GhStudy *study, const GhComparison *comparison)
{
  g_autofree GhFinance *defaults = gh_record_new (&gh_finance_table);
  const GhFinance *finance = study->finance != NULL ? study->finance : defaults;
  double per_year = 1.0 / years_of (comparison);
  guint count = gh_comparison_count_strategies (comparison);

  for (GhOperationMode mode = GH_OPERATION_ROLLING; mode < GH_OPERATION_MODES; mode++)
    for (GhStrategy s = 0; s < count; s++)
      bracket->results[mode][s].bill_per_year
          = gh_plan_summary_get_bill (&bracket->results[mode][s].summary) * per_year;
  double smart = bracket->results[GH_OPERATION_ROLLING][GH_STRATEGY_SMART].bill_per_year;
  for (GhOperationMode mode = GH_OPERATION_ROLLING; mode < GH_OPERATION_MODES; mode++)
    for (GhStrategy s = 0; s < count; s++)
      {
        const GhOperationResult *row = bracket->results[mode];
        GhOperationResult *result = &bracket->results[mode][s];
        result->saving_per_year = smart - result->bill_per_year;
        result->against_smart
            = find_cash_flow (finance, comparison, result, &row[GH_STRATEGY_SMART], per_year);
        result->against_unmanaged
            = find_cash_flow (finance, comparison, result, &row[GH_STRATEGY_UNMANAGED], per_year);
      }
}

/* Runs from forecasts take long and begin first. */
static gboolean
run_tasks (GhBracket *bracket, const GhStudy *study, const GhComparison *comparison,
           const GhProgress *progress, GError **error)
{
  Task tasks[GH_OPERATION_MODES * GH_MOST_COMPARED];
  gpointer pointers[G_N_ELEMENTS (tasks)];
  guint count = 0;

  for (GhOperationMode mode = GH_OPERATION_ROLLING; mode < GH_OPERATION_MODES; mode++)
    for (guint s = gh_comparison_count_strategies (comparison); s-- > 0;)
      {
        tasks[count]
            = (Task){ study, comparison, &bracket->results[mode][s], (GhStrategy) s, mode };
        pointers[count] = &tasks[count];
        count++;
      }
  return gh_progress_step (progress, 0.0, _ ("Running the year from forecasts"), error)
         && gh_parallel_run (run_task, pointers, count, progress, error);
}

/**
 * gh_bracket_compute:
 * @study: the study that was compared
 * @comparison: its comparison, every strategy with a plan
 * @progress: (nullable): polled
 * @error: set when stopped
 *
 * Runs every strategy from forecasts and by the simple rule, in as many threads as there are
 * processors. All meet the same surprises.
 *
 * Returns: (transfer full) (nullable): the bracket
 */
GhBracket *
gh_bracket_compute (const GhStudy *study, const GhComparison *comparison,
                    const GhProgress *progress, GError **error)
{
  g_autoptr (GhBracket) bracket = g_new0 (GhBracket, 1);

  if (!run_tasks (bracket, study, comparison, progress, error))
    return NULL;
  add_money (bracket, study, comparison);
  bracket->answer = gh_operation_answer (comparison, bracket);
  const GhOperationResult *run = bracket->results[GH_OPERATION_ROLLING];
  bracket->rival
      = gh_answer_rival (run[GH_STRATEGY_BATTERY].saving_per_year,
                         run[GH_STRATEGY_BATTERY].against_smart, run[GH_STRATEGY_V2H].against_smart,
                         run[GH_STRATEGY_V2G].against_smart, comparison->site->currency);
  return g_steal_pointer (&bracket);
}

/**
 * gh_bracket_free:
 * @bracket: (transfer full) (nullable): a bracket
 */
void
gh_bracket_free (GhBracket *bracket)
{
  if (bracket == NULL)
    return;
  for (guint mode = 0; mode < GH_OPERATION_MODES; mode++)
    for (guint s = 0; s < GH_MOST_COMPARED; s++)
      gh_operation_result_clear (&bracket->results[mode][s]);
  g_free (bracket->answer);
  g_free (bracket->rival);
  g_free (bracket);
}

/**
 * gh_bracket_get_saving:
 * @comparison: a comparison
 * @bracket: its bracket
 * @mode: a way of running the car
 * @strategy: one of the compared
 *
 * Returns: what it saves a year over smart charging, currency: with perfect foresight over smart
 *   charging with perfect foresight, otherwise over smart charging from forecasts
 */
double
gh_bracket_get_saving (const GhComparison *comparison, const GhBracket *bracket,
                       GhOperationMode mode, GhStrategy strategy)
{
  return mode == GH_OPERATION_PERFECT ? comparison->results[strategy].saving_per_year
                                      : bracket->results[mode][strategy].saving_per_year;
}

/* What a strategy costs in operation, wear and the price of emissions counted. */
static double
cost_of (const GhPlanSummary *summary)
{
  return gh_plan_summary_get_bill (summary) + summary->cost_wear + summary->cost_carbon;
}

/* What of a strategy's promise against @base comes true. */
static GhCapture
find_capture (const GhComparison *comparison, GhStrategy strategy, const GhPlanSummary *run,
              GhStrategy base, const GhPlanSummary *base_run)
{
  double years = years_of (comparison);
  GhCapture capture = { .promised_per_year = (cost_of (&comparison->results[base].summary)
                                              - cost_of (&comparison->results[strategy].summary))
                                             / years,
                        .true_per_year = (cost_of (base_run) - cost_of (run)) / years };

  capture.ratio = capture.promised_per_year < NO_MONEY
                      ? NAN
                      : capture.true_per_year / capture.promised_per_year;
  return capture;
}

/**
 * gh_bracket_get_capture:
 * @comparison: a comparison
 * @bracket: its bracket
 * @mode: from forecasts, or by the rule
 * @strategy: one of the compared
 *
 * How much of what perfect foresight promises comes true: what the strategy saves, run in @mode,
 * over smart charging from forecasts (smart charging itself: over unmanaged charging under the same
 * surprises), beside what it saves with perfect foresight over smart charging with perfect
 * foresight. Wear and the price of emissions count, as they do in the plans, and what was charged
 * on the way; not what was asked for at leaving and was not there.
 *
 * Returns: both, and their ratio: NAN where perfect foresight saves nothing, and of unmanaged
 *   charging
 */
GhCapture
gh_bracket_get_capture (const GhComparison *comparison, const GhBracket *bracket,
                        GhOperationMode mode, GhStrategy strategy)
{
  GhStrategy base = strategy == GH_STRATEGY_SMART ? GH_STRATEGY_UNMANAGED : GH_STRATEGY_SMART;
  GhCapture capture = find_capture (comparison, strategy, &bracket->results[mode][strategy].summary,
                                    base, &bracket->results[GH_OPERATION_ROLLING][base].summary);

  if (strategy == GH_STRATEGY_UNMANAGED)
    capture.ratio = NAN;
  else if (mode == GH_OPERATION_PERFECT && isfinite (capture.ratio))
    capture.ratio = 1.0;
  return capture;
}

/**
 * gh_bracket_get_capture_ratio:
 * @comparison: a comparison
 * @bracket: its bracket
 * @mode: from forecasts, or by the rule
 * @strategy: one of the compared
 *
 * Returns: the ratio of gh_bracket_get_capture(), as it was measured; may be below 0, and above 1
 *   where the baseline suffers more from not knowing: then it is no share, gh_capture_get_kind()
 */
double
gh_bracket_get_capture_ratio (const GhComparison *comparison, const GhBracket *bracket,
                              GhOperationMode mode, GhStrategy strategy)
{
  return gh_bracket_get_capture (comparison, bracket, mode, strategy).ratio;
}

/**
 * gh_capture_get_kind:
 * @ratio: what comes true over what was promised, NAN for nothing promised
 *
 * Returns: whether it can be read as a share; what rounds to 0 or 100 % can
 */
GhCaptureKind
gh_capture_get_kind (double ratio)
{
  if (isnan (ratio))
    return GH_CAPTURE_NONE;
  if (ratio > 1.0 + SHARE_ROUNDING)
    return GH_CAPTURE_ABOVE;
  return ratio < -SHARE_ROUNDING ? GH_CAPTURE_BELOW : GH_CAPTURE_SHARE;
}

/**
 * gh_capture_get_name:
 * @kind: a kind
 *
 * Returns: (transfer none): its word in JSON
 */
const char *
gh_capture_get_name (GhCaptureKind kind)
{
  static const char *const names[] = { "none", "share", "above", "below" };

  return names[kind];
}

/**
 * gh_capture_get_counted:
 * @ratio: what comes true over what was promised, NAN for nothing promised
 *
 * By what the savings of plans that know the future may be multiplied: no baseline that suffers
 * from not knowing makes them larger, and none turns them round.
 *
 * Returns: the ratio within 0 and 1; 1, which is perfect foresight, where there is none
 */
double
gh_capture_get_counted (double ratio)
{
  return isnan (ratio) ? 1.0 : CLAMP (ratio, 0.0, 1.0);
}

/**
 * gh_bracket_get_share:
 * @comparison: a comparison
 * @bracket: (nullable): its bracket; %NULL as long as the year has not been run
 * @strategy: one of the compared
 * @base: what it is held against
 *
 * As gh_bracket_get_capture_ratio() of a run from forecasts, against any strategy. What counts of
 * it says gh_capture_get_counted().
 *
 * Returns: the ratio as it was measured; 1, which is perfect foresight, where it cannot be told
 */
double
gh_bracket_get_share (const GhComparison *comparison, const GhBracket *bracket, GhStrategy strategy,
                      GhStrategy base)
{
  double ratio = NAN;

  if (bracket != NULL)
    ratio = find_capture (comparison, strategy,
                          &bracket->results[GH_OPERATION_ROLLING][strategy].summary, base,
                          &bracket->results[GH_OPERATION_ROLLING][base].summary)
                .ratio;
  return isfinite (ratio) ? ratio : 1.0;
}

/**
 * gh_operation_measure_share:
 * @study: the study that was compared
 * @comparison: with plans of both strategies; others need none
 * @strategy: one of the compared
 * @base: what it is held against
 * @share: (out): see gh_bracket_get_share()
 * @progress: (nullable): polled
 * @error: set when stopped
 *
 * Runs only these two from forecasts, under the surprises that a bracket has as well.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_operation_measure_share (const GhStudy *study, const GhComparison *comparison,
                            GhStrategy strategy, GhStrategy base, double *share,
                            const GhProgress *progress, GError **error)
{
  g_autoptr (GhBracket) bracket = g_new0 (GhBracket, 1);
  GhOperationResult *row = bracket->results[GH_OPERATION_ROLLING];
  Task tasks[] = { { study, comparison, &row[strategy], strategy, GH_OPERATION_ROLLING },
                   { study, comparison, &row[base], base, GH_OPERATION_ROLLING } };
  gpointer pointers[] = { &tasks[0], &tasks[1] };

  if (!gh_progress_step (progress, 0.0, _ ("Running the year from forecasts"), error)
      || !gh_parallel_run (run_task, pointers, strategy == base ? 1 : 2, progress, error))
    return FALSE;
  *share = gh_bracket_get_share (comparison, bracket, strategy, base);
  return TRUE;
}

/**
 * gh_bracket_get_cash_flow:
 * @comparison: a comparison
 * @bracket: (nullable): its bracket; without one there is perfect foresight only
 * @mode: a way of running the car
 * @strategy: one of the compared
 * @base: smart or unmanaged charging
 *
 * Returns: (transfer none): what it is worth against @base, run the same way
 */
const GhCashFlow *
gh_bracket_get_cash_flow (const GhComparison *comparison, const GhBracket *bracket,
                          GhOperationMode mode, GhStrategy strategy, GhStrategy base)
{
  if (bracket == NULL || mode == GH_OPERATION_PERFECT)
    return base == GH_STRATEGY_UNMANAGED ? comparison->results[strategy].against_unmanaged
                                         : comparison->results[strategy].against_smart;
  return base == GH_STRATEGY_UNMANAGED ? bracket->results[mode][strategy].against_unmanaged
                                       : bracket->results[mode][strategy].against_smart;
}

/* Why the rule can do better. */
static const char *
find_reason (const GhOperationResult *rolling, const GhOperationResult *rule)
{
  if (rolling->run.missing_kwh > rule->run.missing_kwh + NO_ENERGY_KWH
      || rolling->run.plan->unserved_kwh > rule->run.plan->unserved_kwh + NO_ENERGY_KWH)
    return _ ("it charges earlier, so that surprises find the battery fuller");
  if (rolling->run.site->demand_charge_count > 0)
    return _ ("plans from forecasts count peaks hour by hour, not for the whole month");
  return _ ("the forecasts mislead here, or the plans do not look far enough ahead");
}

/**
 * gh_bracket_explain:
 * @study: the study
 * @comparison: its comparison
 * @bracket: its bracket
 * @findings: warnings are added
 *
 * Tells where the simple rule does better than plans from forecasts by more than the study
 * tolerates, what trips lack counted, with the likely reason.
 */
void
gh_bracket_explain (const GhStudy *study, const GhComparison *comparison, const GhBracket *bracket,
                    GhFindings *findings)
{
  g_autoptr (GhOperation) operation = gh_operation_new_of (study);
  double per_year = 1.0 / years_of (comparison);

  for (GhStrategy s = GH_STRATEGY_SMART; s < GH_COMPARED_STRATEGIES; s++)
    {
      const GhOperationResult *rolling = &bracket->results[GH_OPERATION_ROLLING][s];
      const GhOperationResult *rule = &bracket->results[GH_OPERATION_RULE][s];
      double cost = cost_of (&rolling->summary) + rolling->summary.cost_unserved;
      double better = cost - cost_of (&rule->summary) - rule->summary.cost_unserved;
      if (better <= operation->tolerance * fabs (cost) || better * per_year < NO_MONEY)
        continue;
      g_autofree char *money = gh_money_format (better * per_year, comparison->site->currency, 0);
      gh_findings_add (findings, GH_SEVERITY_WARNING, "$.operation",
                       _ ("%s: the simple rule does better than plans from forecasts by %s a year: "
                          "%s"),
                       gh_strategy_get_short_title (s), money, find_reason (rolling, rule));
    }
}
