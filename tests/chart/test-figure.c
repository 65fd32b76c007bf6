/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "export.h"
#include "figure.h"
#include "pyramid.h"

#define STEPS 35040
#define QUARTER 900
#define START 1735686000 /* 2025-01-01T00:00+01:00 */
#define WIDTH 800
#define HEIGHT 300

static GhTimeAxis *
new_axis (void)
{
  g_autoptr (GTimeZone) zone = gh_time_zone_find ("Europe/Berlin");

  return gh_time_axis_new (START, QUARTER, STEPS, zone);
}

/* Zero but for one step. */
static GhSeries *
new_spike (gsize at, double height)
{
  double *values = g_new0 (double, STEPS);

  values[at] = height;
  return gh_series_new_take (values, STEPS);
}

static GhFigure *
new_figure (GhSeries *series, GhLayerKind kind)
{
  g_autoptr (GhTimeAxis) axis = new_axis ();
  GhFigure *figure = gh_figure_new_time (axis);
  GhPanelOptions panel = {
    .title = "Power", .unit = "kW", .digits = 1, .has_zero = TRUE, .minimum = NAN, .maximum = NAN
  };
  GhLayerOptions layer = { .kind = kind, .role = GH_COLOUR_CAR, .name = "Car", .series = series };

  gh_figure_add_layer (figure, gh_figure_add_panel (figure, &panel), &layer);
  return figure;
}

static cairo_surface_t *
draw (GhFigure *figure)
{
  GhFigureStyle style = { gh_palette_get (GH_PALETTE_LIGHT), "DejaVu Sans", 1.0, FALSE };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  gh_figure_draw (figure, cr, WIDTH, HEIGHT, &style);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* How many pixels look like the colour of the car, in a part of the picture. */
static guint
count_blue (cairo_surface_t *surface, int from, int to)
{
  guint count = 0;

  for (int y = 30; y < HEIGHT; y++)
    for (int x = from; x < to; x++)
      {
        guint32 pixel
            = ((guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                       + y * cairo_image_surface_get_stride (surface)))[x];
        int red = pixel >> 16 & 0xff, blue = pixel & 0xff;
        count += blue - red > 60;
      }
  return count;
}

/* One quarter of an hour of a year is seen in every kind of layer, and where it is. */
static void
test_spike (void)
{
  for (GhLayerKind kind = GH_LAYER_LINE; kind <= GH_LAYER_BARS; kind++)
    {
      g_autoptr (GhSeries) series = new_spike (STEPS / 2, 5.0);
      g_autoptr (GhFigure) figure = new_figure (series, kind);
      cairo_surface_t *surface = draw (figure);
      GhFigureHit left, right;
      gh_figure_hit (figure, 396, 150, &left);
      gh_figure_hit (figure, 424, 150, &right);
      g_assert_cmpfloat (left.x, <, START + 0.5 * STEPS * QUARTER);
      g_assert_cmpfloat (right.x, >, START + 0.5 * STEPS * QUARTER);
      g_assert_cmpuint (count_blue (surface, 396, 424), >, 100);
      cairo_surface_destroy (surface);
    }
}

static void
test_pyramid (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  gsize count = 5000;
  double *values = g_new (double, count);

  for (gsize i = 0; i < count; i++)
    values[i] = g_rand_int_range (random, 0, 20) == 0 ? NAN : g_rand_double_range (random, -9, 9);
  for (gsize i = 1000; i < 1200; i++)
    values[i] = NAN;
  g_autoptr (GhSeries) series = gh_series_new_take (values, count);
  g_autoptr (GhPyramid) pyramid = gh_pyramid_new (series);
  for (int k = 0; k < 3000; k++)
    {
      gsize from = (gsize) g_rand_int_range (random, 0, (gint32) count + 10);
      gsize to = from + (gsize) g_rand_int_range (random, 0, k % 2 == 0 ? 40 : 5000);
      double least = INFINITY, greatest = -INFINITY, low, high;
      for (gsize i = from; i < MIN (to, count); i++)
        if (!isnan (values[i]))
          {
            least = MIN (least, values[i]);
            greatest = MAX (greatest, values[i]);
          }
      g_assert_cmpint (gh_pyramid_find_range (pyramid, from, to, &low, &high), ==,
                       least <= greatest);
      if (least <= greatest)
        {
          g_assert_cmpfloat (low, ==, least);
          g_assert_cmpfloat (high, ==, greatest);
        }
    }
}

static void
test_view (void)
{
  g_autoptr (GhSeries) series = new_spike (7, 5.0);
  g_autoptr (GhFigure) figure = new_figure (series, GH_LAYER_STEP);
  double from, to, end = START + (double) STEPS * QUARTER;
  gsize first, last;

  gh_figure_set_view (figure, START - 86400.0, START + 86400.0);
  gh_figure_get_view (figure, &from, &to);
  g_assert_cmpfloat (from, ==, START);
  g_assert_cmpfloat (to - from, ==, 2 * 86400.0);
  gh_figure_zoom (figure, 0.5, from);
  gh_figure_get_view (figure, &from, &to);
  g_assert_cmpfloat (from, ==, START);
  g_assert_cmpfloat (to - from, ==, 86400.0);
  gh_figure_get_visible_steps (figure, &first, &last);
  g_assert_cmpuint (first, ==, 0);
  g_assert_cmpuint (last, ==, 96);
  gh_figure_zoom (figure, 1e-9, NAN);
  gh_figure_get_view (figure, &from, &to);
  g_assert_cmpfloat (to - from, ==, 4.0 * QUARTER);
  gh_figure_zoom (figure, 1e9, NAN);
  gh_figure_get_view (figure, &from, &to);
  g_assert_cmpfloat (from, ==, START);
  g_assert_cmpfloat (to, ==, end);
  gh_figure_set_view (figure, START, START + 86400.0);
  gh_figure_pan (figure, 1e6);
  gh_figure_get_view (figure, &from, &to);
  g_assert_cmpfloat (to, ==, end);
}

static void
test_words (void)
{
  g_autoptr (GhSeries) series = new_spike (40, 5.0);
  g_autoptr (GhFigure) figure = new_figure (series, GH_LAYER_STEP);

  g_autoptr (GPtrArray) none = gh_figure_read (figure);
  g_assert_cmpuint (none->len, ==, 0);
  gh_figure_set_view (figure, START, START + 86400.0);
  gh_figure_set_cursor (figure, START + 40.5 * QUARTER);
  g_autoptr (GPtrArray) readings = gh_figure_read (figure);
  g_assert_cmpstr (((GhReading *) readings->pdata[0])->text, ==, "5.0\302\240kW");
  g_autofree char *text = gh_figure_describe (figure);
  g_assert_cmpstr (
      text, ==,
      "1 Jan 2025. Power. Car: 0.1\302\240kW on average, from 0.0\302\240kW (Wed 1 Jan "
      "2025, 00:00) to 5.0\302\240kW (Wed 1 Jan 2025, 10:00).");
  g_autofree char *table = gh_figure_to_table (figure);
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 96 + 1);
  g_assert_cmpstr (lines[0], ==, "time\tCar (kW)");
  g_assert_cmpstr (lines[41], ==, "2025-01-01T10:00:00+01:00\t5");
  gh_figure_set_layer_visible (figure, 0, FALSE);
  g_autoptr (GPtrArray) hidden = gh_figure_read (figure);
  g_assert_cmpuint (hidden->len, ==, 0);
}

static void
draw_figure (cairo_t *cr, double width, double height, gpointer data)
{
  GhFigureStyle style = { gh_palette_get (GH_PALETTE_PRINT), "DejaVu Sans", 1.0, FALSE };

  gh_figure_draw (data, cr, width, height, &style);
}

static void
test_export (void)
{
  static const struct
  {
    const char *name;
    const char *magic;
  } cases[] = { { "a.png", "\211PNG" }, { "a.SVG", "<?xml" }, { "a.pdf", "%PDF" } };
  g_autoptr (GhSeries) series = new_spike (40, 5.0);
  g_autoptr (GhFigure) figure = new_figure (series, GH_LAYER_AREA);
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  GhExportFormat format;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      g_autofree char *bytes = NULL;
      g_assert_true (gh_export_format_of_path (path, &format));
      g_assert_true (gh_chart_export (draw_figure, figure, 600, 300, format, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      g_assert_true (g_str_has_prefix (bytes, cases[i].magic));
      g_assert_cmpint (remove (path), ==, 0);
    }
  g_assert_false (gh_export_format_of_path ("a.txt", &format));
  g_assert_false (gh_chart_export (draw_figure, figure, 600, 300, GH_EXPORT_PNG,
                                   "/proc/nothing/a.png", &error));
  g_assert_nonnull (error);
  g_assert_cmpint (remove (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/spike", test_spike);
  g_test_add_func ("/figure/pyramid", test_pyramid);
  g_test_add_func ("/figure/view", test_view);
  g_test_add_func ("/figure/words", test_words);
  g_test_add_func ("/figure/export", test_export);
  return g_test_run ();
}
