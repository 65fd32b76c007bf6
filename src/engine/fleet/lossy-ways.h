/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Column generation over what a fleet with losses can do; of the fleet's own files. */
#pragma once

#include "fleet/lossy-fleet-private.h"
#include "planning/linear-program.h"

G_BEGIN_DECLS

/**
 * GhLossyWays:
 * @fleet: whose stores are asked
 * @schedule: (owned): gets what each store does
 * @program: (owned): its first rows are the steps' powers in @unit_kw, then one row a group follows
 *   in which its shares make one whole; more columns may be added at any time
 * @unit_kw: in which the program counts powers
 * @groups: into how many groups the stores are put
 * @stride: 1 to ask every store; more to ask one of as many, which stands for them
 * @worths: (owned) (element-type double): those asked in each round
 * @ways: (owned): what each group did in each round
 * @shares: (owned) (nullable): values of the columns in the last solution of the program
 *
 * Schedules of a fleet that are mixed to one: each group of stores does shares of what it did at
 * the worths of some rounds (Dantzig and Wolfe 1960).
 */
typedef struct
{
  const GhLossyFleet *fleet;
  GhFleetSchedule *schedule;
  GhLinearProgram *program;
  double unit_kw;
  guint groups;
  guint stride;
  GPtrArray *worths;
  GArray *ways;
  double *shares;
} GhLossyWays;

void gh_lossy_ways_init (GhLossyWays *self, const GhLossyFleet *fleet, guint stride,
                         double most_kw);
void gh_lossy_ways_add_step (GhLossyWays *self, double lower_kw, double upper_kw);
void gh_lossy_ways_add_groups (GhLossyWays *self);
gboolean gh_lossy_ways_ask (GhLossyWays *self, double *worth, double *farthest_kwh,
                            const GhProgress *progress, GError **error);
gboolean gh_lossy_ways_solve (GhLossyWays *self, GhLinearSolution *solution, GError **error);
GPtrArray *gh_lossy_ways_take_worths (const GhLossyWays *self, guint most);
gboolean gh_lossy_ways_mix (GhLossyWays *self, const GhProgress *progress, GError **error);
gboolean gh_lossy_ways_take_turns (GhLossyWays *self, const double *profile_kw, double good_kwh,
                                   double *deviation_kwh, const GhProgress *progress,
                                   GError **error);
void gh_lossy_ways_clear (GhLossyWays *self);

G_END_DECLS
