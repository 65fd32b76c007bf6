/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bill says of demand: the highest import of each month, in the hours of each charge. */
#include <math.h>

#include "market/bill-private.h"
#include "words.h"

/* The highest import of each month in the hours of a charge; 0 where it has none. */
static double *
find_peaks (const GhBilling *billing, const GPtrArray *windows)
{
  double *peaks = g_new0 (double, billing->months);
  g_autofree guint8 *applies = g_new (guint8, gh_time_axis_get_count (billing->axis));

  gh_tariff_find_hours (windows, billing->axis, billing->holidays, applies);
  for (guint m = 0; m < billing->months; m++)
    {
      const GhMonth *month = gh_billing_get_month (billing, m);
      for (gsize t = month->first; t < month->last; t++)
        if (applies[t])
          peaks[m] = MAX (peaks[m], gh_billing_get_import_kw (billing, t));
    }
  return peaks;
}

/* The highest import that a charge looks back on from a month. */
static double
look_back (const GhBilling *billing, const GhDemandRule *rule, const double *peaks, guint month)
{
  guint back = (guint) MIN (rule->lookback_months, 1200);
  double highest = month < back ? rule->earlier_peak_kw : 0.0;

  for (guint m = month < back ? 0 : month - back; m < month; m++)
    if ((rule->lookback_in >> (gh_billing_get_month (billing, m)->month - 1) & 1) != 0)
      highest = MAX (highest, peaks[m]);
  return highest;
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

static gboolean
is_of_month (const GhDemandRule *rule, int month)
{
  guint months = 0;

  for (guint i = 0; rule->windows != NULL && i < rule->windows->len; i++)
    months |= ((const GhTimeWindow *) g_ptr_array_index (rule->windows, i))->months;
  return rule->windows == NULL || rule->windows->len == 0 || (months >> (month - 1) & 1) != 0;
}

static void
bill_rule (GhBilling *billing, const GhDemandRule *rule, char *name)
{
  GhBillItem *item = gh_billing_add_item (billing, GH_BILL_DEMAND, name, "kW");
  g_autofree double *peaks = find_peaks (billing, rule->windows);

  for (guint m = 0; m < billing->months; m++)
    {
      double floor = rule->ratchet_share * look_back (billing, rule, peaks, m);
      if (!is_of_month (rule, gh_billing_get_month (billing, m)->month))
        continue;
      item->quantity[m] = MAX (peaks[m], floor);
      item->amount[m] = gh_demand_rule_price (rule, item->quantity[m], NULL);
    }
}

/**
 * gh_bill_demand:
 * @billing: (inout): a bill that is made up
 *
 * Adds the items of demand charges. A charge is due in the months that its hours name; what earlier
 * months leave of it counts in those alone.
 */
void
gh_bill_demand (GhBilling *billing)
{
  const GhTariff *tariff = billing->tariff;
  const GhDemandRule flat = { .price_per_kw = tariff->demand_per_kw_month };

  if (tariff->demand_per_kw_month > 0.0)
    bill_rule (billing, &flat, g_strdup (_ ("Demand")));
  for (guint i = 0; tariff->demand_charges != NULL && i < tariff->demand_charges->len; i++)
    {
      const GhDemandRule *rule = g_ptr_array_index (tariff->demand_charges, i);
      bill_rule (billing, rule,
                 rule->name != NULL ? g_strdup (rule->name)
                                    : g_strdup_printf (_ ("Demand charge %u"), i + 1));
    }
}
