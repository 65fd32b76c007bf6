/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/plan-splice.h"

#include <math.h>

/* Energies that differ by less are the same, kWh. */
#define SAME_ENERGY 1e-9

static gboolean
do_meet (const GhPlan *a, const GhPlan *b, gsize t)
{
  for (guint s = 0; s < a->store_count; s++)
    if (fabs (a->stores[s].energy_kwh[t] - b->stores[s].energy_kwh[t]) > SAME_ENERGY)
      return FALSE;
  return TRUE;
}

/* Step after the next one at the end of which both plans hold the same in every store. */
static gsize
find_meeting (const GhPlan *a, const GhPlan *b, gsize from)
{
  for (gsize t = from; t < a->count; t++)
    if (do_meet (a, b, t))
      return t + 1;
  return a->count;
}

static double
sum (const double *values, gsize from, gsize to)
{
  double result = 0.0;

  for (gsize t = from; t < to; t++)
    result += values[t];
  return result;
}

/* A budget on the way: what is used, and what the lean steps to come take at least. */
typedef struct
{
  const GhBudget *budget;
  double used;
  double to_come;
} Account;

/* Whether the rich steps can be had: with the lean ones that follow at least, and no faster than
 * the budget lasts over the whole time. */
static gboolean
can_afford (const Account *account, gsize from, gsize to, gsize count)
{
  double most = account->budget->most;
  double rich = sum (account->budget->rich, from, to);
  double lean = sum (account->budget->lean, from, to);

  return rich <= lean
         || (account->used + rich + account->to_come - lean <= most
             && account->used + rich <= most * (double) to / (double) count);
}

static void
pay (Account *account, gboolean rich, gsize from, gsize to)
{
  account->used += sum (rich ? account->budget->rich : account->budget->lean, from, to);
  account->to_come -= sum (account->budget->lean, from, to);
}

/**
 * gh_plan_splice:
 * @rich: a plan
 * @lean: another plan of the same site
 * @budgets: (array length=count): of which @lean takes no more than it may
 * @count: number of budgets, at most #GH_MOST_BUDGETS
 * @takes_rich: (out caller-allocates): 1 for each step to be taken from @rich, 0 from @lean
 *
 * Two plans may change over wherever they hold the same energy, and any such mixture is a plan.
 * Takes as much of @rich as the budgets allow, spread over the time. For plans that cost the same,
 * as those on both sides of the price do that keeps a budget. O(steps).
 *
 * Returns: the number of steps taken from @rich
 */
guint
gh_plan_splice (const GhPlan *rich, const GhPlan *lean, const GhBudget *budgets, guint count,
                guint8 *takes_rich)
{
  Account accounts[GH_MOST_BUDGETS];
  guint taken = 0;

  g_return_val_if_fail (count <= GH_MOST_BUDGETS, 0);
  for (guint i = 0; i < count; i++)
    accounts[i] = (Account){ &budgets[i], 0.0, sum (budgets[i].lean, 0, lean->count) };
  for (gsize from = 0, to; from < rich->count; from = to)
    {
      gboolean affords = TRUE;
      to = find_meeting (rich, lean, from);
      for (guint i = 0; i < count; i++)
        affords &= can_afford (&accounts[i], from, to, rich->count);
      for (guint i = 0; i < count; i++)
        pay (&accounts[i], affords, from, to);
      for (gsize t = from; t < to; t++)
        takes_rich[t] = affords ? 1 : 0;
      taken += affords ? (guint) (to - from) : 0;
    }
  return taken;
}
