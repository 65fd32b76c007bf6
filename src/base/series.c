/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "series.h"

struct _GhSeries
{
  gatomicrefcount references;
  gsize count;
  double *values; /* (owned) (array length=count) */
};

/**
 * gh_series_new_take:
 * @values: (transfer full) (array length=count): numbers from g_malloc()
 * @count: how many
 *
 * Returns: (transfer full): a series that owns @values
 */
GhSeries *
gh_series_new_take (double *values, gsize count)
{
  GhSeries *series = g_new0 (GhSeries, 1);

  g_atomic_ref_count_init (&series->references);
  series->count = count;
  series->values = values;
  return series;
}

/**
 * gh_series_new_constant:
 * @value: the number of every step
 * @count: how many steps
 *
 * Returns: (transfer full): a series
 */
GhSeries *
gh_series_new_constant (double value, gsize count)
{
  double *values = g_new (double, count);

  for (gsize i = 0; i < count; i++)
    values[i] = value;
  return gh_series_new_take (values, count);
}

/**
 * gh_series_ref:
 * @series: a series
 *
 * Returns: (transfer full): @series with one more reference
 */
GhSeries *
gh_series_ref (GhSeries *series)
{
  g_atomic_ref_count_inc (&series->references);
  return series;
}

/**
 * gh_series_unref:
 * @series: (transfer full) (nullable): a series
 *
 * Gives one reference back; the last one frees the numbers.
 */
void
gh_series_unref (GhSeries *series)
{
  if (series == NULL || !g_atomic_ref_count_dec (&series->references))
    return;
  g_free (series->values);
  g_free (series);
}

/**
 * gh_series_get_count:
 * @series: a series
 *
 * Returns: how many numbers it has
 */
gsize
gh_series_get_count (const GhSeries *series)
{
  return series->count;
}

/**
 * gh_series_get_values:
 * @series: a series
 *
 * Returns: (transfer none) (array): its numbers
 */
const double *
gh_series_get_values (const GhSeries *series)
{
  return series->values;
}
