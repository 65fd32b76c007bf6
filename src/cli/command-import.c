/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "table-import.h"
#include "urdb.h"
#include "words.h"

static GhCliStatus
import_file (const char *path, const char *kind, GhCliFormat format)
{
  g_autoptr (GhImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  import = gh_import_file (path, kind, NULL, NULL, &error);
  if (import == NULL)
    return gh_cli_fail (error);
  text = format == GH_CLI_JSON ? gh_import_to_json (import) : gh_import_to_text (import);
  fputs (text, stdout);
  return GH_CLI_DONE;
}

/* A tariff is told as the study holds it; what the study cannot say goes to standard error. */
static GhCliStatus
import_tariff (const char *path)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GhTariff *tariff = gh_urdb_load (path, findings, &error);

  if (tariff == NULL)
    return gh_cli_fail (error);
  gh_findings_print (findings, 0);
  text = gh_tariff_to_json (tariff, &error);
  gh_record_free (&gh_tariff_table, tariff);
  if (text == NULL)
    return gh_cli_fail (error);
  fputs (text, stdout);
  return GH_CLI_DONE;
}

/**
 * gh_command_import:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `import`: reads a measured series and tells what it holds, or a tariff and tells it as a study
 * has it.
 *
 * Returns: exit status
 */
int
gh_command_import (int argc, char **argv)
{
  g_autofree char *kind = NULL;
  g_autofree char *format_word = NULL;
  GhCliFormat format;
  const GOptionEntry entries[]
      = { { "as", 0, 0, G_OPTION_ARG_STRING, &kind,
            N_ ("what the file is, instead of recognising it"), "KIND" },
          { "format", 0, 0, G_OPTION_ARG_STRING, &format_word, N_ ("text or json"), "FORMAT" },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "FILE", _ ("Reads a measured series and tells what it holds."), &argc,
                     &argv)
      || !gh_cli_parse_format (format_word, &format))
    return GH_CLI_USAGE;
  if (argc != 2)
    {
      fprintf (stderr, _ ("%s: takes one file\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  if (g_strcmp0 (kind, "tariff") == 0)
    return import_tariff (argv[1]);
  return import_file (argv[1], kind, format);
}
