/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every quantity of the money that is invested: unit, range, default, meaning. */
#include "site/profile.h"

#include <math.h>
#include <stddef.h>

#include "words.h"

/* Words of a fleet: what is bought is bought for all of it. */
static const GhAttributeWords fleet_smart
    = { GH_IN_FLEETS, N_ ("Equipment for smart charging"),
        N_ ("What managing the charge points costs, of the whole fleet together.") };
static const GhAttributeWords fleet_v2h
    = { GH_IN_FLEETS, N_ ("Equipment for V2H"),
        N_ ("What charge points that power the building cost, of the whole fleet together.") };
static const GhAttributeWords fleet_v2g
    = { GH_IN_FLEETS, N_ ("Equipment for V2G"),
        N_ ("What charge points that feed the grid cost, of the whole fleet together.") };
static const GhAttributeWords fleet_lifetime
    = { GH_IN_FLEETS, NULL, N_ ("How long charge points and a stronger connection last.") };
static const GhAttributeWords fleet_maintenance
    = { GH_IN_FLEETS, NULL,
        N_ ("What upkeep of all bidirectional charge points costs more than that of others.") };
static const GhAttributeWords fleet_salvage
    = { GH_IN_FLEETS, NULL, N_ ("What all bidirectional charge points are worth at the end.") };

static const GhAttribute capex_attributes[] = {
  {
      .name = "smart",
      .title = N_ ("Smart charging"),
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhCapex, smart),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What smart charging costs to buy."),
      .words = &fleet_smart,
  },
  {
      .name = "v2h",
      .title = N_ ("V2H: powering the house"),
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhCapex, v2h),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What a charger that powers the house costs."),
      .words = &fleet_v2h,
  },
  {
      .name = "v2g",
      .title = N_ ("V2G: feeding the grid"),
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhCapex, v2g),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What a charger that feeds the grid costs."),
      .words = &fleet_v2g,
  },
  {
      .name = "battery",
      .title = N_ ("Wall battery"),
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

static const char *const grant_scope_words[] = { "bidirectional", "all", NULL };
static const char *const grant_scope_titles[]
    = { N_ ("Bidirectional chargers"), N_ ("Smart charging, too"), NULL };

static const GhAttribute grant_attributes[] = {
  {
      .name = "amount",
      .title = N_ ("Fixed amount"),
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhGrant, amount),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What is given whatever the equipment costs."),
  },
  {
      .name = "share",
      .title = N_ ("Share of the price"),
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhGrant, share),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("What is given of the price that is left to pay, on top of the fixed amount."),
  },
  {
      .name = "most",
      .title = N_ ("At most"),
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhGrant, most),
      .nullable = TRUE,
      .default_number = NAN,
      .first_number = 1000,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("The cap on the whole grant; without it the price of the equipment."),
  },
  {
      .name = "scope",
      .title = N_ ("Given for"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhGrant, scope),
      .default_number = GH_GRANT_BIDIRECTIONAL,
      .choices = grant_scope_words,
      .choice_titles = grant_scope_titles,
      .meaning = N_ ("Which equipment the grant is given for."),
  },
};
static const GhAttributeTable gh_grant_table
    = { "grant", sizeof (GhGrant), grant_attributes, G_N_ELEMENTS (grant_attributes) };

static const char *const lease_charger_words[] = { "kept", "bought-anew", NULL };
static const char *const lease_charger_titles[] = { N_ ("Kept"), N_ ("Bought anew"), NULL };
static const char *const lease_wear_words[] = { "lessor", "driver", NULL };
static const char *const lease_wear_titles[] = { N_ ("Lessor"), N_ ("Driver"), NULL };

static const GhAttribute lease_attributes[] = {
  {
      .name = "years",
      .title = N_ ("Years of a lease"),
      .digits = 1,
      .kind = GH_KIND_NUMBER,
      .unit = "years",
      .offset = offsetof (GhLease, years),
      .default_number = 3,
      .minimum = 0.5,
      .maximum = 20,
      .meaning = N_ ("After how long the car is given back and another one comes."),
  },
  {
      .name = "extra_per_year",
      .title = N_ ("Extra for discharging a year"),
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhLease, extra_per_year),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What the lease costs more where the car may power house or grid; the rest of "
                     "it is the same in every way of using the car."),
  },
  {
      .name = "charger",
      .title = N_ ("Charger at a change of car"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhLease, charger),
      .default_number = GH_LEASE_CHARGER_KEPT,
      .choices = lease_charger_words,
      .choice_titles = lease_charger_titles,
      .meaning
      = N_ ("Whether the bidirectional charger can stay when the next car comes, or has to "
            "be bought anew, without a grant."),
  },
  {
      .name = "change_cost",
      .title = N_ ("Adapting at a change of car"),
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhLease, change_cost),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What it costs each time to make the bidirectional charger work with the next "
                     "car, on top of a new one."),
  },
  {
      .name = "wear",
      .title = N_ ("Battery wear is paid by"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhLease, wear),
      .default_number = GH_LEASE_WEAR_LESSOR,
      .choices = lease_wear_words,
      .choice_titles = lease_wear_titles,
      .meaning = N_ ("Who bears what discharging takes of the battery; plans heed its price in "
                     "either case."),
  },
};
static const GhAttributeTable gh_lease_table
    = { "lease", sizeof (GhLease), lease_attributes, G_N_ELEMENTS (lease_attributes) };

static const char *const vat_words[] = { "included", "excluded", NULL };
static const char *const vat_titles[] = { N_ ("With VAT"), N_ ("Without VAT"), NULL };
static const char *const rates_words[] = { "nominal", "real", NULL };
static const char *const rates_titles[]
    = { N_ ("Nominal: with inflation"), N_ ("Real: on top of inflation"), NULL };

static const GhAttribute finance_attributes[] = {
  {
      .name = "capex",
      .title = N_ ("Equipment"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhFinance, capex),
      .table = &gh_capex_table,
      .meaning = N_ ("What each way of using the car costs to buy."),
  },
  {
      .name = "capex_source",
      .title = N_ ("Source of the prices"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhFinance, capex_source),
      .meaning = N_ ("Where prices of equipment and upkeep come from: an offer, a list, an "
                     "assumption."),
  },
  {
      .name = "lifetime_years",
      .title = N_ ("Lifetime"),
      .kind = GH_KIND_NUMBER,
      .unit = "years",
      .offset = offsetof (GhFinance, lifetime_years),
      .default_number = 15,
      .minimum = 1,
      .maximum = 60,
      .meaning = N_ ("How long the charger lasts."),
      .words = &fleet_lifetime,
  },
  {
      .name = "discount_rate",
      .title = N_ ("Discount rate"),
      .digits = 1,
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFinance, discount_rate),
      .default_number = 0.04,
      .minimum = -0.5,
      .maximum = 1,
      .meaning = N_ ("What money loses in worth a year."),
  },
  {
      .name = "price_growth",
      .title = N_ ("Growth of import prices"),
      .digits = 1,
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFinance, price_growth),
      .default_number = 0,
      .minimum = -0.5,
      .maximum = 1,
      .meaning = N_ ("How much dearer buying gets a year."),
  },
  {
      .name = "export_price_growth",
      .title = N_ ("Growth of export prices"),
      .digits = 1,
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFinance, export_price_growth),
      .default_number = 0,
      .minimum = -0.5,
      .maximum = 1,
      .meaning = N_ ("How much more exporting earns a year."),
  },
  {
      .name = "maintenance_per_year",
      .title = N_ ("Upkeep a year"),
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhFinance, maintenance_per_year),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What upkeep of a bidirectional charger costs."),
      .words = &fleet_maintenance,
  },
  {
      .name = "salvage",
      .title = N_ ("Value at the end"),
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhFinance, salvage),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000000.0,
      .meaning = N_ ("What a bidirectional charger is worth at the end."),
      .words = &fleet_salvage,
  },
  {
      .name = "battery_cost_per_kwh",
      .title = N_ ("Cost of a new battery"),
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
      .title = N_ ("Health at replacement"),
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFinance, end_of_life_soh),
      .default_number = 0.7,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The state of health at which a battery is replaced."),
  },
  {
      .name = "solar_degradation",
      .title = N_ ("Ageing of the panels"),
      .digits = 1,
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFinance, solar_degradation),
      .default_number = 0.005,
      .minimum = 0,
      .maximum = 0.5,
      .meaning = N_ ("What the panels lose a year."),
  },
  {
      .name = "rates",
      .title = N_ ("Rates are"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhFinance, rates),
      .default_number = GH_RATES_NOMINAL,
      .choices = rates_words,
      .choice_titles = rates_titles,
      .meaning = N_ ("How the discount rate and the growth of prices are meant."),
  },
  {
      .name = "inflation",
      .title = N_ ("Inflation"),
      .digits = 1,
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFinance, inflation),
      .default_number = 0,
      .minimum = -0.1,
      .maximum = 1,
      .meaning
      = N_ ("By how much upkeep, wear, later equipment and the value at the end get dearer "
            "a year, and what is on top of real rates."),
  },
  {
      .name = "vat_rate",
      .title = N_ ("VAT"),
      .digits = 1,
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFinance, vat_rate),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("Value added tax on equipment and upkeep."),
  },
  {
      .name = "capex_vat",
      .title = N_ ("Prices of equipment are"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhFinance, capex_vat),
      .default_number = GH_VAT_INCLUDED,
      .choices = vat_words,
      .choice_titles = vat_titles,
      .meaning = N_ ("How the prices of equipment, upkeep and adapting are meant."),
  },
  {
      .name = "vat_reclaimed",
      .title = N_ ("VAT is reclaimed"),
      .kind = GH_KIND_BOOLEAN,
      .offset = offsetof (GhFinance, vat_reclaimed),
      .default_number = 0,
      .meaning = N_ ("Whether the tax comes back, as to a business."),
  },
  {
      .name = "grant",
      .title = N_ ("Grant"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhFinance, grant),
      .table = &gh_grant_table,
      .meaning = N_ ("What is given towards the equipment, once."),
  },
  {
      .name = "lease",
      .title = N_ ("Lease of the car"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhFinance, lease),
      .table = &gh_lease_table,
      .meaning = N_ ("Where the car is leased and changed while the charger stays."),
  },
};
const GhAttributeTable gh_finance_table
    = { "finance", sizeof (GhFinance), finance_attributes, G_N_ELEMENTS (finance_attributes) };
