/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outages from every step at once, where one store holds the island: what happens to the stored
 * energy in a step is then the same for all that are under way, so they are kept in order of what
 * is left and moved together. */
#include <math.h>

#include "study/island.h"

#define NOTHING 1e-9
#define NONE G_MAXSIZE

/* Outages that hold the same energy from now on, as a chain of starts. */
typedef struct
{
  double level; /* stored energy less the pool's offset */
  gsize first;
  gsize last;
} Group;

/* What a step does to the one store, whatever it holds. */
typedef struct
{
  gboolean is_dark;  /* no store, or load above its power */
  double needed_kw;  /* to be covered by the store, its standby included */
  double covered_kw; /* of that, where it has enough */
  double drawn_kwh;  /* that it takes out of it */
  double filled_kwh; /* that is put into it */
  double driven_kwh;
} Effect;

typedef struct
{
  const GhIsland *island;
  const GhStore *store;
  GSequence *groups; /* of Group, by rising level */
  gsize *next;       /* chains of starts */
  double offset;
  double floor_kwh;
  double upper_kwh;
  double *hours;
} Pool;

/* The store that holds the island where it is the only one; %NULL for none or several. */
static const GhStore *
find_only (const GhIsland *island)
{
  const GhStore *only = NULL;

  for (guint s = 0; s < island->site->store_count; s++)
    {
      const GhStore *store = &island->site->stores[s];
      if (!gh_island_holds (store))
        continue;
      if (only != NULL)
        return NULL;
      only = store;
    }
  return only;
}

/**
 * gh_island_pool_applies:
 * @island: an island
 *
 * Returns: whether gh_island_pool_survive() can be used: one store holds the island, its top is
 *   the same in every step, and its powers do not depend on what it holds
 */
gboolean
gh_island_pool_applies (const GhIsland *island)
{
  const GhStore *store = find_only (island);

  if (store == NULL || store->charge_limit_count > 0 || store->discharge_limit_count > 0)
    return FALSE;
  for (gsize t = 1; t < gh_time_axis_get_count (island->site->axis); t++)
    if (store->upper_kwh[t] < store->upper_kwh[0] || store->upper_kwh[t] > store->upper_kwh[0])
      return FALSE;
  return store->least_kwh <= store->upper_kwh[0];
}

static void
find_filling (const Pool *pool, gsize step, double offered_kw, Effect *effect)
{
  const GhStore *store = pool->store;
  const GhChargerCurve *curve = &store->charge;

  if (curve->count == 0 || offered_kw < curve->ac_kw[0])
    return;
  double battery_kw = MIN (gh_charger_curve_battery_at (curve, offered_kw),
                           gh_store_get_most_kw (store, TRUE, step, 0.0));
  if (battery_kw >= curve->battery_kw[0])
    effect->filled_kwh = battery_kw * gh_time_axis_get_step_hours (pool->island->site->axis);
}

static void
find_drawing (const Pool *pool, gsize step, double wanted_kw, Effect *effect)
{
  const GhStore *store = pool->store;
  const GhChargerCurve *curve = &store->discharge;
  double most_kw
      = MIN (curve->battery_kw[curve->count - 1], gh_store_get_most_kw (store, FALSE, step, 0.0));
  double limit_kw = MIN (gh_charger_curve_ac_at (curve, most_kw), store->island_kw);
  double ac_kw = CLAMP (wanted_kw, 0.0, limit_kw);

  effect->is_dark = most_kw < curve->battery_kw[0] || wanted_kw - limit_kw > NOTHING;
  effect->covered_kw = ac_kw + store->standby_kw;
  effect->drawn_kwh = gh_charger_curve_battery_at (curve, ac_kw)
                      * gh_time_axis_get_step_hours (pool->island->site->axis);
}

static Effect
find_effect (const Pool *pool, gsize step)
{
  const GhIsland *island = pool->island;
  const GhStore *store = pool->store;
  double essential = island->essential_kw[step];
  double solar = island->solar_helps ? MAX (0.0, island->site->solar_kw[step]) : 0.0;
  gboolean there = store->plugged[step] || island->car_stays;
  Effect effect = { .driven_kwh = island->car_stays ? 0.0 : store->drive_kwh[step] };

  effect.needed_kw = essential - solar + store->standby_kw;
  if (!there)
    effect.is_dark = essential > NOTHING;
  else if (effect.needed_kw > NOTHING)
    find_drawing (pool, step, effect.needed_kw - store->standby_kw, &effect);
  else if (effect.needed_kw < -NOTHING)
    find_filling (pool, step, store->standby_kw - effect.needed_kw, &effect);
  return effect;
}

static int
compare_groups (gconstpointer first, gconstpointer second, gpointer data G_GNUC_UNUSED)
{
  const Group *a = first, *b = second;

  return (a->level > b->level) - (a->level < b->level);
}

/* All of a group end here: @at steps from the beginning of the period. */
static void
end_group (Pool *pool, GSequenceIter *iter, double at)
{
  const Group *group = g_sequence_get (iter);
  double hours = gh_time_axis_get_step_hours (pool->island->site->axis);
  double longest = (double) pool->island->longest_steps;

  for (gsize i = group->first; i != NONE; i = pool->next[i])
    pool->hours[i] = MIN (at - (double) i, longest) * hours;
  g_sequence_remove (iter);
}

static void
end_all (Pool *pool, double at)
{
  while (!g_sequence_is_empty (pool->groups))
    end_group (pool, g_sequence_get_begin_iter (pool->groups), at);
  pool->offset = 0.0;
}

/* Those that have not enough left end within the step. */
static void
draw (Pool *pool, const Effect *effect, gsize at)
{
  for (;;)
    {
      GSequenceIter *iter = g_sequence_get_begin_iter (pool->groups);
      if (g_sequence_iter_is_end (iter))
        break;
      double stored = ((Group *) g_sequence_get (iter))->level + pool->offset - pool->floor_kwh;
      double share = stored > NOTHING
                         ? (effect->drawn_kwh > stored ? stored / effect->drawn_kwh : 1.0)
                         : 0.0;
      double missing_kw = effect->needed_kw - effect->covered_kw * share;
      if (missing_kw <= NOTHING)
        break;
      end_group (pool, iter, (double) at + 1.0 - missing_kw / effect->needed_kw);
    }
  pool->offset -= effect->drawn_kwh;
}

/* Joins all beyond a level, at the top or at the bottom, into one group. */
static void
join_beyond (Pool *pool, gboolean top, double energy_kwh)
{
  double level = energy_kwh - pool->offset;
  GSequenceIter *kept = NULL;

  for (;;)
    {
      GSequenceIter *iter = top ? g_sequence_iter_prev (g_sequence_get_end_iter (pool->groups))
                                : g_sequence_get_begin_iter (pool->groups);
      if (kept != NULL)
        iter = top ? g_sequence_iter_prev (kept) : g_sequence_iter_next (kept);
      if (iter == kept || g_sequence_iter_is_end (iter))
        break;
      Group *group = g_sequence_get (iter);
      if (top ? group->level < level : group->level > level)
        break;
      group->level = level;
      if (kept != NULL)
        {
          Group *other = g_sequence_get (kept);
          pool->next[group->last] = other->first;
          group->last = other->last;
          g_sequence_remove (kept);
        }
      kept = iter;
    }
}

static void
live (Pool *pool, gsize at)
{
  Effect effect = find_effect (pool, at % gh_time_axis_get_count (pool->island->site->axis));

  if (effect.is_dark)
    end_all (pool, (double) at);
  if (g_sequence_is_empty (pool->groups))
    return;
  if (effect.drawn_kwh > 0.0)
    draw (pool, &effect, at);
  if (effect.filled_kwh > 0.0)
    {
      pool->offset += effect.filled_kwh;
      join_beyond (pool, TRUE, pool->upper_kwh);
    }
  if (effect.driven_kwh > 0.0)
    {
      pool->offset -= effect.driven_kwh;
      join_beyond (pool, FALSE, pool->store->least_kwh);
    }
}

/* Takes up the outage that begins with a step. Where the store is away and nothing is needed, or
 * holds what its limits do not allow, the outage goes its own way and is followed alone. */
static void
begin (Pool *pool, const double *energy_kwh, gsize start, GhIslandState *state)
{
  const GhIsland *island = pool->island;
  guint index = (guint) (pool->store - island->site->stores);
  double energy = gh_island_get_energy (island->site, index, energy_kwh, start);
  gboolean fits = energy >= pool->store->least_kwh - NOTHING && energy <= pool->upper_kwh + NOTHING;
  Group group = { energy - pool->offset, start, start };

  pool->next[start] = NONE;
  if (!pool->store->plugged[start] && island->essential_kw[start] > NOTHING)
    pool->hours[start] = 0.0;
  else if (pool->store->plugged[start] && fits)
    g_sequence_insert_sorted (pool->groups, g_memdup2 (&group, sizeof group), compare_groups, NULL);
  else
    {
      /* Of stores that do not hold the island nothing is asked. */
      g_autofree const double **energies = g_new (const double *, island->site->store_count);
      for (guint s = 0; s < island->site->store_count; s++)
        energies[s] = energy_kwh;
      pool->hours[start] = gh_island_survive (island, energies, start, state);
    }
}

static gboolean
live_all (Pool *pool, const double *energy_kwh, GhIslandState *state, const GhProgress *progress,
          GError **error)
{
  gsize count = gh_time_axis_get_count (pool->island->site->axis);
  gsize end = count + pool->island->longest_steps;

  for (gsize at = 0; at < end; at++)
    {
      if (!gh_progress_count (progress, at, end, error))
        return FALSE;
      if (at < count)
        begin (pool, energy_kwh, at, state);
      live (pool, at);
    }
  end_all (pool, (double) end);
  return TRUE;
}

/**
 * gh_island_pool_survive:
 * @island: an island to which gh_island_pool_applies()
 * @energy_kwh: (array): what the plan stores in the one store at the end of each step
 * @hours: (out) (array): hours until an essential kWh is not served, for an outage from each step
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * The same as gh_island_survive() from every step. A step moves all stored energies alike; those
 * that reach the top are equal from then on and become one, as do those at the bottom of a trip,
 * and those that run empty leave. Each outage enters, joins and leaves once, so that a year costs
 * O((steps + longest) log steps) rather than steps times length.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_island_pool_survive (const GhIsland *island, const double *energy_kwh, double *hours,
                        const GhProgress *progress, GError **error)
{
  guint stores = island->site->store_count;
  g_autofree double *energies = g_new0 (double, stores);
  g_autofree guint8 *stays = g_new0 (guint8, stores);
  g_autofree gsize *next = g_new (gsize, gh_time_axis_get_count (island->site->axis));
  GhIslandState state = { energies, stays };
  const GhStore *store = find_only (island);
  Pool pool = { .island = island,
                .store = store,
                .groups = g_sequence_new (g_free),
                .next = next,
                .floor_kwh = gh_island_get_floor (island, store),
                .upper_kwh = store->upper_kwh[0],
                .hours = hours };
  gboolean done = live_all (&pool, energy_kwh, &state, progress, error);

  g_sequence_free (pool.groups);
  return done;
}
