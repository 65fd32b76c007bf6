/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a set says about sums over chosen steps, and what follows from that by greedy choice. */
#include "fleet/flexibility-set-private.h"

#include <math.h>

/* Least and greatest energy of a device over some steps. */
typedef struct
{
  double least;
  double most;
} Sums;

/* @chosen begins at the kind's first step. */
static Sums
sum_charging (const GhFlexibleKind *kind, const guint8 *chosen)
{
  double inside = 0.0, outside = 0.0;

  for (gsize k = 0; k < kind->length; k++)
    if (chosen[k])
      inside += kind->most_kwh[k];
    else
      outside += kind->most_kwh[k];
  if (kind->length == 0)
    return (Sums){ 0.0, 0.0 };
  return (Sums){ MAX (kind->lower_kwh[kind->length - 1] - outside, 0.0),
                 MIN (inside, kind->upper_kwh[kind->length - 1]) };
}

/* A step with bounds of its own is added to the chosen ones or to the others; then the bounds of
 * the energy so far cut both, each by what the other can be. */
static Sums
sum_any (const GhFlexibleKind *kind, const guint8 *chosen)
{
  Sums in = { 0.0, 0.0 }, out = { 0.0, 0.0 };

  for (gsize k = 0; k < kind->length; k++)
    {
      Sums *grown = chosen[k] ? &in : &out;
      grown->least += kind->least_kwh[k];
      grown->most += kind->most_kwh[k];
      double lower = kind->lower_kwh[k], upper = kind->upper_kwh[k];
      Sums cut = { MAX (in.least, lower - out.most), MIN (in.most, upper - out.least) };
      out = (Sums){ MAX (out.least, lower - in.most), MIN (out.most, upper - in.least) };
      in = cut;
    }
  return in;
}

static Sums
sum_chosen (const GhFlexibleKind *kind, const guint8 *chosen)
{
  return kind->charges_only ? sum_charging (kind, chosen) : sum_any (kind, chosen);
}

/**
 * gh_flexibility_set_get_least_kwh:
 * @set: a set
 * @chosen: (array length=steps): 1 for steps that are asked about, 0 for others
 *
 * The function p of the generalized polymatroid: with b it describes the set completely, and both
 * add up over devices (Mukhi, Loho and Abate, arXiv 2503.23458, theorem of aggregation). For one
 * device it follows step by step, see models.md, section 5. O(steps * kinds).
 *
 * Returns: the least energy that the fleet takes in these steps together
 */
double
gh_flexibility_set_get_least_kwh (const GhFlexibilitySet *set, const guint8 *chosen)
{
  double sum = 0.0;

  for (guint i = 0; i < set->kinds->len; i++)
    {
      const GhFlexibleKind *kind = gh_flexibility_set_peek (set, i);
      sum += kind->count * sum_chosen (kind, chosen + kind->from).least;
    }
  return sum;
}

/**
 * gh_flexibility_set_get_most_kwh:
 * @set: a set
 * @chosen: (array length=steps): 1 for steps that are asked about, 0 for others
 *
 * The function b, see gh_flexibility_set_get_least_kwh().
 *
 * Returns: the greatest energy that the fleet can take in these steps together
 */
double
gh_flexibility_set_get_most_kwh (const GhFlexibilitySet *set, const guint8 *chosen)
{
  double sum = 0.0;

  for (guint i = 0; i < set->kinds->len; i++)
    {
      const GhFlexibleKind *kind = gh_flexibility_set_peek (set, i);
      sum += kind->count * sum_chosen (kind, chosen + kind->from).most;
    }
  return sum;
}

/* Steps by falling worth. */
typedef struct
{
  gsize *steps;
  gsize positive; /* how many of the first are worth more than nothing */
} Order;

static int
compare_worth (gconstpointer a, gconstpointer b, gpointer data)
{
  const gsize *one = a, *other = b;
  const double *cost = data;

  if (cost[*one] < cost[*other] || cost[*one] > cost[*other])
    return cost[*one] < cost[*other] ? -1 : 1;
  return *one < *other ? -1 : *one > *other;
}

static Order
sort_steps (const GhFlexibilitySet *set, const double *cost)
{
  Order order = { g_new (gsize, set->steps), 0 };

  for (gsize t = 0; t < set->steps; t++)
    {
      order.steps[t] = t;
      order.positive += cost[t] < 0.0;
    }
  g_qsort_with_data (order.steps, (gint) set->steps, sizeof (gsize), compare_worth,
                     (gpointer) cost);
  return order;
}

/* Energies of one device of a kind. Steps that earn are filled from the one that earns most: each
 * gets what the greatest sum grows by. Steps that cost are emptied from the one that costs most, by
 * the least sum: the element of no cost that makes a base of the polymatroid stands between them.
 * @chosen is 0 everywhere, before and after. */
static void
find_vertex (const GhFlexibleKind *kind, const Order *order, gsize steps, guint8 *chosen,
             double *energy_kwh)
{
  guint8 *own = chosen + kind->from;
  double before = 0.0;

  for (gsize i = 0; i < order->positive; i++)
    {
      gsize k = order->steps[i] - kind->from;
      if (k >= kind->length)
        continue;
      own[k] = 1;
      double most = sum_chosen (kind, own).most;
      energy_kwh[k] = most - before;
      before = most;
    }
  for (gsize k = 0; k < kind->length; k++)
    own[k] = 0;
  before = 0.0;
  for (gsize i = steps; i > order->positive; i--)
    {
      gsize k = order->steps[i - 1] - kind->from;
      if (k >= kind->length)
        continue;
      own[k] = 1;
      double least = sum_chosen (kind, own).least;
      energy_kwh[k] = least - before;
      before = least;
    }
  for (gsize k = 0; k < kind->length; k++)
    own[k] = 0;
}

/* The same where only the power and the whole energy count. */
static void
find_charging_vertex (const GhFlexibleKind *kind, const Order *order, gsize steps,
                      double *energy_kwh)
{
  double room = kind->length > 0 ? kind->upper_kwh[kind->length - 1] : 0.0;
  double need = kind->length > 0 ? kind->lower_kwh[kind->length - 1] : 0.0;

  for (gsize i = 0; i < steps; i++)
    {
      gsize k = order->steps[i] - kind->from;
      if (k >= kind->length)
        continue;
      double wanted = i < order->positive ? room : MAX (need, 0.0);
      energy_kwh[k] = MIN (kind->most_kwh[k], wanted);
      room -= energy_kwh[k];
      need -= energy_kwh[k];
    }
}

/**
 * gh_flexibility_set_minimise:
 * @set: a set
 * @cost_per_kwh: (array length=steps): what a kWh costs in each step
 * @total_kw: (out caller-allocates) (array length=steps) (nullable): cheapest power of the fleet
 * @power_kw: (out caller-allocates) (nullable): that of one device of each kind, one kind after the
 *   other, each with the number of steps; they add up to @total_kw exactly
 *
 * Finds the cheapest power by greedy choice, exactly: steps in the order of their cost, earlier
 * ones first among equals. Time O(kinds * steps) for kinds that only charge, O(kinds * steps^2) for
 * others, where steps are those in which a kind is there.
 *
 * Returns: the least cost
 */
double
gh_flexibility_set_minimise (const GhFlexibilitySet *set, const double *cost_per_kwh,
                             double *total_kw, double *power_kw)
{
  g_autofree guint8 *chosen = g_new0 (guint8, set->steps);
  g_autofree double *energy = g_new (double, set->steps);
  g_autofree gsize *steps = NULL;
  Order order = sort_steps (set, cost_per_kwh);
  double sum = 0.0;

  steps = order.steps;
  for (gsize t = 0; t < set->steps && total_kw != NULL; t++)
    total_kw[t] = 0.0;
  for (gsize i = 0; i < set->kinds->len * set->steps && power_kw != NULL; i++)
    power_kw[i] = 0.0;
  for (guint i = 0; i < set->kinds->len; i++)
    {
      const GhFlexibleKind *kind = gh_flexibility_set_peek (set, i);
      if (kind->charges_only)
        find_charging_vertex (kind, &order, set->steps, energy);
      else
        find_vertex (kind, &order, set->steps, chosen, energy);
      for (gsize k = 0; k < kind->length; k++)
        {
          sum += kind->count * energy[k] * cost_per_kwh[kind->from + k];
          if (total_kw != NULL)
            total_kw[kind->from + k] += kind->count * energy[k] / set->hours;
          if (power_kw != NULL)
            power_kw[i * set->steps + kind->from + k] = energy[k] / set->hours;
        }
    }
  return sum;
}

/**
 * gh_flexibility_set_get_support:
 * @set: a set
 * @worth_per_kwh: (array length=steps): a direction: what a kWh is worth in each step
 *
 * Returns: how far the set reaches in this direction: the greatest worth of a power in it
 */
double
gh_flexibility_set_get_support (const GhFlexibilitySet *set, const double *worth_per_kwh)
{
  g_autofree double *cost = g_new (double, set->steps);

  for (gsize t = 0; t < set->steps; t++)
    cost[t] = -worth_per_kwh[t];
  return -gh_flexibility_set_minimise (set, cost, NULL, NULL);
}
