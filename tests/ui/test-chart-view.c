/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys, wheel, dragging and the legend do in a chart what they say. Fingers that pinch cannot be
 * made up: GTK asks for their events. */
#include "chart-view.h"

#include <adwaita.h>
#include <math.h>

#include "find-widget.h"

#define DAY 86400.0
#define DAYS 30
#define STEP 900.0
#define START 1704067200.0 /* 1 January 2024, UTC */

typedef struct
{
  GtkWidget *window;
  GhChartView *view;
  GhFigure *figure;
  guint moved;
} Fixture;

static void
moved_cb (GhChartView *view, gpointer data)
{
  ((Fixture *) data)->moved++;
}

/* @names: of its lines, one after the other */
static GhFigure *
new_figure (const char *const *names)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  gsize count = (gsize) (DAYS * DAY / STEP);
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new ((gint64) START, (int) STEP, count, zone);
  g_autoptr (GhSeries) series = gh_series_new_constant (1.0, count);
  GhFigure *figure = gh_figure_new_time (axis);
  guint panel = gh_figure_add_panel (
      figure, &(GhPanelOptions){ .title = "Power", .unit = "kW", .maximum = NAN });

  for (; *names != NULL; names++)
    gh_figure_add_layer (
        figure, panel,
        &(GhLayerOptions){
            .kind = GH_LAYER_STEP, .role = GH_COLOUR_CAR, .name = *names, .series = series });
  return figure;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->figure = new_figure ((const char *const[]){ "House", "Car", NULL });
  gh_figure_set_view (fixture->figure, START + 10.0 * DAY, START + 14.0 * DAY);
  gh_figure_set_cursor (fixture->figure, START + 12.0 * DAY + 0.5 * STEP);
  fixture->view = g_object_new (GH_TYPE_CHART_VIEW, NULL);
  gh_chart_view_take_figure (fixture->view, fixture->figure);
  g_signal_connect (fixture->view, "cursor-moved", G_CALLBACK (moved_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 300);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_ms (200);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_ms (20);
}

static GtkEventController *
find_controller (Fixture *fixture, GType type)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (all, i);
      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  g_assert_not_reached ();
}

/* Where the view and the cursor are, in days after the start. */
static void
look (Fixture *fixture, double *from, double *to, double *cursor)
{
  gh_figure_get_view (fixture->figure, from, to);
  *from = (*from - START) / DAY;
  *to = (*to - START) / DAY;
  *cursor = (gh_figure_get_cursor (fixture->figure) - START) / DAY;
}

static gboolean
press_key (Fixture *fixture, guint key, GdkModifierType state)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
                         key, 0, state, &taken);
  return taken;
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  const double half = 0.5 * STEP / DAY;
  const struct
  {
    guint key;
    GdkModifierType state;
    double cursor, width;
  } cases[] = {
    { GDK_KEY_Right, 0, 12.0 + 3.0 * half, 4.0 },
    { GDK_KEY_Left, 0, 12.0 + half, 4.0 },
    { GDK_KEY_Right, GDK_CONTROL_MASK, 13.0 + half, 4.0 },
    { GDK_KEY_Left, GDK_CONTROL_MASK, 12.0 + half, 4.0 },
    { GDK_KEY_plus, 0, 12.0 + half, 4.0 / 1.25 },
    { GDK_KEY_KP_Add, 0, 12.0 + half, 4.0 / 1.25 / 1.25 },
    { GDK_KEY_minus, 0, 12.0 + half, 4.0 / 1.25 },
    { GDK_KEY_KP_Subtract, 0, 12.0 + half, 4.0 },
    { GDK_KEY_Page_Down, 0, 12.0 + half, 4.0 },
    { GDK_KEY_Page_Up, 0, 12.0 + half, 4.0 },
    { GDK_KEY_Home, 0, 0.0, 4.0 },
    { GDK_KEY_Left, 0, half, 4.0 },
    { GDK_KEY_End, 0, DAYS, 4.0 },
    { GDK_KEY_Right, 0, DAYS - half, 4.0 },
  };
  double from, to, cursor;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", gdk_keyval_name (cases[i].key));
      g_assert_true (press_key (fixture, cases[i].key, cases[i].state));
      look (fixture, &from, &to, &cursor);
      g_assert_cmpfloat_with_epsilon (cursor, cases[i].cursor, 1e-3);
      g_assert_cmpfloat_with_epsilon (to - from, cases[i].width, 1e-6);
      if (cases[i].key != GDK_KEY_Page_Down)
        g_assert_true (cursor >= from - 1e-6 && cursor <= to + 1e-6);
    }
  g_assert_cmpuint (fixture->moved, >, 6);
  g_assert_false (press_key (fixture, GDK_KEY_x, 0));
}

static void
test_pan_by_page (Fixture *fixture, gconstpointer data)
{
  double from, to, cursor;

  press_key (fixture, GDK_KEY_Page_Down, 0);
  look (fixture, &from, &to, &cursor);
  g_assert_cmpfloat_with_epsilon (from, 14.0, 1e-6);
  for (int i = 0; i < 10; i++)
    press_key (fixture, GDK_KEY_Page_Down, 0);
  look (fixture, &from, &to, &cursor);
  g_assert_cmpfloat_with_epsilon (to, DAYS, 1e-6);
}

/* The wheel zooms at the cursor, and sideways it moves; where the whole is seen already the page
 * scrolls. */
static void
test_scroll (Fixture *fixture, gconstpointer data)
{
  GtkEventController *scroll = find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  double from, to, cursor;
  gboolean taken = FALSE;

  g_signal_emit_by_name (scroll, "scroll", 0.0, -1.0, &taken);
  g_assert_true (taken);
  look (fixture, &from, &to, &cursor);
  g_assert_cmpfloat_with_epsilon (to - from, 4.0 / 1.25, 1e-6);
  g_assert_cmpfloat_with_epsilon ((cursor - from) / (to - from), 0.5, 2e-3);
  g_signal_emit_by_name (scroll, "scroll", 1.0, 0.0, &taken);
  double moved = from + 0.1 * (to - from);
  look (fixture, &from, &to, &cursor);
  g_assert_cmpfloat_with_epsilon (from, moved, 1e-6);
  g_signal_emit_by_name (scroll, "scroll", 0.0, 100.0, &taken);
  g_assert_true (taken);
  g_signal_emit_by_name (scroll, "scroll", 0.0, 1.0, &taken);
  g_assert_false (taken);
}

/* What is under the pointer stays under it. */
static void
test_drag (Fixture *fixture, gconstpointer data)
{
  GtkEventController *drag = find_controller (fixture, GTK_TYPE_GESTURE_DRAG);
  GhFigureHit before, after;
  double from, to, cursor;

  gh_figure_hit (fixture->figure, 500.0, 150.0, &before);
  g_signal_emit_by_name (drag, "drag-begin", 500.0, 150.0);
  g_signal_emit_by_name (drag, "drag-update", -120.0, 0.0);
  gh_figure_hit (fixture->figure, 380.0, 150.0, &after);
  g_assert_cmpfloat_with_epsilon (before.x, after.x, 60.0);
  look (fixture, &from, &to, &cursor);
  g_assert_cmpfloat (from, >, 10.0);
  g_assert_cmpfloat_with_epsilon (to - from, 4.0, 1e-6);
}

/* A press on an entry of the legend hides its line and another one shows it. */
static void
test_legend (Fixture *fixture, gconstpointer data)
{
  GtkEventController *drag = find_controller (fixture, GTK_TYPE_GESTURE_DRAG);
  int width = gtk_widget_get_width (GTK_WIDGET (fixture->view));
  GhFigureHit hit = { .legend = -1 };
  double x = width, y = 12.0;

  while (hit.legend != 1 && x > 0.0)
    gh_figure_hit (fixture->figure, x -= 2.0, y, &hit);
  g_assert_cmpint (hit.legend, ==, 1);
  g_signal_emit_by_name (drag, "drag-begin", x, y);
  g_assert_false (gh_figure_get_layer_visible (fixture->figure, 1));
  g_assert_true (gh_figure_get_layer_visible (fixture->figure, 0));
  g_signal_emit_by_name (drag, "drag-begin", x, y);
  g_assert_true (gh_figure_get_layer_visible (fixture->figure, 1));
}

static gboolean
has_tooltip (Fixture *fixture, double x, double y)
{
  GtkTooltip *tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  g_signal_emit_by_name (fixture->view, "query-tooltip", (int) x, (int) y, FALSE, tooltip, &shown);
  g_object_unref (tooltip);
  return shown;
}

/* Only a name that has no room is told by the pointer as well. */
static void
test_cut_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) name = g_string_new (NULL);
  GhFigureHit hit = { .legend = -1 };

  g_assert_false (has_tooltip (fixture, 500.0, 12.0));
  while (name->len < 400)
    g_string_append (name, "What the car has given ");
  g_autoptr (GhSeries) series = gh_series_new_constant (1.0, (gsize) (DAYS * DAY / STEP));
  GhLayerOptions layer
      = { .kind = GH_LAYER_LINE, .role = GH_COLOUR_LOAD, .name = name->str, .series = series };
  gh_figure_add_layer (fixture->figure, 0, &layer);
  gtk_widget_queue_draw (GTK_WIDGET (fixture->view));
  wait_ms (100);
  int last = (int) gh_figure_count_layers (fixture->figure) - 1;
  double x = 0.0, y = 0.0;
  for (y = 4.0; hit.legend != last && y < 120.0; y += 4.0)
    for (x = gtk_widget_get_width (GTK_WIDGET (fixture->view)); hit.legend != last && x > 0.0;
         x -= 4.0)
      gh_figure_hit (fixture->figure, x - 4.0, y, &hit);
  g_assert_cmpint (hit.legend, ==, last);
  g_assert_true (has_tooltip (fixture, x, y - 4.0));
}

#define ADD(name, func) g_test_add ("/chart-view/" name, Fixture, NULL, set_up, func, tear_down)

/* A line that is hidden stays so by its name, where another figure has more lines before it. */
static void
test_other_figure (Fixture *fixture, gconstpointer data)
{
  static const char *const more[] = { "Solar", "Car", "House", "Car", NULL };
  static const char *const fewer[] = { "Car", NULL };

  gh_chart_view_set_layer_visible (fixture->view, 1, FALSE);
  fixture->figure = new_figure (more);
  gh_chart_view_take_figure (fixture->view, fixture->figure);
  for (guint i = 0; more[i] != NULL; i++)
    g_assert_cmpint (gh_figure_get_layer_visible (fixture->figure, i), ==, i != 1);
  fixture->figure = new_figure (fewer);
  gh_chart_view_take_figure (fixture->view, fixture->figure);
  g_assert_false (gh_figure_get_layer_visible (fixture->figure, 0));
}

/* A pointer takes the cursor along when it moves, not when it is told of again. */
static void
test_pointer (Fixture *fixture, gconstpointer data)
{
  GtkEventController *motion = find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION);
  const double x = 0.5 * gtk_widget_get_width (GTK_WIDGET (fixture->view));
  const double y = 0.5 * gtk_widget_get_height (GTK_WIDGET (fixture->view));
  double from, to, pointed, moved, cursor;

  g_signal_emit_by_name (motion, "motion", x, y);
  look (fixture, &from, &to, &pointed);
  g_assert_true (press_key (fixture, GDK_KEY_Right, 0));
  look (fixture, &from, &to, &moved);
  g_assert_cmpfloat (moved, >, pointed);
  g_signal_emit_by_name (motion, "motion", x, y);
  look (fixture, &from, &to, &cursor);
  g_assert_cmpfloat (cursor, ==, moved);
  g_signal_emit_by_name (motion, "motion", x - 20.0, y);
  look (fixture, &from, &to, &cursor);
  g_assert_cmpfloat (cursor, <, pointed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  ADD ("keys", test_keys);
  ADD ("pan-by-page", test_pan_by_page);
  ADD ("scroll", test_scroll);
  ADD ("drag", test_drag);
  ADD ("legend", test_legend);
  ADD ("other-figure", test_other_figure);
  ADD ("pointer", test_pointer);
  ADD ("cut-name", test_cut_name);
  return g_test_run ();
}
