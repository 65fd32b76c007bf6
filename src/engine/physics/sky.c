/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/sky.h"

#include <math.h>

#include "random.h"

#define SECONDS_PER_DAY 86400.0
#define SECONDS_PER_DEGREE 240.0
/* The clouds: no moment has less than LEAST of the clear sky's light; the logit of what is above
 * it has the standard deviation SPREAD between days, of which a day leaves PERSISTENCE to the next,
 * and swings by WAVE within a day, so many times a day. */
#define LEAST 0.1
#define SPREAD 1.7
#define PERSISTENCE 0.4
#define WAVE 0.6
#define WAVES 3
static const double waves_per_day[WAVES] = { 3.0, 5.0, 8.0 };
/* After so many days nothing is left of the first: 0.4^45 < 1e-17. */
#define WARM_UP_DAYS 45
#define SAMPLES_PER_DAY 24
/* A logit at which the map has reached its ends to the last digit of a double. */
#define FURTHEST_SHIFT 60.0
#define MOST_SHIFT_STEPS 200
/* Above this part of the clear sky's light its own beam takes over from Erbs. */
#define NEARLY_CLEAR 0.8

typedef struct
{
  double level;
  double phase[WAVES];
  double shift;
} Day;

struct _GhSky
{
  GhClearSky clear;
  double latitude_deg;
  double longitude_deg;
  double clearness;
  guint64 seed;
  gint32 first_day; /* of the local mean sun, days since 1970-01-01 */
  gint32 day_count; /* 0: cloudless */
  Day *days;        /* (owned) (array length=day_count) */
};

/* The light of a clear sky at the moments by which a year is calibrated, and the logits there. */
typedef struct
{
  guint count;
  double *weight;
  double *logit;
} Samples;

static double
solar_days_at (double unix_time, double longitude_deg)
{
  return (unix_time + longitude_deg * SECONDS_PER_DEGREE) / SECONDS_PER_DAY;
}

static double
unix_time_at (double solar_days, double longitude_deg)
{
  return solar_days * SECONDS_PER_DAY - longitude_deg * SECONDS_PER_DEGREE;
}

static double
part_of_clear_sky (double logit)
{
  return LEAST + (1.0 - LEAST) / (1.0 + exp (-logit));
}

/* The logit without the shift that is calibrated. */
static double
logit_within (const Day *day, double part_of_day)
{
  double swing = 0.0;

  for (guint w = 0; w < WAVES; w++)
    swing += sin (2.0 * G_PI * (waves_per_day[w] * part_of_day + day->phase[w]));
  return SPREAD * day->level + WAVE * swing;
}

/* An AR(1) process of unit variance. Each day draws from a seed of its own, so that a day has the
 * same weather in every period that holds it. */
static void
draw_days (GhSky *sky)
{
  double level = 0.0;

  for (gint32 i = -WARM_UP_DAYS; i < sky->day_count; i++)
    {
      GhRandom random;
      gh_random_init (&random, gh_random_mix (sky->seed, (guint64) ((gint64) sky->first_day + i)));
      level = PERSISTENCE * level
              + sqrt (1.0 - PERSISTENCE * PERSISTENCE) * gh_random_normal (&random);
      if (i < 0)
        continue;
      sky->days[i].level = level;
      for (guint w = 0; w < WAVES; w++)
        sky->days[i].phase[w] = gh_random_uniform (&random);
    }
}

static void
sample_day (const GhSky *sky, gint32 index, Samples *samples)
{
  for (guint s = 0; s < SAMPLES_PER_DAY; s++)
    {
      double part = (s + 0.5) / SAMPLES_PER_DAY;
      double time = unix_time_at (sky->first_day + index + part, sky->longitude_deg);
      GhSun sun = gh_sun_at (time, sky->latitude_deg, sky->longitude_deg);
      if (!(sun.up > 0.0))
        continue;
      samples->weight[samples->count] = gh_clear_sky_at (&sky->clear, &sun).ghi_w_m2;
      samples->logit[samples->count++] = logit_within (&sky->days[index], part);
    }
}

/* How much more than the wanted part of the clear sky's energy a shift lets through. */
static double
excess_at (const Samples *samples, double clearness, double shift)
{
  double sum = 0.0, whole = 0.0;

  for (guint i = 0; i < samples->count; i++)
    {
      sum += samples->weight[i] * part_of_clear_sky (samples->logit[i] + shift);
      whole += samples->weight[i];
    }
  return whole > 0.0 ? sum / whole - clearness : 0.0;
}

/* Rising in the shift, so that a root is bracketed; Illinois form of the false position. */
static double
solve_shift (const Samples *samples, double clearness)
{
  double middle = log ((clearness - LEAST + 1e-12) / (1.0 - clearness + 1e-12));
  double low = MAX (middle - 6.0, -FURTHEST_SHIFT), high = MIN (middle + 6.0, FURTHEST_SHIFT);
  double below = excess_at (samples, clearness, low), above = excess_at (samples, clearness, high);

  if (below > 0.0 || above < 0.0)
    return below > 0.0 ? -FURTHEST_SHIFT : FURTHEST_SHIFT;
  for (guint i = 0; i < MOST_SHIFT_STEPS && above - below > 0.0; i++)
    {
      double shift = (low * above - high * below) / (above - below);
      double excess = excess_at (samples, clearness, shift);
      if (fabs (excess) < 1e-10)
        return shift;
      if (excess < 0.0)
        {
          low = shift;
          below = excess;
          above *= 0.5;
        }
      else
        {
          high = shift;
          above = excess;
          below *= 0.5;
        }
    }
  return 0.5 * (low + high);
}

static void
calibrate_days (GhSky *sky, gint32 from, gint32 count, Samples *samples)
{
  samples->count = 0;
  for (gint32 i = 0; i < count; i++)
    sample_day (sky, from + i, samples);
  double shift = solve_shift (samples, sky->clearness);
  for (gint32 i = 0; i < count; i++)
    sky->days[from + i].shift = shift;
}

static gboolean
calibrate_years (GhSky *sky, int first_year, int last_year, const GhProgress *progress,
                 GError **error)
{
  gsize most = 366 * SAMPLES_PER_DAY;
  g_autofree double *weight = g_new (double, most);
  g_autofree double *logit = g_new (double, most);
  Samples samples = { 0, weight, logit };
  int years = last_year - first_year + 1;

  for (int i = 0; i < years; i++)
    {
      if (!gh_progress_step (progress, (double) i / years, NULL, error))
        return FALSE;
      gint32 begin = gh_date_from_civil (first_year + i, 1, 1);
      gint32 end = gh_date_from_civil (first_year + i + 1, 1, 1);
      calibrate_days (sky, begin - sky->first_day, end - begin, &samples);
    }
  return TRUE;
}

/**
 * gh_sky_new:
 * @location: the place
 * @clearness: part of the clear sky's energy on the horizontal that each calendar year gets, 0.1
 *   to 1; 1 is cloudless; values beyond are taken as these
 * @seed: what the clouds are drawn from
 * @first_unix: when the time asked for begins, seconds since 1970-01-01 UTC, years 2 to 9998
 * @end_unix: when it ends
 * @progress: (nullable): asked once a year of weather
 * @error: set when stopped
 *
 * Makes synthetic weather: a formula of Gridhearth's own, no forecast and no climate. The
 * part of the clear sky's light that comes through is 0.1 + 0.9 / (1 + exp (-x)), where x is the
 * sum of an AR(1) process over the days (standard deviation 1.7, correlation 0.4 from day to day:
 * clear and dull days follow one another in spells), of three waves within a day with random
 * phases, and of a shift, one for each calendar year, by which its energy is made to be @clearness
 * of the cloudless year's (to 1e-10 at 24 samples a day). The season has no influence; days are
 * those of the local mean sun. A day has the same weather in whatever period it is asked for.
 * The clear sky is gh_clear_sky_make() with a turbidity of 3.
 *
 * Returns: (transfer full) (nullable): the weather; %NULL when stopped
 */
GhSky *
gh_sky_new (const GhLocation *location, double clearness, guint64 seed, gint64 first_unix,
            gint64 end_unix, const GhProgress *progress, GError **error)
{
  g_autoptr (GhSky) sky = g_new0 (GhSky, 1);
  double first = solar_days_at ((double) first_unix, location->longitude);
  double last = solar_days_at ((double) MAX (end_unix, first_unix), location->longitude);
  int first_year, last_year, month, day;

  sky->clear = gh_clear_sky_make (location->elevation_m, GH_LINKE_TURBIDITY_DEFAULT);
  sky->latitude_deg = location->latitude;
  sky->longitude_deg = location->longitude;
  sky->clearness = CLAMP (clearness, LEAST, 1.0);
  sky->seed = seed;
  if (sky->clearness >= 1.0)
    return g_steal_pointer (&sky);

  gh_date_to_civil ((gint32) floor (first), &first_year, &month, &day);
  gh_date_to_civil ((gint32) floor (last), &last_year, &month, &day);
  sky->first_day = gh_date_from_civil (first_year, 1, 1);
  sky->day_count = gh_date_from_civil (last_year + 1, 1, 1) - sky->first_day;
  sky->days = g_new0 (Day, (gsize) sky->day_count);
  draw_days (sky);
  if (!calibrate_years (sky, first_year, last_year, progress, error))
    return NULL;
  return g_steal_pointer (&sky);
}

/**
 * gh_sky_free:
 * @sky: (transfer full) (nullable): a sky
 *
 * Frees it.
 */
void
gh_sky_free (GhSky *sky)
{
  if (sky == NULL)
    return;
  g_free (sky->days);
  g_free (sky);
}

/**
 * gh_sky_get_clearness:
 * @sky: a sky
 * @unix_time: seconds since 1970-01-01 UTC, within the time the sky was made for
 *
 * Synthetic, see gh_sky_new().
 *
 * Returns: part of the clear sky's light on the horizontal that comes through, 0.1 to 1
 */
double
gh_sky_get_clearness (const GhSky *sky, double unix_time)
{
  if (sky->day_count == 0)
    return 1.0;

  double days = solar_days_at (unix_time, sky->longitude_deg);
  double whole = CLAMP (floor (days), sky->first_day, sky->first_day + sky->day_count - 1.0);
  const Day *day = &sky->days[(gint32) whole - sky->first_day];
  return part_of_clear_sky (logit_within (day, days - whole) + day->shift);
}

/**
 * gh_sky_at:
 * @sky: a sky
 * @unix_time: seconds since 1970-01-01 UTC, within the time the sky was made for
 * @sun: where the sun stands then
 *
 * Sunshine under the synthetic clouds. Global light is the clear sky's times
 * gh_sky_get_clearness(); the beam is what gh_sky_split() makes of it, never more than the clear
 * sky's, and from 0.8 of the clear sky's light on goes over to the clear sky's own, so that a
 * cloudless moment has a cloudless sky's beam.
 *
 * Returns: irradiance, ghi = dni cos z + dhi; all 0 while the sun is down
 */
GhIrradiance
gh_sky_at (const GhSky *sky, double unix_time, const GhSun *sun)
{
  GhIrradiance clear = gh_clear_sky_at (&sky->clear, sun);
  if (sky->day_count == 0 || !(clear.ghi_w_m2 > 0.0))
    return clear;

  double part = gh_sky_get_clearness (sky, unix_time);
  double global = part * clear.ghi_w_m2;
  double index = global / (sun->extraterrestrial_w_m2 * sun->up);
  GhIrradiance split = gh_sky_split (global, index, sun->up, sun->extraterrestrial_w_m2);
  double clear_share = MAX (part - NEARLY_CLEAR, 0.0) / (1.0 - NEARLY_CLEAR);
  double taken_over = clear_share * clear_share;
  double direct
      = MIN (split.dni_w_m2, clear.dni_w_m2) * (1.0 - taken_over) + clear.dni_w_m2 * taken_over;

  direct = MIN (direct, global / sun->up);
  return (GhIrradiance){ global, direct, global - direct * sun->up };
}

/**
 * gh_sky_get_diffuse_share:
 * @clearness_index: global irradiance divided by that outside the atmosphere, both on the
 *   horizontal, 0 or more
 *
 * The correlation of Erbs, Klein and Duffie 1982, "Estimation of the diffuse radiation fraction
 * for hourly, daily and monthly-average global radiation", Solar Energy 28, 293-302: hourly means,
 * from stations of the United States between 31 and 42 degrees north.
 *
 * Returns: diffuse part of the global irradiance, 0.13 to 1
 */
double
gh_sky_get_diffuse_share (double clearness_index)
{
  double index = MAX (clearness_index, 0.0);

  if (index <= 0.22)
    return 1.0 - 0.09 * index;
  if (index > 0.80)
    return 0.165;
  return 0.9511 + index * (-0.1604 + index * (4.388 + index * (-16.638 + index * 12.336)));
}

/**
 * gh_sky_split:
 * @ghi_w_m2: global irradiance on the horizontal, 0 or more
 * @clearness_index: of the hour, by which Erbs's correlation is read
 * @cos_zenith: cosine of the apparent zenith angle; 0 or less: the light is diffuse
 * @extraterrestrial_w_m2: of a plane facing the sun outside the atmosphere
 *
 * Splits global light into beam and diffuse by gh_sky_get_diffuse_share(). The beam is never above
 * what an index of 1 gives, since measurements at sunrise have any index; the rest is diffuse.
 *
 * Returns: irradiance, ghi = dni cos z + dhi
 */
GhIrradiance
gh_sky_split (double ghi_w_m2, double clearness_index, double cos_zenith,
              double extraterrestrial_w_m2)
{
  if (!(cos_zenith > 0.0))
    return (GhIrradiance){ ghi_w_m2, 0.0, ghi_w_m2 };

  double beam_share = 1.0 - gh_sky_get_diffuse_share (clearness_index);
  double direct = beam_share * MIN (ghi_w_m2 / cos_zenith, extraterrestrial_w_m2);
  return (GhIrradiance){ ghi_w_m2, direct, ghi_w_m2 - direct * cos_zenith };
}

/**
 * gh_sky_get_temperature_c:
 * @location: the place
 * @unix_time: seconds since 1970-01-01 UTC
 *
 * Air temperature where nobody measured it: a formula of Gridhearth's own. With the latitude f,
 * the height h in km, the days d since the year began and the hours t of the local mean sun,
 * 27 - 6.5 h - 26 sin^2 f - 13 sin f cos (2 pi (d - 20) / 365.25) + 4 cos (2 pi (t - 15) / 24)
 * degrees Celsius: coldest on 21 January in the north and warmest there in the south, warmest at 3
 * in the afternoon. Set by eye to mild coasts (London, Sydney, Singapore within 1 K over the
 * year); inland deserts and high plains are off by up to 7 K, which moves the yield of panels by
 * 2.5 %.
 *
 * Returns: degrees Celsius
 */
double
gh_sky_get_temperature_c (const GhLocation *location, double unix_time)
{
  double days = solar_days_at (unix_time, location->longitude);
  double whole = floor (days);
  double north = sin (location->latitude * G_PI / 180.0);
  double of_year = fmod (days - gh_date_from_civil (2000, 1, 1), 365.25);
  double season = cos (2.0 * G_PI * (of_year - 20.0) / 365.25);
  double hour = cos (2.0 * G_PI * (days - whole - 15.0 / 24.0));

  return 27.0 - 0.0065 * location->elevation_m - 26.0 * north * north - 13.0 * north * season
         + 4.0 * hour;
}
