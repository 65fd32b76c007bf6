/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"

G_BEGIN_DECLS

#define GH_MOST_BUDGETS 3

/**
 * GhBudget:
 * @rich: (array): what the steps of one plan take of it
 * @lean: (array): what those of the other do, no more in all than @most
 * @most: that the steps may take in all
 *
 * Something that a plan uses up.
 */
typedef struct
{
  const double *rich;
  const double *lean;
  double most;
} GhBudget;

guint gh_plan_splice (const GhPlan *rich, const GhPlan *lean, const GhBudget *budgets, guint count,
                      guint8 *takes_rich);

G_END_DECLS
