/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every quantity of solar panels: unit, range, default, meaning. */
#include "site/profile.h"

#include <math.h>
#include <stddef.h>

#include "words.h"

/* In the order of GhMounting and GhGlass. */
static const char *const mounting_words[] = { "rack", "roof", NULL };
static const char *const mounting_titles[] = { N_ ("Open rack"), N_ ("Close to the roof"), NULL };
static const char *const glass_words[] = { "plain", "coated", NULL };
static const char *const glass_titles[] = { N_ ("Plain"), N_ ("Anti-reflective"), NULL };

static const GhAttribute horizon_point_attributes[] = {
  {
      .name = "azimuth_deg",
      .title = N_ ("Direction"),
      .kind = GH_KIND_NUMBER,
      .unit = "deg",
      .offset = offsetof (GhHorizonPoint, azimuth_deg),
      .required = TRUE,
      .default_number = 0,
      .minimum = 0,
      .maximum = 360,
      .meaning = N_ ("Where one looks: 0 north, 90 east, 180 south, 270 west."),
  },
  {
      .name = "elevation_deg",
      .title = N_ ("Height"),
      .kind = GH_KIND_NUMBER,
      .unit = "deg",
      .offset = offsetof (GhHorizonPoint, elevation_deg),
      .required = TRUE,
      .default_number = 0,
      .minimum = 0,
      .maximum = 90,
      .meaning = N_ ("How high what shades stands above the level horizon."),
  },
};
const GhAttributeTable gh_horizon_point_table
    = { "horizon-point", sizeof (GhHorizonPoint), horizon_point_attributes,
        G_N_ELEMENTS (horizon_point_attributes) };

static const GhAttribute solar_array_attributes[] = {
  {
      .name = "name",
      .title = N_ ("Name"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhSolarArray, name),
      .meaning = N_ ("What the array is called."),
  },
  {
      .name = "peak_kw",
      .title = N_ ("Peak power"),
      .digits = 1,
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
      .title = N_ ("Tilt"),
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
      .title = N_ ("Direction"),
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
      .title = N_ ("Inverter"),
      .digits = 1,
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
      .name = "inverter_efficiency",
      .title = N_ ("Efficiency of the inverter"),
      .percent = TRUE,
      .digits = 1,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhSolarArray, inverter_efficiency),
      .default_number = 0.96,
      .minimum = 0.5,
      .maximum = 0.99,
      .meaning = N_ ("The inverter's efficiency at its full power; at part load it follows a "
                     "curve."),
  },
  {
      .name = "losses",
      .title = N_ ("Losses"),
      .percent = TRUE,
      .kind = GH_KIND_NUMBER,
      .offset = offsetof (GhSolarArray, losses),
      .default_number = 0.14,
      .minimum = 0,
      .maximum = 1,
      .meaning = N_ ("The share lost to dirt, wiring, mismatch and age."),
  },
  {
      .name = "temperature_coefficient_per_k",
      .title = N_ ("Temperature coefficient"),
      .percent = TRUE,
      .digits = 2,
      .kind = GH_KIND_NUMBER,
      .unit = "1/K",
      .offset = offsetof (GhSolarArray, temperature_coefficient_per_k),
      .default_number = -0.0037,
      .minimum = -0.02,
      .maximum = 0,
      .meaning = N_ ("How the power changes with each kelvin of the cells above 25 °C."),
  },
  {
      .name = "mounting",
      .title = N_ ("Mounting"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhSolarArray, mounting),
      .default_number = GH_MOUNTING_RACK,
      .choices = mounting_words,
      .choice_titles = mounting_titles,
      .meaning = N_ ("How air gets to the panels; close to a roof they become hotter."),
  },
  {
      .name = "glass",
      .title = N_ ("Glass"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhSolarArray, glass),
      .default_number = GH_GLASS_PLAIN,
      .choices = glass_words,
      .choice_titles = glass_titles,
      .meaning = N_ ("Plain glass reflects more of the light that falls at a flat angle."),
  },
  {
      .name = "horizon",
      .title = N_ ("Horizon"),
      .kind = GH_KIND_LIST,
      .offset = offsetof (GhSolarArray, horizon),
      .table = &gh_horizon_point_table,
      .meaning
      = N_ ("How high hills, houses and trees stand in each direction, from point to point "
            "with straight lines between them; without it nothing shades."),
  },
  {
      .name = "output_kw",
      .title = N_ ("Measured power"),
      .digits = 1,
      .kind = GH_KIND_SERIES,
      .unit = "kW",
      .offset = offsetof (GhSolarArray, output_kw),
      .minimum = 0,
      .maximum = 1000000.0,
      .meaning = N_ ("Measured AC power, instead of a calculated one."),
  },
};
const GhAttributeTable gh_solar_array_table
    = { "solar-array", sizeof (GhSolarArray), solar_array_attributes,
        G_N_ELEMENTS (solar_array_attributes) };
