/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "plan-csv.h"
#include "study/store-shares.h"
#include "words.h"

/* Shares of the progress that planning takes, where the year is run as well, and where what each
 * car saves is found. */
#define PLANNING_SHARE 0.05
#define COMPARING_SHARE 0.3

/* What to tell, and where. */
typedef struct
{
  GhCliFormat format;
  gboolean timing;
  gboolean bracket;
  gboolean shares;
  const char *directory; /* (nullable) */
  gboolean leave_out;    /* incomplete vehicles of a fleet */
} CompareOptions;

/* The comparison, and where it is asked for what comes true of it. */
static gboolean
compare (GhStudyInput *input, const CompareOptions *options, GhComparison **comparison,
         GhBracket **bracket, const GhProgress *progress, GError **error)
{
  GhProgress planning = gh_progress_part (progress, 0.0, options->bracket ? PLANNING_SHARE : 1.0);
  GhProgress running = gh_progress_part (progress, PLANNING_SHARE, 1.0);

  *comparison = gh_household_compare (input->study, input->site, GH_BATTERY_CHECK, input->findings,
                                      &planning, error);
  if (*comparison != NULL && options->bracket && (*comparison)->answer != NULL)
    {
      *bracket = gh_bracket_compute (input->study, *comparison, &running, error);
      if (*bracket != NULL)
        gh_bracket_explain (input->study, *comparison, *bracket, input->findings);
    }
  return *comparison != NULL
         && (*bracket != NULL || !options->bracket || (*comparison)->answer == NULL);
}

/* All that is asked for. */
static gboolean
compute (GhStudyInput *input, const CompareOptions *options, GhComparison **comparison,
         GhBracket **bracket, GPtrArray **shares, GError **error)
{
  GhProgress progress = gh_cli_begin_progress ();
  GhProgress comparing = gh_progress_part (&progress, 0.0, options->shares ? COMPARING_SHARE : 1.0);
  GhProgress sharing = gh_progress_part (&progress, COMPARING_SHARE, 1.0);
  gboolean done = compare (input, options, comparison, bracket, &comparing, error);

  if (done && options->shares)
    *shares
        = gh_store_shares_find_all (input->study, *comparison, GH_BATTERY_CHECK, &sharing, error);
  gh_cli_end_progress ();
  return done && (*shares != NULL || !options->shares);
}

static void
print_comparison (const GhStudyInput *input, const CompareOptions *options,
                  const GhComparison *comparison, const GhBracket *bracket, const GPtrArray *shares)
{
  g_autofree char *text = options->format == GH_CLI_JSON
                              ? gh_comparison_to_json (comparison, bracket, shares, input->site,
                                                       input->findings, options->timing)
                              : gh_comparison_to_text (comparison, input->study, options->timing);

  fputs (text, stdout);
  if (options->format == GH_CLI_JSON)
    return;
  g_autofree char *parts = shares != NULL ? gh_shares_to_text (shares, comparison->site) : NULL;
  g_autofree char *told
      = bracket != NULL ? gh_bracket_to_text (comparison, bracket, options->timing) : NULL;
  if (parts != NULL)
    fputs (parts, stdout);
  if (told != NULL)
    fputs (told, stdout);
}

/* What makes sense for households only is told and not passed over. */
static GhCliStatus
compare_fleet (const CompareOptions *options, const GhStudyInput *input)
{
  if (!options->bracket && !options->shares && !options->timing)
    return gh_cli_compare_fleet (input, options->format, options->directory);
  fprintf (stderr, _ ("%s: --bracket, --shares and --timing are for households\n"),
           g_get_prgname ());
  return GH_CLI_USAGE;
}

static GhCliStatus
compare_study (const char *path, const CompareOptions *options)
{
  g_auto (GhStudyInput) input = { 0 };
  g_autoptr (GhComparison) comparison = NULL;
  g_autoptr (GhBracket) bracket = NULL;
  g_autoptr (GPtrArray) shares = NULL;
  g_autoptr (GError) error = NULL;
  guint told;

  if (gh_study_input_read_without (&input, path, options->leave_out) != GH_CLI_DONE)
    return GH_CLI_INVALID;
  if (input.study->kind == GH_STUDY_FLEET)
    return compare_fleet (options, &input);
  told = gh_findings_get_count (input.findings);
  gboolean done = compute (&input, options, &comparison, &bracket, &shares, &error);
  gh_findings_print (input.findings, told);
  if (!done
      || (options->directory != NULL
          && !gh_comparison_write_csv (comparison, input.site, options->directory, &error)))
    return gh_cli_fail (error);
  print_comparison (&input, options, comparison, bracket, shares);
  return gh_cli_report_comparison (comparison, input.site);
}

/**
 * gh_command_compare:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `compare`: plans a study, or a fleet, under every strategy and answers whether V2H or V2G pays.
 *
 * Returns: exit status
 */
int
gh_command_compare (int argc, char **argv)
{
  g_autofree char *format_word = NULL;
  g_autofree char *directory = NULL;
  CompareOptions options = { 0 };
  const GOptionEntry entries[]
      = { { "format", 0, 0, G_OPTION_ARG_STRING, &format_word, N_ ("text or json"), "FORMAT" },
          { "leave-out-incomplete", 0, 0, G_OPTION_ARG_NONE, &options.leave_out,
            N_ ("go on without the vehicles of a fleet that are incomplete"), NULL },
          { "output", 0, 0, G_OPTION_ARG_FILENAME, &directory,
            N_ ("write CSV files into this folder"), "DIR" },
          { "bracket", 0, 0, G_OPTION_ARG_NONE, &options.bracket,
            N_ ("run the year from forecasts and by a simple rule as well"), NULL },
          { "shares", 0, 0, G_OPTION_ARG_NONE, &options.shares,
            N_ ("tell what each of several cars saves"), NULL },
          { "timing", 0, 0, G_OPTION_ARG_NONE, &options.timing, N_ ("tell how long planning took"),
            NULL },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "STUDY.json",
                     _ ("Compares unmanaged and smart charging, V2H and V2G; of a fleet, filling "
                        "valleys too."),
                     &argc, &argv)
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
  return compare_study (argv[1], &options);
}
