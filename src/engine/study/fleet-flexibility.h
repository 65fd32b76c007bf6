/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/fleet-plan.h"
#include "fleet/flexibility-envelope.h"
#include "site/fleet-profile.h"
#include "study/fleet-plans.h"

G_BEGIN_DECLS

/* How many durations powers are held for: a quarter of an hour, one hour, four. */
#define GH_FLEET_DURATIONS 3

extern const double gh_fleet_duration_hours[GH_FLEET_DURATIONS];

/**
 * GhFleetMissing:
 * @name: (owned): of a vehicle
 * @kwh: AC energy that it would have less than it needs
 *
 * A vehicle at whose expense something would be kept.
 */
typedef struct
{
  char *name;
  double kwh;
} GhFleetMissing;

/**
 * GhFleetHeld:
 * @steps: how many steps it is held: the duration, rounded up to whole steps
 * @up_kw: (array length=steps): how much more than the plan the vehicles can take all through the
 *   duration that begins with each step; %NAN where that is not told
 * @down_kw: likewise how much less they can take, or more give
 * @up_bound_kw: no schedule holds more than that; @up_kw where it is exact
 * @down_bound_kw: likewise
 * @naive_up_kw: what the virtual battery of all promises
 * @naive_down_kw: likewise
 * @up_short_kwh: what of the naive promise is broken, whatever the vehicles do
 * @down_short_kwh: what of it is broken while every vehicle gets what it needs
 * @missed_kwh: where a promise downwards is kept all the same: what vehicles have less than they
 *   need; %NAN with losses, where that is not known
 * @missing: how many vehicles that are
 * @worst: the step with the most @missed_kwh; the number of steps where there is none
 * @misses: (owned) (element-type GhFleetMissing): the vehicles of that step, the worst first
 *
 * Powers that can be held for a duration, from each step of the period on. Arrays are owned.
 */
typedef struct
{
  gsize steps;
  double *up_kw;
  double *down_kw;
  double *up_bound_kw;
  double *down_bound_kw;
  double *naive_up_kw;
  double *naive_down_kw;
  double *up_short_kwh;
  double *down_short_kwh;
  double *missed_kwh;
  guint *missing;
  gsize worst;
  GArray *misses;
} GhFleetHeld;

/**
 * GhFleetCommitment:
 * @profile_kw: (array length=steps): what was committed
 * @total_kw: (array length=steps): what the vehicles take together
 * @power_kw: AC power of each vehicle, one after the other
 * @over_kwh: energy that the profile has and the vehicles do not take
 * @under_kwh: energy that they take and the profile does not have
 * @bound_kwh: no schedule differs by less, both ways together
 * @is_kept: whether that is nothing but rounding; with losses, less than a thousandth of the
 *   greatest power of the profile in each step
 * @first: the first step that differs by more; the number of steps where none does
 * @misses: (owned) (element-type GhFleetMissing): which vehicles would have less than they need
 *   were they not given @under_kwh, the worst first; none with losses, where that is not known
 *
 * A committed profile shared out to vehicles. Arrays are owned.
 */
typedef struct
{
  double *profile_kw;
  double *total_kw;
  double *power_kw;
  double over_kwh;
  double under_kwh;
  double bound_kwh;
  gboolean is_kept;
  gsize first;
  GArray *misses;
} GhFleetCommitment;

/**
 * GhFleetFlexibility:
 * @site: index of the site
 * @period: index of the period
 * @status: of the plan
 * @reason: (nullable): why there is no plan; everything below is missing then
 * @axis: the steps
 * @names: (element-type utf8): of the managed vehicles
 * @left_out: (element-type utf8): of those of them that cannot do what they need at all
 * @is_exact: whether all figures are exact: no vehicle has losses that depend on what it does
 * @sample_steps: every how many steps powers that can be held are told; 1 where @is_exact
 * @planned_kw: (array length=steps): power of the vehicles by plan
 * @room_kw: (array length=steps): what the connection leaves them; %INFINITY without a limit. No
 *   other figure knows of it
 * @envelope: what they can do in single steps
 * @held: power that can be held
 * @commitment: (nullable): a profile shared out
 *
 * What the managed vehicles of a site can do in a period beside their plan. All is owned.
 */
typedef struct
{
  guint site;
  guint period;
  GhPlanStatus status;
  char *reason;
  GhTimeAxis *axis;
  GPtrArray *names;
  GPtrArray *left_out;
  gboolean is_exact;
  gsize sample_steps;
  double *planned_kw;
  double *room_kw;
  GhFlexibilityEnvelope *envelope;
  GhFleetHeld held[GH_FLEET_DURATIONS];
  GhFleetCommitment *commitment;
} GhFleetFlexibility;

/**
 * GhFleetQuestion:
 * @strategy: of the plan
 * @site: index of a site; %G_MAXUINT for all
 * @period: index of a period; %G_MAXUINT for all
 * @profile_kw: (nullable) (array length=steps): a committed profile, where one site and period is
 *   asked for
 *
 * What is asked.
 */
typedef struct
{
  GhStrategy strategy;
  guint site;
  guint period;
  const double *profile_kw;
} GhFleetQuestion;

GhFleetFlexibility *gh_fleet_flexibility_new (const GhSite *site, const GhFleetPlan *result,
                                              const double *profile_kw, const GhProgress *progress,
                                              GError **error);
GPtrArray *gh_fleet_flexibility_find (const GhStudy *study, GhFleetPlans *plans,
                                      const GhFleetQuestion *question, const GhProgress *progress,
                                      GError **error);
void gh_fleet_flexibility_free (GhFleetFlexibility *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetFlexibility, gh_fleet_flexibility_free)

G_END_DECLS
