/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record-fixture.h"

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

static void
items_changed_cb (Fixture *fixture, guint position, guint removed, guint added)
{
  g_string_append_printf (fixture->changes, "%u-%u+%u ", position, removed, added);
}

void
record_set_up (Fixture *fixture, gconstpointer data)
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

void
record_tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->rows);
  gh_document_close (fixture->document);
  g_object_unref (fixture->document);
  gh_library_close (fixture->library);
  g_string_free (fixture->changes, TRUE);
}

void
assert_text (Fixture *fixture, guint index, guint column, const char *expected)
{
  g_autoptr (GhRecordRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), index);
  g_autofree char *text = gh_record_row_get_text (row, column);

  g_assert_cmpuint (gh_record_row_get_index (row), ==, index);
  g_assert_cmpstr (text, ==, expected);
}

void
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

GArray *
numbers (guint first, guint count)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = first; i < first + count; i++)
    g_array_append_val (array, i);
  return array;
}

const GhStudy *
get_study (Fixture *fixture)
{
  return gh_document_get_study (fixture->document);
}
