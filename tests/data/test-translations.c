/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that a person reads can be translated, and a language that is listed is complete. */
#include <gio/gio.h>
#include <string.h>

#include "run-tool.h"

typedef struct
{
  char *folder;
  char *template;
} Fixture;

static char *
get_root (void)
{
  return g_test_build_filename (G_TEST_DIST, "..", NULL);
}

/* The lines of a file of the source tree that are not comments. */
static GPtrArray *
read_lines (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", name, NULL);
  g_autofree char *text = NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) all = g_strsplit (text, "\n", -1);
  for (gsize i = 0; all[i] != NULL; i++)
    if (*g_strstrip (all[i]) != '\0' && all[i][0] != '#')
      g_ptr_array_add (lines, g_strdup (all[i]));
  return lines;
}

/* Extracts the texts as the build does: the same keywords, from the same list. */
static int
extract (const char *output_path, char **output)
{
  g_autofree char *root = get_root ();
  g_autofree char *list = g_build_filename (root, "po", "POTFILES.in", NULL);
  g_autofree char *from = g_strconcat ("--files-from=", list, NULL);
  g_autofree char *directory = g_strconcat ("--directory=", root, NULL);
  g_autofree char *to = g_strconcat ("--output=", output_path, NULL);

  return run_tool (NULL, output, "xgettext", "--from-code=UTF-8", "--add-comments", "--keyword=_",
                   "--keyword=N_", "--flag=g_strdup_printf:1:c-format",
                   "--flag=g_string_append_printf:2:c-format", "--flag=g_set_error:4:c-format",
                   directory, from, to, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("gridhearth-po-XXXXXX", NULL);
  fixture->template = g_build_filename (fixture->folder, "gridhearth.pot", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->template);
}

static void
make_template (Fixture *fixture)
{
  g_autofree char *output = NULL;
  int status = extract (fixture->template, &output);

  g_assert_cmpstr (output, ==, "");
  g_assert_cmpint (status, ==, 0);
}

/* What is wrong with a translation: fuzzy, untranslated, missing and superfluous messages, broken
 * formats and header. Empty where nothing is. */
static char *
check_translation (const char *translation, const char *template)
{
  g_autofree char *formats = NULL, *messages = NULL;
  GString *wrong = g_string_new (NULL);
  int format_status = run_tool (NULL, &formats, "msgfmt", "--check", "--statistics",
                                "--output-file=/dev/null", translation, NULL);
  int message_status = run_tool (NULL, &messages, "msgcmp", translation, template, NULL);

  /* One line of statistics that counts translated messages is the good case. */
  if (format_status != 0 || strchr (formats, '\n') != formats + strlen (formats) - 1
      || strchr (formats, ',') != NULL)
    g_string_append (wrong, formats);
  if (message_status != 0)
    g_string_append (wrong, messages);
  else if (strstr (messages, "not used") != NULL)
    g_string_append (wrong, messages);
  return g_string_free (wrong, FALSE);
}

static void
test_template (Fixture *fixture, gconstpointer data)
{
  static const char *const samples[] = {
    "msgid \"Gridhearth\"",                 /* launcher */
    "msgid \"Width of the window\"",        /* settings */
    "msgid \"For homeowners:\"",            /* description */
    "msgid \"Main Menu\"",                  /* window */
    "msgid \"Nothing can be planned: %s\"", /* C */
  };
  g_autofree char *text = NULL;

  if (!tools_exist ("xgettext", NULL))
    return;
  make_template (fixture);
  g_assert_true (g_file_get_contents (fixture->template, &text, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    if (strstr (text, samples[i]) == NULL)
      g_test_fail_printf ("the template lacks %s", samples[i]);
}

/* Whether a source has texts for people. */
static gboolean
has_texts (const char *path)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  if (g_str_has_suffix (path, ".ui"))
    return strstr (text, "translatable=\"yes\"") != NULL;
  return g_regex_match_simple ("\\bN?_ \\(\"", text, 0, 0);
}

static void
check_listed (const char *root, const char *folder, GPtrArray *listed, guint *found)
{
  g_autofree char *path = g_build_filename (root, folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) directory = g_dir_open (path, 0, &error);

  g_assert_no_error (error);
  for (const char *name; (name = g_dir_read_name (directory)) != NULL;)
    {
      g_autofree char *child = g_build_filename (folder, name, NULL);
      g_autofree char *file = g_build_filename (root, child, NULL);
      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        check_listed (root, child, listed, found);
      else if ((g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".ui"))
               && has_texts (file))
        {
          *found += 1;
          if (!g_ptr_array_find_with_equal_func (listed, child, g_str_equal, NULL))
            g_test_fail_printf ("%s has texts and is not in po/POTFILES.in", child);
        }
    }
}

static void
test_files_are_listed (void)
{
  g_autofree char *root = get_root ();
  g_autoptr (GPtrArray) listed = read_lines ("po/POTFILES.in");
  guint found = 0;

  check_listed (root, "src", listed, &found);
  check_listed (root, "ui", listed, &found);
  g_assert_cmpuint (found, >, 0);
  for (guint i = 1; i < listed->len; i++)
    g_assert_cmpstr (listed->pdata[i - 1], <, listed->pdata[i]);
}

#define HEADER                                                                            \
  "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: gridhearth\\n\"\n"                      \
  "\"PO-Revision-Date: 2026-01-01 00:00+0000\\n\"\n\"Last-Translator: A <a@b.c>\\n\"\n"   \
  "\"Language-Team: German <a@b.c>\\n\"\n\"Language: de\\n\"\n\"MIME-Version: 1.0\\n\"\n" \
  "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"                                      \
  "\"Content-Transfer-Encoding: 8bit\\n\"\n\n"
#define CAR "msgid \"Car\"\nmsgstr \"Auto\"\n\n"
#define ROOF "#, c-format\nmsgid \"Roof %d\"\nmsgstr \"Dach %d\"\n\n"

/* The check of a translation finds each thing that can be wrong with one. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *translation, *complaint;
  } rows[] = {
    { HEADER CAR ROOF, NULL },
    { HEADER CAR "#, fuzzy, c-format\nmsgid \"Roof %d\"\nmsgstr \"Dach %d\"\n", "fuzzy" },
    { HEADER CAR "#, c-format\nmsgid \"Roof %d\"\nmsgstr \"\"\n", "untranslated" },
    { HEADER CAR "#, c-format\nmsgid \"Roof %d\"\nmsgstr \"Dach %s\"\n", "format specifications" },
    { HEADER CAR, "used but not defined" },
    { HEADER CAR ROOF "msgid \"Bus\"\nmsgstr \"Bus\"\n", "not used" },
    { "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n" CAR ROOF, "header" },
  };
  g_autofree char *translation = g_build_filename (fixture->folder, "de.po", NULL);

  if (!tools_exist ("msgfmt", "msgcmp", NULL))
    return;
  g_assert_true (g_file_set_contents (fixture->template,
                                      HEADER "msgid \"Car\"\nmsgstr \"\"\n\n#, c-format\n"
                                             "msgid \"Roof %d\"\nmsgstr \"\"\n",
                                      -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (g_file_set_contents (translation, rows[i].translation, -1, NULL));
      g_autofree char *wrong = check_translation (translation, fixture->template);
      if (rows[i].complaint == NULL)
        g_assert_cmpstr (wrong, ==, "");
      else if (strstr (wrong, rows[i].complaint) == NULL)
        g_test_fail_printf ("no \"%s\" in \"%s\"", rows[i].complaint, wrong);
    }
}

static void
test_languages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) languages = read_lines ("po/LINGUAS");

  if (!tools_exist ("xgettext", "msgfmt", "msgcmp", NULL))
    return;
  if (languages->len == 0)
    {
      g_test_skip ("po/LINGUAS names no language");
      return;
    }
  make_template (fixture);
  for (guint i = 0; i < languages->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.po", (char *) languages->pdata[i]);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "po", name, NULL);
      g_autofree char *wrong = check_translation (path, fixture->template);
      g_assert_cmpstr (wrong, ==, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/translations/template", Fixture, NULL, set_up, test_template, tear_down);
  g_test_add_func ("/translations/files-are-listed", test_files_are_listed);
  g_test_add ("/translations/check", Fixture, NULL, set_up, test_check, tear_down);
  g_test_add ("/translations/languages", Fixture, NULL, set_up, test_languages, tear_down);
  return g_test_run ();
}
