/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waterfall.h"

#define WIDTH 500
#define HEIGHT 200
#define TERMS 4

/* Bounds of what is neither paper nor text nor line in the middle of a row. */
static void
find_bar (cairo_surface_t *surface, guint row, int *from, int *to)
{
  int y = (int) ((row + 0.5) * HEIGHT / TERMS);
  const guint32 *pixels
      = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface)
                                           + y * cairo_image_surface_get_stride (surface));

  *from = *to = -1;
  for (int x = 0; x < WIDTH; x++)
    {
      int red = pixels[x] >> 16 & 0xff, green = pixels[x] >> 8 & 0xff, blue = pixels[x] & 0xff;
      if (ABS (red - green) + ABS (green - blue) < 60)
        continue;
      *from = *from < 0 ? x : *from;
      *to = x;
    }
}

/* Every bar begins where the one before ended, and the sum begins at nothing. */
static void
test_bars (void)
{
  static const GhWaterfallTerm terms[TERMS] = { { "Earned", 300, "+300", FALSE },
                                                { "Paid", -100, "-100", FALSE },
                                                { "Invested", -150, "-150", FALSE },
                                                { "Sum", 50, "+50", TRUE } };
  GhFigureStyle style = { gh_palette_get (GH_PALETTE_LIGHT), "DejaVu Sans", 1.0, FALSE };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  int from[TERMS], to[TERMS];

  gh_waterfall_draw (terms, TERMS, cr, WIDTH, HEIGHT, &style);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (guint i = 0; i < TERMS; i++)
    find_bar (surface, i, &from[i], &to[i]);
  double unit = (to[0] - from[0] + 1) / 300.0;
  g_assert_cmpfloat (unit, >, 0.3);
  g_assert_cmpint (ABS (to[1] - to[0]), <=, 1);
  g_assert_cmpfloat_with_epsilon (to[1] - from[1], 100 * unit, 2.0);
  g_assert_cmpint (ABS (to[2] - from[1]), <=, 1);
  g_assert_cmpfloat_with_epsilon (to[2] - from[2], 150 * unit, 2.0);
  g_assert_cmpint (ABS (from[3] - from[0]), <=, 1);
  g_assert_cmpfloat_with_epsilon (to[3] - from[3], 50 * unit, 2.0);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/waterfall/bars", test_bars);
  return g_test_run ();
}
