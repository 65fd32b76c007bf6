/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who stops the terminal program finds whole files or none. */
#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli-fixture.h"
#include "fleet-study.h"

/* Children that were started by a shell in the background would ignore it. */
static void
take_stops (gpointer data G_GNUC_UNUSED)
{
  signal (SIGINT, SIG_DFL);
}

/* Waits until the program has begun to write; FALSE when it is through already. */
static gboolean
wait_for_file (const char *folder, GPid pid, int *status)
{
  while (waitpid (pid, status, WNOHANG) == 0)
    {
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      if (dir != NULL && g_dir_read_name (dir) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* A year is written: that takes long enough to be stopped in its midst. */
static void
test_write (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = g_build_filename (fixture->directory, "year", NULL);
  g_autofree char *path = g_build_filename (folder, "plan.csv", NULL);
  char *argv[]
      = { (char *) g_getenv ("GRIDHEARTH_CLI"), "plan", fixture->study, "--output", folder, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autofree char *table = NULL;
  gsize length;
  GPid pid;
  int status;

  g_assert_cmpint (cli_fixture_run (fixture, "samples flat-tariff"), ==, 0);
  g_assert_true (g_file_set_contents (fixture->study, fixture->out, -1, NULL));
  g_spawn_async (NULL, argv, NULL,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL
                     | G_SPAWN_STDERR_TO_DEV_NULL,
                 take_stops, NULL, &pid, &error);
  g_assert_no_error (error);
  if (wait_for_file (folder, pid, &status))
    {
      kill (pid, SIGINT);
      waitpid (pid, &status, 0);
      g_assert_true (WIFEXITED (status) || WTERMSIG (status) == SIGINT);
    }
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "plan.csv");
  g_assert_null (g_dir_read_name (dir));
  g_assert_true (g_file_get_contents (path, &table, &length, NULL));
  g_assert_true (length > 0 && table[length - 1] == '\n');
}

/* A fleet of which one part is planned in no time and the other, of many vehicles, is not: who
 * stops it is told the best plan so far, as one whole object, or nothing. */
static void
test_fleet (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  char *argv[]
      = { (char *) g_getenv ("GRIDHEARTH_CLI"), "plan", fixture->study, "--format", "json", NULL };
  g_autoptr (GString) text = g_string_new (fleet_study);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GString) told = g_string_new (NULL);
  char buffer[4096];
  GPid pid;
  int out, status;
  ssize_t count;

  g_string_replace (text, "\"count\": 2", "\"count\": 30000", 0);
  g_string_replace (text, "\"energy_kwh\": 20",
                    "\"energy_kwh\": { \"mean\": 20, \"deviation\": 5 }", 0);
  g_assert_true (g_file_set_contents (fixture->study, text->str, -1, NULL));
  g_spawn_async_with_pipes (NULL, argv, NULL,
                            G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, take_stops,
                            NULL, &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_usleep (G_USEC_PER_SEC / 2);
  kill (pid, SIGINT);
  while ((count = read (out, buffer, sizeof buffer)) > 0)
    g_string_append_len (told, buffer, count);
  close (out);
  waitpid (pid, &status, 0);
  if (told->len == 0)
    g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGINT);
  else
    {
      g_assert_true (WIFEXITED (status));
      g_assert_true (json_parser_load_from_data (parser, told->str, (gssize) told->len, &error));
      g_assert_no_error (error);
    }
}

static void
set_up (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cli_fixture_set_up (fixture);
}

static void
tear_down (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cli_fixture_tear_down (fixture);
}

int
main (int argc, char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("GRIDHEARTH_CLI") == NULL)
    {
      g_printerr ("GRIDHEARTH_CLI is not set\n");
      return 77;
    }
  g_test_add ("/stop/fleet", CliFixture, NULL, set_up, test_fleet, tear_down);
  g_test_add ("/stop/write", CliFixture, NULL, set_up, test_write, tear_down);
  return g_test_run ();
}
