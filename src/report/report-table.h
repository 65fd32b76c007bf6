/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"
#include "report-private.h"
#include "report-type.h"

G_BEGIN_DECLS

/**
 * GhTableShape:
 * @widths: (owned): of the columns, points, with the space between them
 * @head: height of the heads of columns, points
 * @rows: (owned): heights of the rows, points
 *
 * A table as it is laid out.
 */
typedef struct
{
  double *widths;
  double head;
  double *rows;
} GhTableShape;

GhTableShape *gh_table_shape_new (const GhReportTable *table, PangoContext *context, double width,
                                  const GhProgress *progress, GError **error);
void gh_table_shape_free (GhTableShape *shape);
guint gh_table_shape_fit (const GhTableShape *shape, const GhReportTable *table, guint first,
                          double room, double *height);
void gh_table_shape_draw (const GhTableShape *shape, const GhReportTable *table,
                          PangoContext *context, cairo_t *cr, guint first, guint last, double x,
                          double y, double width);

G_END_DECLS
