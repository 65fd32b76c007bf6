/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is really paid for equipment, and by which rates later money counts. */
#include "market/investment.h"

#include <math.h>

/* Fisher: (1 + real) (1 + inflation) - 1, written so that without inflation not a digit moves. */
static double
make_nominal (double real, double inflation)
{
  return real + inflation + real * inflation;
}

/**
 * gh_finance_get_rates:
 * @finance: how its rates are meant
 *
 * Puts all rates in the same terms. Cash flows are counted in the money of their year, with nominal
 * rates; real ones are turned into them with inflation by Fisher's equation, the growth of prices
 * like the discount rate. A study in real rates is thus worth the same as the one that states the
 * nominal rates they make.
 *
 * Returns: nominal rates
 */
GhRates
gh_finance_get_rates (const GhFinance *finance)
{
  double added = finance->rates == GH_RATES_REAL ? finance->inflation : 0.0;

  return (GhRates){
    .discount = make_nominal (finance->discount_rate, added),
    .import_growth = make_nominal (finance->price_growth, added),
    .export_growth = make_nominal (finance->export_price_growth, added),
    .inflation = finance->inflation,
  };
}

/**
 * gh_finance_get_paid:
 * @finance: its VAT
 * @price: of equipment or upkeep as the study states it, currency
 *
 * Returns: what is left to pay, with the tax unless that is reclaimed, currency
 */
double
gh_finance_get_paid (const GhFinance *finance, double price)
{
  double tax = 1.0 + finance->vat_rate;

  if (finance->capex_vat == GH_VAT_EXCLUDED)
    return finance->vat_reclaimed ? price : price * tax;
  return finance->vat_reclaimed ? price / tax : price;
}

/**
 * gh_finance_get_grant:
 * @finance: its grant
 * @paid: for the equipment, see gh_finance_get_paid(), currency
 * @bidirectional: whether it lets the car discharge
 *
 * A fixed amount and a share of what is paid, up to the cap, and never more than is paid.
 *
 * Returns: what is given, currency
 */
double
gh_finance_get_grant (const GhFinance *finance, double paid, gboolean bidirectional)
{
  const GhGrant *grant = finance->grant;

  if (grant == NULL || (!bidirectional && grant->scope == GH_GRANT_BIDIRECTIONAL))
    return 0.0;
  double given = MIN (grant->amount + grant->share * paid, paid);
  return isnan (grant->most) ? given : MIN (given, grant->most);
}

/**
 * gh_finance_bears_wear:
 * @finance: its lease
 *
 * Returns: whether the wear of the battery is a cost of the household rather than of a lessor
 */
gboolean
gh_finance_bears_wear (const GhFinance *finance)
{
  return finance->lease == NULL || finance->lease->wear == GH_LEASE_WEAR_DRIVER;
}
