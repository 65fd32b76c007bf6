/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "study/fleet-warnings.h"
#include "words.h"

static void
print_json (const GhFindings *findings)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autofree char *text = NULL;

  gh_json_writer_begin_object (writer, NULL);
  gh_findings_write_json (findings, writer);
  gh_json_writer_end (writer);
  text = gh_json_writer_finish (writer);
  fputs (text, stdout);
}

static void
print_text (const GhFindings *findings)
{
  guint errors = gh_findings_count_errors (findings);
  guint warnings = gh_findings_get_count (findings) - errors;

  if (errors + warnings == 0)
    puts (_ ("The study can be planned; nothing stands out."));
  else if (errors == 0)
    printf (_ ("The study can be planned; warnings: %u\n"), warnings);
  else
    printf (_ ("The study cannot be planned; errors: %u, warnings: %u\n"), errors, warnings);
}

/* Whether the vehicles of a fleet, once they are drawn, can do what is asked of them. */
static GhCliStatus
examine_fleet (GhStudyInput *input)
{
  g_autoptr (GError) error = NULL;
  guint first = gh_findings_get_count (input->findings);
  GhProgress progress = gh_cli_begin_progress ();
  gboolean done = gh_fleet_examine (input->study, input->findings, &progress, &error);

  gh_cli_end_progress ();
  if (!done)
    gh_findings_add (input->findings, GH_SEVERITY_ERROR, "$", "%s", error->message);
  gh_findings_print (input->findings, first);
  return gh_findings_count_errors (input->findings) == 0 ? GH_CLI_DONE : GH_CLI_INVALID;
}

/**
 * gh_command_check:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `check`: tells what is wrong with a study.
 *
 * Returns: exit status
 */
int
gh_command_check (int argc, char **argv)
{
  g_auto (GhStudyInput) input = { 0 };
  g_autofree char *format_word = NULL;
  GhCliFormat format;
  GhCliStatus status;
  const GOptionEntry entries[]
      = { { "format", 0, 0, G_OPTION_ARG_STRING, &format_word, N_ ("text or json"), "FORMAT" },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "STUDY.json", _ ("Tells what is wrong with a study."), &argc, &argv)
      || !gh_cli_parse_format (format_word, &format))
    return GH_CLI_USAGE;
  if (argc != 2)
    {
      fprintf (stderr, _ ("%s: takes one study file\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  status = gh_study_input_read_any (&input, argv[1]);
  if (status == GH_CLI_DONE && input.study->kind == GH_STUDY_FLEET)
    status = examine_fleet (&input);
  if (format == GH_CLI_JSON)
    print_json (input.findings);
  else
    print_text (input.findings);
  return status;
}
