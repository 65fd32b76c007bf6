/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each of several cars brings of what a strategy saves: the value of Shapley (A value for
 * n-person games, 1953), the mean of what it adds over all orders in which the cars may begin to
 * discharge. */
#include "study/store-shares.h"

#include <math.h>

#include "errors.h"
#include "parallel.h"
#include "words.h"

/* One combination of cars to be planned.
 * @members: bits, by the order of the players
 * @saving_per_year: (out) */
typedef struct
{
  const GhStudy *study;
  const GhComparison *comparison;
  const GhStoreShares *shares;
  GhBatteryDepth depth;
  guint members;
  double saving_per_year;
} Task;

/* Whether it may discharge under the strategy and not under smart charging. A wall battery that is
 * there already discharges under both, so that nothing of the difference is its own. */
static gboolean
is_player (const GhStore *store)
{
  return !store->is_battery && store->discharge.count > 0;
}

static void
find_players (const GhSite *site, GhStoreShares *shares)
{
  shares->shares = g_new0 (GhStoreShare, MAX (1, site->store_count));
  for (guint s = 0; s < site->store_count; s++)
    if (is_player (&site->stores[s]))
      shares->shares[shares->count++].store = s;
}

/**
 * gh_store_shares_are_possible:
 * @site: a site
 *
 * Returns: whether two cars or more may discharge, so that there is something to be shared
 */
gboolean
gh_store_shares_are_possible (const GhSite *site)
{
  guint players = 0;

  for (guint s = 0; s < site->store_count; s++)
    players += is_player (&site->stores[s]) ? 1 : 0;
  return players > 1;
}

/* The same planning as that of the comparison, with the other cars charging only. Where smart
 * charging can be planned so can this: it leaves every car free not to discharge. */
static gboolean
plan_members (gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  GhStrategy strategy = task->shares->strategy;
  const GhStrategyResult *smart = &task->comparison->results[GH_STRATEGY_SMART];
  g_autoptr (GhSite) site = gh_site_copy (task->comparison->site);
  g_autoptr (GhFindings) findings = gh_findings_new ();

  for (guint i = 0; i < task->shares->count; i++)
    if ((task->members >> i & 1) == 0)
      site->stores[task->shares->shares[i].store].discharge.count = 0;
  g_autoptr (GhComparison) planned = gh_household_compare_some (
      task->study, site, task->depth, 1u << strategy, NULL, findings, progress, error);
  if (planned == NULL)
    return FALSE;
  if (planned->results[strategy].plan->status == GH_PLAN_INFEASIBLE)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                           _ ("With only some of the cars discharging there is no plan, so that "
                              "what each of them saves cannot be told."));
      return FALSE;
    }
  task->saving_per_year = smart->bill_per_year - planned->results[strategy].bill_per_year;
  return TRUE;
}

/* How many of @bits are set. */
static guint
count_members (guint bits)
{
  guint count = 0;

  for (; bits != 0; bits &= bits - 1)
    count++;
  return count;
}

/**
 * gh_store_shares_divide:
 * @values: (array): what each combination of the players is worth, by its bits; 2^@count of them,
 *   the first, of nobody, 0
 * @count: of players, 1 to 16
 * @shares: (out) (array length=count): what each of them brings; they add up to the last of @values
 *
 * Divides what all players are worth together by the value of Shapley. O(2^@count x @count).
 */
void
gh_store_shares_divide (const double *values, guint count, double *shares)
{
  double weights[16];

  g_return_if_fail (count >= 1 && count <= G_N_ELEMENTS (weights));
  /* Of n! orders k! (n - 1 - k)! have just the k others before a player. */
  weights[0] = 1.0 / count;
  for (guint k = 1; k < count; k++)
    weights[k] = weights[k - 1] * k / (count - k);
  for (guint i = 0; i < count; i++)
    {
      shares[i] = 0.0;
      for (guint others = 0; others < 1u << count; others++)
        if ((others >> i & 1) == 0)
          shares[i]
              += weights[count_members (others)] * (values[others | 1u << i] - values[others]);
    }
}

/* What is missing without each, made to add up to the whole; equal parts where nothing is. */
static void
scale_missing (GhStoreShares *shares, const Task *tasks)
{
  double whole = shares->saving_per_year, sum = 0.0;

  for (guint i = 0; i < shares->count; i++)
    sum += MAX (0.0, whole - tasks[i].saving_per_year);
  for (guint i = 0; i < shares->count; i++)
    shares->shares[i].saving_per_year
        = sum > 0.0 ? whole * MAX (0.0, whole - tasks[i].saving_per_year) / sum
                    : whole / shares->count;
}

static void
take_values (GhStoreShares *shares, const Task *tasks, guint count)
{
  double values[1u << GH_SHARES_MOST_EXACT] = { 0.0 };
  double divided[GH_SHARES_MOST_EXACT];

  for (guint k = 0; k < count; k++)
    values[tasks[k].members] = tasks[k].saving_per_year;
  values[(1u << shares->count) - 1] = shares->saving_per_year;
  gh_store_shares_divide (values, shares->count, divided);
  for (guint i = 0; i < shares->count; i++)
    shares->shares[i].saving_per_year = divided[i];
}

/* Plans the combinations that are needed, all at once. */
static gboolean
plan_all (GhStoreShares *shares, const Task *common, const GhProgress *progress, GError **error)
{
  guint all = (1u << shares->count) - 1;
  guint count = shares->is_exact ? all - 1 : shares->count;
  g_autofree Task *tasks = g_new (Task, count);
  g_autofree gpointer *pointers = g_new (gpointer, count);

  for (guint k = 0; k < count; k++)
    {
      tasks[k] = *common;
      tasks[k].members = shares->is_exact ? k + 1 : all & ~(1u << k);
      pointers[k] = &tasks[k];
    }
  if (!gh_parallel_run (plan_members, pointers, count, progress, error))
    return FALSE;
  if (shares->is_exact)
    take_values (shares, tasks, count);
  else
    scale_missing (shares, tasks);
  return TRUE;
}

/**
 * gh_store_shares_find:
 * @study: the study that was compared
 * @comparison: its comparison
 * @strategy: V2H or V2G
 * @depth: how much of the battery the comparison looked at
 * @shares: (out) (nullable) (transfer full): what each car brings; %NULL where there are fewer than
 *   two that may discharge, or strategy or smart charging have no plan
 * @progress: (nullable): polled while planning
 * @error: set when stopped or when planning fails
 *
 * Divides what a strategy saves a year over smart charging among the cars. Every combination of
 * them is planned with the others charging only, in as many threads as there are processors; of
 * more than %GH_SHARES_MOST_EXACT cars only those that lack one, and what then is missing is scaled
 * to add up to the saving.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_store_shares_find (const GhStudy *study, const GhComparison *comparison, GhStrategy strategy,
                      GhBatteryDepth depth, GhStoreShares **shares, const GhProgress *progress,
                      GError **error)
{
  const GhStrategyResult *result = &comparison->results[strategy];
  const GhStrategyResult *smart = &comparison->results[GH_STRATEGY_SMART];

  *shares = NULL;
  g_return_val_if_fail (strategy == GH_STRATEGY_V2H || strategy == GH_STRATEGY_V2G, TRUE);
  if (result->plan == NULL || result->plan->status == GH_PLAN_INFEASIBLE || smart->plan == NULL
      || smart->plan->status == GH_PLAN_INFEASIBLE)
    return TRUE;
  g_autoptr (GhStoreShares) found = g_new0 (GhStoreShares, 1);
  found->strategy = strategy;
  found->saving_per_year = result->saving_per_year;
  find_players (comparison->site, found);
  found->is_exact = found->count <= GH_SHARES_MOST_EXACT;
  if (found->count < 2)
    return TRUE;
  const Task common = { .study = study, .comparison = comparison, .shares = found, .depth = depth };
  if (!plan_all (found, &common, progress, error))
    return FALSE;
  *shares = g_steal_pointer (&found);
  return TRUE;
}

static void
free_shares (gpointer data)
{
  gh_store_shares_free (data);
}

/**
 * gh_store_shares_find_all:
 * @study: the study that was compared
 * @comparison: its comparison
 * @depth: how much of the battery the comparison looked at
 * @progress: (nullable): told and asked
 * @error: set when stopped or when planning fails
 *
 * Divides what V2H and V2G save; see gh_store_shares_find().
 *
 * Returns: (transfer full) (nullable) (element-type GhStoreShares): one for each of the two that
 *   there are shares of, empty where there are not several cars
 */
GPtrArray *
gh_store_shares_find_all (const GhStudy *study, const GhComparison *comparison,
                          GhBatteryDepth depth, const GhProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_shares);

  for (GhStrategy s = GH_STRATEGY_V2H; s <= GH_STRATEGY_V2G; s++)
    {
      GhProgress part = gh_progress_part (progress, 0.5 * (s - GH_STRATEGY_V2H),
                                          0.5 * (s - GH_STRATEGY_V2H + 1));
      GhStoreShares *shares;
      if (!gh_store_shares_find (study, comparison, s, depth, &shares, &part, error))
        return NULL;
      if (shares != NULL)
        g_ptr_array_add (list, shares);
    }
  return g_steal_pointer (&list);
}

/**
 * gh_store_shares_free:
 * @shares: (transfer full) (nullable): shares
 */
void
gh_store_shares_free (GhStoreShares *shares)
{
  if (shares == NULL)
    return;
  g_free (shares->shares);
  g_free (shares);
}
