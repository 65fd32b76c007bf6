/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhSunSpread:
 * @GH_SPREAD_EVEN: a mean holds for all of its step
 * @GH_SPREAD_HORIZONTAL: light on the horizontal, global or diffuse
 * @GH_SPREAD_BEAM: light on a plane that faces the sun
 *
 * How a mean over a long step is laid on the short steps within it.
 */
typedef enum
{
  GH_SPREAD_EVEN,
  GH_SPREAD_HORIZONTAL,
  GH_SPREAD_BEAM
} GhSunSpread;

double gh_sun_spread_sum (GhSunSpread spread, gint64 begin_unix, gint64 end_unix,
                          double latitude_deg, double longitude_deg);
double gh_sun_spread_whole (GhSunSpread spread, gint64 begin_unix, gint64 end_unix,
                            double latitude_deg, double longitude_deg);

G_END_DECLS
