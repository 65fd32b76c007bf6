/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hour-map.h"

#include <math.h>
#include <string.h>

#define WIDTH 640
#define NARROW 300

/* 0.2, 0.5 from 17 to 21 on working days, in cents; -0.1 in August at 12 on weekends where there
 * are negative values; marks where it is 0.5 in July. */
static GhHourMap *
new_map (double lowest)
{
  static double values[2][12][24];
  static gboolean marks[2][12][24];
  const GhHourMapOptions options = { .title = "Import price",
                                     .unit = "ct/kWh",
                                     .scale = 100.0,
                                     .digits = 2,
                                     .role = GH_COLOUR_IMPORT_PRICE,
                                     .negative_role = GH_COLOUR_GAIN,
                                     .mark = "hours of a demand charge" };

  for (int days = 0; days < 2; days++)
    for (int month = 0; month < 12; month++)
      for (int hour = 0; hour < 24; hour++)
        {
          gboolean dear = days == 0 && hour >= 17 && hour < 21;
          values[days][month][hour] = dear ? 0.5 : 0.2;
          marks[days][month][hour] = dear && month == 6;
        }
  values[1][7][12] = lowest;
  return gh_hour_map_new (&options, values, marks);
}

static cairo_surface_t *
draw (GhHourMap *map, int width, GhPaletteKind palette)
{
  GhFigureStyle style = { gh_palette_get (palette), "DejaVu Sans", 1.0, FALSE };
  int height = gh_hour_map_get_height (width, 1.0);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  gh_hour_map_draw (map, cr, width, height, &style);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const unsigned char *row
      = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;
}

/* Every cell is found where it is drawn, at any width; what is beside them is none. */
static void
test_hit (void)
{
  static const int widths[] = { NARROW, WIDTH };

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (GhHourMap) map = new_map (0.2);
      cairo_surface_t *surface = draw (map, widths[i], GH_PALETTE_LIGHT);
      gboolean seen[2][12][24] = { 0 };
      guint count = 0;
      for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
        for (int x = 0; x < widths[i]; x++)
          {
            GhHourCell cell;
            if (!gh_hour_map_hit (map, x + 0.5, y + 0.5, &cell))
              continue;
            count += !seen[cell.days][cell.month][cell.hour];
            seen[cell.days][cell.month][cell.hour] = TRUE;
          }
      g_assert_cmpuint (count, ==, 2 * 12 * 24);
      GhHourCell cell;
      g_assert_false (gh_hour_map_hit (map, 1.0, 1.0, &cell));
      g_assert_false (gh_hour_map_hit (map, widths[i] - 1.0, 100.0, &cell));
      cairo_surface_destroy (surface);
    }
}

/* Where a cell is, its colour is: that of the greatest, of the least, or of a negative value. */
static void
test_colours (void)
{
  static const double lowest[] = { 0.2, -0.1 };
  const GhPalette *palette = gh_palette_get (GH_PALETTE_LIGHT);

  for (gsize i = 0; i < G_N_ELEMENTS (lowest); i++)
    {
      g_autoptr (GhHourMap) map = new_map (lowest[i]);
      cairo_surface_t *surface = draw (map, WIDTH, GH_PALETTE_LIGHT);
      guint dear = 0, cheap = 0, negative = 0;
      for (int y = 60; y < 240; y++)
        for (int x = 0; x < WIDTH; x++)
          {
            guint32 pixel = get_pixel (surface, x, y);
            dear += pixel == gh_palette_tint (palette, GH_COLOUR_IMPORT_PRICE, 1.0);
            cheap += pixel == gh_palette_tint (palette, GH_COLOUR_IMPORT_PRICE, i == 0 ? 0.0 : 0.4);
            negative += pixel == gh_palette_tint (palette, GH_COLOUR_GAIN, 0.2);
          }
      g_assert_cmpuint (dear, >, 4 * 12 * 100);
      g_assert_cmpuint (cheap, >, 20 * 12 * 100);
      g_assert_cmpuint (negative > 100, ==, i == 1);
      cairo_surface_destroy (surface);
    }
}

static void
test_cursor (void)
{
  g_autoptr (GhHourMap) map = new_map (0.2);
  cairo_surface_t *before = draw (map, WIDTH, GH_PALETTE_DARK);
  gh_hour_map_set_cursor (map, &(GhHourCell){ 1, 3, 5 });
  cairo_surface_t *after = draw (map, WIDTH, GH_PALETTE_DARK);
  guint different = 0;

  for (int y = 0; y < cairo_image_surface_get_height (before); y++)
    for (int x = 0; x < WIDTH; x++)
      if (get_pixel (before, x, y) != get_pixel (after, x, y))
        {
          GhHourCell cell;
          different++;
          if (gh_hour_map_hit (map, x, y, &cell))
            {
              g_assert_cmpuint (cell.days, ==, 1);
              g_assert_cmpint (ABS ((int) cell.month - 3), <=, 1);
              g_assert_cmpint (ABS ((int) cell.hour - 5), <=, 1);
            }
        }
  g_assert_cmpuint (different, >, 20);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

static void
test_words (void)
{
  static const struct
  {
    GhHourCell cell;
    const char *text;
  } rows[] = {
    { { 0, 6, 17 }, "Working days, July, 17:00 to 18:00: 50.00 ct/kWh; hours of a demand charge" },
    { { 0, 5, 17 }, "Working days, June, 17:00 to 18:00: 50.00 ct/kWh" },
    { { 1, 7, 12 },
      "Weekends and holidays, August, 12:00 to 13:00: not in the period of the study" },
  };
  g_autoptr (GhHourMap) map = new_map (NAN);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = gh_hour_map_format_cell (map, &rows[i].cell);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
  g_autofree char *words = gh_hour_map_describe (map);
  g_assert_cmpstr (words, ==,
                   "Import price by month and hour. Working days: from 20.00 to 50.00 ct/kWh, "
                   "highest first in January at 17:00. Weekends and holidays: always 20.00 ct/kWh. "
                   "Points: hours of a demand charge.");
}

/* The table stays when the map goes. */
static void
test_table (void)
{
  GhHourMap *map = new_map (NAN);
  g_autoptr (GhDataTable) table = gh_hour_map_make_table (map);

  gh_hour_map_free (map);
  g_assert_cmpuint (gh_data_table_count_rows (table), ==, 24);
  g_assert_cmpuint (gh_data_table_count_columns (table), ==, 25);
  g_assert_cmpstr (gh_data_table_get_title (table), ==, "Import price (ct/kWh)");
  g_assert_cmpstr (gh_data_table_get_heading (table, 18), ==, "17:00");
  g_autofree char *name = gh_data_table_format_cell (table, 6, 0, GH_CELL_SHOWN);
  g_assert_cmpstr (name, ==, "Working days, July");
  g_autofree char *shown = gh_data_table_format_cell (table, 6, 18, GH_CELL_SHOWN);
  g_assert_cmpstr (shown, ==, "50.00");
  g_autofree char *plain = gh_data_table_format_cell (table, 6, 18, GH_CELL_PLAIN);
  g_assert_cmpfloat (g_ascii_strtod (plain, NULL), ==, 50.0);
  g_autofree char *none = gh_data_table_format_cell (table, 12 + 7, 13, GH_CELL_PLAIN);
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hour-map/hit", test_hit);
  g_test_add_func ("/hour-map/colours", test_colours);
  g_test_add_func ("/hour-map/cursor", test_cursor);
  g_test_add_func ("/hour-map/words", test_words);
  g_test_add_func ("/hour-map/table", test_table);
  return g_test_run ();
}
