/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with the study of a document. */
#include "document-private.h"

#include <string.h>

#include "missing-files.h"

/**
 * gh_document_examine:
 * @document: a document
 *
 * Finds anew what is wrong with the study as it is now.
 */
void
gh_document_examine (GhDocument *document)
{
  /* Validation changes nothing. */
  GhStudy *study = (GhStudy *) gh_document_get_study (document);

  g_clear_pointer (&document->findings, gh_findings_free);
  document->findings = gh_findings_new ();
  gh_study_validate (study, document->findings);
  gh_missing_files_report (study, document->findings);
}

/**
 * gh_document_get_findings:
 * @document: a document
 *
 * Returns: (transfer none): what is wrong with the study as it is now
 */
const GhFindings *
gh_document_get_findings (GhDocument *document)
{
  return document->findings;
}

static const GhFinding *
search (const GhFindings *findings, const char *path)
{
  for (guint i = 0; findings != NULL && i < gh_findings_get_count (findings); i++)
    {
      const GhFinding *finding = gh_findings_get (findings, i);
      gsize length = strlen (path);
      if (g_str_has_prefix (finding->path, path)
          && (finding->path[length] == '\0' || finding->path[length] == '.'
              || finding->path[length] == '['))
        return finding;
    }
  return NULL;
}

/**
 * gh_document_find_message:
 * @document: a document
 * @path: of an attribute
 * @severity: (out): how bad it is
 *
 * Looks for what is to be said about an attribute or what is below it: errors of the study, then
 * warnings of its plan.
 *
 * Returns: (transfer full) (nullable): one sentence
 */
char *
gh_document_find_message (GhDocument *document, const char *path, GhSeverity *severity)
{
  const GhFinding *finding = search (document->findings, path);

  if (finding == NULL && document->results != NULL)
    finding = search (gh_results_get_warnings (document->results), path);
  if (finding == NULL)
    return NULL;
  *severity = finding->severity;
  return gh_message_to_sentence (finding->message);
}

/**
 * gh_document_get_problem:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): why there is no plan of the study as it is now: the first
 *   error in it, or gh_document_get_failure()
 */
const char *
gh_document_get_problem (GhDocument *document)
{
  for (guint i = 0; i < gh_findings_get_count (document->findings); i++)
    {
      const GhFinding *finding = gh_findings_get (document->findings, i);
      if (finding->severity == GH_SEVERITY_ERROR)
        return finding->message;
    }
  return document->failure;
}
