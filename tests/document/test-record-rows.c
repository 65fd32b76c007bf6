/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of vehicles as a list: texts of cells, what rows are found and sorted by, and what is
 * told of them. */
#include "record-fixture.h"

#include <string.h>

#include "site/fleet-profile.h"

static void
test_texts (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (gh_record_rows_get_column (fixture->rows, BATTERY)->title, ==, "Battery (kWh)");
  assert_text (fixture, 0, NAME, "Van 1");
  assert_text (fixture, 0, SITE, "");
  assert_text (fixture, 0, BATTERY, "52.0");
  assert_text (fixture, 0, CHARGE_KW, "7.4");
  assert_text (fixture, 2, CHARGE_KW, "11.0");
  assert_text (fixture, 0, DAYS, "Mon–Fri");
  assert_text (fixture, 0, LEAVE, "8:00");
  assert_text (fixture, 0, SOC_AT_LEAVE, "80");
  assert_text (fixture, 0, CONSUMPTION, "18.0");
  assert_text (fixture, 1, LEAVE, "2 Trips");
  assert_text (fixture, 2, LEAVE, "");
}

static void
test_search_and_sort (Fixture *fixture, gconstpointer data)
{
  static const char *const van[] = { "van", "52", NULL }, *const none[] = { "truck", NULL };
  g_autoptr (GhRecordRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 0);
  g_autoptr (GhRecordRow) car = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 2);

  g_assert_true (gh_record_row_matches (row, van));
  g_assert_false (gh_record_row_matches (row, none));
  g_assert_true (gh_record_rows_set_text (fixture->rows, 0, NAME, "Truck", NULL));
  g_assert_true (gh_record_row_matches (row, none));
  /* What is not there comes last. */
  g_assert_cmpint (gh_record_row_compare (row, car, LEAVE), <, 0);
  g_assert_cmpint (gh_record_row_compare (row, car, BATTERY), >, 0);
  g_assert_cmpint (gh_record_row_compare (row, car, NAME), >, 0);
  /* What is sorted by is found out again after an edit. */
  g_assert_true (gh_record_rows_set_text (fixture->rows, 0, BATTERY, "30", NULL));
  g_assert_cmpint (gh_record_row_compare (row, car, BATTERY), <, 0);
  g_assert_true (gh_record_rows_set_text (fixture->rows, 0, NAME, "Car 9", NULL));
  g_assert_true (gh_record_rows_set_text (fixture->rows, 2, NAME, "Car 10", NULL));
  g_assert_cmpint (gh_record_row_compare (row, car, NAME), <, 0);
}

/* The row whose name is taken is told of, until it is not. */
static void
test_findings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhRecordRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 2);
  GhSeverity severity;

  g_assert_null (gh_record_row_get_finding (row, &severity));
  g_assert_true (gh_record_rows_set_text (fixture->rows, 2, NAME, "Van 1", NULL));
  g_assert_nonnull (gh_record_row_get_finding (row, &severity));
  g_assert_cmpint (severity, ==, GH_SEVERITY_ERROR);
  g_assert_cmpuint (gh_record_rows_count_found (fixture->rows), ==, 1);
  gh_document_undo (fixture->document);
  g_assert_null (gh_record_row_get_finding (row, &severity));
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  enum
  {
    ARRIVE = 4
  };

  assert_text (fixture, 0, ARRIVE, "18:00");
  g_assert_true (
      gh_record_rows_set_text (fixture->rows, 0, ARRIVE, "17:15 ± 40 (14:30–20:30)", NULL));
  assert_text (fixture, 0, ARRIVE, "17:15 ± 40 min (14:30–20:30)");
  gh_record_rows_add (fixture->rows);
  assert_names (fixture, "Vans,Group 1");
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (fixture->document)), ==, 0);
}

/* Titles have the currency of the study. */
static void
test_currency (Fixture *fixture, gconstpointer data)
{
  const GhRecordColumn *wear = gh_record_rows_get_column (fixture->rows, WEAR);

  g_assert_cmpstr (wear->title, ==, "Wear (ct/kWh)");
  gh_document_set_text (fixture->document, "$.currency", "CHF");
  wear = gh_record_rows_get_column (fixture->rows, WEAR);
  g_assert_nonnull (strstr (wear->title, "Rp"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_RECORD_TEST ("/record-rows/texts", GH_RECORDS_VEHICLES, test_texts);
  ADD_RECORD_TEST ("/record-rows/search-and-sort", GH_RECORDS_VEHICLES, test_search_and_sort);
  ADD_RECORD_TEST ("/record-rows/findings", GH_RECORDS_VEHICLES, test_findings);
  ADD_RECORD_TEST ("/record-rows/currency", GH_RECORDS_VEHICLES, test_currency);
  ADD_RECORD_TEST ("/record-rows/groups", GH_RECORDS_GROUPS, test_groups);
  return g_test_run ();
}
