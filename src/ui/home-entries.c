/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on the page Home, in its order. */
#include "entries.h"

#include "cell-row.h"
#include "charger-chart.h"
#include "part-expander.h"
#include "solar-list.h"
#include "store-chooser.h"
#include "stores.h"
#include "tariff-dialog.h"
#include "tariff-lists.h"
#include "tariff-picture.h"
#include "trip-list.h"
#include "words.h"

/* The page from top to bottom, the columns by turns, so that what is seen first is there first. */
static const GhEntry entries[] = {
  { GH_ADD_LEFT, .title = N_ ("House and roof") },
  { GH_ADD_ROW, "$.name" },
  { GH_ADD_ROW, "$.load" },
  GH_ENTRIES_OF_PLACE,
  { GH_ADD_ROW, "$.period" },
  { GH_ADD_ROW, "$.period.step_minutes" },
  GH_ENTRIES_OF_WEATHER,
  { GH_ADD_LEFT, .title = N_ ("Solar panels") },
  { GH_ADD_WIDGET, "$.solar", .new_part_widget = gh_solar_list_new },
  { GH_ADD_RIGHT, .title = N_ ("Tariff") },
  { GH_ADD_PRESET, .title = N_ ("Kind of tariff"), .preset = GH_PRESET_TARIFF },
  { GH_ADD_WIDGET, .new_part_widget = gh_tariff_file_row_new },
  { GH_ADD_WIDGET, .new_part_widget = gh_tariff_picture_new },
  { GH_ADD_ROW, "$.tariff.import_price" },
  { GH_ADD_ROW, "$.tariff.export_price" },
  { GH_ADD_ROW, "$.tariff.fixed_per_day" },
  { GH_ADD_ROW, "$.tariff.fixed_per_month" },
  { GH_ADD_ROW, "$.tariff.may_export" },
  { GH_ADD_ROW, "$.connection.import_limit_kw" },
  { GH_ADD_ROW, "$.connection.export_limit_kw" },
  { GH_ADD_ROW, "$.connection.export_limit_share" },
  { GH_ADD_ROW, "$.tariff.export_scheme" },
  { GH_ADD_ROW, "$.tariff.demand_per_kw_month" },
  { GH_ADD_EXPANDER, "$.tariff", N_ ("More of the contract"),
    N_ ("Export of the car, later export prices, least charges, and a tax on top.") },
  { GH_ADD_BEHIND, "$.tariff.store_export_price" },
  { GH_ADD_BEHIND, "$.tariff.export_price_until" },
  { GH_ADD_BEHIND, "$.tariff.export_price_later" },
  { GH_ADD_BEHIND, "$.tariff.minimum_per_month" },
  { GH_ADD_BEHIND, "$.tariff.minimum_per_year" },
  { GH_ADD_BEHIND, "$.tariff.tax" },
  { GH_ADD_LEFT, .title = N_ ("Cars and batteries") },
  { GH_ADD_PARTS },
  { GH_ADD_RIGHT, .title = N_ ("Energy tiers") },
  { GH_ADD_WIDGET, "$.tariff.energy_tiers", .new_part_widget = gh_energy_tiers_list_new },
  { GH_ADD_RIGHT, .title = N_ ("Demand charges") },
  { GH_ADD_WIDGET, "$.tariff.demand_charges", .new_part_widget = gh_demand_list_new },
  GH_ENTRIES_OF_CARBON,
  { GH_ADD_RIGHT, .title = N_ ("Money") },
  { GH_ADD_ROW, "$.currency" },
  { GH_ADD_ROW, "$.finance.capex.smart" },
  { GH_ADD_ROW, "$.finance.capex.v2h" },
  { GH_ADD_ROW, "$.finance.capex.v2g" },
  { GH_ADD_ROW, "$.finance.capex.battery" },
  { GH_ADD_ROW, "$.finance.lifetime_years" },
  { GH_ADD_ROW, "$.finance.discount_rate" },
  { GH_ADD_EXPANDER, "$.finance", N_ ("Tax and inflation"),
    N_ ("How prices of equipment and the rates are meant.") },
  GH_ENTRIES_OF_TAX,
  { GH_ADD_EXPANDER, "$.finance.lease", .new_widget = gh_lease_expander_new },
  { GH_ADD_BEHIND, "$.finance.lease.years" },
  { GH_ADD_BEHIND, "$.finance.lease.extra_per_year" },
  { GH_ADD_BEHIND, "$.finance.lease.charger" },
  { GH_ADD_BEHIND, "$.finance.lease.change_cost" },
  { GH_ADD_BEHIND, "$.finance.lease.wear" },
  { GH_ADD_LEFT, .title = N_ ("From day to day"),
    .text = N_ ("How the car is run when nobody knows the year to come.") },
  { GH_ADD_ROW, "$.operation.load_forecast" },
  { GH_ADD_ROW, "$.operation.solar_forecast" },
  { GH_ADD_ROW, "$.operation.prices_known_at" },
  { GH_ADD_ROW, "$.operation.plug_in_probability" },
  { GH_ADD_ROW, "$.operation.early_departure_probability" },
  { GH_ADD_ROW, "$.operation.early_departure_minutes" },
  { GH_ADD_EXPANDER, "$.operation", N_ ("Plans and forecasts"),
    N_ ("How far plans look ahead, how often they are made, and forecasts of your own.") },
  { GH_ADD_BEHIND, "$.operation.horizon_hours" },
  { GH_ADD_BEHIND, "$.operation.replan_minutes" },
  { GH_ADD_BEHIND, "$.operation.load_forecast_kw" },
  { GH_ADD_BEHIND, "$.operation.solar_forecast_kw" },
  { GH_ADD_BEHIND, "$.operation.tolerance" },
  { GH_ADD_BEHIND, "$.operation.npv_from" },
  { GH_ADD_END },
};

/* What is said of the car or wall battery that is shown. */
static const GhEntry entries_of_store[] = {
  { GH_ADD_GROUP, .title = N_ ("Car"), .owner = GH_OF_CAR, .is_main = TRUE },
  { GH_ADD_GROUP, .title = N_ ("Battery"), .owner = GH_OF_BATTERY, .is_main = TRUE },
  { GH_ADD_PRESET, .title = N_ ("Model"), .preset = GH_PRESET_CAR, .owner = GH_OF_CAR },
  { GH_ADD_PRESET, .title = N_ ("Model"), .preset = GH_PRESET_BATTERY, .owner = GH_OF_BATTERY },
  { GH_ADD_ROW, ".cell", .owner = GH_OF_CAR },
  { GH_ADD_ROW, ".name" },
  { GH_ADD_ROW, ".battery_kwh" },
  { GH_ADD_ROW, ".consumption_kwh_per_km", .owner = GH_OF_CAR },
  { GH_ADD_ROW, ".soc_min" },
  { GH_ADD_ROW, ".soc_max" },
  { GH_ADD_ROW, ".discharge_soc_min", .owner = GH_OF_CAR },
  { GH_ADD_ROW, ".wear_per_kwh" },
  { GH_ADD_EXPANDER, ".pack", .new_part_widget = gh_pack_expander_new, .owner = GH_OF_CAR },
  { GH_ADD_BEHIND, ".pack.wear" },
  { GH_ADD_BEHIND, "$.finance.battery_cost_per_kwh" },
  { GH_ADD_BEHIND, "$.finance.end_of_life_soh" },
  { GH_ADD_BEHIND, ".pack.limit_power" },
  { GH_ADD_BEHIND, ".pack.soh" },
  { GH_ADD_BEHIND, ".pack.nominal_voltage_v" },
  { GH_ADD_BEHIND, ".pack.ambient_c" },
  { GH_ADD_BEHIND, ".pack.ambient_mean_c" },
  { GH_ADD_BEHIND, ".pack.ambient_swing_c" },
  { GH_ADD_EXPANDER, ".pack.warranty", N_ ("Warranty"),
    N_ ("What the maker of the battery allows."), .owner = GH_OF_CAR },
  { GH_ADD_BEHIND, ".pack.warranty.kwh" },
  { GH_ADD_BEHIND, ".pack.warranty.hours" },
  { GH_ADD_BEHIND, ".pack.warranty.cycles" },
  { GH_ADD_BEHIND, ".pack.warranty.years" },
  { GH_ADD_BEHIND, ".pack.warranty.keep" },
  { GH_ADD_ROW, ".away_charging.price_per_kwh", .owner = GH_OF_CAR },
  /* No attribute, or all that has no row of its own would lead here. */
  { GH_ADD_EXPANDER, ".measured_driving", N_ ("Measured driving"), N_ ("Instead of trips."),
    .owner = GH_OF_CAR },
  { GH_ADD_BEHIND, ".plugged" },
  { GH_ADD_BEHIND, ".drive_kw" },
  { GH_ADD_PRESET, .title = N_ ("A week to start from"), .preset = GH_PRESET_TRIPS,
    .owner = GH_OF_CAR },
  { GH_ADD_GROUP, .title = N_ ("Charger"), .owner = GH_OF_CAR },
  { GH_ADD_GROUP, .title = N_ ("Inverter"), .owner = GH_OF_BATTERY },
  { GH_ADD_PRESET, .title = N_ ("Type"), .preset = GH_PRESET_CHARGER },
  { GH_ADD_ROW, ".charger.charge_kw" },
  { GH_ADD_ROW, ".charger.discharge_kw" },
  { GH_ADD_ROW, ".charger.minimum_kw" },
  { GH_ADD_ROW, ".charger.minimum_current_a", .owner = GH_OF_CAR },
  { GH_ADD_ROW, ".charger.phases", .owner = GH_OF_CAR },
  { GH_ADD_ROW, ".charger.standby_w" },
  { GH_ADD_LOSSES, ".charger" },
  { GH_ADD_LOSSES, ".charger.charge_efficiency" },
  { GH_ADD_LOSSES, ".charger.charge_loss_kw" },
  { GH_ADD_LOSSES, ".charger.charge_loss_kw[1]" },
  { GH_ADD_LOSSES, ".charger.charge_loss_kw[2]" },
  { GH_ADD_LOSSES, ".charger.discharge_efficiency" },
  { GH_ADD_LOSSES, ".charger.discharge_loss_kw" },
  { GH_ADD_LOSSES, ".charger.discharge_loss_kw[1]" },
  { GH_ADD_LOSSES, ".charger.discharge_loss_kw[2]" },
  { GH_ADD_ROW, ".charger.export" },
  { GH_ADD_ROW, ".charger.island" },
  { GH_ADD_ROW, ".charger.island_kw" },
  { GH_ADD_LOSSES, ".charger.charge_points" },
  { GH_ADD_LOSSES, ".charger.discharge_points" },
  { GH_ADD_WIDGET, .new_part_widget = gh_charger_chart_new },
  { GH_ADD_GROUP, .title = N_ ("Trips"),
    .text = N_ ("Grey: the car is away. Darker red: electricity is dearer."), .owner = GH_OF_CAR },
  { GH_ADD_WIDGET, .new_part_widget = gh_week_view_new, .owner = GH_OF_CAR },
  { GH_ADD_WIDGET, ".trips", .new_part_widget = gh_trip_list_new, .owner = GH_OF_CAR },
  { GH_ADD_END },
};

static GhOwner
get_owner (const char *part)
{
  return gh_stores_is_battery (part) ? GH_OF_BATTERY : GH_OF_CAR;
}

static char *
format_name (const GhStudy *study, const char *part)
{
  const GhVehicle *store = gh_stores_look_up (study, part);

  return store != NULL && gh_stores_count (study) > 1 ? g_strdup (store->name) : NULL;
}

static const char *const lists[] = { "$.vehicles", "$.batteries", NULL };

const GhEntryList gh_home_entries = { .entries = entries,
                                      .part_entries = entries_of_store,
                                      .part_count = G_N_ELEMENTS (entries_of_store),
                                      .lists = lists,
                                      .new_chooser = gh_store_chooser_new,
                                      .get_owner = get_owner,
                                      .format_name = format_name };
