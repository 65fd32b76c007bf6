/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measured means of an hour on steps of minutes: light comes while the sun is up, and more of it
 * the higher the sun stands. */
#include "physics/sun-spread.h"

#include <math.h>

#include "physics/sun.h"

/* The sun is looked up in the middle of parts no longer than this. */
#define PART_SECONDS 300

/* @up gets the integral of the height of the sun while it is up, @lit that of 1, over time. */
static void
integrate (gint64 begin_unix, gint64 end_unix, double latitude_deg, double longitude_deg,
           double *up, double *lit)
{
  gint64 parts = MAX (1, (end_unix - begin_unix + PART_SECONDS - 1) / PART_SECONDS);
  double seconds = (double) (end_unix - begin_unix) / (double) parts;

  *up = *lit = 0.0;
  for (gint64 i = 0; i < parts; i++)
    {
      double middle = (double) begin_unix + ((double) i + 0.5) * seconds;
      double height = gh_sun_at (middle, latitude_deg, longitude_deg).up;
      *up += seconds * MAX (height, 0.0);
      *lit += height > 0.0 ? seconds : 0.0;
    }
}

/**
 * gh_sun_spread_sum:
 * @spread: how to lay a mean
 * @begin_unix: when a part of its step begins
 * @end_unix: when the part ends
 * @latitude_deg: degrees north
 * @longitude_deg: degrees east
 *
 * The light that falls in a part of a step, in a measure that only this and gh_sun_spread_whole()
 * know: of light on the horizontal the height of the sun, so that the sky is equally clear in all
 * of the step; of light towards the sun the time that the sun is up.
 *
 * Returns: what the part has
 */
double
gh_sun_spread_sum (GhSunSpread spread, gint64 begin_unix, gint64 end_unix, double latitude_deg,
                   double longitude_deg)
{
  double up, lit;

  if (spread == GH_SPREAD_EVEN)
    return (double) (end_unix - begin_unix);
  integrate (begin_unix, end_unix, latitude_deg, longitude_deg, &up, &lit);
  return spread == GH_SPREAD_BEAM ? lit : up;
}

/**
 * gh_sun_spread_whole:
 * @spread: how to lay a mean
 * @begin_unix: when its step begins
 * @end_unix: when the step ends, at most an hour later
 * @latitude_deg: degrees north
 * @longitude_deg: degrees east
 *
 * What a step has in the measure of gh_sun_spread_sum(): the number of a part of it is the mean
 * times (sum of the part / whole) (length of the step / length of the part). Light on the
 * horizontal keeps its energy by that. So does light towards the sun, as it falls on the
 * horizontal: its mean is that of the one position of the sun that stands for the step
 * (gh_sun_within()), and the parts together give the horizontal no more and no less.
 *
 * Returns: the whole; 0 where the sun is not up, and no part differs from another
 */
double
gh_sun_spread_whole (GhSunSpread spread, gint64 begin_unix, gint64 end_unix, double latitude_deg,
                     double longitude_deg)
{
  double seconds = (double) (end_unix - begin_unix), up, lit, lit_share;

  if (spread == GH_SPREAD_EVEN)
    return seconds;
  integrate (begin_unix, end_unix, latitude_deg, longitude_deg, &up, &lit);
  if (spread == GH_SPREAD_HORIZONTAL)
    return up;
  GhSun sun = gh_sun_within ((double) begin_unix, (double) end_unix, latitude_deg, longitude_deg,
                             &lit_share);
  return sun.up > 0.0 && lit_share > 0.0 ? up / sun.up : 0.0;
}
