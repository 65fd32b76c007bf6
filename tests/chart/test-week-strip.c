/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "week-strip.h"

/* What is drawn is what was added: trips over midnight reach into the next day, and from Sunday
 * into Monday; spans of nothing are none. */
static void
test_spans (void)
{
  static const struct
  {
    guint days;
    int leave, back;
    guint count;
    GhWeekSpan spans[4];
  } cases[] = {
    { 0x1f, 450, 1020, 5, { { 0, 450, 1020, 0 }, { 1, 450, 1020, 0 } } },
    { 0x40, 1320, 360, 2, { { 6, 1320, 1440, 0 }, { 0, 0, 360, 0 } } },
    { 0x01, 1320, 0, 1, { { 0, 1320, 1440, 0 } } },
    { 0x02, 600, 600, 2, { { 1, 600, 1440, 0 }, { 2, 0, 600, 0 } } },
    { 0x00, 450, 1020, 0, { { 0 } } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GhWeekStrip strip;
      gh_week_strip_init (&strip);
      gh_week_strip_add_trip (&strip, cases[i].days, cases[i].leave, cases[i].back);
      g_assert_cmpuint (strip.trips->len, ==, cases[i].count);
      for (guint k = 0; k < MIN (cases[i].count, 2); k++)
        {
          const GhWeekSpan *span = &g_array_index (strip.trips, GhWeekSpan, k);
          g_assert_cmpuint (span->weekday, ==, cases[i].spans[k].weekday);
          g_assert_cmpint (span->from, ==, cases[i].spans[k].from);
          g_assert_cmpint (span->to, ==, cases[i].spans[k].to);
        }
      gh_week_strip_clear (&strip);
    }
}

/* Quarter hours of one price are one span; another day or another price begins a new one. */
static void
test_joined (void)
{
  GhWeekStrip strip;

  gh_week_strip_init (&strip);
  for (int quarter = 0; quarter < 96; quarter++)
    gh_week_strip_add_price (&strip, 0, 15 * quarter, 15 * (quarter + 1), quarter < 68 ? 0.2 : 1.0);
  gh_week_strip_add_price (&strip, 1, 0, 15, 1.0);
  g_assert_cmpuint (strip.prices->len, ==, 3);
  g_assert_cmpint (g_array_index (strip.prices, GhWeekSpan, 0).to, ==, 1020);
  g_assert_cmpint (g_array_index (strip.prices, GhWeekSpan, 1).from, ==, 1020);
  g_assert_cmpint (g_array_index (strip.prices, GhWeekSpan, 1).to, ==, 1440);
  gh_week_strip_clear (&strip);
}

/* Dearer is darker. */
static void
test_tints (void)
{
  GhFigureStyle style = { gh_palette_get (GH_PALETTE_LIGHT), "DejaVu Sans", 1.0, FALSE };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 500, 210);
  cairo_t *cr = cairo_create (surface);
  GhWeekStrip strip;
  guint32 cheap, dear;

  gh_week_strip_init (&strip);
  for (guint day = 0; day < 7; day++)
    {
      gh_week_strip_add_price (&strip, day, 0, 720, 0.0);
      gh_week_strip_add_price (&strip, day, 720, 1440, 1.0);
    }
  gh_week_strip_draw (&strip, cr, 500, 210, &style);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  const guint32 *row
      = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface)
                                           + 12 * cairo_image_surface_get_stride (surface));
  cheap = row[150] & 0xffffff;
  dear = row[400] & 0xffffff;
  g_assert_cmpfloat (gh_colour_contrast (dear, 0xffffff), >,
                     1.5 * gh_colour_contrast (cheap, 0xffffff));
  gh_week_strip_clear (&strip);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/week-strip/spans", test_spans);
  g_test_add_func ("/week-strip/joined", test_joined);
  g_test_add_func ("/week-strip/tints", test_tints);
  return g_test_run ();
}
