/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

#define GH_HOURS_MONTHS 12
#define GH_HOURS_HOURS 24

/* Holidays are of the weekend: they count as Sundays. */
typedef enum
{
  GH_HOURS_WORKING_DAYS,
  GH_HOURS_WEEKEND,
  GH_HOURS_DAYS
} GhHoursDays;

/**
 * GhTariffQuantity:
 * @GH_HOURS_IMPORT: what a kWh costs, tax included, currency/kWh
 * @GH_HOURS_EXPORT: what a kWh of the panels earns, currency/kWh
 * @GH_HOURS_STORE_EXPORT: what a kWh of a car or battery earns, currency/kWh
 * @GH_HOURS_DEMAND: what a kW of the month's highest import costs when it is in this hour, tax
 *   included, at the first tier, currency/kW
 *
 * What a tariff asks or pays by the hour.
 */
typedef enum
{
  GH_HOURS_IMPORT,
  GH_HOURS_EXPORT,
  GH_HOURS_STORE_EXPORT,
  GH_HOURS_DEMAND
} GhTariffQuantity;

/**
 * GhTariffHours:
 * @mean: by kind of day, month from January and hour of the wall clock; NAN where the period of the
 *   study has no such hour
 * @demanded: where a demand charge counts that does not count in all hours
 *
 * A tariff as a week by month. Owns nothing.
 */
typedef struct
{
  double mean[GH_HOURS_DAYS][GH_HOURS_MONTHS][GH_HOURS_HOURS];
  gboolean demanded[GH_HOURS_DAYS][GH_HOURS_MONTHS][GH_HOURS_HOURS];
} GhTariffHours;

guint gh_tariff_count_tiers (const GhTariff *tariff);
gboolean gh_tariff_hours_init (GhTariffHours *hours, const GhStudy *study,
                               GhTariffQuantity quantity, guint tier, GError **error);

G_END_DECLS
