/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two children side by side where there is room for both, one below the other where not. */
#include "columns.h"

#define SIDE_BY_SIDE_WIDTH 900
#define GAP 24

struct _GhColumns
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (GhColumns, gh_columns, GTK_TYPE_WIDGET)

/* Each column is as wide as any child has to be; how much that is depends on theme and fonts. */
static gboolean
are_beside (GtkWidget *widget, int width)
{
  if (width < SIDE_BY_SIDE_WIDTH)
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      if (least > (width - GAP) / 2)
        return FALSE;
    }
  return TRUE;
}

static GtkSizeRequestMode
gh_columns_get_request_mode (GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* As wide as the widest child; as high as both, or as the higher where they are side by side. */
static void
gh_columns_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  gboolean beside = orientation == GTK_ORIENTATION_VERTICAL && are_beside (widget, for_size);
  int size = orientation == GTK_ORIENTATION_HORIZONTAL ? -1
             : beside                                  ? (for_size - GAP) / 2
                                                       : for_size;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;
      gtk_widget_measure (child, orientation, size, &least, &wanted, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL && !beside)
        {
          *minimum += least + (*minimum > 0 ? GAP : 0);
          *natural += wanted + (*natural > 0 ? GAP : 0);
        }
      else
        {
          *minimum = MAX (*minimum, least);
          *natural = MAX (*natural, wanted);
        }
    }
}

static void
gh_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gboolean beside = are_beside (widget, width);
  GtkAllocation place = { 0, 0, beside ? (width - GAP) / 2 : width, height };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int wanted;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place.width, NULL, &wanted, NULL, NULL);
      place.height = wanted;
      gtk_widget_size_allocate (child, &place, -1);
      if (beside)
        place.x += place.width + GAP;
      else
        place.y += wanted + GAP;
    }
}

static void
gh_columns_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gh_columns_parent_class)->dispose (object);
}

static void
gh_columns_class_init (GhColumnsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_columns_dispose;
  widget_class->get_request_mode = gh_columns_get_request_mode;
  widget_class->measure = gh_columns_measure;
  widget_class->size_allocate = gh_columns_size_allocate;
}

static void
gh_columns_init (GhColumns *columns G_GNUC_UNUSED)
{
}
