/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/site.h"

G_BEGIN_DECLS

/**
 * GhFleetKinds:
 * @count: number of kinds
 * @order: (array length=stores): the stores, those of a kind side by side, kinds that are there at
 *   like times near each other
 * @first: (array length=count+1): where each kind begins in @order
 * @is_convex: (array length=count): as gh_fleet_store_is_convex() says
 *
 * Stores of a site that are equal in everything but their names.
 */
typedef struct
{
  guint count;
  guint *order;
  guint *first;
  guint8 *is_convex;
} GhFleetKinds;

void gh_fleet_kinds_init (GhFleetKinds *self, const GhSite *site);
void gh_fleet_kinds_clear (GhFleetKinds *self);
gboolean gh_fleet_store_is_convex (const GhStore *store, gsize steps);

G_END_DECLS
