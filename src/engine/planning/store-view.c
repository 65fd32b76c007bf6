/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/store-view.h"

/**
 * gh_store_view_new:
 * @site: a site of several stores
 * @plan: what its stores do; of the store itself nothing counts
 * @store: a store
 *
 * O(steps stores).
 *
 * Returns: (transfer full): the site as this store sees it, which alone is in it, while the others
 *   do what the plan says: their power is part of the load, and what they discharge without being
 *   allowed to export leaves less room for that
 */
GhSite *
gh_store_view_new (const GhSite *site, const GhPlan *plan, guint store)
{
  GhSite *view = gh_site_copy_for_store (site, store);

  for (guint s = 0; s < site->store_count; s++)
    for (gsize t = 0; s != store && t < plan->count; t++)
      {
        double power = plan->stores[s].power_kw[t];
        view->load_kw[t] += power;
        view->others_kw[t] += power;
        if (!site->stores[s].may_export)
          view->bound_kw[t] = MAX (0.0, view->bound_kw[t] - MAX (0.0, -power));
      }
  return view;
}
