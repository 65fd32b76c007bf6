/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/lossy-holdable.h"

#include <math.h>

#include "fleet/lossy-commitment.h"
#include "fleet/lossy-fleet-private.h"

/* How often a power is lowered at most. */
#define MOST_CUTS 12
/* Deviation from a target, as a share of it, that no further cut is worth. */
#define GOOD_SHARE 1e-4

/*< private > Returns: (transfer full): the site from a step on, its stores as the plan left them */
GhSite *
gh_lossy_fleet_cut_site (const GhSite *site, const GhFleetSchedule *plan, gsize step)
{
  gsize steps = gh_time_axis_get_count (site->axis) - step;
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (gh_time_axis_get_time (site->axis, step),
                                                  gh_time_axis_get_step_seconds (site->axis), steps,
                                                  gh_time_axis_get_zone (site->axis));
  GhSite *part = gh_site_new_part (site, axis, step);

  for (guint s = 0; s < part->store_count && step > 0; s++)
    if (plan->served[s])
      part->stores[s].start_kwh = plan->energy_kwh[s * plan->steps + step - 1];
  return part;
}

/* The plan itself, from a step on: nothing is held by it at least. */
static GhFleetSchedule *
cut_plan (const GhLossyFleet *fleet, const GhFleetSchedule *plan, gsize step)
{
  GhFleetSchedule *rest = gh_fleet_schedule_new (fleet);

  for (guint s = 0; s < rest->stores; s++)
    {
      rest->served[s] = plan->served[s];
      for (gsize t = 0; t < rest->steps; t++)
        {
          rest->power_kw[s * rest->steps + t] = plan->power_kw[s * plan->steps + step + t];
          rest->energy_kwh[s * rest->steps + t] = plan->energy_kwh[s * plan->steps + step + t];
        }
    }
  for (gsize t = 0; t < rest->steps; t++)
    rest->total_kw[t] = plan->total_kw[step + t];
  return rest;
}

/* One question: the plan of the whole fleet over the duration, and which way it is to differ. */
typedef struct
{
  const GhLossyFleet *fleet;
  const double *planned_kw; /* (array length=duration) */
  gsize steps;
  gsize duration;
  double hours;
  double sign;
} Question;

/* The most that the fleet can differ by on the mean of the duration. */
static gboolean
find_mean_bound (const Question *question, double *bound_kw, const GhProgress *progress,
                 GError **error)
{
  g_autofree double *worth = g_new0 (double, question->steps);
  double planned = 0.0;

  for (gsize j = 0; j < question->duration; j++)
    {
      worth[j] = question->sign;
      planned += question->sign * question->planned_kw[j];
    }
  g_autoptr (GhFleetSupport) support
      = gh_lossy_fleet_find_support (question->fleet, worth, progress, error);
  if (support == NULL)
    return FALSE;
  *bound_kw = MAX ((support->bound / question->hours - planned) / (double) question->duration, 0.0);
  return TRUE;
}

/* The least that a schedule differs by. */
static double
measure_held (const Question *question, const GhFleetSchedule *schedule)
{
  double least = INFINITY;

  for (gsize j = 0; j < question->duration; j++)
    least = MIN (least, question->sign * (schedule->total_kw[j] - question->planned_kw[j]));
  return least;
}

/* By how much less the worths say that the target has to differ. */
static double
find_cut (const Question *question, const GhLossyCommitment *committed)
{
  double weight = 0.0;

  for (gsize j = 0; j < question->duration; j++)
    weight += question->sign * committed->worth[j] * question->hours;
  return weight > 0.0 ? committed->bound_kwh / weight : 0.0;
}

/* Lowers the target by what each proof allows until a schedule comes near it: the targets stay
 * bounds, the best schedule is kept. */
static gboolean
lower_target (const Question *question, GhLossyHeld *held, const GhProgress *progress,
              GError **error)
{
  g_autofree double *profile = g_new (double, question->steps);

  for (guint cut = 0; cut < MOST_CUTS; cut++)
    {
      GhProgress part
          = gh_progress_part (progress, (double) cut / MOST_CUTS, (cut + 1.0) / MOST_CUTS);
      for (gsize j = 0; j < question->steps; j++)
        profile[j] = j < question->duration
                         ? question->planned_kw[j] + question->sign * held->bound_kw
                         : NAN;
      g_autoptr (GhLossyCommitment) committed
          = gh_lossy_commitment_new (question->fleet, profile, &part, error);
      if (committed == NULL)
        return FALSE;
      double found = measure_held (question, committed->schedule);
      if (found > held->held_kw)
        {
          gh_fleet_schedule_free (held->schedule);
          held->schedule = g_steal_pointer (&committed->schedule);
          held->held_kw = found;
        }
      double lower = find_cut (question, committed);
      held->bound_kw = MAX (held->bound_kw - lower, 0.0);
      if (lower <= GOOD_SHARE * held->bound_kw)
        break;
    }
  held->held_kw = MIN (held->held_kw, held->bound_kw);
  return TRUE;
}

/**
 * gh_lossy_held_find:
 * @site: a site
 * @plan: what its stores do by plan
 * @step: first step of the duration
 * @duration: number of steps; ends with the time at the latest
 * @up: whether the fleet is to take more than planned, or less
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * Finds how much more, or less, than planned a fleet with losses can take all through a duration.
 * At its first step each store is as the plan left it; after the duration all are free, but still
 * meet their needs. What is promised is what a schedule that was found does, never more; the bound
 * says how much better another could be. The two differ where the stores' sets are not convex.
 *
 * Several committed profiles, see gh_lossy_commitment_new(): a question for one step rather than
 * for all.
 *
 * Returns: (transfer full) (nullable): what can be held; %NULL when stopped
 */
GhLossyHeld *
gh_lossy_held_find (const GhSite *site, const GhFleetSchedule *plan, gsize step, gsize duration,
                    gboolean up, const GhProgress *progress, GError **error)
{
  g_autoptr (GhSite) part = gh_lossy_fleet_cut_site (site, plan, step);
  g_autoptr (GhLossyFleet) fleet = gh_lossy_fleet_new (part);
  g_autoptr (GhLossyHeld) held = g_new0 (GhLossyHeld, 1);
  Question question = { fleet,
                        plan->total_kw + step,
                        gh_time_axis_get_count (part->axis),
                        duration,
                        gh_time_axis_get_step_hours (part->axis),
                        up ? 1.0 : -1.0 };

  held->schedule = cut_plan (fleet, plan, step);
  if (!find_mean_bound (&question, &held->bound_kw, NULL, error)
      || !lower_target (&question, held, progress, error))
    return NULL;
  return g_steal_pointer (&held);
}

/**
 * gh_lossy_held_free:
 * @held: (transfer full) (nullable): what can be held
 *
 * Frees it.
 */
void
gh_lossy_held_free (GhLossyHeld *held)
{
  if (held == NULL)
    return;
  gh_fleet_schedule_free (held->schedule);
  g_free (held);
}
