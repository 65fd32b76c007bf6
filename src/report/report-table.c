/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables on paper: widths from what stands in the columns, rows that are never torn apart. */
#include "report-table.h"

#include <math.h>

#define GAP 8.0
#define PAD 1.2
#define RULE 0.4
/* Until a width is known to a ten-millionth of a page. */
#define HALVINGS 24
/* Of a head over numbers, in a line: so that two lines hold it. */
#define HEAD_SHARE 0.6

static GhType
get_type (const GhReportRow *row)
{
  return row->kind == GH_REPORT_ROW || row->kind == GH_REPORT_ROW_WIDE ? GH_TYPE_CELL
                                                                       : GH_TYPE_CELL_BOLD;
}

/* Whether the row has one text over all columns. */
static gboolean
is_over_all (const GhReportRow *row)
{
  return row->kind == GH_REPORT_ROW_GROUP || row->kind == GH_REPORT_ROW_WIDE;
}

/* Width that a column likes to have, and the least with which no word is torn; numbers are not
 * broken at all, their heads stand well in two lines. */
static gboolean
measure_column (const GhReportTable *table, PangoContext *context, guint column, double *natural,
                double *least, const GhProgress *progress, GError **error)
{
  double width, word;

  gh_type_measure_width (context, GH_TYPE_CELL_HEAD, table->titles[column], &width, &word);
  *natural = table->is_number[column] ? MAX (word, HEAD_SHARE * width) : width;
  *least = word;
  for (guint r = 0; r < table->rows->len; r++)
    {
      const GhReportRow *row = g_ptr_array_index (table->rows, r);
      if (!gh_progress_step (progress, (double) column / table->count, NULL, error))
        return FALSE;
      if (is_over_all (row))
        continue;
      gh_type_measure_width (context, get_type (row), row->cells[column], &width, &word);
      *natural = MAX (*natural, width);
      *least = MAX (*least, table->is_number[column] ? width : word);
    }
  return TRUE;
}

/* Sum of the widths, each cut at @most, but not below its least. */
static double
sum_widths (const double *widths, const double *least, guint count, double most)
{
  double sum = 0.0;

  for (guint i = 0; i < count; i++)
    sum += MIN (widths[i], MAX (most, least[i]));
  return sum;
}

/* What is left goes to all columns alike. What is missing is taken from the widest, which have
 * lines to break, and only where that does not do from everything. */
static void
fit_widths (double *widths, const double *least, guint count, double room)
{
  double natural = sum_widths (widths, least, count, INFINITY);
  double smallest = sum_widths (widths, least, count, 0.0);
  double low = 0.0, high = room;

  if (natural <= room || smallest >= room)
    {
      for (guint i = 0; i < count; i++)
        widths[i]
            = natural <= room ? widths[i] + (room - natural) / count : least[i] * room / smallest;
      return;
    }
  for (guint halved = 0; halved < HALVINGS; halved++)
    {
      double middle = 0.5 * (low + high);
      if (sum_widths (widths, least, count, middle) <= room)
        low = middle;
      else
        high = middle;
    }
  for (guint i = 0; i < count; i++)
    widths[i] = MIN (widths[i], MAX (low, least[i]));
}

static double
measure_row (const GhReportTable *table, PangoContext *context, const GhReportRow *row,
             const double *widths, double width)
{
  double height = 0.0;

  if (is_over_all (row))
    return gh_type_measure_height (context, get_type (row), row->cells[0], width)
           + (row->kind == GH_REPORT_ROW_GROUP ? 3.0 : 2.0) * PAD;
  for (guint i = 0; i < table->count; i++)
    height = MAX (height,
                  gh_type_measure_height (context, get_type (row), row->cells[i], widths[i] - GAP));
  return height + 2.0 * PAD;
}

/**
 * gh_table_shape_free:
 * @shape: (transfer full) (nullable): a shape
 *
 * Frees it.
 */
void
gh_table_shape_free (GhTableShape *shape)
{
  if (shape == NULL)
    return;
  g_free (shape->widths);
  g_free (shape->rows);
  g_free (shape);
}

static double
measure_head (const GhReportTable *table, PangoContext *context, const double *widths)
{
  double head = 0.0;

  for (guint i = 0; i < table->count; i++)
    if (table->titles[i][0] != '\0')
      head = MAX (head, gh_type_measure_height (context, GH_TYPE_CELL_HEAD, table->titles[i],
                                                widths[i] - GAP)
                            + 2.0 * PAD);
  return head;
}

static gboolean
fill_shape (GhTableShape *shape, const GhReportTable *table, PangoContext *context, double width,
            const GhProgress *progress, GError **error)
{
  g_autofree double *least = g_new0 (double, table->count);

  for (guint i = 0; i < table->count; i++)
    if (!measure_column (table, context, i, &shape->widths[i], &least[i], progress, error))
      return FALSE;
  fit_widths (shape->widths, least, table->count, width - (table->count - 1) * GAP);
  for (guint i = 0; i < table->count; i++)
    shape->widths[i] += GAP;
  shape->head = measure_head (table, context, shape->widths);
  for (guint r = 0; r < table->rows->len; r++)
    {
      if (!gh_progress_step (progress, 1.0, NULL, error))
        return FALSE;
      shape->rows[r]
          = measure_row (table, context, g_ptr_array_index (table->rows, r), shape->widths, width);
    }
  return TRUE;
}

/**
 * gh_table_shape_new:
 * @table: a table
 * @context: of gh_type_new_context()
 * @width: of the table, points
 * @progress: (nullable): asked row by row
 * @error: set when stopped
 *
 * Returns: (transfer full) (nullable): the table, laid out
 */
GhTableShape *
gh_table_shape_new (const GhReportTable *table, PangoContext *context, double width,
                    const GhProgress *progress, GError **error)
{
  GhTableShape *shape = g_new0 (GhTableShape, 1);

  shape->widths = g_new0 (double, table->count);
  shape->rows = g_new0 (double, table->rows->len);
  if (fill_shape (shape, table, context, width, progress, error))
    return shape;
  gh_table_shape_free (shape);
  return NULL;
}

static gboolean
is_group (const GhReportTable *table, guint row)
{
  return ((const GhReportRow *) g_ptr_array_index (table->rows, row))->kind == GH_REPORT_ROW_GROUP;
}

/**
 * gh_table_shape_fit:
 * @shape: a table, laid out
 * @table: the table
 * @first: first row to place
 * @room: height that there is, the heads of columns included, points
 * @height: (out): of the rows that have room, with the heads
 *
 * Finds how far the rows go. A title over rows is not left alone at the end.
 *
 * Returns: row after the last that has room; @first where none has
 */
guint
gh_table_shape_fit (const GhTableShape *shape, const GhReportTable *table, guint first, double room,
                    double *height)
{
  guint last = first;

  *height = shape->head;
  while (last < table->rows->len && *height + shape->rows[last] <= room)
    *height += shape->rows[last++];
  while (last > first && last < table->rows->len && is_group (table, last - 1))
    *height -= shape->rows[--last];
  return last;
}

static void
draw_rule (cairo_t *cr, double x, double y, double width, GhColourRole role)
{
  cairo_rectangle (cr, x, y - 0.5 * RULE, width, RULE);
  gh_palette_set_source (gh_palette_get (GH_PALETTE_PRINT), cr, role, 1.0);
  cairo_fill (cr);
}

static void
draw_cells (const GhTableShape *shape, const GhReportTable *table, PangoContext *context,
            cairo_t *cr, GhType type, const char *const *cells, double x, double y)
{
  for (guint i = 0; i < table->count; i++)
    {
      gh_type_draw (context, cr, type, cells[i], x, y, shape->widths[i] - GAP,
                    table->is_number[i] ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
      x += shape->widths[i];
    }
}

/* Heads of several lines stand on the rule below them. */
static void
draw_heads (const GhTableShape *shape, const GhReportTable *table, PangoContext *context,
            cairo_t *cr, double x, double bottom)
{
  for (guint i = 0; i < table->count; i++)
    {
      double width = shape->widths[i] - GAP;
      double height = gh_type_measure_height (context, GH_TYPE_CELL_HEAD, table->titles[i], width);
      gh_type_draw (context, cr, GH_TYPE_CELL_HEAD, table->titles[i], x, bottom - PAD - height,
                    width, table->is_number[i] ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
      x += shape->widths[i];
    }
}

/**
 * gh_table_shape_draw:
 * @shape: a table, laid out
 * @table: the table
 * @context: in which it was laid out
 * @cr: to draw with
 * @first: first row
 * @last: row after the last
 * @x: left end, points
 * @y: upper end, points
 * @width: points
 *
 * Draws the heads of columns and some rows.
 */
void
gh_table_shape_draw (const GhTableShape *shape, const GhReportTable *table, PangoContext *context,
                     cairo_t *cr, guint first, guint last, double x, double y, double width)
{
  y += shape->head;
  draw_heads (shape, table, context, cr, x, y);
  draw_rule (cr, x, y, width, GH_COLOUR_ZERO);
  for (guint r = first; r < last; r++)
    {
      const GhReportRow *row = g_ptr_array_index (table->rows, r);
      if (is_over_all (row))
        gh_type_draw (context, cr, get_type (row), row->cells[0], x,
                      y + (row->kind == GH_REPORT_ROW_GROUP ? 2.0 : 1.0) * PAD, width,
                      PANGO_ALIGN_LEFT);
      else
        draw_cells (shape, table, context, cr, get_type (row), (const char *const *) row->cells, x,
                    y + PAD);
      if (row->kind == GH_REPORT_ROW_TOTAL)
        draw_rule (cr, x, y, width, GH_COLOUR_ZERO);
      y += shape->rows[r];
      draw_rule (cr, x, y, width, GH_COLOUR_GRID);
    }
}
