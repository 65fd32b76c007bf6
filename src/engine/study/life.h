/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/battery-plan.h"
#include "study/household.h"

G_BEGIN_DECLS

/* Bars of the histograms: of the depth of cycles, and of the state of charge. */
#define GH_LIFE_DEPTHS 10
#define GH_LIFE_DWELLS 20

/**
 * GhLifeYear:
 * @year: 1 for the first
 * @soh_begin: capacity left as it begins
 * @soh_end: capacity left as it ends, before a battery that is worn out is replaced
 * @resistance: growth of resistance as it begins, 1 when new
 * @loss_time: capacity that time alone takes from a battery that is charged smartly
 * @loss_driving: capacity that driving, and charging for it, takes beside that
 * @loss_grid: capacity that house and grid take beside that; below 0 where standing less full saves
 *   more than discharging costs
 * @loss_standing: the part of @loss_grid that standing fuller or less full than with smart charging
 *   makes; below 0 where it saves
 * @stress: what the year did to the cells
 * @is_replaced: whether the battery is replaced as it ends
 * @is_relaxed: whether a trip could not be served
 * @bill: import less export, fixed and away charging, at the prices of the year
 * @import_house: import cost that the load causes
 * @import_charging: import cost that charging causes, away charging included
 * @export: export revenue
 * @lost: value of the essential load that outages take
 * @wear_others: wear of the other cars and wall batteries, by their prices of it, in the money of
 *   the first year
 * @use: of the warranty, in a year
 * @efc: equivalent full cycles
 * @mean_soc: mean state of charge
 * @wear_per_kwh: price of throughput that the plan heeded
 * @is_checked: whether its plan was run on the circuit
 * @shortfall_kwh: what the battery could not take or give, in a year
 * @voltage_min_v: least voltage of the pack on the circuit
 * @voltage_max_v: greatest
 * @temperature_min_k: coldest cells
 * @temperature_max_k: warmest
 *
 * One year of a battery's life under one strategy.
 */
typedef struct
{
  int year;
  double soh_begin;
  double soh_end;
  double resistance;
  double loss_time;
  double loss_driving;
  double loss_grid;
  double loss_standing;
  GhAgeingStress stress;
  gboolean is_replaced;
  gboolean is_relaxed;
  double bill;
  double import_house;
  double import_charging;
  double export;
  double lost;
  double wear_others;
  GhWarrantyUse use;
  double efc;
  double mean_soc;
  double wear_per_kwh;
  gboolean is_checked;
  double shortfall_kwh;
  double voltage_min_v;
  double voltage_max_v;
  double temperature_min_k;
  double temperature_max_k;
} GhLifeYear;

/**
 * GhLifeStrategy:
 * @strategy: which
 * @years: (element-type GhLifeYear): fewer than the life has where a year cannot be planned
 * @reason: why the year after the last one cannot be planned; no code where all can
 * @replacements: batteries bought
 * @end_of_life_year: years until the first battery is worn out, with a fraction; NAN if it is not
 * @warranty_year: years until the warranty is used up; NAN if it is not within its years
 * @depths: cycles of the first year by depth, each bar a tenth of the range
 * @dwells: hours of the first year by state of charge, each bar a twentieth
 * @against_smart: (nullable): cash flow against smart charging, every year planned for itself
 * @against_unmanaged: (nullable): cash flow against unmanaged charging
 *
 * The life of a battery under one strategy.
 */
typedef struct
{
  GhStrategy strategy;
  GArray *years;
  GhReason reason;
  guint replacements;
  double end_of_life_year;
  double warranty_year;
  double depths[GH_LIFE_DEPTHS];
  double dwells[GH_LIFE_DWELLS];
  GhCashFlow *against_smart;
  GhCashFlow *against_unmanaged;
} GhLifeStrategy;

/**
 * GhLife:
 * @strategies: unmanaged, smart, v2h, v2g in this order, then the wall battery that V2H is held
 *   against where the study has one
 * @count: of strategies
 * @vehicle: index of the car whose battery it is
 * @years: length of the life
 * @cell: (not owned): what the battery is made of
 * @end_of_life_soh: capacity at which it is replaced
 * @warranty: what the maker allows
 * @solve_seconds: wall clock
 *
 * The whole life of the battery of a car.
 */
typedef struct
{
  GhLifeStrategy strategies[GH_MOST_COMPARED];
  guint count;
  guint vehicle;
  int years;
  const GhCell *cell;
  double end_of_life_soh;
  GhWarranty warranty;
  double solve_seconds;
} GhLife;

GhLife *gh_life_run (const GhStudy *study, const GhSite *site, guint vehicle,
                     const GhProgress *progress, GError **error);
const GhLifeStrategy *gh_life_find_failed (const GhLife *life);
void gh_life_free (GhLife *life);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLife, gh_life_free)

G_END_DECLS
