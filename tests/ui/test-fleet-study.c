/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A study of a fleet in the library: the window says that it cannot plan it, and goes on. */
#include "window-fixture.h"

static void
test_opens (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[]
      = { "home", "plan", "compare", "money", "battery", "what-if", "resilience", "bill" };

  wait_for_plan (fixture);
  activate (fixture, "win.new", "depot-vans");
  GhDocument *document = get_document (fixture);
  g_assert_cmpint (gh_document_get_study (document)->kind, ==, GH_STUDY_FLEET);
  const GhFindings *findings = gh_document_get_findings (document);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 1);
  g_assert_cmpstr (gh_findings_get (findings, 0)->path, ==, "$.kind");
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      activate (fixture, "win.page", pages[i]);
      wait_ms (100);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/fleet-study/opens", test_opens);
  return run_window_tests ();
}
