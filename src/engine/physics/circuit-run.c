/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/circuit-run.h"

#include <math.h>

/* Less than a milliwatt missing is rounding. */
#define SMALLEST_SHORTFALL_KW 1e-6

static void
widen (double value, double *least, double *greatest)
{
  *least = MIN (*least, value);
  *greatest = MAX (*greatest, value);
}

static void
note_shortfall (GhCircuitReport *report, const GhCircuitResult *result, const GhCircuitPlan *plan,
                double seconds, gsize step)
{
  double asked_kw = plan->power_kw[step];
  GhCircuitShortfall *shortfall
      = (asked_kw > 0.0 ? report->charging : report->discharging) + result->limit;
  double missing = fabs (asked_kw) - fabs (result->power_kw);

  if (missing <= SMALLEST_SHORTFALL_KW)
    return;
  shortfall->minutes += seconds / 60.0;
  shortfall->energy_kwh += missing * seconds / 3600.0;
  if (plan->missing_kwh != NULL)
    plan->missing_kwh[step] += missing * seconds / 3600.0;
  if (missing > shortfall->worst_kw)
    {
      shortfall->worst_kw = missing;
      shortfall->worst_step = step;
    }
}

static void
note_state (GhCircuitReport *report, const GhCircuitState *state)
{
  widen (state->temperature_k, &report->temperature_min_k, &report->temperature_max_k);
  widen (state->soc, &report->soc_min, &report->soc_max);
}

static void
note_result (GhCircuitReport *report, const GhCircuitState *state, const GhCircuitResult *result,
             double seconds)
{
  double energy = result->power_kw * seconds / 3600.0;

  *(energy > 0.0 ? &report->charged_kwh : &report->discharged_kwh) += fabs (energy);
  report->loss_kwh += result->loss_kw * seconds / 3600.0;
  widen (result->voltage_v, &report->voltage_min_v, &report->voltage_max_v);
  widen (result->current_a, &report->current_min_a, &report->current_max_a);
  note_state (report, state);
}

/* One step of the plan, in @count steps of the circuit. */
static void
run_step (const GhPack *pack, GhCircuitState *state, const GhCircuitPlan *plan, gsize index,
          guint count, gboolean traced, GhCircuitReport *report)
{
  double asked = plan->power_kw[index], seconds = plan->step_seconds / count;
  GhCircuitResult result;

  for (guint i = 0; i < count; i++)
    {
      gh_circuit_step (pack, state, asked, plan->ambient_k[index], seconds, &result);
      note_result (report, state, &result, seconds);
      if (result.limit != GH_CIRCUIT_FREE)
        note_shortfall (report, &result, plan, seconds, index);
      if (traced)
        {
          GhCircuitSample sample
              = { state->soc,           result.voltage_v, state->v1_v,    state->v2_v,
                  state->temperature_k, result.current_a, result.power_kw };
          g_array_append_val (report->trace, sample);
        }
    }
}

static void
correct (const GhPack *pack, GhCircuitState *state, double energy_kwh, GhCircuitReport *report)
{
  report->drift_kwh += energy_kwh - gh_pack_get_energy_kwh (pack, state->soc);
  state->soc = gh_pack_get_soc (pack, energy_kwh);
}

static void
begin (const GhPack *pack, const GhCircuitState *state, const GhCircuitPlan *plan,
       GhCircuitReport *report)
{
  *report = (GhCircuitReport){ .voltage_min_v = INFINITY,
                               .voltage_max_v = -INFINITY,
                               .current_min_a = INFINITY,
                               .current_max_a = -INFINITY,
                               .temperature_min_k = INFINITY,
                               .temperature_max_k = -INFINITY,
                               .soc_min = INFINITY,
                               .soc_max = -INFINITY };
  note_state (report, state);
  if (plan->trace_count > 0)
    report->trace = g_array_new (FALSE, FALSE, sizeof (GhCircuitSample));
}

/**
 * gh_circuit_run:
 * @pack: a pack
 * @state: (inout): of its circuit
 * @plan: what is asked of it
 * @report: (out): how it went; clear with gh_circuit_report_clear()
 *
 * Each step of the plan is several steps of the circuit. One without power is a single one unless
 * it is traced: without current the charge stands still, and branches and temperature fall off
 * exactly over any time, but for the time constants, which are those of the temperature at its
 * start.
 *
 * A plan that leaves out the losses inside the battery drifts from the circuit by a few percent of
 * what flows, which over a year is more than the battery holds: hence @correct_every.
 */
void
gh_circuit_run (const GhPack *pack, GhCircuitState *state, const GhCircuitPlan *plan,
                GhCircuitReport *report)
{
  guint inner = (guint) MAX (1.0, round (plan->step_seconds / plan->inner_seconds));

  begin (pack, state, plan, report);
  for (gsize i = 0; i < plan->count && plan->missing_kwh != NULL; i++)
    plan->missing_kwh[i] = 0.0;
  for (gsize i = 0; i < plan->count; i++)
    {
      gboolean traced = i >= plan->trace_first && i - plan->trace_first < plan->trace_count;
      gboolean rests = !(plan->power_kw[i] < 0.0 || plan->power_kw[i] > 0.0);
      run_step (pack, state, plan, i, rests && !traced ? 1 : inner, traced, report);
      if (plan->correct_every > 0 && (i + 1) % plan->correct_every == 0)
        correct (pack, state, plan->energy_kwh[i], report);
      if (plan->soc != NULL)
        plan->soc[i] = state->soc;
      if (plan->temperature_k != NULL)
        plan->temperature_k[i] = state->temperature_k;
    }
}

/**
 * gh_circuit_report_clear:
 * @report: a report of gh_circuit_run()
 *
 * Frees what it holds.
 */
void
gh_circuit_report_clear (GhCircuitReport *report)
{
  g_clear_pointer (&report->trace, g_array_unref);
}

static void
sum_shortfalls (const GhCircuitShortfall *by_limit, GhCircuitShortfall *sum)
{
  *sum = by_limit[0];
  for (guint i = 1; i < GH_CIRCUIT_LIMITS; i++)
    {
      sum->minutes += by_limit[i].minutes;
      sum->energy_kwh += by_limit[i].energy_kwh;
      if (by_limit[i].worst_kw > sum->worst_kw)
        {
          sum->worst_kw = by_limit[i].worst_kw;
          sum->worst_step = by_limit[i].worst_step;
        }
    }
}

/**
 * gh_circuit_report_sum:
 * @report: a report
 * @charging: (out): what could not be charged, whatever the limit
 * @discharging: (out): what could not be given
 */
void
gh_circuit_report_sum (const GhCircuitReport *report, GhCircuitShortfall *charging,
                       GhCircuitShortfall *discharging)
{
  sum_shortfalls (report->charging, charging);
  sum_shortfalls (report->discharging, discharging);
}
