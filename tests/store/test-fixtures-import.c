/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every real file is imported as what it is, or refused with one sentence. Sums were reckoned from
 * the files by other programs. */
#include <math.h>
#include <string.h>

#include "errors.h"
#include "formats/format.h"
#include "formats/weather-table.h"
#include "physics/sun.h"
#include "table-import.h"

static const struct
{
  const char *file;
  const char *kind;   /* NULL: refused */
  const char *column; /* or what the refusal says */
  const char *unit;
  gsize rows;
  int step;
  const char *start;
  double sum;
} cases[] = {
  { "load/ausgrid_cust12_2011-2012_30min.csv", "table", "GC", "", 17568, 1800,
    "2011-07-01T00:00:00+00:00", 11876.738 },
  { "load/ausgrid_cust12_2011-2012_30min.csv", "table", "GG", "", 17568, 1800,
    "2011-07-01T00:00:00+00:00", 2592.808 },
  { "load/bdew_h25.csv", NULL, "a time column is missing" },
  { "load/citylearn2022_building1_hourly.csv", NULL, "a time column is missing" },
  { "load/ev2gym_pv_netherlands_2019_hourly.csv", "table", "electricity", "", 8760, 3600,
    "2019-01-01T00:00:00+00:00", 1248.942 },
  { "load/greenbutton_espi_intervalblock.xml", "load", "Import", "Wh", 444, 86400,
    "2013-01-01T05:00:00+00:00", 9917817 },
  { "load/greenbutton_pge_intervalblock.xml", "load", "Import", "Wh", 2280, 3600,
    "2015-04-30T07:00:00+00:00", 496406375 },
  { "load/greenbutton_pge_localtime.xml", NULL, "without readings" },
  { "load/greenbutton_pge_readingtype.xml", NULL, "without readings" },
  { "load/pv_50hertz_2024_15min_energycharts.csv", "solar", "Solar 50Hertz", "MW", 35136, 900,
    "2024-01-01T00:00:00+01:00", 72932761.5 },
  { "load/vdew_h0_15min_semicolon_decimalcomma.csv", "load", "Wirkleistung [kW]", "kW", 35040, 900,
    "2011-01-01T00:00:00+00:00", 3991.316 },
  { "prices/acn_sce_tou_ev_4_march_2019.json", NULL, "a tariff by time of use" },
  { "prices/citylearn2022_pricing_hourly.csv", NULL, "a time column is missing" },
  { "prices/de_lu_dayahead_2023_energycharts.csv", "price", "Day Ahead Auktion (DE-LU)", "EUR/MWh",
    8760, 3600, "2023-01-01T00:00:00+01:00", 833736.96 },
  { "prices/spice_ev_price_sheet_de.json", NULL, "a list of grid fees" },
  { "prices/storagevet_da_price_2017_2019_2020.csv", "load", "DA Price ($/kWh)", "USD/kWh", 26304,
    3600, "2017-01-01T00:00:00+00:00", 1858.3484151800092 },
  { "prices/tariff_sce_tou8_2020.csv", NULL, "a time column is missing" },
  { "prices/urdb_539f6a23ec4f024411ec8beb.json", NULL, "an OpenEI utility rate" },
  { "prices/urdbv7.json", NULL, "an OpenEI utility rate" },
  { "carbon/avert2023_co2_lb_per_kwh_hourly_17regions.csv", "emissions", "CA", "lb/kWh", 8760, 3600,
    "2001-01-01T00:00:00+00:00", 9040.12 },
  { "carbon/cambium23_west_connect_north_2025_hourly.csv", "emissions", "lrmer_co2e", "kg/MWh",
    8760, 3600, "2001-01-01T00:00:00+00:00", 1633771.9 },
  { "carbon/citylearn2022_carbon_kg_per_kwh_hourly.csv", NULL, "a time column is missing" },
  { "vehicles/chargeprice_ev-data.json", NULL, "a list of vehicles" },
  { "vehicles/dervet_ev_fleet_baseline_hourly_2021.csv", "load", "EV fleet/1", "", 8760, 3600,
    "2021-01-01T00:00:00+00:00", 853826.4505638496 },
  { "vehicles/ev2gym_distribution-of-arrival.csv", NULL, "a time column is missing" },
  { "vehicles/ev2gym_distribution-of-connection-time.csv", NULL, "a time column is missing" },
  { "vehicles/ev2gym_distribution-of-energy-demand.csv", NULL, "a time column is missing" },
  { "vehicles/ev2gym_ev_specs_v2g_enabled2024.json", NULL, "of no kind that can be read" },
  { "vehicles/simbev_bev_luxury_00000_110kWh_events.csv", "sessions", "charged", "kWh", 67, 900,
    "2021-09-17T00:00:00+00:00", 107.602 },
  { "vehicles/simbev_bev_luxury_00000_110kWh_events.csv", "sessions", "driven", "kWh", 67, 900,
    "2021-09-17T00:00:00+00:00", 115.841 },
  { "vehicles/simbev_bev_medium_00000_90kWh_events.csv", "sessions", "charged", "kWh", 79, 900,
    "2021-09-17T00:00:00+00:00", 193.662 },
  { "vehicles/simbev_metadata.json", NULL, "of no kind that can be read" },
  { "weather/NLD_Amsterdam_IWEC.epw", "weather", "Global Horizontal Radiation", "W/m2", 8760, 3600,
    "2001-01-01T00:00:00+01:00", 982481 },
  { "weather/greensboro_723170TYA_tmy3.CSV", "weather", "GHI (W/m^2)", "W/m2", 8760, 3600,
    "2001-01-01T00:00:00-05:00", 1566203 },
  { "weather/pvgis_hourly_short.csv", "weather", "T2m", "degC", 14, 3600,
    "2016-01-01T00:00:00+00:00", 56.55 },
  { "weather/pvgis_tmy_45N_8E.csv", "weather", "G(h)", "W/m2", 8760, 3600,
    "2001-01-01T00:00:00+00:00", 1435861 },
  { "weather/pvwatts_8760_rackmount.csv", "weather", "AC System Output (W)", "W", 8760, 3600,
    "2001-01-01T00:00:00-07:00", 6023671.24 },
  { "weather/ssc_phoenix_psm3_tmy.csv", "weather", "GHI", "W/m2", 8760, 3600,
    "2001-01-01T00:00:00-07:00", 2115088 },
  { "ugly/calliope_demand_heat_wrong_length.csv", "table", "a", "", 24, 3600,
    "2005-01-01T00:00:00+00:00", 120 },
  { "ugly/dervet_default_incl_ts_charge_limits_bad_ts_data.csv", "load", "DA Price ($/kWh)",
    "USD/kWh", 8760, 3600, "2017-01-01T00:00:00+00:00", 309082.78665 },
  { "ugly/ssc_weather_missing_rhum_column.csv", "weather", "Beam", "W/m2", 8760, 3600,
    "2001-01-01T00:00:00-03:00", 1467953 },
  { "battery/CLFP_Sony_US26650_HystV.csv", NULL, "a time column is missing" },
  { "battery/CLFP_Sony_US26650_OCV.csv", NULL, "a time column is missing" },
  { "battery/CLFP_Sony_US26650_Rint.csv", NULL, "a time column is missing" },
  { "battery/CLFP_Sony_US26650_entropy.csv", NULL, "a time column is missing" },
  { "battery/bslib_database.csv", NULL, "a time column is missing" },
  { "ageing/blast_commercial_ev_week.csv", NULL, "a time column is missing" },
  { "ageing/blast_hourly_temperature_miami.csv", NULL, "a time column is missing" },
  { "ageing/blast_personal_ev_smallbatt_week.csv", NULL, "a time column is missing" },
};

static const char *const folders[]
    = { "load", "prices", "carbon", "vehicles", "weather", "ugly", "battery", "ageing" };

static char *
find_file (const char *name)
{
  const char *folder = g_getenv ("GRIDHEARTH_FIXTURES");
  char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return path;
  g_test_skip ("GRIDHEARTH_FIXTURES does not name the folder of real files");
  g_free (path);
  return NULL;
}

static const GhImportColumn *
find_column (const GhImport *import, const char *name)
{
  for (guint i = 0; i < import->columns->len; i++)
    {
      const GhImportColumn *column = g_ptr_array_index (import->columns, i);
      if (g_str_equal (column->name, name))
        return column;
    }
  return NULL;
}

/* One line that begins with the name of the file. */
static void
check_refusal (const char *file, const GError *error, const char *told)
{
  g_autofree char *name = g_path_get_basename (file);

  g_assert_true (g_str_has_prefix (error->message, name));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_nonnull (strstr (error->message, told));
}

static void
test_file (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *path = find_file (cases[i].file);
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  g_autoptr (GhImport) import = gh_import_file (path, NULL, NULL, NULL, &error);
  if (cases[i].kind == NULL)
    {
      g_assert_null (import);
      check_refusal (cases[i].file, error, cases[i].column);
      return;
    }
  g_assert_no_error (error);
  const GhImportColumn *column = find_column (import, cases[i].column);
  g_assert_nonnull (column);
  g_assert_cmpstr (import->kind, ==, cases[i].kind);
  g_assert_cmpstr (column->unit, ==, cases[i].unit);
  g_assert_cmpuint (import->rows, ==, cases[i].rows);
  g_assert_cmpint (import->step_seconds, ==, cases[i].step);
  g_assert_cmpstr (import->start, ==, cases[i].start);
  g_assert_cmpfloat_with_epsilon (column->sum / cases[i].sum, 1.0, 1e-9);
}

/* No file of these folders is forgotten. */
static void
test_complete (void)
{
  const char *root = g_getenv ("GRIDHEARTH_FIXTURES");

  if (root == NULL)
    {
      g_test_skip ("GRIDHEARTH_FIXTURES does not name the folder of real files");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (root, folders[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *file = g_build_filename (folders[i], name, NULL);
          gboolean listed = FALSE;
          for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
            listed = listed || g_str_equal (cases[k].file, file);
          if (!listed)
            g_test_message ("not listed: %s", file);
          g_assert_true (listed);
        }
    }
}

/* @tolerance: W/m2 of the mean deviation; PVGIS takes global and direct irradiance at moments
 * beside the middle of its hours */
static const struct
{
  const char *file;
  double latitude;
  double longitude;
  double tolerance;
} skies[] = { { "weather/NLD_Amsterdam_IWEC.epw", 52.30, 4.77, 1.0 },
              { "weather/greensboro_723170TYA_tmy3.CSV", 36.1, -79.95, 1.0 },
              { "weather/ssc_phoenix_psm3_tmy.csv", 33.45, -111.98, 1.0 },
              { "weather/pvgis_tmy_45N_8E.csv", 45.0, 8.0, 8.0 } };

/* Mean deviation of the global irradiance from what direct and diffuse make of the sun, whose place
 * is taken @late seconds after the middle of each step. */
static double
find_deviation (const GhTable *table, guint sky, int late)
{
  const double *ghi = gh_weather_table_find (table, GH_WEATHER_GHI)->values;
  const double *dni = gh_weather_table_find (table, GH_WEATHER_DNI)->values;
  const double *dhi = gh_weather_table_find (table, GH_WEATHER_DHI)->values;
  double sum = 0.0;

  for (gsize i = 0; i < table->count; i++)
    {
      double up = 0.0;
      for (int k = 0; k < 12; k++)
        {
          double moment
              = (double) table->start_unix + (double) i * 3600.0 + 150.0 + k * 300.0 + late;
          up += MAX (0.0, gh_sun_at (moment, skies[sky].latitude, skies[sky].longitude).up) / 12.0;
        }
      sum += fabs (ghi[i] - dni[i] * up - dhi[i]);
    }
  return sum / (double) table->count;
}

/* The hours are where the sun is: an hour earlier or later fits far worse. */
static void
test_sun (gconstpointer data)
{
  guint sky = GPOINTER_TO_UINT (data);
  g_autofree char *path = find_file (skies[sky].file);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (path == NULL)
    return;
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_autoptr (GhTable) table = gh_format_read ("x", bytes, length, NULL, NULL, &error);
  g_assert_no_error (error);
  double here = find_deviation (table, sky, 0);
  g_test_message ("%s: %.2f, an hour late %.2f, early %.2f W/m2", skies[sky].file, here,
                  find_deviation (table, sky, 3600), find_deviation (table, sky, -3600));
  g_assert_cmpfloat (here, <, skies[sky].tolerance);
  g_assert_cmpfloat (find_deviation (table, sky, 3600), >, 2.0 * here);
  g_assert_cmpfloat (find_deviation (table, sky, -3600), >, 2.0 * here);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fixtures-import/%u-%s", i, cases[i].file);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_file);
    }
  for (guint i = 0; i < G_N_ELEMENTS (skies); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fixtures-import/sun/%s", skies[i].file);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_sun);
    }
  g_test_add_func ("/fixtures-import/complete", test_complete);
  return g_test_run ();
}
