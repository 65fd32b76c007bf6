/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/fleet-plan-blocks.h"
#include "fleet/fleet-plan-meter.h"

G_BEGIN_DECLS

/**
 * GhFleetDuals:
 * @prices: (owned) (array length=steps): what a kWh costs
 * @floor_cost: what demand charges cost at least beside what import weighs in them
 *
 * One vector of prices, and what a bound from it needs.
 */
typedef struct
{
  GhPowerPrice *prices;
  double floor_cost;
} GhFleetDuals;

/**
 * GhFleetMixture:
 * @objective: what it costs at the meter as the program knows it, with what is beyond limits at
 *   many times what anything else costs
 * @excess_kwh: (owned) (array length=steps): AC energy above what the connection lets vehicles take
 * @total_excess_kwh: that of all steps, with what is below the least and what vehicles discharge
 *   that may not export beyond the load
 * @taken_kwh: (owned) (array length=steps): AC energy that vehicles take together
 * @count: how many columns were mixed
 * @weights: (owned) (array length=count): share of each column in its block
 * @peaks_kw: (owned) (array length=demand charges): peak of each
 * @duals: prices
 *
 * The best mixture of the columns known so far.
 */
typedef struct
{
  double objective;
  double *excess_kwh;
  double total_excess_kwh;
  double *taken_kwh;
  guint count;
  double *weights;
  double *peaks_kw;
  GhFleetDuals duals;
} GhFleetMixture;

/**
 * GhFleetMaster:
 *
 * The linear program that mixes what blocks of vehicles do at prices so that the site costs least.
 */
typedef struct _GhFleetMaster GhFleetMaster;

GhFleetMaster *gh_fleet_master_new (const GhSite *site, const GhFleetMeter *meter, guint blocks,
                                    double good_gap);
void gh_fleet_master_free (GhFleetMaster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetMaster, gh_fleet_master_free)
void gh_fleet_master_add_column (GhFleetMaster *self, const GhFleetColumn *column);
void gh_fleet_master_add_knot (GhFleetMaster *self, gsize step, double taken_kwh);
gboolean gh_fleet_master_raise_excess (GhFleetMaster *self);
gboolean gh_fleet_master_solve (GhFleetMaster *self, GhFleetMixture *mixture,
                                const GhProgress *progress, GError **error);
void gh_fleet_mixture_clear (GhFleetMixture *mixture);

G_END_DECLS
