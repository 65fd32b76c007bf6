/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "sensitivity-csv.h"
#include "sensitivity-options.h"
#include "words.h"

/* Values of a range whose count is not told: of one input, and of each of two. */
#define USUAL_VALUES 9
#define USUAL_TABLE_VALUES 5

/* An input without values goes over its usual range. */
static void
give_values (GhInputValues *values, guint count)
{
  if (values->count > 0)
    return;
  values->count = count;
  values->values = gh_sweep_new_values (values->input->low, values->input->high, count);
}

static gboolean
is_told (const GhSweep *sweep)
{
  for (guint i = 0; i < sweep->column_count * sweep->row_count; i++)
    if (sweep->points[i].problem == NULL)
      return TRUE;
  return FALSE;
}

static GhCliStatus
print_sweep (const GhSweep *sweep, const GhSensitivityRun *run, const GhSensitivityOptions *options)
{
  g_autofree char *text = options->format == GH_SENSITIVITY_JSON
                              ? gh_sweep_to_json (sweep, run->base, options->measure)
                          : options->format == GH_SENSITIVITY_CSV
                              ? gh_sweep_to_csv (sweep, run->base->study->currency)
                              : gh_sweep_to_text (sweep, run->base, options->measure);

  fputs (text, stdout);
  if (is_told (sweep))
    return GH_CLI_DONE;
  fprintf (stderr, "%s: %s\n", gh_plan_status_name (GH_PLAN_INFEASIBLE), sweep->points[0].problem);
  return GH_CLI_INFEASIBLE;
}

static GhCliStatus
sweep_study (GhSensitivityOptions *options, const char *path)
{
  gboolean is_table = options->inputs[1] != NULL;
  guint count = is_table ? USUAL_TABLE_VALUES : USUAL_VALUES;
  g_auto (GhSensitivityRun) run = { 0 };
  g_auto (GhInputValues) across = { 0 };
  g_auto (GhInputValues) down = { 0 };
  g_autoptr (GError) error = NULL;
  GhCliStatus status = gh_sensitivity_run_begin (&run, options, path);

  if (status != GH_CLI_DONE)
    return status;
  if (!gh_input_values_parse (&across, run.base, options->inputs[0], count)
      || (is_table && !gh_input_values_parse (&down, run.base, options->inputs[1], count)))
    return GH_CLI_USAGE;
  give_values (&across, count);
  if (is_table)
    give_values (&down, count);
  GhProgress progress = gh_cli_begin_progress ();
  g_autoptr (GhSweep) sweep = gh_sweep_run (run.base, across.input, across.values, across.count,
                                            down.input, down.values, down.count, &progress, &error);
  gh_cli_end_progress ();
  return sweep != NULL ? print_sweep (sweep, &run, options) : gh_cli_fail (error);
}

/**
 * gh_command_sweep:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `sweep`: varies one input, or two as a table, and tells what the study comes to.
 *
 * Returns: exit status
 */
int
gh_command_sweep (int argc, char **argv)
{
  g_auto (GhSensitivityOptions) options = { 0 };

  if (!gh_sensitivity_options_parse (
          &options, NULL, _ ("Varies an input, or two, and tells what the study comes to."), &argc,
          &argv))
    return GH_CLI_USAGE;
  if (options.inputs == NULL || g_strv_length (options.inputs) > GH_SENSITIVITY_INPUTS)
    {
      fprintf (stderr, _ ("%s: takes one --input, or two for a table\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  return sweep_study (&options, argv[1]);
}
