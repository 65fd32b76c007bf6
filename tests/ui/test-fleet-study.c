/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A study of a fleet in the library has pages of its own. */
#include "window-fixture.h"

static void
test_opens (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[] = { "vehicles", "depot", "plan", "flexibility", "money" };

  wait_for_plan (fixture);
  activate (fixture, "win.new", "depot-vans");
  GhDocument *document = get_document (fixture);
  g_assert_cmpint (gh_document_get_study (document)->kind, ==, GH_STUDY_FLEET);
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (document)), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gh_window_show_page (fixture->window, pages[i]);
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
