/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/fleet-distributions.h"

#include <math.h>
#include <string.h>

#include "site/fleet-draw.h"
#include "site/site.h"
#include "site/stays.h"
#include "site/trips.h"
#include "words.h"

/* Vehicles of a group that are looked at: more would not move a bar by a pixel. */
#define MOST_DRAWN 2000
#define MINUTES_PER_HOUR 60.0
#define CLOCK_BINS 48
/* Bins of other values, about. */
#define USUAL_BINS 20.0

/* @value: what was counted
 * @weight: how many times */
typedef struct
{
  double value;
  double weight;
} Sample;

/* @axis: of the period that is looked at
 * @civil: (array): the local time of each of its steps
 * @first: step of the study's series at which it begins
 * @site: with one store for single vehicles, one after the other
 * @weight: how many vehicles the one that is looked at stands for
 * @present: vehicle hours that are there
 * @hours: vehicle hours altogether */
typedef struct
{
  const GhStudy *study;
  GhTimeAxis *axis;
  const GhCivilTime *civil;
  gsize first;
  GhSite *site;
  double weight;
  GArray *arrive;
  GArray *leave;
  GArray *energy_kwh;
  GArray *battery_kwh;
  GArray *charge_kw;
  double present[GH_WEEK_DAYS][GH_DAY_HOURS];
  double hours[GH_WEEK_DAYS][GH_DAY_HOURS];
} Count;

static void
add (GArray *samples, double value, double weight)
{
  Sample sample = { value, weight };

  g_array_append_val (samples, sample);
}

static double
clock_of (const Count *count, gsize step)
{
  return count->civil[step].minute / MINUTES_PER_HOUR;
}

static void
count_steps (Count *count, gsize from, gsize to, double (*hours)[GH_DAY_HOURS])
{
  double weight = count->weight * gh_time_axis_get_step_hours (count->axis);

  for (gsize t = from; t < to; t++)
    {
      guint day = count->civil[t].weekday - 1u;
      hours[day][(count->civil[t].minute / 60) % GH_DAY_HOURS] += weight;
    }
}

/* A stay may begin before the period and end behind it. @energy_kwh: NAN where it is not known */
static void
count_stay (Count *count, gint64 first, gint64 end, double energy_kwh)
{
  gint64 steps = (gint64) gh_time_axis_get_count (count->axis);

  if (first >= 0 && first < steps)
    {
      add (count->arrive, clock_of (count, (gsize) first), count->weight);
      if (!isnan (energy_kwh))
        add (count->energy_kwh, energy_kwh, count->weight);
    }
  if (end > 0 && end < steps)
    add (count->leave, clock_of (count, (gsize) end), count->weight);
  count_steps (count, (gsize) CLAMP (first, 0, steps), (gsize) CLAMP (end, 0, steps),
               count->present);
}

static void
count_vehicle (Count *count, double battery_kwh, double charge_kw)
{
  add (count->battery_kwh, battery_kwh, count->weight);
  add (count->charge_kw, charge_kw, count->weight);
  count_steps (count, 0, gh_time_axis_get_count (count->axis), count->hours);
}

static gboolean
count_group (Count *count, guint index, const GhProgress *progress, GError **error)
{
  const GhFleetGroup *group = g_ptr_array_index (count->study->groups, index);
  guint drawn = (guint) MIN (group->count, MOST_DRAWN);
  g_autoptr (GArray) stays = g_array_new (FALSE, FALSE, sizeof (GhFleetStay));
  gboolean going = TRUE;
  GhFleetDraw draw;

  gh_fleet_draw_init (&draw, count->study, index);
  count->weight = drawn > 0 ? (double) group->count / drawn : 0.0;
  for (guint n = 0; n < drawn && going; n++)
    {
      GhFleetVehicle vehicle;
      gh_fleet_draw_vehicle (&draw, index, n, &vehicle);
      gh_fleet_draw_stays (&draw, &vehicle, count->axis, stays);
      count_vehicle (count, vehicle.battery_kwh, vehicle.charge_kw);
      for (guint i = 0; i < stays->len; i++)
        {
          const GhFleetStay *stay = &g_array_index (stays, GhFleetStay, i);
          count_stay (count, stay->first, stay->end, stay->energy_kwh);
        }
      going = gh_progress_step (progress, (double) n / drawn, _ ("Drawing the vehicles"), error);
    }
  gh_fleet_draw_clear (&draw);
  return going;
}

/* Runs of plugged steps are stays; what was driven since the last one came before them. */
static void
count_store (Count *count, const GhStore *store)
{
  gsize steps = gh_time_axis_get_count (count->axis);
  double driven = 0.0;

  for (gsize t = 0, end = 0; t < steps; t = end)
    {
      end = t + 1;
      if (store->plugged[t] == 0)
        {
          driven += store->drive_kwh[t];
          continue;
        }
      while (end < steps && store->plugged[end] != 0)
        end++;
      /* What is there all the time neither comes nor goes. */
      count_stay (count, t > 0 ? (gint64) t : -1, (gint64) end, driven);
      driven = 0.0;
    }
}

static const double *
get_values (const Count *count, const GhSeriesSpec *spec)
{
  const GhSeries *series = spec == NULL           ? NULL
                           : spec->values != NULL ? spec->values
                                                  : spec->resolved;

  if (series == NULL
      || gh_series_get_count (series) < count->first + gh_time_axis_get_count (count->axis))
    return NULL;
  return gh_series_get_values (series) + count->first;
}

/* Stays that were logged. */
static void
count_logged (Count *count, const GhVehicle *vehicle)
{
  g_autoptr (GArray) stays = g_array_new (FALSE, FALSE, sizeof (GhFleetStay));

  gh_stays_of_vehicle (vehicle, count->axis, stays);
  for (guint i = 0; i < stays->len; i++)
    {
      const GhFleetStay *stay = &g_array_index (stays, GhFleetStay, i);
      count_stay (count, stay->first, stay->end, stay->energy_kwh);
    }
}

static void
count_single (Count *count, const GhVehicle *vehicle)
{
  GhStore *store = &count->site->stores[0];
  double charge_kw = vehicle->charger != NULL ? vehicle->charger->charge_kw : NAN;
  g_autofree GhCharger *usual = gh_record_new (&gh_charger_table);

  count->weight = (double) vehicle->count;
  count_vehicle (count, vehicle->battery_kwh, isnan (charge_kw) ? usual->charge_kw : charge_kw);
  if (vehicle->stays != NULL && vehicle->stays->len > 0)
    {
      count_logged (count, vehicle);
      return;
    }
  if (vehicle->plugged != NULL || vehicle->drive_kw != NULL)
    gh_trips_take_series (vehicle, count->axis, get_values (count, vehicle->plugged),
                          get_values (count, vehicle->drive_kw), store);
  else
    gh_trips_expand (vehicle, count->axis, count->study->holidays, store);
  count_store (count, store);
}

static gboolean
count_period (Count *count, guint index, const GhProgress *progress, GError **error)
{
  guint groups = count->study->groups != NULL ? count->study->groups->len : 0;
  guint vehicles = count->study->vehicles != NULL ? count->study->vehicles->len : 0;
  GhFleetPeriod period;
  GhPeriod one;
  GhStudy view = *count->study;

  gh_fleet_get_period (count->study, index, &period);
  one = *count->study->period;
  one.start = period.start;
  one.steps = period.steps;
  view.period = &one;
  count->axis = gh_study_new_axis (&view);
  count->civil = gh_time_axis_get_civil (count->axis);
  count->site = gh_site_new (count->axis, 1);
  count->first = gh_fleet_count_steps (count->study, index);
  for (guint g = 0; g < groups; g++)
    if (!count_group (count, g, progress, error))
      return FALSE;
  for (guint v = 0; v < vehicles; v++)
    {
      count_single (count, g_ptr_array_index (count->study->vehicles, v));
      if (!gh_progress_step (progress, (double) v / vehicles, _ ("Drawing the vehicles"), error))
        return FALSE;
    }
  return TRUE;
}

static void
fill (GhHistogram *histogram, const GArray *samples)
{
  double sum = 0.0;

  histogram->shares = g_new0 (double, histogram->count);
  for (guint i = 0; i < samples->len; i++)
    {
      const Sample *sample = &g_array_index (samples, Sample, i);
      gint64 bin = (gint64) floor ((sample->value - histogram->first) / histogram->step + 1e-9);
      histogram->shares[CLAMP (bin, 0, (gint64) histogram->count - 1)] += sample->weight;
      sum += sample->weight;
    }
  for (guint i = 0; i < histogram->count; i++)
    histogram->shares[i] = sum > 0.0 ? histogram->shares[i] / sum : 0.0;
}

static void
fill_clock (GhHistogram *histogram, const GArray *samples)
{
  if (samples->len == 0)
    return;
  histogram->step = (double) GH_DAY_HOURS / CLOCK_BINS;
  histogram->count = CLOCK_BINS;
  fill (histogram, samples);
}

/* 1, 2 or 5 times a power of ten, so that there are about as many bins as usual. */
static double
find_step (double range)
{
  double power = pow (10.0, floor (log10 (range / USUAL_BINS)));
  double ratio = range / USUAL_BINS / power;

  return power * (ratio <= 1.0 ? 1.0 : ratio <= 2.0 ? 2.0 : ratio <= 5.0 ? 5.0 : 10.0);
}

/* Bins from a round number on; around one value alone there is room at both sides. */
static void
fill_values (GhHistogram *histogram, const GArray *samples)
{
  double least = INFINITY, most = -INFINITY;

  for (guint i = 0; i < samples->len; i++)
    {
      least = MIN (least, g_array_index (samples, Sample, i).value);
      most = MAX (most, g_array_index (samples, Sample, i).value);
    }
  if (samples->len == 0 || !isfinite (most - least))
    return;
  double margin = most - least > 1e-9 * fabs (most) ? 0.0 : MAX (fabs (most) / 4.0, 1.0);
  histogram->step = find_step (most - least + 2.0 * margin);
  histogram->first = floor ((least - margin) / histogram->step) * histogram->step;
  histogram->count
      = (guint) floor ((most + margin - histogram->first) / histogram->step + 1e-9) + 1;
  fill (histogram, samples);
}

static void
finish (const Count *count, GhFleetDistributions *self)
{
  fill_clock (&self->arrive, count->arrive);
  fill_clock (&self->leave, count->leave);
  fill_values (&self->energy_kwh, count->energy_kwh);
  fill_values (&self->battery_kwh, count->battery_kwh);
  fill_values (&self->charge_kw, count->charge_kw);
  for (guint d = 0; d < GH_WEEK_DAYS; d++)
    for (guint h = 0; h < GH_DAY_HOURS; h++)
      self->plugged[d][h]
          = count->hours[d][h] > 0.0 ? count->present[d][h] / count->hours[d][h] : NAN;
  for (guint i = 0; count->study->groups != NULL && i < count->study->groups->len; i++)
    {
      const GhFleetGroup *group = g_ptr_array_index (count->study->groups, i);
      self->vehicles += group->count;
      self->drawn += (guint) MIN (group->count, MOST_DRAWN);
    }
  for (guint i = 0; count->study->vehicles != NULL && i < count->study->vehicles->len; i++)
    {
      const GhVehicle *vehicle = g_ptr_array_index (count->study->vehicles, i);
      self->vehicles += vehicle->count;
      self->drawn += (guint) vehicle->count;
    }
}

/**
 * gh_fleet_distributions_new:
 * @study: a study of a fleet without errors
 * @progress: (nullable): told, and asked whether to go on
 * @error: set when stopped
 *
 * Draws the vehicles of the groups, at most 2000 of each, and lays the trips of single ones on the
 * periods, each period counting alike. They come and go as they would if no one had to wait for a
 * charge point. O(steps vehicles).
 *
 * Returns: (transfer full) (nullable): how arrivals, energies and the like are spread
 */
GhFleetDistributions *
gh_fleet_distributions_new (const GhStudy *study, const GhProgress *progress, GError **error)
{
  GhFleetDistributions *self = g_new0 (GhFleetDistributions, 1);
  guint periods = gh_fleet_count_periods (study);
  gboolean done = TRUE;
  Count count = { .study = study };
  GArray **samples[]
      = { &count.arrive, &count.leave, &count.energy_kwh, &count.battery_kwh, &count.charge_kw };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    *samples[i] = g_array_new (FALSE, FALSE, sizeof (Sample));
  for (guint p = 0; p < periods && done; p++)
    {
      GhProgress part = gh_progress_part (progress, (double) p / periods, (p + 1.0) / periods);
      done = count_period (&count, p, &part, error);
      g_clear_pointer (&count.site, gh_site_free);
      g_clear_pointer (&count.axis, gh_time_axis_unref);
    }
  if (done)
    finish (&count, self);
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    g_array_unref (*samples[i]);
  if (!done)
    g_clear_pointer (&self, gh_fleet_distributions_free);
  return self;
}

/**
 * gh_fleet_distributions_free:
 * @self: (transfer full) (nullable): distributions
 *
 * Frees them.
 */
void
gh_fleet_distributions_free (GhFleetDistributions *self)
{
  if (self == NULL)
    return;
  g_free (self->arrive.shares);
  g_free (self->leave.shares);
  g_free (self->energy_kwh.shares);
  g_free (self->battery_kwh.shares);
  g_free (self->charge_kw.shares);
  g_free (self);
}
