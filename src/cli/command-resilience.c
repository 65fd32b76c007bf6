/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "cli.h"
#include "resilience-csv.h"
#include "words.h"

enum
{
  FORMAT_TEXT,
  FORMAT_JSON,
  FORMAT_CSV
};

static const char *const formats[] = { "text", "json", "csv", NULL };

/* @strategy: -1 for all
 * @hours: the longest outage; NAN for that of the study
 * @directory: (nullable) */
typedef struct
{
  int strategy;
  double hours;
  int format;
  const char *directory;
} Options;

static void
set_hours (GhStudy *study, double hours)
{
  if (study->resilience == NULL)
    study->resilience = gh_record_new (&gh_resilience_table);
  study->resilience->longest_hours = hours;
}

static GhResilience *
find_resilience (const GhStudyInput *input, GhComparison **comparison, GError **error)
{
  GhProgress progress = gh_cli_begin_progress ();
  GhProgress planning = gh_progress_part (&progress, 0.0, 0.8);
  GhProgress failing = gh_progress_part (&progress, 0.8, 1.0);
  GhResilience *resilience = NULL;

  *comparison = gh_household_compare (input->study, input->site, GH_BATTERY_HEED, input->findings,
                                      &planning, error);
  if (*comparison != NULL)
    resilience = gh_resilience_find (input->study, *comparison, &failing, error);
  gh_cli_end_progress ();
  return resilience;
}

static GhCliStatus
report (const Options *options, const GhStudyInput *input, const GhResilience *resilience)
{
  g_autoptr (GError) error = NULL;

  if (options->directory != NULL
      && !gh_resilience_write_csv (resilience, options->directory, options->strategy, &error))
    return gh_cli_fail (error);
  g_autofree char *text
      = options->format == FORMAT_JSON
            ? gh_resilience_to_json (resilience, input->findings, options->strategy)
        : options->format == FORMAT_CSV
            ? gh_resilience_to_csv (resilience, options->strategy)
            : gh_resilience_to_text (resilience, input->study, options->strategy);
  fputs (text, stdout);
  return GH_CLI_DONE;
}

static GhCliStatus
fail_grid (const Options *options, const char *path)
{
  g_auto (GhStudyInput) input = { 0 };
  g_autoptr (GhComparison) comparison = NULL;
  g_autoptr (GError) error = NULL;

  if (gh_study_input_read (&input, path) != GH_CLI_DONE)
    return GH_CLI_INVALID;
  if (!gh_study_input_allows (&input, options->strategy, &error))
    return gh_cli_fail (error);
  if (!isnan (options->hours))
    set_hours (input.study, options->hours);
  guint told = gh_findings_get_count (input.findings);
  g_autoptr (GhResilience) resilience = find_resilience (&input, &comparison, &error);
  gh_findings_print (input.findings, told);
  if (resilience == NULL)
    return gh_cli_fail (error);
  GhCliStatus status = report (options, &input, resilience);
  return status == GH_CLI_DONE ? gh_cli_report_comparison (comparison, input.site) : status;
}

/* Of what the attribute table allows. */
static gboolean
parse_hours (const char *word, double *hours)
{
  const GhAttribute *attribute
      = gh_attribute_table_find (&gh_resilience_table, "longest_hours", NULL);
  char *end = NULL;

  *hours = NAN;
  if (word == NULL)
    return TRUE;
  *hours = g_ascii_strtod (word, &end);
  if (end != word && *end == '\0' && *hours >= attribute->minimum && *hours <= attribute->maximum)
    return TRUE;
  fprintf (stderr, _ ("%s: --hours takes a number from %g to %g\n"), g_get_prgname (),
           attribute->minimum, attribute->maximum);
  return FALSE;
}

/**
 * gh_command_resilience:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `resilience`: lets the grid fail at every moment under every strategy's plan and tells how long
 * the house survives.
 *
 * Returns: exit status
 */
int
gh_command_resilience (int argc, char **argv)
{
  Options options = { .strategy = -1 };
  g_autofree char *strategy = NULL, *hours = NULL, *format = NULL, *directory = NULL;
  const GOptionEntry entries[]
      = { { "strategy", 0, 0, G_OPTION_ARG_STRING, &strategy, N_ ("only this one"), "WORD" },
          { "hours", 0, 0, G_OPTION_ARG_STRING, &hours,
            N_ ("the longest outage to follow, instead of that of the study"), "NUMBER" },
          { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("text, json or csv"), "FORMAT" },
          { "output", 0, 0, G_OPTION_ARG_FILENAME, &directory,
            N_ ("write survival.csv and outages.csv into this folder"), "DIR" },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "STUDY.json",
                     _ ("Tells how long the house survives an outage that begins at any moment."),
                     &argc, &argv)
      || !gh_cli_parse_strategy (strategy, &options.strategy)
      || !gh_cli_parse_choice ("format", format, formats, &options.format)
      || !parse_hours (hours, &options.hours))
    return GH_CLI_USAGE;
  if (argc != 2)
    {
      fprintf (stderr, _ ("%s: takes one study file\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  if (!gh_cli_check_folder (directory))
    return GH_CLI_INVALID;
  options.directory = directory;
  return fail_grid (&options, argv[1]);
}
