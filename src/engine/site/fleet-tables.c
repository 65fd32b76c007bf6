/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every quantity of a fleet beyond those of a household: unit, range, default, meaning. */
#include "site/fleet-profile.h"

#include "site/shared-attributes.h"

static const GhAttribute spread_attributes[] = {
  {
      .name = "mean",
      .title = N_ ("Mean"),
      .digits = 2,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhSpread, mean),
      .default_number = NAN,
      .minimum = -1e9,
      .maximum = 1e9,
      .meaning = N_ ("The mean of the normal distribution, before it is cut off."),
  },
  {
      .name = "deviation",
      .title = N_ ("Deviation"),
      .digits = 2,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhSpread, deviation),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1e9,
      .meaning = N_ ("The standard deviation of the normal distribution, before it is cut off."),
  },
  {
      .name = "least",
      .title = N_ ("Least"),
      .digits = 2,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhSpread, least),
      .default_number = NAN,
      .minimum = -1e9,
      .maximum = 1e9,
      .meaning
      = N_ ("No draw is below this; without it, the least value that the attribute may have."),
  },
  {
      .name = "most",
      .title = N_ ("Greatest"),
      .digits = 2,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhSpread, most),
      .default_number = NAN,
      .minimum = -1e9,
      .maximum = 1e9,
      .meaning
      = N_ ("No draw is above this; without it, the greatest value that the attribute may have."),
  },
  {
      .name = "values",
      .title = N_ ("Values"),
      .digits = 2,
      .kind = GH_KIND_NUMBERS,
      .offset = offsetof (GhSpread, values),
      .minimum = -1e9,
      .maximum = 1e9,
      .meaning = N_ ("Values of which one is drawn, instead of a mean."),
  },
  {
      .name = "weights",
      .title = N_ ("Weights"),
      .digits = 2,
      .kind = GH_KIND_NUMBERS,
      .offset = offsetof (GhSpread, weights),
      .minimum = 0,
      .maximum = 1e9,
      .meaning = N_ ("How often each value is drawn against the others; without them, all alike."),
  },
};
const GhAttributeTable gh_spread_table
    = { "spread", sizeof (GhSpread), spread_attributes, G_N_ELEMENTS (spread_attributes), "mean" };

static const GhAttribute clock_value_attributes[] = {
  {
      .name = "at",
      .title = N_ ("Time"),
      .kind = GH_KIND_CLOCK,
      .offset = offsetof (GhClockValue, at),
      .required = TRUE,
      .default_number = NAN,
      .meaning = N_ ("A time of the day."),
  },
};
const GhAttributeTable gh_clock_value_table
    = { "clock-value", sizeof (GhClockValue), clock_value_attributes,
        G_N_ELEMENTS (clock_value_attributes), "at" };

static const GhAttribute clock_spread_attributes[] = {
  {
      .name = "mean",
      .title = N_ ("Mean"),
      .kind = GH_KIND_CLOCK,
      .offset = offsetof (GhClockSpread, mean),
      .default_number = NAN,
      .meaning = N_ ("The mean time of the normal distribution, before it is cut off."),
  },
  {
      .name = "deviation",
      .title = N_ ("Deviation"),
      .kind = GH_KIND_NUMBER,
      .unit = "min",
      .offset = offsetof (GhClockSpread, deviation),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1440,
      .meaning
      = N_ ("The standard deviation of the normal distribution in minutes, before it is cut off."),
  },
  {
      .name = "least",
      .title = N_ ("Earliest"),
      .kind = GH_KIND_CLOCK,
      .offset = offsetof (GhClockSpread, least),
      .default_number = NAN,
      .meaning = N_ ("No draw is before this; without it, midnight."),
  },
  {
      .name = "most",
      .title = N_ ("Latest"),
      .kind = GH_KIND_CLOCK,
      .offset = offsetof (GhClockSpread, most),
      .default_number = NAN,
      .meaning = N_ ("No draw is after this; without it, a minute before midnight."),
  },
  {
      .name = "values",
      .title = N_ ("Times"),
      .kind = GH_KIND_LIST,
      .offset = offsetof (GhClockSpread, values),
      .table = &gh_clock_value_table,
      .meaning = N_ ("Times of which one is drawn, instead of a mean."),
  },
  {
      .name = "weights",
      .title = N_ ("Weights"),
      .digits = 2,
      .kind = GH_KIND_NUMBERS,
      .offset = offsetof (GhClockSpread, weights),
      .minimum = 0,
      .maximum = 1e9,
      .meaning = N_ ("How often each time is drawn against the others; without them, all alike."),
  },
};
const GhAttributeTable gh_clock_spread_table
    = { "clock-spread", sizeof (GhClockSpread), clock_spread_attributes,
        G_N_ELEMENTS (clock_spread_attributes), "mean" };

static const GhAttribute fleet_period_attributes[] = {
  {
      .name = "name",
      .title = N_ ("Name"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhFleetPeriod, name),
      .required = TRUE,
      .meaning = N_ ("What the period is called."),
  },
  {
      .name = "start",
      .title = N_ ("Begins"),
      .kind = GH_KIND_MOMENT,
      .offset = offsetof (GhFleetPeriod, start),
      .required = TRUE,
      .meaning = N_ ("When its first step begins, with its offset from UTC."),
  },
  {
      .name = "steps",
      .title = N_ ("Steps"),
      .kind = GH_KIND_INTEGER,
      .offset = offsetof (GhFleetPeriod, steps),
      .required = TRUE,
      .default_number = 1,
      .minimum = 1,
      .maximum = 351360,
      .meaning = N_ ("The number of its steps, each as long as those of the study."),
  },
  {
      .name = "weight",
      .title = N_ ("Weight"),
      .digits = 2,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFleetPeriod, weight),
      .nullable = TRUE,
      .default_number = NAN,
      .minimum = 0,
      .maximum = 100000,
      .first_number = 1,
      .meaning = N_ ("How many times it counts in a year; without it, the periods without one "
                     "share evenly what the others leave of the year."),
  },
};
const GhAttributeTable gh_fleet_period_table
    = { "fleet-period", sizeof (GhFleetPeriod), fleet_period_attributes,
        G_N_ELEMENTS (fleet_period_attributes) };

static const GhAttribute fleet_site_attributes[] = {
  {
      .name = "name",
      .title = N_ ("Name"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhFleetSite, name),
      .required = TRUE,
      .meaning = N_ ("What the site is called."),
  },
  {
      .name = "load",
      .title = N_ ("Electricity use"),
      .digits = 2,
      .kind = GH_KIND_SERIES,
      .unit = "kW",
      .offset = offsetof (GhFleetSite, load),
      .required = TRUE,
      .minimum = 0,
      .maximum = 10000000.0,
      .meaning = N_ ("What the site uses, the vehicles not counted."),
  },
  GH_ATTRIBUTE_SOLAR (GhFleetSite, 0),
  GH_ATTRIBUTE_TARIFF (GhFleetSite, 0),
  GH_ATTRIBUTE_CONNECTION (GhFleetSite, 0),
  {
      .name = "charge_points",
      .title = N_ ("Charge points"),
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFleetSite, charge_points),
      .nullable = TRUE,
      .default_number = NAN,
      .minimum = 0,
      .maximum = 200000,
      .first_number = 10,
      .meaning = N_ ("How many vehicles of the groups can be plugged in at once; others wait until "
                     "one leaves. Without it, as many as there are vehicles."),
  },
};
const GhAttributeTable gh_fleet_site_table
    = { "fleet-site", sizeof (GhFleetSite), fleet_site_attributes,
        G_N_ELEMENTS (fleet_site_attributes) };

static const GhAttribute fleet_group_attributes[] = {
  {
      .name = "name",
      .title = N_ ("Name"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhFleetGroup, name),
      .required = TRUE,
      .meaning = N_ ("What the group is called."),
  },
  {
      .name = "site",
      .title = N_ ("Site"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhFleetGroup, site),
      .meaning = N_ ("Where its vehicles are charged; without it, the only site."),
  },
  {
      .name = "count",
      .title = N_ ("Number"),
      .kind = GH_KIND_INTEGER,
      .offset = offsetof (GhFleetGroup, count),
      .required = TRUE,
      .default_number = 1,
      .minimum = 0,
      .maximum = GH_MOST_FLEET_VEHICLES,
      .meaning = N_ ("How many vehicles there are."),
  },
  {
      .name = "days",
      .title = N_ ("Days"),
      .kind = GH_KIND_DAYS,
      .offset = offsetof (GhFleetGroup, days),
      .default_text = "mon-sun",
      .meaning = N_ ("The days on which a stay begins; holidays count as Sundays."),
  },
  {
      .name = "arrive",
      .title = N_ ("Arrives"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhFleetGroup, arrive),
      .required = TRUE,
      .table = &gh_clock_spread_table,
      .meaning = N_ ("When a vehicle is plugged in, drawn for each day."),
  },
  {
      .name = "leave",
      .title = N_ ("Leaves"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhFleetGroup, leave),
      .required = TRUE,
      .table = &gh_clock_spread_table,
      .meaning = N_ ("When it leaves, drawn for each day; not after arriving means the next day."),
  },
  {
      .name = "leave_days",
      .title = N_ ("Leaves on"),
      .kind = GH_KIND_DAYS,
      .offset = offsetof (GhFleetGroup, leave_days),
      .default_text = "mon-sun",
      .meaning = N_ ("The days on which a vehicle leaves; on others it stays plugged in. Holidays "
                     "count as Sundays."),
  },
  {
      .name = "arrival_soc",
      .title = N_ ("Charge at arriving"),
      .percent = TRUE,
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhFleetGroup, arrival_soc),
      .minimum = 0,
      .maximum = 1,
      .table = &gh_spread_table,
      .meaning = N_ ("The state of charge of a vehicle that left as full as it was asked for, "
                     "drawn for each day."),
  },
  {
      .name = "energy_kwh",
      .title = N_ ("Energy of a stay"),
      .digits = 1,
      .kind = GH_KIND_OBJECT,
      .unit = "kWh",
      .offset = offsetof (GhFleetGroup, energy_kwh),
      .minimum = 0,
      .maximum = 100000,
      .table = &gh_spread_table,
      .meaning = N_ ("What was driven before arriving and is wanted in the stay, drawn for each "
                     "day, instead of the charge at arriving."),
  },
  {
      .name = "soc_at_leave",
      .title = N_ ("Charge at leaving"),
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFleetGroup, soc_at_leave),
      .nullable = TRUE,
      .default_number = NAN,
      .minimum = 0,
      .maximum = 1,
      .first_number = 0.8,
      .meaning = N_ ("The least state of charge at leaving; without it, the greatest."),
  },
  {
      .name = "battery_kwh",
      .title = N_ ("Battery"),
      .digits = 1,
      .kind = GH_KIND_OBJECT,
      .unit = "kWh",
      .offset = offsetof (GhFleetGroup, battery_kwh),
      .required = TRUE,
      .minimum = 0.1,
      .maximum = 100000,
      .table = &gh_spread_table,
      .meaning = N_ ("The usable energy of a battery, drawn once for each vehicle."),
  },
  {
      .name = "charge_kw",
      .title = N_ ("Charging power"),
      .digits = 1,
      .kind = GH_KIND_OBJECT,
      .unit = "kW",
      .offset = offsetof (GhFleetGroup, charge_kw),
      .minimum = 0,
      .maximum = 10000,
      .table = &gh_spread_table,
      .meaning = N_ ("The greatest AC power of charging, drawn once for each vehicle, instead of "
                     "that of the charger; none discharges with more."),
  },
  GH_ATTRIBUTE_CHARGER (GhFleetGroup),
  GH_ATTRIBUTE_SOC_MIN (GhFleetGroup),
  GH_ATTRIBUTE_SOC_MAX (GhFleetGroup),
  GH_ATTRIBUTE_DISCHARGE_SOC_MIN (GhFleetGroup),
  GH_ATTRIBUTE_WEAR_PER_KWH (GhFleetGroup),
  {
      .name = "opt_in_share",
      .title = N_ ("Taking part"),
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFleetGroup, opt_in_share),
      .default_number = 1,
      .minimum = 0,
      .maximum = 1,
      .meaning
      = N_ ("The share of the vehicles that may be managed; the others charge on arrival."),
  },
};
const GhAttributeTable gh_fleet_group_table
    = { "fleet-group", sizeof (GhFleetGroup), fleet_group_attributes,
        G_N_ELEMENTS (fleet_group_attributes) };

static const GhAttribute fleet_terms_attributes[] = {
  {
      .name = "aggregator_share",
      .title = N_ ("Share of the aggregator"),
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFleetTerms, aggregator_share),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The part of what managing the fleet saves that its aggregator keeps."),
  },
  {
      .name = "fee_per_vehicle_month",
      .title = N_ ("Fee for each vehicle"),
      .digits = 2,
      .kind = GH_KIND_NUMBER,
      .unit = "currency",
      .offset = offsetof (GhFleetTerms, fee_per_vehicle_month),
      .default_number = 0,
      .minimum = 0,
      .maximum = 1000000,
      .meaning = N_ ("What the aggregator is paid for each vehicle and month."),
  },
  {
      .name = "leave_out_incomplete",
      .title = N_ ("Leave out incomplete vehicles"),
      .kind = GH_KIND_BOOLEAN,
      .offset = offsetof (GhFleetTerms, leave_out_incomplete),
      .default_number = 0,
      .meaning = N_ ("Whether the fleet is planned without the vehicles of which something is "
                     "missing or impossible; they are listed. Without it, it is not planned."),
  },
};
const GhAttributeTable gh_fleet_terms_table
    = { "fleet", sizeof (GhFleetTerms), fleet_terms_attributes,
        G_N_ELEMENTS (fleet_terms_attributes) };
