/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/tariff.h"

#include <string.h>

#include "errors.h"
#include "site/calendar.h"
#include "words.h"

/* Clocks of the world are apart by quarters of an hour. */
#define CLOCK_GRID_SECONDS 900

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

/**
 * gh_time_windows_contain:
 * @windows: (nullable) (element-type GhTimeWindow): hours; %NULL or none for all
 * @civil: a moment on the wall clock
 * @holidays: (nullable) (element-type gint32): dates that count as Sundays
 *
 * Returns: whether the moment is in one of the windows
 */
gboolean
gh_time_windows_contain (const GPtrArray *windows, const GhCivilTime *civil, const GArray *holidays)
{
  for (guint i = 0; windows != NULL && i < windows->len; i++)
    {
      const GhTimeWindow *window = g_ptr_array_index (windows, i);
      if (gh_calendar_is_within (civil, window->days, window->months, window->from, window->to,
                                 holidays))
        return TRUE;
    }
  return windows == NULL || windows->len == 0;
}

static gint64
common_divisor (gint64 a, gint64 b)
{
  for (b = ABS (b); b != 0;)
    {
      gint64 next = a % b;
      a = b;
      b = next;
    }
  return a;
}

static gint64
divide_by_windows (gint64 seconds, const GPtrArray *windows)
{
  for (guint i = 0; windows != NULL && i < windows->len; i++)
    {
      const GhTimeWindow *window = g_ptr_array_index (windows, i);
      seconds = common_divisor (seconds, window->from * 60);
      seconds = common_divisor (seconds, window->to * 60);
    }
  return seconds;
}

static gint64
divide_by_periods (gint64 seconds, const GhPeriodPrice *price)
{
  for (guint i = 0; price != NULL && price->periods != NULL && i < price->periods->len; i++)
    {
      const GhPricePeriod *period = g_ptr_array_index (price->periods, i);
      seconds = common_divisor (seconds, period->from * 60);
      seconds = common_divisor (seconds, period->to * 60);
    }
  return seconds;
}

/* The longest part of a step within which no wall clock rule begins or ends; the rules lie on a
 * grid of @grid seconds, and clocks change by no less than quarters of an hour. */
static int
part_seconds (gint64 grid, const GhTimeAxis *axis)
{
  gint64 part = common_divisor (grid, gh_time_axis_get_step_seconds (axis));

  part = common_divisor (part, gh_time_axis_get_start (axis));
  return (int) common_divisor (part, gh_time_axis_get_civil (axis)[0].offset_seconds);
}

/* The wall clock so many seconds after a step has begun. */
static GhCivilTime
civil_within (const GhTimeAxis *axis, gsize step, int second)
{
  GhCivilTime civil = gh_time_axis_get_civil (axis)[step];

  if (second > 0)
    gh_civil_time_at (gh_time_axis_get_zone (axis), gh_time_axis_get_time (axis, step) + second,
                      &civil);
  return civil;
}

/* The period that counts at a moment; their number for none. */
static guint
period_at (const GhPeriodPrice *price, const GhCivilTime *civil, const GArray *holidays)
{
  guint count = price->periods != NULL ? price->periods->len : 0;

  for (guint i = 0; i < count; i++)
    {
      const GhPricePeriod *period = g_ptr_array_index (price->periods, i);
      if (gh_calendar_is_within (civil, period->days, period->months, period->from, period->to,
                                 holidays))
        return i;
    }
  return count;
}

static double
price_of_period (const GhPeriodPrice *price, guint period)
{
  if (price->periods == NULL || period >= price->periods->len)
    return price->default_price;
  return ((const GhPricePeriod *) g_ptr_array_index (price->periods, period))->price;
}

/* Parts of the step are priced by their own wall clock, so that steps mix periods by time. */
static void
fill_periods (const GhPeriodPrice *price, const GhTimeAxis *axis, const GArray *holidays,
              double *values)
{
  int step = gh_time_axis_get_step_seconds (axis);
  int part = part_seconds (divide_by_periods (CLOCK_GRID_SECONDS, price), axis);

  for (gsize t = 0; t < gh_time_axis_get_count (axis); t++)
    {
      double sum = 0.0;
      for (int second = 0; second < step; second += part)
        {
          GhCivilTime civil = civil_within (axis, t, second);
          sum += price_of_period (price, period_at (price, &civil, holidays));
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

/**
 * gh_tariff_fill_export_price:
 * @tariff: a tariff
 * @of_store: whether a car or battery exports, rather than panels
 * @axis: the time axis
 * @holidays: (nullable) (element-type gint32): dates that count as Sundays
 * @values: (out): currency per kWh, one a step
 * @error: set when a series was not read
 *
 * Writes out what a kWh earns, the later price from its day on. A store with a price of its own
 * keeps it.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_tariff_fill_export_price (const GhTariff *tariff, gboolean of_store, const GhTimeAxis *axis,
                             const GArray *holidays, double *values, GError **error)
{
  const GhCivilTime *civil = gh_time_axis_get_civil (axis);
  gsize count = gh_time_axis_get_count (axis);

  if (of_store && tariff->store_export_price != NULL)
    return gh_tariff_fill_price (tariff->store_export_price, "$.tariff.store_export_price", axis,
                                 holidays, values, error);
  if (!gh_tariff_fill_price (tariff->export_price, "$.tariff.export_price", axis, holidays, values,
                             error))
    return FALSE;
  if (tariff->export_price_until == GH_NO_DATE)
    return TRUE;
  g_autofree double *later = g_new (double, count);
  if (!gh_tariff_fill_price (tariff->export_price_later, "$.tariff.export_price_later", axis,
                             holidays, later, error))
    return FALSE;
  for (gsize t = 0; t < count; t++)
    if (civil[t].date >= tariff->export_price_until)
      values[t] = later[t];
  return TRUE;
}

/**
 * gh_tariff_find_hours:
 * @windows: (nullable) (element-type GhTimeWindow): hours; %NULL or none for all
 * @axis: the time axis
 * @holidays: (nullable) (element-type gint32): dates that count as Sundays
 * @applies: (out): 1 for each step of which any part is in the hours, 0 otherwise
 *
 * Finds the steps whose mean power a demand charge in these hours looks at.
 */
void
gh_tariff_find_hours (const GPtrArray *windows, const GhTimeAxis *axis, const GArray *holidays,
                      guint8 *applies)
{
  int step = gh_time_axis_get_step_seconds (axis);
  int part = part_seconds (divide_by_windows (CLOCK_GRID_SECONDS, windows), axis);

  for (gsize t = 0; t < gh_time_axis_get_count (axis); t++)
    {
      applies[t] = 0;
      for (int second = 0; second < step && applies[t] == 0; second += part)
        {
          GhCivilTime civil = civil_within (axis, t, second);
          applies[t] = gh_time_windows_contain (windows, &civil, holidays) ? 1 : 0;
        }
    }
}

static guint
count_tiers (const GhTariff *tariff)
{
  return tariff->energy_tiers != NULL ? tariff->energy_tiers->len : 0;
}

/* The grid on which all hours of import lie. */
static gint64
find_grid (const GhTariff *tariff)
{
  gint64 grid = divide_by_periods (CLOCK_GRID_SECONDS, tariff->import_price->periods);

  for (guint i = 0; i < count_tiers (tariff); i++)
    {
      const GhEnergyTiers *tiers = g_ptr_array_index (tariff->energy_tiers, i);
      grid = divide_by_windows (grid, tiers->windows);
    }
  return grid;
}

/* The class that a moment is billed in. */
static guint
class_at (const GhTariff *tariff, const GhCivilTime *civil, const GArray *holidays)
{
  guint tiered = count_tiers (tariff);

  for (guint i = 0; i < tiered; i++)
    {
      const GhEnergyTiers *tiers = g_ptr_array_index (tariff->energy_tiers, i);
      if (gh_time_windows_contain (tiers->windows, civil, holidays))
        return i;
    }
  if (tariff->import_price->periods == NULL)
    return tiered;
  return tiered + period_at (tariff->import_price->periods, civil, holidays);
}

/* What a kWh of a class costs to begin with. */
static double
first_price (const GhTariff *tariff, guint class, double series_price)
{
  guint tiered = count_tiers (tariff);

  if (class < tiered)
    {
      const GhEnergyTiers *tiers = g_ptr_array_index (tariff->energy_tiers, class);
      const GhEnergyTier *tier = g_ptr_array_index (tiers->tiers, 0);
      return tier->price;
    }
  if (tariff->import_price->periods != NULL)
    return price_of_period (tariff->import_price->periods, class - tiered);
  return series_price;
}

/* Adds a part of a step, to the last one where that is of the same step and class. */
static void
add_part (GArray *parts, gsize step, guint class, double share, double price)
{
  GhTariffPart part = { step, class, share, price };

  for (guint i = parts->len; i > 0; i--)
    {
      GhTariffPart *last = &g_array_index (parts, GhTariffPart, i - 1);
      if (last->step != step)
        break;
      if (last->class_index == class)
        {
          last->share += share;
          return;
        }
    }
  g_array_append_val (parts, part);
}

/**
 * gh_tariff_count_classes:
 * @tariff: a tariff with an import price
 *
 * Counts what import is told apart by on a bill: every list of tiers, then every period of the
 * import price and its other hours, or the series that it is.
 *
 * Returns: their number
 */
guint
gh_tariff_count_classes (const GhTariff *tariff)
{
  const GhPeriodPrice *periods = tariff->import_price->periods;

  return count_tiers (tariff) + 1
         + (periods != NULL && periods->periods != NULL ? periods->periods->len : 0);
}

/**
 * gh_tariff_divide:
 * @tariff: a valid tariff
 * @axis: the time axis
 * @holidays: (nullable) (element-type gint32): dates that count as Sundays
 * @error: set when a series was not read
 *
 * Divides the steps by the classes that import is billed in. The price of a part with tiers is that
 * of the first tier. O(steps).
 *
 * Returns: (transfer full) (nullable) (element-type GhTariffPart): the parts, in order; the shares
 *   of a step add up to 1
 */
GArray *
gh_tariff_divide (const GhTariff *tariff, const GhTimeAxis *axis, const GArray *holidays,
                  GError **error)
{
  gsize count = gh_time_axis_get_count (axis);
  int step = gh_time_axis_get_step_seconds (axis);
  int part = part_seconds (find_grid (tariff), axis);
  g_autofree double *prices = g_new (double, count);
  g_autoptr (GArray) parts = g_array_sized_new (FALSE, FALSE, sizeof (GhTariffPart), (guint) count);

  if (!gh_tariff_fill_price (tariff->import_price, "$.tariff.import_price", axis, holidays, prices,
                             error))
    return NULL;
  for (gsize t = 0; t < count; t++)
    for (int second = 0; second < step; second += part)
      {
        GhCivilTime civil = civil_within (axis, t, second);
        guint class = class_at (tariff, &civil, holidays);
        add_part (parts, t, class, (double) part / step, first_price (tariff, class, prices[t]));
      }
  return g_steal_pointer (&parts);
}
