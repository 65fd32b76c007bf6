/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data-table.h"
#include "planning/plan.h"
#include "progress.h"
#include "site/profile.h"

G_BEGIN_DECLS

/* Points that a front has unless asked otherwise, and at most. */
#define GH_PARETO_POINTS 20
#define GH_PARETO_MOST_POINTS 200

/**
 * GhParetoPoint:
 * @price_per_tonne: price on emissions at which its plan is the cheapest, currency per tonne
 * @cost_per_year: operating cost without the price on emissions: what is billed but for fixed
 *   charges, and wear; currency a year
 * @bill_per_year: as billed, currency a year
 * @emissions_kg: of each kind, kg a year
 * @full_cycles: of all stores together, driving included, a year
 * @discharged_kwh: to house and grid, a year
 * @gap_per_year: how far its cost, emissions priced, may be above the least, currency a year
 * @open_per_year: greatest cost by which an unknown plan may be below the line to the next point,
 * at the same emissions, currency a year; 0 of the last
 * @abatement_per_tonne: what a tonne less costs from the point before on, currency; NAN of the
 * first
 *
 * One plan of a front.
 */
typedef struct
{
  double price_per_tonne;
  double cost_per_year;
  double bill_per_year;
  double emissions_kg[GH_EMISSION_RATES];
  double full_cycles;
  double discharged_kwh;
  double gap_per_year;
  double open_per_year;
  double abatement_per_tonne;
} GhParetoPoint;

/**
 * GhParetoFront:
 * @points: (owned) (element-type GhParetoPoint): from the cheapest to the one that emits least;
 *   empty where nothing can be planned
 * @strategy: how the car is used
 * @rate: the kind of emissions that counts
 * @knee: index of the point after which a tonne gets dear: the one that is farthest below the line
 *   from the first to the last, cost and emissions each taken as a share of their range
 * @present: index of the point that is the cheapest at the study's own price on emissions
 * @is_whole: whether there are no more points than these
 * @is_bounded: whether the bounds hold for what is told: not where prices of wear follow from the
 *   ageing of the cell, or prices of energy from where a month ends, which differ from plan to plan
 * @plans: plans that were made
 * @reason: why nothing can be planned
 * @solve_seconds: wall clock of all planning
 *
 * What less carbon costs.
 */
typedef struct
{
  GArray *points;
  GhStrategy strategy;
  GhEmissionRate rate;
  guint knee;
  guint present;
  gboolean is_whole;
  gboolean is_bounded;
  guint plans;
  GhReason reason;
  double solve_seconds;
} GhParetoFront;

GhParetoFront *gh_pareto_find (const GhStudy *study, const GhSite *site, GhStrategy strategy,
                               guint most_points, const GhProgress *progress, GError **error);
gboolean gh_pareto_is_possible (const GhSite *site);
const GhParetoPoint *gh_pareto_front_get (const GhParetoFront *front, guint index);
GhDataTable *gh_pareto_make_table (const GhParetoFront *front, const char *currency);
char *gh_pareto_answer (const GhParetoFront *front, const char *currency);
void gh_pareto_front_free (GhParetoFront *front);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhParetoFront, gh_pareto_front_free)

G_END_DECLS
