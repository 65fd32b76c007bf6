/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "market/bill-check.h"

G_BEGIN_DECLS

GPtrArray *gh_real_bill_load (const char *path, GhFindings *findings, GError **error);
gboolean gh_real_bill_is_table (const char *head, gsize length);
char *gh_real_bill_to_csv (const GhBill *bill);

G_END_DECLS
