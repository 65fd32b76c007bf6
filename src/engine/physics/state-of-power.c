/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/state-of-power.h"

/**
 * gh_state_of_power:
 * @pack: a pack
 * @state: of its circuit
 * @horizon_seconds: for how long, above 0
 * @min_kw: (out): greatest discharging, 0 or less
 * @max_kw: (out): greatest charging, 0 or more
 *
 * The powers at the terminals that a battery bears all through a horizon within its limits of
 * charge, current and voltage: the greatest constant current (gh_circuit_find_currents()) times the
 * least voltage it has on the way, which is that of the end when discharging and that of the start
 * when charging. A constant power of that size needs no greater current. The resistances are those
 * of the state: over minutes near empty, where they grow, a little less can be had.
 */
void
gh_state_of_power (const GhPack *pack, const GhCircuitState *state, double horizon_seconds,
                   double *min_kw, double *max_kw)
{
  GhCircuitCurrents currents;

  gh_circuit_find_currents (pack, state, horizon_seconds, &currents);
  *min_kw = -currents.discharge_a * currents.discharge_least_v / 1000.0;
  *max_kw = currents.charge_a * currents.charge_least_v / 1000.0;
}

/**
 * gh_pack_power_envelope:
 * @pack: a pack
 * @horizon_seconds: for how long, above 0
 * @soc: (array length=soc_count): columns
 * @soc_count: number of columns
 * @temperature_k: (array length=temperature_count): rows
 * @temperature_count: number of rows
 * @min_kw: (out caller-allocates): row by row, greatest discharging, 0 or less
 * @max_kw: (out caller-allocates): row by row, greatest charging
 *
 * The state of power of a rested battery over charge and temperature.
 */
void
gh_pack_power_envelope (const GhPack *pack, double horizon_seconds, const double *soc,
                        gsize soc_count, const double *temperature_k, gsize temperature_count,
                        double *min_kw, double *max_kw)
{
  for (gsize row = 0; row < temperature_count; row++)
    for (gsize i = 0; i < soc_count; i++)
      {
        GhCircuitState rested = { soc[i], 0.0, 0.0, temperature_k[row] };
        gh_state_of_power (pack, &rested, horizon_seconds, min_kw++, max_kw++);
      }
}
