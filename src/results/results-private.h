/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "results.h"
#include "study/battery-model.h"

G_BEGIN_DECLS

/* @bills: (nullable): by strategy; see gh_results_take_bills()
 * @bracket: (nullable): see gh_results_take_bracket()
 * @series: (element-type GhSeries): by what results-series.c makes of strategy, quantity and store
 * @resilience: (nullable): see gh_results_take_resilience()
 * @series, @months, @sums and @battery: made when first asked for
 * @age: of @battery
 * @has_looked: whether it has been looked for a battery */
struct _GhResults
{
  gatomicrefcount references;
  GhStudy *study;
  GhComparison *comparison;
  GhFindings *warnings;
  gboolean provisional;
  GPtrArray *bills;
  GhBracket *bracket;
  GHashTable *series;
  GhResilience *resilience;
  GArray *months;                        /* (element-type GhMonth) */
  GhPlanSummary *sums[GH_MOST_COMPARED]; /* one a month */
  GhBatteryModel *battery;               /* (nullable): no known cells */
  GhAgeingState age;
  gboolean has_looked;
};

G_END_DECLS
