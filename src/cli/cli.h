/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data-table.h"
#include "findings-json.h"
#include "market/bill-check.h"
#include "planning/planner.h"
#include "progress.h"
#include "site/profile.h"
#include "study/fleet-currents.h"
#include "study/fleet-flexibility.h"
#include "study/fleet-money.h"
#include "study/fleet-year.h"
#include "study/household.h"
#include "study/life.h"
#include "study/operation.h"
#include "study/resilience.h"

G_BEGIN_DECLS

/* Exit status of every command. */
typedef enum
{
  GH_CLI_DONE = 0,
  GH_CLI_INVALID = 1,
  GH_CLI_USAGE = 2,
  GH_CLI_INFEASIBLE = 3
} GhCliStatus;

typedef enum
{
  GH_CLI_TEXT,
  GH_CLI_JSON
} GhCliFormat;

/**
 * GhStudyInput:
 * @findings: (owned): what reading, validation and building found
 * @study: (owned) (nullable): the study
 * @site: (owned) (nullable): its numbers; %NULL when there were errors, and of a fleet
 */
typedef struct
{
  GhFindings *findings;
  GhStudy *study;
  GhSite *site;
} GhStudyInput;

/**
 * GhPlanReport:
 * @site: what was planned
 * @plan: its plan
 * @summary: (nullable): what the plan comes to; %NULL when there is none
 * @strategy: how it was planned
 * @solve_seconds: NAN to leave it out
 * @verified: whether the plan was checked and nothing was wrong
 * @findings: (nullable): to be listed
 * @battery: (nullable): what it does to the battery of a known cell
 * @battery_store: which store of @site that is
 * @tariff: (nullable): its exact bill, where the plan's own sums are none
 * @on_marginal: (nullable): what it would come to if it were planned on marginal rates of emissions
 *   rather than on average ones
 *
 * Everything that a plan object in JSON tells.
 */
typedef struct
{
  const GhSite *site;
  const GhPlan *plan;
  const GhPlanSummary *summary;
  GhStrategy strategy;
  double solve_seconds;
  gboolean verified;
  const GhFindings *findings;
  const GhBatteryResult *battery;
  guint battery_store;
  const GhTariffOutcome *tariff;
  const GhPlanSummary *on_marginal;
} GhPlanReport;

/**
 * GhBillReport:
 * @bill: a bill
 * @strategy: how its plan was made
 * @currency: of its amounts
 * @correction: what it is above what the plan counted
 * @check: (owned) (nullable): how it compares with a real one
 * @findings: to be listed
 *
 * Everything that the command `bill` tells.
 */
typedef struct
{
  const GhBill *bill;
  GhStrategy strategy;
  const char *currency;
  double correction;
  GhBillCheck *check;
  const GhFindings *findings;
} GhBillReport;

/**
 * GhFleetCommand:
 * @strategy: how vehicles are used
 * @format: what is printed
 * @verify: whether plans are checked against every rule
 * @directory: (nullable): where tables go
 *
 * How a fleet is to be planned.
 */
typedef struct
{
  GhStrategy strategy;
  GhCliFormat format;
  gboolean verify;
  const char *directory;
} GhFleetCommand;

/**
 * GhVehicleCommand:
 * @into: (nullable): study of a fleet that gets the vehicles
 * @output: (nullable): where that goes
 * @site: (nullable): of vehicles that name none
 * @replace: whether its single vehicles make way
 * @battery_kwh: of vehicles of which no battery is told; 0 for none
 * @charge_kw: of vehicles of which no charger is told; 0 for the usual one
 *
 * What is to be done with vehicles of a file.
 */
typedef struct
{
  char *into;
  char *output;
  char *site;
  gboolean replace;
  double battery_kwh;
  double charge_kw;
} GhVehicleCommand;

/* command-import-vehicles.c */
GhCliStatus gh_cli_import_vehicles (const char *path, const GhVehicleCommand *import);

/* main.c */
gboolean gh_cli_parse (const GOptionEntry *entries, const char *parameters, const char *summary,
                       int *argc, char ***argv);
gboolean gh_cli_parse_strategy (const char *text, int *strategy);
gboolean gh_cli_parse_choice (const char *option, const char *text, const char *const *words,
                              int *choice);
gboolean gh_cli_parse_format (const char *text, GhCliFormat *format);
gboolean gh_cli_check_file (const char *path);
gboolean gh_cli_check_folder (const char *path);
GhCliStatus gh_cli_fail (const GError *error);
GhCliStatus gh_cli_report_plan (const GhPlan *plan, const GhSite *site, GhStrategy strategy);
GhCliStatus gh_cli_report_comparison (const GhComparison *comparison, const GhSite *site);

/* study-input.c */
gboolean gh_study_input_allows (const GhStudyInput *input, int strategy, GError **error);
gboolean gh_study_input_find_vehicle (const GhStudyInput *input, const char *name, guint *vehicle,
                                      GError **error);
GhCliStatus gh_study_input_read (GhStudyInput *input, const char *path);
GhCliStatus gh_study_input_read_one_of (GhStudyInput *input, const char *path);
GhCliStatus gh_study_input_read_any (GhStudyInput *input, const char *path);
GhCliStatus gh_study_input_read_without (GhStudyInput *input, const char *path,
                                         gboolean leave_out_incomplete);
void gh_study_input_clear (GhStudyInput *input);
void gh_findings_print_of (const char *file, const GhFindings *findings, guint first);
void gh_findings_print (const GhFindings *findings, guint first);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhStudyInput, gh_study_input_clear)

/* plan-json.c */
void gh_json_write_cost (GhJsonWriter *writer, const GhPlanSummary *summary);
void gh_json_write_energy (GhJsonWriter *writer, const GhPlanSummary *summary);
void gh_json_write_plan_members (GhJsonWriter *writer, const GhPlanReport *report);
char *gh_plan_to_json (const GhPlanReport *report);
char *gh_comparison_to_json (const GhComparison *comparison, const GhBracket *bracket,
                             const GPtrArray *shares, const GhSite *site,
                             const GhFindings *findings, gboolean timing);
void gh_json_write_cash_flows (GhJsonWriter *writer, const GhCashFlow *flow,
                               const GhCashFlow *unmanaged);

/* operation-report.c */
void gh_json_write_capture (GhJsonWriter *writer, double ratio);
void gh_json_write_operation (GhJsonWriter *writer, const GhComparison *comparison,
                              const GhBracket *bracket, GhStrategy strategy, gboolean timing);
char *gh_bracket_to_text (const GhComparison *comparison, const GhBracket *bracket,
                          gboolean timing);

/* battery-json.c */
void gh_json_write_battery (GhJsonWriter *writer, const GhBatteryResult *battery);
char *gh_life_to_json (const GhLife *life, const GhStudy *study, const GhFindings *findings,
                       gboolean timing);
char *gh_cells_to_json (void);

/* bill-table.c */
char *gh_bill_to_text (const GhBillReport *report);
char *gh_bill_to_json (const GhBillReport *report);

/* life-table.c */
char *gh_life_to_text (const GhLife *life, const GhStudy *study, gboolean timing);

/* resilience-table.c */
char *gh_resilience_to_text (const GhResilience *resilience, const GhStudy *study, int strategy);
char *gh_resilience_to_json (const GhResilience *resilience, const GhFindings *findings,
                             int strategy);

/* comparison-table.c */
const char *gh_strategy_title (GhStrategy strategy);
void gh_cli_append_padded (GString *text, const char *cell, int width, gboolean right);
char *gh_comparison_to_text (const GhComparison *comparison, const GhStudy *study, gboolean timing);

/* shares-table.c */
char *gh_shares_to_text (const GPtrArray *list, const GhSite *site);
void gh_json_write_shares (GhJsonWriter *writer, const GPtrArray *list, const GhSite *site);

/* command-plan-fleet.c */
GhCliStatus gh_cli_plan_fleet (const GhStudyInput *input, const GhFleetCommand *command);

/* command-compare-fleet.c */
GhCliStatus gh_cli_compare_fleet (const GhStudyInput *input, GhCliFormat format,
                                  const char *directory);

/* fleet-money-table.c */
char *gh_fleet_money_to_text (const GhFleetMoney *money);
char *gh_fleet_money_to_json (const GhFleetMoney *money, const GhFindings *findings);

/* left-out.c */
void gh_cli_append_left_out (GString *text, const GhStudy *study);
void gh_json_write_left_out (GhJsonWriter *writer, const GhStudy *study);

/* fleet-table.c */
void gh_json_write_fleet_emissions (GhJsonWriter *writer, const double *emissions_kg);
void gh_json_write_fleet_sums (GhJsonWriter *writer, const GhFleetSums *sums);
char *gh_fleet_to_text (const GhFleetYear *year, const GhFleetCurrents *currents,
                        const GhStudy *study);
char *gh_fleet_to_json (const GhFleetYear *year, const GhFleetCurrents *currents,
                        const GhStudy *study, const GhFindings *findings);

/* flexibility-table.c */
char *gh_flexibility_to_text (const GPtrArray *parts, const GhStudy *study, GhStrategy strategy);

/* flexibility-json.c */
char *gh_flexibility_to_json (const GPtrArray *parts, const GhStudy *study, GhStrategy strategy,
                              const GhFindings *findings);

/* table-print.c */
char *gh_cli_table_to_text (const GhDataTable *table, gboolean units_below);

/* One function a command; argv[0] is the command. */
int gh_command_plan (int argc, char **argv);
int gh_command_compare (int argc, char **argv);
int gh_command_pareto (int argc, char **argv);
int gh_command_variants (int argc, char **argv);
int gh_command_life (int argc, char **argv);
int gh_command_resilience (int argc, char **argv);
int gh_command_flexibility (int argc, char **argv);
int gh_command_bill (int argc, char **argv);
int gh_command_report (int argc, char **argv);
int gh_command_cells (int argc, char **argv);
int gh_command_check (int argc, char **argv);
int gh_command_import (int argc, char **argv);
int gh_command_sweep (int argc, char **argv);
int gh_command_tornado (int argc, char **argv);
int gh_command_break_even (int argc, char **argv);
int gh_command_schema (int argc, char **argv);
int gh_command_samples (int argc, char **argv);
GhProgress gh_cli_begin_progress (void);
GhProgress gh_cli_begin_stoppable (void);
void gh_cli_end_if_stopped (void);
void gh_cli_end_progress (void);

G_END_DECLS
