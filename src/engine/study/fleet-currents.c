/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/fleet-currents.h"

#include "site/fleet-profile.h"

/* Calls @func with every charger of the study, until it returns TRUE, which is returned then. */
static gboolean
find_charger (const GhStudy *study, gboolean (*func) (GhCharger *charger))
{
  for (guint i = 0; study->groups != NULL && i < study->groups->len; i++)
    {
      GhCharger *charger = ((const GhFleetGroup *) g_ptr_array_index (study->groups, i))->charger;
      if (charger != NULL && func (charger))
        return TRUE;
    }
  for (guint i = 0; study->vehicles != NULL && i < study->vehicles->len; i++)
    {
      GhCharger *charger = ((const GhVehicle *) g_ptr_array_index (study->vehicles, i))->charger;
      if (charger != NULL && func (charger))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_current (GhCharger *charger)
{
  return charger->minimum_current_a > 0.0;
}

static gboolean
drop_current (GhCharger *charger)
{
  charger->minimum_current_a = 0.0;
  return FALSE;
}

/**
 * gh_fleet_has_least_current:
 * @study: a study of a fleet
 *
 * Returns: whether a charger of a group or vehicle has a least current
 */
gboolean
gh_fleet_has_least_current (const GhStudy *study)
{
  return find_charger (study, has_current);
}

/**
 * gh_fleet_drop_least_currents:
 * @study: (inout): a study of a fleet that shares no charger with another
 *
 * Lets all chargers go down to the least power that is given for them, or to nothing.
 */
void
gh_fleet_drop_least_currents (GhStudy *study)
{
  find_charger (study, drop_current);
}

/* Only where a plan looks for the least cost do least currents stand in its way. */
static gboolean
has_choice (guint use)
{
  return use != GH_STRATEGY_UNMANAGED && use != GH_FLEET_VALLEYS;
}

/**
 * gh_fleet_currents_price:
 * @self: (out caller-allocates): what they cost
 * @plans: (nullable): the plans there are of the study, to which those without are added
 * @study: a valid study of a fleet whose files have been read
 * @use: how the fleet is used, see gh_fleet_plans_find_year()
 * @year: the year in that use
 * @progress: (nullable): polled where there is something to plan
 * @error: set when stopped
 *
 * Plans the fleet once more with chargers that have no least current, if it looks for the least
 * cost and any charger has one. Where it is stopped or there is no plan nothing is known.
 *
 * Returns: %FALSE when stopped or on error; nothing is known then
 */
gboolean
gh_fleet_currents_price (GhFleetCurrents *self, GhFleetPlans *plans, const GhStudy *study,
                         guint use, const GhFleetYear *year, const GhProgress *progress,
                         GError **error)
{
  *self = (GhFleetCurrents){ 0 };
  if (!has_choice (use) || !year->is_planned || year->is_stopped
      || !gh_fleet_has_least_current (study))
    return TRUE;
  g_autoptr (GhFleetUseYear) free_year = gh_fleet_plans_find_year (
      plans, study, use, GH_FLEET_LEAST_CURRENTS, NULL, NULL, progress, error);
  if (free_year == NULL)
    return FALSE;
  const GhFleetSums *with = &year->whole, *without = &free_year->year->whole;
  if (!free_year->year->is_planned || free_year->year->is_stopped)
    return TRUE;
  self->is_known = TRUE;
  /* What can be done with least currents can be done without. */
  self->least = MAX (0.0, with->lower_bound - without->objective);
  self->most = MAX (self->least, with->objective - without->lower_bound);
  self->cost = CLAMP (with->objective - without->objective, self->least, self->most);
  return TRUE;
}
