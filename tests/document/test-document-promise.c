/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the vehicles of a document can promise, of one site and period at a time. */
#include "fleet-fixture.h"

static char *
write_profile (const char *folder, double kw)
{
  g_autoptr (GString) text = g_string_new ("time,power_kw\n");
  char *path = g_build_filename (folder, "profile.csv", NULL);

  for (int t = 0; t < 168; t++)
    g_string_append_printf (text, "2025-01-%02dT%02d:00:00Z,%g\n", 13 + t / 24, t % 24, kw);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

/* Of one site and period at a time; a committed profile goes with the site it was for. */
static void
test_asked (FleetFixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autofree char *path = write_profile (folder, 1.0);

  gh_document_ask_promise (document, GH_STRATEGY_SMART, 0, 0);
  g_assert_true (is_idle (document));
  gh_document_plan (document);
  wait_until (fixture, gh_document_is_current);
  gh_document_ask_promise (document, GH_STRATEGY_SMART, 0, 0);
  wait_until (fixture, gh_document_is_promise_current);
  g_assert_true (gh_document_commit (document, path, &error));
  g_assert_false (gh_document_is_promise_current (document));
  wait_until (fixture, gh_document_is_promise_current);
  g_assert_cmpstr (gh_document_get_commitment_name (document), ==, "profile.csv");
  g_assert_nonnull (gh_fleet_promise_get (gh_document_get_promise (document))->commitment);
  g_assert_true (gh_document_export_promise (document, folder, &error));
  gh_document_ask_promise (document, GH_STRATEGY_SMART, 1, 0);
  g_assert_false (gh_document_is_promise_current (document));
  g_assert_null (gh_document_get_commitment_name (document));
  wait_until (fixture, gh_document_is_promise_current);
  g_assert_cmpuint (gh_fleet_promise_get (gh_document_get_promise (document))->site, ==, 1);
  g_assert_false (gh_document_commit (document, folder, &error));
  g_assert_nonnull (error);
  remove_folder (folder);
}

/* A table that cannot be kept to leaves the profile that was committed; taken back there is none.
 */
static void
test_takes_back (FleetFixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;
  g_autoptr (GError) error = NULL, lacking = NULL;
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autofree char *path = write_profile (folder, 1.0);
  g_autofree char *other = g_build_filename (folder, "short.csv", NULL);

  g_assert_true (g_file_set_contents (other, "time,power_kw\n2025-01-13T00:00:00Z,1\n", -1, NULL));
  gh_document_plan (document);
  wait_until (fixture, gh_document_is_current);
  gh_document_ask_promise (document, GH_STRATEGY_SMART, 0, 0);
  wait_until (fixture, gh_document_is_promise_current);
  g_assert_true (gh_document_commit (document, path, &error));
  wait_until (fixture, gh_document_is_promise_current);
  g_assert_false (gh_document_commit (document, other, &lacking));
  g_assert_nonnull (lacking);
  g_assert_cmpstr (gh_document_get_commitment_name (document), ==, "profile.csv");
  g_assert_true (gh_document_is_promise_current (document));
  gh_document_take_back_commitment (document);
  g_assert_null (gh_document_get_commitment_name (document));
  wait_until (fixture, gh_document_is_promise_current);
  g_assert_null (gh_fleet_promise_get (gh_document_get_promise (document))->commitment);
  remove_folder (folder);
}

/* Before there is any promise nothing is written; what was stopped in time says so and can
 * be asked again. */
static void
test_none (FleetFixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (gh_document_export_promise (document, folder, &error));
  g_assert_cmpstr (error->message, ==, "There is nothing to save yet.");
  remove_folder (folder);
  gh_document_plan (document);
  wait_until (fixture, gh_document_is_current);
  gh_document_ask_promise (document, GH_STRATEGY_SMART, 0, 0);
  gh_document_stop (document);
  wait_until (fixture, is_idle);
  g_assert_true (gh_document_is_promise_current (document)
                 == (gh_document_get_promise_failure (document) == NULL));
  gh_document_retry_promise (document);
  wait_until (fixture, gh_document_is_promise_current);
  g_assert_null (gh_document_get_promise_failure (document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/document-promise/asked", FleetFixture, NULL, fleet_set_up, test_asked,
              fleet_tear_down);
  g_test_add ("/document-promise/takes-back", FleetFixture, NULL, fleet_set_up, test_takes_back,
              fleet_tear_down);
  g_test_add ("/document-promise/none", FleetFixture, NULL, fleet_set_up, test_none,
              fleet_tear_down);
  return g_test_run ();
}
