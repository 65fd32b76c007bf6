/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the pages of a report on whatever cairo draws on: a file, or a printer. */
#include <math.h>

#include "report-layout-private.h"
#include "words.h"

/* A place to which links lead. Elsewhere than in PDF tags are nothing. */
static void
mark_chapter (cairo_t *cr, const GhBlock *block, const GhReportBox *box)
{
  g_autofree char *attributes
      = g_strdup_printf ("name='%s' x=%.2f y=%.2f", block->id, box->x, box->y);

  cairo_tag_begin (cr, CAIRO_TAG_DEST, attributes);
  cairo_tag_end (cr, CAIRO_TAG_DEST);
}

static guint
find_page (const GhReportLayout *layout, guint block)
{
  for (guint i = 0; i < layout->boxes->len; i++)
    if (gh_report_layout_get_box (layout, i)->block == block)
      return gh_report_layout_get_box (layout, i)->page;
  return 0;
}

/* One line of the list: the chapter at the left, its page at the right. */
static void
draw_entry (GhReportLayout *layout, cairo_t *cr, guint index, double x, double y, double width)
{
  const GhBlock *block = g_ptr_array_index (layout->report->blocks, index);
  g_autofree char *number = g_strdup_printf ("%u", find_page (layout, index) + 1);
  g_autofree char *link = g_strdup_printf ("dest='%s'", block->id);

  cairo_tag_begin (cr, CAIRO_TAG_LINK, link);
  gh_type_draw (layout->context, cr, GH_TYPE_BODY, block->text, x, y, 0.9 * width,
                PANGO_ALIGN_LEFT);
  gh_type_draw (layout->context, cr, GH_TYPE_BODY, number, x, y, width, PANGO_ALIGN_RIGHT);
  cairo_tag_end (cr, CAIRO_TAG_LINK);
}

/* Read down the first column, then down the next. */
static void
draw_contents (GhReportLayout *layout, cairo_t *cr, const GhReportBox *box)
{
  const GPtrArray *blocks = layout->report->blocks;
  g_auto (GStrv) chapters = gh_report_list_chapters (layout->report);
  guint lines = gh_layout_count_contents_lines (g_strv_length (chapters)), entry = 0;
  double width = (box->width - (GH_CONTENTS_COLUMNS - 1) * GH_CONTENTS_GAP) / GH_CONTENTS_COLUMNS;

  for (guint i = 0; i < blocks->len; i++)
    {
      if (((const GhBlock *) g_ptr_array_index (blocks, i))->kind != GH_BLOCK_CHAPTER)
        continue;
      draw_entry (layout, cr, i, box->x + entry / lines * (width + GH_CONTENTS_GAP),
                  box->y + entry % lines * GH_CONTENTS_LINE, width);
      entry++;
    }
}

static void
draw_fact (GhReportLayout *layout, cairo_t *cr, const GhBlock *block, guint fact, double x,
           double y, double width, double height)
{
  static const GhType parts[] = { GH_TYPE_NOTE, GH_TYPE_FACT, GH_TYPE_NOTE };

  cairo_rectangle (cr, x, y, width, height);
  gh_palette_set_source (gh_palette_get (GH_PALETTE_PRINT), cr, GH_COLOUR_WEEKEND, 1.0);
  cairo_fill (cr);
  y += GH_FACT_PAD;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    y += gh_type_draw (layout->context, cr, parts[i],
                       g_ptr_array_index (block->facts, 3 * fact + i), x + GH_FACT_PAD, y,
                       width - 2.0 * GH_FACT_PAD, PANGO_ALIGN_LEFT);
}

static void
draw_facts (GhReportLayout *layout, cairo_t *cr, const GhBlock *block, const GhReportBox *box)
{
  double width = (box->width - (GH_FACT_COLUMNS - 1) * GH_FACT_GAP) / GH_FACT_COLUMNS;
  double y = box->y;

  for (guint i = 0; i < block->facts->len / 3; i += GH_FACT_COLUMNS)
    {
      double height = gh_layout_measure_facts (layout, block, i);
      for (guint k = i; k < MIN (i + GH_FACT_COLUMNS, block->facts->len / 3); k++)
        draw_fact (layout, cr, block, k, box->x + (k - i) * (width + GH_FACT_GAP), y, width,
                   height);
      y += height + GH_FACT_GAP;
    }
}

static void
draw_chart (cairo_t *cr, const GhBlock *block, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, GH_REPORT_CHART_SCALE, GH_REPORT_CHART_SCALE);
  block->draw (cr, width / GH_REPORT_CHART_SCALE, height / GH_REPORT_CHART_SCALE, block->data);
  cairo_restore (cr);
}

/* A table or a figure with what is said about its numbers. */
static void
draw_captioned (GhReportLayout *layout, cairo_t *cr, const GhBlock *block, const GhReportBox *box)
{
  g_autofree char *source = gh_block_format_source (block);
  g_autofree char *title = box->first_row > 0
                               /* Translators: the title of a table that goes on. */
                               ? g_strdup_printf (_ ("%s (continued)"), block->caption[0])
                               : g_strdup (block->caption[0]);
  double above = gh_layout_measure_caption (layout, block);
  double below = gh_layout_measure_source (layout, block);

  gh_type_draw (layout->context, cr, GH_TYPE_CAPTION, title, box->x, box->y, box->width,
                PANGO_ALIGN_LEFT);
  if (block->kind == GH_BLOCK_TABLE)
    gh_table_shape_draw (g_ptr_array_index (layout->shapes, box->block), block->table,
                         layout->context, cr, box->first_row, box->last_row, box->x, box->y + above,
                         box->width);
  else
    draw_chart (cr, block, box->x, box->y + above, box->width, box->height - above - below);
  gh_type_draw (layout->context, cr, GH_TYPE_NOTE, source, box->x,
                box->y + box->height - below + GH_CAPTION_GAP, box->width, PANGO_ALIGN_LEFT);
}

static void
draw_text (GhReportLayout *layout, cairo_t *cr, const GhBlock *block, const GhReportBox *box)
{
  double indent = 0.0;

  if (block->kind == GH_BLOCK_TEXT && block->style == GH_REPORT_BULLET)
    {
      indent = GH_BULLET_INDENT;
      gh_type_draw (layout->context, cr, GH_TYPE_BODY, "•", box->x + 2.0, box->y, indent,
                    PANGO_ALIGN_LEFT);
    }
  gh_type_draw (layout->context, cr, gh_block_get_type (block), block->text, box->x + indent,
                box->y, box->width - indent, PANGO_ALIGN_LEFT);
}

/* What a piece is to who does not see the page: readers aloud go by it. */
static const char *
get_role (const GhBlock *block)
{
  static const char *const roles[]
      = { [GH_BLOCK_CONTENTS] = "TOC", [GH_BLOCK_CHAPTER] = "H1", [GH_BLOCK_HEADING] = "H2",
          [GH_BLOCK_TEXT] = "P",       [GH_BLOCK_FACTS] = "P",    [GH_BLOCK_TABLE] = "Table",
          [GH_BLOCK_FIGURE] = "Figure" };

  return roles[block->kind];
}

static void
draw_box (GhReportLayout *layout, cairo_t *cr, const GhReportBox *box)
{
  const GhBlock *block = g_ptr_array_index (layout->report->blocks, box->block);

  cairo_tag_begin (cr, get_role (block), NULL);
  switch (block->kind)
    {
    case GH_BLOCK_CONTENTS:
      draw_contents (layout, cr, box);
      break;
    case GH_BLOCK_FACTS:
      draw_facts (layout, cr, block, box);
      break;
    case GH_BLOCK_TABLE:
    case GH_BLOCK_FIGURE:
      draw_captioned (layout, cr, block, box);
      break;
    case GH_BLOCK_CHAPTER:
      mark_chapter (cr, block, box);
      draw_text (layout, cr, block, box);
      break;
    default:
      draw_text (layout, cr, block, box);
      break;
    }
  cairo_tag_end (cr, get_role (block));
}

static void
draw_title (GhReportLayout *layout, cairo_t *cr)
{
  double y = GH_PAGE_TOP, width = gh_layout_get_width (layout);

  y += gh_type_draw (layout->context, cr, GH_TYPE_TITLE, layout->report->title, GH_PAGE_SIDE, y,
                     width, PANGO_ALIGN_LEFT)
       + GH_TITLE_GAP;
  y += gh_type_draw (layout->context, cr, GH_TYPE_SUBTITLE, layout->report->subtitle, GH_PAGE_SIDE,
                     y, width, PANGO_ALIGN_LEFT);
  gh_type_draw (layout->context, cr, GH_TYPE_SUBTITLE, layout->report->date_text, GH_PAGE_SIDE, y,
                width, PANGO_ALIGN_LEFT);
}

/* What the study is called and when this was made at the left, the page at the right. */
static void
draw_foot (GhReportLayout *layout, cairo_t *cr, guint page)
{
  double y = layout->paper.height - GH_PAGE_FOOT, width = gh_layout_get_width (layout);
  /* Translators: the number of a page and how many there are. */
  g_autofree char *number = g_strdup_printf (_ ("Page %1$u of %2$u"), page + 1, layout->pages);
  g_autofree char *left
      = g_strdup_printf ("%s · %s", layout->report->subtitle, layout->report->date_text);
  g_autoptr (PangoLayout) text
      = gh_type_new_layout (layout->context, GH_TYPE_NOTE, left, 0.8 * width);

  pango_layout_set_ellipsize (text, PANGO_ELLIPSIZE_MIDDLE);
  gh_palette_set_source (gh_palette_get (GH_PALETTE_PRINT), cr, GH_COLOUR_GRID, 1.0);
  cairo_rectangle (cr, GH_PAGE_SIDE, y - 6.0, width, 0.4);
  cairo_fill (cr);
  gh_palette_set_source (gh_palette_get (GH_PALETTE_PRINT), cr, GH_COLOUR_DIM_TEXT, 1.0);
  cairo_move_to (cr, GH_PAGE_SIDE, y);
  pango_cairo_show_layout (cr, text);
  gh_type_draw (layout->context, cr, GH_TYPE_NOTE, number, GH_PAGE_SIDE, y, width,
                PANGO_ALIGN_RIGHT);
}

/**
 * gh_report_layout_draw_page:
 * @layout: a layout
 * @cr: to draw with, one unit a point, the origin in the upper left corner of the sheet
 * @page: below gh_report_layout_count_pages()
 *
 * Draws a page.
 */
void
gh_report_layout_draw_page (GhReportLayout *layout, cairo_t *cr, guint page)
{
  if (page == 0)
    draw_title (layout, cr);
  for (guint i = 0; i < layout->boxes->len; i++)
    if (gh_report_layout_get_box (layout, i)->page == page)
      draw_box (layout, cr, gh_report_layout_get_box (layout, i));
  draw_foot (layout, cr, page);
}
