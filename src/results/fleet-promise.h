/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "data-table.h"
#include "series.h"
#include "study/fleet-flexibility.h"

G_BEGIN_DECLS

/**
 * GhFleetPromise:
 *
 * What the vehicles of one site can promise in one period, with the study that it is of. Immutable,
 * shared by reference, thread-safe.
 */
typedef struct _GhFleetPromise GhFleetPromise;

#define GH_TYPE_FLEET_PROMISE (gh_fleet_promise_get_type ())
GType gh_fleet_promise_get_type (void);

GhFleetPromise *gh_fleet_promise_compute (const GhStudy *study, GhFleetPlans *plans,
                                          const GhFleetQuestion *question,
                                          const GhProgress *progress, GError **error);
GhFleetPromise *gh_fleet_promise_ref (GhFleetPromise *promise);
void gh_fleet_promise_unref (GhFleetPromise *promise);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetPromise, gh_fleet_promise_unref)

gboolean gh_fleet_promise_answers (const GhFleetPromise *promise, const GhFleetQuestion *question);
const GhStudy *gh_fleet_promise_get_study (const GhFleetPromise *promise);
const GhFleetFlexibility *gh_fleet_promise_get (const GhFleetPromise *promise);
const char *gh_fleet_duration_get_title (guint duration);
char *gh_fleet_promise_tell (const GhFleetPromise *promise);
char *gh_fleet_promise_tell_method (const GhFleetPromise *promise);
char *gh_fleet_promise_tell_worst (const GhFleetPromise *promise, guint duration);
char *gh_fleet_promise_tell_commitment (const GhFleetPromise *promise);
GhDataTable *gh_fleet_promise_make_broken (GhFleetPromise *promise);
GhDataTable *gh_fleet_promise_make_misses (GhFleetPromise *promise, guint duration);

G_END_DECLS
