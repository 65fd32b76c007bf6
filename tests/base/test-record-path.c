/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places and copies of the one large record there is, a study. */
#include <math.h>

#include "record-path.h"
#include "site/profile.h"

/* Owns what a list of the study holds. */
static GhStudy *
new_study (void)
{
  GhStudy *study = gh_record_new (&gh_study_table);
  GhVehicle *car = gh_record_new (&gh_vehicle_table);

  car->name = g_strdup ("Car");
  car->trips = g_ptr_array_new ();
  g_ptr_array_add (car->trips, gh_record_new (&gh_trip_table));
  study->vehicles = g_ptr_array_new ();
  g_ptr_array_add (study->vehicles, car);
  study->load = gh_series_spec_new_values (gh_series_new_constant (0.5, 96));
  return study;
}

static GhVehicle *
first_car (const GhStudy *study)
{
  return g_ptr_array_index (study->vehicles, 0);
}

static void
test_find (void)
{
  static const struct
  {
    const char *path;
    gboolean exists, can_be_made;
    int item;
  } cases[] = {
    { "$.name", TRUE, TRUE, -1 },
    { "$.vehicles", TRUE, TRUE, -1 },
    { "$.vehicles[0]", TRUE, TRUE, 0 },
    { "$.vehicles[0].battery_kwh", TRUE, TRUE, -1 },
    { "$.vehicles[0].trips[0].leave", TRUE, TRUE, -1 },
    { "$.vehicles[0].charger.charge_kw", FALSE, TRUE, -1 },
    { "$.finance.capex.v2h", FALSE, TRUE, -1 },
    { "$.vehicles[1].battery_kwh", FALSE, FALSE, -1 },
    { "$.vehicles.battery_kwh", FALSE, FALSE, -1 },
    { "$.location[0].latitude", FALSE, FALSE, -1 },
    { "$.load.annual_kwh", FALSE, FALSE, -1 },
    { "$.name.name", FALSE, FALSE, -1 },
    { "$.nothing", FALSE, FALSE, -1 },
    { "$.vehicles[x]", FALSE, FALSE, -1 },
    { "$.vehicles[0", FALSE, FALSE, -1 },
    { "$.vehicles[0]x", FALSE, FALSE, -1 },
    { "$.[0]", FALSE, FALSE, -1 },
    { "$", FALSE, FALSE, -1 },
    { "name", FALSE, FALSE, -1 },
    { "", FALSE, FALSE, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhStudy) study = new_study ();
      GhPlace place;
      g_test_message ("%s", cases[i].path);
      g_assert_cmpint (gh_place_find (&gh_study_table, study, cases[i].path, FALSE, &place), ==,
                       cases[i].exists);
      g_assert_null (first_car (study)->charger);
      g_assert_cmpint (gh_place_find (&gh_study_table, study, cases[i].path, TRUE, &place), ==,
                       cases[i].can_be_made);
      if (cases[i].can_be_made)
        g_assert_cmpint (place.item, ==, cases[i].item);
    }
}

static void
test_set (void)
{
  g_autoptr (GhStudy) study = new_study ();
  GhPlace place;

  g_assert_true (
      gh_place_find (&gh_study_table, study, "$.vehicles[0].charger.minimum_kw", TRUE, &place));
  gh_place_set_number (&place, 1.4);
  g_assert_cmpfloat (first_car (study)->charger->minimum_kw, ==, 1.4);
  g_assert_cmpfloat (gh_place_get_number (&place), ==, 1.4);
  g_assert_true (gh_record_is_given (&gh_charger_table, first_car (study)->charger, "minimum_kw"));
  g_assert_true (gh_record_is_given (&gh_vehicle_table, first_car (study), "charger"));
  gh_place_clear (&place);
  g_assert_cmpfloat (first_car (study)->charger->minimum_kw, ==, 0);
  g_assert_false (gh_record_is_given (&gh_charger_table, first_car (study)->charger, "minimum_kw"));

  g_assert_true (gh_place_find (&gh_study_table, study, "$.currency", TRUE, &place));
  gh_place_set_text (&place, "GBP");
  g_assert_cmpstr (study->currency, ==, "GBP");
  gh_place_clear (&place);
  g_assert_cmpstr (study->currency, ==, "EUR");

  g_assert_true (gh_place_find (&gh_study_table, study, "$.load", TRUE, &place));
  g_assert_true (isnan (gh_place_get_number (&place)));
  gh_place_take_pointer (&place, gh_series_spec_new_number (0.3));
  g_assert_cmpint (study->load->form, ==, GH_SERIES_NUMBER);
  gh_place_take_pointer (&place, NULL);
  g_assert_null (study->load);
  g_assert_false (gh_record_is_given (&gh_study_table, study, "load"));
}

/* Whatever happens to the one, the other stays. */
static void
test_copy (void)
{
  GhStudy *study = new_study ();
  g_autoptr (GhStudy) copy = gh_study_copy (study);
  GhSeries *values = study->load->values;

  g_assert_true (copy->load != study->load);
  g_assert_true (copy->load->values == values);
  g_assert_true (first_car (copy) != first_car (study));
  g_ptr_array_add (first_car (study)->trips, gh_record_new (&gh_trip_table));
  first_car (study)->battery_kwh = 12;
  gh_study_free (study);
  g_assert_cmpstr (first_car (copy)->name, ==, "Car");
  g_assert_cmpfloat (first_car (copy)->battery_kwh, ==, 0);
  g_assert_cmpuint (first_car (copy)->trips->len, ==, 1);
  g_assert_cmpfloat (gh_series_get_values (copy->load->values)[95], ==, 0.5);
}

/* What a row of an editor needs of every attribute. */
static void
check_table (const GhAttributeTable *table)
{
  for (guint i = 0; i < table->count; i++)
    {
      const GhAttribute *attribute = &table->attributes[i];
      g_test_message ("%s.%s", table->name, attribute->name);
      g_assert_nonnull (attribute->title);
      g_assert_cmpint ((attribute->choices == NULL), ==, (attribute->choice_titles == NULL));
      for (guint k = 0; attribute->choices != NULL && attribute->choices[k] != NULL; k++)
        g_assert_nonnull (attribute->choice_titles[k]);
      if (attribute->table != NULL)
        check_table (attribute->table);
    }
}

static void
test_titles (void)
{
  check_table (&gh_study_table);
  check_table (&gh_series_file_table);
  check_table (&gh_load_shape_table);
  check_table (&gh_market_price_table);
  check_table (&gh_period_price_table);
}

/* What an edit of a branch leaves alone is the same record; what it changes is one of its own. */
static void
test_branch (void)
{
  GhStudy *study = gh_record_new (&gh_study_table);
  GhPlace place;

  study->vehicles = g_ptr_array_new ();
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (study->vehicles, gh_record_new (&gh_vehicle_table));
  GhStudy *branch = gh_study_branch (study);
  GhStudy *second = gh_study_branch (branch);
  g_assert_true (
      gh_place_find (&gh_study_table, branch, "$.vehicles[1].battery_kwh", FALSE, &place));
  g_assert_true (place.record == g_ptr_array_index (study->vehicles, 1));
  g_assert_true (
      gh_place_find (&gh_study_table, branch, "$.vehicles[1].battery_kwh", TRUE, &place));
  gh_place_set_number (&place, 50.0);
  g_assert_true (place.record != g_ptr_array_index (study->vehicles, 1));
  g_assert_true (g_ptr_array_index (second->vehicles, 1) == g_ptr_array_index (study->vehicles, 1));
  g_assert_true (g_ptr_array_index (branch->vehicles, 0) == g_ptr_array_index (study->vehicles, 0));
  g_assert_cmpfloat (((GhVehicle *) g_ptr_array_index (study->vehicles, 1))->battery_kwh, ==, 0.0);
  g_assert_cmpfloat (((GhVehicle *) g_ptr_array_index (branch->vehicles, 1))->battery_kwh, ==,
                     50.0);
  gh_study_free (study);
  /* The last owner may change it in its place. */
  gh_study_free (second);
  gpointer first = g_ptr_array_index (branch->vehicles, 0);
  g_assert_true (gh_record_own_item (&gh_vehicle_table, branch->vehicles, 0) == first);
  gh_study_free (branch);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-path/find", test_find);
  g_test_add_func ("/record-path/set", test_set);
  g_test_add_func ("/record-path/copy", test_copy);
  g_test_add_func ("/record-path/titles", test_titles);
  g_test_add_func ("/record-path/branch", test_branch);
  return g_test_run ();
}
