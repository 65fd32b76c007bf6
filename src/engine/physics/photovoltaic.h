/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/clear-sky.h"
#include "site/profile.h"

G_BEGIN_DECLS

/* Where nobody measured the wind: metres per second at the panels. */
#define GH_WIND_DEFAULT_M_S 1.0
/* Where nobody measured what the ground reflects. */
#define GH_ALBEDO_DEFAULT 0.2

/**
 * GhPhotovoltaic:
 *
 * Panels and inverter as coefficients; see gh_photovoltaic_make(). A plain value.
 */
typedef struct
{
  double peak_kw;
  double inverter_kw;
  double inverter_efficiency;
  double kept;      /* what the system losses leave */
  double per_k;     /* of power, above 25 degrees Celsius */
  double heat_kept; /* against an open rack */
  double east;      /* of the unit vector off the panels */
  double north;
  double up;
  double sky_view; /* parts of sky, band along the horizon and ground that the panels see */
  double band_view;
  double ground_view;
  GhGlass glass;
  double sky_modifier;
  double ground_modifier;
  GhTransposition transposition;
  const GPtrArray *horizon; /* (nullable) (not owned) */
} GhPhotovoltaic;

/**
 * GhConditions:
 * @light: at the ground, before anything shades it
 * @albedo: share of it that the ground reflects
 * @air_c: air temperature
 * @wind_m_s: wind
 *
 * The weather of a moment, as panels feel it.
 */
typedef struct
{
  GhIrradiance light;
  double albedo;
  double air_c;
  double wind_m_s;
} GhConditions;

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

GhPhotovoltaic gh_photovoltaic_make (const GhSolarArray *array, GhTransposition transposition);
GhPlaneIrradiance gh_photovoltaic_get_plane (const GhPhotovoltaic *panels, const GhSun *sun,
                                             const GhIrradiance *irradiance, double albedo);
double gh_photovoltaic_get_cell_c (const GhPhotovoltaic *panels, double plane_w_m2, double air_c,
                                   double wind_m_s);
double gh_photovoltaic_get_dc_kw (const GhPhotovoltaic *panels, double effective_w_m2,
                                  double cell_c);
double gh_photovoltaic_get_ac_kw (const GhPhotovoltaic *panels, double dc_kw);
double gh_photovoltaic_get_power_kw (const GhPhotovoltaic *panels, const GhSun *sun,
                                     const GhConditions *conditions);

G_END_DECLS
