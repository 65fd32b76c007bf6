/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhRates:
 * @discount: what money loses in worth a year
 * @import_growth: growth of import prices a year
 * @export_growth: growth of export prices a year
 * @inflation: growth of all other prices a year
 *
 * Nominal rates, as fractions.
 */
typedef struct
{
  double discount;
  double import_growth;
  double export_growth;
  double inflation;
} GhRates;

GhRates gh_finance_get_rates (const GhFinance *finance);
double gh_finance_get_paid (const GhFinance *finance, double price);
double gh_finance_get_grant (const GhFinance *finance, double paid, gboolean bidirectional);
gboolean gh_finance_bears_wear (const GhFinance *finance);

G_END_DECLS
