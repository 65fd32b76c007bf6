/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/plan.h"

#include <math.h>

#include "words.h"

static const char *const strategy_names[]
    = { "unmanaged", "smart", "v2h", "v2g", "battery", "as-given" };
static const char *const short_titles[]
    = { N_ ("On arrival"), N_ ("Smart"),        N_ ("V2H (house)"),
        N_ ("V2G (grid)"), N_ ("Wall battery"), N_ ("As given") };
static const char *const status_names[]
    = { "optimal", "within_gap", "time_limit", "infeasible", "relaxed" };

/**
 * gh_strategy_name:
 * @strategy: a strategy
 *
 * Returns: (transfer none): its word in files and on the command line
 */
const char *
gh_strategy_name (GhStrategy strategy)
{
  return strategy_names[strategy];
}

/**
 * gh_strategy_get_short_title:
 * @strategy: a strategy
 *
 * Returns: (transfer none): what it is called above a column, in the user's language
 */
const char *
gh_strategy_get_short_title (GhStrategy strategy)
{
  return _ (short_titles[strategy]);
}

/**
 * gh_plan_status_name:
 * @status: a status
 *
 * Returns: (transfer none): its word in files
 */
const char *
gh_plan_status_name (GhPlanStatus status)
{
  return status_names[status];
}

/**
 * gh_plan_new:
 * @site: the site it is for
 *
 * Returns: (transfer full): a plan with zeroed arrays; value_per_kwh and
 *   dual_per_kwh of the stores are %NULL
 */
GhPlan *
gh_plan_new (const GhSite *site)
{
  GhPlan *plan = g_new0 (GhPlan, 1);

  plan->count = gh_time_axis_get_count (site->axis);
  plan->grid_kw = g_new0 (double, plan->count);
  plan->curtailed_kw = g_new0 (double, plan->count);
  plan->store_export_kw = g_new0 (double, plan->count);
  plan->store_count = site->store_count;
  plan->stores = g_new0 (GhStorePlan, MAX (1, site->store_count));
  for (guint s = 0; s < site->store_count; s++)
    {
      plan->stores[s].power_kw = g_new0 (double, plan->count);
      plan->stores[s].energy_kwh = g_new0 (double, plan->count);
    }
  return plan;
}

static double *
copy_numbers (const double *values, gsize count)
{
  return values != NULL ? g_memdup2 (values, count * sizeof (double)) : NULL;
}

/**
 * gh_plan_copy:
 * @plan: a plan
 *
 * Returns: (transfer full): a copy that shares nothing
 */
GhPlan *
gh_plan_copy (const GhPlan *plan)
{
  GhPlan *copy = g_memdup2 (plan, sizeof *plan);

  copy->grid_kw = copy_numbers (plan->grid_kw, plan->count);
  copy->curtailed_kw = copy_numbers (plan->curtailed_kw, plan->count);
  copy->store_export_kw = copy_numbers (plan->store_export_kw, plan->count);
  copy->stores = g_new0 (GhStorePlan, MAX (1, plan->store_count));
  for (guint s = 0; s < plan->store_count; s++)
    copy->stores[s] = (GhStorePlan){ copy_numbers (plan->stores[s].power_kw, plan->count),
                                     copy_numbers (plan->stores[s].energy_kwh, plan->count),
                                     copy_numbers (plan->stores[s].value_per_kwh, plan->count),
                                     copy_numbers (plan->stores[s].dual_per_kwh, plan->count) };
  return copy;
}

/**
 * gh_plan_status_of_gap:
 * @plan: a plan with objective and lower bound
 *
 * Returns: whether it is optimal but for rounding, or within its gap
 */
GhPlanStatus
gh_plan_status_of_gap (const GhPlan *plan)
{
  double gap = plan->objective - plan->lower_bound;

  return gap <= 1e-7 * MAX (1.0, fabs (plan->objective)) ? GH_PLAN_OPTIMAL : GH_PLAN_WITHIN_GAP;
}

/**
 * gh_plan_new_infeasible:
 * @reason: why there is none
 *
 * Returns: (transfer full): a plan without arrays that says so
 */
GhPlan *
gh_plan_new_infeasible (const GhReason *reason)
{
  GhPlan *plan = g_new0 (GhPlan, 1);

  plan->status = GH_PLAN_INFEASIBLE;
  plan->solver = "exact";
  plan->reason = *reason;
  return plan;
}

/**
 * gh_plan_free:
 * @plan: (transfer full) (nullable): a plan
 *
 * Frees it with its arrays.
 */
void
gh_plan_free (GhPlan *plan)
{
  if (plan == NULL)
    return;
  for (guint s = 0; s < plan->store_count; s++)
    {
      g_free (plan->stores[s].power_kw);
      g_free (plan->stores[s].energy_kwh);
      g_free (plan->stores[s].value_per_kwh);
      g_free (plan->stores[s].dual_per_kwh);
    }
  g_free (plan->stores);
  g_free (plan->grid_kw);
  g_free (plan->curtailed_kw);
  g_free (plan->store_export_kw);
  g_free (plan);
}
