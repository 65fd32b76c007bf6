/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "palette.h"

G_BEGIN_DECLS

/**
 * GhPen:
 * @cr: to draw with
 * @palette: colours
 * @layout: (owned): shared by all texts of a drawing
 * @font: (owned): of ordinary text
 *
 * What is passed along while a chart is drawn.
 */
typedef struct
{
  cairo_t *cr;
  const GhPalette *palette;
  PangoLayout *layout;
  PangoFontDescription *font;
} GhPen;

/**
 * GhTextStyle:
 * @role: colour
 * @bold: for titles
 * @alignment: 0 begins at x, 0.5 is centred on it, 1 ends there
 * @most_width: pixels, longer texts end with an ellipsis; 0 for any width
 */
typedef struct
{
  GhColourRole role;
  gboolean bold;
  double alignment;
  double most_width;
} GhTextStyle;

void gh_pen_init (GhPen *pen, cairo_t *cr, const GhPalette *palette, const char *font_family,
                  double text_scale);
void gh_pen_clear (GhPen *pen);
double gh_pen_measure (GhPen *pen, const char *text, gboolean bold);
double gh_pen_get_line_height (GhPen *pen);
double gh_pen_text (GhPen *pen, const char *text, double x, double y, const GhTextStyle *style);

G_END_DECLS
