/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "calendar-text.h"
#include "hour-map-private.h"
#include "number-text.h"
#include "words.h"

static void
find_extremes (GhHourMap *map)
{
  const double *values = &map->values[0][0][0];
  const gboolean *marks = &map->marks[0][0][0];

  map->least = map->greatest = NAN;
  for (guint i = 0; i < GH_MAP_DAYS * GH_MAP_MONTHS * GH_MAP_HOURS; i++)
    {
      map->least = fmin (map->least, values[i]);
      map->greatest = fmax (map->greatest, values[i]);
      map->has_marks |= marks[i];
    }
}

/**
 * gh_hour_map_new:
 * @options: what the values are; copied
 * @values: (array fixed-size=2): by kind of days, month and hour; NAN where there is none; copied
 * @marks: (array fixed-size=2) (nullable): which are marked; copied
 *
 * Returns: (transfer full): a map without a cursor
 */
GhHourMap *
gh_hour_map_new (const GhHourMapOptions *options,
                 const double (*values)[GH_MAP_MONTHS][GH_MAP_HOURS],
                 const gboolean (*marks)[GH_MAP_MONTHS][GH_MAP_HOURS])
{
  GhHourMap *map = g_new0 (GhHourMap, 1);

  map->title = g_strdup (options->title);
  map->unit = g_strdup (options->unit);
  map->mark = g_strdup (options->mark);
  map->scale = options->scale;
  map->digits = options->digits;
  map->role = options->role;
  map->negative_role = options->negative_role;
  for (guint days = 0; days < GH_MAP_DAYS; days++)
    for (guint month = 0; month < GH_MAP_MONTHS; month++)
      for (guint hour = 0; hour < GH_MAP_HOURS; hour++)
        {
          map->values[days][month][hour] = values[days][month][hour];
          map->marks[days][month][hour] = marks != NULL && marks[days][month][hour];
        }
  find_extremes (map);
  return map;
}

/**
 * gh_hour_map_free:
 * @map: (transfer full) (nullable): a map
 *
 * Frees it.
 */
void
gh_hour_map_free (GhHourMap *map)
{
  if (map == NULL)
    return;
  g_free (map->title);
  g_free (map->unit);
  g_free (map->mark);
  g_free (map);
}

/**
 * gh_hour_map_set_cursor:
 * @map: a map
 * @cell: (nullable): where it is; %NULL for nowhere
 *
 * Frames a cell.
 */
void
gh_hour_map_set_cursor (GhHourMap *map, const GhHourCell *cell)
{
  map->has_cursor = cell != NULL;
  if (cell != NULL)
    map->cursor = *cell;
}

char *
gh_hour_map_format_value (const GhHourMap *map, double value)
{
  return gh_number_format (value * map->scale, map->digits);
}

const char *
gh_hour_map_name_days (guint days)
{
  return days == 0 ? _ ("Working days") : _ ("Weekends and holidays");
}

/**
 * gh_hour_map_hit:
 * @map: a map that has been drawn
 * @x: pixels
 * @y: pixels
 * @cell: (out): the cell there
 *
 * Returns: whether there is one
 */
gboolean
gh_hour_map_hit (const GhHourMap *map, double x, double y, GhHourCell *cell)
{
  for (guint days = 0; days < GH_MAP_DAYS; days++)
    {
      double hour = floor ((x - map->left[days]) / map->cell_width);
      double month = floor ((y - map->top[days]) / map->cell_height);
      if (hour >= 0.0 && hour < GH_MAP_HOURS && month >= 0.0 && month < GH_MAP_MONTHS)
        {
          *cell = (GhHourCell){ days, (guint) month, (guint) hour };
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * gh_hour_map_format_cell:
 * @map: a map
 * @cell: one of its cells
 *
 * Returns: (transfer full): which hours these are and what their value is
 */
char *
gh_hour_map_format_cell (const GhHourMap *map, const GhHourCell *cell)
{
  double value = map->values[cell->days][cell->month][cell->hour];
  g_autofree char *month = gh_month_name (cell->month, TRUE);
  g_autofree char *place
      = g_strdup_printf (_ ("%s, %s, %u:00 to %u:00"), gh_hour_map_name_days (cell->days), month,
                         cell->hour, cell->hour + 1);
  g_autofree char *number = gh_hour_map_format_value (map, value);
  g_autofree char *text = isnan (value)
                              ? g_strdup_printf (_ ("%s: not in the period of the study"), place)
                              : g_strdup_printf ("%s: %s %s", place, number, map->unit);

  return map->marks[cell->days][cell->month][cell->hour]
             ? g_strdup_printf ("%s; %s", text, map->mark)
             : g_steal_pointer (&text);
}

/* From where to where a kind of days goes, and when it is highest first. */
static void
describe_days (const GhHourMap *map, guint days, GString *text)
{
  const double *values = &map->values[days][0][0];
  double least = NAN, greatest = NAN;
  guint where = 0;

  for (guint i = 0; i < GH_MAP_MONTHS * GH_MAP_HOURS; i++)
    {
      where = isnan (greatest) || values[i] > greatest ? i : where;
      least = fmin (least, values[i]);
      greatest = fmax (greatest, values[i]);
    }
  if (isnan (least))
    return;
  g_autofree char *low = gh_hour_map_format_value (map, least);
  g_autofree char *high = gh_hour_map_format_value (map, greatest);
  g_autofree char *month = gh_month_name (where / GH_MAP_HOURS, TRUE);
  g_string_append_c (text, ' ');
  if (g_str_equal (low, high))
    g_string_append_printf (text, _ ("%s: always %s %s."), gh_hour_map_name_days (days), low,
                            map->unit);
  else
    g_string_append_printf (text, _ ("%s: from %s to %s %s, highest first in %s at %u:00."),
                            gh_hour_map_name_days (days), low, high, map->unit, month,
                            where % GH_MAP_HOURS);
}

/**
 * gh_hour_map_describe:
 * @map: a map
 *
 * Returns: (transfer full): in words from where to where the values go
 */
char *
gh_hour_map_describe (const GhHourMap *map)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%s by month and hour."), map->title);
  for (guint days = 0; days < GH_MAP_DAYS; days++)
    describe_days (map, days, text);
  if (map->has_marks)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("Points: %s."), map->mark);
    }
  return g_string_free (text, FALSE);
}

static char *
format_table_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const GhHourMap *map = data;
  guint days = (guint) row / GH_MAP_MONTHS, month = (guint) row % GH_MAP_MONTHS;

  if (column == 0)
    {
      g_autofree char *name = gh_month_name (month, TRUE);
      return g_strdup_printf ("%s, %s", gh_hour_map_name_days (days), name);
    }
  double value = map->values[days][month][column - 1];
  if (isnan (value))
    return g_strdup (form == GH_CELL_PLAIN ? "" : "–");
  return form == GH_CELL_PLAIN ? gh_number_format_plain (value * map->scale)
                               : gh_hour_map_format_value (map, value);
}

static void
free_copy (gpointer data)
{
  gh_hour_map_free (data);
}

/**
 * gh_hour_map_make_table:
 * @map: a map
 *
 * Returns: (transfer full): its numbers, a row a month and kind of days, a column an hour
 */
GhDataTable *
gh_hour_map_make_table (const GhHourMap *map)
{
  const GhHourMapOptions options = { map->title, map->unit,          map->scale, map->digits,
                                     map->role,  map->negative_role, map->mark };
  g_autofree char *title = g_strdup_printf ("%s (%s)", map->title, map->unit);
  GhDataTable *table
      = gh_data_table_new (title, GH_MAP_DAYS * GH_MAP_MONTHS, format_table_cell,
                           gh_hour_map_new (&options, map->values, map->marks), free_copy);

  gh_data_table_add_column (table, _ ("Days and month"), NULL);
  for (guint hour = 0; hour < GH_MAP_HOURS; hour++)
    {
      g_autofree char *name = g_strdup_printf ("%u:00", hour);
      gh_data_table_add_column (table, name, NULL);
    }
  return table;
}
