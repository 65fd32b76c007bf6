/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"
#include "market/cash-flow.h"
#include "site/profile.h"

G_BEGIN_DECLS

#define GH_MONEY_TERMS 10

/**
 * GhMoneyTerm:
 * @name: what it is, in the user's language
 * @value: present value, currency
 * @is_sum: whether it is the sum of all before
 */
typedef struct
{
  const char *name;
  double value;
  gboolean is_sum;
} GhMoneyTerm;

/**
 * GhMoneyTerms:
 * @terms: (array length=count): what a net present value is made of
 * @count: how many
 */
typedef struct
{
  GhMoneyTerm terms[GH_MONEY_TERMS];
  guint count;
} GhMoneyTerms;

GhFigure *gh_money_figure_new (const GhCashFlow *flow, const char *currency);
gboolean gh_money_has_served (const GhCashFlow *flow);
void gh_money_find_terms (const GhCashFlow *flow, GhMoneyTerms *terms);
char *gh_money_format_verdict (const GhCashFlow *flow, const char *currency);
double gh_money_get_discount_rate (const GhStudy *study);

G_END_DECLS
