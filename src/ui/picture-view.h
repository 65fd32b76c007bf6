/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "data-table.h"
#include "figure.h"

G_BEGIN_DECLS

/**
 * GhPictureKind:
 * @draw: draws it
 * @get_height: pixels in which it is easily read
 * @describe: (transfer full): what it shows, in words
 * @make_table: (transfer full): the same as a table
 * @tell: (nullable) (transfer full) (nullable): what is at a place of it, in words
 * @free_data: frees what it is made of
 *
 * How a picture that is no figure is shown, read and saved.
 */
typedef struct
{
  void (*draw) (gpointer data, cairo_t *cr, double width, double height,
                const GhFigureStyle *style);
  double (*get_height) (gpointer data);
  char *(*describe) (gpointer data);
  GhDataTable *(*make_table) (gpointer data, const char *title);
  char *(*tell) (gpointer data, double x, double y, double width, double height);
  GDestroyNotify free_data;
} GhPictureKind;

#define GH_TYPE_PICTURE_VIEW (gh_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (GhPictureView, gh_picture_view, GH, PICTURE_VIEW, GtkWidget)

void gh_picture_view_set_name (GhPictureView *view, const char *name);
void gh_picture_view_set_dimmed (GhPictureView *view, gboolean dimmed);
void gh_picture_view_take (GhPictureView *view, const GhPictureKind *kind, gpointer data);

G_END_DECLS
