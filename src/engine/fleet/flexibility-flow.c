/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A greatest flow: energy goes from a step into a device that is there, along the device's own time
 * as stored energy, and out of it in another step or at the end. */
#include "fleet/flexibility-flow.h"

#include <math.h>

#define UNREACHED G_MAXUINT
/* A target that misses less than this share of itself is met. */
#define MET 1e-10

/* One arc of a path. */
typedef struct
{
  guint node;
  guint arc;
  double room;
} PathStep;

/* Where a kind's steps lie among those of the flow. */
typedef struct
{
  gsize begin; /* first step of all */
  gsize end;
} Stretch;

static Stretch
find_stretch (const GhFlexibilityFlow *flow, const GhFlexibleKind *kind)
{
  gsize begin = MAX (kind->from, flow->from), end = MIN (kind->from + kind->length, flow->to);

  return (Stretch){ begin, MAX (begin, end) };
}

/* The step of a node, counted from its kind's first one. */
static gsize
find_index (const GhFlexibilityFlow *flow, const GhFlexibleKind *kind, guint node)
{
  return flow->from + flow->step_of[node] - kind->from;
}

/* Lists the nodes of each step. */
static void
index_steps (GhFlexibilityFlow *flow)
{
  gsize steps = flow->to - flow->from;
  g_autofree guint *next = g_new0 (guint, steps + 1);

  for (guint i = 0; i < flow->set->kinds->len; i++)
    {
      Stretch own = find_stretch (flow, gh_flexibility_set_peek (flow->set, i));
      for (gsize t = own.begin; t < own.end; t++)
        flow->step_first[t - flow->from + 1]++;
    }
  for (gsize t = 0; t < steps; t++)
    {
      flow->step_first[t + 1] += flow->step_first[t];
      next[t] = flow->step_first[t];
    }
  for (guint i = 0; i < flow->set->kinds->len; i++)
    {
      Stretch own = find_stretch (flow, gh_flexibility_set_peek (flow->set, i));
      for (gsize t = own.begin; t < own.end; t++)
        flow->step_nodes[next[t - flow->from]++] = flow->first[i] + (guint) (t - own.begin);
    }
}

/* Bounds of nodes, of all devices of a kind together. */
static void
copy_bounds (GhFlexibilityFlow *flow)
{
  flow->kind_of = g_new (guint, flow->nodes);
  flow->step_of = g_new (guint, flow->nodes);
  flow->least = g_new (double, flow->nodes);
  flow->most = g_new (double, flow->nodes);
  flow->lower = g_new (double, flow->nodes);
  flow->upper = g_new (double, flow->nodes);
  for (guint i = 0; i < flow->set->kinds->len; i++)
    {
      const GhFlexibleKind *kind = gh_flexibility_set_peek (flow->set, i);
      Stretch own = find_stretch (flow, kind);
      for (guint n = flow->first[i]; n < flow->first[i + 1]; n++)
        {
          gsize t = own.begin + (n - flow->first[i]), k = t - kind->from;
          flow->kind_of[n] = i;
          flow->step_of[n] = (guint) (t - flow->from);
          flow->least[n] = kind->count * kind->least_kwh[k];
          flow->most[n] = kind->count * kind->most_kwh[k];
          flow->lower[n] = kind->count * kind->lower_kwh[k];
          flow->upper[n] = kind->count * kind->upper_kwh[k];
        }
    }
}

/**
 * gh_flexibility_flow_init:
 * @flow: (out caller-allocates): cleared by gh_flexibility_flow_clear()
 * @set: whose devices; outlives the flow
 * @from: first step
 * @to: step after the last
 *
 * Makes room for a part of the time. O(steps * kinds).
 */
void
gh_flexibility_flow_init (GhFlexibilityFlow *flow, const GhFlexibilitySet *set, gsize from,
                          gsize to)
{
  gsize steps = to - from;

  *flow = (GhFlexibilityFlow){ .set = set, .from = from, .to = to };
  flow->first = g_new0 (guint, set->kinds->len + 1);
  for (guint i = 0; i < set->kinds->len; i++)
    {
      Stretch own = find_stretch (flow, gh_flexibility_set_peek (set, i));
      flow->first[i + 1] = flow->first[i] + (guint) (own.end - own.begin);
    }
  flow->nodes = flow->first[set->kinds->len];
  copy_bounds (flow);
  flow->step_first = g_new0 (guint, steps + 1);
  flow->step_nodes = g_new (guint, flow->nodes);
  index_steps (flow);
  flow->missing_kwh = g_new0 (double, steps);
  flow->over = g_new0 (guint8, steps);
  flow->under = g_new0 (guint8, steps);
  flow->energy = g_new0 (double, flow->nodes);
  flow->taken = g_new0 (double, flow->nodes);
  flow->level = g_new (guint, flow->nodes + steps + 1);
  flow->arc = g_new (guint, flow->nodes + steps + 1);
  flow->queue = g_new (guint, flow->nodes + steps + 1);
  flow->path = g_new (PathStep, flow->nodes + steps + 1);
}

/**
 * gh_flexibility_flow_clear:
 * @flow: a flow
 *
 * Frees its memory.
 */
void
gh_flexibility_flow_clear (GhFlexibilityFlow *flow)
{
  g_free (flow->first);
  g_free (flow->kind_of);
  g_free (flow->step_of);
  g_free (flow->least);
  g_free (flow->most);
  g_free (flow->lower);
  g_free (flow->upper);
  g_free (flow->step_first);
  g_free (flow->step_nodes);
  g_free (flow->missing_kwh);
  g_free (flow->over);
  g_free (flow->under);
  g_free (flow->energy);
  g_free (flow->taken);
  g_free (flow->level);
  g_free (flow->arc);
  g_free (flow->queue);
  g_free (flow->path);
}

/* The end, into which what a device holds goes. */
static guint
end_node (const GhFlexibilityFlow *flow)
{
  return flow->nodes + (guint) (flow->to - flow->from);
}

/* An arc of a device's step: ahead in time, back, or out of it. */
static void
describe_own_arc (const GhFlexibilityFlow *flow, guint node, guint arc, guint *to, double *room)
{
  guint i = flow->kind_of[node];

  *room = 0.0;
  *to = node;
  if (arc == 0)
    {
      *room = flow->upper[node] - flow->taken[node];
      *to = node + 1 < flow->first[i + 1] ? node + 1 : end_node (flow);
    }
  else if (arc == 1 && node > flow->first[i])
    {
      *room = flow->taken[node - 1] - flow->lower[node - 1];
      *to = node - 1;
    }
  else if (arc == 2)
    {
      *room = flow->energy[node] - flow->least[node];
      *to = flow->nodes + flow->step_of[node];
    }
}

/* The arc from a step into a device, or from the end back into one. */
static void
describe_entry (const GhFlexibilityFlow *flow, guint node, guint arc, guint *to, double *room)
{
  *room = 0.0;
  *to = node;
  if (node != end_node (flow))
    {
      *to = flow->step_nodes[flow->step_first[node - flow->nodes] + arc];
      *room = flow->most[*to] - flow->energy[*to];
    }
  else if (flow->first[arc + 1] > flow->first[arc])
    {
      *to = flow->first[arc + 1] - 1;
      *room = flow->taken[*to] - flow->lower[*to];
    }
}

static guint
count_arcs (const GhFlexibilityFlow *flow, guint node)
{
  if (node < flow->nodes)
    return 3;
  if (node == end_node (flow))
    return flow->set->kinds->len;
  return flow->step_first[node - flow->nodes + 1] - flow->step_first[node - flow->nodes];
}

static void
describe_arc (const GhFlexibilityFlow *flow, guint node, guint arc, guint *to, double *room)
{
  if (node < flow->nodes)
    describe_own_arc (flow, node, arc, to, room);
  else
    describe_entry (flow, node, arc, to, room);
}

static void
push (GhFlexibilityFlow *flow, guint node, guint arc, guint to, double amount)
{
  if (node >= flow->nodes && node != end_node (flow))
    flow->energy[to] += amount;
  else if (node == end_node (flow))
    flow->taken[to] -= amount;
  else if (arc == 0)
    flow->taken[node] += amount;
  else if (arc == 1)
    flow->taken[to] -= amount;
  else
    flow->energy[node] -= amount;
}

/* How much can end in a node: what a step has too much, and anything at the end unless it begins
 * there. */
static double
get_demand (const GhFlexibilityFlow *flow, guint node, gboolean from_end)
{
  if (node < flow->nodes)
    return 0.0;
  if (node == end_node (flow))
    return from_end ? 0.0 : INFINITY;
  double demand = -flow->missing_kwh[node - flow->nodes];
  return demand > flow->tiny ? demand : 0.0;
}

static double
get_supply (const GhFlexibilityFlow *flow, guint node, gboolean from_end)
{
  if (node == end_node (flow))
    return from_end ? INFINITY : 0.0;
  double supply = from_end ? 0.0 : flow->missing_kwh[node - flow->nodes];
  return supply > flow->tiny ? supply : 0.0;
}

/* Levels of the nodes by their distance from those that supply, as far as the nearest demand.
 *
 * Returns: whether there is any */
static gboolean
find_levels (GhFlexibilityFlow *flow, gboolean from_end)
{
  guint count = end_node (flow) + 1, head = 0, tail = 0, nearest = UNREACHED;

  for (guint n = 0; n < count; n++)
    {
      flow->level[n] = UNREACHED;
      flow->arc[n] = 0;
    }
  for (guint n = flow->nodes; n < count; n++)
    if (get_supply (flow, n, from_end) > 0.0)
      {
        flow->level[n] = 0;
        flow->queue[tail++] = n;
      }
  while (head < tail)
    {
      guint node = flow->queue[head++], arcs = count_arcs (flow, node);
      if (flow->level[node] >= nearest)
        break;
      for (guint a = 0; a < arcs; a++)
        {
          guint to;
          double room;
          describe_arc (flow, node, a, &to, &room);
          if (!(room > flow->tiny) || flow->level[to] != UNREACHED)
            continue;
          flow->level[to] = flow->level[node] + 1;
          flow->queue[tail++] = to;
          if (get_demand (flow, to, from_end) > 0.0)
            nearest = MIN (nearest, flow->level[to]);
        }
    }
  return nearest != UNREACHED;
}

/* Goes along the next arc that leads on to the next level.
 *
 * Returns: %FALSE at a dead end */
static gboolean
advance (GhFlexibilityFlow *flow, guint node, PathStep *step, guint *to)
{
  guint arcs = count_arcs (flow, node);

  for (; flow->arc[node] < arcs; flow->arc[node]++)
    {
      double room;
      describe_arc (flow, node, flow->arc[node], to, &room);
      if (!(room > flow->tiny) || flow->level[*to] != flow->level[node] + 1)
        continue;
      *step = (PathStep){ node, flow->arc[node], room };
      return TRUE;
    }
  return FALSE;
}

static void
add_missing (GhFlexibilityFlow *flow, guint node, double amount)
{
  if (node != end_node (flow))
    flow->missing_kwh[node - flow->nodes] += amount;
}

/* Sends what goes along a whole path.
 *
 * Returns: how many of its arcs are still open */
static guint
augment (GhFlexibilityFlow *flow, guint length, guint last, gboolean from_end)
{
  PathStep *path = flow->path;
  double amount
      = MIN (get_supply (flow, path[0].node, from_end), get_demand (flow, last, from_end));
  guint open = length;

  for (guint i = 0; i < length; i++)
    amount = MIN (amount, path[i].room);
  for (guint i = length; i-- > 0;)
    {
      push (flow, path[i].node, path[i].arc, i + 1 < length ? path[i + 1].node : last, amount);
      path[i].room -= amount;
      if (!(path[i].room > flow->tiny))
        open = i;
    }
  add_missing (flow, path[0].node, -amount);
  add_missing (flow, last, amount);
  if (!(get_supply (flow, path[0].node, from_end) > 0.0))
    open = 0;
  return open;
}

/* Sends all that one node supplies along shortest paths. */
static void
send_from (GhFlexibilityFlow *flow, guint source, gboolean from_end)
{
  PathStep *path = flow->path;
  guint length = 0, node = source;

  while (get_supply (flow, source, from_end) > 0.0)
    {
      guint to;
      if (length > 0 && get_demand (flow, node, from_end) > 0.0)
        {
          guint open = augment (flow, length, node, from_end);
          /* With all open only the demand is met: another last step may have more. */
          length = open < length ? open : length - 1;
          node = path[length].node;
        }
      else if (advance (flow, node, &path[length], &to))
        {
          length++;
          node = to;
        }
      else if (length > 0)
        {
          node = path[--length].node;
          flow->arc[node]++;
        }
      else
        return;
    }
}

/* What is left over with one sign. */
static double
sum_left (const GhFlexibilityFlow *flow, double sign)
{
  double sum = 0.0;

  for (gsize t = 0; t < flow->to - flow->from; t++)
    sum += MAX (sign * flow->missing_kwh[t], 0.0);
  return sum > MET * MAX (1.0, flow->target_kwh) ? sum : 0.0;
}

/* Dinic's greatest flow: all shortest paths at a time, until what is left is rounding. */
static gboolean
run_stage (GhFlexibilityFlow *flow, gboolean from_end, const GhProgress *progress, GError **error)
{
  guint count = end_node (flow) + 1;
  double sign = from_end ? -1.0 : 1.0, begun = sum_left (flow, sign), left = begun;

  while (left > 0.0 && find_levels (flow, from_end))
    {
      for (guint n = flow->nodes; n < count; n++)
        if (get_supply (flow, n, from_end) > 0.0)
          send_from (flow, n, from_end);
      left = sum_left (flow, sign);
      if (!gh_progress_step (progress, 1.0 - left / begun, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gh_flexibility_flow_run:
 * @flow: a flow that has begun, or whose @missing_kwh was changed since it ran
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * Shares the target out as far as possible: what is left over of it, summed over its steps, is the
 * least that can be. First energy that is missing goes wherever it can, and to the end, that is
 * into a larger whole; then the end gives what steps have too much. Where energy is missing, the
 * steps that it can still get to are those in which the fleet is at its greatest: a proof that can
 * be checked by gh_flexibility_set_get_most_kwh(). Where there is too much, those to which neither
 * that nor the end gets are at their least. That both remainders are least at once follows from the
 * linking property of generalized polymatroids (Frank and Tardos 1988).
 *
 * A greatest flow by shortest paths (Dinic 1970) over steps of kinds: a round is O(steps * kinds),
 * and there are at most some hundred.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_flexibility_flow_run (GhFlexibilityFlow *flow, const GhProgress *progress, GError **error)
{
  GhProgress first = gh_progress_part (progress, 0.0, 0.5);
  GhProgress second = gh_progress_part (progress, 0.5, 1.0);
  gsize steps = flow->to - flow->from;

  if (!run_stage (flow, FALSE, &first, error))
    return FALSE;
  flow->over_kwh = sum_left (flow, 1.0);
  for (gsize t = 0; t < steps; t++)
    flow->over[t] = flow->over_kwh > 0.0 && flow->level[flow->nodes + t] != UNREACHED;
  if (!run_stage (flow, TRUE, &second, error))
    return FALSE;
  flow->under_kwh = sum_left (flow, -1.0);
  for (gsize t = 0; t < steps; t++)
    flow->under[t]
        = flow->under_kwh > 0.0 && flow->level[flow->nodes + t] == UNREACHED && !flow->over[t];
  return TRUE;
}

/**
 * gh_flexibility_flow_miss_needs:
 * @flow: a flow that ran; it cannot begin again
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * Lets devices keep to a target that has too little for them by taking less than they need, down to
 * their floors; after the last step each may take all it can. What they miss together is the least
 * that can be where each needs something once, at its end.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_flexibility_flow_miss_needs (GhFlexibilityFlow *flow, const GhProgress *progress, GError **error)
{
  for (guint n = 0; n < flow->nodes; n++)
    {
      const GhFlexibleKind *kind = gh_flexibility_set_peek (flow->set, flow->kind_of[n]);
      flow->lower[n] = kind->count * kind->floor_kwh[find_index (flow, kind, n)];
    }
  gboolean done = run_stage (flow, TRUE, progress, error);
  flow->under_kwh = sum_left (flow, -1.0);
  return done;
}

/**
 * gh_flexibility_flow_get_energy:
 * @flow: a flow
 * @kind: index of a kind
 * @step: a step, counted from the first of all
 *
 * Returns: what one device of the kind takes in it, kWh
 */
double
gh_flexibility_flow_get_energy (const GhFlexibilityFlow *flow, guint kind, gsize step)
{
  const GhFlexibleKind *own = gh_flexibility_set_peek (flow->set, kind);
  Stretch stretch = find_stretch (flow, own);

  if (step < stretch.begin || step >= stretch.end)
    return 0.0;
  return flow->energy[flow->first[kind] + (step - stretch.begin)] / own->count;
}

/**
 * gh_flexibility_flow_get_missed:
 * @flow: a flow
 * @kind: index of a kind
 *
 * Returns: how much one device of the kind has less than it needs, where that is most
 */
double
gh_flexibility_flow_get_missed (const GhFlexibilityFlow *flow, guint kind)
{
  const GhFlexibleKind *own = gh_flexibility_set_peek (flow->set, kind);
  double missed = 0.0;

  for (guint n = flow->first[kind]; n < flow->first[kind + 1]; n++)
    missed = MAX (missed, own->lower_kwh[find_index (flow, own, n)] - flow->taken[n] / own->count);
  return missed;
}
