/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits of a table of vehicles: of one cell and of many, each one step, and rows that stay the same
 * while they are edited. */
#include "errors.h"
#include "record-equal.h"
#include "record-fixture.h"
#include "site/fleet-profile.h"

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
assert_refused (Fixture *fixture, guint index, guint column, const char *text, const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gh_record_rows_set_text (fixture->rows, index, column, text, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, why);
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

/* A column that the table has not is told and left out, and the others stay where they belong; a
 * line of which less than half are titles is one of cells. */
static void
test_paste_other_headings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rows = numbers (0, 0), columns = numbers (NAME, 3);
  g_auto (GStrv) refusals
      = gh_record_rows_paste (fixture->rows, rows, columns,
                              "Plate\tName\tBattery (kWh)\tDriver\t\nM-A 1\tTruck\t80\tAnn\tx\n");

  assert_names (fixture, "Van 1,Van 2,Car,Truck");
  assert_text (fixture, 3, BATTERY, "80.0");
  g_assert_cmpuint (g_strv_length (refusals), ==, 2);
  g_assert_cmpstr (refusals[0], ==, "The table has no column \"Plate\"");
  g_assert_cmpstr (refusals[1], ==, "The table has no column \"Driver\"");
  g_strfreev (
      gh_record_rows_paste (fixture->rows, rows, columns, "Name\tDepot\t40\nLorry\tDepot\t90\n"));
  assert_names (fixture, "Van 1,Van 2,Car,Truck,Name,Lorry");
}

/* The time of a trip that cannot be read is kept as well, in whichever order its cells come, and no
 * usual one stands for it. */
static void
test_paste_unread_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rows = numbers (0, 0), columns = numbers (NAME, 3);

  g_strfreev (gh_record_rows_paste (fixture->rows, rows, columns,
                                    "Name\tBattery (kWh)\tDays\tLeaves\tReturns\n"
                                    "Truck\t80\tmon-fri\t25:00\t17:30\n"));
  g_strfreev (gh_record_rows_paste (fixture->rows, rows, columns,
                                    "Name\tBattery (kWh)\tReturns\tLeaves\n"
                                    "Bus\t80\tlate\t7:00\n"));
  assert_text (fixture, 3, LEAVE, "25:00");
  assert_text (fixture, 3, RETURN, "17:30");
  assert_text (fixture, 4, LEAVE, "7:00");
  assert_text (fixture, 4, RETURN, "late");
  g_assert_cmpuint (gh_record_rows_count_found (fixture->rows), ==, 2);
  g_assert_true (gh_record_rows_set_text (fixture->rows, 3, LEAVE, "5:00", NULL));
  assert_text (fixture, 3, LEAVE, "5:00");
  g_assert_cmpuint (gh_record_rows_count_found (fixture->rows), ==, 1);
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

/* What is entered once goes into one cell of several rows in one step, or into none. */
static void
test_fill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) all = numbers (0, 3);
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_record_rows_fill (fixture->rows, all, BATTERY, "77", &error));
  assert_text (fixture, 0, BATTERY, "77.0");
  assert_text (fixture, 2, BATTERY, "77.0");
  gh_document_undo (fixture->document);
  assert_text (fixture, 0, BATTERY, "52.0");
  assert_text (fixture, 2, BATTERY, "40.0");
  /* One of them has two trips. */
  g_assert_false (gh_record_rows_fill (fixture->rows, all, LEAVE, "9:00", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  assert_text (fixture, 0, LEAVE, "8:00");
  g_assert_false (gh_document_can_undo (fixture->document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_RECORD_TEST ("/record-edit/cell", GH_RECORDS_VEHICLES, test_cell);
  ADD_RECORD_TEST ("/record-edit/trip", GH_RECORDS_VEHICLES, test_trip);
  ADD_RECORD_TEST ("/record-edit/refused", GH_RECORDS_VEHICLES, test_refused);
  ADD_RECORD_TEST ("/record-edit/paste", GH_RECORDS_VEHICLES, test_paste);
  ADD_RECORD_TEST ("/record-edit/paste-headings", GH_RECORDS_VEHICLES, test_paste_headings);
  ADD_RECORD_TEST ("/record-edit/paste-unread-trip", GH_RECORDS_VEHICLES, test_paste_unread_trip);
  ADD_RECORD_TEST ("/record-edit/paste-other-headings", GH_RECORDS_VEHICLES,
                   test_paste_other_headings);
  ADD_RECORD_TEST ("/record-edit/copy", GH_RECORDS_VEHICLES, test_copy);
  ADD_RECORD_TEST ("/record-edit/fill-down", GH_RECORDS_VEHICLES, test_fill_down);
  ADD_RECORD_TEST ("/record-edit/fill", GH_RECORDS_VEHICLES, test_fill);
  ADD_RECORD_TEST ("/record-edit/rows", GH_RECORDS_VEHICLES, test_rows);
  return g_test_run ();
}
