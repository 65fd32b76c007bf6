/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be said beside the table of the strategies: why some have no plan, and what the
 * battery of each is worth. */
#include "comparison-words.h"

#include <math.h>

#include "number-text.h"
#include "store-table.h"
#include "study/battery-answer.h"
#include "words.h"

/* Less than that a year is not worth a sentence. */
#define LEAST_MONEY 0.5

/**
 * gh_comparison_format_reasons:
 * @results: results
 * @status: of the plans that are meant: those that cannot be made, or those that are only the
 *   nearest that can be done
 *
 * Returns: (transfer full): a line for each such strategy, why; empty where there is none
 */
char *
gh_comparison_format_reasons (const GhResults *results, GhPlanStatus status)
{
  GTimeZone *zone = gh_time_axis_get_zone (gh_results_get_site (results)->axis);
  GString *text = g_string_new (NULL);

  for (GhStrategy i = 0; i < gh_results_count_strategies (results); i++)
    {
      const GhPlan *plan = gh_results_get_strategy (results, i)->plan;
      if (plan->status != status)
        continue;
      g_autofree char *reason = gh_reason_format (&plan->reason, zone);
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "",
                              gh_strategy_get_short_title (i), reason);
    }
  return g_string_free (text, FALSE);
}

/* What the plan of a strategy pays more a year for electricity, and loses less of the battery, than
 * one that knows no wear; FALSE where there was none, or nothing differs. */
static gboolean
find_avoided (const GhResults *results, GhStrategy strategy, double *cost, double *saved)
{
  const GhStrategyResult *result = gh_results_get_strategy (results, strategy);
  const GhBatteryResult *battery = result->battery;
  double days = gh_time_axis_get_days (gh_results_get_site (results)->axis);

  if (battery == NULL || isnan (battery->unpriced_objective))
    return FALSE;
  *cost = (result->plan->objective - result->summary.cost_wear - battery->unpriced_objective)
          / gh_years_of_days (days);
  *saved = battery->unpriced_ageing_cost - battery->ageing_cost - battery->others_ageing_cost;
  return fabs (*cost) >= LEAST_MONEY || fabs (*saved) >= LEAST_MONEY;
}

/**
 * gh_comparison_format_ageing:
 * @results: complete results
 *
 * Returns: (transfer full): a line for each strategy whose plan heeds the ageing of the cells and
 *   changes by that: what it costs and saves; empty where there is none
 */
char *
gh_comparison_format_ageing (const GhResults *results)
{
  const char *currency = gh_results_get_site (results)->currency;
  GString *text = g_string_new (NULL);
  double cost, saved;

  for (GhStrategy i = 0; i < gh_results_count_strategies (results); i++)
    {
      if (!find_avoided (results, i, &cost, &saved))
        continue;
      g_autofree char *paid = gh_money_format (cost, currency, 0);
      g_autofree char *kept = gh_money_format (saved, currency, 0);
      g_string_append (text, text->len > 0 ? "\n" : "");
      /* Translators: a strategy, then two amounts of money. */
      g_string_append_printf (text,
                              _ ("%s: going easy on the battery costs %s a year more for "
                                 "electricity and saves %s of ageing."),
                              gh_strategy_get_short_title (i), paid, kept);
    }
  return g_string_free (text, FALSE);
}

/**
 * gh_comparison_format_limits:
 * @results: complete results
 *
 * Returns: (transfer full): a line for each strategy whose plan meets the limits of the battery:
 *   what keeping within them costs, and what the battery still cannot follow; empty where none does
 */
char *
gh_comparison_format_limits (const GhResults *results)
{
  const GhSite *site = gh_results_get_site (results);
  GString *text = g_string_new (NULL);

  for (GhStrategy i = 0; i < gh_results_count_strategies (results); i++)
    {
      const GhBatteryResult *battery = gh_results_get_strategy (results, i)->battery;
      g_autofree char *limits = battery != NULL && battery->is_checked
                                    ? gh_answer_battery_limits (battery, site)
                                    : NULL;
      if (limits != NULL)
        g_string_append_printf (text, "%s%s: %s.", text->len > 0 ? "\n" : "",
                                gh_strategy_get_short_title (i), limits);
    }
  return g_string_free (text, FALSE);
}

static void
append_lines (GString *text, const char *lines)
{
  if (lines != NULL && *lines != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines);
}

/**
 * gh_comparison_format_battery:
 * @results: complete results
 *
 * Returns: (transfer full): what the battery's limits cost, what going easy on it costs and saves,
 *   and how its wear is counted, in lines; empty where there is nothing to tell
 */
char *
gh_comparison_format_battery (const GhResults *results)
{
  g_autofree char *limits = gh_comparison_format_limits (results);
  g_autofree char *ageing = gh_comparison_format_ageing (results);
  GString *text = g_string_new (limits);

  append_lines (text, ageing);
  append_lines (text, gh_results_get_comparison (results)->money);
  append_lines (text, gh_results_get_comparison (results)->wear);
  if (text->len > 0 && gh_store_table_count_stores (results) > 0)
    {
      g_autofree char *which
          = g_strdup_printf (_ ("Of several batteries the cells of one are counted: %s."),
                             gh_store_table_get_name (results, 0));
      append_lines (text, which);
    }
  return g_string_free (text, FALSE);
}
