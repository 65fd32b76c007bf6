/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhReasonCode:
 * @GH_REASON_NONE: nothing to say
 * @GH_REASON_TRIP_ENERGY: a trip asks for @needed kWh by @time, @available can be there
 * @GH_REASON_END_ENERGY: the end asks for @needed kWh, @available can be there
 * @GH_REASON_IMPORT_LIMIT: at @time @needed kW are needed from the grid, @available are allowed
 * @GH_REASON_NO_CHOICE: from @time on no choice of powers leads to the end
 *
 * Why something cannot be planned.
 */
typedef enum
{
  GH_REASON_NONE,
  GH_REASON_TRIP_ENERGY,
  GH_REASON_END_ENERGY,
  GH_REASON_IMPORT_LIMIT,
  GH_REASON_NO_CHOICE
} GhReasonCode;

/**
 * GhReason:
 * @code: what is meant
 * @time: moment, unix seconds
 * @needed: see #GhReasonCode
 * @available: see #GhReasonCode
 * @store: (nullable): interned name of the store it is about, where there are several
 *
 * A reason as a code with numbers; gh_reason_format() puts it into words.
 */
typedef struct
{
  GhReasonCode code;
  gint64 time;
  double needed;
  double available;
  const char *store;
} GhReason;

char *gh_reason_format (const GhReason *reason, GTimeZone *zone);

G_END_DECLS
