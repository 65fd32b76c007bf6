/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw-text.h"

#include <math.h>

#define TEXT_POINTS 9.5

/**
 * gh_pen_init:
 * @pen: (out): clear with gh_pen_clear()
 * @cr: to draw with
 * @palette: colours
 * @font_family: (nullable): %NULL for the system's sans serif
 * @text_scale: 1 for ordinary text
 *
 * Prepares a drawing.
 */
void
gh_pen_init (GhPen *pen, cairo_t *cr, const GhPalette *palette, const char *font_family,
             double text_scale)
{
  pen->cr = cr;
  pen->palette = palette;
  pen->layout = pango_cairo_create_layout (cr);
  pen->font = pango_font_description_new ();
  pango_font_description_set_family (pen->font, font_family != NULL ? font_family : "Sans");
  pango_font_description_set_size (pen->font, (int) (TEXT_POINTS * text_scale * PANGO_SCALE));
  pango_layout_set_font_description (pen->layout, pen->font);
  pango_layout_set_single_paragraph_mode (pen->layout, TRUE);
}

/**
 * gh_pen_clear:
 * @pen: a pen
 *
 * Frees what it owns.
 */
void
gh_pen_clear (GhPen *pen)
{
  g_clear_object (&pen->layout);
  g_clear_pointer (&pen->font, pango_font_description_free);
}

static void
set_text (GhPen *pen, const char *text, gboolean bold)
{
  pango_font_description_set_weight (pen->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (pen->layout, pen->font);
  pango_layout_set_width (pen->layout, -1);
  pango_layout_set_ellipsize (pen->layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_text (pen->layout, text, -1);
}

/**
 * gh_pen_measure:
 * @pen: a pen
 * @text: one line
 * @bold: whether it is bold
 *
 * Returns: its width, pixels
 */
double
gh_pen_measure (GhPen *pen, const char *text, gboolean bold)
{
  int width;

  set_text (pen, text, bold);
  pango_layout_get_pixel_size (pen->layout, &width, NULL);
  return width;
}

/**
 * gh_pen_get_line_height:
 * @pen: a pen
 *
 * Returns: how high a line of text is, pixels
 */
double
gh_pen_get_line_height (GhPen *pen)
{
  int height;

  set_text (pen, "0", FALSE);
  pango_layout_get_pixel_size (pen->layout, NULL, &height);
  return height;
}

/**
 * gh_pen_text:
 * @pen: a pen
 * @text: one line
 * @x: where it is, see @style
 * @y: the middle of the line
 * @style: how it looks
 *
 * Draws a line of text.
 *
 * Returns: its width, pixels
 */
double
gh_pen_text (GhPen *pen, const char *text, double x, double y, const GhTextStyle *style)
{
  int width, height;

  set_text (pen, text, style->bold);
  pango_layout_get_pixel_size (pen->layout, &width, &height);
  if (style->most_width > 0.0 && width > style->most_width)
    {
      pango_layout_set_ellipsize (pen->layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (pen->layout, (int) (style->most_width * PANGO_SCALE));
      pango_layout_get_pixel_size (pen->layout, &width, &height);
    }
  gh_palette_set_source (pen->palette, pen->cr, style->role, 1.0);
  /* Words are sharp on whole pixels only, and alike wherever they are drawn. */
  cairo_move_to (pen->cr, floor (x - style->alignment * width + 0.5),
                 floor (y - height / 2.0 + 0.5));
  pango_cairo_show_layout (pen->cr, pen->layout);
  return width;
}
