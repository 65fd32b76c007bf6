/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every quantity of a study but its cars and its money: unit, range, default, meaning. */
#include "site/profile.h"

#include <math.h>
#include <stddef.h>

#include "words.h"

static const char *const kind_words[] = { "household", "fleet", NULL };
static const char *const kind_titles[] = { N_ ("Household"), N_ ("Fleet"), NULL };

/* In the order of GhTransposition. */
static const char *const transposition_words[]
    = { "auto", "isotropic", "hay-davies", "perez", NULL };
static const char *const transposition_titles[]
    = { N_ ("Automatic"), N_ ("Isotropic"), N_ ("Hay and Davies"), N_ ("Perez"), NULL };

static const GhAttribute location_attributes[] = {
  {
      .name = "latitude",
      .title = N_ ("Latitude"),
      .digits = 4,
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
      .title = N_ ("Longitude"),
      .digits = 4,
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
      .title = N_ ("Height above the sea"),
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
      .title = N_ ("Time zone"),
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
      .title = N_ ("Begins"),
      .kind = GH_KIND_MOMENT,
      .offset = offsetof (GhPeriod, start),
      .required = TRUE,
      .meaning = N_ ("When the first step begins, with its offset from UTC."),
  },
  {
      .name = "step_minutes",
      .title = N_ ("Step"),
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
      .title = N_ ("Steps"),
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

static const GhAttribute weather_attributes[] = {
  {
      .name = "clear_sky",
      .title = N_ ("Calculated sky"),
      .kind = GH_KIND_BOOLEAN,
      .offset = offsetof (GhWeather, clear_sky),
      .default_number = 0,
      .meaning = N_ ("Whether the sun shines from a calculated sky rather than a measured one."),
  },
  {
      .name = "clearness",
      .title = N_ ("Sunshine"),
      .percent = TRUE,
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
      .title = N_ ("Weather file"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhWeather, file),
      .meaning = N_ ("A weather file."),
  },
  {
      .name = "ghi_w_m2",
      .title = N_ ("Global irradiance"),
      .kind = GH_KIND_SERIES,
      .unit = "W/m2",
      .offset = offsetof (GhWeather, ghi_w_m2),
      .minimum = 0,
      .maximum = 2000,
      .meaning = N_ ("Global irradiance on the horizontal."),
  },
  {
      .name = "dni_w_m2",
      .title = N_ ("Direct irradiance"),
      .kind = GH_KIND_SERIES,
      .unit = "W/m2",
      .offset = offsetof (GhWeather, dni_w_m2),
      .minimum = 0,
      .maximum = 2000,
      .meaning = N_ ("Direct irradiance towards the sun."),
  },
  {
      .name = "dhi_w_m2",
      .title = N_ ("Diffuse irradiance"),
      .kind = GH_KIND_SERIES,
      .unit = "W/m2",
      .offset = offsetof (GhWeather, dhi_w_m2),
      .minimum = 0,
      .maximum = 2000,
      .meaning = N_ ("Diffuse irradiance on the horizontal."),
  },
  {
      .name = "temperature_c",
      .title = N_ ("Air temperature"),
      .digits = 1,
      .kind = GH_KIND_SERIES,
      .unit = "degC",
      .offset = offsetof (GhWeather, temperature_c),
      .minimum = -90,
      .maximum = 60,
      .meaning = N_ ("Air temperature."),
  },
  {
      .name = "wind_m_s",
      .title = N_ ("Wind"),
      .digits = 1,
      .kind = GH_KIND_SERIES,
      .unit = "m/s",
      .offset = offsetof (GhWeather, wind_m_s),
      .minimum = 0,
      .maximum = 120,
      .meaning = N_ ("Wind speed, which cools the panels; without it 1 m/s."),
  },
  {
      .name = "albedo",
      .title = N_ ("Albedo of the ground"),
      .digits = 2,
      .kind = GH_KIND_SERIES,
      .offset = offsetof (GhWeather, albedo),
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The share of the light that the ground reflects; without it 0.2."),
  },
  {
      .name = "transposition",
      .title = N_ ("Light of the sky"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhWeather, transposition),
      .default_number = GH_TRANSPOSITION_AUTO,
      .choices = transposition_words,
      .choice_titles = transposition_titles,
      .meaning = N_ ("How light of the sky falls on tilted panels; automatic is Perez where direct "
                     "and diffuse irradiance are measured, else Hay and Davies."),
  },
};
static const GhAttributeTable gh_weather_table
    = { "weather", sizeof (GhWeather), weather_attributes, G_N_ELEMENTS (weather_attributes) };

static const GhAttribute emissions_attributes[] = {
  {
      .name = "marginal_g_per_kwh",
      .title = N_ ("Short-run marginal emissions"),
      .kind = GH_KIND_SERIES,
      .unit = "g/kWh",
      .offset = offsetof (GhEmissions, marginal_g_per_kwh),
      .minimum = -5000,
      .maximum = 20000,
      .meaning = N_ ("What one more kWh from the grid emits now, in the power stations that there "
                     "are. By them a car decides when to charge."),
  },
  {
      .name = "long_run_marginal_g_per_kwh",
      .title = N_ ("Long-run marginal emissions"),
      .kind = GH_KIND_SERIES,
      .unit = "g/kWh",
      .offset = offsetof (GhEmissions, long_run_marginal_g_per_kwh),
      .minimum = -5000,
      .maximum = 20000,
      .meaning = N_ ("What one more kWh emits if it is used for years, so that power stations are "
                     "built or closed for it. By them one decides what to buy."),
  },
  {
      .name = "average_g_per_kwh",
      .title = N_ ("Average emissions"),
      .kind = GH_KIND_SERIES,
      .unit = "g/kWh",
      .offset = offsetof (GhEmissions, average_g_per_kwh),
      .minimum = 0,
      .maximum = 20000,
      .meaning
      = N_ ("What a kWh from the grid emits on average. It tells what the grid is like, not "
            "what changes when a car does something."),
  },
  {
      .name = "price_per_tonne",
      .title = N_ ("Price on emissions"),
      .kind = GH_KIND_NUMBER,
      .unit = "currency/t",
      .offset = offsetof (GhEmissions, price_per_tonne),
      .default_number = 0,
      .minimum = 0,
      .maximum = 100000.0,
      .meaning
      = N_ ("A price on emissions that the plan heeds; it is never counted as money earned."),
  },
  {
      .name = "plan_on",
      .title = N_ ("The plan counts by"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhEmissions, plan_on),
      .default_number = GH_RATE_SHORT_RUN,
      .choices = gh_emission_rate_words,
      .choice_titles = gh_emission_rate_titles,
      .meaning = N_ ("The emissions that the price is put on and that come first in the results; "
                     "the others are told beside them."),
  },
};
static const GhAttributeTable gh_emissions_table
    = { "emissions", sizeof (GhEmissions), emissions_attributes,
        G_N_ELEMENTS (emissions_attributes) };

static const GhAttribute connection_attributes[] = {
  {
      .name = "import_limit_kw",
      .title = N_ ("Import limit"),
      .digits = 1,
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
      .title = N_ ("Export limit"),
      .digits = 1,
      .kind = GH_KIND_NUMBER,
      .unit = "kW",
      .offset = offsetof (GhConnection, export_limit_kw),
      .nullable = TRUE,
      .default_number = NAN,
      .minimum = 0,
      .maximum = 10000000.0,
      .meaning = N_ ("The greatest power to the grid."),
  },
  {
      .name = "export_limit_share",
      .title = N_ ("Export limit by panels"),
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhConnection, export_limit_share),
      .nullable = TRUE,
      .default_number = NAN,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The greatest power to the grid as a share of the peak power of the panels."),
  },
};
static const GhAttributeTable gh_connection_table
    = { "connection", sizeof (GhConnection), connection_attributes,
        G_N_ELEMENTS (connection_attributes) };

static const GhAttribute study_attributes[] = {
  {
      .name = "format",
      .title = N_ ("Format"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhStudy, format),
      .required = TRUE,
      .meaning = N_ ("Always gridhearth-study."),
  },
  {
      .name = "version",
      .title = N_ ("Version"),
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
      .title = N_ ("Minor version"),
      .kind = GH_KIND_INTEGER,
      .offset = offsetof (GhStudy, minor),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("Which keys the file may have."),
  },
  {
      .name = "kind",
      .title = N_ ("Kind"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhStudy, kind),
      .required = TRUE,
      .default_number = GH_STUDY_HOUSEHOLD,
      .choices = kind_words,
      .choice_titles = kind_titles,
      .meaning = N_ ("A household or a fleet."),
  },
  {
      .name = "name",
      .title = N_ ("Name"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhStudy, name),
      .meaning = N_ ("What the study is called."),
  },
  {
      .name = "currency",
      .title = N_ ("Currency"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhStudy, currency),
      .default_text = "EUR",
      .meaning = N_ ("The currency of every price."),
  },
  {
      .name = "seed",
      .title = N_ ("Seed"),
      .kind = GH_KIND_INTEGER,
      .offset = offsetof (GhStudy, seed),
      .default_number = 1,
      .minimum = 0,
      .maximum = 9e15,
      .meaning = N_ ("What random draws begin with."),
  },
  {
      .name = "location",
      .title = N_ ("Location"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, location),
      .table = &gh_location_table,
      .meaning = N_ ("Where the house is."),
  },
  {
      .name = "period",
      .title = N_ ("Period"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, period),
      .required = TRUE,
      .table = &gh_period_table,
      .meaning = N_ ("The time that is planned."),
  },
  {
      .name = "holidays",
      .title = N_ ("Holidays"),
      .kind = GH_KIND_DATES,
      .offset = offsetof (GhStudy, holidays),
      .meaning = N_ ("Days that count as Sundays."),
  },
  {
      .name = "load",
      .title = N_ ("Electricity use"),
      .digits = 2,
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
      .title = N_ ("Solar panels"),
      .kind = GH_KIND_LIST,
      .offset = offsetof (GhStudy, solar),
      .table = &gh_solar_array_table,
      .meaning = N_ ("Solar panels."),
  },
  {
      .name = "weather",
      .title = N_ ("Weather"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, weather),
      .table = &gh_weather_table,
      .meaning = N_ ("The weather that the panels see."),
  },
  {
      .name = "tariff",
      .title = N_ ("Tariff"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, tariff),
      .required = TRUE,
      .table = &gh_tariff_table,
      .meaning = N_ ("What energy costs and earns."),
  },
  {
      .name = "emissions",
      .title = N_ ("Emissions"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, emissions),
      .table = &gh_emissions_table,
      .meaning = N_ ("What energy from the grid emits."),
  },
  {
      .name = "connection",
      .title = N_ ("Connection"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, connection),
      .table = &gh_connection_table,
      .meaning = N_ ("What the connection carries."),
  },
  {
      .name = "vehicles",
      .title = N_ ("Cars"),
      .kind = GH_KIND_LIST,
      .offset = offsetof (GhStudy, vehicles),
      .table = &gh_vehicle_table,
      .meaning = N_ ("Cars."),
  },
  {
      .name = "batteries",
      .title = N_ ("Wall batteries"),
      .kind = GH_KIND_LIST,
      .offset = offsetof (GhStudy, batteries),
      .table = &gh_vehicle_table,
      .meaning = N_ ("Wall batteries."),
  },
  {
      .name = "finance",
      .title = N_ ("Money"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, finance),
      .table = &gh_finance_table,
      .meaning = N_ ("What equipment costs and money earns."),
  },
  {
      .name = "resilience",
      .title = N_ ("Outages"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhStudy, resilience),
      .table = &gh_resilience_table,
      .meaning = N_ ("What an outage is like and what the house needs in it."),
  },
  {
      .name = "real_bill",
      .title = N_ ("Real bill"),
      .kind = GH_KIND_LIST,
      .offset = offsetof (GhStudy, real_bill),
      .table = &gh_billed_entry_table,
      .meaning = N_ ("What was really billed, to hold the calculated bill against."),
  },
};
const GhAttributeTable gh_study_table
    = { "study", sizeof (GhStudy), study_attributes, G_N_ELEMENTS (study_attributes) };
