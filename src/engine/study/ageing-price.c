/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/ageing-price.h"

#include <math.h>
#include <stdlib.h>

#include "planning/feasibility.h"
#include "planning/planner.h"
#include "planning/unmanaged.h"
#include "time-axis.h"

#define HOURS_PER_DAY 24.0
/* Years of unmanaged charging after which no battery is sold. */
#define MOST_YEARS_BEFORE 1e4
#define START_ROUNDS 100
/* Temperatures of the year at which the cost of holding energy is averaged. */
#define TEMPERATURES 12
/* Kinks of the cost of holding energy, by state of charge; more would cost the planning more than
 * they change. */
static const double kinks[] = { 0.0, 0.3, 0.55, 0.75, 0.9, 1.0 };

/**
 * gh_ageing_measure_year:
 * @model: a battery
 * @store: the store that it is, at its capacity of the year
 * @energy_kwh: stored energy at the end of each step
 * @stress: (out): what a year of it does to the cells
 *
 * A period that is no year stands for one: days and cycles are scaled to 365.25 days.
 */
void
gh_ageing_measure_year (const GhBatteryModel *model, const GhStore *store, const double *energy_kwh,
                        GhAgeingStress *stress)
{
  g_autofree double *soc = gh_battery_model_new_soc (store, energy_kwh, model->count);

  gh_ageing_stress_measure (model->cell->ageing, soc, model->count, model->step_seconds,
                            model->temperature_k, 0.0, stress);
  double years = gh_years_of_days (stress->days);
  stress->days /= years;
  /* Cycles count in the capacity of the new cell. */
  stress->efc *= store->capacity_kwh / model->new_kwh / years;
}

/**
 * gh_ageing_expect_year:
 * @model: a battery
 * @site: its site
 * @stress: (out): what a year of unmanaged charging does to the cells
 *
 * Where to begin when nothing has been planned yet. A car that drives more than it can charge
 * drives what it can.
 */
void
gh_ageing_expect_year (const GhBatteryModel *model, const GhSite *site, GhAgeingStress *stress)
{
  g_autoptr (GhSite) used = gh_planner_apply_strategy (site, GH_STRATEGY_UNMANAGED);
  GhReason reason = { 0 };
  double unserved_kwh = 0.0;

  gh_feasibility_relax (used, TRUE, &reason, &unserved_kwh);
  g_autoptr (GhPlan) unmanaged = gh_unmanaged_plan (used);
  gh_ageing_measure_year (model, &used->stores[model->store],
                          unmanaged->stores[model->store].energy_kwh, stress);
}

/**
 * gh_ageing_find_start:
 * @model: a battery
 * @site: its site
 * @state: (out): its age at the beginning of the study
 *
 * Of a used battery only the health is known: it is taken to be as old as unmanaged charging makes
 * one of that health, found by halving. That may be longer than anybody has had one, where the cell
 * ages slowly: what counts is where on its curves it stands.
 */
void
gh_ageing_find_start (const GhBatteryModel *model, const GhSite *site, GhAgeingState *state)
{
  const GhAgeingLaw *law = model->cell->ageing;
  double low = 0.0, high = MOST_YEARS_BEFORE;
  GhAgeingStress year;

  gh_ageing_state_init (law, state);
  if (model->start_soh >= 1.0)
    return;
  gh_ageing_expect_year (model, site, &year);
  for (int round = 0; round < START_ROUNDS; round++)
    {
      double middle = 0.5 * (low + high);
      GhAgeingStress before = year;
      before.days *= middle;
      before.efc *= middle;
      gh_ageing_state_init (law, state);
      gh_ageing_state_advance (law, state, &before);
      if (gh_ageing_state_get_soh (law, state) > model->start_soh)
        low = middle;
      else
        high = middle;
    }
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Temperatures that stand for the year: the middle of each twelfth of it, from cold to warm. */
static void
sample_temperatures (const GhBatteryModel *model, double *sample)
{
  g_autofree double *sorted = g_memdup2 (model->temperature_k, model->count * sizeof (double));

  qsort (sorted, model->count, sizeof (double), compare_doubles);
  for (guint i = 0; i < TEMPERATURES; i++)
    sample[i] = sorted[(gsize) (((double) i + 0.5) / TEMPERATURES * (double) model->count)];
}

/* Currency for an hour at a state of charge. */
static double
hour_cost (const GhBatteryModel *model, const GhAgeingState *state, const GhAgeingStress *year,
           const double *temperatures, double soc)
{
  double loss_per_day = 0.0;

  for (guint i = 0; i < TEMPERATURES; i++)
    loss_per_day
        += gh_ageing_marginal_calendar_loss (model->cell->ageing, state, year, soc, temperatures[i])
           / TEMPERATURES;
  return loss_per_day * gh_battery_model_get_loss_cost (model) / HOURS_PER_DAY;
}

/* The greatest convex function below the costs at the kinks, as slopes; where the cost falls it is
 * free, since no plan should be paid for filling the battery beyond its need. */
static void
write_dwell (const double *cost, const GhStore *store, GhDwellCost *dwell)
{
  guint hull[G_N_ELEMENTS (kinks)], count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinks); i++)
    {
      while (count >= 2
             && (cost[hull[count - 1]] - cost[hull[count - 2]])
                        * (kinks[i] - kinks[hull[count - 2]])
                    >= (cost[i] - cost[hull[count - 2]])
                           * (kinks[hull[count - 1]] - kinks[hull[count - 2]]))
        count--;
      hull[count++] = i;
    }
  dwell->count = 0;
  for (guint i = 0; i + 1 < count; i++)
    {
      double width_kwh = (kinks[hull[i + 1]] - kinks[hull[i]]) * store->capacity_kwh;
      double slope = (cost[hull[i + 1]] - cost[hull[i]]) / width_kwh;
      if (!(slope > 0.0))
        continue;
      dwell->from_kwh[dwell->count] = kinks[hull[i]] * store->capacity_kwh;
      dwell->per_kwh_hour[dwell->count++] = slope;
    }
}

/* Energy at the battery for a kWh AC discharged, at half power. */
static double
battery_per_ac (const GhStore *store)
{
  const GhChargerCurve *curve = &store->discharge;

  if (curve->count == 0)
    return 1.0;
  double ac = 0.5 * curve->ac_kw[curve->count - 1];
  return ac > curve->ac_kw[0]
             ? gh_charger_curve_battery_at (curve, ac) / ac
             : curve->battery_kw[curve->count - 1] / curve->ac_kw[curve->count - 1];
}

static double
loss_cost_per_kwh (const GhBatteryModel *model)
{
  return gh_battery_model_get_loss_cost (model) / model->new_kwh;
}

/**
 * gh_ageing_price_find:
 * @model: a battery
 * @state: its age
 * @year: what the coming year is expected to do to it
 * @store: the store that it is
 * @price: (out): the prices
 *
 * Puts the ageing of the cell into the two prices that a plan can heed: of throughput, from the
 * loss per further full cycle at the present age, and of dwelling, from the loss per day at each
 * state of charge. Both are marginal: time ages a battery that stands empty, too, and that is no
 * plan's doing. The money is that of gh_battery_model_get_loss_cost(). The cost of dwelling is made
 * convex from below, so that planning stays a convex problem where it was one.
 *
 * Losses of most laws grow slower with age, so that the prices fall from year to year; and they
 * depend on what the plan does, so that prices and plan have to be found together.
 */
void
gh_ageing_price_find (const GhBatteryModel *model, const GhAgeingState *state,
                      const GhAgeingStress *year, const GhStore *store, GhAgeingPrice *price)
{
  double temperatures[TEMPERATURES], cost[G_N_ELEMENTS (kinks)];
  double per_cycle = gh_ageing_marginal_cycle_loss (model->cell->ageing, state, year)
                     * gh_battery_model_get_loss_cost (model);

  G_STATIC_ASSERT (G_N_ELEMENTS (kinks) <= GH_STORE_DWELL_KINKS + 1);
  *price = (GhAgeingPrice){ .wear_per_kwh = per_cycle / model->new_kwh * battery_per_ac (store),
                            .loss_cost_per_kwh = loss_cost_per_kwh (model),
                            .capacity_kwh = store->capacity_kwh };
  sample_temperatures (model, temperatures);
  for (guint i = 0; i < G_N_ELEMENTS (kinks); i++)
    cost[i] = hour_cost (model, state, year, temperatures, kinks[i]);
  write_dwell (cost, store, &price->dwell);
}

/**
 * gh_ageing_price_carry_over:
 * @price: prices found by gh_ageing_price_find() for a battery much like this one
 * @model: a battery
 * @store: the store that it is
 * @carried: (out): what they are for this battery if it ages as the other does
 *
 * Prices are in proportion to what a lost kWh costs, and the energies at which holding it gets
 * dearer to the capacity. Where to begin with prices of a study of which little was changed.
 */
void
gh_ageing_price_carry_over (const GhAgeingPrice *price, const GhBatteryModel *model,
                            const GhStore *store, GhAgeingPrice *carried)
{
  double dearer
      = price->loss_cost_per_kwh > 0.0 ? loss_cost_per_kwh (model) / price->loss_cost_per_kwh : 1.0;
  double larger = store->capacity_kwh / price->capacity_kwh;

  *carried = *price;
  carried->wear_per_kwh *= dearer;
  for (guint k = 0; k < carried->dwell.count; k++)
    {
      carried->dwell.per_kwh_hour[k] *= dearer;
      carried->dwell.from_kwh[k] *= larger;
    }
  carried->loss_cost_per_kwh = loss_cost_per_kwh (model);
  carried->capacity_kwh = store->capacity_kwh;
}

/**
 * gh_ageing_price_apply:
 * @price: prices
 * @store: (inout): the store whose plan should heed them
 */
void
gh_ageing_price_apply (const GhAgeingPrice *price, GhStore *store)
{
  store->wear_per_kwh = price->wear_per_kwh;
  store->dwell = price->dwell;
}
