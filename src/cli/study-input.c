/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "errors.h"
#include "series-file.h"
#include "study-json.h"
#include "study/site-builder.h"
#include "study/study-warnings.h"
#include "words.h"

/**
 * gh_findings_print:
 * @findings: what was found
 * @first: index of the first to print
 *
 * Prints findings on standard error, one a line.
 */
void
gh_findings_print (const GhFindings *findings, guint first)
{
  for (guint i = first; i < gh_findings_get_count (findings); i++)
    {
      const GhFinding *finding = gh_findings_get (findings, i);
      fprintf (stderr, "%s: %s: %s\n", finding->severity == GH_SEVERITY_ERROR ? "error" : "warning",
               finding->path, finding->message);
    }
}

/* What is wrong with the study is a finding; what is wrong with the machine is not. */
static void
add_error (GhFindings *findings, const GError *error)
{
  gh_findings_add (findings, GH_SEVERITY_ERROR, "$", "%s",
                   error != NULL ? error->message : _ ("the study cannot be read"));
}

static gboolean
read_study (GhStudyInput *input, const char *path, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);

  if (!gh_study_load (path, input->findings, &input->study, error))
    return FALSE;
  if (gh_findings_count_errors (input->findings) > 0)
    return TRUE;
  gh_study_validate (input->study, input->findings);
  if (gh_findings_count_errors (input->findings) > 0)
    return TRUE;
  if (!gh_study_resolve_series (input->study, directory, input->findings, NULL, error))
    return FALSE;
  if (gh_findings_count_errors (input->findings) > 0)
    return TRUE;
  gh_study_warn (input->study, input->findings);
  input->site = gh_site_build (input->study, NULL, error);
  if (input->site != NULL)
    gh_battery_warn (input->study, input->site, input->findings);
  return input->site != NULL;
}

/**
 * gh_study_input_read:
 * @input: (out): to be cleared with gh_study_input_clear() whatever is returned
 * @path: of the study file
 *
 * Reads a study with the files it names, validates it and turns it into numbers. What was found
 * is told on standard error.
 *
 * Returns: %GH_CLI_DONE, or %GH_CLI_INVALID when the study cannot be used
 */
GhCliStatus
gh_study_input_read (GhStudyInput *input, const char *path)
{
  g_autoptr (GError) error = NULL;

  *input = (GhStudyInput){ .findings = gh_findings_new () };
  if (!read_study (input, path, &error))
    add_error (input->findings, error);
  gh_findings_print (input->findings, 0);
  return input->site != NULL ? GH_CLI_DONE : GH_CLI_INVALID;
}

/**
 * gh_study_input_clear:
 * @input: what was read
 *
 * Frees what it holds.
 */
void
gh_study_input_clear (GhStudyInput *input)
{
  g_clear_pointer (&input->site, gh_site_free);
  g_clear_pointer (&input->study, gh_study_free);
  g_clear_pointer (&input->findings, gh_findings_free);
}
