/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys and wheel as they come from the display, to the program as it is started: from page to page,
 * through the chart, and back from an edit. */
#include <math.h>
#include <unistd.h>

#include "application.h"
#include "chart-view.h"
#include "find-widget.h"
#include "run-tool.h"
#include "window.h"

#define WAIT_SECONDS 20

static GhWindow *window;

/* Lets xdotool do something, such as "key" "plus", to the window that has the keyboard. */
static void
send (const char *what, const char *first, const char *second)
{
  g_autofree char *output = NULL;

  g_assert_cmpint (run_tool (NULL, &output, "xdotool", what, first, second, NULL), ==, 0);
}

/* Without a window manager nobody gives a window the keyboard. */
static void
take_keyboard (void)
{
  g_autofree char *pid = g_strdup_printf ("%d", (int) getpid ());
  g_autofree char *output = NULL;

  g_assert_cmpint (run_tool (NULL, &output, "xdotool", "search", "--onlyvisible", "--pid", pid,
                             "windowfocus", NULL),
                   ==, 0);
}

/* Until something is so, which takes as long as the display needs. */
static void
wait_until (gboolean (*is_so) (gconstpointer data), gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!is_so (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      wait_ms (10);
    }
}

static gboolean
is_active (gconstpointer data G_GNUC_UNUSED)
{
  return gtk_window_is_active (GTK_WINDOW (window));
}

static gboolean
is_planned (gconstpointer data G_GNUC_UNUSED)
{
  GhDocument *document = gh_window_get_document (window);

  return document != NULL && gh_document_is_current (document)
         && gh_document_get_job (document) == NULL;
}

static gboolean
is_mapped (gconstpointer widget)
{
  return gtk_widget_get_mapped ((GtkWidget *) widget);
}

/* What is compared with: a number of the figure or the study that a key changes. */
typedef struct
{
  double (*get) (void);
  double before;
  int sign; /* of the change; 0 for any */
} Change;

static GhFigure *
get_figure (void)
{
  return gh_chart_view_get_figure (
      GH_CHART_VIEW (find_widget (GTK_WIDGET (window), GH_TYPE_CHART_VIEW, "Plan")));
}

static double
get_cursor (void)
{
  return gh_figure_get_cursor (get_figure ());
}

static double
get_width (void)
{
  double from, to;

  gh_figure_get_view (get_figure (), &from, &to);
  return to - from;
}

static double
get_battery (void)
{
  const GhStudy *study = gh_document_get_study (gh_window_get_document (window));

  return ((GhVehicle *) g_ptr_array_index (study->vehicles, 0))->battery_kwh;
}

static gboolean
is_changed (gconstpointer data)
{
  const Change *change = data;
  double difference = change->get () - change->before;

  return change->sign == 0 ? fabs (difference) > 1e-9 : change->sign * difference > 1e-9;
}

/* The chart takes the keyboard when it is pressed, and the wheel where the pointer is. */
static void
point_at (GtkWidget *widget)
{
  graphene_rect_t bounds;
  double dx, dy;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (window), &bounds));
  gtk_native_get_surface_transform (GTK_NATIVE (window), &dx, &dy);
  g_autofree char *x = g_strdup_printf ("%d", (int) (bounds.origin.x + bounds.size.width / 2 + dx));
  g_autofree char *y
      = g_strdup_printf ("%d", (int) (bounds.origin.y + bounds.size.height / 2 + dy));
  send ("mousemove", x, y);
}

static void
test_keys (void)
{
  static const struct
  {
    const char *what, *word;
    double (*get) (void);
    int sign;
  } steps[] = { { "key", "Right", get_cursor, 1 },      { "key", "Left", get_cursor, -1 },
                { "key", "ctrl+Right", get_cursor, 1 }, { "key", "plus", get_width, -1 },
                { "key", "minus", get_width, 1 },       { "click", "4", get_width, -1 },
                { "click", "5", get_width, 1 },         { "key", "End", get_cursor, 1 },
                { "key", "Home", get_cursor, -1 } };

  if (!tools_exist ("xdotool", NULL))
    return;
  wait_until (is_planned, NULL);
  take_keyboard ();
  wait_until (is_active, NULL);
  GtkWidget *chart = find_widget (GTK_WIDGET (window), GH_TYPE_CHART_VIEW, "Plan");
  send ("key", "ctrl+2", NULL);
  wait_until (is_mapped, chart);
  wait_ms (200);
  point_at (chart);
  send ("click", "1", NULL);
  wait_ms (100);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      Change change = { steps[i].get, steps[i].get (), steps[i].sign };
      g_test_message ("%s %s", steps[i].what, steps[i].word);
      send (steps[i].what, steps[i].word, NULL);
      wait_until (is_changed, &change);
    }
  double before = get_battery ();
  gh_document_set_number (gh_window_get_document (window), "$.vehicles[0].battery_kwh", 41.5);
  Change undone = { get_battery, 41.5, 0 };
  send ("key", "ctrl+z", NULL);
  wait_until (is_changed, &undone);
  g_assert_cmpfloat (get_battery (), ==, before);
  wait_until (is_planned, NULL);
}

static gboolean
run_cb (gpointer data)
{
  *(int *) data = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

static void
window_added_cb (GtkApplication *application, GtkWindow *added, gpointer data)
{
  if (!GH_IS_WINDOW (added))
    return;
  window = GH_WINDOW (added);
  g_signal_handlers_disconnect_by_func (application, window_added_cb, data);
  g_timeout_add (200, run_cb, data);
}

int
main (int argc, char **argv)
{
  g_autoptr (GhApplication) application = NULL;
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autofree char *library = g_build_filename (folder, "library.db", NULL);
  const char *words[] = { argv[0], "--library", library, NULL };
  int result = 1;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/plan", test_keys);
  application = gh_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &result);
  g_application_run (G_APPLICATION (application), 3, (char **) words);
  remove_folder (folder);
  return result;
}
