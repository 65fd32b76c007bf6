/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "errors.h"
#include "fleet-csv.h"
#include "plan-csv.h"
#include "planning/plan-checker.h"
#include "study/fleet-warnings.h"
#include "words.h"

/* Share of the work that planning is where least currents are priced after it. */
#define PLAN_SHARE 0.6

/* A fleet while it is planned. */
typedef struct
{
  const GhFleetCommand *command;
  const GhStudy *study;
  GhFleetTally tally;
  GString *vehicles; /* of vehicles.csv */
  GhFleetCurrents currents;
} Planning;

static gboolean
verify_part (const GhFleetPlan *result, GError **error)
{
  g_autoptr (GArray) violations = NULL;

  if (gh_plan_check (result->site, result->plan, &violations))
    return TRUE;
  g_autofree char *text = gh_violation_to_text (&g_array_index (violations, GhViolation, 0));
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("the plan breaks a rule: %s"), text);
  return FALSE;
}

static gboolean
take_part (const GhFleetPart *part, const GhFleetDepot *depot, const GhFleetPlan *result,
           gpointer data, GError **error)
{
  Planning *planning = data;
  const GhFleetCommand *command = planning->command;

  gh_fleet_tally_add (&planning->tally, depot);
  if (result->plan->grid_kw == NULL)
    return TRUE;
  if (command->verify && !verify_part (result, error))
    return FALSE;
  if (command->directory == NULL)
    return TRUE;
  gh_fleet_csv_add_vehicles (planning->vehicles, planning->study, part, depot, result->plan);
  return gh_fleet_write_part_csv (planning->study, part, depot, result->plan, command->directory,
                                  error);
}

/* Why something is not planned as asked, on standard error. */
static GhCliStatus
report_parts (const GhFleetYear *year, const GhStudy *study)
{
  GhCliStatus status = GH_CLI_DONE;

  for (guint i = 0; i < year->parts->len; i++)
    {
      const GhFleetPart *part = &g_array_index (year->parts, GhFleetPart, i);
      const GhFleetSite *site = g_ptr_array_index (study->sites, part->site);
      if (part->reason != NULL)
        fprintf (stderr, "%s: %s: %s\n", gh_plan_status_name (part->status), site->name,
                 part->reason);
      else if (part->status == GH_PLAN_RELAXED)
        fprintf (stderr, _ ("%s: %s: vehicles not served in full: %u\n"),
                 gh_plan_status_name (part->status), site->name, part->unserved->len);
      if (part->reason != NULL || part->status == GH_PLAN_RELAXED)
        status = GH_CLI_INFEASIBLE;
    }
  return status;
}

static void
print_year (const Planning *planning, const GhFleetYear *year, const GhStudyInput *input)
{
  const GhFleetCommand *command = planning->command;
  g_autofree char *text
      = command->format == GH_CLI_JSON
            ? gh_fleet_to_json (year, &planning->currents, input->study, input->findings)
            : gh_fleet_to_text (year, &planning->currents, input->study);

  fputs (text, stdout);
  if (command->verify && command->format == GH_CLI_TEXT)
    puts (_ ("Verified: the plan keeps every rule of the site."));
}

static GhCliStatus
finish (Planning *planning, const GhStudyInput *input, const GhFleetYear *year)
{
  const GhFleetCommand *command = planning->command;
  g_autoptr (GError) error = NULL;
  guint first = gh_findings_get_count (input->findings);

  gh_fleet_tally_warn (&planning->tally, input->findings);
  gh_findings_print (input->findings, first);
  if (command->directory != NULL
      && !gh_csv_write (command->directory, "vehicles.csv", planning->vehicles->str, &error))
    return gh_cli_fail (error);
  print_year (planning, year, input);
  return report_parts (year, input->study);
}

/**
 * gh_cli_plan_fleet:
 * @input: a study of a fleet
 * @command: how to plan it
 *
 * `plan` of a fleet: every site in every period, and a year of them. Stopped by Ctrl-C it tells the
 * best plans so far.
 *
 * Returns: exit status
 */
GhCliStatus
gh_cli_plan_fleet (const GhStudyInput *input, const GhFleetCommand *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) vehicles = g_string_new (NULL);
  Planning planning = { .command = command, .study = input->study, .vehicles = vehicles };
  GhProgress progress = gh_cli_begin_stoppable ();
  double share = gh_fleet_has_least_current (input->study) ? PLAN_SHARE : 1.0;
  GhProgress doing = gh_progress_part (&progress, 0.0, share);
  GhProgress pricing = gh_progress_part (&progress, share, 1.0);
  guint use = (guint) command->strategy;

  gh_fleet_csv_begin_vehicles (vehicles);
  gh_fleet_tally_init (&planning.tally, input->study);
  g_autoptr (GhFleetUseYear) planned
      = gh_fleet_plans_find_year (NULL, input->study, use, 0, take_part, &planning, &doing, &error);
  /* Stopped here, there is a plan nevertheless. */
  if (planned != NULL)
    gh_fleet_currents_price (&planning.currents, NULL, input->study, use, planned->year, &pricing,
                             NULL);
  gh_cli_end_progress ();
  if (planned == NULL)
    gh_cli_end_if_stopped ();
  GhCliStatus status
      = planned != NULL ? finish (&planning, input, planned->year) : gh_cli_fail (error);
  gh_fleet_tally_clear (&planning.tally);
  return status;
}
