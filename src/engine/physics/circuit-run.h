/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/circuit.h"

G_BEGIN_DECLS

/**
 * GhCircuitPlan:
 * @count: number of steps
 * @step_seconds: length of one
 * @inner_seconds: length of the circuit's steps, which divides @step_seconds
 * @power_kw: (array length=count): mean power at the terminals, above 0 charges, driving included
 * @ambient_k: (array length=count): temperature of the air
 * @energy_kwh: (nullable) (array length=count): stored at the end of each step after the plan
 * @correct_every: after so many steps the charge is set to the plan's, which stands for a plan made
 *   anew from what is in the battery; 0 never. Needs @energy_kwh
 * @trace_first: first step that is traced
 * @trace_count: number of steps that are traced, 0 for none
 * @missing_kwh: (nullable) (array length=count): receives what did not flow in each step
 * @soc: (nullable) (array length=count): receives the state of charge at the end of each step
 * @temperature_k: (nullable) (array length=count): receives the temperature at the end of each step
 *
 * A plan to be checked on the circuit. Arrays are not owned.
 */
typedef struct
{
  gsize count;
  double step_seconds;
  double inner_seconds;
  const double *power_kw;
  const double *ambient_k;
  const double *energy_kwh;
  gsize correct_every;
  gsize trace_first;
  gsize trace_count;
  double *missing_kwh;
  double *soc;
  double *temperature_k;
} GhCircuitPlan;

/**
 * GhCircuitShortfall:
 * @minutes: during which less flowed than was asked
 * @energy_kwh: that did not flow
 * @worst_kw: by how much at most
 * @worst_step: step of the plan in which that was
 *
 * What one limit took away.
 */
typedef struct
{
  double minutes;
  double energy_kwh;
  double worst_kw;
  gsize worst_step;
} GhCircuitShortfall;

/**
 * GhCircuitSample:
 *
 * The end of an inner step, and the mean power in it.
 */
typedef struct
{
  double soc;
  double voltage_v;
  double v1_v;
  double v2_v;
  double temperature_k;
  double current_a;
  double power_kw;
} GhCircuitSample;

/**
 * GhCircuitReport:
 * @charging: by limit, what could not be charged
 * @discharging: by limit, what could not be given
 * @charged_kwh: that flowed in at the terminals
 * @discharged_kwh: that flowed out
 * @loss_kwh: lost in the battery
 * @drift_kwh: put in by setting the charge to the plan's: the losses that the plan did not see and
 *   what fell short
 * @voltage_min_v: least at the ends of inner steps
 * @voltage_max_v: greatest
 * @current_min_a: least, below 0 charges
 * @current_max_a: greatest
 * @temperature_min_k: least
 * @temperature_max_k: greatest
 * @soc_min: least
 * @soc_max: greatest
 * @trace: (nullable) (element-type GhCircuitSample): of the traced steps
 *
 * How a plan went on the circuit.
 */
typedef struct
{
  GhCircuitShortfall charging[GH_CIRCUIT_LIMITS];
  GhCircuitShortfall discharging[GH_CIRCUIT_LIMITS];
  double charged_kwh;
  double discharged_kwh;
  double loss_kwh;
  double drift_kwh;
  double voltage_min_v;
  double voltage_max_v;
  double current_min_a;
  double current_max_a;
  double temperature_min_k;
  double temperature_max_k;
  double soc_min;
  double soc_max;
  GArray *trace;
} GhCircuitReport;

void gh_circuit_run (const GhPack *pack, GhCircuitState *state, const GhCircuitPlan *plan,
                     GhCircuitReport *report);
void gh_circuit_report_clear (GhCircuitReport *report);
void gh_circuit_report_sum (const GhCircuitReport *report, GhCircuitShortfall *charging,
                            GhCircuitShortfall *discharging);

G_END_DECLS
