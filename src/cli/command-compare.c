/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "words.h"

static GhCliStatus
compare_study (const char *path, GhCliFormat format, gboolean timing, const char *directory)
{
  g_auto (GhStudyInput) input = { 0 };
  g_autoptr (GhComparison) comparison = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint told;

  if (gh_study_input_read (&input, path) != GH_CLI_DONE)
    return GH_CLI_INVALID;
  told = gh_findings_get_count (input.findings);
  GhProgress progress = gh_cli_begin_progress ();
  comparison = gh_household_compare (input.study, input.site, GH_BATTERY_CHECK, input.findings,
                                     &progress, &error);
  gh_cli_end_progress ();
  gh_findings_print (input.findings, told);
  if (comparison == NULL)
    return gh_cli_fail (error);
  if (directory != NULL && !gh_comparison_write_csv (comparison, input.site, directory, &error))
    return gh_cli_fail (error);
  if (format == GH_CLI_JSON)
    text = gh_comparison_to_json (comparison, input.site, input.findings, timing);
  else
    text = gh_comparison_to_text (comparison, input.study, timing);
  fputs (text, stdout);
  return gh_cli_report_comparison (comparison, input.site);
}

/**
 * gh_command_compare:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `compare`: plans a study under every strategy and answers whether V2H or V2G pays.
 *
 * Returns: exit status
 */
int
gh_command_compare (int argc, char **argv)
{
  g_autofree char *format_word = NULL;
  g_autofree char *directory = NULL;
  gboolean timing = FALSE;
  GhCliFormat format;
  const GOptionEntry entries[]
      = { { "format", 0, 0, G_OPTION_ARG_STRING, &format_word, N_ ("text or json"), "FORMAT" },
          { "output", 0, 0, G_OPTION_ARG_FILENAME, &directory,
            N_ ("write CSV files into this folder"), "DIR" },
          { "timing", 0, 0, G_OPTION_ARG_NONE, &timing, N_ ("tell how long planning took"), NULL },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "STUDY.json",
                     _ ("Compares unmanaged and smart charging, V2H and V2G."), &argc, &argv)
      || !gh_cli_parse_format (format_word, &format))
    return GH_CLI_USAGE;
  if (argc != 2)
    {
      fprintf (stderr, _ ("%s: takes one study file\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  return compare_study (argv[1], format, timing, directory);
}
