/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"
#include "progress.h"
#include "site/profile.h"
#include "study/surprises.h"

G_BEGIN_DECLS

/**
 * GhRollingTask:
 * @study: a valid study: its prices tell what is known when, its seed draws what comes otherwise
 * @operation: how it is run
 * @site: what the plan with perfect foresight was made of, at the prices that are paid
 * @strategy: how the car may be used
 * @mode: from forecasts, or by the rule
 * @perfect: the plan with perfect foresight
 * @equal_end: whether the end energy is to be met exactly rather than at least
 * @ignores_later: see #GhRollingTerms
 */
typedef struct
{
  const GhStudy *study;
  const GhOperation *operation;
  const GhSite *site;
  GhStrategy strategy;
  GhOperationMode mode;
  const GhPlan *perfect;
  gboolean equal_end;
  gboolean ignores_later;
} GhRollingTask;

/**
 * GhRollingResult:
 * @site: (owned): what @plan keeps the rules of: the site as the strategy uses it and as it turned
 *   out, with what could not be had taken off the demands
 * @plan: (owned): what was done
 * @surprises: what came otherwise than planned
 * @plans: how many plans were made
 * @missing_kwh: energy that a trip needed, the battery did not have and was charged on the way;
 * part of the site's away charging
 * @left_kwh: what was in the stores at the end beyond what was asked for; it earns nothing
 *
 * What came of it.
 */
typedef struct
{
  GhSite *site;
  GhPlan *plan;
  GhSurprises surprises;
  guint plans;
  double missing_kwh;
  double left_kwh;
} GhRollingResult;

gboolean gh_rolling_run (const GhRollingTask *task, GhRollingResult *result,
                         const GhProgress *progress, GError **error);
void gh_rolling_result_clear (GhRollingResult *result);

G_END_DECLS
