/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/site-simplify.h"

/* A straight line through nothing and the greatest power; whether that changes the curve. */
static gboolean
straighten (GhChargerCurve *curve)
{
  if (curve->count < 2 || (curve->count == 2 && !(curve->battery_kw[0] > 0.0)))
    return FALSE;
  curve->battery_kw[1] = curve->battery_kw[curve->count - 1];
  curve->ac_kw[1] = curve->ac_kw[curve->count - 1];
  curve->battery_kw[0] = curve->ac_kw[0] = 0.0;
  curve->count = 2;
  return TRUE;
}

/* Selling above the price of buying and being paid for buying are what makes a meter not convex. */
static gboolean
tame_prices (GhSite *site)
{
  gboolean changed = FALSE;

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    {
      double import = MAX (site->import_price[t], 0.0);
      double export = MIN (site->export_price[t], import);
      double store_export = MIN (site->store_export_price[t], export);

      changed = changed || site->import_price[t] < import || site->export_price[t] > export
                || site->store_export_price[t] > store_export;
      site->import_price[t] = import;
      site->export_price[t] = export;
      site->store_export_price[t] = store_export;
    }
  return changed;
}

/**
 * gh_site_simplify:
 * @site: a site
 *
 * Leaves out what makes planning slow: minimum and standby power and losses that vary with power
 * (the efficiencies at full power are taken instead), export prices above import prices and prices
 * below zero. Planning what remains is a convex problem and takes milliseconds, near enough for a
 * picture to look at while the exact plan is being made, and for nothing else.
 *
 * Returns: (transfer full) (nullable): the simpler site; %NULL when @site has nothing of the kind
 */
GhSite *
gh_site_simplify (const GhSite *site)
{
  g_autoptr (GhSite) simple = gh_site_copy (site);
  gboolean changed = tame_prices (simple);

  for (guint s = 0; s < simple->store_count; s++)
    {
      GhStore *store = &simple->stores[s];
      changed = straighten (&store->charge) || changed;
      changed = straighten (&store->discharge) || changed;
      changed = store->standby_kw > 0.0 || changed;
      store->standby_kw = 0.0;
    }
  return changed ? g_steal_pointer (&simple) : NULL;
}
