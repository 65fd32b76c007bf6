/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "heat-map.h"

#include <math.h>

#include "draw-text.h"
#include "number-text.h"
#include "time-scale.h"
#include "words.h"

#define MARGIN 8.0
#define MINUTES_PER_DAY 1440
/* The finest row: a quarter of an hour. */
#define ROWS 96
#define LEGEND_WIDTH 110.0

/* @cells: one pixel a day and quarter of an hour, kept until palette or numbers change
 * @left, @top, @right, @bottom: of the map, as last drawn */
struct _GhHeatMap
{
  GhTimeAxis *axis;
  GhSeries *series;
  char *title;
  char *unit;
  double scale;
  int digits;
  gint32 first_date;
  guint days;
  double least, greatest;
  double from, to;
  cairo_surface_t *cells;
  const GhPalette *cells_palette;
  double left, top, right, bottom;
};

static void
find_extremes (GhHeatMap *map)
{
  const double *values = gh_series_get_values (map->series);

  for (gsize i = 0; i < gh_series_get_count (map->series); i++)
    if (isfinite (values[i]))
      {
        map->least = MIN (map->least, values[i]);
        map->greatest = MAX (map->greatest, values[i]);
      }
}

/**
 * gh_heat_map_new:
 * @axis: the time of the series; referenced
 * @series: one number a step; referenced
 * @options: title, unit, scale and digits of the values
 *
 * Returns: (transfer full): a map of all of the time, nothing framed
 */
GhHeatMap *
gh_heat_map_new (GhTimeAxis *axis, GhSeries *series, const GhPanelOptions *options)
{
  GhHeatMap *map = g_new0 (GhHeatMap, 1);
  const GhCivilTime *civil = gh_time_axis_get_civil (axis);
  gsize count = gh_time_axis_get_count (axis);

  map->axis = gh_time_axis_ref (axis);
  map->series = gh_series_ref (series);
  map->title = g_strdup (options->title);
  map->unit = g_strdup (options->unit != NULL ? options->unit : "");
  map->scale = fabs (options->scale) > 0.0 ? options->scale : 1.0;
  map->digits = options->digits;
  map->first_date = civil[0].date;
  map->days = (guint) (civil[count - 1].date - civil[0].date) + 1;
  map->from = map->to = NAN;
  find_extremes (map);
  return map;
}

/**
 * gh_heat_map_free:
 * @map: (transfer full) (nullable): a map
 *
 * Frees it.
 */
void
gh_heat_map_free (GhHeatMap *map)
{
  if (map == NULL)
    return;
  gh_time_axis_unref (map->axis);
  gh_series_unref (map->series);
  g_free (map->title);
  g_free (map->unit);
  g_clear_pointer (&map->cells, cairo_surface_destroy);
  g_free (map);
}

/**
 * gh_heat_map_set_frame:
 * @map: a map
 * @from: beginning of what is framed, unix seconds; NAN for nothing
 * @to: its end
 *
 * Marks a part of the time.
 */
void
gh_heat_map_set_frame (GhHeatMap *map, double from, double to)
{
  map->from = from;
  map->to = to;
}

/* -1 to 1: as a share of the greater of what is taken and what is given; where nothing changes
 * sign, of the range. */
static double
find_share (const GhHeatMap *map, double value)
{
  double largest = MAX (fabs (map->least), fabs (map->greatest));

  if (map->least < 0.0)
    return largest > 0.0 ? value / largest : 0.0;
  return map->greatest > map->least ? (value - map->least) / (map->greatest - map->least) : 0.0;
}

/* Every step colours the quarters of an hour of its wall clock; the hour that a clock repeats is
 * coloured twice, the one it leaves out stays as paper. */
static void
paint_cells (GhHeatMap *map, const GhPalette *palette)
{
  const GhCivilTime *civil = gh_time_axis_get_civil (map->axis);
  const double *values = gh_series_get_values (map->series);
  int rows = MAX (1, gh_time_axis_get_step_seconds (map->axis) / 900);
  int stride;
  guchar *data;

  g_clear_pointer (&map->cells, cairo_surface_destroy);
  map->cells = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) map->days, ROWS);
  map->cells_palette = palette;
  data = cairo_image_surface_get_data (map->cells);
  stride = cairo_image_surface_get_stride (map->cells);
  for (guint row = 0; row < ROWS; row++)
    for (guint day = 0; day < map->days; day++)
      ((guint32 *) (gpointer) (data + (gsize) row * (gsize) stride))[day]
          = palette->colours[GH_COLOUR_BACKGROUND];
  for (gsize t = 0; t < gh_time_axis_get_count (map->axis); t++)
    {
      guint32 colour = gh_palette_map (palette, find_share (map, values[t]));
      int first = civil[t].minute / 15;
      for (int row = first; isfinite (values[t]) && row < MIN (first + rows, ROWS); row++)
        ((guint32 *) (gpointer) (data + row * stride))[civil[t].date - map->first_date] = colour;
    }
  cairo_surface_mark_dirty (map->cells);
}

static double
x_of_date (const GhHeatMap *map, double date)
{
  return map->left + (date - map->first_date) / map->days * (map->right - map->left);
}

static void
draw_hours (const GhHeatMap *map, GhPen *pen)
{
  GhTextStyle style = { GH_COLOUR_DIM_TEXT, FALSE, 1.0, 0.0 };
  double height = map->bottom - map->top;
  int every = height > 90.0 ? 6 : 12;

  for (int hour = 0; hour <= 24; hour += every)
    {
      g_autofree char *label = g_strdup_printf ("%d:00", hour);
      gh_pen_text (pen, label, map->left - 6.0, map->top + height * hour / 24.0, &style);
    }
}

static void
draw_months (const GhHeatMap *map, GhPen *pen, double y)
{
  GhTextStyle style = { GH_COLOUR_DIM_TEXT, FALSE, 0.0, 0.0 };
  GTimeZone *zone = gh_time_axis_get_zone (map->axis);
  guint most = (guint) ((map->right - map->left) / 50.0);
  double next = 0.0;
  GhTimeScale scale;

  gh_time_scale_init (&scale, (double) gh_civil_time_to_unix (zone, map->first_date, 0),
                      (double) gh_civil_time_to_unix (zone, map->first_date + (gint32) map->days, 0)
                          - 1.0,
                      zone, MAX (2, most));
  for (guint i = 0; i < scale.ticks->len; i++)
    {
      const GhTimeTick *tick = &g_array_index (scale.ticks, GhTimeTick, i);
      GhCivilTime civil;
      gh_civil_time_at (zone, (gint64) tick->time, &civil);
      double x = x_of_date (map, civil.date);
      if (x >= next && x + gh_pen_measure (pen, tick->label, FALSE) <= map->right + 8.0)
        next = x + gh_pen_text (pen, tick->label, x, y, &style) + 8.0;
    }
  gh_time_scale_clear (&scale);
}

/* The colours from end to end with what they stand for. */
static void
draw_legend (const GhHeatMap *map, GhPen *pen, double y)
{
  GhTextStyle before = { GH_COLOUR_DIM_TEXT, FALSE, 1.0, 0.0 };
  GhTextStyle behind = { GH_COLOUR_DIM_TEXT, FALSE, 0.0, 0.0 };
  double largest = MAX (fabs (map->least), fabs (map->greatest));
  gboolean signs = map->least < 0.0;
  g_autofree char *low
      = gh_number_format ((signs ? -largest : map->least) * map->scale, map->digits);
  g_autofree char *high
      = gh_number_format ((signs ? largest : map->greatest) * map->scale, map->digits);
  g_autofree char *last = g_strconcat (high, " ", map->unit, NULL);
  double right = map->right - gh_pen_measure (pen, last, FALSE) - 6.0;

  for (double x = 0.0; x < LEGEND_WIDTH; x += 1.0)
    {
      double share = x / (LEGEND_WIDTH - 1.0);
      guint32 colour = gh_palette_map (pen->palette, signs ? 2.0 * share - 1.0 : share);
      cairo_set_source_rgb (pen->cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                            (colour & 0xff) / 255.0);
      cairo_rectangle (pen->cr, floor (right - LEGEND_WIDTH + x), floor (y - 5.0), 1.0, 10.0);
      cairo_fill (pen->cr);
    }
  gh_pen_text (pen, low, right - LEGEND_WIDTH - 6.0, y, &before);
  gh_pen_text (pen, last, right + 6.0, y, &behind);
}

static void
draw_frame (const GhHeatMap *map, GhPen *pen)
{
  GTimeZone *zone = gh_time_axis_get_zone (map->axis);
  GhCivilTime from, to;

  if (isnan (map->from))
    return;
  gh_civil_time_at (zone, (gint64) map->from, &from);
  gh_civil_time_at (zone, (gint64) map->to - 1, &to);
  double left = x_of_date (map, from.date), right = x_of_date (map, to.date + 1);
  cairo_rectangle (pen->cr, floor (MAX (left, map->left)) + 0.5, map->top - 1.5,
                   MAX (ceil (MIN (right, map->right) - left), 3.0), map->bottom - map->top + 3.0);
  gh_palette_set_source (pen->palette, pen->cr, GH_COLOUR_TEXT, 1.0);
  cairo_set_line_width (pen->cr, 2.0);
  cairo_stroke (pen->cr);
}

/**
 * gh_heat_map_draw:
 * @map: a map
 * @cr: to draw with
 * @width: pixels
 * @height: pixels
 * @style: how it looks
 *
 * Draws the map. The colours are computed once, so that moving the frame costs next to nothing.
 */
void
gh_heat_map_draw (GhHeatMap *map, cairo_t *cr, double width, double height,
                  const GhFigureStyle *style)
{
  GhTextStyle title = { GH_COLOUR_TEXT, TRUE, 0.0, 0.0 };
  GhPen pen;

  gh_pen_init (&pen, cr, style->palette, style->font_family, style->text_scale, NULL);
  double line = gh_pen_get_line_height (&pen);
  map->left = ceil (MARGIN + gh_pen_measure (&pen, "24:00", FALSE) + 6.0);
  map->right = width - MARGIN - 8.0;
  map->top = line + 12.0;
  map->bottom = height - line - 6.0;
  if (map->cells == NULL || map->cells_palette != style->palette)
    paint_cells (map, style->palette);
  gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 1.0);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  gh_pen_text (&pen, map->title, MARGIN, 0.5 * line + 3.0, &title);
  draw_legend (map, &pen, 0.5 * line + 3.0);
  draw_hours (map, &pen);
  draw_months (map, &pen, map->bottom + 0.5 * line + 4.0);
  cairo_save (cr);
  cairo_translate (cr, map->left, map->top);
  cairo_scale (cr, (map->right - map->left) / map->days, (map->bottom - map->top) / ROWS);
  cairo_set_source_surface (cr, map->cells, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr),
                            map->days > 40 ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST);
  cairo_rectangle (cr, 0, 0, map->days, ROWS);
  cairo_fill (cr);
  cairo_restore (cr);
  draw_frame (map, &pen);
  if (style->dimmed)
    {
      gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 0.5);
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_fill (cr);
    }
  gh_pen_clear (&pen);
}

/**
 * gh_heat_map_hit:
 * @map: a map that has been drawn
 * @x: pixels
 * @y: pixels
 *
 * Returns: the moment there, unix seconds; the nearest one outside the map
 */
double
gh_heat_map_hit (const GhHeatMap *map, double x, double y)
{
  double width = MAX (map->right - map->left, 1.0), height = MAX (map->bottom - map->top, 1.0);
  double day = CLAMP (floor ((x - map->left) / width * map->days), 0.0, map->days - 1.0);
  double minute = CLAMP ((y - map->top) / height, 0.0, 0.999) * MINUTES_PER_DAY;

  return (double) gh_civil_time_to_unix (gh_time_axis_get_zone (map->axis),
                                         map->first_date + (gint32) day, (int) minute);
}

/**
 * gh_heat_map_describe:
 * @map: a map
 *
 * Tells in words when of the day there is most and least on average.
 *
 * Returns: (transfer full): a sentence or two
 */
char *
gh_heat_map_describe (const GhHeatMap *map)
{
  const GhCivilTime *civil = gh_time_axis_get_civil (map->axis);
  const double *values = gh_series_get_values (map->series);
  double sums[24] = { 0.0 };
  guint counts[24] = { 0 };
  int most = 0, least = 0;

  for (gsize t = 0; t < gh_time_axis_get_count (map->axis); t++)
    if (isfinite (values[t]))
      {
        sums[civil[t].minute / 60] += values[t];
        counts[civil[t].minute / 60]++;
      }
  for (int hour = 0; hour < 24; hour++)
    {
      sums[hour] = counts[hour] > 0 ? sums[hour] / counts[hour] * map->scale : 0.0;
      most = sums[hour] > sums[most] ? hour : most;
      least = sums[hour] < sums[least] ? hour : least;
    }
  g_autofree char *high = gh_number_format (sums[most], map->digits);
  g_autofree char *low = gh_number_format (sums[least], map->digits);
  return g_strdup_printf (_ ("%s by day and hour. Most on average at %d:00 (%s %s), least at %d:00 "
                             "(%s %s)."),
                          map->title, most, high, map->unit, least, low, map->unit);
}
