/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/emission-rate.h"
#include "time-axis.h"

G_BEGIN_DECLS

/**
 * GhChargerCurve:
 * @count: number of points, at least 2, or 0 where this direction is impossible
 * @battery_kw: (owned) (array length=count): power at the battery, rising, 0 or more
 * @ac_kw: (owned) (array length=count): power at the AC bus, rising, 0 or more
 *
 * One direction of a charger while power flows, as straight lines between points; the first
 * point is the least power that can flow (0 for a charger without minimum and fixed loss),
 * the last the greatest; with standby the first AC power is at least the standby power, or a flow
 * of nothing would avoid it. Charging ac >= battery, discharging ac <= battery. Idle is no point of
 * the curve unless the first point is 0, 0.
 */
typedef struct
{
  guint count;
  double *battery_kw;
  double *ac_kw;
} GhChargerCurve;

/**
 * GhStoreTrip:
 * @first: first step away
 * @end: step after the last step away; may be the axis count
 * @leave_unix: when the trip begins
 * @energy_kwh: what the trip draws from the battery, what is charged away already taken off
 * @away_kwh: what is charged away
 * @required_kwh: energy asked for at leaving (soc_at_leave), 0 for none
 *
 * One trip as the axis shows it, for messages and away charging.
 */
typedef struct
{
  gsize first;
  gsize end;
  gint64 leave_unix;
  double energy_kwh;
  double away_kwh;
  double required_kwh;
} GhStoreTrip;

#define GH_STORE_LIMITS 4
#define GH_STORE_DWELL_KINKS 12

/**
 * GhPowerLimit:
 * @kw: greatest power at the battery when it is empty
 * @kw_per_kwh: change of it per stored kWh, 0 or more: charging falls by it, discharging grows
 *
 * A limit of the battery that depends on what it holds when a step begins. The least of several
 * counts.
 */
typedef struct
{
  double kw;
  double kw_per_kwh;
} GhPowerLimit;

/**
 * GhDwellCost:
 * @count: number of kinks; 0 for none
 * @from_kwh: (array length=count): where the cost begins to grow faster, rising
 * @per_kwh_hour: (array length=count): currency for each further kWh held for an hour, not falling
 *
 * What it costs to hold energy: cells age faster the fuller they are. Counted with the energy at
 * the end of each step.
 */
typedef struct
{
  guint count;
  double from_kwh[GH_STORE_DWELL_KINKS];
  double per_kwh_hour[GH_STORE_DWELL_KINKS];
} GhDwellCost;

#define GH_STORE_END_KINKS 16

/**
 * GhEndValue:
 * @count: number of kinks; 0 for none
 * @from_kwh: (array length=count): where a further kWh begins to be worth less, rising
 * @per_kwh: (array length=count): what each kWh from there on is worth, currency, not rising
 *
 * What the energy is worth that a plan of a part of the time leaves behind at its end.
 */
typedef struct
{
  guint count;
  double from_kwh[GH_STORE_END_KINKS];
  double per_kwh[GH_STORE_END_KINKS];
} GhEndValue;

/**
 * GhStore:
 *
 * A car (or a battery) as the meter sees it. Arrays have one number a step. Where a battery can
 * take or give less than the charger, that stands in the limits: lines over the stored energy for
 * all steps, caps for single ones.
 */
typedef struct
{
  char *name;
  double capacity_kwh;
  double start_kwh;
  double end_kwh;     /* least energy at the end of the last step */
  double reserve_kwh; /* discharging to house or grid must leave at least this, before driving is
                         drawn in the same step: p < 0 needs e_before + x >= reserve */
  double *lower_kwh;  /* least energy at the end of each step */
  double *upper_kwh;  /* greatest energy at the end of each step */
  double *drive_kwh;  /* drawn from the battery in each step by driving */
  guint8 *plugged;    /* 1 while power can flow */
  GhChargerCurve charge;
  GhChargerCurve discharge;
  double standby_kw; /* AC, in plugged steps without power flow */
  double wear_per_kwh;
  GhDwellCost dwell;
  GhEndValue end_value; /* taken off the cost; GLPK does not know it */
  guint charge_limit_count;
  guint discharge_limit_count;
  GhPowerLimit charge_limits[GH_STORE_LIMITS];
  GhPowerLimit discharge_limits[GH_STORE_LIMITS];
  double *charge_cap_kw;    /* (nullable): greatest power at the battery in each step */
  double *discharge_cap_kw; /* (nullable) */
  gboolean may_export;      /* FALSE: all such stores together discharge at most
                               max (0, load - solar) */
  gboolean is_battery;      /* stands at the wall: strategies are about cars */
  gboolean forms_island;    /* whether its charger can power the house while the grid is down */
  double island_kw;         /* greatest AC power of discharging then; INFINITY as at other times */
  double least_kwh;         /* what it may not fall below even then */
  double away_price_per_kwh;
  double away_kwh; /* charged away in the whole period */
  GArray *trips;   /* (element-type GhStoreTrip) */
} GhStore;

/**
 * GhDemandCharge:
 * @price_per_kw: currency per kW of the highest mean import among the steps where it applies
 * @floor_kw: the least that is charged, set by earlier months
 * @applies: (owned) (array length=steps): 1 in the steps where it applies
 *
 * A demand charge over one billing month.
 */
typedef struct
{
  double price_per_kw;
  double floor_kw;
  guint8 *applies;
} GhDemandCharge;

/* Surcharges that a step may have at most. */
#define GH_SITE_SURCHARGES 4

/**
 * GhImportSurcharge:
 * @above_kw: (owned) (array length=steps): import above this costs more; INFINITY for nothing
 * @price_per_kwh: (owned) (array length=steps): by how much, currency per kWh, at least 0
 *
 * What a search over peaks puts in the place of demand charges.
 */
typedef struct
{
  double *above_kw;
  double *price_per_kwh;
} GhImportSurcharge;

/**
 * GhSite:
 *
 * A meter with limits and a tariff, a load, solar and stores, as numbers on a time axis:
 * everything a plan needs and nothing else. Immutable once built. Powers are kW at the AC bus,
 * means over a step. Prices are the study's currency per kWh. Limits are INFINITY for none;
 * where nothing may be exported the export limit is 0.
 */
typedef struct
{
  GhTimeAxis *axis;
  char *currency;
  double *load_kw;
  double *solar_kw;
  double *import_price;
  double *export_price;
  double *store_export_price;
  double *rates_g_per_kwh[GH_EMISSION_RATES]; /* all 0 where a kind is not known */
  GhEmissionRate planned_rate;                /* the kind that the carbon price is put on */
  double carbon_price_per_tonne;
  double fixed_per_day;
  double fixed_per_month;
  double import_limit_kw;
  double export_limit_kw;
  guint demand_charge_count;
  guint surcharge_count;
  GhDemandCharge *demand_charges; /* (owned) (array length=demand_charge_count) */
  GhImportSurcharge surcharges[GH_SITE_SURCHARGES];
  guint store_count;
  GhStore *stores;   /* (owned) (array length=store_count) */
  double *others_kw; /* (nullable): part of the load that stores take, or give, that are planned
                        apart */
  double *bound_kw;  /* (nullable): most that stores that may not export discharge together in
                        each step; else the net load */
} GhSite;

GhSite *gh_site_new (GhTimeAxis *axis, guint store_count);
void gh_site_add_stores (GhSite *site, guint count);
GhSite *gh_site_copy (const GhSite *site);
GhSite *gh_site_copy_for_store (const GhSite *site, guint store);
GhSite *gh_site_new_part (const GhSite *site, GhTimeAxis *axis, gsize from);
void gh_site_free (GhSite *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSite, gh_site_free)

double gh_site_get_fixed_cost (const GhSite *site, gsize from, gsize to);
void gh_site_add_demand_charge (GhSite *site, double price_per_kw, double floor_kw,
                                const guint8 *applies);
void gh_site_clear_demand_charges (GhSite *site);
GhImportSurcharge *gh_site_add_surcharge (GhSite *site);
double gh_demand_charge_get_peak_kw (const GhDemandCharge *charge, const double *grid_kw,
                                     gsize count);
double gh_site_get_demand_cost (const GhSite *site, const double *grid_kw);
gboolean gh_site_has_rate (const GhSite *site, GhEmissionRate rate);
GhEmissionRate gh_site_find_marginal_rate (const GhSite *site);
GhSite *gh_site_plan_on_marginal (const GhSite *site);
double gh_site_import_cost (const GhSite *site, gsize step);
double gh_site_export_worth (const GhSite *site, gsize step);
double gh_site_store_export_worth (const GhSite *site, gsize step);

double gh_store_get_dwell_cost (const GhStore *store, double energy_kwh, double hours);
double gh_store_get_end_value (const GhStore *store, double energy_kwh);
double gh_store_get_most_kw (const GhStore *store, gboolean charging, gsize step,
                             double energy_kwh);
void gh_store_begin_flow_above_standby (GhStore *store);
double gh_charger_curve_battery_at (const GhChargerCurve *curve, double ac_kw);
double gh_charger_curve_ac_at (const GhChargerCurve *curve, double battery_kw);

G_END_DECLS
