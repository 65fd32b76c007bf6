/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/flexibility-set.h"
#include "site/site.h"

G_BEGIN_DECLS

gboolean gh_flexible_stores_are_exact (const GhSite *site);
GhFlexibilitySet *gh_flexible_stores_new_set (const GhSite *site, guint *device_of);

G_END_DECLS
