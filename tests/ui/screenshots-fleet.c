/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of the pages of a fleet. */
#include "find-widget.h"
#include "fleet-money-page.h"
#include "fleet-plan-page.h"
#include "flexibility-page.h"
#include "record-cell.h"
#include "record-edit.h"
#include "record-table.h"
#include "screenshots.h"
#include "spread-form.h"
#include "words.h"

#define SETTLE_MS 400

/* Vans, of which one has the name of another. */
static const char vans[] = "Name\tSite\tBattery (kWh)\tCharging power (kW)\tDays\tLeaves\tReturns\t"
                           "Distance (km)\n"
                           "Van A\tDepot\t52\t11\tmon-fri\t7:00\t17:30\t80\n"
                           "Van B\tDepot\t68\t11\tmon-sat\t6:30\t16:00\t120\n"
                           "Van B\tDepot\t68\t22\tmon-sat\t6:45\t16:15\t140\n"
                           "Truck\tDepot\t300\t50\tmon-fri\t5:00\t15:00\t210\n";

static void
scroll_to (GtkWidget *inside, double share)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (inside, GTK_TYPE_VIEWPORT);
  GtkWidget *scrolled = gtk_widget_get_ancestor (viewport, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  gtk_adjustment_set_value (place, share * gtk_adjustment_get_upper (place));
}

static GhRecordTable *
find_table (GhWindow *window)
{
  return GH_RECORD_TABLE (find_widget (GTK_WIDGET (window), GH_TYPE_RECORD_TABLE, NULL));
}

/* What is opened at a cell: the form of a spread, the trips of a vehicle. */
static void
take_form (GhWindow *window, const char *path, GType type, const char *name, gboolean dark,
           const char *size)
{
  GhRecordTable *table = GH_RECORD_TABLE (gtk_widget_get_ancestor (
      find_widget (GTK_WIDGET (window), GTK_TYPE_COLUMN_VIEW, NULL), GH_TYPE_RECORD_TABLE));

  gh_record_table_show_path (table, path);
  wait_ms (SETTLE_MS);
  gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (window)), "rows.open", NULL);
  wait_ms (SETTLE_MS);
  save_page (GTK_WIDGET (window), name, dark, size);
  GtkWidget *form = find_widget (GTK_WIDGET (table), type, NULL);
  g_autofree char *own = g_strconcat (name, "-form", NULL);
  save_page (form, own, dark, size);
  gtk_popover_popdown (GTK_POPOVER (form));
}

/* Groups alone, with single vehicles, a cell that cannot be read, and the pictures below. */
static void
take_vehicles (GhWindow *window, gboolean dark, const char *size)
{
  GtkWidget *root = GTK_WIDGET (window);
  GhDocument *document = gh_window_get_document (window);

  gh_window_show_page (window, "vehicles");
  wait_ms (SETTLE_MS);
  wait_for_plan (window);
  save_page (root, "fleet-vehicles", dark, size);
  take_form (window, "$.groups[0].arrive", GH_TYPE_SPREAD_FORM, "fleet-vehicles-spread", dark,
             size);
  gh_record_table_show_path (find_table (window), "$.groups[0].battery_kwh");
  wait_ms (SETTLE_MS);
  GtkWidget *cell
      = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), GH_TYPE_RECORD_CELL);
  gh_record_cell_edit (GH_RECORD_CELL (cell), "many");
  gh_record_cell_finish (GH_RECORD_CELL (cell));
  wait_ms (SETTLE_MS);
  save_page (root, "fleet-vehicles-refused", dark, size);
  gh_record_cell_cancel (GH_RECORD_CELL (cell));
  g_autoptr (GhRecordRows) rows = gh_record_rows_new (document, GH_RECORDS_VEHICLES);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint));
  g_strfreev (gh_record_rows_paste (rows, none, none, vans));
  wait_ms (SETTLE_MS);
  save_page (root, "fleet-vehicles-single", dark, size);
  gh_document_undo (document);
  wait_ms (SETTLE_MS);
  wait_for_plan (window);
  scroll_to (GTK_WIDGET (find_table (window)), 1.0);
  wait_ms (SETTLE_MS);
  save_page (root, "fleet-vehicles-pictures", dark, size);
}

static void
take_depot (GhWindow *window, gboolean dark, const char *size)
{
  GtkWidget *root = GTK_WIDGET (window);

  gh_window_show_page (window, "depot");
  wait_ms (SETTLE_MS);
  wait_for_plan (window);
  save_page (root, "fleet-depot", dark, size);
  scroll_to (find_widget (root, GTK_TYPE_WIDGET, _ ("Tariff by month and hour")), 0.5);
  wait_ms (SETTLE_MS);
  save_page (root, "fleet-depot-below", dark, size);
}

/* From top to bottom, a picture for each part that is seen at a time. */
static void
save_parts (GtkWidget *page, GtkWidget *window, const char *name, int parts, gboolean dark,
            const char *size)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (find_widget (page, GTK_TYPE_SCROLLED_WINDOW, NULL)));

  for (int part = 1; part <= parts; part++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%d", name, part);
      save_page (window, numbered, dark, size);
      gtk_adjustment_set_value (place, gtk_adjustment_get_value (place)
                                           + gtk_adjustment_get_page_size (place));
    }
}

/* The plan of the sample fleet, what it can promise and what it is worth. */
static void
take_results (GhWindow *window, gboolean dark, const char *size)
{
  GtkWidget *root = GTK_WIDGET (window);

  gh_window_show_page (window, "plan");
  wait_for_plan (window);
  GtkWidget *plan = find_widget (root, GH_TYPE_FLEET_PLAN_PAGE, NULL);
  save_parts (plan, root, "fleet-plan", 3, dark, size);
  gh_window_show_page (window, "flexibility");
  wait_for_plan (window);
  save_parts (find_widget (root, GH_TYPE_FLEXIBILITY_PAGE, NULL), root, "fleet-flexibility", 3,
              dark, size);
  gh_window_show_page (window, "money");
  wait_for_plan (window);
  save_parts (find_widget (root, GH_TYPE_FLEET_MONEY_PAGE, NULL), root, "fleet-money", 4, dark,
              size);
}

void
take_fleet (GhWindow *window, gboolean dark, const char *size)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new", "s", "depot-vans");
  wait_ms (SETTLE_MS);
  take_vehicles (window, dark, size);
  take_depot (window, dark, size);
  take_results (window, dark, size);
}
