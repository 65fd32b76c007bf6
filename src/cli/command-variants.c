/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "study/variants.h"
#include "variants-csv.h"
#include "words.h"

enum
{
  FORMAT_TEXT,
  FORMAT_JSON,
  FORMAT_CSV
};

/* Share of the work on a study that planning is, where it is run as well. */
#define PLANNING_SHARE 0.2

static const char *const formats[] = { "text", "json", "csv", NULL };

/* @input: (owned): what was read
 * @comparison: (owned) (nullable): what came of it
 * @bracket: (owned) (nullable): what comes true of that
 * @name: (owned): of the study, or of its file
 * @path: of its file */
typedef struct
{
  GhStudyInput input;
  GhComparison *comparison;
  GhBracket *bracket;
  char *name;
  const char *path;
} Entry;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->bracket, gh_bracket_free);
  g_clear_pointer (&entry->comparison, gh_comparison_free);
  gh_study_input_clear (&entry->input);
  g_free (entry->name);
}

static GhCliStatus
read_entry (GArray *entries, const char *path)
{
  Entry entry = { .path = path };
  GhCliStatus status = gh_study_input_read_one_of (&entry.input, path);

  if (status == GH_CLI_DONE)
    entry.name = entry.input.study->name != NULL && *entry.input.study->name != '\0'
                     ? g_strdup (entry.input.study->name)
                     : g_path_get_basename (path);
  g_array_append_val (entries, entry);
  return status;
}

/* All plans of one study are made at once, so that studies come one after the other. */
static gboolean
compare_entries (GArray *entries, gboolean bracket, const GhProgress *progress, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);
      GhProgress part
          = gh_progress_part (progress, (double) i / entries->len, (i + 1.0) / entries->len);
      GhProgress planning = gh_progress_part (&part, 0.0, bracket ? PLANNING_SHARE : 1.0);
      GhProgress running = gh_progress_part (&part, PLANNING_SHARE, 1.0);
      guint told = gh_findings_get_count (entry->input.findings);
      entry->comparison
          = gh_household_compare (entry->input.study, entry->input.site, GH_BATTERY_CHECK,
                                  entry->input.findings, &planning, error);
      if (entry->comparison == NULL)
        return FALSE;
      if (bracket && entry->comparison->answer != NULL)
        entry->bracket
            = gh_bracket_compute (entry->input.study, entry->comparison, &running, error);
      if (bracket && entry->comparison->answer != NULL && entry->bracket == NULL)
        return FALSE;
      gh_findings_print_of (entry->path, entry->input.findings, told);
    }
  return TRUE;
}

static void
write_cell (GhJsonWriter *writer, const GhVariantRow *row, guint i)
{
  if (row->words[i] != NULL && isnan (row->numbers[i]))
    gh_json_writer_text (writer, NULL, row->words[i]);
  else
    gh_json_writer_number (writer, NULL, row->numbers[i]);
}

static void
write_row (GhJsonWriter *writer, const GhVariantRow *row)
{
  gh_json_writer_begin_object (writer, NULL);
  if (row->path != NULL)
    gh_json_writer_text (writer, "path", row->path);
  else
    {
      gh_json_writer_text (writer, "strategy", gh_strategy_name (row->strategy));
      gh_json_writer_text (writer, "figure", row->key);
    }
  gh_json_writer_begin_array (writer, "values");
  for (guint i = 0; i < row->count; i++)
    write_cell (writer, row, i);
  gh_json_writer_end (writer);
  gh_json_writer_end (writer);
}

static char *
to_json (const GhVariant *variants, guint count)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GPtrArray) rows = gh_variants_compare (variants, count);
  g_autofree char *basis = gh_variants_tell_basis (variants, count);

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_begin_array (writer, "studies");
  for (guint i = 0; i < count; i++)
    gh_json_writer_text (writer, NULL, variants[i].name);
  gh_json_writer_end (writer);
  gh_json_writer_text (writer, "basis", basis);
  for (int results = 0; results < 2; results++)
    {
      gh_json_writer_begin_array (writer, results ? "results" : "differences");
      for (guint i = 0; i < rows->len; i++)
        {
          const GhVariantRow *row = g_ptr_array_index (rows, i);
          if ((row->path == NULL) == results)
            write_row (writer, row);
        }
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}

static char *
to_text (const GhVariant *variants, guint count)
{
  g_autoptr (GhDataTable) table = gh_variants_make_table (variants, count);
  g_autofree char *lines = gh_cli_table_to_text (table, FALSE);
  g_autofree char *basis = gh_variants_tell_basis (variants, count);

  return g_strdup_printf ("%s\n%s\n%s\n", lines,
                          _ ("≠ another input than that of the first study; in brackets how far a "
                             "result is from the first"),
                          basis);
}

static GhCliStatus
report (GArray *entries, int format)
{
  g_autofree GhVariant *variants = g_new (GhVariant, entries->len);
  GhCliStatus status = GH_CLI_DONE;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      variants[i]
          = (GhVariant){ entry->name, entry->input.study, entry->comparison, entry->bracket };
      for (guint s = 0; s < GH_COMPARED_STRATEGIES; s++)
        if (gh_cli_report_plan (entry->comparison->results[s].plan, entry->input.site,
                                entry->comparison->results[s].strategy)
            != GH_CLI_DONE)
          status = GH_CLI_INFEASIBLE;
    }
  g_autofree char *text = format == FORMAT_JSON  ? to_json (variants, entries->len)
                          : format == FORMAT_CSV ? gh_variants_to_csv (variants, entries->len)
                                                 : to_text (variants, entries->len);
  fputs (text, stdout);
  return status;
}

static GhCliStatus
compare_files (char **paths, int count, gboolean bracket, int format)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_autoptr (GError) error = NULL;

  g_array_set_clear_func (entries, entry_clear);
  for (int i = 0; i < count; i++)
    if (read_entry (entries, paths[i]) != GH_CLI_DONE)
      return GH_CLI_INVALID;
  GhProgress progress = gh_cli_begin_progress ();
  gboolean compared = compare_entries (entries, bracket, &progress, &error);
  gh_cli_end_progress ();
  return compared ? report (entries, format) : gh_cli_fail (error);
}

/**
 * gh_command_variants:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `variants`: puts several studies side by side: the inputs that differ, and what comes of them.
 *
 * Returns: exit status
 */
int
gh_command_variants (int argc, char **argv)
{
  g_autofree char *format_word = NULL;
  gboolean bracket = FALSE;
  int format = FORMAT_TEXT;
  const GOptionEntry entries[]
      = { { "bracket", 0, 0, G_OPTION_ARG_NONE, &bracket,
            N_ ("run the year of each study, so that what comes true is compared"), NULL },
          { "format", 0, 0, G_OPTION_ARG_STRING, &format_word, N_ ("text, json or csv"), "FORMAT" },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "STUDY.json OTHER.json…",
                     _ ("Puts studies side by side: what differs, and what comes of it."), &argc,
                     &argv)
      || !gh_cli_parse_choice ("format", format_word, formats, &format))
    return GH_CLI_USAGE;
  if (argc < 3 || argc - 1 > GH_MOST_COMPARED_STUDIES)
    {
      fprintf (stderr, _ ("%s: takes 2 to %d study files\n"), g_get_prgname (),
               GH_MOST_COMPARED_STUDIES);
      return GH_CLI_USAGE;
    }
  return compare_files (argv + 1, argc - 1, bracket, format);
}
