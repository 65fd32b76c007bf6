/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/photovoltaic.h"

#include <math.h>

#define RADIANS_PER_DEGREE (G_PI / 180.0)
#define STANDARD_W_M2 1000.0
#define STANDARD_CELL_C 25.0
#define POWER_PER_KELVIN (-0.0037)
#define GROUND_ALBEDO 0.2
#define MODIFIER_B0 0.05
/* Below 5 degrees the sun's halo is no longer taken to be as narrow as the sun. */
#define LEAST_COS_ZENITH 0.0872
#define FAIMAN_U0 25.0
#define FAIMAN_U1 6.84
#define INVERTER_NOMINAL 0.96
#define INVERTER_REFERENCE 0.9637

/**
 * gh_photovoltaic_get_modifier:
 * @cos_incidence: cosine of the angle between the light and the normal of the panels
 *
 * What glass lets through at an angle, relative to light that falls straight on it: the ASHRAE
 * form 1 - b0 (1 / cos - 1) of Souka and Safwat 1966, "Determination of the optimum orientations
 * for the double-exposure, flat-plate collector and its reflectors", Solar Energy 10, 170-174,
 * with b0 = 0.05. Good to about 60 degrees, rough at 80, 0 from 87.3 degrees on.
 *
 * Returns: 0 to 1
 */
double
gh_photovoltaic_get_modifier (double cos_incidence)
{
  if (!(cos_incidence > 0.0))
    return 0.0;
  return CLAMP (1.0 - MODIFIER_B0 * (1.0 / cos_incidence - 1.0), 0.0, 1.0);
}

/**
 * gh_photovoltaic_make:
 * @array: panels whose peak_kw is a number
 *
 * Prepares the calculation. Diffuse light passes the glass as at the angles of Brandemuehl and
 * Beckman 1980, "Transmission of diffuse radiation through CPC and flat plate collector glazings",
 * Solar Energy 24, 511-513. Without inverter_kw the inverter is as large as the panels.
 *
 * Returns: the coefficients
 */
GhPhotovoltaic
gh_photovoltaic_make (const GhSolarArray *array)
{
  double tilt_deg = array->tilt_deg;
  double tilt = tilt_deg * RADIANS_PER_DEGREE, azimuth = array->azimuth_deg * RADIANS_PER_DEGREE;
  double sky_deg = 59.7 - 0.1388 * tilt_deg + 0.001497 * tilt_deg * tilt_deg;
  double ground_deg = 90.0 - 0.5788 * tilt_deg + 0.002693 * tilt_deg * tilt_deg;

  return (GhPhotovoltaic){
    .peak_kw = array->peak_kw,
    .inverter_kw = isnan (array->inverter_kw) ? array->peak_kw : array->inverter_kw,
    .kept = 1.0 - array->losses,
    .east = sin (tilt) * sin (azimuth),
    .north = sin (tilt) * cos (azimuth),
    .up = cos (tilt),
    .sky_view = 0.5 * (1.0 + cos (tilt)),
    .ground_view = 0.5 * (1.0 - cos (tilt)) * GROUND_ALBEDO,
    .sky_modifier = gh_photovoltaic_get_modifier (cos (sky_deg * RADIANS_PER_DEGREE)),
    .ground_modifier = gh_photovoltaic_get_modifier (cos (ground_deg * RADIANS_PER_DEGREE)),
  };
}

/**
 * gh_photovoltaic_get_plane:
 * @panels: the panels
 * @sun: where the sun stands
 * @irradiance: on the horizontal
 *
 * Turns light on the horizontal into light on the panels: beam; diffuse light by Hay and Davies
 * 1980, "Calculation of the solar radiation incident on an inclined surface" (Proc. First Canadian
 * Solar Radiation Data Workshop, 59-72), a part dni / extraterrestrial of it from around the
 * sun and the rest from the whole sky; and light from ground of albedo 0.2. Below 5 degrees of
 * elevation the part around the sun fades with the sun's height. No horizon and no
 * shading by neighbours. On flat panels the total is ghi. While the sun is down all is diffuse.
 *
 * Returns: W/m2 on the panels and behind their glass
 */
GhPlaneIrradiance
gh_photovoltaic_get_plane (const GhPhotovoltaic *panels, const GhSun *sun,
                           const GhIrradiance *irradiance)
{
  double direct = 0.0, around_sun = 0.0, onto_panels = 0.0;

  if (sun->up > 0.0)
    {
      double incidence
          = panels->east * sun->east + panels->north * sun->north + panels->up * sun->up;
      double share = MIN (irradiance->dni_w_m2 / sun->extraterrestrial_w_m2, 1.0);
      onto_panels = CLAMP (incidence, 0.0, 1.0);
      around_sun = irradiance->dhi_w_m2 * share * MIN (sun->up / LEAST_COS_ZENITH, 1.0);
      direct = (irradiance->dni_w_m2 + around_sun / sun->up) * onto_panels;
    }

  double sky = (irradiance->dhi_w_m2 - around_sun) * panels->sky_view;
  double ground = irradiance->ghi_w_m2 * panels->ground_view;
  return (GhPlaneIrradiance){
    .total_w_m2 = direct + sky + ground,
    .effective_w_m2 = direct * gh_photovoltaic_get_modifier (onto_panels)
                      + sky * panels->sky_modifier + ground * panels->ground_modifier,
  };
}

/**
 * gh_photovoltaic_get_cell_c:
 * @plane_w_m2: what falls on the panels
 * @air_c: air temperature
 * @wind_m_s: wind at the panels; %GH_WIND_DEFAULT_M_S where it is not known
 *
 * Faiman 2008, "Assessing the outdoor operating temperature of photovoltaic modules", Progress in
 * Photovoltaics 16, 307-315, with his means u0 = 25 W/m2K and u1 = 6.84 Ws/m3K over seven types of
 * module on open racks; steady state.
 *
 * Returns: degrees Celsius
 */
double
gh_photovoltaic_get_cell_c (double plane_w_m2, double air_c, double wind_m_s)
{
  return air_c + plane_w_m2 / (FAIMAN_U0 + FAIMAN_U1 * MAX (wind_m_s, 0.0));
}

/**
 * gh_photovoltaic_get_dc_kw:
 * @panels: the panels
 * @effective_w_m2: light behind the glass
 * @cell_c: cell temperature
 *
 * The linear model of PVWatts (Dobos 2014, "PVWatts version 5 manual", NREL/TP-6A20-62641): power
 * in proportion to light, less 0.37 % for each kelvin above 25 degrees Celsius, less the system
 * losses. Weak light is not treated apart.
 *
 * Returns: kW from the panels, 0 or more
 */
double
gh_photovoltaic_get_dc_kw (const GhPhotovoltaic *panels, double effective_w_m2, double cell_c)
{
  double warmth = 1.0 + POWER_PER_KELVIN * (cell_c - STANDARD_CELL_C);

  return MAX (panels->peak_kw * effective_w_m2 / STANDARD_W_M2 * warmth * panels->kept, 0.0);
}

/**
 * gh_photovoltaic_get_ac_kw:
 * @panels: the panels with their inverter
 * @dc_kw: power from the panels, 0 or more
 *
 * The part-load efficiency of PVWatts version 5 (Dobos 2014, as above, section 10), nominally 96 %,
 * and clipping at the inverter's power. What the inverter draws at night is left out.
 *
 * Returns: kW at the AC bus, 0 to inverter_kw
 */
double
gh_photovoltaic_get_ac_kw (const GhPhotovoltaic *panels, double dc_kw)
{
  double dc_limit_kw = panels->inverter_kw / INVERTER_NOMINAL;

  if (!(dc_kw > 0.0) || !(dc_limit_kw > 0.0))
    return 0.0;
  if (dc_kw >= dc_limit_kw)
    return panels->inverter_kw;
  double load = dc_kw / dc_limit_kw;
  double efficiency
      = INVERTER_NOMINAL / INVERTER_REFERENCE * (0.9858 - 0.0162 * load - 0.0059 / load);
  return CLAMP (efficiency * dc_kw, 0.0, panels->inverter_kw);
}

/**
 * gh_photovoltaic_get_power_kw:
 * @panels: the panels with their inverter
 * @sun: where the sun stands
 * @irradiance: on the horizontal
 * @air_c: air temperature
 * @wind_m_s: wind at the panels
 *
 * The whole chain from light to the AC bus at a moment; sources as its links above.
 *
 * Returns: kW at the AC bus, 0 to inverter_kw
 */
double
gh_photovoltaic_get_power_kw (const GhPhotovoltaic *panels, const GhSun *sun,
                              const GhIrradiance *irradiance, double air_c, double wind_m_s)
{
  GhPlaneIrradiance plane = gh_photovoltaic_get_plane (panels, sun, irradiance);
  double cell_c = gh_photovoltaic_get_cell_c (plane.total_w_m2, air_c, wind_m_s);

  return gh_photovoltaic_get_ac_kw (
      panels, gh_photovoltaic_get_dc_kw (panels, plane.effective_w_m2, cell_c));
}
