/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings-json.h"

/**
 * gh_findings_write_json:
 * @findings: (nullable): what was found
 * @writer: a writer in an object
 *
 * Writes the member `findings` of the study format.
 */
void
gh_findings_write_json (const GhFindings *findings, GhJsonWriter *writer)
{
  guint count = findings != NULL ? gh_findings_get_count (findings) : 0;

  gh_json_writer_begin_array (writer, "findings");
  for (guint i = 0; i < count; i++)
    {
      const GhFinding *finding = gh_findings_get (findings, i);
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_text (writer, "path", finding->path);
      gh_json_writer_text (writer, "severity",
                           finding->severity == GH_SEVERITY_ERROR ? "error" : "warning");
      gh_json_writer_text (writer, "message", finding->message);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}
