/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure shows, in words and numbers. */
#include <math.h>
#include <string.h>

#include "figure-private.h"
#include "number-text.h"
#include "time-scale.h"
#include "words.h"

#define NO_BREAK_SPACE "\302\240"
/* Of the numbers of an axis. */
#define MOST_DIGITS 6

static char *
format_value (const GhPanel *panel, double shown)
{
  g_autofree char *number = gh_number_format (shown, panel->digits);

  return *panel->unit == '\0' || isnan (shown)
             ? g_steal_pointer (&number)
             : g_strconcat (number, NO_BREAK_SPACE, panel->unit, NULL);
}

/* At a step; of a band from where to where. */
static char *
format_layer (const GhPanel *panel, const GhLayer *layer, gsize step)
{
  g_autofree char *text
      = format_value (panel, gh_series_get_values (layer->numbers)[step] * panel->scale);

  if (layer->upper == NULL)
    return g_steal_pointer (&text);
  g_autofree char *from = gh_number_format (
      gh_series_get_values (layer->numbers)[step] * panel->scale, panel->digits);
  g_autofree char *to
      = format_value (panel, gh_series_get_values (layer->upper)[step] * panel->scale);
  /* Translators: from one number to another. */
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

static void
free_reading (gpointer data)
{
  GhReading *reading = data;

  g_free (reading->name);
  g_free (reading->text);
  g_free (reading);
}

/* What a layer is called where there are others beside it: with its panel where another panel has
 * one of the same name. */
static char *
name_reading (const GhFigure *figure, const GhLayer *layer)
{
  for (guint i = 0; i < figure->layers->len; i++)
    {
      const GhLayer *other = gh_figure_get_layer (figure, i);
      if (other->visible && other->panel != layer->panel && strcmp (other->name, layer->name) == 0)
        return g_strdup_printf (_ ("%s: %s"), gh_figure_get_panel (figure, layer->panel)->title,
                                layer->name);
    }
  return g_strdup (layer->name);
}

/**
 * gh_figure_read:
 * @figure: a figure
 *
 * Reads every visible layer at the cursor, at the precision of its panel; names that several panels
 * have say which is which.
 *
 * Returns: (transfer full) (element-type GhReading): in the order of the layers; empty without a
 *   cursor
 */
GPtrArray *
gh_figure_read (const GhFigure *figure)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func (free_reading);
  gsize step;

  if (!gh_figure_find_step (figure, figure->cursor, &step))
    return readings;
  for (guint i = 0; i < figure->layers->len; i++)
    {
      const GhLayer *layer = gh_figure_get_layer (figure, i);
      const GhPanel *panel = gh_figure_get_panel (figure, layer->panel);
      GhReading *reading;
      if (!layer->visible)
        continue;
      reading = g_new0 (GhReading, 1);
      reading->panel = layer->panel;
      reading->layer = i;
      reading->name = name_reading (figure, layer);
      reading->role = layer->role;
      reading->value = gh_series_get_values (layer->numbers)[step] * panel->scale;
      reading->text = format_layer (panel, layer, step);
      g_ptr_array_add (readings, reading);
    }
  return readings;
}

/* Decimals with which numbers that are so far from each other are exact. */
static int
find_digits (double step)
{
  int digits = 0;

  for (double whole = step; digits < MOST_DIGITS && fabs (whole - round (whole)) > 1e-6 * whole;
       whole *= 10.0)
    digits++;
  return digits;
}

/* The number of a step of an axis of numbers. */
static char *
format_number (double origin, double step_width, gsize step, GhCellForm form)
{
  double x = origin + step_width * ((double) step + 0.5);

  return form == GH_CELL_PLAIN ? gh_number_format_plain (x)
                               : gh_number_format (x, find_digits (step_width));
}

static char *
format_x (const GhFigure *figure, gsize step)
{
  double x = figure->origin + figure->step * (double) step;

  if (figure->names != NULL)
    return g_strdup (figure->names[step]);
  if (figure->unit != NULL)
    {
      g_autofree char *number = format_number (figure->origin, figure->step, step, GH_CELL_SHOWN);
      return g_strconcat (number, NO_BREAK_SPACE, figure->unit, NULL);
    }
  if (figure->time == NULL)
    return g_strdup_printf (_ ("Year %d"), (int) lround (x + 0.5));
  return gh_time_scale_format_moment (x, gh_time_axis_get_zone (figure->time));
}

/**
 * gh_figure_format_cursor:
 * @figure: a figure
 *
 * Returns: (transfer full) (nullable): what the cursor is at, such as a moment or a year; %NULL
 *   without a cursor
 */
char *
gh_figure_format_cursor (const GhFigure *figure)
{
  gsize step;

  return gh_figure_find_step (figure, figure->cursor, &step) ? format_x (figure, step) : NULL;
}

/* Where the visible part of a layer is least and greatest, and its mean. */
typedef struct
{
  gsize least, greatest;
  double mean;
  gsize count;
} Summary;

static Summary
sum_up (const double *values, gsize from, gsize to)
{
  Summary summary = { from, from, 0.0, 0 };

  for (gsize i = from; i < to; i++)
    {
      if (!isfinite (values[i]))
        continue;
      if (summary.count == 0 || values[i] < values[summary.least])
        summary.least = i;
      if (summary.count == 0 || values[i] > values[summary.greatest])
        summary.greatest = i;
      summary.mean += values[i];
      summary.count++;
    }
  if (summary.count > 0)
    summary.mean /= (double) summary.count;
  return summary;
}

static void
describe_layer (const GhFigure *figure, const GhLayer *layer, gsize from, gsize to, GString *text)
{
  const GhPanel *panel = gh_figure_get_panel (figure, layer->panel);
  const double *values = gh_series_get_values (layer->numbers);
  Summary summary = sum_up (values, from, to);

  if (summary.count == 0)
    {
      g_string_append_printf (text, _ ("%s: no data."), layer->name);
      g_string_append_c (text, ' ');
      return;
    }
  g_autofree char *mean = format_value (panel, summary.mean * panel->scale);
  g_autofree char *least = format_value (panel, values[summary.least] * panel->scale);
  g_autofree char *greatest = format_value (panel, values[summary.greatest] * panel->scale);
  g_autofree char *least_at = format_x (figure, summary.least);
  g_autofree char *greatest_at = format_x (figure, summary.greatest);
  if (values[summary.greatest] - values[summary.least] > 0.0)
    g_string_append_printf (text, _ ("%s: %s on average, from %s (%s) to %s (%s)."), layer->name,
                            mean, least, least_at, greatest, greatest_at);
  else
    g_string_append_printf (text, _ ("%s: always %s."), layer->name, mean);
  g_string_append_c (text, ' ');
}

/**
 * gh_figure_describe:
 * @figure: a figure
 *
 * Tells in words what is visible, for those who hear rather than see it.
 *
 * Returns: (transfer full): a few sentences
 */
char *
gh_figure_describe (const GhFigure *figure)
{
  GString *text = g_string_new (NULL);
  gsize from, to;

  gh_figure_get_visible_steps (figure, &from, &to);
  if (figure->time != NULL)
    {
      g_autofree char *range = gh_time_scale_format_range (figure->from, figure->to,
                                                           gh_time_axis_get_zone (figure->time));
      g_string_append_printf (text, "%s. ", range);
    }
  for (guint p = 0; p < figure->panels->len; p++)
    {
      g_string_append_printf (text, "%s. ", gh_figure_get_panel (figure, p)->title);
      for (guint i = 0; i < figure->layers->len; i++)
        {
          const GhLayer *layer = gh_figure_get_layer (figure, i);
          if (layer->panel == p && layer->visible)
            describe_layer (figure, layer, from, to, text);
        }
    }
  if (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

/* One column of a table: a visible layer as it was. */
typedef struct
{
  GhSeries *numbers;
  double scale;
  int digits;
} Column;

/* The visible part of a figure as it was when the table was made; series do not change. */
typedef struct
{
  GhTimeAxis *time;
  char **names;
  gboolean has_numbers;
  double origin, step;
  gsize first, count;
  GArray *columns; /* (element-type Column) */
} Table;

/**
 * gh_figure_set_totals:
 * @figure: a figure whose layers are parts of one sum
 * @totals: whether its table ends with a row and a column of sums
 *
 * Lets the table add up what the picture stacks.
 */
void
gh_figure_set_totals (GhFigure *figure, gboolean totals)
{
  figure->totals = totals;
}

static void
clear_column (gpointer data)
{
  gh_series_unref (((Column *) data)->numbers);
}

static void
free_table (gpointer data)
{
  Table *table = data;

  gh_time_axis_unref (table->time);
  g_strfreev (table->names);
  g_array_unref (table->columns);
  g_free (table);
}

static char *
format_row_name (const Table *table, gsize step, GhCellForm form)
{
  if (table->names != NULL)
    return g_strdup (table->names[step]);
  if (table->has_numbers)
    return format_number (table->origin, table->step, step, form);
  if (table->time == NULL)
    return g_strdup_printf ("%d", (int) lround (table->origin + 0.5) + (int) step);
  gint64 time = gh_time_axis_get_time (table->time, step);
  GTimeZone *zone = gh_time_axis_get_zone (table->time);
  return form == GH_CELL_PLAIN ? gh_time_format_iso (time, zone)
                               : gh_time_scale_format_moment ((double) time, zone);
}

/* What a column has in a row, or in all where the row is that of the totals. */
static double
add_rows (const Table *table, const Column *column, gsize row)
{
  const double *values = gh_series_get_values (column->numbers) + table->first;
  double sum = 0.0;

  if (row < table->count)
    return values[row] * column->scale;
  for (gsize i = 0; i < table->count; i++)
    sum += values[i] * column->scale;
  return sum;
}

static double
get_value (const Table *table, gsize row, guint column)
{
  double sum = 0.0;

  if (column < table->columns->len)
    return add_rows (table, &g_array_index (table->columns, Column, column), row);
  for (guint i = 0; i < table->columns->len; i++)
    sum += add_rows (table, &g_array_index (table->columns, Column, i), row);
  return sum;
}

static char *
format_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const Table *table = data;

  if (column == 0 && row == table->count)
    return g_strdup (_ ("Total"));
  if (column == 0)
    return format_row_name (table, table->first + row, form);
  guint shown = MIN (column - 1, table->columns->len - 1);
  double value = get_value (table, row, column - 1);
  return form == GH_CELL_PLAIN
             ? gh_number_format_plain (value)
             : gh_number_format (value, g_array_index (table->columns, Column, shown).digits);
}

/* The other edge of a band has a column of its own. */
static void
add_upper (GhDataTable *table, GArray *columns, const GhLayer *layer, const GhPanel *panel)
{
  Column column = { gh_series_ref (layer->upper), panel->scale, panel->digits };
  /* Translators: the name of something that has a least and a greatest value. */
  g_autofree char *name = g_strdup_printf (_ ("%s, at most"), layer->name);

  g_array_append_val (columns, column);
  gh_data_table_add_column (table, name, panel->unit);
}

/**
 * gh_figure_make_table:
 * @figure: a figure
 * @title: what the table is called, in the user's language
 *
 * Makes a table of what is visible, a row a step and a column a layer, two of a band, units in the
 * headings. Times are ISO 8601 for programs. With gh_figure_set_totals() there is a row and a
 * column more. It stays as it is when the figure changes. O(layers).
 *
 * Returns: (transfer full): the table
 */
GhDataTable *
gh_figure_make_table (const GhFigure *figure, const char *title)
{
  Table *data = g_new0 (Table, 1);
  gsize from, to;

  gh_figure_get_visible_steps (figure, &from, &to);
  *data = (Table){ .time = figure->time != NULL ? gh_time_axis_ref (figure->time) : NULL,
                   .names = g_strdupv (figure->names),
                   .has_numbers = figure->unit != NULL,
                   .origin = figure->origin,
                   .step = figure->step,
                   .first = from,
                   .count = to - from,
                   .columns = g_array_new (FALSE, FALSE, sizeof (Column)) };
  g_array_set_clear_func (data->columns, clear_column);
  GhDataTable *table = gh_data_table_new (title, to - from + (figure->totals ? 1 : 0), format_cell,
                                          data, free_table);
  gh_data_table_add_column (table,
                            figure->title != NULL  ? figure->title
                            : figure->time != NULL ? _ ("Time")
                                                   : _ ("Year"),
                            figure->unit);
  for (guint i = 0; i < figure->layers->len; i++)
    {
      const GhLayer *layer = gh_figure_get_layer (figure, i);
      const GhPanel *panel = gh_figure_get_panel (figure, layer->panel);
      if (!layer->visible)
        continue;
      Column column = { gh_series_ref (layer->numbers), panel->scale, panel->digits };
      g_array_append_val (data->columns, column);
      gh_data_table_add_column (table, layer->name, panel->unit);
      if (layer->upper != NULL)
        add_upper (table, data->columns, layer, panel);
    }
  if (figure->totals && data->columns->len > 0)
    gh_data_table_add_column (table, _ ("Total"), gh_figure_get_panel (figure, 0)->unit);
  return table;
}
