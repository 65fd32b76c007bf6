/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inputs of a study varied: one over its range, two over a table, each of many by itself. */
#include "study/sensitivity.h"

#include <math.h>

static void
clear_span (gpointer data)
{
  GhInputSpan *span = data;

  gh_sensitivity_input_unref (span->input);
}

/**
 * gh_input_spans_new:
 *
 * Returns: (transfer full) (element-type GhInputSpan): no inputs
 */
GArray *
gh_input_spans_new (void)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (GhInputSpan));

  g_array_set_clear_func (spans, clear_span);
  return spans;
}

/**
 * gh_input_spans_add:
 * @spans: (inout) (element-type GhInputSpan): inputs
 * @input: (transfer none): another one
 * @low: lower end of its range; NAN for the usual one
 * @high: upper end; NAN for the usual one
 *
 * Adds an input.
 */
void
gh_input_spans_add (GArray *spans, GhSensitivityInput *input, double low, double high)
{
  GhInputSpan span = { .input = gh_sensitivity_input_ref (input),
                       .low = isnan (low) ? input->low : low,
                       .high = isnan (high) ? input->high : high };

  g_array_append_val (spans, span);
}

/**
 * gh_input_spans_of_study:
 * @study: a valid study
 * @site: the site built from it
 * @strategy: whose equipment "charger-price" means
 * @problems: (nullable) (element-type utf8): what is wrong with inputs that the study asks for is
 *   added
 *
 * Returns: (transfer full) (element-type GhInputSpan): the inputs that a study asks for, those that
 *   it has not left out; the usual ones where it asks for none
 */
GArray *
gh_input_spans_of_study (const GhStudy *study, const GhSite *site, GhStrategy strategy,
                         GPtrArray *problems)
{
  const GPtrArray *asked = study->what_if != NULL ? study->what_if->inputs : NULL;
  GArray *spans = gh_input_spans_new ();

  for (guint i = 0; asked != NULL && i < asked->len; i++)
    {
      const GhWhatIfRange *range = g_ptr_array_index (asked, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GhSensitivityInput) input = gh_sensitivity_input_new (
          study, site, strategy, range->input != NULL ? range->input : "", &error);
      if (input != NULL)
        gh_input_spans_add (spans, input, range->low, range->high);
      else if (problems != NULL)
        g_ptr_array_add (problems, g_strdup (error->message));
    }
  if (asked != NULL && asked->len > 0)
    return spans;
  g_autoptr (GPtrArray) usual = gh_sensitivity_list_inputs (study, site, strategy, TRUE);
  for (guint i = 0; i < usual->len; i++)
    gh_input_spans_add (spans, g_ptr_array_index (usual, i), NAN, NAN);
  return spans;
}

/**
 * gh_sweep_new_values:
 * @from: the first
 * @to: the last
 * @count: how many, at least 1
 *
 * Returns: (transfer full) (array length=count): values at equal distances
 */
double *
gh_sweep_new_values (double from, double to, guint count)
{
  double *values = g_new (double, count);

  for (guint i = 0; i < count; i++)
    values[i] = count > 1 ? from + (to - from) * i / (count - 1) : from;
  return values;
}

static void
free_sweep (gpointer data)
{
  GhSweep *sweep = data;

  for (guint i = 0; i < sweep->column_count * sweep->row_count; i++)
    gh_sensitivity_point_clear (&sweep->points[i]);
  gh_sensitivity_input_unref (sweep->across);
  gh_sensitivity_input_unref (sweep->down);
  g_free (sweep->columns);
  g_free (sweep->rows);
  g_free (sweep->points);
}

static GhSensitivityTrial
make_trial (const GhSweep *sweep, guint row, guint column)
{
  GhSensitivityTrial trial
      = { .inputs = { sweep->across }, .values = { sweep->columns[column] }, .count = 1 };

  if (sweep->down != NULL)
    {
      trial.inputs[trial.count] = sweep->down;
      trial.values[trial.count++] = sweep->rows[row];
    }
  return trial;
}

/**
 * gh_sweep_run:
 * @base: the study as it is
 * @across: (transfer none): an input
 * @columns: (array length=column_count): what it becomes
 * @column_count: how many, at least 1
 * @down: (transfer none) (nullable): another input
 * @rows: (nullable) (array length=row_count): what it becomes
 * @row_count: how many; not read without @down
 * @progress: (nullable): told and asked
 * @error: set where planning fails, or when stopped
 *
 * Works out what the study comes to for every value of an input, or for every pair of values of
 * two.
 *
 * Returns: (transfer full) (nullable): the sweep
 */
GhSweep *
gh_sweep_run (const GhSensitivityBase *base, GhSensitivityInput *across, const double *columns,
              guint column_count, GhSensitivityInput *down, const double *rows, guint row_count,
              const GhProgress *progress, GError **error)
{
  g_autoptr (GhSweep) sweep = g_atomic_rc_box_new0 (GhSweep);

  sweep->across = gh_sensitivity_input_ref (across);
  sweep->down = down != NULL ? gh_sensitivity_input_ref (down) : NULL;
  sweep->column_count = column_count;
  sweep->row_count = down != NULL ? row_count : 1;
  sweep->columns = g_memdup2 (columns, column_count * sizeof (double));
  if (down != NULL)
    sweep->rows = g_memdup2 (rows, row_count * sizeof (double));
  guint count = sweep->column_count * sweep->row_count;
  g_autofree GhSensitivityTrial *trials = g_new (GhSensitivityTrial, count);
  sweep->points = g_new0 (GhSensitivityPoint, count);
  for (guint i = 0; i < count; i++)
    trials[i] = make_trial (sweep, i / column_count, i % column_count);
  if (!gh_sensitivity_evaluate_all (base, trials, count, progress, error))
    return NULL;
  for (guint i = 0; i < count; i++)
    sweep->points[i] = trials[i].point;
  return g_steal_pointer (&sweep);
}

/**
 * gh_sweep_ref:
 * @sweep: a sweep
 *
 * Returns: (transfer full): @sweep
 */
GhSweep *
gh_sweep_ref (GhSweep *sweep)
{
  return g_atomic_rc_box_acquire (sweep);
}

/**
 * gh_sweep_unref:
 * @sweep: (transfer full) (nullable): a sweep
 *
 * Frees it with the last reference.
 */
void
gh_sweep_unref (GhSweep *sweep)
{
  if (sweep != NULL)
    g_atomic_rc_box_release_full (sweep, free_sweep);
}

/**
 * gh_sweep_get:
 * @sweep: a sweep
 * @row: below its rows
 * @column: below its columns
 *
 * Returns: (transfer none): what the study comes to there
 */
const GhSensitivityPoint *
gh_sweep_get (const GhSweep *sweep, guint row, guint column)
{
  return &sweep->points[row * sweep->column_count + column];
}

static void
clear_swing (gpointer data)
{
  GhSwing *swing = data;

  gh_sensitivity_input_unref (swing->input);
  gh_sensitivity_point_clear (&swing->at_low);
  gh_sensitivity_point_clear (&swing->at_high);
}

static void
free_tornado (gpointer data)
{
  GhTornado *tornado = data;

  gh_sensitivity_base_unref (tornado->base);
  g_clear_pointer (&tornado->swings, g_array_unref);
}

/**
 * gh_swing_get_span:
 * @swing: a swing
 * @measure: what is looked at
 *
 * Returns: how far apart both ends are; NAN where one of them cannot be told
 */
double
gh_swing_get_span (const GhSwing *swing, GhMeasure measure)
{
  return fabs (swing->at_high.values[measure] - swing->at_low.values[measure]);
}

/* The widest first, those that cannot be told last; equal ones as they came. */
static int
compare_swings (gconstpointer first, gconstpointer second, gpointer data)
{
  GhMeasure measure = *(const GhMeasure *) data;
  double a = gh_swing_get_span (first, measure), b = gh_swing_get_span (second, measure);

  if (isnan (a) || isnan (b))
    return (isnan (a) ? 1 : 0) - (isnan (b) ? 1 : 0);
  return (a < b) - (a > b);
}

static GhSwing
make_swing (const GhInputSpan *span, const GhSensitivityTrial *ends)
{
  return (GhSwing){ .input = gh_sensitivity_input_ref (span->input),
                    .low = span->low,
                    .high = span->high,
                    .at_low = ends[0].point,
                    .at_high = ends[1].point };
}

static GhTornado *
new_tornado (GhSensitivityBase *base, GhMeasure measure)
{
  GhTornado *tornado = g_atomic_rc_box_new0 (GhTornado);

  tornado->measure = measure;
  tornado->base = gh_sensitivity_base_ref (base);
  tornado->swings = g_array_new (FALSE, FALSE, sizeof (GhSwing));
  g_array_set_clear_func (tornado->swings, clear_swing);
  return tornado;
}

/**
 * gh_tornado_run:
 * @base: (transfer none): the study as it is
 * @spans: (element-type GhInputSpan): inputs and their ranges
 * @measure: what to sort by
 * @progress: (nullable): told and asked
 * @error: set where planning fails, or when stopped
 *
 * Varies each input by itself from one end of its range to the other.
 *
 * Returns: (transfer full) (nullable): the inputs by how much they matter
 */
GhTornado *
gh_tornado_run (GhSensitivityBase *base, const GArray *spans, GhMeasure measure,
                const GhProgress *progress, GError **error)
{
  g_autofree GhSensitivityTrial *trials = g_new0 (GhSensitivityTrial, MAX (1, 2 * spans->len));

  for (guint i = 0; i < spans->len; i++)
    {
      const GhInputSpan *span = &g_array_index (spans, GhInputSpan, i);
      for (guint end = 0; end < 2; end++)
        trials[2 * i + end] = (GhSensitivityTrial){ .inputs = { span->input },
                                                    .values = { end == 0 ? span->low : span->high },
                                                    .count = 1 };
    }
  if (!gh_sensitivity_evaluate_all (base, trials, 2 * spans->len, progress, error))
    return NULL;

  GhTornado *tornado = new_tornado (base, measure);
  for (guint i = 0; i < spans->len; i++)
    {
      GhSwing swing = make_swing (&g_array_index (spans, GhInputSpan, i), &trials[2 * i]);
      g_array_append_val (tornado->swings, swing);
    }
  g_array_sort_with_data (tornado->swings, compare_swings, &measure);
  return tornado;
}

/**
 * gh_tornado_new_sorted:
 * @tornado: inputs by how much they matter for one measure
 * @measure: another one
 *
 * Returns: (transfer full): the same by how much they matter for the other; nothing is planned
 */
GhTornado *
gh_tornado_new_sorted (const GhTornado *tornado, GhMeasure measure)
{
  GhTornado *sorted = new_tornado (tornado->base, measure);

  for (guint i = 0; i < tornado->swings->len; i++)
    {
      GhSwing swing = g_array_index (tornado->swings, GhSwing, i);
      gh_sensitivity_input_ref (swing.input);
      swing.at_low.problem = g_strdup (swing.at_low.problem);
      swing.at_high.problem = g_strdup (swing.at_high.problem);
      g_array_append_val (sorted->swings, swing);
    }
  g_array_sort_with_data (sorted->swings, compare_swings, &measure);
  return sorted;
}

/**
 * gh_tornado_ref:
 * @tornado: a tornado
 *
 * Returns: (transfer full): @tornado
 */
GhTornado *
gh_tornado_ref (GhTornado *tornado)
{
  return g_atomic_rc_box_acquire (tornado);
}

/**
 * gh_tornado_unref:
 * @tornado: (transfer full) (nullable): a tornado
 *
 * Frees it with the last reference.
 */
void
gh_tornado_unref (GhTornado *tornado)
{
  if (tornado != NULL)
    g_atomic_rc_box_release_full (tornado, free_tornado);
}
