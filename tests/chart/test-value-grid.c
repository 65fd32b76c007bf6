/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value-grid.h"

#include <math.h>

#define WIDTH 600

static const char *const columns[] = { "1", "2", "3" };
static const char *const rows[] = { "10", "20" };
static const char *const texts[] = { "-5", "0", "10", "-10", "-1", "–" };
static const double values[] = { -5.0, 0.0, 10.0, -10.0, -1.0, NAN };

static GhValueGrid
make_grid (gboolean has_zero)
{
  return (GhValueGrid){ "Spread", "Price", columns, rows, values, texts, 3, 2, has_zero };
}

/* Numbers can be read on every colour, and a greater amount differs more from the paper. */
static void
test_colours (void)
{
  for (int has_zero = 0; has_zero < 2; has_zero++)
    for (int kind = 0; kind < GH_PALETTES; kind++)
      {
        const GhPalette *palette = gh_palette_get ((GhPaletteKind) kind);
        GhValueGrid grid = make_grid (has_zero);
        for (guint cell = 0; cell < 6; cell++)
          g_assert_cmpfloat (gh_colour_contrast (gh_value_grid_colour (&grid, cell, palette),
                                                 palette->colours[GH_COLOUR_TEXT]),
                             >, 4.5);
        double little = gh_colour_contrast (gh_value_grid_colour (&grid, has_zero ? 4 : 3, palette),
                                            palette->colours[GH_COLOUR_BACKGROUND]);
        double much = gh_colour_contrast (gh_value_grid_colour (&grid, has_zero ? 3 : 2, palette),
                                          palette->colours[GH_COLOUR_BACKGROUND]);
        g_assert_cmpfloat (much, >, little);
      }
  GhValueGrid grid = make_grid (TRUE);
  const GhPalette *light = gh_palette_get (GH_PALETTE_LIGHT);
  guint32 loss = gh_value_grid_colour (&grid, 3, light);
  guint32 gain = gh_value_grid_colour (&grid, 2, light);
  g_assert_cmpint (loss >> 16 & 0xff, >, loss & 0xff);
  g_assert_cmpint (gain >> 8 & 0xff, >, gain >> 16 & 0xff);
  g_assert_cmphex (gh_value_grid_colour (&grid, 5, light), ==,
                   light->colours[GH_COLOUR_BACKGROUND]);
}

/* Dark pixels of the line between the first and the second column of the first row. */
static guint
count_dark (gboolean has_zero)
{
  GhFigureStyle style = { gh_palette_get (GH_PALETTE_LIGHT), "DejaVu Sans", 1.0, FALSE };
  GhValueGrid grid = make_grid (has_zero);
  int height = (int) gh_value_grid_get_height (2);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, height);
  cairo_t *cr = cairo_create (surface);
  guint most = 0;

  gh_value_grid_draw (&grid, cr, WIDTH, height, &style);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int x = 0; x < WIDTH; x++)
    {
      guint dark = 0;
      for (int y = 0; y < height; y++)
        {
          const guint8 *pixel = cairo_image_surface_get_data (surface)
                                + y * cairo_image_surface_get_stride (surface) + 4 * x;
          dark += pixel[0] < 0x60 && pixel[1] < 0x60 && pixel[2] < 0x60;
        }
      most = MAX (most, dark);
    }
  cairo_surface_destroy (surface);
  return most;
}

/* Where it turns from loss to gain there is a line as high as a row. */
static void
test_zero_line (void)
{
  g_assert_cmpuint (count_dark (TRUE), >, 28);
  g_assert_cmpuint (count_dark (FALSE), <, 28);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value-grid/colours", test_colours);
  g_test_add_func ("/value-grid/zero-line", test_zero_line);
  return g_test_run ();
}
