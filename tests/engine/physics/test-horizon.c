/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/horizon.h"

#include <math.h>

#define RADIANS (G_PI / 180.0)

static GPtrArray *
horizon_of (const GhHorizonPoint *points, guint count)
{
  GPtrArray *horizon = g_ptr_array_new ();

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (horizon, (gpointer) &points[i]);
  return horizon;
}

static void
test_interpolation (void)
{
  static const GhHorizonPoint points[] = { { .azimuth_deg = 20, .elevation_deg = 4 },
                                           { .azimuth_deg = 120, .elevation_deg = 24 },
                                           { .azimuth_deg = 340, .elevation_deg = 2 } };
  static const struct
  {
    double azimuth_deg, elevation_deg;
  } cases[] = { { 20, 4 },    { 70, 14 }, { 120, 24 }, { 230, 13 }, { 340, 2 },
                { 350, 2.5 }, { 0, 3 },   { 360, 3 },  { 10, 3.5 }, { 359.999, 2.99995 } };
  g_autoptr (GPtrArray) horizon = horizon_of (points, G_N_ELEMENTS (points));
  g_autoptr (GPtrArray) single = horizon_of (points, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double azimuth_deg = cases[i].azimuth_deg;
      g_assert_cmpfloat_with_epsilon (gh_horizon_get_elevation_deg (horizon, azimuth_deg),
                                      cases[i].elevation_deg, 1e-12);
      g_assert_cmpfloat_with_epsilon (gh_horizon_get_elevation_deg (single, azimuth_deg), 4, 1e-12);
      g_assert_cmpfloat (gh_horizon_get_elevation_deg (NULL, azimuth_deg), ==, 0.0);
    }
}

/* A line that ends where it began, in the north: 0 and 360 degrees. */
static void
test_closed (void)
{
  static const GhHorizonPoint points[] = { { .azimuth_deg = 0, .elevation_deg = 6 },
                                           { .azimuth_deg = 180, .elevation_deg = 0 },
                                           { .azimuth_deg = 360, .elevation_deg = 6 } };
  g_autoptr (GPtrArray) horizon = horizon_of (points, G_N_ELEMENTS (points));

  g_assert_cmpfloat_with_epsilon (gh_horizon_get_elevation_deg (horizon, 0), 6, 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_horizon_get_elevation_deg (horizon, 270), 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_horizon_get_elevation_deg (horizon, 360), 6, 1e-12);
}

/* Flat panels before a horizon of the same height h all round see cos^2 h of the sky's light;
 * upright ones, whose half of the sky it is, 1 - 2 h / pi - sin (2 h) / pi. */
static void
test_even_horizon (void)
{
  for (double height_deg = 0.0; height_deg <= 90.0; height_deg += 7.5)
    {
      const GhHorizonPoint point = { .azimuth_deg = 77, .elevation_deg = height_deg };
      g_autoptr (GPtrArray) horizon = horizon_of (&point, 1);
      double height = height_deg * RADIANS;
      g_assert_cmpfloat_with_epsilon (gh_horizon_get_sky_share (horizon, 0, 0),
                                      cos (height) * cos (height), 1e-3);
      g_assert_cmpfloat_with_epsilon (gh_horizon_get_sky_share (horizon, 90, 123),
                                      1.0 - (2.0 * height + sin (2.0 * height)) / G_PI, 1e-3);
    }
  g_assert_cmpfloat (gh_horizon_get_sky_share (NULL, 35, 180), ==, 1.0);
}

/* A wall in the east takes from panels that face it, not from those that turn their back. */
static void
test_wall (void)
{
  static const GhHorizonPoint points[] = { { .azimuth_deg = 0, .elevation_deg = 0 },
                                           { .azimuth_deg = 0.001, .elevation_deg = 60 },
                                           { .azimuth_deg = 180, .elevation_deg = 60 },
                                           { .azimuth_deg = 180.001, .elevation_deg = 0 } };
  g_autoptr (GPtrArray) horizon = horizon_of (points, G_N_ELEMENTS (points));

  double east = gh_horizon_get_sky_share (horizon, 90, 90);
  double west = gh_horizon_get_sky_share (horizon, 90, 270);
  double flat = gh_horizon_get_sky_share (horizon, 0, 0);
  g_assert_cmpfloat_with_epsilon (west, 1.0, 1e-4);
  g_assert_cmpfloat_with_epsilon (east, 1.0 - (120.0 * RADIANS + sin (120.0 * RADIANS)) / G_PI,
                                  1e-3);
  g_assert_cmpfloat_with_epsilon (flat, 0.5 + 0.5 * 0.25, 1e-3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/horizon/interpolation", test_interpolation);
  g_test_add_func ("/horizon/closed", test_closed);
  g_test_add_func ("/horizon/even", test_even_horizon);
  g_test_add_func ("/horizon/wall", test_wall);
  return g_test_run ();
}
