/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/demand.h"

#include <math.h>

#define LONGEST_LOOK_MONTHS 1200

static void
free_rule (gpointer data)
{
  gh_record_free (&gh_demand_rule_table, data);
}

/**
 * gh_demand_list_rules:
 * @tariff: a tariff
 *
 * Lists the demand charges of a tariff, its plain one first.
 *
 * Returns: (transfer full) (element-type GhDemandRule): copies of them
 */
GPtrArray *
gh_demand_list_rules (const GhTariff *tariff)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func (free_rule);

  if (tariff->demand_per_kw_month > 0.0)
    {
      GhDemandRule *flat = gh_record_new (&gh_demand_rule_table);
      flat->price_per_kw = tariff->demand_per_kw_month;
      g_ptr_array_add (rules, flat);
    }
  for (guint i = 0; tariff->demand_charges != NULL && i < tariff->demand_charges->len; i++)
    g_ptr_array_add (rules, gh_record_copy (&gh_demand_rule_table,
                                            g_ptr_array_index (tariff->demand_charges, i)));
  return rules;
}

/**
 * gh_demand_rule_is_due:
 * @rule: a demand charge
 * @month: 1 to 12
 *
 * Returns: whether its hours name that month; what earlier months leave of it is due in no other
 */
gboolean
gh_demand_rule_is_due (const GhDemandRule *rule, int month)
{
  guint months = 0;

  for (guint i = 0; rule->windows != NULL && i < rule->windows->len; i++)
    months |= ((const GhTimeWindow *) g_ptr_array_index (rule->windows, i))->months;
  return rule->windows == NULL || rule->windows->len == 0 || (months >> (month - 1) & 1) != 0;
}

/**
 * gh_demand_rule_price:
 * @rule: a demand charge
 * @kw: the power that is billed
 * @next: (out) (optional): what one more kW costs
 *
 * Returns: what it costs a month, from the first tier on
 */
double
gh_demand_rule_price (const GhDemandRule *rule, double kw, double *next)
{
  double cost = 0.0, paid = 0.0, price = rule->price_per_kw;
  guint tiers = rule->tiers != NULL ? rule->tiers->len : 0;

  if (tiers == 0)
    cost = kw * rule->price_per_kw;
  for (guint i = 0; i < tiers; i++)
    {
      const GhDemandTier *tier = g_ptr_array_index (rule->tiers, i);
      double limit = isnan (tier->up_to_kw) ? INFINITY : tier->up_to_kw;
      double here = MAX (0.0, MIN (kw, limit) - paid);
      cost += here * tier->price_per_kw;
      paid += here;
      price = tier->price_per_kw;
      if (kw < limit)
        break;
    }
  if (next != NULL)
    *next = price;
  return cost;
}

/**
 * gh_demand_find_peaks:
 * @applies: (array): 1 in the steps that count
 * @months: (element-type GhMonth): of the axis
 * @grid_kw: (array): import above 0
 *
 * Returns: (transfer full) (array): the highest import of each month in the steps that count, kW;
 *   0 where none does
 */
double *
gh_demand_find_peaks (const guint8 *applies, const GArray *months, const double *grid_kw)
{
  double *peaks = g_new0 (double, months->len);

  for (guint m = 0; m < months->len; m++)
    {
      const GhMonth *month = &g_array_index (months, GhMonth, m);
      for (gsize t = month->first; t < month->last; t++)
        if (applies[t])
          peaks[m] = MAX (peaks[m], grid_kw[t]);
    }
  return peaks;
}

/**
 * gh_demand_rule_get_floor:
 * @rule: a demand charge
 * @months: (element-type GhMonth): of the axis
 * @peaks: (array): highest import of each month in the hours of the charge
 * @month: index of a month
 *
 * Returns: what is billed at least, because of earlier months and of what was before them, kW
 */
double
gh_demand_rule_get_floor (const GhDemandRule *rule, const GArray *months, const double *peaks,
                          guint month)
{
  guint back = (guint) MIN (rule->lookback_months, LONGEST_LOOK_MONTHS);
  double highest = month < back ? rule->earlier_peak_kw : 0.0;

  for (guint m = month < back ? 0 : month - back; m < month; m++)
    if ((rule->lookback_in >> (g_array_index (months, GhMonth, m).month - 1) & 1) != 0)
      highest = MAX (highest, peaks[m]);
  return rule->ratchet_share * highest;
}
