/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhSun:
 * @zenith_deg: angle between the vertical and the sun's centre, without refraction
 * @apparent_zenith_deg: the same as seen through a standard atmosphere
 * @azimuth_deg: 0 north, 90 east, 180 south, 270 west; 0 inclusive to 360 exclusive
 * @east: of the unit vector towards the apparent sun
 * @north: of it
 * @up: of it: the cosine of the apparent zenith angle, above 0 while the sun is up
 * @extraterrestrial_w_m2: irradiance of a plane facing the sun outside the atmosphere
 *
 * Where the sun stands at a moment, and how much it sends.
 */
typedef struct
{
  double zenith_deg;
  double apparent_zenith_deg;
  double azimuth_deg;
  double east;
  double north;
  double up;
  double extraterrestrial_w_m2;
} GhSun;

GhSun gh_sun_at (double unix_time, double latitude_deg, double longitude_deg);
GhSun gh_sun_within (double begin_unix, double end_unix, double latitude_deg, double longitude_deg,
                     double *lit_share);
double gh_sun_get_extraterrestrial_w_m2 (double unix_time);
double gh_sun_get_refraction_deg (double elevation_deg);

G_END_DECLS
