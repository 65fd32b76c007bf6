/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "results.h"

#include "results-private.h"
#include "study/ageing-price.h"
#include "study/site-builder.h"
#include "study/site-simplify.h"
#include "study/study-warnings.h"
#include "words.h"

G_DEFINE_BOXED_TYPE (GhResults, gh_results, gh_results_ref, gh_results_unref)

static void
free_series (gpointer data)
{
  gh_series_unref (data);
}

static GhResults *
new_results (const GhStudy *study, GhComparison *comparison, GhFindings *warnings,
             gboolean provisional)
{
  GhResults *results = g_new0 (GhResults, 1);

  g_atomic_ref_count_init (&results->references);
  results->study = gh_study_copy (study);
  results->comparison = comparison;
  results->warnings = warnings;
  results->provisional = provisional;
  results->series = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, free_series);
  return results;
}

/* Whether plans heed the battery itself, which takes several plans for each strategy. */
static gboolean
describes_pack (const GhStudy *study)
{
  return study->vehicles != NULL && study->vehicles->len > 0
         && ((const GhVehicle *) g_ptr_array_index (study->vehicles, 0))->pack != NULL;
}

/* A first picture where the exact plan takes its time; FALSE with @error set when stopped. */
static gboolean
deliver_first (const GhStudy *study, const GhSite *site, GhResultsFunc deliver, gpointer data,
               const GhProgress *progress, GError **error)
{
  g_autoptr (GhSite) simple = gh_site_simplify (site);
  g_autoptr (GhFindings) findings = gh_findings_new ();

  if (simple == NULL && !describes_pack (study))
    return TRUE;
  GhComparison *comparison = gh_household_compare (study, simple != NULL ? simple : site,
                                                   GH_BATTERY_IGNORE, findings, progress, error);
  if (comparison == NULL)
    return FALSE;
  deliver (new_results (study, comparison, g_steal_pointer (&findings), TRUE), data);
  return TRUE;
}

/**
 * gh_results_compute:
 * @study: a valid study whose files have been read; resolved series may be cached in it
 * @deliver: (nullable): called in the calling thread with a first picture where the exact plan is
 *   not convex and takes longer
 * @data: passed to @deliver
 * @progress: (nullable): polled
 * @error: set when the study asks for what cannot be planned yet, or when stopped
 *
 * Builds the site and compares the strategies.
 *
 * Returns: (transfer full) (nullable): the results
 */
GhResults *
gh_results_compute (GhStudy *study, GhResultsFunc deliver, gpointer data,
                    const GhProgress *progress, GError **error)
{
  GhProgress building = gh_progress_part (progress, 0.0, 0.1);
  GhProgress first = gh_progress_part (progress, 0.1, 0.2);
  GhProgress exact = gh_progress_part (progress, 0.2, 1.0);
  g_autoptr (GhFindings) warnings = gh_findings_new ();
  g_autoptr (GhSite) site = gh_site_build (study, &building, error);

  if (site == NULL
      || (deliver != NULL && !deliver_first (study, site, deliver, data, &first, error)))
    return NULL;
  gh_study_warn (study, warnings);
  gh_battery_warn (study, site, warnings);
  GhComparison *comparison
      = gh_household_compare (study, site, GH_BATTERY_HEED, warnings, &exact, error);
  if (comparison == NULL)
    return NULL;
  return new_results (study, comparison, g_steal_pointer (&warnings), FALSE);
}

/**
 * gh_results_ref:
 * @results: results
 *
 * Returns: (transfer full): @results
 */
GhResults *
gh_results_ref (GhResults *results)
{
  g_atomic_ref_count_inc (&results->references);
  return results;
}

/**
 * gh_results_unref:
 * @results: (transfer full) (nullable): results
 *
 * Frees them with the last reference.
 */
void
gh_results_unref (GhResults *results)
{
  if (results == NULL || !g_atomic_ref_count_dec (&results->references))
    return;
  for (guint s = 0; s < GH_MOST_COMPARED; s++)
    {
      for (guint m = 0; results->sums[s] != NULL && m < results->months->len; m++)
        gh_plan_summary_clear (&results->sums[s][m]);
      g_free (results->sums[s]);
    }
  g_hash_table_unref (results->series);
  g_clear_pointer (&results->months, g_array_unref);
  g_clear_pointer (&results->bills, g_ptr_array_unref);
  gh_bracket_free (results->bracket);
  gh_resilience_free (results->resilience);
  gh_battery_model_free (results->battery);
  gh_study_free (results->study);
  gh_comparison_free (results->comparison);
  gh_findings_free (results->warnings);
  g_free (results);
}

/**
 * gh_results_get_study:
 * @results: results
 *
 * Returns: (transfer none): the study as it was planned
 */
const GhStudy *
gh_results_get_study (const GhResults *results)
{
  return results->study;
}

/**
 * gh_results_get_site:
 * @results: results
 *
 * Returns: (transfer none): what was planned, on its time axis
 */
const GhSite *
gh_results_get_site (const GhResults *results)
{
  return results->comparison->site;
}

/**
 * gh_results_get_planned_site:
 * @results: results
 * @strategy: one of the compared
 *
 * Returns: (transfer none): the site that the strategy's plan is of, with the battery's own limits
 *   and prices
 */
const GhSite *
gh_results_get_planned_site (const GhResults *results, GhStrategy strategy)
{
  return gh_comparison_get_planned (results->comparison, strategy);
}

/**
 * gh_results_get_comparison:
 * @results: results
 *
 * Returns: (transfer none): the strategies side by side
 */
const GhComparison *
gh_results_get_comparison (const GhResults *results)
{
  return results->comparison;
}

/**
 * gh_results_get_warnings:
 * @results: results
 *
 * Returns: (transfer none): what is to be known about them
 */
const GhFindings *
gh_results_get_warnings (const GhResults *results)
{
  return results->warnings;
}

/**
 * gh_results_is_provisional:
 * @results: results
 *
 * Returns: whether these are a first picture of a simpler site, to be replaced
 */
gboolean
gh_results_is_provisional (const GhResults *results)
{
  return results->provisional;
}

/**
 * gh_results_is_complete:
 * @results: results
 *
 * Returns: whether every strategy has a plan, so that there is money and an answer
 */
gboolean
gh_results_is_complete (const GhResults *results)
{
  return results->comparison->answer != NULL;
}

/**
 * gh_results_count_strategies:
 * @results: results
 *
 * Returns: how many strategies stand side by side, see gh_comparison_count_strategies()
 */
guint
gh_results_count_strategies (const GhResults *results)
{
  return gh_comparison_count_strategies (results->comparison);
}

/**
 * gh_results_get_strategy:
 * @results: results
 * @strategy: one of the compared
 *
 * Returns: (transfer none): plan, summary and money of it
 */
const GhStrategyResult *
gh_results_get_strategy (const GhResults *results, GhStrategy strategy)
{
  return &results->comparison->results[strategy];
}

static void
free_bill (gpointer data)
{
  gh_bill_free (data);
}

/**
 * gh_results_make_bills:
 * @results: results
 * @progress: (nullable): polled
 * @error: set when stopped
 *
 * Makes up the bill of every strategy that has a plan; in any thread. O(strategies x steps).
 *
 * Returns: (transfer full) (nullable) (element-type GhBill): bills by strategy, %NULL where there
 *   is no plan
 */
GPtrArray *
gh_results_make_bills (const GhResults *results, const GhProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) bills = g_ptr_array_new_with_free_func (free_bill);

  guint count = gh_results_count_strategies (results);
  for (GhStrategy s = 0; s < count; s++)
    {
      const GhPlan *plan = results->comparison->results[s].plan;
      GhBill *bill = NULL;
      if (plan->grid_kw != NULL)
        bill = gh_tariff_bill_plan (results->study, gh_results_get_planned_site (results, s), plan,
                                    error);
      if (plan->grid_kw != NULL && bill == NULL)
        return NULL;
      g_ptr_array_add (bills, bill);
      if (!gh_progress_step (progress, (s + 1.0) / count, NULL, error))
        return NULL;
    }
  return g_steal_pointer (&bills);
}

/**
 * gh_results_take_bills:
 * @results: results; to be called in one thread only
 * @bills: (transfer full): what gh_results_make_bills() made of them
 *
 * Keeps the bills with the results, where there are none yet.
 */
void
gh_results_take_bills (GhResults *results, GPtrArray *bills)
{
  if (results->bills == NULL)
    results->bills = bills;
  else
    g_ptr_array_unref (bills);
}

/**
 * gh_results_get_bill:
 * @results: results; to be called in one thread only
 * @strategy: one of the compared
 *
 * Returns: (transfer none) (nullable): what its plan is billed, item by item; %NULL without a plan
 *   and before gh_results_take_bills()
 */
const GhBill *
gh_results_get_bill (const GhResults *results, GhStrategy strategy)
{
  return results->bills != NULL ? g_ptr_array_index (results->bills, strategy) : NULL;
}

/**
 * gh_results_make_resilience:
 * @results: final results
 * @progress: (nullable): told and asked
 * @error: set where the essential use cannot be read, or when stopped
 *
 * Lets the grid fail in every step under every plan; in any thread. See gh_resilience_find().
 *
 * Returns: (transfer full) (nullable): how long the house survives
 */
GhResilience *
gh_results_make_resilience (const GhResults *results, const GhProgress *progress, GError **error)
{
  return gh_resilience_find (results->study, results->comparison, progress, error);
}

/**
 * gh_results_take_resilience:
 * @results: results; to be called in one thread only
 * @resilience: (transfer full): what gh_results_make_resilience() made of them
 *
 * Keeps it with the results, where there is none yet.
 */
void
gh_results_take_resilience (GhResults *results, GhResilience *resilience)
{
  if (results->resilience == NULL)
    results->resilience = resilience;
  else
    gh_resilience_free (resilience);
}

/**
 * gh_results_get_resilience:
 * @results: results; to be called in one thread only
 *
 * Returns: (transfer none) (nullable): how long the house survives outages; %NULL before
 *   gh_results_take_resilience()
 */
const GhResilience *
gh_results_get_resilience (const GhResults *results)
{
  return results->resilience;
}

/**
 * gh_results_make_bracket:
 * @results: complete results
 * @progress: (nullable): polled
 * @error: set when stopped
 *
 * Runs every strategy from forecasts and by the simple rule; in any thread.
 *
 * Returns: (transfer full) (nullable): what comes true
 */
GhBracket *
gh_results_make_bracket (const GhResults *results, const GhProgress *progress, GError **error)
{
  return gh_bracket_compute (results->study, results->comparison, progress, error);
}

/**
 * gh_results_take_bracket:
 * @results: results; to be called in one thread only
 * @bracket: (transfer full): what gh_results_make_bracket() made of them
 *
 * Keeps the bracket with the results, where there is none yet, and what is to be known about it
 * with their warnings.
 */
void
gh_results_take_bracket (GhResults *results, GhBracket *bracket)
{
  if (results->bracket != NULL)
    {
      gh_bracket_free (bracket);
      return;
    }
  results->bracket = bracket;
  gh_bracket_explain (results->study, results->comparison, bracket, results->warnings);
}

/**
 * gh_results_get_bracket:
 * @results: results; to be called in one thread only
 *
 * Returns: (transfer none) (nullable): what comes true of them; %NULL before
 *   gh_results_take_bracket()
 */
const GhBracket *
gh_results_get_bracket (const GhResults *results)
{
  return results->bracket;
}

/**
 * gh_results_get_money_mode:
 * @results: results; to be called in one thread only
 *
 * Returns: what the net present values rest on: what the study asks for, once that is there, until
 *   then perfect foresight
 */
GhOperationMode
gh_results_get_money_mode (const GhResults *results)
{
  g_autoptr (GhOperation) operation = gh_operation_new_of (results->study);

  return results->bracket != NULL ? (GhOperationMode) operation->npv_from : GH_OPERATION_PERFECT;
}

/**
 * gh_results_get_cash_flow:
 * @results: complete results; to be called in one thread only
 * @strategy: one of the compared
 *
 * Returns: (transfer none): what it is worth against smart charging, by gh_results_get_money_mode()
 */
const GhCashFlow *
gh_results_get_cash_flow (const GhResults *results, GhStrategy strategy)
{
  return gh_bracket_get_cash_flow (results->comparison, results->bracket,
                                   gh_results_get_money_mode (results), strategy,
                                   GH_STRATEGY_SMART);
}

/**
 * gh_results_get_bill_per_year:
 * @results: complete results; to be called in one thread only
 * @strategy: one of the compared
 *
 * Returns: its bill of a year, currency, by gh_results_get_money_mode(); smart charging, against
 *   which others are held, is run from forecasts where it is run at all
 */
double
gh_results_get_bill_per_year (const GhResults *results, GhStrategy strategy)
{
  GhOperationMode mode = gh_results_get_money_mode (results);

  if (mode == GH_OPERATION_PERFECT)
    return results->comparison->results[strategy].bill_per_year;
  return results->bracket
      ->results[strategy == GH_STRATEGY_SMART ? GH_OPERATION_ROLLING : mode][strategy]
      .bill_per_year;
}

/**
 * gh_results_get_answer:
 * @results: complete results; to be called in one thread only
 *
 * Returns: (transfer none): the sentence that answers the homeowner's question, from forecasts
 *   where the money rests on them
 */
const char *
gh_results_get_answer (const GhResults *results)
{
  return gh_results_get_money_mode (results) == GH_OPERATION_ROLLING ? results->bracket->answer
                                                                     : results->comparison->answer;
}

/**
 * gh_results_get_rival:
 * @results: complete results; to be called in one thread only
 *
 * Returns: (transfer none) (nullable): the sentence that holds V2H against a wall battery, from
 *   forecasts where the money rests on them; %NULL where the study has none with a price
 */
const char *
gh_results_get_rival (const GhResults *results)
{
  return gh_results_get_money_mode (results) == GH_OPERATION_ROLLING ? results->bracket->rival
                                                                     : results->comparison->rival;
}

/**
 * gh_results_find_best:
 * @results: complete results; to be called in one thread only
 *
 * Returns: the strategy with the greatest net present value against smart charging, a wall battery
 *   instead of V2H among them, which is smart charging itself where nothing gains
 */
GhStrategy
gh_results_find_best (const GhResults *results)
{
  GhStrategy best = GH_STRATEGY_SMART;

  for (GhStrategy i = GH_STRATEGY_V2H; i < gh_results_count_strategies (results); i++)
    if (gh_results_get_cash_flow (results, i)->npv > gh_results_get_cash_flow (results, best)->npv)
      best = i;
  return best;
}
