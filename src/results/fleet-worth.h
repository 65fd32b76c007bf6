/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "data-table.h"
#include "study/fleet-money.h"

G_BEGIN_DECLS

/**
 * GhFleetWorth:
 *
 * What the ways of using a fleet are worth, with the study that it is of. Immutable, shared by
 * reference, thread-safe.
 */
typedef struct _GhFleetWorth GhFleetWorth;

#define GH_TYPE_FLEET_WORTH (gh_fleet_worth_get_type ())
GType gh_fleet_worth_get_type (void);

GhFleetWorth *gh_fleet_worth_compute (const GhStudy *study, GhFleetPlans *plans,
                                      const GhProgress *progress, GError **error);
GhFleetWorth *gh_fleet_worth_ref (GhFleetWorth *worth);
void gh_fleet_worth_unref (GhFleetWorth *worth);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetWorth, gh_fleet_worth_unref)

const GhFleetMoney *gh_fleet_worth_get_money (const GhFleetWorth *worth);
char *gh_fleet_worth_tell_managed (const GhFleetWorth *worth);
char *gh_fleet_worth_explain_missing (const GhFleetWorth *worth);
gboolean gh_fleet_worth_find_infeasible (const GhFleetWorth *worth, guint *site);
GhDataTable *gh_fleet_worth_make_uses (GhFleetWorth *worth);
const char *gh_fleet_worth_tell_marks (const GhFleetWorth *worth);
GhDataTable *gh_fleet_worth_make_groups (GhFleetWorth *worth, guint use);
GhDataTable *gh_fleet_worth_make_connections (GhFleetWorth *worth);

G_END_DECLS
