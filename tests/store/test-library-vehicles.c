/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vehicles of fleets as rows of their own: what is written is what is read, whatever an edit
 * did, and only what it changed is written. */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "errors.h"
#include "fleet-study.h"
#include "library-private.h"
#include "random.h"
#include "record-equal.h"
#include "record-path.h"
#include "study-json.h"

#define EDITS 300

typedef struct
{
  GhLibrary *library;
  gint64 id;
  GhStudy *saved;
} Fixture;

static GhVehicle *
new_vehicle (guint number)
{
  GhVehicle *vehicle = gh_record_new (&gh_vehicle_table);
  GhPlace place;

  g_assert_true (gh_place_find (&gh_vehicle_table, vehicle, "$.name", TRUE, &place));
  g_autofree char *name = g_strdup_printf ("Van %u", number);
  gh_place_set_text (&place, name);
  gh_record_set_number (&gh_vehicle_table, vehicle, "battery_kwh", 40.0 + number);
  return vehicle;
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();

  fixture->saved = gh_study_from_json (fleet_study, -1, findings, NULL);
  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (fixture->saved->vehicles, new_vehicle (i));
  fixture->library = gh_library_open (NULL, NULL);
  fixture->id = gh_library_add (fixture->library, fixture->saved, NULL);
  g_assert_cmpint (fixture->id, >, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gh_study_free (fixture->saved);
  gh_library_close (fixture->library);
}

static GhStudy *
load (Fixture *fixture)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;
  GhStudy *study = gh_library_load (fixture->library, fixture->id, findings, &error);

  g_assert_no_error (error);
  return study;
}

/* @study: (transfer full): what is saved, and has to be what is read */
static void
save (Fixture *fixture, GhStudy *study)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      gh_library_save_edit (fixture->library, fixture->id, fixture->saved, study, &error));
  g_assert_no_error (error);
  gh_study_free (fixture->saved);
  fixture->saved = study;
  g_autoptr (GhStudy) read = load (fixture);
  g_assert_true (gh_record_equal (&gh_study_table, read, study));
}

static void
write_over (GhStudy *study, guint index, double battery_kwh)
{
  g_autofree char *path = g_strdup_printf ("$.vehicles[%u].battery_kwh", index);
  GhPlace place;

  g_assert_true (gh_place_find (&gh_study_table, study, path, TRUE, &place));
  gh_place_set_number (&place, battery_kwh);
}

static void
remove_at (GhStudy *study, guint index)
{
  gh_record_free (&gh_vehicle_table, g_ptr_array_index (study->vehicles, index));
  g_ptr_array_remove_index (study->vehicles, index);
}

/* One row is written for one vehicle: another one that has been changed behind the library's back
 * stays so. */
static void
test_one (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GhStudy *study = gh_study_branch (fixture->saved);

  write_over (study, 1, 77.0);
  save (fixture, study);
  g_assert_true (gh_library_run (fixture->library,
                                 "UPDATE vehicle SET body = replace (body, '77', '78')", NULL));
  study = gh_study_branch (fixture->saved);
  write_over (study, 2, 99.0);
  g_assert_true (gh_library_save_edit (fixture->library, fixture->id, fixture->saved, study, NULL));
  g_autoptr (GhStudy) read = load (fixture);
  g_assert_cmpfloat (((GhVehicle *) g_ptr_array_index (read->vehicles, 1))->battery_kwh, ==, 78.0);
  g_assert_cmpfloat (((GhVehicle *) g_ptr_array_index (read->vehicles, 2))->battery_kwh, ==, 99.0);
  /* As a whole all are written. */
  g_assert_true (gh_library_save (fixture->library, fixture->id, study, NULL));
  g_autoptr (GhStudy) whole = load (fixture);
  g_assert_cmpfloat (((GhVehicle *) g_ptr_array_index (whole->vehicles, 1))->battery_kwh, ==, 77.0);
  gh_study_free (study);
}

/* What was drawn is done to the study. */
static void
edit (GhStudy *study, GhRandom *random, guint round)
{
  guint count = study->vehicles->len, at = (guint) (gh_random_uniform (random) * count);

  switch ((guint) (gh_random_uniform (random) * 4.0))
    {
    case 0:
      if (count > 0)
        write_over (study, at, 10.0 + round);
      break;
    case 1:
      if (count > 0)
        remove_at (study, at);
      break;
    case 2:
      g_ptr_array_insert (study->vehicles, (int) at, new_vehicle (100 + round));
      break;
    default:
      g_ptr_array_add (study->vehicles, new_vehicle (100 + round));
    }
}

static void
test_edits (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GhRandom random;

  gh_random_init (&random, 11);
  for (guint i = 0; i < EDITS; i++)
    {
      GhStudy *study = gh_study_branch (fixture->saved);
      for (guint k = 0; k < 1 + i % 4; k++)
        edit (study, &random, i);
      save (fixture, study);
    }
}

/* Between two rows there is room for twenty others, one after the other; then all move. */
static void
test_no_room (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 60; i++)
    {
      GhStudy *study = gh_study_branch (fixture->saved);
      g_ptr_array_insert (study->vehicles, 1, new_vehicle (i));
      save (fixture, study);
    }
}

/* A study that is gone is not saved, and what was known of others still counts. */
static void
test_failure (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  GhStudy *study = gh_study_branch (fixture->saved);

  write_over (study, 0, 33.0);
  g_assert_false (
      gh_library_save_edit (fixture->library, fixture->id + 7, fixture->saved, study, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
  save (fixture, study);
}

static void
test_purge (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  sqlite3_stmt *statement;

  g_assert_true (gh_library_set_trashed (fixture->library, fixture->id, TRUE, NULL));
  g_assert_true (gh_library_purge (fixture->library, NULL));
  statement = gh_library_prepare (fixture->library, "SELECT count(*) FROM vehicle", NULL);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (statement, 0), ==, 0);
  sqlite3_finalize (statement);
}

/* A library of the third version had the vehicles in the text of their fleet. */
static void
test_version_3 (void)
{
  g_autofree char *script = NULL;
  g_autofree char *kept
      = g_test_build_filename (G_TEST_DIST, "cases", "library", "version-3.sql", NULL);
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  sqlite3 *database;

  g_assert_true (g_file_get_contents (kept, &script, NULL, NULL));
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, script, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
  Fixture fixture = { .library = gh_library_open (path, NULL), .id = 1 };
  g_assert_nonnull (fixture.library);
  fixture.saved = load (&fixture);
  g_assert_cmpuint (fixture.saved->vehicles->len, ==, 3);
  const GhVehicle *first = g_ptr_array_index (fixture.saved->vehicles, 0);
  const GhVehicle *second = g_ptr_array_index (fixture.saved->vehicles, 1);
  g_assert_cmpstr (first->name, ==, "Van \"A\"");
  g_assert_cmpfloat (first->battery_kwh, ==, 52.5);
  g_assert_cmpfloat (first->charger->charge_kw, ==, 7.4);
  g_assert_cmpuint (first->trips->len, ==, 1);
  g_assert_cmpstr (second->name, ==, "Café van");
  g_assert_cmpfloat (gh_series_get_values (second->plugged->values)[8], ==, 1.0);
  g_assert_cmpuint (fixture.saved->sites->len, ==, 1);
  GhStudy *study = gh_study_branch (fixture.saved);
  remove_at (study, 0);
  save (&fixture, study);
  tear_down (&fixture, NULL);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/library-vehicles/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("one", test_one);
  ADD ("edits", test_edits);
  ADD ("no-room", test_no_room);
  ADD ("failure", test_failure);
  ADD ("purge", test_purge);
  g_test_add_func ("/library-vehicles/version-3", test_version_3);
  return g_test_run ();
}
