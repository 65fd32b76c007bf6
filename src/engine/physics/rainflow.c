/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/rainflow.h"

#include <math.h>

/* The points at which the series turns back and that no full cycle has used up, as positions in
 * it: those from @head on. */
typedef struct
{
  const double *series;
  gsize *points;
  gsize head, end;
  GArray *cycles;
} Counter;

static void
add_cycle (Counter *counter, gsize first, gsize last, double count)
{
  double from = counter->series[first];
  double to = counter->series[last];
  GhCycle cycle = { fabs (to - from), 0.5 * (from + to), count, first, last };

  g_array_append_val (counter->cycles, cycle);
}

static double
range_before (const Counter *counter, gsize end)
{
  return fabs (counter->series[counter->points[end - 1]]
               - counter->series[counter->points[end - 2]]);
}

/* Takes the next turning point, and off the end the cycles that it closes: a range that is followed
 * by one as large is a cycle, only half of one where the series began with it. */
static void
add_point (Counter *counter, gsize point)
{
  gsize *points = counter->points;

  points[counter->end++] = point;
  while (counter->end - counter->head >= 3
         && range_before (counter, counter->end) >= range_before (counter, counter->end - 1))
    {
      gsize end = counter->end;

      if (end - counter->head == 3)
        {
          add_cycle (counter, points[end - 3], points[end - 2], 0.5);
          counter->head++;
          return;
        }
      add_cycle (counter, points[end - 3], points[end - 2], 1.0);
      points[end - 3] = points[end - 1];
      counter->end -= 2;
    }
}

/**
 * gh_rainflow_count:
 * @series: (array length=count): values, all finite
 * @count: how many
 *
 * Counts the cycles of a series by the rainflow rule of ASTM E1049-85, section 5.4.4. What is left
 * open at the end counts as half cycles, so that the ranges, a full cycle's twice, add up to the
 * length of the way the series has gone. Equal values in a row are one turning point, at the last
 * of them; a series that never moves has no cycle. Needs time in proportion to @count.
 *
 * Returns: (transfer full) (element-type GhCycle): the cycles, in the order in which they close
 */
GArray *
gh_rainflow_count (const double *series, gsize count)
{
  g_autofree gsize *points = g_new (gsize, count + 1);
  Counter counter = { series, points, 0, 0, g_array_new (FALSE, FALSE, sizeof (GhCycle)) };
  int direction = 0;

  for (gsize i = 1; i < count; i++)
    {
      int next = (series[i] > series[i - 1]) - (series[i] < series[i - 1]);

      if (next != 0 && next != direction)
        {
          add_point (&counter, i - 1);
          direction = next;
        }
    }
  if (direction != 0)
    add_point (&counter, count - 1);
  for (gsize i = counter.head; i + 1 < counter.end; i++)
    add_cycle (&counter, points[i], points[i + 1], 0.5);
  return counter.cycles;
}
