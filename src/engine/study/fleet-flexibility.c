/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/fleet-flexibility.h"

#include <math.h>

#include "study/fleet-flexibility-private.h"

/* Shares of the work of a site: planning it; then of the rest, the envelope and the powers that can
 * be held. */
#define PLAN_SHARE 0.3
#define ENVELOPE_SHARE 0.3
#define HELD_SHARE 0.8

static void
list_vehicles (GhFleetFlexibility *self, const GhFleetBase *base)
{
  for (guint s = 0; s < base->site->store_count; s++)
    {
      const GhStore *store = &base->site->stores[s];
      g_ptr_array_add (self->names, g_strdup (store->name));
      if (!gh_fleet_base_has (base, s))
        g_ptr_array_add (self->left_out, g_strdup (store->name));
    }
}

static void
sum_powers (GhFleetFlexibility *self, const GhFleetBase *base)
{
  const GhSite *site = base->site;

  self->planned_kw = g_new0 (double, base->plan->count);
  self->room_kw = g_new (double, base->plan->count);
  for (gsize t = 0; t < base->plan->count; t++)
    {
      self->room_kw[t] = site->import_limit_kw - site->load_kw[t] + site->solar_kw[t];
      for (guint s = 0; s < site->store_count; s++)
        if (gh_fleet_base_has (base, s))
          self->planned_kw[t] += base->plan->stores[s].power_kw[t];
    }
}

static gboolean
find_figures (GhFleetFlexibility *self, const GhFleetBase *base, const double *profile_kw,
              const GhProgress *progress, GError **error)
{
  GhProgress envelope = gh_progress_part (progress, 0.0, ENVELOPE_SHARE);
  GhProgress held = gh_progress_part (progress, ENVELOPE_SHARE, HELD_SHARE);
  GhProgress sharing = gh_progress_part (progress, HELD_SHARE, 1.0);

  self->envelope
      = base->set != NULL
            ? gh_flexibility_envelope_of_set (base->set)
            : gh_lossy_fleet_find_envelope (base->fleet, base->schedule->served, &envelope, error);
  if (self->envelope == NULL || !gh_fleet_held_find (self, base, &held, error))
    return FALSE;
  if (profile_kw != NULL)
    self->commitment = gh_fleet_commitment_new (base, profile_kw, &sharing, error);
  return profile_kw == NULL || self->commitment != NULL;
}

static GhFleetFlexibility *
new_result (const GhSite *site, const GhPlan *plan)
{
  GhFleetFlexibility *self = g_new0 (GhFleetFlexibility, 1);

  self->status = plan->status;
  self->axis = gh_time_axis_ref (site->axis);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * gh_fleet_flexibility_new:
 * @site: a site
 * @result: its plan
 * @profile_kw: (nullable) (array length=steps): a profile to be shared out to its vehicles
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * Tells what the vehicles of a site can do beside their plan: as the strategy of the plan uses
 * them, with demands lowered that it could not meet. Powers and energies are AC. Where no vehicle
 * has losses that depend on what it does, see gh_flexible_stores_are_exact(), everything is exact
 * and told for every step. Otherwise powers that can be held are those of schedules that were
 * found, with bounds proven, from every hour on: each takes many passes over all vehicles.
 *
 * The connection is no part of it.
 *
 * Returns: (transfer full) (nullable): what they can do; %NULL on error
 */
GhFleetFlexibility *
gh_fleet_flexibility_new (const GhSite *site, const GhFleetPlan *result, const double *profile_kw,
                          const GhProgress *progress, GError **error)
{
  const GhPlan *plan = result->plan;
  g_autoptr (GhFleetFlexibility) self = new_result (site, plan);
  GhFleetBase base;

  if (plan->grid_kw == NULL)
    {
      self->reason = gh_reason_format (&plan->reason, gh_time_axis_get_zone (site->axis));
      return g_steal_pointer (&self);
    }
  gboolean done = gh_fleet_base_init (&base, result->site, plan, NULL, error);
  if (done)
    {
      self->is_exact = base.set != NULL;
      self->sample_steps
          = self->is_exact
                ? 1
                : (gsize) MAX (1.0, floor (1.0 / gh_time_axis_get_step_hours (site->axis)));
      list_vehicles (self, &base);
      sum_powers (self, &base);
      done = find_figures (self, &base, profile_kw, progress, error);
    }
  gh_fleet_base_clear (&base);
  return done ? g_steal_pointer (&self) : NULL;
}

static GhFleetFlexibility *
find_part (const GhStudy *study, GhFleetPlans *plans, const GhFleetQuestion *question, guint site,
           guint period, const GhProgress *progress, GError **error)
{
  GhProgress planning = gh_progress_part (progress, 0.0, PLAN_SHARE);
  GhProgress finding = gh_progress_part (progress, PLAN_SHARE, 1.0);
  g_autoptr (GhFleetPlanned) planned = gh_fleet_plans_find_part (
      plans, study, (guint) question->strategy, site, period, &planning, error);
  if (planned == NULL)
    return NULL;
  GhFleetFlexibility *part = gh_fleet_flexibility_new (planned->depot->site, planned->plan,
                                                       question->profile_kw, &finding, error);
  if (part != NULL)
    {
      part->site = site;
      part->period = period;
    }
  return part;
}

/* From an index on: that one, or all. */
static guint
get_end (guint asked, guint count)
{
  return asked != G_MAXUINT ? asked + 1 : count;
}

/**
 * gh_fleet_flexibility_find:
 * @study: a valid study of a fleet whose files have been read
 * @plans: (nullable): the plans there are of it, which are not looked for again
 * @question: what is asked
 * @progress: (nullable): told and asked
 * @error: set where a site cannot be built or planned, or when stopped
 *
 * Plans the sites in the periods that are asked for and tells what their vehicles can do beside
 * that, see gh_fleet_flexibility_new().
 *
 * Returns: (transfer full) (nullable) (element-type GhFleetFlexibility): by site, then period
 */
GPtrArray *
gh_fleet_flexibility_find (const GhStudy *study, GhFleetPlans *plans,
                           const GhFleetQuestion *question, const GhProgress *progress,
                           GError **error)
{
  g_autoptr (GPtrArray) parts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_fleet_flexibility_free);
  guint first_site = question->site != G_MAXUINT ? question->site : 0;
  guint first_period = question->period != G_MAXUINT ? question->period : 0;
  guint sites = get_end (question->site, study->sites->len) - first_site;
  guint periods = get_end (question->period, gh_fleet_count_periods (study)) - first_period;

  for (guint i = 0; i < sites * periods; i++)
    {
      GhProgress own = gh_progress_part (progress, (double) i / (sites * periods),
                                         (i + 1.0) / (sites * periods));
      GhFleetFlexibility *part = find_part (study, plans, question, first_site + i / periods,
                                            first_period + i % periods, &own, error);
      if (part == NULL)
        return NULL;
      g_ptr_array_add (parts, part);
    }
  return g_steal_pointer (&parts);
}

/**
 * gh_fleet_flexibility_free:
 * @self: (transfer full) (nullable): what vehicles can do
 *
 * Frees it.
 */
void
gh_fleet_flexibility_free (GhFleetFlexibility *self)
{
  if (self == NULL)
    return;
  g_free (self->reason);
  g_clear_pointer (&self->axis, gh_time_axis_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->left_out, g_ptr_array_unref);
  g_free (self->planned_kw);
  g_free (self->room_kw);
  g_clear_pointer (&self->envelope, gh_flexibility_envelope_free);
  for (guint d = 0; d < GH_FLEET_DURATIONS; d++)
    gh_fleet_held_clear (&self->held[d]);
  gh_fleet_commitment_free (self->commitment);
  g_free (self);
}
