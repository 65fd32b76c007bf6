/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tariff on Home as a whole: its picture, tariffs from files, and a row for everything that a
 * tariff may say. */
#include <math.h>
#include <string.h>

#include "hour-map-view.h"
#include "record-equal.h"
#include "tabular.h"
#include "window-fixture.h"

#define PICTURE "Tariff by month and hour"
#define CHOICE "What the tariff’s picture shows"
#define DIALOG "Tariff from a File"
#define TABLE                                                                      \
  "Billing Period,Start Month,End Month,Start Time,End Time,Excluding Start Time," \
  "Excluding End Time,Weekday?,Value,Charge,Name_optional\n"

static const GhTariff *
get_tariff (Fixture *fixture)
{
  return gh_document_get_study (get_document (fixture))->tariff;
}

/* A number of the picture's table: days 0 working, 1 weekend; the month from 1 on. */
static double
read_picture (Fixture *fixture, guint days, guint month, guint hour)
{
  GtkWidget *view = find (fixture, GH_TYPE_HOUR_MAP_VIEW, PICTURE);
  g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (view));
  g_autofree char *cell
      = gh_data_table_format_cell (table, days * 12 + month - 1, hour + 1, GH_CELL_PLAIN);

  return g_ascii_strtod (cell, NULL);
}

static char *
list_choices (Fixture *fixture)
{
  GtkDropDown *choice = GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, CHOICE));
  GListModel *model = gtk_drop_down_get_model (choice);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                            gtk_string_list_get_string (GTK_STRING_LIST (model), i));
  return g_strdup (text->str);
}

static void
choose (Fixture *fixture, guint index)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, CHOICE)), index);
  settle ();
}

/* The picture is that of the tariff after every edit, in the study's unit. */
static void
test_picture (Fixture *fixture, gconstpointer data)
{
  settle ();
  g_autofree char *choices = list_choices (fixture);
  g_assert_cmpstr (choices, ==, "Import price; Export price");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Import price")),
                             31.5);
  settle ();
  double usual = read_picture (fixture, 0, 7, 12);
  g_assert_cmpfloat_with_epsilon (usual, 31.5, 1e-6);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Tax (%)")),
                             10.0);
  settle ();
  g_assert_cmpfloat_with_epsilon (read_picture (fixture, 0, 7, 12), 1.1 * 31.5, 1e-6);
  choose (fixture, 1);
  g_assert_cmpfloat_with_epsilon (read_picture (fixture, 1, 1, 0),
                                  100.0 * get_tariff (fixture)->export_price->series->number, 1e-6);

  press (find (fixture, GTK_TYPE_BUTTON, "Add a Demand Charge"));
  settle ();
  g_autofree char *more = list_choices (fixture);
  g_assert_cmpstr (more, ==, "Import price; Export price; Demand charge a month");
  press (find (fixture, GTK_TYPE_BUTTON, "Add Energy Tiers"));
  settle ();
  press (find (fixture, GTK_TYPE_BUTTON, "Add a Tier"));
  settle ();
  g_autofree char *tiers = list_choices (fixture);
  g_assert_cmpstr (tiers, ==,
                   "Import price, tier 1 of 2; Import price, tier 2 of 2; Export price; Demand "
                   "charge a month");
  /* What was chosen stays chosen. */
  g_assert_cmpuint (
      gtk_drop_down_get_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, CHOICE))), ==,
      2);
}

static void
press_key (GtkWidget *view, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
  g_assert_true (handled);
}

/* The keyboard reads every hour. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint key;
    const char *place;
  } keys[] = { { GDK_KEY_Right, "Working days, January, 0:00 to 1:00" },
               { GDK_KEY_Left, "Weekends and holidays, January, 23:00 to 24:00" },
               { GDK_KEY_Right, "Working days, January, 0:00 to 1:00" },
               { GDK_KEY_Up, "Working days, December, 0:00 to 1:00" },
               { GDK_KEY_Down, "Working days, January, 0:00 to 1:00" },
               { GDK_KEY_Down, "Working days, February, 0:00 to 1:00" },
               { GDK_KEY_End, "Working days, February, 23:00 to 24:00" },
               { GDK_KEY_Right, "Weekends and holidays, February, 0:00 to 1:00" },
               { GDK_KEY_Home, "Weekends and holidays, February, 0:00 to 1:00" } };

  settle ();
  GtkWidget *view = find (fixture, GH_TYPE_HOUR_MAP_VIEW, PICTURE);
  find (fixture, GTK_TYPE_LABEL, "Point at an hour to read it.");
  find (fixture, GTK_TYPE_MENU_BUTTON, PICTURE ": Table");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      press_key (view, keys[i].key);
      g_autofree char *text = gh_hour_map_view_format_cursor (GH_HOUR_MAP_VIEW (view));
      g_test_message ("%s", text);
      g_assert_true (g_str_has_prefix (text, keys[i].place));
      find (fixture, GTK_TYPE_LABEL, text);
    }
}

/* The picture goes to a file as it is on the screen, or says what it can be. */
static void
test_export_picture (Fixture *fixture, gconstpointer data)
{
  g_autofree char *svg = g_build_filename (fixture->folder, "tariff.svg", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "tariff.bmp", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  settle ();
  GhTabular *view = GH_TABULAR (find (fixture, GH_TYPE_HOUR_MAP_VIEW, PICTURE));
  wait_ms (100);
  g_assert_true (gh_tabular_is_picture (view));
  g_assert_true (gh_tabular_export (view, svg, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (svg, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "<title>" PICTURE "</title>"));
  g_assert_false (gh_tabular_export (view, other, &error));
  g_assert_nonnull (error);
}

/* A tariff that is being mended has no picture; the last one stays. */
static void
test_invalid (Fixture *fixture, gconstpointer data)
{
  settle ();
  double before = read_picture (fixture, 0, 7, 12);

  press (find (fixture, GTK_TYPE_BUTTON, "Add Energy Tiers"));
  settle ();
  press (find (fixture, GTK_TYPE_BUTTON, "Remove this tier"));
  settle ();
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (get_document (fixture))), >,
                    0);
  g_assert_cmpfloat (read_picture (fixture, 0, 7, 12), ==, before);
  gh_document_undo (get_document (fixture));
  settle ();
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (get_document (fixture))),
                    ==, 0);
}

static GtkWidget *
drop (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = write_in_folder (fixture, name, text);
  GtkWidget *dialog;

  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  dialog = find_window (DIALOG);
  g_assert_nonnull (dialog);
  return dialog;
}

/* It is shown, changes nothing until it is used, and is taken back by one step. */
static void
test_file (Fixture *fixture, gconstpointer data)
{
  settle ();
  GhTariff *before = gh_record_copy (&gh_tariff_table, get_tariff (fixture));
  GtkWidget *dialog = drop (fixture, "tariff.csv",
                            TABLE "1,1,12,1,24,17,21,2,0.1,energy,Off\n"
                                  "2,1,12,17,21,,,1,0.3,energy,On\n"
                                  "3,6,9,17,21,,,1,12,demand,Summer peak\n");

  find_below (dialog, GTK_TYPE_LABEL, "tariff.csv");
  find_below (dialog, GTK_TYPE_LABEL, "DER-VET tariff");
  find_below (dialog, GTK_TYPE_LABEL, "Summer peak");
  find_below (dialog, GTK_TYPE_LABEL,
              "60 of 576 hours by month and kind of day have no price of energy; it is taken as 0");
  find_below (dialog, GTK_TYPE_LABEL,
              "The file counts in USD, the study in EUR; the numbers are taken as they are.");
  find_below (dialog, GH_TYPE_HOUR_MAP_VIEW, PICTURE);
  g_assert_false (gh_document_can_undo (get_document (fixture)));
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Use This Tariff"));
  settle ();
  g_assert_null (find_window (DIALOG));
  g_assert_cmpfloat_with_epsilon (read_picture (fixture, 0, 7, 16), 30.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (read_picture (fixture, 0, 7, 21), 10.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (read_picture (fixture, 1, 7, 16), 0.0, 1e-6);
  g_assert_cmpuint (get_tariff (fixture)->demand_charges->len, ==, 1);
  g_assert_cmpfloat (get_tariff (fixture)->fixed_per_day, ==, 0.0);
  gh_document_undo (get_document (fixture));
  g_assert_true (gh_record_equal (&gh_tariff_table, before, get_tariff (fixture)));
  g_assert_false (gh_document_can_undo (get_document (fixture)));
  gh_record_free (&gh_tariff_table, before);
}

/* Of several rates one is picked. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  settle ();
  GtkWidget *dialog = drop (
      fixture, "rates.json",
      "{\"items\": [{\"name\": \"First\", \"utility\": \"City\", \"energyratestructure\": "
      "[[{\"rate\": 0.5}]], \"fueladjustmentsmonthly\": []}, {\"name\": \"Second\", \"utility\": "
      "\"County\", \"energyratestructure\": [[{\"rate\": 0.25, \"sell\": 0.125}]]}]}");
  AdwComboRow *row = ADW_COMBO_ROW (find_below (dialog, ADW_TYPE_COMBO_ROW, "Tariff"));

  find_below (dialog, GTK_TYPE_LABEL, "City");
  find_below (dialog, GTK_TYPE_LABEL, "cannot be told in a study; it is left out");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (row)), ==, 2);
  adw_combo_row_set_selected (row, 1);
  settle ();
  find_below (dialog, GTK_TYPE_LABEL, "County");
  g_assert_null (find_widget (dialog, GTK_TYPE_LABEL, "City"));
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Use This Tariff"));
  g_assert_cmpfloat (get_tariff (fixture)->import_price->series->number, ==, 0.25);
  g_assert_cmpfloat (get_tariff (fixture)->export_price->series->number, ==, 0.125);
}

/* One sentence, and nothing has changed. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  settle ();
  GtkWidget *dialog = drop (fixture, "broken.csv", TABLE "1,1,12,1,25,,,2,0.1,energy,Too long\n");

  find_below (dialog, GTK_TYPE_LABEL,
              "Line 2 of the DER-VET tariff: “End Time” cannot be understood.");
  g_assert_false (
      gtk_widget_get_sensitive (find_below (dialog, GTK_TYPE_BUTTON, "_Use This Tariff")));
  gtk_window_close (GTK_WINDOW (dialog));
  dialog = drop (fixture, "dear.csv", TABLE "1,1,12,1,24,,,2,5000,energy,Too dear\n");
  find_below (dialog, GTK_TYPE_LABEL, "5000 is above 1000");
  g_assert_false (
      gtk_widget_get_sensitive (find_below (dialog, GTK_TYPE_BUTTON, "_Use This Tariff")));
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_false (gh_document_can_undo (get_document (fixture)));
  find (fixture, GTK_TYPE_BUTTON, "Tariff from a file");
}

/* What a car earns is what panels earn until it is given; later prices from a day on. */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  settle ();
  GtkSwitch *given = GTK_SWITCH (find (fixture, GTK_TYPE_SWITCH, "Export price of the car"));
  g_assert_null (get_tariff (fixture)->store_export_price);
  g_assert_false (gtk_switch_get_active (given));
  gtk_switch_set_active (given, TRUE);
  settle ();
  g_assert_cmpfloat (get_tariff (fixture)->store_export_price->series->number, ==,
                     get_tariff (fixture)->export_price->series->number);
  gh_document_undo (get_document (fixture));
  settle ();
  g_assert_null (get_tariff (fixture)->store_export_price);
  g_assert_false (gtk_switch_get_active (given));

  GtkSwitch *ends = GTK_SWITCH (find (fixture, GTK_TYPE_SWITCH, "Export price ends"));
  gtk_switch_set_active (ends, TRUE);
  settle ();
  int year, month, day;
  gh_date_to_civil (get_tariff (fixture)->export_price_until, &year, &month, &day);
  g_assert_cmpint (month, ==, 7);
  GtkMenuButton *button
      = GTK_MENU_BUTTON (find (fixture, GTK_TYPE_MENU_BUTTON, "Export price ends"));
  GtkWidget *calendar = gtk_popover_get_child (GTK_POPOVER (gtk_menu_button_get_popover (button)));
  g_autoptr (GDateTime) time = g_date_time_new_utc (year, 10, 3, 0, 0, 0.0);
  gtk_calendar_select_day (GTK_CALENDAR (calendar), time);
  settle ();
  g_assert_cmpint (get_tariff (fixture)->export_price_until, ==, gh_date_from_civil (year, 10, 3));
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Later export price")), 2.5);
  g_assert_cmpfloat_with_epsilon (get_tariff (fixture)->export_price_later->series->number, 0.025,
                                  1e-12);
  choose (fixture, 1);
  g_assert_cmpfloat_with_epsilon (read_picture (fixture, 0, 11, 12), 2.5, 1e-6);
  gtk_switch_set_active (ends, FALSE);
  settle ();
  g_assert_cmpint (get_tariff (fixture)->export_price_until, ==, GH_NO_DATE);
}

/* Months of a price and of a charge's earlier peaks. */
static void
test_months (Fixture *fixture, gconstpointer data)
{
  settle ();
  press (find (fixture, GTK_TYPE_BUTTON, "Add a period with its own price"));
  settle ();
  GtkEditable *months = GTK_EDITABLE (find (fixture, GTK_TYPE_ENTRY, "Months of period 1"));
  gtk_editable_set_text (months, "11-2");
  settle ();
  const GPtrArray *periods = get_tariff (fixture)->import_price->periods->periods;
  g_assert_cmphex (((const GhPricePeriod *) g_ptr_array_index (periods, 0))->months, ==, 0xc03);
  gtk_editable_set_text (months, "0");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (months), "error"));
  gh_document_undo (get_document (fixture));
  settle ();
  g_assert_cmpstr (gtk_editable_get_text (months), ==, "1-12");

  press (find (fixture, GTK_TYPE_BUTTON, "Add a Demand Charge"));
  settle ();
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, GTK_TYPE_ENTRY, "Counted months")), "6-9");
  const GhDemandRule *rule = g_ptr_array_index (get_tariff (fixture)->demand_charges, 0);
  g_assert_cmphex (rule->lookback_in, ==, 0x1e0);
}

/* What stands for an attribute where that is not its title. */
static const struct
{
  const GhAttributeTable *table;
  const char *name;
  const char *stands;
} others[] = {
  { &gh_tariff_table, "energy_tiers", "Add Energy Tiers" },
  { &gh_tariff_table, "demand_charges", "Add a Demand Charge" },
  { &gh_period_price_table, "default", "Import price" },
  { &gh_period_price_table, "periods", "Add a period with its own price" },
  { &gh_price_period_table, "price", "Price of period 1" },
  { &gh_price_period_table, "days", "Days of period 1" },
  { &gh_price_period_table, "from", "Beginning of period 1" },
  { &gh_price_period_table, "to", "End of period 1" },
  { &gh_price_period_table, "months", "Months of period 1" },
  { &gh_market_price_table, "series", "Source of “Import price”" },
  { &gh_market_price_table, "multiply", "Tax on the price" },
  { &gh_market_price_table, "add", "Fees on top" },
};

static const char *
find_words (const GhAttributeTable *table, const GhAttribute *attribute)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].table == table && g_str_equal (others[i].name, attribute->name))
      return others[i].stands;
  return attribute->title;
}

/* By name, with or without a unit behind it. */
static gboolean
has_words (GtkWidget *root, const char *words)
{
  static const char *const units[]
      = { "", " (€/kWh)", " (ct/kWh)", " (kWh)", " (kWh/kW)", " (kW)", " (€/kW)", " (€)", " (%)" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *name = g_strconcat (words, units[i], NULL);
      if (find_widget (root, GTK_TYPE_WIDGET, name) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
expect_rows (GtkWidget *root, const GhAttributeTable *table)
{
  for (guint i = 0; i < table->count; i++)
    {
      const char *words = find_words (table, &table->attributes[i]);
      g_test_message ("%s.%s: %s", table->name, table->attributes[i].name, words);
      g_assert_true (has_words (root, words));
    }
}

static GtkWidget *
find_expander (GtkWidget *root, const char *title)
{
  GtkWidget *label = find_below (root, GTK_TYPE_LABEL, title);
  GtkWidget *row = gtk_widget_get_ancestor (label, ADW_TYPE_EXPANDER_ROW);

  g_assert_nonnull (row);
  return row;
}

/* Everything that the tables of a tariff have can be seen and edited on Home: there is no attribute
 * without a row, and none is left out for a reason. */
static void
test_all_rows (Fixture *fixture, gconstpointer data)
{
  static const char *const lists[] = { "Add Energy Tiers", "Add a Demand Charge" };
  GtkWidget *window = GTK_WIDGET (fixture->window);

  settle ();
  press (find (fixture, GTK_TYPE_BUTTON, "Add a period with its own price"));
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      press (find (fixture, GTK_TYPE_BUTTON, lists[i]));
      settle ();
    }
  GtkWidget *tiers = find_expander (window, "Tiers 1");
  GtkWidget *demand = find_expander (window, "Demand charge 1");
  press (find_below (tiers, GTK_TYPE_BUTTON, "Add Hours"));
  press (find_below (demand, GTK_TYPE_BUTTON, "Add Hours"));
  press (find_below (demand, GTK_TYPE_BUTTON, "Add a Tier"));
  settle ();
  open_rows (window);
  expect_rows (window, &gh_tariff_table);
  expect_rows (window, &gh_period_price_table);
  expect_rows (window, &gh_price_period_table);
  expect_rows (window, &gh_market_price_table);
  expect_rows (tiers, &gh_energy_tiers_table);
  expect_rows (tiers, &gh_energy_tier_table);
  expect_rows (tiers, &gh_time_window_table);
  expect_rows (demand, &gh_demand_rule_table);
  expect_rows (demand, &gh_demand_tier_table);
  expect_rows (demand, &gh_time_window_table);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/tariff-window/picture", test_picture);
  ADD_WINDOW_TEST ("/tariff-window/keys", test_keys);
  ADD_WINDOW_TEST ("/tariff-window/export-picture", test_export_picture);
  ADD_WINDOW_TEST ("/tariff-window/invalid", test_invalid);
  ADD_WINDOW_TEST ("/tariff-window/file", test_file);
  ADD_WINDOW_TEST ("/tariff-window/several", test_several);
  ADD_WINDOW_TEST ("/tariff-window/refused", test_refused);
  ADD_WINDOW_TEST ("/tariff-window/export", test_export);
  ADD_WINDOW_TEST ("/tariff-window/months", test_months);
  ADD_WINDOW_TEST ("/tariff-window/all-rows", test_all_rows);
  return run_window_tests ();
}
