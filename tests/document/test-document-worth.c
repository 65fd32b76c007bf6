/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fleet of a document is worth, only when it is asked for. */
#include "fleet-fixture.h"
#include "study-list.h"

/* Money does not change plans: an edit of it keeps them. What the fleet is worth is counted when it
 * is asked for, and an edit takes it away. */
static void
test_asked (FleetFixture *fixture, gconstpointer data)
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

/* The living figure of a fleet for which driving both ways is worth nothing: what smart charging
 * saves over charging on arrival. */
static void
test_figure (FleetFixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;

  gh_document_plan (document);
  wait_until (fixture, gh_document_is_current);
  gh_document_find_worth (document);
  wait_until (fixture, gh_document_is_worth_current);
  const GhFleetMoney *money = gh_fleet_worth_get_money (gh_document_get_worth (document));
  double saved = money->results[GH_STRATEGY_UNMANAGED].bill_per_year
                 - money->results[GH_STRATEGY_SMART].bill_per_year;
  g_assert_cmpuint (gh_fleet_money_find_best (money), ==, GH_STRATEGY_SMART);
  g_autofree char *figure = gh_document_get_figure (document);
  g_auto (GStrv) words = g_strsplit (figure, " ", -1);
  g_assert_cmpuint (g_strv_length (words), ==, 3);
  g_assert_cmpstr (words[0], ==, "managed");
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (words[1], NULL), saved, 0.005);
  g_assert_cmpstr (words[2], ==, "EUR");
}

/* Before there is any money nothing is written; what was stopped in time says so and can be
 * counted again. */
static void
test_none (FleetFixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (gh_document_export_worth (document, folder, &error));
  g_assert_cmpstr (error->message, ==, "There is nothing to save yet.");
  remove_folder (folder);
  gh_document_plan (document);
  wait_until (fixture, gh_document_is_current);
  gh_document_find_worth (document);
  gh_document_stop (document);
  wait_until (fixture, is_idle);
  g_assert_true (gh_document_is_worth_current (document)
                 == (gh_document_get_worth_failure (document) == NULL));
  gh_document_retry_worth (document);
  wait_until (fixture, gh_document_is_worth_current);
  g_assert_null (gh_document_get_worth_failure (document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/document-worth/asked", FleetFixture, NULL, fleet_set_up, test_asked,
              fleet_tear_down);
  g_test_add ("/document-worth/figure", FleetFixture, NULL, fleet_set_up, test_figure,
              fleet_tear_down);
  g_test_add ("/document-worth/none", FleetFixture, NULL, fleet_set_up, test_none, fleet_tear_down);
  return g_test_run ();
}
