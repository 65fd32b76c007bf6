/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Varied inputs as tables for programs. */
#include "sensitivity-csv.h"

#include <math.h>

#include "json-writer.h"

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

static void
append_measures (GString *text, const char *currency)
{
  g_string_append_printf (
      text, ",npv_%1$s,saving_%1$s_per_year,payback_years,emissions_saved_kg_per_year\n", currency);
}

/* A value of an input in the units of the study, and as people are shown it. */
static void
append_value (GString *text, const GhSensitivityInput *input, double value)
{
  append_number (text, value);
  append_number (text, value * input->unit.scale);
  g_string_append_printf (text, ",%s", input->unit.unit);
}

/**
 * gh_sweep_to_csv:
 * @sweep: a sweep
 * @currency: of the study
 *
 * Returns: (transfer full): a line for each point, numbers that there are none of left out
 */
char *
gh_sweep_to_csv (const GhSweep *sweep, const char *currency)
{
  GString *text = g_string_new (NULL);

  g_string_append (text, sweep->across->key);
  if (sweep->down != NULL)
    g_string_append_printf (text, ",%s", sweep->down->key);
  append_measures (text, currency);
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
 * gh_tornado_to_csv:
 * @tornado: inputs by how much they matter
 *
 * Returns: (transfer full): two lines for each input, one for each end: its value in the
 *   units of the study and as it is shown, and what comes of it
 */
char *
gh_tornado_to_csv (const GhTornado *tornado)
{
  GString *text = g_string_new ("input,value,shown,unit");

  append_measures (text, tornado->base->study->currency);
  for (guint i = 0; i < tornado->swings->len; i++)
    {
      const GhSwing *swing = &g_array_index (tornado->swings, GhSwing, i);
      for (guint end = 0; end < 2; end++)
        {
          g_string_append (text, swing->input->key);
          append_value (text, swing->input, end == 0 ? swing->low : swing->high);
          append_point (text, end == 0 ? &swing->at_low : &swing->at_high);
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free (text, FALSE);
}

/**
 * gh_break_evens_to_csv:
 * @searches: (element-type GhBreakEven): searches
 * @currency: of the study
 *
 * Returns: (transfer full): a line for each root; one without a root where there is none
 */
char *
gh_break_evens_to_csv (const GPtrArray *searches, const char *currency)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, "input,from,to,npv_from_%1$s,npv_to_%1$s,root,root_shown,unit,npv\n", currency);
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
          append_value (text, even->input, root != NULL ? root->value : NAN);
          g_string_append_printf (text, ",%s\n",
                                  root == NULL  ? ""
                                  : root->rises ? "rises"
                                                : "falls");
        }
    }
  return g_string_free (text, FALSE);
}
