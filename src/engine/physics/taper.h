/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/pack.h"

G_BEGIN_DECLS

#define GH_TAPER_LINES 4

/**
 * GhTaperLine:
 * @constant_kw: power at an empty battery
 * @kw_per_kwh: change per kWh stored; 0 or less for charging, 0 or more for discharging
 *
 * A limit of the power at the battery that depends on what is stored as a step begins.
 */
typedef struct
{
  double constant_kw;
  double kw_per_kwh;
} GhTaperLine;

/**
 * GhTaper:
 * @count: number of lines; 0 where nothing limits the power
 * @lines: the least of them counts
 */
typedef struct
{
  guint count;
  GhTaperLine lines[GH_TAPER_LINES];
} GhTaper;

double gh_pack_get_safe_power_kw (const GhPack *pack, double soc, double temperature_k,
                                  double step_seconds, gboolean charging);
void gh_pack_taper_lines (const GhPack *pack, double temperature_k, double step_seconds,
                          double limit_kw, gboolean charging, GhTaper *taper);
double gh_taper_at (const GhTaper *taper, double energy_kwh);

G_END_DECLS
