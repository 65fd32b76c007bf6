/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data-table.h"
#include "figure.h"

G_BEGIN_DECLS

#define GH_MAP_DAYS 2
#define GH_MAP_MONTHS 12
#define GH_MAP_HOURS 24

/**
 * GhHourCell:
 * @days: 0 working days, 1 weekends and holidays
 * @month: 0 January to 11
 * @hour: 0 to 23
 *
 * An hour of the day, in one kind of days of a month.
 */
typedef struct
{
  guint days;
  guint month;
  guint hour;
} GhHourCell;

/**
 * GhHourMapOptions:
 * @title: what the values are
 * @unit: of the values as they are shown
 * @scale: from a value to what is shown
 * @digits: decimals shown
 * @role: colour of the greatest value
 * @negative_role: colour of the least, where it is below 0
 * @mark: what it means that a cell is marked
 *
 * What a map shows.
 */
typedef struct
{
  const char *title;
  const char *unit;
  double scale;
  int digits;
  GhColourRole role;
  GhColourRole negative_role;
  const char *mark;
} GhHourMapOptions;

/**
 * GhHourMap:
 *
 * Values by month and hour of the day, working days beside weekends: rows of months, columns of
 * hours, the colour the value. Cells may be marked, and one may have the cursor. To be used in one
 * thread.
 */
typedef struct _GhHourMap GhHourMap;

GhHourMap *gh_hour_map_new (const GhHourMapOptions *options,
                            const double (*values)[GH_MAP_MONTHS][GH_MAP_HOURS],
                            const gboolean (*marks)[GH_MAP_MONTHS][GH_MAP_HOURS]);
void gh_hour_map_free (GhHourMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhHourMap, gh_hour_map_free)

void gh_hour_map_set_cursor (GhHourMap *map, const GhHourCell *cell);
int gh_hour_map_get_height (double width, double text_scale);
void gh_hour_map_draw (GhHourMap *map, cairo_t *cr, double width, double height,
                       const GhFigureStyle *style);
gboolean gh_hour_map_hit (const GhHourMap *map, double x, double y, GhHourCell *cell);
char *gh_hour_map_format_cell (const GhHourMap *map, const GhHourCell *cell);
char *gh_hour_map_describe (const GhHourMap *map);
GhDataTable *gh_hour_map_make_table (const GhHourMap *map);

G_END_DECLS
