/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "market/bill.h"

G_BEGIN_DECLS

/**
 * GhBilledEntry:
 * @year: of the month
 * @month: 1 to 12
 * @item: (owned): the word of a kind such as "energy", the name of an item, or "total"
 * @amount: currency; what is earned is below 0
 *
 * A line of a real bill.
 */
typedef struct
{
  int year;
  int month;
  char *item;
  double amount;
} GhBilledEntry;

/**
 * GhBillDifference:
 * @month: index of the month in the bill
 * @item: (owned): what it is about, in the user's language
 * @billed: what the real bill says, currency
 * @calculated: what the tariff makes of it
 *
 * An entry of a real bill beside what was calculated.
 */
typedef struct
{
  guint month;
  char *item;
  double billed;
  double calculated;
} GhBillDifference;

/**
 * GhBillCheck:
 * @differences: (element-type GhBillDifference): one an entry, in its order
 * @answer: (owned): where the two differ most, in one sentence
 *
 * A bill held against a real one.
 */
typedef struct
{
  GPtrArray *differences;
  char *answer;
} GhBillCheck;

void gh_billed_entry_free (GhBilledEntry *entry);
GhBillCheck *gh_bill_check_new (const GhBill *bill, const GPtrArray *entries, const char *currency,
                                GhFindings *findings);
void gh_bill_check_free (GhBillCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBillCheck, gh_bill_check_free)

G_END_DECLS
