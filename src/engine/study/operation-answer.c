/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/operation-answer.h"

#include <math.h>

#include "number-text.h"
#include "study/answer.h"
#include "words.h"

/* Energy below which nothing is told, kWh. */
#define NO_ENERGY_KWH 0.5

/**
 * gh_operation_find_best:
 * @bracket: a bracket
 *
 * Returns: of the ways to let the car discharge, the one worth most over smart charging when run
 *   from forecasts
 */
GhStrategy
gh_operation_find_best (const GhBracket *bracket)
{
  const GhOperationResult *rolling = bracket->results[GH_OPERATION_ROLLING];
  GhStrategy best = GH_STRATEGY_V2H;

  for (GhStrategy s = GH_STRATEGY_V2H; s < GH_COMPARED_STRATEGIES; s++)
    if (rolling[s].against_smart->npv > rolling[best].against_smart->npv)
      best = s;
  return best;
}

/* A sentence that goes before the others where a wall battery matters. */
static char *
lead_to_rival (const GhBracket *bracket, const char *name, gboolean pays, double npv)
{
  gboolean names_rival;
  g_autofree char *lead = gh_answer_lead (
      name, pays, npv, bracket->results[GH_OPERATION_ROLLING][GH_STRATEGY_BATTERY].against_smart,
      &names_rival);

  return names_rival ? g_strdup_printf ("%s. ", lead) : g_strdup ("");
}

/**
 * gh_operation_answer:
 * @comparison: a comparison with cash flows
 * @bracket: its bracket
 *
 * Answers the homeowner's question as it is without a crystal ball; where a wall battery would be
 * worth more that is said first.
 *
 * Returns: (transfer full): a few sentences
 */
char *
gh_operation_answer (const GhComparison *comparison, const GhBracket *bracket)
{
  const char *currency = comparison->site->currency;
  GhStrategy best = gh_operation_find_best (bracket);
  const GhOperationResult *result = &bracket->results[GH_OPERATION_ROLLING][best];

  if (comparison->site->store_count == 0)
    return g_strdup (_ ("There is no car in this study, so there is nothing to compare."));
  g_autofree char *saving = gh_money_format (result->saving_per_year, currency, 0);
  g_autofree char *perfect
      = gh_money_format (comparison->results[best].saving_per_year, currency, 0);
  g_autofree char *rule
      = gh_money_format (bracket->results[GH_OPERATION_RULE][best].saving_per_year, currency, 0);
  g_autofree char *value = gh_money_format_signed (result->against_smart->npv, currency, 0);
  const char *name = gh_strategy_get_short_title (best);
  gboolean pays = result->against_smart->npv > 0.0 && result->saving_per_year > 0.0
                  && isfinite (result->against_smart->payback_years);
  g_autofree char *lead = lead_to_rival (bracket, name, pays, result->against_smart->npv);

  if (pays)
    {
      g_autofree char *years = gh_number_format (result->against_smart->payback_years, 1);
      return g_strdup_printf (
          _ ("%sWith forecasts as in practice, %s saves %s a year over smart charging and pays "
             "back in %s years (net present value %s). With the whole year known it would save %s, "
             "by a simple rule %s."),
          lead, name, saving, years, value, perfect, rule);
    }
  return g_strdup_printf (
      _ ("%sWith forecasts as in practice, %s saves %s a year over smart charging and does not pay "
         "(net present value %s). With the whole year known it would save %s, by a simple rule "
         "%s."),
      lead, name, saving, value, perfect, rule);
}

/**
 * gh_operation_describe_surprises:
 * @result: one strategy, run from day to day
 *
 * Returns: (transfer full) (nullable): what came otherwise than planned, and what it cost on the
 *   way; %NULL for nothing
 */
char *
gh_operation_describe_surprises (const GhOperationResult *result)
{
  const GhRollingResult *run = &result->run;

  if (run->surprises.early_departures == 0 && run->surprises.missed_plug_ins == 0
      && run->missing_kwh < NO_ENERGY_KWH)
    return NULL;
  g_autofree char *missing = gh_number_format (run->missing_kwh, 0);
  g_autofree char *unserved = gh_number_format (run->plan->unserved_kwh, 0);
  return g_strdup_printf (
      _ ("The car left early %u times and was not plugged in %u times. For that "
         "%s kWh were charged on the way, and at leaving %s kWh less were in "
         "the battery than asked for."),
      run->surprises.early_departures, run->surprises.missed_plug_ins, missing, unserved);
}

/**
 * gh_operation_describe_capture:
 * @comparison: a comparison
 * @bracket: its bracket
 * @strategy: one of the compared
 *
 * Returns: (transfer full) (nullable): where what comes true from forecasts is no share of what was
 *   promised, what happened, in a sentence; %NULL otherwise
 */
char *
gh_operation_describe_capture (const GhComparison *comparison, const GhBracket *bracket,
                               GhStrategy strategy)
{
  GhCapture capture = gh_bracket_get_capture (comparison, bracket, GH_OPERATION_ROLLING, strategy);
  GhCaptureKind kind = gh_capture_get_kind (capture.ratio);
  GhStrategy base = strategy == GH_STRATEGY_SMART ? GH_STRATEGY_UNMANAGED : GH_STRATEGY_SMART;
  const char *name = gh_strategy_get_short_title (strategy);
  const char *against = gh_strategy_get_short_title (base);
  const char *currency = comparison->site->currency;

  if (kind != GH_CAPTURE_ABOVE && kind != GH_CAPTURE_BELOW)
    return NULL;
  g_autofree char *promised = gh_money_format (capture.promised_per_year, currency, 0);
  g_autofree char *came = gh_money_format (fabs (capture.true_per_year), currency, 0);
  if (kind == GH_CAPTURE_ABOVE)
    /* Translators: two strategies, and two sums a year. */
    return g_strdup_printf (_ ("Forecasts cost “%s” more than “%s”: wear counted, the saving from "
                               "forecasts is larger (%s a year) than with the whole year known "
                               "(%s)."),
                            against, name, came, promised);
  /* Translators: two strategies, and two sums a year. */
  return g_strdup_printf (
      _ ("Run from forecasts, wear counted, “%s” costs more than “%s” (%s a year); "
         "with the whole year known it would save %s."),
      name, against, came, promised);
}
