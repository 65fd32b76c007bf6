/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every quantity of a car: unit, range, default, meaning. */
#include "site/profile.h"

#include <math.h>
#include <stddef.h>

#include "words.h"

static const char *const export_words[] = { "allowed", "never", NULL };

static const GhAttribute trip_attributes[] = {
  {
      .name = "days",
      .kind = GH_KIND_DAYS,
      .offset = offsetof (GhTrip, days),
      .default_text = "mon-sun",
      .meaning = N_ ("The days on which the trip begins; holidays count as Sundays."),
  },
  {
      .name = "leave",
      .kind = GH_KIND_CLOCK,
      .offset = offsetof (GhTrip, leave),
      .required = TRUE,
      .default_number = NAN,
      .meaning = N_ ("When the car leaves."),
  },
  {
      .name = "return",
      .kind = GH_KIND_CLOCK,
      .offset = offsetof (GhTrip, return_),
      .required = TRUE,
      .default_number = NAN,
      .meaning = N_ ("When the car is back; before leaving means the next day."),
  },
  {
      .name = "distance_km",
      .kind = GH_KIND_NUMBER,
      .unit = "km",
      .offset = offsetof (GhTrip, distance_km),
      .required = TRUE,
      .default_number = 0,
      .minimum = 0,
      .maximum = 5000,
      .meaning = N_ ("The whole trip, there and back."),
  },
  {
      .name = "soc_at_leave",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhTrip, soc_at_leave),
      .nullable = TRUE,
      .default_number = NAN,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The least state of charge when the car leaves."),
  },
  {
      .name = "from",
      .kind = GH_KIND_DATE,
      .offset = offsetof (GhTrip, from),
      .meaning = N_ ("The first day on which the trip may begin."),
  },
  {
      .name = "to",
      .kind = GH_KIND_DATE,
      .offset = offsetof (GhTrip, to),
      .meaning = N_ ("The last day on which the trip may begin."),
  },
  {
      .name = "consumption_factor",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhTrip, consumption_factor),
      .default_number = 1,
      .minimum = 0,
      .maximum = 10,
      .meaning = N_ ("What the usual consumption is multiplied by on this trip."),
  },
};
static const GhAttributeTable gh_trip_table
    = { "trip", sizeof (GhTrip), trip_attributes, G_N_ELEMENTS (trip_attributes) };

static const GhAttribute away_charging_attributes[] = {
  {
      .name = "price_per_kwh",
      .kind = GH_KIND_NUMBER,
      .unit = "currency/kWh",
      .offset = offsetof (GhAwayCharging, price_per_kwh),
      .required = TRUE,
      .default_number = 0,
      .minimum = -1000,
      .maximum = 1000,
      .meaning = N_ ("What a kWh costs that is charged on the way."),
  },
};
static const GhAttributeTable gh_away_charging_table
    = { "away-charging", sizeof (GhAwayCharging), away_charging_attributes,
        G_N_ELEMENTS (away_charging_attributes) };

static const GhAttribute charger_attributes[] = {
  {
      .name = "charge_kw",
      .kind = GH_KIND_NUMBER,
      .unit = "kW",
      .offset = offsetof (GhCharger, charge_kw),
      .default_number = 11,
      .minimum = 0,
      .maximum = 10000,
      .meaning = N_ ("The greatest AC power of charging."),
  },
  {
      .name = "discharge_kw",
      .kind = GH_KIND_NUMBER,
      .unit = "kW",
      .offset = offsetof (GhCharger, discharge_kw),
      .default_number = 11,
      .minimum = 0,
      .maximum = 10000,
      .meaning = N_ ("The greatest AC power of discharging."),
  },
  {
      .name = "minimum_kw",
      .kind = GH_KIND_NUMBER,
      .unit = "kW",
      .offset = offsetof (GhCharger, minimum_kw),
      .default_number = 0,
      .minimum = 0,
      .maximum = 10000,
      .meaning = N_ ("The least AC power at which the charger works at all."),
  },
  {
      .name = "standby_w",
      .kind = GH_KIND_NUMBER,
      .unit = "W",
      .offset = offsetof (GhCharger, standby_w),
      .default_number = 0,
      .minimum = 0,
      .maximum = 10000,
      .meaning = N_ ("What the charger draws while the car is plugged in and no power flows."),
  },
  {
      .name = "charge_efficiency",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhCharger, charge_efficiency),
      .default_number = 0.95,
      .minimum = 0.01,
      .maximum = 1,
      .meaning = N_ ("The share of the AC energy that reaches the battery."),
  },
  {
      .name = "discharge_efficiency",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhCharger, discharge_efficiency),
      .default_number = 0.95,
      .minimum = 0.01,
      .maximum = 1,
      .meaning = N_ ("The share of the battery energy that reaches the AC side."),
  },
  {
      .name = "charge_loss_kw",
      .kind = GH_KIND_NUMBERS,
      .unit = "kW",
      .offset = offsetof (GhCharger, charge_loss_kw),
      .minimum = 0,
      .maximum = 100,
      .length = 3,
      .meaning = N_ ("Charging losses a, b, c of a + b P + c P^2 in kW at battery power P, instead "
                     "of the efficiency."),
  },
  {
      .name = "discharge_loss_kw",
      .kind = GH_KIND_NUMBERS,
      .unit = "kW",
      .offset = offsetof (GhCharger, discharge_loss_kw),
      .minimum = 0,
      .maximum = 100,
      .length = 3,
      .meaning = N_ ("Discharging losses a, b, c of a + b P + c P^2 in kW at battery power P, "
                     "instead of the efficiency."),
  },
  {
      .name = "export",
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhCharger, export),
      .default_number = GH_CHARGER_EXPORT_ALLOWED,
      .choices = export_words,
      .meaning = N_ ("Whether the car may feed the grid or only the house."),
  },
};
const GhAttributeTable gh_charger_table
    = { "charger", sizeof (GhCharger), charger_attributes, G_N_ELEMENTS (charger_attributes) };

static const GhAttribute vehicle_attributes[] = {
  {
      .name = "name",
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhVehicle, name),
      .required = TRUE,
      .meaning = N_ ("What the car is called."),
  },
  {
      .name = "battery_kwh",
      .kind = GH_KIND_NUMBER,
      .unit = "kWh",
      .offset = offsetof (GhVehicle, battery_kwh),
      .required = TRUE,
      .default_number = 0,
      .minimum = 0.1,
      .maximum = 100000,
      .meaning = N_ ("The usable energy of the battery."),
  },
  {
      .name = "cell",
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhVehicle, cell),
      .meaning = N_ ("The cell whose ageing is taken."),
  },
  {
      .name = "soc_min",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhVehicle, soc_min),
      .default_number = 0.1,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The least state of charge, driving included."),
  },
  {
      .name = "soc_max",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhVehicle, soc_max),
      .default_number = 1,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The greatest state of charge."),
  },
  {
      .name = "soc_start",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhVehicle, soc_start),
      .default_number = 0.5,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The state of charge at the beginning."),
  },
  {
      .name = "soc_end",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhVehicle, soc_end),
      .default_number = NAN,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The least state of charge at the end; without it that of the beginning."),
  },
  {
      .name = "discharge_soc_min",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhVehicle, discharge_soc_min),
      .default_number = NAN,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("House and grid never take the battery below this; without it soc_min."),
  },
  {
      .name = "consumption_kwh_per_km",
      .kind = GH_KIND_NUMBER,
      .unit = "kWh/km",
      .offset = offsetof (GhVehicle, consumption_kwh_per_km),
      .default_number = 0.18,
      .minimum = 0,
      .maximum = 10,
      .meaning = N_ ("What driving takes from the battery."),
  },
  {
      .name = "trips",
      .kind = GH_KIND_LIST,
      .offset = offsetof (GhVehicle, trips),
      .table = &gh_trip_table,
      .meaning = N_ ("When the car is on the road."),
  },
  {
      .name = "away_charging",
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhVehicle, away_charging),
      .table = &gh_away_charging_table,
      .meaning = N_ ("Public charging of what a trip needs beyond what the battery holds."),
  },
  {
      .name = "plugged",
      .kind = GH_KIND_SERIES,
      .offset = offsetof (GhVehicle, plugged),
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("1 while the car is plugged in, 0 while not, instead of trips."),
  },
  {
      .name = "drive_kw",
      .kind = GH_KIND_SERIES,
      .unit = "kW",
      .offset = offsetof (GhVehicle, drive_kw),
      .minimum = 0,
      .maximum = 10000,
      .meaning = N_ ("Power drawn from the battery by driving, instead of trips."),
  },
  {
      .name = "charger",
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhVehicle, charger),
      .table = &gh_charger_table,
      .meaning = N_ ("What the car is charged with."),
  },
  {
      .name = "wear_per_kwh",
      .kind = GH_KIND_NUMBER,
      .unit = "currency/kWh",
      .offset = offsetof (GhVehicle, wear_per_kwh),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000,
      .meaning = N_ ("What a kWh discharged to house or grid wears off the battery."),
  },
  {
      .name = "count",
      .kind = GH_KIND_INTEGER,
      .offset = offsetof (GhVehicle, count),
      .default_number = 1,
      .minimum = 0,
      .maximum = 1000000,
      .meaning = N_ ("How many such cars there are."),
  },
};
const GhAttributeTable gh_vehicle_table
    = { "vehicle", sizeof (GhVehicle), vehicle_attributes, G_N_ELEMENTS (vehicle_attributes) };
