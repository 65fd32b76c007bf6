/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/photovoltaic.h"

#include <math.h>

#include "physics/glass.h"
#include "physics/horizon.h"
#include "physics/transposition.h"

#define RADIANS_PER_DEGREE (G_PI / 180.0)
#define STANDARD_W_M2 1000.0
#define STANDARD_CELL_C 25.0
#define FAIMAN_U0 25.0
#define FAIMAN_U1 6.84
/* By how much an open rack warms above the air at 800 W/m2 and 1 m/s, and a roof, in PVWatts. */
#define RACK_RISE_K 25.0
#define ROOF_RISE_K 29.0
#define INVERTER_REFERENCE 0.9637

static double
modifier_at (GhGlass glass, double angle_deg)
{
  return gh_glass_get_modifier (glass, cos (angle_deg * RADIANS_PER_DEGREE));
}

/**
 * gh_photovoltaic_make:
 * @array: panels whose peak_kw is a number; its horizon stays
 * @transposition: where diffuse light comes from; not %GH_TRANSPOSITION_AUTO
 *
 * Prepares the calculation. Diffuse light passes the glass as at the angles of Brandemuehl and
 * Beckman 1980, "Transmission of diffuse radiation through CPC and flat plate collector glazings",
 * Solar Energy 24, 511-513. Without inverter_kw the inverter is as large as the panels.
 *
 * Returns: the coefficients
 */
GhPhotovoltaic
gh_photovoltaic_make (const GhSolarArray *array, GhTransposition transposition)
{
  double tilt_deg = array->tilt_deg;
  double tilt = tilt_deg * RADIANS_PER_DEGREE, azimuth = array->azimuth_deg * RADIANS_PER_DEGREE;
  double sky_deg = 59.7 - 0.1388 * tilt_deg + 0.001497 * tilt_deg * tilt_deg;
  double ground_deg = 90.0 - 0.5788 * tilt_deg + 0.002693 * tilt_deg * tilt_deg;
  double sky_share = gh_horizon_get_sky_share (array->horizon, tilt_deg, array->azimuth_deg);
  GhGlass glass = (GhGlass) array->glass;

  return (GhPhotovoltaic){
    .peak_kw = array->peak_kw,
    .inverter_kw = isnan (array->inverter_kw) ? array->peak_kw : array->inverter_kw,
    .inverter_efficiency = array->inverter_efficiency,
    .kept = 1.0 - array->losses,
    .per_k = array->temperature_coefficient_per_k,
    .heat_kept = array->mounting == GH_MOUNTING_ROOF ? ROOF_RISE_K / RACK_RISE_K : 1.0,
    .east = sin (tilt) * sin (azimuth),
    .north = sin (tilt) * cos (azimuth),
    .up = cos (tilt),
    .sky_view = 0.5 * (1.0 + cos (tilt)) * sky_share,
    .ground_view = 0.5 * (1.0 - cos (tilt)),
    .band_view = sin (tilt) * sky_share,
    .glass = glass,
    .sky_modifier = modifier_at (glass, sky_deg),
    .ground_modifier = modifier_at (glass, ground_deg),
    .transposition = transposition,
    .horizon = array->horizon,
  };
}

/* What the sun and its surroundings send to the panels, unless the horizon is before them. */
static double
find_direct (const GhPhotovoltaic *panels, const GhSun *sun, double direct_w_m2,
             double around_sun_w_m2, double *cos_incidence)
{
  double incidence = panels->east * sun->east + panels->north * sun->north + panels->up * sun->up;

  *cos_incidence = CLAMP (incidence, 0.0, 1.0);
  if (!(sun->up > 0.0)
      || 90.0 - sun->apparent_zenith_deg
             < gh_horizon_get_elevation_deg (panels->horizon, sun->azimuth_deg))
    return 0.0;
  return (direct_w_m2 + around_sun_w_m2 / sun->up) * *cos_incidence;
}

/**
 * gh_photovoltaic_get_plane:
 * @panels: the panels
 * @sun: where the sun stands
 * @irradiance: on the horizontal
 * @albedo: share of it that the ground reflects
 *
 * Turns light on the horizontal into light on the panels: beam; diffuse light by gh_sky_light();
 * and light from the ground. While the sun stands below the horizon of the panels they get neither
 * beam nor the light around the sun; the rest of the sky is lessened by what the horizon hides of
 * it (gh_horizon_get_sky_share()), the ground stays bright. No shading by neighbouring panels. On
 * flat panels without a horizon the total is ghi. While the sun is down all is diffuse.
 *
 * Returns: W/m2 on the panels and behind their glass
 */
GhPlaneIrradiance
gh_photovoltaic_get_plane (const GhPhotovoltaic *panels, const GhSun *sun,
                           const GhIrradiance *irradiance, double albedo)
{
  GhSkyLight light = gh_sky_light (panels->transposition, sun, irradiance);
  double cos_incidence;
  double direct
      = find_direct (panels, sun, irradiance->dni_w_m2, light.around_sun_w_m2, &cos_incidence);
  double sky = light.even_w_m2 * panels->sky_view + light.band_w_m2 * panels->band_view;
  double ground = irradiance->ghi_w_m2 * albedo * panels->ground_view;

  sky = MAX (sky, 0.0);
  return (GhPlaneIrradiance){
    .total_w_m2 = direct + sky + ground,
    .effective_w_m2 = direct * gh_glass_get_modifier (panels->glass, cos_incidence)
                      + sky * panels->sky_modifier + ground * panels->ground_modifier,
  };
}

/**
 * gh_photovoltaic_get_cell_c:
 * @panels: the panels
 * @plane_w_m2: what falls on the panels
 * @air_c: air temperature
 * @wind_m_s: wind; %GH_WIND_DEFAULT_M_S where it is not known
 *
 * Faiman 2008, "Assessing the outdoor operating temperature of photovoltaic modules", Progress in
 * Photovoltaics 16, 307-315, with his means u0 = 25 W/m2K and u1 = 6.84 Ws/m3K over seven types of
 * module on open racks; steady state. At 800 W/m2, 20 degrees and 1 m/s that is 45 degrees, as the
 * installed nominal operating temperature of PVWatts (Dobos 2014, as gh_photovoltaic_get_dc_kw(),
 * section 8) has it for racks; close to a roof it has 49, so that all rises are 29 / 25 as large.
 *
 * Returns: degrees Celsius
 */
double
gh_photovoltaic_get_cell_c (const GhPhotovoltaic *panels, double plane_w_m2, double air_c,
                            double wind_m_s)
{
  return air_c + panels->heat_kept * plane_w_m2 / (FAIMAN_U0 + FAIMAN_U1 * MAX (wind_m_s, 0.0));
}

/**
 * gh_photovoltaic_get_dc_kw:
 * @panels: the panels
 * @effective_w_m2: light behind the glass
 * @cell_c: cell temperature
 *
 * The linear model of PVWatts (Dobos 2014, "PVWatts version 5 manual", NREL/TP-6A20-62641): power
 * in proportion to light, changed by the temperature coefficient for each kelvin above 25 degrees
 * Celsius, less the system losses. Weak light is not treated apart.
 *
 * Returns: kW from the panels, 0 or more
 */
double
gh_photovoltaic_get_dc_kw (const GhPhotovoltaic *panels, double effective_w_m2, double cell_c)
{
  double warmth = 1.0 + panels->per_k * (cell_c - STANDARD_CELL_C);

  return MAX (panels->peak_kw * effective_w_m2 / STANDARD_W_M2 * warmth * panels->kept, 0.0);
}

/**
 * gh_photovoltaic_get_ac_kw:
 * @panels: the panels with their inverter
 * @dc_kw: power from the panels, 0 or more
 *
 * The part-load efficiency of PVWatts version 5 (Dobos 2014, as above, section 10) for the
 * inverter's nominal efficiency, and clipping at its power. What the inverter draws at night is
 * left out.
 *
 * Returns: kW at the AC bus, 0 to inverter_kw
 */
double
gh_photovoltaic_get_ac_kw (const GhPhotovoltaic *panels, double dc_kw)
{
  double nominal = panels->inverter_efficiency;
  double dc_limit_kw = panels->inverter_kw / nominal;

  if (!(dc_kw > 0.0) || !(dc_limit_kw > 0.0))
    return 0.0;
  if (dc_kw >= dc_limit_kw)
    return panels->inverter_kw;
  double load = dc_kw / dc_limit_kw;
  double efficiency = nominal / INVERTER_REFERENCE * (0.9858 - 0.0162 * load - 0.0059 / load);
  return CLAMP (efficiency * dc_kw, 0.0, panels->inverter_kw);
}

/**
 * gh_photovoltaic_get_power_kw:
 * @panels: the panels with their inverter
 * @sun: where the sun stands
 * @conditions: the weather
 *
 * The whole chain from light to the AC bus at a moment; sources as its links above.
 *
 * Returns: kW at the AC bus, 0 to inverter_kw
 */
double
gh_photovoltaic_get_power_kw (const GhPhotovoltaic *panels, const GhSun *sun,
                              const GhConditions *conditions)
{
  GhPlaneIrradiance plane
      = gh_photovoltaic_get_plane (panels, sun, &conditions->light, conditions->albedo);
  double cell_c = gh_photovoltaic_get_cell_c (panels, plane.total_w_m2, conditions->air_c,
                                              conditions->wind_m_s);

  return gh_photovoltaic_get_ac_kw (
      panels, gh_photovoltaic_get_dc_kw (panels, plane.effective_w_m2, cell_c));
}
