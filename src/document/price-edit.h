/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/**
 * GhPriceChange:
 * @GH_PRICE_BASE: the one price, or that of the time that no period has
 * @GH_PRICE_ADD: a period more
 * @GH_PRICE_REMOVE: a period less; without any left it is one price again
 * @GH_PRICE_PRICE: of a period, currency/kWh
 * @GH_PRICE_FROM: when a period begins, minutes since midnight
 * @GH_PRICE_TO: when it ends, minutes since midnight
 * @GH_PRICE_DAYS: on which it begins, bits, Monday first
 * @GH_PRICE_MONTHS: in which it begins, bits, January first
 * @GH_PRICE_TAX: on measured prices, percent
 * @GH_PRICE_FEES: on measured prices, currency/kWh
 *
 * What is changed of a price.
 */
typedef enum
{
  GH_PRICE_BASE,
  GH_PRICE_ADD,
  GH_PRICE_REMOVE,
  GH_PRICE_PRICE,
  GH_PRICE_FROM,
  GH_PRICE_TO,
  GH_PRICE_DAYS,
  GH_PRICE_MONTHS,
  GH_PRICE_TAX,
  GH_PRICE_FEES
} GhPriceChange;

double gh_price_get_base (const GhPriceSpec *price);
GPtrArray *gh_price_get_periods (const GhPriceSpec *price);
void gh_price_edit (GhDocument *document, const char *path, GhPriceChange change, guint index,
                    double number);

G_END_DECLS
