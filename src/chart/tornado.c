/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars on both sides of a line: how far each of several inputs moves a measure. */
#include "tornado.h"

#include <math.h>

#include "draw-text.h"
#include "number-text.h"
#include "value-axis.h"
#include "words.h"

#define MARGIN 8.0
#define GAP 6.0
#define BAR_SHARE 0.6
#define ROW_HEIGHT 30.0
/* Above the rows: the base; below them: numbers and their title. */
#define HEAD_HEIGHT 26.0
#define FOOT_HEIGHT 44.0
#define MOST_NAME_SHARE 0.34
#define PIXELS_PER_TICK 90.0

/* One drawing. @left, @right: of the plot, in which the ends of ranges are written, too */
typedef struct
{
  const GhTornadoChart *chart;
  GhPen pen;
  double left, right;
  double top, row;
  double names;
  GhValueAxis axis;
} Picture;

/**
 * gh_tornado_get_height:
 * @count: rows
 *
 * Returns: pixels in which they are easily read
 */
double
gh_tornado_get_height (guint count)
{
  return HEAD_HEIGHT + FOOT_HEIGHT + ROW_HEIGHT * MAX (count, 1);
}

/**
 * gh_tornado_find_row:
 * @chart: a chart
 * @y: pixels from its top
 * @height: of the whole
 *
 * Returns: the row there; -1 for none
 */
int
gh_tornado_find_row (const GhTornadoChart *chart, double y, double height)
{
  double row = (height - HEAD_HEIGHT - FOOT_HEIGHT) / MAX (chart->count, 1);

  if (y < HEAD_HEIGHT || y >= HEAD_HEIGHT + row * chart->count)
    return -1;
  return (int) ((y - HEAD_HEIGHT) / row);
}

static gboolean
is_told (const GhTornadoRow *row)
{
  return isfinite (row->at_low) && isfinite (row->at_high);
}

static double
x_of (const Picture *picture, double value)
{
  const GhValueAxis *axis = &picture->axis;

  return picture->left
         + (value - axis->minimum) / (axis->maximum - axis->minimum)
               * (picture->right - picture->left);
}

/* The base, and where bars end. */
static void
find_range (const GhTornadoChart *chart, double *least, double *greatest)
{
  *least = *greatest = isfinite (chart->base) ? chart->base : 0.0;
  for (guint i = 0; i < chart->count; i++)
    {
      if (!is_told (&chart->rows[i]))
        continue;
      *least = MIN (*least, MIN (chart->rows[i].at_low, chart->rows[i].at_high));
      *greatest = MAX (*greatest, MAX (chart->rows[i].at_low, chart->rows[i].at_high));
    }
  if (!(*greatest > *least))
    {
      *least -= 0.5;
      *greatest += 0.5;
    }
}

/* Names to the left, and beside the bars room for the ends of the ranges. */
static void
lay_out (Picture *picture, double width, double height)
{
  const GhTornadoChart *chart = picture->chart;
  double least, greatest, ends = 0.0;

  for (guint i = 0; i < chart->count; i++)
    {
      const GhTornadoRow *row = &chart->rows[i];
      double name = gh_pen_measure (&picture->pen, row->name, FALSE);
      double low = gh_pen_measure (&picture->pen, row->low, FALSE);
      double high = gh_pen_measure (&picture->pen, row->high, FALSE);
      picture->names = MAX (picture->names, name);
      ends = MAX (ends, MAX (low, high));
    }
  picture->names = MIN (picture->names, MOST_NAME_SHARE * width);
  picture->left = MARGIN + picture->names + GAP;
  picture->right = width - MARGIN;
  picture->top = HEAD_HEIGHT;
  picture->row = (height - HEAD_HEIGHT - FOOT_HEIGHT) / MAX (chart->count, 1);
  find_range (chart, &least, &greatest);
  double plot = MAX (picture->right - picture->left, 1.0);
  double room = MIN (0.4, (ends + 2.0 * GAP) / plot);
  double span = (greatest - least) / (1.0 - 2.0 * room);
  double middle = 0.5 * (least + greatest);
  gh_value_axis_init (&picture->axis, middle - 0.5 * span, middle + 0.5 * span,
                      (guint) MAX (2.0, plot / PIXELS_PER_TICK));
}

static void
draw_upright (Picture *picture, double value, GhColourRole role, double line_width)
{
  double x = floor (x_of (picture, value)) + 0.5;

  cairo_move_to (picture->pen.cr, x, picture->top - 2.0);
  cairo_line_to (picture->pen.cr, x, picture->top + picture->row * picture->chart->count + 2.0);
  cairo_set_line_width (picture->pen.cr, line_width);
  gh_palette_set_source (picture->pen.palette, picture->pen.cr, role, 1.0);
  cairo_stroke (picture->pen.cr);
}

static void
draw_axis (Picture *picture)
{
  double bottom = picture->top + picture->row * picture->chart->count;
  double line = gh_pen_get_line_height (&picture->pen);
  GhTextStyle number = { GH_COLOUR_DIM_TEXT, FALSE, 0.5, 0.0 };
  GhTextStyle title = { GH_COLOUR_TEXT, FALSE, 0.5, picture->right - picture->left };
  double next = -INFINITY;

  for (guint i = 0; i < gh_value_axis_count_ticks (&picture->axis); i++)
    {
      double tick = gh_value_axis_get_tick (&picture->axis, i), x = x_of (picture, tick);
      g_autofree char *label = gh_number_format (tick, picture->axis.digits);
      double half = 0.5 * gh_pen_measure (&picture->pen, label, FALSE);
      gboolean is_zero = fabs (tick) < 1e-6 * picture->axis.step;
      draw_upright (picture, tick, is_zero ? GH_COLOUR_ZERO : GH_COLOUR_GRID, is_zero ? 2.0 : 1.0);
      if (x - half < next || x + half > picture->right + MARGIN)
        continue;
      gh_pen_text (&picture->pen, label, x, bottom + 4.0 + 0.5 * line, &number);
      next = x + half + GAP;
    }
  gh_pen_text (&picture->pen, picture->chart->title, 0.5 * (picture->left + picture->right),
               bottom + 6.0 + 1.5 * line, &title);
}

/* From the base to one end; what makes the measure better has the colour of gain. */
static void
draw_half (Picture *picture, double value, double y)
{
  const GhTornadoChart *chart = picture->chart;
  double from = x_of (picture, chart->base), to = x_of (picture, value);
  gboolean gains = (value > chart->base) != chart->less_is_better;

  cairo_rectangle (picture->pen.cr, MIN (from, to), y - 0.5 * BAR_SHARE * picture->row,
                   fabs (to - from), BAR_SHARE * picture->row);
  gh_palette_set_source (picture->pen.palette, picture->pen.cr,
                         gains ? GH_COLOUR_GAIN : GH_COLOUR_LOSS, 0.8);
  cairo_fill (picture->pen.cr);
}

/* What leads to an end, on a ground of its own: lines of the axis do not cross it.
 * @before: whether it ends at @x rather than begins there */
static void
draw_end (Picture *picture, const char *text, double x, double y, gboolean before)
{
  GhTextStyle style = { GH_COLOUR_TEXT, FALSE, before ? 1.0 : 0.0, 0.0 };
  double width = gh_pen_measure (&picture->pen, text, FALSE);
  double line = gh_pen_get_line_height (&picture->pen);

  cairo_rectangle (picture->pen.cr, (before ? x - width : x) - 1.0, y - 0.5 * line, width + 2.0,
                   line);
  gh_palette_set_source (picture->pen.palette, picture->pen.cr, GH_COLOUR_BACKGROUND, 1.0);
  cairo_fill (picture->pen.cr);
  gh_pen_text (&picture->pen, text, x, y, &style);
}

/* The ends of the range, each where the measure is that it leads to. */
static void
draw_row (Picture *picture, guint index)
{
  const GhTornadoChart *chart = picture->chart;
  const GhTornadoRow *row = &chart->rows[index];
  double y = picture->top + (index + 0.5) * picture->row;
  gboolean rises = row->at_high >= row->at_low;
  GhTextStyle name = { GH_COLOUR_TEXT, FALSE, 0.0, picture->names };

  gh_pen_text (&picture->pen, row->name, MARGIN, y, &name);
  if (!is_told (row) || !isfinite (chart->base))
    {
      GhTextStyle none = { GH_COLOUR_DIM_TEXT, FALSE, 0.5, picture->right - picture->left };
      gh_pen_text (&picture->pen, _ ("cannot be told at both ends"),
                   0.5 * (picture->left + picture->right), y, &none);
      return;
    }
  double least = MIN (chart->base, MIN (row->at_low, row->at_high));
  double greatest = MAX (chart->base, MAX (row->at_low, row->at_high));
  if (least < chart->base)
    draw_half (picture, least, y);
  if (greatest > chart->base)
    draw_half (picture, greatest, y);
  draw_end (picture, rises ? row->low : row->high, x_of (picture, least) - GAP, y, TRUE);
  draw_end (picture, rises ? row->high : row->low, x_of (picture, greatest) + GAP, y, FALSE);
}

static void
draw_base (Picture *picture)
{
  const GhTornadoChart *chart = picture->chart;
  g_autofree char *text = g_strdup_printf (_ ("As it is: %s"), chart->base_text);
  double half = 0.5 * gh_pen_measure (&picture->pen, text, TRUE);
  GhTextStyle style = { GH_COLOUR_TEXT, TRUE, 0.5, 0.0 };
  double x = isfinite (chart->base) ? x_of (picture, chart->base)
                                    : 0.5 * (picture->left + picture->right);

  if (isfinite (chart->base))
    draw_upright (picture, chart->base, GH_COLOUR_TEXT, 1.5);
  gh_pen_text (&picture->pen, text, CLAMP (x, half + 2.0, picture->right - half), 0.5 * HEAD_HEIGHT,
               &style);
}

/**
 * gh_tornado_draw:
 * @chart: a chart
 * @cr: to draw with
 * @width: pixels
 * @height: pixels, see gh_tornado_get_height()
 * @style: how it looks
 *
 * Draws a row for each input: its name, a bar from where the measure is at one end of the range to
 * where it is at the other, and at the ends of the bar what the input is there. A line marks the
 * study as it is, a lighter one nothing.
 */
void
gh_tornado_draw (const GhTornadoChart *chart, cairo_t *cr, double width, double height,
                 const GhFigureStyle *style)
{
  Picture picture = { .chart = chart };

  gh_pen_init (&picture.pen, cr, style->palette, style->font_family, style->text_scale, NULL);
  gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 1.0);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  lay_out (&picture, width, height);
  draw_axis (&picture);
  for (guint i = 0; i < chart->count; i++)
    draw_row (&picture, i);
  draw_base (&picture);
  if (style->dimmed)
    {
      gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 0.5);
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_fill (cr);
    }
  gh_pen_clear (&picture.pen);
}
