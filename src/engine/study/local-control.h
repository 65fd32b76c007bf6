/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/piecewise.h"
#include "site/site.h"

G_BEGIN_DECLS

/**
 * GhControlTask:
 * @site: what really is in the step: load, sun, prices, whether the car is plugged in
 * @store: which store
 * @step: of @site
 * @before_kwh: what it holds
 * @least_kwh: what it should hold at the end of the step, so that trips to come can be served
 * @most_kwh: what it should hold at most
 * @planned_kwh: what the charger was to add in the step, below 0 discharging
 * @worth_per_kwh: what a stored kWh is worth now, currency; NAN where nobody knows, then the plan
 *   is followed
 *
 * What a charger goes by in one step.
 */
typedef struct
{
  const GhSite *site;
  guint store;
  gsize step;
  double before_kwh;
  double least_kwh;
  double most_kwh;
  double planned_kwh;
  double worth_per_kwh;
} GhControlTask;

double gh_local_control_choose (const GhControlTask *task, GhPiecewise *stage,
                                GhPiecewise *scratch);

G_END_DECLS
