/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "attributes.h"
#include "findings.h"
#include "series-spec.h"

G_BEGIN_DECLS

#define GH_URDB_MONTHS 12
#define GH_URDB_HOURS 24

/**
 * GhUrdbSchedule:
 * @period: of working days and of weekends, by month and hour: an index of a rate structure
 *
 * Which rates count when.
 */
typedef struct
{
  guint period[2][GH_URDB_MONTHS][GH_URDB_HOURS];
} GhUrdbSchedule;

/* Within the reader of URDB tariffs. */

void gh_urdb_give (const GhAttributeTable *table, gpointer record, const char *name);
gboolean gh_urdb_schedule_read (JsonObject *rate, const char *kind, guint periods,
                                GhUrdbSchedule *schedule, GhFindings *findings);
guint gh_urdb_schedule_count_hours (const GhUrdbSchedule *schedule, guint period);
GPtrArray *gh_urdb_schedule_list_windows (const GhUrdbSchedule *schedule, guint period);
GhPriceSpec *gh_urdb_schedule_new_price (const GhUrdbSchedule *schedule, const double *prices,
                                         guint count);

G_END_DECLS
