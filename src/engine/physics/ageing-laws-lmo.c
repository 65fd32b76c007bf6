/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of cells with a manganese spinel cathode and a graphite anode. */
#include "physics/ageing-law.h"

#include <math.h>

/* As in the NMC cell of Schmalstieg, for want of one of their own. */
#define RESISTANCE_PER_LOSS 2.06

static double
leaf_calendar (const GhAgeingPoint *point)
{
  return exp ((-7.58e3 + 162.0 * point->soc) / point->temperature_k);
}

/* Measured on modules from old cars, with 46 of 66 Ah left: state of health counts from there, and
 * a new cell's first fade is not in it. Cycles cost the same whatever their depth and rate, which
 * holds near 25 C, full depth and 1 C. */
const GhAgeingLaw gh_ageing_law_lmo_leaf_66ah = {
  .id = "lmo-leaf-66ah",
  .title = "LMO/graphite Nissan Leaf module, 66 Ah, in its second life",
  .source = "doi 10.1109/EEEIC/ICPSEUROPE54979.2022.9854784 and 10.1016/j.est.2020.101695; NREL "
            "BLAST-Lite lmo_gr_NissanLeaf66Ah_2ndLife_2020.py",
  .capacity_ah = 66.0,
  .temperature_min_k = 293.15,
  .temperature_max_k = 303.15,
  .dod_min = 0.8,
  .dod_max = 1.0,
  .charge_max_per_hour = 1.0,
  .discharge_max_per_hour = 1.0,
  .components = { { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .unit = 1.0,
                    .rate = { 3.25e8, .of_point = leaf_calendar },
                    .exponent = { 0.464 } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1.0,
                    .rate = { 7.58e-5 },
                    .exponent = { 1.08 } } },
  .resistance_per_loss = RESISTANCE_PER_LOSS,
};

static double
xu_stress (double soc, double temperature_k)
{
  return exp (1.04 * (soc - 0.5) + 0.0693 * (temperature_k - 298.15) * 298.15 / temperature_k);
}

static double
xu_calendar (const GhAgeingPoint *point)
{
  return xu_stress (point->soc, point->temperature_k);
}

/* The source counts cycles; an equivalent full cycle is 1 / depth of them. */
static double
xu_cycle (const GhAgeingCycle *cycle)
{
  double stress = 1.0 / (1.40e5 * pow (cycle->dod, -0.501) - 1.23e5);

  return stress / cycle->dod * xu_stress (cycle->soc, cycle->temperature_k);
}

/* The film on the anode takes its part at first, quickly. */
static double
xu_remaining (double fatigue)
{
  return 5.75e-2 * exp (-121.0 * fatigue) + (1.0 - 5.75e-2) * exp (-fatigue);
}

/* It counts in shares of a capacity, whatever that is. The paper names no range. Its stress of
 * temperature is meant for 15 C and more, and its cycles were at 1 C: recalled, not read. */
const GhAgeingLaw gh_ageing_law_lmo_xu = {
  .id = "lmo-xu",
  .title = "LMO/graphite, semi-empirical, after Xu and others",
  .source = "doi 10.1109/TSG.2016.2578950; constants as in two public implementations",
  .capacity_ah = 1.0,
  .temperature_min_k = 288.15,
  .temperature_max_k = 323.15,
  .dod_min = 0.1,
  .dod_max = 1.0,
  .charge_max_per_hour = 1.0,
  .discharge_max_per_hour = 1.0,
  .components = { { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .unit = 1.0 / 86400.0,
                    .rate = { 4.14e-10, .of_point = xu_calendar },
                    .exponent = { 1.0 } },
                  { .quantity = GH_AGEING_CAPACITY,
                    .form = GH_AGEING_POWER,
                    .cyclic = TRUE,
                    .unit = 1.0,
                    .rate = { 1.0, .of_cycle = xu_cycle },
                    .exponent = { 1.0 } } },
  .remaining = xu_remaining,
  .resistance_per_loss = RESISTANCE_PER_LOSS,
};
