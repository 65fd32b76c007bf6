/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Varied inputs as JSON: in the units of the study, the same in every locale. */
#include <math.h>

#include "json-writer.h"
#include "sensitivity-options.h"

/* In the order of GhMeasure. */
static const char *const measure_keys[GH_MEASURES]
    = { "npv", "saving_per_year", "payback_years", "emissions_saved_kg_per_year" };

static void
write_number (GhJsonWriter *json, const char *key, double value)
{
  if (isfinite (value))
    gh_json_writer_number (json, key, value);
  else
    gh_json_writer_null (json, key);
}

static void
write_members (GhJsonWriter *json, const GhSensitivityPoint *point)
{
  for (guint i = 0; i < GH_MEASURES; i++)
    write_number (json, measure_keys[i], point->values[i]);
  if (point->problem != NULL)
    gh_json_writer_text (json, "problem", point->problem);
}

static void
write_point (GhJsonWriter *json, const char *key, const GhSensitivityPoint *point)
{
  gh_json_writer_begin_object (json, key);
  write_members (json, point);
  gh_json_writer_end (json);
}

static GhJsonWriter *
begin (const GhSensitivityBase *base, GhMeasure measure)
{
  GhJsonWriter *json = gh_json_writer_new ();

  gh_json_writer_begin_object (json, NULL);
  gh_json_writer_text (json, "strategy", gh_strategy_name (base->question.strategy));
  gh_json_writer_text (json, "against", gh_strategy_name (base->question.against));
  gh_json_writer_text (json, "measure", gh_measure_words[measure]);
  gh_json_write_capture (json, base->question.capture_ratio);
  write_point (json, "base", &base->point);
  return json;
}

static char *
finish (GhJsonWriter *json)
{
  gh_json_writer_end (json);
  char *text = gh_json_writer_finish (json);
  gh_json_writer_free (json);
  return text;
}

static void
write_input (GhJsonWriter *json, const GhSensitivityInput *input)
{
  gh_json_writer_text (json, "input", input->key);
  if (input->path != NULL)
    gh_json_writer_text (json, "path", input->path);
  gh_json_writer_number (json, "value", input->value);
}

/**
 * gh_sweep_to_json:
 * @sweep: a sweep
 * @base: the study as it is
 * @measure: what is looked at
 *
 * Returns: (transfer full): one object
 */
char *
gh_sweep_to_json (const GhSweep *sweep, const GhSensitivityBase *base, GhMeasure measure)
{
  GhJsonWriter *json = begin (base, measure);

  gh_json_writer_begin_array (json, "inputs");
  for (guint i = 0; i < (sweep->down != NULL ? 2 : 1); i++)
    {
      gh_json_writer_begin_object (json, NULL);
      write_input (json, i == 0 ? sweep->across : sweep->down);
      gh_json_writer_end (json);
    }
  gh_json_writer_end (json);
  gh_json_writer_begin_array (json, "points");
  for (guint row = 0; row < sweep->row_count; row++)
    for (guint column = 0; column < sweep->column_count; column++)
      {
        double values[] = { sweep->columns[column], sweep->rows != NULL ? sweep->rows[row] : NAN };
        gh_json_writer_begin_object (json, NULL);
        gh_json_writer_numbers (json, "values", values, sweep->down != NULL ? 2 : 1);
        write_members (json, gh_sweep_get (sweep, row, column));
        gh_json_writer_end (json);
      }
  gh_json_writer_end (json);
  return finish (json);
}

/**
 * gh_tornado_to_json:
 * @tornado: inputs by how much they matter
 *
 * Returns: (transfer full): one object
 */
char *
gh_tornado_to_json (const GhTornado *tornado)
{
  GhJsonWriter *json = begin (tornado->base, tornado->measure);

  gh_json_writer_begin_array (json, "inputs");
  for (guint i = 0; i < tornado->swings->len; i++)
    {
      const GhSwing *swing = &g_array_index (tornado->swings, GhSwing, i);
      gh_json_writer_begin_object (json, NULL);
      write_input (json, swing->input);
      gh_json_writer_number (json, "low", swing->low);
      gh_json_writer_number (json, "high", swing->high);
      write_point (json, "at_low", &swing->at_low);
      write_point (json, "at_high", &swing->at_high);
      gh_json_writer_end (json);
    }
  gh_json_writer_end (json);
  return finish (json);
}

/**
 * gh_break_evens_to_json:
 * @searches: (element-type GhBreakEven): searches
 * @base: the study as it is
 *
 * Returns: (transfer full): one object
 */
char *
gh_break_evens_to_json (const GPtrArray *searches, const GhSensitivityBase *base)
{
  GhJsonWriter *json = begin (base, GH_MEASURE_NPV);

  gh_json_writer_begin_array (json, "inputs");
  for (guint i = 0; i < searches->len; i++)
    {
      const GhBreakEven *even = g_ptr_array_index (searches, i);
      gh_json_writer_begin_object (json, NULL);
      write_input (json, even->input);
      gh_json_writer_number (json, "from", even->from);
      gh_json_writer_number (json, "to", even->to);
      gh_json_writer_number (json, "tolerance", even->tolerance);
      write_number (json, "npv_from", even->at_from.values[GH_MEASURE_NPV]);
      write_number (json, "npv_to", even->at_to.values[GH_MEASURE_NPV]);
      gh_json_writer_begin_array (json, "roots");
      for (guint k = 0; k < even->roots->len; k++)
        {
          const GhRoot *root = &g_array_index (even->roots, GhRoot, k);
          gh_json_writer_begin_object (json, NULL);
          gh_json_writer_number (json, "value", root->value);
          gh_json_writer_text (json, "npv", root->rises ? "rises" : "falls");
          gh_json_writer_end (json);
        }
      gh_json_writer_end (json);
      gh_json_writer_integer (json, "values_without_plan", even->problems);
      gh_json_writer_end (json);
    }
  gh_json_writer_end (json);
  return finish (json);
}
