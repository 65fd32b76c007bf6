/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/ageing-law.h"

#include <math.h>

/* No cell is left long before a mechanism gets here; what would go beyond stays. */
#define MOST_WEAR 100.0
/* Share by which a rate is moved to see what that does. */
#define NUDGE 1e-4

/* Which of the two clocks of a law run. */
typedef enum
{
  TIME_RUNS = 1 << 0,
  USE_RUNS = 1 << 1
} Clocks;

/**
 * gh_graphite_potential_v:
 * @soc: state of charge of the cell, 0 to 1
 *
 * The potential of a graphite anode against lithium: the fit of Safari and Delacourt, doi
 * 10.1149/1.3567007, with 0.85 % lithium in an empty cell and 78 % in a full one, as NREL's
 * BLAST-Lite (degradation_model.py) has it.
 *
 * Returns: the potential in V
 */
double
gh_graphite_potential_v (double soc)
{
  double x = 8.5e-3 + soc * (0.78 - 8.5e-3);

  return 0.6379 + 0.5416 * exp (-305.5309 * x) - 0.044 * tanh ((x - 0.1958) / 0.1088)
         - 0.1978 * tanh ((x - 1.0571) / 0.0854) - 0.6875 * tanh ((x + 0.0117) / 0.0529)
         - 0.0175 * tanh ((x - 0.5692) / 0.0875);
}

/* y (x0 + dx), where y (x0) is @from: the state is taken back to the time at which the present
 * stress alone would have led to it. */
static double
continue_curve (GhAgeingForm form, const GhAgeingRates *rates, double from, double dx)
{
  double root = 1.0 / rates->exponent;

  switch (form)
    {
    case GH_AGEING_POWER:
      return pow (pow (from, root) + pow (rates->rate, root) * dx, rates->exponent);
    case GH_AGEING_POWER_B:
      return pow (pow (from, root) + rates->rate * dx, rates->exponent);
    case GH_AGEING_SIGMOID:
      {
        /* y = l tanh (z / 2) with z = (k x)^p. */
        double z = 2.0 * atanh (from / rates->limit);

        return rates->limit * tanh (0.5 * pow (pow (z, root) + rates->rate * dx, rates->exponent));
      }
    case GH_AGEING_NONE:
    default:
      return from;
    }
}

static void
advance_clocks (const GhAgeingLaw *law, GhAgeingState *state, const GhAgeingStress *stress,
                Clocks clocks)
{
  for (guint i = 0; i < GH_AGEING_COMPONENTS; i++)
    {
      const GhAgeingComponent *component = &law->components[i];
      double *value = &state->value[i];
      double passed = component->cyclic ? stress->efc : stress->days;

      if (component->form == GH_AGEING_NONE || passed <= 0.0
          || !(clocks & (component->cyclic ? USE_RUNS : TIME_RUNS))
          || stress->efc < component->least_efc_per_day * stress->days)
        continue;
      double next
          = continue_curve (component->form, &stress->rates[i], *value, passed / component->unit);
      /* Where a limit is reached there is no way back in time, and nothing to add. */
      if (next > *value)
        *value = MIN (next, MOST_WEAR);
    }
}

static double
sum_of (const GhAgeingLaw *law, const GhAgeingState *state, GhAgeingQuantity quantity)
{
  double sum = 0.0;

  for (guint i = 0; i < GH_AGEING_COMPONENTS; i++)
    if (law->components[i].form != GH_AGEING_NONE && law->components[i].quantity == quantity)
      sum += state->value[i];
  return sum;
}

/**
 * gh_ageing_law_has_resistance:
 * @law: a law of ageing
 *
 * Returns: whether the law tells how resistance grows; otherwise it is taken from the lost capacity
 */
gboolean
gh_ageing_law_has_resistance (const GhAgeingLaw *law)
{
  for (guint i = 0; i < GH_AGEING_COMPONENTS; i++)
    if (law->components[i].form != GH_AGEING_NONE
        && law->components[i].quantity == GH_AGEING_RESISTANCE)
      return TRUE;
  return FALSE;
}

/**
 * gh_ageing_state_init:
 * @law: a law of ageing
 * @state: (out): a new cell
 *
 * Makes a cell new.
 */
void
gh_ageing_state_init (const GhAgeingLaw *law, GhAgeingState *state)
{
  for (guint i = 0; i < GH_AGEING_COMPONENTS; i++)
    state->value[i] = law->components[i].start;
}

/**
 * gh_ageing_state_advance:
 * @law: a law of ageing
 * @state: the cell before, then after
 * @stress: what happens to it, as gh_ageing_stress_measure() found it with the same law
 *
 * Ages a cell. Each mechanism goes on along its curve under the present stress, from the point at
 * which that curve has the present wear (virtual time). That is exact: under constant stress one
 * long step equals many short ones. Wear never falls, and is never NaN: what has reached the limit
 * of a curve rests until the stress has a higher one.
 */
void
gh_ageing_state_advance (const GhAgeingLaw *law, GhAgeingState *state, const GhAgeingStress *stress)
{
  advance_clocks (law, state, stress, TIME_RUNS | USE_RUNS);
}

/**
 * gh_ageing_state_get_soh:
 * @law: a law of ageing
 * @state: the age of a cell
 *
 * Returns: the capacity that is left, 1 for a new cell, never below 0
 */
double
gh_ageing_state_get_soh (const GhAgeingLaw *law, const GhAgeingState *state)
{
  double loss = sum_of (law, state, GH_AGEING_CAPACITY);
  double lithium = law->remaining != NULL ? law->remaining (loss) : 1.0 - loss;
  double material = 1.0 + law->spare_material - sum_of (law, state, GH_AGEING_MATERIAL);

  return MAX (0.0, MIN (lithium, material));
}

/**
 * gh_ageing_state_get_resistance:
 * @law: a law of ageing
 * @state: the age of a cell
 *
 * What has become of the resistance. Where the law does not tell (gh_ageing_law_has_resistance()),
 * growth is assumed to be in proportion to the lost capacity, as much as in a measured cell of the
 * nearest chemistry in a year at 25 degrees Celsius: 2.06 times with nickel or manganese
 * (Schmalstieg 2014, state of charge 0.8), 0.40 times with iron phosphate (Naumann 2018, 0.5).
 *
 * Returns: resistance over that of a new cell
 */
double
gh_ageing_state_get_resistance (const GhAgeingLaw *law, const GhAgeingState *state)
{
  double growth = sum_of (law, state, GH_AGEING_RESISTANCE);
  double material = 1.0 + law->spare_material - sum_of (law, state, GH_AGEING_MATERIAL);
  const double *lost = law->material_resistance;

  if (!gh_ageing_law_has_resistance (law))
    growth = law->resistance_per_loss * (1.0 - gh_ageing_state_get_soh (law, state));
  if (lost[1] > 0.0)
    return MAX (1.0 + growth, lost[0] + lost[1] / material);
  return 1.0 + growth;
}

static double
soh_after (const GhAgeingLaw *law, const GhAgeingState *state, const GhAgeingStress *stress,
           Clocks clocks)
{
  GhAgeingState after = *state;

  advance_clocks (law, &after, stress, clocks);
  return gh_ageing_state_get_soh (law, &after);
}

/**
 * gh_ageing_marginal_cycle_loss:
 * @law: a law of ageing
 * @state: the cell at the beginning of the year
 * @year: what the coming year does to it
 *
 * The capacity that use in the coming year costs beyond what time alone would, by equivalent full
 * cycles: [y (x + dx) - y (x)] / dx, the mean over the year, not the slope at its beginning, which
 * is infinite in a new cell where y is a root of x.
 *
 * Returns: lost capacity per equivalent full cycle, as a fraction of the new; 0 in a year without
 *   use
 */
double
gh_ageing_marginal_cycle_loss (const GhAgeingLaw *law, const GhAgeingState *state,
                               const GhAgeingStress *year)
{
  if (year->efc <= 0.0)
    return 0.0;
  return (soh_after (law, state, year, TIME_RUNS)
          - soh_after (law, state, year, TIME_RUNS | USE_RUNS))
         / year->efc;
}

/* How much more capacity the year costs if one parameter is what it is at a point, rather than its
 * mean over the year, by the slope at the mean. */
static double
loss_by_parameter (const GhAgeingLaw *law, const GhAgeingState *state, const GhAgeingStress *year,
                   const GhAgeingParameter *parameter, gsize offset, const GhAgeingPoint *point)
{
  GhAgeingStress nudged = *year;
  double *value = (double *) ((char *) &nudged + offset);
  double mean = *value;
  double nudge = NUDGE * mean;

  if (parameter->of_point == NULL || nudge <= 0.0)
    return 0.0;
  *value = mean - nudge;
  double less = soh_after (law, state, &nudged, TIME_RUNS | USE_RUNS);
  *value = mean + nudge;
  double more = soh_after (law, state, &nudged, TIME_RUNS | USE_RUNS);
  return (less - more) / (2.0 * nudge) * (parameter->scale * parameter->of_point (point) - mean);
}

/**
 * gh_ageing_marginal_calendar_loss:
 * @law: a law of ageing
 * @state: the cell at the beginning of the year
 * @year: what the coming year does to it
 * @soc: state of charge at which it would rest
 * @temperature_k: its temperature then
 *
 * What a day of rest costs in the coming year. The calendar loss L of a year of D days depends on
 * the means of the law's parameters over time, r = (1/D) sum r (soc_t, T_t) dt. To first order
 * around the mean r0 of @year
 *
 *     L (r) = L (r0) + dL/dr (r - r0) = sum dt [L (r0) + dL/dr (r (soc_t, T_t) - r0)] / D,
 *
 * and the bracket over D is what is returned (summed over the parameters, where there are
 * several): a price for every day that adds up to the loss of the year as planned exactly, and to
 * that of another plan up to second order. The difference between two states of charge is what
 * planning goes by; far below the mean of an aged cell the price itself may fall below zero, since
 * the line is a tangent. Derivatives are central differences of the exact continuation.
 *
 * Returns: lost capacity per day, as a fraction of the new
 */
double
gh_ageing_marginal_calendar_loss (const GhAgeingLaw *law, const GhAgeingState *state,
                                  const GhAgeingStress *year, double soc, double temperature_k)
{
  GhAgeingPoint point = { soc, law->stressor != NULL ? law->stressor (soc) : soc, temperature_k };
  double loss;

  if (year->days <= 0.0)
    return 0.0;
  loss
      = soh_after (law, state, year, USE_RUNS) - soh_after (law, state, year, TIME_RUNS | USE_RUNS);
  for (guint i = 0; i < GH_AGEING_COMPONENTS; i++)
    {
      const GhAgeingComponent *component = &law->components[i];

      if (component->quantity == GH_AGEING_RESISTANCE)
        continue;
      loss += loss_by_parameter (law, state, year, &component->rate,
                                 G_STRUCT_OFFSET (GhAgeingStress, rates[i].rate), &point);
      loss += loss_by_parameter (law, state, year, &component->exponent,
                                 G_STRUCT_OFFSET (GhAgeingStress, rates[i].exponent), &point);
      loss += loss_by_parameter (law, state, year, &component->limit,
                                 G_STRUCT_OFFSET (GhAgeingStress, rates[i].limit), &point);
    }
  return loss / year->days;
}
