/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/bill-check.h"

#include <math.h>

#include "words.h"

/* Bills are rounded to the hundredth. */
#define SAME_AMOUNT 0.01

/**
 * gh_billed_entry_free:
 * @entry: (transfer full) (nullable): a line of a real bill
 *
 * Frees it.
 */
void
gh_billed_entry_free (GhBilledEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->item);
  g_free (entry);
}

static void
free_difference (gpointer data)
{
  GhBillDifference *difference = data;

  g_free (difference->item);
  g_free (difference);
}

static gboolean
find_month (const GhBill *bill, const GhBilledEntry *entry, guint *month)
{
  for (*month = 0; *month < bill->months->len; (*month)++)
    {
      const GhMonth *candidate = &g_array_index (bill->months, GhMonth, *month);
      if (candidate->year == entry->year && candidate->month == entry->month)
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_kind (const char *word, GhBillKind *kind)
{
  for (*kind = 0; *kind < GH_BILL_KINDS; (*kind)++)
    if (g_ascii_strcasecmp (gh_bill_kind_name (*kind), word) == 0
        || g_strcmp0 (gh_bill_kind_title (*kind), word) == 0)
      return TRUE;
  return FALSE;
}

/* What was calculated for an entry, and what to call it; FALSE for an item that is not known. The
 * word of a kind means all its items. */
static gboolean
calculate (const GhBill *bill, const GhBilledEntry *entry, guint month,
           GhBillDifference *difference)
{
  GhBillKind kind = GH_BILL_KINDS;
  gboolean found = FALSE, has_kind = find_kind (entry->item, &kind);

  for (guint i = 0; i < bill->items->len; i++)
    {
      const GhBillItem *item = g_ptr_array_index (bill->items, i);
      gboolean is_meant = has_kind ? item->kind == kind : g_strcmp0 (item->name, entry->item) == 0;
      if (!is_meant)
        continue;
      difference->calculated += item->amount[month];
      found = TRUE;
    }
  if (g_ascii_strcasecmp (entry->item, "total") == 0)
    {
      difference->calculated = gh_bill_get_month_total (bill, month);
      difference->item = g_strdup (_ ("Total"));
      return TRUE;
    }
  difference->item = g_strdup (has_kind ? gh_bill_kind_title (kind) : entry->item);
  return found || has_kind;
}

static void
add_entry (GhBillCheck *check, const GhBill *bill, const GhBilledEntry *entry, guint index,
           GhFindings *findings)
{
  g_autofree char *path = g_strdup_printf ("$[%u]", index);
  GhBillDifference *difference = g_new0 (GhBillDifference, 1);
  guint month;

  difference->billed = entry->amount;
  if (!find_month (bill, entry, &month))
    gh_findings_add (findings, GH_SEVERITY_WARNING, path,
                     _ ("%04d-%02d is not in the period; it is left out"), entry->year,
                     entry->month);
  else if (!calculate (bill, entry, month, difference))
    gh_findings_add (findings, GH_SEVERITY_WARNING, path,
                     _ ("the tariff has no \"%s\"; it counts as 0 there"), entry->item);
  if (month == bill->months->len)
    {
      free_difference (difference);
      return;
    }
  difference->month = month;
  g_ptr_array_add (check->differences, difference);
}

static const GhBillDifference *
find_largest (const GhBillCheck *check, gboolean totals)
{
  const GhBillDifference *largest = NULL;

  for (guint i = 0; i < check->differences->len; i++)
    {
      const GhBillDifference *difference = g_ptr_array_index (check->differences, i);
      gboolean is_total = g_strcmp0 (difference->item, _ ("Total")) == 0;
      if (is_total == totals
          && (largest == NULL
              || fabs (difference->calculated - difference->billed)
                     > fabs (largest->calculated - largest->billed)))
        largest = difference;
    }
  return largest;
}

/* Where the two differ most: by an item, or by a total where no item is given. */
static char *
answer (const GhBillCheck *check, const GhBill *bill, const char *currency)
{
  const GhBillDifference *largest = find_largest (check, FALSE);
  double by;

  if (largest == NULL)
    largest = find_largest (check, TRUE);
  if (largest == NULL)
    return g_strdup (_ ("Nothing of the real bill could be compared."));
  by = largest->calculated - largest->billed;
  if (fabs (by) <= SAME_AMOUNT)
    return g_strdup (_ ("The calculated bill is the real one, item by item."));
  const GhMonth *month = &g_array_index (bill->months, GhMonth, largest->month);
  return g_strdup_printf (
      by > 0.0 ? _ ("They differ most in %04d-%02d: %s is calculated %.2f %s above the real bill, "
                    "%.2f against %.2f.")
               : _ ("They differ most in %04d-%02d: %s is calculated %.2f %s below the real bill, "
                    "%.2f against %.2f."),
      month->year, month->month, largest->item, fabs (by), currency, largest->calculated,
      largest->billed);
}

/**
 * gh_bill_check_new:
 * @bill: a calculated bill
 * @entries: (element-type GhBilledEntry): lines of a real bill
 * @currency: of both
 * @findings: told what could not be compared
 *
 * Holds a calculated bill against a real one. An entry is compared with the item of its name or
 * with all items of its kind.
 *
 * Returns: (transfer full): what differs
 */
GhBillCheck *
gh_bill_check_new (const GhBill *bill, const GPtrArray *entries, const char *currency,
                   GhFindings *findings)
{
  GhBillCheck *check = g_new0 (GhBillCheck, 1);

  check->differences = g_ptr_array_new_with_free_func (free_difference);
  for (guint i = 0; i < entries->len; i++)
    add_entry (check, bill, g_ptr_array_index (entries, i), i, findings);
  check->answer = answer (check, bill, currency);
  return check;
}

/**
 * gh_bill_check_free:
 * @check: (transfer full) (nullable): what differs
 *
 * Frees it.
 */
void
gh_bill_check_free (GhBillCheck *check)
{
  if (check == NULL)
    return;
  g_ptr_array_unref (check->differences);
  g_free (check->answer);
  g_free (check);
}
