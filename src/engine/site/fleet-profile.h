/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

#define GH_MOST_SITES 20
#define GH_MOST_FLEET_VEHICLES 200000

/* What a study of a fleet has beyond a household's. The attribute tables describe every field. */

/* A number that differs from one vehicle, or day, to the next: a normal distribution cut off at
 * both ends, or one of several values. */
typedef struct
{
  GhRecord record;
  double mean; /* NAN: one of the values */
  double deviation;
  double least;    /* NAN: that of the attribute */
  double most;     /* NAN: that of the attribute */
  GArray *values;  /* (nullable) (element-type double) */
  GArray *weights; /* (nullable) (element-type double): all the same */
} GhSpread;

typedef struct
{
  GhRecord record;
  int at; /* minutes since midnight */
} GhClockValue;

/* The same of a clock time, in minutes since midnight. */
typedef struct
{
  GhRecord record;
  int mean; /* -1: one of the values */
  double deviation;
  int least;         /* -1: midnight */
  int most;          /* -1: a minute before midnight */
  GPtrArray *values; /* (nullable) (element-type GhClockValue) */
  GArray *weights;   /* (nullable) (element-type double): all the same */
} GhClockSpread;

typedef struct
{
  GhRecord record;
  char *name;
  gint64 start; /* unix seconds */
  gint64 steps;
  double weight; /* NAN: the periods share a year by their lengths */
} GhFleetPeriod;

typedef struct
{
  GhRecord record;
  char *name;
  GhSeriesSpec *load;
  GPtrArray *solar; /* (nullable) (element-type GhSolarArray) */
  GhTariff *tariff;
  GhConnection *connection; /* (nullable): no limits */
  double charge_points;     /* NAN: as many as vehicles */
} GhFleetSite;

typedef struct
{
  GhRecord record;
  char *name;
  char *site; /* (nullable): the only one */
  gint64 count;
  guint days;
  GhClockSpread *arrive;
  GhClockSpread *leave;
  guint leave_days;
  GhSpread *arrival_soc; /* (nullable) */
  GhSpread *energy_kwh;  /* (nullable): instead of arrival_soc */
  double soc_at_leave;   /* NAN: soc_max */
  GhSpread *battery_kwh;
  GhSpread *charge_kw; /* (nullable): that of the charger */
  GhCharger *charger;  /* (nullable): all defaults */
  double soc_min;
  double soc_max;
  double discharge_soc_min; /* NAN: soc_min */
  double wear_per_kwh;
  double opt_in_share;
} GhFleetGroup;

/* A vehicle that was at its charge point once, as a log has it. */
typedef struct
{
  GhRecord record;
  gint64 arrive; /* unix seconds */
  gint64 leave;  /* unix seconds */
  double energy_kwh;
  double soc_at_leave; /* NAN: soc_max */
} GhVehicleStay;

/* What was typed for an attribute of a vehicle and cannot be taken. */
typedef struct
{
  GhRecord record;
  char *column; /* path of the attribute in the vehicle: "charger.charge_kw" */
  char *text;   /* empty: what is needed was not given */
} GhUnreadCell;

/* Who gets what of the money, and what is planned of what is incomplete. */
struct _GhFleetTerms
{
  GhRecord record;
  double aggregator_share;
  double fee_per_vehicle_month;
  gboolean leave_out_incomplete;
};

extern const GhAttributeTable gh_spread_table;
extern const GhAttributeTable gh_clock_value_table;
extern const GhAttributeTable gh_clock_spread_table;
extern const GhAttributeTable gh_fleet_period_table;
extern const GhAttributeTable gh_fleet_site_table;
extern const GhAttributeTable gh_fleet_group_table;
extern const GhAttributeTable gh_fleet_terms_table;
extern const GhAttributeTable gh_vehicle_stay_table;
extern const GhAttributeTable gh_unread_cell_table;

guint gh_fleet_count_periods (const GhStudy *study);
void gh_fleet_get_period (const GhStudy *study, guint index, GhFleetPeriod *period);
gsize gh_fleet_count_steps (const GhStudy *study, guint before);
guint gh_fleet_find_site (const GhStudy *study, const char *name);
gboolean gh_fleet_is_in_period (const GhStudy *study, const GhVehicleStay *stay);
gboolean gh_fleet_leaves_out_incomplete (const GhStudy *study);
GhStudy *gh_fleet_new_meter_view (const GhStudy *study, guint site);
GhStudy *gh_fleet_new_site_view (const GhStudy *study, guint site);
GhStudy *gh_fleet_new_view (const GhStudy *study, guint site, guint period);

G_END_DECLS
