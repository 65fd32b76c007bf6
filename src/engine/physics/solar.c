/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/solar.h"

#include <math.h>

#include "errors.h"
#include "physics/photovoltaic.h"
#include "physics/sky.h"
#include "words.h"

/* A step is cut into parts no longer than this, at whose middles the sun is looked up. */
#define LONGEST_PART_SECONDS 900
#define STEPS_BETWEEN_REPORTS 1024
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
  GhSun *suns; /* (owned) (array length=parts): of the step being worked on */
} Work;

/* The parts of a step as measured means are laid on them. */
typedef struct
{
  double ghi_w_m2;
  double dni_w_m2;
  double dhi_w_m2;
  double lit_parts;
  double mean_up; /* over all parts, the dark ones with 0 */
} Step;

static double
part_time (const Work *work, gsize t, guint part)
{
  return (double) gh_time_axis_get_time (work->axis, t)
         + gh_time_axis_get_step_seconds (work->axis) * (part + 0.5) / work->parts;
}

static double
value_at (const double *values, gsize t)
{
  return values != NULL ? values[t] : NAN;
}

/* Light of a part in which the sun is up, from means over the step: global light in proportion to
 * the sun's height, direct and diffuse light even over the parts with sun. Beam that cannot be,
 * for a sun outside the atmosphere, becomes diffuse where global light was measured. */
static GhIrradiance
lit_part (const Step *step, const GhSun *sun, guint parts)
{
  double lighter = parts / step->lit_parts;
  double global = step->ghi_w_m2 * sun->up / step->mean_up;
  double outside = sun->extraterrestrial_w_m2;

  if (isnan (step->dni_w_m2) && isnan (step->dhi_w_m2))
    return gh_sky_split (global, step->ghi_w_m2 / (outside * step->mean_up), sun->up, outside);

  double direct = isnan (step->dni_w_m2)
                      ? MAX (step->ghi_w_m2 - step->dhi_w_m2, 0.0) / step->mean_up
                      : step->dni_w_m2 * lighter;
  direct = MIN (direct, outside);
  double diffuse
      = isnan (step->dhi_w_m2) ? MAX (global - direct * sun->up, 0.0) : step->dhi_w_m2 * lighter;
  return (GhIrradiance){ direct * sun->up + diffuse, direct, diffuse };
}

/* Twilight, or a clock that is off: all there is comes from the sky. */
static GhIrradiance
dark_part (const Step *step)
{
  double diffuse = step->lit_parts > 0.0     ? 0.0
                   : !isnan (step->dhi_w_m2) ? step->dhi_w_m2
                                             : step->ghi_w_m2;

  return (GhIrradiance){ diffuse, 0.0, diffuse };
}

static Step
look_at_step (Work *work, gsize t)
{
  const GhWeatherValues *values = &work->values;
  Step step = { value_at (values->ghi_w_m2, t), value_at (values->dni_w_m2, t),
                value_at (values->dhi_w_m2, t), 0.0, 0.0 };

  for (guint part = 0; part < work->parts; part++)
    {
      GhSun *sun = &work->suns[part];
      *sun = gh_sun_at (part_time (work, t, part), work->location->latitude,
                        work->location->longitude);
      step.lit_parts += sun->up > 0.0;
      step.mean_up += MAX (sun->up, 0.0) / work->parts;
    }
  return step;
}

static double
step_power_kw (Work *work, gsize t)
{
  Step step = look_at_step (work, t);
  double sum_kw = 0.0;

  if (work->sky != NULL && !(step.lit_parts > 0.0))
    return 0.0;
  for (guint part = 0; part < work->parts; part++)
    {
      const GhSun *sun = &work->suns[part];
      double time = part_time (work, t, part);
      GhIrradiance light = work->sky != NULL ? gh_sky_at (work->sky, time, sun)
                           : sun->up > 0.0   ? lit_part (&step, sun, work->parts)
                                             : dark_part (&step);
      if (!(light.ghi_w_m2 > 0.0))
        continue;
      double air_c = work->values.temperature_c != NULL
                         ? work->values.temperature_c[t]
                         : gh_sky_get_temperature_c (work->location, time);
      sum_kw
          += gh_photovoltaic_get_power_kw (&work->panels, sun, &light, air_c, GH_WIND_DEFAULT_M_S);
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
      return refuse (error, _ ("weather: irradiance must be numbers of 0 or more, temperature "
                               "numbers, in every step"));
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
      || !isfinite (array->azimuth_deg) || !isfinite (array->losses) || array->inverter_kw < 0.0)
    return refuse (error, _ ("solar: panels need peak_kw, tilt_deg, azimuth_deg and losses"));
  if (!is_calculated && values->ghi_w_m2 == NULL
      && (values->dni_w_m2 == NULL || values->dhi_w_m2 == NULL))
    return refuse (error, _ ("weather: ghi_w_m2, or dni_w_m2 and dhi_w_m2, must be given"));
  return check_finite (values->ghi_w_m2, count, FALSE, error)
         && check_finite (values->dni_w_m2, count, FALSE, error)
         && check_finite (values->dhi_w_m2, count, FALSE, error)
         && check_finite (values->temperature_c, count, TRUE, error);
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
      output_kw[t] = step_power_kw (work, t);
    }
  return TRUE;
}

/**
 * gh_solar_output_kw:
 * @axis: the time axis
 * @location: the place
 * @weather: (nullable): clear_sky with its clearness, or none of it; %NULL for a cloudless sky
 * @array: the panels; their output_kw is not looked at
 * @seed: what the clouds of a calculated sky are drawn from
 * @values: (nullable): measured weather, one number a step: ghi, or dni and dhi, or more of them;
 *   and temperature, in place of the calculated one, also under a calculated sky
 * @progress: (nullable): whom to tell
 * @error: set when the weather is missing, a number makes no sense, or the work is stopped
 *
 * Calculates what panels yield in each step, as the mean over parts of the step of 15 minutes at
 * most: the sun's place (gh_sun_at()), light on the horizontal (gh_sky_at(), or the measured
 * means laid on the parts in which the sun is up), light on the panels, cell temperature, DC and
 * AC power (gh_photovoltaic_get_power_kw()). Measured irradiance goes before a calculated sky; of
 * what is measured dni and dhi go before ghi, and ghi alone is split by Erbs, Klein and Duffie
 * (gh_sky_split()). The wind is taken to be 1 m/s. O(count), plus about 6 ms for each calendar year
 * that has clouds.
 *
 * Returns: (transfer full) (nullable) (array): kW at the AC bus, one number a step, 0 to the
 *   inverter's power; %NULL on error
 */
double *
gh_solar_output_kw (const GhTimeAxis *axis, const GhLocation *location, const GhWeather *weather,
                    const GhSolarArray *array, guint64 seed, const GhWeatherValues *values,
                    const GhProgress *progress, GError **error)
{
  static const GhWeatherValues nothing = { NULL, NULL, NULL, NULL };
  Work work = { .axis = axis, .location = location, .values = values != NULL ? *values : nothing };
  gboolean is_measured = work.values.ghi_w_m2 != NULL || work.values.dni_w_m2 != NULL
                         || work.values.dhi_w_m2 != NULL;
  gboolean is_calculated = !is_measured && (weather == NULL || weather->clear_sky);

  if (!check_input (&work, array, is_calculated, error))
    return NULL;
  work.parts = (guint) ((gh_time_axis_get_step_seconds (axis) + LONGEST_PART_SECONDS - 1)
                        / LONGEST_PART_SECONDS);
  work.panels = gh_photovoltaic_make (array);
  if (is_calculated && !prepare (&work, weather, seed, progress, error))
    return NULL;
  work.suns = g_new (GhSun, work.parts);
  double *output_kw = g_new (double, gh_time_axis_get_count (axis));
  gboolean is_done = fill_output (&work, output_kw, progress, error);
  g_free (work.suns);
  gh_sky_free (work.sky);
  if (!is_done)
    g_clear_pointer (&output_kw, g_free);
  return output_kw;
}
