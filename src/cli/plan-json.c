/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cli.h"

/**
 * gh_json_write_cost:
 * @writer: a writer inside an object
 * @summary: what a plan comes to
 *
 * Writes its cost by part; the penalty is part of the objective of a relaxed plan only.
 */
void
gh_json_write_cost (GhJsonWriter *writer, const GhPlanSummary *summary)
{
  gh_json_writer_begin_object (writer, "cost");
  gh_json_writer_number (writer, "import", summary->cost_import);
  gh_json_writer_number (writer, "export", summary->cost_export);
  gh_json_writer_number (writer, "fixed", summary->cost_fixed);
  gh_json_writer_number (writer, "demand", summary->cost_demand);
  if (fabs (summary->cost_correction) > 0.0)
    gh_json_writer_number (writer, "bill_difference", summary->cost_correction);
  gh_json_writer_number (writer, "wear", summary->cost_wear);
  if (summary->cost_dwell > 0.0)
    gh_json_writer_number (writer, "dwell", summary->cost_dwell);
  gh_json_writer_number (writer, "carbon", summary->cost_carbon);
  gh_json_writer_number (writer, "away", summary->cost_away);
  if (summary->cost_unserved > 0.0)
    gh_json_writer_number (writer, "unserved", summary->cost_unserved);
  gh_json_writer_end (writer);
}

/**
 * gh_json_write_energy:
 * @writer: a writer inside an object
 * @summary: what a plan comes to
 *
 * Writes its energy by part.
 */
void
gh_json_write_energy (GhJsonWriter *writer, const GhPlanSummary *summary)
{
  gh_json_writer_begin_object (writer, "energy_kwh");
  gh_json_writer_number (writer, "import", summary->import_kwh);
  gh_json_writer_number (writer, "export", summary->export_kwh);
  gh_json_writer_number (writer, "load", summary->load_kwh);
  gh_json_writer_number (writer, "solar", summary->solar_kwh);
  gh_json_writer_number (writer, "solar_curtailed", summary->curtailed_kwh);
  gh_json_writer_number (writer, "charged_ac", summary->charged_ac_kwh);
  gh_json_writer_number (writer, "discharged_ac", summary->discharged_ac_kwh);
  gh_json_writer_number (writer, "driving", summary->driving_kwh);
  gh_json_writer_number (writer, "away", summary->away_kwh);
  gh_json_writer_number (writer, "losses", summary->losses_kwh);
  gh_json_writer_end (writer);
}

static void
write_stores (GhJsonWriter *writer, const GhSite *site, const GhPlanSummary *summary)
{
  gh_json_writer_begin_array (writer, "stores");
  for (guint i = 0; i < site->store_count; i++)
    {
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_text (writer, "name",
                           site->stores[i].name != NULL ? site->stores[i].name : "");
      gh_json_writer_number (writer, "soc_end", summary->soc_end[i]);
      gh_json_writer_number (writer, "equivalent_full_cycles", summary->full_cycles[i]);
      gh_json_writer_number (writer, "charged_ac_kwh", summary->charged_kwh[i]);
      gh_json_writer_number (writer, "discharged_ac_kwh", summary->discharged_kwh[i]);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

/* By each kind of rate; "marginal" is short-run. */
static void
write_emissions (GhJsonWriter *writer, const char *name, const GhSite *site,
                 const GhPlanSummary *summary)
{
  gboolean long_run = gh_site_has_rate (site, GH_RATE_LONG_RUN);

  gh_json_writer_begin_object (writer, name);
  gh_json_writer_number (writer, "marginal", summary->emissions_kg[GH_RATE_SHORT_RUN]);
  if (long_run)
    gh_json_writer_number (writer, "long_run_marginal", summary->emissions_kg[GH_RATE_LONG_RUN]);
  gh_json_writer_number (writer, "average", summary->emissions_kg[GH_RATE_AVERAGE]);
  gh_json_writer_end (writer);
}

static void
write_summary (GhJsonWriter *writer, const GhSite *site, const GhPlanSummary *summary)
{
  gh_json_write_cost (writer, summary);
  gh_json_write_energy (writer, summary);
  write_emissions (writer, "emissions_kg", site, summary);
  write_stores (writer, site, summary);
}

static void
write_reason (GhJsonWriter *writer, const GhPlanReport *report)
{
  const GhPlan *plan = report->plan;
  g_autofree char *reason = NULL;

  if (plan->status != GH_PLAN_INFEASIBLE && plan->status != GH_PLAN_RELAXED)
    return;
  reason = gh_reason_format (&plan->reason, gh_time_axis_get_zone (report->site->axis));
  gh_json_writer_text (writer, "reason", reason);
  if (plan->status == GH_PLAN_RELAXED)
    gh_json_writer_number (writer, "unserved_kwh", plan->unserved_kwh);
}

/**
 * gh_json_write_plan_members:
 * @writer: a writer in an object
 * @report: what to tell
 *
 * Writes the members of a plan object of the study format. A plan without powers has no cost,
 * energy, emissions and stores, and its numbers are null.
 */
void
gh_json_write_plan_members (GhJsonWriter *writer, const GhPlanReport *report)
{
  const GhPlan *plan = report->plan;
  gboolean planned = report->summary != NULL;
  double gap = planned ? MAX (0.0, plan->objective - plan->lower_bound) : NAN;

  gh_json_writer_text (writer, "status", gh_plan_status_name (plan->status));
  gh_json_writer_text (writer, "solver", plan->solver != NULL ? plan->solver : "");
  gh_json_writer_text (writer, "strategy", gh_strategy_name (report->strategy));
  write_reason (writer, report);
  gh_json_writer_number (writer, "objective", planned ? plan->objective : NAN);
  gh_json_writer_number (writer, "lower_bound", planned ? plan->lower_bound : NAN);
  gh_json_writer_number (writer, "gap", gap);
  if (planned)
    write_summary (writer, report->site, report->summary);
  if (planned && report->on_marginal != NULL)
    write_emissions (writer, "emissions_kg_if_planned_on_marginal", report->site,
                     report->on_marginal);
  if (report->battery != NULL)
    gh_json_write_battery (writer, report->battery);
  if (report->tariff != NULL)
    {
      gh_json_writer_number (writer, "bill", report->tariff->bill->total);
      gh_json_writer_integer (writer, "tariff_rounds", report->tariff->rounds);
    }
  if (report->verified)
    gh_json_writer_boolean (writer, "verified", TRUE);
  if (report->findings != NULL)
    gh_findings_write_json (report->findings, writer);
  if (isfinite (report->solve_seconds))
    gh_json_writer_number (writer, "solve_seconds", report->solve_seconds);
}

/**
 * gh_plan_to_json:
 * @report: what to tell
 *
 * Returns: (transfer full): one JSON object
 */
char *
gh_plan_to_json (const GhPlanReport *report)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_write_plan_members (writer, report);
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}

static void
write_cash_flow_years (GhJsonWriter *writer, const GhCashFlow *flow)
{
  gh_json_writer_begin_array (writer, "npv_years");
  for (guint i = 0; flow != NULL && i < flow->years->len; i++)
    {
      const GhCashFlowRow *row = &g_array_index (flow->years, GhCashFlowRow, i);
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_integer (writer, "year", row->year);
      gh_json_writer_number (writer, "revenue", row->revenue);
      gh_json_writer_number (writer, "cost", row->cost);
      gh_json_writer_number (writer, "degradation", row->degradation);
      gh_json_writer_number (writer, "salvage", row->salvage);
      gh_json_writer_number (writer, "served", row->served);
      gh_json_writer_number (writer, "grant", row->grant);
      gh_json_writer_number (writer, "change", row->change);
      gh_json_writer_number (writer, "discounted", row->discounted);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

/**
 * gh_json_write_cash_flows:
 * @writer: inside an object
 * @flow: (nullable): against smart charging
 * @unmanaged: (nullable): against unmanaged charging
 *
 * Writes what a strategy is worth and the years of the former.
 */
void
gh_json_write_cash_flows (GhJsonWriter *writer, const GhCashFlow *flow, const GhCashFlow *unmanaged)
{
  gh_json_writer_number (writer, "npv", flow != NULL ? flow->npv : NAN);
  gh_json_writer_number (writer, "npv_against_unmanaged", unmanaged != NULL ? unmanaged->npv : NAN);
  gh_json_writer_number (writer, "irr", flow != NULL ? flow->irr : NAN);
  if (flow != NULL)
    gh_json_writer_text (writer, "irr_status", gh_irr_status_name (flow->irr_status));
  else
    gh_json_writer_null (writer, "irr_status");
  gh_json_writer_number (writer, "payback_years", flow != NULL ? flow->payback_years : NAN);
  gh_json_writer_number (writer, "discounted_payback_years",
                         flow != NULL ? flow->discounted_payback_years : NAN);
  write_cash_flow_years (writer, flow);
}

static void
write_result (GhJsonWriter *writer, const GhComparison *comparison, const GhBracket *bracket,
              GhStrategy strategy, const GhSite *site, gboolean timing)
{
  const GhStrategyResult *result = &comparison->results[strategy];
  gboolean planned = result->plan->grid_kw != NULL;
  const GhPlanReport report = {
    .site = site,
    .plan = result->plan,
    .summary = planned ? &result->summary : NULL,
    .strategy = result->strategy,
    .solve_seconds = timing ? result->solve_seconds : NAN,
    .battery = planned ? result->battery : NULL,
    .on_marginal = planned ? result->on_marginal : NULL,
    .tariff = planned && result->tariff.bill != NULL ? &result->tariff : NULL,
  };

  gh_json_writer_begin_object (writer, NULL);
  gh_json_write_plan_members (writer, &report);
  gh_json_writer_number (writer, "bill_per_year", planned ? result->bill_per_year : NAN);
  gh_json_writer_number (writer, "saving_per_year", planned ? result->saving_per_year : NAN);
  gh_json_writer_number (writer, "self_consumption",
                         planned ? result->summary.self_consumption : NAN);
  gh_json_writer_number (writer, "self_sufficiency",
                         planned ? result->summary.self_sufficiency : NAN);
  gh_json_write_cash_flows (writer, result->against_smart, result->against_unmanaged);
  if (bracket != NULL)
    gh_json_write_operation (writer, comparison, bracket, strategy, timing);
  gh_json_writer_end (writer);
}

/**
 * gh_comparison_to_json:
 * @comparison: a comparison
 * @bracket: (nullable): its bracket, to be told as well
 * @shares: (nullable) (element-type GhStoreShares): what each car brings, likewise
 * @site: its site
 * @findings: what was found, to be listed
 * @timing: whether to tell how long planning took
 *
 * Returns: (transfer full): one JSON object
 */
char *
gh_comparison_to_json (const GhComparison *comparison, const GhBracket *bracket,
                       const GPtrArray *shares, const GhSite *site, const GhFindings *findings,
                       gboolean timing)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "baseline", "smart");
  gh_json_writer_text (writer, "answer", comparison->answer != NULL ? comparison->answer : "");
  if (bracket != NULL)
    gh_json_writer_text (writer, "operation_answer", bracket->answer);
  if (comparison->rival != NULL)
    gh_json_writer_text (writer, "rival", comparison->rival);
  if (bracket != NULL && bracket->rival != NULL)
    gh_json_writer_text (writer, "operation_rival", bracket->rival);
  gh_json_writer_text (writer, "carbon", comparison->carbon != NULL ? comparison->carbon : "");
  if (comparison->money != NULL)
    gh_json_writer_text (writer, "money", comparison->money);
  gh_json_writer_text (writer, "wear", comparison->wear != NULL ? comparison->wear : "");
  gh_json_writer_begin_array (writer, "strategies");
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    if (comparison->results[i].plan != NULL)
      write_result (writer, comparison, bracket, (GhStrategy) i, site, timing);
  gh_json_writer_end (writer);
  if (shares != NULL)
    gh_json_write_shares (writer, shares, site);
  gh_findings_write_json (findings, writer);
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}
