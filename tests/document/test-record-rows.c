/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of vehicles: texts of cells, edits of one cell and of many, and rows that stay the same
 * while they are edited. */
#include "record-edit.h"

#include <math.h>

#include "errors.h"
#include "library.h"
#include "record-equal.h"
#include "site/fleet-profile.h"
#include "study-json.h"

/* Three cars: one with a trip, one with two, one without anything but a battery. */
static const char study_text[]
    = "{ \"format\": \"gridhearth-study\", \"version\": 1, \"minor\": 0, \"kind\": \"fleet\","
      "\"name\": \"Fleet\", \"currency\": \"EUR\","
      "\"period\": { \"start\": \"2025-01-13T00:00:00Z\", \"step_minutes\": 60, \"steps\": 168 },"
      "\"sites\": [ { \"name\": \"Depot\", \"load\": 1, \"tariff\": { \"import_price\": 0.2 } } ],"
      "\"vehicles\": [ { \"name\": \"Van 1\", \"battery_kwh\": 52, \"charger\": { \"charge_kw\": "
      "7.4 "
      "}, \"trips\": [ { \"days\": \"mon-fri\", \"leave\": \"08:00\", \"return\": \"17:30\","
      "  \"distance_km\": 80, \"soc_at_leave\": 0.8 } ] },"
      "{ \"name\": \"Van 2\", \"battery_kwh\": 68.5, \"trips\": ["
      "  { \"days\": \"mon\", \"leave\": \"08:00\", \"return\": \"12:00\", \"distance_km\": 10 },"
      "  { \"days\": \"tue\", \"leave\": \"08:00\", \"return\": \"12:00\", \"distance_km\": 10 } ] "
      "},"
      "{ \"name\": \"Car\", \"battery_kwh\": 40 } ],"
      "\"groups\": [ { \"name\": \"Vans\", \"count\": 2, \"arrive\": \"18:00\", \"leave\": "
      "\"06:00\","
      "  \"energy_kwh\": 20, \"battery_kwh\": 50 } ] }";

enum
{
  NAME,
  SITE,
  COUNT,
  BATTERY,
  CHARGE_KW,
  DISCHARGE_KW,
  DAYS,
  LEAVE,
  RETURN,
  DISTANCE,
  CONSUMPTION,
  SOC_AT_LEAVE
};

/* @changes: ::items-changed as "position-removed+added " */
typedef struct
{
  GhLibrary *library;
  GhDocument *document;
  GhRecordRows *rows;
  GString *changes;
} Fixture;

static void
items_changed_cb (Fixture *fixture, guint position, guint removed, guint added)
{
  g_string_append_printf (fixture->changes, "%u-%u+%u ", position, removed, added);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = gh_study_from_json (study_text, -1, findings, NULL);
  gint64 id;

  g_assert_nonnull (study);
  fixture->library = gh_library_open (NULL, NULL);
  id = gh_library_add (fixture->library, study, NULL);
  fixture->document = gh_document_new (fixture->library, id, g_steal_pointer (&study));
  fixture->rows = gh_record_rows_new (fixture->document, GPOINTER_TO_INT (data));
  fixture->changes = g_string_new (NULL);
  g_signal_connect_swapped (fixture->rows, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->rows);
  gh_document_close (fixture->document);
  g_object_unref (fixture->document);
  gh_library_close (fixture->library);
  g_string_free (fixture->changes, TRUE);
}

static void
assert_text (Fixture *fixture, guint index, guint column, const char *expected)
{
  g_autoptr (GhRecordRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), index);
  g_autofree char *text = gh_record_row_get_text (row, column);

  g_assert_cmpuint (gh_record_row_get_index (row), ==, index);
  g_assert_cmpstr (text, ==, expected);
}

/* The names of all rows: "Van 1,Van 2". */
static void
assert_names (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->rows)); i++)
    {
      g_autoptr (GhRecordRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), i);
      g_autofree char *name = gh_record_row_get_text (row, NAME);
      g_string_append_printf (names, "%s%s", i > 0 ? "," : "", name);
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static GArray *
numbers (guint first, guint count)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = first; i < first + count; i++)
    g_array_append_val (array, i);
  return array;
}

static const GhStudy *
get_study (Fixture *fixture)
{
  return gh_document_get_study (fixture->document);
}

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
assert_refused (Fixture *fixture, guint index, guint column, const char *text, const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gh_record_rows_set_text (fixture->rows, index, column, text, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, why);
}

static void
test_cell (Fixture *fixture, gconstpointer data)
{
  const GhVehicle *other = g_ptr_array_index (get_study (fixture)->vehicles, 1);
  g_autoptr (GhRecordRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 0);

  g_assert_true (gh_record_rows_set_text (fixture->rows, 0, BATTERY, "60,5 kWh", NULL));
  assert_text (fixture, 0, BATTERY, "60.5");
  g_assert_true (gh_record_rows_set_text (fixture->rows, 0, LEAVE, "745", NULL));
  assert_text (fixture, 0, LEAVE, "7:45");
  g_assert_true (gh_record_rows_set_text (fixture->rows, 0, SOC_AT_LEAVE, "", NULL));
  assert_text (fixture, 0, SOC_AT_LEAVE, "");
  /* What was not edited is the same record in both states, and the row the same row. */
  g_assert_true (g_ptr_array_index (get_study (fixture)->vehicles, 1) == other);
  g_assert_true (gh_record_row_get_record (row)
                 == g_ptr_array_index (get_study (fixture)->vehicles, 0));
  g_assert_cmpstr (fixture->changes->str, ==, "");
  gh_document_undo (fixture->document);
  gh_document_undo (fixture->document);
  assert_text (fixture, 0, LEAVE, "8:00");
  assert_text (fixture, 0, BATTERY, "60.5");
  gh_document_undo (fixture->document);
  assert_text (fixture, 0, BATTERY, "52.0");
  g_assert_false (gh_document_can_undo (fixture->document));
}

/* The first cell of a trip makes one. */
static void
test_trip (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gh_record_rows_set_text (fixture->rows, 2, DISTANCE, "120", NULL));
  assert_text (fixture, 2, DISTANCE, "120");
  assert_text (fixture, 2, LEAVE, "8:00");
  assert_text (fixture, 2, RETURN, "17:00");
  assert_text (fixture, 2, DAYS, "Mon–Fri");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gh_record_rows_set_text (fixture->rows, 0, BATTERY, "52.0", NULL));
  assert_refused (fixture, 0, BATTERY, "much", "\"much\" is no number");
  assert_refused (fixture, 0, BATTERY, "-3", "−3.0\xc2\xa0kWh is below 0.1\xc2\xa0kWh");
  assert_refused (fixture, 0, LEAVE, "25:00", "\"25:00\" is no time of the day, such as 7:30");
  assert_refused (fixture, 1, LEAVE, "9:00", "There are 2 Trips, and a cell can hold one only.");
  g_assert_false (gh_document_can_undo (fixture->document));
}

/* Two lines go over rows, two are new. */
static void
test_paste (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rows = numbers (1, 2), columns = numbers (BATTERY, 3);
  g_auto (GStrv) refusals = gh_record_rows_paste (fixture->rows, rows, columns,
                                                  "70\t11\t5\n71\tfast\t6\r\n72\t22\t7\n73\t3,7\n");

  assert_names (fixture, "Van 1,Van 2,Car,Vehicle 1,Vehicle 2");
  g_assert_cmpstr (fixture->changes->str, ==, "3-0+2 ");
  assert_text (fixture, 1, BATTERY, "70.0");
  assert_text (fixture, 2, BATTERY, "71.0");
  assert_text (fixture, 2, CHARGE_KW, "11.0");
  assert_text (fixture, 2, DISCHARGE_KW, "6.0");
  assert_text (fixture, 3, CHARGE_KW, "22.0");
  assert_text (fixture, 4, CHARGE_KW, "3.7");
  g_assert_cmpuint (g_strv_length (refusals), ==, 1);
  g_assert_cmpstr (refusals[0], ==, "Row 3, Charging power (kW): \"fast\" is no number");
  gh_document_undo (fixture->document);
  assert_names (fixture, "Van 1,Van 2,Car");
  assert_text (fixture, 1, BATTERY, "68.5");
  g_assert_false (gh_document_can_undo (fixture->document));
}

/* Titles in the first line tell the columns. */
static void
test_paste_headings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rows = numbers (0, 0), columns = numbers (NAME, 3);
  g_auto (GStrv) refusals = gh_record_rows_paste (
      fixture->rows, rows, columns, "Battery (kWh)\tname\tLeaves\n80\tTruck\t6:00\nbig\tBus\t\n");

  assert_names (fixture, "Van 1,Van 2,Car,Truck,Bus");
  assert_text (fixture, 3, BATTERY, "80.0");
  assert_text (fixture, 3, LEAVE, "6:00");
  /* What cannot be read is kept, and the row is told to be incomplete. */
  assert_text (fixture, 4, BATTERY, "big");
  g_assert_cmpuint (gh_record_rows_count_found (fixture->rows), ==, 1);
  g_assert_true (gh_record_rows_set_text (fixture->rows, 4, BATTERY, "90", NULL));
  assert_text (fixture, 4, BATTERY, "90.0");
  g_assert_cmpuint (gh_record_rows_count_found (fixture->rows), ==, 0);
  g_assert_cmpuint (g_strv_length (refusals), ==, 1);
}

/* What is copied can be pasted. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rows = numbers (0, 1), columns = numbers (BATTERY, 2), none = numbers (0, 0);
  g_autofree char *text = gh_record_rows_copy (fixture->rows, rows, columns);
  g_auto (GStrv) refusals = NULL;

  g_assert_cmpstr (text, ==, "Battery (kWh)\tCharging power (kW)\n52.0\t7.4\n");
  refusals = gh_record_rows_paste (fixture->rows, none, columns, text);
  g_assert_cmpuint (g_strv_length (refusals), ==, 0);
  assert_text (fixture, 3, CHARGE_KW, "7.4");
}

static void
test_fill_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rows = numbers (0, 3);
  g_auto (GStrv) good = gh_record_rows_fill_down (fixture->rows, rows, CHARGE_KW);
  g_auto (GStrv) refusals = gh_record_rows_fill_down (fixture->rows, rows, LEAVE);

  g_assert_cmpuint (g_strv_length (good), ==, 0);
  assert_text (fixture, 1, CHARGE_KW, "7.4");
  assert_text (fixture, 2, CHARGE_KW, "7.4");
  assert_text (fixture, 1, LEAVE, "2 Trips");
  assert_text (fixture, 2, LEAVE, "8:00");
  g_assert_cmpuint (g_strv_length (refusals), ==, 1);
  gh_document_undo (fixture->document);
  gh_document_undo (fixture->document);
  assert_text (fixture, 2, CHARGE_KW, "11.0");
  g_assert_false (gh_document_can_undo (fixture->document));
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) first = numbers (0, 1), last = numbers (2, 1);

  gh_record_rows_duplicate (fixture->rows, first);
  assert_names (fixture, "Van 1,Van 3,Van 2,Car");
  assert_text (fixture, 1, BATTERY, "52.0");
  gh_record_rows_remove (fixture->rows, last);
  assert_names (fixture, "Van 1,Van 3,Car");
  g_assert_cmpstr (fixture->changes->str, ==, "1-0+1 2-1+0 ");
  gh_record_rows_add (fixture->rows);
  assert_names (fixture, "Van 1,Van 3,Car,Vehicle 1");
  gh_record_rows_clear (fixture->rows, first, CHARGE_KW);
  assert_text (fixture, 0, CHARGE_KW, "11.0");
  for (guint i = 0; i < 4; i++)
    gh_document_undo (fixture->document);
  assert_names (fixture, "Van 1,Van 2,Car");
  assert_text (fixture, 0, CHARGE_KW, "7.4");
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

int
main (int argc, char **argv)
{
  const gpointer vehicles = GINT_TO_POINTER (GH_RECORDS_VEHICLES);
  const gpointer groups = GINT_TO_POINTER (GH_RECORDS_GROUPS);

  g_test_init (&argc, &argv, NULL);
#define ADD(name, of, function) \
  g_test_add ("/record-rows/" name, Fixture, of, set_up, function, tear_down)
  ADD ("texts", vehicles, test_texts);
  ADD ("cell", vehicles, test_cell);
  ADD ("trip", vehicles, test_trip);
  ADD ("refused", vehicles, test_refused);
  ADD ("paste", vehicles, test_paste);
  ADD ("paste-headings", vehicles, test_paste_headings);
  ADD ("copy", vehicles, test_copy);
  ADD ("fill-down", vehicles, test_fill_down);
  ADD ("rows", vehicles, test_rows);
  ADD ("search-and-sort", vehicles, test_search_and_sort);
  ADD ("findings", vehicles, test_findings);
  ADD ("groups", groups, test_groups);
  return g_test_run ();
}
