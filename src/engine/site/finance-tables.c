/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every quantity of the money that is invested: unit, range, default, meaning. */
#include "site/profile.h"

#include <stddef.h>

#include "words.h"

static const GhAttribute capex_attributes[] = {
  {
      .name = "smart",
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhCapex, smart),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What smart charging costs to buy."),
  },
  {
      .name = "v2h",
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhCapex, v2h),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What a charger that powers the house costs."),
  },
  {
      .name = "v2g",
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhCapex, v2g),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What a charger that feeds the grid costs."),
  },
  {
      .name = "battery",
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhCapex, battery),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What a wall battery costs."),
  },
};
static const GhAttributeTable gh_capex_table
    = { "capex", sizeof (GhCapex), capex_attributes, G_N_ELEMENTS (capex_attributes) };

static const GhAttribute finance_attributes[] = {
  {
      .name = "capex",
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhFinance, capex),
      .table = &gh_capex_table,
      .meaning = N_ ("What each way of using the car costs to buy."),
  },
  {
      .name = "lifetime_years",
      .kind = GH_KIND_NUMBER,
      .unit = "years",
      .offset = offsetof (GhFinance, lifetime_years),
      .default_number = 15,
      .minimum = 1,
      .maximum = 60,
      .meaning = N_ ("How long the charger lasts."),
  },
  {
      .name = "discount_rate",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFinance, discount_rate),
      .default_number = 0.04,
      .minimum = -0.5,
      .maximum = 1,
      .meaning = N_ ("What money loses in worth a year."),
  },
  {
      .name = "price_growth",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFinance, price_growth),
      .default_number = 0,
      .minimum = -0.5,
      .maximum = 1,
      .meaning = N_ ("How much dearer buying gets a year."),
  },
  {
      .name = "export_price_growth",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFinance, export_price_growth),
      .default_number = 0,
      .minimum = -0.5,
      .maximum = 1,
      .meaning = N_ ("How much more exporting earns a year."),
  },
  {
      .name = "maintenance_per_year",
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhFinance, maintenance_per_year),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What upkeep of a bidirectional charger costs."),
  },
  {
      .name = "salvage",
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhFinance, salvage),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What a bidirectional charger is worth at the end."),
  },
  {
      .name = "battery_cost_per_kwh",
      .kind = GH_KIND_NUMBER,
      .unit = "currency/kWh",
      .offset = offsetof (GhFinance, battery_cost_per_kwh),
      .default_number = 100,
      .minimum = 0,
      .maximum = 1000000.0,
      .meaning = N_ ("What a new battery costs."),
  },
  {
      .name = "end_of_life_soh",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFinance, end_of_life_soh),
      .default_number = 0.7,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The state of health at which a battery is replaced."),
  },
  {
      .name = "solar_degradation",
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFinance, solar_degradation),
      .default_number = 0.005,
      .minimum = 0,
      .maximum = 0.5,
      .meaning = N_ ("What the panels lose a year."),
  },
};
const GhAttributeTable gh_finance_table
    = { "finance", sizeof (GhFinance), finance_attributes, G_N_ELEMENTS (finance_attributes) };
