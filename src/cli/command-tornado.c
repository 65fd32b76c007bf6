/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "sensitivity-csv.h"
#include "sensitivity-options.h"
#include "words.h"

static GhCliStatus
blow (GhSensitivityOptions *options, const char *path)
{
  g_auto (GhSensitivityRun) run = { 0 };
  g_autoptr (GError) error = NULL;
  GhCliStatus status = gh_sensitivity_run_begin (&run, options, path);

  if (status != GH_CLI_DONE)
    return status;
  g_autoptr (GArray) spans = gh_sensitivity_options_get_spans (options, run.base, FALSE);
  if (spans == NULL)
    return GH_CLI_USAGE;
  GhProgress progress = gh_cli_begin_progress ();
  g_autoptr (GhTornado) tornado
      = gh_tornado_run (run.base, spans, options->measure, &progress, &error);
  gh_cli_end_progress ();
  if (tornado == NULL)
    return gh_cli_fail (error);
  g_autofree char *text = options->format == GH_SENSITIVITY_JSON  ? gh_tornado_to_json (tornado)
                          : options->format == GH_SENSITIVITY_CSV ? gh_tornado_to_csv (tornado)
                                                                  : gh_tornado_to_text (tornado);
  fputs (text, stdout);
  return GH_CLI_DONE;
}

/**
 * gh_command_tornado:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `tornado`: varies many inputs, each by itself, and tells which matter most.
 *
 * Returns: exit status
 */
int
gh_command_tornado (int argc, char **argv)
{
  g_auto (GhSensitivityOptions) options = { 0 };

  if (!gh_sensitivity_options_parse (
          &options, NULL, TRUE, _ ("Varies inputs, each by itself, and tells which matter most."),
          &argc, &argv))
    return GH_CLI_USAGE;
  return blow (&options, argv[1]);
}
