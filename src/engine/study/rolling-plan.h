/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/planner.h"
#include "progress.h"
#include "study/forecast.h"

G_BEGIN_DECLS

/**
 * GhRollingPlan:
 * @every: steps after which a new plan is made
 * @window: (nullable): the part of the time that the present plan is for, as it is expected
 *
 * Makes one short plan after the other, each on what is known when it is made.
 */
typedef struct
{
  gsize every;
  GhSite *window;

  /*< private >*/
  const GhSite *expected;
  GhForecast *forecast;    /* not owned */
  double *const *floors;   /* not owned */
  GhEndValue **end_values; /* (owned) by store, of every @every steps */
  gsize horizon;
  gsize window_steps;
  gboolean equal_end;
  double *peaks_kw;  /* (owned) (nullable) of each demand charge so far */
  double *net_kw;    /* (owned) (nullable) of the house alone */
  gsize peak_memory; /* steps that its peak is looked for in */
  guint course_count;
  GhPlan *plans[GH_FORECAST_COURSES];           /* (owned) (nullable) the last of each course */
  gsize made[GH_FORECAST_COURSES];              /* the step that each begins with */
  GhStageMemory *memories[GH_FORECAST_COURSES]; /* (owned) of each course */
} GhRollingPlan;

/**
 * GhRollingTerms:
 * @operation: horizon, and how often plans are made
 * @equal_end: whether the end energy is to be met exactly
 * @ignores_later: whether energy left at the end of a short plan counts nothing, to measure what
 *   its worth is good for
 */
typedef struct
{
  const GhOperation *operation;
  gboolean equal_end;
  gboolean ignores_later;
} GhRollingTerms;

gboolean gh_rolling_plan_init (GhRollingPlan *rolling, const GhRollingTerms *terms,
                               const GhSite *expected, const GhSite *mean_year,
                               GhForecast *forecast, double *const *floors,
                               const GhProgress *progress, GError **error);
void gh_rolling_plan_clear (GhRollingPlan *rolling);
const GhPlan *gh_rolling_plan_make (GhRollingPlan *rolling, gsize now, const double *energy_kwh,
                                    const GhSite *real, GError **error);
double gh_rolling_plan_get_worth (const GhRollingPlan *rolling, guint store, gsize step);
void gh_rolling_plan_begin_window (GhRollingPlan *rolling, gsize now, const GhSite *real);
void gh_rolling_plan_note_grid (GhRollingPlan *rolling, gsize step, double grid_kw);
gsize gh_rolling_count_every (const GhOperation *operation, const GhTimeAxis *axis);
double *gh_rolling_find_floor (const GhSite *expected, const GhSite *mean_year, guint store);

G_END_DECLS
