/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of a fleet: planned in one way of using it at a time, what it can promise and what it
 * is worth only when asked for. */
#include "document-fleet.h"

#include <glib/gstdio.h>

#include "fleet-study.h"
#include "library.h"
#include "study-json.h"
#include "study-list.h"

#define WAIT_SECONDS 120

typedef struct
{
  GhLibrary *library;
  GhDocument *document;
  guint planned;
} Fixture;

static void
planned_cb (GhDocument *document, gpointer data)
{
  ((Fixture *) data)->planned++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  GhStudy *study = gh_study_from_json (fleet_study, -1, findings, NULL);

  fixture->library = gh_library_open (NULL, NULL);
  gint64 id = gh_library_add (fixture->library, study, NULL);
  fixture->document = gh_document_new (fixture->library, id, study);
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (fixture->document)), ==, 0);
  g_signal_connect (fixture->document, "planned", G_CALLBACK (planned_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
  gh_library_close (fixture->library);
}

static void
wait_until (Fixture *fixture, gboolean (*done) (GhDocument *))
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!done (fixture->document))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
is_idle (GhDocument *document)
{
  return gh_document_get_job (document) == NULL;
}

static double
get_fixed (GhDocument *document)
{
  return gh_fleet_results_get_year (gh_document_get_fleet (document))->whole.summary.cost_fixed;
}

/* A folder of files. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Smart charging at first; each edit is planned, and the last picture stays until then. */
static void
test_plans (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;

  gh_document_plan (document);
  wait_until (fixture, gh_document_is_current);
  GhFleetResults *first = gh_fleet_results_ref (gh_document_get_fleet (document));
  g_assert_cmpuint (gh_fleet_results_get_use (first), ==, GH_STRATEGY_SMART);
  double before = get_fixed (document);
  g_assert_null (gh_document_get_results (document));
  gh_document_set_number (document, "$.sites[0].tariff.fixed_per_day", 4.0);
  g_assert_false (gh_document_is_current (document));
  g_assert_true (gh_document_get_fleet (document) == first);
  wait_until (fixture, gh_document_is_current);
  g_assert_cmpfloat_with_epsilon (get_fixed (document), before + 4.0 * 365.25, 1e-6);
  gh_fleet_results_unref (first);
}

/* Another use is another plan: the one that was asked for last. */
static void
test_uses (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;

  gh_document_plan (document);
  wait_until (fixture, gh_document_is_current);
  gh_document_choose_use (document, GH_STRATEGY_V2G);
  g_assert_false (gh_document_is_current (document));
  gh_document_choose_use (document, GH_FLEET_VALLEYS);
  wait_until (fixture, gh_document_is_current);
  g_assert_cmpuint (gh_fleet_results_get_use (gh_document_get_fleet (document)), ==,
                    GH_FLEET_VALLEYS);
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (gh_fleet_results_get_use (gh_document_get_fleet (document)), ==,
                    GH_FLEET_VALLEYS);
}

/* Money does not change plans: an edit of it keeps them. What the fleet is worth is counted when it
 * is asked for, and an edit takes it away. */
static void
test_worth (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;

  gh_document_plan (document);
  wait_until (fixture, gh_document_is_current);
  g_assert_null (gh_document_get_worth (document));
  g_assert_null (gh_document_get_figure (document));
  gh_document_find_worth (document);
  wait_until (fixture, gh_document_is_worth_current);
  g_autofree char *figure = gh_document_get_figure (document);
  g_assert_true (g_str_has_suffix (figure, " EUR"));
  guint planned = fixture->planned;
  gh_document_set_number (document, "$.fleet.aggregator_share", 0.5);
  g_assert_true (gh_document_is_current (document));
  g_assert_false (gh_document_is_worth_current (document));
  g_assert_null (gh_document_get_figure (document));
  gh_document_find_worth (document);
  wait_until (fixture, gh_document_is_worth_current);
  gh_document_set_number (document, "$.sites[0].connection.upgrade_per_kw", 100.0);
  g_assert_cmpuint (fixture->planned, ==, planned);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_assert_true (gh_document_export_worth (document, folder, &error));
  g_autofree char *path = g_build_filename (folder, "groups.csv", NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  remove_folder (folder);
}

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
test_promise (Fixture *fixture, gconstpointer data)
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

/* Stopping at once leaves either the best plan so far, marked as such, or a failure that can be
 * taken back. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;

  gh_document_plan (document);
  gh_document_stop (document);
  wait_until (fixture, is_idle);
  if (gh_document_get_fleet (document) != NULL)
    g_assert_true (gh_fleet_results_get_year (gh_document_get_fleet (document))->is_stopped);
  else
    g_assert_nonnull (gh_document_get_failure (document));
  gh_document_plan_again (document);
  wait_until (fixture, is_idle);
  g_assert_false (gh_fleet_results_get_year (gh_document_get_fleet (document))->is_stopped);
  g_assert_null (gh_document_get_failure (document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/document-fleet/plans", Fixture, NULL, set_up, test_plans, tear_down);
  g_test_add ("/document-fleet/uses", Fixture, NULL, set_up, test_uses, tear_down);
  g_test_add ("/document-fleet/worth", Fixture, NULL, set_up, test_worth, tear_down);
  g_test_add ("/document-fleet/promise", Fixture, NULL, set_up, test_promise, tear_down);
  g_test_add ("/document-fleet/stop", Fixture, NULL, set_up, test_stop, tear_down);
  return g_test_run ();
}
