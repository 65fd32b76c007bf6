/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"

G_BEGIN_DECLS

GhSite *gh_store_view_new (const GhSite *site, const GhPlan *plan, guint store);

G_END_DECLS
