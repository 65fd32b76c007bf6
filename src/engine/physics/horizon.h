/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

double gh_horizon_get_elevation_deg (const GPtrArray *points, double azimuth_deg);
double gh_horizon_get_sky_share (const GPtrArray *points, double tilt_deg, double azimuth_deg);

G_END_DECLS
