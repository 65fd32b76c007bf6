/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cli.h"
#include "study/operation-answer.h"
#include "words.h"

#define TITLE_WIDTH 32
#define CELL_WIDTH 16

static void
write_run (GhJsonWriter *writer, const GhOperationResult *result, double capture_ratio,
           gboolean timing)
{
  const GhRollingResult *run = &result->run;

  gh_json_writer_begin_object (writer, gh_operation_mode_name (result->mode));
  gh_json_writer_text (writer, "status", gh_plan_status_name (run->plan->status));
  gh_json_writer_number (writer, "objective", run->plan->objective);
  gh_json_writer_number (writer, "bill_per_year", result->bill_per_year);
  gh_json_writer_number (writer, "saving_per_year", result->saving_per_year);
  gh_json_writer_number (writer, "wear", result->summary.cost_wear);
  gh_json_writer_number (writer, "capture_ratio", capture_ratio);
  gh_json_writer_integer (writer, "plans", run->plans);
  gh_json_writer_integer (writer, "early_departures", run->surprises.early_departures);
  gh_json_writer_integer (writer, "missed_plug_ins", run->surprises.missed_plug_ins);
  gh_json_writer_number (writer, "charged_on_the_way_kwh", run->missing_kwh);
  gh_json_writer_number (writer, "unserved_kwh", run->plan->unserved_kwh);
  gh_json_writer_number (writer, "left_at_the_end_kwh", run->left_kwh);
  gh_json_write_cash_flows (writer, result->against_smart, result->against_unmanaged);
  if (timing)
    gh_json_writer_number (writer, "run_seconds", result->run_seconds);
  gh_json_writer_end (writer);
}

/**
 * gh_json_write_capture:
 * @writer: inside an object
 * @ratio: what comes true over what was promised, NAN for nothing promised
 *
 * Writes the ratio as it was measured, whether it can be read as a share ("capture": "share",
 * "above", "below" or "none"), and what of it counts where savings are multiplied.
 */
void
gh_json_write_capture (GhJsonWriter *writer, double ratio)
{
  gh_json_writer_number (writer, "capture_ratio", ratio);
  gh_json_writer_text (writer, "capture", gh_capture_get_name (gh_capture_get_kind (ratio)));
  gh_json_writer_number (writer, "counted_ratio", gh_capture_get_counted (ratio));
}

/**
 * gh_json_write_operation:
 * @writer: inside the object of a strategy
 * @comparison: a comparison
 * @bracket: its bracket
 * @strategy: one of the compared
 * @timing: whether to tell how long the runs took
 *
 * Writes "operation": what comes true of a strategy from forecasts, and by the simple rule, and
 * which share of what perfect foresight promises that is from forecasts.
 */
void
gh_json_write_operation (GhJsonWriter *writer, const GhComparison *comparison,
                         const GhBracket *bracket, GhStrategy strategy, gboolean timing)
{
  gh_json_writer_begin_object (writer, "operation");
  for (GhOperationMode mode = GH_OPERATION_ROLLING; mode < GH_OPERATION_MODES; mode++)
    write_run (writer, &bracket->results[mode][strategy],
               gh_bracket_get_capture_ratio (comparison, bracket, mode, strategy), timing);
  gh_json_write_capture (
      writer, gh_bracket_get_capture_ratio (comparison, bracket, GH_OPERATION_ROLLING, strategy));
  gh_json_writer_end (writer);
}

/* Padded by characters; printf() counts bytes. */
static void
append_cell (GString *text, const char *cell, int width, gboolean right)
{
  int blank = MAX (0, width - (int) g_utf8_strlen (cell, -1));

  if (right)
    g_string_append_printf (text, "%*s%s", blank, "", cell);
  else
    g_string_append_printf (text, "%s%*s", cell, blank, "");
}

static void
append_number (GString *text, double value, int decimals)
{
  g_autofree char *cell
      = isfinite (value) ? g_strdup_printf ("%.*f", decimals, value) : g_strdup ("-");

  append_cell (text, cell, CELL_WIDTH, TRUE);
}

static void
append_savings (GString *text, const GhComparison *comparison, const GhBracket *bracket,
                GhOperationMode mode)
{
  append_cell (text, gh_operation_mode_get_title (mode), TITLE_WIDTH, FALSE);
  for (GhStrategy s = 0; s < gh_comparison_count_strategies (comparison); s++)
    append_number (text, gh_bracket_get_saving (comparison, bracket, mode, s), 2);
  g_string_append_c (text, '\n');
}

static void
append_heading (GString *text, const GhComparison *comparison)
{
  g_autofree char *title
      = g_strdup_printf (_ ("Saved a year over smart, %s"), comparison->site->currency);

  append_cell (text, title, TITLE_WIDTH, FALSE);
  for (GhStrategy s = 0; s < gh_comparison_count_strategies (comparison); s++)
    append_cell (text, gh_strategy_get_short_title (s), CELL_WIDTH, TRUE);
  g_string_append_c (text, '\n');
}

/**
 * gh_bracket_to_text:
 * @comparison: a comparison
 * @bracket: its bracket
 * @timing: whether to tell how long the runs took
 *
 * Returns: (transfer full): the bracket for people: what each strategy saves by the rule, from
 *   forecasts and with perfect foresight, and the sentences on it
 */
char *
gh_bracket_to_text (const GhComparison *comparison, const GhBracket *bracket, gboolean timing)
{
  g_autoptr (GString) text = g_string_new ("\n");
  const GhOperationResult *rolling = bracket->results[GH_OPERATION_ROLLING];

  append_heading (text, comparison);
  append_savings (text, comparison, bracket, GH_OPERATION_RULE);
  append_savings (text, comparison, bracket, GH_OPERATION_ROLLING);
  append_savings (text, comparison, bracket, GH_OPERATION_PERFECT);
  append_cell (text, _ ("Share that comes true, %"), TITLE_WIDTH, FALSE);
  for (GhStrategy s = 0; s < gh_comparison_count_strategies (comparison); s++)
    {
      double ratio = gh_bracket_get_capture_ratio (comparison, bracket, GH_OPERATION_ROLLING, s);
      gboolean is_share = gh_capture_get_kind (ratio) == GH_CAPTURE_SHARE;
      append_number (text, is_share ? 100.0 * gh_capture_get_counted (ratio) : NAN, 1);
    }
  g_string_append_printf (text, "\n\n%s\n", bracket->answer);
  for (GhStrategy s = 0; s < gh_comparison_count_strategies (comparison); s++)
    {
      g_autofree char *sentence = gh_operation_describe_capture (comparison, bracket, s);
      if (sentence != NULL)
        g_string_append_printf (text, "\n%s\n", sentence);
    }
  if (bracket->rival != NULL)
    g_string_append_printf (text, "\n%s\n", bracket->rival);
  g_autofree char *surprises = gh_operation_describe_surprises (&rolling[GH_STRATEGY_V2H]);
  if (surprises != NULL)
    g_string_append_printf (text, "\n%s\n", surprises);
  if (timing)
    for (GhStrategy s = 0; s < gh_comparison_count_strategies (comparison); s++)
      g_string_append_printf (text, _ ("%s: %u plans in %.3f s\n"), gh_strategy_get_short_title (s),
                              rolling[s].run.plans, rolling[s].run_seconds);
  return g_strdup (text->str);
}
