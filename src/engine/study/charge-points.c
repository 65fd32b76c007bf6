/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is plugged in where there are fewer charge points than vehicles. */
#include "study/charge-points.h"

#include "site/fleet-draw.h"

/* A stay that wants a point. */
typedef struct
{
  GhFleetStay *stay;
  guint vehicle;
} Want;

static int
compare_wants (gconstpointer first, gconstpointer second)
{
  const Want *a = first, *b = second;

  if (a->stay->first != b->stay->first)
    return a->stay->first < b->stay->first ? -1 : 1;
  return (a->vehicle > b->vehicle) - (a->vehicle < b->vehicle);
}

static GArray *
collect_wants (GPtrArray *vehicles)
{
  GArray *wants = g_array_new (FALSE, FALSE, sizeof (Want));

  for (guint v = 0; v < vehicles->len; v++)
    {
      GArray *stays = g_ptr_array_index (vehicles, v);
      for (guint i = 0; i < stays->len; i++)
        {
          Want want = { &g_array_index (stays, GhFleetStay, i), v };
          g_array_append_val (wants, want);
        }
    }
  g_array_sort (wants, compare_wants);
  return wants;
}

/* Puts a later time at the top of a heap whose top is the earliest. */
static void
replace_earliest (gint64 *free_at, guint count, gint64 time)
{
  guint at = 0;

  for (guint child = 1; child < count; child = 2 * at + 1)
    {
      if (child + 1 < count && free_at[child + 1] < free_at[child])
        child++;
      if (free_at[child] >= time)
        break;
      free_at[at] = free_at[child];
      at = child;
    }
  free_at[at] = time;
}

/* What was driven before a stay in which the vehicle was never plugged in is wanted in the next
 * one; after the last there is none. Who waits to the end of the time is not plugged in in it. */
static void
drop_empty (GArray *stays, gint64 steps)
{
  double owed_kwh = 0.0;
  guint kept = 0;

  for (guint i = 0; i < stays->len; i++)
    {
      GhFleetStay stay = g_array_index (stays, GhFleetStay, i);
      stay.energy_kwh += owed_kwh;
      owed_kwh = stay.first >= stay.end ? stay.energy_kwh : 0.0;
      if (stay.first < MIN (stay.end, steps))
        g_array_index (stays, GhFleetStay, kept++) = stay;
    }
  g_array_set_size (stays, kept);
}

/**
 * gh_charge_points_queue:
 * @vehicles: (inout) (element-type GArray): the stays (#GhFleetStay) of each vehicle, in the order
 *   of time
 * @points: how many can be plugged in at once
 * @steps: number of steps of the time axis
 *
 * Lets vehicles wait for a charge point: who came first has the first that becomes free, and keeps
 * it until leaving; who leaves before that is not plugged in. O(n log n) for n stays.
 */
void
gh_charge_points_queue (GPtrArray *vehicles, guint points, gsize steps)
{
  g_autoptr (GArray) wants = collect_wants (vehicles);
  g_autofree gint64 *free_at = g_new (gint64, MAX (1, points));

  for (guint i = 0; i < points; i++)
    free_at[i] = G_MININT64;
  for (guint i = 0; i < wants->len; i++)
    {
      GhFleetStay *stay = g_array_index (wants, Want, i).stay;
      gint64 first = points > 0 ? MAX (stay->first, free_at[0]) : stay->end;
      stay->first = MIN (first, stay->end);
      if (first < stay->end)
        replace_earliest (free_at, points, stay->end);
    }
  for (guint v = 0; v < vehicles->len; v++)
    drop_empty (g_ptr_array_index (vehicles, v), (gint64) steps);
}
