/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/fleet-year.h"

G_BEGIN_DECLS

/**
 * GhFleetGroupYear:
 * @vehicles: number of them
 * @managed: how many of them take part
 * @unserved: how many of them are not served in full in any of the periods
 * @charged_kwh: AC energy taken
 * @discharged_kwh: AC energy given
 * @charging: what the energy taken costs, at the meter and on the way
 * @revenue: what the energy given is worth
 * @demand: its part of the demand charges
 * @wear: of its batteries
 * @emissions_kg: of its power, taken less given; at average rates what is given counts nothing
 *
 * What a group of vehicles does and costs in a year; money in currency.
 */
typedef struct
{
  guint vehicles;
  guint managed;
  guint unserved;
  double charged_kwh;
  double discharged_kwh;
  double charging;
  double revenue;
  double demand;
  double wear;
  double emissions_kg[GH_EMISSION_RATES];
} GhFleetGroupYear;

/**
 * GhFleetGroups:
 * @study: not owned
 * @groups: (owned) (array length=count)
 * @count: that of the groups, and one of all vehicles that are described one by one, if there are
 * @unserved: (owned): names of vehicles that are not served in full, with their sites
 *
 * The groups of a fleet over a year.
 */
typedef struct
{
  const GhStudy *study;
  GhFleetGroupYear *groups;
  guint count;
  GHashTable *unserved;
} GhFleetGroups;

guint gh_fleet_groups_count (const GhStudy *study);
const char *gh_fleet_groups_get_name (const GhStudy *study, guint group);
void gh_fleet_groups_init (GhFleetGroups *self, const GhStudy *study);
void gh_fleet_groups_clear (GhFleetGroups *self);
void gh_fleet_groups_add (GhFleetGroups *self, const GhFleetPart *part, const GhFleetDepot *depot,
                          const GhPlan *plan);
double gh_fleet_group_year_get_bill (const GhFleetGroupYear *group);

G_END_DECLS
