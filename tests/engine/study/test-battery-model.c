/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/battery-model.h"

#include <math.h>
#include <string.h>

#include "battery-study.h"
#include "physics/taper.h"
#include "study/site-builder.h"

#define STRONG ""
/* A pack that cannot do what its charger does. */
#define WEAK                                                                               \
  "vehicles.0.battery_kwh 8; vehicles.0.trips.0.distance_km 10; vehicles.0.pack.soh 0.9; " \
  "vehicles.0.pack.ambient_mean_c -10; vehicles.0.pack.ambient_swing_c 0"

/* Without a car of a known cell there is no battery. */
static void
test_none (void)
{
  static const char *const edits[]
      = { "vehicles.0.cell no-such-cell",
          "vehicles.0.count 0; batteries.0.name Wall; batteries.0.battery_kwh 10" };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhStudy) study = new_battery_study (edits[i]);
      g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (site->store_count, ==, 1);
      g_autoptr (GhBatteryModel) model = NULL;
      g_assert_true (gh_battery_model_new (study, site, 0, &model, &error));
      g_assert_null (model);
    }
}

/* Air that jumps by 20 degrees: cells follow with six hours. */
static void
test_cells_follow_the_air (void)
{
  BatteryCase battery;
  g_autoptr (GString) air = g_string_new ("vehicles.0.pack.ambient_c [");

  for (int step = 0; step < WEEK_STEPS; step++)
    g_string_append_printf (air, "%d,", step < 100 ? 0 : 20);
  open_battery_case (&battery, air->str);
  for (int step = 0; step < WEEK_STEPS; step++)
    {
      double hours = MAX (0, step - 99) * 0.25;
      g_assert_cmpfloat_with_epsilon (battery.model->ambient_k[step],
                                      273.15 + (step < 100 ? 0.0 : 20.0), 1e-9);
      g_assert_cmpfloat_with_epsilon (battery.model->temperature_k[step],
                                      273.15 + 20.0 * (1.0 - exp (-hours / 6.0)), 1e-9);
    }
  close_battery_case (&battery);
}

/* The series of the pack, else that of the weather, else a wave that is cold in January in the
 * north and warm in the south. */
static void
test_sources_of_air (void)
{
  static const struct
  {
    const char *edits;
    double least, most;
  } cases[] = { { "weather.temperature_c 7; vehicles.0.pack.ambient_c 3", 3, 3 },
                { "weather.temperature_c 7; vehicles.0.pack.soh 1", 7, 7 },
                { "vehicles.0.pack.ambient_mean_c 10; vehicles.0.pack.ambient_swing_c 5", 5, 6 },
                { "location.latitude -33; vehicles.0.pack.ambient_mean_c 10; "
                  "vehicles.0.pack.ambient_swing_c 5",
                  14, 15 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BatteryCase battery;
      open_battery_case (&battery, cases[i].edits);
      g_assert_cmpfloat (battery.model->ambient_k[300], >=, 273.15 + cases[i].least - 1e-9);
      g_assert_cmpfloat (battery.model->ambient_k[300], <=, 273.15 + cases[i].most + 1e-9);
      close_battery_case (&battery);
    }
}

/* 60 kWh at 150 a kWh are worth 9000, which go with 25 % of the capacity. */
static void
test_loss_cost (void)
{
  BatteryCase battery;

  open_battery_case (&battery, "finance.battery_cost_per_kwh 150; finance.end_of_life_soh 0.75; "
                               "vehicles.0.pack.soh 0.8");
  g_assert_cmpfloat_with_epsilon (gh_battery_model_get_loss_cost (battery.model), 9000.0 / 0.25,
                                  1e-9);
  battery.model->end_of_life_soh = 1.0;
  g_assert_true (isfinite (gh_battery_model_get_loss_cost (battery.model)));
  close_battery_case (&battery);
}

/* The limits are below what the pack bears at every energy that a plan may have, the first one
 * included, and the pack holds what the store does. */
static void
assert_limits_are_safe (const BatteryCase *battery)
{
  const GhBatteryModel *model = battery->model;
  GhStore *store = &battery->site->stores[0];
  g_autoptr (GhPack) pack = gh_battery_model_new_pack (model, model->start_soh, 1.2);

  g_assert_cmpfloat_with_epsilon (pack->capacity_kwh, store->capacity_kwh, 1e-9);
  gh_battery_model_limit_store (model, pack, store);
  for (int charging = 0; charging < 2; charging++)
    {
      const GhChargerCurve *curve = charging ? &store->charge : &store->discharge;
      double charger = curve->battery_kw[curve->count - 1];
      for (int i = 0; i <= 100; i++)
        {
          double energy = i == 0 ? store->start_kwh
                                 : MAX (store->lower_kwh[0], store->capacity_kwh * i / 100.0);
          double safe
              = gh_pack_get_safe_power_kw (pack, gh_pack_get_soc (pack, energy),
                                           model->temperature_k[0], model->step_seconds, charging);
          double hours = model->step_seconds / 3600.0;
          double room = (charging ? store->capacity_kwh - energy : energy) / hours;
          double most
              = MIN (MIN (gh_store_get_most_kw (store, charging, 0, energy), charger), room);
          /* The lines miss the bends of the curve by a thousandth at most. */
          g_assert_cmpfloat (most, <=, 1.001 * safe + 1e-6);
        }
    }
}

static void
test_limits (void)
{
  static const char *const edits[] = { STRONG, WEAK, WEAK "; vehicles.0.cell nca-panasonic-3ah",
                                       WEAK "; vehicles.0.soc_min 0.5; vehicles.0.soc_start 0.02",
                                       WEAK "; vehicles.0.soc_max 0.6; vehicles.0.soc_start 0.98" };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      BatteryCase battery;
      open_battery_case (&battery, edits[i]);
      assert_limits_are_safe (&battery);
      const GhStore *store = &battery.site->stores[0];
      if (i == 0)
        g_assert_cmpuint (store->charge_limit_count + store->discharge_limit_count, ==, 0);
      else
        g_assert_cmpuint (store->charge_limit_count, >, 0);
      close_battery_case (&battery);
    }
}

/* Nothing outside of what a battery can hold is a state of charge. */
static void
test_soc (void)
{
  GhStore store = { .capacity_kwh = 50.0, .start_kwh = 25.0 };
  const double energy[] = { 0.0, -30.0, 50.0, 50.0 + 1e-9 }, expected[] = { 0.5, 0, 0, 1, 1 };
  g_autofree double *soc = gh_battery_model_new_soc (&store, energy, 4);

  for (int i = 0; i < 5; i++)
    g_assert_true (soc[i] == expected[i]);
}

static void
test_warnings (void)
{
  static const struct
  {
    const char *edits;
    guint count;
    const char *path; /* of the first */
  } cases[] = {
    { "vehicles.0.pack.ambient_mean_c 20; vehicles.0.pack.ambient_swing_c 0", 0, NULL },
    { "vehicles.0.pack.ambient_mean_c -40; vehicles.0.pack.ambient_swing_c 0", 2,
      "$.vehicles[0].pack" },
    { "vehicles.0.pack.ambient_mean_c 80; vehicles.0.pack.ambient_swing_c 0", 2,
      "$.vehicles[0].pack" },
    { "weather.temperature_c 70; vehicles.0.pack.soh 1", 2, "$.weather.temperature_c" },
    { "weather.temperature_c 20; vehicles.0.pack.ambient_c 70", 2, "$.vehicles[0].pack.ambient_c" },
    { "weather.temperature_c 20; vehicles.0.battery_kwh 12; vehicles.0.soc_max 1", 2,
      "$.vehicles[0].charger.charge_kw" },
    { "weather.temperature_c 20; vehicles.0.charger.discharge_kw 0", 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BatteryCase battery;
      g_autoptr (GhFindings) findings = gh_findings_new ();
      open_battery_case (&battery, cases[i].edits);
      gh_battery_warn (battery.study, battery.site, findings);
      g_assert_cmpuint (gh_findings_get_count (findings), ==, cases[i].count);
      if (cases[i].path != NULL)
        g_assert_cmpstr (gh_findings_get (findings, 0)->path, ==, cases[i].path);
      close_battery_case (&battery);
    }
}

/* Five days of 40 km at 0.2 kWh/km in a week: 40 kWh, two thirds of a cycle of 60 kWh, 34.8 a year.
 * House and grid alone use kilowatt-hours and hours. */
static void
test_warranty_warning (void)
{
  static const struct
  {
    const char *warranty;
    const char *has; /* %NULL: no warning */
  } cases[] = {
    { "cycles 278; vehicles.0.pack.warranty.years 8",
      "driving alone takes 35 full cycles a year and uses the 278 of the warranty up after 8.0 of "
      "its 8 years, before" },
    { "cycles 279; vehicles.0.pack.warranty.years 8", NULL },
    { "cycles 100", "after 2.9 of its 8 years, before anything" },
    { "cycles 100; vehicles.0.pack.warranty.years 2", NULL },
    { "cycles 100; vehicles.0.pack.warranty.keep 1", "so that no plan keeps within it" },
    { "cycles 0", "after 0.0 of its 8 years" },
    { "kwh 0; vehicles.0.pack.warranty.hours 0", NULL },
    { "cycles 100; vehicles.0.trips.0.distance_km 1", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BatteryCase battery;
      g_autoptr (GhFindings) findings = gh_findings_new ();
      g_autofree char *edits = g_strconcat ("weather.temperature_c 20; vehicles.0.pack.warranty.",
                                            cases[i].warranty, NULL);
      open_battery_case (&battery, edits);
      /* What the cells are made of does not matter. */
      if (i % 2 > 0)
        g_clear_pointer (&((GhVehicle *) g_ptr_array_index (battery.study->vehicles, 0))->cell,
                         g_free);
      gh_battery_warn (battery.study, battery.site, findings);
      g_assert_cmpuint (gh_findings_get_count (findings), ==, cases[i].has != NULL);
      if (cases[i].has != NULL)
        {
          const GhFinding *finding = gh_findings_get (findings, 0);
          g_test_message ("%s", finding->message);
          g_assert_cmpstr (finding->path, ==, "$.vehicles[0].pack.warranty.cycles");
          g_assert_cmpint (finding->severity, ==, GH_SEVERITY_WARNING);
          g_assert_nonnull (strstr (finding->message, cases[i].has));
        }
      close_battery_case (&battery);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/battery-model/none", test_none);
  g_test_add_func ("/battery-model/cells-follow-the-air", test_cells_follow_the_air);
  g_test_add_func ("/battery-model/sources-of-air", test_sources_of_air);
  g_test_add_func ("/battery-model/loss-cost", test_loss_cost);
  g_test_add_func ("/battery-model/limits", test_limits);
  g_test_add_func ("/battery-model/soc", test_soc);
  g_test_add_func ("/battery-model/warnings", test_warnings);
  g_test_add_func ("/battery-model/warranty-warning", test_warranty_warning);
  return g_test_run ();
}
