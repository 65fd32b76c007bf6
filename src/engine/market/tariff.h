/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-spec.h"
#include "site/profile.h"
#include "time-axis.h"

G_BEGIN_DECLS

/**
 * GhTariffPart:
 * @step: of the axis
 * @class_index: what its import is billed as; see gh_tariff_count_classes()
 * @share: of the step
 * @price: what a kWh costs in it, currency
 *
 * The part of a step that lies in one class.
 */
typedef struct
{
  gsize step;
  guint class_index;
  double share;
  double price;
} GhTariffPart;

gboolean gh_series_fill (const GhSeriesSpec *spec, const char *path, gsize count, double *values,
                         GError **error);
gboolean gh_time_windows_contain (const GPtrArray *windows, const GhCivilTime *civil,
                                  const GArray *holidays);
gboolean gh_tariff_fill_price (const GhPriceSpec *price, const char *path, const GhTimeAxis *axis,
                               const GArray *holidays, double *values, GError **error);
gboolean gh_tariff_fill_export_price (const GhTariff *tariff, gboolean of_store,
                                      const GhTimeAxis *axis, const GArray *holidays,
                                      double *values, GError **error);
void gh_tariff_find_hours (const GPtrArray *windows, const GhTimeAxis *axis, const GArray *holidays,
                           guint8 *applies);
guint gh_tariff_count_classes (const GhTariff *tariff);
GArray *gh_tariff_divide (const GhTariff *tariff, const GhTimeAxis *axis, const GArray *holidays,
                          GError **error);

G_END_DECLS
