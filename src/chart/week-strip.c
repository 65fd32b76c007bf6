/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "week-strip.h"

#include <math.h>

#include "calendar-text.h"
#include "draw-text.h"
#include "words.h"

#define DAYS 7
#define MINUTES_PER_DAY 1440
#define MARGIN 8.0
#define ROW_SHARE 0.72
/* Levels that differ by less look alike. */
#define LEAST_LEVEL 1e-3

/**
 * gh_week_strip_init:
 * @strip: (out): clear with gh_week_strip_clear()
 *
 * Begins an empty week.
 */
void
gh_week_strip_init (GhWeekStrip *strip)
{
  strip->trips = g_array_new (FALSE, FALSE, sizeof (GhWeekSpan));
  strip->prices = g_array_new (FALSE, FALSE, sizeof (GhWeekSpan));
}

/**
 * gh_week_strip_clear:
 * @strip: a week
 *
 * Frees what it owns.
 */
void
gh_week_strip_clear (GhWeekStrip *strip)
{
  g_clear_pointer (&strip->trips, g_array_unref);
  g_clear_pointer (&strip->prices, g_array_unref);
}

static void
add_span (GArray *spans, guint weekday, int from, int to, double level)
{
  GhWeekSpan span = { weekday % DAYS, from, to, level };

  if (to > from)
    g_array_append_val (spans, span);
}

/**
 * gh_week_strip_add_trip:
 * @strip: a week
 * @days: on which it begins: bits, Monday first
 * @leave: minutes since midnight
 * @back: minutes since midnight; not after @leave: the next day
 *
 * Adds when the car is away, over midnight where need be.
 */
void
gh_week_strip_add_trip (GhWeekStrip *strip, guint days, int leave, int back)
{
  for (guint day = 0; day < DAYS; day++)
    {
      if ((days >> day & 1) == 0)
        continue;
      add_span (strip->trips, day, leave, back > leave ? back : MINUTES_PER_DAY, 0.0);
      if (back <= leave)
        add_span (strip->trips, day + 1, 0, back, 0.0);
    }
}

/**
 * gh_week_strip_add_price:
 * @strip: a week
 * @weekday: 0 Monday
 * @from: minutes since midnight
 * @to: minutes since midnight
 * @level: 0 the cheapest to 1 the dearest
 *
 * Tints a part of a day. Parts that follow each other at one level are one, without a seam.
 */
void
gh_week_strip_add_price (GhWeekStrip *strip, guint weekday, int from, int to, double level)
{
  guint count = strip->prices->len;
  GhWeekSpan *last = count > 0 ? &g_array_index (strip->prices, GhWeekSpan, count - 1) : NULL;

  level = CLAMP (level, 0.0, 1.0);
  if (last != NULL && last->weekday == weekday % DAYS && last->to == from && to > from
      && fabs (last->level - level) < LEAST_LEVEL)
    last->to = to;
  else
    add_span (strip->prices, weekday, from, to, level);
}

/* @share: of the row's height that the span takes */
static void
draw_spans (const GArray *spans, GhPen *pen, double left, double right, double row, gboolean trips)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const GhWeekSpan *span = &g_array_index (spans, GhWeekSpan, i);
      /* On whole pixels: neighbours neither leave a seam nor overlap. */
      double x0 = round (left + (right - left) * span->from / MINUTES_PER_DAY);
      double x1 = round (left + (right - left) * span->to / MINUTES_PER_DAY);
      double top = row * span->weekday + 0.5 * (1.0 - ROW_SHARE) * row;
      double height = ROW_SHARE * row;
      if (trips)
        cairo_rectangle (pen->cr, x0, top + 0.25 * height, x1 - x0, 0.5 * height);
      else
        cairo_rectangle (pen->cr, x0, top, x1 - x0, height);
      gh_palette_set_source (pen->palette, pen->cr, trips ? GH_COLOUR_LOAD : GH_COLOUR_IMPORT_PRICE,
                             trips ? 0.9 : 0.08 + 0.55 * span->level);
      cairo_fill (pen->cr);
    }
}

/* Framed: the palest tint is hardly told from the paper. */
static void
draw_swatch (GhPen *pen, double x, double y, GhColourRole role, double alpha)
{
  cairo_rectangle (pen->cr, floor (x) + 0.5, floor (y) - 4.5, 10.0, 10.0);
  gh_palette_set_source (pen->palette, pen->cr, role, alpha);
  cairo_fill_preserve (pen->cr);
  gh_palette_set_source (pen->palette, pen->cr, GH_COLOUR_ZERO, 1.0);
  cairo_set_line_width (pen->cr, 1.0);
  cairo_stroke (pen->cr);
}

static void
draw_legend (GhPen *pen, double x, double y)
{
  static const struct
  {
    const char *name;
    GhColourRole role;
    double alpha;
  } entries[] = { { N_ ("away"), GH_COLOUR_LOAD, 0.9 },
                  { N_ ("cheap"), GH_COLOUR_IMPORT_PRICE, 0.08 },
                  { N_ ("dear"), GH_COLOUR_IMPORT_PRICE, 0.63 } };
  GhTextStyle style = { GH_COLOUR_DIM_TEXT, FALSE, 0.0, 0.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      draw_swatch (pen, x, y, entries[i].role, entries[i].alpha);
      x += 14.0 + gh_pen_text (pen, _ (entries[i].name), x + 14.0, y, &style) + 14.0;
    }
}

/**
 * gh_week_strip_draw:
 * @strip: a week
 * @cr: to draw with
 * @width: pixels
 * @height: pixels
 * @style: how it looks
 *
 * Draws seven bars of 24 hours, prices as tints and trips cut out of them.
 */
void
gh_week_strip_draw (const GhWeekStrip *strip, cairo_t *cr, double width, double height,
                    const GhFigureStyle *style)
{
  GhTextStyle name = { GH_COLOUR_TEXT, FALSE, 0.0, 0.0 };
  GhTextStyle hour_style = { GH_COLOUR_DIM_TEXT, FALSE, 0.5, 0.0 };
  GhPen pen;

  gh_pen_init (&pen, cr, style->palette, style->font_family, style->text_scale, NULL);
  double line = gh_pen_get_line_height (&pen);
  double row = (height - 2.0 * line - 10.0) / DAYS, left = MARGIN, right = width - 22.0;
  gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 1.0);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  for (guint day = 0; day < DAYS; day++)
    {
      g_autofree char *text = gh_day_name (day, FALSE);
      double end = MARGIN + gh_pen_text (&pen, text, MARGIN, (day + 0.5) * row, &name);
      left = MAX (left, end + 8.0);
    }
  draw_spans (strip->prices, &pen, left, right, row, FALSE);
  draw_spans (strip->trips, &pen, left, right, row, TRUE);
  for (int hour = 0; hour <= 24; hour += 6)
    {
      g_autofree char *text = g_strdup_printf ("%d:00", hour);
      double x = left + (right - left) * hour / 24.0;
      gh_pen_text (&pen, text, x, DAYS * row + 0.5 * line + 2.0, &hour_style);
    }
  draw_legend (&pen, left, DAYS * row + 1.5 * line + 6.0);
  gh_pen_clear (&pen);
}
