/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"
#include "market/bill.h"

G_BEGIN_DECLS

GhFigure *gh_bill_figure_new (const GhBill *bill, const char *currency);

G_END_DECLS
