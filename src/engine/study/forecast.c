/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/forecast.h"

#include <string.h>

#include "market/tariff.h"
#include "site/calendar.h"
#include "study/mean-year.h"

#define MINUTES_PER_DAY 1440
#define SECONDS_PER_DAY 86400
/* Weeks of which a seasonal mean is made, and their working, free and other days. */
#define MEAN_WEEKS 4
#define WORKING_DAYS (5 * MEAN_WEEKS)
#define FREE_DAYS (2 * MEAN_WEEKS)
#define ALL_DAYS (7 * MEAN_WEEKS)
/* Monday to Friday. */
#define WORKING 0x1f

/* What is expected. */
typedef enum
{
  EXPECTED_LOAD,
  EXPECTED_SOLAR,
  EXPECTED_IMPORT_PRICE,
  EXPECTED_EXPORT_PRICE,
  EXPECTED_STORE_PRICE,
  EXPECTED_RATE,
  EXPECTED
} Expected;

/* The days of a kind that a forecast remembers, one after the other in a ring.
 * @depth: how many days of the kind
 * @days: (array length=depth): what they were at one time of day
 * @filled: how many of them there are
 * @next: which is written next
 * @mean: of those there are, for who goes by it */
typedef struct
{
  double days[ALL_DAYS];
  guint filled;
  guint next;
  double mean;
} Memory;

/* @real: (array): what it will have been
 * @given: (nullable) (array): what it is expected to be, for all time
 * @tells_kinds: whether working and free days are told apart
 * @is_mean: whether the mean of these days is expected, rather than one of them
 * @depth: days of each kind that count
 * @memory: (nullable) (array): by kind and time of day, where it is not given
 * @mean: of all, for what no day told */
typedef struct
{
  const double *real;
  const double *given;
  double *imported; /* (owned) (nullable) */
  gboolean tells_kinds;
  gboolean is_mean;
  guint depth[2];
  Memory *memory; /* (owned) */
  double mean;
} Quantity;

struct _GhForecast
{
  const GhSite *site;
  GhDaySlots *slots;
  int prices_known_at;
  gsize count;
  gsize now;       /* steps before it have happened */
  gsize published; /* prices before it are known */
  Quantity quantities[EXPECTED];
};

/**
 * gh_day_slots_new:
 * @axis: a time axis
 * @holidays: (nullable) (element-type gint32): dates that count as Sundays
 *
 * Returns: (transfer full): its steps by the wall clock
 */
GhDaySlots *
gh_day_slots_new (const GhTimeAxis *axis, const GArray *holidays)
{
  GhDaySlots *slots = g_new0 (GhDaySlots, 1);
  const GhCivilTime *civil = gh_time_axis_get_civil (axis);
  gsize count = gh_time_axis_get_count (axis);
  int step = MIN (gh_time_axis_get_step_seconds (axis), SECONDS_PER_DAY);

  slots->count = (guint) MIN (MINUTES_PER_DAY, SECONDS_PER_DAY / step);
  slots->slot = g_new (guint16, count);
  slots->is_free = g_new (guint8, count);
  slots->day_end = g_new (gsize, count);
  for (gsize t = count; t-- > 0;)
    {
      gboolean is_last = t + 1 == count || civil[t + 1].date != civil[t].date;
      slots->slot[t] = (guint16) (civil[t].minute * slots->count / MINUTES_PER_DAY);
      slots->day_end[t] = is_last ? t + 1 : slots->day_end[t + 1];
      slots->is_free[t] = is_last ? !gh_calendar_is_day (civil[t].date, WORKING, holidays)
                                  : slots->is_free[t + 1];
    }
  return slots;
}

/**
 * gh_day_slots_free:
 * @slots: (transfer full): slots
 */
void
gh_day_slots_free (GhDaySlots *slots)
{
  g_free (slots->slot);
  g_free (slots->is_free);
  g_free (slots->day_end);
  g_free (slots);
}

static guint
kind_of (const GhForecast *forecast, const Quantity *quantity, gsize step)
{
  return quantity->tells_kinds && forecast->slots->is_free[step];
}

static Memory *
memory_at (const GhForecast *forecast, const Quantity *quantity, guint kind, gsize step)
{
  return &quantity->memory[kind * forecast->slots->count + forecast->slots->slot[step]];
}

/* Remembers what a step was, in the place of the oldest day. */
static void
remember (const GhForecast *forecast, Quantity *quantity, gsize step)
{
  guint kind = kind_of (forecast, quantity, step);
  Memory *memory = memory_at (forecast, quantity, kind, step);
  double sum = 0.0;

  memory->days[memory->next] = quantity->real[step];
  memory->next = (memory->next + 1) % quantity->depth[kind];
  memory->filled = MIN (memory->filled + 1, quantity->depth[kind]);
  for (guint i = 0; i < memory->filled; i++)
    sum += memory->days[i];
  memory->mean = sum / memory->filled;
}

/* What a step is expected to be where things go as so many days before the last. */
static double
expect (const GhForecast *forecast, const Quantity *quantity, guint course, gsize step)
{
  if (quantity->given != NULL)
    return quantity->given[step];
  guint kind = kind_of (forecast, quantity, step);
  if (memory_at (forecast, quantity, kind, step)->filled == 0 && quantity->tells_kinds)
    kind = 1 - kind;
  const Memory *memory = memory_at (forecast, quantity, kind, step);
  if (memory->filled == 0)
    return quantity->mean;
  if (quantity->is_mean)
    return memory->mean;
  guint back = 1 + course % memory->filled, depth = quantity->depth[kind];
  return memory->days[(memory->next + depth - back) % depth];
}

/* The days before the period are thought to have been like its last ones. */
static void
begin_memory (GhForecast *forecast, Quantity *quantity)
{
  gsize count = forecast->count;
  gsize steps = ALL_DAYS * (gsize) forecast->slots->count;

  quantity->memory = g_new0 (Memory, 2 * (gsize) forecast->slots->count);
  for (gsize t = 0; t < count; t++)
    quantity->mean += quantity->real[t] / (double) count;
  for (gsize t = count - MIN (count, steps); t < count; t++)
    remember (forecast, quantity, t);
}

/* A load or a yield: given, known, or from the days before. */
static gboolean
begin_power (GhForecast *forecast, Expected which, const double *real, int method,
             const GhSeriesSpec *spec, const char *path, GError **error)
{
  Quantity *quantity = &forecast->quantities[which];

  quantity->real = real;
  quantity->is_mean = method == GH_FORECAST_SEASONAL;
  quantity->tells_kinds = which == EXPECTED_LOAD;
  quantity->depth[0] = !quantity->is_mean      ? GH_FORECAST_COURSES
                       : quantity->tells_kinds ? WORKING_DAYS
                                               : ALL_DAYS;
  quantity->depth[1] = quantity->is_mean ? FREE_DAYS : GH_FORECAST_COURSES;
  if (spec != NULL)
    {
      quantity->imported = g_new (double, forecast->count);
      quantity->given = quantity->imported;
      return gh_series_fill (spec, path, forecast->count, quantity->imported, error);
    }
  if (method == GH_FORECAST_PERFECT)
    quantity->given = real;
  else
    begin_memory (forecast, quantity);
  return TRUE;
}

/* A price: of a contract it is known for all time, of a market as far as it was published. */
static void
begin_price (GhForecast *forecast, Expected which, const double *real, gboolean is_known)
{
  Quantity *quantity = &forecast->quantities[which];

  quantity->real = real;
  quantity->depth[0] = quantity->depth[1] = 1;
  if (is_known)
    quantity->given = real;
  else
    begin_memory (forecast, quantity);
}

static gboolean
is_constant (const GhSeriesSpec *spec)
{
  return spec == NULL || spec->form == GH_SERIES_NUMBER;
}

/* Whether a price is part of a contract: a number, or one by the clock. */
static gboolean
is_contract (const GhPriceSpec *price)
{
  if (price == NULL || price->periods != NULL)
    return TRUE;
  return is_constant (price->market != NULL ? price->market->series : price->series);
}

static const GhSeriesSpec *
find_rate (const GhStudy *study, GhEmissionRate rate)
{
  const GhEmissions *emissions = study->emissions;

  if (emissions == NULL)
    return NULL;
  return rate == GH_RATE_SHORT_RUN  ? emissions->marginal_g_per_kwh
         : rate == GH_RATE_LONG_RUN ? emissions->long_run_marginal_g_per_kwh
                                    : emissions->average_g_per_kwh;
}

static void
begin_prices (GhForecast *forecast, const GhStudy *study)
{
  const GhTariff *tariff = study->tariff;
  const GhSite *site = forecast->site;
  gboolean import_known = is_contract (tariff->import_price);
  gboolean is_netted = tariff->export_scheme == GH_EXPORT_NET_METERING
                       || tariff->export_scheme == GH_EXPORT_NET_METERING_YEAR;
  gboolean export_known = is_contract (tariff->export_price)
                          && is_contract (tariff->export_price_later)
                          && (import_known || !is_netted);
  gboolean store_known = tariff->store_export_price != NULL
                             ? is_contract (tariff->store_export_price)
                                   && is_contract (tariff->export_price_later)
                                   && (import_known || !is_netted)
                             : export_known;

  begin_price (forecast, EXPECTED_IMPORT_PRICE, site->import_price, import_known);
  begin_price (forecast, EXPECTED_EXPORT_PRICE, site->export_price, export_known);
  begin_price (forecast, EXPECTED_STORE_PRICE, site->store_export_price, store_known);
  begin_price (forecast, EXPECTED_RATE, site->rates_g_per_kwh[site->planned_rate],
               is_constant (find_rate (study, site->planned_rate)));
}

/**
 * gh_forecast_new:
 * @study: a study
 * @operation: what it says of forecasts
 * @site: the site built from it, at the prices that are paid; must outlive the forecast
 * @error: set when an imported forecast was not read
 *
 * Begins with what is known at the start of the period. Load: as at the same time of the last day
 * of the kind, working or free (persistence), or the mean over such days of the last four weeks.
 * Sun: the same without kinds. Prices of contracts - a number, or by the clock - are known for all
 * time; those of markets, and rates of emissions, for today and, from the time of publication on,
 * for the whole next day; after that they are expected as at the same time of the last day
 * published. Only the past is used; what was before the period is taken from its last days, as if
 * the year repeated itself.
 *
 * Returns: (transfer full) (nullable): the forecast
 */
GhForecast *
gh_forecast_new (const GhStudy *study, const GhOperation *operation, const GhSite *site,
                 GError **error)
{
  g_autoptr (GhForecast) forecast = g_new0 (GhForecast, 1);

  forecast->site = site;
  forecast->count = gh_time_axis_get_count (site->axis);
  forecast->slots = gh_day_slots_new (site->axis, study->holidays);
  forecast->prices_known_at = operation->prices_known_at;
  begin_prices (forecast, study);
  if (!begin_power (forecast, EXPECTED_LOAD, site->load_kw, operation->load_forecast,
                    operation->load_forecast_kw, "$.operation.load_forecast_kw", error)
      || !begin_power (forecast, EXPECTED_SOLAR, site->solar_kw, operation->solar_forecast,
                       operation->solar_forecast_kw, "$.operation.solar_forecast_kw", error))
    return NULL;
  gh_forecast_advance (forecast, 0);
  return g_steal_pointer (&forecast);
}

/**
 * gh_forecast_free:
 * @forecast: (transfer full): a forecast
 */
void
gh_forecast_free (GhForecast *forecast)
{
  for (guint i = 0; i < EXPECTED; i++)
    {
      g_free (forecast->quantities[i].memory);
      g_free (forecast->quantities[i].imported);
    }
  g_clear_pointer (&forecast->slots, gh_day_slots_free);
  g_free (forecast);
}

static void
remember_until (GhForecast *forecast, Expected first, Expected last, gsize from, gsize to)
{
  for (Expected which = first; which <= last; which++)
    for (gsize t = from; forecast->quantities[which].memory != NULL && t < to; t++)
      remember (forecast, &forecast->quantities[which], t);
}

/**
 * gh_forecast_advance:
 * @forecast: a forecast
 * @now: a step, not before the present one
 *
 * Goes on to the beginning of a step: what happened until then is known, and the prices that were
 * published.
 */
void
gh_forecast_advance (GhForecast *forecast, gsize now)
{
  const GhCivilTime *civil = gh_time_axis_get_civil (forecast->site->axis);
  gsize published = forecast->slots->day_end[now];

  if (civil[now].minute >= forecast->prices_known_at && published < forecast->count)
    published = forecast->slots->day_end[published];
  published = MAX (published, forecast->published);
  remember_until (forecast, EXPECTED_LOAD, EXPECTED_SOLAR, forecast->now, now);
  remember_until (forecast, EXPECTED_IMPORT_PRICE, EXPECTED_RATE, forecast->published, published);
  forecast->now = now;
  forecast->published = published;
}

/**
 * gh_forecast_get_published:
 * @forecast: a forecast
 *
 * Returns: the first step of which market prices are not known
 */
gsize
gh_forecast_get_published (const GhForecast *forecast)
{
  return forecast->published;
}

/**
 * gh_forecast_get_slots:
 * @forecast: a forecast
 *
 * Returns: (transfer none): the steps of its site by the wall clock
 */
const GhDaySlots *
gh_forecast_get_slots (const GhForecast *forecast)
{
  return forecast->slots;
}

/**
 * gh_forecast_count_courses:
 * @forecast: a forecast
 *
 * Returns: how many courses of load and sun it can tell apart: more than one where either is
 *   expected as on a day before
 */
guint
gh_forecast_count_courses (const GhForecast *forecast)
{
  for (Expected which = EXPECTED_LOAD; which <= EXPECTED_SOLAR; which++)
    if (forecast->quantities[which].given == NULL && !forecast->quantities[which].is_mean)
      return GH_FORECAST_COURSES;
  return 1;
}

/**
 * gh_forecast_fill:
 * @forecast: a forecast
 * @course: 0 for what is expected; above, below gh_forecast_count_courses(), what may come as well:
 *   load and sun as so many days, of the kind, before the last
 * @part: (inout): a part of its site that begins now
 *
 * Writes what is expected of load, sun, prices and the planned rate of emissions.
 */
void
gh_forecast_fill (const GhForecast *forecast, guint course, GhSite *part)
{
  double *const targets[EXPECTED]
      = { part->load_kw,      part->solar_kw,           part->import_price,
          part->export_price, part->store_export_price, part->rates_g_per_kwh[part->planned_rate] };
  gsize count = gh_time_axis_get_count (part->axis), now = forecast->now;

  for (Expected which = 0; which < EXPECTED; which++)
    {
      const Quantity *quantity = &forecast->quantities[which];
      gsize known = which < EXPECTED_IMPORT_PRICE ? now : MIN (forecast->published, now + count);
      memcpy (targets[which], quantity->real + now, (known - now) * sizeof (double));
      for (gsize t = known; t < now + count; t++)
        targets[which][t - now] = expect (forecast, quantity, course, t);
    }
}

/**
 * gh_forecast_new_mean_year:
 * @forecast: a forecast
 *
 * The site of a usual year, of which what energy is worth later is found: load, sun and market
 * prices are the means of their month by time of day, load and prices by kind of day as well. These
 * are means of the year itself, as a household knows them of earlier ones; no single day of it
 * shows. What is known for all time is as it is.
 *
 * Returns: (transfer full): the site
 */
GhSite *
gh_forecast_new_mean_year (const GhForecast *forecast)
{
  GhSite *mean = gh_site_copy (forecast->site);
  double *const targets[EXPECTED]
      = { mean->load_kw,      mean->solar_kw,           mean->import_price,
          mean->export_price, mean->store_export_price, mean->rates_g_per_kwh[mean->planned_rate] };

  for (Expected which = 0; which < EXPECTED; which++)
    if (forecast->quantities[which].given != forecast->quantities[which].real)
      gh_mean_year_smooth (mean->axis, forecast->slots, which != EXPECTED_SOLAR, targets[which]);
  return mean;
}
