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

/* What to tell, and where.
 * @vehicle: (nullable): name of the car
 * @directory: (nullable) */
typedef struct
{
  GhCliFormat format;
  gboolean timing;
  char *vehicle;
  char *directory;
} LifeOptions;

static GhLife *
live (const GhStudyInput *input, const char *name, GError **error)
{
  guint vehicle;

  if (!gh_study_input_find_vehicle (input, name, &vehicle, error))
    return NULL;
  GhProgress progress = gh_cli_begin_progress ();
  GhLife *life = gh_life_run (input->study, input->site, vehicle, &progress, error);
  gh_cli_end_progress ();
  return life;
}

static GhCliStatus
live_study (const char *path, const LifeOptions *options)
{
  g_auto (GhStudyInput) input = { 0 };
  g_autoptr (GhLife) life = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (gh_study_input_read (&input, path) != GH_CLI_DONE)
    return GH_CLI_INVALID;
  life = live (&input, options->vehicle, &error);
  if (life == NULL)
    return gh_cli_fail (error);
  guint told = gh_findings_get_count (input.findings);
  const GArray *years = life->strategies[GH_STRATEGY_V2G].years;
  if (years->len > 0)
    gh_battery_warn_of_depth (life->cell, life->vehicle,
                              &g_array_index (years, GhLifeYear, 0).stress, input.findings);
  gh_findings_print (input.findings, told);
  if (options->directory != NULL && !gh_life_write_csv (life, options->directory, &error))
    return gh_cli_fail (error);
  if (options->format == GH_CLI_JSON)
    text = gh_life_to_json (life, input.study, input.findings, options->timing);
  else
    text = gh_life_to_text (life, input.study, options->timing);
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
  g_autofree char *format_word = NULL, *directory = NULL, *vehicle = NULL;
  LifeOptions options = { 0 };
  const GOptionEntry entries[]
      = { { "format", 0, 0, G_OPTION_ARG_STRING, &format_word, N_ ("text or json"), "FORMAT" },
          { "output", 0, 0, G_OPTION_ARG_FILENAME, &directory,
            N_ ("write life.csv into this folder"), "DIR" },
          { "vehicle", 0, 0, G_OPTION_ARG_STRING, &vehicle,
            N_ ("the car whose battery it is (the first whose cells are known)"), "NAME" },
          { "timing", 0, 0, G_OPTION_ARG_NONE, &options.timing, N_ ("tell how long planning took"),
            NULL },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "STUDY.json",
                     _ ("Lives through the years of the battery, each planned anew."), &argc, &argv)
      || !gh_cli_parse_format (format_word, &options.format))
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
  return live_study (argv[1], &options);
}
