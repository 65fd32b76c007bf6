/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/household.h"
#include "study/rolling.h"

G_BEGIN_DECLS

/**
 * GhOperationResult:
 * @strategy: unmanaged, smart, v2h, v2g in this order
 * @mode: from forecasts, or by the rule
 * @run: (owned): what was done
 * @summary: what it comes to
 * @lost_per_year: value of the essential load that outages take of what was done, currency a year
 * @bill_per_year: as of a #GhStrategyResult
 * @saving_per_year: bill of smart charging from forecasts less this bill: what the household would
 *   do otherwise, whichever way the strategy itself is run
 * @against_smart: cash flow against smart charging run the same way
 * @against_unmanaged: cash flow against unmanaged charging under the same surprises
 * @run_seconds: wall clock, other runs going on at the same time
 *
 * One strategy, run from day to day.
 */
typedef struct
{
  GhStrategy strategy;
  GhOperationMode mode;
  GhRollingResult run;
  GhPlanSummary summary;
  double lost_per_year;
  double bill_per_year;
  double saving_per_year;
  GhCashFlow *against_smart;
  GhCashFlow *against_unmanaged;
  double run_seconds;
} GhOperationResult;

/**
 * GhBracket:
 * @results: those of perfect foresight are empty: they are the comparison's
 * @answer: (owned): the sentence that answers the homeowner's question, with forecasts as in
 *   practice
 * @rival: (owned) (nullable): the sentence that holds V2H against a wall battery, likewise
 *
 * What will come true of a comparison: each strategy run from forecasts, and by the simple rule.
 */
typedef struct
{
  GhOperationResult results[GH_OPERATION_MODES][GH_MOST_COMPARED];
  char *answer;
  char *rival;
} GhBracket;

/**
 * GhCapture:
 * @promised_per_year: what a strategy saves with perfect foresight, wear counted, currency
 * @true_per_year: what it saves as it was run
 * @ratio: of these; NAN where nothing is promised
 *
 * How much of a promise comes true.
 */
typedef struct
{
  double promised_per_year;
  double true_per_year;
  double ratio;
} GhCapture;

/**
 * GhCaptureKind:
 * @GH_CAPTURE_NONE: nothing was promised
 * @GH_CAPTURE_SHARE: a share of what was promised comes true
 * @GH_CAPTURE_ABOVE: more than promised, since the baseline suffers more from not knowing
 * @GH_CAPTURE_BELOW: the strategy costs more than the baseline when nobody knows the year
 *
 * How the ratio of the two can be read.
 */
typedef enum
{
  GH_CAPTURE_NONE,
  GH_CAPTURE_SHARE,
  GH_CAPTURE_ABOVE,
  GH_CAPTURE_BELOW
} GhCaptureKind;

GhOperation *gh_operation_new_of (const GhStudy *study);
void gh_operation_free (GhOperation *operation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhOperation, gh_operation_free)

gboolean gh_operation_run (const GhStudy *study, const GhSite *site, const GhPlan *perfect,
                           GhStrategy strategy, GhOperationMode mode, gboolean equal_end,
                           GhOperationResult *result, const GhProgress *progress, GError **error);
void gh_operation_result_clear (GhOperationResult *result);

GhBracket *gh_bracket_compute (const GhStudy *study, const GhComparison *comparison,
                               const GhProgress *progress, GError **error);
void gh_bracket_free (GhBracket *bracket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBracket, gh_bracket_free)

double gh_bracket_get_saving (const GhComparison *comparison, const GhBracket *bracket,
                              GhOperationMode mode, GhStrategy strategy);
GhCapture gh_bracket_get_capture (const GhComparison *comparison, const GhBracket *bracket,
                                  GhOperationMode mode, GhStrategy strategy);
GhCaptureKind gh_capture_get_kind (double ratio);
const char *gh_capture_get_name (GhCaptureKind kind);
double gh_capture_get_counted (double ratio);
double gh_bracket_get_capture_ratio (const GhComparison *comparison, const GhBracket *bracket,
                                     GhOperationMode mode, GhStrategy strategy);
double gh_bracket_get_share (const GhComparison *comparison, const GhBracket *bracket,
                             GhStrategy strategy, GhStrategy base);
gboolean gh_operation_measure_share (const GhStudy *study, const GhComparison *comparison,
                                     GhStrategy strategy, GhStrategy base, double *share,
                                     const GhProgress *progress, GError **error);
const GhCashFlow *gh_bracket_get_cash_flow (const GhComparison *comparison,
                                            const GhBracket *bracket, GhOperationMode mode,
                                            GhStrategy strategy, GhStrategy base);
void gh_bracket_explain (const GhStudy *study, const GhComparison *comparison,
                         const GhBracket *bracket, GhFindings *findings);

G_END_DECLS
