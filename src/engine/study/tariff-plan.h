/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "market/bill.h"
#include "planning/plan.h"
#include "progress.h"
#include "study/plan-summary.h"

G_BEGIN_DECLS

/* Plans that are made at most until the prices of tiers are those in which the months end. */
#define GH_TARIFF_ROUNDS 4
#define GH_TARIFF_DEMAND_ROUNDS 2

/**
 * GhTariffOutcome:
 * @site: (owned) (nullable): what was planned, where the prices of import and export follow from
 *   where the months end; %NULL for the site as it was
 * @bill: (owned) (nullable): the exact bill; %NULL where the plan's own sums are exact
 * @correction: what the bill is above the plan's own sums of import, export, fixed and demand
 *   charges, currency
 * @rounds: plans that were made
 *
 * A plan under the whole tariff. Plans count each step at one price; tiers, least charges and
 * export that is set against import are matters of a month, so that a bill can differ.
 */
typedef struct
{
  GhSite *site;
  GhBill *bill;
  double correction;
  guint rounds;
} GhTariffOutcome;

/**
 * GhSitePlanner:
 * @site: what to plan
 * @data: the caller's data; what it keeps of an earlier call is to be replaced
 * @progress: (nullable): polled
 * @error: set when stopped or on failure
 *
 * Returns: (transfer full) (nullable): a plan
 */
typedef GhPlan *(*GhSitePlanner) (const GhSite *site, gpointer data, const GhProgress *progress,
                                  GError **error);

gboolean gh_tariff_fill_site (const GhStudy *study, GhSite *site, GError **error);
GhBill *gh_tariff_bill_plan (const GhStudy *study, const GhSite *site, const GhPlan *plan,
                             GError **error);
gboolean gh_tariff_find_correction (const GhStudy *study, const GhSite *priced, const GhSite *site,
                                    const GhPlan *plan, double *correction, GError **error);
GhPlan *gh_tariff_plan (const GhStudy *study, const GhSite *site, GhSitePlanner planner,
                        gpointer data, GhTariffOutcome *outcome, const GhProgress *progress,
                        GError **error);
void gh_tariff_outcome_clear (GhTariffOutcome *outcome);

G_END_DECLS
