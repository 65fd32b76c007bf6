/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the comparison with a real bill comes to, in words. */
#include <math.h>

#include "market/bill-check-private.h"
#include "number-text.h"
#include "words.h"

/* Shares of a difference that are called nearly all and most of it. */
#define NEARLY_ALL 0.9
#define MOST 0.5
/* A share of both effects that makes the other one small. */
#define PLAIN 0.8
#define PRICE_DIGITS 4

/* Quantities of a sum while it is added up: those of lines that tell one. */
typedef struct
{
  double billed, calculated;                   /* currency */
  double billed_quantity, calculated_quantity; /* kWh or kW */
  const char *unit;
  guint lines;
} Quantified;

static double
get_difference (const GhBillSum *sum)
{
  return sum->calculated - sum->billed;
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  double first = fabs (get_difference (*(GhBillSum *const *) a));
  double second = fabs (get_difference (*(GhBillSum *const *) b));

  return (first < second) - (first > second);
}

static Quantified
add_quantities (const GhBillCheck *check, const char *item)
{
  Quantified all = { .unit = "" };

  for (guint i = 0; i < check->differences->len; i++)
    {
      const GhBillDifference *line = g_ptr_array_index (check->differences, i);
      if (g_strcmp0 (line->item, item) != 0 || isnan (line->billed_quantity)
          || isnan (line->calculated_quantity))
        continue;
      all.billed += line->billed;
      all.calculated += line->calculated;
      all.billed_quantity += line->billed_quantity;
      all.calculated_quantity += line->calculated_quantity;
      all.unit = line->unit;
      all.lines++;
    }
  return all;
}

static char *
format_quantities (const Quantified *all)
{
  g_autofree char *calculated = gh_number_format (all->calculated_quantity, 0);
  g_autofree char *billed = gh_number_format (all->billed_quantity, 0);

  /* Translators: two quantities and their unit, such as "744 against 800 kWh". */
  return g_strdup_printf (_ ("%s against %s %s"), calculated, billed, all->unit);
}

static char *
format_prices (const Quantified *all, const char *currency)
{
  g_autofree char *calculated
      = gh_money_format (all->calculated / all->calculated_quantity, currency, PRICE_DIGITS);
  g_autofree char *billed
      = gh_money_format (all->billed / all->billed_quantity, currency, PRICE_DIGITS);

  /* Translators: two prices and what they are for, such as "0.3000 against 0.3100 EUR per kWh". */
  return g_strdup_printf (_ ("%s against %s per %s"), calculated, billed, all->unit);
}

/* Whether more was used or it cost more, where the bill tells quantities and not just rounds. */
static char *
make_hint (const GhBillCheck *check, const char *item, const char *currency)
{
  Quantified all = add_quantities (check, item);

  if (!(all.billed_quantity > 0.0) || !(all.calculated_quantity > 0.0)
      || fabs (all.calculated - all.billed) <= GH_BILL_SAME_AMOUNT * all.lines)
    return NULL;
  double by_quantity
      = (all.calculated_quantity - all.billed_quantity) * all.billed / all.billed_quantity;
  double by_price = all.calculated - all.billed - by_quantity;
  double share = fabs (by_quantity) / (fabs (by_quantity) + fabs (by_price));
  g_autofree char *quantities = format_quantities (&all);
  g_autofree char *prices = format_prices (&all, currency);
  if (share >= PLAIN)
    return g_strdup_printf (_ ("It is the quantity rather than the price: %s."), quantities);
  if (share <= 1.0 - PLAIN)
    return g_strdup_printf (_ ("It is the price rather than the quantity: %s."), prices);
  return g_strdup_printf (_ ("Both quantity and price differ: %s, and %s."), quantities, prices);
}

static GhBillSum *
find_sum (GhBillCheck *check, const char *item)
{
  for (guint i = 0; i < check->sums->len; i++)
    {
      GhBillSum *sum = g_ptr_array_index (check->sums, i);
      if (g_strcmp0 (sum->item, item) == 0)
        return sum;
    }
  GhBillSum *sum = g_new0 (GhBillSum, 1);
  sum->item = g_strdup (item);
  g_ptr_array_add (check->sums, sum);
  return sum;
}

/* A total says the same as the lines beside it, and counts alone where there are none. */
static void
add_sums (GhBillCheck *check, const char *currency)
{
  gboolean any_item = FALSE;

  for (guint i = 0; i < check->differences->len; i++)
    any_item |= ((const GhBillDifference *) g_ptr_array_index (check->differences, i))->part
                != GH_BILLED_TOTAL;
  for (guint i = 0; i < check->differences->len; i++)
    {
      const GhBillDifference *line = g_ptr_array_index (check->differences, i);
      if (any_item && line->part == GH_BILLED_TOTAL)
        continue;
      GhBillSum *sum = find_sum (check, line->item);
      sum->billed += line->billed;
      sum->calculated += line->calculated;
    }
  for (guint i = 0; i < check->sums->len; i++)
    {
      GhBillSum *sum = g_ptr_array_index (check->sums, i);
      sum->hint = make_hint (check, sum->item, currency);
    }
  g_ptr_array_sort (check->sums, compare_sums);
}

static gboolean
is_same (const GhBillCheck *check)
{
  for (guint i = 0; i < check->differences->len; i++)
    {
      const GhBillDifference *line = g_ptr_array_index (check->differences, i);
      if (fabs (line->calculated - line->billed) > GH_BILL_SAME_AMOUNT)
        return FALSE;
    }
  return TRUE;
}

/* The month in which an item differs most. */
static const GhBillDifference *
find_month (const GhBillCheck *check, const char *item)
{
  const GhBillDifference *most = NULL;

  for (guint i = 0; i < check->differences->len; i++)
    {
      const GhBillDifference *line = g_ptr_array_index (check->differences, i);
      if (g_strcmp0 (line->item, item) == 0
          && (most == NULL
              || fabs (line->calculated - line->billed) > fabs (most->calculated - most->billed)))
        most = line;
    }
  return most;
}

/* "July 2024". */
static char *
format_month (const GhBill *bill, guint index)
{
  const GhMonth *month = &g_array_index (bill->months, GhMonth, index);
  g_autoptr (GDateTime) day = g_date_time_new_utc (month->year, month->month, 1, 0, 0, 0.0);

  return g_date_time_format (day, "%OB %Y");
}

/* The item that differs most, in one month where that is most of it. */
static char *
name_cause (const GhBillCheck *check, const GhBill *bill, double *by)
{
  const GhBillSum *first = g_ptr_array_index (check->sums, 0);
  const GhBillDifference *month = find_month (check, first->item);
  double of_month = month->calculated - month->billed;

  *by = get_difference (first);
  if (check->months == 1 || fabs (of_month) < MOST * fabs (*by) || (of_month > 0.0) != (*by > 0.0))
    return g_strdup (first->item);
  *by = of_month;
  g_autofree char *name = format_month (bill, month->month);
  /* Translators: an item of the bill, and a month. */
  return g_strdup_printf (_ ("%s in %s"), first->item, name);
}

/* "Over 12 months the calculated bill is 37.20 EUR, 3.1 %, above the real one". */
static char *
format_distance (const GhBillCheck *check, const char *currency)
{
  double by = check->calculated - check->billed;
  g_autofree char *money = gh_money_format (fabs (by), currency, 2);
  g_autofree char *percent = gh_number_format (100.0 * fabs (by / check->billed), 1);
  g_autofree char *months = g_strdup_printf (
      ngettext ("Over %u month", "Over %u months", check->months), check->months);

  if (fabs (by) <= GH_BILL_SAME_AMOUNT * check->months)
    return g_strdup_printf (_ ("%s both bills come to the same"), months);
  if (!(fabs (check->billed) > GH_BILL_SAME_AMOUNT))
    return g_strdup_printf (by > 0.0 ? _ ("%s the calculated bill is %s above the real one")
                                     : _ ("%s the calculated bill is %s below the real one"),
                            months, money);
  return g_strdup_printf (by > 0.0 ? _ ("%s the calculated bill is %s, %s %%, above the real one")
                                   : _ ("%s the calculated bill is %s, %s %%, below the real one"),
                          months, money, percent);
}

static char *
make_answer (const GhBillCheck *check, const GhBill *bill, const char *currency)
{
  double by, all = check->calculated - check->billed;

  if (check->differences->len == 0)
    return g_strdup (_ ("Nothing of the real bill could be compared."));
  if (is_same (check))
    return g_strdup (_ ("The calculated bill is the real one, item by item."));
  g_autofree char *cause = name_cause (check, bill, &by);
  g_autofree char *distance = format_distance (check, currency);
  g_autofree char *money = gh_money_format_signed (by, currency, 2);
  double share = by / all;
  const char *form
      = share >= NEARLY_ALL && share <= 2.0 - NEARLY_ALL ? _ ("%s; nearly all of it is %s (%s).")
        : share >= MOST && share < NEARLY_ALL            ? _ ("%s; most of it is %s (%s).")
                                              : _ ("%s; the largest difference is %s (%s).");
  return g_strdup_printf (form, distance, cause, money);
}

/* Within the check: adds the items up and finds the words. */
void
gh_bill_check_judge (GhBillCheck *check, const GhBill *bill, const char *currency)
{
  add_sums (check, currency);
  check->answer = make_answer (check, bill, currency);
}
