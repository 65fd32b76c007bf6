/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/site.h"

G_BEGIN_DECLS

void gh_stored_range_add (const GhSite *site, const GhStore *store, double *least_kwh,
                          double *most_kwh);

G_END_DECLS
