/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that vary inputs share: their options, and the study as it is. */
#include "sensitivity-options.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "number-text.h"
#include "words.h"

#define MOST_VALUES 1000
#define MOST_ENTRIES 12

static const char *const strategies[] = { "unmanaged", "smart", "v2h", "v2g", NULL };
static const char *const baselines[] = { "unmanaged", "smart", NULL };
static const char *const formats[] = { "text", "json", "csv", NULL };

/* The options of all commands, behind those of one. */
static void
list_entries (GhSensitivityOptions *options, const GOptionEntry *own, gboolean is_measured,
              GOptionEntry *entries)
{
  const GOptionEntry measure = { "measure",
                                 0,
                                 0,
                                 G_OPTION_ARG_STRING,
                                 &options->measure_word,
                                 N_ ("npv, saving, payback or emissions"),
                                 "WORD" };
  const GOptionEntry shared[]
      = { { "input", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->inputs,
            N_ ("an input by its name or JSON path, with values behind = where they are not the "
                "usual ones"),
            "NAME[=FROM:TO]" },
          { "strategy", 0, 0, G_OPTION_ARG_STRING, &options->strategy_word,
            N_ ("smart, v2h or v2g; v2h unless the study says otherwise"), "WORD" },
          { "against", 0, 0, G_OPTION_ARG_STRING, &options->against_word,
            N_ ("what it is held against: smart or unmanaged"), "WORD" },
          { "bracket", 0, 0, G_OPTION_ARG_NONE, &options->bracket,
            N_ ("first run the year from forecasts, and count the share that comes true"), NULL },
          { "format", 0, 0, G_OPTION_ARG_STRING, &options->format_word, N_ ("text, json or csv"),
            "FORMAT" },
          G_OPTION_ENTRY_NULL };
  guint count = 0;

  for (guint i = 0; own != NULL && own[i].long_name != NULL; i++)
    entries[count++] = own[i];
  if (is_measured)
    entries[count++] = measure;
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    entries[count++] = shared[i];
}

/**
 * gh_sensitivity_options_parse:
 * @options: (out): what was given; to be cleared whatever is returned
 * @own: (nullable): options of the command itself, ended by an empty one
 * @is_measured: whether the command can look at more than the net present value
 * @summary: one sentence about the command
 * @argc: (inout): number of arguments
 * @argv: (inout): the arguments
 *
 * Reads the options; what is wrong is told on standard error. The strategy, what it is held against
 * and the measure may be left to the study.
 *
 * Returns: %FALSE on wrong usage
 */
gboolean
gh_sensitivity_options_parse (GhSensitivityOptions *options, const GOptionEntry *own,
                              gboolean is_measured, const char *summary, int *argc, char ***argv)
{
  GOptionEntry entries[MOST_ENTRIES];
  int format = GH_SENSITIVITY_TEXT, ignored = 0;

  *options = (GhSensitivityOptions){ 0 };
  list_entries (options, own, is_measured, entries);
  if (!gh_cli_parse (entries, "STUDY.json", summary, argc, argv)
      || !gh_cli_parse_choice ("strategy", options->strategy_word, strategies, &ignored)
      || !gh_cli_parse_choice ("against", options->against_word, baselines, &ignored)
      || !gh_cli_parse_choice ("measure", options->measure_word, gh_measure_words, &ignored)
      || !gh_cli_parse_choice ("format", options->format_word, formats, &format))
    return FALSE;
  options->format = (GhSensitivityFormat) format;
  if (*argc == 2)
    return TRUE;
  fprintf (stderr, _ ("%s: takes one study file\n"), g_get_prgname ());
  return FALSE;
}

/**
 * gh_sensitivity_options_clear:
 * @options: options
 *
 * Frees what they hold.
 */
void
gh_sensitivity_options_clear (GhSensitivityOptions *options)
{
  g_clear_pointer (&options->inputs, g_strfreev);
  g_clear_pointer (&options->strategy_word, g_free);
  g_clear_pointer (&options->against_word, g_free);
  g_clear_pointer (&options->measure_word, g_free);
  g_clear_pointer (&options->format_word, g_free);
}

/* What the study asks for, then what the terminal does. */
static void
settle_question (GhSensitivityOptions *options, const GhStudy *study)
{
  GhWhatIf asked, defaults;

  asked = *gh_study_get_what_if (study, &defaults);
  gh_cli_parse_choice ("strategy", options->strategy_word, strategies, &asked.strategy);
  gh_cli_parse_choice ("against", options->against_word, baselines, &asked.against);
  gh_cli_parse_choice ("measure", options->measure_word, gh_measure_words, &asked.measure);
  options->measure = (GhMeasure) asked.measure;
  options->question = gh_what_if_make_question (&asked, 1.0);
}

/* Only a study that can be planned can be run. */
static gboolean
plan (GhSensitivityRun *run, const GhSensitivityOptions *options, GError **error)
{
  GhProgress progress = gh_cli_begin_progress ();
  gboolean done;

  run->base = gh_sensitivity_base_new (run->input.study, &options->question, NULL, error);
  done = run->base != NULL
         && (!options->bracket || run->base->point.problem != NULL
             || gh_sensitivity_base_measure (run->base, &progress, error));
  gh_cli_end_progress ();
  return done;
}

/**
 * gh_sensitivity_run_begin:
 * @run: (out): to be cleared whatever is returned
 * @options: (inout): the question is settled
 * @path: of the study file
 *
 * Reads a study and plans it as it is, and runs it where that was asked for. What is wrong is told
 * on standard error.
 *
 * Returns: exit status, other than %GH_CLI_DONE where nothing can be varied
 */
GhCliStatus
gh_sensitivity_run_begin (GhSensitivityRun *run, GhSensitivityOptions *options, const char *path)
{
  g_autoptr (GError) error = NULL;

  *run = (GhSensitivityRun){ 0 };
  if (gh_study_input_read (&run->input, path) != GH_CLI_DONE)
    return GH_CLI_INVALID;
  settle_question (options, run->input.study);
  if (!plan (run, options, &error))
    return gh_cli_fail (error);
  if (run->base->point.problem == NULL)
    return GH_CLI_DONE;
  fprintf (stderr, "%s: %s\n", gh_plan_status_name (GH_PLAN_INFEASIBLE), run->base->point.problem);
  return GH_CLI_INFEASIBLE;
}

/**
 * gh_sensitivity_run_clear:
 * @run: a run
 *
 * Frees what it holds.
 */
void
gh_sensitivity_run_clear (GhSensitivityRun *run)
{
  g_clear_pointer (&run->base, gh_sensitivity_base_unref);
  gh_study_input_clear (&run->input);
}

static gboolean
read_number (const char *text, double *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*number);
}

/* "FROM:TO" or "FROM:TO:COUNT" */
static gboolean
read_range (GhInputValues *values, const char *text, guint usual_count)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  guint length = g_strv_length (parts);
  double from, to, count = usual_count;

  if (length < 2 || length > 3 || !read_number (parts[0], &from) || !read_number (parts[1], &to)
      || (length == 3 && !read_number (parts[2], &count)) || count < 2 || count > MOST_VALUES
      || count != floor (count) || from > to)
    return FALSE;
  values->count = (guint) count;
  values->values = gh_sweep_new_values (from, to, values->count);
  return TRUE;
}

/* "A,B,C" */
static gboolean
read_list (GhInputValues *values, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  guint length = g_strv_length (parts);

  if (length < 1 || length > MOST_VALUES)
    return FALSE;
  values->values = g_new (double, length);
  values->count = length;
  for (guint i = 0; i < length; i++)
    if (!read_number (parts[i], &values->values[i]))
      return FALSE;
  return TRUE;
}

/**
 * gh_input_values_parse:
 * @values: (out): to be cleared whatever is returned
 * @base: the study as it is
 * @text: NAME, NAME=LOW:HIGH, NAME=FROM:TO:COUNT or NAME=A,B,C in the units of the study
 * @usual_count: how many values are made of a range without a count
 *
 * Reads an input and what it is to become; what is wrong is told on standard error.
 *
 * Returns: %FALSE on wrong usage
 */
gboolean
gh_input_values_parse (GhInputValues *values, const GhSensitivityBase *base, const char *text,
                       guint usual_count)
{
  const char *equals = strchr (text, '=');
  g_autofree char *key
      = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : g_strdup (text);
  g_autoptr (GError) error = NULL;

  *values = (GhInputValues){ 0 };
  values->input
      = gh_sensitivity_input_new (base->study, base->site, base->question.strategy, key, &error);
  if (values->input == NULL)
    {
      fprintf (stderr, "%s: --input %s: %s\n", g_get_prgname (), text, error->message);
      return FALSE;
    }
  if (equals == NULL
      || (strchr (equals, ':') != NULL ? read_range (values, equals + 1, usual_count)
                                       : read_list (values, equals + 1)))
    return TRUE;
  fprintf (stderr,
           _ ("%s: --input %s: behind = stand FROM:TO, FROM:TO:COUNT or values with commas between "
              "them, FROM not above TO and COUNT from 2 to %d\n"),
           g_get_prgname (), text, MOST_VALUES);
  return FALSE;
}

/**
 * gh_input_values_clear:
 * @values: an input with values
 *
 * Frees what it holds.
 */
void
gh_input_values_clear (GhInputValues *values)
{
  g_clear_pointer (&values->input, gh_sensitivity_input_unref);
  g_clear_pointer (&values->values, g_free);
}

static void
add_span (GArray *spans, const GhSensitivityBase *base, const GhInputValues *values,
          gboolean searched)
{
  GhInputSpan span = { values->input, NAN, NAN };

  if (values->count > 0)
    {
      span.low = values->values[0];
      span.high = values->values[values->count - 1];
    }
  else if (searched)
    {
      span = gh_break_even_find_range (base, values->input);
      gh_sensitivity_input_unref (span.input);
    }
  gh_input_spans_add (spans, values->input, span.low, span.high);
}

/**
 * gh_sensitivity_options_get_spans:
 * @options: options
 * @base: the study as it is
 * @searched: whether a break-even is looked for, over a wider range
 *
 * Returns: (transfer full) (nullable) (element-type GhInputSpan): the inputs that were given, those
 *   of the study without any; %NULL on wrong usage, told on standard error
 */
GArray *
gh_sensitivity_options_get_spans (const GhSensitivityOptions *options,
                                  const GhSensitivityBase *base, gboolean searched)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) asked = NULL;
  g_autoptr (GArray) spans = gh_input_spans_new ();

  for (guint i = 0; options->inputs != NULL && options->inputs[i] != NULL; i++)
    {
      g_auto (GhInputValues) values = { 0 };
      if (!gh_input_values_parse (&values, base, options->inputs[i], 2))
        return NULL;
      add_span (spans, base, &values, searched);
    }
  if (spans->len > 0)
    return g_steal_pointer (&spans);
  asked = gh_input_spans_of_study (base->study, base->site, base->question.strategy, problems);
  for (guint i = 0; i < problems->len; i++)
    fprintf (stderr, "%s: $.what_if.inputs: %s\n", _ ("warning"),
             (const char *) g_ptr_array_index (problems, i));
  if (!searched)
    return g_steal_pointer (&asked);
  for (guint i = 0; i < asked->len; i++)
    add_span (spans, base, &(GhInputValues){ .input = g_array_index (asked, GhInputSpan, i).input },
              TRUE);
  return g_steal_pointer (&spans);
}
