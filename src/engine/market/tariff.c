/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/tariff.h"

#include <string.h>

#include "errors.h"
#include "site/calendar.h"
#include "words.h"

/**
 * gh_series_fill:
 * @spec: a series that is no load shape
 * @path: its JSON path, for errors
 * @count: number of steps
 * @values: (out) (array length=count): its numbers
 * @error: set when a file was not read or the length is wrong
 *
 * Writes a series out step by step.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_series_fill (const GhSeriesSpec *spec, const char *path, gsize count, double *values,
                GError **error)
{
  const GhSeries *numbers = spec->form == GH_SERIES_VALUES ? spec->values : spec->resolved;

  if (spec->form == GH_SERIES_NUMBER)
    {
      for (gsize t = 0; t < count; t++)
        values[t] = spec->number;
      return TRUE;
    }
  if (numbers == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("%s: the file has not been read"), path);
      return FALSE;
    }
  if (gh_series_get_count (numbers) != count)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("%s: %zu values, the period has %zu steps"), path,
                   gh_series_get_count (numbers), count);
      return FALSE;
    }
  memcpy (values, gh_series_get_values (numbers), count * sizeof (double));
  return TRUE;
}

static double
price_at (const GhPeriodPrice *price, const GhCivilTime *civil, const GArray *holidays)
{
  for (guint i = 0; price->periods != NULL && i < price->periods->len; i++)
    {
      const GhPricePeriod *period = g_ptr_array_index (price->periods, i);
      if (gh_calendar_is_within (civil, period->days, period->months, period->from, period->to,
                                 holidays))
        return period->price;
    }
  return price->default_price;
}

/* Whether some period begins or ends off the five-minute grid; then minutes are needed. */
static gboolean
needs_minutes (const GhPeriodPrice *price)
{
  for (guint i = 0; price->periods != NULL && i < price->periods->len; i++)
    {
      const GhPricePeriod *period = g_ptr_array_index (price->periods, i);
      if (period->from % 5 != 0 || period->to % 5 != 0)
        return TRUE;
    }
  return FALSE;
}

/* The longest part of a step within which no wall clock rule begins or ends. */
static int
part_seconds (const GhPeriodPrice *price, const GhTimeAxis *axis)
{
  gint64 part = needs_minutes (price) ? 60 : 300;
  gint64 terms[] = { gh_time_axis_get_step_seconds (axis), gh_time_axis_get_start (axis),
                     gh_time_axis_get_civil (axis)[0].offset_seconds };

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    for (gint64 rest = ABS (terms[i]); rest != 0;)
      {
        gint64 next = part % rest;
        part = rest;
        rest = next;
      }
  return (int) part;
}

/* Parts of the step are priced by their own wall clock, so that steps mix periods by time. */
static void
fill_periods (const GhPeriodPrice *price, const GhTimeAxis *axis, const GArray *holidays,
              double *values)
{
  int step = gh_time_axis_get_step_seconds (axis);
  int part = part_seconds (price, axis);

  for (gsize t = 0; t < gh_time_axis_get_count (axis); t++)
    {
      double sum = 0.0;
      for (int second = 0; second < step; second += part)
        {
          GhCivilTime civil = gh_time_axis_get_civil (axis)[t];
          if (second > 0)
            gh_civil_time_at (gh_time_axis_get_zone (axis),
                              gh_time_axis_get_time (axis, t) + second, &civil);
          sum += price_at (price, &civil, holidays);
        }
      values[t] = sum * part / step;
    }
}

/**
 * gh_tariff_fill_price:
 * @price: (nullable): a price; %NULL stands for 0
 * @path: its JSON path, for errors
 * @axis: the time axis
 * @holidays: (nullable) (element-type gint32): dates that count as Sundays
 * @values: (out): currency per kWh, one a step
 * @error: set when a series was not read
 *
 * Writes a price out step by step; prices by wall clock are weighted by time within a step.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_tariff_fill_price (const GhPriceSpec *price, const char *path, const GhTimeAxis *axis,
                      const GArray *holidays, double *values, GError **error)
{
  gsize count = gh_time_axis_get_count (axis);

  memset (values, 0, count * sizeof (double));
  if (price == NULL)
    return TRUE;
  if (price->periods != NULL)
    {
      fill_periods (price->periods, axis, holidays, values);
      return TRUE;
    }
  if (price->market == NULL)
    return gh_series_fill (price->series, path, count, values, error);
  if (!gh_series_fill (price->market->series, path, count, values, error))
    return FALSE;
  for (gsize t = 0; t < count; t++)
    values[t] = values[t] * price->market->multiply + price->market->add;
  return TRUE;
}
