/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "sensitivity-csv.h"
#include "sensitivity-options.h"
#include "study/table-axis.h"
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

/* An input of the table that the study asks for. */
static gboolean
read_axis (GhInputValues *values, const GhSensitivityBase *base, gboolean is_down)
{
  GhTableAxis axis = gh_table_axis_of_study (base->study, is_down);

  if (!gh_input_values_parse (values, base, axis.input, axis.count))
    return FALSE;
  gh_table_axis_settle (&axis, base->study, values->input);
  values->count = axis.count;
  values->values = gh_sweep_new_values (axis.low, axis.high, axis.count);
  return TRUE;
}

/* One input with its values, or two; without any those of the table of the study. */
static gboolean
read_inputs (GhInputValues *across, GhInputValues *down, const GhSensitivityOptions *options,
             const GhSensitivityBase *base)
{
  gboolean is_table = options->inputs != NULL && options->inputs[1] != NULL;
  guint count = is_table ? USUAL_TABLE_VALUES : USUAL_VALUES;

  if (options->inputs == NULL)
    return read_axis (across, base, FALSE) && read_axis (down, base, TRUE);
  if (!gh_input_values_parse (across, base, options->inputs[0], count)
      || (is_table && !gh_input_values_parse (down, base, options->inputs[1], count)))
    return FALSE;
  give_values (across, count);
  if (is_table)
    give_values (down, count);
  return TRUE;
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
  g_auto (GhSensitivityRun) run = { 0 };
  g_auto (GhInputValues) across = { 0 };
  g_auto (GhInputValues) down = { 0 };
  g_autoptr (GError) error = NULL;
  GhCliStatus status = gh_sensitivity_run_begin (&run, options, path);

  if (status != GH_CLI_DONE)
    return status;
  if (!read_inputs (&across, &down, options, run.base))
    return GH_CLI_USAGE;
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
          &options, NULL, TRUE,
          _ ("Varies an input, or two, and tells what the study comes to; without an --input the "
             "two of its table."),
          &argc, &argv))
    return GH_CLI_USAGE;
  if (options.inputs != NULL && g_strv_length (options.inputs) > GH_SENSITIVITY_INPUTS)
    {
      fprintf (stderr, _ ("%s: takes one --input, or two for a table\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  return sweep_study (&options, argv[1]);
}
