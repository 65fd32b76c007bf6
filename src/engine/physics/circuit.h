/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/pack.h"

G_BEGIN_DECLS

/**
 * GhCircuitState:
 * @soc: state of charge, 0 to 1
 * @v1_v: voltage of the slow branch, above 0 after discharging
 * @v2_v: voltage of the fast branch
 * @temperature_k: of the cells
 *
 * A battery at a moment. At rest both branches are 0.
 */
typedef struct
{
  double soc;
  double v1_v;
  double v2_v;
  double temperature_k;
} GhCircuitState;

/**
 * GhCircuitLimit:
 * @GH_CIRCUIT_FREE: nothing
 * @GH_CIRCUIT_SOC: empty or full
 * @GH_CIRCUIT_CURRENT: the greatest current
 * @GH_CIRCUIT_VOLTAGE: the least or greatest voltage at the terminals
 * @GH_CIRCUIT_POWER: more current would give less power
 *
 * What keeps a battery from giving or taking a power.
 */
typedef enum
{
  GH_CIRCUIT_FREE,
  GH_CIRCUIT_SOC,
  GH_CIRCUIT_CURRENT,
  GH_CIRCUIT_VOLTAGE,
  GH_CIRCUIT_POWER
} GhCircuitLimit;

#define GH_CIRCUIT_LIMITS (GH_CIRCUIT_POWER + 1)

/**
 * GhCircuitResult:
 * @power_kw: mean over the step at the terminals, above 0 charges
 * @current_a: above 0 discharges
 * @voltage_v: at the terminals at the end of the step
 * @loss_kw: mean over the step of current times (open-circuit voltage - voltage): what becomes heat
 *   and what the branches hold, which they give back or turn into heat within minutes
 * @limit: what kept it from the power that was asked; GH_CIRCUIT_FREE: it was given
 *
 * What a step did.
 */
typedef struct
{
  double power_kw;
  double current_a;
  double voltage_v;
  double loss_kw;
  GhCircuitLimit limit;
} GhCircuitResult;

/**
 * GhCircuitCurrents:
 * @charge_a: greatest charging current, 0 or more
 * @discharge_a: greatest discharging current, 0 or more
 * @charge_least_v: least voltage on the way at the first
 * @discharge_least_v: least voltage on the way at the second
 * @charge_limit: what sets the first
 * @discharge_limit: what sets the second
 *
 * Constant currents that a battery bears over a time.
 */
typedef struct
{
  double charge_a;
  double discharge_a;
  double charge_least_v;
  double discharge_least_v;
  GhCircuitLimit charge_limit;
  GhCircuitLimit discharge_limit;
} GhCircuitCurrents;

void gh_circuit_step (const GhPack *pack, GhCircuitState *state, double power_kw, double ambient_k,
                      double seconds, GhCircuitResult *result);
void gh_circuit_step_current (const GhPack *pack, GhCircuitState *state, double current_a,
                              double ambient_k, double seconds, GhCircuitResult *result);
void gh_circuit_find_currents (const GhPack *pack, const GhCircuitState *state, double seconds,
                               GhCircuitCurrents *currents);

G_END_DECLS
