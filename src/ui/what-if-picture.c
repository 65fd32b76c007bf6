/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes of varied inputs, as pictures and tables. */
#include "what-if-picture.h"

#include <math.h>

#include "number-text.h"
#include "study/sensitivity-words.h"
#include "tornado-figure.h"
#include "value-grid.h"
#include "words.h"

/* Tornado. */

static void
draw_tornado (gpointer data, cairo_t *cr, double width, double height, const GhFigureStyle *style)
{
  gh_tornado_figure_draw (data, cr, width, height, style);
}

static double
get_tornado_height (gpointer data)
{
  return gh_tornado_get_height (((const GhTornado *) data)->swings->len);
}

/* "Price of the charger: from 2 560 € to 3 840 €, net present value from 1 086 € to −194 €" */
static char *
describe_swing (const GhTornado *tornado, guint index)
{
  const GhSwing *swing = &g_array_index (tornado->swings, GhSwing, index);
  const char *currency = tornado->base->study->currency;
  g_autofree char *low = gh_sensitivity_input_format (swing->input, swing->low);
  g_autofree char *high = gh_sensitivity_input_format (swing->input, swing->high);
  g_autofree char *at_low
      = gh_sensitivity_point_format (&swing->at_low, tornado->measure, currency);
  g_autofree char *at_high
      = gh_sensitivity_point_format (&swing->at_high, tornado->measure, currency);
  const char *problem
      = swing->at_low.problem != NULL ? swing->at_low.problem : swing->at_high.problem;

  if (problem != NULL)
    return g_strdup_printf ("%s: %s", swing->input->title, problem);
  /* Translators: an input, its ends; a measure, and what it is there. */
  return g_strdup_printf (_ ("%s from %s to %s: %s from %s to %s"), swing->input->title, low, high,
                          gh_measure_get_title (tornado->measure), at_low, at_high);
}

static char *
describe_tornado (gpointer data)
{
  const GhTornado *tornado = data;
  g_autofree char *answer = gh_tornado_format_answer (tornado);
  GString *text = g_string_new (answer);

  for (guint i = 0; i < tornado->swings->len; i++)
    {
      g_autofree char *swing = describe_swing (tornado, i);
      g_string_append_printf (text, " %s.", swing);
    }
  return g_string_free (text, FALSE);
}

static char *
tell_swing (gpointer data, double x G_GNUC_UNUSED, double y, double width G_GNUC_UNUSED,
            double height)
{
  const GhTornado *tornado = data;
  GhTornadoChart chart = { .count = tornado->swings->len };
  int row = gh_tornado_find_row (&chart, y, height);

  return row >= 0 ? describe_swing (tornado, (guint) row) : NULL;
}

static char *
format_number (double value, double scale, GhCellForm form, char *shown)
{
  if (form == GH_CELL_SHOWN)
    return shown;
  g_free (shown);
  return gh_number_format_plain (value * scale);
}

static char *
format_swing_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const GhTornado *tornado = data;
  const GhSwing *swing = &g_array_index (tornado->swings, GhSwing, row);
  const GhSensitivityPoint *point = column == 3 ? &swing->at_low : &swing->at_high;
  double end = column == 1 ? swing->low : swing->high;

  if (column == 0)
    return g_strdup (swing->input->title);
  if (column == 5)
    return g_strdup (swing->at_low.problem != NULL    ? swing->at_low.problem
                     : swing->at_high.problem != NULL ? swing->at_high.problem
                                                      : "");
  if (column < 3)
    return format_number (end, swing->input->unit.scale, form,
                          gh_sensitivity_input_format (swing->input, end));
  return format_number (
      point->values[tornado->measure], 1.0, form,
      gh_sensitivity_point_format (point, tornado->measure, tornado->base->study->currency));
}

static GhDataTable *
make_tornado_table (gpointer data, const char *title)
{
  GhTornado *tornado = data;
  GhDataTable *table
      = gh_data_table_new (title, tornado->swings->len, format_swing_cell, gh_tornado_ref (tornado),
                           (GDestroyNotify) gh_tornado_unref);
  g_autofree char *at_low
      = g_strdup_printf (_ ("%s at the lower end"), gh_measure_get_title (tornado->measure));
  g_autofree char *at_high
      = g_strdup_printf (_ ("%s at the upper end"), gh_measure_get_title (tornado->measure));

  gh_data_table_add_column (table, _ ("Input"), NULL);
  gh_data_table_add_column (table, _ ("Lower end"), NULL);
  gh_data_table_add_column (table, _ ("Upper end"), NULL);
  gh_data_table_add_column (table, at_low, NULL);
  gh_data_table_add_column (table, at_high, NULL);
  gh_data_table_add_column (table, _ ("Remark"), NULL);
  return table;
}

static const GhPictureKind tornado_kind
    = { draw_tornado,       get_tornado_height, describe_tornado,
        make_tornado_table, tell_swing,         (GDestroyNotify) gh_tornado_unref };

/**
 * gh_tornado_picture_show:
 * @view: where to show it
 * @tornado: (transfer none): inputs by how much they matter
 *
 * Shows it as bars.
 */
void
gh_tornado_picture_show (GhPictureView *view, GhTornado *tornado)
{
  gh_picture_view_take (view, &tornado_kind, gh_tornado_ref (tornado));
}

/* Table of two inputs. */

typedef struct
{
  GhSweep *sweep;
  GhMeasure measure;
  char *currency;
} Table;

static void
free_table (gpointer data)
{
  Table *table = data;

  gh_sweep_unref (table->sweep);
  g_free (table->currency);
  g_free (table);
}

static Table *
copy_table (const Table *table)
{
  Table *copy = g_new (Table, 1);

  *copy = (Table){ gh_sweep_ref (table->sweep), table->measure, g_strdup (table->currency) };
  return copy;
}

static char **
format_values (const GhSensitivityInput *input, const double *values, guint count)
{
  char **texts = g_new0 (char *, count + 1);

  for (guint i = 0; i < count; i++)
    texts[i] = gh_sensitivity_input_format (input, values[i]);
  return texts;
}

static void
draw_table (gpointer data, cairo_t *cr, double width, double height, const GhFigureStyle *style)
{
  const Table *table = data;
  const GhSweep *sweep = table->sweep;
  guint count = sweep->column_count * sweep->row_count;
  g_auto (GStrv) columns = format_values (sweep->across, sweep->columns, sweep->column_count);
  g_auto (GStrv) rows = format_values (sweep->down, sweep->rows, sweep->row_count);
  g_auto (GStrv) texts = g_new0 (char *, count + 1);
  g_autofree double *values = g_new (double, count);

  for (guint i = 0; i < count; i++)
    {
      values[i] = sweep->points[i].values[table->measure];
      texts[i] = gh_sensitivity_point_format (&sweep->points[i], table->measure, table->currency);
    }
  const GhValueGrid grid = { .across = sweep->across->title,
                             .down = sweep->down->title,
                             .columns = (const char *const *) columns,
                             .rows = (const char *const *) rows,
                             .values = values,
                             .texts = (const char *const *) texts,
                             .column_count = sweep->column_count,
                             .row_count = sweep->row_count,
                             .has_zero = table->measure != GH_MEASURE_PAYBACK };
  gh_value_grid_draw (&grid, cr, width, height, style);
}

static double
get_table_height (gpointer data)
{
  return gh_value_grid_get_height (((const Table *) data)->sweep->row_count);
}

/* The corners tell how it goes. */
static char *
describe_table (gpointer data)
{
  const Table *table = data;
  const GhSweep *sweep = table->sweep;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    {
      guint column = i % 2 == 0 ? 0 : sweep->column_count - 1;
      guint row = i / 2 == 0 ? 0 : sweep->row_count - 1;
      g_autofree char *across = gh_sensitivity_input_format (sweep->across, sweep->columns[column]);
      g_autofree char *down = gh_sensitivity_input_format (sweep->down, sweep->rows[row]);
      g_autofree char *value = gh_sensitivity_point_format (gh_sweep_get (sweep, row, column),
                                                            table->measure, table->currency);
      g_string_append_printf (text, "%s %s, %s %s: %s %s. ", sweep->across->title, across,
                              sweep->down->title, down, gh_measure_get_title (table->measure),
                              value);
    }
  return g_string_free (text, FALSE);
}

static char *
format_table_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const Table *table = data;
  const GhSweep *sweep = table->sweep;

  if (column == 0)
    return format_number (sweep->rows[row], sweep->down->unit.scale, form,
                          gh_sensitivity_input_format (sweep->down, sweep->rows[row]));
  const GhSensitivityPoint *point = gh_sweep_get (sweep, (guint) row, column - 1);
  return format_number (point->values[table->measure], 1.0, form,
                        gh_sensitivity_point_format (point, table->measure, table->currency));
}

static GhDataTable *
make_two_way_table (gpointer data, const char *title)
{
  const Table *table = data;
  const GhSweep *sweep = table->sweep;
  GhDataTable *made = gh_data_table_new (title, sweep->row_count, format_table_cell,
                                         copy_table (table), free_table);

  gh_data_table_add_column (made, sweep->down->title, sweep->down->unit.unit);
  for (guint i = 0; i < sweep->column_count; i++)
    {
      g_autofree char *value = gh_sensitivity_input_format (sweep->across, sweep->columns[i]);
      g_autofree char *head = g_strdup_printf ("%s %s", sweep->across->title, value);
      gh_data_table_add_column (made, head, NULL);
    }
  return made;
}

static const GhPictureKind table_kind
    = { draw_table, get_table_height, describe_table, make_two_way_table, NULL, free_table };

/**
 * gh_sweep_picture_show:
 * @view: where to show it
 * @sweep: (transfer none): a table of two inputs
 * @exploration: what it is part of
 * @measure: what is looked at
 *
 * Shows it as a table with colours.
 */
void
gh_sweep_picture_show (GhPictureView *view, GhSweep *sweep, const GhExploration *exploration,
                       GhMeasure measure)
{
  Table table = { sweep, measure, (char *) gh_exploration_get_base (exploration)->study->currency };

  gh_picture_view_take (view, &table_kind, copy_table (&table));
}

/* Break-even. */

static char *
format_roots (const GhBreakEven *even, GhCellForm form)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < even->roots->len; i++)
    {
      double value = g_array_index (even->roots, GhRoot, i).value;
      g_autofree char *shown = format_number (value, even->input->unit.scale, form,
                                              gh_sensitivity_input_format (even->input, value));
      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", shown);
    }
  if (even->roots->len == 0 && form == GH_CELL_SHOWN)
    g_string_append (text, "–");
  return g_string_free (text, FALSE);
}

static char *
format_even_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const GhExploration *exploration = data;
  const GhBreakEven *even = g_ptr_array_index (gh_exploration_get_break_evens (exploration), row);
  const double values[] = { even->input->value, even->from, even->to };

  if (column == 0)
    return g_strdup (even->input->title);
  if (column == 1)
    return format_roots (even, form);
  if (column == 5)
    return gh_break_even_format (even, gh_exploration_get_base (exploration));
  return format_number (values[column - 2], even->input->unit.scale, form,
                        gh_sensitivity_input_format (even->input, values[column - 2]));
}

/**
 * gh_break_evens_make_table:
 * @exploration: (transfer none): what is known
 * @title: of the table
 *
 * Returns: (transfer full) (nullable): where each input breaks even; %NULL as long as that is not
 *   known
 */
GhDataTable *
gh_break_evens_make_table (GhExploration *exploration, const char *title)
{
  const GPtrArray *evens = gh_exploration_get_break_evens (exploration);
  GhDataTable *table;

  if (evens == NULL)
    return NULL;
  table = gh_data_table_new (title, evens->len, format_even_cell, gh_exploration_ref (exploration),
                             (GDestroyNotify) gh_exploration_unref);
  gh_data_table_add_column (table, _ ("Input"), NULL);
  gh_data_table_add_column (table, _ ("Break-even"), NULL);
  gh_data_table_add_column (table, _ ("In the study"), NULL);
  gh_data_table_add_column (table, _ ("Looked at from"), NULL);
  gh_data_table_add_column (table, _ ("Looked at to"), NULL);
  gh_data_table_add_column (table, _ ("In words"), NULL);
  return table;
}
