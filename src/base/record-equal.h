/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attributes.h"
#include "series-spec.h"

G_BEGIN_DECLS

gboolean gh_attribute_fields_equal (const GhAttribute *attribute, gconstpointer a, gconstpointer b);
gboolean gh_record_equal (const GhAttributeTable *table, gconstpointer a, gconstpointer b);
gboolean gh_series_spec_equal (const GhSeriesSpec *a, const GhSeriesSpec *b);
gboolean gh_price_spec_equal (const GhPriceSpec *a, const GhPriceSpec *b);

G_END_DECLS
