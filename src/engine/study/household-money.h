/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/household.h"

G_BEGIN_DECLS

GhCashFlowYear gh_household_get_year (const GhPlanSummary *used, const GhPlanSummary *base,
                                      double per_year);
GhCashFlowTerms gh_household_get_terms (const GhFinance *finance, GhStrategy used, GhStrategy base);
GhCashFlow *gh_comparison_new_cash_flow (const GhComparison *comparison, const GhFinance *finance,
                                         GhStrategy strategy, GhStrategy baseline,
                                         double capture_ratio);
void gh_comparison_add_money (GhComparison *comparison, const GhFinance *finance);
double gh_household_get_last_share (const GhFinance *finance);
gboolean gh_household_plans_alike (const GhStudy *a, const GhStudy *b);

G_END_DECLS
