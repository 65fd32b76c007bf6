/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a picture of every page, light and dark, into the folder that is named: in two sizes, or
 * in those that are named. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "application.h"
#include "battery-page.h"
#include "bill-import.h"
#include "chart-view.h"
#include "find-widget.h"
#include "hour-map-view.h"
#include "money-page.h"
#include "pareto-card.h"
#include "plan-page.h"
#include "resilience-page.h"
#include "screenshots.h"
#include "shares-card.h"
#include "slices.h"
#include "table-window.h"
#include "tabular.h"
#include "weather-year.h"
#include "what-if-page.h"
#include "window.h"
#include "words.h"

#define SETTLE_MS 400
#define LONGEST_WAIT_MS 60000
#define MOST_WAITS 20
#define PLAN_SECONDS 300
/* Half hours. */
#define FOUR_WEEKS (4 * 7 * 48)

static const char *folder;
static char **sizes;

/* Until all of it is shown. */
void
wait_for_plan (GhWindow *window)
{
  gint64 end = g_get_monotonic_time () + PLAN_SECONDS * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end
         && (!gh_document_is_current (gh_window_get_document (window))
             || gh_document_get_job (gh_window_get_document (window)) != NULL
             || g_list_model_get_n_items (gh_job_get_running ()) > 0
             || gh_slices_count_pending () > 0))
    wait_ms (20);
}

/* A window of the program that may still be on its way, as on a busy machine. */
static GtkWidget *
await_window (const char *title)
{
  GtkWidget *window = NULL;

  for (int waited = 0; (window = find_window (title)) == NULL; waited += 20)
    {
      if (waited > LONGEST_WAIT_MS)
        g_error ("there is no window \"%s\"", title);
      wait_ms (20);
    }
  return window;
}

/* A button that can be pressed only when its dialog has read its file. */
static GtkWidget *
await_button (const char *title, const char *name)
{
  GtkWidget *button = find_widget (await_window (title), GTK_TYPE_BUTTON, name);

  for (int waited = 0; !gtk_widget_is_sensitive (button); waited += 20)
    {
      if (waited > LONGEST_WAIT_MS)
        g_error ("\"%s\" never becomes sensitive", name);
      wait_ms (20);
    }
  return button;
}

/* Until nothing is worked out in the background any more. */
static void
await_jobs (void)
{
  for (int waited = 0; g_list_model_get_n_items (gh_job_get_running ()) > 0; waited += 20)
    {
      if (waited > LONGEST_WAIT_MS)
        g_error ("work never ends");
      wait_ms (20);
    }
}

/* What a window looks like; %NULL before it has been drawn. */
static GskRenderNode *
render (GtkWidget *window, graphene_rect_t *area)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  int width = gtk_widget_get_width (window), height = gtk_widget_get_height (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  graphene_rect_init (area, 0, 0, (float) width, (float) height);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
save (GtkWidget *window, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  graphene_rect_t area;
  GskRenderNode *node;

  /* On a busy machine a window may take its time to come. */
  while ((node = render (window, &area)) == NULL)
    wait_ms (20);
  g_autoptr (GdkTexture) texture
      = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &area);
  gsk_render_node_unref (node);
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("%s cannot be written", path);
  printf ("%s\n", path);
}

/* A year of hours as a meter writes it. */
static char *
write_table (void)
{
  g_autoptr (GString) text = g_string_new ("Time,Consumption (kWh)\n");
  g_autoptr (GDateTime) first = g_date_time_new_utc (2023, 1, 1, 0, 0, 0.0);
  char *path = g_build_filename (folder, "meter.csv", NULL);

  for (int i = 0; i < 365 * 24; i++)
    {
      g_autoptr (GDateTime) time = g_date_time_add_hours (first, i);
      g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%d %H:%M");
      double day = sin (G_PI * i / 24.0), year = cos (2.0 * G_PI * i / 8760.0);
      if (i % 1000 != 7)
        {
          char number[G_ASCII_DTOSTR_BUF_SIZE];
          g_ascii_formatd (number, sizeof number, "%.3f", 0.3 + 0.4 * day * day + 0.1 * year);
          g_string_append_printf (text, "%s,%s\n", stamp, number);
        }
    }
  if (!g_file_set_contents (path, text->str, -1, NULL))
    g_error ("%s cannot be written", path);
  return path;
}

/* The questions of a second car and a wall battery, at the end of their step; taken back. */
static void
save_extras (GtkWidget *dialog, const char *end)
{
  const char *const names[] = { _ ("A second car"), _ ("A wall battery") };
  g_autofree char *name = g_strdup_printf ("guide-extras-%s.png", end);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_switch_set_active (GTK_SWITCH (find_widget (dialog, GTK_TYPE_SWITCH, names[i])), TRUE);
  wait_ms (SETTLE_MS);
  GtkWidget *last = find_widget (dialog, GTK_TYPE_SWITCH, names[1]);
  GtkWidget *scrolled = gtk_widget_get_ancestor (last, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
  wait_ms (SETTLE_MS);
  save (dialog, name);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_switch_set_active (GTK_SWITCH (find_widget (dialog, GTK_TYPE_SWITCH, names[i])), FALSE);
}

/* Every step of the guided start. */
static void
take_guide (GhWindow *window, const char *end)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.guide", NULL);
  dialog = await_window (_ ("New Study"));
  for (int step = 1; step <= 4; step++)
    {
      g_autofree char *name = g_strdup_printf ("guide-%d-%s.png", step, end);
      wait_ms (SETTLE_MS);
      await_jobs ();
      save (dialog, name);
      if (step == 2)
        save_extras (dialog, end);
      if (step < 4)
        g_signal_emit_by_name (find_widget (dialog, GTK_TYPE_BUTTON, _ ("_Next")), "clicked");
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
take_import (GhWindow *window, const char *end)
{
  g_autofree char *path = write_table ();
  g_autofree char *name = g_strdup_printf ("import-%s.png", end);
  GtkWidget *dialog;

  gh_window_import (window, path);
  dialog = await_window (_ ("Measured Numbers"));
  await_button (_ ("Measured Numbers"), _ ("_Use These Numbers"));
  wait_ms (SETTLE_MS);
  save (dialog, name);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_remove (path);
}

/* A tariff as DER-VET has it, with an hour that has no price. */
static void
take_tariff (GhWindow *window, const char *end)
{
  g_autofree char *path = g_build_filename (folder, "tariff.csv", NULL);
  g_autofree char *name = g_strdup_printf ("tariff-%s.png", end);
  const char *text
      = "Billing Period,Start Month,End Month,Start Time,End Time,Excluding Start Time,"
        "Excluding End Time,Weekday?,Value,Charge,Name_optional\n"
        "1,6,9,17,21,,,1,0.32,energy,Summer peak\n"
        "2,6,9,2,24,17,21,1,0.18,energy,Summer\n"
        "3,6,9,2,24,,,0,0.18,energy,Summer weekend\n"
        "4,1,5,1,24,,,2,0.21,energy,Winter\n"
        "5,10,12,1,24,,,2,0.21,energy,Winter\n"
        "6,6,9,17,21,,,1,12.5,demand,Summer peak demand\n";
  GtkWidget *dialog;

  if (!g_file_set_contents (path, text, -1, NULL))
    g_error ("%s cannot be written", path);
  gh_window_import (window, path);
  dialog = await_window (_ ("Tariff from a File"));
  await_button (_ ("Tariff from a File"), _ ("_Use This Tariff"));
  wait_ms (SETTLE_MS);
  save (dialog, name);
  g_signal_emit_by_name (find_widget (dialog, GTK_TYPE_BUTTON, _ ("_Use This Tariff")), "clicked");
  gh_window_show_page (window, "home");
  gtk_widget_grab_focus (
      find_widget (GTK_WIDGET (window), GH_TYPE_HOUR_MAP_VIEW, _ ("Tariff by month and hour")));
  wait_ms (SETTLE_MS);
  g_autofree char *home = g_strdup_printf ("home-file-tariff-%s.png", end);
  save (GTK_WIDGET (window), home);
  gh_document_undo (gh_window_get_document (window));
  g_remove (path);
}

void
save_page (GtkWidget *window, const char *page, gboolean dark, const char *size)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autofree char *name
      = g_strdup_printf ("%s-%s%s-%s.png", page, dark ? "dark" : "light",
                         adw_style_manager_get_high_contrast (style) ? "-hc" : "", size);

  do
    wait_ms (SETTLE_MS);
  while (gh_slices_count_pending () > 0);
  save (window, name);
}

/* Hours of a region's emissions by three kinds of rates. */
static char *
write_rates (void)
{
  g_autoptr (GString) text = g_string_new (",srmer_co2e,lrmer_co2e,aer_load_co2e\n");
  char *path = g_build_filename (folder, "cambium.csv", NULL);

  for (int i = 0; i < 365 * 24; i++)
    {
      double day = sin (G_PI * ((i + 6) % 24) / 24.0), year = cos (2.0 * G_PI * i / 8760.0);
      g_string_append_printf (text, "%d,%d,%d,%d\n", i, (int) (620 - 260 * day + 60 * year),
                              (int) (260 + 120 * day - 40 * year), (int) (420 - 160 * day));
    }
  if (!g_file_set_contents (path, text->str, -1, NULL))
    g_error ("%s cannot be written", path);
  return path;
}

static void
save_dialog (const char *title, const char *what, gboolean dark, const char *size)
{
  g_autofree char *name = g_strdup_printf ("%s-%s-%s.png", what, dark ? "dark" : "light", size);

  wait_ms (3 * SETTLE_MS);
  save (await_window (title), name);
}

static void
press_in (const char *title, const char *button)
{
  g_signal_emit_by_name (await_button (title, button), "clicked");
  wait_ms (SETTLE_MS);
}

/* A whole weather file, where its numbers come from, and emissions by three kinds of rates. */
static void
take_weather (GhWindow *window, gboolean dark, const char *size)
{
  g_autofree char *weather = g_build_filename (folder, "munich.epw", NULL);
  g_autofree char *text = new_weather_year ();
  g_autofree char *rates = write_rates ();

  if (!g_file_set_contents (weather, text, -1, NULL))
    g_error ("%s cannot be written", weather);
  gh_window_show_page (window, "home");
  gh_window_import (window, weather);
  await_button (_ ("Weather File"), _ ("_Use for Sun and Air"));
  save_dialog (_ ("Weather File"), "weather", dark, size);
  press_in (_ ("Weather File"), _ ("_Use for Sun and Air"));
  wait_for_plan (window);
  gh_window_import (window, rates);
  await_button (_ ("Measured Numbers"), _ ("_Use These Numbers"));
  save_dialog (_ ("Measured Numbers"), "rates", dark, size);
  press_in (_ ("Measured Numbers"), _ ("_Use These Numbers"));
  gh_document_set_number (gh_window_get_document (window), "$.emissions.price_per_tonne", 100);
  gh_document_set_number (gh_window_get_document (window), "$.emissions.plan_on", GH_RATE_AVERAGE);
  wait_for_plan (window);
  gh_window_show_page (window, "home");
  wait_ms (SETTLE_MS);
  gtk_widget_grab_focus (
      find_widget (GTK_WIDGET (window), GTK_TYPE_DROP_DOWN, _ ("The plan counts by")));
  save_page (GTK_WIDGET (window), "home-carbon", dark, size);
  g_autofree char *source
      = g_strdup_printf (_ ("Source of “%s”"), _ ("Short-run marginal emissions"));
  gtk_widget_activate_action (find_widget (GTK_WIDGET (window), GTK_TYPE_MENU_BUTTON, source),
                              "source.origin", NULL);
  save_dialog (_ ("Where the Numbers Come From"), "origin", dark, size);
  gtk_window_destroy (GTK_WINDOW (await_window (_ ("Where the Numbers Come From"))));
  for (guint i = 0; i < 2; i++)
    {
      static const char *const pages[] = { "plan", "compare" };
      g_autofree char *name = g_strdup_printf ("%s-rates", pages[i]);
      gh_window_show_page (window, pages[i]);
      save_page (GTK_WIDGET (window), name, dark, size);
    }
  g_remove (weather);
  g_remove (rates);
}

/* How the car is run from day to day, and what comes true of its plans. */
static void
save_operation (GhWindow *window, gboolean dark, const char *size)
{
  GtkWidget *row = find_widget (GTK_WIDGET (window), GTK_TYPE_BUTTON, _ ("Saving from forecasts"));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-path", "s",
                              "$.operation.horizon_hours");
  wait_for_plan (window);
  save_page (GTK_WIDGET (window), "home-operation", dark, size);
  gh_window_show_page (window, "compare");
  g_signal_emit_by_name (row, "clicked");
  save_page (GTK_WIDGET (window), "compare-bracket", dark, size);
  g_signal_emit_by_name (row, "clicked");
}

/* What is behind a row of the comparison, and the table of the plan. */
static void
save_opened (GhWindow *window, gboolean dark, const char *size)
{
  GtkWidget *row = find_widget (GTK_WIDGET (window), GTK_TYPE_BUTTON, _ ("Bill a year"));
  GtkWidget *chart = find_widget (GTK_WIDGET (window), GH_TYPE_CHART_VIEW, _ ("Plan"));

  gh_window_show_page (window, "compare");
  g_signal_emit_by_name (row, "clicked");
  save_page (GTK_WIDGET (window), "compare-row", dark, size);
  g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (chart));
  GtkWidget *shown = gh_table_window_open (table, GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (shown));
  save_page (shown, "table", dark, size);
  gtk_window_destroy (GTK_WINDOW (shown));
}

/* Opens what a button lies behind, presses it and shows where it is. */
static void
press_in_rows (GhWindow *window, const char *path, const char *label)
{
  GtkWidget *button = NULL;

  /* Rows come one by one. */
  for (int i = 0; i < MOST_WAITS && button == NULL; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-path", "s", path);
      wait_ms (SETTLE_MS);
      button = find_widget (GTK_WIDGET (window), GTK_TYPE_BUTTON, label);
    }
  for (GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_EXPANDER_ROW); row != NULL;
       row = gtk_widget_get_ancestor (gtk_widget_get_parent (row), ADW_TYPE_EXPANDER_ROW))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_signal_emit_by_name (button, "clicked");
  wait_ms (SETTLE_MS);
  gtk_widget_grab_focus (button);
}

static void
open_row (GtkWidget *row)
{
  if (row != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  wait_ms (SETTLE_MS);
}

/* The first panels opened, with a point of their horizon. */
static void
save_panels (GhWindow *window, gboolean dark, const char *size)
{
  GtkWidget *remove = find_widget (GTK_WIDGET (window), GTK_TYPE_BUTTON, _ ("Remove these panels"));
  GtkWidget *panels = gtk_widget_get_ancestor (remove, ADW_TYPE_EXPANDER_ROW);

  open_row (panels);
  open_row (find_widget (panels, ADW_TYPE_EXPANDER_ROW, _ ("Horizon")));
  press_in_rows (window, "$.solar[0].tilt_deg", _ ("Add a Point of the Horizon"));
  save_page (GTK_WIDGET (window), "home-panels", dark, size);
  gh_document_undo (gh_window_get_document (window));
}

/* A demand charge and energy tiers. */
static void
save_tariff (GhWindow *window, gboolean dark, const char *size)
{
  press_in_rows (window, "$.tariff.energy_tiers", _ ("Add Energy Tiers"));
  press_in_rows (window, "$.tariff.demand_charges", _ ("Add a Demand Charge"));
  save_page (GTK_WIDGET (window), "home-tariff", dark, size);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-path", "s",
                              "$.tariff.export_price_until");
  open_row (gtk_widget_get_ancestor (
      find_widget (GTK_WIDGET (window), GTK_TYPE_SPIN_BUTTON, _ ("Import price")),
      ADW_TYPE_EXPANDER_ROW));
  save_page (GTK_WIDGET (window), "home-contract", dark, size);
  gh_document_undo (gh_window_get_document (window));
  gh_document_undo (gh_window_get_document (window));
}

/* What lies further down on Home. */
static void
save_home (GhWindow *window, gboolean dark, const char *size)
{
  gh_window_show_page (window, "home");
  save_page (GTK_WIDGET (window), "home", dark, size);
  gtk_widget_grab_focus (
      find_widget (GTK_WIDGET (window), GH_TYPE_HOUR_MAP_VIEW, _ ("Tariff by month and hour")));
  save_page (GTK_WIDGET (window), "home-prices", dark, size);
  save_panels (window, dark, size);
  save_tariff (window, dark, size);
  gtk_widget_grab_focus (
      find_widget (GTK_WIDGET (window), GH_TYPE_CHART_VIEW, _ ("Efficiency of the charger")));
  save_page (GTK_WIDGET (window), "home-charger", dark, size);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-path", "s", "$.vehicles[0].pack.wear");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-path", "s",
                              "$.vehicles[0].pack.warranty.kwh");
  gtk_widget_grab_focus (find_widget (GTK_WIDGET (window), GTK_TYPE_DROP_DOWN, _ ("Cells")));
  save_page (GTK_WIDGET (window), "home-cells", dark, size);
}

/* The bill of the study with a digit more in its first amount and a line of no month, as a file. */
static char *
write_bill (GhDocument *document)
{
  char *path = g_build_filename (folder, "bill.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!gh_document_save_bill_template (document, GH_STRATEGY_UNMANAGED, path, &error)
      || !g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  g_autoptr (GString) changed = g_string_new (text);
  char *first = strchr (strchr (changed->str, '"') + 1, '"') + 2;
  g_string_insert (changed, first - changed->str, "1");
  g_string_append (changed, "2024-13,Energy,3,\n");
  if (!g_file_set_contents (path, changed->str, -1, &error))
    g_error ("%s", error->message);
  return path;
}

/* The bill, a real one on its way in, and what they differ in. */
static void
save_bill (GhWindow *window, gboolean dark, const char *size)
{
  GhDocument *document = gh_window_get_document (window);
  g_autofree char *path = write_bill (document);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-path", "s", "$.real_bill");
  save_page (GTK_WIDGET (window), "bill", dark, size);
  gh_window_import (window, path);
  GtkWidget *dialog = await_window (_ ("Real Bill"));
  save_page (dialog, "bill-read", dark, size);
  g_signal_emit_by_name (find_widget (dialog, GTK_TYPE_BUTTON, _ ("_Use")), "clicked");
  wait_for_plan (window);
  save_page (GTK_WIDGET (window), "bill-check", dark, size);
  gh_document_undo (document);
  wait_for_plan (window);
  g_remove (path);
}

/* The dialog while a report is made, which is stopped. */
static void
save_report (GhWindow *window, gboolean dark, const char *size)
{
  g_autofree char *path = g_build_filename (folder, "unwanted.pdf", NULL);

  gh_window_save_report (window, path);
  wait_ms (300);
  GtkWidget *dialog = await_window (_ ("Making the Report"));
  save_page (dialog, "report", dark, size);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "stop");
  wait_ms (300);
  g_remove (path);
}

/* The life of the battery from top to bottom: without known cells there is none. */
static void
take_battery (GhWindow *window, gboolean dark, const char *size)
{
  GhDocument *document = gh_window_get_document (window);
  GtkWidget *page = find_widget (GTK_WIDGET (window), GH_TYPE_BATTERY_PAGE, NULL);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (find_widget (page, GTK_TYPE_SCROLLED_WINDOW, NULL)));

  gh_document_clear (document, "$.vehicles[0].cell");
  gh_window_show_page (window, "battery");
  wait_for_plan (window);
  save_page (GTK_WIDGET (window), "battery-unknown", dark, size);
  gh_document_set_text (document, "$.vehicles[0].cell", "nmc-kokam-75ah");
  while (!gh_document_is_life_current (document))
    wait_ms (20);
  for (int part = 1; part <= 3; part++)
    {
      g_autofree char *name = g_strdup_printf ("battery-%d", part);
      save_page (GTK_WIDGET (window), name, dark, size);
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment)
                                                + gtk_adjustment_get_page_size (adjustment));
    }
}

/* Outages from top to bottom, with a value; then a charger that cannot help. */
static void
take_resilience (GhWindow *window, gboolean dark, const char *size)
{
  GhDocument *document = gh_window_get_document (window);
  GtkWidget *page = find_widget (GTK_WIDGET (window), GH_TYPE_RESILIENCE_PAGE, NULL);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (find_widget (page, GTK_TYPE_SCROLLED_WINDOW, NULL)));

  gh_document_set_number (document, "$.resilience.outages_per_year", 2.0);
  gh_document_set_number (document, "$.resilience.value_of_lost_load_per_kwh", 10.0);
  gh_window_show_page (window, "resilience");
  wait_for_plan (window);
  save_page (GTK_WIDGET (window), "resilience-1", dark, size);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_page_size (adjustment));
  save_page (GTK_WIDGET (window), "resilience-2", dark, size);
  gtk_adjustment_set_value (adjustment, 0.0);
  gh_document_set_number (document, "$.vehicles[0].charger.island", 0.0);
  wait_for_plan (window);
  save_page (GTK_WIDGET (window), "resilience-unable", dark, size);
  gh_document_set_number (document, "$.vehicles[0].charger.island", 1.0);
  wait_for_plan (window);
}

/* What moves the answer, with a row of an input opened, to the bottom of the page. */
static void
take_what_if (GhWindow *window, gboolean dark, const char *size)
{
  GhDocument *document = gh_window_get_document (window);
  GtkWidget *page = find_widget (GTK_WIDGET (window), GH_TYPE_WHAT_IF_PAGE, NULL);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (find_widget (page, GTK_TYPE_SCROLLED_WINDOW, NULL)));

  gh_window_show_page (window, "what-if");
  while (!gh_document_is_exploration_current (document)
         || !gh_exploration_is_complete (gh_document_get_exploration (document)))
    wait_ms (20);
  open_row (gtk_widget_get_ancestor (
      find_widget (page, GTK_TYPE_BUTTON, _ ("Do not vary this input")), ADW_TYPE_EXPANDER_ROW));
  for (int part = 1; part <= 4; part++)
    {
      g_autofree char *name = g_strdup_printf ("what-if-%d", part);
      save_page (GTK_WIDGET (window), name, dark, size);
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment)
                                                + gtk_adjustment_get_page_size (adjustment));
    }
}

/* The money of that life, then a battery too weak for its charger: what its limits cost. */
static void
take_limits (GhWindow *window, gboolean dark, const char *size)
{
  GhDocument *document = gh_window_get_document (window);
  GtkWidget *basis
      = find_widget (GTK_WIDGET (window), GTK_TYPE_DROP_DOWN, _ ("How battery wear is counted"));

  gh_window_show_page (window, "money");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (basis), 1);
  save_page (GTK_WIDGET (window), "money-life", dark, size);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (basis), 0);
  gh_window_show_page (window, "plan");
  gh_document_set_number (document, "$.vehicles[0].pack.ambient_mean_c", -10.0);
  gh_document_set_number (document, "$.vehicles[0].pack.warranty.cycles", 1000.0);
  gh_document_set_number (document, "$.vehicles[0].battery_kwh", 9.0);
  gh_document_set_number (document, "$.vehicles[0].charger.charge_kw", 22.0);
  wait_for_plan (window);
  save_page (GTK_WIDGET (window), "plan-limits", dark, size);
  gh_window_show_page (window, "compare");
  save_page (GTK_WIDGET (window), "compare-limits", dark, size);
}

/* The front of cost and emissions, and a variant with another charger beside its study. */
static void
take_decision (GhWindow *window, gboolean dark, const char *size)
{
  gh_window_show_page (window, "compare");
  wait_for_plan (window);
  GtkWidget *card = find_widget (GTK_WIDGET (window), GH_TYPE_PARETO_CARD, NULL);
  g_signal_emit_by_name (find_widget (card, GTK_TYPE_BUTTON, _ ("_Find the Plans")), "clicked");
  wait_for_plan (window);
  wait_ms (SETTLE_MS);
  gtk_widget_grab_focus (find_widget (card, GTK_TYPE_SPIN_BUTTON, NULL));
  save_page (GTK_WIDGET (window), "pareto", dark, size);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.variant", NULL);
  GhDocument *document = gh_window_get_document (window);
  gh_document_set_number (document, "$.finance.capex.v2h", 4200.0);
  gh_document_set_number (document, "$.finance.grant.share", 0.3);
  gh_document_set_number (document, "$.finance.lease.years", 4.0);
  gh_document_set_number (document, "$.vehicles[0].charger.discharge_kw", 7.4);
  wait_for_plan (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.compare-variants", NULL);
  GtkWidget *variants = await_window (_ ("Compare Variants"));
  wait_for_plan (window);
  save_page (variants, "variants", dark, size);
  gtk_window_destroy (GTK_WINDOW (variants));
  gh_window_show_page (window, "money");
  save_page (GTK_WIDGET (window), "money-grant", dark, size);
  gh_window_show_page (window, "home");
  wait_for_plan (window);
  wait_ms (SETTLE_MS);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-path", "s",
                              "$.finance.lease.extra_per_year");
  save_page (GTK_WIDGET (window), "home-lease", dark, size);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.remove", NULL);
}

static void
choose (GtkWidget *root, const char *list, guint position)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (root, GTK_TYPE_DROP_DOWN, list)),
                              position);
}

/* Two cars and a wall battery: the list of them, the groups of each, and all of them in the plan.
 */
static void
take_stores (GhWindow *window, gboolean dark, const char *size)
{
  static const char *const paths[]
      = { "$.vehicles[0].battery_kwh", "$.vehicles[1].trips", "$.batteries[0].battery_kwh",
          "$.batteries[0].charger.charge_kw" };
  GtkWidget *root = GTK_WIDGET (window);

  gtk_widget_activate_action (root, "win.new", "s", "two-cars");
  gh_window_show_page (window, "home");
  wait_for_plan (window);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *name = g_strdup_printf ("stores-home-%u", i + 1);
      gtk_widget_activate_action (root, "win.show-path", "s", paths[i]);
      wait_for_plan (window);
      save_page (root, name, dark, size);
    }
  for (guint i = 0; i < 5; i++)
    gtk_widget_activate_action (find_widget (root, GTK_TYPE_LIST_BOX, _ ("Cars and batteries")),
                                "store.duplicate", "s", "$.batteries[0]");
  gtk_widget_grab_focus (find_widget (root, GTK_TYPE_LIST_BOX, _ ("Cars and batteries")));
  save_page (root, "stores-full", dark, size);
  for (guint i = 0; i < 5; i++)
    gh_document_undo (gh_window_get_document (window));
  wait_for_plan (window);
  gh_window_show_page (window, "plan");
  wait_for_plan (window);
  save_page (root, "stores-plan", dark, size);
  choose (root, _ ("Whose Reason to Read"), 2);
  choose (root, _ ("What the map shows"), 5);
  save_page (root, "stores-plan-battery", dark, size);
  gh_window_show_page (window, "compare");
  save_page (root, "stores-compare", dark, size);
}

/* What each of the two cars brings of the saving, once it has been asked for. */
static void
take_shares (GhWindow *window, gboolean dark, const char *size)
{
  GtkWidget *card = find_widget (GTK_WIDGET (window), GH_TYPE_SHARES_CARD, NULL);
  GtkWidget *scrolled = gtk_widget_get_ancestor (card, GTK_TYPE_SCROLLED_WINDOW);

  g_signal_emit_by_name (find_widget (card, GTK_TYPE_BUTTON, _ ("_Divide the Saving")), "clicked");
  while (gh_document_get_shares (gh_window_get_document (window)) == NULL)
    wait_for_plan (window);
  wait_ms (SETTLE_MS);
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
  save_page (GTK_WIDGET (window), "rival-shares", dark, size);
  gtk_adjustment_set_value (place, 0.0);
}

/* The life of the second car's battery, and what the list of strategies offers. */
static void
take_second_battery (GhWindow *window, gboolean dark, const char *size)
{
  GhDocument *document = gh_window_get_document (window);

  gh_document_set_number (document, "$.finance.lifetime_years", 8.0);
  gh_document_set_text (document, "$.vehicles[1].cell", "lfp-250ah");
  gh_document_choose_vehicle (document, 1);
  gh_window_show_page (window, "battery");
  while (!gh_document_is_life_current (document))
    wait_for_plan (window);
  choose (find_widget (GTK_WIDGET (window), GH_TYPE_BATTERY_PAGE, NULL), _ ("Strategy"),
          GH_STRATEGY_V2H);
  save_page (GTK_WIDGET (window), "stores-battery", dark, size);
  choose (find_widget (GTK_WIDGET (window), GH_TYPE_BATTERY_PAGE, NULL), _ ("Strategy"),
          GH_STRATEGY_BATTERY);
  save_page (GTK_WIDGET (window), "rival-battery", dark, size);
  gh_window_show_page (window, "home");
  wait_for_plan (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-path", "s", "$.vehicles[1].cell");
  wait_for_plan (window);
  save_page (GTK_WIDGET (window), "stores-home-cells", dark, size);
}

/* The wall battery of that house as what could be bought instead of V2H, over four weeks: beside
 * the others, its money, its plan, and the cars' batteries. */
static void
take_rival (GhWindow *window, gboolean dark, const char *size)
{
  GtkWidget *root = GTK_WIDGET (window);

  gtk_widget_activate_action (root, "win.new", "s", "two-cars");
  gh_window_show_page (window, "home");
  wait_for_plan (window);
  gh_document_set_number (gh_window_get_document (window), "$.finance.capex.battery", 5200.0);
  gh_document_set_number (gh_window_get_document (window), "$.period.steps", FOUR_WEEKS);
  gh_window_show_page (window, "compare");
  wait_for_plan (window);
  save_page (root, "rival-compare", dark, size);
  take_shares (window, dark, size);
  gh_window_show_page (window, "money");
  wait_for_plan (window);
  choose (find_widget (root, GH_TYPE_MONEY_PAGE, NULL), _ ("Strategy"), 2);
  save_page (root, "rival-money", dark, size);
  gh_window_show_page (window, "plan");
  choose (find_widget (root, GH_TYPE_PLAN_PAGE, NULL), _ ("Strategy"), GH_STRATEGY_BATTERY);
  save_page (root, "rival-plan", dark, size);
  take_second_battery (window, dark, size);
}

/* Vehicles of a sheet, some of them incomplete, and of a log, on their way into a fleet. */
static void
take_vehicles (GhWindow *window, const char *end)
{
  static const struct
  {
    const char *name;
    const char *text;
  } files[] = {
    { "vehicles",
      "Kennzeichen;Batterie (kWh);Ladeleistung (kW);Abfahrt;Ankunft;Energie (kWh);Farbe\n"
      "M-AB 101;77,5;22;7:30;17:45;20;rot\nM-AB 102;;11;8:00;18:00;10;blau\n"
      "M-AB 103;n/a;11;8:00;18:00;10;grün\nM-AB 104;60;11;6:15;16:30;24,5;\n" },
    { "vehicle-log",
      "Vehicle,Start,End,Energy (kWh)\nVan 7,2025-01-13 18:00:00,2025-01-14 07:00:00,20\n"
      "Van 8,2025-01-13 17:00:00,2025-01-14 06:30:00,12.5\n"
      "Van 7,2025-01-14 18:00:00,2025-01-15 07:00:00,20\n" },
  };

  g_action_group_activate_action (G_ACTION_GROUP (window), "new",
                                  g_variant_new_string ("depot-vans"));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *base = g_strconcat (files[i].name, ".csv", NULL);
      g_autofree char *path = g_build_filename (folder, base, NULL);
      g_autofree char *name = g_strdup_printf ("%s-%s.png", files[i].name, end);
      if (!g_file_set_contents (path, files[i].text, -1, NULL))
        g_error ("%s cannot be written", path);
      gh_window_import (window, path);
      await_button (_ ("Vehicles from a File"), _ ("_Import"));
      wait_ms (SETTLE_MS);
      GtkWidget *dialog = await_window (_ ("Vehicles from a File"));
      save (dialog, name);
      gtk_window_destroy (GTK_WINDOW (dialog));
      g_remove (path);
    }
}

static void
take_household (GhWindow *window, gboolean dark, const char *size, int width)
{
  static const char *const pages[] = { "plan", "compare", "money" };

  take_what_if (window, dark, size);
  save_home (window, dark, size);
  wait_for_plan (window);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gh_window_show_page (window, pages[i]);
      if (g_str_equal (pages[i], "compare"))
        save_page (GTK_WIDGET (window), "compare-running", dark, size);
      wait_for_plan (window);
      save_page (GTK_WIDGET (window), pages[i], dark, size);
    }
  save_operation (window, dark, size);
  save_opened (window, dark, size);
  save_bill (window, dark, size);
  take_resilience (window, dark, size);
  save_report (window, dark, size);
  take_decision (window, dark, size);
  take_battery (window, dark, size);
  take_limits (window, dark, size);
  if (width >= 1600)
    {
      take_guide (window, dark ? "dark" : "light");
      take_import (window, dark ? "dark" : "light");
      take_tariff (window, dark ? "dark" : "light");
    }
  if (width >= 1600 || width <= 600)
    take_weather (window, dark, size);
  take_stores (window, dark, size);
  take_rival (window, dark, size);
}

static void
take_all (GtkApplication *application, const char *size, gboolean dark)
{
  GhWindow *window = GH_WINDOW (gh_window_new (ADW_APPLICATION (application)));
  int width = 0, height = 0;

  if (sscanf (size, "%dx%d", &width, &height) != 2)
    g_error ("%s is no size", size);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gh_window_open_library (window, NULL);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_plan (window);
  if (g_strcmp0 (g_getenv ("GRIDHEARTH_PAGES"), "fleet") != 0)
    take_household (window, dark, size, width);
  if (width >= 1600)
    take_vehicles (window, dark ? "dark" : "light");
  take_fleet (window, dark, size);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
activate_cb (GtkApplication *application)
{
  g_application_hold (G_APPLICATION (application));
  /* As the application has it. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  for (char **size = sizes; *size != NULL; size++)
    for (int dark = 0; dark < 2; dark++)
      take_all (application, *size, dark);
  g_application_release (G_APPLICATION (application));
}

int
main (int argc, char **argv)
{
  static char *usual_sizes[] = { "1000x700", "1600x1000", NULL };
  g_autoptr (AdwApplication) application = NULL;

  if (argc < 2)
    {
      fprintf (stderr, "usage: screenshots DIR [WIDTHxHEIGHT...]\n");
      return 2;
    }
  gh_words_init ();
  folder = argv[1];
  sizes = argc > 2 ? argv + 2 : usual_sizes;
  g_mkdir_with_parents (folder, 0755);
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", GH_APPLICATION_ID, "flags",
                              G_APPLICATION_NON_UNIQUE, "resource-base-path",
                              "/io/github/gridhearth/Gridhearth", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
