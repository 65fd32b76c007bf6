/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desktop reads of the program: launcher, description, settings, types of files and the
 * sandbox. Built files are in the folder named by GRIDHEARTH_DATA. */
/* Asked for by the header of the backend. */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gio.h>
#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "planning/plan.h"
#include "run-tool.h"

#define ID "io.github.gridhearth.Gridhearth"
#define MEDIA_TYPE "application/vnd.gridhearth.study+json"
#define STUDY "\"format\": \"gridhearth-study\", \"version\": 1}"

static char *
get_source (const char *folder, const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", folder, name, NULL);
}

static char *
get_built (const char *name)
{
  return g_build_filename (g_getenv ("GRIDHEARTH_DATA"), name, NULL);
}

static GKeyFile *
read_keys (const char *name)
{
  g_autofree char *path = get_built (name);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&keys);
}

static void
assert_key (GKeyFile *keys, const char *group, const char *key, const char *expected)
{
  g_autofree char *value = g_key_file_get_string (keys, group, key, NULL);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_desktop_entry (void)
{
  g_autofree char *path = get_built (ID ".desktop");
  g_autofree char *output = NULL;
  g_autoptr (GKeyFile) keys = read_keys (ID ".desktop");
  int status;

  /* What ties the launcher to the other files. */
  assert_key (keys, "Desktop Entry", "Icon", ID);
  assert_key (keys, "Desktop Entry", "Exec", "gridhearth %U");
  assert_key (keys, "Desktop Entry", "MimeType", MEDIA_TYPE ";");
  assert_key (keys, "Desktop Entry", "DBusActivatable", "true");
  if (!tools_exist ("desktop-file-validate", NULL))
    return;
  status = run_tool (NULL, &output, "desktop-file-validate", path, NULL);
  g_assert_cmpstr (output, ==, "");
  g_assert_cmpint (status, ==, 0);
}

static void
test_service (void)
{
  g_autoptr (GKeyFile) keys = read_keys (ID ".service");
  g_autofree char *command = g_key_file_get_string (keys, "D-BUS Service", "Exec", NULL);

  assert_key (keys, "D-BUS Service", "Name", ID);
  g_assert_true (g_path_is_absolute (command));
  g_assert_true (g_str_has_suffix (command, "/bin/gridhearth --gapplication-service"));
}

/* Remarks on what is as it has to be: the id is used elsewhere, and versions of appstreamcli before
 * 1.0 do not know the tag that later ones demand. */
static gboolean
is_known_remark (const char *line)
{
  return strstr (line, ": cid-contains-uppercase-letter ") != NULL
         || strstr (line, ": unknown-tag developer") != NULL;
}

static void
test_metainfo (void)
{
  g_autofree char *path = get_built (ID ".metainfo.xml");
  g_autofree char *output = NULL;
  int status;

  if (!tools_exist ("appstreamcli", NULL))
    return;
  status = run_tool (NULL, &output, "appstreamcli", "validate", "--no-net", "--pedantic",
                     "--no-color", path, NULL);
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (strlen (lines[i]) > 2 && strncmp (lines[i] + 1, ": ", 2) == 0)
      g_assert_cmpstr (is_known_remark (lines[i]) ? "" : lines[i], ==, "");
  g_assert_cmpint (status, ==, 0);
}

/* The pictures that the description shows are in the tree. */
static void
test_screenshots (void)
{
  g_autofree char *path = get_source ("data", ID ".metainfo.xml.in");
  g_autoptr (GRegex) image = g_regex_new ("main/(data/[^<]+)</image>", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;
  guint count = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_regex_match (image, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL), count++)
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *picture = g_test_build_filename (G_TEST_DIST, "..", name, NULL);
      g_test_message ("%s", name);
      g_assert_true (g_file_test (picture, G_FILE_TEST_IS_REGULAR));
    }
  g_assert_cmpuint (count, >=, 4);
}

static GSettingsSchema *
read_schema (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettingsSchemaSource) source
      = g_settings_schema_source_new_from_directory (folder, NULL, TRUE, &error);
  GSettingsSchema *schema;

  g_assert_no_error (error);
  schema = g_settings_schema_source_lookup (source, ID, FALSE);
  g_assert_nonnull (schema);
  return schema;
}

static void
test_settings (void)
{
  static const struct
  {
    const char *key, *initial, *range;
  } rows[] = {
    { "window-width", "1280", "('range', <(360, 16384)>)" },
    { "window-height", "860", "('range', <(300, 16384)>)" },
    { "window-maximized", "false", "('type', <@ab []>)" },
    { "last-study", "0", "('range', <(int64 0, int64 9223372036854775807)>)" },
    { "last-page", "'home'",
      "('enum', <['home', 'plan', 'compare', 'money', 'battery', 'what-if', 'resilience', "
      "'vehicles', 'depot', 'flexibility']>)" },
    { "strategy", "'v2h'", "('enum', <['unmanaged', 'smart', 'v2h', 'v2g', 'battery']>)" },
    { "map-quantity", "'car'",
      "('enum', <['car', 'charge', 'grid', 'solar', 'load', 'import-price', 'emissions']>)" },
    { "colour-scheme", "'follow'", "('enum', <['follow', 'light', 'dark']>)" },
  };
  g_autoptr (GSettingsSchema) schema = read_schema (g_getenv ("GRIDHEARTH_DATA"));
  g_auto (GStrv) keys = g_settings_schema_list_keys (schema);

  g_assert_cmpuint (g_strv_length (keys), ==, G_N_ELEMENTS (rows));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (g_settings_schema_has_key (schema, rows[i].key));
      g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, rows[i].key);
      g_autoptr (GVariant) initial = g_settings_schema_key_get_default_value (key);
      g_autoptr (GVariant) range = g_settings_schema_key_get_range (key);
      g_autofree char *initial_text = g_variant_print (initial, FALSE);
      g_autofree char *range_text = g_variant_print (range, TRUE);
      g_assert_cmpstr (initial_text, ==, rows[i].initial);
      g_assert_cmpstr (range_text, ==, rows[i].range);
    }
}

/* A strategy is written in the settings as everywhere else, and its number is the engine's. */
static void
test_strategies (void)
{
  g_autoptr (GSettingsSchema) schema = read_schema (g_getenv ("GRIDHEARTH_DATA"));
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_full (schema, backend, NULL);

  for (GhStrategy strategy = GH_STRATEGY_UNMANAGED; strategy <= GH_STRATEGY_V2G; strategy++)
    {
      g_assert_true (g_settings_set_string (settings, "strategy", gh_strategy_name (strategy)));
      g_assert_cmpint (g_settings_get_enum (settings, "strategy"), ==, (int) strategy);
    }
}

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The words about a key are read from the file, which stands beside the compiled one once it is
 * installed. */
static void
test_schema_file (void)
{
  g_autofree char *source = get_source ("data", ID ".gschema.xml");
  g_autofree char *folder = NULL, *file = NULL, *output = NULL;
  int status;

  if (!tools_exist ("glib-compile-schemas", NULL))
    return;
  folder = g_dir_make_tmp ("gridhearth-schemas-XXXXXX", NULL);
  file = g_build_filename (folder, ID ".gschema.xml", NULL);
  copy_file (source, file);
  status = run_tool (NULL, &output, "glib-compile-schemas", "--strict", folder, NULL);
  g_assert_cmpstr (output, ==, "");
  g_assert_cmpint (status, ==, 0);

  g_autoptr (GSettingsSchema) schema = read_schema (folder);
  g_auto (GStrv) keys = g_settings_schema_list_keys (schema);
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, keys[i]);
      if (g_settings_schema_key_get_summary (key) == NULL
          || g_settings_schema_key_get_description (key) == NULL)
        g_test_fail_printf ("%s has no summary or no description", keys[i]);
    }
  remove_folder (folder);
}

/* A folder of data with the types of the system and ours: the two packages share *.json. */
static void
make_types (const char *folder, const char *system_types)
{
  g_autofree char *mime = g_build_filename (folder, "mime", NULL);
  g_autofree char *packages = g_build_filename (mime, "packages", NULL);
  g_autofree char *theirs = g_build_filename (packages, "freedesktop.org.xml", NULL);
  g_autofree char *ours = g_build_filename (packages, ID ".mime.xml", NULL);
  g_autofree char *source = get_source ("data", ID ".mime.xml");
  g_autofree char *variable = g_strconcat ("XDG_DATA_DIRS=", folder, NULL);
  g_autofree char *output = NULL;
  const char *const variables[] = { variable, NULL };

  g_assert_cmpint (g_mkdir_with_parents (packages, 0700), ==, 0);
  copy_file (system_types, theirs);
  copy_file (source, ours);
  g_assert_cmpint (run_tool (variables, &output, "update-mime-database", mime, NULL), ==, 0);
  g_assert_cmpstr (output, ==, "");
}

static void
assert_type (const char *folder, const char *name, const char *content, const char *expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *dirs = g_strconcat ("XDG_DATA_DIRS=", folder, NULL);
  g_autofree char *home = g_strconcat ("XDG_DATA_HOME=", folder, "/home", NULL);
  g_autofree char *wanted = g_strdup_printf ("standard::content-type: %s\n", expected);
  g_autofree char *output = NULL;
  const char *const variables[] = { dirs, home, NULL };

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  g_assert_cmpint (
      run_tool (variables, &output, "gio", "info", "-a", "standard::content-type", path, NULL), ==,
      0);
  if (strstr (output, wanted) == NULL)
    g_test_fail_printf ("%s is not %s:\n%s", name, expected, output);
}

/* A study is known by its name, or by what it begins with; other JSON is left alone. */
static void
test_media_type (void)
{
  static const struct
  {
    const char *name, *content, *type;
  } rows[] = {
    { "any.gridhearth", "{}", MEDIA_TYPE },
    { "study.json", "{\n  " STUDY, MEDIA_TYPE },
    { "later.json", "{\"name\": \"House\", " STUDY, MEDIA_TYPE },
    { "short.json", "{\"format\":\"gridhearth-study\"}", MEDIA_TYPE },
    { "study", "{\n  " STUDY, MEDIA_TYPE },
    { "plain.json", "{\"name\": \"House\"}", "application/json" },
    { "foreign.json", "{\"format\": \"another-study\"}", "application/json" },
    { "plain", "{\"name\": \"House\"}", "text/plain" },
  };
  const char *system_types = "/usr/share/mime/packages/freedesktop.org.xml";
  g_autofree char *package = get_source ("data", ID ".mime.xml");
  g_autofree char *sample = get_source ("data", "samples/detached-house.json");
  g_autofree char *output = NULL, *study = NULL, *folder = NULL;
  int status;

  if (!tools_exist ("xmllint", "update-mime-database", "gio", NULL))
    return;
  if (!g_file_test (system_types, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the system's types of files are not installed");
      return;
    }
  status = run_tool (NULL, &output, "xmllint", "--noout", package, NULL);
  g_assert_cmpstr (output, ==, "");
  g_assert_cmpint (status, ==, 0);

  folder = g_dir_make_tmp ("gridhearth-types-XXXXXX", NULL);
  make_types (folder, system_types);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_type (folder, rows[i].name, rows[i].content, rows[i].type);
  g_assert_true (g_file_get_contents (sample, &study, NULL, NULL));
  assert_type (folder, "sample.json", study, MEDIA_TYPE);
  assert_type (folder, "sample.gridhearth", study, MEDIA_TYPE);
  remove_folder (folder);
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/* Whatever is fetched is held to a checksum; nothing but archives is. */
static void
check_source (JsonObject *source)
{
  const char *type = json_object_get_string_member (source, "type");

  if (strcmp (type, "archive") == 0)
    {
      g_assert_true (g_str_has_prefix (json_object_get_string_member (source, "url"), "https://"));
      g_assert_true (json_object_has_member (source, "sha256"));
      g_assert_true (is_sha256 (json_object_get_string_member (source, "sha256")));
    }
  else
    {
      g_assert_cmpstr (type, ==, "dir");
      g_assert_cmpstr (json_object_get_string_member (source, "path"), ==, "..");
    }
}

static void
check_permissions (JsonArray *arguments)
{
  static const char *const permitted[]
      = { "--share=ipc", "--socket=fallback-x11", "--socket=wayland", "--device=dri", NULL };

  g_assert_cmpuint (json_array_get_length (arguments), ==, g_strv_length ((char **) permitted));
  for (guint i = 0; i < json_array_get_length (arguments); i++)
    g_assert_true (g_strv_contains (permitted, json_array_get_string_element (arguments, i)));
}

static void
test_flatpak (void)
{
  static const char *const module_names[] = { "glpk", "gridhearth" };
  g_autofree char *path = get_source ("flatpak", ID ".json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *manifest;
  JsonArray *modules;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  manifest = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (manifest, "id"), ==, ID);
  g_assert_cmpstr (json_object_get_string_member (manifest, "runtime"), ==, "org.gnome.Platform");
  g_assert_cmpstr (json_object_get_string_member (manifest, "sdk"), ==, "org.gnome.Sdk");
  g_assert_cmpstr (json_object_get_string_member (manifest, "command"), ==, "gridhearth");
  check_permissions (json_object_get_array_member (manifest, "finish-args"));

  /* A released runtime, and what the program needs is built before it. */
  const char *runtime = json_object_get_string_member (manifest, "runtime-version");
  g_assert_cmpuint (strspn (runtime, "0123456789"), ==, strlen (runtime));
  modules = json_object_get_array_member (manifest, "modules");
  g_assert_cmpuint (json_array_get_length (modules), ==, G_N_ELEMENTS (module_names));
  for (guint i = 0; i < json_array_get_length (modules); i++)
    {
      JsonObject *module = json_array_get_object_element (modules, i);
      JsonArray *sources = json_object_get_array_member (module, "sources");
      g_assert_cmpstr (json_object_get_string_member (module, "name"), ==, module_names[i]);
      g_assert_cmpuint (json_array_get_length (sources), ==, 1);
      check_source (json_array_get_object_element (sources, 0));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/desktop-entry", test_desktop_entry);
  g_test_add_func ("/data/service", test_service);
  g_test_add_func ("/data/metainfo", test_metainfo);
  g_test_add_func ("/data/screenshots", test_screenshots);
  g_test_add_func ("/data/settings", test_settings);
  g_test_add_func ("/data/settings/strategies", test_strategies);
  g_test_add_func ("/data/settings/file", test_schema_file);
  g_test_add_func ("/data/media-type", test_media_type);
  g_test_add_func ("/data/flatpak", test_flatpak);
  return g_test_run ();
}
