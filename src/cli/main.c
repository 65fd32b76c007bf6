/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "file-writing.h"
#include "memory.h"
#include "words.h"

#ifndef GH_VERSION
#define GH_VERSION "0"
#endif

#define PROGRAM "gridhearth-cli"

typedef struct
{
  const char *name;
  int (*run) (int argc, char **argv);
  const char *meaning;
} Command;

static const Command commands[] = {
  { "plan", gh_command_plan, N_ ("plan the cars of a study under one strategy") },
  { "compare", gh_command_compare, N_ ("compare unmanaged and smart charging, V2H and V2G") },
  { "pareto", gh_command_pareto, N_ ("find what less carbon costs, plan by plan") },
  { "variants", gh_command_variants,
    N_ ("put studies side by side: what differs, what comes of it") },
  { "life", gh_command_life, N_ ("live through the years of the battery, strategy by strategy") },
  { "resilience", gh_command_resilience, N_ ("tell how long the house survives an outage") },
  { "flexibility", gh_command_flexibility, N_ ("tell what the vehicles of a fleet can promise") },
  { "bill", gh_command_bill, N_ ("make up the bill, month by month and item by item") },
  { "report", gh_command_report, N_ ("write the report of a study as PDF") },
  { "sweep", gh_command_sweep, N_ ("vary one input, or two, and tell what the study comes to") },
  { "tornado", gh_command_tornado, N_ ("vary inputs, each by itself, and tell which matter most") },
  { "break-even", gh_command_break_even, N_ ("find the value of an input at which V2H pays") },
  { "check", gh_command_check, N_ ("tell what is wrong with a study") },
  { "import", gh_command_import, N_ ("read a measured series and tell what it holds") },
  { "cells", gh_command_cells, N_ ("list the cells that batteries are made of") },
  { "schema", gh_command_schema, N_ ("print the JSON Schema of a study") },
  { "samples", gh_command_samples, N_ ("list the sample studies, or print one") },
};

/**
 * gh_cli_parse:
 * @entries: options of the command
 * @parameters: what follows the options, for the help
 * @summary: one sentence about the command
 * @argc: (inout): number of arguments; those that are no options remain
 * @argv: (inout): the arguments
 *
 * Reads the options of a command; what is wrong is told on standard error.
 *
 * Returns: %FALSE on wrong usage
 */
gboolean
gh_cli_parse (const GOptionEntry *entries, const char *parameters, const char *summary, int *argc,
              char ***argv)
{
  g_autofree char *program = g_strdup_printf (PROGRAM " %s", (*argv)[0]);
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (GError) error = NULL;

  g_set_prgname (program);
  g_option_context_set_summary (context, summary);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  fprintf (stderr, "%s: %s\n", program, error->message);
  return FALSE;
}

/**
 * gh_cli_parse_choice:
 * @option: the option, for the message
 * @text: (nullable): what was given; %NULL leaves @choice alone
 * @words: (array zero-terminated=1): what can be given
 * @choice: (inout): index of the word
 *
 * Returns: %FALSE on an unknown word, told on standard error
 */
gboolean
gh_cli_parse_choice (const char *option, const char *text, const char *const *words, int *choice)
{
  g_autofree char *list = NULL;

  if (text == NULL)
    return TRUE;
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (text, words[i]) == 0)
      {
        *choice = i;
        return TRUE;
      }
  list = g_strjoinv (", ", (char **) words);
  fprintf (stderr, _ ("%s: --%s does not know \"%s\"; it takes one of: %s\n"), g_get_prgname (),
           option, text, list);
  return FALSE;
}

/**
 * gh_cli_parse_strategy:
 * @text: (nullable): what was given; %NULL leaves @strategy alone
 * @strategy: (inout): a strategy, the wall battery instead of V2H among them
 *
 * Returns: %FALSE on an unknown word, told on standard error
 */
gboolean
gh_cli_parse_strategy (const char *text, int *strategy)
{
  const char *words[GH_MOST_COMPARED + 1] = { NULL };

  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    words[i] = gh_strategy_name ((GhStrategy) i);
  return gh_cli_parse_choice ("strategy", text, words, strategy);
}

/**
 * gh_cli_parse_format:
 * @text: (nullable): what was given
 * @format: (out): the format; text unless given
 *
 * Returns: %FALSE on an unknown word, told on standard error
 */
gboolean
gh_cli_parse_format (const char *text, GhCliFormat *format)
{
  static const char *const words[] = { "text", "json", NULL };
  int choice = GH_CLI_TEXT;
  gboolean known = gh_cli_parse_choice ("format", text, words, &choice);

  *format = (GhCliFormat) choice;
  return known;
}

/**
 * gh_cli_fail:
 * @error: what went wrong
 *
 * Tells it on standard error.
 *
 * Returns: the exit status
 */
GhCliStatus
gh_cli_fail (const GError *error)
{
  fprintf (stderr, _ ("error: %s\n"), error != NULL ? error->message : _ ("unknown failure"));
  return GH_CLI_INVALID;
}

/**
 * gh_cli_report_plan:
 * @plan: a plan
 * @site: its site
 * @strategy: its strategy, for the message
 *
 * Tells on standard error why a plan could not be made as asked.
 *
 * Returns: the exit status
 */
GhCliStatus
gh_cli_report_plan (const GhPlan *plan, const GhSite *site, GhStrategy strategy)
{
  gboolean no_powers = plan->status == GH_PLAN_TIME_LIMIT && plan->grid_kw == NULL;
  g_autofree char *reason = NULL;

  if (plan->status != GH_PLAN_INFEASIBLE && plan->status != GH_PLAN_RELAXED && !no_powers)
    return GH_CLI_DONE;
  if (no_powers)
    reason = g_strdup (_ ("no plan was found within the time limit"));
  else
    reason = gh_reason_format (&plan->reason, gh_time_axis_get_zone (site->axis));
  fprintf (stderr, "%s: %s: %s\n", gh_plan_status_name (plan->status), gh_strategy_name (strategy),
           reason);
  return GH_CLI_INFEASIBLE;
}

/**
 * gh_cli_report_comparison:
 * @comparison: a comparison
 * @site: its site
 *
 * Tells on standard error which plans could not be made as asked, and why.
 *
 * Returns: the exit status
 */
GhCliStatus
gh_cli_report_comparison (const GhComparison *comparison, const GhSite *site)
{
  GhCliStatus status = GH_CLI_DONE;

  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      const GhStrategyResult *result = &comparison->results[i];
      if (result->plan != NULL
          && gh_cli_report_plan (result->plan, site, result->strategy) != GH_CLI_DONE)
        status = GH_CLI_INFEASIBLE;
    }
  return status;
}

static void
print_help (FILE *stream)
{
  fprintf (stream, _ ("Usage: %s COMMAND [OPTION...]\n\n"), PROGRAM);
  fputs (_ ("Is it worth letting the car power the house or the grid?\n\nCommands:\n"), stream);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %-11s %s\n", commands[i].name, _ (commands[i].meaning));
  fprintf (stream, _ ("\n\"%s COMMAND --help\" tells the options of a command.\n"), PROGRAM);
  fputs (_ ("Exit status: 0 done, 1 invalid study or unreadable file, 2 wrong usage, 3 no feasible "
            "plan.\n"),
         stream);
}

static int
dispatch (int argc, char **argv)
{
  if (argc < 2)
    {
      print_help (stderr);
      return GH_CLI_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0
      || strcmp (argv[1], "help") == 0)
    {
      print_help (stdout);
      return GH_CLI_DONE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      puts (PROGRAM " " GH_VERSION);
      return GH_CLI_DONE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);
  fprintf (stderr, _ ("%s: there is no command \"%s\"\n\n"), PROGRAM, argv[1]);
  print_help (stderr);
  return GH_CLI_USAGE;
}

int
main (int argc, char **argv)
{
  int status;

  gh_memory_init ();
  gh_file_writing_init ();
  gh_words_init ();
  g_set_prgname (PROGRAM);
  status = dispatch (argc, argv);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      fputs (_ ("error: standard output cannot be written\n"), stderr);
      return status == GH_CLI_DONE ? GH_CLI_INVALID : status;
    }
  return status;
}
