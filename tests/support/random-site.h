/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/site.h"

G_BEGIN_DECLS

/**
 * GhRandomFamily:
 *
 * What a random site may have. Each family asked for is present in about two sites of three.
 */
typedef enum
{
  GH_RANDOM_SOLAR = 1 << 0,
  GH_RANDOM_TRIPS = 1 << 1,
  GH_RANDOM_LIMITS = 1 << 2,
  GH_RANDOM_MINIMUM = 1 << 3,
  GH_RANDOM_STANDBY = 1 << 4,
  GH_RANDOM_LOSSES = 1 << 5,
  GH_RANDOM_NEGATIVE = 1 << 6,
  GH_RANDOM_EXPORT_ABOVE = 1 << 7,
  GH_RANDOM_STORE_PRICE = 1 << 8,
  GH_RANDOM_NO_EXPORT = 1 << 9,
  GH_RANDOM_V2H = 1 << 10,
  GH_RANDOM_RESERVE = 1 << 11,
  GH_RANDOM_CARBON = 1 << 12,
  GH_RANDOM_WEAR = 1 << 13,
  GH_RANDOM_DWELL = 1 << 14,
  GH_RANDOM_TAPER = 1 << 15,
  GH_RANDOM_CAPS = 1 << 16,
  GH_RANDOM_NONE = 0,
  GH_RANDOM_ALL = (1 << 17) - 1,
  GH_RANDOM_BATTERY = GH_RANDOM_DWELL | GH_RANDOM_TAPER | GH_RANDOM_CAPS,
  GH_RANDOM_CONVEX = GH_RANDOM_SOLAR | GH_RANDOM_TRIPS | GH_RANDOM_LIMITS | GH_RANDOM_NO_EXPORT
                     | GH_RANDOM_V2H | GH_RANDOM_CARBON | GH_RANDOM_WEAR | GH_RANDOM_BATTERY
} GhRandomFamily;

GhSite *gh_random_site_new (guint32 seed, guint families);
void gh_random_site_add_store (GhSite *site, guint32 seed, guint families);
GhSite *gh_random_site_plain (gsize count, int step_seconds);
void gh_random_site_set_efficiency (GhStore *store, double power_kw, double charge_efficiency,
                                    double discharge_efficiency);

G_END_DECLS
