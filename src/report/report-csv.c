/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that a report rests on, as tables for programs. */
#include <math.h>

#include "attribute-list.h"
#include "json-writer.h"
#include "plan-csv.h"
#include "real-bill.h"
#include "resilience-csv.h"
#include "sensitivity-csv.h"
#include "study-report.h"

static void
append_quoted (GString *text, const char *word)
{
  g_string_append_c (text, '"');
  for (const char *c = word; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

static void
append_flow (GString *text, GhStrategy strategy, GhStrategy base, const GhCashFlow *flow)
{
  for (guint i = 0; flow != NULL && i < flow->years->len; i++)
    {
      const GhCashFlowRow *year = &g_array_index (flow->years, GhCashFlowRow, i);
      const double numbers[] = { year->revenue,    year->cost,  year->degradation, year->salvage,
                                 year->discounted, year->grant, year->served };
      char buffer[GH_NUMBER_TEXT_SIZE];
      g_string_append_printf (text, "%s,%s,%d", gh_strategy_name (strategy),
                              gh_strategy_name (base), year->year);
      for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
        g_string_append_printf (
            text, ",%s", isfinite (numbers[k]) ? gh_number_to_text (numbers[k], buffer) : "");
      g_string_append_c (text, '\n');
    }
}

static gboolean
write_flows (const GhResults *results, const char *directory, GError **error)
{
  g_autoptr (GString) text = g_string_new (
      "strategy,against,year,revenue,cost,degradation,salvage,discounted,grant,served\n");

  for (GhStrategy s = 0; s < gh_results_count_strategies (results); s++)
    {
      const GhStrategyResult *result = gh_results_get_strategy (results, s);
      append_flow (text, s, GH_STRATEGY_SMART, result->against_smart);
      append_flow (text, s, GH_STRATEGY_UNMANAGED, result->against_unmanaged);
    }
  return gh_csv_write (directory, "npv-years.csv", text->str, error);
}

static gboolean
write_bills (const GhResults *results, const char *directory, GError **error)
{
  for (GhStrategy s = 0; s < gh_results_count_strategies (results); s++)
    {
      const GhBill *bill = gh_results_get_bill (results, s);
      g_autofree char *name = g_strdup_printf ("bill-%s.csv", gh_strategy_name (s));
      g_autofree char *text = bill != NULL ? gh_real_bill_to_csv (bill) : NULL;
      if (text != NULL && !gh_csv_write (directory, name, text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_assumptions (const GhStudy *study, const char *directory, GError **error)
{
  g_autoptr (GPtrArray) list = gh_study_list_attributes (study);
  g_autoptr (GString) text = g_string_new ("group,quantity,value,source\n");

  for (guint i = 0; i < list->len; i++)
    {
      const GhListedAttribute *listed = g_ptr_array_index (list, i);
      append_quoted (text, listed->group);
      g_string_append_c (text, ',');
      append_quoted (text, listed->title);
      g_string_append_c (text, ',');
      append_quoted (text, listed->value);
      g_string_append (text, listed->is_given ? ",given\n" : ",default\n");
    }
  return gh_csv_write (directory, "assumptions.csv", text->str, error);
}

/* Of the inputs, where they could be varied. */
static gboolean
write_sensitivities (const GhStudyReport *study_report, const char *directory, GError **error)
{
  if (study_report->tornado == NULL)
    return TRUE;
  const char *currency = study_report->base->study->currency;
  g_autofree char *tornado = gh_tornado_to_csv (study_report->tornado);
  g_autofree char *roots = gh_break_evens_to_csv (study_report->break_evens, currency);

  return gh_csv_write (directory, "tornado.csv", tornado, error)
         && gh_csv_write (directory, "break-evens.csv", roots, error);
}

/**
 * gh_study_report_write_csv:
 * @study_report: what a report is made of
 * @directory: where to; made if need be
 * @progress: (nullable): asked after each file
 * @error: set when something cannot be written, or when stopped
 *
 * Writes comparison.csv, plan-STRATEGY.csv step by step, bill-STRATEGY.csv by month and item,
 * npv-years.csv, assumptions.csv in the user's words, survival.csv, outages.csv and
 * worst-weeks.csv, tornado.csv and break-evens.csv where inputs can be varied, and life.csv where
 * the life of the battery is known. Strategies without a plan are left out.
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_study_report_write_csv (GhStudyReport *study_report, const char *directory,
                           const GhProgress *progress, GError **error)
{
  const GhResults *results = study_report->results;

  return gh_comparison_write_csv (gh_results_get_comparison (results),
                                  gh_results_get_site (results), directory, error)
         && gh_progress_step (progress, 0.8, NULL, error) && write_bills (results, directory, error)
         && gh_progress_step (progress, 0.9, NULL, error) && write_flows (results, directory, error)
         && write_assumptions (gh_results_get_study (results), directory, error)
         && gh_resilience_write_csv (gh_results_get_resilience (results), directory, -1, error)
         && write_sensitivities (study_report, directory, error)
         && (study_report->life == NULL
             || gh_life_write_csv (gh_battery_life_get_life (study_report->life), directory, error))
         && gh_progress_step (progress, 1.0, NULL, error);
}
