/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hour-map.h"

G_BEGIN_DECLS

/* @least, @greatest: of the values that are numbers, NAN where none is
 * @has_marks: whether any cell is marked
 * @has_cursor: whether @cursor is shown
 * @left, @top: of the cells of each kind of days, as last drawn
 * @cell_width, @cell_height: as last drawn, pixels */
struct _GhHourMap
{
  char *title;
  char *unit;
  char *mark;
  double scale;
  int digits;
  GhColourRole role, negative_role;
  double values[GH_MAP_DAYS][GH_MAP_MONTHS][GH_MAP_HOURS];
  gboolean marks[GH_MAP_DAYS][GH_MAP_MONTHS][GH_MAP_HOURS];
  double least, greatest;
  gboolean has_marks;
  gboolean has_cursor;
  GhHourCell cursor;
  double left[GH_MAP_DAYS], top[GH_MAP_DAYS];
  double cell_width, cell_height;
};

/* Within the map: the text of a value as it is shown, without its unit. */
char *gh_hour_map_format_value (const GhHourMap *map, double value);
const char *gh_hour_map_name_days (guint days);

G_END_DECLS
