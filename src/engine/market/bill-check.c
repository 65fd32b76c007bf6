/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines of a real bill belong to which items of a calculated one, and what they come to. */
#include "market/bill-check.h"

#include <math.h>

#include "market/bill-check-private.h"
#include "words.h"

#define TOTAL N_ ("Total")
#define REST N_ ("Everything else")

/* While lines are compared.
 * @claimed: (array): for each month and item whether a line of the bill is about it
 * @named: (array): for each month whether a line of the bill is about any item
 * @moved: lines of another year than the period */
typedef struct
{
  const GhBill *bill;
  GhBillCheck *check;
  GhFindings *findings;
  gboolean *claimed;
  gboolean *named;
  guint moved;
} Matching;

static void
free_difference (gpointer data)
{
  GhBillDifference *difference = data;

  g_free (difference->name);
  g_free (difference->item);
  g_free (difference);
}

static void
free_sum (gpointer data)
{
  GhBillSum *sum = data;

  g_free (sum->item);
  g_free (sum->hint);
  g_free (sum);
}

/* The year of a line; @of_year: 1 to 12. */
static int
get_year (const GhBilledEntry *entry, int *of_year)
{
  int year, day;

  gh_date_to_civil (entry->month, &year, of_year, &day);
  return year;
}

/* The month of a line, or the same one of the first year that has it. */
static gboolean
find_month (const GhBill *bill, const GhBilledEntry *entry, gboolean any_year, guint *month)
{
  int of_year, year = get_year (entry, &of_year);

  for (*month = 0; *month < bill->months->len; (*month)++)
    {
      const GhMonth *candidate = &g_array_index (bill->months, GhMonth, *month);
      if ((any_year || candidate->year == year) && candidate->month == of_year)
        return TRUE;
    }
  return FALSE;
}

/* Whether a line of another year than the period may stand for its month: no line is of the period
 * itself, and none of a later year. */
static gboolean
is_latest (const GhBill *bill, const GPtrArray *entries, const GhBilledEntry *entry)
{
  int of_year, year = get_year (entry, &of_year);

  for (guint i = 0; i < entries->len; i++)
    {
      const GhBilledEntry *other = g_ptr_array_index (entries, i);
      int other_of_year, other_year = get_year (other, &other_of_year);
      guint month;
      if (other_of_year == of_year
          && (other_year > year || find_month (bill, other, FALSE, &month)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_text (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1), *folded_b = g_utf8_casefold (b, -1);

  return g_strcmp0 (folded_a, folded_b) == 0;
}

static const GhBillItem *
find_item (const GhBill *bill, const char *text, gboolean exact)
{
  for (guint i = 0; i < bill->items->len; i++)
    {
      const GhBillItem *item = g_ptr_array_index (bill->items, i);
      if (exact ? g_strcmp0 (item->name, text) == 0 || g_strcmp0 (item->title, text) == 0
                : is_text (item->name, text) || is_text (item->title, text))
        return item;
    }
  return NULL;
}

/* The kind that a text is the word of, %GH_BILL_KINDS for none. */
static GhBillKind
find_kind (const char *text)
{
  GhBillKind kind = GH_BILL_ENERGY;

  while (kind < GH_BILL_KINDS && !is_text (gh_bill_kind_name (kind), text)
         && !is_text (gh_bill_kind_title (kind), text))
    kind++;
  return kind;
}

/* The name of a kind: of its item where the bill has just one. */
static const char *
name_kind (const GhBill *bill, GhBillKind kind)
{
  const GhBillItem *found = NULL;

  for (guint i = 0; i < bill->items->len; i++)
    {
      const GhBillItem *item = g_ptr_array_index (bill->items, i);
      if (item->kind == kind && found != NULL)
        return gh_bill_kind_name (kind);
      found = item->kind == kind ? item : found;
    }
  return found != NULL ? found->name : gh_bill_kind_name (kind);
}

/**
 * gh_bill_find_name:
 * @bill: a calculated bill
 * @text: how a real bill calls an item
 *
 * Finds what is meant: an item by its name or title as it is written, then the word of a kind or
 * "total" in any case of letters, then an item in any case.
 *
 * Returns: (transfer none) (nullable): its name in files; %NULL where the bill has nothing of it
 */
const char *
gh_bill_find_name (const GhBill *bill, const char *text)
{
  const GhBillItem *item = find_item (bill, text, TRUE);

  if (item != NULL)
    return item->name;
  if (is_text (text, TOTAL) || is_text (text, _ (TOTAL)))
    return "total";
  if (find_kind (text) < GH_BILL_KINDS)
    return name_kind (bill, find_kind (text));
  item = find_item (bill, text, FALSE);
  return item != NULL ? item->name : NULL;
}

/* Whether a name of gh_bill_find_name() means an item. */
static gboolean
is_meant (const GhBill *bill, const GhBillItem *item, const char *name)
{
  return find_item (bill, name, TRUE) != NULL
             ? g_strcmp0 (item->name, name) == 0
             : g_strcmp0 (gh_bill_kind_name (item->kind), name) == 0;
}

static const char *
find_title (const GhBill *bill, const char *name)
{
  const GhBillItem *item = find_item (bill, name, TRUE);

  if (item != NULL)
    return item->title;
  return find_kind (name) < GH_BILL_KINDS ? gh_bill_kind_title (find_kind (name)) : name;
}

static GhBillDifference *
add_difference (GhBillCheck *check, GhBilledPart part, guint month, const char *name,
                const char *title)
{
  GhBillDifference *difference = g_new0 (GhBillDifference, 1);

  *difference = (GhBillDifference){ .part = part,
                                    .month = month,
                                    .name = g_strdup (name),
                                    .item = g_strdup (title),
                                    .billed_quantity = NAN,
                                    .calculated_quantity = NAN,
                                    .unit = "" };
  g_ptr_array_add (check->differences, difference);
  return difference;
}

/* The difference that a line belongs to; lines of one item and month are added up. */
static GhBillDifference *
find_difference (Matching *matching, const char *name, guint month)
{
  const GPtrArray *differences = matching->check->differences;
  gboolean is_total
      = g_strcmp0 (name, "total") == 0 && find_item (matching->bill, name, TRUE) == NULL;

  for (guint i = 0; i < differences->len; i++)
    {
      GhBillDifference *difference = g_ptr_array_index (differences, i);
      if (difference->month == month && g_strcmp0 (difference->name, name) == 0)
        return difference;
    }
  return add_difference (matching->check, is_total ? GH_BILLED_TOTAL : GH_BILLED_ITEM, month, name,
                         is_total ? _ (TOTAL) : find_title (matching->bill, name));
}

/* Lays a line on the period, if need be from another year. */
static gboolean
place_entry (Matching *matching, const GPtrArray *entries, const GhBilledEntry *entry, guint *month)
{
  if (find_month (matching->bill, entry, FALSE, month))
    return TRUE;
  if (!find_month (matching->bill, entry, TRUE, month)
      || !is_latest (matching->bill, entries, entry))
    return FALSE;
  matching->moved++;
  return TRUE;
}

static void
add_entry (Matching *matching, const GPtrArray *entries, guint index)
{
  const GhBilledEntry *entry = g_ptr_array_index (entries, index);
  g_autofree char *path = g_strdup_printf ("$.real_bill[%u]", index);
  const char *name = gh_bill_find_name (matching->bill, entry->item);
  GhBillDifference *difference;
  int of_year, year = get_year (entry, &of_year);
  guint month;

  if (!place_entry (matching, entries, entry, &month))
    {
      gh_findings_add (matching->findings, GH_SEVERITY_WARNING, path,
                       _ ("%04d-%02d is not in the period; it is left out"), year, of_year);
      return;
    }
  if (name == NULL)
    gh_findings_add (matching->findings, GH_SEVERITY_WARNING, path,
                     _ ("the tariff has no \"%s\"; it counts as 0 there"), entry->item);
  difference = find_difference (matching, name != NULL ? name : entry->item, month);
  difference->billed += entry->amount;
  if (!isnan (entry->quantity))
    difference->billed_quantity = isnan (difference->billed_quantity)
                                      ? entry->quantity
                                      : difference->billed_quantity + entry->quantity;
  if (difference->part == GH_BILLED_ITEM)
    matching->named[month] = TRUE;
}

/* Adds an item of the calculated bill to the line that is about it. */
static void
claim (Matching *matching, GhBillDifference *difference, const GhBillItem *item, gboolean *claimed)
{
  gboolean has_quantity = *item->unit != '\0';

  *claimed = TRUE;
  difference->calculated += item->amount[difference->month];
  if (!has_quantity)
    return;
  /* Fees are of kWh that the market price has counted. */
  difference->calculated_quantity
      = isnan (difference->calculated_quantity) ? item->quantity[difference->month]
        : item->kind == GH_BILL_ENERGY && g_strcmp0 (item->name, "Fees") == 0
            ? difference->calculated_quantity
            : difference->calculated_quantity + item->quantity[difference->month];
  difference->unit = item->unit;
}

/* Lines about items by name come first; the word of a kind means those that are left of it. */
static void
calculate (Matching *matching, gboolean by_name)
{
  const GhBill *bill = matching->bill;
  const GPtrArray *differences = matching->check->differences;

  for (guint i = 0; i < differences->len; i++)
    {
      GhBillDifference *difference = g_ptr_array_index (differences, i);
      if (difference->part != GH_BILLED_ITEM
          || (find_item (bill, difference->name, TRUE) != NULL) != by_name)
        continue;
      for (guint k = 0; k < bill->items->len; k++)
        {
          gboolean *claimed = &matching->claimed[difference->month * bill->items->len + k];
          const GhBillItem *item = g_ptr_array_index (bill->items, k);
          if (!*claimed && is_meant (bill, item, difference->name))
            claim (matching, difference, item, claimed);
        }
    }
}

/* What of a month the lines of the bill are not about: beside a total it is compared. */
static void
add_rest (Matching *matching, const GhBillDifference *total)
{
  const GPtrArray *differences = matching->check->differences;
  double billed = total->billed, calculated = total->calculated;

  for (guint i = 0; i < differences->len; i++)
    {
      const GhBillDifference *line = g_ptr_array_index (differences, i);
      if (line->month != total->month || line->part != GH_BILLED_ITEM)
        continue;
      billed -= line->billed;
      calculated -= line->calculated;
    }
  if (!matching->named[total->month]
      || (fabs (billed) <= GH_BILL_SAME_AMOUNT && fabs (calculated) <= GH_BILL_SAME_AMOUNT))
    return;
  GhBillDifference *rest
      = add_difference (matching->check, GH_BILLED_REST, total->month, "rest", _ (REST));
  rest->billed = billed;
  rest->calculated = calculated;
}

static void
add_totals (Matching *matching, gboolean *has_total)
{
  guint count = matching->check->differences->len;

  for (guint i = 0; i < count; i++)
    {
      GhBillDifference *difference = g_ptr_array_index (matching->check->differences, i);
      if (difference->part != GH_BILLED_TOTAL)
        continue;
      difference->calculated = gh_bill_get_month_total (matching->bill, difference->month);
      has_total[difference->month] = TRUE;
      add_rest (matching, difference);
    }
}

/* Items of months without a total that no line is about: nothing is left out unsaid. */
static void
tell_unnamed (Matching *matching, const gboolean *has_total)
{
  const GhBill *bill = matching->bill;

  for (guint k = 0; k < bill->items->len; k++)
    {
      const GhBillItem *item = g_ptr_array_index (bill->items, k);
      double amount = 0.0;
      guint months = 0;
      for (guint m = 0; m < bill->months->len; m++)
        if (matching->named[m] && !has_total[m] && !matching->claimed[m * bill->items->len + k]
            && fabs (item->amount[m]) > GH_BILL_SAME_AMOUNT)
          {
            amount += item->amount[m];
            months++;
          }
      if (months > 0)
        gh_findings_add (matching->findings, GH_SEVERITY_WARNING, "$.real_bill",
                         ngettext ("the real bill has no \"%s\" in %u month, %.2f as calculated; "
                                   "it is not compared",
                                   "the real bill has no \"%s\" in %u months, %.2f as calculated; "
                                   "it is not compared",
                                   months),
                         item->title, months, amount);
    }
}

/* What is compared of each month: its total, or the lines there are. */
static void
add_up (Matching *matching, const gboolean *has_total)
{
  GhBillCheck *check = matching->check;

  for (guint i = 0; i < check->differences->len; i++)
    {
      const GhBillDifference *line = g_ptr_array_index (check->differences, i);
      if (has_total[line->month] != (line->part == GH_BILLED_TOTAL))
        continue;
      check->billed += line->billed;
      check->calculated += line->calculated;
    }
  for (guint m = 0; m < matching->bill->months->len; m++)
    check->months += has_total[m] || matching->named[m] ? 1 : 0;
}

/**
 * gh_bill_check_new:
 * @bill: a calculated bill
 * @entries: (element-type GhBilledEntry): lines of a real bill
 * @currency: of both
 * @findings: told what could not be compared
 *
 * Holds a calculated bill against a real one. A line is about the item of its name, or all items of
 * its kind that no line is about by name; see gh_bill_find_name(). Lines of one item and month are
 * added up. Beside a total, what is left of it is compared as well. Months that the period has in
 * another year are compared with that year's, from the latest year of which the bill has them.
 *
 * Returns: (transfer full): what differs
 */
GhBillCheck *
gh_bill_check_new (const GhBill *bill, const GPtrArray *entries, const char *currency,
                   GhFindings *findings)
{
  GhBillCheck *check = g_new0 (GhBillCheck, 1);
  g_autofree gboolean *claimed = g_new0 (gboolean, bill->months->len * bill->items->len + 1);
  g_autofree gboolean *named = g_new0 (gboolean, bill->months->len);
  g_autofree gboolean *has_total = g_new0 (gboolean, bill->months->len);
  Matching matching = { bill, check, findings, claimed, named, 0 };

  check->differences = g_ptr_array_new_with_free_func (free_difference);
  check->sums = g_ptr_array_new_with_free_func (free_sum);
  for (guint i = 0; i < entries->len; i++)
    add_entry (&matching, entries, i);
  if (matching.moved > 0)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.real_bill",
                     ngettext ("%u line is of another year than the period; it is compared with "
                               "the same month",
                               "%u lines are of another year than the period; they are compared "
                               "with the same months",
                               matching.moved),
                     matching.moved);
  calculate (&matching, TRUE);
  calculate (&matching, FALSE);
  add_totals (&matching, has_total);
  tell_unnamed (&matching, has_total);
  add_up (&matching, has_total);
  gh_bill_check_judge (check, bill, currency);
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
  g_ptr_array_unref (check->sums);
  g_free (check->answer);
  g_free (check);
}
