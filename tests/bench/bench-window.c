/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times what a person waits for in the real window, and prints it beside its limits; nothing is
 * asserted. Usage: bench-window STUDY.json, on a display.
 *
 * The first frame is timed in a child that is this program again: `--first-frame LIBRARY` runs the
 * real application on a library and tells when it had drawn. */
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "application.h"
#include "chart-view.h"
#include "find-widget.h"
#include "library.h"
#include "memory.h"
#include "pause-watch.h"
#include "plan-figure.h"
#include "real-year.h"
#include "run-tool.h"
#include "study-json.h"
#include "window.h"

#define RUNS 9
#define FIRST_FRAMES 7
#define MANY_STUDIES 200
#define CHART_WIDTH 1600
#define CHART_HEIGHT 900
#define PANS 200
#define DAY_SECONDS 86400.0
#define WAIT_SECONDS 120
#define MOST_DEEDS 9
#define SETTLE_MS 400
#define CAR "$.vehicles[0]."

/* What is being waited for. Times are of the monotonic clock in microseconds, 0 for never.
 * @arrived: when results came that are not drawn yet */
typedef struct
{
  GhWindow *window;
  gint64 edited;
  gint64 arrived;
  gint64 first;
  gint64 final;
  gint64 frame_begun;
  gint64 frame;
} Watch;

static AdwApplication *application;
static const char *program;
static const char *sample;

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
find_median (double *numbers, gsize count)
{
  qsort (numbers, count, sizeof *numbers, compare_numbers);
  return numbers[count / 2];
}

/* One line of the table: the median and the greatest of what was measured, in milliseconds. */
static void
print_line (const char *what, double *numbers, gsize count, const char *limit)
{
  double median = find_median (numbers, count);

  printf ("  %-52s %9.1f %9.1f %9s\n", what, median, numbers[count - 1], limit);
  fflush (stdout);
}

static void
print_heading (const char *title)
{
  printf ("%-54s %9s %9s %9s\n", title, "median", "worst", "limit");
}

static void
planned_cb (GhDocument *document, gpointer data)
{
  Watch *watch = data;

  if (gh_document_is_current (document))
    watch->arrived = g_get_monotonic_time ();
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer data)
{
  ((Watch *) data)->frame_begun = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Watch *watch = data;
  gint64 now = g_get_monotonic_time ();

  watch->frame = now - watch->frame_begun;
  if (watch->arrived == 0)
    return;
  watch->arrived = 0;
  if (watch->first == 0)
    watch->first = now;
  if (!gh_results_is_provisional (gh_document_get_results (gh_window_get_document (watch->window))))
    watch->final = now;
}

/* Until the watch has a final picture drawn. */
static void
wait_for_picture (Watch *watch)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (watch->final == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  if (watch->final == 0)
    g_error ("no picture within %d s", WAIT_SECONDS);
}

/* Edits of the study that is open, each waited for: to a first picture drawn, to the final one, and
 * how long the main loop had no time meanwhile. */
static void
time_edits (GhWindow *window, const char *title, gboolean convex)
{
  GhDocument *document = gh_window_get_document (window);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  Watch watch = { .window = window };
  double first[RUNS], final[RUNS], longest[RUNS], own[RUNS];
  PauseWatch *pauses = pause_watch_new ();

  g_signal_connect (document, "planned", G_CALLBACK (planned_cb), &watch);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &watch);
  for (int i = 0; i < RUNS; i++)
    {
      wait_ms (300);
      watch.first = watch.final = watch.arrived = 0;
      pause_watch_begin (pauses);
      watch.edited = g_get_monotonic_time ();
      gh_document_set_number (document, CAR "battery_kwh", 50.0 + i);
      wait_for_picture (&watch);
      pause_watch_end (pauses, &longest[i], &own[i]);
      first[i] = (double) (watch.first - watch.edited) / 1e3;
      final[i] = (double) (watch.final - watch.edited) / 1e3;
    }
  pause_watch_free (pauses);
  g_signal_handlers_disconnect_by_data (document, &watch);
  g_signal_handlers_disconnect_by_data (clock, &watch);
  print_heading (title);
  if (!convex)
    print_line ("edit to provisional picture drawn", first, RUNS, "300");
  print_line ("edit to final picture drawn", final, RUNS, convex ? "300" : "3000");
  print_line ("main loop without time while planning", own, RUNS, "16.7");
  print_line ("  with painting by the toolkit", longest, RUNS, "16.7");
}

static void
wait_for_plan (GhWindow *window)
{
  GhDocument *document = gh_window_get_document (window);

  while (!gh_document_is_current (document) || gh_document_get_job (document) != NULL)
    {
      if (gh_document_get_problem (document) != NULL)
        g_error ("no plan: %s", gh_document_get_problem (document));
      g_main_context_iteration (NULL, TRUE);
    }
}

static GArray *
new_losses (double constant, double linear, double square)
{
  double losses[] = { constant, linear, square };

  return g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (double)), losses,
                              G_N_ELEMENTS (losses));
}

/* A charger as real ones are, which makes planning not convex. */
static void
make_charger_real (GhDocument *document)
{
  gh_document_set_number (document, CAR "charger.minimum_kw", 1.4);
  gh_document_set_number (document, CAR "charger.standby_w", 15.0);
  gh_document_clear (document, CAR "charger.charge_efficiency");
  gh_document_clear (document, CAR "charger.discharge_efficiency");
  gh_document_take_pointer (document, CAR "charger.charge_loss_kw",
                            new_losses (0.050, 0.043, 0.003));
  gh_document_take_pointer (document, CAR "charger.discharge_loss_kw",
                            new_losses (0.036, 0.063, 0.005));
}

/* A chart of the whole study's plan, drawn into an image while the view moves over the year. */
static void
time_charts (GhWindow *window)
{
  static const struct
  {
    const char *name;
    double days;
  } widths[]
      = { { "a day visible", 1 },      { "a week visible", 7 },    { "15 days visible", 15 },
          { "18 days visible", 18 },   { "a month visible", 31 },  { "a quarter visible", 91 },
          { "330 days visible", 330 }, { "the year visible", 366 } };
  g_autoptr (GhFigure) figure = gh_plan_figure_new (
      gh_document_get_results (gh_window_get_document (window)), GH_STRATEGY_V2G);
  GhFigureStyle style = { gh_palette_get (GH_PALETTE_LIGHT), NULL, 1.0, FALSE };
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, CHART_WIDTH, CHART_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  double from, to, times[PANS];

  gh_figure_get_whole (figure, &from, &to);
  print_heading ("chart at 1600x900, ms a frame while panning the year");
  for (gsize k = 0; k < G_N_ELEMENTS (widths); k++)
    {
      double width = MIN (widths[k].days * DAY_SECONDS, to - from);
      for (int i = 0; i < PANS; i++)
        {
          double begin = from + (to - from - width) * i / (PANS - 1);
          gint64 begun = g_get_monotonic_time ();
          gh_figure_set_view (figure, begin, begin + width);
          gh_figure_set_cursor (figure, begin + 0.5 * width);
          gh_figure_draw (figure, cr, CHART_WIDTH, CHART_HEIGHT, &style);
          cairo_surface_flush (surface);
          times[i] = (double) (g_get_monotonic_time () - begun) / 1e3;
        }
      print_line (widths[k].name, times, PANS, "8");
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* The whole page follows the chart: sums, map and frame; from the step to the frame's end without
 * waiting for the frame to be due. */
static void
time_page (GhWindow *window)
{
  GhChartView *chart
      = GH_CHART_VIEW (find_widget (GTK_WIDGET (window), GH_TYPE_CHART_VIEW, "Plan"));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  Watch watch = { .window = window };
  double from, to, times[PANS];

  gh_figure_get_whole (gh_chart_view_get_figure (chart), &from, &to);
  double width = 31.0 * DAY_SECONDS;
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &watch);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &watch);
  for (int i = 0; i < PANS; i++)
    {
      double begin = from + (to - from - width) * i / (PANS - 1);
      gint64 begun = g_get_monotonic_time ();
      gh_chart_view_set_range (chart, begin, begin + width);
      gint64 moved = g_get_monotonic_time () - begun;
      watch.frame = 0;
      while (watch.frame == 0)
        g_main_context_iteration (NULL, TRUE);
      times[i] = (double) (moved + watch.frame) / 1e3;
    }
  g_signal_handlers_disconnect_by_data (clock, &watch);
  print_heading ("plan page at 1600x1000, ms a frame while panning");
  print_line ("a month visible, software rendering", times, PANS, "-");
}

/* What a person does in a window; each is done several times over.
 * @undo: (nullable): does what has to be done before it can be done again, and is not timed */
typedef struct
{
  const char *name;
  void (*act) (GhWindow *window, int run);
  void (*undo) (GhWindow *window, int run);
} Deed;

static void
edit (GhWindow *window, int run)
{
  gh_document_set_number (gh_window_get_document (window), CAR "battery_kwh", 41.0 + run);
}

static void
undo_edit (GhWindow *window, int run)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
}

static void
show_next_page (GhWindow *window, int run)
{
  static const char *const pages[]
      = { "home", "plan", "compare", "money", "battery", "what-if", "resilience" };

  gh_window_show_page (window, pages[run % G_N_ELEMENTS (pages)]);
}

static void
show_plan (GhWindow *window, int run)
{
  gh_window_show_page (window, "plan");
}

static void
show_home (GhWindow *window, int run)
{
  gh_window_show_page (window, "home");
}

static void
duplicate (GhWindow *window, int run)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.duplicate", NULL);
}

static void
open_other_study (GhWindow *window, int run)
{
  GtkListBox *studies
      = GTK_LIST_BOX (find_widget (GTK_WIDGET (window), GTK_TYPE_LIST_BOX, "Studies"));
  int open = gtk_list_box_row_get_index (gtk_list_box_get_selected_row (studies));

  gtk_list_box_select_row (studies, gtk_list_box_get_row_at_index (studies, open == 0 ? 1 : 0));
}

static void
import_study (GhWindow *window, int run)
{
  gh_window_import (window, sample);
}

static GhChartView *
find_chart (GhWindow *window)
{
  return GH_CHART_VIEW (find_widget (GTK_WIDGET (window), GH_TYPE_CHART_VIEW, "Plan"));
}

static void
show_year (GhWindow *window, int run)
{
  double from, to;

  gh_window_show_page (window, "plan");
  gh_figure_get_whole (gh_chart_view_get_figure (find_chart (window)), &from, &to);
  gh_chart_view_set_range (find_chart (window), from, to);
}

static void
zoom (GhWindow *window, int run)
{
  double from, to;

  gh_figure_get_view (gh_chart_view_get_figure (find_chart (window)), &from, &to);
  double part = (to - from) / 16.0;
  gh_chart_view_set_range (find_chart (window), from + part, to - part);
}

static void
open_table (GhWindow *window, int run)
{
  gtk_widget_activate_action (GTK_WIDGET (find_chart (window)), "table.show", NULL);
}

static void
close_table (GhWindow *window, int run)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (all); i > 0; i--)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i - 1);
      if (other != GTK_WINDOW (window) && gtk_window_get_transient_for (other) != NULL)
        gtk_window_destroy (other);
    }
}

/* How long the main loop has no time while something is done and what follows is shown. */
static void
time_deed (GhWindow *window, const Deed *deed, int runs)
{
  PauseWatch *pauses = pause_watch_new ();
  double longest[MOST_DEEDS], own[MOST_DEEDS];

  for (int i = 0; i < runs; i++)
    {
      if (deed->undo != NULL)
        deed->undo (window, i);
      wait_ms (SETTLE_MS);
      wait_for_plan (window);
      pause_watch_begin (pauses);
      deed->act (window, i);
      wait_ms (SETTLE_MS);
      pause_watch_end (pauses, &longest[i], &own[i]);
    }
  pause_watch_free (pauses);
  print_line (deed->name, own, (gsize) runs, "16.7");
  print_line ("  with painting by the toolkit", longest, (gsize) runs, "16.7");
}

/* The first time of a deed is timed apart: what it builds then stays. */
static void
time_pauses (const char *folder)
{
  static const Deed first[] = { { "first edit after the start", edit, NULL },
                                { "first showing of a page", show_next_page, NULL } };
  static const Deed later[] = { { "edit on Plan", edit, show_plan },
                                { "undo on Plan", undo_edit, edit },
                                { "edit on Home", edit, show_home },
                                { "showing a page again", show_next_page, NULL },
                                { "zoom", zoom, show_year },
                                { "opening a year as a table", open_table, close_table },
                                { "adding a copy of the study and opening it", duplicate, NULL },
                                { "opening another study, on Plan", open_other_study, show_plan },
                                { "opening another study, on Home", open_other_study, show_home },
                                { "importing a study, on Home", import_study, NULL } };
  g_autofree char *path = g_build_filename (folder, "pauses.db", NULL);
  GhWindow *window = GH_WINDOW (gh_window_new (application));

  gtk_window_set_default_size (GTK_WINDOW (window), 1600, 1000);
  gh_window_open_library (window, path);
  gh_window_show_page (window, "plan");
  gtk_window_present (GTK_WINDOW (window));
  wait_for_plan (window);
  print_heading ("longest time that the main loop had none, ms");
  time_deed (window, &first[0], 1);
  time_deed (window, &first[1], 4);
  for (gsize i = 0; i < G_N_ELEMENTS (later); i++)
    time_deed (window, &later[i], MOST_DEEDS);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
time_window (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "sample.db", NULL);
  GhWindow *window = GH_WINDOW (gh_window_new (application));

  gtk_window_set_default_size (GTK_WINDOW (window), 1600, 1000);
  gh_window_open_library (window, path);
  gh_window_show_page (window, "plan");
  gtk_window_present (GTK_WINDOW (window));
  wait_for_plan (window);
  time_edits (window, "sample year, convex, ms", TRUE);
  time_charts (window);
  time_page (window);
  make_charger_real (gh_window_get_document (window));
  wait_for_plan (window);
  time_edits (window, "sample year, losses by power, minimum, standby, ms", FALSE);
  if (g_getenv ("GRIDHEARTH_FIXTURES") != NULL)
    {
      g_autofree char *directory = NULL;
      g_autofree char *study = write_real_year (&directory);
      GhDocument *before = gh_window_get_document (window);
      gh_window_import (window, study);
      while (gh_window_get_document (window) == before)
        g_main_context_iteration (NULL, TRUE);
      wait_for_plan (window);
      time_edits (window, "measured year, ms", FALSE);
      remove_folder (directory);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
activate_cb (GApplication *self, gpointer folder)
{
  g_application_hold (self);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  time_pauses (folder);
  time_window (folder);
  g_application_release (self);
}

/* In the child: tells when the first frame was drawn and when the first plan, and is gone. */
static void
child_after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Watch *watch = data;

  if (!gtk_widget_get_mapped (GTK_WIDGET (watch->window)))
    return;
  if (watch->frame == 0)
    watch->frame = g_get_monotonic_time ();
  if (watch->arrived == 0)
    return;
  printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", watch->frame, g_get_monotonic_time ());
  fflush (stdout);
  _exit (0);
}

static void
child_realize_cb (GtkWidget *window, gpointer data)
{
  g_signal_connect (gh_window_get_document (GH_WINDOW (window)), "planned", G_CALLBACK (planned_cb),
                    data);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (child_after_paint_cb), data);
}

static void
child_window_added_cb (GtkApplication *self, GtkWindow *window, gpointer data)
{
  ((Watch *) data)->window = GH_WINDOW (window);
  g_signal_connect (window, "realize", G_CALLBACK (child_realize_cb), data);
}

static int
run_child (const char *library)
{
  g_autoptr (GhApplication) child = gh_application_new ();
  const char *words[] = { program, "--library", library, NULL };
  Watch watch = { 0 };

  g_signal_connect (child, "window-added", G_CALLBACK (child_window_added_cb), &watch);
  return g_application_run (G_APPLICATION (child), 3, (char **) words);
}

/* A library of copies of the sample, each with the living figure of its row. */
static void
fill_library (const char *path, int count)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = NULL;
  g_autoptr (GhLibrary) library = gh_library_open (path, NULL);

  if (library == NULL || !gh_study_load (sample, findings, &study, NULL))
    g_error ("no library of %s", sample);
  for (int i = 0; i < count; i++)
    {
      gint64 id = gh_library_add (library, study, NULL);
      gh_library_set_figure (library, id, "v2h 212.30 EUR", NULL);
    }
}

static void
time_first_frames (const char *folder, int count, const char *title, const char *limit)
{
  g_autofree char *name = g_strdup_printf ("library-%d.db", count);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *words[] = { (char *) program, (char *) "--first-frame", path, NULL };
  double frame[FIRST_FRAMES], plan[FIRST_FRAMES];

  fill_library (path, count);
  for (int i = 0; i < FIRST_FRAMES; i++)
    {
      g_autofree char *output = NULL;
      gint64 begun = g_get_monotonic_time (), framed, planned;
      g_spawn_sync (NULL, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL, NULL);
      if (output == NULL
          || sscanf (output, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, &framed, &planned) != 2)
        g_error ("the child drew nothing");
      frame[i] = (double) (framed - begun) / 1e3;
      plan[i] = (double) (planned - begun) / 1e3;
    }
  print_heading (title);
  print_line ("program started to first frame drawn", frame, FIRST_FRAMES, limit);
  print_line ("program started to the first plan drawn", plan, FIRST_FRAMES, "-");
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;

  gh_memory_init ();
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--first-frame"))
    return run_child (argv[2]);
  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-window STUDY.json\n");
      return 2;
    }
  sample = argv[1];
  folder = g_dir_make_tmp ("gridhearth-bench-XXXXXX", NULL);
  time_first_frames (folder, 1, "library of the sample, ms", "1000");
  time_first_frames (folder, MANY_STUDIES, "library of 200 studies, ms", "1500");
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", GH_APPLICATION_ID, "flags",
                              G_APPLICATION_NON_UNIQUE, "resource-base-path",
                              "/io/github/gridhearth/Gridhearth", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), folder);
  int status = g_application_run (G_APPLICATION (application), 1, argv);
  g_object_unref (application);
  remove_folder (folder);
  return status;
}
