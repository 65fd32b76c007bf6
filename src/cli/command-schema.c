/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "study-schema.h"
#include "words.h"

/**
 * gh_command_schema:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `schema`: prints the JSON Schema of a study.
 *
 * Returns: exit status
 */
int
gh_command_schema (int argc, char **argv)
{
  g_autofree char *schema = NULL;

  if (!gh_cli_parse (NULL, NULL, _ ("Prints the JSON Schema of a study file."), &argc, &argv))
    return GH_CLI_USAGE;
  if (argc != 1)
    {
      fprintf (stderr, _ ("%s: takes no arguments\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  schema = gh_study_schema ();
  fputs (schema, stdout);
  if (!g_str_has_suffix (schema, "\n"))
    putchar ('\n');
  return GH_CLI_DONE;
}
