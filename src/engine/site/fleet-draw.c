/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/fleet-draw.h"

#include <math.h>

#include "site/calendar.h"

/* Keeps these draws apart from others of the same seed. */
#define FLEET_KEY G_GUINT64_CONSTANT (0x466c656574)
#define MINUTES_PER_DAY 1440
/* Days in a row on which nobody leaves, at most: weekdays of a rule and the holidays among them. */
#define MOST_IDLE_DAYS 21

/* Range of an attribute of a group. */
static void
init_spread (GhSpreadDraw *draw, const GhSpread *spread, const char *key)
{
  const GhAttribute *attribute = gh_attribute_table_find (&gh_fleet_group_table, key, NULL);

  gh_spread_draw_init (draw, spread, attribute->minimum, attribute->maximum);
}

/**
 * gh_fleet_draw_init:
 * @self: (out): cleared with gh_fleet_draw_clear()
 * @study: a valid study of a fleet; stays
 * @group: index of a group
 *
 * Makes a group ready to be drawn from. What is drawn depends on the seed of the study, the index
 * of the group, the number of the vehicle and the day alone, so that further groups, vehicles and
 * periods do not change it.
 */
void
gh_fleet_draw_init (GhFleetDraw *self, const GhStudy *study, guint group)
{
  *self = (GhFleetDraw){ .study = study, .group = g_ptr_array_index (study->groups, group) };
  gh_spread_draw_init_clock (&self->arrive, self->group->arrive);
  gh_spread_draw_init_clock (&self->leave, self->group->leave);
  if (self->group->energy_kwh != NULL)
    init_spread (&self->need, self->group->energy_kwh, "energy_kwh");
  else
    init_spread (&self->need, self->group->arrival_soc, "arrival_soc");
  init_spread (&self->battery_kwh, self->group->battery_kwh, "battery_kwh");
  if (self->group->charge_kw != NULL)
    init_spread (&self->charge_kw, self->group->charge_kw, "charge_kw");
  self->seed = gh_random_mix (gh_random_mix ((guint64) study->seed, FLEET_KEY), group);
}

/**
 * gh_fleet_draw_clear:
 * @self: a group that was made ready
 *
 * Frees what it holds.
 */
void
gh_fleet_draw_clear (GhFleetDraw *self)
{
  GhSpreadDraw *all[]
      = { &self->arrive, &self->leave, &self->need, &self->battery_kwh, &self->charge_kw };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    gh_spread_draw_clear (all[i]);
}

static double
given_charge_kw (const GhCharger *charger)
{
  const GhAttribute *attribute = gh_attribute_table_find (&gh_charger_table, "charge_kw", NULL);

  return charger != NULL ? charger->charge_kw : attribute->default_number;
}

/**
 * gh_fleet_draw_vehicle:
 * @self: a group
 * @group: its index
 * @number: of the vehicle in it, from 0
 * @vehicle: (out): the vehicle
 *
 * Draws what a vehicle has for good.
 */
void
gh_fleet_draw_vehicle (const GhFleetDraw *self, guint group, guint number, GhFleetVehicle *vehicle)
{
  guint64 seed = gh_random_mix (self->seed, number);
  GhRandom random;

  gh_random_init (&random, seed);
  *vehicle = (GhFleetVehicle){ .group = group, .number = number, .seed = seed };
  vehicle->battery_kwh = gh_spread_draw_next (&self->battery_kwh, &random);
  vehicle->is_managed = gh_random_uniform (&random) < self->group->opt_in_share;
  vehicle->charge_kw = self->group->charge_kw != NULL
                           ? gh_spread_draw_next (&self->charge_kw, &random)
                           : given_charge_kw (self->group->charger);
}

/**
 * gh_fleet_group_get_leave_soc:
 * @group: a group
 *
 * Returns: the least state of charge at leaving
 */
double
gh_fleet_group_get_leave_soc (const GhFleetGroup *group)
{
  return isnan (group->soc_at_leave) ? group->soc_max : group->soc_at_leave;
}

/* For how many days after a date no vehicle leaves. */
static int
count_idle_days (const GhFleetDraw *self, gint32 date)
{
  int days = 0;

  while (days < MOST_IDLE_DAYS
         && !gh_calendar_is_day (date + days, self->group->leave_days, self->study->holidays))
    days++;
  return days;
}

/* Steps that are wholly in the stay that begins on a date. */
static GhFleetStay
draw_day (const GhFleetDraw *self, const GhFleetVehicle *vehicle, const GhTimeAxis *axis,
          gint32 date)
{
  GTimeZone *zone = gh_time_axis_get_zone (axis);
  double soc = gh_fleet_group_get_leave_soc (self->group);
  GhRandom random;

  gh_random_init (&random, gh_random_mix (vehicle->seed, (guint64) date));
  int arrive = (int) lround (gh_spread_draw_next (&self->arrive, &random));
  int leave = (int) lround (gh_spread_draw_next (&self->leave, &random));
  double need = gh_spread_draw_next (&self->need, &random);
  if (leave <= arrive)
    leave += MINUTES_PER_DAY;
  leave += count_idle_days (self, date + leave / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  return (GhFleetStay){
    .first = gh_stay_first_step (axis, gh_civil_time_to_unix (zone, date, arrive)),
    .end = gh_stay_end_step (axis, gh_civil_time_to_unix (zone, date + leave / MINUTES_PER_DAY,
                                                          leave % MINUTES_PER_DAY)),
    .energy_kwh
    = self->group->energy_kwh != NULL ? need : MAX (0.0, soc - need) * vehicle->battery_kwh,
    .required_kwh = soc * vehicle->battery_kwh,
  };
}

/**
 * gh_fleet_draw_stays:
 * @self: a group
 * @vehicle: one of its vehicles
 * @axis: the time axis
 * @stays: (element-type GhFleetStay): set to the stays that have a step on the axis
 *
 * Draws when a vehicle is plugged in and what it drove before, in the order of time, see
 * gh_stay_row_add(). A step only partly plugged in is away.
 */
void
gh_fleet_draw_stays (const GhFleetDraw *self, const GhFleetVehicle *vehicle, const GhTimeAxis *axis,
                     GArray *stays)
{
  gint64 count = (gint64) gh_time_axis_get_count (axis);
  gint32 first_date = gh_time_axis_get_civil (axis)[0].date - 2 - MOST_IDLE_DAYS;
  gint32 last_date = gh_time_axis_get_civil (axis)[count - 1].date;
  GhStayRow row;

  gh_stay_row_init (&row, axis, stays);
  for (gint32 date = first_date; date <= last_date; date++)
    if (gh_calendar_is_day (date, self->group->days, self->study->holidays))
      gh_stay_row_add (&row, draw_day (self, vehicle, axis, date));
}
