/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every quantity of an outage: unit, range, default, meaning. */
#include "site/profile.h"

#include <stddef.h>

#include "words.h"

/* In the order of GhOutageSpread. */
static const char *const spread_words[] = { "equal", "exponential", NULL };
static const char *const spread_titles[]
    = { N_ ("All of the same length"), N_ ("Many short ones, few long ones"), NULL };

#define SPREAD_MEANING                                                                         \
  N_ ("Whether all last equally long, or the given length is the mean of many short ones and " \
      "few long ones (exponential), as when only SAIFI and CAIDI of a grid are known.")

static const GhAttribute further_attributes[] = {
  {
      .name = "per_year",
      .title = N_ ("Outages a year"),
      .digits = 2,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhFurtherOutages, per_year),
      .required = TRUE,
      .minimum = 0,
      .maximum = 10000,
      .meaning = N_ ("How often the grid fails in this way, at any moment alike."),
  },
  {
      .name = "hours",
      .title = N_ ("Length of an outage"),
      .digits = 1,
      .kind = GH_KIND_NUMBER,
      .unit = "h",
      .offset = offsetof (GhFurtherOutages, hours),
      .required = TRUE,
      .minimum = 0,
      .maximum = 720,
      .meaning = N_ ("How long it fails each time; where lengths are spread, on average."),
  },
  {
      .name = "spread",
      .title = N_ ("Lengths of outages"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhFurtherOutages, spread),
      .default_number = GH_OUTAGES_EQUAL,
      .choices = spread_words,
      .choice_titles = spread_titles,
      .meaning = SPREAD_MEANING,
  },
};
const GhAttributeTable gh_further_outages_table
    = { "further-outages", sizeof (GhFurtherOutages), further_attributes,
        G_N_ELEMENTS (further_attributes) };

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
      .meaning = N_ ("How long the grid fails each time; where lengths are spread, on average."),
  },
  {
      .name = "outage_spread",
      .title = N_ ("Lengths of outages"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhResilienceProfile, outage_spread),
      .default_number = GH_OUTAGES_EQUAL,
      .choices = spread_words,
      .choice_titles = spread_titles,
      .meaning = SPREAD_MEANING,
  },
  {
      .name = "further_outages",
      .title = N_ ("Further outages"),
      .kind = GH_KIND_LIST,
      .offset = offsetof (GhResilienceProfile, further_outages),
      .table = &gh_further_outages_table,
      .meaning = N_ ("Outages of other lengths besides, such as a long one in a storm every ten "
                     "years. Their value counts as well."),
  },
};
const GhAttributeTable gh_resilience_table
    = { "resilience", sizeof (GhResilienceProfile), resilience_attributes,
        G_N_ELEMENTS (resilience_attributes) };
