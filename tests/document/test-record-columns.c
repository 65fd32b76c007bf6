/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of tables of vehicles and groups: every cell reads back what it says, and refuses what it
 * cannot hold. */
#include "record-columns.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "record-fixture.h"
#include "site/fleet-profile.h"

static const GhRecordColumn *
find_column (Fixture *fixture, const char *path)
{
  for (guint i = 0; i < gh_record_rows_count_columns (fixture->rows); i++)
    {
      const GhRecordColumn *column = gh_record_rows_get_column (fixture->rows, i);
      if (strcmp (column->path, path) == 0)
        return column;
    }
  g_assert_not_reached ();
}

static gpointer
get_record (Fixture *fixture, GhRecordsOf of, guint index)
{
  return g_ptr_array_index (gh_records_get_list (get_study (fixture), of), index);
}

/* Whatever a cell says can be typed into it and says the same. */
static void
test_reads_back (Fixture *fixture, gconstpointer data)
{
  GhRecordsOf of = (GhRecordsOf) GPOINTER_TO_INT (data);
  const GhAttributeTable *table = gh_records_get_table (of);
  gpointer copy = gh_record_copy (table, get_record (fixture, of, 0));

  for (guint i = 0; i < gh_record_rows_count_columns (fixture->rows); i++)
    {
      const GhRecordColumn *column = gh_record_rows_get_column (fixture->rows, i);
      g_autofree char *text = gh_record_column_get_text (column, table, copy, "EUR");
      g_auto (GhCellValue) value = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s: \"%s\"", column->path, text);
      g_assert_true (gh_record_column_parse (column, copy, text, "EUR", &value, &error));
      gh_record_column_set (column, table, copy, &value);
      g_autofree char *again = gh_record_column_get_text (column, table, copy, "EUR");
      g_assert_cmpstr (again, ==, text);
    }
  gh_record_free (table, copy);
}

/* Numbers are sorted as they are; what is not there is none. */
static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  const GhRecordColumn *leave = find_column (fixture, "$.trips[0].leave");
  gpointer van = get_record (fixture, GH_RECORDS_VEHICLES, 0);
  gpointer car = get_record (fixture, GH_RECORDS_VEHICLES, 2);

  g_assert_true (gh_record_column_is_number (leave));
  g_assert_false (gh_record_column_is_number (find_column (fixture, "$.name")));
  g_assert_cmpfloat (gh_record_column_get_number (leave, &gh_vehicle_table, van), ==, 480.0);
  g_assert_true (isnan (gh_record_column_get_number (leave, &gh_vehicle_table, car)));
}

/* What cannot be read stands in the cell of a vehicle until something else is given. */
static void
test_keeps (Fixture *fixture, gconstpointer data)
{
  const GhRecordColumn *battery = find_column (fixture, "$.battery_kwh");
  gpointer copy = gh_record_new (&gh_vehicle_table);
  GhCellValue value = { .number = 61.0 };

  gh_record_column_keep (battery, &gh_vehicle_table, copy, "large");
  g_autofree char *kept = gh_record_column_get_text (battery, &gh_vehicle_table, copy, "EUR");
  g_assert_cmpstr (kept, ==, "large");
  gh_record_column_set (battery, &gh_vehicle_table, copy, &value);
  g_autofree char *given = gh_record_column_get_text (battery, &gh_vehicle_table, copy, "EUR");
  g_assert_cmpstr (given, ==, "61.0");
  gh_record_free (&gh_vehicle_table, copy);
}

static void
test_spreads (Fixture *fixture, gconstpointer data)
{
  gpointer group = get_record (fixture, GH_RECORDS_GROUPS, 0);
  const GhClockSpread *arrive = gh_record_column_get_spread (find_column (fixture, "$.arrive"),
                                                             &gh_fleet_group_table, group);

  g_assert_cmpint (arrive->mean, ==, 18 * 60);
  g_assert_null (gh_record_column_get_spread (find_column (fixture, "$.arrival_soc"),
                                              &gh_fleet_group_table, group));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_RECORD_TEST ("/record-columns/vehicle", GH_RECORDS_VEHICLES, test_reads_back);
  ADD_RECORD_TEST ("/record-columns/group", GH_RECORDS_GROUPS, test_reads_back);
  ADD_RECORD_TEST ("/record-columns/numbers", GH_RECORDS_VEHICLES, test_numbers);
  ADD_RECORD_TEST ("/record-columns/keeps", GH_RECORDS_VEHICLES, test_keeps);
  ADD_RECORD_TEST ("/record-columns/spreads", GH_RECORDS_GROUPS, test_spreads);
  return g_test_run ();
}
