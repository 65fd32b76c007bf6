/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layer-draw.h"

#include <math.h>

/* Above so many steps a pixel, columns of extremes are drawn instead of lines: there dashes cannot
 * be told apart any more, and cairo draws columns many times faster. Where there are many steps
 * that counts earlier: a week of quarter hours keeps its lines in a narrow window, two weeks do
 * not. */
#define DENSE_STEPS 1.2
#define DENSE_MANY_STEPS 0.6
#define MANY_STEPS 1000
/* Cairo compares all edges of a path that lie at the same height: short paths are drawn many times
 * faster than a long one. In steps or columns. */
#define RUN 32
/* Pixels between slanted lines, along an edge, and their width; opacity of what is below them. */
#define HATCH_SPACING 6.0
#define HATCH_WIDTH 1.4
#define HATCH_FILL 0.15

/* What is drawn of one layer. */
typedef struct
{
  const GhFigure *figure;
  const GhPanel *panel;
  const GhLayer *layer;
  GhPen *pen;
  gsize from, to;
} Draw;

/**
 * gh_figure_x_to_pixels:
 * @figure: a figure that has been laid out
 * @x: unix seconds or years
 *
 * Returns: where that is, pixels from the left
 */
double
gh_figure_x_to_pixels (const GhFigure *figure, double x)
{
  return figure->left
         + (x - figure->from) / (figure->to - figure->from) * (figure->right - figure->left);
}

/**
 * gh_panel_y_to_pixels:
 * @panel: a panel that has been laid out
 * @shown: a value in the unit of its axis
 *
 * Returns: where that is, pixels from the top
 */
double
gh_panel_y_to_pixels (const GhPanel *panel, double shown)
{
  double share = (shown - panel->axis.minimum) / (panel->axis.maximum - panel->axis.minimum);

  return panel->bottom - share * (panel->bottom - panel->top);
}

static double
x_of_step (const Draw *draw, double step)
{
  return gh_figure_x_to_pixels (draw->figure, draw->figure->origin + draw->figure->step * step);
}

static double
y_of (const Draw *draw, double value)
{
  return gh_panel_y_to_pixels (draw->panel, value * draw->panel->scale);
}

static double
get_value (const GhPyramid *pyramid, gsize step)
{
  return gh_series_get_values (gh_pyramid_get_series (pyramid))[step];
}

/* What a layer is drawn from at a step. */
static double
get_low (const Draw *draw, gsize step)
{
  return draw->layer->low != NULL ? get_value (draw->layer->low, step) : draw->panel->base;
}

static gboolean
is_filled (const GhLayer *layer)
{
  return layer->kind == GH_LAYER_AREA || layer->kind == GH_LAYER_HATCH
         || layer->kind == GH_LAYER_BARS;
}

static gboolean
has_gap (const Draw *draw, gsize step)
{
  return !isfinite (get_value (draw->layer->high, step)) || !isfinite (get_low (draw, step));
}

/* Fills the path in the colour that has been set, which is a thin one below slanted lines. Their
 * places do not depend on the path, so that those of neighbours meet. */
static void
fill_path (const Draw *draw)
{
  cairo_t *cr = draw->pen->cr;
  double left, top, right, bottom;

  if (draw->layer->kind != GH_LAYER_HATCH)
    {
      cairo_fill (cr);
      return;
    }
  cairo_save (cr);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  gh_palette_set_source (draw->pen->palette, cr, draw->layer->role, 1.0);
  gh_hatch_trace (cr, left, top, right, bottom);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);
  cairo_set_line_width (cr, HATCH_WIDTH);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/**
 * gh_hatch_trace:
 * @cr: to draw with
 * @left: pixels
 * @top: pixels
 * @right: pixels
 * @bottom: pixels
 *
 * Adds slanted lines all over a rectangle to the path.
 */
void
gh_hatch_trace (cairo_t *cr, double left, double top, double right, double bottom)
{
  for (double sum = ceil ((left + top) / HATCH_SPACING) * HATCH_SPACING; sum < right + bottom;
       sum += HATCH_SPACING)
    {
      cairo_move_to (cr, sum - top, top);
      cairo_line_to (cr, sum - bottom, bottom);
    }
}

/* Extremes of all steps of one column of pixels. */
static gboolean
find_column (const Draw *draw, gsize from, gsize to, double *least, double *greatest)
{
  double low, high;

  if (!gh_pyramid_find_range (draw->layer->high, from, to, least, greatest))
    return FALSE;
  if (!is_filled (draw->layer))
    return TRUE;
  low = high = draw->panel->base;
  if (draw->layer->low != NULL)
    gh_pyramid_find_range (draw->layer->low, from, to, &low, &high);
  *least = MIN (*least, low);
  *greatest = MAX (*greatest, high);
  return TRUE;
}

/* Columns of pixels that reach from one height to the other. */
typedef struct
{
  double x, width;
  double top, height;
} Columns;

/* Whether anything is drawn in the column of pixels at @x, and from where to where. */
static gboolean
find_heights (const Draw *draw, double x, double steps_per_pixel, Columns *column)
{
  const GhFigure *figure = draw->figure;
  double first
      = (figure->from - figure->origin) / figure->step + (x - figure->left) * steps_per_pixel;
  double last = first + steps_per_pixel;
  double least_height = 0.0, least, greatest;

  /* A line comes from the step before, whether or not that ends where the column begins. */
  if (!is_filled (draw->layer))
    {
      least_height = draw->pen->palette->line_width;
      first -= 0.05 * steps_per_pixel;
    }
  if (last <= (double) draw->from || first >= (double) draw->to
      || !find_column (draw, (gsize) MAX (first, 0.0), (gsize) ceil (MAX (last, 0.0)), &least,
                       &greatest))
    return FALSE;
  double top = y_of (draw, greatest);
  *column = (Columns){ x, 1.0, top, MAX (y_of (draw, least) - top, least_height) };
  return TRUE;
}

/* One rectangle for neighbours of one height: what does not change is one for the whole width. */
static void
trace_columns (const Draw *draw, double from, double to, double steps_per_pixel)
{
  cairo_t *cr = draw->pen->cr;
  Columns open = { 0 }, next;

  for (double x = from; x < to; x += 1.0)
    {
      if (!find_heights (draw, x, steps_per_pixel, &next))
        continue;
      if (next.top == open.top && next.height == open.height && x == open.x + open.width)
        {
          open.width += 1.0;
          continue;
        }
      if (open.width > 0.0)
        cairo_rectangle (cr, open.x, open.top, open.width, open.height);
      open = next;
    }
  if (open.width > 0.0)
    cairo_rectangle (cr, open.x, open.top, open.width, open.height);
}

/* Filled rectangles on whole pixels, without smoothing: this is quick. */
static void
draw_dense (const Draw *draw, double steps_per_pixel)
{
  const GhFigure *figure = draw->figure;
  cairo_t *cr = draw->pen->cr;

  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  gh_palette_set_source (draw->pen->palette, cr, draw->layer->role,
                         draw->layer->kind == GH_LAYER_HATCH ? HATCH_FILL
                         : is_filled (draw->layer)           ? 2.0 * draw->pen->palette->fill
                                                             : 0.75);
  for (double x = floor (figure->left); x < figure->right; x += RUN)
    {
      trace_columns (draw, x, MIN (x + RUN, figure->right), steps_per_pixel);
      fill_path (draw);
    }
  cairo_restore (cr);
}

/* Steps as a line from left to right, from the height of the step before; a gap begins anew. */
static void
trace_steps (const Draw *draw)
{
  cairo_t *cr = draw->pen->cr;
  gboolean begun = draw->from > 0 && !has_gap (draw, draw->from - 1);

  if (begun)
    cairo_move_to (cr, x_of_step (draw, (double) draw->from),
                   y_of (draw, get_value (draw->layer->high, draw->from - 1)));
  for (gsize step = draw->from; step < draw->to; step++)
    {
      double y;
      if (has_gap (draw, step))
        {
          begun = FALSE;
          continue;
        }
      y = y_of (draw, get_value (draw->layer->high, step));
      if (begun)
        cairo_line_to (cr, x_of_step (draw, (double) step), y);
      else
        cairo_move_to (cr, x_of_step (draw, (double) step), y);
      cairo_line_to (cr, x_of_step (draw, (double) step + 1.0), y);
      begun = TRUE;
    }
}

/* A state at the end of each step; the one before the visible part leads into it. */
static void
trace_line (const Draw *draw)
{
  cairo_t *cr = draw->pen->cr;
  gboolean begun = FALSE;

  for (gsize step = draw->from > 0 ? draw->from - 1 : 0; step < draw->to; step++)
    {
      double x = x_of_step (draw, (double) step + draw->figure->line_offset);
      if (has_gap (draw, step))
        begun = FALSE;
      else if (begun)
        cairo_line_to (cr, x, y_of (draw, get_value (draw->layer->high, step)));
      else
        cairo_move_to (cr, x, y_of (draw, get_value (draw->layer->high, step)));
      begun = !has_gap (draw, step);
    }
}

static void
fill_steps (const Draw *draw)
{
  cairo_t *cr = draw->pen->cr;
  gboolean bars = draw->layer->kind == GH_LAYER_BARS;
  double begin = 0.0, end = 1.0;

  if (bars)
    gh_figure_find_bar (draw->figure, draw->layer, &begin, &end);
  for (gsize step = draw->from; step < draw->to; step++)
    {
      if (has_gap (draw, step))
        continue;
      double left = x_of_step (draw, (double) step + begin);
      double right = x_of_step (draw, (double) step + end);
      double low = y_of (draw, get_low (draw, step));
      double high = y_of (draw, get_value (draw->layer->high, step));
      cairo_rectangle (cr, left, MIN (low, high), right - left, fabs (high - low));
    }
  fill_path (draw);
}

static void
stroke_line (const Draw *draw)
{
  if (draw->layer->kind == GH_LAYER_LINE)
    trace_line (draw);
  else
    trace_steps (draw);
  cairo_stroke (draw->pen->cr);
}

static void
draw_runs (const Draw *draw, void (*draw_run) (const Draw *run))
{
  Draw run = *draw;

  for (run.from = draw->from; run.from < draw->to; run.from += RUN)
    {
      run.to = MIN (run.from + RUN, draw->to);
      draw_run (&run);
    }
}

static void
draw_sparse (const Draw *draw)
{
  const GhLayer *layer = draw->layer;
  gboolean bars = layer->kind == GH_LAYER_BARS, hatch = layer->kind == GH_LAYER_HATCH;
  cairo_t *cr = draw->pen->cr;

  if (is_filled (layer))
    {
      gh_palette_set_source (draw->pen->palette, cr, layer->role,
                             bars    ? 0.9
                             : hatch ? HATCH_FILL
                                     : draw->pen->palette->fill);
      /* Neighbours meet without a seam. */
      cairo_set_antialias (cr, bars ? CAIRO_ANTIALIAS_DEFAULT : CAIRO_ANTIALIAS_NONE);
      draw_runs (draw, fill_steps);
      cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);
    }
  /* A band has two edges, of which neither is its line. */
  if (bars || hatch || layer->upper != NULL)
    return;
  gh_palette_set_source (draw->pen->palette, cr, layer->role, 1.0);
  gh_palette_set_dash (cr, layer->role);
  cairo_set_line_width (cr, draw->pen->palette->line_width);
  /* Corners of steps are right angles, which cairo draws as rectangles. */
  cairo_set_line_join (cr, layer->kind == GH_LAYER_LINE ? CAIRO_LINE_JOIN_ROUND
                                                        : CAIRO_LINE_JOIN_MITER);
  draw_runs (draw, stroke_line);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* However many steps a pixel holds: there are few numbers among the gaps. */
static void
draw_points (const Draw *draw)
{
  cairo_t *cr = draw->pen->cr;

  gh_palette_set_source (draw->pen->palette, cr, draw->layer->role, 1.0);
  for (gsize step = draw->from; step < draw->to; step++)
    {
      if (has_gap (draw, step))
        continue;
      cairo_new_sub_path (cr);
      cairo_arc (cr, x_of_step (draw, (double) step + draw->figure->line_offset),
                 y_of (draw, get_value (draw->layer->high, step)), GH_POINT_RADIUS, 0.0,
                 2.0 * G_PI);
    }
  cairo_fill (cr);
}

/**
 * gh_layer_draw:
 * @figure: a figure that has been laid out
 * @layer: one of its layers
 * @pen: to draw with
 *
 * Draws the visible part of a layer. O(pixels) where a pixel holds more than a step, points apart.
 */
void
gh_layer_draw (const GhFigure *figure, const GhLayer *layer, GhPen *pen)
{
  Draw draw = { figure, gh_figure_get_panel (figure, layer->panel), layer, pen, 0, 0 };
  double steps_per_pixel
      = (figure->to - figure->from) / figure->step / (figure->right - figure->left);

  gh_figure_get_visible_steps (figure, &draw.from, &draw.to);
  cairo_save (pen->cr);
  /* Points on the axes are whole. */
  double over = layer->kind == GH_LAYER_POINTS ? GH_POINT_RADIUS : 0.0;
  cairo_rectangle (pen->cr, figure->left - over, draw.panel->top - 2.0 - over,
                   figure->right - figure->left + 2.0 * over,
                   draw.panel->bottom - draw.panel->top + 4.0 + 2.0 * over);
  cairo_clip (pen->cr);
  if (layer->kind == GH_LAYER_POINTS)
    draw_points (&draw);
  else if (steps_per_pixel > (draw.to - draw.from > MANY_STEPS ? DENSE_MANY_STEPS : DENSE_STEPS))
    draw_dense (&draw, steps_per_pixel);
  else
    draw_sparse (&draw);
  cairo_restore (pen->cr);
}
