/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "findings.h"
#include "market/bill.h"
#include "progress.h"
#include "series.h"
#include "study/battery-moment.h"
#include "study/household.h"
#include "study/operation.h"
#include "study/resilience.h"

G_BEGIN_DECLS

/**
 * GhQuantity:
 *
 * What a chart shows of a plan, one number a step: powers in kW, means over the step; state of
 * charge as a fraction at the end of the step; prices and the value of stored energy in currency
 * per kWh; emissions in g per kWh, of the three kinds in the order of #GhEmissionRate.
 */
typedef enum
{
  GH_QUANTITY_SOC,
  GH_QUANTITY_LOAD,
  GH_QUANTITY_SOLAR,
  GH_QUANTITY_CAR,
  GH_QUANTITY_GRID,
  GH_QUANTITY_IMPORT_PRICE,
  GH_QUANTITY_EXPORT_PRICE,
  GH_QUANTITY_EMISSIONS,
  GH_QUANTITY_EMISSIONS_LONG_RUN,
  GH_QUANTITY_EMISSIONS_AVERAGE,
  GH_QUANTITY_VALUE,
  GH_QUANTITIES
} GhQuantity;

/**
 * GhResults:
 *
 * What a study comes to: its comparison with everything that was planned. Immutable, shared by
 * reference, thread-safe but for gh_results_get_series(), the months, the bills, the bracket,
 * outages and the battery.
 */
typedef struct _GhResults GhResults;

#define GH_TYPE_RESULTS (gh_results_get_type ())
GType gh_results_get_type (void);

/**
 * GhResultsFunc:
 * @results: (transfer full): a first picture
 * @data: the caller's
 */
typedef void (*GhResultsFunc) (GhResults *results, gpointer data);

GhResults *gh_results_compute (GhStudy *study, GhResultsFunc deliver, gpointer data,
                               const GhProgress *progress, GError **error);
GhResults *gh_results_ref (GhResults *results);
void gh_results_unref (GhResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhResults, gh_results_unref)

const GhStudy *gh_results_get_study (const GhResults *results);
const GhSite *gh_results_get_site (const GhResults *results);
const GhSite *gh_results_get_planned_site (const GhResults *results, GhStrategy strategy);
const GhComparison *gh_results_get_comparison (const GhResults *results);
const GhFindings *gh_results_get_warnings (const GhResults *results);
gboolean gh_results_is_provisional (const GhResults *results);
gboolean gh_results_is_complete (const GhResults *results);
guint gh_results_count_strategies (const GhResults *results);
const GhStrategyResult *gh_results_get_strategy (const GhResults *results, GhStrategy strategy);
GPtrArray *gh_results_make_bills (const GhResults *results, const GhProgress *progress,
                                  GError **error);
void gh_results_take_bills (GhResults *results, GPtrArray *bills);
const GhBill *gh_results_get_bill (const GhResults *results, GhStrategy strategy);
GhBracket *gh_results_make_bracket (const GhResults *results, const GhProgress *progress,
                                    GError **error);
void gh_results_take_bracket (GhResults *results, GhBracket *bracket);
const GhBracket *gh_results_get_bracket (const GhResults *results);
GhOperationMode gh_results_get_money_mode (const GhResults *results);
const GhCashFlow *gh_results_get_cash_flow (const GhResults *results, GhStrategy strategy);
const char *gh_results_get_rival (const GhResults *results);
double gh_results_get_bill_per_year (const GhResults *results, GhStrategy strategy);
const char *gh_results_get_answer (const GhResults *results);
GhResilience *gh_results_make_resilience (const GhResults *results, const GhProgress *progress,
                                          GError **error);
void gh_results_take_resilience (GhResults *results, GhResilience *resilience);
const GhResilience *gh_results_get_resilience (const GhResults *results);
GhStrategy gh_results_find_best (const GhResults *results);
gboolean gh_quantity_is_of_store (GhQuantity quantity);
GhSeries *gh_results_get_store_series (GhResults *results, GhStrategy strategy, guint store,
                                       GhQuantity quantity);
GhSeries *gh_results_get_series (GhResults *results, GhStrategy strategy, GhQuantity quantity);
const GArray *gh_results_get_months (GhResults *results);
const GhPlanSummary *gh_results_get_month_sums (GhResults *results, GhStrategy strategy);
gboolean gh_results_read_battery (GhResults *results, GhStrategy strategy, gsize step,
                                  GhBatteryMoment *moment);

G_END_DECLS
