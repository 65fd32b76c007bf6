/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every quantity of a study but its cars and its money: unit, range, default, meaning. */
#include "site/profile.h"

#include <math.h>
#include <stddef.h>

#include "words.h"

static const char *const kind_words[] = { "household", "fleet", NULL };

static const GhAttribute location_attributes[] = {
  {
      .name = "latitude",
      .kind = GH_KIND_NUMBER,
      .unit = "deg",
      .offset = offsetof (GhLocation, latitude),
      .required = TRUE,
      .default_number = 0,
      .minimum = -90,
      .maximum = 90,
      .meaning = N_ ("Degrees north of the equator; south is negative."),
  },
  {
      .name = "longitude",
      .kind = GH_KIND_NUMBER,
      .unit = "deg",
      .offset = offsetof (GhLocation, longitude),
      .required = TRUE,
      .default_number = 0,
      .minimum = -180,
      .maximum = 180,
      .meaning = N_ ("Degrees east of Greenwich; west is negative."),
  },
  {
      .name = "elevation_m",
      .kind = GH_KIND_NUMBER,
      .unit = "m",
      .offset = offsetof (GhLocation, elevation_m),
      .default_number = 0,
      .minimum = -500,
      .maximum = 9000,
      .meaning = N_ ("Height above the sea."),
  },
  {
      .name = "time_zone",
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhLocation, time_zone),
      .default_text = "UTC",
      .meaning = N_ ("The time zone of wall clocks, such as Europe/Berlin."),
  },
};
static const GhAttributeTable gh_location_table
    = { "location", sizeof (GhLocation), location_attributes, G_N_ELEMENTS (location_attributes) };

static const GhAttribute period_attributes[] = {
  {
      .name = "start",
      .kind = GH_KIND_MOMENT,
      .offset = offsetof (GhPeriod, start),
      .required = TRUE,
      .meaning = N_ ("When the first step begins, with its offset from UTC."),
  },
  {
      .name = "step_minutes",
      .kind = GH_KIND_NUMBER,
      .unit = "min",
      .offset = offsetof (GhPeriod, step_minutes),
      .required = TRUE,
      .default_number = 15,
      .minimum = 1,
      .maximum = 60,
      .meaning = N_ ("The length of a step."),
  },
  {
      .name = "steps",
      .kind = GH_KIND_INTEGER,
      .offset = offsetof (GhPeriod, steps),
      .required = TRUE,
      .default_number = 1,
      .minimum = 1,
      .maximum = 351360,
      .meaning = N_ ("The number of steps."),
  },
};
static const GhAttributeTable gh_period_table
    = { "period", sizeof (GhPeriod), period_attributes, G_N_ELEMENTS (period_attributes) };

static const GhAttribute solar_array_attributes[] = {
  {
      .name = "name",
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhSolarArray, name),
      .meaning = N_ ("What the array is called."),
  },
  {
      .name = "peak_kw",
      .kind = GH_KIND_NUMBER,
      .unit = "kW",
      .offset = offsetof (GhSolarArray, peak_kw),
      .default_number = NAN,
      .minimum = 0,
      .maximum = 1000000.0,
      .meaning = N_ ("The power of the panels under standard test conditions."),
  },
  {
      .name = "tilt_deg",
      .kind = GH_KIND_NUMBER,
      .unit = "deg",
      .offset = offsetof (GhSolarArray, tilt_deg),
      .default_number = 35,
      .minimum = 0,
      .maximum = 90,
      .meaning = N_ ("How far the panels are tilted from lying flat."),
  },
  {
      .name = "azimuth_deg",
      .kind = GH_KIND_NUMBER,
      .unit = "deg",
      .offset = offsetof (GhSolarArray, azimuth_deg),
      .default_number = 180,
      .minimum = 0,
      .maximum = 360,
      .meaning = N_ ("Where the panels face: 0 north, 90 east, 180 south, 270 west."),
  },
  {
      .name = "inverter_kw",
      .kind = GH_KIND_NUMBER,
      .unit = "kW",
      .offset = offsetof (GhSolarArray, inverter_kw),
      .nullable = TRUE,
      .default_number = NAN,
      .minimum = 0,
      .maximum = 1000000.0,
      .meaning = N_ ("The greatest AC power of the inverter; without it the power of the panels."),
  },
  {
      .name = "losses",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhSolarArray, losses),
      .default_number = 0.14,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The share lost to dirt, wiring, mismatch and age."),
  },
  {
      .name = "output_kw",
      .kind = GH_KIND_SERIES,
      .unit = "kW",
      .offset = offsetof (GhSolarArray, output_kw),
      .minimum = 0,
      .maximum = 1000000.0,
      .meaning = N_ ("Measured AC power, instead of a calculated one."),
  },
};
static const GhAttributeTable gh_solar_array_table
    = { "solar-array", sizeof (GhSolarArray), solar_array_attributes,
        G_N_ELEMENTS (solar_array_attributes) };

static const GhAttribute weather_attributes[] = {
  {
      .name = "clear_sky",
      .kind = GH_KIND_BOOLEAN,
      .offset = offsetof (GhWeather, clear_sky),
      .default_number = 0,
      .meaning = N_ ("Whether the sun shines from a calculated sky rather than a measured one."),
  },
  {
      .name = "clearness",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhWeather, clearness),
      .default_number = 1,
      .minimum = 0.1,
      .maximum = 1,
      .applies = "clear_sky",
      .meaning = N_ ("The yearly mean of sunshine against a cloudless sky, for a calculated sky."),
  },
  {
      .name = "file",
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhWeather, file),
      .meaning = N_ ("A weather file."),
  },
  {
      .name = "ghi_w_m2",
      .kind = GH_KIND_SERIES,
      .unit = "W/m2",
      .offset = offsetof (GhWeather, ghi_w_m2),
      .minimum = 0,
      .maximum = 2000,
      .meaning = N_ ("Global irradiance on the horizontal."),
  },
  {
      .name = "dni_w_m2",
      .kind = GH_KIND_SERIES,
      .unit = "W/m2",
      .offset = offsetof (GhWeather, dni_w_m2),
      .minimum = 0,
      .maximum = 2000,
      .meaning = N_ ("Direct irradiance towards the sun."),
  },
  {
      .name = "dhi_w_m2",
      .kind = GH_KIND_SERIES,
      .unit = "W/m2",
      .offset = offsetof (GhWeather, dhi_w_m2),
      .minimum = 0,
      .maximum = 2000,
      .meaning = N_ ("Diffuse irradiance on the horizontal."),
  },
  {
      .name = "temperature_c",
      .kind = GH_KIND_SERIES,
      .unit = "degC",
      .offset = offsetof (GhWeather, temperature_c),
      .minimum = -90,
      .maximum = 60,
      .meaning = N_ ("Air temperature."),
  },
};
static const GhAttributeTable gh_weather_table
    = { "weather", sizeof (GhWeather), weather_attributes, G_N_ELEMENTS (weather_attributes) };

static const GhAttribute tariff_attributes[] = {
  {
      .name = "import_price",
      .kind = GH_KIND_PRICE,
      .unit = "currency/kWh",
      .offset = offsetof (GhTariff, import_price),
      .required = TRUE,
      .minimum = -1000,
      .maximum = 1000,
      .meaning = N_ ("What a kWh from the grid costs."),
  },
  {
      .name = "export_price",
      .kind = GH_KIND_PRICE,
      .unit = "currency/kWh",
      .offset = offsetof (GhTariff, export_price),
      .minimum = -1000,
      .maximum = 1000,
      .meaning = N_ ("What a kWh to the grid earns."),
  },
  {
      .name = "store_export_price",
      .kind = GH_KIND_PRICE,
      .unit = "currency/kWh",
      .offset = offsetof (GhTariff, store_export_price),
      .minimum = -1000,
      .maximum = 1000,
      .meaning
      = N_ ("What a kWh earns that a car or battery exports; without it the export price."),
  },
  {
      .name = "fixed_per_day",
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhTariff, fixed_per_day),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000.0,
      .meaning = N_ ("What the contract costs a day."),
  },
  {
      .name = "demand_per_kw_month",
      .kind = GH_KIND_NUMBER,
      .unit = "currency/kW",
      .offset = offsetof (GhTariff, demand_per_kw_month),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000.0,
      .meaning = N_ ("What each kW of the highest import of a month costs."),
  },
  {
      .name = "may_export",
      .kind = GH_KIND_BOOLEAN,
      .offset = offsetof (GhTariff, may_export),
      .default_number = 1,
      .meaning = N_ ("Whether anything may be fed into the grid."),
  },
};
static const GhAttributeTable gh_tariff_table
    = { "tariff", sizeof (GhTariff), tariff_attributes, G_N_ELEMENTS (tariff_attributes) };

static const GhAttribute emissions_attributes[] = {
  {
      .name = "marginal_g_per_kwh",
      .kind = GH_KIND_SERIES,
      .unit = "g/kWh",
      .offset = offsetof (GhEmissions, marginal_g_per_kwh),
      .minimum = -5000,
      .maximum = 20000,
      .meaning = N_ ("What one more kWh from the grid emits."),
  },
  {
      .name = "average_g_per_kwh",
      .kind = GH_KIND_SERIES,
      .unit = "g/kWh",
      .offset = offsetof (GhEmissions, average_g_per_kwh),
      .minimum = 0,
      .maximum = 20000,
      .meaning = N_ ("What a kWh from the grid emits on average."),
  },
  {
      .name = "price_per_tonne",
      .kind = GH_KIND_NUMBER,
      .unit = "currency/t",
      .offset = offsetof (GhEmissions, price_per_tonne),
      .default_number = 0,
      .minimum = 0,
      .maximum = 100000.0,
      .meaning
      = N_ ("A price on emissions that the plan heeds; it is never counted as money earned."),
  },
};
static const GhAttributeTable gh_emissions_table
    = { "emissions", sizeof (GhEmissions), emissions_attributes,
        G_N_ELEMENTS (emissions_attributes) };

static const GhAttribute connection_attributes[] = {
  {
      .name = "import_limit_kw",
      .kind = GH_KIND_NUMBER,
      .unit = "kW",
      .offset = offsetof (GhConnection, import_limit_kw),
      .nullable = TRUE,
      .default_number = NAN,
      .minimum = 0,
      .maximum = 10000000.0,
      .meaning = N_ ("The greatest power from the grid."),
  },
  {
      .name = "export_limit_kw",
      .kind = GH_KIND_NUMBER,
      .unit = "kW",
      .offset = offsetof (GhConnection, export_limit_kw),
      .nullable = TRUE,
      .default_number = NAN,
      .minimum = 0,
      .maximum = 10000000.0,
      .meaning = N_ ("The greatest power to the grid."),
  },
};
static const GhAttributeTable gh_connection_table
    = { "connection", sizeof (GhConnection), connection_attributes,
        G_N_ELEMENTS (connection_attributes) };

static const GhAttribute study_attributes[] = {
  {
      .name = "format",
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhStudy, format),
      .required = TRUE,
      .meaning = N_ ("Always gridhearth-study."),
  },
  {
      .name = "version",
      .kind = GH_KIND_INTEGER,
      .offset = offsetof (GhStudy, version),
      .required = TRUE,
      .default_number = 1,
      .minimum = 1,
      .maximum = 1000000000.0,
      .meaning = N_ ("Always 1."),
  },
  {
      .name = "minor",
      .kind = GH_KIND_INTEGER,
      .offset = offsetof (GhStudy, minor),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("Which keys the file may have."),
  },
  {
      .name = "kind",
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhStudy, kind),
      .required = TRUE,
      .default_number = GH_STUDY_HOUSEHOLD,
      .choices = kind_words,
      .meaning = N_ ("A household or a fleet."),
  },
  {
      .name = "name",
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhStudy, name),
      .meaning = N_ ("What the study is called."),
  },
  {
      .name = "currency",
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhStudy, currency),
      .default_text = "EUR",
      .meaning = N_ ("The currency of every price."),
  },
  {
      .name = "seed",
      .kind = GH_KIND_INTEGER,
      .offset = offsetof (GhStudy, seed),
      .default_number = 1,
      .minimum = 0,
      .maximum = 9e15,
      .meaning = N_ ("What random draws begin with."),
  },
  {
      .name = "location",
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, location),
      .table = &gh_location_table,
      .meaning = N_ ("Where the house is."),
  },
  {
      .name = "period",
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, period),
      .required = TRUE,
      .table = &gh_period_table,
      .meaning = N_ ("The time that is planned."),
  },
  {
      .name = "holidays",
      .kind = GH_KIND_DATES,
      .offset = offsetof (GhStudy, holidays),
      .meaning = N_ ("Days that count as Sundays."),
  },
  {
      .name = "load",
      .kind = GH_KIND_SERIES,
      .unit = "kW",
      .offset = offsetof (GhStudy, load),
      .required = TRUE,
      .minimum = 0,
      .maximum = 10000000.0,
      .meaning = N_ ("What the house uses, the car not counted."),
  },
  {
      .name = "solar",
      .kind = GH_KIND_LIST,
      .offset = offsetof (GhStudy, solar),
      .table = &gh_solar_array_table,
      .meaning = N_ ("Solar panels."),
  },
  {
      .name = "weather",
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, weather),
      .table = &gh_weather_table,
      .meaning = N_ ("The weather that the panels see."),
  },
  {
      .name = "tariff",
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, tariff),
      .required = TRUE,
      .table = &gh_tariff_table,
      .meaning = N_ ("What energy costs and earns."),
  },
  {
      .name = "emissions",
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, emissions),
      .table = &gh_emissions_table,
      .meaning = N_ ("What energy from the grid emits."),
  },
  {
      .name = "connection",
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, connection),
      .table = &gh_connection_table,
      .meaning = N_ ("What the connection carries."),
  },
  {
      .name = "vehicles",
      .kind = GH_KIND_LIST,
      .offset = offsetof (GhStudy, vehicles),
      .table = &gh_vehicle_table,
      .meaning = N_ ("Cars."),
  },
  {
      .name = "batteries",
      .kind = GH_KIND_LIST,
      .offset = offsetof (GhStudy, batteries),
      .table = &gh_vehicle_table,
      .meaning = N_ ("Wall batteries."),
  },
  {
      .name = "finance",
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, finance),
      .table = &gh_finance_table,
      .meaning = N_ ("What equipment costs and money earns."),
  },
};
const GhAttributeTable gh_study_table
    = { "study", sizeof (GhStudy), study_attributes, G_N_ELEMENTS (study_attributes) };
