/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows values by month and hour of the day, working days beside weekends.
 *
 * Accessibility: role IMG with a name, and in words from where to where the values go and what the
 * cursor reads. Keys: arrows move the cursor, Home and End go to the first and last hour of the
 * day, Ctrl+C copies the numbers as a table, Ctrl+T shows it. Emits ::cursor-moved. */
#include "hour-map-view.h"

#include "chart-style.h"
#include "errors.h"
#include "export.h"
#include "tabular.h"
#include "words.h"

/* @cursor: where it is, where @has_cursor; stays when another map comes */
struct _GhHourMapView
{
  GtkWidget parent_instance;
  char *name;
  GhHourMap *map;
  gboolean has_cursor;
  GhHourCell cursor;
  gboolean dimmed;
};

enum
{
  SIGNAL_CURSOR_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
gh_hour_map_view_get_name (GhTabular *tabular)
{
  GhHourMapView *view = GH_HOUR_MAP_VIEW (tabular);

  return view->name != NULL ? view->name : _ ("Chart");
}

static GhDataTable *
gh_hour_map_view_make_table (GhTabular *tabular)
{
  GhHourMapView *view = GH_HOUR_MAP_VIEW (tabular);

  return view->map != NULL ? gh_hour_map_make_table (view->map) : NULL;
}

static void
draw (cairo_t *cr, double width, double height, gpointer data)
{
  GhHourMapView *view = GH_HOUR_MAP_VIEW (data);
  GhFigureStyle style = gh_chart_style_of (GTK_WIDGET (view), view->dimmed);

  gh_hour_map_draw (view->map, cr, width, height, &style);
}

/* As it is on the screen. */
static gboolean
gh_hour_map_view_export (GhTabular *tabular, const char *path, GError **error)
{
  GhHourMapView *view = GH_HOUR_MAP_VIEW (tabular);
  GhExportFormat format;

  if (view->map == NULL || !gh_export_format_of_path (path, &format))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                   _ ("A chart is saved as .png, .svg or .pdf."));
      return FALSE;
    }
  return gh_chart_export (draw, view, gtk_widget_get_width (GTK_WIDGET (view)),
                          gtk_widget_get_height (GTK_WIDGET (view)), format,
                          gh_hour_map_view_get_name (tabular), path, error);
}

static void
gh_hour_map_view_tabular_init (GhTabularInterface *interface)
{
  interface->export = gh_hour_map_view_export;
  interface->get_name = gh_hour_map_view_get_name;
  interface->make_table = gh_hour_map_view_make_table;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhHourMapView, gh_hour_map_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABULAR,
                                                      gh_hour_map_view_tabular_init))

static void
describe (GhHourMapView *view)
{
  g_autofree char *words = view->map != NULL ? gh_hour_map_describe (view->map) : g_strdup ("");
  g_autofree char *reading = gh_hour_map_view_format_cursor (view);
  g_autofree char *text
      = *reading != '\0' ? g_strdup_printf ("%s. %s", reading, words) : g_strdup (words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_tabular_get_name (GH_TABULAR (view)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* @cell: (nullable): %NULL takes the cursor away */
static void
move_cursor (GhHourMapView *view, const GhHourCell *cell)
{
  view->has_cursor = cell != NULL;
  if (cell != NULL)
    view->cursor = *cell;
  if (view->map != NULL)
    gh_hour_map_set_cursor (view->map, cell);
  describe (view);
  gtk_widget_queue_draw (GTK_WIDGET (view));
  g_signal_emit (view, signals[SIGNAL_CURSOR_MOVED], 0);
}

static void
motion_cb (GhHourMapView *view, double x, double y)
{
  GhHourCell cell;

  if (view->map != NULL && gh_hour_map_hit (view->map, x, y, &cell))
    move_cursor (view, &cell);
}

/* Hours go on from working days to weekends of the month, months round the year. */
static void
step (GhHourMapView *view, int hours, int months)
{
  guint row = GH_MAP_DAYS * GH_MAP_HOURS;
  guint at = view->cursor.days * GH_MAP_HOURS + view->cursor.hour;
  GhHourCell cell = view->cursor;

  if (view->has_cursor)
    {
      at = (at + row + (guint) hours) % row;
      cell = (GhHourCell){ at / GH_MAP_HOURS,
                           (cell.month + GH_MAP_MONTHS + (guint) months) % GH_MAP_MONTHS,
                           at % GH_MAP_HOURS };
    }
  move_cursor (view, &cell);
}

static gboolean
key_cb (GhHourMapView *view, guint key, guint code G_GNUC_UNUSED, GdkModifierType state)
{
  GhHourCell cell = view->cursor;

  if (view->map == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
      step (view, -1, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      step (view, 1, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      step (view, 0, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      step (view, 0, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
    case GDK_KEY_End:
      cell.hour = key == GDK_KEY_Home ? 0 : GH_MAP_HOURS - 1;
      move_cursor (view, &cell);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static GtkSizeRequestMode
gh_hour_map_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gh_hour_map_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  GhFigureStyle style = gh_chart_style_of (widget, FALSE);

  /* Of no width that is known: as high as it may have to be. */
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL
                            ? gh_hour_map_get_height (MAX (for_size, 0), style.text_scale)
                            : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
gh_hour_map_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhHourMapView *view = GH_HOUR_MAP_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (view->map == NULL || width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  draw (cr, width, height, view);
  cairo_destroy (cr);
}

static void
gh_hour_map_view_finalize (GObject *object)
{
  GhHourMapView *view = GH_HOUR_MAP_VIEW (object);

  gh_hour_map_free (view->map);
  g_free (view->name);
  G_OBJECT_CLASS (gh_hour_map_view_parent_class)->finalize (object);
}

static void
gh_hour_map_view_class_init (GhHourMapViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = gh_hour_map_view_finalize;
  widget_class->get_request_mode = gh_hour_map_view_get_request_mode;
  widget_class->measure = gh_hour_map_view_measure;
  widget_class->snapshot = gh_hour_map_view_snapshot;
  signals[SIGNAL_CURSOR_MOVED]
      = g_signal_new ("cursor-moved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gh_tabular_install (widget_class);
}

static void
gh_hour_map_view_init (GhHourMapView *view)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), view);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), view);
  gtk_widget_add_controller (GTK_WIDGET (view), motion);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  gtk_widget_set_focusable (GTK_WIDGET (view), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (view), TRUE);
  gh_chart_style_follow (GTK_WIDGET (view));
}

/**
 * gh_hour_map_view_set_name:
 * @view: a view
 * @name: what screen readers and its menu call it
 *
 * Names the chart.
 */
void
gh_hour_map_view_set_name (GhHourMapView *view, const char *name)
{
  g_free (view->name);
  view->name = g_strdup (name);
  describe (view);
}

/**
 * gh_hour_map_view_take_map:
 * @view: a view
 * @map: (transfer full): what it shows from now on
 *
 * Shows another map; the cursor stays where it is.
 */
void
gh_hour_map_view_take_map (GhHourMapView *view, GhHourMap *map)
{
  gh_hour_map_free (view->map);
  view->map = map;
  move_cursor (view, view->has_cursor ? &view->cursor : NULL);
}

/**
 * gh_hour_map_view_set_dimmed:
 * @view: a view
 * @dimmed: whether what it shows is out of date
 *
 * Lets an old picture stay, and look old, until there is a new one.
 */
void
gh_hour_map_view_set_dimmed (GhHourMapView *view, gboolean dimmed)
{
  view->dimmed = dimmed;
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

/**
 * gh_hour_map_view_format_cursor:
 * @view: a view
 *
 * Returns: (transfer full): what the cursor reads; "" without one
 */
char *
gh_hour_map_view_format_cursor (GhHourMapView *view)
{
  return view->map != NULL && view->has_cursor ? gh_hour_map_format_cell (view->map, &view->cursor)
                                               : g_strdup ("");
}
