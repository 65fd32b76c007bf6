/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a picture that stands still: its kind tells how it is drawn and read.
 *
 * Accessibility: role IMG with a name and a description in words; Ctrl+C copies it as a table,
 * Ctrl+T shows that. */
#include "picture-view.h"

#include "chart-style.h"
#include "errors.h"
#include "export.h"
#include "tabular.h"
#include "words.h"

/* @kind: (nullable): of @data; %NULL as long as there is nothing to show */
struct _GhPictureView
{
  GtkWidget parent_instance;
  char *name;
  const GhPictureKind *kind;
  gpointer data;
  gboolean dimmed;
};

enum
{
  PROP_NAME = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static const char *
gh_picture_view_get_name (GhTabular *tabular)
{
  GhPictureView *view = GH_PICTURE_VIEW (tabular);

  return view->name != NULL ? view->name : _ ("Chart");
}

static GhDataTable *
gh_picture_view_make_table (GhTabular *tabular)
{
  GhPictureView *view = GH_PICTURE_VIEW (tabular);

  return view->kind != NULL
             ? view->kind->make_table (view->data, gh_picture_view_get_name (tabular))
             : NULL;
}

static void
draw (cairo_t *cr, double width, double height, gpointer data)
{
  GhPictureView *view = data;
  GhFigureStyle style = gh_chart_style_of (GTK_WIDGET (view), view->dimmed);

  view->kind->draw (view->data, cr, width, height, &style);
}

static gboolean
gh_picture_view_export (GhTabular *tabular, const char *path, GError **error)
{
  GhPictureView *view = GH_PICTURE_VIEW (tabular);
  GhExportFormat format;

  if (view->kind == NULL || !gh_export_format_of_path (path, &format))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                   _ ("A chart is saved as .png, .svg or .pdf."));
      return FALSE;
    }
  return gh_chart_export (draw, view, gtk_widget_get_width (GTK_WIDGET (view)),
                          gtk_widget_get_height (GTK_WIDGET (view)), format,
                          gh_picture_view_get_name (tabular), path, error);
}

static void
gh_picture_view_tabular_init (GhTabularInterface *interface)
{
  interface->get_name = gh_picture_view_get_name;
  interface->make_table = gh_picture_view_make_table;
  interface->export = gh_picture_view_export;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhPictureView, gh_picture_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABULAR,
                                                      gh_picture_view_tabular_init))

static void
describe (GhPictureView *view)
{
  g_autofree char *text = view->kind != NULL ? view->kind->describe (view->data) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_tabular_get_name (GH_TABULAR (view)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
gh_picture_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size G_GNUC_UNUSED,
                         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  GhPictureView *view = GH_PICTURE_VIEW (widget);
  gboolean is_high = orientation == GTK_ORIENTATION_VERTICAL && view->kind != NULL;

  *minimum = *natural = is_high ? (int) view->kind->get_height (view->data) : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
gh_picture_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhPictureView *view = GH_PICTURE_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (view->kind == NULL || width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  draw (cr, width, height, view);
  cairo_destroy (cr);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip,
                  gpointer data G_GNUC_UNUSED)
{
  GhPictureView *view = GH_PICTURE_VIEW (widget);
  g_autofree char *text = NULL;

  if (view->kind == NULL || view->kind->tell == NULL || by_keyboard)
    return FALSE;
  text = view->kind->tell (view->data, x, y, gtk_widget_get_width (widget),
                           gtk_widget_get_height (widget));
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
drop (GhPictureView *view)
{
  if (view->kind != NULL)
    view->kind->free_data (view->data);
  view->kind = NULL;
  view->data = NULL;
}

static void
gh_picture_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NAME)
    gh_picture_view_set_name (GH_PICTURE_VIEW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_picture_view_finalize (GObject *object)
{
  GhPictureView *view = GH_PICTURE_VIEW (object);

  drop (view);
  g_free (view->name);
  G_OBJECT_CLASS (gh_picture_view_parent_class)->finalize (object);
}

static void
gh_picture_view_class_init (GhPictureViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = gh_picture_view_finalize;
  G_OBJECT_CLASS (class)->set_property = gh_picture_view_set_property;
  widget_class->measure = gh_picture_view_measure;
  widget_class->snapshot = gh_picture_view_snapshot;
  properties[PROP_NAME]
      = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gh_tabular_install (widget_class);
}

static void
gh_picture_view_init (GhPictureView *view)
{
  gtk_widget_set_focusable (GTK_WIDGET (view), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (view), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (view), TRUE);
  g_signal_connect (view, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gh_chart_style_follow (GTK_WIDGET (view));
}

/**
 * gh_picture_view_set_name:
 * @view: a view
 * @name: what screen readers and its table call it
 *
 * Names the picture.
 */
void
gh_picture_view_set_name (GhPictureView *view, const char *name)
{
  g_free (view->name);
  view->name = g_strdup (name);
  describe (view);
}

/**
 * gh_picture_view_set_dimmed:
 * @view: a view
 * @dimmed: whether what it shows is out of date
 *
 * Lets an old picture stay, and look old, until the new one is there.
 */
void
gh_picture_view_set_dimmed (GhPictureView *view, gboolean dimmed)
{
  if (view->dimmed == dimmed)
    return;
  view->dimmed = dimmed;
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

/**
 * gh_picture_view_take:
 * @view: a view
 * @kind: (nullable): how it is shown; stays. %NULL for nothing
 * @data: (transfer full) (nullable): what it is made of
 *
 * Shows another picture.
 */
void
gh_picture_view_take (GhPictureView *view, const GhPictureKind *kind, gpointer data)
{
  drop (view);
  view->kind = kind;
  view->data = data;
  describe (view);
  gtk_widget_queue_resize (GTK_WIDGET (view));
}
