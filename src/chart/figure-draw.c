/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figure-axis.h"
#include "figure-heading.h"
#include "layer-draw.h"
#include "number-text.h"
#include "time-scale.h"
#include "words.h"

#define MARGIN GH_FIGURE_MARGIN
#define TICK_GAP 6.0
#define PIXELS_PER_TIME_TICK 58.0
#define PANEL_GAP 10.0
/* No plot gives up so much of its height for a legend that less is left. */
#define LEAST_PLOT 64.0
#define LEAST_OTHER_PLOT 40.0
#define DAY_SECONDS 86400.0
/* Runs of hours cannot be told apart in more than that. */
#define LONGEST_ABSENCE_VIEW (40.0 * DAY_SECONDS)
#define LANE_HEIGHT 4.0
#define LANE_OPACITY 0.55

/* One drawing of a figure. */
typedef struct
{
  GhFigure *figure;
  GhPen pen;
  double width, height;
  double line; /* height of a line of text */
  gboolean whole_names;
} Picture;

/* Whether every plot is high enough to be read, where this is left for all: those that have given
 * room to a legend more than others. */
static gboolean
are_high_enough (const GhFigure *figure, double left, double weights)
{
  for (guint i = 0; i < figure->panels->len; i++)
    {
      const GhPanel *panel = gh_figure_get_panel (figure, i);
      double least = panel->legend_lines > 0 ? LEAST_PLOT : LEAST_OTHER_PLOT;
      if (left * panel->weight / weights < least)
        return FALSE;
    }
  return TRUE;
}

/* Legends that do not fit beside their titles get lines of their own, as long as every plot stays
 * high enough to be read or names have to be whole; returns what is left for the plots. */
static double
give_legends_lines (Picture *picture, double plots, double weights)
{
  GhFigure *figure = picture->figure;
  guint count = figure->panels->len, lines = 0;

  for (guint i = 0; i < count; i++)
    {
      GhPanel *panel = gh_figure_get_panel (figure, i);
      panel->legend_lines = gh_figure_count_legend_lines (figure, i, &picture->pen, picture->width);
      lines += panel->legend_lines;
    }
  double left = plots - lines * gh_figure_get_legend_height (picture->line);
  if (lines == 0 || picture->whole_names || are_high_enough (figure, left, weights))
    return left;
  for (guint i = 0; i < count; i++)
    gh_figure_get_panel (figure, i)->legend_lines = 0;
  return plots;
}

/* Heights from the weights, then axes, then the left edge from the widest label. */
static void
lay_out (Picture *picture)
{
  GhFigure *figure = picture->figure;
  guint count = figure->panels->len;
  double title = 1.35 * picture->line + 6.0, weights = 0.0, y = 2.0, widest = 0.0;
  gboolean two_lines = figure->time != NULL || figure->unit != NULL;
  double bottom = (two_lines ? 2.0 : 1.0) * picture->line + 8.0;

  figure->right = gh_figure_find_right (picture->width);
  for (guint i = 0; i < count; i++)
    weights += gh_figure_get_panel (figure, i)->weight;
  double plots = picture->height - bottom - y - count * title - (count - 1) * PANEL_GAP;
  plots = give_legends_lines (picture, plots, weights);
  for (guint i = 0; i < count; i++)
    {
      GhPanel *panel = gh_figure_get_panel (figure, i);
      panel->top = y + title + panel->legend_lines * gh_figure_get_legend_height (picture->line);
      panel->bottom = panel->top + MAX (plots, 10.0 * count) * panel->weight / weights;
      y = panel->bottom + PANEL_GAP;
      gh_figure_set_value_axis (figure, i, picture->line);
      for (guint k = 0; k < gh_value_axis_count_ticks (&panel->axis); k++)
        {
          g_autofree char *label
              = gh_number_format (gh_value_axis_get_tick (&panel->axis, k), panel->axis.digits);
          double label_width = gh_pen_measure (&picture->pen, label, FALSE);
          widest = MAX (widest, label_width);
        }
    }
  figure->left = ceil (MARGIN + widest + TICK_GAP);
}

static void
fill_span (Picture *picture, double from, double to, GhColourRole role)
{
  const GhFigure *figure = picture->figure;
  cairo_t *cr = picture->pen.cr;
  double left = MAX (gh_figure_x_to_pixels (figure, from), figure->left);
  double right = MIN (gh_figure_x_to_pixels (figure, to), figure->right);

  if (right <= left)
    return;
  for (guint i = 0; i < figure->panels->len; i++)
    {
      const GhPanel *panel = gh_figure_get_panel (figure, i);
      cairo_rectangle (cr, left, panel->top, right - left, panel->bottom - panel->top);
    }
  gh_palette_set_source (picture->pen.palette, cr, role, 1.0);
  cairo_fill (cr);
}

/* The next run of steps before @to in which somebody is away; FALSE where there is none. */
static gboolean
find_absence (const guint8 *present, gsize *from, gsize *end, gsize to)
{
  while (*from < to && present[*from])
    (*from)++;
  *end = *from;
  while (*end < to && !present[*end])
    (*end)++;
  return *end > *from;
}

/* Tints runs of steps in which the car is away, where they are wide enough to see. */
static void
draw_absence (Picture *picture)
{
  const GhFigure *figure = picture->figure;
  gsize from, to, end;

  if (figure->present == NULL || figure->to - figure->from > LONGEST_ABSENCE_VIEW)
    return;
  gh_figure_get_visible_steps (figure, &from, &to);
  for (; find_absence (figure->present, &from, &end, to); from = end)
    fill_span (picture, figure->origin + figure->step * (double) from,
               figure->origin + figure->step * (double) end, GH_COLOUR_ABSENCE);
}

/* How far above the foot of its panel a lane ends: those before it are below. */
static double
find_lane_top (const GhFigure *figure, guint lane)
{
  guint panel = g_array_index (figure->lanes, GhLane, lane).panel;
  guint before = 0;

  for (guint i = 0; i < lane; i++)
    before += g_array_index (figure->lanes, GhLane, i).panel == panel ? 1 : 0;
  return (before + 1) * (LANE_HEIGHT + 1.0);
}

static void
draw_lane (Picture *picture, guint index)
{
  const GhFigure *figure = picture->figure;
  const GhLane *lane = &g_array_index (figure->lanes, GhLane, index);
  double bottom = gh_figure_get_panel (figure, lane->panel)->bottom;
  double y = floor (bottom) - find_lane_top (figure, index);
  gsize from, to, end;

  gh_figure_get_visible_steps (figure, &from, &to);
  gh_palette_set_source (picture->pen.palette, picture->pen.cr, lane->role, LANE_OPACITY);
  for (; find_absence (lane->present, &from, &end, to); from = end)
    {
      double left = gh_figure_x_to_pixels (figure, figure->origin + figure->step * (double) from);
      double right = gh_figure_x_to_pixels (figure, figure->origin + figure->step * (double) end);
      left = MAX (left, figure->left);
      cairo_rectangle (picture->pen.cr, left, y, MIN (right, figure->right) - left, LANE_HEIGHT);
      cairo_fill (picture->pen.cr);
    }
}

/* Who of several is away when, where it is wide enough to see. */
static void
draw_lanes (Picture *picture)
{
  const GhFigure *figure = picture->figure;

  for (guint i = 0; i < figure->lanes->len && figure->to - figure->from <= LONGEST_ABSENCE_VIEW;
       i++)
    draw_lane (picture, i);
}

static void
draw_weekends (Picture *picture)
{
  const GhFigure *figure = picture->figure;
  GhCivilTime civil;
  GTimeZone *zone;

  if (figure->time == NULL || figure->to - figure->from > 100.0 * DAY_SECONDS)
    return;
  zone = gh_time_axis_get_zone (figure->time);
  gh_civil_time_at (zone, (gint64) figure->from, &civil);
  for (gint32 date = civil.date;; date++)
    {
      double begin = (double) gh_civil_time_to_unix (zone, date, 0);
      if (begin >= figure->to)
        return;
      if (gh_date_get_weekday (date) >= 6)
        fill_span (picture, begin, (double) gh_civil_time_to_unix (zone, date + 1, 0),
                   GH_COLOUR_WEEKEND);
    }
}

static void
draw_line (cairo_t *cr, double x0, double y0, double x1, double y1)
{
  cairo_move_to (cr, floor (x0) + 0.5, floor (y0) + 0.5);
  cairo_line_to (cr, floor (x1) + 0.5, floor (y1) + 0.5);
}

/* Whether a tick is where areas and bars begin; ticks are sums of steps. */
static gboolean
is_base (const GhPanel *panel, double tick)
{
  return fabs (tick - panel->base * panel->scale) < 1e-6 * panel->axis.step;
}

/* As many numbers as do not touch each other. */
static void
draw_value_axis (Picture *picture, const GhPanel *panel)
{
  const GhFigure *figure = picture->figure;
  GhPen *pen = &picture->pen;
  GhTextStyle style = { GH_COLOUR_DIM_TEXT, FALSE, 1.0, 0.0 };
  double next = INFINITY;

  cairo_set_line_width (pen->cr, 1.0);
  for (guint i = 0; i < gh_value_axis_count_ticks (&panel->axis); i++)
    {
      double value = gh_value_axis_get_tick (&panel->axis, i);
      double y = gh_panel_y_to_pixels (panel, value);
      g_autofree char *label = gh_number_format (value, panel->axis.digits);
      draw_line (pen->cr, figure->left, y, figure->right, y);
      gh_palette_set_source (pen->palette, pen->cr,
                             is_base (panel, value) ? GH_COLOUR_ZERO : GH_COLOUR_GRID, 1.0);
      cairo_stroke (pen->cr);
      if (y > next)
        continue;
      gh_pen_text (pen, label, figure->left - TICK_GAP, y, &style);
      next = y - 0.9 * picture->line;
    }
}

/* Vertical lines through all panels. */
static void
draw_upright (Picture *picture, double x, GhColourRole role)
{
  const GhFigure *figure = picture->figure;
  cairo_t *cr = picture->pen.cr;
  double at = gh_figure_x_to_pixels (figure, x);

  if (at < figure->left - 0.5 || at > figure->right + 0.5)
    return;
  for (guint i = 0; i < figure->panels->len; i++)
    {
      const GhPanel *panel = gh_figure_get_panel (figure, i);
      draw_line (cr, at, panel->top, at, panel->bottom);
    }
  gh_palette_set_source (picture->pen.palette, cr, role, 1.0);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
}

/* Below the ticks, what they are part of; each as far as the next begins. */
static void
draw_spans (Picture *picture, const GArray *spans, double y)
{
  const GhFigure *figure = picture->figure;
  GhTextStyle style = { GH_COLOUR_TEXT, FALSE, 0.0, 0.0 };

  for (guint i = 0; i < spans->len; i++)
    {
      const GhTimeTick *span = &g_array_index (spans, GhTimeTick, i);
      double begin = MAX (gh_figure_x_to_pixels (figure, span->time), figure->left);
      double end
          = i + 1 < spans->len ? gh_figure_x_to_pixels (figure, span[1].time) : figure->right;
      double width = gh_pen_measure (&picture->pen, span->label, FALSE);
      if (begin + width + 4.0 <= MIN (end, figure->right) + 1.0)
        gh_pen_text (&picture->pen, span->label, begin + 3.0, y, &style);
      if (span->time > figure->from)
        draw_upright (picture, span->time, GH_COLOUR_ZERO);
    }
}

static void
draw_time_axis (Picture *picture, double top)
{
  const GhFigure *figure = picture->figure;
  GhTextStyle style = { GH_COLOUR_DIM_TEXT, FALSE, 0.5, 0.0 };
  guint most = (guint) MAX (2.0, (figure->right - figure->left) / PIXELS_PER_TIME_TICK);
  double next = figure->left - 20.0, y = top + 0.5 * picture->line;
  GhTimeScale scale;

  gh_time_scale_init (&scale, figure->from, figure->to, gh_time_axis_get_zone (figure->time), most);
  for (guint i = 0; i < scale.ticks->len; i++)
    {
      const GhTimeTick *tick = &g_array_index (scale.ticks, GhTimeTick, i);
      double x = gh_figure_x_to_pixels (figure, tick->time);
      double half = 0.5 * gh_pen_measure (&picture->pen, tick->label, FALSE);
      draw_upright (picture, tick->time, GH_COLOUR_GRID);
      if (x - half < next || x + half > picture->width)
        continue;
      gh_pen_text (&picture->pen, tick->label, x, y, &style);
      next = x + half + 6.0;
    }
  draw_spans (picture, scale.spans, y + picture->line + 1.0);
  gh_time_scale_clear (&scale);
}

static void
draw_year_axis (Picture *picture, double top)
{
  const GhFigure *figure = picture->figure;
  GhTextStyle style = { GH_COLOUR_DIM_TEXT, FALSE, 0.5, 0.0 };
  double per_year = gh_figure_x_to_pixels (figure, 1.0) - gh_figure_x_to_pixels (figure, 0.0);
  int every = per_year >= 24.0 ? 1 : per_year >= 12.0 ? 2 : 5;
  GhTextStyle title = { GH_COLOUR_TEXT, FALSE, 0.0, 0.0 };

  gh_pen_text (&picture->pen, _ ("Year"), MARGIN, top + 0.5 * picture->line, &title);

  for (int year = (int) ceil (figure->from); year <= (int) floor (figure->to); year++)
    {
      g_autofree char *label = g_strdup_printf ("%d", year);
      if (year % every == 0)
        gh_pen_text (&picture->pen, label, gh_figure_x_to_pixels (figure, year),
                     top + 0.5 * picture->line, &style);
    }
}

/* Round numbers, and below them what they measure. */
static void
draw_number_axis (Picture *picture, double top)
{
  const GhFigure *figure = picture->figure;
  GhTextStyle style = { GH_COLOUR_DIM_TEXT, FALSE, 0.5, 0.0 };
  GhTextStyle title = { GH_COLOUR_TEXT, FALSE, 0.5, figure->right - figure->left };
  guint most = (guint) MAX (2.0, (figure->right - figure->left) / PIXELS_PER_TIME_TICK);
  g_autofree char *words = g_strdup_printf ("%s (%s)", figure->title, figure->unit);
  GhValueAxis axis;

  gh_value_axis_init (&axis, figure->from, figure->to, most);
  for (guint i = 0; i < gh_value_axis_count_ticks (&axis); i++)
    {
      double tick = gh_value_axis_get_tick (&axis, i), x = gh_figure_x_to_pixels (figure, tick);
      g_autofree char *label = gh_number_format (tick, axis.digits);
      if (x < figure->left - 0.5 || x > figure->right + 0.5)
        continue;
      draw_upright (picture, tick, GH_COLOUR_GRID);
      gh_pen_text (&picture->pen, label, x, top + 0.5 * picture->line, &style);
    }
  gh_pen_text (&picture->pen, words, 0.5 * (figure->left + figure->right),
               top + 1.5 * picture->line + 1.0, &title);
}

/* How many names lie between those that are written: as few as leave room, and round. */
static gsize
find_stride (Picture *picture)
{
  const GhFigure *figure = picture->figure;
  double place = (figure->right - figure->left) * figure->step / (figure->to - figure->from);
  double widest = 0.0;
  gsize stride = 1;

  for (gsize i = 0; i < figure->count; i++)
    {
      double width = gh_pen_measure (&picture->pen, figure->names[i], FALSE);
      widest = MAX (widest, width);
    }
  for (guint k = 0; (double) stride * place < widest + 6.0 && stride < figure->count; k++)
    stride = k % 3 == 1 ? stride / 2 * 5 : stride * 2;
  return stride;
}

static void
draw_name_axis (Picture *picture, double top)
{
  const GhFigure *figure = picture->figure;
  GhTextStyle style = { GH_COLOUR_DIM_TEXT, FALSE, 0.5, 0.0 };
  gsize stride = find_stride (picture);

  for (gsize i = 0; i < figure->count; i += stride)
    {
      double x = gh_figure_x_to_pixels (figure, gh_figure_get_step_middle (figure, i));
      double half = 0.5 * gh_pen_measure (&picture->pen, figure->names[i], FALSE);
      if (x >= figure->left && x <= figure->right)
        gh_pen_text (&picture->pen, figure->names[i], MIN (x, picture->width - half - 1.0),
                     top + 0.5 * picture->line, &style);
    }
}

static void
draw_mark (Picture *picture, const GhMark *mark)
{
  const GhFigure *figure = picture->figure;
  GhTextStyle style = { GH_COLOUR_TEXT, FALSE, 0.0, 0.0 };
  GhPen *pen = &picture->pen;

  draw_upright (picture, mark->x, GH_COLOUR_TEXT);
  if (mark->label == NULL)
    return;
  double x = gh_figure_x_to_pixels (figure, mark->x) + 6.0;
  const GhPanel *panel = gh_figure_get_panel (figure, 0);
  double room = gh_figure_get_mark_height (figure, 0, picture->line);
  double y = room > 0.0 ? panel->top + 0.5 * room : panel->bottom - 0.7 * picture->line;
  double width = gh_pen_measure (pen, mark->label, FALSE);
  if (x + width > figure->right)
    x -= width + 12.0;
  /* No line runs through the words. */
  gh_palette_set_source (pen->palette, pen->cr, GH_COLOUR_BACKGROUND, 0.85);
  cairo_rectangle (pen->cr, x - 2.0, y - 0.5 * picture->line, width + 4.0, picture->line);
  cairo_fill (pen->cr);
  gh_pen_text (pen, mark->label, x, y, &style);
}

/* Where in the step of the cursor a layer has its value. */
static double
find_dot (const GhFigure *figure, const GhLayer *layer, gsize step)
{
  double from, to, begin = figure->origin + figure->step * (double) step;

  if (figure->time != NULL)
    return figure->cursor;
  if (layer->kind != GH_LAYER_BARS)
    return begin + figure->step * figure->line_offset;
  gh_figure_find_bar (figure, layer, &from, &to);
  return begin + figure->step * 0.5 * (from + to);
}

/* A line through all panels and a dot on each layer. */
static void
draw_cursor (Picture *picture)
{
  const GhFigure *figure = picture->figure;
  cairo_t *cr = picture->pen.cr;
  gsize step;

  if (!gh_figure_find_step (figure, figure->cursor, &step))
    return;
  draw_upright (picture, figure->cursor, GH_COLOUR_CURSOR);
  for (guint i = 0; i < figure->layers->len; i++)
    {
      const GhLayer *layer = gh_figure_get_layer (figure, i);
      const GhPanel *panel = gh_figure_get_panel (figure, layer->panel);
      double x = gh_figure_x_to_pixels (figure, find_dot (figure, layer, step)), value;
      if (!layer->visible || x < figure->left || x > figure->right)
        continue;
      value = gh_series_get_values (gh_pyramid_get_series (layer->high))[step] * panel->scale;
      if (!isfinite (value))
        continue;
      cairo_arc (cr, x, gh_panel_y_to_pixels (panel, value), 3.5, 0.0, 2.0 * G_PI);
      gh_palette_set_source (picture->pen.palette, cr, layer->role, 1.0);
      cairo_fill_preserve (cr);
      gh_palette_set_source (picture->pen.palette, cr, GH_COLOUR_BACKGROUND, 1.0);
      cairo_set_line_width (cr, 1.0);
      cairo_stroke (cr);
    }
}

static void
draw_data (Picture *picture)
{
  GhFigure *figure = picture->figure;

  for (guint i = 0; i < figure->layers->len; i++)
    {
      const GhLayer *layer = gh_figure_get_layer (figure, i);
      if (layer->visible)
        gh_layer_draw (figure, layer, &picture->pen);
    }
}

/**
 * gh_figure_draw:
 * @figure: a figure with a panel or more
 * @cr: to draw with
 * @width: pixels
 * @height: pixels
 * @style: how it looks
 *
 * Draws the visible part. The value axes fit what is visible. O(pixels), whatever the length of the
 * series.
 */
void
gh_figure_draw (GhFigure *figure, cairo_t *cr, double width, double height,
                const GhFigureStyle *style)
{
  Picture picture
      = { .figure = figure, .width = width, .height = height, .whole_names = style->whole_names };

  gh_pen_init (&picture.pen, cr, style->palette, style->font_family, style->text_scale,
               figure->texts);
  picture.line = gh_pen_get_line_height (&picture.pen);
  gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 1.0);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  if (figure->panels->len > 0)
    {
      lay_out (&picture);
      double below = gh_figure_get_panel (figure, figure->panels->len - 1)->bottom + 5.0;
      draw_weekends (&picture);
      draw_absence (&picture);
      if (figure->time != NULL)
        draw_time_axis (&picture, below);
      else if (figure->names != NULL)
        draw_name_axis (&picture, below);
      else if (figure->unit != NULL)
        draw_number_axis (&picture, below);
      else
        draw_year_axis (&picture, below);
      for (guint i = 0; i < figure->panels->len; i++)
        draw_value_axis (&picture, gh_figure_get_panel (figure, i));
      draw_lanes (&picture);
      draw_data (&picture);
      for (guint i = 0; i < figure->panels->len; i++)
        gh_figure_draw_heading (figure, i, &picture.pen, picture.width);
      for (guint i = 0; i < figure->marks->len; i++)
        draw_mark (&picture, &g_array_index (figure->marks, GhMark, i));
      draw_cursor (&picture);
    }
  if (style->dimmed)
    {
      gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 0.5);
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_fill (cr);
    }
  gh_pen_clear (&picture.pen);
}
