/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/linear-program.h"
#include "planning/plan-checker.h"
#include "planning/site-program.h"
#include "random-site.h"

#include <math.h>

/* Six hours worked out by hand: charge in the first two, idle, drive away in the fourth,
   discharge to the grid in the last two under the sun. */
static GhSite *
make_site (void)
{
  GhSite *site = gh_random_site_plain (6, 3600);
  GhStore *store = &site->stores[0];

  for (gsize t = 0; t < 6; t++)
    {
      site->load_kw[t] = 1.0;
      site->solar_kw[t] = t >= 4 ? 2.0 : 0.0;
      site->import_price[t] = 0.30;
      site->export_price[t] = 0.10;
      site->store_export_price[t] = 0.20;
      store->lower_kwh[t] = 1.0;
    }
  site->import_limit_kw = 4.5;
  site->export_limit_kw = 4.5;
  store->standby_kw = 0.1;
  store->charge.ac_kw[0] = 1.0;
  store->charge.battery_kw[0] = 0.9;
  store->discharge.ac_kw[0] = 0.9;
  store->discharge.battery_kw[0] = 1.0;
  store->drive_kwh[3] = 2.0;
  store->plugged[3] = 0;
  store->end_kwh = 2.0;
  store->reserve_kwh = 2.0;
  store->wear_per_kwh = 0.02;
  return site;
}

static GhPlan *
make_plan (const GhSite *site)
{
  static const double power[] = { 3.0, 1.0, 0.1, 0.0, -2.7, -0.9 };
  static const double energy[] = { 7.7, 8.6, 8.6, 6.6, 3.6, 2.6 };
  static const double grid[] = { 4.0, 2.0, 1.1, 1.0, -3.7, -1.9 };
  static const double paid[] = { 0.0, 0.0, 0.0, 0.0, 2.7, 0.9 };
  GhPlan *plan = gh_plan_new (site);

  for (gsize t = 0; t < 6; t++)
    {
      plan->grid_kw[t] = grid[t];
      plan->store_export_kw[t] = paid[t];
      plan->stores[0].power_kw[t] = power[t];
      plan->stores[0].energy_kwh[t] = energy[t];
    }
  plan->status = GH_PLAN_OPTIMAL;
  plan->solver = "rule";
  plan->objective = 0.30 * 8.1 - 0.20 * 3.6 - 0.10 * 2.0 + 0.02 * 3.6;
  plan->lower_bound = plan->objective;
  return plan;
}

static gboolean
finds (const GhSite *site, const GhPlan *plan, GhViolationCode code, gsize step, double amount)
{
  g_autoptr (GArray) violations = NULL;
  gboolean found = FALSE;

  g_assert_false (gh_plan_check (site, plan, &violations));
  for (guint i = 0; i < violations->len; i++)
    {
      const GhViolation *violation = &g_array_index (violations, GhViolation, i);
      g_autofree char *text = gh_violation_to_text (violation);
      g_test_message ("%s", text);
      found |= violation->code == code && violation->step == step
               && (isinf (amount) ? isinf (violation->amount)
                                  : fabs (violation->amount - amount) < 1e-9);
    }
  return found;
}

static void
test_good (void)
{
  g_autoptr (GhSite) site = make_site ();
  g_autoptr (GhPlan) plan = make_plan (site);

  g_assert_true (gh_plan_check (site, plan, NULL));
}

/* One number of the site or the plan is changed; the violation that must be found. */
typedef enum
{
  PLAN_GRID,
  PLAN_CURTAILED,
  PLAN_PAID,
  PLAN_POWER,
  PLAN_ENERGY,
  PLAN_OBJECTIVE,
  PLAN_BOUND,
  SITE_LOWER,
  SITE_UPPER,
  SITE_END,
  SITE_RESERVE,
  SITE_EXPORT_RULE,
  SITE_CHARGE_LIMIT,
  SITE_DISCHARGE_LIMIT,
  SITE_CHARGE_CAP,
  SITE_DISCHARGE_CAP,
  SITE_IMPORT_LIMIT,
  SITE_EXPORT_LIMIT
} Place;

typedef struct
{
  Place place;
  gsize step;
  double value;
  GhViolationCode code;
  gsize found_step;
  double amount;
} Mutation;

static const Mutation mutations[] = {
  { PLAN_GRID, 2, NAN, GH_VIOLATION_SHAPE, 6, INFINITY },
  { PLAN_POWER, 3, 0.5, GH_VIOLATION_UNPLUGGED, 3, 0.5 },
  { PLAN_POWER, 1, 0.6, GH_VIOLATION_POWER, 1, 0.4 },
  { PLAN_POWER, 0, 3.2, GH_VIOLATION_POWER, 0, 0.2 },
  { PLAN_POWER, 5, -0.5, GH_VIOLATION_POWER, 5, 0.4 },
  { PLAN_POWER, 2, 0.0, GH_VIOLATION_POWER, 2, 0.1 },
  { PLAN_POWER, 0, -2.7, GH_VIOLATION_ENERGY, 0, 5.7 },
  { PLAN_ENERGY, 2, 8.5, GH_VIOLATION_ENERGY, 2, 0.1 },
  { PLAN_ENERGY, 3, 8.6, GH_VIOLATION_ENERGY, 3, 2.0 },
  { SITE_LOWER, 3, 6.7, GH_VIOLATION_LOWER, 3, 0.1 },
  { SITE_UPPER, 1, 8.5, GH_VIOLATION_UPPER, 1, 0.1 },
  { SITE_END, 0, 3.0, GH_VIOLATION_END, 6, 0.4 },
  { SITE_RESERVE, 0, 3.0, GH_VIOLATION_RESERVE, 5, 0.4 },
  { SITE_CHARGE_LIMIT, 0, 5.0, GH_VIOLATION_BATTERY, 0, 0.2 },
  { SITE_DISCHARGE_LIMIT, 4, 2.5, GH_VIOLATION_BATTERY, 4, 0.5 },
  { SITE_CHARGE_CAP, 0, 2.4, GH_VIOLATION_BATTERY, 0, 0.3 },
  { SITE_DISCHARGE_CAP, 4, 2.8, GH_VIOLATION_BATTERY, 4, 0.2 },
  { SITE_EXPORT_RULE, 0, 0.0, GH_VIOLATION_EXPORT_RULE, 4, 2.7 },
  { PLAN_CURTAILED, 4, -0.5, GH_VIOLATION_CURTAILED, 4, 0.5 },
  { PLAN_CURTAILED, 0, 0.25, GH_VIOLATION_CURTAILED, 0, 0.25 },
  { PLAN_GRID, 2, 1.0, GH_VIOLATION_GRID, 2, 0.1 },
  { PLAN_CURTAILED, 4, 0.5, GH_VIOLATION_GRID, 4, 0.5 },
  { SITE_IMPORT_LIMIT, 0, 3.5, GH_VIOLATION_IMPORT_LIMIT, 0, 0.5 },
  { SITE_EXPORT_LIMIT, 0, 3.5, GH_VIOLATION_EXPORT_LIMIT, 4, 0.2 },
  { PLAN_PAID, 4, 3.0, GH_VIOLATION_SPLIT, 4, 0.3 },
  { PLAN_PAID, 4, 1.5, GH_VIOLATION_SPLIT, 4, 0.2 },
  { PLAN_PAID, 1, 0.3, GH_VIOLATION_SPLIT, 1, 0.3 },
  { PLAN_PAID, 4, 2.0, GH_VIOLATION_OBJECTIVE, 6, 0.07 },
  { PLAN_OBJECTIVE, 0, 1.5, GH_VIOLATION_OBJECTIVE, 6, 0.082 },
  { PLAN_BOUND, 0, 2.0, GH_VIOLATION_BOUND, 6, 0.418 },
  { PLAN_BOUND, 0, 1.5, GH_VIOLATION_BOUND, 6, 0.082 },
};

/* Limits of the battery itself, which the plan did not know. */
static void
limit_battery (const Mutation *mutation, gsize count, GhStore *store)
{
  double **caps
      = mutation->place == SITE_CHARGE_CAP ? &store->charge_cap_kw : &store->discharge_cap_kw;

  if (mutation->place == SITE_CHARGE_LIMIT)
    store->charge_limits[store->charge_limit_count++] = (GhPowerLimit){ mutation->value, 0.5 };
  else if (mutation->place == SITE_DISCHARGE_LIMIT)
    store->discharge_limits[store->discharge_limit_count++] = (GhPowerLimit){ mutation->value, 0 };
  else
    {
      *caps = g_new (double, count);
      for (gsize t = 0; t < count; t++)
        (*caps)[t] = t == mutation->step ? mutation->value : INFINITY;
    }
}

static void
mutate (const Mutation *mutation, GhSite *site, GhPlan *plan)
{
  GhStore *store = &site->stores[0];
  double *const places[] = {
    [PLAN_GRID] = &plan->grid_kw[mutation->step],
    [PLAN_CURTAILED] = &plan->curtailed_kw[mutation->step],
    [PLAN_PAID] = &plan->store_export_kw[mutation->step],
    [PLAN_POWER] = &plan->stores[0].power_kw[mutation->step],
    [PLAN_ENERGY] = &plan->stores[0].energy_kwh[mutation->step],
    [PLAN_OBJECTIVE] = &plan->objective,
    [PLAN_BOUND] = &plan->lower_bound,
    [SITE_LOWER] = &store->lower_kwh[mutation->step],
    [SITE_UPPER] = &store->upper_kwh[mutation->step],
    [SITE_END] = &store->end_kwh,
    [SITE_RESERVE] = &store->reserve_kwh,
    [SITE_IMPORT_LIMIT] = &site->import_limit_kw,
    [SITE_EXPORT_LIMIT] = &site->export_limit_kw,
  };

  if (mutation->place == SITE_EXPORT_RULE)
    store->may_export = FALSE;
  else if (mutation->place >= SITE_CHARGE_LIMIT && mutation->place <= SITE_DISCHARGE_CAP)
    limit_battery (mutation, plan->count, store);
  else
    *places[mutation->place] = mutation->value;
}

static void
test_mutations (void)
{
  guint seen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (mutations); i++)
    {
      g_autoptr (GhSite) site = make_site ();
      g_autoptr (GhPlan) plan = make_plan (site);

      mutate (&mutations[i], site, plan);
      g_test_message ("mutation %u", i);
      g_assert_true (
          finds (site, plan, mutations[i].code, mutations[i].found_step, mutations[i].amount));
      seen |= 1u << mutations[i].code;
    }
  g_assert_cmpuint (seen, ==, (1u << (GH_VIOLATION_BOUND + 1)) - 1);
}

/* Any power or energy of a solver's plan moved by a hundredth is noticed. */
static void
test_solver_plans (void)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (GhSite) site = gh_random_site_new (seed, GH_RANDOM_ALL & ~GH_RANDOM_NEGATIVE);
      g_autoptr (GhPlan) plan = gh_site_program_solve (site, 20.0, NULL, NULL);

      g_assert_nonnull (plan);
      g_assert_true (gh_plan_check (site, plan, NULL));
      for (gsize t = 0; plan->grid_kw != NULL && t < plan->count; t++)
        {
          double *numbers[] = { &plan->grid_kw[t], &plan->curtailed_kw[t],
                                &plan->stores[0].power_kw[t], &plan->stores[0].energy_kwh[t] };
          for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
            {
              double kept = *numbers[i];
              *numbers[i] += 0.01;
              g_assert_false (gh_plan_check (site, plan, NULL));
              *numbers[i] = kept;
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-checker/good", test_good);
  g_test_add_func ("/plan-checker/mutations", test_mutations);
  g_test_add_func ("/plan-checker/solver-plans", test_solver_plans);
  return g_test_run ();
}
