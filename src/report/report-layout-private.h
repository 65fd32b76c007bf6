/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report-layout.h"
#include "report-table.h"

G_BEGIN_DECLS

/* Of pages, points. */
#define GH_PAGE_SIDE 48.0
#define GH_PAGE_TOP 42.0
#define GH_PAGE_BOTTOM 52.0
#define GH_PAGE_FOOT 32.0

/* Inside of blocks, points. */
#define GH_TITLE_GAP 4.0
#define GH_BULLET_INDENT 11.0
#define GH_FACT_COLUMNS 3
#define GH_FACT_GAP 10.0
#define GH_FACT_PAD 7.0
#define GH_CAPTION_GAP 2.5
#define GH_CONTENTS_LINE 13.0
#define GH_CONTENTS_COLUMNS 2
#define GH_CONTENTS_GAP 24.0

/* @report: not owned; @shapes: (element-type GhTableShape): of the blocks that are tables, %NULL of
 * others; @boxes: (element-type GhReportBox); @y: where the next block would begin while pages are
 * made; @figure_share: of their height that figures have */
struct _GhReportLayout
{
  GhReport *report;
  GhPaper paper;
  PangoContext *context;
  GPtrArray *shapes;
  GArray *boxes;
  guint pages;
  double y;
  double figure_share;
};

double gh_layout_get_width (const GhReportLayout *layout);
double gh_layout_get_title_height (const GhReportLayout *layout);
GhType gh_block_get_type (const GhBlock *block);
char *gh_block_format_source (const GhBlock *block);
double gh_layout_measure_caption (const GhReportLayout *layout, const GhBlock *block);
double gh_layout_measure_source (const GhReportLayout *layout, const GhBlock *block);
guint gh_layout_count_contents_lines (guint chapters);
double gh_layout_measure_facts (const GhReportLayout *layout, const GhBlock *block, guint first);

G_END_DECLS
