/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "palette.h"

G_BEGIN_DECLS

/**
 * GhType:
 *
 * How a piece of text looks.
 */
typedef enum
{
  GH_TYPE_TITLE,
  GH_TYPE_SUBTITLE,
  GH_TYPE_CHAPTER,
  GH_TYPE_HEADING,
  GH_TYPE_LEAD,
  GH_TYPE_BODY,
  GH_TYPE_NOTE,
  GH_TYPE_CAPTION,
  GH_TYPE_CELL,
  GH_TYPE_CELL_BOLD,
  GH_TYPE_CELL_HEAD,
  GH_TYPE_FACT,
  GH_TYPES
} GhType;

PangoContext *gh_type_new_context (void);
PangoLayout *gh_type_new_layout (PangoContext *context, GhType type, const char *text,
                                 double width);
double gh_type_measure_height (PangoContext *context, GhType type, const char *text, double width);
void gh_type_measure_width (PangoContext *context, GhType type, const char *text, double *natural,
                            double *longest_word);
double gh_type_draw (PangoContext *context, cairo_t *cr, GhType type, const char *text, double x,
                     double y, double width, PangoAlignment alignment);

G_END_DECLS
