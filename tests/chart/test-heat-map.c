/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "heat-map.h"

#include <math.h>
#include <string.h>

#define QUARTER 900
#define START 1735686000 /* 2025-01-01T00:00+01:00 */
#define DAYS 365
#define STEPS (DAYS * 96)
#define WIDTH 800
#define HEIGHT 200

/* 1 between six and seven of the wall clock, else 0. */
static GhHeatMap *
new_map (double sign)
{
  g_autoptr (GTimeZone) zone = gh_time_zone_find ("Europe/Berlin");
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (START, QUARTER, STEPS, zone);
  double *values = g_new0 (double, STEPS);
  GhPanelOptions options = { .title = "Car", .unit = "kW", .digits = 1 };

  for (gsize i = 0; i < STEPS; i++)
    values[i] = gh_time_axis_get_civil (axis)[i].minute / 60 == 6 ? sign : 0.0;
  g_autoptr (GhSeries) series = gh_series_new_take (values, STEPS);
  return gh_heat_map_new (axis, series, &options);
}

static cairo_surface_t *
draw (GhHeatMap *map)
{
  GhFigureStyle style = { gh_palette_get (GH_PALETTE_LIGHT), "DejaVu Sans", 1.0, FALSE };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  gh_heat_map_draw (map, cr, WIDTH, HEIGHT, &style);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  return ((guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                  + y * cairo_image_surface_get_stride (surface)))[x]
         & 0xffffff;
}

/* A place on the map is the moment whose colour it has, in winter and in summer. */
static void
test_places (void)
{
  for (int sign = -1; sign <= 1; sign += 2)
    {
      g_autoptr (GhHeatMap) map = new_map (sign);
      cairo_surface_t *surface = draw (map);
      g_autoptr (GTimeZone) zone = gh_time_zone_find ("Europe/Berlin");
      guint coloured = 0, plain = 0;
      for (int x = 100; x < WIDTH - 60; x += 7)
        for (int y = 40; y < HEIGHT - 40; y += 1)
          {
            GhCivilTime civil;
            gh_civil_time_at (zone, (gint64) gh_heat_map_hit (map, x + 0.5, y + 0.5), &civil);
            guint32 pixel = get_pixel (surface, x, y);
            int red = pixel >> 16, blue = pixel & 0xff;
            if (civil.minute >= 6 * 60 + 15 && civil.minute < 6 * 60 + 45)
              {
                g_assert_cmpint (sign * (blue - red), >, 40);
                coloured++;
              }
            else if (civil.minute < 5 * 60 + 30 || civil.minute > 7 * 60 + 30)
              {
                g_assert_cmpint (ABS (blue - red), <, 20);
                plain++;
              }
          }
      g_assert_cmpuint (coloured, >, 100);
      g_assert_cmpuint (plain, >, 1000);
      cairo_surface_destroy (surface);
    }
}

static void
test_frame (void)
{
  g_autoptr (GhHeatMap) map = new_map (1);
  cairo_surface_t *before = draw (map);
  gh_heat_map_set_frame (map, START + 90 * 86400.0, START + 97 * 86400.0);
  cairo_surface_t *after = draw (map);
  guint changed = 0;

  for (int x = 0; x < WIDTH; x++)
    changed += get_pixel (before, x, 140) != get_pixel (after, x, 140);
  g_assert_cmpuint (changed, >=, 4);
  g_assert_cmpuint (changed, <=, 10);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

static void
test_words (void)
{
  g_autoptr (GhHeatMap) map = new_map (1);
  g_autofree char *text = gh_heat_map_describe (map);

  g_assert_cmpstr (
      text, ==, "Car by day and hour. Most on average at 6:00 (1.0 kW), least at 0:00 (0.0 kW).");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/heat-map/places", test_places);
  g_test_add_func ("/heat-map/frame", test_frame);
  g_test_add_func ("/heat-map/words", test_words);
  return g_test_run ();
}
