/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "export.h"
#include "figure.h"

G_BEGIN_DECLS

/* Points of a page for a pixel of a chart: letters of charts are as large as those of tables. */
#define GH_REPORT_CHART_SCALE 0.62

/**
 * GhReportCaption:
 * @title: what is shown
 * @unit: in which; for tables with several units where they stand
 * @range: from when to when
 * @source: where the numbers come from
 *
 * What everything that shows numbers says about them. None of it may be empty.
 */
typedef struct
{
  const char *title;
  const char *unit;
  const char *range;
  const char *source;
} GhReportCaption;

/**
 * GhReportTextStyle:
 * @GH_REPORT_BODY: ordinary
 * @GH_REPORT_LEAD: large, for an answer
 * @GH_REPORT_NOTE: small and dim
 * @GH_REPORT_BULLET: an item of a list
 */
typedef enum
{
  GH_REPORT_BODY,
  GH_REPORT_LEAD,
  GH_REPORT_NOTE,
  GH_REPORT_BULLET
} GhReportTextStyle;

/**
 * GhReportFact:
 * @title: what it is
 * @value: number and unit, for people
 * @note: (nullable): from when to when, against what
 *
 * A key figure.
 */
typedef struct
{
  const char *title;
  const char *value;
  const char *note;
} GhReportFact;

/**
 * GhReportColumn:
 * @title: of the column, with the unit of its numbers; "" for none
 * @is_number: whether cells stand at the right and are not broken into lines
 */
typedef struct
{
  const char *title;
  gboolean is_number;
} GhReportColumn;

/**
 * GhReportRowKind:
 * @GH_REPORT_ROW: ordinary
 * @GH_REPORT_ROW_WIDE: one text over all columns
 * @GH_REPORT_ROW_GROUP: the title of the rows that follow, over all columns
 * @GH_REPORT_ROW_TOTAL: the sum of the rows above
 */
typedef enum
{
  GH_REPORT_ROW,
  GH_REPORT_ROW_WIDE,
  GH_REPORT_ROW_GROUP,
  GH_REPORT_ROW_TOTAL
} GhReportRowKind;

/**
 * GhReport:
 *
 * What a report says, in the order in which it is read, without pages. To be used in one thread at
 * a time. Texts that are longer than any that the program itself makes are cut.
 */
typedef struct _GhReport GhReport;
typedef struct _GhReportTable GhReportTable;

GhReport *gh_report_new (const char *title, const char *subtitle, const char *date_text,
                         const char *date_iso);
void gh_report_free (GhReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhReport, gh_report_free)

void gh_report_add_contents (GhReport *report);
void gh_report_add_chapter (GhReport *report, const char *id, const char *title);
void gh_report_add_heading (GhReport *report, const char *title);
void gh_report_add_text (GhReport *report, GhReportTextStyle style, const char *text);
void gh_report_take_text (GhReport *report, GhReportTextStyle style, char *text);
void gh_report_add_lines (GhReport *report, GhReportTextStyle style, const char *text);
void gh_report_add_facts (GhReport *report, const GhReportFact *facts, guint count);
void gh_report_add_drawing (GhReport *report, const GhReportCaption *caption, double height,
                            GhDrawFunc draw, gpointer data, GDestroyNotify free_data);
void gh_report_take_figure (GhReport *report, const GhReportCaption *caption, double height,
                            GhFigure *figure);
GhReportTable *gh_report_add_table (GhReport *report, const GhReportCaption *caption,
                                    const GhReportColumn *columns, guint count);
void gh_report_table_add_row (GhReportTable *table, GhReportRowKind kind, const char *const *cells);
void gh_report_table_add_group (GhReportTable *table, const char *title);
void gh_report_table_add_wide (GhReportTable *table, const char *text);

/**
 * GhReportCaptionFunc:
 * @caption: of a table or a figure
 * @is_table: which of both
 * @data: the caller's
 */
typedef void (*GhReportCaptionFunc) (const GhReportCaption *caption, gboolean is_table,
                                     gpointer data);

char **gh_report_list_chapters (const GhReport *report);
void gh_report_visit_captions (const GhReport *report, GhReportCaptionFunc func, gpointer data);
char *gh_report_to_text (const GhReport *report);

G_END_DECLS
