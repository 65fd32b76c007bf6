/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "new-fleet-study.h"

#include "study-json.h"

GhStudy *
new_fleet_study (const char *old, const char *new)
{
  g_autoptr (GString) text = g_string_new (fleet_study);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;

  if (old != NULL)
    g_assert_cmpuint (g_string_replace (text, old, new, 0), ==, 1);
  GhStudy *study = gh_study_from_json (text->str, -1, findings, &error);
  g_assert_no_error (error);
  return study;
}
