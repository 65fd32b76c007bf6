/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is invested, earned and billed. */
#include "bill-figure.h"
#include "bill-words.h"
#include "money-figure.h"
#include "number-text.h"
#include "section.h"
#include "waterfall.h"
#include "words.h"

#define FLOW_HEIGHT 190.0
#define TERM_HEIGHT 16.0
#define BILL_HEIGHT 135.0

static char *
format_money (const GhSection *section, double value)
{
  return gh_money_format (value, section->currency, 0);
}

static void
add_years (const GhSection *section, const GhCashFlow *flow, const GhReportCaption *caption)
{
  const GhReportColumn columns[] = { { _ ("Year"), FALSE },
                                     { _ ("Saved or earned"), TRUE },
                                     { _ ("Paid"), TRUE },
                                     { _ ("Battery wear"), TRUE },
                                     { _ ("Value at the end"), TRUE },
                                     { _ ("Discounted"), TRUE },
                                     { _ ("Net present value so far"), TRUE },
                                     { _ ("Outages survived"), TRUE } };
  guint count = G_N_ELEMENTS (columns) - (gh_money_has_served (flow) ? 0 : 1);
  GhReportTable *table = gh_report_add_table (section->report, caption, columns, count);
  double sum = 0.0;

  for (guint i = 0; i < flow->years->len; i++)
    {
      const GhCashFlowRow *year = &g_array_index (flow->years, GhCashFlowRow, i);
      g_autofree char *number = g_strdup_printf ("%d", year->year);
      g_autofree char *earned = format_money (section, year->revenue + year->grant);
      g_autofree char *paid = format_money (section, -year->cost);
      g_autofree char *wear = format_money (section, -year->degradation);
      g_autofree char *salvage = format_money (section, year->salvage);
      g_autofree char *discounted = format_money (section, year->discounted);
      g_autofree char *so_far = format_money (section, sum += year->discounted);
      g_autofree char *served = format_money (section, year->served);
      const char *const cells[]
          = { number, earned, paid, wear, salvage, discounted, so_far, served };
      gh_report_table_add_row (table, GH_REPORT_ROW, cells);
    }
}

/* The terms of a net present value as they are drawn. @texts: (owned): their values in words */
typedef struct
{
  GhMoneyTerms sum;
  char *texts[GH_MONEY_TERMS];
} ShownTerms;

static void
draw_terms (cairo_t *cr, double width, double height, gpointer data)
{
  const ShownTerms *terms = data;
  GhFigureStyle style = { .palette = gh_palette_get (GH_PALETTE_PRINT), .text_scale = 1.0 };
  GhWaterfallTerm shown[GH_MONEY_TERMS];

  for (guint i = 0; i < terms->sum.count; i++)
    shown[i] = (GhWaterfallTerm){ terms->sum.terms[i].name, terms->sum.terms[i].value,
                                  terms->texts[i], terms->sum.terms[i].is_sum };
  gh_waterfall_draw (shown, terms->sum.count, cr, width, height, &style);
}

static void
free_terms (gpointer data)
{
  ShownTerms *terms = data;

  for (guint i = 0; i < terms->sum.count; i++)
    g_free (terms->texts[i]);
  g_free (terms);
}

static void
add_terms (const GhSection *section, const GhCashFlow *flow, const char *range)
{
  ShownTerms *terms = g_new0 (ShownTerms, 1);
  GhReportCaption caption = { _ ("What the net present value is made of"), section->symbol, range,
                              section->money_source };

  gh_money_find_terms (flow, &terms->sum);
  for (guint i = 0; i < terms->sum.count; i++)
    terms->texts[i] = gh_money_format_signed (terms->sum.terms[i].value, section->currency, 0);
  gh_report_add_drawing (section->report, &caption, TERM_HEIGHT * terms->sum.count, draw_terms,
                         terms, free_terms);
}

static void
add_investment (const GhSection *section)
{
  const GhCashFlow *flow = gh_results_get_cash_flow (section->results, section->strategy);
  g_autofree char *verdict = gh_money_format_verdict (flow, section->currency);
  g_autofree char *range = gh_section_format_life (section, flow->years->len - 1);
  g_autofree char *title = g_strdup_printf (_ ("Cash flows of %s against smart charging"),
                                            gh_strategy_get_short_title (section->strategy));
  GhReportCaption caption = { title, section->symbol, range, section->money_source };

  gh_report_add_heading (section->report, _ ("The investment"));
  gh_report_add_text (section->report, GH_REPORT_BODY, verdict);
  add_terms (section, flow, range);
  gh_report_take_figure (section->report, &caption, FLOW_HEIGHT,
                         gh_money_figure_new (flow, section->currency));
  caption.title = _ ("The years in numbers");
  add_years (section, flow, &caption);
}

static void
add_items (const GhSection *section, const GhBill *bill, const GhReportCaption *caption)
{
  const GhReportColumn columns[]
      = { { _ ("Item"), FALSE }, { _ ("Quantity"), TRUE }, { _ ("Amount"), TRUE } };
  GhReportTable *table
      = gh_report_add_table (section->report, caption, columns, G_N_ELEMENTS (columns));
  guint months = bill->months->len;
  g_autofree char *total = gh_money_format (bill->total, section->currency, 2);
  const char *const sum[] = { _ ("Total"), "", total };

  for (guint i = 0; i < bill->items->len; i++)
    {
      const GhBillItem *item = g_ptr_array_index (bill->items, i);
      g_autofree char *quantity = gh_bill_format_quantity (item, months);
      g_autofree char *amount
          = gh_money_format (gh_bill_item_add_up (item, months), section->currency, 2);
      const char *const cells[] = { item->title, quantity, amount };
      gh_report_table_add_row (table, GH_REPORT_ROW, cells);
    }
  gh_report_table_add_row (table, GH_REPORT_ROW_TOTAL, sum);
}

/* How far the model can be trusted: the bill that there was, if the study has one. */
static void
add_check (const GhSection *section)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhBillCheck) check
      = gh_results_check_bill (section->results, GH_STRATEGY_UNMANAGED, findings);

  if (check == NULL)
    return;
  gh_report_add_heading (section->report, _ ("Real bill"));
  gh_report_add_text (section->report, GH_REPORT_BODY, check->answer);
}

static void
add_bill (const GhSection *section)
{
  const GhBill *bill = gh_results_get_bill (section->results, section->strategy);
  g_autofree char *title = g_strdup_printf (_ ("Bill of %s by month and item"),
                                            gh_strategy_get_short_title (section->strategy));
  GhReportCaption caption = { title, section->symbol, section->range, section->plan_source };

  if (bill == NULL)
    return;
  g_autofree char *total = gh_bill_format_total (section->results, section->strategy);
  gh_report_add_heading (section->report, _ ("The electricity bill"));
  gh_report_add_text (section->report, GH_REPORT_BODY, total);
  gh_report_take_figure (section->report, &caption, BILL_HEIGHT,
                         gh_bill_figure_new (bill, section->currency));
  caption.title = _ ("The items of the bill");
  caption.unit = _ ("beside each number");
  add_items (section, bill, &caption);
  add_check (section);
}

/**
 * gh_section_money:
 * @section: what it is made of, with plans of all strategies
 *
 * Adds cash flows, the terms of the net present value, and the bill.
 */
void
gh_section_money (const GhSection *section)
{
  add_investment (section);
  add_bill (section);
}
