/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cars and wall batteries of a study: paths, which is which after an edit, and the edits. */
#include "stores.h"

#include <string.h>

#include "edit-study.h"
#include "library.h"
#include "record-equal.h"

typedef struct
{
  GhLibrary *library;
  GhDocument *document;
} Fixture;

static GhStudy *
new_study (const char *edits)
{
  GhStudy *study = new_good_study ();

  edit_study (study, edits);
  return study;
}

/* Two cars and a wall battery. */
#define THREE                                                                             \
  "vehicles.0.name A; vehicles.1.name B; vehicles.1.battery_kwh 40; batteries.0.name W; " \
  "batteries.0.battery_kwh 10"

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GhStudy) study = new_study (THREE);
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

/* The names in their order, batteries behind a bar: "A,B|W". */
static void
assert_names (const GhStudy *study, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean any_battery = FALSE;

  for (guint i = 0; i < gh_stores_count (study); i++)
    {
      g_autofree char *path = gh_stores_format_path (study, i);
      gboolean is_battery = gh_stores_is_battery (path);
      const char *gap = is_battery && !any_battery ? "|" : i > 0 ? "," : "";
      any_battery = any_battery || is_battery;
      g_string_append_printf (names, "%s%s", gap, gh_stores_get (study, i)->name);
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
assert_valid (Fixture *fixture)
{
  const GhFindings *findings = gh_document_get_findings (fixture->document);

  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    g_test_message ("%s: %s", gh_findings_get (findings, i)->path,
                    gh_findings_get (findings, i)->message);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
}

static void
test_paths (void)
{
  static const struct
  {
    const char *path;
    int index;
  } rows[] = { { "$.vehicles[0]", 0 },
               { "$.vehicles[1].trips[3].leave", 1 },
               { "$.vehicles[2]", -1 },
               { "$.batteries[0].charger.charge_kw", 2 },
               { "$.batteries[1]", -1 },
               { "$.vehicles", -1 },
               { "$.solar[0].name", -1 },
               { "$", -1 },
               { NULL, -1 } };
  g_autoptr (GhStudy) study = new_study (THREE);

  assert_names (study, "A,B|W");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (gh_stores_find (study, rows[i].path), ==, rows[i].index);
      g_assert_true ((gh_stores_look_up (study, rows[i].path) != NULL) == (rows[i].index >= 0));
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *path = gh_stores_format_path (study, i);
      g_autofree char *again = gh_stores_format_id (gh_stores_get_id (path));
      g_assert_cmpint (gh_stores_find (study, path), ==, (int) i);
      g_assert_cmpstr (again, ==, path);
    }
  g_autofree char *car = gh_stores_describe (study, 0);
  g_autofree char *battery = gh_stores_describe (study, 2);
  g_assert_cmpstr (car, ==, "60 kWh, charges with 11.0 kW, gives 11.0 kW, 1 kind of trip");
  g_assert_cmpstr (battery, ==, "10 kWh, charges with 11.0 kW, gives 11.0 kW");
}

/* Which one is it that was third, second, first, before one came or went. */
static void
test_follow (void)
{
  static const struct
  {
    const char *before;
    const char *now;
    int followed[3];
  } rows[] = {
#define CAR(n, name) "vehicles." n ".name " name "; vehicles." n ".battery_kwh 40; "
#define WALL(n, name) "batteries." n ".name " name "; batteries." n ".battery_kwh 8; "
    /* nothing came or went: one is renamed */
    { CAR ("0", "A") CAR ("1", "B") WALL ("0", "W"),
      CAR ("0", "A") CAR ("1", "X") WALL ("0", "W"),
      { 0, 1, 2 } },
    /* a car in front, behind, and a battery */
    { CAR ("0", "A") CAR ("1", "B") WALL ("0", "W"),
      CAR ("0", "N") CAR ("1", "A") CAR ("2", "B") WALL ("0", "W"),
      { 1, 2, 3 } },
    { CAR ("0", "A") CAR ("1", "B") WALL ("0", "W"),
      CAR ("0", "A") CAR ("1", "B") CAR ("2", "N") WALL ("0", "W"),
      { 0, 1, 3 } },
    { CAR ("0", "A") CAR ("1", "B") WALL ("0", "W"),
      CAR ("0", "A") CAR ("1", "B") WALL ("0", "N") WALL ("1", "W"),
      { 0, 1, 3 } },
    /* the first goes, whose place the second has; the second goes */
    { CAR ("0", "A") CAR ("1", "B") WALL ("0", "W"), CAR ("0", "B") WALL ("0", "W"), { 0, 0, 1 } },
    { CAR ("0", "A") CAR ("1", "B") WALL ("0", "W"), CAR ("0", "A") WALL ("0", "W"), { 0, 1, 1 } },
    /* the battery goes: the last of what is left */
    { CAR ("0", "A") CAR ("1", "B") WALL ("0", "W"), CAR ("0", "A") CAR ("1", "B"), { 0, 1, 1 } },
    /* only the battery is left, and nothing */
    { CAR ("0", "A") WALL ("0", "W"), WALL ("0", "W"), { 0, 0, -2 } },
    { CAR ("0", "A"), "", { -1, -2, -2 } },
#undef CAR
#undef WALL
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhStudy) before = gh_record_new (&gh_study_table);
      g_autoptr (GhStudy) now = gh_record_new (&gh_study_table);
      edit_study (before, rows[i].before);
      edit_study (now, rows[i].now);
      for (guint k = 0; k < 3 && rows[i].followed[k] > -2; k++)
        {
          g_test_message ("row %u, %u", i, k);
          g_assert_cmpint (gh_stores_follow (before, now, k), ==, rows[i].followed[k]);
        }
    }
}

static GhVehicle *
get_store (Fixture *fixture, const char *path)
{
  const GhVehicle *store = gh_stores_look_up (get_study (fixture), path);

  g_assert_nonnull (store);
  return (GhVehicle *) store;
}

/* What is added can be planned at once and is one step; undo and redo bring the very same. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhStudy) before = gh_study_copy (get_study (fixture));

  gh_document_set_number (fixture->document, "$.vehicles[1].wear_per_kwh", 0.03);
  gh_document_set_number (fixture->document, "$.vehicles[1].charger.discharge_kw", 3.5);
  g_autofree char *car = gh_document_add_car (fixture->document, 11);
  g_assert_cmpstr (car, ==, "$.vehicles[2]");
  assert_names (get_study (fixture), "A,B,Renault Zoe ZE50|W");
  assert_valid (fixture);
  g_assert_cmpfloat (get_store (fixture, car)->battery_kwh, ==, 52.0);
  g_assert_cmpfloat (get_store (fixture, car)->wear_per_kwh, ==, 0.03);
  g_assert_cmpfloat (get_store (fixture, car)->charger->discharge_kw, ==, 3.5);
  g_assert_cmpuint (get_store (fixture, car)->trips->len, ==, 3);
  g_autofree char *twin = gh_document_add_car (fixture->document, 11);
  g_autofree char *other = gh_document_add_car (fixture->document, GH_NO_PRESET);
  assert_names (get_study (fixture), "A,B,Renault Zoe ZE50,Renault Zoe ZE50 2,Car|W");
  g_autofree char *wall = gh_document_add_battery (fixture->document, 1);
  g_assert_cmpstr (wall, ==, "$.batteries[1]");
  assert_names (get_study (fixture), "A,B,Renault Zoe ZE50,Renault Zoe ZE50 2,Car|W,Wall battery");
  assert_valid (fixture);
  g_assert_cmpfloat (get_store (fixture, wall)->battery_kwh, ==, 10.0);
  g_assert_cmpfloat (get_store (fixture, wall)->charger->charge_kw, ==, 5.0);
  g_assert_null (get_store (fixture, wall)->trips);
  g_autoptr (GhStudy) after = gh_study_copy (get_study (fixture));
  while (gh_document_can_undo (fixture->document))
    gh_document_undo (fixture->document);
  g_assert_true (gh_record_equal (&gh_study_table, get_study (fixture), before));
  while (gh_document_can_redo (fixture->document))
    gh_document_redo (fixture->document);
  g_assert_true (gh_record_equal (&gh_study_table, get_study (fixture), after));
}

/* A copy stands behind its original under a name of its own; what plans heed of the first car only
 * stays with it. */
static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  gh_document_set_number (fixture->document, "$.vehicles[0].pack.soh", 0.9);
  g_autofree char *copy = gh_document_duplicate_store (fixture->document, "$.vehicles[0]");
  g_autofree char *again = gh_document_duplicate_store (fixture->document, "$.vehicles[0].name");
  g_autofree char *wall = gh_document_duplicate_store (fixture->document, "$.batteries[0]");
  g_assert_cmpstr (copy, ==, "$.vehicles[1]");
  g_assert_cmpstr (again, ==, "$.vehicles[1]");
  g_assert_cmpstr (wall, ==, "$.batteries[1]");
  assert_names (get_study (fixture), "A,A 3,A 2,B|W,W 2");
  g_assert_nonnull (get_store (fixture, "$.vehicles[0]")->pack);
  g_assert_null (get_store (fixture, "$.vehicles[1]")->pack);
  g_assert_cmpfloat (get_store (fixture, "$.vehicles[1]")->battery_kwh, ==, 60.0);
  g_assert_cmpuint (get_store (fixture, "$.vehicles[1]")->trips->len, ==, 1);
  g_assert_true (get_store (fixture, "$.vehicles[1]")->trips
                 != get_store (fixture, "$.vehicles[0]")->trips);
  assert_valid (fixture);
  gh_document_undo (fixture->document);
  assert_names (get_study (fixture), "A,A 3,A 2,B|W");
  g_assert_null (gh_document_duplicate_store (fixture->document, "$.batteries[4]"));
}

/* Without any a list is as if it had never been given. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  gh_document_remove_store (fixture->document, "$.vehicles[0]");
  assert_names (get_study (fixture), "B|W");
  gh_document_remove_store (fixture->document, "$.batteries[0].name");
  assert_names (get_study (fixture), "B");
  g_assert_null (get_study (fixture)->batteries);
  g_assert_false (gh_record_is_given (&gh_study_table, get_study (fixture), "batteries"));
  gh_document_remove_store (fixture->document, "$.vehicles[7]");
  assert_names (get_study (fixture), "B");
  gh_document_undo (fixture->document);
  gh_document_undo (fixture->document);
  assert_names (get_study (fixture), "A,B|W");
  assert_valid (fixture);
}

/* One record may stand for several. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gh_stores_have_room (get_study (fixture), 5));
  g_assert_false (gh_stores_have_room (get_study (fixture), 6));
  gh_document_set_number (fixture->document, "$.vehicles[1].count", 6);
  assert_valid (fixture);
  g_assert_false (gh_stores_have_room (get_study (fixture), 1));
  g_free (gh_document_add_battery (fixture->document, 0));
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (fixture->document)), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stores/paths", test_paths);
  g_test_add_func ("/stores/follow", test_follow);
#define ADD(name, func) g_test_add ("/stores/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("add", test_add);
  ADD ("duplicate", test_duplicate);
  ADD ("remove", test_remove);
  ADD ("room", test_room);
  return g_test_run ();
}
