/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New vehicles and groups: their names are their own, and they can be planned as they are. */
#include "record-new.h"

#include "record-equal.h"
#include "record-fixture.h"
#include "site/fleet-profile.h"

static GPtrArray *
get_vehicles (Fixture *fixture)
{
  return gh_records_get_list (get_study (fixture), GH_RECORDS_VEHICLES);
}

/* A copy has the next number that nobody has, and is the same otherwise. */
static void
test_duplicates (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "Van 3", "Van 4" };
  const GhVehicle *van = g_ptr_array_index (get_vehicles (fixture), 0);
  GhRecordNames names;

  gh_record_names_init (&names, get_vehicles (fixture), GH_RECORDS_VEHICLES);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      GhVehicle *copy = gh_record_duplicate (GH_RECORDS_VEHICLES, van, &names);
      g_assert_cmpstr (copy->name, ==, expected[i]);
      g_free (copy->name);
      copy->name = g_strdup (van->name);
      g_assert_true (gh_record_equal (&gh_vehicle_table, van, copy));
      gh_record_free (&gh_vehicle_table, copy);
    }
  gh_record_names_clear (&names);
}

/* The first of several sites is named, of one none has to be. */
static void
test_sites (Fixture *fixture, gconstpointer data)
{
  GhStudy *study = gh_study_copy (get_study (fixture));
  GhRecordNames names;

  gh_record_names_init (&names, study->vehicles, GH_RECORDS_VEHICLES);
  GhVehicle *alone = gh_record_new_named (study, GH_RECORDS_VEHICLES, &names);
  g_assert_cmpstr (alone->name, ==, "Vehicle 1");
  g_assert_null (alone->site);
  g_ptr_array_add (study->sites, gh_record_copy (&gh_fleet_site_table, study->sites->pdata[0]));
  GhVehicle *placed = gh_record_new_named (study, GH_RECORDS_VEHICLES, &names);
  g_assert_cmpstr (placed->name, ==, "Vehicle 2");
  g_assert_cmpstr (placed->site, ==, "Depot");
  gh_record_free (&gh_vehicle_table, alone);
  gh_record_free (&gh_vehicle_table, placed);
  gh_record_names_clear (&names);
  gh_study_free (study);
}

/* Nothing is wrong with what is added. */
static void
test_usual (Fixture *fixture, gconstpointer data)
{
  guint before = gh_findings_get_count (gh_document_get_findings (fixture->document));
  guint count = g_list_model_get_n_items (G_LIST_MODEL (fixture->rows));

  gh_record_rows_add (fixture->rows);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->rows)), ==, count + 1);
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (fixture->document)), ==, 0);
  g_assert_cmpuint (gh_findings_get_count (gh_document_get_findings (fixture->document)), ==,
                    before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_RECORD_TEST ("/record-new/duplicates", GH_RECORDS_VEHICLES, test_duplicates);
  ADD_RECORD_TEST ("/record-new/sites", GH_RECORDS_VEHICLES, test_sites);
  ADD_RECORD_TEST ("/record-new/usual-vehicle", GH_RECORDS_VEHICLES, test_usual);
  ADD_RECORD_TEST ("/record-new/usual-group", GH_RECORDS_GROUPS, test_usual);
  return g_test_run ();
}
