/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pyramid.h"

#include <math.h>

/* Each level holds the extremes of so many entries of the one below. */
#define FACTOR 8
#define LEVELS_MAX 12

typedef struct
{
  double least;
  double greatest;
} Extremes;

typedef struct
{
  gsize count;
  Extremes *entries;
} Level;

struct _GhPyramid
{
  GhSeries *series;
  guint level_count;
  Level levels[LEVELS_MAX];
};

/* Numbers that are not finite are gaps. */
static void
take_in (Extremes *extremes, double least, double greatest)
{
  if (isfinite (least))
    extremes->least = MIN (extremes->least, least);
  if (isfinite (greatest))
    extremes->greatest = MAX (extremes->greatest, greatest);
}

static Extremes
extremes_below (const GhPyramid *pyramid, guint level, gsize from, gsize to)
{
  Extremes found = { INFINITY, -INFINITY };
  const double *values = gh_series_get_values (pyramid->series);

  for (gsize i = from; i < to; i++)
    if (level == 0)
      take_in (&found, values[i], values[i]);
    else
      take_in (&found, pyramid->levels[level - 1].entries[i].least,
               pyramid->levels[level - 1].entries[i].greatest);
  return found;
}

/**
 * gh_pyramid_new:
 * @series: numbers; NAN for gaps
 *
 * Looks at each number once.
 *
 * Returns: (transfer full): their pyramid
 */
GhPyramid *
gh_pyramid_new (GhSeries *series)
{
  GhPyramid *pyramid = g_new0 (GhPyramid, 1);
  gsize below = gh_series_get_count (series);

  pyramid->series = gh_series_ref (series);
  while (below > FACTOR && pyramid->level_count < LEVELS_MAX)
    {
      Level *level = &pyramid->levels[pyramid->level_count];
      level->count = (below + FACTOR - 1) / FACTOR;
      level->entries = g_new (Extremes, level->count);
      for (gsize i = 0; i < level->count; i++)
        level->entries[i] = extremes_below (pyramid, pyramid->level_count, i * FACTOR,
                                            MIN ((i + 1) * FACTOR, below));
      below = level->count;
      pyramid->level_count++;
    }
  return pyramid;
}

/**
 * gh_pyramid_free:
 * @pyramid: (transfer full) (nullable): a pyramid
 *
 * Frees it.
 */
void
gh_pyramid_free (GhPyramid *pyramid)
{
  if (pyramid == NULL)
    return;
  for (guint i = 0; i < pyramid->level_count; i++)
    g_free (pyramid->levels[i].entries);
  gh_series_unref (pyramid->series);
  g_free (pyramid);
}

/**
 * gh_pyramid_get_series:
 * @pyramid: a pyramid
 *
 * Returns: (transfer none): its numbers
 */
GhSeries *
gh_pyramid_get_series (const GhPyramid *pyramid)
{
  return pyramid->series;
}

/* Takes in entries [from, to) of what lies @level levels above the numbers. */
static void
collect (const GhPyramid *pyramid, guint level, gsize from, gsize to, Extremes *found)
{
  gsize first = (from + FACTOR - 1) / FACTOR, last = to / FACTOR;

  if (level < pyramid->level_count && first < last)
    {
      Extremes head = extremes_below (pyramid, level, from, first * FACTOR);
      Extremes tail = extremes_below (pyramid, level, last * FACTOR, to);
      take_in (found, head.least, head.greatest);
      take_in (found, tail.least, tail.greatest);
      collect (pyramid, level + 1, first, last, found);
      return;
    }
  Extremes rest = extremes_below (pyramid, level, from, to);
  take_in (found, rest.least, rest.greatest);
}

/**
 * gh_pyramid_find_range:
 * @pyramid: a pyramid
 * @from: first index
 * @to: index after the last; clamped to the series
 * @least: (out): least number there
 * @greatest: (out): greatest number there
 *
 * Returns: whether there is any number there
 */
gboolean
gh_pyramid_find_range (const GhPyramid *pyramid, gsize from, gsize to, double *least,
                       double *greatest)
{
  Extremes found = { INFINITY, -INFINITY };

  to = MIN (to, gh_series_get_count (pyramid->series));
  if (from < to)
    collect (pyramid, 0, from, to, &found);
  *least = found.least;
  *greatest = found.greatest;
  return found.least <= found.greatest;
}
