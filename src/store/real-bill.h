/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "market/bill-check.h"

G_BEGIN_DECLS

GPtrArray *gh_real_bill_load (const char *path, GError **error);

G_END_DECLS
