/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/solar.h"

#include <math.h>

#include "errors.h"
#include "physics/photovoltaic.h"
#include "physics/sky.h"
#include "words.h"

/* Under a calculated sky a step is cut into parts no longer than this, at whose middles the sun is
 * looked up. */
#define LONGEST_PART_SECONDS 900
#define STEPS_BETWEEN_REPORTS 1024
#define WATTS_PER_KW 1000.0
/* Of the whole work, what making the clouds takes. */
#define SKY_FRACTION 0.3

typedef struct
{
  const GhTimeAxis *axis;
  const GhLocation *location;
  GhWeatherValues values;
  GhPhotovoltaic panels;
  GhSky *sky; /* (owned) (nullable): NULL where irradiance was measured */
  guint parts;
} Work;

static double
value_at (const double *values, gsize t, double otherwise)
{
  return values != NULL ? values[t] : otherwise;
}

/* Measured means over a step with the one position of the sun that stands for it. Beam that cannot
 * be, for a sun outside the atmosphere, becomes diffuse where global light was measured. In
 * twilight, or by a clock that is off, all there is comes from the sky. */
static GhIrradiance
measured_light (const GhWeatherValues *values, gsize t, const GhSun *sun, double lit_share)
{
  double global = value_at (values->ghi_w_m2, t, NAN), direct = value_at (values->dni_w_m2, t, NAN);
  double diffuse = value_at (values->dhi_w_m2, t, NAN);
  double outside = sun->extraterrestrial_w_m2 * lit_share;

  if (!(lit_share > 0.0) || !(sun->up > 0.0))
    {
      diffuse = isnan (diffuse) ? global : diffuse;
      return (GhIrradiance){ diffuse, 0.0, diffuse };
    }
  if (isnan (direct) && isnan (diffuse))
    return gh_sky_split (global, global / (outside * sun->up), sun->up, outside);
  if (isnan (direct))
    direct = MAX (global - diffuse, 0.0) / sun->up;
  direct = MIN (direct, outside);
  if (isnan (diffuse))
    diffuse = MAX (global - direct * sun->up, 0.0);
  return (GhIrradiance){ direct * sun->up + diffuse, direct, diffuse };
}

static double
power_at (const Work *work, gsize t, double unix_time, const GhSun *sun, GhIrradiance light)
{
  const GhWeatherValues *values = &work->values;

  if (!(light.ghi_w_m2 > 0.0))
    return 0.0;
  GhConditions conditions = {
    .light = light,
    .albedo = value_at (values->albedo, t, GH_ALBEDO_DEFAULT),
    .air_c = values->temperature_c != NULL ? values->temperature_c[t]
                                           : gh_sky_get_temperature_c (work->location, unix_time),
    .wind_m_s = value_at (values->wind_m_s, t, GH_WIND_DEFAULT_M_S),
  };
  return gh_photovoltaic_get_power_kw (&work->panels, sun, &conditions);
}

/* What was measured over a step, and where the sun that goes with it stands. */
static GhIrradiance
find_measured (const Work *work, gsize t, GhSun *sun)
{
  double begin = (double) gh_time_axis_get_time (work->axis, t);
  double end = begin + gh_time_axis_get_step_seconds (work->axis);
  double lit_share;

  *sun
      = gh_sun_within (begin, end, work->location->latitude, work->location->longitude, &lit_share);
  return measured_light (&work->values, t, sun, lit_share);
}

static double
measured_power_kw (const Work *work, gsize t)
{
  double middle = (double) gh_time_axis_get_time (work->axis, t)
                  + 0.5 * gh_time_axis_get_step_seconds (work->axis);
  GhSun sun;
  GhIrradiance light = find_measured (work, t, &sun);

  return power_at (work, t, middle, &sun, light);
}

static double
calculated_power_kw (const Work *work, gsize t)
{
  double part_seconds = (double) gh_time_axis_get_step_seconds (work->axis) / work->parts;
  double sum_kw = 0.0;

  for (guint part = 0; part < work->parts; part++)
    {
      double time = (double) gh_time_axis_get_time (work->axis, t) + part_seconds * (part + 0.5);
      GhSun sun = gh_sun_at (time, work->location->latitude, work->location->longitude);
      if (sun.up > 0.0)
        sum_kw += power_at (work, t, time, &sun, gh_sky_at (work->sky, time, &sun));
    }
  return sum_kw / work->parts;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
check_finite (const double *values, gsize count, gboolean may_be_negative, GError **error)
{
  for (gsize t = 0; values != NULL && t < count; t++)
    if (!isfinite (values[t]) || (values[t] < 0.0 && !may_be_negative))
      return refuse (error, _ ("weather: irradiance, wind and albedo must be numbers of 0 or more, "
                               "temperature numbers, in every step"));
  return TRUE;
}

static gboolean
check_input (const Work *work, const GhSolarArray *array, gboolean is_calculated, GError **error)
{
  const GhWeatherValues *values = &work->values;
  gsize count = gh_time_axis_get_count (work->axis);

  if (work->location == NULL || !(fabs (work->location->latitude) <= 90.0)
      || !(fabs (work->location->longitude) <= 360.0) || !isfinite (work->location->elevation_m))
    return refuse (error, _ ("solar: panels need location, from which the path of the sun is "
                             "calculated"));
  if (!isfinite (array->peak_kw) || array->peak_kw < 0.0 || !isfinite (array->tilt_deg)
      || !isfinite (array->azimuth_deg) || !isfinite (array->losses) || array->inverter_kw < 0.0
      || !(array->inverter_efficiency > 0.0) || !isfinite (array->temperature_coefficient_per_k))
    return refuse (error, _ ("solar: panels need peak_kw, tilt_deg, azimuth_deg, losses, "
                             "inverter_efficiency and temperature_coefficient_per_k"));
  if (!is_calculated && values->ghi_w_m2 == NULL
      && (values->dni_w_m2 == NULL || values->dhi_w_m2 == NULL))
    return refuse (error, _ ("weather: ghi_w_m2, or dni_w_m2 and dhi_w_m2, must be given"));
  return check_finite (values->ghi_w_m2, count, FALSE, error)
         && check_finite (values->dni_w_m2, count, FALSE, error)
         && check_finite (values->dhi_w_m2, count, FALSE, error)
         && check_finite (values->temperature_c, count, TRUE, error)
         && check_finite (values->wind_m_s, count, FALSE, error)
         && check_finite (values->albedo, count, FALSE, error);
}

static GhTransposition
choose_transposition (const GhWeather *weather, const GhWeatherValues *values)
{
  gboolean is_complete = values->dni_w_m2 != NULL && values->dhi_w_m2 != NULL;

  if (weather != NULL && weather->transposition != GH_TRANSPOSITION_AUTO)
    return (GhTransposition) weather->transposition;
  return is_complete ? GH_TRANSPOSITION_PEREZ : GH_TRANSPOSITION_HAY_DAVIES;
}

static gboolean
prepare (Work *work, const GhWeather *weather, guint64 seed, const GhProgress *progress,
         GError **error)
{
  GhProgress part = gh_progress_part (progress, 0.0, SKY_FRACTION);
  double clearness = weather != NULL ? weather->clearness : 1.0;
  gsize count = gh_time_axis_get_count (work->axis);

  work->sky = gh_sky_new (work->location, isnan (clearness) ? 1.0 : clearness, seed,
                          gh_time_axis_get_time (work->axis, 0),
                          gh_time_axis_get_time (work->axis, count), &part, error);
  return work->sky != NULL;
}

static gboolean
fill_output (Work *work, double *output_kw, const GhProgress *progress, GError **error)
{
  gsize count = gh_time_axis_get_count (work->axis);
  GhProgress part = gh_progress_part (progress, SKY_FRACTION, 1.0);

  for (gsize t = 0; t < count; t++)
    {
      if (t % STEPS_BETWEEN_REPORTS == 0
          && !gh_progress_step (&part, (double) t / (double) count, NULL, error))
        return FALSE;
      output_kw[t]
          = work->sky != NULL ? calculated_power_kw (work, t) : measured_power_kw (work, t);
    }
  return TRUE;
}

/**
 * gh_solar_plane_kwh_m2:
 * @axis: the time axis
 * @location: the place
 * @weather: (nullable): its model of the sky counts
 * @array: the panels
 * @values: measured irradiance, as gh_solar_output_kw() takes it
 *
 * Adds up the light that falls on panels, as gh_solar_output_kw() reckons it. O(count).
 *
 * Returns: kWh per m2 of panels over the axis
 */
double
gh_solar_plane_kwh_m2 (const GhTimeAxis *axis, const GhLocation *location, const GhWeather *weather,
                       const GhSolarArray *array, const GhWeatherValues *values)
{
  Work work = { .axis = axis, .location = location, .values = *values };
  double sum = 0.0;

  work.panels = gh_photovoltaic_make (array, choose_transposition (weather, values));
  for (gsize t = 0; t < gh_time_axis_get_count (axis); t++)
    {
      GhSun sun;
      GhIrradiance light = find_measured (&work, t, &sun);
      sum += gh_photovoltaic_get_plane (&work.panels, &sun, &light,
                                        value_at (values->albedo, t, GH_ALBEDO_DEFAULT))
                 .total_w_m2;
    }
  return sum * gh_time_axis_get_step_hours (axis) / WATTS_PER_KW;
}

/**
 * gh_solar_output_kw:
 * @axis: the time axis
 * @location: the place
 * @weather: (nullable): clear_sky with its clearness, or none of it; %NULL for a cloudless sky
 * @array: the panels; their output_kw is not looked at
 * @seed: what the clouds of a calculated sky are drawn from
 * @values: (nullable): measured weather, one number a step: ghi, or dni and dhi, or more of them;
 *   and temperature, wind and albedo, also under a calculated sky
 * @progress: (nullable): whom to tell
 * @error: set when the weather is missing, a number makes no sense, or the work is stopped
 *
 * Calculates what panels yield in each step. Under a calculated sky that is the mean over parts of
 * the step of 15 minutes at most (gh_sky_at()); measured means are laid on the one position of the
 * sun that stands for the step (gh_sun_within()). Then light on the panels, cell temperature, DC
 * and AC power (gh_photovoltaic_get_power_kw()). Measured irradiance goes before a calculated sky;
 * of what is measured dni and dhi go before ghi, and ghi alone is split by Erbs, Klein and Duffie
 * (gh_sky_split()). Where no model of the sky is chosen it is Perez's for measured dni and dhi,
 * whose brightness it reads from them, else that of Hay and Davies. O(count), plus about 6 ms for
 * each calendar year that has clouds.
 *
 * Returns: (transfer full) (nullable) (array): kW at the AC bus, one number a step, 0 to the
 *   inverter's power; %NULL on error
 */
double *
gh_solar_output_kw (const GhTimeAxis *axis, const GhLocation *location, const GhWeather *weather,
                    const GhSolarArray *array, guint64 seed, const GhWeatherValues *values,
                    const GhProgress *progress, GError **error)
{
  static const GhWeatherValues nothing = { NULL };
  Work work = { .axis = axis, .location = location, .values = values != NULL ? *values : nothing };
  gboolean is_measured = work.values.ghi_w_m2 != NULL || work.values.dni_w_m2 != NULL
                         || work.values.dhi_w_m2 != NULL;
  gboolean is_calculated = !is_measured && (weather == NULL || weather->clear_sky);

  if (!check_input (&work, array, is_calculated, error))
    return NULL;
  work.parts = (guint) ((gh_time_axis_get_step_seconds (axis) + LONGEST_PART_SECONDS - 1)
                        / LONGEST_PART_SECONDS);
  work.panels = gh_photovoltaic_make (array, choose_transposition (weather, &work.values));
  if (is_calculated && !prepare (&work, weather, seed, progress, error))
    return NULL;
  double *output_kw = g_new (double, gh_time_axis_get_count (axis));
  gboolean is_done = fill_output (&work, output_kw, progress, error);
  gh_sky_free (work.sky);
  if (!is_done)
    g_clear_pointer (&output_kw, g_free);
  return output_kw;
}
