/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operation-words.h"

#include <math.h>

#include "number-text.h"
#include "study/operation-answer.h"
#include "words.h"

#define PERCENT 100.0

static const char *
describe_mode (GhOperationMode mode)
{
  switch (mode)
    {
    case GH_OPERATION_ROLLING:
      return _ ("Net present values rest on the year as run from forecasts.");
    case GH_OPERATION_RULE:
      return _ ("Net present values rest on the year as run by the simple rule.");
    default:
      return _ ("Net present values rest on plans that know the whole year in advance.");
    }
}

/* Of each way to let the car discharge, and of the wall battery instead, how much comes true; where
 * that is no share, a sentence of its own. */
static void
append_shares (GString *text, const GhResults *results)
{
  const GhComparison *comparison = gh_results_get_comparison (results);
  const GhBracket *bracket = gh_results_get_bracket (results);
  g_autoptr (GString) shares = g_string_new (NULL), sentences = g_string_new (NULL);

  for (GhStrategy s = GH_STRATEGY_V2H; s < gh_results_count_strategies (results); s++)
    {
      double ratio = gh_bracket_get_capture_ratio (comparison, bracket, GH_OPERATION_ROLLING, s);
      g_autofree char *sentence = gh_operation_describe_capture (comparison, bracket, s);
      if (sentence != NULL)
        g_string_append_printf (sentences, " %s", sentence);
      if (gh_capture_get_kind (ratio) != GH_CAPTURE_SHARE)
        continue;
      g_autofree char *share = gh_number_format (PERCENT * gh_capture_get_counted (ratio), 0);
      g_string_append_printf (shares, "%s%s\302\240%s\302\240%%", shares->len > 0 ? ", " : "",
                              gh_strategy_get_short_title (s), share);
    }
  if (shares->len > 0)
    g_string_append_printf (text,
                            _ (" Of what plans that know the year promise, wear counted, comes "
                               "true: %s."),
                            shares->str);
  g_string_append (text, sentences->str);
}

/**
 * gh_operation_format_basis:
 * @results: complete results
 * @is_running: whether the year is being run
 * @failure: (nullable): why it was not
 *
 * Returns: (transfer full): what the money rests on, how much comes true, and what surprises there
 *   were; or what is still to come
 */
char *
gh_operation_format_basis (const GhResults *results, gboolean is_running, const char *failure)
{
  const GhBracket *bracket = gh_results_get_bracket (results);
  g_autoptr (GString) text = g_string_new (describe_mode (gh_results_get_money_mode (results)));

  if (bracket == NULL)
    {
      if (is_running)
        g_string_append (text, _ (" The year is being run from forecasts, as in practice…"));
      else if (failure != NULL)
        g_string_append_printf (text, " %s", failure);
      return g_strdup (text->str);
    }
  append_shares (text, results);
  g_autofree char *surprises = gh_operation_describe_surprises (
      &bracket->results[GH_OPERATION_ROLLING][gh_operation_find_best (bracket)]);
  if (surprises != NULL)
    g_string_append_printf (text, " %s", surprises);
  return g_strdup (text->str);
}
