/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/circuit.h"

#include <math.h>

/* Relative; a limit that is missed by less is kept. */
#define TOLERANCE 1e-12
#define NEWTON_STEPS 20

/* A branch over a step: at the start start_v, at the end left_v + ohm i, and monotone between. */
typedef struct
{
  double start_v;
  double left_v;
  double ohm;
} Branch;

/* A step of given length from a given state, as a function of the current i, which is constant over
 * it: the charge is soc - i soc_per_a at the end, and the resistances take mean_v + mean_ohm i off
 * the voltage in the mean. */
typedef struct
{
  const GhPack *pack;
  double soc;
  double soc_per_a;
  double ocv_v;
  double slope_v;
  double r0_ohm;
  double mean_v;
  double mean_ohm;
  Branch slow;
  Branch fast;
} Step;

/* Adds a branch of resistance @ohm and time constant @tau_s, at @v_v now, to a step: exact. */
static Branch
add_branch (Step *step, double v_v, double ohm, double tau_s, double seconds)
{
  double decay = exp (-seconds / tau_s);
  double mean_decay = (1.0 - decay) * tau_s / seconds;

  step->mean_v += mean_decay * v_v;
  step->mean_ohm += (1.0 - mean_decay) * ohm;
  return (Branch){ v_v, decay * v_v, (1.0 - decay) * ohm };
}

static void
prepare (const GhPack *pack, const GhCircuitState *state, double seconds, Step *step)
{
  GhCircuitValues values;

  gh_pack_get_values (pack, state->soc, state->temperature_k, &values);
  step->pack = pack;
  step->soc = state->soc;
  step->soc_per_a = seconds / (3600.0 * pack->capacity_ah);
  step->ocv_v = gh_pack_get_ocv_v (pack, state->soc, &step->slope_v);
  step->r0_ohm = step->mean_ohm = values.r0_ohm;
  step->mean_v = 0.0;
  step->slow = add_branch (step, state->v1_v, values.r1_ohm, values.tau1_s, seconds);
  step->fast = add_branch (step, state->v2_v, values.r2_ohm, values.tau2_s, seconds);
}

static double
branch_at_end (const Branch *branch, double current_a)
{
  return branch->left_v + branch->ohm * current_a;
}

static double
soc_after (const Step *step, double current_a)
{
  return step->soc - step->soc_per_a * current_a;
}

static double
ocv_after (const Step *step, double current_a)
{
  return gh_pack_get_ocv_v (step->pack, soc_after (step, current_a), NULL);
}

static double
voltage_at_end (const Step *step, double current_a)
{
  return ocv_after (step, current_a) - step->r0_ohm * current_a
         - branch_at_end (&step->slow, current_a) - branch_at_end (&step->fast, current_a);
}

/* A bound of the voltage all through the step: each branch at its least and the charge at its
 * least, whenever that is. It is the voltage itself unless one branch falls while another thing
 * rises. */
static double
least_voltage (const Step *step, double current_a)
{
  double slow_v = MAX (step->slow.start_v, branch_at_end (&step->slow, current_a));
  double fast_v = MAX (step->fast.start_v, branch_at_end (&step->fast, current_a));
  double ocv_v = current_a > 0.0 ? ocv_after (step, current_a) : step->ocv_v;

  return ocv_v - step->r0_ohm * current_a - slow_v - fast_v;
}

static double
greatest_voltage (const Step *step, double current_a)
{
  double slow_v = MIN (step->slow.start_v, branch_at_end (&step->slow, current_a));
  double fast_v = MIN (step->fast.start_v, branch_at_end (&step->fast, current_a));
  double ocv_v = current_a > 0.0 ? step->ocv_v : ocv_after (step, current_a);

  return ocv_v - step->r0_ohm * current_a - slow_v - fast_v;
}

static double
loss_w (const Step *step, double current_a)
{
  return (step->mean_v + step->mean_ohm * current_a) * current_a;
}

/* Mean power at the terminals, above 0 discharges: what the charge gives less the losses. Concave,
 * as the open-circuit voltage rises with the charge. */
static double
power_w (const Step *step, double current_a)
{
  double mean_v = gh_pack_get_mean_ocv_v (step->pack, soc_after (step, current_a), step->soc);

  return mean_v * current_a - loss_w (step, current_a);
}

/* Its derivative. */
static double
power_slope_v (const Step *step, double current_a)
{
  return ocv_after (step, current_a) - step->mean_v - 2.0 * step->mean_ohm * current_a;
}

/* The current of a mean power: by the quadratic that it is while the charge stays on one line of
 * the table, from there by Newton's method otherwise. FALSE where there may be none. */
static gboolean
solve_current (const Step *step, double wanted_w, double *current_a)
{
  double u = step->ocv_v - step->mean_v;
  double r = step->mean_ohm + step->slope_v * step->soc_per_a / 2.0;
  double discriminant = u * u - 4.0 * r * wanted_w;

  if (!(u > 0.0) || !(discriminant > 0.0))
    return FALSE;
  double i = 2.0 * wanted_w / (u + sqrt (discriminant));
  double line_v = step->ocv_v - step->slope_v * step->soc_per_a * i;
  double end_v = ocv_after (step, i);
  gboolean done = fabs (end_v - line_v) <= TOLERANCE * end_v;
  for (int round = 0; !done && round < NEWTON_STEPS; round++)
    {
      double slope = power_slope_v (step, i);
      double change = (power_w (step, i) - wanted_w) / slope;
      if (!(slope > 0.0))
        return FALSE;
      i -= change;
      done = fabs (change) <= 1e-13 * fabs (i);
    }
  *current_a = i;
  return done;
}

/* Whether the charge, the current and the voltage stay within their limits. */
static gboolean
is_allowed (const Step *step, double current_a)
{
  const GhPack *pack = step->pack;
  double soc = soc_after (step, current_a);

  if (current_a > 0.0)
    return current_a <= pack->discharge_limit_a * (1.0 + TOLERANCE)
           && soc >= pack->soc_min - TOLERANCE
           && least_voltage (step, current_a) >= pack->voltage_min_v * (1.0 - TOLERANCE);
  return -current_a <= pack->charge_limit_a * (1.0 + TOLERANCE) && soc <= pack->soc_max + TOLERANCE
         && greatest_voltage (step, current_a) <= pack->voltage_max_v * (1.0 + TOLERANCE);
}

/* The point between @good and @bad up to which @holds, to the last digit. */
static double
bisect (gboolean (*holds) (const Step *step, double current_a, double limit), const Step *step,
        double limit, double good, double bad)
{
  for (int round = 0; round < 200; round++)
    {
      double middle = good + (bad - good) / 2.0;
      if (!((middle > good && middle < bad) || (middle < good && middle > bad)))
        break;
      if (holds (step, middle, limit))
        good = middle;
      else
        bad = middle;
    }
  return good;
}

static gboolean
stays_above (const Step *step, double current_a, double limit_v)
{
  return least_voltage (step, current_a) >= limit_v;
}

static gboolean
stays_below (const Step *step, double current_a, double limit_v)
{
  return greatest_voltage (step, current_a) <= limit_v;
}

static gboolean
power_rises (const Step *step, double current_a, double unused)
{
  return power_slope_v (step, current_a) >= 0.0;
}

static gboolean
is_below_power (const Step *step, double current_a, double limit_w)
{
  return fabs (power_w (step, current_a)) <= limit_w;
}

/* The greatest current that ends within the limit of charge, @room, and of current. */
static double
limit_plain (const Step *step, double room, double limit_a, GhCircuitLimit *limit)
{
  double by_charge = MAX (room, 0.0) / step->soc_per_a;

  *limit = by_charge < limit_a ? GH_CIRCUIT_SOC : GH_CIRCUIT_CURRENT;
  return MIN (by_charge, limit_a);
}

static double
limit_discharge (const Step *step, GhCircuitLimit *limit)
{
  const GhPack *pack = step->pack;
  double current = limit_plain (step, step->soc - pack->soc_min, pack->discharge_limit_a, limit);

  if (!stays_above (step, current, pack->voltage_min_v))
    {
      *limit = GH_CIRCUIT_VOLTAGE;
      current = stays_above (step, 0.0, pack->voltage_min_v)
                    ? bisect (stays_above, step, pack->voltage_min_v, 0.0, current)
                    : 0.0;
    }
  if (current > 0.0 && !power_rises (step, current, 0.0))
    {
      *limit = GH_CIRCUIT_POWER;
      current = power_rises (step, 0.0, 0.0) ? bisect (power_rises, step, 0.0, 0.0, current) : 0.0;
    }
  return current;
}

static double
limit_charge (const Step *step, GhCircuitLimit *limit)
{
  const GhPack *pack = step->pack;
  double current = limit_plain (step, pack->soc_max - step->soc, pack->charge_limit_a, limit);

  if (!stays_below (step, -current, pack->voltage_max_v))
    {
      *limit = GH_CIRCUIT_VOLTAGE;
      current = stays_below (step, 0.0, pack->voltage_max_v)
                    ? -bisect (stays_below, step, pack->voltage_max_v, 0.0, -current)
                    : 0.0;
    }
  return current;
}

/* The current that comes nearest to a power that cannot be had, or can but is hard to solve for. */
static double
limit_current (const Step *step, double wanted_w, GhCircuitLimit *limit)
{
  double current = wanted_w > 0.0 ? limit_discharge (step, limit) : -limit_charge (step, limit);

  if (fabs (power_w (step, current)) > fabs (wanted_w))
    {
      *limit = GH_CIRCUIT_FREE;
      current = bisect (is_below_power, step, fabs (wanted_w), 0.0, current);
    }
  return current;
}

static void
finish (const GhPack *pack, const Step *step, double current_a, double ambient_k, double seconds,
        GhCircuitState *state, GhCircuitResult *result)
{
  double loss = loss_w (step, current_a), transfer = pack->heat_transfer_w_per_k;

  result->current_a = current_a;
  result->power_kw = -power_w (step, current_a) / 1000.0;
  result->voltage_v = voltage_at_end (step, current_a);
  result->loss_kw = loss / 1000.0;
  state->soc = soc_after (step, current_a);
  state->v1_v = branch_at_end (&step->slow, current_a);
  state->v2_v = branch_at_end (&step->fast, current_a);
  if (transfer > 0.0)
    {
      double settled_k = ambient_k + loss / transfer;
      double decay = exp (-seconds * transfer / pack->heat_capacity_j_per_k);
      state->temperature_k = settled_k + (state->temperature_k - settled_k) * decay;
    }
  else
    state->temperature_k += loss * seconds / pack->heat_capacity_j_per_k;
}

/**
 * gh_circuit_step:
 * @pack: a pack
 * @state: (inout): of its circuit
 * @power_kw: wanted at its terminals, mean over the step, above 0 charges
 * @ambient_k: temperature of the air around it
 * @seconds: length of the step, above 0
 * @result: (out): what came of it
 *
 * `V = E(soc) - R0 i - V1 - V2` with a current i that is constant over the step and such that the
 * mean of V i is the power. The resistances and time constants are those at the start of the step,
 * the heat is its mean; with them the branches, the charge, the energy and the temperature are
 * exact, and one long step at a constant current is the same as many short ones. Terminal energy
 * and losses sum to the change of gh_pack_get_energy_kwh(), whatever the power.
 *
 * What the battery cannot give or take is cut to the greatest current that keeps charge, current
 * and voltage within their limits all through the step. The voltage is looked at at both ends: at a
 * constant current it rises or falls all the way, except in the first moments after a stronger
 * current, when both ends are the extremes.
 */
void
gh_circuit_step (const GhPack *pack, GhCircuitState *state, double power_kw, double ambient_k,
                 double seconds, GhCircuitResult *result)
{
  double wanted_w = -1000.0 * power_kw, current = 0.0;
  Step step;

  prepare (pack, state, seconds, &step);
  result->limit = GH_CIRCUIT_FREE;
  if ((wanted_w < 0.0 || wanted_w > 0.0)
      && !(solve_current (&step, wanted_w, &current) && is_allowed (&step, current)))
    current = limit_current (&step, wanted_w, &result->limit);
  finish (pack, &step, current, ambient_k, seconds, state, result);
}

/**
 * gh_circuit_step_current:
 * @pack: a pack
 * @state: (inout): of its circuit
 * @current_a: that flows, above 0 discharges
 * @ambient_k: temperature of the air around it
 * @seconds: length of the step, above 0
 * @result: (out): what came of it
 *
 * As gh_circuit_step() for a given current, whatever the limits.
 */
void
gh_circuit_step_current (const GhPack *pack, GhCircuitState *state, double current_a,
                         double ambient_k, double seconds, GhCircuitResult *result)
{
  Step step;

  prepare (pack, state, seconds, &step);
  result->limit = GH_CIRCUIT_FREE;
  finish (pack, &step, current_a, ambient_k, seconds, state, result);
}

/**
 * gh_circuit_find_currents:
 * @pack: a pack
 * @state: of its circuit
 * @seconds: for how long, above 0
 * @currents: (out): the greatest constant currents
 *
 * Limits of charge, current and voltage as in gh_circuit_step(); those of the voltage are found by
 * bisection to the last digit.
 */
void
gh_circuit_find_currents (const GhPack *pack, const GhCircuitState *state, double seconds,
                          GhCircuitCurrents *currents)
{
  Step step;

  prepare (pack, state, seconds, &step);
  currents->discharge_a = limit_discharge (&step, &currents->discharge_limit);
  currents->discharge_least_v = least_voltage (&step, currents->discharge_a);
  currents->charge_a = limit_charge (&step, &currents->charge_limit);
  currents->charge_least_v = least_voltage (&step, -currents->charge_a);
}
