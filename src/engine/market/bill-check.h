/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "market/bill.h"

G_BEGIN_DECLS

/**
 * GhBilledPart:
 * @GH_BILLED_ITEM: an item, or all items of a kind
 * @GH_BILLED_REST: what a month's total is above the lines of the bill that are compared
 * @GH_BILLED_TOTAL: all of a month
 *
 * What a line of a comparison is about.
 */
typedef enum
{
  GH_BILLED_ITEM,
  GH_BILLED_REST,
  GH_BILLED_TOTAL
} GhBilledPart;

/**
 * GhBillDifference:
 * @part: what it is about
 * @month: index of the month in the bill
 * @name: (owned): of the item, as files have it
 * @item: (owned): the same in the user's language
 * @billed: what the real bill says, currency
 * @calculated: what the tariff makes of it
 * @billed_quantity: kWh or kW on the real bill; NAN where it does not say
 * @calculated_quantity: the same of the calculated one; NAN of totals and rests
 * @unit: of the quantities: "kWh", "kW" or ""; static
 *
 * What a real bill has of an item in a month beside what was calculated.
 */
typedef struct
{
  GhBilledPart part;
  guint month;
  char *name;
  char *item;
  double billed;
  double calculated;
  double billed_quantity;
  double calculated_quantity;
  const char *unit;
} GhBillDifference;

/**
 * GhBillSum:
 * @item: (owned): in the user's language
 * @billed: over all months, currency
 * @calculated: the same as calculated
 * @hint: (owned) (nullable): whether it is the quantity or the price, where the bill tells
 *
 * An item of a comparison over all its months.
 */
typedef struct
{
  char *item;
  double billed;
  double calculated;
  char *hint;
} GhBillSum;

/**
 * GhBillCheck:
 * @differences: (element-type GhBillDifference): one an item and month, in the order of the bill
 * @sums: (element-type GhBillSum): one an item, that which differs most first; totals only where
 *   the bill has nothing else
 * @months: how many months are compared
 * @billed: what the real bill comes to in them as far as it is compared, currency
 * @calculated: the same as calculated
 * @answer: (owned): how far the two are apart and by what, in one sentence
 *
 * A bill held against a real one.
 */
typedef struct
{
  GPtrArray *differences;
  GPtrArray *sums;
  guint months;
  double billed;
  double calculated;
  char *answer;
} GhBillCheck;

const char *gh_bill_find_name (const GhBill *bill, const char *text);
GhBillCheck *gh_bill_check_new (const GhBill *bill, const GPtrArray *entries, const char *currency,
                                GhFindings *findings);
void gh_bill_check_free (GhBillCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBillCheck, gh_bill_check_free)

G_END_DECLS
