/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/explain.h"

#include <string.h>

#include "planning/planner.h"
#include "random-site.h"
#include "two-price-study.h"

#define UNIT "\302\240ct/kWh"

static void
check_sentence (const GhComparison *comparison, GhStrategy strategy, gsize step,
                const char *beginning, const char *number)
{
  g_autofree char *text
      = gh_explain_step (comparison->site, comparison->results[strategy].plan, strategy, 0, step);

  g_test_message ("%d %" G_GSIZE_FORMAT ": %s", strategy, step, text);
  g_assert_true (g_str_has_prefix (text, beginning));
  g_assert_nonnull (strstr (text, number));
}

/* The day of two prices: the car begins full, gives in the four dear hours and is filled up again
 * in the evening at 12 ct: 13.3 ct a kWh stored, 14.8 ct a kWh given back. */
static void
test_day (void)
{
  g_autoptr (GhStudy) study = new_two_price_study ("");
  g_autoptr (GhComparison) comparison = compare_study (study);

  check_sentence (comparison, GH_STRATEGY_V2H, 17, "Discharging 1.0 kW to the house", "40.0" UNIT);
  check_sentence (comparison, GH_STRATEGY_V2H, 17, "Discharging", "14.8" UNIT " with losses");
  check_sentence (comparison, GH_STRATEGY_V2H, 23, "Charging 4.9 kW: the energy is needed",
                  "13.3" UNIT);
  check_sentence (comparison, GH_STRATEGY_V2H, 12, "Waiting: the battery is as full", "100 %");
  check_sentence (comparison, GH_STRATEGY_V2H, 21, "Waiting: storing a kWh would cost 13.3", UNIT);
  check_sentence (comparison, GH_STRATEGY_UNMANAGED, 12, "Charged to", "%");
}

static void
test_away (void)
{
  g_autoptr (GhSite) site = gh_site_new (gh_time_axis_new (0, 3600, 4, g_time_zone_new_utc ()), 1);
  g_autoptr (GhPlan) plan = gh_plan_new (site);

  site->stores[0].plugged[1] = 0;
  g_autofree char *back = gh_explain_step (site, plan, GH_STRATEGY_SMART, 0, 1);
  g_assert_cmpstr (back, ==, "The car is away; it is plugged in again on Thu 02:00.");
  site->stores[0].plugged[2] = site->stores[0].plugged[3] = 0;
  g_autofree char *gone = gh_explain_step (site, plan, GH_STRATEGY_SMART, 0, 1);
  g_assert_cmpstr (gone, ==, "The car is not plugged in until the end.");
  gh_time_axis_unref (site->axis);
}

/* Two cars and a wall battery in one hour; prices in euro, a tenth lost each way. */
static GhSite *
new_three (GhTimeAxis *axis)
{
  static const char *const names[] = { "Family car", "Second car", "Wall battery" };
  GhSite *site = gh_site_new (axis, 3);

  g_free (site->currency);
  site->currency = g_strdup ("EUR");
  site->import_price[0] = 0.40;
  site->export_price[0] = site->store_export_price[0] = 0.08;
  for (guint s = 0; s < 3; s++)
    {
      GhStore *store = &site->stores[s];
      g_free (store->name);
      store->name = g_strdup (names[s]);
      store->is_battery = s == 2;
      gh_random_site_set_efficiency (store, 10.0, 0.9, 0.9);
      store->capacity_kwh = store->upper_kwh[0] = 50.0;
    }
  return site;
}

/* What others do is as the meter sees it: energy that goes from one to another is told as that, and
 * what a kWh would cost is what the one that gives it will have to replace. */
static void
test_several (void)
{
  static const struct
  {
    double load, solar;
    double power[3], value[3];
    GhStrategy strategy;
    guint store;
    const char *text;
  } rows[] = {
    { 1.0,
      0.0,
      { -3.0, 2.0, 0.0 },
      { 0.2, 0.3, 0.25 },
      GH_STRATEGY_V2H,
      0,
      "Discharging 3.0 kW, which Second car takes: a stored kWh is worth 20.0" UNIT
      " here and 30.0" UNIT " there." },
    { 0.0,
      0.0,
      { 2.0, 0.0, -2.0 },
      { 0.3, 0.3, 0.2 },
      GH_STRATEGY_V2H,
      0,
      "Charging 2.0 kW with what Wall battery gives: a stored kWh is worth 30.0" UNIT
      " here and 20.0" UNIT " there." },
    /* the house takes all that the battery gives */
    { 2.0,
      0.0,
      { 0.0, 0.0, -2.0 },
      { 0.3, 0.3, 0.2 },
      GH_STRATEGY_SMART,
      2,
      "Discharging 2.0 kW to the house: buying costs 40.0" UNIT " now, replacing it later costs "
      "22.2" UNIT " with losses and wear." },
    /* 0.2 / 0.9 is what the battery has to put back, / 0.9 what is lost on the way in */
    { 2.0,
      0.0,
      { 0.0, 0.0, -2.0 },
      { 0.21, 0.3, 0.2 },
      GH_STRATEGY_V2H,
      0,
      "Waiting: storing a kWh would cost 24.7" UNIT " now and it is worth 21.0" UNIT
      " later; it is kept for a better moment." },
    /* the sun charges both cars, and something is left to sell */
    { 1.0,
      9.0,
      { 3.0, 4.0, 0.0 },
      { 0.2, 0.2, 0.2 },
      GH_STRATEGY_SMART,
      1,
      "Charging 4.0 kW from the sun: storing a kWh gives up 8.9" UNIT
      " of export, and it is worth 20.0" UNIT " later." },
    { 1.0,
      0.0,
      { 0.0, 0.0, -1.0 },
      { 0.2, 0.2, 0.2 },
      GH_STRATEGY_UNMANAGED,
      2,
      "Discharging 1.0 kW: unmanaged, a wall battery gives what the house needs beside the sun." },
    { 1.0,
      3.0,
      { 0.0, 0.0, 2.0 },
      { 0.2, 0.2, 0.2 },
      GH_STRATEGY_UNMANAGED,
      2,
      "Charging 2.0 kW: unmanaged, a wall battery takes what the house leaves of the sun." },
    { 1.0,
      0.0,
      { 0.0, 0.0, 0.0 },
      { 0.2, 0.2, 0.3 },
      GH_STRATEGY_V2H,
      2,
      "Waiting: at 0 % there is nothing more to give, and storing a kWh would cost 44.4" UNIT
      " now; it is worth 30.0" UNIT " later." },
  };
  GhTimeAxis *axis = gh_time_axis_new (0, 3600, 1, g_time_zone_new_utc ());

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhSite) site = new_three (axis);
      g_autoptr (GhPlan) plan = gh_plan_new (site);
      site->load_kw[0] = plan->grid_kw[0] = rows[i].load;
      site->solar_kw[0] = rows[i].solar;
      plan->grid_kw[0] -= rows[i].solar;
      for (guint s = 0; s < 3; s++)
        {
          plan->grid_kw[0] += plan->stores[s].power_kw[0] = rows[i].power[s];
          plan->stores[s].energy_kwh[0] = s == 2 ? 0.0 : 25.0;
          if (plan->stores[s].value_per_kwh == NULL)
            plan->stores[s].value_per_kwh = g_new0 (double, 1);
          plan->stores[s].value_per_kwh[0] = rows[i].value[s];
        }
      g_autofree char *text = gh_explain_step (site, plan, rows[i].strategy, rows[i].store, 0);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
  g_autoptr (GhSite) site = new_three (axis);
  g_autoptr (GhPlan) plan = gh_plan_new (site);
  site->stores[1].plugged[0] = 0;
  g_autofree char *gone = gh_explain_step (site, plan, GH_STRATEGY_SMART, 1, 0);
  g_assert_cmpstr (gone, ==, "Second car is not plugged in until the end.");
  gh_time_axis_unref (axis);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/day", test_day);
  g_test_add_func ("/explain/away", test_away);
  g_test_add_func ("/explain/several", test_several);
  return g_test_run ();
}
