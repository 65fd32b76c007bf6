/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of cells with a cathode of nickel, manganese or aluminium, and cobalt (NMC, NCA). Constants
 * are as their sources print them. */
#include "physics/ageing-law.h"

#include <math.h>

/* Temperature and anode potential that NREL divides by. Its Kokam law takes 35 C, the two laws of
 * large cells 293.15 + 35 K: their constants go with that. */
#define KOKAM_REFERENCE_K (273.15 + 35.0)
#define LARGE_REFERENCE_K (293.15 + 35.0)
#define REFERENCE_POTENTIAL_V 0.123

/* Growth of resistance for a loss of capacity, from Schmalstieg's cell: a year at 25 C and a state
 * of charge of 0.8 costs 3.55 % of capacity and adds 7.29 % of resistance. */
#define RESISTANCE_PER_LOSS 2.06

static double
kokam_calendar (const GhAgeingPoint *point)
{
  double t = point->temperature_k / KOKAM_REFERENCE_K;

  return exp ((-17.8 - 5.21 * point->stressor / REFERENCE_POTENTIAL_V) / t);
}

static double
kokam_cycle (const GhAgeingCycle *cycle)
{
  double t = cycle->temperature_k / KOKAM_REFERENCE_K;

  return exp (-18.4 / t + 1.04 * exp (cycle->dod * cycle->dod));
}

/* Equivalent full cycles to the loss of about half the material, at least 100: deep cycles below
 * -20 C, far outside its range, would have it negative. */
static double
kokam_material (const GhAgeingCycle *cycle)
{
  double celsius = cycle->temperature_k - 273.15;

  return 1.0 / MAX (100.0, 1e4 + 153.0 * (celsius - 55.0) * cycle->dod * cycle->soc / 0.6);
}

/* Lithium and active material are lost side by side; what is scarcer limits the cell. Cycles know
 * no C-rate. NREL multiplies depth by the mean state of charge of the window; here it is that of
 * each cycle. */
const GhAgeingLaw gh_ageing_law_nmc_kokam_75ah = {
  .id = "nmc-kokam-75ah",
  .title = "NMC111/graphite Kokam pouch, 75 Ah",
  .source = "doi 10.23919/ACC.2017.7963578; NREL BLAST-Lite nmc111_gr_Kokam75Ah_2017.py",
  .capacity_ah = 75.0,
  .temperature_min_k = 273.15,
  .temperature_max_k = 318.15,
  .dod_min = 0.8,
  .dod_max = 1.0,
  .charge_max_per_hour = 1.0,
  .discharge_max_per_hour = 1.0,
  .components = { { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .unit = 1.0,
                    .rate = { 2.66e7, .of_point = kokam_calendar },
                    .exponent = { 0.357 } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1.0,
                    .rate = { 3.80e3, .of_cycle = kokam_cycle },
                    .exponent = { 0.778 } },
                  { .quantity = GH_AGEING_MATERIAL,
                    .form = GH_AGEING_SIGMOID,
                    .cyclic = TRUE,
                    .unit = 1.0,
                    .rate = { 1.0, .of_cycle = kokam_material },
                    .exponent = { 10.0 },
                    .limit = { 1.0 },
                    .start = 1e-8 },
                  { .quantity = GH_AGEING_RESISTANCE,
                    .form = GH_AGEING_POWER,
                    .unit = 1.0,
                    .rate = { 0.0570 * 2.66e7, .of_point = kokam_calendar },
                    .exponent = { 1.25 } },
                  { .quantity = GH_AGEING_RESISTANCE,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1.0,
                    .rate = { 4.87 * 3.80e3, .of_cycle = kokam_cycle },
                    .exponent = { 0.712 } } },
  .stressor = gh_graphite_potential_v,
  .spare_material = 0.01,
  .material_resistance = { -0.08, 1.09 },
};

/* Open-circuit voltage at state of charge from 0.008637153 on, every 0.018142361, as NREL read it
 * off the figures of Schmalstieg and Ecker. */
static double
sanyo_voltage (double soc)
{
  static const double inner[]
      = { 3.345014187, 3.37917149,  3.411603677, 3.440585632, 3.466289865, 3.490268982, 3.511315401,
          3.529946658, 3.547197821, 3.561688798, 3.574972194, 3.586357962, 3.597053683, 3.605506753,
          3.613442288, 3.620342753, 3.626380661, 3.632073544, 3.63690387,  3.642079219, 3.646909545,
          3.652084894, 3.657605266, 3.663470662, 3.670198615, 3.677444104, 3.686759732, 3.696420384,
          3.708323686, 3.720572012, 3.734372943, 3.749553967, 3.765252525, 3.781123596, 3.797857224,
          3.814590852, 3.832532062, 3.849783226, 3.866861877, 3.884458064, 3.900846669, 3.917752809,
          3.934831461, 3.953462717, 3.971921462, 3.991415276, 4.011771649, 4.03195551,  4.05196686,
          4.070770628, 4.087849279, 4.104237884, 4.120108955, 4.135980025, 4.152541142 };
  static const double first = 0.008637153, last = 0.988324653;
  double s = CLAMP (soc, 0.0, 1.0);

  if (s < first)
    return 3.331 + (inner[0] - 3.331) * s / first;
  if (s > 0.998220486)
    return 4.160649189 + (4.162 - 4.160649189) * (s - 0.998220486) / (1.0 - 0.998220486);
  if (s >= last)
    return 4.152541142 + (4.160649189 - 4.152541142) * (s - last) / (0.998220486 - last);
  double place = (s - first) / (last - first) * (G_N_ELEMENTS (inner) - 1);
  gsize i = MIN ((gsize) place, G_N_ELEMENTS (inner) - 2);
  return inner[i] + (inner[i + 1] - inner[i]) * (place - (double) i);
}

static double
sanyo_calendar (const GhAgeingPoint *point)
{
  return (7.543 * point->stressor - 23.75) * exp (-6976.0 / point->temperature_k);
}

static double
sanyo_cycle (const GhAgeingCycle *cycle)
{
  double v = cycle->rms_stressor - 3.667;

  return 7.348e-3 * v * v + 7.6e-4 + 4.081e-3 * cycle->dod;
}

static double
sanyo_resistance_calendar (const GhAgeingPoint *point)
{
  return (5.270 * point->stressor - 16.32) * exp (-5986.0 / point->temperature_k);
}

/* The fit is negative for cycles of a few percent; resistance does not shrink. */
static double
sanyo_resistance_cycle (const GhAgeingCycle *cycle)
{
  double v = cycle->rms_stressor - 3.725;

  return MAX (0.0, 2.153e-4 * v * v - 1.521e-5 + 2.798e-4 * cycle->dod);
}

/* Cycled at 35 C and 1 C only, and the cycle terms know neither. Throughput in Ah of the cell,
 * charge and discharge. The knee at great depth in its data is not in the law. */
const GhAgeingLaw gh_ageing_law_nmc_sanyo_2ah = {
  .id = "nmc-sanyo-2ah",
  .title = "NMC111/graphite Sanyo UR18650E, 2.15 Ah",
  .source = "doi 10.1016/j.jpowsour.2014.02.012 (Schmalstieg 2014); NREL BLAST-Lite "
            "nmc111_gr_Sanyo2Ah_2014.py",
  .capacity_ah = 2.15,
  .temperature_min_k = 293.15,
  .temperature_max_k = 313.15,
  .dod_min = 0.0,
  .dod_max = 1.0,
  .charge_max_per_hour = 1.0,
  .discharge_max_per_hour = 1.0,
  .components = { { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .unit = 1.0,
                    .rate = { 1e6, .of_point = sanyo_calendar },
                    .exponent = { 0.75 } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1.0 / (2.0 * 2.15),
                    .rate = { 1.0, .of_cycle = sanyo_cycle },
                    .exponent = { 0.5 } },
                  { .quantity = GH_AGEING_RESISTANCE,
                    .form = GH_AGEING_POWER,
                    .unit = 1.0,
                    .rate = { 1e5, .of_point = sanyo_resistance_calendar },
                    .exponent = { 0.75 } },
                  { .quantity = GH_AGEING_RESISTANCE,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1.0 / (2.0 * 2.15),
                    .rate = { 1.0, .of_cycle = sanyo_resistance_cycle },
                    .exponent = { 1.0 } } },
  .stressor = sanyo_voltage,
};

static double
mj1_calendar (const GhAgeingPoint *point)
{
  return exp ((-1.03e3 + 57.7 * point->soc) / point->temperature_k);
}

static double
mj1_cycle (const GhAgeingCycle *cycle)
{
  return (1.77e-7 + 8.08e-13 * cycle->c_rate + 2.21e-7 * cycle->dod)
         * (exp (2.25e3 / cycle->temperature_k) + exp (-1.14e4 / cycle->temperature_k));
}

/* The cycle term falls with temperature. */
const GhAgeingLaw gh_ageing_law_nmc811_lg_mj1 = {
  .id = "nmc811-lg-mj1",
  .title = "NMC811/graphite-silicon LG MJ1, 3.5 Ah",
  .source = "EVERLASTING D2.3 (2020); NREL BLAST-Lite nmc811_grSi_LGMJ1_4Ah_2020.py",
  .capacity_ah = 3.5,
  .temperature_min_k = 273.15,
  .temperature_max_k = 323.15,
  .dod_min = 0.2,
  .dod_max = 0.8,
  .charge_max_per_hour = 1.0,
  .discharge_max_per_hour = 3.0,
  .components = { { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .unit = 1.0,
                    .rate = { 0.0353, .of_point = mj1_calendar },
                    .exponent = { 0.743 } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1.0,
                    .rate = { 1.0, .of_cycle = mj1_cycle },
                    .exponent = { 0.695 } } },
  .resistance_per_loss = RESISTANCE_PER_LOSS,
};

static double
nca_calendar (const GhAgeingPoint *point)
{
  return exp ((-3.34e3 + 353.0 * point->soc) / point->temperature_k);
}

static double
nca_cycle (const GhAgeingCycle *cycle)
{
  return (1.86e-6 + 4.74e-11 * cycle->c_rate + 1.77e-4 * cycle->dod)
         * (exp (3.34e-11 / cycle->temperature_k) + exp (-2.81e-9 / cycle->temperature_k));
}

/* The fit has two factors of temperature in its cycle term that come to nothing: it has none. */
const GhAgeingLaw gh_ageing_law_nca_panasonic_3ah = {
  .id = "nca-panasonic-3ah",
  .title = "NCA/graphite Panasonic NCR18650B, 3.2 Ah",
  .source = "doi 10.1149/2.0411609jes and 10.1149/1945-7111/abae37; NREL BLAST-Lite "
            "nca_gr_Panasonic3Ah_2018.py",
  .capacity_ah = 3.2,
  .temperature_min_k = 288.15,
  .temperature_max_k = 308.15,
  .dod_min = 0.8,
  .dod_max = 1.0,
  .charge_max_per_hour = 0.5,
  .discharge_max_per_hour = 2.0,
  .components = { { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .unit = 1.0,
                    .rate = { 75.4, .of_point = nca_calendar },
                    .exponent = { 0.512 } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1.0,
                    .rate = { 1.0, .of_cycle = nca_cycle },
                    .exponent = { 0.699 } } },
  .resistance_per_loss = RESISTANCE_PER_LOSS,
};

static double
large_a_calendar (const GhAgeingPoint *point)
{
  double t = point->temperature_k / LARGE_REFERENCE_K;

  return exp (10.0 * t * t * t / cbrt (point->stressor / REFERENCE_POTENTIAL_V));
}

static double
large_a_cycle (const GhAgeingCycle *cycle)
{
  double t = cycle->temperature_k / LARGE_REFERENCE_K;
  double root = sqrt (cycle->dod);

  return fabs (0.0267 + 1.64 * t * t * t * root
               + 0.011 * exp (cycle->c_rate * cycle->c_rate / sqrt (t))
               - 0.44 * exp (root * t * t * sqrt (cycle->c_rate)));
}

const GhAgeingLaw gh_ageing_law_nmc_75ah_a = {
  .id = "nmc-75ah-a",
  .title = "NMC/graphite pouch of an electric car, 75 Ah (\"A\")",
  .source = "doi 10.1016/j.est.2023.109042; NREL BLAST-Lite nmc_gr_75Ah_A_2019.py",
  .capacity_ah = 75.0,
  .temperature_min_k = 283.15,
  .temperature_max_k = 318.15,
  .dod_min = 0.8,
  .dod_max = 1.0,
  .charge_max_per_hour = 2.0,
  .discharge_max_per_hour = 2.0,
  .components = { { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .unit = 1e3,
                    .rate = { 8.71e-7, .of_point = large_a_calendar },
                    .exponent = { 0.578 } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1e4,
                    .rate = { 1.0, .of_cycle = large_a_cycle },
                    .exponent = { 1.11 } } },
  .stressor = gh_graphite_potential_v,
  .resistance_per_loss = RESISTANCE_PER_LOSS,
};

static double
large_b1_calendar (const GhAgeingPoint *point)
{
  double t = point->temperature_k / LARGE_REFERENCE_K;

  return exp (-4.4 * cbrt (point->stressor / REFERENCE_POTENTIAL_V) / (t * t * t));
}

static double
large_b1_cycle (const GhAgeingCycle *cycle)
{
  double t = cycle->temperature_k / LARGE_REFERENCE_K;

  return pow (cycle->dod * cycle->dod * t * t * t * sqrt (cycle->c_rate), 0.458);
}

const GhAgeingLaw gh_ageing_law_nmc_50ah_b1 = {
  .id = "nmc-50ah-b1",
  .title = "NMC/graphite pouch of an electric car, 50 Ah (\"B1\")",
  .source = "doi 10.1016/j.est.2023.109042; NREL BLAST-Lite nmc_gr_50Ah_B1_2020.py",
  .capacity_ah = 50.0,
  .temperature_min_k = 283.15,
  .temperature_max_k = 318.15,
  .dod_min = 0.8,
  .dod_max = 1.0,
  .charge_max_per_hour = 1.75,
  .discharge_max_per_hour = 1.75,
  .components = { { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .unit = 1e4,
                    .rate = { 36.2, .of_point = large_b1_calendar },
                    .exponent = { 0.708 } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1e5,
                    .rate = { 0.844, .of_cycle = large_b1_cycle },
                    .exponent = { 0.467 } } },
  .stressor = gh_graphite_potential_v,
  .resistance_per_loss = RESISTANCE_PER_LOSS,
};
