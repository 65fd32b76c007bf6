/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a flow begins: powers that keep to all bounds and come near the target. */
#include "fleet/flexibility-flow.h"

#include <math.h>

/* Room that is less than this share of the greatest bound is none. */
#define TINY 1e-13
/* Halvings of the share to which devices are filled. */
#define BISECTIONS 40

/* What a kind can do in a step, wherever it was left before. */
typedef struct
{
  guint node;
  double least;
  double most;
  double bottom; /* energy that takes it to the lower bound */
  double band;   /* from there to the upper one */
} Room;

static Room
find_room (const GhFlexibilityFlow *flow, guint node)
{
  guint i = flow->kind_of[node];
  double taken = 0.0;

  if (node > flow->first[i])
    taken = flow->taken[node - 1];
  else if (flow->before != NULL)
    taken = gh_flexibility_set_peek (flow->set, i)->count * flow->before[i];
  flow->taken[node] = taken;
  double bottom = flow->lower[node] - taken, top = flow->upper[node] - taken;
  double least = MAX (flow->least[node], bottom);
  return (Room){ node, least, MAX (MIN (flow->most[node], top), least), bottom, top - bottom };
}

/* What a kind takes to be filled to a share of its band. */
static double
fill_to (const Room *room, double share)
{
  return CLAMP (room->bottom + share * room->band, room->least, room->most);
}

static double
sum_filled (const Room *rooms, guint count, double share)
{
  double sum = 0.0;

  for (guint j = 0; j < count; j++)
    sum += fill_to (&rooms[j], share);
  return sum;
}

/* Energies that keep to all bounds and fill each device to the same share of what it may hold, as
 * far as its power allows: none is at a bound long before the others. */
static void
share_step (GhFlexibilityFlow *flow, gsize step, Room *rooms)
{
  guint begin = flow->step_first[step], count = flow->step_first[step + 1] - begin;
  double from = 0.0, to = 1.0;

  for (guint j = 0; j < count; j++)
    rooms[j] = find_room (flow, flow->step_nodes[begin + j]);
  for (guint i = 0; i < BISECTIONS; i++)
    {
      double middle = 0.5 * (from + to);
      if (sum_filled (rooms, count, middle) < flow->missing_kwh[step])
        from = middle;
      else
        to = middle;
    }
  for (guint j = 0; j < count; j++)
    {
      double energy = fill_to (&rooms[j], from);
      flow->energy[rooms[j].node] = energy;
      flow->taken[rooms[j].node] += energy;
      flow->missing_kwh[step] -= energy;
    }
}

static double
find_greatest_bound (const GhFlexibilityFlow *flow)
{
  double greatest = 1.0;

  for (guint n = 0; n < flow->nodes; n++)
    greatest = MAX (greatest, MAX (fabs (flow->upper[n]), fabs (flow->lower[n])));
  return greatest;
}

/**
 * gh_flexibility_flow_begin:
 * @flow: a flow
 * @before_kwh: (nullable) (array length=kinds): what one device of each kind has taken before;
 * %NULL for nothing; must outlive the flow
 * @target_kwh: (array length=to-from): what they are to take together in each step
 *
 * States what is to be shared out. O(steps * kinds).
 */
void
gh_flexibility_flow_begin (GhFlexibilityFlow *flow, const double *before_kwh,
                           const double *target_kwh)
{
  g_autofree Room *rooms = g_new (Room, flow->set->kinds->len + 1);

  flow->before = before_kwh;
  flow->target_kwh = 0.0;
  flow->tiny = TINY * find_greatest_bound (flow);
  for (gsize t = 0; t < flow->to - flow->from; t++)
    {
      flow->missing_kwh[t] = target_kwh[t];
      flow->target_kwh += fabs (target_kwh[t]);
      share_step (flow, t, rooms);
    }
}
