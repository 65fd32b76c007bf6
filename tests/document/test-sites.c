/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sites of a fleet are added, copied, renamed and removed; vehicles follow their site's name. */
#include "sites.h"

#include "fleet-study.h"
#include "library.h"
#include "site/fleet-profile.h"
#include "study-json.h"

typedef struct
{
  GhLibrary *library;
  GhDocument *document;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = gh_study_from_json (data, -1, findings, NULL);
  gint64 id;

  fixture->library = gh_library_open (NULL, NULL);
  id = gh_library_add (fixture->library, study, NULL);
  fixture->document = gh_document_new (fixture->library, id, g_steal_pointer (&study));
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gh_document_close (fixture->document);
  g_object_unref (fixture->document);
  gh_library_close (fixture->library);
}

static const GhStudy *
get_study (Fixture *fixture)
{
  return gh_document_get_study (fixture->document);
}

static guint
count_errors (Fixture *fixture)
{
  return gh_findings_count_errors (gh_document_get_findings (fixture->document));
}

/* "Depot,Yard; Vans at Depot, Car at Yard" */
static void
assert_sites (Fixture *fixture, const char *sites, const char *group_site, const char *vehicle_site)
{
  const GhStudy *study = get_study (fixture);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < gh_sites_count (study); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "", gh_sites_get_name (study, i));
  g_assert_cmpstr (names->str, ==, sites);
  g_assert_cmpstr (((GhFleetGroup *) g_ptr_array_index (study->groups, 0))->site, ==, group_site);
  g_assert_cmpstr (((GhVehicle *) g_ptr_array_index (study->vehicles, 0))->site, ==, vehicle_site);
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  const GhVehicle *car = g_ptr_array_index (get_study (fixture)->vehicles, 0);

  gh_document_rename_site (fixture->document, 0, "North");
  gh_document_rename_site (fixture->document, 0, "Northern");
  assert_sites (fixture, "Northern,Yard", "Northern", "Yard");
  g_assert_true (g_ptr_array_index (get_study (fixture)->vehicles, 0) == car);
  g_assert_cmpuint (count_errors (fixture), ==, 0);
  gh_document_undo (fixture->document);
  assert_sites (fixture, "Depot,Yard", "Depot", "Yard");
  g_assert_false (gh_document_can_undo (fixture->document));
}

static void
test_add_and_remove (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = gh_document_add_site (fixture->document);
  g_autofree char *copy = NULL;

  g_assert_cmpstr (path, ==, "$.sites[2]");
  assert_sites (fixture, "Depot,Yard,Site 3", "Depot", "Yard");
  g_assert_cmpuint (count_errors (fixture), ==, 0);
  copy = gh_document_duplicate_site (fixture->document, 0);
  g_assert_cmpstr (copy, ==, "$.sites[1]");
  assert_sites (fixture, "Depot,Depot 4,Yard,Site 3", "Depot", "Yard");
  g_assert_cmpint (gh_sites_find (get_study (fixture), "$.sites[2].tariff"), ==, 2);
  g_assert_cmpint (gh_sites_find (get_study (fixture), "$.sites[7]"), ==, -1);
  gh_document_remove_site (fixture->document, 0);
  assert_sites (fixture, "Depot 4,Yard,Site 3", "Depot", "Yard");
  g_assert_cmpuint (count_errors (fixture), >, 0);
  for (guint i = 0; i < 3; i++)
    gh_document_undo (fixture->document);
  assert_sites (fixture, "Depot,Yard", "Depot", "Yard");
}

/* With a second site those that named none have to name the first. */
static void
test_second (Fixture *fixture, gconstpointer data)
{
  assert_sites (fixture, "Only", NULL, NULL);
  g_free (gh_document_add_site (fixture->document));
  assert_sites (fixture, "Only,Site 2", "Only", "Only");
  g_assert_cmpuint (count_errors (fixture), ==, 0);
}

static const char single[]
    = "{ \"format\": \"gridhearth-study\", \"version\": 1, \"minor\": 0, \"kind\": \"fleet\","
      "\"name\": \"Fleet\","
      "\"period\": { \"start\": \"2025-01-13T00:00:00Z\", \"step_minutes\": 60, \"steps\": 168 },"
      "\"vehicles\": [ { \"name\": \"Car\", \"battery_kwh\": 50 } ],"
      "\"sites\": [ { \"name\": \"Only\", \"load\": 1, \"tariff\": { \"import_price\": 0.2 } } ],"
      "\"groups\": [ { \"name\": \"Vans\", \"count\": 2, \"arrive\": \"18:00\", \"leave\": "
      "\"06:00\","
      "\"energy_kwh\": 20, \"battery_kwh\": 50 } ] }";

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sites/rename", Fixture, fleet_study, set_up, test_rename, tear_down);
  g_test_add ("/sites/add-and-remove", Fixture, fleet_study, set_up, test_add_and_remove,
              tear_down);
  g_test_add ("/sites/second", Fixture, single, set_up, test_second, tear_down);
  return g_test_run ();
}
