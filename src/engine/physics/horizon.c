/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hills, houses and trees as a line around what they shade. */
#include "physics/horizon.h"

#include <math.h>

#define RADIANS_PER_DEGREE (G_PI / 180.0)
#define FULL_CIRCLE_DEG 360.0
/* Directions and heights by which the sky is summed up. */
#define DIRECTIONS 360
#define HEIGHTS 90

static double
between (const GhHorizonPoint *before, const GhHorizonPoint *behind, double azimuth_deg)
{
  double width_deg = behind->azimuth_deg - before->azimuth_deg;
  double way_deg = azimuth_deg - before->azimuth_deg;

  width_deg += width_deg <= 0.0 ? FULL_CIRCLE_DEG : 0.0;
  way_deg += way_deg < 0.0 ? FULL_CIRCLE_DEG : 0.0;
  if (!(width_deg > 0.0))
    return before->elevation_deg;
  return before->elevation_deg
         + (behind->elevation_deg - before->elevation_deg) * MIN (way_deg / width_deg, 1.0);
}

/**
 * gh_horizon_get_elevation_deg:
 * @points: (nullable) (element-type GhHorizonPoint): by rising azimuth; %NULL for a level horizon
 * @azimuth_deg: where one looks, 0 north, 90 east, 0 to 360
 *
 * The height of the horizon, with straight lines from point to point, from the last to the first
 * through the north. O(log points).
 *
 * Returns: degrees above the level horizon
 */
double
gh_horizon_get_elevation_deg (const GPtrArray *points, double azimuth_deg)
{
  if (points == NULL || points->len == 0)
    return 0.0;

  guint low = 0, high = points->len; /* the first point that lies beyond is in between */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const GhHorizonPoint *point = g_ptr_array_index (points, middle);
      if (point->azimuth_deg > azimuth_deg)
        high = middle;
      else
        low = middle + 1;
    }
  return between (g_ptr_array_index (points, (low + points->len - 1) % points->len),
                  g_ptr_array_index (points, low % points->len), azimuth_deg);
}

/* What the panels get of an even sky in one direction, from a height up to the zenith, but for a
 * factor: light from a height h comes in proportion to its sky, cos h, and falls on the panels by
 * the cosine of its angle to their normal. */
static double
sum_heights (double tilt, double turned_away, double lowest_deg)
{
  double step = (90.0 - lowest_deg) * RADIANS_PER_DEGREE / HEIGHTS;
  double sum = 0.0;

  for (guint i = 0; i < HEIGHTS; i++)
    {
      double height = lowest_deg * RADIANS_PER_DEGREE + (i + 0.5) * step;
      double cosine = sin (tilt) * cos (height) * cos (turned_away) + cos (tilt) * sin (height);
      sum += MAX (cosine, 0.0) * cos (height) * step;
    }
  return sum;
}

/**
 * gh_horizon_get_sky_share:
 * @points: (nullable): as of gh_horizon_get_elevation_deg()
 * @tilt_deg: of the panels
 * @azimuth_deg: where they face
 *
 * How much of the light of an evenly bright sky the horizon leaves to panels, against a level
 * horizon: the sum over 360 directions and 90 heights, good to a thousandth.
 *
 * Returns: 0 to 1, 1 for a level horizon
 */
double
gh_horizon_get_sky_share (const GPtrArray *points, double tilt_deg, double azimuth_deg)
{
  double seen = 0.0, whole = 0.0;

  if (points == NULL || points->len == 0)
    return 1.0;
  for (guint i = 0; i < DIRECTIONS; i++)
    {
      double direction_deg = (i + 0.5) * FULL_CIRCLE_DEG / DIRECTIONS;
      double turned_away = (direction_deg - azimuth_deg) * RADIANS_PER_DEGREE;
      double lowest_deg = gh_horizon_get_elevation_deg (points, direction_deg);
      seen += sum_heights (tilt_deg * RADIANS_PER_DEGREE, turned_away, lowest_deg);
      whole += sum_heights (tilt_deg * RADIANS_PER_DEGREE, turned_away, 0.0);
    }
  return CLAMP (seen / whole, 0.0, 1.0);
}
