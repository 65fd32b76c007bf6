/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"

G_BEGIN_DECLS

/**
 * GhValueGrid:
 * @across: what the columns are, in the user's language
 * @down: what the rows are
 * @columns: (array length=column_count): for people
 * @rows: (array length=row_count): for people
 * @values: (array length=column_count*row_count): row by row; NAN where there is none
 * @texts: (array length=column_count*row_count): the same for people
 * @column_count: at least 1
 * @row_count: at least 1
 * @has_zero: whether gains and losses are told apart
 *
 * A table of numbers whose colours tell how much they are.
 */
typedef struct
{
  const char *across;
  const char *down;
  const char *const *columns;
  const char *const *rows;
  const double *values;
  const char *const *texts;
  guint column_count;
  guint row_count;
  gboolean has_zero;
} GhValueGrid;

double gh_value_grid_get_height (guint row_count);
guint32 gh_value_grid_colour (const GhValueGrid *grid, guint cell, const GhPalette *palette);
void gh_value_grid_draw (const GhValueGrid *grid, cairo_t *cr, double width, double height,
                         const GhFigureStyle *style);

G_END_DECLS
