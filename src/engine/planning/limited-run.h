/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/piecewise.h"

G_BEGIN_DECLS

#define GH_MOST_LIMITS 4

/**
 * GhReachLine:
 * @at: energy at the end of the step that begins with none
 * @slope: more of it per kWh at the beginning, 0 to 1
 *
 * A line over the energy before a step, driving taken off.
 */
typedef struct
{
  double at;
  double slope;
} GhReachLine;

/**
 * GhReachLimits:
 * @upper_count: number of lines that the energy at the end may not exceed
 * @lower_count: number of lines that it may not fall below
 * @upper: the lines from above; the lowest counts
 * @lower: the lines from below; the highest counts
 *
 * Where a step may end, seen from where it begins.
 */
typedef struct
{
  guint upper_count;
  guint lower_count;
  GhReachLine upper[GH_MOST_LIMITS];
  GhReachLine lower[GH_MOST_LIMITS];
} GhReachLimits;

gboolean gh_limited_run_convolve (GhPiecewise *target, const GhPiece *value, guint value_count,
                                  const GhPiece *stage, guint stage_count,
                                  const GhReachLimits *limits);
void gh_limited_run_shift (GhPiecewise *target, const GhPiecewise *value, const GhPiece *point,
                           const GhReachLimits *limits);
double gh_reach_limits_upper (const GhReachLimits *limits, double before_kwh);
double gh_reach_limits_lower (const GhReachLimits *limits, double before_kwh);

G_END_DECLS
