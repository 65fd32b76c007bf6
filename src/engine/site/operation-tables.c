/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every quantity of how the plan is carried out from day to day: unit, range, default, meaning. */
#include "site/profile.h"

#include <math.h>
#include <stddef.h>

#include "words.h"

/* In the order of GhForecastMethod. */
static const char *const forecast_words[] = { "persistence", "seasonal", "perfect", NULL };
static const char *const forecast_titles[]
    = { N_ ("As on the last such day"), N_ ("Mean of four weeks"), N_ ("Known exactly"), NULL };

/* In the order of GhOperationMode. */
static const char *const mode_words[] = { "perfect", "rolling", "rule", NULL };
static const char *const mode_titles[]
    = { N_ ("Perfect foresight"), N_ ("Forecasts"), N_ ("A simple rule"), NULL };

static const GhAttribute operation_attributes[] = {
  {
      .name = "prices_known_at",
      .title = N_ ("Prices known at"),
      .kind = GH_KIND_CLOCK,
      .offset = offsetof (GhOperation, prices_known_at),
      .default_number = 780,
      .meaning = N_ ("When the market prices of the whole next day are published. Prices by the "
                     "clock are always known."),
  },
  {
      .name = "load_forecast",
      .title = N_ ("Forecast of the house"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhOperation, load_forecast),
      .default_number = GH_FORECAST_PERSISTENCE,
      .choices = forecast_words,
      .choice_titles = forecast_titles,
      .meaning
      = N_ ("As at the same time of the last working or free day, or the mean of such days "
            "in four weeks."),
  },
  {
      .name = "solar_forecast",
      .title = N_ ("Forecast of the sun"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhOperation, solar_forecast),
      .default_number = GH_FORECAST_PERSISTENCE,
      .choices = forecast_words,
      .choice_titles = forecast_titles,
      .meaning = N_ ("As at the same time of the day before, or the mean of four weeks."),
  },
  {
      .name = "load_forecast_kw",
      .title = N_ ("Forecast use of the house"),
      .digits = 2,
      .kind = GH_KIND_SERIES,
      .unit = "kW",
      .offset = offsetof (GhOperation, load_forecast_kw),
      .minimum = 0,
      .maximum = 10000000.0,
      .meaning = N_ ("A forecast of the use of the house, instead of one made here."),
  },
  {
      .name = "solar_forecast_kw",
      .title = N_ ("Forecast power of the panels"),
      .digits = 2,
      .kind = GH_KIND_SERIES,
      .unit = "kW",
      .offset = offsetof (GhOperation, solar_forecast_kw),
      .minimum = 0,
      .maximum = 10000000.0,
      .meaning = N_ ("A forecast of what the panels give, instead of one made here."),
  },
  {
      .name = "horizon_hours",
      .title = N_ ("Plans ahead"),
      .kind = GH_KIND_NUMBER,
      .unit = "h",
      .offset = offsetof (GhOperation, horizon_hours),
      .default_number = 48,
      .minimum = 1,
      .maximum = 8784,
      .meaning = N_ ("How far each new plan looks ahead."),
  },
  {
      .name = "replan_minutes",
      .title = N_ ("Plans anew every"),
      .kind = GH_KIND_NUMBER,
      .unit = "min",
      .offset = offsetof (GhOperation, replan_minutes),
      .default_number = 60,
      .minimum = 1,
      .maximum = 1440,
      .meaning = N_ ("How long a plan is followed before a new one is made."),
  },
  {
      .name = "early_departure_probability",
      .title = N_ ("Leaves early"),
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhOperation, early_departure_probability),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The share of trips on which the car leaves earlier than planned."),
  },
  {
      .name = "early_departure_minutes",
      .title = N_ ("Earlier by"),
      .kind = GH_KIND_NUMBER,
      .unit = "min",
      .offset = offsetof (GhOperation, early_departure_minutes),
      .default_number = 60,
      .minimum = 0,
      .maximum = 1440,
      .meaning = N_ ("How much earlier it leaves then."),
  },
  {
      .name = "plug_in_probability",
      .title = N_ ("Is plugged in"),
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhOperation, plug_in_probability),
      .default_number = 1,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The share of returns after which the car is plugged in."),
  },
  {
      .name = "npv_from",
      .title = N_ ("The years rest on"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhOperation, npv_from),
      .default_number = GH_OPERATION_ROLLING,
      .choices = mode_words,
      .choice_titles = mode_titles,
      .meaning = N_ ("Which way of running the car the net present value is counted with."),
  },
  {
      .name = "tolerance",
      .title = N_ ("The rule may be better by"),
      .digits = 1,
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhOperation, tolerance),
      .default_number = 0.01,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("By which share of the cost the simple rule may do better than plans from "
                     "forecasts before it is told."),
  },
};
const GhAttributeTable gh_operation_table
    = { "operation", sizeof (GhOperation), operation_attributes,
        G_N_ELEMENTS (operation_attributes) };

/**
 * gh_operation_mode_name:
 * @mode: a way of running the car
 *
 * Returns: (transfer none): its word in files and on the command line
 */
const char *
gh_operation_mode_name (GhOperationMode mode)
{
  return mode_words[mode];
}

/**
 * gh_operation_mode_get_title:
 * @mode: a way of running the car
 *
 * Returns: (transfer none): what it is called, in the user's language
 */
const char *
gh_operation_mode_get_title (GhOperationMode mode)
{
  return _ (mode_titles[mode]);
}
