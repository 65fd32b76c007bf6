/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#include "errors.h"
#include "words.h"

/* A picture of pixels is made twice as fine as the screen. */
#define PIXEL_SCALE 2.0
/* A page measures in points of 1/72 inch, a screen in pixels of 1/96. */
#define POINTS_PER_PIXEL 0.75

static cairo_status_t
collect (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
new_surface (GhExportFormat format, double width, double height, GByteArray *bytes)
{
  switch (format)
    {
    case GH_EXPORT_SVG:
      return cairo_svg_surface_create_for_stream (collect, bytes, width, height);
    case GH_EXPORT_PDF:
      return cairo_pdf_surface_create_for_stream (collect, bytes, POINTS_PER_PIXEL * width,
                                                  POINTS_PER_PIXEL * height);
    case GH_EXPORT_PNG:
    default:
      return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (PIXEL_SCALE * width),
                                         (int) ceil (PIXEL_SCALE * height));
    }
}

/* The first child of the root element says what the picture is; cairo has no words for it. */
static void
add_svg_title (GByteArray *bytes, const char *title)
{
  g_autofree char *element = g_markup_printf_escaped ("<title>%s</title>\n", title);
  const char *text = (const char *) bytes->data;
  const char *root = g_strstr_len (text, bytes->len, "<svg");
  const char *end = root != NULL ? memchr (root, '>', bytes->len - (gsize) (root - text)) : NULL;
  gsize begin = end != NULL ? (gsize) (end + 1 - text) : 0;
  gsize old = bytes->len, added = strlen (element);

  if (end == NULL)
    return;
  g_byte_array_set_size (bytes, (guint) (old + added));
  memmove (bytes->data + begin + added, bytes->data + begin, old - begin);
  memcpy (bytes->data + begin, element, added);
}

/**
 * gh_export_format_of_path:
 * @path: of a file
 * @format: (out): what its ending asks for
 *
 * Returns: whether the ending is .png, .svg or .pdf
 */
gboolean
gh_export_format_of_path (const char *path, GhExportFormat *format)
{
  static const char *const endings[] = { ".png", ".svg", ".pdf" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      {
        *format = (GhExportFormat) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * gh_chart_export:
 * @draw: draws the chart, the same that draws it on the screen
 * @data: passed to @draw
 * @width: pixels on the screen
 * @height: pixels on the screen
 * @format: of the file
 * @title: (nullable): what it shows; kept beside the picture where the format has a place for it,
 *   which PNG has not
 * @path: where it goes; an old file is replaced only when the new one is whole
 * @error: set when it cannot be drawn or written
 *
 * Writes exactly what is on the screen to a file.
 *
 * Returns: whether it was written
 */
gboolean
gh_chart_export (GhDrawFunc draw, gpointer data, double width, double height, GhExportFormat format,
                 const char *title, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = new_surface (format, width, height, bytes);
  cairo_t *cr = cairo_create (surface);
  double scale = format == GH_EXPORT_PNG   ? PIXEL_SCALE
                 : format == GH_EXPORT_PDF ? POINTS_PER_PIXEL
                                           : 1.0;
  g_autoptr (GError) write_error = NULL;
  cairo_status_t status;

  if (title != NULL && format == GH_EXPORT_PDF)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_scale (cr, scale, scale);
  draw (cr, width, height, data);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == GH_EXPORT_PNG)
    status = cairo_surface_write_to_png_stream (surface, collect, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_FAILED, _ ("The chart could not be drawn: %s"),
                   cairo_status_to_string (status));
      return FALSE;
    }
  if (title != NULL && format == GH_EXPORT_SVG)
    add_svg_title (bytes, title);
  if (g_file_set_contents (path, (const char *) bytes->data, bytes->len, &write_error))
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_IO, _ ("%s could not be written: %s"), path,
               write_error->message);
  return FALSE;
}
