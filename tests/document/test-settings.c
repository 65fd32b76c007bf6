/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings.h"

/* Every key of the schema has a name here, and what is set is what is got. */
static void
test_keys (void)
{
  static const char *const names[]
      = { GH_SETTING_WINDOW_WIDTH, GH_SETTING_WINDOW_HEIGHT, GH_SETTING_WINDOW_MAXIMIZED,
          GH_SETTING_LAST_STUDY,   GH_SETTING_LAST_PAGE,     GH_SETTING_STRATEGY,
          GH_SETTING_MAP_QUANTITY, GH_SETTING_COLOUR_SCHEME, NULL };
  GSettings *settings = gh_settings_get ();
  g_autoptr (GSettingsSchema) schema = NULL;

  g_assert_nonnull (settings);
  g_object_get (settings, "settings-schema", &schema, NULL);
  g_auto (GStrv) keys = g_settings_schema_list_keys (schema);
  g_assert_cmpuint (g_strv_length (keys), ==, g_strv_length ((char **) names));
  for (char **key = keys; *key != NULL; key++)
    g_assert_true (g_strv_contains (names, *key));
}

static void
test_values (void)
{
  g_assert_cmpint (gh_settings_get_choice (GH_SETTING_LAST_PAGE, 9), ==, 0);
  gh_settings_set_choice (GH_SETTING_LAST_PAGE, 2);
  g_assert_cmpint (gh_settings_get_choice (GH_SETTING_LAST_PAGE, 9), ==, 2);
  g_assert_cmpint (gh_settings_get_last_study (), ==, 0);
  gh_settings_set_last_study (7);
  g_assert_cmpint (gh_settings_get_last_study (), ==, 7);
}

/* Without a schema nothing is remembered and nothing breaks. */
static void
test_no_schema (void)
{
  if (g_test_subprocess ())
    {
      g_setenv ("GSETTINGS_SCHEMA_DIR", "/nothing", TRUE);
      g_setenv ("XDG_DATA_DIRS", "/nothing", TRUE);
      g_setenv ("XDG_DATA_HOME", "/nothing", TRUE);
      g_assert_null (gh_settings_get ());
      gh_settings_set_choice (GH_SETTING_LAST_PAGE, 2);
      g_assert_cmpint (gh_settings_get_choice (GH_SETTING_LAST_PAGE, 9), ==, 9);
      gh_settings_set_last_study (7);
      g_assert_cmpint (gh_settings_get_last_study (), ==, 0);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/no-schema", test_no_schema);
  g_test_add_func ("/settings/keys", test_keys);
  g_test_add_func ("/settings/values", test_values);
  return g_test_run ();
}
