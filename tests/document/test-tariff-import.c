/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tariffs of files on their way into a study. */
#include "tariff-import.h"

#include <glib/gstdio.h>
#include <string.h>

#include "edit-study.h"
#include "library.h"
#include "site/fleet-profile.h"
#include "study-exchange.h"
#include "study-json.h"

#define WAIT_SECONDS 60

typedef struct
{
  char *folder;
  char *file;
  GhLibrary *library;
  GhDocument *document;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhStudy) study = new_good_study ();

  edit_study (study, "currency EUR");
  fixture->folder = g_dir_make_tmp ("gh-tariff-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->folder, "rates.json", NULL);
  fixture->library = gh_library_open (NULL, NULL);
  gint64 id = gh_library_add (fixture->library, study, NULL);
  fixture->document = gh_document_new (fixture->library, id, g_steal_pointer (&study));
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
  g_remove (fixture->file);
  g_rmdir (fixture->folder);
  g_free (fixture->file);
  g_free (fixture->folder);
}

static void
count_cb (GhTariffImport *import, guint *changes)
{
  (*changes)++;
}

static GhTariffImport *
import_into (Fixture *fixture, const char *meter, const char *text, guint *changes)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;
  GhTariffImport *import;

  g_assert_true (g_file_set_contents (fixture->file, text, -1, NULL));
  import = gh_tariff_import_new (fixture->document, meter, fixture->file);
  g_signal_connect (import, "changed", G_CALLBACK (count_cb), changes);
  g_assert_true (gh_file_import_is_busy (GH_FILE_IMPORT (import)));
  g_assert_null (gh_tariff_import_get_preview (import));
  while (gh_file_import_is_busy (GH_FILE_IMPORT (import)))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  return import;
}

static GhTariffImport *
import_text (Fixture *fixture, const char *text, guint *changes)
{
  return import_into (fixture, "$", text, changes);
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  guint changes = 0;
  g_autoptr (GhTariffImport) import = import_text (
      fixture,
      "{\"items\": [{\"name\": \"A\", \"energyratestructure\": [[{\"rate\": 0.5}]]}, "
      "{\"country\": \"CAN\", \"energyratestructure\": [[{\"rate\": 0.25}]]}]}",
      &changes);
  g_auto (GStrv) names = gh_tariff_import_list_offers (import);
  const GhStudy *study = gh_document_get_study (fixture->document);

  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "A");
  g_assert_cmpstr (names[1], ==, "Tariff 2");
  g_assert_cmpfloat (gh_tariff_import_get_preview (import)->tariff->import_price->series->number,
                     ==, 0.5);
  g_assert_cmpuint (gh_findings_get_count (gh_tariff_import_get_findings (import)), ==, 1);
  g_assert_cmpstr (gh_findings_get (gh_tariff_import_get_findings (import), 0)->message, ==,
                   "The file counts in USD, the study in EUR; the numbers are taken as they are.");

  /* In a currency that the file does not tell there is nothing to compare. */
  gh_tariff_import_set_offer (import, 1);
  g_assert_cmpuint (changes, ==, 2);
  g_assert_cmpuint (gh_findings_get_count (gh_tariff_import_get_findings (import)), ==, 0);
  g_assert_false (gh_document_can_undo (fixture->document));
  g_assert_true (gh_tariff_import_apply (import));
  study = gh_document_get_study (fixture->document);
  g_assert_cmpfloat (study->tariff->import_price->series->number, ==, 0.25);
  gh_document_undo (fixture->document);
  g_assert_false (gh_document_can_undo (fixture->document));
}

/* Numbers that no study may have, and what breaks its rules, are told and not taken. */
static void
test_not_allowed (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "{\"energyratestructure\": [[{\"rate\": 5000}]], \"country\": \"CAN\"}",
    "{\"energyratestructure\": [[{\"rate\": 0.1, \"max\": 5, \"unit\": \"kWh daily\"}, {\"rate\": "
    "1}]], \"dgrules\": \"Net Metering\", \"country\": \"CAN\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint changes = 0;
      g_autoptr (GhTariffImport) import = import_text (fixture, texts[i], &changes);
      g_assert_null (gh_file_import_get_error (GH_FILE_IMPORT (import)));
      g_assert_cmpuint (gh_findings_count_errors (gh_tariff_import_get_findings (import)), >, 0);
      g_assert_false (gh_tariff_import_apply (import));
      g_assert_false (gh_document_can_undo (fixture->document));
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  guint changes = 0;
  g_autoptr (GhTariffImport) import = import_text (fixture, "{\"a\": 1}", &changes);

  g_assert_nonnull (strstr (gh_file_import_get_error (GH_FILE_IMPORT (import)), "no tariff"));
  g_assert_null (gh_tariff_import_describe (import));
  g_assert_false (gh_tariff_import_apply (import));
}

static const char fleet_text[]
    = "{ \"format\": \"gridhearth-study\", \"version\": 1, \"minor\": 0, \"kind\": \"fleet\","
      "\"name\": \"Fleet\", \"currency\": \"EUR\","
      "\"period\": { \"start\": \"2025-01-13T00:00:00Z\", \"step_minutes\": 60, \"steps\": 168 },"
      "\"sites\": [ { \"name\": \"North\", \"load\": 1, \"tariff\": { \"import_price\": 0.2 } },"
      "  { \"name\": \"South\", \"load\": 1, \"tariff\": { \"import_price\": 0.3 } } ],"
      "\"groups\": [ { \"name\": \"Vans\", \"site\": \"South\", \"count\": 2, \"arrive\": "
      "\"18:00\", \"leave\": \"06:00\", \"energy_kwh\": 20, \"battery_kwh\": 50 } ] }";

static double
get_price (Fixture *fixture, guint site)
{
  const GhFleetSite *own
      = g_ptr_array_index (gh_document_get_study (fixture->document)->sites, site);

  return own->tariff->import_price->series->number;
}

/* The tariff of one site is replaced, and the preview is what that site would have; what a fleet
 * may not have is told. */
static void
test_site (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) fleet = gh_study_from_json (fleet_text, -1, findings, NULL);
  guint changes = 0;

  g_object_unref (fixture->document);
  gint64 id = gh_library_add (fixture->library, fleet, NULL);
  fixture->document = gh_document_new (fixture->library, id, g_steal_pointer (&fleet));
  g_autoptr (GhTariffImport) import = import_into (
      fixture, "$.sites[1]", "{\"country\": \"CAN\", \"energyratestructure\": [[{\"rate\": 0.5}]]}",
      &changes);
  g_assert_cmpfloat (gh_tariff_import_get_preview (import)->tariff->import_price->series->number,
                     ==, 0.5);
  g_assert_true (gh_tariff_import_apply (import));
  g_assert_cmpfloat (get_price (fixture, 0), ==, 0.2);
  g_assert_cmpfloat (get_price (fixture, 1), ==, 0.5);
  gh_document_undo (fixture->document);
  g_assert_cmpfloat (get_price (fixture, 1), ==, 0.3);
  g_autoptr (GhTariffImport) tiers
      = import_into (fixture, "$.sites[1]",
                     "{\"country\": \"CAN\", \"energyratestructure\": [[{\"rate\": 0.1, \"max\": "
                     "50}, {\"rate\": 1}]]}",
                     &changes);
  g_assert_null (gh_tariff_import_get_preview (tiers));
  g_assert_cmpuint (gh_findings_count_errors (gh_tariff_import_get_findings (tiers)), >, 0);
}

/* What is stopped tells nothing. */
static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  guint changes = 0;

  g_assert_true (g_file_set_contents (fixture->file, "{}", -1, NULL));
  g_autoptr (GhTariffImport) import = gh_tariff_import_new (fixture->document, "$", fixture->file);
  g_signal_connect (import, "changed", G_CALLBACK (count_cb), &changes);
  gh_file_import_stop (GH_FILE_IMPORT (import));
  while (gh_file_import_is_busy (GH_FILE_IMPORT (import)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (changes, ==, 0);
}

static void
test_is_tariff (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean is_tariff;
  } rows[] = {
    { "{\"energyratestructure\": []}", TRUE },
    { "\"{\\\"items\\\":[{\\\"energyratestructure\\\":[]}]}\"", TRUE },
    { "\xef\xbb\xbf"
      "Billing Period,Excluding Start Time,Weekday?\n",
      TRUE },
    { "{\"format\": \"gridhearth-study\", \"name\": \"energyratestructure\"}", FALSE },
    { "{\"results\": []}", FALSE },
    { "Time,Price\n", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (g_file_set_contents (fixture->file, rows[i].text, -1, NULL));
      g_assert_cmpint (gh_study_file_is_tariff (fixture->file), ==, rows[i].is_tariff);
    }
  g_remove (fixture->file);
  g_assert_false (gh_study_file_is_tariff (fixture->file));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/tariff-import/several", test_several);
  ADD ("/tariff-import/not-allowed", test_not_allowed);
  ADD ("/tariff-import/refused", test_refused);
  ADD ("/tariff-import/site", test_site);
  ADD ("/tariff-import/stopped", test_stopped);
  ADD ("/tariff-import/is-tariff", test_is_tariff);
  return g_test_run ();
}
