/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/fleet-groups.h"
#include "study/household.h"

G_BEGIN_DECLS

/* Ways of using a fleet: the four strategies that are compared, and charging that fills valleys. */
#define GH_FLEET_VALLEYS GH_COMPARED_STRATEGIES
#define GH_FLEET_USES (GH_COMPARED_STRATEGIES + 1)
/* Beside a bit for each site, of what may be left out of a study. */
#define GH_FLEET_LEAST_CURRENTS (1ull << 32)
/* What schedules may take where nothing else is known. */
#define GH_FLEET_PLANS_BYTES ((gsize) 512 << 20)

/**
 * GhFleetPlanned:
 * @depot: (owned): a site in a period
 * @plan: (owned): its plan
 *
 * A part of a year as it was planned. Immutable, shared by reference, thread-safe.
 */
typedef struct
{
  gatomicrefcount references;
  GhFleetDepot *depot;
  GhFleetPlan *plan;
} GhFleetPlanned;

/**
 * GhFleetUseYear:
 * @year: (owned): what the plans come to
 * @groups: (owned): what each group does and costs; its study is not kept
 *
 * A way of using a fleet over a year. Immutable, shared by reference, thread-safe.
 */
typedef struct
{
  gatomicrefcount references;
  GhFleetYear *year;
  GhFleetGroups groups;
} GhFleetUseYear;

/**
 * GhFleetPlans:
 *
 * The plans of a fleet that were found so far, so that none is looked for twice: by way of using
 * it, site and period. What a year comes to is always kept. Of the schedules of every vehicle, 66
 * bytes for each and step, those that were asked for last are kept, as many as memory is allowed
 * for. Shared by reference, thread-safe: it may be asked from several threads at a time.
 */
typedef struct _GhFleetPlans GhFleetPlans;

GhFleetPlans *gh_fleet_plans_new (const GhStudy *study, gsize most_bytes);
GhFleetPlans *gh_fleet_plans_ref (GhFleetPlans *self);
void gh_fleet_plans_unref (GhFleetPlans *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetPlans, gh_fleet_plans_unref)
gboolean gh_fleet_plans_are_same (const GhStudy *study, const GhStudy *other);
gboolean gh_fleet_plans_are_of (const GhFleetPlans *self, const GhStudy *study);
gsize gh_fleet_plans_get_bytes (GhFleetPlans *self);

GhFleetUseYear *gh_fleet_plans_find_year (GhFleetPlans *self, const GhStudy *study, guint use,
                                          guint64 left_out, GhFleetPartFunc func, gpointer data,
                                          const GhProgress *progress, GError **error);
GhFleetPlanned *gh_fleet_plans_find_part (GhFleetPlans *self, const GhStudy *study, guint use,
                                          guint site, guint period, const GhProgress *progress,
                                          GError **error);

void gh_fleet_use_year_unref (GhFleetUseYear *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetUseYear, gh_fleet_use_year_unref)
void gh_fleet_planned_unref (GhFleetPlanned *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetPlanned, gh_fleet_planned_unref)

G_END_DECLS
