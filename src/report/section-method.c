/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How it was calculated, how good that is, and what it does not know. */
#include <math.h>

#include "comparison-words.h"
#include "money-figure.h"
#include "number-text.h"
#include "section.h"
#include "words.h"

/* Less is not shown by its decimals. */
#define LEAST_MONEY 0.01

static const char *
get_status_title (GhPlanStatus status)
{
  switch (status)
    {
    case GH_PLAN_OPTIMAL:
      return _ ("exact");
    case GH_PLAN_WITHIN_GAP:
      return _ ("within the gap");
    case GH_PLAN_TIME_LIMIT:
      return _ ("stopped by the clock");
    case GH_PLAN_RELAXED:
      return _ ("nearest that can be done");
    case GH_PLAN_INFEASIBLE:
    default:
      return _ ("cannot be planned");
    }
}

static const char *
get_solver_title (const char *solver)
{
  static const struct
  {
    const char *name, *title;
  } solvers[] = { { "exact", N_ ("storage kernel") },
                  { "glpk-lp", N_ ("GLPK, linear program") },
                  { "glpk-mip", N_ ("GLPK, mixed-integer program") },
                  { "rule", N_ ("none") } };

  for (gsize i = 0; i < G_N_ELEMENTS (solvers); i++)
    if (g_strcmp0 (solvers[i].name, solver) == 0)
      return _ (solvers[i].title);
  return solver != NULL ? solver : "–";
}

static char *
format_amount (const GhSection *section, const GhPlan *plan, double amount)
{
  return plan->grid_kw != NULL ? gh_money_format (amount, section->currency, 2) : g_strdup ("–");
}

/* A gap that there is does not read as none. */
static char *
format_gap (const GhSection *section, const GhPlan *plan)
{
  double gap = fabs (plan->objective - plan->lower_bound);
  g_autofree char *least = gh_money_format (LEAST_MONEY, section->currency, 2);

  if (plan->status == GH_PLAN_WITHIN_GAP && gap < LEAST_MONEY)
    return g_strdup_printf ("< %s", least);
  return format_amount (section, plan, gap);
}

/* A rule is followed rather than searched for, so it has no bound. */
static void
add_plan (const GhSection *section, GhReportTable *table, GhStrategy strategy)
{
  const GhPlan *plan = gh_results_get_strategy (section->results, strategy)->plan;
  gboolean is_rule = g_strcmp0 (plan->solver, "rule") == 0;
  g_autofree char *objective = format_amount (section, plan, plan->objective);
  g_autofree char *bound
      = is_rule ? g_strdup ("–") : format_amount (section, plan, plan->lower_bound);
  g_autofree char *gap = is_rule ? g_strdup ("–") : format_gap (section, plan);
  const char *const cells[] = { gh_strategy_get_short_title (strategy),
                                is_rule ? _ ("follows a rule") : get_status_title (plan->status),
                                get_solver_title (plan->solver),
                                objective,
                                bound,
                                gap };

  gh_report_table_add_row (table, GH_REPORT_ROW, cells);
}

static void
add_plans (const GhSection *section)
{
  const GhReportColumn columns[]
      = { { _ ("Plan"), FALSE },          { _ ("How good it is"), FALSE }, { _ ("Solver"), FALSE },
          { _ ("Operating cost"), TRUE }, { _ ("Lower bound"), TRUE },     { _ ("Gap"), TRUE } };
  GhReportCaption caption
      = { _ ("Plans and their bounds"), section->symbol, section->range, section->source };
  GhReportTable *table;

  gh_report_add_heading (section->report, _ ("How good the plans are"));
  gh_report_add_text (
      section->report, GH_REPORT_BODY,
      _ ("Operating cost is import less export, demand charges, wear, away charging "
         "and a price on emissions where there is one, without fixed charges. No "
         "plan of the same strategy can be cheaper than the lower bound."));
  table = gh_report_add_table (section->report, &caption, columns, G_N_ELEMENTS (columns));
  for (GhStrategy s = 0; s < gh_results_count_strategies (section->results); s++)
    add_plan (section, table, s);
}

static void
add_method (const GhSection *section)
{
  GhReport *report = section->report;
  double minutes = gh_time_axis_get_step_seconds (section->site->axis) / 60.0;
  g_autofree char *step = gh_number_format (minutes, 0);

  gh_report_take_text (
      report, GH_REPORT_BULLET,
      g_strdup_printf (_ ("The period is planned in steps of %s minutes; powers are means over a "
                          "step. Each strategy is planned as a whole: what stored energy is worth "
                          "is known for every step and amount, and the plan follows from it."),
                       step));
  gh_report_add_text (report, GH_REPORT_BULLET,
                      _ ("Perfect foresight: plans know prices, sun, use and trips of the whole "
                         "period in advance, so that every bill is the least that can be reached. "
                         "A controller in a house knows less and pays more: how much of a saving "
                         "comes true is found by running the period again with short plans from "
                         "forecasts, and by a simple rule, under the same surprises."));
  gh_report_add_text (report, GH_REPORT_BULLET,
                      _ ("Savings are counted against smart charging, so what charging at better "
                         "times brings by itself is not credited to a bidirectional charger."));
  gh_report_add_text (report, GH_REPORT_BULLET,
                      _ ("Only added wear counts: driving wears the battery either way."));
  gh_report_add_text (
      report, GH_REPORT_BULLET,
      _ ("Net present value: equipment is paid in year 0; the first year is the one planned, "
         "scaled to 365.25 days where the period is no year; later years follow the growth of "
         "prices and the ageing of the panels, and all are discounted at the end of their year."));
}

static void
add_limits (const GhSection *section)
{
  static const char *const limits[] = {
    N_ ("surprises of other kinds or sizes than the study gives: forecasts can be worse, and "
        "people "
        "do otherwise"),
    N_ ("faults of the equipment, and the time until it is mended"),
    N_ ("income tax and loans, and subsidies other than the grant that the study gives"),
    N_ ("tariffs other than the one given: prices grow, their hours stay"),
    N_ ("phases, voltages and the limits of the network beyond those of the connection"),
    N_ ("other uses that could be moved, such as a heat pump: the load of the house is as given"),
  };

  gh_report_add_heading (section->report, _ ("What is not modelled"));
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    gh_report_add_text (section->report, GH_REPORT_BULLET, _ (limits[i]));
}

static void
add_remarks (const GhSection *section)
{
  const GhFindings *findings = gh_results_get_warnings (section->results);
  g_autofree char *relaxed = gh_comparison_format_reasons (section->results, GH_PLAN_RELAXED);

  gh_report_add_heading (section->report, _ ("Remarks on this study"));
  if (gh_findings_get_count (findings) == 0 && *relaxed == '\0')
    gh_report_add_text (section->report, GH_REPORT_BODY, _ ("None."));
  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    {
      g_autofree char *sentence = gh_message_to_sentence (gh_findings_get (findings, i)->message);
      gh_report_add_text (section->report, GH_REPORT_BULLET, sentence);
    }
  gh_report_add_lines (section->report, GH_REPORT_BULLET, relaxed);
}

/**
 * gh_section_method:
 * @section: what it is made of
 *
 * Adds how plans were made and how good they are, what is not modelled, and what is to be known of
 * this study.
 */
void
gh_section_method (const GhSection *section)
{
  add_method (section);
  add_plans (section);
  add_limits (section);
  add_remarks (section);
}
