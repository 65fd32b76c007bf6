/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the sources and holds them to the layers of the design. The source tree is the first
 * argument, or the nearest folder above the working directory that holds src/packages. The program
 * to look into is in the environment as GRIDHEARTH_CLI. */
#include <glib.h>
#include <string.h>

/* @uses: layers it may include; @headers: beginnings of the headers of others it may include */
typedef struct
{
  const char *name;
  const char *uses[7];
  const char *headers[8];
} Layer;

static const Layer layers[] = {
  { "base", { NULL }, { "glib.h", "glib-object.h", "glib/gi18n" } },
  { "engine", { "base" }, { "glib.h", "glpk.h" } },
  { "store", { "base", "engine" }, { "glib", "gio/", "sqlite3.h", "json-glib/", "libxml/" } },
  { "results", { "base", "engine" }, { "glib" } },
  { "chart", { "base" }, { "glib", "cairo", "pango/" } },
  { "report", { "base", "engine", "results", "store", "chart" }, { "glib", "cairo", "pango/" } },
  { "document", { "base", "engine", "results", "store" }, { "glib", "gio/" } },
  { "ui",
    { "base", "engine", "results", "chart", "report", "document" },
    { "glib", "gio/", "gtk/", "adwaita.h", "cairo", "pango/" } },
  { "cli", { "base", "engine", "results", "store", "chart", "report" }, { "glib", "gio/" } },
};

static const char *const c_headers[]
    = { "assert.h",   "ctype.h",    "errno.h",    "fcntl.h",        "float.h",
        "inttypes.h", "limits.h",   "locale.h",   "malloc.h",       "math.h",
        "setjmp.h",   "signal.h",   "stdarg.h",   "stddef.h",       "stdint.h",
        "stdio.h",    "stdlib.h",   "string.h",   "time.h",         "unistd.h",
        "libintl.h",  "langinfo.h", "langinfo.h", "sys/resource.h", NULL };

/* Inside the engine: a folder may include those of a lower rank. */
typedef struct
{
  const char *name;
  int rank;
} Folder;

static const Folder engine_folders[]
    = { { "site", 0 },    { "physics", 1 }, { "market", 1 }, { "planning", 2 },
        { "control", 2 }, { "fleet", 3 },   { "study", 4 } };

static char *root;

static const Layer *
find_layer (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    if (g_strcmp0 (layers[i].name, name) == 0)
      return &layers[i];
  return NULL;
}

static int
find_rank (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (engine_folders); i++)
    if (g_strcmp0 (engine_folders[i].name, folder) == 0)
      return engine_folders[i].rank;
  return -1;
}

/* Both paths are below src/, as "engine/site/site.h". */
static gboolean
may_include_own (const char *from, const char *to)
{
  g_auto (GStrv) a = g_strsplit (from, "/", -1);
  g_auto (GStrv) b = g_strsplit (to, "/", -1);
  const Layer *layer = find_layer (a[0]);

  if (layer == NULL)
    return FALSE;
  if (!g_str_equal (a[0], b[0]))
    return g_strv_contains (layer->uses, b[0]);
  if (!g_str_equal (a[0], "engine") || g_strcmp0 (a[1], b[1]) == 0)
    return TRUE;
  return find_rank (b[1]) >= 0 && find_rank (b[1]) < find_rank (a[1]);
}

/* GLPK stays behind linear-program.h: only its own files, planning/linear-*.c, see it. */
static gboolean
may_include_foreign (const char *from, const char *header)
{
  g_auto (GStrv) parts = g_strsplit (from, "/", 2);
  const Layer *layer = find_layer (parts[0]);

  if (layer == NULL)
    return FALSE;
  if (g_str_equal (header, "glpk.h"))
    return g_str_has_prefix (from, "engine/planning/linear-") && g_str_has_suffix (from, ".c");
  if (g_strv_contains (c_headers, header))
    return TRUE;
  for (const char *const *start = layer->headers; *start != NULL; start++)
    if (g_str_has_prefix (header, *start))
      return TRUE;
  return FALSE;
}

static gboolean
exists_below_src (const char *path)
{
  g_autofree char *full = g_build_filename (root, "src", path, NULL);

  return g_file_test (full, G_FILE_TEST_IS_REGULAR);
}

/* Where a quoted include comes from: next to the including file, or the layer that has it.
 *
 * Returns: (transfer full) (nullable): its path below src/ */
static char *
resolve_include (const char *from, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (from);
  char *path = g_build_filename (folder, text, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (layers) && !exists_below_src (path); i++)
    {
      g_free (path);
      path = g_build_filename (layers[i].name, text, NULL);
    }
  if (exists_below_src (path))
    return path;
  g_free (path);
  return NULL;
}

/* Adds the files below @folder, a path below the root, to @files. */
static void
list_files (const char *folder, GPtrArray *files)
{
  g_autofree char *full = g_build_filename (root, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (full, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *below = g_build_filename (root, path, NULL);
      if (g_file_test (below, G_FILE_TEST_IS_DIR))
        list_files (path, files);
      else
        g_ptr_array_add (files, g_steal_pointer (&path));
    }
}

/* Returns: (transfer full) (element-type utf8): files below the root */
static GPtrArray *
find_files (const char *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  list_files (folder, files);
  return files;
}

static gboolean
is_c (const char *path)
{
  return g_str_has_suffix (path, ".c") || g_str_has_suffix (path, ".h");
}

/* Returns: (transfer full): the text of a file below the root */
static char *
read_text (const char *path)
{
  g_autofree char *full = g_build_filename (root, path, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (full, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Tells of a fault and goes on, so that one run shows all of them. */
static void G_GNUC_PRINTF (1, 2) report_fault (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s", message);
  g_test_fail ();
}

/* @from: path below src/ */
static void
check_include (const char *from, const char *kind, const char *text)
{
  if (g_str_equal (kind, "<"))
    {
      if (!may_include_foreign (from, text))
        report_fault ("src/%s must not include <%s>", from, text);
      return;
    }
  g_autofree char *to = resolve_include (from, text);
  if (to == NULL)
    report_fault ("src/%s: no layer has \"%s\"", from, text);
  else if (!may_include_own (from, to))
    report_fault ("src/%s must not include src/%s", from, to);
}

static void
test_includes (void)
{
  g_autoptr (GRegex) include
      = g_regex_new ("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GPtrArray) files = find_files ("src");
  guint lines = 0;

  for (guint i = 0; i < files->len; i++)
    {
      const char *path = g_ptr_array_index (files, i);
      g_autoptr (GMatchInfo) match = NULL;
      if (!is_c (path))
        continue;
      g_autofree char *text = read_text (path);
      g_regex_match (include, text, 0, &match);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL), lines++)
        {
          g_autofree char *kind = g_match_info_fetch (match, 1);
          g_autofree char *name = g_match_info_fetch (match, 2);
          check_include (path + strlen ("src/"), kind, name);
        }
    }
  g_assert_cmpuint (lines, >, 0);
}

/* The rules themselves: what they allow and what they do not. */
static void
test_rules (void)
{
  g_assert_true (may_include_own ("engine/planning/plan.c", "engine/site/site.h"));
  g_assert_true (may_include_own ("engine/market/tariff.c", "base/series.h"));
  g_assert_true (may_include_own ("cli/main.c", "store/study-json.h"));
  g_assert_false (may_include_own ("base/series.c", "engine/site/site.h"));
  g_assert_false (may_include_own ("engine/site/site.c", "engine/planning/plan.h"));
  g_assert_false (may_include_own ("engine/market/tariff.c", "engine/physics/charger.h"));
  g_assert_false (may_include_own ("engine/planning/plan.c", "engine/control/loop.h"));
  g_assert_false (may_include_own ("engine/study/answer.c", "store/study-json.h"));
  g_assert_false (may_include_own ("chart/axis.c", "engine/site/site.h"));
  g_assert_false (may_include_own ("ui/window.c", "store/study-json.h"));
  g_assert_true (may_include_own ("report/plan-figure.c", "results/results.h"));
  g_assert_true (may_include_own ("cli/command-report.c", "report/report.h"));
  g_assert_false (may_include_own ("results/results.c", "chart/figure.h"));
  g_assert_false (may_include_own ("report/report.c", "document/document.h"));
  g_assert_false (may_include_own ("document/document.c", "report/report.h"));
  g_assert_false (may_include_own ("elsewhere/a.c", "base/series.h"));
  g_assert_true (may_include_foreign ("engine/planning/linear-solve.c", "glpk.h"));
  g_assert_false (may_include_foreign ("engine/planning/linear-program.h", "glpk.h"));
  g_assert_false (may_include_foreign ("engine/planning/planner.c", "glpk.h"));
  g_assert_false (may_include_foreign ("store/study-json.c", "glpk.h"));
  g_assert_false (may_include_foreign ("engine/site/site.c", "gio/gio.h"));
  g_assert_false (may_include_foreign ("base/series.c", "gio/gio.h"));
  g_assert_false (may_include_foreign ("document/job.c", "gtk/gtk.h"));
  g_assert_true (may_include_foreign ("base/words.h", "libintl.h"));
}

/* Blanks out comments, strings and characters. */
static char *
keep_code (const char *text)
{
  g_autoptr (GRegex) other
      = g_regex_new ("/\\*.*?\\*/|//[^\\n]*|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'",
                     G_REGEX_DOTALL, 0, NULL);

  return g_regex_replace_literal (other, text, -1, 0, " ", 0, NULL);
}

/* Returns: (transfer full) (nullable): the first call that prints or opens a file */
static char *
find_output (const char *text)
{
  g_autoptr (GRegex) calls
      = g_regex_new ("\\b(v?f?printf|puts|fputs|f?putc|putchar|perror|fwrite|g_print|g_printerr|"
                     "freopen|fopen|g_fopen|g_open|g_file_\\w+)\\s*\\(",
                     0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *code = keep_code (text);

  return g_regex_match (calls, code, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static void
test_no_output (void)
{
  static const char *const silent[] = { "src/base", "src/engine" };

  for (gsize s = 0; s < G_N_ELEMENTS (silent); s++)
    {
      g_autoptr (GPtrArray) files = find_files (silent[s]);
      for (guint i = 0; i < files->len; i++)
        {
          const char *path = g_ptr_array_index (files, i);
          if (!is_c (path))
            continue;
          g_autofree char *text = read_text (path);
          g_autofree char *call = find_output (text);
          if (call != NULL)
            report_fault ("%s must not call %s()", path, call);
        }
    }
}

static void
test_output_rule (void)
{
  static const char *const faults[]
      = { "printf (\"a\");", "fprintf(stderr, \"a\")", "g_print (\"\")", "f = fopen (path, \"r\");",
          "g_file_get_contents (p)" };
  static const char *const fine[]
      = { "/* printf (\"a\") */", "a = \"fopen (x)\";", "g_strdup_printf (\"a\")",
          "g_snprintf (b, 3, \"a\")", "c = '\"'; d = '\"'; // puts (d)" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *call = find_output (faults[i]);
      g_assert_nonnull (call);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      g_autofree char *call = find_output (fine[i]);
      g_assert_null (call);
    }
}

/* Sources and scripts; JSON and the like cannot hold comments. */
static gboolean
needs_licence (const char *path, const char *text)
{
  static const char *const endings[]
      = { ".c", ".h", ".build", ".xml", ".ui", ".css", ".sh", ".py" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (path, endings[i]))
      return TRUE;
  return g_str_has_prefix (text, "#!");
}

/* In the first line, or the second below a "#!" or an XML declaration. */
static void
test_licence (void)
{
  static const char *const folders[] = { "src", "tests", "data", "ui", ".ci", "flatpak" };
  guint checked = 0;

  for (gsize f = 0; f < G_N_ELEMENTS (folders); f++)
    {
      g_autoptr (GPtrArray) files = find_files (folders[f]);
      for (guint i = 0; i < files->len; i++)
        {
          const char *path = g_ptr_array_index (files, i);
          g_autofree char *text = read_text (path);
          if (!needs_licence (path, text))
            continue;
          g_auto (GStrv) lines = g_strsplit (text, "\n", 3);
          const char *line = lines[0] != NULL ? lines[0] : "";
          if ((g_str_has_prefix (line, "#!") || g_str_has_prefix (line, "<?xml"))
              && lines[1] != NULL)
            line = lines[1];
          checked++;
          if (strstr (line, "SPDX-License-Identifier: GPL-3.0-or-later") == NULL)
            report_fault ("%s: no licence in its first line", path);
        }
    }
  g_assert_cmpuint (checked, >, 0);
}

/* Whoever translates gets every text, each in one piece. */
static void
test_translations (void)
{
  g_autofree char *list = read_text ("po/POTFILES.in");
  g_auto (GStrv) lines = g_strsplit (list, "\n", -1);
  g_autoptr (GPtrArray) files = find_files ("src");
  guint listed = 0;

  for (guint i = 0; i < files->len; i++)
    {
      const char *path = g_ptr_array_index (files, i);
      g_autofree char *text = g_str_has_suffix (path, ".c") ? read_text (path) : NULL;
      if (text == NULL || strstr (text, "_ (") == NULL || strstr (text, "\"words.h\"") == NULL)
        continue;
      listed++;
      if (!g_strv_contains ((const char *const *) lines, path))
        report_fault ("%s: has texts and is not in po/POTFILES.in", path);
      if (g_regex_match_simple ("_ \\(\"[^()]*\" G_G[A-Z0-9]*_FORMAT", text, 0, 0))
        report_fault ("%s: a format in a macro tears a text apart", path);
    }
  g_assert_cmpuint (listed, >, 0);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *path = g_build_filename (root, *line, NULL);
      if (**line != '\0' && **line != '#' && !g_file_test (path, G_FILE_TEST_EXISTS))
        report_fault ("%s: is in po/POTFILES.in and does not exist", *line);
    }
}

/* Returns: (transfer full) (nullable): what a tool says about a program */
static char *
ask_tool (const char *tool, const char *option, const char *program)
{
  const char *command[]
      = { tool, option != NULL ? option : program, option != NULL ? program : NULL, NULL };
  char *output = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) command, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL,
                     &status, NULL)
      || !g_spawn_check_wait_status (status, NULL))
    g_clear_pointer (&output, g_free);
  return output;
}

/* ldd lists what libraries need in turn, too; readelf only what the program itself asks for. */
static void
test_cli_links_no_gtk (void)
{
  const char *program = g_getenv ("GRIDHEARTH_CLI");

  if (program == NULL || !g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_test_skip ("GRIDHEARTH_CLI names no program");
      return;
    }
  g_autofree char *libraries = ask_tool ("ldd", NULL, program);
  if (libraries == NULL)
    libraries = ask_tool ("readelf", "-d", program);
  if (libraries == NULL)
    {
      g_test_skip ("neither ldd nor readelf works here");
      return;
    }
  g_assert_nonnull (strstr (libraries, "libglib-2.0"));
  g_assert_null (strstr (libraries, "libgtk"));
  g_assert_null (strstr (libraries, "libadwaita"));
  g_assert_null (strstr (libraries, "libgdk"));
}

/* Returns: (transfer full): the nearest folder above the working directory that is a checkout */
static char *
find_root (void)
{
  char *folder = g_get_current_dir ();

  for (;;)
    {
      g_autofree char *mark = g_build_filename (folder, "src", "packages", NULL);
      char *above = g_path_get_dirname (folder);
      if (g_file_test (mark, G_FILE_TEST_EXISTS) || g_str_equal (above, folder))
        {
          g_free (above);
          return folder;
        }
      g_free (folder);
      folder = above;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  root = argc > 1 ? g_strdup (argv[1]) : find_root ();
  g_test_add_func ("/layers/rules", test_rules);
  g_test_add_func ("/layers/includes", test_includes);
  g_test_add_func ("/layers/output-rule", test_output_rule);
  g_test_add_func ("/layers/no-output", test_no_output);
  g_test_add_func ("/layers/licence", test_licence);
  g_test_add_func ("/layers/translations", test_translations);
  g_test_add_func ("/layers/cli-links-no-gtk", test_cli_links_no_gtk);
  int result = g_test_run ();
  g_free (root);
  return result;
}
