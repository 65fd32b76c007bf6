/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/table-axis.h"

#include <math.h>
#include <string.h>

#include "study/sensitivity-point.h"

#define USUAL_ACROSS "price-spread"
#define USUAL_DOWN "charger-price"

/**
 * gh_table_axis_of_study:
 * @study: a study
 * @is_down: whether the rows are meant rather than the columns
 *
 * Returns: what the study asks of that side, or what is usual
 */
GhTableAxis
gh_table_axis_of_study (const GhStudy *study, gboolean is_down)
{
  GhWhatIf defaults;
  const GhWhatIf *asked = gh_study_get_what_if (study, &defaults);

  if (is_down)
    return (GhTableAxis){ asked->down != NULL ? asked->down : USUAL_DOWN, asked->down_low,
                          asked->down_high, (guint) asked->rows };
  return (GhTableAxis){ asked->across != NULL ? asked->across : USUAL_ACROSS, asked->across_low,
                        asked->across_high, (guint) asked->columns };
}

static gboolean
is_same (double a, double b)
{
  return isnan (a) || isnan (b) ? isnan (a) && isnan (b) : !(a < b) && !(a > b);
}

/**
 * gh_table_axis_equal:
 * @a: one side
 * @b: another
 *
 * Returns: whether both ask the same
 */
gboolean
gh_table_axis_equal (const GhTableAxis *a, const GhTableAxis *b)
{
  return strcmp (a->input, b->input) == 0 && is_same (a->low, b->low) && is_same (a->high, b->high)
         && a->count == b->count;
}

/* Whether a study means an input, by its name or its path. */
static gboolean
is_input (const char *key, const GhSensitivityInput *input)
{
  return g_strcmp0 (key, input->key) == 0
         || (input->path != NULL && g_strcmp0 (key, input->path) == 0);
}

/**
 * gh_table_axis_settle:
 * @axis: (inout): a side; its ends are numbers then
 * @study: the study that asks it
 * @input: its input
 *
 * Fills in ends that are not told: those of the range in which the study varies the input by
 * itself, or the usual ones.
 */
void
gh_table_axis_settle (GhTableAxis *axis, const GhStudy *study, const GhSensitivityInput *input)
{
  const GPtrArray *varied = study->what_if != NULL ? study->what_if->inputs : NULL;
  double low = input->low, high = input->high;

  for (guint i = 0; varied != NULL && i < varied->len; i++)
    {
      const GhWhatIfRange *range = g_ptr_array_index (varied, i);
      if (!is_input (range->input, input))
        continue;
      low = isnan (range->low) ? low : range->low;
      high = isnan (range->high) ? high : range->high;
    }
  axis->low = isnan (axis->low) ? low : axis->low;
  axis->high = isnan (axis->high) ? high : axis->high;
}
