/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GH_SEVERITY_ERROR,
  GH_SEVERITY_WARNING
} GhSeverity;

/**
 * GhFinding:
 * @path: JSON path of what is meant, such as `$.vehicles[0].charger.charge_kw`; "$" for the whole
 * @severity: whether the study can be used at all
 * @message: one sentence, without the path, in the user's language
 */
typedef struct
{
  char *path;
  GhSeverity severity;
  char *message;
} GhFinding;

/**
 * GhFindings:
 *
 * What validation found, in the order in which it was found. Not thread-safe.
 */
typedef struct _GhFindings GhFindings;

GhFindings *gh_findings_new (void);
void gh_findings_free (GhFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFindings, gh_findings_free)

void gh_findings_add (GhFindings *findings, GhSeverity severity, const char *path,
                      const char *format, ...) G_GNUC_PRINTF (4, 5);
guint gh_findings_get_count (const GhFindings *findings);
const GhFinding *gh_findings_get (const GhFindings *findings, guint index);
guint gh_findings_count_errors (const GhFindings *findings);
gboolean gh_findings_set_error (const GhFindings *findings, GError **error);
char *gh_message_to_sentence (const char *message);

G_END_DECLS
