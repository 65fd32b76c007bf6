/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "plan-csv.h"
#include "words.h"

/* The year that cannot be planned, and why. */
static GhCliStatus
report_failure (const GhLife *life, const GhSite *site)
{
  const GhLifeStrategy *failed = gh_life_find_failed (life);
  g_autofree char *reason = NULL;

  if (failed == NULL)
    return GH_CLI_DONE;
  reason = gh_reason_format (&failed->reason, gh_time_axis_get_zone (site->axis));
  fprintf (stderr, _ ("infeasible: %s, year %u: %s\n"), gh_strategy_name (failed->strategy),
           failed->years->len + 1, reason);
  return GH_CLI_INFEASIBLE;
}

static GhCliStatus
live_study (const char *path, GhCliFormat format, gboolean timing, const char *directory)
{
  g_auto (GhStudyInput) input = { 0 };
  g_autoptr (GhLife) life = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (gh_study_input_read (&input, path) != GH_CLI_DONE)
    return GH_CLI_INVALID;
  GhProgress progress = gh_cli_begin_progress ();
  life = gh_life_run (input.study, input.site, &progress, &error);
  gh_cli_end_progress ();
  if (life == NULL)
    return gh_cli_fail (error);
  guint told = gh_findings_get_count (input.findings);
  const GArray *years = life->strategies[GH_STRATEGY_V2G].years;
  if (years->len > 0)
    gh_battery_warn_of_depth (life->cell, &g_array_index (years, GhLifeYear, 0).stress,
                              input.findings);
  gh_findings_print (input.findings, told);
  if (directory != NULL && !gh_life_write_csv (life, directory, &error))
    return gh_cli_fail (error);
  if (format == GH_CLI_JSON)
    text = gh_life_to_json (life, input.findings, timing);
  else
    text = gh_life_to_text (life, input.study, timing);
  fputs (text, stdout);
  return report_failure (life, input.site);
}

/**
 * gh_command_life:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `life`: lives through the years of a battery under each strategy.
 *
 * Returns: exit status
 */
int
gh_command_life (int argc, char **argv)
{
  g_autofree char *format_word = NULL, *directory = NULL;
  gboolean timing = FALSE;
  GhCliFormat format;
  const GOptionEntry entries[]
      = { { "format", 0, 0, G_OPTION_ARG_STRING, &format_word, N_ ("text or json"), "FORMAT" },
          { "output", 0, 0, G_OPTION_ARG_FILENAME, &directory,
            N_ ("write life.csv into this folder"), "DIR" },
          { "timing", 0, 0, G_OPTION_ARG_NONE, &timing, N_ ("tell how long planning took"), NULL },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "STUDY.json",
                     _ ("Lives through the years of the battery, each planned anew."), &argc, &argv)
      || !gh_cli_parse_format (format_word, &format))
    return GH_CLI_USAGE;
  if (argc != 2)
    {
      fprintf (stderr, _ ("%s: takes one study file\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  return live_study (argv[1], format, timing, directory);
}
