/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report says: a list of blocks that know nothing of pages. */
#include "report-private.h"

#include <math.h>
#include <string.h>

/* Longer than any text of our own; names of a study may be of any length. */
#define LONGEST_TEXT 1500
#define LONGEST_CELL 300
#define LONGEST_FACT 80

static void
free_row (gpointer data)
{
  GhReportRow *row = data;

  g_strfreev (row->cells);
  g_free (row);
}

static void
free_table (GhReportTable *table)
{
  if (table == NULL)
    return;
  g_strfreev (table->titles);
  g_free (table->is_number);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

static void
free_block (gpointer data)
{
  GhBlock *block = data;

  g_free (block->text);
  g_free (block->id);
  for (gsize i = 0; i < G_N_ELEMENTS (block->caption); i++)
    g_free (block->caption[i]);
  g_clear_pointer (&block->facts, g_ptr_array_unref);
  free_table (block->table);
  if (block->free_data != NULL)
    block->free_data (block->data);
  g_free (block);
}

/* A copy, cut where it is longer than it may be, so that no text is higher than a page. */
static char *
copy_text (const char *text, glong longest)
{
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (text, -1) <= longest)
    return g_strdup (text);
  cut = g_utf8_substring (text, 0, longest - 1);
  return g_strconcat (cut, "…", NULL);
}

static GhBlock *
add_block (GhReport *report, GhBlockKind kind, const char *text)
{
  GhBlock *block = g_new0 (GhBlock, 1);

  block->kind = kind;
  block->text = text != NULL ? copy_text (text, LONGEST_TEXT) : NULL;
  g_ptr_array_add (report->blocks, block);
  return block;
}

static void
set_caption (GhBlock *block, const GhReportCaption *caption)
{
  const char *const parts[] = { caption->title, caption->unit, caption->range, caption->source };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    block->caption[i] = copy_text (parts[i] != NULL ? parts[i] : "", LONGEST_CELL);
}

/**
 * gh_report_new:
 * @title: of the report
 * @subtitle: what it is about: the name of the study
 * @date_text: its date, for people
 * @date_iso: the same as "2026-11-27"
 *
 * Returns: (transfer full): a report that says nothing yet
 */
GhReport *
gh_report_new (const char *title, const char *subtitle, const char *date_text, const char *date_iso)
{
  GhReport *report = g_new0 (GhReport, 1);

  report->title = copy_text (title, LONGEST_CELL);
  report->subtitle = copy_text (subtitle, LONGEST_CELL);
  report->date_text = g_strdup (date_text);
  report->date_iso = g_strdup (date_iso);
  report->blocks = g_ptr_array_new_with_free_func (free_block);
  return report;
}

/**
 * gh_report_free:
 * @report: (transfer full) (nullable): a report
 *
 * Frees it with its figures.
 */
void
gh_report_free (GhReport *report)
{
  if (report == NULL)
    return;
  g_free (report->title);
  g_free (report->subtitle);
  g_free (report->date_text);
  g_free (report->date_iso);
  g_ptr_array_unref (report->blocks);
  g_free (report);
}

/**
 * gh_report_add_contents:
 * @report: a report
 *
 * Adds the list of all chapters, those to come as well, with their pages.
 */
void
gh_report_add_contents (GhReport *report)
{
  add_block (report, GH_BLOCK_CONTENTS, NULL);
}

/**
 * gh_report_add_chapter:
 * @report: a report
 * @id: of its own, of letters, for links
 * @title: of the chapter
 *
 * Begins a chapter.
 */
void
gh_report_add_chapter (GhReport *report, const char *id, const char *title)
{
  add_block (report, GH_BLOCK_CHAPTER, title)->id = g_strdup (id);
}

/**
 * gh_report_add_heading:
 * @report: a report
 * @title: of what follows
 *
 * Begins a part of a chapter.
 */
void
gh_report_add_heading (GhReport *report, const char *title)
{
  add_block (report, GH_BLOCK_HEADING, title);
}

/**
 * gh_report_add_text:
 * @report: a report
 * @style: how it looks
 * @text: (nullable): a paragraph; nothing is added for %NULL and ""
 *
 * Adds a paragraph.
 */
void
gh_report_add_text (GhReport *report, GhReportTextStyle style, const char *text)
{
  if (text != NULL && *text != '\0')
    add_block (report, GH_BLOCK_TEXT, text)->style = style;
}

/**
 * gh_report_take_text:
 * @report: a report
 * @style: how it looks
 * @text: (transfer full) (nullable): a paragraph
 *
 * Adds a paragraph as gh_report_add_text() does.
 */
void
gh_report_take_text (GhReport *report, GhReportTextStyle style, char *text)
{
  gh_report_add_text (report, style, text);
  g_free (text);
}

/**
 * gh_report_add_lines:
 * @report: a report
 * @style: how they look
 * @text: (nullable): lines
 *
 * Adds a paragraph for each line.
 */
void
gh_report_add_lines (GhReport *report, GhReportTextStyle style, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    gh_report_add_text (report, style, *line);
}

/**
 * gh_report_add_facts:
 * @report: a report
 * @facts: (array length=count): key figures
 * @count: how many
 *
 * Adds key figures, three in a row.
 */
void
gh_report_add_facts (GhReport *report, const GhReportFact *facts, guint count)
{
  GhBlock *block = add_block (report, GH_BLOCK_FACTS, NULL);

  block->facts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < count; i++)
    {
      g_ptr_array_add (block->facts, copy_text (facts[i].title, LONGEST_FACT));
      g_ptr_array_add (block->facts, copy_text (facts[i].value, LONGEST_FACT));
      g_ptr_array_add (block->facts,
                       copy_text (facts[i].note != NULL ? facts[i].note : "", LONGEST_CELL));
    }
}

static GhBlock *
add_drawing (GhReport *report, const GhReportCaption *caption, double height, GhDrawFunc draw,
             gpointer data, GDestroyNotify free_data)
{
  GhBlock *block = add_block (report, GH_BLOCK_FIGURE, NULL);

  set_caption (block, caption);
  block->height = height;
  block->draw = draw;
  block->data = data;
  block->free_data = free_data;
  return block;
}

/**
 * gh_report_add_drawing:
 * @report: a report
 * @caption: what it shows
 * @height: of the drawing on A4, points; in proportion on other papers
 * @draw: draws it, as on the screen
 * @data: (transfer full) (nullable): passed to @draw
 * @free_data: (nullable): frees @data
 *
 * Adds something that is drawn over the whole width.
 */
void
gh_report_add_drawing (GhReport *report, const GhReportCaption *caption, double height,
                       GhDrawFunc draw, gpointer data, GDestroyNotify free_data)
{
  add_drawing (report, caption, height, draw, data, free_data);
}

/* On paper nothing can be pointed at to read a name that is cut. */
static GhFigureStyle
get_figure_style (void)
{
  return (GhFigureStyle){ .palette = gh_palette_get (GH_PALETTE_PRINT),
                          .text_scale = 1.0,
                          .whole_names = TRUE };
}

static void
draw_figure (cairo_t *cr, double width, double height, gpointer data)
{
  GhFigureStyle style = get_figure_style ();

  gh_figure_draw (data, cr, width, height, &style);
}

static double
measure_legends (double width, gpointer data)
{
  GhFigureStyle style = get_figure_style ();

  return gh_figure_measure_legends (data, width, &style);
}

static void
free_figure (gpointer data)
{
  gh_figure_free (data);
}

/**
 * gh_report_take_figure:
 * @report: a report
 * @caption: what it shows
 * @height: of the figure on A4, points, without lines of its own for legends; in proportion on
 *   other papers
 * @figure: (transfer full): a figure, shown as it stands without its cursor
 *
 * Adds a figure.
 */
void
gh_report_take_figure (GhReport *report, const GhReportCaption *caption, double height,
                       GhFigure *figure)
{
  gh_figure_set_cursor (figure, NAN);
  add_drawing (report, caption, height, draw_figure, figure, free_figure)->measure
      = measure_legends;
}

/**
 * gh_report_add_table:
 * @report: a report
 * @caption: what it shows
 * @columns: (array length=count): its columns
 * @count: how many
 *
 * Adds a table without rows. The heads of its columns are repeated on each page that it reaches.
 *
 * Returns: (transfer none): the table, to be filled
 */
GhReportTable *
gh_report_add_table (GhReport *report, const GhReportCaption *caption,
                     const GhReportColumn *columns, guint count)
{
  GhBlock *block = add_block (report, GH_BLOCK_TABLE, NULL);
  GhReportTable *table = g_new0 (GhReportTable, 1);

  set_caption (block, caption);
  table->count = count;
  table->titles = g_new0 (char *, count + 1);
  table->is_number = g_new0 (gboolean, count);
  for (guint i = 0; i < count; i++)
    {
      table->titles[i] = copy_text (columns[i].title, LONGEST_CELL);
      table->is_number[i] = columns[i].is_number;
    }
  table->rows = g_ptr_array_new_with_free_func (free_row);
  return block->table = table;
}

/**
 * gh_report_table_add_row:
 * @table: a table
 * @kind: how the row looks
 * @cells: (array): one text a column
 *
 * Adds a row.
 */
void
gh_report_table_add_row (GhReportTable *table, GhReportRowKind kind, const char *const *cells)
{
  GhReportRow *row = g_new0 (GhReportRow, 1);

  row->kind = kind;
  row->cells = g_new0 (char *, table->count + 1);
  for (guint i = 0; i < table->count; i++)
    row->cells[i] = copy_text (cells[i], LONGEST_CELL);
  g_ptr_array_add (table->rows, row);
}

/* A row of one text. */
static void
add_text_row (GhReportTable *table, GhReportRowKind kind, const char *text)
{
  GhReportRow *row = g_new0 (GhReportRow, 1);

  row->kind = kind;
  row->cells = g_new0 (char *, 2);
  row->cells[0] = copy_text (text, LONGEST_CELL);
  g_ptr_array_add (table->rows, row);
}

/**
 * gh_report_table_add_group:
 * @table: a table
 * @title: of the rows that follow
 *
 * Adds a title over rows.
 */
void
gh_report_table_add_group (GhReportTable *table, const char *title)
{
  add_text_row (table, GH_REPORT_ROW_GROUP, title);
}

/**
 * gh_report_table_add_wide:
 * @table: a table
 * @text: longer than what a column holds
 *
 * Adds a row of one text.
 */
void
gh_report_table_add_wide (GhReportTable *table, const char *text)
{
  add_text_row (table, GH_REPORT_ROW_WIDE, text);
}

/**
 * gh_report_list_chapters:
 * @report: a report
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of its chapters
 */
char **
gh_report_list_chapters (const GhReport *report)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < report->blocks->len; i++)
    {
      const GhBlock *block = g_ptr_array_index (report->blocks, i);
      if (block->kind == GH_BLOCK_CHAPTER)
        g_strv_builder_add (builder, block->id);
    }
  return g_strv_builder_end (builder);
}

/**
 * gh_report_visit_captions:
 * @report: a report
 * @func: called for each table and figure, in their order
 * @data: passed to @func
 *
 * Tells what tables and figures say about their numbers.
 */
void
gh_report_visit_captions (const GhReport *report, GhReportCaptionFunc func, gpointer data)
{
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const GhBlock *block = g_ptr_array_index (report->blocks, i);
      GhReportCaption caption
          = { block->caption[0], block->caption[1], block->caption[2], block->caption[3] };
      if (block->kind == GH_BLOCK_TABLE || block->kind == GH_BLOCK_FIGURE)
        func (&caption, block->kind == GH_BLOCK_TABLE, data);
    }
}

static void
append_table (GString *text, const GhReportTable *table)
{
  for (guint r = 0; r < table->rows->len; r++)
    {
      const GhReportRow *row = g_ptr_array_index (table->rows, r);
      g_autofree char *line = g_strjoinv ("\t", row->cells);
      g_string_append_printf (text, "%s\n", line);
    }
}

/**
 * gh_report_to_text:
 * @report: a report
 *
 * Returns: (transfer full): all that it says, without what is drawn: a line a text, cells apart by
 *   tabulators
 */
char *
gh_report_to_text (const GhReport *report)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n%s\n%s\n", report->title, report->subtitle, report->date_text);
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const GhBlock *block = g_ptr_array_index (report->blocks, i);
      if (block->text != NULL)
        g_string_append_printf (text, "%s\n", block->text);
      for (guint k = 0; block->facts != NULL && k < block->facts->len; k += 3)
        g_string_append_printf (text, "%s\t%s\t%s\n", (char *) g_ptr_array_index (block->facts, k),
                                (char *) g_ptr_array_index (block->facts, k + 1),
                                (char *) g_ptr_array_index (block->facts, k + 2));
      if (block->caption[0] != NULL)
        g_string_append_printf (text, "%s\t%s\t%s\t%s\n", block->caption[0], block->caption[1],
                                block->caption[2], block->caption[3]);
      if (block->table != NULL)
        append_table (text, block->table);
    }
  return g_string_free (text, FALSE);
}
