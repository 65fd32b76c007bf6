/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/operation.h"
#include "two-price-study.h"

static void
test_answers (void)
{
  static const struct
  {
    const char *edits;
    const char *begins;
    const char *contains;
  } rows[] = {
    { "finance.capex.v2h 1000; finance.capex.v2g 1200", "V2H pays: it saves 368\302\240€ a year",
      "mostly because the car covers the house when buying is dear, and pays back in 2.7 years" },
    { "", "V2H pays: ", "costs nothing extra" },
    { "finance.capex.v2h 1000; finance.capex.v2g 1200; tariff.export_price 0.39",
      "V2G pays: ", "mostly by selling energy from the car" },
    { "finance.capex.v2h 20000; finance.capex.v2g 20000",
      "V2H does not pay here: it saves 368\302\240€", "which does not pay for its charger" },
    { "tariff.import_price 0.3; finance.capex.v2h 1000; finance.capex.v2g 1200",
      "V2H does not pay here: it saves next to nothing over smart charging,",
      "because prices differ too little over the day" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhStudy) study = new_two_price_study (rows[i].edits);
      g_autoptr (GhComparison) comparison = compare_study (study);
      g_test_message ("%s", comparison->answer);
      g_assert_true (g_str_has_prefix (comparison->answer, rows[i].begins));
      g_assert_nonnull (strstr (comparison->answer, rows[i].contains));
    }
}

/* A wall battery that does what the car does, at one price or another. */
#define WALL                                                                          \
  "batteries.0.name Wall; batteries.0.battery_kwh 12; batteries.0.charger.charge_kw " \
  "11; batteries.0.charger.discharge_kw 11; finance.capex.battery "

static void
test_rival (void)
{
  static const struct
  {
    const char *edits;
    const char *begins;
    const char
        *operates; /* (nullable): how it begins with forecasts, where it is about the rival */
  } rows[] = {
    { "finance.capex.v2h 1000; finance.capex.v2g 1200; " WALL "2500",
      "V2H pays: it saves 368\302\240€ a year", NULL },
    { "finance.capex.v2h 1000; finance.capex.v2g 1200; " WALL "20000",
      "V2H pays: it saves 368\302\240€ a year", NULL },
    { "finance.capex.v2h 2500; finance.capex.v2g 2700; " WALL "300",
      "V2H pays, but a wall battery pays more: V2H saves 368\302\240€ a year",
      "V2H (house) pays, but a wall battery pays more. With forecasts as in practice, " },
    { "finance.capex.v2h 20000; finance.capex.v2g 20000; " WALL "300",
      "V2H does not pay here, but a wall battery does: V2H saves 368\302\240€",
      "V2H (house) does not pay here, but a wall battery does. With forecasts as in practice, " },
    { "finance.capex.v2h 20000; finance.capex.v2g 20000; " WALL "30000",
      "V2H does not pay here, nor does a wall battery: V2H saves 368\302\240€",
      "V2H (house) does not pay here, nor does a wall battery. With forecasts as in practice, " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhStudy) study = new_two_price_study (rows[i].edits);
      g_autoptr (GhComparison) comparison = compare_study (study);
      g_autoptr (GhBracket) bracket = gh_bracket_compute (study, comparison, NULL, NULL);
      g_test_message ("%s / %s", comparison->answer, bracket->answer);
      g_assert_true (g_str_has_prefix (comparison->answer, rows[i].begins));
      g_assert_true (g_str_has_prefix (bracket->answer, rows[i].operates != NULL
                                                            ? rows[i].operates
                                                            : "With forecasts as in practice, "));
    }
}

/* 500 g/kWh in cheap hours, so that 500 / 0.81 = 617 g/kWh are needed in dear ones. */
static char *
new_rates (double dear_rate)
{
  g_autoptr (GString) edits = g_string_new ("emissions.marginal_g_per_kwh [");

  for (int hour = 0; hour < 24; hour++)
    g_string_append_printf (edits, "%s%g", hour > 0 ? "," : "",
                            hour >= 17 && hour < 21 ? dear_rate : 500.0);
  g_string_append_c (edits, ']');
  return g_strdup (edits->str);
}

/* The car moves 4 kWh a day: that saves or adds 4 (rate - 500 / 0.81) grams on each of them. */
static void
test_carbon (void)
{
  static const struct
  {
    double dear_rate;
    const char *says;
  } rows[] = {
    { 700.0,
      "At short-run marginal rates V2H cuts 121 kg of CO₂ a year compared with smart charging. It "
      "discharges at 700 g/kWh on average, above the 617 g/kWh at which it breaks even "
      "(charged at 500 g/kWh, 81 % round trip)." },
    { 600.0,
      "At short-run marginal rates V2H adds 25 kg of CO₂ a year compared with smart charging. It "
      "discharges at 600 g/kWh on average, not above the 617 g/kWh at which it breaks even "
      "(charged at 500 g/kWh, 81 % round trip)." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *edits = new_rates (rows[i].dear_rate);
      g_autoptr (GhStudy) study = new_two_price_study (edits);
      g_autoptr (GhComparison) comparison = compare_study (study);
      g_assert_cmpstr (comparison->carbon, ==, rows[i].says);
    }
}

/* At 300 g/kWh on average the losses of these 4 kWh add 300 (4 / 0.81 - 4) grams on each day.
 * Export counts nothing then, but there is none. */
static void
test_average (void)
{
  g_autofree char *rates = new_rates (700.0);
  static const struct
  {
    const char *edits;
    const char *says;
  } rows[] = {
    { "emissions.average_g_per_kwh 300; emissions.plan_on 2",
      "At average rates V2H adds 103 kg of CO₂ a year compared with smart charging. At short-run "
      "marginal rates the same plan cuts 121 kg. Average rates tell what the grid is like, not "
      "what changes when the car does something. Without a price on emissions the plan would be "
      "the same on marginal rates." },
    { "emissions.average_g_per_kwh 300; emissions.marginal_g_per_kwh null",
      "At average rates V2H adds 103 kg of CO₂ a year compared with smart charging. Average rates "
      "tell what the grid is like, not what changes when the car does something. The study has no "
      "marginal ones, which would tell that." },
    { "emissions.long_run_marginal_g_per_kwh 300; emissions.plan_on 1",
      "At long-run marginal rates V2H adds 103 kg of CO₂ a year compared with smart charging. It "
      "discharges at 300 g/kWh on average, not above the 370 g/kWh at which it breaks even "
      "(charged at 300 g/kWh, 81 % round trip). At short-run marginal rates the same plan cuts 121 "
      "kg." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *edits = g_strconcat (rates, "; ", rows[i].edits, NULL);
      g_autoptr (GhStudy) study = new_two_price_study (edits);
      g_autoptr (GhComparison) comparison = compare_study (study);
      g_assert_cmpstr (comparison->carbon, ==, rows[i].says);
      g_assert_null (comparison->results[2].on_marginal);
    }
}

static void
test_nothing_to_say (void)
{
  g_autoptr (GhStudy) no_rates = new_two_price_study ("");
  g_autoptr (GhStudy) idle
      = new_two_price_study ("tariff.import_price 0.3; emissions.marginal_g_per_kwh 500");
  g_autoptr (GhStudy) no_car = new_two_price_study ("");

  g_autoptr (GhComparison) first = compare_study (no_rates);
  g_assert_nonnull (strstr (first->carbon, "no emissions of the grid"));
  g_autoptr (GhComparison) second = compare_study (idle);
  g_assert_nonnull (strstr (second->carbon, "next to no energy"));
  ((GhVehicle *) g_ptr_array_index (no_car->vehicles, 0))->count = 0;
  g_autoptr (GhComparison) third = compare_study (no_car);
  g_assert_nonnull (strstr (third->answer, "no car"));
  g_assert_nonnull (strstr (third->carbon, "no car"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer/answers", test_answers);
  g_test_add_func ("/answer/rival", test_rival);
  g_test_add_func ("/answer/carbon", test_carbon);
  g_test_add_func ("/answer/average", test_average);
  g_test_add_func ("/answer/nothing-to-say", test_nothing_to_say);
  return g_test_run ();
}
