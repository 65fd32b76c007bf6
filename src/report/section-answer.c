/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question and its answer, with the figures that carry it and the condition it depends on. */
#include <math.h>

#include "comparison-rows.h"
#include "comparison-words.h"
#include "money-figure.h"
#include "number-text.h"
#include "operation-words.h"
#include "section.h"
#include "study/household-money.h"
#include "words.h"

#define MOST_FACTS 6

/* Texts that key figures are made of, freed together. */
typedef struct
{
  GhReportFact facts[MOST_FACTS];
  guint count;
  GPtrArray *texts; /* (element-type utf8) */
} Facts;

/* @value: (transfer full); @note: (transfer full) */
static void
take_fact (Facts *facts, const char *title, char *value, char *note)
{
  g_ptr_array_add (facts->texts, value);
  g_ptr_array_add (facts->texts, note);
  g_assert (facts->count < MOST_FACTS);
  facts->facts[facts->count++] = (GhReportFact){ title, value, note };
}

static void
add_money (const GhSection *section, Facts *facts)
{
  const GhCashFlow *flow = gh_results_get_cash_flow (section->results, section->strategy);
  double bill = gh_results_get_bill_per_year (section->results, section->strategy);
  double base = gh_results_get_bill_per_year (section->results, GH_STRATEGY_SMART);
  g_autofree char *smart = gh_money_format (base, section->currency, 0);
  g_autofree char *rate = gh_number_format (100.0 * gh_money_get_discount_rate (section->study), 1);
  gboolean pays = isfinite (flow->payback_years);

  take_fact (facts, _ ("Electricity bill a year"), gh_money_format (bill, section->currency, 0),
             g_strdup_printf (_ ("%s with smart charging; %s"), smart, section->range));
  take_fact (facts, _ ("Saving a year"), gh_money_format_signed (base - bill, section->currency, 0),
             g_strdup (_ ("on the bill, against smart charging; wear not taken off")));
  take_fact (facts, _ ("Net present value"),
             gh_money_format_signed (flow->npv, section->currency, 0),
             g_strdup_printf (_ ("over %u years at %s %%, wear and equipment taken off"),
                              flow->years->len - 1, rate));
  take_fact (facts, _ ("Payback"),
             pays ? gh_comparison_row_format (GH_ROW_PAYBACK, section->results, section->strategy)
                  : g_strdup (_ ("never")),
             g_strdup (_ ("until the investment has come back, without interest")));
}

/* Emissions by the first kind of rates that is known, the one planned on before others. */
static void
add_carbon (const GhSection *section, Facts *facts)
{
  for (guint i = 0; i < GH_EMISSION_RATES; i++)
    {
      GhEmissionRate rate = (section->site->planned_rate + i) % GH_EMISSION_RATES;
      GhComparisonRow row = GH_ROW_MARGINAL + rate;
      if (!gh_site_has_rate (section->site, rate))
        continue;
      double change = gh_comparison_row_get_value (row, section->results, section->strategy)
                      - gh_comparison_row_get_value (row, section->results, GH_STRATEGY_SMART);
      g_autofree char *number = gh_number_format (change, 0);
      take_fact (
          facts, _ ("CO₂ a year"), g_strdup_printf ("%s%s kg", change > 0.5 ? "+" : "", number),
          g_strdup_printf (_ ("%s, against smart charging"), gh_emission_rate_get_phrase (rate)));
      return;
    }
}

static double
get_capacity_left (const GhSection *section, GhStrategy strategy)
{
  const GArray *years = gh_battery_life_get_strategy (section->life, strategy)->years;

  return g_array_index (years, GhLifeYear, years->len - 1).soh_end;
}

static void
add_battery (const GhSection *section, Facts *facts)
{
  if (section->life == NULL)
    return;
  g_autofree char *own
      = gh_number_format (100.0 * get_capacity_left (section, section->strategy), 1);
  g_autofree char *smart
      = gh_number_format (100.0 * get_capacity_left (section, GH_STRATEGY_SMART), 1);
  take_fact (facts, _ ("Capacity of the battery"), g_strdup_printf ("%s %%", own),
             g_strdup_printf (_ ("after %d years; %s %% with smart charging"),
                              gh_battery_life_get_life (section->life)->years, smart));
}

static void
add_facts (const GhSection *section)
{
  Facts facts = { .texts = g_ptr_array_new_with_free_func (g_free) };

  add_money (section, &facts);
  add_carbon (section, &facts);
  add_battery (section, &facts);
  gh_report_add_facts (section->report, facts.facts, facts.count);
  g_ptr_array_unref (facts.texts);
}

/* The price of equipment at which nothing is won or lost: what is paid in year 0 is in the net
 * present value as it is, so that a unit of it moves the value by one. */
static char *
format_condition (const GhSection *section)
{
  g_autofree gpointer kept = NULL;
  const GhFinance *finance = section->study->finance;
  double npv = gh_results_get_cash_flow (section->results, section->strategy)->npv;

  if (finance == NULL)
    finance = kept = gh_record_new (&gh_finance_table);
  double extra = gh_household_get_terms (finance, section->strategy, GH_STRATEGY_SMART).capex;
  g_autofree char *most = gh_money_format (npv + extra, section->currency, 0);
  g_autofree char *assumed = gh_money_format (extra, section->currency, 0);
  const char *name = gh_strategy_get_short_title (section->strategy);

  if (npv + extra <= 0.0)
    return g_strdup_printf (_ ("Everything else unchanged, %s would not pay even if its equipment "
                               "cost no more than that of smart charging."),
                            name);
  return g_strdup_printf (
      npv > 0.0 ? _ ("Everything else unchanged, %1$s pays as long as its equipment costs less "
                     "than %2$s more than that of smart charging; %3$s more is assumed.")
                : _ ("Everything else unchanged, %1$s would pay if its equipment cost less than "
                     "%2$s more than that of smart charging; %3$s more is assumed."),
      name, most, assumed);
}

static void
add_infeasible (const GhSection *section)
{
  g_autofree char *reasons = gh_comparison_format_reasons (section->results, GH_PLAN_INFEASIBLE);

  gh_report_add_text (section->report, GH_REPORT_LEAD,
                      _ ("The question cannot be answered: not every way of using the car can be "
                         "planned."));
  gh_report_add_lines (section->report, GH_REPORT_BULLET, reasons);
  gh_report_add_text (section->report, GH_REPORT_BODY,
                      _ ("What follows is what was assumed, so that the reason can be found."));
}

/**
 * gh_section_answer:
 * @section: what it is made of
 *
 * Adds question, answer, key figures, condition and contents; without plans of all strategies the
 * reason for that.
 */
void
gh_section_answer (const GhSection *section)
{
  GhReport *report = section->report;
  const GhComparison *comparison = gh_results_get_comparison (section->results);
  guint remarks = gh_findings_get_count (gh_results_get_warnings (section->results));

  gh_report_take_text (
      report, GH_REPORT_BODY,
      g_strdup_printf (_ ("Is it worth letting the car power the house (V2H) or feed the grid "
                          "(V2G) as well? Each way of using it is planned on identical inputs for "
                          "%s. Smart charging, which needs no bidirectional charger, is what the "
                          "others are held against."),
                       section->range));
  if (comparison->answer == NULL)
    add_infeasible (section);
  else if (section->site->store_count == 0)
    gh_report_add_text (report, GH_REPORT_LEAD, comparison->answer);
  else
    {
      g_autofree char *basis = gh_operation_format_basis (section->results, FALSE, NULL);
      gh_report_add_text (report, GH_REPORT_LEAD, gh_results_get_answer (section->results));
      add_facts (section);
      gh_report_take_text (report, GH_REPORT_BODY, format_condition (section));
      gh_report_take_text (report, GH_REPORT_NOTE,
                           g_strdup_printf (_ ("Key figures of %1$s, %2$s. Source: %3$s."),
                                            gh_strategy_get_short_title (section->strategy),
                                            section->range, section->money_source));
      gh_report_add_text (report, GH_REPORT_NOTE, basis);
    }
  if (remarks > 0)
    gh_report_take_text (report, GH_REPORT_BODY,
                         g_strdup_printf (ngettext ("There is %u remark on these numbers, in the "
                                                    "last chapter.",
                                                    "There are %u remarks on these numbers, in the "
                                                    "last chapter.",
                                                    remarks),
                                          remarks));
  gh_report_add_contents (report);
}
