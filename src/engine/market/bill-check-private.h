/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "market/bill-check.h"

G_BEGIN_DECLS

/* Bills are rounded to the hundredth. */
#define GH_BILL_SAME_AMOUNT 0.01

void gh_bill_check_judge (GhBillCheck *check, const GhBill *bill, const char *currency);

G_END_DECLS
