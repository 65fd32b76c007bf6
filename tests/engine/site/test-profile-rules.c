/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edit-study.h"

#define CAR "vehicles.0."
#define CHARGER CAR "charger."
#define TRIP CAR "trips.0."
#define SECOND CAR "trips.1."
#define TIERS "tariff.energy_tiers.0."
#define DEMAND "tariff.demand_charges.0."
#define ROOF "solar.0.name Roof; "
#define SHADED ROOF "solar.0.output_kw 1; "

/* What an otherwise good study is found to be wrong with, and nothing else. */
static const struct
{
  const char *edits;
  const char *finding;
} errors[] = {
  { CAR "soc_min 0.9; " CAR "soc_max 0.8",
    "$.vehicles[0].soc_min: 0.9 is above the greatest charge (soc_max), 0.8" },
  { CAR "soc_min 0.6", "$.vehicles[0].soc_start: 0.5 is below the least charge (soc_min), 0.6" },
  { CAR "soc_max 0.4", "$.vehicles[0].soc_start: 0.5 is above the greatest charge (soc_max), 0.4" },
  { "finance.grant.amount 900; finance.grant.most 800",
    "$.finance.grant.most: 800 is below the fixed amount of 900, which is part of the grant" },
  { CAR "soc_end 0.05", "$.vehicles[0].soc_end: 0.05 is below the least charge (soc_min), 0.1" },
  { CAR "soc_max 0.8; " CAR "soc_end 0.9",
    "$.vehicles[0].soc_end: 0.9 is above the greatest charge (soc_max), 0.8" },
  { CAR "discharge_soc_min 0.05",
    "$.vehicles[0].discharge_soc_min: 0.05 is below the least charge (soc_min), 0.1" },
  { CAR "soc_max 0.8; " CAR "discharge_soc_min 0.9",
    "$.vehicles[0].discharge_soc_min: 0.9 is above the greatest charge (soc_max), 0.8" },
  { CAR "soc_max 0.8; " TRIP "soc_at_leave 0.9",
    "$.vehicles[0].trips[0].soc_at_leave: 0.9 is above the greatest charge (soc_max), 0.8" },
  { CHARGER "charge_efficiency 0.9; " CHARGER "charge_loss_kw [0.05,0.09,0.003]",
    "$.vehicles[0].charger: losses are given both as efficiencies and as coefficients; keep one" },
  { CHARGER "charge_efficiency 0.9; " CHARGER "discharge_loss_kw [0.04,0.06,0.005]",
    "$.vehicles[0].charger: losses are given both as efficiencies and as coefficients; keep one" },
  { CHARGER "charge_loss_kw [12,0.09,0.003]",
    "$.vehicles[0].charger.charge_loss_kw: 12 kW are lost before anything is charged; charge_kw "
    "is 11" },
  { CHARGER "discharge_loss_kw [0.04,0.06,0.1]",
    "$.vehicles[0].charger.discharge_loss_kw: at these losses at most 2.17 kW can be discharged; "
    "discharge_kw is 11" },
  { CHARGER "discharge_loss_kw [0,1,0]",
    "$.vehicles[0].charger.discharge_loss_kw: at these losses at most 0 kW can be discharged; "
    "discharge_kw is 11" },
  { CHARGER "minimum_kw 5; " CHARGER "charge_kw 4",
    "$.vehicles[0].charger.minimum_kw: 5 is above charge_kw, 4" },
  { CHARGER "minimum_kw 5; " CHARGER "discharge_kw 4",
    "$.vehicles[0].charger.minimum_kw: 5 is above discharge_kw, 4" },
  { CAR "plugged 1",
    "$.vehicles[0].trips: driving is given both as trips and as plugged or drive_kw; keep one" },
  { CAR "drive_kw 1",
    "$.vehicles[0].trips: driving is given both as trips and as plugged or drive_kw; keep one" },
  { CAR "count 9",
    "$.vehicles[0].count: a household has at most 8 cars and wall batteries together" },
  { TRIP "return 07:30", "$.vehicles[0].trips[0].return: the car is back when it leaves" },
  { TRIP "leave 24:00; " TRIP "return 00:00",
    "$.vehicles[0].trips[0].return: the car is back when it leaves" },
  { TRIP "energy_kwh 5",
    "$.vehicles[0].trips[0]: both the distance (distance_km) and the energy (energy_kwh) are "
    "given; keep one" },
  { TRIP "from 2024-05-02; " TRIP "to 2024-05-01",
    "$.vehicles[0].trips[0].from: the first day is after the last, to" },
  { SECOND "distance_km 5; " SECOND "leave 17:44; " SECOND "return 19:00",
    "$.vehicles[0].trips[1]: the car leaves on 2024-01-01 before it is back from trip 1 "
    "(trips[0])" },
  { SECOND "distance_km 5; " SECOND "days sun; " SECOND "leave 23:00; " SECOND
           "return 08:00; " SECOND "from 2024-03-01",
    "$.vehicles[0].trips[0]: the car leaves on 2024-03-04 before it is back from trip 2 "
    "(trips[1])" },
  { "holidays 2024-05-01; " SECOND "distance_km 5; " SECOND "days sun; " SECOND
    "leave 20:00; " SECOND "return 08:00; " TRIP "days thu",
    "$.vehicles[0].trips[0]: the car leaves on 2024-05-02 before it is back from trip 2 "
    "(trips[1])" },
  { TRIP "to 2024-05-01; " SECOND "distance_km 5; " SECOND "leave 08:00; " SECOND
         "return 12:00; " SECOND "from 2024-05-01",
    "$.vehicles[0].trips[1]: the car leaves on 2024-05-01 before it is back from trip 1 "
    "(trips[0])" },
  { "load [1,2,3]", "$.load: 3 values, the period has 35136 steps" },
  { "tariff.export_price [1]", "$.tariff.export_price: 1 values, the period has 35136 steps" },
  { "load -0.5", "$.load: -0.5 is below 0; a house uses power, solar gives it" },
  { ROOF "solar.0.peak_kw 8; weather.clear_sky 1; location null",
    "$.solar[0]: panels need location, from which the path of the sun is calculated" },
  { ROOF "solar.0.peak_kw 8",
    "$.solar[0]: panels need weather; a calculated sky (\"clear_sky\": true) is the simplest" },
  { ROOF "solar.0.peak_kw 8; solar.0.output_kw 1",
    "$.solar[0]: both the peak power (peak_kw) and a measured power (output_kw) are given; keep "
    "one" },
  { ROOF "weather.clear_sky 1",
    "$.solar[0]: give either the peak power (peak_kw) or a measured power (output_kw)" },
  { "weather.clear_sky 0", "$.weather: give a calculated sky (clear_sky), a weather file (file) or "
                           "the global irradiance (ghi_w_m2)" },
  { "weather.clear_sky 1; weather.ghi_w_m2 100",
    "$.weather: give only one of a calculated sky (clear_sky), a weather file (file) and measured "
    "weather" },
  { "weather.temperature_c 10",
    "$.weather: measured weather needs the global irradiance (ghi_w_m2), or direct and diffuse "
    "irradiance (dni_w_m2, dhi_w_m2)" },
  { "weather.clear_sky 1; weather.ghi_w_m2 100; weather.wind_m_s 3",
    "$.weather: give only one of a calculated sky (clear_sky), a weather file (file) and measured "
    "weather" },
  { "weather.wind_m_s 3; weather.dhi_w_m2 3",
    "$.weather: direct and diffuse irradiance (dni_w_m2, dhi_w_m2) must be given together" },
  { SHADED "solar.0.horizon.0.azimuth_deg 90; solar.0.horizon.1.azimuth_deg 90",
    "$.solar[0].horizon[1]: the directions have to rise from point to point" },
  { SHADED "solar.0.horizon.0.azimuth_deg 90; solar.0.horizon.1.azimuth_deg 80; "
           "solar.0.horizon.2.azimuth_deg 100",
    "$.solar[0].horizon[1]: the directions have to rise from point to point" },
  { SHADED "solar.0.horizon.0.elevation_deg 5; solar.0.horizon.1.azimuth_deg 360",
    "$.solar[0].horizon: 0° and 360° are the same direction and need the same height" },
  { "weather.ghi_w_m2 100; weather.dni_w_m2 100",
    "$.weather: direct and diffuse irradiance (dni_w_m2, dhi_w_m2) must be given together" },
  { "weather.file munich.epw; weather.ghi_w_m2 100",
    "$.weather: give only one of a calculated sky (clear_sky), a weather file (file) and measured "
    "weather" },
  { "location.time_zone Mars/Phobos",
    "$.location.time_zone: \"Mars/Phobos\" is no known time zone; write it as in Europe/Berlin" },
  { "location.time_zone ../../../etc/passwd",
    "$.location.time_zone: \"../../../etc/passwd\" is no known time zone; write it as in "
    "Europe/Berlin" },
  { "period.step_minutes 25; period.steps 21040",
    "$.period.step_minutes: 25 minutes do not divide an hour into equal steps of whole seconds" },
  { "period.step_minutes 1.001; period.steps 526000",
    "$.period.step_minutes: 1.001 minutes do not divide an hour into equal steps of whole "
    "seconds" },
  { TIERS "tiers.0.up_to_kwh 100; " TIERS "tiers.1.up_to_kwh 300",
    "$.tariff.energy_tiers[0].tiers[1]: the last tier has no end" },
  { TIERS "tiers.0.price 0.1; " TIERS "tiers.1.price 0.2",
    "$.tariff.energy_tiers[0].tiers[0]: give where the tier ends (up_to_kwh, up_to_kwh_per_day or "
    "up_to_kwh_per_kw)" },
  { TIERS "tiers.0.up_to_kwh 100; " TIERS "tiers.1.up_to_kwh 100; " TIERS "tiers.2.price 0.3",
    "$.tariff.energy_tiers[0].tiers[1]: the tier ends at 100, not above the one before" },
  { TIERS "tiers.0.up_to_kwh 100; " TIERS "tiers.1.up_to_kwh_per_day 200; " TIERS "tiers.2.price 1",
    "$.tariff.energy_tiers[0].tiers: tiers of the same hours are counted in the same way" },
  { TIERS "name Night", "$.tariff.energy_tiers[0].tiers: there is no tier in it" },
  { DEMAND "price_per_kw 3; " DEMAND "tiers.0.price_per_kw 2",
    "$.tariff.demand_charges[0]: both one price (price_per_kw) and tiers are given; keep "
    "one" },
  { DEMAND "tiers.0.price_per_kw 2; " DEMAND "tiers.1.price_per_kw 1",
    "$.tariff.demand_charges[0].tiers[0]: give where the tier ends (up_to_kw)" },
  { DEMAND "tiers.0.up_to_kw 9", "$.tariff.demand_charges[0].tiers[0]: the last tier has no end" },
  { "tariff.export_price_later 0.03",
    "$.tariff.export_price_later: give the day from which it counts (export_price_until)" },
  { ROOF "solar.0.output_kw 1; connection.export_limit_share 0.6",
    "$.solar[0].peak_kw: the export limit is a share of the panels' peak power, which is not "
    "given; "
    "give export_limit_kw instead" },
  { "batteries.0.name Wall; batteries.0.battery_kwh 10; " CAR "count 8",
    "$.batteries[0].count: a household has at most 8 cars and wall batteries together" },
};

static const struct
{
  const char *edits;
  const char *finding;
} warnings[] = {
  { "period.step_minutes 60; period.steps 8784",
    "$.period.step_minutes: hourly data overstates V2H, because it evens out short peaks of the "
    "house and the sun; steps of 15 minutes are better" },
  { SHADED "solar.0.horizon.0.azimuth_deg 90",
    "$.solar[0].horizon: a horizon of one point is as high in every direction" },
  { "period.steps 672",
    "$.period: the period of 7 days is not a year; yearly results are scaled to 365.25 days" },
  { "period.steps 70080",
    "$.period: the period of 730 days is not a year; yearly results are scaled to 365.25 days" },
  { "tariff.minimum_per_year 100", "$.tariff: plans do not heed the least charge; the bill does" },
  { "tariff.export_scheme 1",
    "$.tariff.export_scheme: plans take export as worth the import price of its hour, or the "
    "export "
    "price in months that export more than they import; the bill sets it off exactly" },
  { "emissions.marginal_g_per_kwh 0",
    "$.emissions.marginal_g_per_kwh: emissions of 0 mean a grid without carbon; leave them out if "
    "they are not known" },
  { "emissions.average_g_per_kwh 0",
    "$.emissions.average_g_per_kwh: emissions of 0 mean a grid without carbon; leave them out if "
    "they are not known" },
  { "emissions.marginal_g_per_kwh 400; emissions.price_per_tonne 50; emissions.plan_on 2",
    "$.emissions.plan_on: the price on emissions has nothing to be put on: the emissions that the "
    "plan counts by (average) are not given" },
};

/* Edits after which there is nothing to find: the near side of every rule. */
static const char *const good[] = {
  "",
  "period.steps 35040",
  "period.step_minutes 7.5; period.steps 70272",
  "period.step_minutes 60; period.steps 8784; " CHARGER "discharge_kw 0",
  CAR "soc_min 0.5; " CAR "soc_max 0.5; " CAR "soc_end 0.5; " CAR "discharge_soc_min 0.5",
  CAR "soc_max 0.9; " TRIP "soc_at_leave 0.9",
  CHARGER "charge_efficiency 0.9; " CHARGER "discharge_efficiency 0.9",
  CHARGER "charge_loss_kw [0.05,0.093,0.003]; " CHARGER "discharge_loss_kw [0.036,0.063,0.005]",
  CHARGER "discharge_loss_kw [0,1,0]; " CHARGER "discharge_kw 0",
  CHARGER "minimum_kw 5; " CHARGER "discharge_kw 0",
  CHARGER "minimum_kw 11",
  SECOND "distance_km 5; " SECOND "leave 17:45; " SECOND "return 07:30",
  TRIP "to 2024-05-31; " SECOND "distance_km 5; " SECOND "days mon-fri; " SECOND
       "leave 08:00; " SECOND "return 12:00; " SECOND "from 2024-06-01",
  SECOND "distance_km 5; " SECOND "leave 08:00; " SECOND "return 12:00; " SECOND "from 2025-01-01",
  "holidays 2024-05-01; " SECOND "distance_km 5; " SECOND "days wed; " SECOND "leave 08:00; " SECOND
  "return 12:00; " SECOND "from 2024-05-01; " SECOND "to 2024-05-01",
  TRIP "leave 00:00; " TRIP "return 24:00",
  TRIP "from 2024-05-01; " TRIP "to 2024-05-01",
  ROOF "solar.0.peak_kw 8; weather.clear_sky 1",
  ROOF "solar.0.peak_kw 8; weather.ghi_w_m2 9; weather.dni_w_m2 9; weather.dhi_w_m2 9",
  ROOF "solar.0.peak_kw 8; weather.dni_w_m2 9; weather.dhi_w_m2 9; weather.wind_m_s 2",
  ROOF "solar.0.peak_kw 8; weather.clear_sky 1; weather.albedo 0.3; weather.transposition 3",
  SHADED "solar.0.horizon.0.azimuth_deg 0; solar.0.horizon.1.azimuth_deg 0.5; "
         "solar.0.horizon.2.azimuth_deg 360",
  ROOF "solar.0.output_kw 1; location null; vehicles.0.name B",
  CAR "count 8",
  "vehicles.1.name Van; vehicles.1.battery_kwh 60",
  "load 0; emissions.marginal_g_per_kwh 1; emissions.average_g_per_kwh 400",
  "tariff.import_price -0.1",
  "tariff.export_price_until 2030-01-01; tariff.export_price_later 0.03; tariff.fixed_per_month 5",
  TIERS "tiers.0.up_to_kwh 100; " TIERS "tiers.1.price 0.2",
  "tariff.demand_per_kw_month 8",
  ROOF "solar.0.peak_kw 8; weather.clear_sky 1; connection.export_limit_share 0.6",
};

static char *
show (const GhFindings *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    {
      const GhFinding *finding = gh_findings_get (findings, i);
      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", finding->path, finding->message);
    }
  return g_string_free (text, FALSE);
}

static void
check (const char *edits, const char *expected, guint errors_expected)
{
  g_autoptr (GhStudy) study = new_good_study ();
  g_autoptr (GhFindings) findings = gh_findings_new ();

  edit_study (study, edits);
  gh_study_validate (study, findings);
  g_autofree char *shown = show (findings);
  g_assert_cmpstr (shown, ==, expected);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, errors_expected);
}

static void
test_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    check (errors[i].edits, errors[i].finding, 1);
}

static void
test_warnings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++)
    check (warnings[i].edits, warnings[i].finding, 0);
}

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    check (good[i], "", 0);
}

/* A car whose driving was measured, in four steps; the period is then no year. */
static void
check_short (const char *edits, const char *expected)
{
  g_autoptr (GhStudy) study = new_good_study ();
  g_autoptr (GhFindings) findings = gh_findings_new ();

  GhVehicle *vehicle = g_ptr_array_index (study->vehicles, 0);
  const GhAttribute *attribute = gh_attribute_table_find (&gh_vehicle_table, "trips", NULL);

  gh_record_free (attribute->table, g_ptr_array_steal_index (vehicle->trips, 0));
  edit_study (study, "period.steps 4");
  edit_study (study, edits);
  gh_study_validate (study, findings);
  g_assert_cmpuint (gh_findings_get_count (findings), ==, *expected != '\0' ? 2 : 1);
  if (*expected == '\0')
    return;
  const GhFinding *finding = gh_findings_get (findings, 1);
  g_autofree char *shown = g_strdup_printf ("%s: %s", finding->path, finding->message);
  g_assert_cmpstr (shown, ==, expected);
}

static void
test_values (void)
{
  check_short (CAR "plugged [0,1,1,0]; " CAR "drive_kw [2,0,0,2]", "");
  check_short (CAR "plugged [0,1,0.5,0.2]", "$.vehicles[0].plugged[2]: 0.5 is neither 0 nor 1");
  check_short (CAR "plugged 0.5", "$.vehicles[0].plugged: 0.5 is neither 0 nor 1");
  check_short ("load [1,0,-2,-3]", "$.load[2]: -2 is below 0; a house uses power, solar gives it");
  check_short ("emissions.marginal_g_per_kwh [0,0,0,1]", "");
  check_short ("emissions.marginal_g_per_kwh [0,0,0,0]",
               "$.emissions.marginal_g_per_kwh: emissions of 0 mean a grid without carbon; leave "
               "them out if they are not known");
}

static void
test_file_zone_and_shape (void)
{
  g_autoptr (GhStudy) study = new_good_study ();
  g_autoptr (GhFindings) findings = gh_findings_new ();
  GhSeriesSpec *load = study->load, *price = study->tariff->import_price->series;

  load->form = GH_SERIES_SHAPE;
  load->shape = gh_record_new (&gh_load_shape_table);
  load->shape->annual_kwh = -1.0;
  price->form = GH_SERIES_FILE;
  price->file = gh_record_new (&gh_series_file_table);
  gh_study_validate (study, findings);
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 1);
  g_assert_cmpstr (gh_findings_get (findings, 0)->path, ==, "$.load.annual_kwh");

  load->shape->annual_kwh = 4000.0;
  g_free (price->file->time_zone);
  price->file->time_zone = g_strdup ("leapseconds");
  gh_study_validate (study, findings);
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 2);
  g_assert_cmpstr (gh_findings_get (findings, 1)->path, ==, "$.tariff.import_price.time_zone");
}

/* Whoever edits a study in a window validates it before everything is there. */
static void
test_incomplete (void)
{
  g_autoptr (GhStudy) study = gh_record_new (&gh_study_table);
  g_autoptr (GhFindings) findings = gh_findings_new ();

  gh_study_validate (study, findings);
  edit_study (study, "vehicles.0.trips.0.days mon; tariff.may_export 0");
  gh_study_validate (study, findings);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-rules/errors", test_errors);
  g_test_add_func ("/profile-rules/warnings", test_warnings);
  g_test_add_func ("/profile-rules/good", test_good);
  g_test_add_func ("/profile-rules/values", test_values);
  g_test_add_func ("/profile-rules/file-zone-and-shape", test_file_zone_and_shape);
  g_test_add_func ("/profile-rules/incomplete", test_incomplete);
  return g_test_run ();
}
