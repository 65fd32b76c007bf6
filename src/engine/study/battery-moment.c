/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/battery-moment.h"

#include <math.h>

#include "physics/circuit-run.h"
#include "physics/state-of-power.h"

/* What lies further back has left no trace in the branches, whose time constants are minutes, and
 * little of its heat, which goes within hours. */
#define MEMORY_SECONDS (24.0 * 3600.0)
/* Steps of the circuit. */
#define INNER_SECONDS 60.0

static double
energy_before (const GhStore *store, const GhStorePlan *plan, gsize step)
{
  return step > 0 ? plan->energy_kwh[step - 1] : store->start_kwh;
}

/* Power at the battery in each of some steps, driving included. */
static double *
new_powers (const GhStore *store, const GhStorePlan *plan, gsize first, gsize count, double hours)
{
  double *power_kw = g_new (double, count);

  for (gsize i = 0; i < count; i++)
    power_kw[i] = (plan->energy_kwh[first + i] - energy_before (store, plan, first + i)) / hours;
  return power_kw;
}

/* The circuit at the end of a step, its charge that of the plan. */
static GhCircuitState
run_to (const GhBatteryModel *model, const GhPack *pack, const GhStore *store,
        const GhStorePlan *plan, gsize step)
{
  gsize most = (gsize) MAX (1.0, ceil (MEMORY_SECONDS / model->step_seconds));
  gsize count = MIN (step + 1, most), first = step + 1 - count;
  g_autofree double *power_kw
      = new_powers (store, plan, first, count, model->step_seconds / 3600.0);
  GhCircuitState state = { .soc = gh_pack_get_soc (pack, energy_before (store, plan, first)),
                           .temperature_k = model->temperature_k[first] };
  GhCircuitPlan run = { .count = count,
                        .step_seconds = model->step_seconds,
                        .inner_seconds = MIN (INNER_SECONDS, model->step_seconds),
                        .power_kw = power_kw,
                        .ambient_k = model->ambient_k + first,
                        .energy_kwh = plan->energy_kwh + first,
                        .correct_every = 1 };
  GhCircuitReport report;

  gh_circuit_run (pack, &state, &run, &report);
  gh_circuit_report_clear (&report);
  return state;
}

/**
 * gh_battery_moment:
 * @model: a battery
 * @age: its age
 * @store: the store that it is
 * @plan: what it does
 * @step: a step of the plan
 * @moment: (out): the battery at the end of the step
 *
 * Tells how a battery stands in the middle of a plan. The last day is run on the two-RC circuit
 * at one minute, so that its branches are as the plan has left them; the charge is the plan's. The
 * powers are those at the terminals, whatever the charger can do. The health is what the store
 * holds when full, the resistance that of the age. O(1), a fraction of a millisecond.
 */
void
gh_battery_moment (const GhBatteryModel *model, const GhAgeingState *age, const GhStore *store,
                   const GhStorePlan *plan, gsize step, GhBatteryMoment *moment)
{
  const double horizons[GH_BATTERY_HORIZONS] = { 10.0, 30.0, 300.0, model->step_seconds };
  const GhAgeingLaw *law = model->cell->ageing;
  double soh = store->capacity_kwh / model->new_kwh;
  g_autoptr (GhPack) pack
      = gh_battery_model_new_pack (model, soh, gh_ageing_state_get_resistance (law, age));
  GhCircuitState state = run_to (model, pack, store, plan, step);

  *moment = (GhBatteryMoment){ .soc = plan->energy_kwh[step] / store->capacity_kwh,
                               .soh = soh,
                               .temperature_k = state.temperature_k,
                               .v1_v = state.v1_v,
                               .v2_v = state.v2_v };
  for (guint i = 0; i < GH_BATTERY_HORIZONS; i++)
    {
      double min_kw, max_kw;
      gh_state_of_power (pack, &state, horizons[i], &min_kw, &max_kw);
      moment->powers[i] = (GhBatteryPower){ horizons[i], max_kw, -min_kw };
    }
}
