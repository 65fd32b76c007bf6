/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/sun.h"

#include <math.h>

#include "time-axis.h"

#define RADIANS_PER_DEGREE (G_PI / 180.0)
#define DEGREES_PER_RADIAN (180.0 / G_PI)
#define SECONDS_PER_DAY 86400.0
/* How exactly sunrise is looked for, and what refraction may add to the turn of the earth. */
#define CROSSING_SECONDS 1.0
#define REFRACTION_TURN 0.02
#define SOLAR_CONSTANT_W_M2 1366.1
/* Without refraction the sun's centre stands here when it is seen on the horizon. */
#define LEAST_SEEN_DEG (-0.57)
/* 2000-01-01 12:00 UTC, from which the Astronomical Almanac counts days. */
#define ALMANAC_EPOCH_UNIX 946728000.0

/* Towards the sun from the centre of the earth, in the equatorial frame of date. */
typedef struct
{
  double equinox;
  double quarter;
  double pole;
} Equatorial;

static Equatorial
equatorial_at (double days)
{
  double mean_longitude_deg = 280.460 + 0.9856474 * days;
  double anomaly = (357.528 + 0.9856003 * days) * RADIANS_PER_DEGREE;
  double obliquity = (23.439 - 0.0000004 * days) * RADIANS_PER_DEGREE;
  double first = sin (anomaly);
  double second = 2.0 * first * cos (anomaly);
  double longitude = (mean_longitude_deg + 1.915 * first + 0.020 * second) * RADIANS_PER_DEGREE;
  double across = sin (longitude);

  return (Equatorial){ cos (longitude), cos (obliquity) * across, sin (obliquity) * across };
}

/* Local mean sidereal time as an angle, without whole turns of the days counted. */
static double
sidereal_angle_at (double unix_time, double days, double longitude_deg)
{
  double since_midnight = fmod (unix_time, SECONDS_PER_DAY);
  double hours = 6.697375 + 0.0657098242 * days + since_midnight / 3600.0;

  return (hours * 15.0 + longitude_deg) * RADIANS_PER_DEGREE;
}

/* Lifts the direction by the refraction; what lies along the horizon shrinks with it. */
static void
refract (GhSun *sun, double east, double north)
{
  double elevation_deg = 90.0 - sun->zenith_deg;
  double apparent_deg = MIN (elevation_deg + gh_sun_get_refraction_deg (elevation_deg), 90.0);
  double level = hypot (east, north);
  double ratio = level > 1e-12 ? cos (apparent_deg * RADIANS_PER_DEGREE) / level : 1.0;

  sun->apparent_zenith_deg = 90.0 - apparent_deg;
  sun->east = east * ratio;
  sun->north = north * ratio;
  sun->up = sin (apparent_deg * RADIANS_PER_DEGREE);
}

/**
 * gh_sun_at:
 * @unix_time: seconds since 1970-01-01 UTC
 * @latitude_deg: degrees north, -90 to 90
 * @longitude_deg: degrees east
 *
 * The position of the sun by the Astronomical Almanac's low precision formula (Michalsky 1988,
 * "The Astronomical Almanac's algorithm for approximate solar position (1950-2050)", Solar Energy
 * 40, 227-235), here with vectors in place of its arc functions, which need care with quadrants.
 * Good to 0.01 degrees from 1950 to 2050; some hundredths more a century away from it. The
 * parallax (0.002 degrees) is left out. Refraction by gh_sun_get_refraction_deg().
 *
 * Returns: where the sun stands
 */
GhSun
gh_sun_at (double unix_time, double latitude_deg, double longitude_deg)
{
  double days = (unix_time - ALMANAC_EPOCH_UNIX) / SECONDS_PER_DAY;
  double sidereal = sidereal_angle_at (unix_time, days, longitude_deg);
  double latitude = latitude_deg * RADIANS_PER_DEGREE;
  Equatorial to_sun = equatorial_at (days);
  double toward_meridian = to_sun.equinox * cos (sidereal) + to_sun.quarter * sin (sidereal);
  double east = to_sun.quarter * cos (sidereal) - to_sun.equinox * sin (sidereal);
  double north = cos (latitude) * to_sun.pole - sin (latitude) * toward_meridian;
  double up = sin (latitude) * to_sun.pole + cos (latitude) * toward_meridian;
  GhSun sun;

  sun.zenith_deg = atan2 (hypot (east, north), up) * DEGREES_PER_RADIAN;
  sun.azimuth_deg = atan2 (east, north) * DEGREES_PER_RADIAN;
  if (sun.azimuth_deg < 0.0)
    sun.azimuth_deg = sun.azimuth_deg > -1e-12 ? 0.0 : sun.azimuth_deg + 360.0;
  refract (&sun, east, north);
  sun.extraterrestrial_w_m2 = gh_sun_get_extraterrestrial_w_m2 (unix_time);
  return sun;
}

/* When the sun rises or sets between a moment at which it is up and one at which it is down. */
static double
find_crossing (double up_unix, double down_unix, double latitude_deg, double longitude_deg)
{
  while (fabs (up_unix - down_unix) > CROSSING_SECONDS)
    {
      double middle = 0.5 * (up_unix + down_unix);
      if (gh_sun_at (middle, latitude_deg, longitude_deg).up > 0.0)
        up_unix = middle;
      else
        down_unix = middle;
    }
  return 0.5 * (up_unix + down_unix);
}

/**
 * gh_sun_within:
 * @begin_unix: when an interval of at most an hour begins, seconds since 1970-01-01 UTC
 * @end_unix: when it ends
 * @latitude_deg: degrees north, -90 to 90
 * @longitude_deg: degrees east
 * @lit_share: (out): share of the interval in which the sun is up
 *
 * The one position of the sun that stands for an interval, as PVWatts and SAM take it: in the
 * middle of the interval, and where the sun rises or sets in it, in the middle of the part with
 * sun. Means over the interval, in which the dark part counts, go with it as they are. Sunrise is
 * found to a second.
 *
 * Returns: where the sun stands
 */
GhSun
gh_sun_within (double begin_unix, double end_unix, double latitude_deg, double longitude_deg,
               double *lit_share)
{
  double middle = 0.5 * (begin_unix + end_unix);
  GhSun sun = gh_sun_at (middle, latitude_deg, longitude_deg);
  double most_turn = G_PI * (end_unix - begin_unix) / SECONDS_PER_DAY + REFRACTION_TURN;

  *lit_share = sun.up > 0.0 ? 1.0 : 0.0;
  if (fabs (sun.up) > most_turn)
    return sun;
  gboolean begins_up = gh_sun_at (begin_unix, latitude_deg, longitude_deg).up > 0.0;
  gboolean ends_up = gh_sun_at (end_unix, latitude_deg, longitude_deg).up > 0.0;
  if (begins_up == ends_up)
    return sun;
  double crossing = find_crossing (begins_up ? begin_unix : end_unix,
                                   begins_up ? end_unix : begin_unix, latitude_deg, longitude_deg);
  double lit_edge = begins_up ? begin_unix : end_unix;
  *lit_share = fabs (crossing - lit_edge) / (end_unix - begin_unix);
  return gh_sun_at (0.5 * (lit_edge + crossing), latitude_deg, longitude_deg);
}

/**
 * gh_sun_get_extraterrestrial_w_m2:
 * @unix_time: seconds since 1970-01-01 UTC, years 1 to 9999
 *
 * Irradiance of a plane facing the sun outside the atmosphere, as the distance to the sun changes
 * over the year (Spencer 1971, "Fourier series representation of the position of the sun", Search
 * 2, 172), on a solar constant of 1366.1 W/m2 (ASTM E490). Spencer's series is good to 0.01 %, but
 * repeats itself each calendar year, which costs up to 0.05 % around leap years.
 *
 * Returns: W/m2, 1320 to 1415
 */
double
gh_sun_get_extraterrestrial_w_m2 (double unix_time)
{
  double days = unix_time / SECONDS_PER_DAY;
  int year, month, day;

  gh_date_to_civil ((gint32) floor (days), &year, &month, &day);
  double angle = 2.0 * G_PI * (days - gh_date_from_civil (year, 1, 1)) / 365.0;
  double cosine = cos (angle), sine = sin (angle);
  double cosine_twice = 2.0 * cosine * cosine - 1.0, sine_twice = 2.0 * sine * cosine;
  return SOLAR_CONSTANT_W_M2
         * (1.00011 + 0.034221 * cosine + 0.00128 * sine + 0.000719 * cosine_twice
            + 0.000077 * sine_twice);
}

/**
 * gh_sun_get_refraction_deg:
 * @elevation_deg: height of the sun above the horizon, without refraction
 *
 * How much the atmosphere lifts the sun, at 1010 hPa and 10 degrees Celsius (Saemundsson 1986,
 * "Astronomical refraction", Sky and Telescope 72, 70, the inverse of Bennett's formula; good to
 * 0.002 degrees above the horizon). From -0.57 degrees on, below which the sun cannot be seen, the
 * lift fades to 0 at -2 degrees, so that the direction has no jump.
 *
 * Returns: degrees, 0 to 0.58
 */
double
gh_sun_get_refraction_deg (double elevation_deg)
{
  double height_deg = MAX (elevation_deg, LEAST_SEEN_DEG);
  double argument_deg = height_deg + 10.3 / (height_deg + 5.11);
  double lift_deg = MAX (1.02 / 60.0 / tan (argument_deg * RADIANS_PER_DEGREE), 0.0);

  if (elevation_deg >= LEAST_SEEN_DEG)
    return lift_deg;
  return lift_deg * CLAMP ((elevation_deg + 2.0) / (LEAST_SEEN_DEG + 2.0), 0.0, 1.0);
}
