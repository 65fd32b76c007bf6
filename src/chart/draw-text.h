/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "palette.h"

G_BEGIN_DECLS

/**
 * GhTextCache:
 *
 * Texts as they were laid out, for drawings that are made again and again: while a chart is moved
 * most of its words stay, and laying them out takes a quarter of the time of drawing it. Belongs to
 * one thread at a time.
 */
typedef struct _GhTextCache GhTextCache;

/**
 * GhPen:
 * @cr: to draw with
 * @palette: colours
 * @texts: what was laid out before
 * @own_texts: (owned) (nullable): @texts, where they are kept for this drawing only
 *
 * What is passed along while a chart is drawn.
 */
typedef struct
{
  cairo_t *cr;
  const GhPalette *palette;
  GhTextCache *texts;
  GhTextCache *own_texts;
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

GhTextCache *gh_text_cache_new (void);
void gh_text_cache_free (GhTextCache *cache);

void gh_pen_init (GhPen *pen, cairo_t *cr, const GhPalette *palette, const char *font_family,
                  double text_scale, GhTextCache *kept);
void gh_pen_clear (GhPen *pen);
double gh_pen_measure (GhPen *pen, const char *text, gboolean bold);
double gh_pen_get_line_height (GhPen *pen);
double gh_pen_text (GhPen *pen, const char *text, double x, double y, const GhTextStyle *style);

G_END_DECLS
