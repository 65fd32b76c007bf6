/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measured rows are in order, or a few pieces of them are: a merge of the runs that are there takes
 * a look or a few, where a general sort takes as many as there are bits in their number. */
#include "row-order.h"

/* @order: (array): rows, the runs in it in order
 * @other: (array): where the merged runs go
 * @ends: (element-type guint): behind the last row of each run
 * @done: rows that were merged, in @looks times their number */
typedef struct
{
  const gint64 *times;
  guint count;
  guint32 *order;
  guint32 *other;
  GArray *ends;
  guint64 done;
  guint looks;
  const GhProgress *progress;
} Merge;

static gboolean
find_runs (Merge *merge, GError **error)
{
  for (guint i = 1; i <= merge->count; i++)
    {
      if (!gh_progress_count (merge->progress, i, (gsize) 2 * merge->count, error))
        return FALSE;
      if (i == merge->count || merge->times[i] < merge->times[i - 1])
        g_array_append_val (merge->ends, i);
    }
  return TRUE;
}

/* Merges two runs that follow each other; of equal times the first run's come first. */
static gboolean
merge_two (Merge *merge, guint from, guint middle, guint until, GError **error)
{
  guint left = from, right = middle;
  GhProgress half = gh_progress_part (merge->progress, 0.5, 1.0);
  guint64 total = (guint64) merge->looks * merge->count;

  for (guint i = from; i < until; i++)
    {
      gboolean take_left
          = left < middle
            && (right == until
                || merge->times[merge->order[left]] <= merge->times[merge->order[right]]);
      merge->other[i] = merge->order[take_left ? left++ : right++];
      if (!gh_progress_count (&half, merge->done++, total, error))
        return FALSE;
    }
  return TRUE;
}

/* Merges the runs two by two; half as many are left. */
static gboolean
merge_once (Merge *merge, GError **error)
{
  guint runs = merge->ends->len, from = 0, kept = 0;
  guint32 *merged = merge->other;

  for (guint i = 0; i < runs; i += 2)
    {
      guint middle = g_array_index (merge->ends, guint, i);
      guint until = i + 1 < runs ? g_array_index (merge->ends, guint, i + 1) : middle;
      if (!merge_two (merge, from, middle, until, error))
        return FALSE;
      g_array_index (merge->ends, guint, kept++) = until;
      from = until;
    }
  g_array_set_size (merge->ends, kept);
  merge->other = merge->order;
  merge->order = merged;
  return TRUE;
}

static gboolean
merge_all (Merge *merge, GError **error)
{
  GhProgress middle = gh_progress_part (merge->progress, 0.5, 0.5);

  merge->order = g_new (guint32, merge->count);
  merge->other = g_new (guint32, merge->count);
  for (guint i = 0; i < merge->count; i++)
    {
      if (!gh_progress_count (&middle, i, merge->count, error))
        return FALSE;
      merge->order[i] = i;
    }
  for (guint runs = merge->ends->len; runs > 1; runs = (runs + 1) / 2)
    merge->looks++;
  while (merge->ends->len > 1)
    if (!merge_once (merge, error))
      return FALSE;
  return TRUE;
}

/**
 * gh_row_order_find:
 * @times: (array length=count): the moments of rows
 * @count: how many
 * @order: (out) (transfer full) (nullable) (array length=count): which row comes at each place, of
 *   one moment the first row first; %NULL where they are in order already
 * @wrong: (out): at how many places the times go back
 * @progress: (nullable): whom to tell
 * @error: set to %GH_ERROR_STOPPED when @progress asks to stop
 *
 * Finds the order of rows by time, in time of count log runs, where a run is a piece in order.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_row_order_find (const gint64 *times, guint count, guint32 **order, guint *wrong,
                   const GhProgress *progress, GError **error)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  Merge merge = { .times = times, .count = count, .ends = ends, .progress = progress };
  gboolean going;

  *order = NULL;
  *wrong = 0;
  if (!find_runs (&merge, error))
    return FALSE;
  if (ends->len <= 1)
    return TRUE;
  *wrong = ends->len - 1;
  going = merge_all (&merge, error);
  if (going)
    *order = g_steal_pointer (&merge.order);
  g_free (merge.order);
  g_free (merge.other);
  return going;
}
