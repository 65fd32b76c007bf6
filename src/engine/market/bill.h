/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"
#include "time-axis.h"

G_BEGIN_DECLS

/* What an item of a bill is about, in the order in which bills list them. */
typedef enum
{
  GH_BILL_ENERGY,
  GH_BILL_EXPORT,
  GH_BILL_DEMAND,
  GH_BILL_FIXED,
  GH_BILL_MINIMUM,
  GH_BILL_TAX,
  GH_BILL_KINDS
} GhBillKind;

/**
 * GhBillItem:
 * @kind: what it is about
 * @name: (owned): what files call it, the same in every language but for names of the tariff's own
 * @title: (owned): the same in the user's language
 * @unit: of the quantities: "kWh", "kW" or ""; static
 * @quantity: (owned): one a month
 * @amount: (owned): currency, one a month; what is earned is below 0
 *
 * A line of a bill.
 */
typedef struct
{
  GhBillKind kind;
  char *name;
  char *title;
  const char *unit;
  double *quantity;
  double *amount;
} GhBillItem;

/**
 * GhMeter:
 * @grid_kw: import above 0, export below, mean of each step
 * @store_export_kw: (nullable): the part of the export that is a car's or battery's; %NULL for none
 * @solar_kw: (nullable): what the panels give, without what is curtailed; %NULL for none
 *
 * What the meters of a house show, step by step.
 */
typedef struct
{
  const double *grid_kw;
  const double *store_export_kw;
  const double *solar_kw;
} GhMeter;

/**
 * GhBill:
 * @months: (element-type GhMonth): what is billed, in order
 * @items: (element-type GhBillItem): what is paid for; those that never apply are left out
 * @marginal_price: (array): what one more kWh of import costs in each step, as the month ends:
 *   currency without tax
 * @credit_price: (array): what one more kWh of export is worth in each step, as the month ends
 * @store_credit_price: (array): the same of a car's or battery's export
 * @total: sum of all items, currency
 *
 * What a tariff makes of what the meter shows, month by month.
 */
typedef struct
{
  GArray *months;
  GPtrArray *items;
  double *marginal_price;
  double *credit_price;
  double *store_credit_price;
  double total;
} GhBill;

const char *gh_bill_kind_name (GhBillKind kind);
const char *gh_bill_kind_title (GhBillKind kind);
GhBill *gh_bill_new (const GhTariff *tariff, const GhTimeAxis *axis, const GArray *holidays,
                     const char *currency, const GhMeter *meter, GError **error);
void gh_bill_free (GhBill *bill);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBill, gh_bill_free)
double gh_bill_get_month_total (const GhBill *bill, guint month);
double gh_bill_get_sum (const GhBill *bill, GhBillKind kind);

G_END_DECLS
