/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "cli.h"
#include "words.h"

#define MONTHS_A_BLOCK 6
#define NAME_WIDTH 42
#define AMOUNT_WIDTH 11

/* Padded by characters; printf() counts bytes. Names that are longer push the row. */
static void
append_name (GString *text, const char *name)
{
  glong length = g_utf8_strlen (name, -1);

  g_string_append (text, name);
  for (glong i = length; i < NAME_WIDTH; i++)
    g_string_append_c (text, ' ');
}

/* Nothing has no sign. */
static double
without_sign (double amount)
{
  return fabs (amount) < 0.005 ? 0.0 : amount;
}

static void
append_amounts (GString *text, const double *amounts, guint first, guint last)
{
  for (guint m = first; m < last; m++)
    g_string_append_printf (text, " %*.2f", AMOUNT_WIDTH - 1, without_sign (amounts[m]));
  g_string_append_c (text, '\n');
}

static void
append_heading (GString *text, const GhBill *bill, guint first, guint last)
{
  append_name (text, "");
  for (guint m = first; m < last; m++)
    {
      const GhMonth *month = &g_array_index (bill->months, GhMonth, m);
      g_string_append_printf (text, "%*s%04d-%02d", AMOUNT_WIDTH - 7, "", month->year,
                              month->month);
    }
  g_string_append_c (text, '\n');
}

/* Months side by side, as many as a terminal is wide. */
static void
append_months (GString *text, const GhBill *bill)
{
  g_autofree double *totals = g_new (double, bill->months->len);

  for (guint m = 0; m < bill->months->len; m++)
    totals[m] = gh_bill_get_month_total (bill, m);
  for (guint first = 0; first < bill->months->len; first += MONTHS_A_BLOCK)
    {
      guint last = MIN (first + MONTHS_A_BLOCK, bill->months->len);
      append_heading (text, bill, first, last);
      for (guint i = 0; i < bill->items->len; i++)
        {
          const GhBillItem *item = g_ptr_array_index (bill->items, i);
          append_name (text, item->title);
          append_amounts (text, item->amount, first, last);
        }
      append_name (text, _ ("Total"));
      append_amounts (text, totals, first, last);
      g_string_append_c (text, '\n');
    }
}

static void
append_check (GString *text, const GhBill *bill, const GhBillCheck *check)
{
  g_string_append_printf (text, "\n%s\n", check->answer);
  for (guint i = 0; i < check->sums->len; i++)
    {
      const GhBillSum *sum = g_ptr_array_index (check->sums, i);
      if (sum->hint != NULL)
        g_string_append_printf (text, "%s: %s\n", sum->item, sum->hint);
    }
  append_name (text, "");
  g_string_append_printf (text, " %*s %*s %*s\n", AMOUNT_WIDTH, _ ("billed"), AMOUNT_WIDTH,
                          _ ("calculated"), AMOUNT_WIDTH, _ ("difference"));
  for (guint i = 0; i < check->differences->len; i++)
    {
      const GhBillDifference *difference = g_ptr_array_index (check->differences, i);
      const GhMonth *month = &g_array_index (bill->months, GhMonth, difference->month);
      g_autofree char *name
          = g_strdup_printf ("%04d-%02d %s", month->year, month->month, difference->item);
      append_name (text, name);
      g_string_append_printf (text, " %*.2f %*.2f %*.2f\n", AMOUNT_WIDTH, difference->billed,
                              AMOUNT_WIDTH, difference->calculated, AMOUNT_WIDTH,
                              without_sign (difference->calculated - difference->billed));
    }
}

/**
 * gh_bill_to_text:
 * @report: what to tell
 *
 * Returns: (transfer full): months and items as a table, and where a real bill differs
 */
char *
gh_bill_to_text (const GhBillReport *report)
{
  GString *text = g_string_new (NULL);

  append_months (text, report->bill);
  g_string_append_printf (text, _ ("%s: %.2f %s in all\n"), gh_strategy_title (report->strategy),
                          report->bill->total, report->currency);
  if (fabs (report->correction) > 0.005)
    g_string_append_printf (
        text, _ ("The plan counted %.2f %s: prices of its steps do not know where months end.\n"),
        report->bill->total - report->correction, report->currency);
  if (report->check != NULL)
    append_check (text, report->bill, report->check);
  return g_string_free (text, FALSE);
}

static void
write_months (GhJsonWriter *writer, const GhBill *bill)
{
  gh_json_writer_begin_array (writer, "months");
  for (guint m = 0; m < bill->months->len; m++)
    {
      const GhMonth *month = &g_array_index (bill->months, GhMonth, m);
      g_autofree char *name = g_strdup_printf ("%04d-%02d", month->year, month->month);
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_text (writer, "month", name);
      gh_json_writer_number (writer, "total", gh_bill_get_month_total (bill, m));
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

static void
write_items (GhJsonWriter *writer, const GhBill *bill)
{
  gh_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < bill->items->len; i++)
    {
      const GhBillItem *item = g_ptr_array_index (bill->items, i);
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_text (writer, "kind", gh_bill_kind_name (item->kind));
      gh_json_writer_text (writer, "name", item->name);
      gh_json_writer_text (writer, "unit", item->unit);
      gh_json_writer_numbers (writer, "quantities", item->quantity, bill->months->len);
      gh_json_writer_numbers (writer, "amounts", item->amount, bill->months->len);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

static void
write_check (GhJsonWriter *writer, const GhBill *bill, const GhBillCheck *check)
{
  gh_json_writer_text (writer, "answer", check->answer);
  gh_json_writer_number (writer, "billed", check->billed);
  gh_json_writer_number (writer, "calculated", check->calculated);
  gh_json_writer_begin_array (writer, "differences");
  for (guint i = 0; i < check->differences->len; i++)
    {
      const GhBillDifference *difference = g_ptr_array_index (check->differences, i);
      const GhMonth *month = &g_array_index (bill->months, GhMonth, difference->month);
      g_autofree char *name = g_strdup_printf ("%04d-%02d", month->year, month->month);
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_text (writer, "month", name);
      gh_json_writer_text (writer, "item", difference->name);
      gh_json_writer_number (writer, "billed", difference->billed);
      gh_json_writer_number (writer, "calculated", difference->calculated);
      if (!isnan (difference->billed_quantity))
        gh_json_writer_number (writer, "billed_quantity", difference->billed_quantity);
      if (!isnan (difference->calculated_quantity))
        gh_json_writer_number (writer, "calculated_quantity", difference->calculated_quantity);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

/**
 * gh_bill_to_json:
 * @report: what to tell
 *
 * Returns: (transfer full): one JSON object
 */
char *
gh_bill_to_json (const GhBillReport *report)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "strategy", gh_strategy_name (report->strategy));
  gh_json_writer_text (writer, "currency", report->currency);
  write_months (writer, report->bill);
  write_items (writer, report->bill);
  gh_json_writer_number (writer, "total", report->bill->total);
  gh_json_writer_number (writer, "planned_total", report->bill->total - report->correction);
  if (report->check != NULL)
    write_check (writer, report->bill, report->check);
  gh_findings_write_json (report->findings, writer);
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}
