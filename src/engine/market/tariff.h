/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-spec.h"
#include "time-axis.h"

G_BEGIN_DECLS

gboolean gh_series_fill (const GhSeriesSpec *spec, const char *path, gsize count, double *values,
                         GError **error);
gboolean gh_tariff_fill_price (const GhPriceSpec *price, const char *path, const GhTimeAxis *axis,
                               const GArray *holidays, double *values, GError **error);

G_END_DECLS
