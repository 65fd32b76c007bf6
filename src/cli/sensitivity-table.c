/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Varied inputs as tables, for people and for spreadsheets. */
#include <math.h>

#include "json-writer.h"
#include "sensitivity-options.h"
#include "study/sensitivity-words.h"
#include "words.h"

#define CELL_WIDTH 14
#define TITLE_WIDTH 26

/* Counts characters rather than bytes, which printf would. */
static void
append_cell (GString *text, const char *cell, int width, gboolean right)
{
  int blank = MAX (1, width - (int) g_utf8_strlen (cell, -1));

  g_string_append_printf (text, "%*s%s%*s", right ? blank : 0, "", cell, right ? 0 : blank, "");
}

static void
append_value (GString *text, const GhSensitivityInput *input, double value)
{
  g_autofree char *cell = gh_sensitivity_input_format (input, value);

  append_cell (text, cell, CELL_WIDTH, TRUE);
}

static void
append_measure (GString *text, const GhSensitivityPoint *point, GhMeasure measure,
                const char *currency)
{
  g_autofree char *cell = point->problem != NULL
                              ? g_strdup ("–")
                              : gh_measure_format (measure, point->values[measure], currency);

  append_cell (text, cell, CELL_WIDTH, TRUE);
}

/* What it rests on, under every table. */
static void
append_basis (GString *text, const GhSensitivityBase *base)
{
  g_autofree char *basis = gh_sensitivity_format_basis (base);

  g_string_append_printf (text, "\n%s\n", basis);
}

/* Why there are dashes, each reason once with the first value it holds for. */
static void
append_problem (GString *text, const GhSensitivityInput *input, double value,
                const GhSensitivityPoint *point)
{
  g_autofree char *shown = gh_sensitivity_input_format (input, value);

  if (point->problem != NULL)
    g_string_append_printf (text, "%s %s: %s\n", input->title, shown, point->problem);
}

static void
append_line (GString *text, const GhSweep *sweep, const GhSensitivityBase *base, GhMeasure measure)
{
  append_cell (text, sweep->across->title, TITLE_WIDTH, FALSE);
  append_cell (text, gh_measure_get_title (measure), CELL_WIDTH, TRUE);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < sweep->column_count; i++)
    {
      g_autofree char *value = gh_sensitivity_input_format (sweep->across, sweep->columns[i]);
      append_cell (text, value, TITLE_WIDTH, FALSE);
      append_measure (text, gh_sweep_get (sweep, 0, i), measure, base->study->currency);
      g_string_append_c (text, '\n');
    }
}

static void
append_table (GString *text, const GhSweep *sweep, const GhSensitivityBase *base, GhMeasure measure)
{
  g_string_append_printf (text, _ ("%s; %s to the right, %s downwards\n"),
                          gh_measure_get_title (measure), sweep->across->title, sweep->down->title);
  append_cell (text, "", CELL_WIDTH, FALSE);
  for (guint column = 0; column < sweep->column_count; column++)
    append_value (text, sweep->across, sweep->columns[column]);
  g_string_append_c (text, '\n');
  for (guint row = 0; row < sweep->row_count; row++)
    {
      append_value (text, sweep->down, sweep->rows[row]);
      for (guint column = 0; column < sweep->column_count; column++)
        append_measure (text, gh_sweep_get (sweep, row, column), measure, base->study->currency);
      g_string_append_c (text, '\n');
    }
}

/**
 * gh_sweep_to_text:
 * @sweep: a sweep
 * @base: the study as it is
 * @measure: what is looked at
 *
 * Returns: (transfer full): a table for people
 */
char *
gh_sweep_to_text (const GhSweep *sweep, const GhSensitivityBase *base, GhMeasure measure)
{
  GString *text = g_string_new (NULL);

  if (sweep->down != NULL)
    append_table (text, sweep, base, measure);
  else
    append_line (text, sweep, base, measure);
  append_basis (text, base);
  for (guint i = 0; i < sweep->column_count * sweep->row_count; i++)
    append_problem (text, sweep->across, sweep->columns[i % sweep->column_count],
                    &sweep->points[i]);
  return g_string_free (text, FALSE);
}

static void
append_number (GString *text, double value)
{
  char buffer[GH_NUMBER_TEXT_SIZE];

  g_string_append_printf (text, ",%s", isfinite (value) ? gh_number_to_text (value, buffer) : "");
}

static void
append_point (GString *text, const GhSensitivityPoint *point)
{
  for (guint i = 0; i < GH_MEASURES; i++)
    append_number (text, point->values[i]);
}

#define CSV_MEASURES "npv,saving_per_year,payback_years,emissions_saved_kg_per_year"

/**
 * gh_sweep_to_csv:
 * @sweep: a sweep
 *
 * Returns: (transfer full): a line for each point, numbers that there are none of left out
 */
char *
gh_sweep_to_csv (const GhSweep *sweep)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s,", sweep->across->key);
  if (sweep->down != NULL)
    g_string_append_printf (text, "%s,", sweep->down->key);
  g_string_append (text, CSV_MEASURES "\n");
  for (guint row = 0; row < sweep->row_count; row++)
    for (guint column = 0; column < sweep->column_count; column++)
      {
        char buffer[GH_NUMBER_TEXT_SIZE];
        g_string_append (text, gh_number_to_text (sweep->columns[column], buffer));
        if (sweep->down != NULL)
          append_number (text, sweep->rows[row]);
        append_point (text, gh_sweep_get (sweep, row, column));
        g_string_append_c (text, '\n');
      }
  return g_string_free (text, FALSE);
}

/**
 * gh_tornado_to_text:
 * @tornado: inputs by how much they matter
 *
 * Returns: (transfer full): a table for people
 */
char *
gh_tornado_to_text (const GhTornado *tornado)
{
  const char *currency = tornado->base->study->currency;
  g_autofree char *answer = gh_tornado_format_answer (tornado);
  GString *text = g_string_new (answer);
  const char *heads[] = { _ ("from"), _ ("to"), _ ("there"), _ ("and there") };

  g_string_append (text, "\n\n");
  append_cell (text, _ ("Input"), TITLE_WIDTH, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    append_cell (text, heads[i], CELL_WIDTH, TRUE);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < tornado->swings->len; i++)
    {
      const GhSwing *swing = &g_array_index (tornado->swings, GhSwing, i);
      append_cell (text, swing->input->title, TITLE_WIDTH, FALSE);
      append_value (text, swing->input, swing->low);
      append_value (text, swing->input, swing->high);
      append_measure (text, &swing->at_low, tornado->measure, currency);
      append_measure (text, &swing->at_high, tornado->measure, currency);
      g_string_append_c (text, '\n');
    }
  append_basis (text, tornado->base);
  for (guint i = 0; i < tornado->swings->len; i++)
    {
      const GhSwing *swing = &g_array_index (tornado->swings, GhSwing, i);
      append_problem (text, swing->input, swing->low, &swing->at_low);
      append_problem (text, swing->input, swing->high, &swing->at_high);
    }
  return g_string_free (text, FALSE);
}

/**
 * gh_tornado_to_csv:
 * @tornado: inputs by how much they matter
 *
 * Returns: (transfer full): two lines for each input, one for each end
 */
char *
gh_tornado_to_csv (const GhTornado *tornado)
{
  GString *text = g_string_new ("input,value," CSV_MEASURES "\n");

  for (guint i = 0; i < tornado->swings->len; i++)
    {
      const GhSwing *swing = &g_array_index (tornado->swings, GhSwing, i);
      for (guint end = 0; end < 2; end++)
        {
          g_string_append (text, swing->input->key);
          append_number (text, end == 0 ? swing->low : swing->high);
          append_point (text, end == 0 ? &swing->at_low : &swing->at_high);
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free (text, FALSE);
}

/**
 * gh_break_evens_to_text:
 * @searches: (element-type GhBreakEven): searches
 * @base: the study as it is
 *
 * Returns: (transfer full): a sentence for each
 */
char *
gh_break_evens_to_text (const GPtrArray *searches, const GhSensitivityBase *base)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < searches->len; i++)
    {
      const GhBreakEven *even = g_ptr_array_index (searches, i);
      g_autofree char *sentence = gh_break_even_format (even, base);
      g_autofree char *from = gh_sensitivity_input_format (even->input, even->from);
      g_autofree char *to = gh_sensitivity_input_format (even->input, even->to);
      /* Translators: a sentence, and the range that was looked at. */
      g_string_append_printf (text, _ ("%s (Looked at: %s to %s.)\n"), sentence, from, to);
    }
  append_basis (text, base);
  return g_string_free (text, FALSE);
}

/**
 * gh_break_evens_to_csv:
 * @searches: (element-type GhBreakEven): searches
 *
 * Returns: (transfer full): a line for each root; one without a root where there is none
 */
char *
gh_break_evens_to_csv (const GPtrArray *searches)
{
  GString *text = g_string_new ("input,from,to,npv_from,npv_to,root,npv\n");

  for (guint i = 0; i < searches->len; i++)
    {
      const GhBreakEven *even = g_ptr_array_index (searches, i);
      for (guint k = 0; k < MAX (1, even->roots->len); k++)
        {
          const GhRoot *root
              = k < even->roots->len ? &g_array_index (even->roots, GhRoot, k) : NULL;
          g_string_append (text, even->input->key);
          append_number (text, even->from);
          append_number (text, even->to);
          append_number (text, even->at_from.values[GH_MEASURE_NPV]);
          append_number (text, even->at_to.values[GH_MEASURE_NPV]);
          append_number (text, root != NULL ? root->value : NAN);
          g_string_append_printf (text, ",%s\n",
                                  root == NULL  ? ""
                                  : root->rises ? "rises"
                                                : "falls");
        }
    }
  return g_string_free (text, FALSE);
}
