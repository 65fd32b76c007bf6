/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vehicles of files and texts on their way into a fleet. */
#include "vehicle-import.h"

#include <math.h>
#include <string.h>

#include "fleet-study.h"
#include "library.h"
#include "study-json.h"

#define WAIT_SECONDS 60
#define LOG                                                                        \
  "Vehicle,Start,End,Energy (kWh)\nB,2024-05-02 18:00:00,2024-05-03 07:00:00,20\n" \
  "A,2024-05-01 17:00:00,2024-05-02 06:30:00,12.5\n"

typedef struct
{
  GhLibrary *library;
  GhDocument *document;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = gh_study_from_json (fleet_study, -1, findings, NULL);

  fixture->library = gh_library_open (NULL, NULL);
  gint64 id = gh_library_add (fixture->library, study, NULL);
  fixture->document = gh_document_new (fixture->library, id, g_steal_pointer (&study));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_document_close (fixture->document);
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
  gh_library_close (fixture->library);
}

static void
wait_for (GhVehicleImport *import)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (gh_file_import_is_busy (GH_FILE_IMPORT (import)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (gh_file_import_is_busy (GH_FILE_IMPORT (import)));
}

static GhVehicleImport *
import_text (Fixture *fixture, const char *text)
{
  GhVehicleImport *import = gh_vehicle_import_new_for_text (fixture->document, text);

  wait_for (import);
  return import;
}

static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhVehicleImport) import
      = import_text (fixture, "Kennzeichen\tBatterie (kWh)\tFarbe\nA\t77,5\trot\nB\tn/a\tblau\n");
  g_autofree char *summary = gh_vehicle_import_format_summary (import);
  g_autoptr (GPtrArray) columns = gh_vehicle_import_list_columns (import);
  g_autoptr (GPtrArray) rows = gh_vehicle_import_list_rows (import, 10);
  const GhVehicleImportColumn *battery = g_ptr_array_index (columns, 1);
  const GhVehicleImportColumn *colour = g_ptr_array_index (columns, 2);
  const GhVehicleImportRow *second = g_ptr_array_index (rows, 1);
  gint64 start, steps;

  g_assert_cmpstr (summary, ==, "2 vehicles, incomplete: 1");
  g_assert_cmpstr (battery->meaning, ==, "Battery (kWh)");
  g_assert_false (colour->is_taken);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (second->reason, ==, "battery_kwh: “n/a” was not understood");
  g_assert_false (gh_vehicle_import_get_period (import, &start, &steps));

  gh_vehicle_import_set_site (import, "Yard");
  g_assert_true (gh_vehicle_import_apply (import));
  const GhStudy *study = gh_document_get_study (fixture->document);
  g_assert_cmpuint (study->vehicles->len, ==, 3);
  const GhVehicle *last = g_ptr_array_index (study->vehicles, 2);
  g_assert_cmpstr (last->site, ==, "Yard");
  gh_document_undo (fixture->document);
  g_assert_cmpuint (gh_document_get_study (fixture->document)->vehicles->len, ==, 1);
}

/* What is incomplete is in the library as it was typed. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhVehicleImport) import = import_text (fixture, "name\tbattery_kwh\nB\tn/a\n");
  g_autoptr (GhFindings) findings = gh_findings_new ();

  gh_vehicle_import_set_replace (import, TRUE);
  g_assert_true (gh_vehicle_import_apply (import));
  g_autoptr (GhStudy) kept
      = gh_library_load (fixture->library, gh_document_get_id (fixture->document), findings, NULL);
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 0);
  g_assert_cmpuint (kept->vehicles->len, ==, 1);
  const GhVehicle *vehicle = g_ptr_array_index (kept->vehicles, 0);
  g_assert_cmpuint (vehicle->unread->len, ==, 1);
}

/* A battery for all that have none, and the period of the log, in one step of undo. */
static void
test_log (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhVehicleImport) import = import_text (fixture, LOG);
  gint64 start, steps;

  g_assert_cmpuint (gh_vehicle_import_count_incomplete (import), ==, 2);
  gh_vehicle_import_set_battery_kwh (import, 60.0);
  gh_vehicle_import_set_charge_kw (import, 22.0);
  wait_for (import);
  g_assert_cmpuint (gh_vehicle_import_count_incomplete (import), ==, 0);
  g_assert_null (gh_vehicle_import_list_columns (import));
  g_assert_true (gh_vehicle_import_get_period (import, &start, &steps));
  g_assert_cmpint (start, ==, 1714521600); /* 2024-05-01T00:00:00Z */
  g_assert_cmpint (steps, ==, 3 * 24);
  g_autofree char *period = gh_vehicle_import_format_period (import);
  g_assert_cmpstr (period, ==,
                   "3 days from 05/01/24, in one piece, instead of the study’s periods");
  gh_vehicle_import_set_takes_period (import, TRUE);
  gh_vehicle_import_set_replace (import, TRUE);
  gh_vehicle_import_set_site (import, "Depot");
  g_assert_true (gh_vehicle_import_apply (import));
  const GhStudy *study = gh_document_get_study (fixture->document);
  const GhVehicle *first = g_ptr_array_index (study->vehicles, 0);
  g_assert_cmpuint (study->vehicles->len, ==, 2);
  g_assert_cmpfloat (first->charger->charge_kw, ==, 22.0);
  g_assert_cmpint (study->period->start, ==, start);
  g_assert_cmpint (study->period->steps, ==, steps);
  gh_document_undo (fixture->document);
  study = gh_document_get_study (fixture->document);
  g_assert_cmpuint (study->vehicles->len, ==, 1);
  g_assert_cmpint (study->period->steps, ==, 168);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhVehicleImport) text = import_text (fixture, "nothing of the kind");
  g_autoptr (GhVehicleImport) file
      = gh_vehicle_import_new (fixture->document, "/nonexistent/vehicles.csv");

  wait_for (file);
  g_assert_nonnull (gh_file_import_get_error (GH_FILE_IMPORT (text)));
  g_assert_nonnull (
      strstr (gh_file_import_get_error (GH_FILE_IMPORT (file)), "/nonexistent/vehicles.csv"));
  g_assert_false (gh_vehicle_import_apply (text));
  g_assert_cmpuint (gh_vehicle_import_count_vehicles (text), ==, 0);
}

/* Whoever closes the dialog hears nothing any more. */
static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhVehicleImport) import = gh_vehicle_import_new_for_text (fixture->document, LOG);
  guint changes = 0;

  g_signal_connect_swapped (import, "changed", G_CALLBACK (g_atomic_int_inc), &changes);
  gh_file_import_stop (GH_FILE_IMPORT (import));
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (changes, ==, 0);
}

#define ADD(name, func) g_test_add ("/vehicle-import/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sheet", test_sheet);
  ADD ("kept", test_kept);
  ADD ("log", test_log);
  ADD ("refused", test_refused);
  ADD ("stopped", test_stopped);
  return g_test_run ();
}
