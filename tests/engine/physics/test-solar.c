/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/solar.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "errors.h"
#include "physics/clear-sky.h"
#include "physics/photovoltaic.h"

#define JANUARY_2023 1672527600 /* 2023-01-01T00:00:00+01:00 */
#define YEAR_HOURS 8760

static const GhLocation munich = { .latitude = 48.14, .longitude = 11.58, .elevation_m = 520 };
static const GhSolarArray south_roof = { .peak_kw = 1,
                                         .tilt_deg = 35,
                                         .azimuth_deg = 180,
                                         .inverter_kw = NAN,
                                         .inverter_efficiency = 0.96,
                                         .losses = 0.14,
                                         .temperature_coefficient_per_k = -0.0037 };

static GhTimeAxis *
new_year (int step_seconds)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);

  return gh_time_axis_new (JANUARY_2023, step_seconds, (gsize) (YEAR_HOURS * 3600 / step_seconds),
                           zone);
}

static double *
output_of (const GhTimeAxis *axis, const GhSolarArray *array, double clearness, guint64 seed)
{
  GhWeather weather = { .clear_sky = TRUE, .clearness = clearness };
  g_autoptr (GError) error = NULL;
  double *output_kw = gh_solar_output_kw (axis, &munich, &weather, array, seed, NULL, NULL, &error);

  g_assert_no_error (error);
  return output_kw;
}

static double
energy_kwh (const GhTimeAxis *axis, const double *output_kw)
{
  double sum = 0.0;

  for (gsize t = 0; t < gh_time_axis_get_count (axis); t++)
    {
      g_assert_true (isfinite (output_kw[t]) && output_kw[t] >= 0.0);
      sum += output_kw[t] * gh_time_axis_get_step_hours (axis);
    }
  return sum;
}

/* A roof of Munich yields about 1100 kWh of 1250 kWh/m2 in true weather, of which 0.6 of a clear
 * year is some 15 % short. */
static void
test_yearly_yield (void)
{
  static const struct
  {
    double clearness, least_kwh, most_kwh;
  } cases[] = { { 1.0, 1600, 1950 }, { 0.7, 1000, 1200 }, { 0.6, 830, 1030 }, { 0.1, 80, 150 } };
  g_autoptr (GhTimeAxis) axis = new_year (900);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree double *output_kw = output_of (axis, &south_roof, cases[i].clearness, 1);
      double yield = energy_kwh (axis, output_kw);
      g_test_message ("clearness %.1f: %.0f kWh/kW", cases[i].clearness, yield);
      g_assert_cmpfloat (yield, >, cases[i].least_kwh);
      g_assert_cmpfloat (yield, <, cases[i].most_kwh);
    }
}

static void
test_night (void)
{
  g_autoptr (GhTimeAxis) axis = new_year (900);
  g_autofree double *output_kw = output_of (axis, &south_roof, 0.6, 1);
  guint nights = 0;

  for (gsize t = 0; t < gh_time_axis_get_count (axis); t++)
    {
      double begin = (double) gh_time_axis_get_time (axis, t);
      GhSun first = gh_sun_at (begin, munich.latitude, munich.longitude);
      GhSun last = gh_sun_at (begin + 900.0, munich.latitude, munich.longitude);
      if (first.up > 0.0 || last.up > 0.0)
        continue;
      nights++;
      g_assert_cmpfloat (output_kw[t], <=, 0.0);
    }
  g_assert_cmpuint (nights, >, 16000);
}

/* Turned to the east a roof yields in the morning what it yields turned to the west in the
 * afternoon: over a clear year the same. */
static void
test_east_and_west (void)
{
  g_autoptr (GhTimeAxis) axis = new_year (900);
  GhSolarArray east = south_roof, west = south_roof;
  double morning = 0.0, afternoon = 0.0;

  east.azimuth_deg = 90;
  west.azimuth_deg = 270;
  g_autofree double *east_kw = output_of (axis, &east, 1.0, 1);
  g_autofree double *west_kw = output_of (axis, &west, 1.0, 1);
  double ratio = energy_kwh (axis, east_kw) / energy_kwh (axis, west_kw);
  for (gsize t = 0; t < gh_time_axis_get_count (axis); t++)
    {
      /* The temperature makes the mornings better by a per cent. */
      morning += t % 96 < 48 ? east_kw[t] : 0.0;
      afternoon += t % 96 >= 48 ? west_kw[t] : 0.0;
    }
  g_test_message ("east over west %.4f", ratio);
  g_assert_cmpfloat_with_epsilon (ratio, 1.0, 0.02);
  g_assert_cmpfloat_with_epsilon (morning / afternoon, 1.0, 0.07);
}

static void
test_seeds (void)
{
  g_autoptr (GhTimeAxis) axis = new_year (3600);
  g_autofree double *one = output_of (axis, &south_roof, 0.6, 7);
  g_autofree double *same = output_of (axis, &south_roof, 0.6, 7);
  g_autofree double *other = output_of (axis, &south_roof, 0.6, 8);
  g_autofree double *clear = output_of (axis, &south_roof, 1.0, 7);
  g_autofree double *clear_other = output_of (axis, &south_roof, 1.0, 8);
  gsize size = YEAR_HOURS * sizeof (double);

  g_assert_true (memcmp (one, same, size) == 0);
  g_assert_true (memcmp (one, other, size) != 0);
  g_assert_true (memcmp (clear, clear_other, size) == 0);
  g_assert_cmpfloat_with_epsilon (energy_kwh (axis, one) / energy_kwh (axis, other), 1.0, 0.03);
}

/* The same year in other steps; 1 minute shows what is lost by looking every quarter hour. */
static void
test_steps (void)
{
  static const struct
  {
    int step_seconds;
    double tolerance;
  } cases[] = { { 60, 0.001 }, { 300, 0.001 }, { 1800, 1e-9 }, { 3600, 1e-9 } };
  g_autoptr (GhTimeAxis) quarters = new_year (900);
  static const double skies[] = { 0.6, 1.0 };

  for (guint s = 0; s < G_N_ELEMENTS (skies); s++)
    {
      g_autofree double *quarters_kw = output_of (quarters, &south_roof, skies[s], 3);
      double expected = energy_kwh (quarters, quarters_kw);
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          g_autoptr (GhTimeAxis) axis = new_year (cases[i].step_seconds);
          g_autofree double *output_kw = output_of (axis, &south_roof, skies[s], 3);
          double ratio = energy_kwh (axis, output_kw) / expected;
          g_test_message ("clearness %.1f, step %d s: %+.5f %%", skies[s], cases[i].step_seconds,
                          100.0 * (ratio - 1.0));
          g_assert_cmpfloat_with_epsilon (ratio, 1.0, cases[i].tolerance);
        }
    }
}

static void
test_clipping (void)
{
  g_autoptr (GhTimeAxis) axis = new_year (900);
  GhSolarArray small = south_roof, none = south_roof;
  double most = 0.0;

  small.inverter_kw = 0.4;
  none.peak_kw = 0.0;
  g_autofree double *small_kw = output_of (axis, &small, 1.0, 1);
  g_autofree double *none_kw = output_of (axis, &none, 1.0, 1);
  for (gsize t = 0; t < gh_time_axis_get_count (axis); t++)
    most = MAX (most, small_kw[t]);
  g_assert_cmpfloat_with_epsilon (most, 0.4, 1e-12);
  g_assert_cmpfloat (energy_kwh (axis, none_kw), <=, 0.0);
}

static gboolean
stop_late (double fraction, const char *message G_GNUC_UNUSED, gpointer data)
{
  double *last = data;

  g_assert_true (fraction >= *last && fraction <= 1.0);
  *last = fraction;
  return fraction < 0.6;
}

static void
assert_refused (const GhLocation *location, const GhWeather *weather, const GhSolarArray *array,
                const GhWeatherValues *values)
{
  g_autoptr (GhTimeAxis) axis = new_year (3600);
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_solar_output_kw (axis, location, weather, array, 1, values, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
}

static void
test_refusals (void)
{
  g_autoptr (GhTimeAxis) axis = new_year (3600);
  g_autofree double *numbers = g_new0 (double, YEAR_HOURS);
  GhWeather clear = { .clear_sky = TRUE, .clearness = 0.7 }, file = { .clearness = 1 };
  GhWeatherValues only_dni = { .dni_w_m2 = numbers }, only_dhi = { .dhi_w_m2 = numbers };
  GhWeatherValues ghi = { .ghi_w_m2 = numbers };
  GhSolarArray nothing = south_roof;
  double last = 0.0;
  GhProgress progress = { stop_late, &last, 0.0, 1.0 };
  g_autoptr (GError) error = NULL;

  assert_refused (NULL, &clear, &south_roof, NULL);
  assert_refused (&munich, &file, &south_roof, NULL);
  assert_refused (&munich, &file, &south_roof, &only_dni);
  assert_refused (&munich, &file, &south_roof, &only_dhi);
  nothing.peak_kw = NAN;
  assert_refused (&munich, &clear, &nothing, NULL);
  numbers[17] = NAN;
  assert_refused (&munich, &file, &south_roof, &ghi);
  numbers[17] = -1.0;
  assert_refused (&munich, &file, &south_roof, &ghi);
  g_assert_null (
      gh_solar_output_kw (axis, &munich, &clear, &south_roof, 1, NULL, &progress, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
  g_assert_cmpfloat (last, >=, 0.6);
}

/* A clear sky's means of the hours, given as measurements, yield what the clear sky does by the
 * same model of its light. */
static void
test_measured_clear_sky (void)
{
  g_autoptr (GhTimeAxis) axis = new_year (3600);
  g_autofree double *ghi = g_new0 (double, YEAR_HOURS), *dni = g_new0 (double, YEAR_HOURS);
  g_autofree double *dhi = g_new0 (double, YEAR_HOURS);
  GhClearSky sky = gh_clear_sky_make (munich.elevation_m, GH_LINKE_TURBIDITY_DEFAULT);
  g_autofree double *expected = output_of (axis, &south_roof, 1.0, 1);
  GhWeather weather = { .transposition = GH_TRANSPOSITION_HAY_DAVIES };

  for (gsize t = 0; t < YEAR_HOURS; t++)
    for (int part = 0; part < 4; part++)
      {
        double time = (double) gh_time_axis_get_time (axis, t) + 450.0 + part * 900.0;
        GhSun sun = gh_sun_at (time, munich.latitude, munich.longitude);
        GhIrradiance light = gh_clear_sky_at (&sky, &sun);
        ghi[t] += light.ghi_w_m2 / 4.0;
        dni[t] += light.dni_w_m2 / 4.0;
        dhi[t] += light.dhi_w_m2 / 4.0;
      }
  const struct
  {
    const char *name;
    GhWeatherValues values;
    double tolerance;
  } cases[] = { { "dni-dhi", { NULL, dni, dhi }, 0.006 },
                { "all", { ghi, dni, dhi }, 0.006 },
                { "ghi-dni", { ghi, dni, NULL }, 0.005 },
                { "ghi-dhi", { ghi, NULL, dhi }, 0.005 },
                { "ghi", { ghi, NULL, NULL }, 0.05 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree double *output_kw = gh_solar_output_kw (axis, &munich, &weather, &south_roof, 1,
                                                         &cases[i].values, NULL, NULL);
      double ratio = energy_kwh (axis, output_kw) / energy_kwh (axis, expected);
      g_test_message ("%s: %+.3f %%", cases[i].name, 100.0 * (ratio - 1.0));
      g_assert_cmpfloat_with_epsilon (ratio, 1.0, cases[i].tolerance);
    }
}

/* What the PVWatts file holds of each hour. */
typedef struct
{
  double dni[YEAR_HOURS], dhi[YEAR_HOURS], air_c[YEAR_HOURS], wind_m_s[YEAR_HOURS];
  double plane[YEAR_HOURS], ac_kw[YEAR_HOURS];
} Reference;

static Reference *
read_reference (void)
{
  const char *folder = g_getenv ("GRIDHEARTH_FIXTURES");
  g_autofree char *path
      = folder != NULL ? g_build_filename (folder, "weather", "pvwatts_8760_rackmount.csv", NULL)
                       : NULL;
  g_autofree char *text = NULL;
  gsize hour = 0;

  if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  Reference *reference = g_new0 (Reference, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      if (g_strv_length (cells) != 11 || !g_ascii_isdigit (cells[0][0]) || hour >= YEAR_HOURS)
        continue;
      reference->dni[hour] = g_ascii_strtod (cells[3], NULL);
      reference->dhi[hour] = g_ascii_strtod (cells[4], NULL);
      reference->air_c[hour] = g_ascii_strtod (cells[5], NULL);
      reference->wind_m_s[hour] = g_ascii_strtod (cells[6], NULL);
      reference->plane[hour] = g_ascii_strtod (cells[7], NULL);
      reference->ac_kw[hour++] = g_ascii_strtod (cells[10], NULL) / 1000.0;
    }
  g_assert_cmpuint (hour, ==, YEAR_HOURS);
  return reference;
}

static double
sum_of (const double *values)
{
  double sum = 0.0;

  for (gsize t = 0; t < YEAR_HOURS; t++)
    sum += values[t];
  return sum;
}

static double
correlate (const double *one, const double *other)
{
  double mean = sum_of (one) / YEAR_HOURS, other_mean = sum_of (other) / YEAR_HOURS;
  double product = 0.0, square = 0.0, other_square = 0.0;

  for (gsize t = 0; t < YEAR_HOURS; t++)
    {
      product += (one[t] - mean) * (other[t] - other_mean);
      square += (one[t] - mean) * (one[t] - mean);
      other_square += (other[t] - other_mean) * (other[t] - other_mean);
    }
  return product / sqrt (square * other_square);
}

/* The standard modules on a rack of 4 kW in Denver that PVWatts version 5 calculated: Perez's sky,
 * plain glass, measured wind, and the temperature coefficient that it has for them. */
static const GhLocation denver = { .latitude = 39.73, .longitude = -105.18, .elevation_m = 1819.6 };
static const GhSolarArray rack = { .peak_kw = 4,
                                   .tilt_deg = 20,
                                   .azimuth_deg = 180,
                                   .inverter_kw = 4 / 1.2,
                                   .inverter_efficiency = 0.96,
                                   .losses = 0.1408,
                                   .temperature_coefficient_per_k = -0.0047 };

static GhTimeAxis *
new_denver_year (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-7 * 3600);

  return gh_time_axis_new (1672556400, 3600, YEAR_HOURS, zone);
}

/* Light on the rack in each hour. */
static void
fill_plane (const Reference *reference, const GhTimeAxis *axis, GhTransposition model,
            double *plane_w_m2)
{
  GhPhotovoltaic panels = gh_photovoltaic_make (&rack, model);

  for (gsize t = 0; t < YEAR_HOURS; t++)
    {
      double begin = (double) gh_time_axis_get_time (axis, t), lit_share;
      GhSun sun
          = gh_sun_within (begin, begin + 3600.0, denver.latitude, denver.longitude, &lit_share);
      double direct = lit_share > 0.0 ? reference->dni[t] : 0.0, diffuse = reference->dhi[t];
      GhIrradiance light = { direct * MAX (sun.up, 0.0) + diffuse, direct, diffuse };
      plane_w_m2[t] = gh_photovoltaic_get_plane (&panels, &sun, &light, 0.2).total_w_m2;
    }
}

static gboolean
skip_without (const Reference *reference)
{
  if (reference == NULL)
    g_test_skip ("GRIDHEARTH_FIXTURES does not name the folder of real files");
  return reference == NULL;
}

/* Irradiance in the plane, which PVWatts makes by Perez's model: the others miss it by what they
 * leave out. */
static void
test_pvwatts_plane (void)
{
  static const struct
  {
    GhTransposition model;
    double least, most, least_correlation;
  } cases[] = { { GH_TRANSPOSITION_PEREZ, -0.0005, 0.0005, 0.99999 },
                { GH_TRANSPOSITION_HAY_DAVIES, -0.012, -0.004, 0.9998 },
                { GH_TRANSPOSITION_ISOTROPIC, -0.035, -0.02, 0.9995 } };
  g_autofree Reference *reference = read_reference ();
  g_autofree double *plane_w_m2 = g_new (double, YEAR_HOURS);
  g_autoptr (GhTimeAxis) axis = new_denver_year ();

  if (skip_without (reference))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fill_plane (reference, axis, cases[i].model, plane_w_m2);
      double miss = sum_of (plane_w_m2) / sum_of (reference->plane) - 1.0;
      double correlation = correlate (plane_w_m2, reference->plane);
      g_test_message ("model %d: %+.3f %%, correlation %.6f", cases[i].model, 100.0 * miss,
                      correlation);
      g_assert_cmpfloat (miss, >, cases[i].least);
      g_assert_cmpfloat (miss, <, cases[i].most);
      g_assert_cmpfloat (correlation, >, cases[i].least_correlation);
    }
}

/* AC energy, with wind and without. PVWatts takes no reflection from diffuse light. */
static void
test_pvwatts_energy (void)
{
  static const struct
  {
    gboolean has_wind;
    double most;
  } cases[] = { { TRUE, 0.01 }, { FALSE, 0.04 } };
  g_autofree Reference *reference = read_reference ();
  g_autoptr (GhTimeAxis) axis = new_denver_year ();

  if (skip_without (reference))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GhWeatherValues values = {
        .dni_w_m2 = reference->dni,
        .dhi_w_m2 = reference->dhi,
        .temperature_c = reference->air_c,
        .wind_m_s = cases[i].has_wind ? reference->wind_m_s : NULL,
      };
      g_autofree double *output_kw
          = gh_solar_output_kw (axis, &denver, NULL, &rack, 1, &values, NULL, NULL);
      double miss = energy_kwh (axis, output_kw) / sum_of (reference->ac_kw) - 1.0;
      double correlation = correlate (output_kw, reference->ac_kw);
      g_test_message ("PVWatts: %.0f kWh, here %+.3f %%, correlation %.6f",
                      sum_of (reference->ac_kw), 100.0 * miss, correlation);
      g_assert_cmpfloat_with_epsilon (miss, 0.0, cases[i].most);
      g_assert_cmpfloat (correlation, >=, 0.998);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/solar/yearly-yield", test_yearly_yield);
  g_test_add_func ("/solar/night", test_night);
  g_test_add_func ("/solar/east-and-west", test_east_and_west);
  g_test_add_func ("/solar/seeds", test_seeds);
  g_test_add_func ("/solar/steps", test_steps);
  g_test_add_func ("/solar/clipping", test_clipping);
  g_test_add_func ("/solar/refusals", test_refusals);
  g_test_add_func ("/solar/measured-clear-sky", test_measured_clear_sky);
  g_test_add_func ("/solar/pvwatts-plane", test_pvwatts_plane);
  g_test_add_func ("/solar/pvwatts-energy", test_pvwatts_energy);
  return g_test_run ();
}
