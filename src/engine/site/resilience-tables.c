/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every quantity of an outage: unit, range, default, meaning. */
#include "site/profile.h"

#include <stddef.h>

#include "words.h"

static const GhAttribute resilience_attributes[] = {
  {
      .name = "essential_share",
      .title = N_ ("Essential share"),
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhResilienceProfile, essential_share),
      .default_number = 0.5,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The share of the electricity use that the house cannot do without."),
  },
  {
      .name = "essential_kw",
      .title = N_ ("Essential use"),
      .digits = 2,
      .kind = GH_KIND_SERIES,
      .unit = "kW",
      .offset = offsetof (GhResilienceProfile, essential_kw),
      .minimum = 0,
      .maximum = 10000000.0,
      .meaning = N_ ("What the house cannot do without, instead of a share."),
  },
  {
      .name = "solar_helps",
      .title = N_ ("Panels help"),
      .kind = GH_KIND_BOOLEAN,
      .offset = offsetof (GhResilienceProfile, solar_helps),
      .default_number = 1,
      .meaning = N_ ("Whether the panels go on giving power in an outage while a car or battery "
                     "holds the house up; alone they cannot."),
  },
  {
      .name = "car_stays",
      .title = N_ ("The car stays"),
      .kind = GH_KIND_BOOLEAN,
      .offset = offsetof (GhResilienceProfile, car_stays),
      .default_number = 0,
      .meaning
      = N_ ("Whether a car that is at home, or comes home, stays until the outage is over; "
            "otherwise it leaves for its trips."),
  },
  {
      .name = "use_reserve",
      .title = N_ ("Use the reserve for driving"),
      .kind = GH_KIND_BOOLEAN,
      .offset = offsetof (GhResilienceProfile, use_reserve),
      .default_number = 1,
      .meaning = N_ ("Whether the house may use the reserve for driving in an outage, down to the "
                     "least charge; what a trip then lacks is charged on the way."),
  },
  {
      .name = "longest_hours",
      .title = N_ ("Longest outage"),
      .kind = GH_KIND_NUMBER,
      .unit = "h",
      .offset = offsetof (GhResilienceProfile, longest_hours),
      .default_number = 168,
      .minimum = 1,
      .maximum = 720,
      .meaning = N_ ("Outages are followed for so long; what is survived beyond that is not told."),
  },
  {
      .name = "value_of_lost_load_per_kwh",
      .title = N_ ("Value of lost load"),
      .kind = GH_KIND_NUMBER,
      .unit = "currency/kWh",
      .offset = offsetof (GhResilienceProfile, value_of_lost_load_per_kwh),
      .default_number = 0,
      .minimum = 0,
      .maximum = 10000,
      .meaning = N_ ("What an essential kWh is worth that an outage would have taken; above 0 it "
                     "counts in the net present value."),
  },
  {
      .name = "outages_per_year",
      .title = N_ ("Outages a year"),
      .digits = 2,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhResilienceProfile, outages_per_year),
      .default_number = 0,
      .minimum = 0,
      .maximum = 10000,
      .meaning = N_ ("How often the grid fails, at any moment alike."),
  },
  {
      .name = "outage_hours",
      .title = N_ ("Length of an outage"),
      .digits = 1,
      .kind = GH_KIND_NUMBER,
      .unit = "h",
      .offset = offsetof (GhResilienceProfile, outage_hours),
      .default_number = 4,
      .minimum = 0,
      .maximum = 720,
      .meaning = N_ ("How long the grid fails each time."),
  },
};
const GhAttributeTable gh_resilience_table
    = { "resilience", sizeof (GhResilienceProfile), resilience_attributes,
        G_N_ELEMENTS (resilience_attributes) };
