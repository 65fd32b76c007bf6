/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attributes.h"
#include "findings.h"
#include "series-spec.h"
#include "site/emission-rate.h"
#include "time-axis.h"

G_BEGIN_DECLS

/* Cars and wall batteries that a household can have together. */
#define GH_MOST_STORES 8

/* What a person edits and the study file holds. The attribute tables below
 * describe every field: unit, range, default, meaning. */

typedef struct
{
  GhRecord record;
  double latitude;
  double longitude;
  double elevation_m;
  char *time_zone;
} GhLocation;

typedef struct
{
  GhRecord record;
  gint64 start; /* unix seconds */
  double step_minutes;
  gint64 steps;
} GhPeriod;

typedef struct
{
  GhRecord record;
  double azimuth_deg;
  double elevation_deg;
} GhHorizonPoint;

typedef enum
{
  GH_MOUNTING_RACK,
  GH_MOUNTING_ROOF
} GhMounting;

typedef enum
{
  GH_GLASS_PLAIN,
  GH_GLASS_COATED
} GhGlass;

typedef struct
{
  GhRecord record;
  char *name;
  double peak_kw;
  double tilt_deg;
  double azimuth_deg;
  double inverter_kw; /* NAN: as peak_kw */
  double inverter_efficiency;
  double losses;
  double temperature_coefficient_per_k;
  int mounting;            /* GhMounting */
  int glass;               /* GhGlass */
  GPtrArray *horizon;      /* (nullable) (element-type GhHorizonPoint): by rising azimuth */
  GhSeriesSpec *output_kw; /* (nullable): measured, instead of the above */
} GhSolarArray;

typedef enum
{
  GH_TRANSPOSITION_AUTO,
  GH_TRANSPOSITION_ISOTROPIC,
  GH_TRANSPOSITION_HAY_DAVIES,
  GH_TRANSPOSITION_PEREZ
} GhTransposition;

typedef struct
{
  GhRecord record;
  gboolean clear_sky;
  double clearness; /* yearly mean ratio to the clear sky, 1 cloudless */
  char *file;
  GhSeriesSpec *ghi_w_m2;
  GhSeriesSpec *dni_w_m2;
  GhSeriesSpec *dhi_w_m2;
  GhSeriesSpec *temperature_c;
  GhSeriesSpec *wind_m_s; /* (nullable): 10 m above the ground */
  GhSeriesSpec *albedo;   /* (nullable): 0.2 */
  int transposition;      /* GhTransposition */
} GhWeather;

/* Hours by the wall clock. */
typedef struct
{
  GhRecord record;
  guint days;
  int from; /* minutes since midnight */
  int to;   /* minutes since midnight; not after from: the next day */
  guint months;
} GhTimeWindow;

typedef struct
{
  GhRecord record;
  double up_to_kwh;         /* NAN: no end, or the end is one of the two below */
  double up_to_kwh_per_day; /* NAN: none */
  double up_to_kwh_per_kw;  /* NAN: none */
  double price;
} GhEnergyTier;

typedef struct
{
  GhRecord record;
  char *name;
  GPtrArray *windows; /* (nullable) (element-type GhTimeWindow): always */
  GPtrArray *tiers;   /* (nullable) (element-type GhEnergyTier) */
} GhEnergyTiers;

typedef struct
{
  GhRecord record;
  double up_to_kw; /* NAN: no end */
  double price_per_kw;
} GhDemandTier;

typedef struct
{
  GhRecord record;
  char *name;
  double price_per_kw;
  GPtrArray *tiers;   /* (nullable) (element-type GhDemandTier): instead of price_per_kw */
  GPtrArray *windows; /* (nullable) (element-type GhTimeWindow): always */
  double ratchet_share;
  gint64 lookback_months;
  guint lookback_in;
  double earlier_peak_kw;
} GhDemandRule;

/* How export is paid.
 * @GH_EXPORT_NET_BILLING: each kWh at the export price
 * @GH_EXPORT_NET_METERING: against the import of the month, the rest at the export price
 * @GH_EXPORT_NET_METERING_YEAR: the rest against the import of later months of the year first
 * @GH_EXPORT_BUY_ALL: all that is used is bought, all that the panels give is sold */
typedef enum
{
  GH_EXPORT_NET_BILLING,
  GH_EXPORT_NET_METERING,
  GH_EXPORT_NET_METERING_YEAR,
  GH_EXPORT_BUY_ALL
} GhExportScheme;

typedef struct
{
  GhRecord record;
  GhPriceSpec *import_price;
  GPtrArray *energy_tiers;         /* (nullable) (element-type GhEnergyTiers) */
  GhPriceSpec *export_price;       /* (nullable): 0 */
  GhPriceSpec *store_export_price; /* (nullable): export_price */
  gint32 export_price_until;       /* first day of export_price_later; GH_NO_DATE: never */
  GhPriceSpec *export_price_later; /* (nullable): 0 */
  int export_scheme;               /* GhExportScheme */
  double fixed_per_day;
  double fixed_per_month;
  double minimum_per_month;
  double minimum_per_year;
  double demand_per_kw_month;
  GPtrArray *demand_charges; /* (nullable) (element-type GhDemandRule) */
  double tax;
  gboolean may_export;
} GhTariff;

/* A line of a real bill. */
typedef struct
{
  GhRecord record;
  gint32 month; /* a day of it */
  char *item;   /* name of an item of the bill, word of a kind such as "energy", or "total" */
  double amount;
  double quantity; /* kWh or kW; NAN: not said */
} GhBilledEntry;

typedef struct
{
  GhRecord record;
  GhSeriesSpec *marginal_g_per_kwh;          /* (nullable): short-run */
  GhSeriesSpec *long_run_marginal_g_per_kwh; /* (nullable) */
  GhSeriesSpec *average_g_per_kwh;           /* (nullable) */
  double price_per_tonne;
  int plan_on; /* GhEmissionRate */
} GhEmissions;

typedef struct
{
  GhRecord record;
  double import_limit_kw;    /* NAN: none */
  double export_limit_kw;    /* NAN: none */
  double export_limit_share; /* of the panels' peak power; NAN: none */
  double upgrade_per_kw;     /* of a stronger connection */
} GhConnection;

typedef struct
{
  GhRecord record;
  guint days;
  int leave;   /* minutes since midnight */
  int return_; /* minutes since midnight; before leave: the next day */
  double distance_km;
  double energy_kwh;   /* NAN: that of the distance */
  double soc_at_leave; /* NAN: none */
  gint32 from;         /* GH_NO_DATE: none */
  gint32 to;           /* last day on which the trip begins; GH_NO_DATE: none */
  double consumption_factor;
} GhTrip;

typedef struct
{
  GhRecord record;
  double price_per_kwh;
} GhAwayCharging;

typedef enum
{
  GH_CHARGER_EXPORT_ALLOWED,
  GH_CHARGER_EXPORT_NEVER
} GhChargerExport;

typedef struct
{
  GhRecord record;
  double power_kw;
  double efficiency;
} GhEfficiencyPoint;

typedef struct
{
  GhRecord record;
  double charge_kw;
  double discharge_kw;
  double minimum_kw;
  double minimum_current_a;
  gint64 phases;
  double standby_w;
  double charge_efficiency;
  double discharge_efficiency;
  GArray *charge_loss_kw;      /* (nullable): a, b, c of a + b P + c P^2 */
  GArray *discharge_loss_kw;   /* (nullable) */
  GPtrArray *charge_points;    /* (nullable) (element-type GhEfficiencyPoint) */
  GPtrArray *discharge_points; /* (nullable) (element-type GhEfficiencyPoint) */
  int export;                  /* GhChargerExport */
  gboolean island;
  double island_kw; /* NAN: as discharge_kw */
} GhCharger;

typedef enum
{
  GH_WEAR_FIXED,
  GH_WEAR_AGEING
} GhWearPricing;

typedef struct
{
  GhRecord record;
  double kwh;    /* NAN: none */
  double hours;  /* NAN: none */
  double cycles; /* NAN: none */
  double years;
  gboolean keep;
} GhWarranty;

typedef struct
{
  GhRecord record;
  double nominal_voltage_v;
  double soh;
  int wear; /* GhWearPricing */
  gboolean limit_power;
  GhSeriesSpec *ambient_c; /* (nullable): a yearly wave */
  double ambient_mean_c;
  double ambient_swing_c;
  GhWarranty *warranty; /* (nullable) */
} GhPackProfile;

typedef struct
{
  GhRecord record;
  char *name;
  double battery_kwh;
  char *cell;
  double soc_min;
  double soc_max;
  double soc_start;
  double soc_end;           /* NAN: soc_start */
  double discharge_soc_min; /* NAN: soc_min */
  double consumption_kwh_per_km;
  GPtrArray *trips; /* (nullable) (element-type GhTrip) */
  GhAwayCharging *away_charging;
  GhSeriesSpec *plugged;
  GhSeriesSpec *drive_kw;
  GPtrArray *stays;    /* (nullable) (element-type GhVehicleStay): of a fleet, instead of trips */
  GhCharger *charger;  /* (nullable): all defaults */
  GhPackProfile *pack; /* (nullable): the plan does not heed the battery's own limits */
  double wear_per_kwh;
  gint64 count;
  char *site;        /* (nullable): of a fleet; its only one */
  GPtrArray *unread; /* (nullable) (element-type GhUnreadCell): of a fleet */
} GhVehicle;

typedef struct
{
  GhRecord record;
  double smart;
  double v2h;
  double v2g;
  double battery;
} GhCapex;

typedef enum
{
  GH_GRANT_BIDIRECTIONAL,
  GH_GRANT_ALL
} GhGrantScope;

typedef struct
{
  GhRecord record;
  double amount;
  double share;
  double most; /* NAN: no cap */
  int scope;   /* GhGrantScope */
} GhGrant;

typedef enum
{
  GH_LEASE_CHARGER_KEPT,
  GH_LEASE_CHARGER_BOUGHT_ANEW
} GhLeaseCharger;

typedef enum
{
  GH_LEASE_WEAR_LESSOR,
  GH_LEASE_WEAR_DRIVER
} GhLeaseWear;

typedef struct
{
  GhRecord record;
  double years;
  double extra_per_year;
  int charger; /* GhLeaseCharger */
  double change_cost;
  int wear; /* GhLeaseWear */
} GhLease;

typedef enum
{
  GH_VAT_INCLUDED,
  GH_VAT_EXCLUDED
} GhVatBasis;

typedef enum
{
  GH_RATES_NOMINAL,
  GH_RATES_REAL
} GhRatesBasis;

typedef struct
{
  GhRecord record;
  GhCapex *capex;     /* (nullable): all 0 */
  char *capex_source; /* (nullable): not told */
  double lifetime_years;
  double discount_rate;
  double price_growth;
  double export_price_growth;
  double maintenance_per_year;
  double salvage;
  double battery_cost_per_kwh;
  double end_of_life_soh;
  double solar_degradation;
  int rates; /* GhRatesBasis */
  double inflation;
  double vat_rate;
  int capex_vat; /* GhVatBasis */
  gboolean vat_reclaimed;
  GhGrant *grant; /* (nullable): none */
  GhLease *lease; /* (nullable): the car is owned */
} GhFinance;

/* How lengths of outages are spread about their mean. */
typedef enum
{
  GH_OUTAGES_EQUAL,
  GH_OUTAGES_EXPONENTIAL
} GhOutageSpread;

/* Outages of another kind than the usual ones. */
typedef struct
{
  GhRecord record;
  double per_year;
  double hours; /* the mean of them */
  int spread;   /* GhOutageSpread */
} GhFurtherOutages;

/* What an outage is like and what it takes. */
typedef struct
{
  GhRecord record;
  double essential_share;
  GhSeriesSpec *essential_kw; /* (nullable): essential_share of the load */
  gboolean solar_helps;
  gboolean car_stays;
  gboolean use_reserve;
  double longest_hours;
  double value_of_lost_load_per_kwh;
  double outages_per_year;
  double outage_hours;        /* the mean of them */
  int outage_spread;          /* GhOutageSpread */
  GPtrArray *further_outages; /* (nullable) (element-type GhFurtherOutages) */
} GhResilienceProfile;

/* What load and sun are expected to be.
 * @GH_FORECAST_PERSISTENCE: as at the same time of the last day of the kind
 * @GH_FORECAST_SEASONAL: the mean over the days of the kind in the last four weeks
 * @GH_FORECAST_PERFECT: as they will be */
typedef enum
{
  GH_FORECAST_PERSISTENCE,
  GH_FORECAST_SEASONAL,
  GH_FORECAST_PERFECT
} GhForecastMethod;

/* How the car is run from day to day.
 * @GH_OPERATION_PERFECT: by one plan that knows the whole period
 * @GH_OPERATION_ROLLING: by short plans from forecasts, made again and again
 * @GH_OPERATION_RULE: charges when energy is cheap, discharges when it is dear */
typedef enum
{
  GH_OPERATION_PERFECT,
  GH_OPERATION_ROLLING,
  GH_OPERATION_RULE,
  GH_OPERATION_MODES
} GhOperationMode;

typedef struct
{
  GhRecord record;
  int prices_known_at;             /* minutes since midnight */
  int load_forecast;               /* GhForecastMethod */
  int solar_forecast;              /* GhForecastMethod */
  GhSeriesSpec *load_forecast_kw;  /* (nullable): instead of load_forecast */
  GhSeriesSpec *solar_forecast_kw; /* (nullable): instead of solar_forecast */
  double horizon_hours;
  double replan_minutes;
  double early_departure_probability;
  double early_departure_minutes;
  double plug_in_probability;
  int npv_from; /* GhOperationMode */
  double tolerance;
} GhOperation;

/* What is asked of a strategy: the order of the words in the table. */
typedef enum
{
  GH_MEASURE_NPV,
  GH_MEASURE_SAVING,
  GH_MEASURE_PAYBACK,
  GH_MEASURE_EMISSIONS,
  GH_MEASURES
} GhMeasure;

/* An input that is varied. */
typedef struct
{
  GhRecord record;
  char *input; /* name or JSON path */
  double low;  /* NAN: the usual range */
  double high; /* NAN: the usual range */
} GhWhatIfRange;

typedef struct
{
  GhRecord record;
  int strategy;       /* as GhStrategy */
  int against;        /* 0 unmanaged, 1 smart charging: as GhStrategy */
  int measure;        /* GhMeasure */
  GPtrArray *inputs;  /* (nullable) (element-type GhWhatIfRange): the usual ones */
  char *across;       /* (nullable): input of the columns of the table of two */
  double across_low;  /* NAN: the range of the input */
  double across_high; /* NAN: the range of the input */
  gint64 columns;
  char *down;       /* (nullable): input of its rows */
  double down_low;  /* NAN: the range of the input */
  double down_high; /* NAN: the range of the input */
  gint64 rows;
} GhWhatIf;

typedef enum
{
  GH_STUDY_HOUSEHOLD,
  GH_STUDY_FLEET
} GhStudyKind;

/* Variants of attributes: which kinds of study have them. */
#define GH_IN_HOUSEHOLDS (1u << GH_STUDY_HOUSEHOLD)
#define GH_IN_FLEETS (1u << GH_STUDY_FLEET)

typedef struct _GhFleetTerms GhFleetTerms; /* see site/fleet-profile.h */

/* A study of a household has what stands behind its meter, one of a fleet sites and groups. */

typedef struct
{
  GhRecord record;
  char *format;
  gint64 version;
  gint64 minor;
  int kind; /* GhStudyKind */
  char *name;
  char *currency;
  gint64 seed;
  GhLocation *location;
  GhPeriod *period;
  GArray *holidays; /* (nullable) (element-type gint32) */
  GhSeriesSpec *load;
  GPtrArray *solar; /* (nullable) (element-type GhSolarArray) */
  GhWeather *weather;
  GhTariff *tariff;
  GhEmissions *emissions;
  GhConnection *connection;
  GPtrArray *vehicles;  /* (nullable) (element-type GhVehicle) */
  GPtrArray *batteries; /* (nullable) (element-type GhVehicle) */
  GhFinance *finance;
  GhResilienceProfile *resilience; /* (nullable): all defaults */
  GhOperation *operation;          /* (nullable): all defaults */
  GPtrArray *real_bill;            /* (nullable) (element-type GhBilledEntry) */
  GhWhatIf *what_if;               /* (nullable): the usual questions */
  GPtrArray *periods;              /* (nullable) (element-type GhFleetPeriod): the period */
  GPtrArray *sites;                /* (nullable) (element-type GhFleetSite) */
  GPtrArray *groups;               /* (nullable) (element-type GhFleetGroup) */
  GhFleetTerms *fleet;             /* (nullable): all defaults */
} GhStudy;

extern const GhAttributeTable gh_study_table;
extern const GhAttributeTable gh_vehicle_table;
extern const GhAttributeTable gh_charger_table;
extern const GhAttributeTable gh_efficiency_point_table;
extern const GhAttributeTable gh_pack_table;
extern const GhAttributeTable gh_warranty_table;
extern const GhAttributeTable gh_finance_table;
extern const GhAttributeTable gh_resilience_table;
extern const GhAttributeTable gh_further_outages_table;
extern const GhAttributeTable gh_solar_array_table;
extern const GhAttributeTable gh_horizon_point_table;
extern const GhAttributeTable gh_trip_table;
extern const GhAttributeTable gh_tariff_table;
extern const GhAttributeTable gh_connection_table;
extern const GhAttributeTable gh_time_window_table;
extern const GhAttributeTable gh_energy_tier_table;
extern const GhAttributeTable gh_energy_tiers_table;
extern const GhAttributeTable gh_demand_tier_table;
extern const GhAttributeTable gh_demand_rule_table;
extern const GhAttributeTable gh_billed_entry_table;
extern const GhAttributeTable gh_operation_table;

const char *gh_operation_mode_name (GhOperationMode mode);
const char *gh_operation_mode_get_title (GhOperationMode mode);

extern const GhAttributeTable gh_what_if_table;
extern const GhAttributeTable gh_what_if_range_table;
extern const char *const gh_measure_words[];

GhStudy *gh_study_copy (const GhStudy *study);
GhStudy *gh_study_branch (const GhStudy *study);
void gh_study_free (GhStudy *study);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhStudy, gh_study_free)

/**
 * GhSeriesVisitor:
 * @spec: a series of the study
 * @attribute: the attribute that holds it: its unit and range
 * @path: its JSON path
 * @data: the caller's data
 */
typedef void (*GhSeriesVisitor) (GhSeriesSpec *spec, const GhAttribute *attribute, const char *path,
                                 gpointer data);
void gh_study_foreach_series (GhStudy *study, GhSeriesVisitor visitor, gpointer data);

double gh_charger_get_minimum_kw (const GhCharger *charger);
GhTimeAxis *gh_study_new_axis (const GhStudy *study);
void gh_study_validate (GhStudy *study, GhFindings *findings);
void gh_study_require_household (const GhStudy *study, GhFindings *findings);

G_END_DECLS
