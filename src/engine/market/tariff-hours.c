/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tariff asks and pays by month, kind of day and hour, from the same functions that price
 * plans and bills. */
#include "market/tariff-hours.h"

#include <math.h>

#include "market/tariff.h"
#include "site/calendar.h"

#define SECONDS_PER_HOUR 3600
#define WORKING_DAYS 0x1f
/* Of the currency, that a mean is rounded to. */
#define PARTS 1e9

/* Sums of a quantity and of time, seconds, by cell. */
typedef struct
{
  double sum[GH_HOURS_DAYS][GH_HOURS_MONTHS][GH_HOURS_HOURS];
  double time[GH_HOURS_DAYS][GH_HOURS_MONTHS][GH_HOURS_HOURS];
} Sums;

static gboolean
is_by_clock (const GhPriceSpec *price)
{
  return price == NULL || price->periods != NULL
         || (price->market == NULL && price->series->form == GH_SERIES_NUMBER);
}

/* The calendar year in which the study's period begins. What goes by the clock has a price in all
 * of it, however short the period is. */
static GhTimeAxis *
new_year (const GhStudy *study)
{
  GhPeriod moment = *study->period;
  GhStudy begun = *study;
  int year, month, day;

  moment.steps = 1;
  begun.period = &moment;
  g_autoptr (GhTimeAxis) first = gh_study_new_axis (&begun);
  GTimeZone *zone = gh_time_axis_get_zone (first);
  gh_date_to_civil (gh_time_axis_get_civil (first)[0].date, &year, &month, &day);
  gint64 start = gh_civil_time_to_unix (zone, gh_date_from_civil (year, 1, 1), 0);
  gint64 end = gh_civil_time_to_unix (zone, gh_date_from_civil (year + 1, 1, 1), 0);
  return gh_time_axis_new (start, SECONDS_PER_HOUR, (gsize) ((end - start) / SECONDS_PER_HOUR),
                           zone);
}

/* A step longer than an hour counts in each of its hours. */
static void
sum_up (Sums *sums, const GhTimeAxis *axis, const GArray *holidays, const double *values)
{
  int step = gh_time_axis_get_step_seconds (axis), part = MIN (step, SECONDS_PER_HOUR);

  for (gsize t = 0; t < gh_time_axis_get_count (axis); t++)
    for (int second = 0; second < step; second += part)
      {
        GhCivilTime civil = gh_time_axis_get_civil (axis)[t];
        int year, month, day;
        if (second > 0)
          gh_civil_time_at (gh_time_axis_get_zone (axis), gh_time_axis_get_time (axis, t) + second,
                            &civil);
        gh_date_to_civil (civil.date, &year, &month, &day);
        guint kind = gh_calendar_is_day (civil.date, WORKING_DAYS, holidays) ? 0 : 1;
        sums->sum[kind][month - 1][civil.minute / 60] += part * values[t];
        sums->time[kind][month - 1][civil.minute / 60] += part;
      }
}

/* What a kWh costs in a part of a step at a tier, or at the last one where there are not so many.
 */
static double
price_of_part (const GhTariff *tariff, const GhTariffPart *part, guint tier)
{
  guint tiered = tariff->energy_tiers != NULL ? tariff->energy_tiers->len : 0;

  if (part->class_index >= tiered)
    return part->price;
  const GhEnergyTiers *tiers = g_ptr_array_index (tariff->energy_tiers, part->class_index);
  const GhEnergyTier *priced = g_ptr_array_index (tiers->tiers, MIN (tier, tiers->tiers->len - 1));
  return priced->price;
}

static gboolean
fill_import (const GhTariff *tariff, const GhTimeAxis *axis, const GArray *holidays, guint tier,
             double *values, GError **error)
{
  g_autoptr (GArray) parts = gh_tariff_divide (tariff, axis, holidays, error);

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const GhTariffPart *part = &g_array_index (parts, GhTariffPart, i);
      values[part->step] += part->share * price_of_part (tariff, part, tier) * (1.0 + tariff->tax);
    }
  return parts != NULL;
}

static double
get_demand_price (const GhDemandRule *rule)
{
  if (rule->tiers != NULL && rule->tiers->len > 0)
    return ((const GhDemandTier *) g_ptr_array_index (rule->tiers, 0))->price_per_kw;
  return rule->price_per_kw;
}

static gboolean
is_timed (const GhDemandRule *rule)
{
  return rule->windows != NULL && rule->windows->len > 0;
}

/* @timed: only charges with hours of their own, each as 1 */
static void
fill_demand (const GhTariff *tariff, const GhTimeAxis *axis, const GArray *holidays, gboolean timed,
             double *values)
{
  gsize count = gh_time_axis_get_count (axis);
  g_autofree guint8 *applies = g_new (guint8, count);

  for (gsize t = 0; !timed && t < count; t++)
    values[t] = tariff->demand_per_kw_month * (1.0 + tariff->tax);
  for (guint i = 0; tariff->demand_charges != NULL && i < tariff->demand_charges->len; i++)
    {
      const GhDemandRule *rule = g_ptr_array_index (tariff->demand_charges, i);
      if (timed && !is_timed (rule))
        continue;
      gh_tariff_find_hours (rule->windows, axis, holidays, applies);
      for (gsize t = 0; t < count; t++)
        if (applies[t] != 0)
          values[t] += timed ? 1.0 : get_demand_price (rule) * (1.0 + tariff->tax);
    }
}

static gboolean
goes_by_clock (const GhTariff *tariff, GhTariffQuantity quantity)
{
  switch (quantity)
    {
    case GH_HOURS_IMPORT:
      return is_by_clock (tariff->import_price);
    case GH_HOURS_STORE_EXPORT:
      if (tariff->store_export_price != NULL)
        return is_by_clock (tariff->store_export_price);
      return is_by_clock (tariff->export_price) && is_by_clock (tariff->export_price_later);
    case GH_HOURS_EXPORT:
      return is_by_clock (tariff->export_price) && is_by_clock (tariff->export_price_later);
    case GH_HOURS_DEMAND:
    default:
      return TRUE;
    }
}

static gboolean
fill (const GhStudy *study, GhTariffQuantity quantity, guint tier, const GhTimeAxis *axis,
      double *values, GError **error)
{
  switch (quantity)
    {
    case GH_HOURS_IMPORT:
      return fill_import (study->tariff, axis, study->holidays, tier, values, error);
    case GH_HOURS_EXPORT:
    case GH_HOURS_STORE_EXPORT:
      return gh_tariff_fill_export_price (study->tariff, quantity == GH_HOURS_STORE_EXPORT, axis,
                                          study->holidays, values, error);
    case GH_HOURS_DEMAND:
    default:
      fill_demand (study->tariff, axis, study->holidays, FALSE, values);
      return TRUE;
    }
}

/* Equal prices have equal means, whatever their sums are rounded to. */
static void
take_means (GhTariffHours *hours, const Sums *sums)
{
  const double *sum = &sums->sum[0][0][0], *time = &sums->time[0][0][0];
  double *mean = &hours->mean[0][0][0];

  for (guint i = 0; i < GH_HOURS_DAYS * GH_HOURS_MONTHS * GH_HOURS_HOURS; i++)
    mean[i] = time[i] > 0.0 ? rint (sum[i] / time[i] * PARTS) / PARTS : NAN;
}

static void
find_demanded (GhTariffHours *hours, const GhStudy *study, const GhTimeAxis *year)
{
  g_autofree double *values = g_new0 (double, gh_time_axis_get_count (year));
  g_autofree Sums *sums = g_new0 (Sums, 1);
  const double *sum = &sums->sum[0][0][0];

  if (study->tariff->demand_charges == NULL)
    return;
  fill_demand (study->tariff, year, study->holidays, TRUE, values);
  sum_up (sums, year, study->holidays, values);
  for (guint i = 0; i < GH_HOURS_DAYS * GH_HOURS_MONTHS * GH_HOURS_HOURS; i++)
    (&hours->demanded[0][0][0])[i] = sum[i] > 0.0;
}

/**
 * gh_tariff_count_tiers:
 * @tariff: a tariff
 *
 * Returns: how many tiers the energy of some hours has at the most; 1 without tiers
 */
guint
gh_tariff_count_tiers (const GhTariff *tariff)
{
  guint most = 1;

  for (guint i = 0; tariff->energy_tiers != NULL && i < tariff->energy_tiers->len; i++)
    {
      const GhEnergyTiers *tiers = g_ptr_array_index (tariff->energy_tiers, i);
      most = MAX (most, tiers->tiers != NULL ? tiers->tiers->len : 0);
    }
  return most;
}

/**
 * gh_tariff_hours_init:
 * @hours: (out): the table
 * @study: a valid study with a tariff
 * @quantity: what is asked or paid
 * @tier: of import, from 0 on; hours with fewer tiers have their last one
 * @error: set when a series was not read
 *
 * Computes a tariff as a week by month: the mean over every such hour. What goes by the clock is
 * told for a whole calendar year, a series for the period of the study. O(steps).
 *
 * Returns: %FALSE on error
 */
gboolean
gh_tariff_hours_init (GhTariffHours *hours, const GhStudy *study, GhTariffQuantity quantity,
                      guint tier, GError **error)
{
  g_autoptr (GhTimeAxis) year = new_year (study);
  g_autoptr (GhTimeAxis) axis = goes_by_clock (study->tariff, quantity) ? gh_time_axis_ref (year)
                                                                        : gh_study_new_axis (study);
  g_autofree double *values = g_new0 (double, gh_time_axis_get_count (axis));
  g_autofree Sums *sums = g_new0 (Sums, 1);

  *hours = (GhTariffHours){ 0 };
  if (!fill (study, quantity, tier, axis, values, error))
    return FALSE;
  sum_up (sums, axis, study->holidays, values);
  take_means (hours, sums);
  find_demanded (hours, study, year);
  return TRUE;
}
