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

/* One message of a translation; @id is what @text translates. */
typedef struct
{
  char *id;
  char *text;
} Message;

static void
message_free (Message *message)
{
  g_free (message->id);
  g_free (message->text);
  g_free (message);
}

/* What stands between the quotes of a line of a translation. */
static const char *
unquote (char *line)
{
  char *begin = strchr (line, '"');
  char *end = strrchr (line, '"');

  g_assert_true (begin != NULL && end > begin);
  *end = '\0';
  return begin + 1;
}

/* The messages of a translation, its header left out, each plural form as one of its own. */
static GPtrArray *
read_messages (const char *translation)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) message_free);
  g_autoptr (GString) id = g_string_new (NULL), plural = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *all = NULL;
  GString *reading = NULL;

  g_assert_cmpint (run_tool (NULL, &all, "msgcat", "--no-wrap", translation, NULL), ==, 0);
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean is_first = g_str_has_prefix (lines[i], "msgid \"");
      if (!is_first && !g_str_has_prefix (lines[i], "msg") && *lines[i] != '"')
        continue;
      if (is_first)
        g_string_truncate (plural, 0);
      if (*lines[i] != '"')
        {
          reading = is_first ? id : g_str_has_prefix (lines[i], "msgid_plural \"") ? plural : text;
          g_string_truncate (reading, 0);
        }
      gboolean is_other_form = g_str_has_prefix (lines[i], "msgstr[1]");
      g_string_append (reading, unquote (lines[i]));
      if (reading == text && *id->str != '\0' && (lines[i + 1] == NULL || *lines[i + 1] != '"'))
        {
          Message *message = g_new (Message, 1);
          message->id = g_strdup (is_other_form ? plural->str : id->str);
          message->text = g_strdup (text->str);
          g_ptr_array_add (messages, message);
        }
    }
  return messages;
}

static guint
count_matches (const char *pattern, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint count = 0;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    count++;
  return count;
}

/* What a label says loses its shortcut, its ellipsis or its blanks, numbers get lost, or a sentence
 * has been left in English: things that msgfmt does not look at. Empty where nothing is wrong. */
static char *
check_messages (const char *translation)
{
  /* A label has few words; longer texts may name keys with an underscore. */
  static const char *const label = "^[^ ]+( [^ ]+){0,3}$";
  static const struct
  {
    const char *pattern, *applies_to, *complaint;
  } rules[] = {
    { "%(\\d+\\$)?[-'.0-9]*(l|ll|z)?[a-z]", NULL, "has other numbers or words filled in" },
    { "_", label, "has another mnemonic" },
    { "…$", NULL, "ends otherwise" },
    { "^ +| +$", NULL, "has other blanks around it" },
  };
  g_autoptr (GPtrArray) messages = read_messages (translation);
  GString *wrong = g_string_new (NULL);

  for (guint i = 0; i < messages->len; i++)
    {
      const Message *message = messages->pdata[i];
      for (gsize k = 0; k < G_N_ELEMENTS (rules); k++)
        if ((rules[k].applies_to == NULL
             || g_regex_match_simple (rules[k].applies_to, message->id, 0, 0))
            && count_matches (rules[k].pattern, message->id)
                   != count_matches (rules[k].pattern, message->text))
          g_string_append_printf (wrong, "\"%s\" %s: \"%s\"\n", message->id, rules[k].complaint,
                                  message->text);
      if (count_matches ("[a-z]{2,}", message->id) > 3 && g_str_equal (message->id, message->text))
        g_string_append_printf (wrong, "\"%s\" is not translated\n", message->id);
    }
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

/* So does the check of what msgfmt lets pass. */
static void
test_check_messages (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *messages, *complaint;
  } rows[] = {
    { CAR ROOF, NULL },
    { "msgid \"_Open…\"\nmsgstr \"Ö_ffnen…\"\n", NULL },
    { "msgid \"_Open\"\nmsgstr \"Öffnen\"\n", "mnemonic" },
    { "msgid \"Open…\"\nmsgstr \"Öffnen\"\n", "ends otherwise" },
    { "msgid \"the car needs trips or drive_kw\"\nmsgstr \"das Auto braucht Fahrten\"\n", NULL },
    { "msgid \" on\"\nmsgstr \"an\"\n", "blanks" },
    { "msgid \"%s, %d %%\"\nmsgstr \"%s\"\n", "filled in" },
    { "msgid \"%s, %.1f\"\nmsgstr \"%2$.1f %1$s\"\n", NULL },
    { "msgid \"This has been left out.\"\nmsgstr \"This has been left out.\"\n", "not translated" },
    { "msgid \"%d car\"\nmsgid_plural \"%d cars, %s\"\n"
      "msgstr[0] \"%d Auto\"\nmsgstr[1] \"%d Autos\"\n",
      "\"%d cars, %s\" has other numbers" },
  };
  g_autofree char *translation = g_build_filename (fixture->folder, "de.po", NULL);

  if (!tools_exist ("msgcat", NULL))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat (HEADER, rows[i].messages, NULL);
      g_assert_true (g_file_set_contents (translation, text, -1, NULL));
      g_autofree char *wrong = check_messages (translation);
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

  if (!tools_exist ("xgettext", "msgfmt", "msgcmp", "msgcat", NULL))
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
      g_autofree char *unlike = check_messages (path);
      g_assert_cmpstr (unlike, ==, "");
    }
}

/* The launcher and the description that are installed speak every language too. */
static void
test_merged (void)
{
  static const struct
  {
    const char *file, *mark;
  } rows[] = {
    { "io.github.gridhearth.Gridhearth.desktop", "\nComment[%s]=" },
    { "io.github.gridhearth.Gridhearth.metainfo.xml", "<summary xml:lang=\"%s\">" },
  };
  g_autoptr (GPtrArray) languages = read_lines ("po/LINGUAS");

  for (guint i = 0; i < languages->len; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (rows); k++)
      {
        g_autofree char *path = g_build_filename (g_getenv ("GRIDHEARTH_DATA"), rows[k].file, NULL);
        g_auto (GStrv) mark = g_strsplit (rows[k].mark, "%s", 2);
        g_autofree char *wanted = g_strconcat (mark[0], languages->pdata[i], mark[1], NULL);
        g_autofree char *text = NULL;
        g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
        if (strstr (text, wanted) == NULL)
          g_test_fail_printf ("%s lacks %s", rows[k].file, wanted);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/translations/template", Fixture, NULL, set_up, test_template, tear_down);
  g_test_add_func ("/translations/files-are-listed", test_files_are_listed);
  g_test_add ("/translations/check", Fixture, NULL, set_up, test_check, tear_down);
  g_test_add ("/translations/check-messages", Fixture, NULL, set_up, test_check_messages,
              tear_down);
  g_test_add ("/translations/languages", Fixture, NULL, set_up, test_languages, tear_down);
  g_test_add_func ("/translations/merged", test_merged);
  return g_test_run ();
}
