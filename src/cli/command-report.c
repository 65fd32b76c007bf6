/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "report-layout.h"
#include "study-report.h"
#include "words.h"

/* @output: (nullable): path of the PDF
 * @directory: (nullable): of the CSV files
 * @strategy: one of the compared, or %GH_REPORT_BEST_STRATEGY
 * @date: days since 1970-01-01 */
typedef struct
{
  const char *output;
  const char *directory;
  const GhPaper *paper;
  int strategy;
  gint32 date;
} ReportOptions;

static gboolean
write_report (GhStudyReport *made, const ReportOptions *options, const GhProgress *progress,
              GError **error)
{
  g_autoptr (GhReport) report
      = gh_study_report_make (made, options->strategy, options->date, progress, error);

  if (report == NULL)
    return FALSE;
  if (options->output != NULL
      && !gh_report_write_pdf (report, options->paper, options->output, progress, error))
    return FALSE;
  return options->directory == NULL
         || gh_study_report_write_csv (made, options->directory, NULL, error);
}

static GhCliStatus
report_study (const char *path, const ReportOptions *options)
{
  g_auto (GhStudyInput) input = { 0 };
  g_autoptr (GhStudyReport) made = NULL;
  g_autoptr (GError) error = NULL;

  if (gh_study_input_read (&input, path) != GH_CLI_DONE)
    return GH_CLI_INVALID;
  if (!gh_study_input_allows (&input, options->strategy, &error))
    return gh_cli_fail (error);
  GhProgress progress = gh_cli_begin_progress ();
  GhProgress computing = gh_progress_part (&progress, 0.0, 0.9);
  GhProgress writing = gh_progress_part (&progress, 0.9, 1.0);
  made = gh_study_report_compute (input.study, &computing, &error);
  gboolean written = made != NULL && write_report (made, options, &writing, &error);
  gh_cli_end_progress ();
  if (!written)
    return gh_cli_fail (error);
  /* Where a strategy has no plan the report is written all the same, and says why. */
  return gh_cli_report_comparison (gh_results_get_comparison (made->results),
                                   gh_results_get_site (made->results));
}

static gboolean
parse_date (const char *text, gint32 *date)
{
  *date = gh_study_report_find_today ();
  if (text == NULL || gh_date_parse (text, date))
    return TRUE;
  fprintf (stderr, _ ("%s: --date takes a day such as 2026-11-27\n"), g_get_prgname ());
  return FALSE;
}

static gboolean
parse_paper (const char *text, const GhPaper **paper)
{
  static const char *const words[] = { "a4", "letter", NULL };
  int choice = 0;

  *paper = gh_paper_get_default ();
  if (!gh_cli_parse_choice ("paper", text, words, &choice))
    return FALSE;
  if (text != NULL)
    *paper = gh_paper_find (words[choice]);
  return TRUE;
}

/* What has to be given to do anything. */
static gboolean
check_usage (const ReportOptions *options, int argc)
{
  if (argc != 2)
    fprintf (stderr, _ ("%s: takes one study file\n"), g_get_prgname ());
  else if (options->output == NULL && options->directory == NULL)
    fprintf (stderr, _ ("%s: takes --output FILE.pdf or --csv DIR, or both\n"), g_get_prgname ());
  else
    return TRUE;
  return FALSE;
}

/**
 * gh_command_report:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `report`: writes the report of a study as PDF, and all it rests on as CSV.
 *
 * Returns: exit status; where a strategy cannot be planned the report is written and says so
 */
int
gh_command_report (int argc, char **argv)
{
  ReportOptions options = { .strategy = GH_REPORT_BEST_STRATEGY };
  g_autofree char *output = NULL, *directory = NULL, *date = NULL, *paper = NULL, *strategy = NULL;
  const GOptionEntry entries[]
      = { { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("write the report to this file"),
            "FILE.pdf" },
          { "csv", 0, 0, G_OPTION_ARG_FILENAME, &directory,
            N_ ("write all it rests on as CSV files into this folder"), "DIR" },
          { "strategy", 0, 0, G_OPTION_ARG_STRING, &strategy,
            N_ ("which is looked at closely: unmanaged, smart, v2h, v2g or battery"), "WORD" },
          { "paper", 0, 0, G_OPTION_ARG_STRING, &paper, N_ ("a4 or letter"), "WORD" },
          { "date", 0, 0, G_OPTION_ARG_STRING, &date,
            N_ ("date of the report, else SOURCE_DATE_EPOCH or today"), "YYYY-MM-DD" },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "STUDY.json", _ ("Writes the report of a study."), &argc, &argv)
      || !gh_cli_parse_strategy (strategy, &options.strategy)
      || !parse_paper (paper, &options.paper) || !parse_date (date, &options.date))
    return GH_CLI_USAGE;
  options.output = output;
  options.directory = directory;
  if (!check_usage (&options, argc))
    return GH_CLI_USAGE;
  if (!gh_cli_check_file (output) || !gh_cli_check_folder (directory))
    return GH_CLI_INVALID;
  return (int) report_study (argv[1], &options);
}
