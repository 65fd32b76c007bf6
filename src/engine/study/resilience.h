/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/household.h"
#include "study/island.h"

G_BEGIN_DECLS

#define GH_RESILIENCE_DAYS 2
#define GH_RESILIENCE_MONTHS 12
#define GH_RESILIENCE_HOURS 24
#define GH_RESILIENCE_SEASONS 4
/* 1, 4, 12, 24 and 48 hours, and the length that the study gives where it is another. */
#define GH_RESILIENCE_LENGTHS GH_ISLAND_LENGTHS

/**
 * GhResilienceStrategy:
 * @strategy: which
 * @is_planned: whether it has a plan; without one nothing below counts
 * @is_able: whether any store can power the house in an outage
 * @hours: (owned) (array length=steps): for an outage from each step, hours until an essential kWh
 *   is not served, at most the longest that is looked at
 * @survival: (owned) (array): share of the outages that are survived for at least 0, 1, 2, ...
 *   hours, up to the longest; for 0 it is what short ones tend to: those that are not dark at once
 * @away_share: share of the steps in which no store that could power the house is plugged in
 * @dark_share: share of the outages that are dark at once, for whatever reason
 * @mean_hours: mean of @hours
 * @least_hours: the shortest
 * @low_hours: nine outages of ten are survived for at least so long
 * @median_hours: half of the outages are survived for at least so long
 * @high_hours: one outage of ten is survived for at least so long
 * @season_hours: median by season: December to February, March to May, June to August, September to
 *   November; NAN where the period has none of it
 * @clock_hours: median by hour of the wall clock at which the outage begins
 * @median_map: median by kind of day (0 working days, 1 weekends and holidays), month and hour; NAN
 *   where the period has no such hour
 * @low_map: the same of what nine of ten are survived for at least
 * @worst_first: first step of the seven days in a row with the least mean of @hours; the whole
 *   period where it is shorter
 * @worst_last: step after the last of them
 * @worst_hours: their mean of @hours
 * @unserved_kwh: essential energy that an outage at a random moment takes, by length
 * @unserved_kwh_per_year: the same of all outages of a year
 * @lost_per_year: its value, currency a year
 *
 * How a house under one strategy's plan does in outages.
 */
typedef struct
{
  GhStrategy strategy;
  gboolean is_planned;
  gboolean is_able;
  double *hours;
  double *survival;
  double away_share;
  double dark_share;
  double mean_hours;
  double least_hours;
  double low_hours;
  double median_hours;
  double high_hours;
  double season_hours[GH_RESILIENCE_SEASONS];
  double clock_hours[GH_RESILIENCE_HOURS];
  double median_map[GH_RESILIENCE_DAYS][GH_RESILIENCE_MONTHS][GH_RESILIENCE_HOURS];
  double low_map[GH_RESILIENCE_DAYS][GH_RESILIENCE_MONTHS][GH_RESILIENCE_HOURS];
  gsize worst_first;
  gsize worst_last;
  double worst_hours;
  double unserved_kwh[GH_RESILIENCE_LENGTHS];
  double unserved_kwh_per_year;
  double lost_per_year;
} GhResilienceStrategy;

/**
 * GhResilience:
 * @axis: (owned): when outages begin
 * @currency: (owned)
 * @longest_hours: who survives so long is not followed further
 * @survival_count: numbers of each survival curve
 * @length_count: how many of @length_hours there are
 * @length_hours: lengths of outages whose unserved energy is told, rising
 * @essential_kwh_per_day: what the house cannot do without
 * @profile: (owned): what was asked
 * @strategies: those that are compared, in their order; the wall battery has no plan where the
 *   study does not ask for it
 *
 * Outages from every step of the period, under every strategy's plan.
 */
typedef struct
{
  GhTimeAxis *axis;
  char *currency;
  double longest_hours;
  gsize survival_count;
  guint length_count;
  double length_hours[GH_RESILIENCE_LENGTHS];
  double essential_kwh_per_day;
  GhResilienceProfile *profile;
  GhResilienceStrategy strategies[GH_MOST_COMPARED];
} GhResilience;

GhResilience *gh_resilience_find (const GhStudy *study, const GhComparison *comparison,
                                  const GhProgress *progress, GError **error);
gboolean gh_resilience_find_loss (const GhStudy *study, const GhSite *site, GhStrategy strategy,
                                  const GhPlan *plan, double *lost_per_year,
                                  const GhProgress *progress, GError **error);
double gh_resilience_get_median (const GhResilienceStrategy *result, gsize first, gsize last);
const char *gh_resilience_season_name (guint season);
void gh_resilience_free (GhResilience *resilience);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhResilience, gh_resilience_free)

char *gh_resilience_answer (const GhResilience *resilience, GhStrategy strategy);
char *gh_resilience_explain (const GhResilience *resilience, GhStrategy strategy);
char *gh_resilience_tell_worst (const GhResilience *resilience, GhStrategy strategy);
char *gh_resilience_tell_value (const GhResilience *resilience, GhStrategy strategy);
char *gh_resilience_assume (const GhResilience *resilience);

G_END_DECLS
