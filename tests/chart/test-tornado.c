/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tornado.h"

#include <math.h>

#define WIDTH 700
#define ROWS 4

static const GhTornadoRow rows[ROWS] = { { "Price", "80 %", "120 %", -200.0, 600.0 },
                                         { "Days", "0 %", "40 %", 100.0, 500.0 },
                                         { "Broken", "1", "2", NAN, 50.0 },
                                         { "Nothing", "3", "4", 100.0, 100.0 } };

/* Bounds of orange or green in the middle of a row. */
static void
find_colour (cairo_surface_t *surface, int row, int height, gboolean green, int *from, int *to)
{
  GhTornadoChart chart = { .count = ROWS };
  int y = 0, last = 0;

  while (gh_tornado_find_row (&chart, y, height) < row)
    y++;
  for (last = y; gh_tornado_find_row (&chart, last, height) == row;)
    last++;
  y = (y + last) / 2;
  const guint32 *pixels
      = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface)
                                           + y * cairo_image_surface_get_stride (surface));
  *from = *to = -1;
  for (int x = 0; x < WIDTH; x++)
    {
      int red = pixels[x] >> 16 & 0xff, blue = pixels[x] & 0xff;
      int green_part = pixels[x] >> 8 & 0xff;
      gboolean is_there = green ? green_part - red > 50 : red - blue > 80;
      if (!is_there)
        continue;
      *from = *from < 0 ? x : *from;
      *to = x;
    }
}

static cairo_surface_t *
draw (gboolean less_is_better, int *height)
{
  const GhTornadoChart chart = { rows, ROWS, 100.0, "100", "Worth (€)", less_is_better };
  GhFigureStyle style = { gh_palette_get (GH_PALETTE_LIGHT), "DejaVu Sans", 1.0, FALSE };
  cairo_surface_t *surface;
  cairo_t *cr;

  *height = (int) gh_tornado_get_height (ROWS);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, *height);
  cr = cairo_create (surface);
  gh_tornado_draw (&chart, cr, WIDTH, *height, &style);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Bars begin at the base and are as long as what they tell: losses to the left, gains to the right.
 */
static void
test_bars (void)
{
  int height, loss_from, loss_to, gain_from, gain_to, from, to;
  cairo_surface_t *surface = draw (FALSE, &height);

  find_colour (surface, 0, height, FALSE, &loss_from, &loss_to);
  find_colour (surface, 0, height, TRUE, &gain_from, &gain_to);
  double unit = (gain_to - gain_from + 1) / 500.0;
  g_assert_cmpfloat (unit, >, 0.2);
  g_assert_cmpfloat_with_epsilon (loss_to - loss_from, 300.0 * unit, 4.0);
  g_assert_cmpint (ABS (gain_from - loss_to), <=, 4);
  find_colour (surface, 1, height, TRUE, &from, &to);
  g_assert_cmpint (ABS (from - gain_from), <=, 1);
  g_assert_cmpfloat_with_epsilon (to - from, 400.0 * unit, 4.0);
  find_colour (surface, 1, height, FALSE, &from, &to);
  g_assert_cmpint (from, ==, -1);
  for (int row = 2; row < ROWS; row++)
    for (int green = 0; green < 2; green++)
      {
        find_colour (surface, row, height, green, &from, &to);
        g_assert_cmpint (from, ==, -1);
      }
  cairo_surface_destroy (surface);
}

/* Fewer years are a gain. */
static void
test_less_is_better (void)
{
  int height, loss_from, loss_to, gain_from, gain_to;
  cairo_surface_t *surface = draw (TRUE, &height);

  find_colour (surface, 0, height, FALSE, &loss_from, &loss_to);
  find_colour (surface, 0, height, TRUE, &gain_from, &gain_to);
  g_assert_cmpint (gain_to, <, loss_to);
  g_assert_cmpint (gain_to - gain_from, <, loss_to - loss_from);
  cairo_surface_destroy (surface);
}

/* Nothing to draw, and nothing to hold it against, are drawn all the same. */
static void
test_nothing (void)
{
  GhFigureStyle style = { gh_palette_get (GH_PALETTE_DARK), "DejaVu Sans", 1.0, TRUE };
  const GhTornadoChart charts[]
      = { { rows, 0, 100.0, "100", "Worth", FALSE }, { rows, ROWS, NAN, "never", "Years", TRUE } };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 60, 60);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    gh_tornado_draw (&charts[i], cr, 60, 60, &style);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (gh_tornado_find_row (&charts[0], 30.0, 100.0), ==, -1);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tornado/bars", test_bars);
  g_test_add_func ("/tornado/less-is-better", test_less_is_better);
  g_test_add_func ("/tornado/nothing", test_nothing);
  return g_test_run ();
}
