/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"
#include "site/fleet-profile.h"
#include "site/site.h"

G_BEGIN_DECLS

/**
 * GhFleetEntry:
 * @group: index of its group; %G_MAXUINT for a vehicle that is described by itself
 * @name: (owned): of the vehicle
 * @store: index of its store at the site; %G_MAXUINT for one that nobody manages
 * @arrival: when it first arrives in the period, unix seconds; 0 where it does not
 * @driven_kwh: what it drove before arriving in the period
 * @stays: how often it is there in the period
 * @short_stays: how often of them even charging at full power from arriving on is too little
 * @charged_kwh: AC energy of one that nobody manages
 * @cost: what that costs at the import price
 * @missing_kwh: what one that nobody manages lacks at leaving, all stays together
 *
 * A vehicle of a site.
 */
typedef struct
{
  guint group;
  char *name;
  guint store;
  gint64 arrival;
  double driven_kwh;
  guint stays;
  guint short_stays;
  double charged_kwh;
  double cost;
  double missing_kwh;
} GhFleetEntry;

/**
 * GhFleetDepot:
 * @site: (owned): what a planner takes: a store for each managed vehicle
 * @entries: (owned) (element-type GhFleetEntry): the vehicles, those of @site in its order
 * @unmanaged_kw: (owned) (array length=steps): the part of the load that vehicles take that nobody
 *   manages
 * @group_unmanaged_kw: (owned) (array length=groups*steps): the same by group, one after the other
 *
 * A site of a fleet in a period. Immutable, shared by reference, thread-safe.
 */
typedef struct
{
  gatomicrefcount references;
  GhSite *site;
  GArray *entries;
  double *unmanaged_kw;
  double *group_unmanaged_kw;
} GhFleetDepot;

GhFleetDepot *gh_fleet_depot_new (const GhStudy *study, guint site, guint period,
                                  const GhProgress *progress, GError **error);
GhFleetDepot *gh_fleet_depot_ref (const GhFleetDepot *self);
void gh_fleet_depot_unref (GhFleetDepot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetDepot, gh_fleet_depot_unref)

G_END_DECLS
