/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/simple-rule.h"

#include <math.h>

/* How far ahead prices are looked at, and which share of the hours counts as cheap. */
#define AHEAD_SECONDS 86400
#define CHEAP_SHARE 0.25

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/**
 * gh_simple_rule_find_worth:
 * @site: a site, with the prices that are paid and the cars plugged in as expected
 * @store: one of its stores
 * @now: a step
 * @published: first step after it of which the price is not known
 *
 * The rule that needs no plan: charge when energy is cheap, discharge when it is dear. Cheap is a
 * price among the lowest quarter of those known for the next 24 hours, of the hours in which the
 * car is to be plugged in. A stored kWh is worth what it costs at that price with the loss of
 * charging, so that a charger that goes by it discharges only at prices that beat losses and wear,
 * and stores surplus sun where exporting it earns less.
 *
 * Returns: what a stored kWh counts as, currency
 */
double
gh_simple_rule_find_worth (const GhSite *site, guint store, gsize now, gsize published)
{
  const GhStore *used = &site->stores[store];
  gsize ahead = (gsize) MAX (1, AHEAD_SECONDS / gh_time_axis_get_step_seconds (site->axis));
  gsize to = MIN (published, MIN (now + ahead, gh_time_axis_get_count (site->axis)));
  g_autofree double *costs = g_new (double, to - now + 1);
  guint count = 0, last = used->charge.count - 1;

  if (used->charge.count == 0)
    return 0.0;
  for (gsize t = now; t < to; t++)
    if (used->plugged[t])
      costs[count++] = gh_site_import_cost (site, t);
  if (count == 0)
    costs[count++] = gh_site_import_cost (site, now);
  qsort (costs, count, sizeof *costs, compare_numbers);
  double efficiency = used->charge.battery_kw[last] / used->charge.ac_kw[last];
  return costs[(guint) (CHEAP_SHARE * (count - 1))] / efficiency;
}
