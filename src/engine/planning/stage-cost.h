/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/piecewise.h"
#include "site/site.h"

G_BEGIN_DECLS

/**
 * GhDispatch:
 * @cost: of the step in currency: import less export earnings, carbon price included, wear not
 * @grid_kw: import above 0, export below
 * @curtailed_kw: solar not used
 * @store_export_kw: part of the export that is paid as the store's
 * @feasible: whether the connection allows it
 *
 * The cheapest way to meet a store's power at the meter.
 */
typedef struct
{
  double cost;
  double grid_kw;
  double curtailed_kw;
  double store_export_kw;
  gboolean feasible;
} GhDispatch;

/**
 * GhPowerPrice:
 * @per_kwh: currency per kWh of AC energy, paid when charging and earned when discharging
 * @discharge_per_kwh: currency per kWh that a store which may not export discharges, beside that
 * @import_per_kwh: what a kWh of import weighs in demand charges; the meter's, not the store's
 *
 * What a store's power costs in one step where a search over prices asks.
 */
typedef struct
{
  double per_kwh;
  double discharge_per_kwh;
  double import_per_kwh;
} GhPowerPrice;

GhDispatch gh_stage_dispatch (const GhSite *site, gsize step, double store_kw);
void gh_stage_cost_append (const GhSite *site, const GhStore *store, gsize step,
                           GhPiecewise *pieces, GhPiecewise *scratch);
void gh_stage_cost_append_priced (const GhSite *site, const GhStore *store, gsize step,
                                  const GhPowerPrice *price, GhPiecewise *pieces,
                                  GhPiecewise *scratch);
void gh_stage_cost_append_total (const GhSite *site, gsize step, double from_kw, double to_kw,
                                 GhPiecewise *pieces);

G_END_DECLS
