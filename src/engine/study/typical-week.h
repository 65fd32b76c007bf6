/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"

G_BEGIN_DECLS

typedef enum
{
  GH_SEASON_WINTER,
  GH_SEASON_SPRING,
  GH_SEASON_SUMMER,
  GH_SEASON_AUTUMN,
  GH_SEASONS
} GhSeason;

/* What weeks are compared by. */
typedef enum
{
  GH_WEEK_LOAD,
  GH_WEEK_SOLAR,
  GH_WEEK_IMPORT,
  GH_WEEK_DISCHARGED,
  GH_WEEK_QUANTITIES
} GhWeekQuantity;

/**
 * GhTypicalWeek:
 * @season: whose week it is
 * @first: its first step, on a Monday at midnight by the wall clock
 * @last: step after its last
 * @weeks: how many whole weeks of the season the period has
 * @kwh: what is used, given by panels, bought, and taken from the stores in it
 * @median_kwh: the medians of all weeks of the season
 *
 * The week of a season that is most like all of them.
 */
typedef struct
{
  GhSeason season;
  gsize first;
  gsize last;
  guint weeks;
  double kwh[GH_WEEK_QUANTITIES];
  double median_kwh[GH_WEEK_QUANTITIES];
} GhTypicalWeek;

GArray *gh_typical_weeks_find (const GhSite *site, const GhPlan *plan, gboolean is_southern);

G_END_DECLS
