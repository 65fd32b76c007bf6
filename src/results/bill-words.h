/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data-table.h"
#include "market/bill-check.h"
#include "results.h"

G_BEGIN_DECLS

char *gh_bill_format_month (const GhBill *bill, guint month, gboolean with_year);
char *gh_bill_format_total (const GhResults *results, GhStrategy strategy);
char *gh_bill_format_quantity (const GhBillItem *item, guint months);
double gh_bill_item_add_up (const GhBillItem *item, guint months);
GhBillCheck *gh_results_check_bill (const GhResults *results, GhStrategy strategy,
                                    GhFindings *findings);
GhDataTable *gh_bill_check_make_table (const GhResults *results, GhStrategy strategy);

G_END_DECLS
