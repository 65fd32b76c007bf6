/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a figure, and lets mouse, touch and keyboard move in it.
 *
 * Keys: left and right move the cursor by a step, with Ctrl by a day; page up and down by the width
 * of the view; plus and minus zoom; Home and End go to the ends; Ctrl+C copies the table, Ctrl+T
 * shows it.
 *
 * Accessibility: role IMG with a name and a description in words: what the cursor reads and what is
 * visible. Lines are shown and hidden, and the numbers read, from a GhChartMenu beside it. */
#include "chart-view.h"

#include <math.h>

#include "chart-style.h"
#include "errors.h"
#include "export.h"
#include "tabular.h"
#include "words.h"

#define ZOOM_STEP 1.25
#define DAY_SECONDS 86400.0
/* The description is renewed when moving has come to rest. */
#define DESCRIBE_MS 300
#define EN_DASH "\xe2\x80\x93"
#define NO_BREAK_HYPHEN "\xe2\x80\x91"
#define NO_BREAK_SPACE "\302\240"
#define WORD_JOINER "\xe2\x81\xa0"

struct _GhChartView
{
  GtkWidget parent_instance;
  GhFigure *figure;
  gboolean dimmed;
  char *name;
  double drag_from, drag_to;
  double pinch_from, pinch_to;
  double pointer_x, pointer_y;
  guint describing;
};

enum
{
  SIGNAL_VIEW_CHANGED,
  SIGNAL_CURSOR_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
gh_chart_view_get_name (GhTabular *tabular)
{
  GhChartView *view = GH_CHART_VIEW (tabular);

  return view->name != NULL ? view->name : _ ("Chart");
}

static GhDataTable *
gh_chart_view_make_table (GhTabular *tabular)
{
  GhChartView *view = GH_CHART_VIEW (tabular);

  return view->figure != NULL
             ? gh_figure_make_table (view->figure, gh_chart_view_get_name (tabular))
             : NULL;
}

static gboolean
gh_chart_view_export_picture (GhTabular *tabular, const char *path, GError **error)
{
  return gh_chart_view_export (GH_CHART_VIEW (tabular), gh_chart_view_get_name (tabular), path,
                               error);
}

static void
gh_chart_view_tabular_init (GhTabularInterface *interface)
{
  interface->export = gh_chart_view_export_picture;
  interface->get_name = gh_chart_view_get_name;
  interface->make_table = gh_chart_view_make_table;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhChartView, gh_chart_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABULAR, gh_chart_view_tabular_init))

/* What the cursor reads, for those who hear it. */
static void
append_readings (const GhFigure *figure, GString *text)
{
  g_autoptr (GPtrArray) readings = gh_figure_read (figure);
  g_autofree char *place = gh_figure_format_cursor (figure);

  if (place == NULL)
    return;
  g_string_append (text, place);
  for (guint i = 0; i < readings->len; i++)
    {
      const GhReading *reading = g_ptr_array_index (readings, i);
      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : ": ", reading->name, reading->text);
    }
  g_string_append (text, ". ");
}

static void
describe (GhChartView *view)
{
  GString *text = g_string_new (NULL);

  if (view->figure != NULL)
    {
      g_autofree char *visible = gh_figure_describe (view->figure);
      append_readings (view->figure, text);
      g_string_append (text, visible);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_tabular_get_name (GH_TABULAR (view)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
  g_string_free (text, TRUE);
}

static gboolean
describe_cb (gpointer data)
{
  GhChartView *view = data;

  view->describing = 0;
  describe (view);
  return G_SOURCE_REMOVE;
}

static void
describe_soon (GhChartView *view)
{
  g_clear_handle_id (&view->describing, g_source_remove);
  view->describing = g_timeout_add (DESCRIBE_MS, describe_cb, view);
}

static void
view_changed (GhChartView *view)
{
  gtk_widget_queue_draw (GTK_WIDGET (view));
  describe_soon (view);
  g_signal_emit (view, signals[SIGNAL_VIEW_CHANGED], 0);
}

static void
move_cursor (GhChartView *view, double x)
{
  gh_figure_set_cursor (view->figure, x);
  gtk_widget_queue_draw (GTK_WIDGET (view));
  describe_soon (view);
  g_signal_emit (view, signals[SIGNAL_CURSOR_MOVED], 0);
}

/* Keeps the cursor in sight. */
static void
follow_cursor (GhChartView *view)
{
  double from, to, cursor = gh_figure_get_cursor (view->figure);

  gh_figure_get_view (view->figure, &from, &to);
  if (cursor >= from && cursor < to)
    return;
  gh_figure_set_view (view->figure, cursor - 0.5 * (to - from), cursor + 0.5 * (to - from));
  view_changed (view);
}

static void
step_cursor (GhChartView *view, gint64 steps)
{
  double from, to, cursor = gh_figure_get_cursor (view->figure);
  gsize first, last, step;

  gh_figure_get_visible_steps (view->figure, &first, &last);
  if (!gh_figure_find_step (view->figure, cursor, &step))
    step = (first + last) / 2;
  else
    {
      gsize end;
      gh_figure_get_whole (view->figure, &from, &to);
      if (!gh_figure_find_step (view->figure, to - 1e-6 * (to - from), &end))
        return;
      step = (gsize) CLAMP ((gint64) step + steps, 0, (gint64) end);
    }
  move_cursor (view, gh_figure_get_step_middle (view->figure, step));
  follow_cursor (view);
}

static gint64
steps_of_day (GhChartView *view)
{
  double width
      = gh_figure_get_step_middle (view->figure, 1) - gh_figure_get_step_middle (view->figure, 0);

  return width > 1.0 ? (gint64) (DAY_SECONDS / width) : 1;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer data)
{
  GhChartView *view = data;
  GhFigureHit hit;

  /* The toolkit tells of a pointer that rests whenever something is laid out anew: the cursor would
   * be taken back from where keys have moved it. */
  if (view->figure == NULL
      || (fabs (x - view->pointer_x) < 0.5 && fabs (y - view->pointer_y) < 0.5))
    return;
  view->pointer_x = x;
  view->pointer_y = y;
  gh_figure_hit (view->figure, x, y, &hit);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (view), hit.legend >= 0 ? "pointer" : NULL);
  if (!isnan (hit.x))
    move_cursor (view, hit.x);
}

/* A name that the legend cuts is told whole. */
static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip,
                  gpointer data G_GNUC_UNUSED)
{
  GhFigure *figure = GH_CHART_VIEW (widget)->figure;
  GhFigureHit hit;

  if (figure == NULL || by_keyboard)
    return FALSE;
  gh_figure_hit (figure, x, y, &hit);
  if (hit.legend < 0 || !gh_figure_is_name_cut (figure, (guint) hit.legend))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gh_figure_get_layer_name (figure, (guint) hit.legend));
  return TRUE;
}

/* What cannot be done, as to widen what is whole, is left to the page around the chart. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer data)
{
  GhChartView *view = data;
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  double old_from, old_to, from, to;

  /* Few bars need no zoom; the page around them scrolls. */
  if (view->figure == NULL || !gh_figure_is_of_time (view->figure))
    return GDK_EVENT_PROPAGATE;
  gh_figure_get_view (view->figure, &old_from, &old_to);
  if (fabs (dx) > fabs (dy) || (state & GDK_SHIFT_MASK) != 0)
    gh_figure_pan (view->figure, 0.1 * (fabs (dx) > 0.0 ? dx : dy));
  else
    gh_figure_zoom (view->figure, pow (ZOOM_STEP, dy), gh_figure_get_cursor (view->figure));
  gh_figure_get_view (view->figure, &from, &to);
  if (!(from < old_from || from > old_from || to < old_to || to > old_to))
    return GDK_EVENT_PROPAGATE;
  view_changed (view);
  return GDK_EVENT_STOP;
}

/* What the legend explains once is shown or hidden in every panel. */
static void
toggle_entry (GhChartView *view, guint entry)
{
  gboolean visible = !gh_figure_get_layer_visible (view->figure, entry);

  for (guint i = 0; i < gh_figure_count_layers (view->figure); i++)
    if (gh_figure_are_alike (view->figure, entry, i))
      gh_chart_view_set_layer_visible (view, i, visible);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  GhChartView *view = data;
  GhFigureHit hit;

  gtk_widget_grab_focus (GTK_WIDGET (view));
  if (view->figure == NULL)
    return;
  gh_figure_get_view (view->figure, &view->drag_from, &view->drag_to);
  gh_figure_hit (view->figure, x, y, &hit);
  if (hit.legend >= 0)
    toggle_entry (view, (guint) hit.legend);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  GhChartView *view = data;
  double shift;

  if (view->figure == NULL)
    return;
  shift = gh_figure_pixels_to_x (view->figure, dx);
  gh_figure_set_view (view->figure, view->drag_from - shift, view->drag_to - shift);
  view_changed (view);
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, gpointer data)
{
  GhChartView *view = data;

  if (view->figure != NULL)
    gh_figure_get_view (view->figure, &view->pinch_from, &view->pinch_to);
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, gpointer data)
{
  GhChartView *view = data;
  double x, y;
  GhFigureHit hit = { .x = NAN };

  if (view->figure == NULL || !(scale > 0.0))
    return;
  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    gh_figure_hit (view->figure, x, y, &hit);
  gh_figure_set_view (view->figure, view->pinch_from, view->pinch_to);
  gh_figure_zoom (view->figure, 1.0 / scale, hit.x);
  view_changed (view);
}

static void
zoom_by (GhChartView *view, double factor)
{
  gh_figure_zoom (view->figure, factor, gh_figure_get_cursor (view->figure));
  view_changed (view);
}

static void
go_to_end (GhChartView *view, gboolean last)
{
  double from, to;

  gh_figure_get_whole (view->figure, &from, &to);
  move_cursor (view, last ? to - 1e-6 * (to - from) : from);
  follow_cursor (view);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        gpointer data)
{
  GhChartView *view = data;
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  if (view->figure == NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    step_cursor (view, (key == GDK_KEY_Left ? -1 : 1) * (control ? steps_of_day (view) : 1));
  else if (key == GDK_KEY_plus || key == GDK_KEY_KP_Add || key == GDK_KEY_equal)
    zoom_by (view, 1.0 / ZOOM_STEP);
  else if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    zoom_by (view, ZOOM_STEP);
  else if (key == GDK_KEY_Home || key == GDK_KEY_End)
    go_to_end (view, key == GDK_KEY_End);
  else if (key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down)
    {
      gh_figure_pan (view->figure, key == GDK_KEY_Page_Up ? -1.0 : 1.0);
      view_changed (view);
    }
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
draw (cairo_t *cr, double width, double height, gpointer data)
{
  GhChartView *view = data;
  GhFigureStyle style = gh_chart_style_of (GTK_WIDGET (view), view->dimmed);

  gh_figure_draw (view->figure, cr, width, height, &style);
}

static void
gh_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhChartView *view = GH_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (view->figure == NULL || width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  draw (cr, width, height, view);
  cairo_destroy (cr);
}

static void
gh_chart_view_dispose (GObject *object)
{
  GhChartView *view = GH_CHART_VIEW (object);

  g_clear_handle_id (&view->describing, g_source_remove);
  g_clear_pointer (&view->figure, gh_figure_free);
  g_clear_pointer (&view->name, g_free);
  G_OBJECT_CLASS (gh_chart_view_parent_class)->dispose (object);
}

static void
gh_chart_view_class_init (GhChartViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_chart_view_dispose;
  widget_class->snapshot = gh_chart_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gh_tabular_install (widget_class);
  /* ::view-changed when another part is visible or a layer is shown or hidden; ::cursor-moved. */
  signals[SIGNAL_VIEW_CHANGED]
      = g_signal_new ("view-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CURSOR_MOVED]
      = g_signal_new ("cursor-moved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
add_pointing (GhChartView *view)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), view);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), view);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), view);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), view);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), view);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), view);
  gtk_widget_add_controller (GTK_WIDGET (view), motion);
  gtk_widget_add_controller (GTK_WIDGET (view), scroll);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (pinch));
}

static void
gh_chart_view_init (GhChartView *view)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (GTK_WIDGET (view), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (view), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (view), TRUE);
  g_signal_connect (view, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  add_pointing (view);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), view);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  gh_chart_style_follow (GTK_WIDGET (view));
}

/* The layer of a name, of several the @nth; the count of layers where there is none. */
static guint
find_layer (const GhFigure *figure, const char *name, guint nth)
{
  guint count = gh_figure_count_layers (figure);

  for (guint i = 0; i < count; i++)
    if (g_strcmp0 (gh_figure_get_layer_name (figure, i), name) == 0 && nth-- == 0)
      return i;
  return count;
}

/* A plan may have lines that another has not, before those that both have. */
static void
keep_layers (const GhFigure *old, GhFigure *figure)
{
  for (guint i = 0; i < gh_figure_count_layers (figure); i++)
    {
      const char *name = gh_figure_get_layer_name (figure, i);
      guint before = 0;
      for (guint k = 0; k < i; k++)
        before += g_strcmp0 (gh_figure_get_layer_name (figure, k), name) == 0;
      guint layer = find_layer (old, name, before);
      if (layer < gh_figure_count_layers (old))
        gh_figure_set_layer_visible (figure, i, gh_figure_get_layer_visible (old, layer));
    }
}

/* Visible part and cursor, where both have the same axis, and which of their lines are hidden. */
static void
keep_view (const GhFigure *old, GhFigure *figure)
{
  double from, to, first, last, old_first, old_last;

  gh_figure_get_whole (figure, &first, &last);
  gh_figure_get_whole (old, &old_first, &old_last);
  if (fabs (first - old_first) + fabs (last - old_last) > 1e-6)
    return;
  gh_figure_get_view (old, &from, &to);
  gh_figure_set_view (figure, from, to);
  gh_figure_set_cursor (figure, gh_figure_get_cursor (old));
  keep_layers (old, figure);
}

/**
 * gh_chart_view_take_figure:
 * @view: a view
 * @figure: (transfer full) (nullable): what to show
 *
 * Shows another figure. Visible part, cursor and the layers that are hidden, by their names, stay
 * where the old figure had the same axis.
 */
void
gh_chart_view_take_figure (GhChartView *view, GhFigure *figure)
{
  if (view->figure != NULL && figure != NULL)
    keep_view (view->figure, figure);
  gh_figure_free (view->figure);
  view->figure = figure;
  view_changed (view);
}

/**
 * gh_chart_view_get_figure:
 * @view: a view
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GhFigure *
gh_chart_view_get_figure (GhChartView *view)
{
  return view->figure;
}

/**
 * gh_chart_view_set_dimmed:
 * @view: a view
 * @dimmed: whether what it shows is out of date
 *
 * Lets an old picture stay, and look old, until the new one is there.
 */
void
gh_chart_view_set_dimmed (GhChartView *view, gboolean dimmed)
{
  if (view->dimmed == dimmed)
    return;
  view->dimmed = dimmed;
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

/**
 * gh_chart_view_set_name:
 * @view: a view
 * @name: what screen readers call it
 *
 * Names the chart.
 */
void
gh_chart_view_set_name (GhChartView *view, const char *name)
{
  g_free (view->name);
  view->name = g_strdup (name);
  describe (view);
}

/**
 * gh_chart_view_set_range:
 * @view: a view with a figure
 * @from: beginning of what is to be visible
 * @to: its end
 *
 * Shows a part of the axis.
 */
void
gh_chart_view_set_range (GhChartView *view, double from, double to)
{
  if (view->figure == NULL)
    return;
  gh_figure_set_view (view->figure, from, to);
  view_changed (view);
}

/**
 * gh_chart_view_set_layer_visible:
 * @view: a view with a figure
 * @layer: one of the figure's layers
 * @visible: whether it is shown
 *
 * Shows or hides a line, as its legend entry does.
 */
void
gh_chart_view_set_layer_visible (GhChartView *view, guint layer, gboolean visible)
{
  gh_figure_set_layer_visible (view->figure, layer, visible);
  view_changed (view);
}

/* A text that is not broken between lines: neither at a space nor in "ct/kWh" or "23:00–05:00". */
static char *
keep_together (const char *text)
{
  GString *kept = g_string_new (text);

  g_string_replace (kept, " ", NO_BREAK_SPACE, 0);
  g_string_replace (kept, "/", WORD_JOINER "/" WORD_JOINER, 0);
  g_string_replace (kept, EN_DASH, WORD_JOINER EN_DASH WORD_JOINER, 0);
  g_string_replace (kept, "-", NO_BREAK_HYPHEN, 0);
  return g_string_free (kept, FALSE);
}

/**
 * gh_chart_view_format_readings:
 * @view: a view
 *
 * Returns: (transfer full): what the cursor reads of the visible lines, as markup that wraps
 * between them: names dim and values bold; "" without a cursor
 */
char *
gh_chart_view_format_readings (GhChartView *view)
{
  GString *text = g_string_new (NULL);

  if (view->figure == NULL)
    return g_string_free (text, FALSE);
  g_autoptr (GPtrArray) readings = gh_figure_read (view->figure);
  for (guint i = 0; i < readings->len; i++)
    {
      const GhReading *reading = g_ptr_array_index (readings, i);
      g_autofree char *name = keep_together (reading->name);
      g_autofree char *value = keep_together (reading->text);
      g_autofree char *part = g_markup_printf_escaped (
          "<span alpha=\"75%%\">%s</span>" NO_BREAK_SPACE "<b>%s</b>", name, value);
      g_string_append_printf (text, "%s%s", i > 0 ? "   " : "", part);
    }
  return g_string_free (text, FALSE);
}

/**
 * gh_chart_view_format_cursor:
 * @view: a view
 *
 * Returns: (transfer full): where the cursor is and what it reads, as markup; "" without a cursor
 */
char *
gh_chart_view_format_cursor (GhChartView *view)
{
  g_autofree char *place = view->figure != NULL ? gh_figure_format_cursor (view->figure) : NULL;
  g_autofree char *readings = gh_chart_view_format_readings (view);

  if (place == NULL)
    return g_strdup ("");
  g_autofree char *begin = g_markup_printf_escaped ("<b>%s</b>   ", place);
  return g_strconcat (begin, readings, NULL);
}

/**
 * gh_chart_view_export:
 * @view: a view
 * @title: what it shows; the file says so where it can
 * @path: of a .png, .svg or .pdf file
 * @error: set when the ending is another, or when it cannot be written
 *
 * Writes what is on the screen to a file.
 *
 * Returns: whether it was written
 */
gboolean
gh_chart_view_export (GhChartView *view, const char *title, const char *path, GError **error)
{
  GhExportFormat format;

  if (view->figure == NULL || !gh_export_format_of_path (path, &format))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                   _ ("A chart is saved as .png, .svg or .pdf."));
      return FALSE;
    }
  return gh_chart_export (draw, view, gtk_widget_get_width (GTK_WIDGET (view)),
                          gtk_widget_get_height (GTK_WIDGET (view)), format, title, path, error);
}
