/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds a table that is scrolled sideways where it is wider than its place. It is as high as the
 * table is at the width that it gets: a scrolled window alone is as high as the table would be at
 * its narrowest, where the words of its rows wrap. */
#include "sideways-bin.h"

struct _GhSidewaysBin
{
  GtkWidget parent_instance;
  GtkScrolledWindow *scrolled;
};

enum
{
  PROP_CHILD = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (GhSidewaysBin, gh_sideways_bin, GTK_TYPE_WIDGET)

/* What was put in; the scrolled window has its viewport around it. */
static GtkWidget *
get_content (GhSidewaysBin *bin)
{
  GtkWidget *child = gtk_scrolled_window_get_child (bin->scrolled);

  return GTK_IS_VIEWPORT (child) ? gtk_viewport_get_child (GTK_VIEWPORT (child)) : child;
}

static GtkSizeRequestMode
gh_sideways_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gh_sideways_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  GhSidewaysBin *bin = GH_SIDEWAYS_BIN (widget);
  GtkWidget *content = get_content (bin);
  int least = 0, wanted = 0;

  *minimum_baseline = *natural_baseline = -1;
  gtk_widget_measure (GTK_WIDGET (bin->scrolled), orientation, -1, minimum, natural, NULL, NULL);
  if (content == NULL)
    return;
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = MAX (*minimum, wanted);
      return;
    }
  gtk_widget_measure (content, orientation, for_size < 0 ? wanted : MAX (for_size, least), &least,
                      &wanted, NULL, NULL);
  *minimum = MAX (*minimum, least);
  *natural = MAX (*minimum, wanted);
}

static void
gh_sideways_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (GTK_WIDGET (GH_SIDEWAYS_BIN (widget)->scrolled), width, height, baseline,
                       NULL);
}

static void
gh_sideways_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    g_value_set_object (value, get_content (GH_SIDEWAYS_BIN (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_sideways_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    gtk_scrolled_window_set_child (GH_SIDEWAYS_BIN (object)->scrolled, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_sideways_bin_dispose (GObject *object)
{
  GhSidewaysBin *bin = GH_SIDEWAYS_BIN (object);

  if (bin->scrolled != NULL)
    gtk_widget_unparent (GTK_WIDGET (bin->scrolled));
  bin->scrolled = NULL;
  G_OBJECT_CLASS (gh_sideways_bin_parent_class)->dispose (object);
}

static void
gh_sideways_bin_class_init (GhSidewaysBinClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = gh_sideways_bin_get_property;
  object_class->set_property = gh_sideways_bin_set_property;
  object_class->dispose = gh_sideways_bin_dispose;
  widget_class->get_request_mode = gh_sideways_bin_get_request_mode;
  widget_class->measure = gh_sideways_bin_measure;
  widget_class->size_allocate = gh_sideways_bin_size_allocate;
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
gh_sideways_bin_init (GhSidewaysBin *bin)
{
  bin->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_widget_set_parent (GTK_WIDGET (bin->scrolled), GTK_WIDGET (bin));
}
