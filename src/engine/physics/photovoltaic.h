/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/clear-sky.h"
#include "site/profile.h"

G_BEGIN_DECLS

/* Where nobody measured the wind: metres per second at the panels. */
#define GH_WIND_DEFAULT_M_S 1.0

/**
 * GhPhotovoltaic:
 *
 * Panels and inverter as coefficients; see gh_photovoltaic_make(). A plain value.
 */
typedef struct
{
  double peak_kw;
  double inverter_kw;
  double kept; /* what the system losses leave */
  double east; /* of the unit vector off the panels */
  double north;
  double up;
  double sky_view;    /* parts of sky and ground that the panels see */
  double ground_view; /* times the albedo */
  double sky_modifier;
  double ground_modifier;
} GhPhotovoltaic;

/**
 * GhPlaneIrradiance:
 * @total_w_m2: what falls on the panels, which heats them
 * @effective_w_m2: what is left behind the glass, relative to light that falls straight on it
 *
 * Sunshine in the plane of the panels.
 */
typedef struct
{
  double total_w_m2;
  double effective_w_m2;
} GhPlaneIrradiance;

GhPhotovoltaic gh_photovoltaic_make (const GhSolarArray *array);
GhPlaneIrradiance gh_photovoltaic_get_plane (const GhPhotovoltaic *panels, const GhSun *sun,
                                             const GhIrradiance *irradiance);
double gh_photovoltaic_get_dc_kw (const GhPhotovoltaic *panels, double effective_w_m2,
                                  double cell_c);
double gh_photovoltaic_get_ac_kw (const GhPhotovoltaic *panels, double dc_kw);
double gh_photovoltaic_get_power_kw (const GhPhotovoltaic *panels, const GhSun *sun,
                                     const GhIrradiance *irradiance, double air_c, double wind_m_s);

double gh_photovoltaic_get_modifier (double cos_incidence);
double gh_photovoltaic_get_cell_c (double plane_w_m2, double air_c, double wind_m_s);

G_END_DECLS
