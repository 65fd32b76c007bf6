/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of a study beside its answer: which inputs are varied, and what is looked at. */
#include "site/profile.h"

#include <math.h>
#include <stddef.h>

#include "words.h"

#define MOST_VALUE 1e12
/* Columns and rows that can still be read. */
#define MOST_TABLE_VALUES 15

/* In the order of GhStrategy. */
static const char *const strategy_words[] = { "unmanaged", "smart", "v2h", "v2g", NULL };
static const char *const strategy_titles[]
    = { N_ ("Charging on arrival"), N_ ("Smart charging"), N_ ("V2H: powering the house"),
        N_ ("V2G: feeding the grid"), NULL };
static const char *const against_words[] = { "unmanaged", "smart", NULL };
static const char *const against_titles[]
    = { N_ ("Charging on arrival"), N_ ("Smart charging"), NULL };

/* In the order of GhMeasure. */
const char *const gh_measure_words[] = { "npv", "saving", "payback", "emissions", NULL };
static const char *const measure_titles[]
    = { N_ ("Net present value"), N_ ("Saved a year"), N_ ("Years to pay back"),
        N_ ("CO₂ saved a year"), NULL };

static const GhAttribute range_attributes[] = {
  {
      .name = "input",
      .title = N_ ("Input"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhWhatIfRange, input),
      .required = TRUE,
      .meaning = N_ ("The name of an input such as charger-price, or the JSON path of a number of "
                     "the study such as $.finance.salvage."),
  },
  {
      .name = "low",
      .title = N_ ("Lower end"),
      .kind = GH_KIND_NUMBER,
      .digits = 2,
      .offset = offsetof (GhWhatIfRange, low),
      .default_number = NAN,
      .minimum = -MOST_VALUE,
      .maximum = MOST_VALUE,
      .meaning = N_ ("The lower end of what the input may be; without it the usual one."),
  },
  {
      .name = "high",
      .title = N_ ("Upper end"),
      .kind = GH_KIND_NUMBER,
      .digits = 2,
      .offset = offsetof (GhWhatIfRange, high),
      .default_number = NAN,
      .minimum = -MOST_VALUE,
      .maximum = MOST_VALUE,
      .meaning = N_ ("The upper end of what the input may be; without it the usual one."),
  },
};
const GhAttributeTable gh_what_if_range_table
    = { "what-if-range", sizeof (GhWhatIfRange), range_attributes,
        G_N_ELEMENTS (range_attributes) };

static const GhAttribute what_if_attributes[] = {
  {
      .name = "strategy",
      .title = N_ ("Strategy"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhWhatIf, strategy),
      .default_number = 2,
      .choices = strategy_words,
      .choice_titles = strategy_titles,
      .meaning = N_ ("The way of using the car that is looked at."),
  },
  {
      .name = "against",
      .title = N_ ("Held against"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhWhatIf, against),
      .default_number = 1,
      .choices = against_words,
      .choice_titles = against_titles,
      .meaning = N_ ("What it is held against."),
  },
  {
      .name = "measure",
      .title = N_ ("What is looked at"),
      .kind = GH_KIND_CHOICE,
      .offset = offsetof (GhWhatIf, measure),
      .default_number = GH_MEASURE_NPV,
      .choices = gh_measure_words,
      .choice_titles = measure_titles,
      .meaning = N_ ("The number that the inputs move."),
  },
  {
      .name = "inputs",
      .title = N_ ("Inputs"),
      .kind = GH_KIND_LIST,
      .offset = offsetof (GhWhatIf, inputs),
      .table = &gh_what_if_range_table,
      .meaning = N_ ("The inputs that are varied; without them the usual ones."),
  },
  {
      .name = "across",
      .title = N_ ("Columns of the table"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhWhatIf, across),
      .meaning = N_ ("The input of the columns of the table of two inputs."),
  },
  {
      .name = "across_low",
      .title = N_ ("First value of the columns"),
      .kind = GH_KIND_NUMBER,
      .digits = 2,
      .offset = offsetof (GhWhatIf, across_low),
      .default_number = NAN,
      .minimum = -MOST_VALUE,
      .maximum = MOST_VALUE,
      .meaning
      = N_ ("What the input of the columns is in the first one; without it the lower end of "
            "its range."),
  },
  {
      .name = "across_high",
      .title = N_ ("Last value of the columns"),
      .kind = GH_KIND_NUMBER,
      .digits = 2,
      .offset = offsetof (GhWhatIf, across_high),
      .default_number = NAN,
      .minimum = -MOST_VALUE,
      .maximum = MOST_VALUE,
      .meaning
      = N_ ("What the input of the columns is in the last one; without it the upper end of "
            "its range."),
  },
  {
      .name = "columns",
      .title = N_ ("Number of columns"),
      .kind = GH_KIND_INTEGER,
      .offset = offsetof (GhWhatIf, columns),
      .default_number = 5,
      .minimum = 2,
      .maximum = MOST_TABLE_VALUES,
      .meaning = N_ ("How many columns the table of two inputs has, at equal distances."),
  },
  {
      .name = "down",
      .title = N_ ("Rows of the table"),
      .kind = GH_KIND_TEXT,
      .offset = offsetof (GhWhatIf, down),
      .meaning = N_ ("The input of the rows of the table of two inputs."),
  },
  {
      .name = "down_low",
      .title = N_ ("First value of the rows"),
      .kind = GH_KIND_NUMBER,
      .digits = 2,
      .offset = offsetof (GhWhatIf, down_low),
      .default_number = NAN,
      .minimum = -MOST_VALUE,
      .maximum = MOST_VALUE,
      .meaning = N_ ("What the input of the rows is in the first one; without it the lower end of "
                     "its range."),
  },
  {
      .name = "down_high",
      .title = N_ ("Last value of the rows"),
      .kind = GH_KIND_NUMBER,
      .digits = 2,
      .offset = offsetof (GhWhatIf, down_high),
      .default_number = NAN,
      .minimum = -MOST_VALUE,
      .maximum = MOST_VALUE,
      .meaning = N_ ("What the input of the rows is in the last one; without it the upper end of "
                     "its range."),
  },
  {
      .name = "rows",
      .title = N_ ("Number of rows"),
      .kind = GH_KIND_INTEGER,
      .offset = offsetof (GhWhatIf, rows),
      .default_number = 5,
      .minimum = 2,
      .maximum = MOST_TABLE_VALUES,
      .meaning = N_ ("How many rows the table of two inputs has, at equal distances."),
  },
};
const GhAttributeTable gh_what_if_table
    = { "what-if", sizeof (GhWhatIf), what_if_attributes, G_N_ELEMENTS (what_if_attributes) };
