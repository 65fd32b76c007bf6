/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper.h"
#include "progress.h"
#include "report.h"

G_BEGIN_DECLS

/**
 * GhReportBox:
 * @page: on which it is, 0 for the first
 * @x: left end, points
 * @y: upper end, points
 * @width: points
 * @height: points
 * @block: which of what the report says, in its order
 * @first_row: of a table
 * @last_row: row after the last of a table
 * @is_heading: whether it is a title that something has to follow
 *
 * Where a piece of a report is.
 */
typedef struct
{
  guint page;
  double x;
  double y;
  double width;
  double height;
  guint block;
  guint first_row;
  guint last_row;
  gboolean is_heading;
} GhReportBox;

/**
 * GhReportLayout:
 *
 * A report on pages. To be used in one thread at a time, of which another may be the next.
 */
typedef struct _GhReportLayout GhReportLayout;

GhReportLayout *gh_report_layout_new (GhReport *report, const GhPaper *paper,
                                      const GhProgress *progress, GError **error);
void gh_report_layout_free (GhReportLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhReportLayout, gh_report_layout_free)

gboolean gh_report_layout_is_on (const GhReportLayout *layout, double width, double height);
guint gh_report_layout_count_pages (const GhReportLayout *layout);
void gh_report_layout_get_body (const GhReportLayout *layout, GhReportBox *box);
guint gh_report_layout_count_boxes (const GhReportLayout *layout);
const GhReportBox *gh_report_layout_get_box (const GhReportLayout *layout, guint index);
void gh_report_layout_draw_page (GhReportLayout *layout, cairo_t *cr, guint page);

gboolean gh_report_write_pdf (GhReport *report, const GhPaper *paper, const char *path,
                              const GhProgress *progress, GError **error);

G_END_DECLS
