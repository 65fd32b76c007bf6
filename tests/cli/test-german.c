/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal program in another language: words and decimals follow it, data do not. */
#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "german.h"
#include "run-tool.h"

typedef struct
{
  char *folder;
  char *study;
} Fixture;

static char *
run (const char *command, const char *argument, const char *option)
{
  static const char *const english[] = { "LC_ALL=C.UTF-8", "LOCPATH=", NULL };
  gboolean plain = g_str_equal (command, "english");
  char *output;

  g_assert_cmpint (run_tool (plain ? english : NULL, &output, g_getenv ("GRIDHEARTH_CLI"),
                             plain ? "compare" : command, argument, option, NULL),
                   ==, 0);
  return output;
}

/* Both outputs are caught together, warnings first: what begins at a text. */
static char *
run_bill (const char *folder, const char *format, gboolean german, const char *begins)
{
  static const char *const english[] = { "LC_ALL=C.UTF-8", "LOCPATH=", NULL };
  g_autofree char *path = g_build_filename (folder, "house.json", NULL);
  g_autofree char *option = g_strconcat ("--format=", format, NULL);
  g_autofree char *output = NULL;

  g_assert_cmpint (run_tool (german ? NULL : english, &output, g_getenv ("GRIDHEARTH_CLI"), "bill",
                             path, option, NULL),
                   ==, 0);
  g_assert_nonnull (strstr (output, begins));
  return g_strdup (strstr (output, begins));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sample = run ("samples", "detached-house", NULL);

  fixture->folder = g_dir_make_tmp ("gridhearth-german-XXXXXX", NULL);
  fixture->study = g_build_filename (fixture->folder, "house.json", NULL);
  g_assert_true (g_file_set_contents (fixture->study, sample, -1, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->study);
}

/* The table has the language's words and numbers, and its columns stay in line. */
static void
test_text (Fixture *fixture, gconstpointer data)
{
  static const char *const words[]
      = { "Stromkosten im Jahr, EUR", "Kapitalwert", "Gesteuertes Laden", "lohnt sich" };
  g_autofree char *text = run ("compare", fixture->study, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  glong width = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) == NULL)
      g_test_fail_printf ("no \"%s\" in\n%s", words[i], text);
  g_assert_true (g_regex_match_simple (" [0-9]+,[0-9]{2}\\b", text, 0, 0));
  g_assert_false (g_regex_match_simple (" [0-9]+\\.[0-9]{1,2}\\b", text, 0, 0));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      glong length = g_utf8_strlen (g_strchomp (lines[i]), -1);
      if (strstr (lines[i], "Gesteuertes Laden") != NULL && width == 0)
        width = length;
      else if (g_str_has_prefix (lines[i], "  ") && width > 0 && !g_str_has_suffix (lines[i], "*"))
        g_assert_cmpint (length, ==, width);
    }
  g_assert_cmpint (width, >, 0);
}

/* Warnings stand before the object, since both outputs are caught together. */
static double
read_bill (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (strchr (text, '{'), &error);
  g_autoptr (JsonNode) found = NULL;

  g_assert_no_error (error);
  found = json_path_query ("$.strategies[*].bill_per_year", root, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (found)), ==, 4);
  return json_array_get_double_element (json_node_get_array (found), 3);
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autofree char *german = run ("compare", fixture->study, "--format=json");
  g_autofree char *english = run ("english", fixture->study, "--format=json");

  g_assert_cmpfloat (read_bill (german), ==, read_bill (english));
  g_assert_nonnull (strstr (german, "lohnt sich"));
  g_assert_null (strstr (english, "lohnt sich"));
}

/* A bill names its items in the reader's language, but not in files. */
static void
test_bill (Fixture *fixture, gconstpointer data)
{
  static const char *const formats[][2] = { { "json", "{" }, { "csv", "month,item" } };
  g_autofree char *text = run_bill (fixture->folder, "text", TRUE, "2025-01");

  g_assert_nonnull (strstr (text, "Grundpreis"));
  g_assert_null (strstr (text, "Fixed charge"));
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *german = run_bill (fixture->folder, formats[i][0], TRUE, formats[i][1]);
      g_autofree char *english = run_bill (fixture->folder, formats[i][0], FALSE, formats[i][1]);
      /* Findings, which end the object, are for people. */
      gsize length = i == 0 ? (gsize) (strstr (english, "\"total\":") - english) : strlen (english);
      g_assert_true (strncmp (german, english, length) == 0);
      g_assert_nonnull (strstr (german, "Fixed charge"));
    }
}

/* What is wrong with a study is told as a whole sentence of the language. */
static void
test_finding (Fixture *fixture, gconstpointer data)
{
  g_autofree char *output = NULL;

  g_assert_true (g_file_set_contents (fixture->study, "{ \"lod\": 1 }", -1, NULL));
  g_assert_cmpint (
      run_tool (NULL, &output, g_getenv ("GRIDHEARTH_CLI"), "plan", fixture->study, NULL), ==, 1);
  g_assert_true (g_str_has_prefix (output, "Fehler: $"));
  g_assert_null (strstr (output, "error"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!german_begin ())
    {
      g_print ("1..0 # SKIP there is no German locale\n");
      return 0;
    }
  g_test_add ("/german/text", Fixture, NULL, set_up, test_text, tear_down);
  g_test_add ("/german/finding", Fixture, NULL, set_up, test_finding, tear_down);
  g_test_add ("/german/json", Fixture, NULL, set_up, test_json, tear_down);
  g_test_add ("/german/bill", Fixture, NULL, set_up, test_bill, tear_down);
  return g_test_run ();
}
