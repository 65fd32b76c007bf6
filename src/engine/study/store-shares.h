/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/household.h"

G_BEGIN_DECLS

/* Cars up to which every combination of them is planned: 14 plans beside those there are. */
#define GH_SHARES_MOST_EXACT 4

/**
 * GhStoreShare:
 * @store: index of the store in the site of the comparison
 * @saving_per_year: what of the strategy's saving over smart charging is its own, currency a year
 */
typedef struct
{
  guint store;
  double saving_per_year;
} GhStoreShare;

/**
 * GhStoreShares:
 * @strategy: V2H or V2G
 * @is_exact: whether these are Shapley values; otherwise what is missing without each, scaled
 * @saving_per_year: what the strategy saves a year over smart charging, which the shares add up to
 * @count: of shares
 * @shares: (owned) (array length=count): in the order of the stores
 *
 * What each of several cars brings of what a strategy saves.
 */
typedef struct
{
  GhStrategy strategy;
  gboolean is_exact;
  double saving_per_year;
  guint count;
  GhStoreShare *shares;
} GhStoreShares;

gboolean gh_store_shares_are_possible (const GhSite *site);
void gh_store_shares_divide (const double *values, guint count, double *shares);
gboolean gh_store_shares_find (const GhStudy *study, const GhComparison *comparison,
                               GhStrategy strategy, GhBatteryDepth depth, GhStoreShares **shares,
                               const GhProgress *progress, GError **error);
GPtrArray *gh_store_shares_find_all (const GhStudy *study, const GhComparison *comparison,
                                     GhBatteryDepth depth, const GhProgress *progress,
                                     GError **error);
void gh_store_shares_free (GhStoreShares *shares);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhStoreShares, gh_store_shares_free)

G_END_DECLS
