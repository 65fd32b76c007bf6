/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/clear-sky.h"
#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhSkyLight:
 * @around_sun_w_m2: from so near to the sun that it falls as the beam does
 * @even_w_m2: from the whole sky alike; with @around_sun_w_m2 the diffuse irradiance
 * @band_w_m2: from a narrow band along the horizon, on panels that stand upright; below 0 where
 *   the horizon is darker than the sky
 *
 * Diffuse light by where it comes from. The first two are what falls on the horizontal.
 */
typedef struct
{
  double around_sun_w_m2;
  double even_w_m2;
  double band_w_m2;
} GhSkyLight;

GhSkyLight gh_sky_light (GhTransposition model, const GhSun *sun, const GhIrradiance *irradiance);

G_END_DECLS
