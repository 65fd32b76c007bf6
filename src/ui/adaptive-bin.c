/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds a child that looks different where there is little room. A window cannot become smaller
 * than its content says it must be; this says little, tells when it gets little, and whoever
 * listens makes the child fit before it is laid out. */
#include "adaptive-bin.h"

#define LEAST_WIDTH 560
#define LEAST_HEIGHT 400
#define MIDDLE_FROM 880
#define WIDE_FROM 1030

struct _GhAdaptiveBin
{
  GtkWidget parent_instance;
  GhRoom room;
};

enum
{
  PROP_ROOM = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (GhAdaptiveBin, gh_adaptive_bin, GTK_TYPE_WIDGET)

static void
gh_adaptive_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int least = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : LEAST_HEIGHT;
  int wanted = least;

  if (child != NULL)
    gtk_widget_measure (child, orientation, -1, NULL, &wanted, NULL, NULL);
  *minimum = least;
  *natural = MAX (wanted, least);
  *minimum_baseline = *natural_baseline = -1;
}

static void
gh_adaptive_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhAdaptiveBin *bin = GH_ADAPTIVE_BIN (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int least_width, least_height;

  GhRoom room = width >= WIDE_FROM     ? GH_ROOM_WIDE
                : width >= MIDDLE_FROM ? GH_ROOM_MIDDLE
                                       : GH_ROOM_NARROW;

  if (bin->room != room)
    {
      bin->room = room;
      g_object_notify_by_pspec (G_OBJECT (bin), properties[PROP_ROOM]);
    }
  if (child == NULL || !gtk_widget_should_layout (child))
    return;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  width = MAX (width, least_width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &least_height, NULL, NULL, NULL);
  gtk_widget_allocate (child, width, MAX (height, least_height), baseline, NULL);
}

static void
gh_adaptive_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ROOM)
    g_value_set_int (value, (int) GH_ADAPTIVE_BIN (object)->room);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_adaptive_bin_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (gh_adaptive_bin_parent_class)->dispose (object);
}

static void
gh_adaptive_bin_class_init (GhAdaptiveBinClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->get_property = gh_adaptive_bin_get_property;
  G_OBJECT_CLASS (class)->dispose = gh_adaptive_bin_dispose;
  widget_class->measure = gh_adaptive_bin_measure;
  widget_class->size_allocate = gh_adaptive_bin_size_allocate;
  properties[PROP_ROOM]
      = g_param_spec_int ("room", NULL, NULL, GH_ROOM_NARROW, GH_ROOM_WIDE, GH_ROOM_WIDE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
}

static void
gh_adaptive_bin_init (GhAdaptiveBin *bin)
{
  bin->room = GH_ROOM_WIDE;
  gtk_widget_set_overflow (GTK_WIDGET (bin), GTK_OVERFLOW_HIDDEN);
}

/**
 * gh_adaptive_bin_get_room:
 * @bin: a bin
 *
 * Returns: how much room there is for its child
 */
GhRoom
gh_adaptive_bin_get_room (GhAdaptiveBin *bin)
{
  return bin->room;
}
