/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of numbers whose colours tell how much they are, with a line where they turn from loss to
 * gain. */
#include "value-grid.h"

#include <math.h>

#include "draw-text.h"

#define MARGIN 8.0
#define GAP 8.0
#define ROW_HEIGHT 34.0
#define HEAD_LINES 2.6
/* Text stays readable on what is this far from the paper. */
#define MOST_TINT 0.42
#define LEAST_TINT 0.06
#define ZERO_WIDTH 2.5

typedef struct
{
  const GhValueGrid *grid;
  GhPen pen;
  double left, top, column, row;
  double line;
} Picture;

/**
 * gh_value_grid_get_height:
 * @row_count: rows
 *
 * Returns: pixels in which they are easily read
 */
double
gh_value_grid_get_height (guint row_count)
{
  return 2.0 * MARGIN + 20.0 * HEAD_LINES + ROW_HEIGHT * row_count;
}

static void
find_range (const GhValueGrid *grid, double *least, double *greatest)
{
  *least = INFINITY;
  *greatest = -INFINITY;
  for (guint i = 0; i < grid->column_count * grid->row_count; i++)
    if (isfinite (grid->values[i]))
      {
        *least = MIN (*least, grid->values[i]);
        *greatest = MAX (*greatest, grid->values[i]);
      }
}

/**
 * gh_value_grid_colour:
 * @grid: a table
 * @cell: index of the cell, row by row
 * @palette: colours
 *
 * Tints a cell by how far its number is from zero, gain and loss in colours of their own; without a
 * zero by how far it is from the least.
 *
 * Returns: 0xRRGGBB
 */
guint32
gh_value_grid_colour (const GhValueGrid *grid, guint cell, const GhPalette *palette)
{
  double value = grid->values[cell], least, greatest, share;

  find_range (grid, &least, &greatest);
  if (!isfinite (value))
    return palette->colours[GH_COLOUR_BACKGROUND];
  if (grid->has_zero)
    share = fabs (value) / MAX (MAX (fabs (least), fabs (greatest)), 1e-12);
  else
    share = (value - least) / MAX (greatest - least, 1e-12);
  GhColourRole role = !grid->has_zero ? GH_COLOUR_CAR
                      : value < 0.0   ? GH_COLOUR_LOSS
                                      : GH_COLOUR_GAIN;
  return gh_palette_tint (palette, role, LEAST_TINT + (MOST_TINT - LEAST_TINT) * share);
}

static void
lay_out (Picture *picture, double width, double height)
{
  const GhValueGrid *grid = picture->grid;
  double names = 0.0;

  picture->line = gh_pen_get_line_height (&picture->pen);
  for (guint i = 0; i < grid->row_count; i++)
    {
      double name = gh_pen_measure (&picture->pen, grid->rows[i], FALSE);
      names = MAX (names, name);
    }
  double title = gh_pen_measure (&picture->pen, grid->down, TRUE);
  names = MIN (MAX (names, title), 0.3 * width);
  picture->left = MARGIN + names + GAP;
  picture->top = MARGIN + HEAD_LINES * picture->line;
  picture->column = (width - MARGIN - picture->left) / grid->column_count;
  picture->row = (height - MARGIN - picture->top) / grid->row_count;
}

static void
draw_heads (Picture *picture, double width)
{
  const GhValueGrid *grid = picture->grid;
  GhTextStyle across = { GH_COLOUR_TEXT, TRUE, 0.5, width - picture->left - MARGIN };
  GhTextStyle down = { GH_COLOUR_TEXT, TRUE, 0.0, picture->left - MARGIN - GAP };
  GhTextStyle column = { GH_COLOUR_DIM_TEXT, FALSE, 0.5, picture->column };
  GhTextStyle row = { GH_COLOUR_DIM_TEXT, FALSE, 1.0, picture->left - MARGIN - GAP };

  gh_pen_text (&picture->pen, grid->across, 0.5 * (picture->left + width - MARGIN),
               MARGIN + 0.5 * picture->line, &across);
  gh_pen_text (&picture->pen, grid->down, MARGIN, MARGIN + 1.8 * picture->line, &down);
  for (guint i = 0; i < grid->column_count; i++)
    gh_pen_text (&picture->pen, grid->columns[i], picture->left + (i + 0.5) * picture->column,
                 MARGIN + 1.8 * picture->line, &column);
  for (guint i = 0; i < grid->row_count; i++)
    gh_pen_text (&picture->pen, grid->rows[i], picture->left - GAP,
                 picture->top + (i + 0.5) * picture->row, &row);
}

static void
draw_cells (Picture *picture)
{
  const GhValueGrid *grid = picture->grid;
  cairo_t *cr = picture->pen.cr;
  GhTextStyle style = { GH_COLOUR_TEXT, FALSE, 0.5, picture->column - 2.0 };

  for (guint i = 0; i < grid->column_count * grid->row_count; i++)
    {
      double x = picture->left + i % grid->column_count * picture->column;
      double y = picture->top + i / grid->column_count * picture->row;
      guint32 colour = gh_value_grid_colour (grid, i, picture->pen.palette);
      cairo_rectangle (cr, x, y, picture->column - 1.0, picture->row - 1.0);
      cairo_set_source_rgb (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                            (colour & 0xff) / 255.0);
      cairo_fill (cr);
      gh_pen_text (&picture->pen, grid->texts[i], x + 0.5 * picture->column, y + 0.5 * picture->row,
                   &style);
    }
}

static gboolean
turns (const GhValueGrid *grid, guint a, guint b)
{
  return isfinite (grid->values[a]) && isfinite (grid->values[b])
         && (grid->values[a] >= 0.0) != (grid->values[b] >= 0.0);
}

/* Between neighbours of which one is a gain and the other a loss. */
static void
draw_zero (Picture *picture)
{
  const GhValueGrid *grid = picture->grid;
  cairo_t *cr = picture->pen.cr;
  guint columns = grid->column_count;

  for (guint i = 0; i < columns * grid->row_count; i++)
    {
      double x = picture->left + i % columns * picture->column - 0.5;
      double y = picture->top + i / columns * picture->row - 0.5;
      if (i % columns > 0 && turns (grid, i - 1, i))
        {
          cairo_move_to (cr, x, y);
          cairo_line_to (cr, x, y + picture->row);
        }
      if (i >= columns && turns (grid, i - columns, i))
        {
          cairo_move_to (cr, x, y);
          cairo_line_to (cr, x + picture->column, y);
        }
    }
  cairo_set_line_width (cr, ZERO_WIDTH);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE);
  gh_palette_set_source (picture->pen.palette, cr, GH_COLOUR_TEXT, 1.0);
  cairo_stroke (cr);
}

/**
 * gh_value_grid_draw:
 * @grid: a table
 * @cr: to draw with
 * @width: pixels
 * @height: pixels, see gh_value_grid_get_height()
 * @style: how it looks
 *
 * Draws the table, each number on its colour, and a line between gains and losses.
 */
void
gh_value_grid_draw (const GhValueGrid *grid, cairo_t *cr, double width, double height,
                    const GhFigureStyle *style)
{
  Picture picture = { .grid = grid };

  gh_pen_init (&picture.pen, cr, style->palette, style->font_family, style->text_scale, NULL);
  gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 1.0);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  lay_out (&picture, width, height);
  draw_heads (&picture, width);
  draw_cells (&picture);
  if (grid->has_zero)
    draw_zero (&picture);
  if (style->dimmed)
    {
      gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 0.5);
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_fill (cr);
    }
  gh_pen_clear (&picture.pen);
}
