/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "commitment-file.h"
#include "errors.h"
#include "fleet-flexibility-csv.h"
#include "words.h"

/* @site: (nullable) only this one
 * @period: (nullable) only this one
 * @commitment: (nullable): file of a committed profile
 * @directory: (nullable): where tables go
 * @leave_out: incomplete vehicles */
typedef struct
{
  int strategy;
  const char *site;
  const char *period;
  const char *commitment;
  GhCliFormat format;
  const char *directory;
  gboolean leave_out;
} Options;

static const GhStrategy strategies[] = { GH_STRATEGY_SMART, GH_STRATEGY_V2G };

static guint
find_period (const GhStudy *study, const char *name)
{
  for (guint i = 0; i < gh_fleet_count_periods (study); i++)
    {
      GhFleetPeriod period;
      gh_fleet_get_period (study, i, &period);
      if (g_strcmp0 (period.name, name) == 0)
        return i;
    }
  return G_MAXUINT;
}

/* What is meant by names. A profile is for one site and period. */
static gboolean
choose (const Options *options, const GhStudy *study, GhFleetQuestion *question, GError **error)
{
  question->site = options->site != NULL    ? gh_fleet_find_site (study, options->site)
                   : study->sites->len == 1 ? 0
                                            : G_MAXUINT;
  question->period = options->period != NULL               ? find_period (study, options->period)
                     : gh_fleet_count_periods (study) == 1 ? 0
                                                           : G_MAXUINT;
  if (options->site != NULL && question->site == G_MAXUINT)
    g_set_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED, _ ("the study has no site named “%s”"),
                 options->site);
  else if (options->period != NULL && question->period == G_MAXUINT)
    g_set_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED, _ ("the study has no period named “%s”"),
                 options->period);
  else if (options->commitment != NULL
           && (question->site == G_MAXUINT || question->period == G_MAXUINT))
    g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                         _ ("--commit is for one site in one period: name them with --site and "
                            "--period"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
write_tables (const Options *options, const GPtrArray *parts, const GhStudy *study, GError **error)
{
  for (guint i = 0; i < parts->len && options->directory != NULL; i++)
    if (!gh_fleet_flexibility_write_csv (g_ptr_array_index (parts, i), study, options->directory,
                                         error))
      return FALSE;
  return TRUE;
}

/* What could not be done as asked, on standard error. */
static GhCliStatus
report_parts (const GPtrArray *parts, const GhStudy *study)
{
  GhCliStatus status = GH_CLI_DONE;

  for (guint i = 0; i < parts->len; i++)
    {
      const GhFleetFlexibility *part = g_ptr_array_index (parts, i);
      const GhFleetSite *site = g_ptr_array_index (study->sites, part->site);
      if (part->reason != NULL)
        fprintf (stderr, "%s: %s: %s\n", gh_plan_status_name (part->status), site->name,
                 part->reason);
      else if (part->status == GH_PLAN_RELAXED)
        fprintf (stderr, _ ("%s: %s: demands were lowered that the plan cannot meet\n"),
                 gh_plan_status_name (part->status), site->name);
      else if (part->commitment == NULL || part->commitment->is_kept)
        continue;
      status = GH_CLI_INFEASIBLE;
    }
  return status;
}

static GhCliStatus
print_parts (const Options *options, const GPtrArray *parts, const GhStudyInput *input)
{
  GhStrategy strategy = strategies[options->strategy];
  g_autoptr (GError) error = NULL;

  if (!write_tables (options, parts, input->study, &error))
    return gh_cli_fail (error);
  g_autofree char *text
      = options->format == GH_CLI_JSON
            ? gh_flexibility_to_json (parts, input->study, strategy, input->findings)
            : gh_flexibility_to_text (parts, input->study, strategy);
  fputs (text, stdout);
  return report_parts (parts, input->study);
}

static GhCliStatus
find_flexibility (const Options *options, const char *path)
{
  g_auto (GhStudyInput) input = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree double *profile = NULL;
  GhFleetQuestion question = { .strategy = strategies[options->strategy] };

  if (gh_study_input_read_without (&input, path, options->leave_out) != GH_CLI_DONE)
    return GH_CLI_INVALID;
  if (input.study->kind != GH_STUDY_FLEET)
    g_set_error_literal (&error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                         _ ("the study is of a household; what can be promised is told for fleets, "
                            "studies of the kind “fleet”"));
  if (error != NULL || !choose (options, input.study, &question, &error))
    return gh_cli_fail (error);
  if (options->commitment != NULL)
    {
      profile = gh_commitment_read (options->commitment, input.study, question.period, &error);
      if (profile == NULL)
        return gh_cli_fail (error);
      question.profile_kw = profile;
    }
  GhProgress progress = gh_cli_begin_progress ();
  g_autoptr (GPtrArray) parts
      = gh_fleet_flexibility_find (input.study, NULL, &question, &progress, &error);
  gh_cli_end_progress ();
  return parts != NULL ? print_parts (options, parts, &input) : gh_cli_fail (error);
}

/**
 * gh_command_flexibility:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `flexibility`: tells what the managed vehicles of a fleet can promise beside their plan.
 *
 * Returns: exit status
 */
int
gh_command_flexibility (int argc, char **argv)
{
  static const char *const words[] = { "smart", "v2g", NULL };
  Options options = { 0 };
  g_autofree char *strategy = NULL, *site = NULL, *period = NULL, *commitment = NULL,
                  *format = NULL, *directory = NULL;
  const GOptionEntry entries[]
      = { { "strategy", 0, 0, G_OPTION_ARG_STRING, &strategy,
            N_ ("smart (the default) or v2g: how the vehicles are used"), "WORD" },
          { "site", 0, 0, G_OPTION_ARG_STRING, &site, N_ ("only this site"), "NAME" },
          { "period", 0, 0, G_OPTION_ARG_STRING, &period, N_ ("only this period"), "NAME" },
          { "commit", 0, 0, G_OPTION_ARG_FILENAME, &commitment,
            N_ ("share this profile (time, power_kw) out to the vehicles"), "FILE.csv" },
          { "leave-out-incomplete", 0, 0, G_OPTION_ARG_NONE, &options.leave_out,
            N_ ("go on without the vehicles of a fleet that are incomplete"), NULL },
          { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("text or json"), "FORMAT" },
          { "output", 0, 0, G_OPTION_ARG_FILENAME, &directory, N_ ("write tables into this folder"),
            "DIR" },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "FLEET.json",
                     _ ("Tells what the vehicles of a fleet can promise beside their plan: power "
                        "and energy step by step,\nand the power that can be held for 15 minutes, "
                        "one hour and four, beside what one big battery would promise."),
                     &argc, &argv)
      || !gh_cli_parse_choice ("strategy", strategy, words, &options.strategy)
      || !gh_cli_parse_format (format, &options.format))
    return GH_CLI_USAGE;
  if (argc != 2)
    {
      fprintf (stderr, _ ("%s: takes one study file\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  if (!gh_cli_check_folder (directory))
    return GH_CLI_INVALID;
  options.site = site;
  options.period = period;
  options.commitment = commitment;
  options.directory = directory;
  return find_flexibility (&options, argv[1]);
}
