/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/stage-cost.h"

G_BEGIN_DECLS

/**
 * GhSharedMeter:
 *
 * What the meter of a site costs over the power of all its stores together, made convex in each
 * step: never more than it costs.
 */
typedef struct _GhSharedMeter GhSharedMeter;

GhSharedMeter *gh_shared_meter_new (const GhSite *site);
void gh_shared_meter_free (GhSharedMeter *meter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSharedMeter, gh_shared_meter_free)
double gh_shared_meter_get_least_cost (const GhSharedMeter *meter, const GhPowerPrice *prices);
const GhPiece *gh_shared_meter_get_pieces (const GhSharedMeter *meter, gsize step, guint *count);

G_END_DECLS
