/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program on a year that was measured. */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>
#include <sys/wait.h>

#include "real-year.h"

/* Runs the program and reads its object. */
static JsonNode *
ask (const char *command, const char *path, const char *strategy)
{
  const char *argv[]
      = { g_getenv ("GRIDHEARTH_CLI"),          command,      path,     "--format", "json",
          strategy != NULL ? "--verify" : NULL, "--strategy", strategy, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  JsonNode *node = json_from_string (output, &error);
  g_assert_no_error (error);
  return node;
}

static double
number_at (JsonObject *object, const char *group, const char *name)
{
  return json_object_get_double_member (json_object_get_object_member (object, group), name);
}

/* The files came in whole: sums of load and sun as asked for, less what is one hour in the year. */
static void
check_energy (JsonObject *plan)
{
  g_assert_cmpfloat_with_epsilon (number_at (plan, "energy_kwh", "load"), 4500.0, 20.0);
  g_assert_cmpfloat_with_epsilon (number_at (plan, "energy_kwh", "solar"), 9000.0, 60.0);
  double in = number_at (plan, "energy_kwh", "import") + number_at (plan, "energy_kwh", "solar")
              - number_at (plan, "energy_kwh", "solar_curtailed")
              + number_at (plan, "energy_kwh", "discharged_ac");
  double out = number_at (plan, "energy_kwh", "export") + number_at (plan, "energy_kwh", "load")
               + number_at (plan, "energy_kwh", "charged_ac");
  g_assert_cmpfloat_with_epsilon (in, out, 1e-4);
}

static void
test_compare (void)
{
  g_autofree char *directory = NULL;

  if (g_getenv ("GRIDHEARTH_FIXTURES") == NULL)
    {
      g_test_skip ("the measured files are not there");
      return;
    }
  g_autofree char *path = write_real_year (&directory);
  g_autoptr (JsonNode) node = ask ("compare", path, NULL);
  JsonArray *strategies = json_object_get_array_member (json_node_get_object (node), "strategies");
  double before = INFINITY;

  g_assert_cmpuint (json_array_get_length (strategies), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      JsonObject *plan = json_array_get_object_element (strategies, i);
      double objective = json_object_get_double_member (plan, "objective");
      double gap = json_object_get_double_member (plan, "gap");
      double bill = json_object_get_double_member (plan, "bill_per_year");
      check_energy (plan);
      g_test_message ("%s: %.6f, gap %.6f, bill %.2f",
                      json_object_get_string_member (plan, "strategy"), objective, gap, bill);
      g_assert_cmpfloat (objective, <=, before + 1e-5 * bill);
      g_assert_cmpfloat (gap, <=, i == 0 ? INFINITY : 1e-5 * bill);
      before = objective;
    }
  g_remove (path);
  g_rmdir (directory);
}

static void
test_verify (void)
{
  g_autofree char *directory = NULL;

  if (g_getenv ("GRIDHEARTH_FIXTURES") == NULL)
    {
      g_test_skip ("the measured files are not there");
      return;
    }
  g_autofree char *path = write_real_year (&directory);
  g_autoptr (JsonNode) node = ask ("plan", path, "v2g");
  JsonObject *plan = json_node_get_object (node);
  g_assert_true (json_object_get_boolean_member (plan, "verified"));
  check_energy (plan);
  g_remove (path);
  g_rmdir (directory);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/real-year/compare", test_compare);
  g_test_add_func ("/real-year/verify", test_verify);
  return g_test_run ();
}
