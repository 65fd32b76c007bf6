/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/fleet-plan.h"
#include "progress.h"
#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhFleetProgress:
 * @inner: (nullable): whom it tells
 * @title: (owned): site, period and use
 * @is_told: whether the title has been told
 * @outer: for those that work on the part
 *
 * The progress of one part of a fleet's year, which says of what it is. Stays in its place.
 */
typedef struct
{
  const GhProgress *inner;
  char *title;
  gboolean is_told;
  GhProgress outer;
} GhFleetProgress;

void gh_fleet_progress_init (GhFleetProgress *self, const GhStudy *study,
                             const GhFleetPlanOptions *options, guint site, guint period,
                             const GhProgress *inner);
void gh_fleet_progress_clear (GhFleetProgress *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhFleetProgress, gh_fleet_progress_clear)

G_END_DECLS
