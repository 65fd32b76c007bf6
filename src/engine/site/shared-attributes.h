/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>
#include <stddef.h>

#include "site/profile.h"
#include "words.h"

/* Attributes that several records have, each described once: fields of the same name and type. */

#define GH_ATTRIBUTE_SOC_MIN(record)                                                          \
  {                                                                                           \
    .name = "soc_min", .title = N_ ("Least charge"), .percent = TRUE, .kind = GH_KIND_NUMBER, \
    .offset = offsetof (record, soc_min), .default_number = 0.1, .minimum = 0, .maximum = 1,  \
    .meaning = N_ ("The least state of charge, driving included."),                           \
  }

#define GH_ATTRIBUTE_SOC_MAX(record)                                                             \
  {                                                                                              \
    .name = "soc_max", .title = N_ ("Greatest charge"), .percent = TRUE, .kind = GH_KIND_NUMBER, \
    .offset = offsetof (record, soc_max), .default_number = 1, .minimum = 0, .maximum = 1,       \
    .meaning = N_ ("The greatest state of charge."),                                             \
  }

#define GH_ATTRIBUTE_DISCHARGE_SOC_MIN(record)                                                     \
  {                                                                                                \
    .name = "discharge_soc_min", .title = N_ ("Reserve for driving"), .percent = TRUE,             \
    .kind = GH_KIND_NUMBER, .offset = offsetof (record, discharge_soc_min), .default_number = NAN, \
    .minimum = 0, .maximum = 1,                                                                    \
    .meaning = N_ ("House and grid leave at least this; without it, the least charge counts."),    \
  }

#define GH_ATTRIBUTE_CHARGER(record)                                    \
  {                                                                     \
    .name = "charger", .title = N_ ("Charger"), .kind = GH_KIND_OBJECT, \
    .offset = offsetof (record, charger), .table = &gh_charger_table,   \
    .meaning = N_ ("What the car is charged with."),                    \
  }

#define GH_ATTRIBUTE_WEAR_PER_KWH(record)                                                   \
  {                                                                                         \
    .name = "wear_per_kwh", .title = N_ ("Wear"), .digits = 2, .kind = GH_KIND_NUMBER,      \
    .unit = "currency/kWh", .offset = offsetof (record, wear_per_kwh), .default_number = 0, \
    .minimum = 0, .maximum = 1000,                                                          \
    .meaning = N_ ("What a kWh discharged to house or grid wears off the battery."),        \
  }

#define GH_ATTRIBUTE_SOLAR(record, of)                                                  \
  {                                                                                     \
    .name = "solar", .title = N_ ("Solar panels"), .kind = GH_KIND_LIST,                \
    .offset = offsetof (record, solar), .table = &gh_solar_array_table, .variants = of, \
    .meaning = N_ ("Solar panels."),                                                    \
  }

#define GH_ATTRIBUTE_TARIFF(record, of)                                               \
  {                                                                                   \
    .name = "tariff", .title = N_ ("Tariff"), .kind = GH_KIND_OBJECT,                 \
    .offset = offsetof (record, tariff), .required = TRUE, .table = &gh_tariff_table, \
    .variants = of, .meaning = N_ ("What energy costs and earns."),                   \
  }

#define GH_ATTRIBUTE_CONNECTION(record, of)                                                 \
  {                                                                                         \
    .name = "connection", .title = N_ ("Connection"), .kind = GH_KIND_OBJECT,               \
    .offset = offsetof (record, connection), .table = &gh_connection_table, .variants = of, \
    .meaning = N_ ("What the connection carries."),                                         \
  }
