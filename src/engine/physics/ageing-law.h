/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most mechanisms that a law has. */
#define GH_AGEING_COMPONENTS 5

/**
 * GhAgeingForm:
 * @GH_AGEING_NONE: no mechanism
 * @GH_AGEING_POWER: y = k x^p
 * @GH_AGEING_POWER_B: y = (k x)^p
 * @GH_AGEING_SIGMOID: y = 2 l (1/2 - 1 / (1 + exp ((k x)^p)))
 *
 * How a mechanism goes on under constant stress, with rate k, exponent p and limit l.
 */
typedef enum
{
  GH_AGEING_NONE,
  GH_AGEING_POWER,
  GH_AGEING_POWER_B,
  GH_AGEING_SIGMOID
} GhAgeingForm;

/**
 * GhAgeingQuantity:
 * @GH_AGEING_CAPACITY: lost capacity, as a fraction of the new; losses add up
 * @GH_AGEING_MATERIAL: lost active material, of which a new cell has some to spare
 * @GH_AGEING_RESISTANCE: grown resistance, as a fraction of the new
 *
 * What a mechanism wears.
 */
typedef enum
{
  GH_AGEING_CAPACITY,
  GH_AGEING_MATERIAL,
  GH_AGEING_RESISTANCE
} GhAgeingQuantity;

/**
 * GhAgeingPoint:
 * @soc: state of charge
 * @stressor: what the law makes of it (a potential, a voltage), or the state of charge itself
 * @temperature_k: of the cell
 *
 * A moment in a cell's life.
 */
typedef struct
{
  double soc;
  double stressor;
  double temperature_k;
} GhAgeingPoint;

/**
 * GhAgeingCycle:
 * @dod: its range of state of charge
 * @soc: the middle of it
 * @rms_stressor: root mean square of the stressor from where it begins to where it turns back
 * @c_rate: mean current over capacity while moving
 * @temperature_k: of the cell
 *
 * A cycle of the state of charge.
 */
typedef struct
{
  double dod;
  double soc;
  double rms_stressor;
  double c_rate;
  double temperature_k;
} GhAgeingCycle;

/**
 * GhAgeingParameter:
 * @scale: a constant factor, or the parameter itself where neither function is given
 * @of_point: (nullable): how it depends on the moment; averaged over time
 * @of_cycle: (nullable): how it depends on the cycle; averaged over equivalent full cycles
 *
 * A parameter of a mechanism; at most one function is given.
 */
typedef struct
{
  double scale;
  double (*of_point) (const GhAgeingPoint *point);
  double (*of_cycle) (const GhAgeingCycle *cycle);
} GhAgeingParameter;

/**
 * GhAgeingComponent:
 * @quantity: what it wears
 * @form: its course; %GH_AGEING_NONE after the last
 * @cyclic: whether it goes on with use rather than with time
 * @unit: how many days, or equivalent full cycles, make x = 1
 * @rate: k
 * @exponent: p
 * @limit: l of a sigmoid
 * @start: its value in a new cell
 * @least_efc_per_day: it rests where the cell is used less
 *
 * One mechanism of ageing.
 */
typedef struct
{
  GhAgeingQuantity quantity;
  GhAgeingForm form;
  gboolean cyclic;
  double unit;
  GhAgeingParameter rate;
  GhAgeingParameter exponent;
  GhAgeingParameter limit;
  double start;
  double least_efc_per_day;
} GhAgeingComponent;

/**
 * GhAgeingLaw:
 * @id: its name in files, "nmc-kokam-75ah"
 * @title: the cell it was measured on, in English
 * @source: paper, and the file its parameters are from
 * @capacity_ah: of the cell it was measured on
 * @temperature_min_k: lowest temperature at which cells were cycled
 * @temperature_max_k: highest one
 * @dod_min: shallowest cycles
 * @dod_max: deepest ones
 * @charge_max_per_hour: greatest charging current over capacity
 * @discharge_max_per_hour: greatest discharging current over capacity
 * @components: the mechanisms
 * @stressor: (nullable): what it makes of the state of charge
 * @remaining: (nullable): capacity that is left after a sum of losses; %NULL: 1 less the sum
 * @spare_material: active material beyond what a new cell's capacity needs
 * @material_resistance: resistance a + b / (1 + spare - lost material), where b is not 0
 * @resistance_per_loss: growth of resistance for a loss of capacity of 1, where no mechanism
 *   tells it: an assumption
 *
 * How a cell ages. Static data; outside the six limits it is an extrapolation.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *source;
  double capacity_ah;
  double temperature_min_k;
  double temperature_max_k;
  double dod_min;
  double dod_max;
  double charge_max_per_hour;
  double discharge_max_per_hour;
  GhAgeingComponent components[GH_AGEING_COMPONENTS];
  double (*stressor) (double soc);
  double (*remaining) (double loss);
  double spare_material;
  double material_resistance[2];
  double resistance_per_loss;
} GhAgeingLaw;

extern const GhAgeingLaw gh_ageing_law_lfp_250ah;
extern const GhAgeingLaw gh_ageing_law_lfp_sony_3ah;
extern const GhAgeingLaw gh_ageing_law_lfp_naumann;
extern const GhAgeingLaw gh_ageing_law_lfp_a123;
extern const GhAgeingLaw gh_ageing_law_nmc_kokam_75ah;
extern const GhAgeingLaw gh_ageing_law_nmc_sanyo_2ah;
extern const GhAgeingLaw gh_ageing_law_nmc811_lg_mj1;
extern const GhAgeingLaw gh_ageing_law_nca_panasonic_3ah;
extern const GhAgeingLaw gh_ageing_law_nmc_75ah_a;
extern const GhAgeingLaw gh_ageing_law_nmc_50ah_b1;
extern const GhAgeingLaw gh_ageing_law_lmo_leaf_66ah;
extern const GhAgeingLaw gh_ageing_law_lmo_xu;

/**
 * GhAgeingRates:
 * @rate: k
 * @exponent: p
 * @limit: l
 *
 * The parameters of one mechanism, averaged over a window of time.
 */
typedef struct
{
  double rate;
  double exponent;
  double limit;
} GhAgeingRates;

/**
 * GhAgeingStress:
 * @days: length of the window
 * @efc: equivalent full cycles in it
 * @mean_soc: over time
 * @mean_temperature_k: over time
 * @temperature_min_k: coldest step
 * @temperature_max_k: warmest step
 * @dod: of the cycles, over equivalent full cycles
 * @c_rate: current over capacity while moving, over equivalent full cycles
 * @charge_max_per_hour: greatest charging current over capacity
 * @discharge_max_per_hour: greatest discharging current over capacity
 * @rates: one for each mechanism
 *
 * What a window of time does to a cell.
 */
typedef struct
{
  double days;
  double efc;
  double mean_soc;
  double mean_temperature_k;
  double temperature_min_k;
  double temperature_max_k;
  double dod;
  double c_rate;
  double charge_max_per_hour;
  double discharge_max_per_hour;
  GhAgeingRates rates[GH_AGEING_COMPONENTS];
} GhAgeingStress;

/**
 * GhAgeingState:
 * @value: what each mechanism has done so far
 *
 * The age of a cell.
 */
typedef struct
{
  double value[GH_AGEING_COMPONENTS];
} GhAgeingState;

double gh_graphite_potential_v (double soc);

void gh_ageing_stress_measure (const GhAgeingLaw *law, const double *soc, gsize count,
                               double step_seconds, const double *temperature_k, double constant_k,
                               GhAgeingStress *stress);

gboolean gh_ageing_law_has_resistance (const GhAgeingLaw *law);
void gh_ageing_state_init (const GhAgeingLaw *law, GhAgeingState *state);
void gh_ageing_state_advance (const GhAgeingLaw *law, GhAgeingState *state,
                              const GhAgeingStress *stress);
double gh_ageing_state_get_soh (const GhAgeingLaw *law, const GhAgeingState *state);
double gh_ageing_state_get_resistance (const GhAgeingLaw *law, const GhAgeingState *state);

double gh_ageing_marginal_cycle_loss (const GhAgeingLaw *law, const GhAgeingState *state,
                                      const GhAgeingStress *year);
double gh_ageing_marginal_calendar_loss (const GhAgeingLaw *law, const GhAgeingState *state,
                                         const GhAgeingStress *year, double soc,
                                         double temperature_k);

G_END_DECLS
