/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waterfall.h"

#include <math.h>

#include "draw-text.h"

#define MARGIN 8.0
#define BAR_SHARE 0.62

/* Where bars begin and end. */
static void
find_range (const GhWaterfallTerm *terms, guint count, double *least, double *greatest)
{
  double sum = 0.0;

  *least = *greatest = 0.0;
  for (guint i = 0; i < count; i++)
    {
      sum = terms[i].is_sum ? terms[i].value : sum + terms[i].value;
      *least = MIN (*least, sum);
      *greatest = MAX (*greatest, sum);
    }
  if (!(*greatest - *least > 0.0))
    *greatest = *least + 1.0;
}

static void
draw_bar (GhPen *pen, const GhWaterfallTerm *term, double from, double to, double y, double height)
{
  cairo_rectangle (pen->cr, MIN (from, to), y - 0.5 * height, MAX (fabs (to - from), 1.0), height);
  gh_palette_set_source (pen->palette, pen->cr, term->value < 0.0 ? GH_COLOUR_LOSS : GH_COLOUR_GAIN,
                         term->is_sum ? 1.0 : 0.75);
  cairo_fill (pen->cr);
}

/* A thin line down to where the next bar begins. */
static void
draw_link (GhPen *pen, double x, double from, double to)
{
  cairo_move_to (pen->cr, floor (x) + 0.5, from);
  cairo_line_to (pen->cr, floor (x) + 0.5, to);
  cairo_set_line_width (pen->cr, 1.0);
  gh_palette_set_source (pen->palette, pen->cr, GH_COLOUR_ZERO, 1.0);
  cairo_stroke (pen->cr);
}

static void
measure (GhPen *pen, const GhWaterfallTerm *terms, guint count, double *names, double *texts)
{
  *names = *texts = 0.0;
  for (guint i = 0; i < count; i++)
    {
      double name = gh_pen_measure (pen, terms[i].name, terms[i].is_sum);
      double text = gh_pen_measure (pen, terms[i].text, terms[i].is_sum);
      *names = MAX (*names, name);
      *texts = MAX (*texts, text);
    }
}

/**
 * gh_waterfall_draw:
 * @terms: (array length=count): in the order in which they are added up
 * @count: how many
 * @cr: to draw with
 * @width: pixels
 * @height: pixels
 * @style: how it looks
 *
 * Draws a sum term by term, a row each: its name, a bar from the sum before to the sum after, and
 * its value.
 */
void
gh_waterfall_draw (const GhWaterfallTerm *terms, guint count, cairo_t *cr, double width,
                   double height, const GhFigureStyle *style)
{
  double least, greatest, names, texts, sum = 0.0;
  GhPen pen;

  gh_pen_init (&pen, cr, style->palette, style->font_family, style->text_scale, NULL);
  gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 1.0);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  find_range (terms, count, &least, &greatest);
  measure (&pen, terms, count, &names, &texts);
  names = MIN (names, 0.45 * width);
  double left = MARGIN + names + 10.0, right = width - MARGIN - texts - 10.0;
  double row = height / MAX (1, count);
#define X_OF(value) (left + ((value) -least) / (greatest - least) * (right - left))
  draw_link (&pen, X_OF (0.0), 2.0, height - 2.0);
  for (guint i = 0; i < count; i++)
    {
      GhTextStyle name = { GH_COLOUR_TEXT, terms[i].is_sum, 0.0, names };
      GhTextStyle text = { GH_COLOUR_TEXT, terms[i].is_sum, 1.0, 0.0 };
      double before = terms[i].is_sum ? 0.0 : sum, y = (i + 0.5) * row;
      sum = terms[i].is_sum ? terms[i].value : sum + terms[i].value;
      gh_pen_text (&pen, terms[i].name, MARGIN, y, &name);
      draw_bar (&pen, &terms[i], X_OF (before), X_OF (sum), y, BAR_SHARE * row);
      if (i + 1 < count && !terms[i + 1].is_sum)
        draw_link (&pen, X_OF (sum), y + 0.5 * BAR_SHARE * row, y + row * (1.0 - 0.5 * BAR_SHARE));
      gh_pen_text (&pen, terms[i].text, width - MARGIN, y, &text);
    }
#undef X_OF
  if (style->dimmed)
    {
      gh_palette_set_source (style->palette, cr, GH_COLOUR_BACKGROUND, 0.5);
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_fill (cr);
    }
  gh_pen_clear (&pen);
}
