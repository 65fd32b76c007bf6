/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhRateStatus:
 * @GH_RATE_FOUND: exactly one rate makes the present value zero
 * @GH_RATE_NONE: no rate does
 * @GH_RATE_SEVERAL: more than one does, so that none of them means anything by itself
 *
 * How many internal rates of return there are between -99.9 % and 100 000 %.
 */
typedef enum
{
  GH_RATE_FOUND,
  GH_RATE_NONE,
  GH_RATE_SEVERAL
} GhRateStatus;

/**
 * GhCashFlowYear:
 * @avoided_import: import cost that is not paid any more, currency a year
 * @added_export: additional export revenue, currency a year
 * @added_charging: additional cost of charging, currency a year
 * @wear: additional battery wear, currency a year
 * @served: value of essential load that outages do not take any more, currency a year
 *
 * The energy terms of one year at the prices of the first year, against a baseline.
 */
typedef struct
{
  double avoided_import;
  double added_export;
  double added_charging;
  double wear;
  double served;
} GhCashFlowYear;

/**
 * GhCashFlowTerms:
 * @first: energy terms of year 1
 * @last: energy terms of year @lifetime_years; the years in between lie on a straight line, which
 *   is the effect of ageing solar panels. The same as @first where nothing ages
 * @capex: additional investment in year 0, currency
 * @grant: additional grant in year 0, currency
 * @maintenance_per_year: additional maintenance, currency a year at the prices of the first year
 * @change_cost: additional cost of equipment whenever another car comes, currency at the prices of
 *   the first year
 * @change_years: time from one car to the next; 0 where the car stays
 * @salvage: additional value left at the end of the last year, currency at the prices of the first
 *   year
 * @discount_rate: a year, as a fraction, above -1; nominal, as all rates here
 * @price_growth: growth of import prices a year, as a fraction
 * @export_price_growth: growth of export prices a year, as a fraction
 * @inflation: growth of everything else a year, as a fraction, above -1
 * @lifetime_years: number of years, at least 1
 *
 * What one strategy changes against a baseline.
 */
typedef struct
{
  GhCashFlowYear first;
  GhCashFlowYear last;
  double capex;
  double grant;
  double maintenance_per_year;
  double change_cost;
  double change_years;
  double salvage;
  double discount_rate;
  double price_growth;
  double export_price_growth;
  double inflation;
  int lifetime_years;
} GhCashFlowTerms;

/**
 * GhCashFlowRow:
 * @year: 0 for the investment, then 1 to the end of the life
 * @revenue: avoided import and added export, currency
 * @cost: added charging, maintenance and @change, currency; the investment in year 0
 * @change: the part of @cost that changes of the car cause, currency
 * @degradation: added battery wear, currency
 * @grant: given towards the investment, in year 0 only, currency; not part of @revenue
 * @salvage: value left, in the last year only, currency; not part of @revenue
 * @served: value of essential load that outages do not take any more, currency; not part of
 *   @revenue
 * @discounted: present value of @revenue - @cost - @degradation + @grant + @salvage + @served,
 *   currency
 */
typedef struct
{
  int year;
  double revenue;
  double cost;
  double change;
  double degradation;
  double grant;
  double salvage;
  double served;
  double discounted;
} GhCashFlowRow;

/**
 * GhCashFlowShares:
 * @earned: import avoided and export earned
 * @paid: more charging and upkeep, below 0
 * @changes: equipment at changes of the car, below 0
 * @wear: of the battery, below 0
 * @salvage: value at the end
 * @grant: given in year 0
 * @served: load that outages do not take any more
 * @invested: in year 0, below 0
 *
 * Present values of the kinds of flow, currency; a strategy that saves of a kind has the other
 * sign. Their sum is the net present value.
 */
typedef struct
{
  double earned;
  double paid;
  double changes;
  double wear;
  double salvage;
  double grant;
  double served;
  double invested;
} GhCashFlowShares;

/**
 * GhCashFlow:
 * @years: (element-type GhCashFlowRow): year 0 to the last
 * @discount_rate: a year, as a fraction, nominal
 * @npv: net present value, currency: the sum of all `discounted`
 * @irr: internal rate of return as a fraction; NAN unless @irr_status is %GH_RATE_FOUND
 * @irr_status: how many rates there are
 * @payback_years: NAN when the investment does not come back
 * @discounted_payback_years: the same with discounted flows
 */
typedef struct
{
  GArray *years;
  double discount_rate;
  double npv;
  double irr;
  GhRateStatus irr_status;
  double payback_years;
  double discounted_payback_years;
} GhCashFlow;

double gh_net_present_value (double rate, const double *flows, gsize count);
GhRateStatus gh_internal_rate_of_return (const double *flows, gsize count, double *rate);
const char *gh_irr_status_name (GhRateStatus status);
double gh_payback_years (const double *flows, gsize count);
double gh_discounted_payback_years (double rate, const double *flows, gsize count);

GhCashFlow *gh_cash_flow_new (const GhCashFlowTerms *terms);
GhCashFlow *gh_cash_flow_new_of_years (const GhCashFlowTerms *terms, const GhCashFlowYear *years);
guint gh_cash_flow_count_changes (const GhCashFlowTerms *terms, int year);
GhCashFlowShares gh_cash_flow_share_out (const GhCashFlow *flow);
void gh_cash_flow_free (GhCashFlow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCashFlow, gh_cash_flow_free)

G_END_DECLS
