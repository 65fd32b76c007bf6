/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a map of hours is drawn: a title, what the colours stand for, and both kinds of days beside
 * each other, or below each other where there is no room for that. */
#include <math.h>

#include "calendar-text.h"
#include "draw-text.h"
#include "hour-map-private.h"

#define MARGIN 8.0
#define GAP 14.0
/* Both kinds of days beside each other from this width on, at usual text. */
#define WIDE 470.0
#define ROW_HEIGHT 15.0
#define LINE_HEIGHT 20.0
/* Above and below the cells of one kind of days: its name, and the hours. */
#define BLOCK_LINES 2.0
/* Above all: the title and the legend. */
#define HEAD_LINES 2.0
#define SWATCH 11.0
#define GRADIENT_WIDTH 90.0
/* So many values are told one by one. */
#define MOST_SWATCHES 7
#define HOURS_APART 6
#define DOT_MOST 2.0
#define DOT_SHARE 0.2

static gboolean
is_wide (double width, double text_scale)
{
  return width >= WIDE * text_scale;
}

/**
 * gh_hour_map_get_height:
 * @width: pixels
 * @text_scale: of the style it is drawn with
 *
 * Returns: the height at which all of a map can be read, pixels
 */
int
gh_hour_map_get_height (double width, double text_scale)
{
  double block = GH_MAP_MONTHS * ROW_HEIGHT + BLOCK_LINES * LINE_HEIGHT;
  double blocks = is_wide (width, text_scale) ? 1.0 : GH_MAP_DAYS;

  return (int) ceil (text_scale * (HEAD_LINES * LINE_HEIGHT + blocks * block) + MARGIN);
}

static guint32
find_colour (const GhHourMap *map, const GhPalette *palette, double value)
{
  double largest = fmax (fabs (map->least), fabs (map->greatest));
  double range = map->greatest - map->least;

  if (map->least < 0.0)
    return gh_palette_tint (palette, value < 0.0 ? map->negative_role : map->role,
                            fabs (value) / largest);
  return gh_palette_tint (palette, map->role, range > 0.0 ? (value - map->least) / range : 0.0);
}

static void
set_colour (GhPen *pen, guint32 colour)
{
  cairo_set_source_rgb (pen->cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                        (colour & 0xff) / 255.0);
}

/* The palest of them are hardly told from the paper without a frame. */
static void
frame (GhPen *pen, double x, double y, double width, double height)
{
  cairo_rectangle (pen->cr, floor (x) + 0.5, floor (y) + 0.5, floor (width), floor (height));
  gh_palette_set_source (pen->palette, pen->cr, GH_COLOUR_ZERO, 1.0);
  cairo_set_line_width (pen->cr, 1.0);
  cairo_stroke (pen->cr);
}

static void
draw_dot (GhPen *pen, double x, double y, double radius, guint32 below)
{
  guint32 text = pen->palette->colours[GH_COLOUR_TEXT];
  guint32 paper = pen->palette->colours[GH_COLOUR_BACKGROUND];

  set_colour (pen,
              gh_colour_contrast (text, below) >= gh_colour_contrast (paper, below) ? text : paper);
  cairo_arc (pen->cr, x, y, radius, 0.0, 2.0 * G_PI);
  cairo_fill (pen->cr);
}

/* Fills the cell's rectangle without smoothing: neighbours of one value leave no seam, wherever on
 * the screen the map begins. */
static void
fill_cell (GhPen *pen, guint32 colour, double x, double y, double width, double height)
{
  cairo_save (pen->cr);
  cairo_set_antialias (pen->cr, CAIRO_ANTIALIAS_NONE);
  set_colour (pen, colour);
  cairo_rectangle (pen->cr, x, y, width, height);
  cairo_fill (pen->cr);
  cairo_restore (pen->cr);
}

static void
draw_cells (const GhHourMap *map, GhPen *pen, guint days)
{
  double radius = fmin (DOT_MOST, DOT_SHARE * fmin (map->cell_width, map->cell_height));

  for (guint month = 0; month < GH_MAP_MONTHS; month++)
    for (guint hour = 0; hour < GH_MAP_HOURS; hour++)
      {
        double value = map->values[days][month][hour];
        double x0 = round (map->left[days] + hour * map->cell_width);
        double x1 = round (map->left[days] + (hour + 1) * map->cell_width);
        double y0 = round (map->top[days] + month * map->cell_height);
        double y1 = round (map->top[days] + (month + 1) * map->cell_height);
        guint32 colour = pen->palette->colours[GH_COLOUR_BACKGROUND];
        if (!isnan (value))
          colour = find_colour (map, pen->palette, value);
        fill_cell (pen, colour, x0, y0, x1 - x0, y1 - y0);
        if (map->marks[days][month][hour])
          draw_dot (pen, 0.5 * (x0 + x1), 0.5 * (y0 + y1), radius, colour);
      }
  frame (pen, round (map->left[days]) - 1.0, round (map->top[days]) - 1.0,
         GH_MAP_HOURS * map->cell_width + 1.0, GH_MAP_MONTHS * map->cell_height + 1.0);
}

static void
draw_hours (const GhHourMap *map, GhPen *pen, guint days, double line)
{
  double y = map->top[days] + GH_MAP_MONTHS * map->cell_height + 0.5 * line;

  for (guint hour = 0; hour <= GH_MAP_HOURS; hour += HOURS_APART)
    {
      GhTextStyle style = { GH_COLOUR_DIM_TEXT, FALSE, 0.5, 0.0 };
      g_autofree char *label = g_strdup_printf ("%u:00", hour);
      double x = map->left[days] + hour * map->cell_width;
      /* The ends would reach beyond the cells, where the next ones begin. */
      style.alignment = hour == 0 ? 0.0 : hour == GH_MAP_HOURS ? 1.0 : 0.5;
      gh_pen_text (pen, label, x, y, &style);
    }
}

static void
draw_months (const GhHourMap *map, GhPen *pen, guint days)
{
  GhTextStyle style = { GH_COLOUR_DIM_TEXT, FALSE, 1.0, 0.0 };
  guint every = map->cell_height >= gh_pen_get_line_height (pen) - 3.0 ? 1 : 3;

  for (guint month = 0; month < GH_MAP_MONTHS; month += every)
    {
      g_autofree char *name = gh_month_name (month, FALSE);
      gh_pen_text (pen, name, map->left[days] - 6.0,
                   map->top[days] + (month + 0.5) * map->cell_height, &style);
    }
}

static void
draw_cursor (const GhHourMap *map, GhPen *pen)
{
  double x = map->left[map->cursor.days] + map->cursor.hour * map->cell_width;
  double y = map->top[map->cursor.days] + map->cursor.month * map->cell_height;

  cairo_rectangle (pen->cr, round (x) - 1.0, round (y) - 1.0, round (map->cell_width) + 2.0,
                   round (map->cell_height) + 2.0);
  gh_palette_set_source (pen->palette, pen->cr, GH_COLOUR_TEXT, 1.0);
  cairo_set_line_width (pen->cr, 2.0);
  cairo_stroke (pen->cr);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* The values that read differently, rising; %NULL where they are too many. */
static GArray *
list_values (const GhHourMap *map)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (double));
  const double *values = &map->values[0][0][0];
  g_autofree char *last = NULL;

  for (guint i = 0; i < GH_MAP_DAYS * GH_MAP_MONTHS * GH_MAP_HOURS; i++)
    if (!isnan (values[i]))
      g_array_append_val (sorted, values[i]);
  g_array_sort (sorted, compare_numbers);
  for (guint i = 0; i < sorted->len && list->len <= MOST_SWATCHES; i++)
    {
      double value = g_array_index (sorted, double, i);
      g_autofree char *text = gh_hour_map_format_value (map, value);
      if (g_strcmp0 (text, last) == 0)
        continue;
      g_array_append_val (list, value);
      g_free (last);
      last = g_steal_pointer (&text);
    }
  return list->len <= MOST_SWATCHES ? g_steal_pointer (&list) : NULL;
}

static char *
format_entry (const GhHourMap *map, const GArray *list, guint index)
{
  g_autofree char *text = gh_hour_map_format_value (map, g_array_index (list, double, index));

  return index + 1 < list->len ? g_steal_pointer (&text)
                               : g_strdup_printf ("%s %s", text, map->unit);
}

/* A swatch a value; whether there is room for that. */
static gboolean
draw_swatches (const GhHourMap *map, GhPen *pen, double x, double y, double right, gboolean paint)
{
  GhTextStyle style = { GH_COLOUR_DIM_TEXT, FALSE, 0.0, 0.0 };
  g_autoptr (GArray) list = list_values (map);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      g_autofree char *text = format_entry (map, list, i);
      double top = floor (y - 0.5 * SWATCH);
      if (paint)
        {
          set_colour (pen, find_colour (map, pen->palette, g_array_index (list, double, i)));
          cairo_rectangle (pen->cr, floor (x), top, SWATCH, SWATCH);
          cairo_fill (pen->cr);
          frame (pen, x, top, SWATCH, SWATCH);
          gh_pen_text (pen, text, x + SWATCH + 5.0, y, &style);
        }
      x += SWATCH + 5.0 + gh_pen_measure (pen, text, FALSE) + 12.0;
    }
  return list != NULL && x - 12.0 <= right;
}

/* The colours from end to end. */
static void
draw_gradient (const GhHourMap *map, GhPen *pen, double x, double y)
{
  GhTextStyle style = { GH_COLOUR_DIM_TEXT, FALSE, 0.0, 0.0 };
  g_autofree char *low = gh_hour_map_format_value (map, map->least);
  g_autofree char *high = gh_hour_map_format_value (map, map->greatest);
  g_autofree char *last = g_strdup_printf ("%s %s", high, map->unit);

  x = floor (x + gh_pen_text (pen, low, x, y, &style) + 6.0);
  for (double i = 0.0; i < GRADIENT_WIDTH; i += 1.0)
    {
      double share = i / (GRADIENT_WIDTH - 1.0);
      set_colour (
          pen, find_colour (map, pen->palette, map->least + share * (map->greatest - map->least)));
      cairo_rectangle (pen->cr, x + i, floor (y - 0.5 * SWATCH), 1.0, SWATCH);
      cairo_fill (pen->cr);
    }
  frame (pen, x - 1.0, floor (y - 0.5 * SWATCH) - 1.0, GRADIENT_WIDTH + 1.0, SWATCH + 1.0);
  gh_pen_text (pen, last, x + GRADIENT_WIDTH + 6.0, y, &style);
}

/* The title, and at the right what a point means. */
static void
draw_title (const GhHourMap *map, GhPen *pen, double width, double y)
{
  GhTextStyle title = { GH_COLOUR_TEXT, TRUE, 0.0, width - 2.0 * MARGIN };
  GhTextStyle mark = { GH_COLOUR_DIM_TEXT, FALSE, 1.0, 0.0 };

  if (map->has_marks)
    {
      double room = gh_pen_measure (pen, map->mark, FALSE) + 10.0;
      gh_pen_text (pen, map->mark, width - MARGIN, y, &mark);
      draw_dot (pen, width - MARGIN - room + 2.0, y, DOT_MOST,
                pen->palette->colours[GH_COLOUR_BACKGROUND]);
      title.most_width -= room + 8.0;
    }
  gh_pen_text (pen, map->title, MARGIN, y, &title);
}

static void
lay_out (GhHourMap *map, GhPen *pen, double width, double height, double text_scale)
{
  gboolean wide = is_wide (width, text_scale);
  double line = LINE_HEIGHT * text_scale, label = 0.0;
  double blocks = wide ? 1.0 : GH_MAP_DAYS;

  for (guint month = 0; month < GH_MAP_MONTHS; month++)
    {
      g_autofree char *name = gh_month_name (month, FALSE);
      label = fmax (label, gh_pen_measure (pen, name, FALSE));
    }
  double left = ceil (MARGIN + label + 6.0), cells = width - MARGIN - left;
  double block = (height - MARGIN - HEAD_LINES * line) / blocks;
  map->cell_width = (wide ? 0.5 * (cells - GAP) : cells) / GH_MAP_HOURS;
  map->cell_height = (block - BLOCK_LINES * line) / GH_MAP_MONTHS;
  for (guint days = 0; days < GH_MAP_DAYS; days++)
    {
      map->left[days] = wide ? left + days * (GH_MAP_HOURS * map->cell_width + GAP) : left;
      map->top[days] = HEAD_LINES * line + (wide ? 0.0 : days * block) + line;
    }
}

/**
 * gh_hour_map_draw:
 * @map: a map
 * @cr: to draw with
 * @width: pixels
 * @height: pixels; see gh_hour_map_get_height()
 * @style: how it looks
 *
 * Draws the map.
 */
void
gh_hour_map_draw (GhHourMap *map, cairo_t *cr, double width, double height,
                  const GhFigureStyle *style)
{
  double line = LINE_HEIGHT * style->text_scale;
  GhPen pen;

  gh_pen_init (&pen, cr, style->palette, style->font_family, style->text_scale, NULL);
  lay_out (map, &pen, width, height, style->text_scale);
  gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 1.0);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  draw_title (map, &pen, width, 0.5 * line);
  if (draw_swatches (map, &pen, MARGIN, 1.5 * line, width - MARGIN, FALSE))
    draw_swatches (map, &pen, MARGIN, 1.5 * line, width - MARGIN, TRUE);
  else
    draw_gradient (map, &pen, MARGIN, 1.5 * line);
  for (guint days = 0; days < GH_MAP_DAYS; days++)
    {
      GhTextStyle name = { GH_COLOUR_TEXT, FALSE, 0.0, GH_MAP_HOURS * map->cell_width };
      gh_pen_text (&pen, gh_hour_map_name_days (days), map->left[days], map->top[days] - 0.5 * line,
                   &name);
      draw_cells (map, &pen, days);
      draw_hours (map, &pen, days, line);
      if (days == 0 || map->left[days] <= map->left[0])
        draw_months (map, &pen, days);
    }
  if (map->has_cursor)
    draw_cursor (map, &pen);
  if (style->dimmed)
    {
      gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 0.5);
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_fill (cr);
    }
  gh_pen_clear (&pen);
}
