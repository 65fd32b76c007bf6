/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of cells with an iron phosphate cathode and a graphite anode. Constants are as their
 * sources print them; a comment says where a source was not the paper itself. */
#include "physics/ageing-law.h"

#include <math.h>

#define GAS_CONSTANT 8.3144598

/* Growth of resistance for a loss of capacity, from Naumann's cell: a year at 25 C and half full
 * costs 4.25 % of capacity and adds 1.68 % of resistance. */
#define RESISTANCE_PER_LOSS 0.40

static double
arrhenius (double activation_j_per_mol, double gas_constant, double temperature_k)
{
  return exp (-activation_j_per_mol / gas_constant * (1.0 / temperature_k - 1.0 / 298.15));
}

/* A large cell: NREL's fit. The cycle term falls with temperature. */
static double
prismatic_calendar (const GhAgeingPoint *point)
{
  return exp ((-5.21e3 - 3.56e3 * point->stressor) / point->temperature_k);
}

static double
prismatic_cycle (const GhAgeingCycle *cycle)
{
  return (4.38e-8 + 1.55e-8 * cycle->dod + 1.68e-7 * cycle->c_rate)
         * (exp (2.19e3 / cycle->temperature_k) + exp (-1.55e5 / cycle->temperature_k));
}

const GhAgeingLaw gh_ageing_law_lfp_250ah = {
  .id = "lfp-250ah",
  .title = "LFP/graphite prismatic, 250 Ah",
  .source = "doi 10.1016/j.est.2023.109042; NREL BLAST-Lite lfp_gr_250AhPrismatic_2019.py",
  .capacity_ah = 250.0,
  .temperature_min_k = 283.15,
  .temperature_max_k = 318.15,
  .dod_min = 0.8,
  .dod_max = 1.0,
  .charge_max_per_hour = 0.65,
  .discharge_max_per_hour = 1.0,
  .components = { { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .unit = 1.0,
                    .rate = { 8.37e4, .of_point = prismatic_calendar },
                    .exponent = { 0.526 } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1.0,
                    .rate = { 1.0, .of_cycle = prismatic_cycle },
                    .exponent = { 0.828 } } },
  .stressor = gh_graphite_potential_v,
  .resistance_per_loss = RESISTANCE_PER_LOSS,
};

/* The Sony cell as NREL fitted it again. */
static double
sony_limit (const GhAgeingPoint *point)
{
  double root = sqrt (point->stressor);
  double t = point->temperature_k;

  return exp ((-2881067.56019324 / t + 8742.06309157261) * root / t);
}

static double
sony_exponent (const GhAgeingPoint *point)
{
  double cube_root = cbrt (point->stressor);
  double fourth_root = sqrt (sqrt (point->stressor));
  double t = point->temperature_k;
  double t2 = t * t;

  return exp ((734553185711.369 / t - 3284991315.45121) * cube_root / (t2 * t)
              + (-2.82161575620780e-06 * t + 0.00127227593657290) * t2 * fourth_root);
}

static double
sony_cycle (const GhAgeingCycle *cycle)
{
  double c = cycle->c_rate;

  return fabs (-6.81260579372875e-06 + 2.59615973160844e-05 * cycle->dod
               + 2.11559710307295e-06 * exp (cycle->dod * cycle->dod * c * c * c));
}

static double
skew_normal (double x, double skew, double width)
{
  double z = (x - 0.5) / width;

  return 2.0 / sqrt (2.0 * G_PI) * exp (-0.5 * z * z) * 0.5 * erfc (-skew * z / G_SQRT2);
}

/* NREL averages the first factor over time; here over the range of the cycle, which is the same
 * for a steady charge and discharge (Simpson's rule). */
static double
sony_break_in (const GhAgeingCycle *cycle)
{
  double sum = 0.0;

  for (int i = 0; i <= 16; i++)
    sum += (i == 0 || i == 16 ? 1.0
            : i % 2 == 1      ? 4.0
                              : 2.0)
           * skew_normal (cycle->soc + cycle->dod * (i / 16.0 - 0.5), 0.0583128906965484,
                          0.208738181522897);
  return sum / 48.0 * skew_normal (cycle->dod, -3.80744333129564, 1.16126260428210)
         * tanh (0.5 * 25.4130804598602 * cycle->dod);
}

static double
sony_resistance_calendar (const GhAgeingPoint *point)
{
  double s = point->soc - 0.5;

  return arrhenius (71827.0, 8.3144, point->temperature_k) * (-3.3903 * s * s * s + 1.5604);
}

/* Published for up to 1 C; beyond 1.05 C it would have resistance shrink. */
static double
resistance_cycle (const GhAgeingCycle *cycle, double constant)
{
  double d = cycle->dod - 0.5;

  return MAX (0.0, -0.0020 * cycle->c_rate + 0.0021) * (6.8477 * d * d * d + constant);
}

static double
sony_resistance_cycle (const GhAgeingCycle *cycle)
{
  return resistance_cycle (cycle, 0.91882);
}

/* Cycled at 25 and 40 C only, and the cycle terms know no temperature. NREL takes the cube of the
 * distance from half full for resistance, Naumann's own model (below) the square. */
const GhAgeingLaw gh_ageing_law_lfp_sony_3ah = {
  .id = "lfp-sony-3ah",
  .title = "LFP/graphite Sony-Murata US26650FTC1, 3 Ah, fitted by NREL",
  .source = "doi 10.1149/1945-7111/ac86a8; NREL BLAST-Lite lfp_gr_SonyMurata3Ah_2018.py",
  .capacity_ah = 3.0,
  .temperature_min_k = 293.15,
  .temperature_max_k = 313.15,
  .dod_min = 0.8,
  .dod_max = 1.0,
  .charge_max_per_hour = 1.0,
  .discharge_max_per_hour = 2.0,
  .components = { { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_SIGMOID,
                    .unit = 1.0,
                    .rate = { 0.000130510034211874 },
                    .exponent = { 0.000332850281062177, .of_point = sony_exponent },
                    .limit = { 0.989687151293590, .of_point = sony_limit } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER_B,
                    .cyclic = TRUE,
                    .unit = 1.0,
                    .rate = { 1.0, .of_cycle = sony_cycle },
                    .exponent = { 1.12847759334355 } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_SIGMOID,
                    .cyclic = TRUE,
                    .unit = 1.0,
                    .rate = { 0.00303553871631028 },
                    .exponent = { 1.43752162947637 },
                    .limit = { 0.582258029148225, .of_cycle = sony_break_in },
                    .least_efc_per_day = 3.0 },
                  { .quantity = GH_AGEING_RESISTANCE,
                    .form = GH_AGEING_POWER,
                    .unit = 1.0,
                    .rate = { 86400.0 * 3.4194e-10, .of_point = sony_resistance_calendar },
                    .exponent = { 1.0 } },
                  { .quantity = GH_AGEING_RESISTANCE,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 100.0,
                    .rate = { 1.0, .of_cycle = sony_resistance_cycle },
                    .exponent = { 1.0 } } },
  .stressor = gh_graphite_potential_v,
};

/* The Sony cell in the closed form of those who measured it. */
static double
naumann_calendar (const GhAgeingPoint *point)
{
  double s = point->soc - 0.5;

  return arrhenius (17126.0, GAS_CONSTANT, point->temperature_k) * (2.8575 * s * s * s + 0.60225);
}

static double
naumann_cycle (const GhAgeingCycle *cycle)
{
  double d = cycle->dod - 0.6;

  return (0.0630 * cycle->c_rate + 0.0971) * (4.0253 * d * d * d + 1.0923);
}

static double
naumann_resistance_calendar (const GhAgeingPoint *point)
{
  double s = point->soc - 0.5;

  return arrhenius (71827.0, GAS_CONSTANT, point->temperature_k) * (-3.3903 * s * s + 1.5604);
}

static double
naumann_resistance_cycle (const GhAgeingCycle *cycle)
{
  return resistance_cycle (cycle, 0.9182);
}

const GhAgeingLaw gh_ageing_law_lfp_naumann = {
  .id = "lfp-naumann",
  .title = "LFP/graphite Sony-Murata US26650FTC1, 3 Ah, as published",
  .source = "doi 10.1016/j.est.2018.01.019 and 10.1016/j.jpowsour.2019.227666; simses-lite "
            "sony_lfp_calendar.py, sony_lfp_cyclic.py",
  .capacity_ah = 3.0,
  .temperature_min_k = 293.15,
  .temperature_max_k = 313.15,
  .dod_min = 0.2,
  .dod_max = 1.0,
  .charge_max_per_hour = 1.0,
  .discharge_max_per_hour = 2.0,
  .components = { { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .unit = 1.0 / 86400.0,
                    .rate = { 1.2571e-5, .of_point = naumann_calendar },
                    .exponent = { 0.5 } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1.0,
                    .rate = { 0.01, .of_cycle = naumann_cycle },
                    .exponent = { 0.5 } },
                  { .quantity = GH_AGEING_RESISTANCE,
                    .form = GH_AGEING_POWER,
                    .unit = 1.0 / 86400.0,
                    .rate = { 3.4194e-10, .of_point = naumann_resistance_calendar },
                    .exponent = { 1.0 } },
                  { .quantity = GH_AGEING_RESISTANCE,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 100.0,
                    .rate = { 1.0, .of_cycle = naumann_resistance_cycle },
                    .exponent = { 1.0 } } },
};

/* The factor of Wang 2011 between C-rates that were measured. Those at 6 C and 10 C, which no house
 * reaches, were recalled from the paper, not read in it. */
static double
wang_factor (double c_rate)
{
  static const double rates[] = { 0.5, 2.0, 6.0, 10.0 };
  static const double factors[] = { 31630.0, 21681.0, 12934.0, 15512.0 };
  guint i = c_rate < 2.0 ? 0 : c_rate < 6.0 ? 1 : 2;

  return factors[i]
         + (factors[i + 1] - factors[i]) * (c_rate - rates[i]) / (rates[i + 1] - rates[i]);
}

/* Below C/2 the fit would have cycling cost less than resting; it is held there. */
static double
wang_cycle (const GhAgeingCycle *cycle)
{
  double c = CLAMP (cycle->c_rate, 0.5, 10.0);

  return wang_factor (c) * exp ((-31700.0 + 370.3 * c) / (8.314 * cycle->temperature_k));
}

/* A fit over degrees Celsius, which has nothing to say below 0. */
static double
goebel_calendar (const GhAgeingPoint *point)
{
  double celsius = MAX (0.0, point->temperature_k - 273.15);

  return (0.019 * pow (100.0 * MAX (0.0, point->soc), 0.823) + 0.5195)
         * (3.258e-9 * pow (celsius, 5.087) + 0.295);
}

/* Cycle term of Wang, calendar term of Goebel and others. Throughput in Ah of the 2.3 Ah cell,
 * charge and discharge, as openSimSES counts it. */
const GhAgeingLaw gh_ageing_law_lfp_a123 = {
  .id = "lfp-a123",
  .title = "LFP/graphite A123 ANR26650, 2.3 Ah",
  .source = "doi 10.1016/j.jpowsour.2010.11.134; openSimSES CLFP_Goebel_CycAging.m, "
            "CLFP_Goebel_CalAging.m",
  .capacity_ah = 2.3,
  .temperature_min_k = 288.15,
  .temperature_max_k = 333.15,
  .dod_min = 0.1,
  .dod_max = 0.9,
  .charge_max_per_hour = 2.0,
  .discharge_max_per_hour = 2.0,
  .components = { { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .unit = 30.5,
                    .rate = { 0.01, .of_point = goebel_calendar },
                    .exponent = { 0.8 } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1.0 / (2.0 * 2.3),
                    .rate = { 0.01, .of_cycle = wang_cycle },
                    .exponent = { 0.55 } } },
  .resistance_per_loss = RESISTANCE_PER_LOSS,
};
