/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "sensitivity-csv.h"
#include "sensitivity-options.h"
#include "words.h"

/* Ends that were given by themselves are those of every input. */
static void
set_ends (GArray *spans, double from, double to)
{
  for (guint i = 0; i < spans->len; i++)
    {
      GhInputSpan *span = &g_array_index (spans, GhInputSpan, i);
      span->low = isnan (from) ? span->low : from;
      span->high = isnan (to) ? span->high : to;
    }
}

static gboolean
are_ordered (const GArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const GhInputSpan *span = &g_array_index (spans, GhInputSpan, i);
      if (span->low < span->high)
        continue;
      fprintf (stderr, _ ("%s: %s: there is nothing to look at from %g to %g\n"), g_get_prgname (),
               span->input->key, span->low, span->high);
      return FALSE;
    }
  return TRUE;
}

static GhCliStatus
search (GhSensitivityOptions *options, double from, double to, const char *path)
{
  g_auto (GhSensitivityRun) run = { 0 };
  g_autoptr (GError) error = NULL;
  GhCliStatus status = gh_sensitivity_run_begin (&run, options, path);

  if (status != GH_CLI_DONE)
    return status;
  g_autoptr (GArray) spans = gh_sensitivity_options_get_spans (options, run.base, TRUE);
  if (spans == NULL)
    return GH_CLI_USAGE;
  set_ends (spans, from, to);
  if (!are_ordered (spans))
    return GH_CLI_USAGE;
  GhProgress progress = gh_cli_begin_progress ();
  g_autoptr (GPtrArray) searches = gh_break_even_run (run.base, spans, &progress, &error);
  gh_cli_end_progress ();
  if (searches == NULL)
    return gh_cli_fail (error);
  g_autofree char *text = options->format == GH_SENSITIVITY_JSON
                              ? gh_break_evens_to_json (searches, run.base)
                          : options->format == GH_SENSITIVITY_CSV
                              ? gh_break_evens_to_csv (searches, run.base->study->currency)
                              : gh_break_evens_to_text (searches, run.base);
  fputs (text, stdout);
  return GH_CLI_DONE;
}

/* Numbers of the command line are written with a point. */
static gboolean
read_end (const char *option, const char *text, double *value)
{
  char *end;

  *value = NAN;
  if (text == NULL)
    return TRUE;
  *value = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && isfinite (*value))
    return TRUE;
  fprintf (stderr, _ ("%s: --%s: \"%s\" is no number\n"), g_get_prgname (), option, text);
  return FALSE;
}

/**
 * gh_command_break_even:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `break-even`: finds the values of inputs at which the net present value is zero.
 *
 * Returns: exit status
 */
int
gh_command_break_even (int argc, char **argv)
{
  g_auto (GhSensitivityOptions) options = { 0 };
  g_autofree char *from_text = NULL, *to_text = NULL;
  double from, to;
  const GOptionEntry own[]
      = { { "from", 0, 0, G_OPTION_ARG_STRING, &from_text, N_ ("where to begin to look"),
            "NUMBER" },
          { "to", 0, 0, G_OPTION_ARG_STRING, &to_text, N_ ("where to end"), "NUMBER" },
          G_OPTION_ENTRY_NULL };

  if (!gh_sensitivity_options_parse (
          &options, own, FALSE,
          _ ("Finds the value of an input at which the net present value is zero."), &argc, &argv)
      || !read_end ("from", from_text, &from) || !read_end ("to", to_text, &to))
    return GH_CLI_USAGE;
  return search (&options, from, to, argv[1]);
}
