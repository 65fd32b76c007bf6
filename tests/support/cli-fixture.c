/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-fixture.h"

#include <string.h>
#include <sys/wait.h>

#include "run-tool.h"

/**
 * cli_fixture_set_up:
 * @fixture: (out): a fixture
 *
 * Makes its folder.
 */
void
cli_fixture_set_up (CliFixture *fixture)
{
  *fixture = (CliFixture){ .directory = g_dir_make_tmp ("gridhearth-cli-XXXXXX", NULL) };
  fixture->study = g_build_filename (fixture->directory, "study.json", NULL);
}

/**
 * cli_fixture_tear_down:
 * @fixture: a fixture
 *
 * Removes its folder.
 */
void
cli_fixture_tear_down (CliFixture *fixture)
{
  remove_folder (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->study);
  g_free (fixture->out);
  g_free (fixture->err);
}

/**
 * cli_fixture_run:
 * @fixture: (inout): a fixture
 * @line: words separated by blanks; STUDY and DIR stand for the fixture's
 *
 * Runs the program and keeps what it prints.
 *
 * Returns: its exit status
 */
int
cli_fixture_run (CliFixture *fixture, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int status;

  g_ptr_array_add (argv, (char *) g_getenv ("GRIDHEARTH_CLI"));
  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    g_ptr_array_add (argv, strcmp (words[i], "STUDY") == 0 ? fixture->study
                           : strcmp (words[i], "DIR") == 0 ? fixture->directory
                                                           : words[i]);
  g_ptr_array_add (argv, NULL);
  g_clear_pointer (&fixture->out, g_free);
  g_clear_pointer (&fixture->err, g_free);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &fixture->out,
                &fixture->err, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/**
 * cli_fixture_parse:
 * @text: what was printed
 *
 * Returns: (transfer full): the one object that it is
 */
JsonNode *
cli_fixture_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  return node;
}
