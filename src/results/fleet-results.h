/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "progress.h"
#include "series.h"
#include "study/fleet-currents.h"
#include "study/fleet-money.h"

G_BEGIN_DECLS

/**
 * GhFleetQuantity:
 *
 * What a chart shows of a site of a fleet, one number a step: powers in kW, means over the step,
 * the load without any vehicles; limits of the connection as exports below 0; prices in currency
 * per kWh, of the limit what a kWh more through the connection would save, of demand what the
 * charges add; energies of all managed vehicles in kWh at the end of the step, with the least and
 * the most that any plan could have.
 */
typedef enum
{
  GH_FLEET_LOAD,
  GH_FLEET_SOLAR,
  GH_FLEET_GRID,
  GH_FLEET_IMPORT_LIMIT,
  GH_FLEET_EXPORT_LIMIT,
  GH_FLEET_IMPORT_PRICE,
  GH_FLEET_EXPORT_PRICE,
  GH_FLEET_LIMIT_PRICE,
  GH_FLEET_DEMAND_PRICE,
  GH_FLEET_ENERGY,
  GH_FLEET_LEAST_ENERGY,
  GH_FLEET_MOST_ENERGY,
  GH_FLEET_QUANTITIES
} GhFleetQuantity;

/**
 * GhFleetVehicle:
 * @name: of the vehicle
 * @group: index of its group, see gh_fleet_groups_count()
 * @is_managed: whether it takes part; else it charges on arrival and has no series
 * @capacity_kwh: of its battery; 0 where it is not managed
 * @money: what it moves and costs by itself in the period
 * @missing_kwh: what is asked for and cannot be in its battery
 * @reason: (nullable): why
 * @power_kw: (nullable) (array length=steps): AC power
 * @energy_kwh: (nullable) (array length=steps): stored at the end of each step
 * @plugged: (nullable) (array length=steps): 1 while power can flow
 *
 * A vehicle in a period. Floats, since there may be many thousands: nine bytes a step.
 */
typedef struct
{
  char *name;
  guint group;
  gboolean is_managed;
  double capacity_kwh;
  GhFleetEntryMoney money;
  double missing_kwh;
  char *reason;
  float *power_kw;
  float *energy_kwh;
  guint8 *plugged;
} GhFleetVehicle;

/**
 * GhFleetSitePlan:
 * @axis: the steps of the period
 * @series: (array fixed-size=12): by #GhFleetQuantity; limits that there are not, and prices of a
 *   plan that was found without any, are %NULL
 * @cost: what the energy of each step costs, currency; no demand or fixed charges
 * @group_count: see gh_fleet_groups_count()
 * @charge_kw: (array length=group_count): what each group takes, 0 or more
 * @discharge_kw: (array length=group_count): what it gives, 0 or less
 * @vehicles: (element-type GhFleetVehicle): in the order of the study
 * @rounds: (nullable) (element-type GhFleetRound): how the gap closed
 *
 * What was planned for a site in a period. All is owned.
 */
typedef struct
{
  GhTimeAxis *axis;
  GhSeries *series[GH_FLEET_QUANTITIES];
  GhSeries *cost;
  guint group_count;
  GhSeries **charge_kw;
  GhSeries **discharge_kw;
  GArray *vehicles;
  GArray *rounds;
} GhFleetSitePlan;

/**
 * GhFleetRange:
 * @import_kwh: bought
 * @export_kwh: sold
 * @charged_kwh: taken by all vehicles
 * @discharged_kwh: given by them
 * @cost: of what is bought less what is sold, currency; no demand or fixed charges
 *
 * What a part of a period comes to.
 */
typedef struct
{
  double import_kwh;
  double export_kwh;
  double charged_kwh;
  double discharged_kwh;
  double cost;
} GhFleetRange;

/**
 * GhFleetResults:
 *
 * What one way of using a fleet comes to, with every vehicle's schedule. Immutable, shared by
 * reference, thread-safe. O(vehicles x steps) bytes, nine for each, beside what a plan takes while
 * it is made.
 */
typedef struct _GhFleetResults GhFleetResults;

#define GH_TYPE_FLEET_RESULTS (gh_fleet_results_get_type ())
GType gh_fleet_results_get_type (void);

GhFleetResults *gh_fleet_results_compute (const GhStudy *study, GhFleetPlans *plans, guint use,
                                          const GhProgress *progress, GError **error);
GhFleetResults *gh_fleet_results_ref (GhFleetResults *results);
void gh_fleet_results_unref (GhFleetResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetResults, gh_fleet_results_unref)

const GhStudy *gh_fleet_results_get_study (const GhFleetResults *results);
guint gh_fleet_results_get_use (const GhFleetResults *results);
const GhFleetCurrents *gh_fleet_results_get_currents (const GhFleetResults *results);
const GhFleetYear *gh_fleet_results_get_year (const GhFleetResults *results);
const GhFleetPart *gh_fleet_results_get_part (const GhFleetResults *results, guint site,
                                              guint period);
const GhFleetSitePlan *gh_fleet_results_get_plan (const GhFleetResults *results, guint site,
                                                  guint period);
GhSeries *gh_fleet_vehicle_make_series (const GhFleetVehicle *vehicle, gsize steps,
                                        gboolean is_power);
void gh_fleet_site_plan_sum (const GhFleetSitePlan *plan, gsize from, gsize to,
                             GhFleetRange *range);

G_END_DECLS
