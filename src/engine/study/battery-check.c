/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/battery-check.h"

#include <math.h>

/* Steps of the circuit. */
#define INNER_SECONDS 60.0
#define SECONDS_PER_DAY 86400.0
/* What falls short by less, as a share of the throughput and in kWh, is no matter. */
#define SHORT_SHARE 1e-3
#define SHORT_KWH 0.05
/* A step is asked for a little less than the battery could do in it. */
#define CAUTION 0.98
/* A power this near to a limit meets it, kW. */
#define NEAR_KW 1e-6

/* Power at the battery in each step, driving included. */
static double *
new_battery_powers (const GhStore *store, const double *energy_kwh, gsize count, double hours)
{
  double *power_kw = g_new (double, count);
  double before = store->start_kwh;

  for (gsize t = 0; t < count; t++)
    {
      power_kw[t] = (energy_kwh[t] - before) / hours;
      before = energy_kwh[t];
    }
  return power_kw;
}

static double *
new_caps (gsize count)
{
  double *caps = g_new (double, count);

  for (gsize t = 0; t < count; t++)
    caps[t] = INFINITY;
  return caps;
}

/* Limits the steps in which something was missing to what flowed. Driving is nobody's to limit. */
static gboolean
tighten (const GhBatteryModel *model, const double *power_kw, const double *missing_kwh,
         GhStore *store)
{
  double hours = model->step_seconds / 3600.0;
  gboolean any = FALSE;

  for (gsize t = 0; t < model->count; t++)
    {
      gboolean charging = power_kw[t] > 0.0;
      double **caps = charging ? &store->charge_cap_kw : &store->discharge_cap_kw;
      double missing_kw = missing_kwh[t] / hours, drive_kw = store->drive_kwh[t] / hours;
      if (!store->plugged[t] || !(missing_kw > SHORT_SHARE * fabs (power_kw[t])))
        continue;
      if (*caps == NULL)
        *caps = new_caps (model->count);
      /* Beside the charger's power a car that drives in a plugged step has that of driving. */
      double flowed = MAX (fabs (power_kw[t]) - missing_kw, 0.0);
      double of_charger = MAX (charging ? flowed + drive_kw : flowed - drive_kw, 0.0);
      (*caps)[t] = MIN ((*caps)[t], CAUTION * of_charger);
      any = TRUE;
    }
  return any;
}

/**
 * gh_battery_check_run:
 * @model: a battery
 * @age: its age
 * @plan: a plan of @result's site with powers
 * @result: (inout): gets the report
 * @tighter: (inout): gets tighter limits in the steps in which the battery cannot follow; not the
 *   store of @result's site, whose limits are those that the plan keeps
 *
 * Runs a plan on the two-RC circuit at one minute. Each midnight the charge is set to the plan's,
 * which stands for planning anew from what is in the battery; what that puts in is reported.
 *
 * Returns: whether limits were tightened, so that the plan should be made anew
 */
gboolean
gh_battery_check_run (const GhBatteryModel *model, const GhAgeingState *age, const GhPlan *plan,
                      GhBatteryResult *result, GhStore *tighter)
{
  const GhAgeingLaw *law = model->cell->ageing;
  g_autoptr (GhPack) pack = gh_battery_model_new_pack (model, gh_ageing_state_get_soh (law, age),
                                                       gh_ageing_state_get_resistance (law, age));
  const GhStore *store = &result->site->stores[model->store];
  double hours = model->step_seconds / 3600.0;
  g_autofree double *power_kw
      = new_battery_powers (store, plan->stores[model->store].energy_kwh, model->count, hours);
  g_autofree double *missing_kwh = g_new0 (double, model->count);
  GhCircuitState state = { .soc = gh_pack_get_soc (pack, store->start_kwh),
                           .temperature_k = model->temperature_k[0] };
  GhCircuitPlan run = { .count = model->count,
                        .step_seconds = model->step_seconds,
                        .inner_seconds = MIN (INNER_SECONDS, model->step_seconds),
                        .power_kw = power_kw,
                        .ambient_k = model->ambient_k,
                        .energy_kwh = plan->stores[model->store].energy_kwh,
                        .correct_every = (gsize) MAX (1.0, SECONDS_PER_DAY / model->step_seconds),
                        .missing_kwh = missing_kwh };
  GhCircuitShortfall charging, discharging;

  gh_circuit_report_clear (&result->report);
  gh_circuit_run (pack, &state, &run, &result->report);
  gh_circuit_report_sum (&result->report, &charging, &discharging);
  result->is_checked = TRUE;
  result->shortfall_kwh = charging.energy_kwh + discharging.energy_kwh;
  double throughput = result->report.charged_kwh + result->report.discharged_kwh;
  if (result->shortfall_kwh <= MAX (SHORT_SHARE * throughput, SHORT_KWH))
    return FALSE;
  return tighten (model, power_kw, missing_kwh, tighter);
}

/**
 * gh_battery_check_meets_limit:
 * @store: a store
 * @plan: a plan of its site with powers
 * @model: its battery
 *
 * Returns: whether a limit of the battery is met in any step, so that it may have cost something
 */
gboolean
gh_battery_check_meets_limit (const GhStore *store, const GhPlan *plan, const GhBatteryModel *model)
{
  double hours = model->step_seconds / 3600.0, before = store->start_kwh;

  for (gsize t = 0; t < plan->count; t++)
    {
      double kw = (plan->stores[model->store].energy_kwh[t] - before + store->drive_kwh[t]) / hours;
      double most = gh_store_get_most_kw (store, kw > 0.0, t, before);
      before = plan->stores[model->store].energy_kwh[t];
      if (store->plugged[t] && (fabs (kw) >= most - NEAR_KW || most <= 0.0))
        return TRUE;
    }
  return FALSE;
}
