/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preview of a file. */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "errors.h"
#include "table-import.h"

#define ROWS(unit) "t," unit "\n2023-01-01T00:00+01:00,1\n2023-01-01T01:00+01:00,4\n"

static const struct
{
  const char *text;
  const char *as_kind;
  const char *kind; /* NULL: refused */
  const char *unit; /* or what the refusal says */
} cases[] = {
  { ROWS ("Load (kW)"), NULL, "load", "kW" },
  { ROWS ("Solar 50Hertz (MW)"), NULL, "solar", "MW" },
  { ROWS ("DA Price ($/kWh)"), NULL, "price", "USD/kWh" },
  { ROWS ("co2 (kg/MWh)"), NULL, "emissions", "kg/MWh" },
  { ROWS ("GHI (W/m2)"), NULL, "weather", "W/m2" },
  { ROWS ("WS10m (m/s)"), NULL, "weather", "m/s" },
  { ROWS ("Albedo"), NULL, "weather", "" },
  { ROWS ("Verbrauch"), NULL, "load", "" },
  { ROWS ("GC"), NULL, "table", "" },
  { ROWS ("GC"), "solar", "solar", "" },
  { ROWS ("GC"), "moon", NULL, "“moon” is no kind" },
  { "P\n1\n2\n", NULL, NULL, "line 2: a time column is missing" },
  { "{\"a\": 1}", NULL, NULL, "JSON" },
  { "<feed/>", NULL, NULL, "XML" },
  { ROWS ("GC"), "sessions", "sessions", "" },
  { " \n", NULL, NULL, "line 1: the file is empty" },
  { "GIF89a\0\1", NULL, NULL, "x.csv: " },
};

static GhImport *
import_text (const char *text, const char *as_kind, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("gh-import-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  GhImport *import = gh_import_file (path, as_kind, NULL, NULL, error);
  g_unlink (path);
  g_rmdir (folder);
  return import;
}

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhImport) import = import_text (cases[i].text, cases[i].as_kind, &error);
      if (cases[i].kind == NULL)
        {
          g_assert_null (import);
          g_assert_nonnull (error);
          g_assert_nonnull (strstr (error->message, cases[i].unit));
          continue;
        }
      g_assert_no_error (error);
      const GhImportColumn *column = g_ptr_array_index (import->columns, 0);
      g_assert_cmpstr (import->kind, ==, cases[i].kind);
      g_assert_cmpstr (column->unit, ==, cases[i].unit);
      g_assert_cmpfloat_with_epsilon (column->mean, 2.5, 1e-12);
    }
}

static void
test_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhImport) import
      = import_text ("t,A \"x\" (kW),B\n2023-01-01T00:00+01:00,1,\n2023-01-01T01:00+01:00,-,\n"
                     "2023-01-01T02:00+01:00,3,\n",
                     NULL, &error);
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_no_error (error);
  g_autofree char *json = gh_import_to_json (import);
  g_autofree char *text = gh_import_to_text (import);
  g_assert_true (json_parser_load_from_data (parser, json, -1, &error));
  JsonObject *object = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "load");
  g_assert_cmpint (json_object_get_int_member (object, "rows"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (object, "step_seconds"), ==, 3600);
  g_assert_cmpstr (json_object_get_string_member (object, "start"), ==,
                   "2023-01-01T00:00:00+01:00");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "repairs")), ==,
                    1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "findings")), ==,
                    0);
  JsonArray *columns = json_object_get_array_member (object, "columns");
  JsonObject *first = json_array_get_object_element (columns, 0);
  JsonObject *empty = json_array_get_object_element (columns, 1);
  g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "A \"x\" (kW)");
  g_assert_cmpint (json_object_get_int_member (first, "missing"), ==, 1);
  g_assert_cmpfloat (json_object_get_double_member (first, "max"), ==, 3.0);
  g_assert_true (json_object_get_null_member (empty, "mean"));
  g_assert_cmpint (json_object_get_int_member (empty, "missing"), ==, 3);
  g_assert_nonnull (strstr (text, "load: 3 rows"));
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_import_file ("/nowhere/x.csv", NULL, NULL, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_IO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-import/kinds", test_kinds);
  g_test_add_func ("/table-import/json", test_json);
  g_test_add_func ("/table-import/no-file", test_no_file);
  return g_test_run ();
}
