/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "cli.h"
#include "errors.h"
#include "plan-csv.h"
#include "planning/plan-checker.h"
#include "study/answer.h"
#include "study/battery-answer.h"
#include "study/operation-answer.h"
#include "words.h"

#define TIME_LIMIT_SECONDS 60.0

#define TITLE_WIDTH 36
#define ZERO_CELSIUS_K 273.15

typedef struct
{
  GhPlanOptions solving;
  GhCliFormat format;
  gboolean verify;
  gboolean timing;
  const char *directory; /* (nullable) */
  const char *vehicle;   /* (nullable): name of the car whose battery is looked at */
  GhOperationMode mode;
  gboolean leave_out; /* incomplete vehicles of a fleet */
} PlanOptions;

/* Whether the plan holds on a site. */
static gboolean
verify_site (const GhSite *site, const GhPlan *plan)
{
  g_autoptr (GArray) violations = NULL;

  if (gh_plan_check (site, plan, &violations))
    return TRUE;
  for (guint i = 0; violations != NULL && i < violations->len; i++)
    {
      g_autofree char *text = gh_violation_to_text (&g_array_index (violations, GhViolation, i));
      fprintf (stderr, _ ("error: the plan breaks a rule: %s\n"), text);
    }
  return FALSE;
}

/* Whether the plan holds on the site as the strategy sees it. */
static gboolean
verify_plan (const GhSite *site, const GhPlan *plan, GhStrategy strategy)
{
  g_autoptr (GhSite) used = gh_planner_site_of_plan (site, strategy, plan);

  return verify_site (used, plan);
}

static void
print_line (const char *title, double value, const char *unit)
{
  /* Padded by characters; printf() counts bytes. */
  int blank = MAX (0, TITLE_WIDTH - (int) g_utf8_strlen (title, -1));

  printf ("  %s%*s %10.2f %s\n", title, blank, "", value, unit);
}

/* Each car and wall battery; what a single one takes and gives is told already. */
static void
print_stores (const GhPlanSummary *summary, const GhSite *site)
{
  if (site->store_count > 0)
    printf ("\n%s\n", site->store_count > 1 ? _ ("Batteries") : _ ("Battery"));
  for (guint i = 0; i < site->store_count; i++)
    {
      printf (_ ("  %s: %.0f %% full at the end, %.1f full cycles\n"), site->stores[i].name,
              100.0 * summary->soc_end[i], summary->full_cycles[i]);
      if (site->store_count > 1)
        printf (_ ("    charged %.0f kWh, given %.0f kWh\n"), summary->charged_kwh[i],
                summary->discharged_kwh[i]);
    }
}

/* By each rate that the study gives; without rates there is nothing to tell. */
static void
print_carbon (const GhPlanSummary *summary, const GhSite *site)
{
  gboolean any = FALSE;

  for (GhEmissionRate rate = 0; rate < GH_EMISSION_RATES; rate++)
    {
      if (!gh_site_has_rate (site, rate))
        continue;
      if (!any)
        printf ("\n%s\n", _ ("Carbon"));
      any = TRUE;
      print_line (gh_emission_rate_get_phrase (rate), summary->emissions_kg[rate], "kg");
    }
}

static void
print_summary (const GhPlanSummary *summary, const GhSite *site)
{
  const char *currency = site->currency != NULL ? site->currency : "";

  printf ("\n%s\n", _ ("Money"));
  print_line (_ ("Import"), summary->cost_import, currency);
  print_line (_ ("Export (earned)"), summary->cost_export, currency);
  print_line (_ ("Fixed charge"), summary->cost_fixed, currency);
  if (summary->cost_demand > 0.0)
    print_line (_ ("Demand"), summary->cost_demand, currency);
  if (fabs (summary->cost_correction) > 0.005)
    print_line (_ ("What the bill adds"), summary->cost_correction, currency);
  print_line (_ ("Wear of the battery"), summary->cost_wear, currency);
  print_line (_ ("Charging away"), summary->cost_away, currency);
  if (summary->cost_unserved > 0.0)
    print_line (_ ("Penalty for what is missing"), summary->cost_unserved, currency);
  printf ("\n%s\n", _ ("Energy"));
  print_line (_ ("Import"), summary->import_kwh, "kWh");
  print_line (_ ("Export"), summary->export_kwh, "kWh");
  print_line (_ ("House"), summary->load_kwh, "kWh");
  print_line (_ ("Solar"), summary->solar_kwh, "kWh");
  print_line (_ ("Solar not used"), summary->curtailed_kwh, "kWh");
  print_line (_ ("Charged"), summary->charged_ac_kwh, "kWh");
  print_line (_ ("Discharged"), summary->discharged_ac_kwh, "kWh");
  print_line (_ ("Driving"), summary->driving_kwh, "kWh");
  print_line (_ ("Losses"), summary->losses_kwh, "kWh");
  print_carbon (summary, site);
  print_stores (summary, site);
}

/* How good the plan is, in words. */
static char *
describe_status (const GhPlan *plan, const char *currency)
{
  switch (plan->status)
    {
    case GH_PLAN_OPTIMAL:
      return g_strdup (_ ("the best plan"));
    case GH_PLAN_WITHIN_GAP:
      return g_strdup_printf (_ ("at most %.4f %s above the best plan"),
                              plan->objective - plan->lower_bound, currency);
    case GH_PLAN_TIME_LIMIT:
      return g_strdup (plan->grid_kw != NULL ? _ ("a plan found within the time limit")
                                             : _ ("no plan within the time limit"));
    case GH_PLAN_RELAXED:
      return g_strdup (_ ("the nearest plan that can be done"));
    default:
      return g_strdup (_ ("cannot be planned"));
    }
}

/* How the plan goes on the circuit, and what it does to the cells. */
static void
print_battery (const GhPlanReport *plan_report)
{
  const GhBatteryResult *battery = plan_report->battery;
  const GhCircuitReport *report = &battery->report;
  const GhSite *site = plan_report->site;
  g_autofree char *limits = gh_answer_battery_limits (battery, site);

  /* Of several, the one that is looked at. */
  if (site->store_count > 1)
    printf ("  %s\n", site->stores[plan_report->battery_store].name);
  printf (_ ("  on the circuit %.0f to %.0f V, %.0f to %.0f °C, %.2f kWh short\n"),
          report->voltage_min_v, report->voltage_max_v, report->temperature_min_k - ZERO_CELSIUS_K,
          report->temperature_max_k - ZERO_CELSIUS_K, battery->shortfall_kwh);
  if (limits != NULL)
    printf ("  %s\n", limits);
  printf (_ ("  loses %.2f %% of its capacity a year, worth %.2f %s\n"), 100.0 * battery->loss,
          battery->ageing_cost, site->currency);
  if (!battery->is_priced)
    return;
  double years = gh_years_of_days (gh_time_axis_get_days (site->axis));
  double cost = plan_report->plan->objective - plan_report->summary->cost_wear
                - battery->unpriced_objective;
  printf (_ ("  wear priced at %.4f %s/kWh after %u plans\n"), battery->price.wear_per_kwh,
          site->currency, battery->price_rounds);
  printf (_ ("  avoiding wear costs %.2f %s of energy a year and saves %.2f %s of battery\n"),
          cost / years, site->currency,
          battery->unpriced_ageing_cost - battery->ageing_cost - battery->others_ageing_cost,
          site->currency);
}

static void
print_text (const GhPlanReport *report)
{
  const GhPlan *plan = report->plan;
  g_autofree char *status = describe_status (plan, report->site->currency);

  printf (_ ("%s: %s (solver %s)\n"),
          report->strategy == GH_STRATEGY_AS_GIVEN ? _ ("The charger as given")
                                                   : gh_strategy_title (report->strategy),
          status, plan->solver);
  if (report->summary != NULL)
    {
      printf (_ ("Operating cost %.2f %s\n"), plan->objective, report->site->currency);
      if (plan->status == GH_PLAN_RELAXED)
        printf (_ ("Energy that is asked for and missing: %.2f kWh\n"), plan->unserved_kwh);
      print_summary (report->summary, report->site);
      if (report->on_marginal != NULL)
        {
          g_autofree char *instead
              = gh_answer_planned_on_marginal (report->summary, report->on_marginal, report->site);
          printf (_ ("\nPlanned on average rates. %s\n"), instead);
        }
      if (report->battery != NULL)
        print_battery (report);
    }
  if (report->verified)
    puts (_ ("Verified: the plan keeps every rule of the site."));
  if (isfinite (report->solve_seconds))
    printf (_ ("Planned in %.3f s\n"), report->solve_seconds);
}

static GhCliStatus
output_plan (const PlanOptions *options, const GhPlanReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (options->directory != NULL && report->summary != NULL
      && !gh_plan_write_csv (report->plan, report->site, options->directory, "plan.csv", &error))
    return gh_cli_fail (error);
  if (options->format == GH_CLI_TEXT)
    {
      print_text (report);
      return GH_CLI_DONE;
    }
  text = gh_plan_to_json (report);
  fputs (text, stdout);
  return GH_CLI_DONE;
}

/* One plan while it is made, on the battery as it is where its cell is known. */
typedef struct
{
  const PlanOptions *options;
  GhStudyInput *input;
  GhBatterySet batteries;
  GhBatteryResult battery;
  GhTariffOutcome tariff;
  GhPlanSummary *on_marginal; /* (nullable): of the same plan made on marginal rates */
} Planning;

/* The site with the battery's limits and the prices of tiers, as far as there are any. */
static const GhSite *
planned_site (const Planning *planning)
{
  return planning->battery.site != NULL  ? planning->battery.site
         : planning->tariff.site != NULL ? planning->tariff.site
                                         : planning->input->site;
}

static GhCliStatus
report_plan (const Planning *planning, const GhPlan *plan, double seconds)
{
  const PlanOptions *options = planning->options;
  const GhSite *site = planned_site (planning);
  GhPlanSummary summary = { 0 };
  GhPlanReport report
      = { .site = site,
          .plan = plan,
          .strategy = options->solving.strategy,
          .solve_seconds = NAN,
          .findings = planning->input->findings,
          .battery = planning->battery.is_checked ? &planning->battery : NULL,
          .battery_store
          = planning->batteries.count > 0 ? planning->batteries.batteries[0].model->store : 0,
          .tariff = planning->tariff.bill != NULL ? &planning->tariff : NULL,
          .on_marginal = planning->on_marginal };
  GhCliStatus status;

  if (options->verify && !verify_plan (site, plan, options->solving.strategy))
    return GH_CLI_INVALID;
  report.verified = options->verify && plan->grid_kw != NULL;
  if (options->timing)
    report.solve_seconds = seconds;
  if (plan->grid_kw != NULL)
    {
      gh_plan_summarise (site, plan, &summary);
      summary.cost_correction = planning->tariff.correction;
      report.summary = &summary;
    }
  status = output_plan (options, &report);
  if (plan->grid_kw != NULL)
    gh_plan_summary_clear (&summary);
  return status != GH_CLI_DONE ? status
                               : gh_cli_report_plan (plan, site, options->solving.strategy);
}

static GhPlan *
solve (const GhSite *site, gpointer data, const GhProgress *progress, GError **error)
{
  Planning *planning = data;

  if (planning->batteries.count == 0)
    return gh_planner_solve (site, &planning->options->solving, progress, error);
  gh_battery_result_clear (&planning->battery);
  planning->battery = (GhBatteryResult){ 0 };
  GhBatteryTask task = { .site = site,
                         .options = planning->options->solving,
                         .most_price_rounds = GH_BATTERY_PRICE_ROUNDS,
                         .check = TRUE,
                         .explain = TRUE };
  gh_battery_set_give (&planning->batteries, &task);
  return gh_battery_plan_solve (&task, &planning->battery, progress, error);
}

/* A plan has all stores that the study describes, under every strategy; those that compare leave
 * out a wall battery that is still to be bought. */
static void
tell_of_rival (const Planning *planning)
{
  GhFindings *findings = planning->input->findings;
  guint told = gh_findings_get_count (findings);

  if (planning->options->solving.strategy == GH_STRATEGY_BATTERY
      || !gh_household_has_rival (planning->input->study))
    return;
  gh_findings_add (findings, GH_SEVERITY_WARNING, "$.finance.capex.battery",
                   _ ("the plan uses the wall battery although it is still to be bought; where "
                      "strategies are compared it is there only instead of V2H"));
  gh_findings_print (findings, told);
}

static GhPlan *
plan_site (Planning *planning, GError **error)
{
  const GhStudyInput *input = planning->input;
  guint vehicle;

  if (!gh_study_input_allows (input, (int) planning->options->solving.strategy, error)
      || !gh_study_input_find_vehicle (input, planning->options->vehicle, &vehicle, error)
      || !gh_battery_set_find (input->study, input->site, vehicle, &planning->batteries, error))
    return NULL;
  GhProgress progress = gh_cli_begin_progress ();
  GhPlan *plan = gh_tariff_plan (input->study, input->site, solve, planning, &planning->tariff,
                                 &progress, error);
  gh_cli_end_progress ();
  return plan;
}

/* Runs the period as the study says instead of by the plan with perfect foresight. */
static GhCliStatus
report_operation (const Planning *planning, const GhPlan *perfect, GError **error)
{
  const PlanOptions *options = planning->options;
  GhOperationResult result = { 0 };
  GhCliStatus status = GH_CLI_INVALID;
  GhProgress progress = gh_cli_begin_progress ();
  gboolean done = gh_operation_run (planning->input->study, planned_site (planning), perfect,
                                    options->solving.strategy, options->mode, FALSE, &result,
                                    &progress, error);

  gh_cli_end_progress ();
  if (!done)
    status = gh_cli_fail (*error);
  else if (!options->verify || verify_site (result.run.site, result.run.plan))
    {
      const GhPlanReport report = { .site = result.run.site,
                                    .plan = result.run.plan,
                                    .summary = &result.summary,
                                    .strategy = options->solving.strategy,
                                    .solve_seconds = options->timing ? result.run_seconds : NAN,
                                    .verified = options->verify,
                                    .findings = planning->input->findings };
      g_autofree char *surprises = gh_operation_describe_surprises (&result);
      status = output_plan (options, &report);
      if (surprises != NULL && options->format == GH_CLI_TEXT)
        printf ("%s\n", surprises);
    }
  gh_operation_result_clear (&result);
  return status;
}

/* What a plan on average rates would have come to on marginal ones. */
static gboolean
plan_on_marginal (Planning *planning, GError **error)
{
  g_autoptr (GhSite) site = gh_site_plan_on_marginal (planning->input->site);
  Planning other = { .options = planning->options,
                     .input = planning->input,
                     .batteries = planning->batteries };

  if (site == NULL)
    return TRUE;
  g_autoptr (GhPlan) plan
      = gh_tariff_plan (planning->input->study, site, solve, &other, &other.tariff, NULL, error);
  if (plan != NULL && plan->grid_kw != NULL)
    {
      planning->on_marginal = g_new0 (GhPlanSummary, 1);
      gh_plan_summarise (site, plan, planning->on_marginal);
    }
  gh_battery_result_clear (&other.battery);
  gh_tariff_outcome_clear (&other.tariff);
  return plan != NULL;
}

static void
clear_planning (Planning *planning)
{
  gh_battery_result_clear (&planning->battery);
  gh_tariff_outcome_clear (&planning->tariff);
  gh_battery_set_clear (&planning->batteries);
  if (planning->on_marginal != NULL)
    gh_plan_summary_clear (planning->on_marginal);
  g_clear_pointer (&planning->on_marginal, g_free);
}

/* What makes sense for households only is told and not passed over. */
static GhCliStatus
plan_fleet (const PlanOptions *options, const GhStudyInput *input)
{
  const GhFleetCommand command = { .strategy = options->solving.strategy,
                                   .format = options->format,
                                   .verify = options->verify,
                                   .directory = options->directory };

  if (options->vehicle == NULL && options->solving.solver == GH_SOLVER_AUTO
      && options->mode == GH_OPERATION_PERFECT && options->solving.strategy != GH_STRATEGY_BATTERY)
    return gh_cli_plan_fleet (input, &command);
  fprintf (stderr,
           _ ("%s: --vehicle, --solver, --operation and the strategy battery are for "
              "households\n"),
           g_get_prgname ());
  return GH_CLI_USAGE;
}

static GhCliStatus
plan_study (const PlanOptions *options, const char *path)
{
  g_auto (GhStudyInput) input = { 0 };
  g_autoptr (GError) error = NULL;
  Planning planning = { .options = options, .input = &input };

  if (gh_study_input_read_without (&input, path, options->leave_out) != GH_CLI_DONE)
    return GH_CLI_INVALID;
  if (input.study->kind == GH_STUDY_FLEET)
    return plan_fleet (options, &input);
  gint64 begun = g_get_monotonic_time ();
  tell_of_rival (&planning);
  g_autoptr (GhPlan) plan = plan_site (&planning, &error);
  double seconds = (double) (g_get_monotonic_time () - begun) / 1e6;
  GhCliStatus status = plan == NULL ? gh_cli_fail (error)
                       : options->mode != GH_OPERATION_PERFECT && plan->grid_kw != NULL
                           ? report_operation (&planning, plan, &error)
                       : plan_on_marginal (&planning, &error)
                           ? report_plan (&planning, plan, seconds)
                           : gh_cli_fail (error);
  clear_planning (&planning);
  return status;
}

static gboolean
take_words (PlanOptions *options, const char *strategy, const char *solver, const char *operation,
            const char *format)
{
  static const char *const modes[] = { "perfect", "rolling", "rule", NULL };
  static const char *const solvers[] = { "auto", "exact", "glpk", NULL };
  int strategy_index = GH_STRATEGY_AS_GIVEN;
  int solver_index = GH_SOLVER_AUTO;
  int mode = GH_OPERATION_PERFECT;

  if (!gh_cli_parse_strategy (strategy, &strategy_index)
      || !gh_cli_parse_choice ("solver", solver, solvers, &solver_index)
      || !gh_cli_parse_choice ("operation", operation, modes, &mode)
      || !gh_cli_parse_format (format, &options->format))
    return FALSE;
  options->solving.strategy = (GhStrategy) strategy_index;
  options->solving.solver = (GhSolver) solver_index;
  options->mode = (GhOperationMode) mode;
  if (options->solving.time_limit_seconds > 0.0)
    return TRUE;
  fprintf (stderr, _ ("%s: --time-limit takes a number of seconds above 0\n"), g_get_prgname ());
  return FALSE;
}

/**
 * gh_command_plan:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `plan`: plans a study under one strategy.
 *
 * Returns: exit status
 */
int
gh_command_plan (int argc, char **argv)
{
  PlanOptions options
      = { .solving = { .time_limit_seconds = TIME_LIMIT_SECONDS, .patient = TRUE } };
  g_autofree char *strategy = NULL, *solver = NULL, *operation = NULL, *format = NULL,
                  *directory = NULL, *vehicle = NULL;
  const GOptionEntry entries[]
      = { { "strategy", 0, 0, G_OPTION_ARG_STRING, &strategy,
            N_ ("unmanaged, smart, v2h, v2g or battery"), "WORD" },
          { "vehicle", 0, 0, G_OPTION_ARG_STRING, &vehicle,
            N_ ("the car whose battery is heeded (the first whose cells are known)"), "NAME" },
          { "solver", 0, 0, G_OPTION_ARG_STRING, &solver, N_ ("auto, exact or glpk"), "WORD" },
          { "operation", 0, 0, G_OPTION_ARG_STRING, &operation,
            N_ ("perfect foresight, or rolling from forecasts, or by a simple rule"),
            "perfect|rolling|rule" },
          { "time-limit", 0, 0, G_OPTION_ARG_DOUBLE, &options.solving.time_limit_seconds,
            N_ ("stop GLPK after this time (60)"), "SECONDS" },
          { "verify", 0, 0, G_OPTION_ARG_NONE, &options.verify,
            N_ ("check the plan against every rule"), NULL },
          { "timing", 0, 0, G_OPTION_ARG_NONE, &options.timing, N_ ("tell how long planning took"),
            NULL },
          { "leave-out-incomplete", 0, 0, G_OPTION_ARG_NONE, &options.leave_out,
            N_ ("go on without the vehicles of a fleet that are incomplete"), NULL },
          { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("text or json"), "FORMAT" },
          { "output", 0, 0, G_OPTION_ARG_FILENAME, &directory,
            N_ ("write plan.csv into this folder"), "DIR" },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "STUDY.json", _ ("Plans the cars of a study."), &argc, &argv)
      || !take_words (&options, strategy, solver, operation, format))
    return GH_CLI_USAGE;
  if (argc != 2)
    {
      fprintf (stderr, _ ("%s: takes one study file\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  if (!gh_cli_check_folder (directory))
    return GH_CLI_INVALID;
  options.directory = directory;
  options.vehicle = vehicle;
  return plan_study (&options, argv[1]);
}
