/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every quantity of a battery as a pack of cells, and of a charger's efficiency by power. */
#include "site/profile.h"

#include <math.h>
#include <stddef.h>

#include "words.h"

static const char *const wear_words[] = { "fixed", "ageing", NULL };
static const char *const wear_titles[]
    = { N_ ("A fixed price per kWh"), N_ ("From the ageing of the cell"), NULL };

static const GhAttribute efficiency_point_attributes[] = {
  {
      .name = "power_kw",
      .title = N_ ("Power"),
      .digits = 2,
      .kind = GH_KIND_NUMBER,
      .unit = "kW",
      .offset = offsetof (GhEfficiencyPoint, power_kw),
      .required = TRUE,
      .default_number = 0,
      .minimum = 0.001,
      .maximum = 10000,
      .meaning = N_ ("AC power at which the efficiency was measured."),
  },
  {
      .name = "efficiency",
      .title = N_ ("Efficiency"),
      .digits = 1,
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhEfficiencyPoint, efficiency),
      .required = TRUE,
      .default_number = 0,
      .minimum = 0.01,
      .maximum = 1,
      .meaning = N_ ("What arrives of it, at the battery or at the AC side."),
  },
};
const GhAttributeTable gh_efficiency_point_table
    = { "efficiency-point", sizeof (GhEfficiencyPoint), efficiency_point_attributes,
        G_N_ELEMENTS (efficiency_point_attributes) };

static const GhAttribute warranty_attributes[] = {
  {
      .name = "kwh",
      .title = N_ ("Energy"),
      .kind = GH_KIND_NUMBER,
      .unit = "kWh",
      .offset = offsetof (GhWarranty, kwh),
      .nullable = TRUE,
      .default_number = NAN,
      .first_number = 10000,
      .minimum = 0,
      .maximum = 1e9,
      .meaning = N_ ("Energy that may be discharged to house and grid under the warranty."),
  },
  {
      .name = "hours",
      .title = N_ ("Hours"),
      .kind = GH_KIND_NUMBER,
      .unit = "h",
      .offset = offsetof (GhWarranty, hours),
      .nullable = TRUE,
      .default_number = NAN,
      .first_number = 4000,
      .minimum = 0,
      .maximum = 1e6,
      .meaning = N_ ("Hours of discharging to house and grid under the warranty."),
  },
  {
      .name = "cycles",
      .title = N_ ("Full cycles"),
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhWarranty, cycles),
      .nullable = TRUE,
      .default_number = NAN,
      .first_number = 1000,
      .minimum = 0,
      .maximum = 1e6,
      .meaning = N_ ("Full cycles under the warranty, driving included."),
  },
  {
      .name = "years",
      .title = N_ ("Years"),
      .kind = GH_KIND_NUMBER,
      .unit = "years",
      .offset = offsetof (GhWarranty, years),
      .default_number = 8,
      .minimum = 0.1,
      .maximum = 100,
      .meaning = N_ ("How long the warranty lasts."),
  },
  {
      .name = "keep",
      .title = N_ ("Keep within the warranty"),
      .kind = GH_KIND_BOOLEAN,
      .offset = offsetof (GhWarranty, keep),
      .default_number = 0,
      .meaning = N_ ("Whether a plan may use no more than its share of the warranty."),
  },
};
const GhAttributeTable gh_warranty_table
    = { "warranty", sizeof (GhWarranty), warranty_attributes, G_N_ELEMENTS (warranty_attributes) };

static const GhAttribute pack_attributes[] = {
  {
      .name = "nominal_voltage_v",
      .title = N_ ("Nominal voltage"),
      .kind = GH_KIND_NUMBER,
      .unit = "V",
      .offset = offsetof (GhPackProfile, nominal_voltage_v),
      .default_number = 400,
      .minimum = 10,
      .maximum = 2000,
      .meaning = N_ ("From it follows how many cells are in series."),
  },
  {
      .name = "soh",
      .title = N_ ("Health at the beginning"),
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhPackProfile, soh),
      .default_number = 1,
      .minimum = 0.3,
      .maximum = 1,
      .meaning = N_ ("The share of its first capacity that the battery still has."),
  },
  {
      .name = "wear",
      .title = N_ ("Price of wear"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhPackProfile, wear),
      .default_number = GH_WEAR_FIXED,
      .choices = wear_words,
      .choice_titles = wear_titles,
      .meaning = N_ ("Whether wear costs a fixed price per kWh, or what the cell's ageing makes of "
                     "throughput and of standing full."),
  },
  {
      .name = "limit_power",
      .title = N_ ("Heed the battery's limits"),
      .kind = GH_KIND_BOOLEAN,
      .offset = offsetof (GhPackProfile, limit_power),
      .default_number = 1,
      .meaning = N_ ("Whether the plan asks for no more power than the cells can take and give."),
  },
  {
      .name = "ambient_c",
      .title = N_ ("Air temperature"),
      .digits = 1,
      .kind = GH_KIND_SERIES,
      .unit = "degC",
      .offset = offsetof (GhPackProfile, ambient_c),
      .minimum = -90,
      .maximum = 90,
      .meaning = N_ ("The air around the car; without it that of the weather, or a yearly wave."),
  },
  {
      .name = "ambient_mean_c",
      .title = N_ ("Mean temperature"),
      .digits = 1,
      .kind = GH_KIND_NUMBER,
      .unit = "degC",
      .offset = offsetof (GhPackProfile, ambient_mean_c),
      .default_number = 12,
      .minimum = -90,
      .maximum = 90,
      .meaning = N_ ("Of the yearly wave, where no temperature is measured."),
  },
  {
      .name = "ambient_swing_c",
      .title = N_ ("Yearly swing"),
      .digits = 1,
      .kind = GH_KIND_NUMBER,
      .unit = "degC",
      .offset = offsetof (GhPackProfile, ambient_swing_c),
      .default_number = 9,
      .minimum = 0,
      .maximum = 60,
      .meaning = N_ ("By how much midsummer is above the mean, and midwinter below."),
  },
  {
      .name = "warranty",
      .title = N_ ("Warranty"),
      .kind = GH_KIND_OBJECT,
      .offset = offsetof (GhPackProfile, warranty),
      .table = &gh_warranty_table,
      .meaning = N_ ("What the maker allows."),
  },
};
const GhAttributeTable gh_pack_table
    = { "pack", sizeof (GhPackProfile), pack_attributes, G_N_ELEMENTS (pack_attributes) };
