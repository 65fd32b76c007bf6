/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/planner.h"
#include "random-site.h"
#include "study/plan-summary.h"

#include <math.h>

#define SITES 120

/* What flows in flows out, and what the plan costs is what the parts cost. */
static void
check_balances (const GhSite *site, const GhPlan *plan)
{
  GhPlanSummary sum;
  const GhStore *store = &site->stores[0];

  gh_plan_summarise (site, plan, &sum);
  double stored = (sum.soc_end[0] * store->capacity_kwh) - store->start_kwh;
  g_assert_cmpfloat_with_epsilon (sum.import_kwh + sum.solar_kwh - sum.curtailed_kwh
                                      + sum.discharged_ac_kwh,
                                  sum.load_kwh + sum.charged_ac_kwh + sum.export_kwh, 1e-6);
  g_assert_cmpfloat_with_epsilon (sum.charged_ac_kwh - sum.discharged_ac_kwh - stored
                                      - (sum.driving_kwh - sum.away_kwh),
                                  sum.losses_kwh, 1e-6);
  /* A fixed loss is much of a little that flows: 60 W and 50 W of standby in 30 hours at most. */
  g_assert_cmpfloat (sum.losses_kwh, <=,
                     0.4 * (sum.charged_ac_kwh + sum.discharged_ac_kwh) + 30 * 0.06);
  g_assert_cmpfloat (sum.losses_kwh, >=, -1e-9);
  g_assert_cmpfloat_with_epsilon (sum.cost_import - sum.cost_export + sum.cost_demand
                                      + sum.cost_wear + sum.cost_carbon + sum.cost_away
                                      + sum.cost_unserved,
                                  plan->objective, 1e-6);
  g_assert_cmpfloat_with_epsilon (sum.import_house + sum.import_charging, sum.cost_import, 1e-9);
  g_assert_cmpfloat (sum.solar_export_kwh, <=, sum.solar_kwh - sum.curtailed_kwh + 1e-6);
  g_assert_true (isnan (sum.self_consumption)
                 || (sum.self_consumption >= -1e-9 && sum.self_consumption <= 1.0 + 1e-9));
  gh_plan_summary_clear (&sum);
}

/* Any cut of a plan in two adds up to the whole. */
static void
check_halves (const GhSite *site, const GhPlan *plan)
{
  GhPlanSummary whole, parts[2];
  gsize cut = plan->count / 3;

  if (plan->undriven_kwh > 0.0 || cut == 0)
    return;
  gh_plan_summarise (site, plan, &whole);
  gh_plan_summarise_range (site, plan, 0, cut, &parts[0]);
  gh_plan_summarise_range (site, plan, cut, plan->count, &parts[1]);
#define ASSERT_SUM(field) \
  g_assert_cmpfloat_with_epsilon (parts[0].field + parts[1].field, whole.field, 1e-6)
  ASSERT_SUM (cost_import);
  ASSERT_SUM (cost_export);
  ASSERT_SUM (cost_wear);
  ASSERT_SUM (cost_fixed);
  ASSERT_SUM (cost_away);
  ASSERT_SUM (import_kwh);
  ASSERT_SUM (export_kwh);
  ASSERT_SUM (charged_ac_kwh);
  ASSERT_SUM (discharged_ac_kwh);
  ASSERT_SUM (driving_kwh);
  ASSERT_SUM (losses_kwh);
  ASSERT_SUM (emissions_kg[GH_RATE_SHORT_RUN]);
  ASSERT_SUM (full_cycles[0]);
#undef ASSERT_SUM
  g_assert_cmpfloat_with_epsilon (parts[1].soc_end[0], whole.soc_end[0], 1e-12);
  gh_plan_summary_clear (&whole);
  gh_plan_summary_clear (&parts[0]);
  gh_plan_summary_clear (&parts[1]);
}

/* A car that has to leave fuller than it can be loses nothing on the way; one that drives further
 * than it can drives less. */
static void
test_missing_energy (void)
{
  for (int drives = 0; drives < 2; drives++)
    {
      GhPlanOptions options = { GH_STRATEGY_SMART, GH_SOLVER_EXACT, INFINITY, FALSE };
      g_autoptr (GhSite) site = gh_random_site_plain (3, 3600);
      GhStore *store = &site->stores[0];
      GhPlanSummary sum;
      gh_random_site_set_efficiency (store, 10.0, 0.9, 0.9);
      store->start_kwh = store->end_kwh = 0.0;
      if (drives)
        store->drive_kwh[1] = 20.0;
      else
        store->lower_kwh[0] = 20.0;
      g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);
      g_assert_cmpint (plan->status, ==, GH_PLAN_RELAXED);
      gh_plan_summarise (site, plan, &sum);
      double had = drives ? 18.0 : 9.0;
      g_assert_cmpfloat_with_epsilon (plan->unserved_kwh, 20.0 - had, 1e-9);
      g_assert_cmpfloat_with_epsilon (sum.driving_kwh, drives ? 18.0 : 0.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (sum.losses_kwh, had / 9.0, 1e-9);
      gh_plan_summary_clear (&sum);
    }
}

static void
test_balances (void)
{
  guint planned = 0;

  for (guint32 seed = 0; seed < SITES; seed++)
    {
      GhPlanOptions options = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_EXACT, INFINITY, FALSE };
      g_autoptr (GhSite) site = gh_random_site_new (seed, GH_RANDOM_ALL);
      g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);
      if (plan->status == GH_PLAN_INFEASIBLE)
        continue;
      check_balances (site, plan);
      check_halves (site, plan);
      planned++;
    }
  g_assert_cmpuint (planned, >, SITES / 2);
}

/* Two hours by hand: charging 2 kW and a house of 1 kW under 0.5 kW of sun, then the car gives
 * 3 kW of which the house takes 1. */
static void
test_by_hand (void)
{
  g_autoptr (GhSite) site = gh_random_site_plain (2, 3600);
  g_autoptr (GhPlan) plan = gh_plan_new (site);
  GhStore *store = &site->stores[0];
  const double power[] = { 2.0, -3.0 }, grid[] = { 2.5, -2.0 }, energy[] = { 1.8, -3.4 };
  GhPlanSummary sum;

  for (gsize t = 0; t < 2; t++)
    {
      site->load_kw[t] = 1.0;
      site->solar_kw[t] = t == 0 ? 0.5 : 0.0;
      site->import_price[t] = 0.3;
      site->export_price[t] = 0.1;
      site->store_export_price[t] = 0.2;
      site->rates_g_per_kwh[GH_RATE_SHORT_RUN][t] = t == 0 ? 400.0 : 700.0;
      site->rates_g_per_kwh[GH_RATE_AVERAGE][t] = 300.0;
      plan->stores[0].power_kw[t] = power[t];
      plan->stores[0].energy_kwh[t] = store->start_kwh + energy[t];
      plan->grid_kw[t] = grid[t];
    }
  plan->store_export_kw[1] = 2.0;
  store->drive_kwh[1] = 2.0;
  store->wear_per_kwh = 0.05;
  site->fixed_per_day = 0.48;
  gh_plan_summarise (site, plan, &sum);
  g_assert_cmpfloat_with_epsilon (sum.cost_import, 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (sum.import_charging, 0.6, 1e-12);
  g_assert_cmpfloat_with_epsilon (sum.import_house, 0.15, 1e-12);
  g_assert_cmpfloat_with_epsilon (sum.cost_export, 0.4, 1e-12);
  g_assert_cmpfloat_with_epsilon (sum.cost_wear, 0.15, 1e-12);
  g_assert_cmpfloat_with_epsilon (sum.cost_fixed, 0.04, 1e-12);
  g_assert_cmpfloat_with_epsilon (sum.emissions_kg[GH_RATE_SHORT_RUN], 2.5 * 0.4 - 2.0 * 0.7,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (sum.emissions_kg[GH_RATE_AVERAGE], 2.5 * 0.3, 1e-12);
  g_assert_cmpfloat_with_epsilon (sum.driving_kwh, 2.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (sum.losses_kwh, 2.0 - 3.0 - 2.0 + 3.4, 1e-12);
  g_assert_cmpfloat_with_epsilon (sum.self_consumption, 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (sum.full_cycles[0], (3.2 + 2.0) / store->capacity_kwh, 1e-12);
  gh_plan_summary_clear (&sum);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-summary/balances", test_balances);
  g_test_add_func ("/plan-summary/missing-energy", test_missing_energy);
  g_test_add_func ("/plan-summary/by-hand", test_by_hand);
  return g_test_run ();
}
