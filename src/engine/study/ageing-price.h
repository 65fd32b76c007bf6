/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/battery-model.h"

G_BEGIN_DECLS

/**
 * GhAgeingPrice:
 * @wear_per_kwh: what a kWh AC discharged to house or grid wears off, currency
 * @dwell: what holding energy costs
 * @loss_cost_per_kwh: what the loss of all capacity costs where they were found, currency per kWh;
 *   0 where they were not found by ageing
 * @capacity_kwh: of the store where they were found
 *
 * The ageing of a battery as the prices that a plan heeds.
 */
typedef struct
{
  double wear_per_kwh;
  GhDwellCost dwell;
  double loss_cost_per_kwh;
  double capacity_kwh;
} GhAgeingPrice;

void gh_ageing_price_find (const GhBatteryModel *model, const GhAgeingState *state,
                           const GhAgeingStress *year, const GhStore *store, GhAgeingPrice *price);
void gh_ageing_price_carry_over (const GhAgeingPrice *price, const GhBatteryModel *model,
                                 const GhStore *store, GhAgeingPrice *carried);
void gh_ageing_price_apply (const GhAgeingPrice *price, GhStore *store);
void gh_ageing_expect_year (const GhBatteryModel *model, const GhSite *site,
                            GhAgeingStress *stress);
void gh_ageing_find_start (const GhBatteryModel *model, const GhSite *site, GhAgeingState *state);
void gh_ageing_measure_year (const GhBatteryModel *model, const GhStore *store,
                             const double *energy_kwh, GhAgeingStress *stress);

G_END_DECLS
