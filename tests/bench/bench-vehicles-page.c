/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main loop has no time while a table of many vehicles is opened, scrolled, edited,
 * sorted and filtered on a page. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#include "find-widget.h"
#include "pause-watch.h"
#include "record-edit.h"
#include "slices.h"
#include "study-list.h"
#include "vehicles-page.h"

#define ROUNDS 40
#define FRAME_MS 20
#define BATTERY 3

/* Of the program. */
static guint count = 10000;

typedef struct
{
  GtkWidget *window;
  GhVehiclesPage *page;
  GhDocument *document;
  GhRecordRows *rows;
  GtkColumnView *view;
} Bench;

static char *
make_block (void)
{
  g_autoptr (GString) text
      = g_string_new ("Name\tBattery (kWh)\tLeaves\tReturns\tDistance (km)\tDays\n");

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "Van %u\t%u\t%u:15\t17:30\t%u\tmon-fri\n", i + 1, 40 + i % 60,
                            5 + i % 4, 40 + i % 100);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

typedef void (*Act) (Bench *bench, guint round);

/* Longest pauses of each round, without and with what the toolkit paints. */
static void
measure (Bench *bench, const char *what, guint rounds, guint wait, Act act)
{
  PauseWatch *watch = pause_watch_new ();
  double own[ROUNDS], all[ROUNDS];

  for (guint i = 0; i < rounds; i++)
    {
      pause_watch_begin (watch);
      act (bench, i);
      wait_ms (wait);
      pause_watch_end (watch, &all[i], &own[i]);
    }
  pause_watch_free (watch);
  qsort (own, rounds, sizeof *own, compare);
  qsort (all, rounds, sizeof *all, compare);
  printf ("  %-40s %9.1f %9.1f %9.1f\n", what, own[rounds / 2], own[rounds - 1], 16.7);
  printf ("  %-40s %9.1f %9.1f %9.1f\n", "    with painting by the toolkit", all[rounds / 2],
          all[rounds - 1], 16.7);
}

static GtkAdjustment *
get_place (Bench *bench)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench->view));
}

static void
scroll_line (Bench *bench, guint round)
{
  gtk_adjustment_set_value (get_place (bench), 30.0 * (round + 1));
}

static void
scroll_page (Bench *bench, guint round)
{
  gtk_adjustment_set_value (get_place (bench), 350.0 * (round + 1));
}

static void
jump (Bench *bench, guint round)
{
  GtkAdjustment *place = get_place (bench);

  gtk_adjustment_set_value (place,
                            gtk_adjustment_get_upper (place) * ((round * 7919u) % 97u) / 97.0);
}

static void
edit_cell (Bench *bench, guint round)
{
  g_autofree char *text = g_strdup_printf ("%u", 41 + round);

  gh_record_rows_set_text (bench->rows, 5 + round % 3, BATTERY, text, NULL);
}

static void
undo (Bench *bench, guint round)
{
  gh_document_undo (bench->document);
}

static void
sort (Bench *bench, guint round)
{
  g_autoptr (GtkColumnViewColumn) column
      = g_list_model_get_item (gtk_column_view_get_columns (bench->view), BATTERY + 1);

  gtk_column_view_sort_by_column (bench->view, column,
                                  round % 2 == 0 ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
}

static void
filter (Bench *bench, guint round)
{
  GtkWidget *table
      = gtk_widget_get_ancestor (GTK_WIDGET (bench->view), g_type_from_name ("GhRecordTable"));
  g_autofree char *text = g_strdup_printf ("van %u", round);

  gtk_editable_set_text (GTK_EDITABLE (find_widget (table, GTK_TYPE_SEARCH_ENTRY, NULL)), text);
}

static void
open_page (Bench *bench, guint round)
{
  gh_vehicles_page_set_document (bench->page, NULL);
  gh_vehicles_page_set_document (bench->page, bench->document);
}

static void
set_up (Bench *bench, GhStudyList *list, GtkApplication *application)
{
  g_autofree char *block = make_block ();
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64 id = gh_study_list_add_sample (list, "depot-vans", NULL);

  bench->document = gh_study_list_open (list, id, NULL);
  bench->rows = gh_record_rows_new (bench->document, GH_RECORDS_VEHICLES);
  g_strfreev (gh_record_rows_paste (bench->rows, none, none, block));
  bench->page = g_object_new (GH_TYPE_VEHICLES_PAGE, NULL);
  bench->window = adw_application_window_new (application);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1600, 1000);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window),
                                      GTK_WIDGET (bench->page));
  gh_vehicles_page_set_document (bench->page, bench->document);
  gtk_window_present (GTK_WINDOW (bench->window));
  wait_ms (2000);
  g_autofree char *title = g_strdup_printf ("Single vehicles: %u", count);
  bench->view
      = GTK_COLUMN_VIEW (find_widget (GTK_WIDGET (bench->page), GTK_TYPE_COLUMN_VIEW, title));
}

static void
activate_cb (GtkApplication *application, gpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  GhStudyList *list = gh_study_list_new (path, NULL);
  Bench bench = { 0 };

  g_application_hold (G_APPLICATION (application));
  set_up (&bench, list, application);
  printf ("page of %u vehicles at 1600x1000, longest time that the main loop had none, ms\n",
          count);
  printf ("  %-40s %9s %9s %9s\n", "", "median", "worst", "limit");
  measure (&bench, "opening the page", 3, 1500, open_page);
  measure (&bench, "scrolling by a row", ROUNDS, FRAME_MS, scroll_line);
  measure (&bench, "scrolling by a page", ROUNDS, FRAME_MS, scroll_page);
  measure (&bench, "jumping anywhere", ROUNDS, 60, jump);
  gtk_adjustment_set_value (get_place (&bench), 0.0);
  measure (&bench, "edit of a cell", 20, 60, edit_cell);
  measure (&bench, "undo of it", 20, 60, undo);
  measure (&bench, "sorting", 6, 1000, sort);
  measure (&bench, "filtering", 6, 1500, filter);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  g_clear_object (&bench.rows);
  g_application_release (G_APPLICATION (application));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = g_object_new (
      ADW_TYPE_APPLICATION, "application-id", "io.github.gridhearth.Bench", "flags",
      G_APPLICATION_NON_UNIQUE, "resource-base-path", "/io/github/gridhearth/Gridhearth", NULL);

  if (argc > 1)
    count = (guint) strtoul (argv[1], NULL, 10);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
