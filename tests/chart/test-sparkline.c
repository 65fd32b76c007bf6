/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pixels a sparkline fills. */
#include "sparkline.h"

#include <math.h>

#define WIDTH 10
#define HEIGHT 22

/* How many pixels of a column are filled, and the topmost of them. */
static int
look (cairo_surface_t *surface, int x, int *top)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface), filled = 0;

  *top = -1;
  for (int y = 0; y < HEIGHT; y++)
    if (data[y * stride + 4 * x + 3] > 127)
      {
        *top = *top < 0 ? y : *top;
        filled++;
      }
  return filled;
}

static cairo_surface_t *
draw (double *values, gsize count)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GhSeries) series
      = gh_series_new_take (g_memdup2 (values, count * sizeof (double)), count);
  GhFigureStyle style = { .palette = gh_palette_get (GH_PALETTE_LIGHT), .text_scale = 1.0 };

  gh_sparkline_draw (series, cr, WIDTH, HEIGHT, GH_COLOUR_LOAD, &style);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* One step among thousands is still seen, and a gap is a gap. */
static void
test_nothing_disappears (void)
{
  g_autofree double *values = g_new0 (double, 35040);
  int top;

  values[20000] = 5.0;
  for (int i = 0; i < 3504; i++)
    values[i] = NAN;
  cairo_surface_t *surface = draw (values, 35040);
  g_assert_cmpint (look (surface, 0, &top), ==, 0);
  g_assert_cmpint (look (surface, 1, &top), ==, 1);
  g_assert_cmpint (top, ==, HEIGHT - 1);
  g_assert_cmpint (look (surface, 5, &top), ==, HEIGHT - 2);
  g_assert_cmpint (top, ==, 1);
  cairo_surface_destroy (surface);
}

/* Fewer numbers than pixels, numbers on both sides of zero, and none at all. */
static void
test_shapes (void)
{
  double two[] = { 1.0, -1.0 }, none[] = { NAN, NAN }, zero[] = { 0.0 };
  int top;

  cairo_surface_t *surface = draw (two, 2);
  look (surface, 0, &top);
  g_assert_cmpint (top, ==, 1);
  look (surface, WIDTH - 1, &top);
  g_assert_cmpint (top, ==, HEIGHT - 1);
  cairo_surface_destroy (surface);
  surface = draw (none, 2);
  g_assert_cmpint (look (surface, 4, &top), ==, 0);
  cairo_surface_destroy (surface);
  surface = draw (zero, 1);
  g_assert_cmpint (look (surface, 4, &top), ==, 1);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sparkline/nothing-disappears", test_nothing_disappears);
  g_test_add_func ("/sparkline/shapes", test_shapes);
  return g_test_run ();
}
