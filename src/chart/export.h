/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GH_EXPORT_PNG,
  GH_EXPORT_SVG,
  GH_EXPORT_PDF
} GhExportFormat;

/**
 * GhDrawFunc:
 * @cr: to draw with
 * @width: pixels
 * @height: pixels
 * @data: the caller's
 *
 * Draws what is on the screen.
 */
typedef void (*GhDrawFunc) (cairo_t *cr, double width, double height, gpointer data);

gboolean gh_export_format_of_path (const char *path, GhExportFormat *format);
gboolean gh_chart_export (GhDrawFunc draw, gpointer data, double width, double height,
                          GhExportFormat format, const char *title, const char *path,
                          GError **error);

G_END_DECLS
