/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/battery-plan.h"

G_BEGIN_DECLS

/**
 * GhBatteryPriced:
 * @model: (transfer none): a battery whose ageing is priced
 * @age: (transfer none): its age
 * @stress: what the last plan does to it in a year
 * @before: prices of the plan before
 * @price: those of the last plan
 * @kept: those of the plan that is kept
 *
 * The search for the prices of one battery.
 */
typedef struct
{
  const GhBatteryModel *model;
  const GhAgeingState *age;
  GhAgeingStress stress;
  GhAgeingPrice before;
  GhAgeingPrice price;
  GhAgeingPrice kept;
} GhBatteryPriced;

/**
 * GhBatteryPrices:
 * @count: how many batteries have their ageing priced
 * @batteries: them, that which the task is about first where it is one of them
 *
 * Prices of ageing that are found together with a plan: they follow from what it does.
 */
typedef struct
{
  guint count;
  GhBatteryPriced batteries[GH_MOST_STORES];
} GhBatteryPrices;

void gh_battery_prices_begin (GhBatteryPrices *prices, const GhBatteryTask *task);
gboolean gh_battery_prices_move (GhBatteryPrices *prices, const GhBatteryTask *task, GhSite *site,
                                 guint round);
double gh_battery_prices_measure (GhBatteryPrices *prices, const GhSite *site, const GhPlan *plan);
void gh_battery_prices_keep (GhBatteryPrices *prices);
void gh_battery_prices_return (const GhBatteryPrices *prices, GhSite *site);
void gh_battery_prices_lift (const GhBatteryPrices *prices, GhSite *site);

G_END_DECLS
