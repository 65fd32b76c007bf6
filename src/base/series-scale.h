/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-spec.h"

G_BEGIN_DECLS

void gh_series_spec_scale (GhSeriesSpec *spec, double factor);
void gh_price_spec_transform (GhPriceSpec *spec, double factor, double add);

G_END_DECLS
