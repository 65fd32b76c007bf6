/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/fleet-profile.h"
#include "site/site.h"

G_BEGIN_DECLS

/**
 * GhFleetStay:
 * @first: first step of the axis in which the vehicle is plugged in; below 0 before the axis
 * @end: step after the last; may lie after the axis
 * @energy_kwh: driven before arriving
 * @required_kwh: what the battery holds at least when it leaves
 *
 * A vehicle at its charge point.
 */
typedef struct
{
  gint64 first;
  gint64 end;
  double energy_kwh;
  double required_kwh;
} GhFleetStay;

/**
 * GhStayRow:
 * @stays: (element-type GhFleetStay): those with a step on the axis, in the order of time
 * @count: steps of the axis
 * @busy_until: end of the stay before
 * @owed_kwh: driven before a stay of which no whole step was left
 *
 * The stays of a vehicle while they are laid one after the other.
 */
typedef struct
{
  GArray *stays;
  gint64 count;
  gint64 busy_until;
  double owed_kwh;
} GhStayRow;

void gh_stay_row_init (GhStayRow *self, const GhTimeAxis *axis, GArray *stays);
void gh_stay_row_add (GhStayRow *self, GhFleetStay stay);
gint64 gh_stay_first_step (const GhTimeAxis *axis, gint64 arrive);
gint64 gh_stay_end_step (const GhTimeAxis *axis, gint64 leave);
void gh_stays_of_vehicle (const GhVehicle *vehicle, const GhTimeAxis *axis, GArray *stays);
void gh_stays_lay (const GArray *stays, const GhTimeAxis *axis, GhStore *store);

G_END_DECLS
