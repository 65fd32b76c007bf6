/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a file: the same report gives the same bytes. */
#include <cairo-pdf.h>

#include "errors.h"
#include "file-writing.h"
#include "report-layout-private.h"
#include "words.h"

static cairo_status_t
collect (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The moment of making is the date of the report, or no two files would be the same. */
static void
set_metadata (cairo_surface_t *surface, const GhReport *report)
{
  g_autofree char *moment = g_strconcat (report->date_iso, "T00:00:00Z", NULL);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, report->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, report->subtitle);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Gridhearth " GH_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
}

static void
add_bookmarks (cairo_surface_t *surface, const GhReport *report)
{
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const GhBlock *block = g_ptr_array_index (report->blocks, i);
      if (block->kind != GH_BLOCK_CHAPTER)
        continue;
      g_autofree char *link = g_strdup_printf ("dest='%s'", block->id);
      cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, block->text, link,
                                     CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }
}

static gboolean
draw_pages (GhReportLayout *layout, cairo_surface_t *surface, const GhProgress *progress,
            GError **error)
{
  cairo_t *cr = cairo_create (surface);
  gboolean going = TRUE;

  for (guint page = 0; going && page < layout->pages; page++)
    {
      gh_report_layout_draw_page (layout, cr, page);
      cairo_show_page (cr);
      going = gh_progress_step (progress, (page + 1.0) / layout->pages, NULL, error);
    }
  cairo_destroy (cr);
  return going;
}

/**
 * gh_report_write_pdf:
 * @report: a report
 * @paper: on which it is put
 * @path: where it goes; an old file is replaced only when the new one is whole
 * @progress: (nullable): asked after each page
 * @error: set when it cannot be drawn or written, or when stopped
 *
 * Writes a report as PDF, with bookmarks and links to its chapters.
 *
 * Returns: whether it was written
 */
gboolean
gh_report_write_pdf (GhReport *report, const GhPaper *paper, const char *path,
                     const GhProgress *progress, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GhProgress laying = gh_progress_part (progress, 0.0, 0.5);
  GhProgress drawing = gh_progress_part (progress, 0.5, 1.0);
  g_autoptr (GhReportLayout) layout = gh_report_layout_new (report, paper, &laying, error);
  g_autoptr (GError) write_error = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;

  if (layout == NULL)
    return FALSE;
  surface = cairo_pdf_surface_create_for_stream (collect, bytes, paper->width, paper->height);
  set_metadata (surface, report);
  gboolean going = draw_pages (layout, surface, &drawing, error);
  add_bookmarks (surface, report);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!going)
    return FALSE;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_FAILED, _ ("The report could not be drawn: %s"),
                   cairo_status_to_string (status));
      return FALSE;
    }
  if (gh_file_write (path, (const char *) bytes->data, bytes->len, &write_error))
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_IO, _ ("%s could not be written: %s"), path,
               write_error->message);
  return FALSE;
}
