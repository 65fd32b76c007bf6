/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings.h"

#include <string.h>

#include "errors.h"

struct _GhFindings
{
  GPtrArray *list; /* (element-type GhFinding) (owned) */
};

static void
free_finding (gpointer data)
{
  GhFinding *finding = data;

  g_free (finding->path);
  g_free (finding->message);
  g_free (finding);
}

/**
 * gh_findings_new:
 *
 * Returns: (transfer full): an empty list
 */
GhFindings *
gh_findings_new (void)
{
  GhFindings *findings = g_new0 (GhFindings, 1);

  findings->list = g_ptr_array_new_with_free_func (free_finding);
  return findings;
}

/**
 * gh_findings_free:
 * @findings: (transfer full) (nullable): a list
 *
 * Frees the list with everything in it.
 */
void
gh_findings_free (GhFindings *findings)
{
  if (findings == NULL)
    return;
  g_ptr_array_unref (findings->list);
  g_free (findings);
}

/**
 * gh_findings_add:
 * @findings: a list
 * @severity: error or warning
 * @path: JSON path of what is meant; copied
 * @format: printf format of the sentence
 * @...: its arguments
 *
 * Appends one finding.
 */
void
gh_findings_add (GhFindings *findings, GhSeverity severity, const char *path, const char *format,
                 ...)
{
  GhFinding *finding = g_new0 (GhFinding, 1);
  va_list arguments;

  finding->path = g_strdup (path);
  finding->severity = severity;
  va_start (arguments, format);
  finding->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (findings->list, finding);
}

/**
 * gh_findings_get_count:
 * @findings: a list
 *
 * Returns: how many findings there are
 */
guint
gh_findings_get_count (const GhFindings *findings)
{
  return findings->list->len;
}

/**
 * gh_findings_get:
 * @findings: a list
 * @index: below the count
 *
 * Returns: (transfer none): the finding, valid as long as the list
 */
const GhFinding *
gh_findings_get (const GhFindings *findings, guint index)
{
  g_return_val_if_fail (index < findings->list->len, NULL);
  return g_ptr_array_index (findings->list, index);
}

/**
 * gh_findings_count_errors:
 * @findings: a list
 *
 * Returns: how many of them are errors
 */
guint
gh_findings_count_errors (const GhFindings *findings)
{
  guint errors = 0;

  for (guint i = 0; i < findings->list->len; i++)
    errors += gh_findings_get (findings, i)->severity == GH_SEVERITY_ERROR;
  return errors;
}

/**
 * gh_findings_set_error:
 * @findings: findings
 * @error: (out): set to %GH_ERROR_INVALID with the first that is an error
 *
 * Returns: whether there is one
 */
gboolean
gh_findings_set_error (const GhFindings *findings, GError **error)
{
  for (guint i = 0; i < findings->list->len; i++)
    if (gh_findings_get (findings, i)->severity == GH_SEVERITY_ERROR)
      {
        g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                             gh_findings_get (findings, i)->message);
        return TRUE;
      }
  return FALSE;
}

/**
 * gh_message_to_sentence:
 * @message: such as that of a finding, which follows a path and begins small
 *
 * Returns: (transfer full): the same where it stands alone: with a capital and a full stop. The
 * name of a file in front stays as it is.
 */
char *
gh_message_to_sentence (const char *message)
{
  GString *text = g_string_new (message);
  gsize first_word = strcspn (message, " ");

  if (*message != '\0' && strcspn (message, "/._") >= first_word)
    {
      g_string_set_size (text, 0);
      g_string_append_unichar (text, g_unichar_toupper (g_utf8_get_char (message)));
      g_string_append (text, g_utf8_next_char (message));
    }
  if (!g_str_has_suffix (message, "."))
    g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}
