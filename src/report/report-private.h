/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report.h"

G_BEGIN_DECLS

typedef enum
{
  GH_BLOCK_CONTENTS,
  GH_BLOCK_CHAPTER,
  GH_BLOCK_HEADING,
  GH_BLOCK_TEXT,
  GH_BLOCK_FACTS,
  GH_BLOCK_TABLE,
  GH_BLOCK_FIGURE
} GhBlockKind;

/* @kind: of the row; @cells: (owned): as many as there are columns, of texts
 * over all columns only the first */
typedef struct
{
  GhReportRowKind kind;
  GStrv cells;
} GhReportRow;

/* @titles: (owned) (array length=count): of the columns; @is_number: (owned) */
struct _GhReportTable
{
  guint count;
  GStrv titles;
  gboolean *is_number;
  GPtrArray *rows; /* (element-type GhReportRow) */
};

/* One piece of a report. @text: (owned) (nullable): of headings and texts; @id: (owned) (nullable):
 * of a chapter, for links; @caption: (owned) texts, of tables and figures; @facts: (owned): texts
 * by threes; @height: of a figure, points; @measure: (nullable): what a figure needs beside that on
 * a given width, both in its own pixels */
typedef struct
{
  GhBlockKind kind;
  GhReportTextStyle style;
  char *text;
  char *id;
  char *caption[4];
  GPtrArray *facts;
  GhReportTable *table;
  double height;
  double (*measure) (double width, gpointer data);
  GhDrawFunc draw;
  gpointer data;
  GDestroyNotify free_data;
} GhBlock;

struct _GhReport
{
  char *title;
  char *subtitle;
  char *date_text;
  char *date_iso;
  GPtrArray *blocks; /* (element-type GhBlock) */
};

G_END_DECLS
