/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data-table.h"
#include "results.h"

G_BEGIN_DECLS

/**
 * GhComparisonRow:
 *
 * What strategies are compared by; sums are a year's.
 */
typedef enum
{
  GH_ROW_BILL,
  GH_ROW_SAVING,
  GH_ROW_FORECASTS,
  GH_ROW_RULE,
  GH_ROW_NPV,
  GH_ROW_IRR,
  GH_ROW_PAYBACK,
  GH_ROW_IMPORT,
  GH_ROW_EXPORT,
  GH_ROW_SELF_CONSUMPTION,
  GH_ROW_SELF_SUFFICIENCY,
  GH_ROW_MARGINAL,
  GH_ROW_LONG_RUN,
  GH_ROW_AVERAGE,
  GH_ROW_OUTAGE,
  GH_ROW_CYCLES,
  GH_ROW_LOSS,
  GH_ROW_AGEING,
  GH_ROWS
} GhComparisonRow;

GhComparisonRow gh_comparison_count_rows (const GhResults *results);
gboolean gh_comparison_row_is_shown (GhComparisonRow row, const GhResults *results);
const char *gh_comparison_row_get_group (GhComparisonRow row);
const char *gh_comparison_row_get_title (GhComparisonRow row);
const char *gh_comparison_row_get_meaning (GhComparisonRow row);
const char *gh_comparison_row_get_unit (GhComparisonRow row, const GhResults *results);
const char *gh_comparison_row_get_month_title (GhComparisonRow row);

double gh_comparison_row_get_value (GhComparisonRow row, const GhResults *results,
                                    GhStrategy strategy);
double gh_comparison_row_get_month (GhComparisonRow row, GhResults *results, GhStrategy strategy,
                                    guint month);
gboolean gh_comparison_row_is_word (GhComparisonRow row, const GhResults *results,
                                    GhStrategy strategy);
gboolean gh_comparison_row_is_best (GhComparisonRow row, const GhResults *results,
                                    GhStrategy strategy);
char *gh_comparison_row_format (GhComparisonRow row, const GhResults *results, GhStrategy strategy);

const char *gh_comparison_get_title (void);
GhDataTable *gh_comparison_make_table (GhResults *results);

G_END_DECLS
