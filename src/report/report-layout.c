/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts a report on pages: nothing stands beyond the margins, no title is left at the foot of a page
 * without what it is of, no row and no figure is torn from its caption. */
#include "report-layout-private.h"

#include <math.h>

#include "words.h"

/* Rows of a table that have to be there for it to begin on a page, and the share of a page up to
 * which a table is not divided at all. */
#define LEAST_ROWS 2
#define WHOLE_TABLE 0.5
/* Share of its height that a figure may give up. */
#define FIGURE_SLACK 0.15
/* Pages that are meant to be read, and the share of the last one that has to be used for it to be
 * worth a sheet. */
#define MOST_PAGES 10
#define LEAST_LAST_PAGE 0.2
/* Shares of their height that figures may have, as many as it takes. */
static const double figure_shares[] = { 1.0, 0.9, 0.8 };
/* Sheets that differ by less are the same, points. */
#define SAME_PAPER 1.0

static void
free_shape (gpointer data)
{
  gh_table_shape_free (data);
}

/**
 * gh_layout_get_width:
 * @layout: a layout
 *
 * Returns: of what is between the margins, points
 */
double
gh_layout_get_width (const GhReportLayout *layout)
{
  return layout->paper.width - 2.0 * GH_PAGE_SIDE;
}

static double
get_bottom (const GhReportLayout *layout)
{
  return layout->paper.height - GH_PAGE_BOTTOM;
}

/* Drawings whose lines have their height keep it. */
static gboolean
can_shrink (const GhBlock *block)
{
  return block->kind == GH_BLOCK_FIGURE && block->measure != NULL;
}

/* Height of a figure on this paper, points: pages of any paper hold the same, but for what names in
 * legends take. */
static double
get_plot_height (const GhReportLayout *layout, const GhBlock *block)
{
  double share = can_shrink (block) ? layout->figure_share : 1.0;

  return share * block->height * (get_bottom (layout) - GH_PAGE_TOP)
         / (gh_paper_find ("a4")->height - GH_PAGE_BOTTOM - GH_PAGE_TOP);
}

static double
get_figure_height (const GhReportLayout *layout, const GhBlock *block)
{
  double width = gh_layout_get_width (layout) / GH_REPORT_CHART_SCALE;
  double names = block->measure != NULL ? block->measure (width, block->data) : 0.0;

  return GH_REPORT_CHART_SCALE * names + get_plot_height (layout, block);
}

/* What a figure gives up of its height rather than begin a page and leave this one empty. */
static double
get_slack (const GhReportLayout *layout, const GhBlock *block)
{
  return can_shrink (block) ? FIGURE_SLACK * get_plot_height (layout, block) : 0.0;
}

/**
 * gh_block_get_type:
 * @block: a heading or a text
 *
 * Returns: how it looks
 */
GhType
gh_block_get_type (const GhBlock *block)
{
  static const GhType texts[] = { GH_TYPE_BODY, GH_TYPE_LEAD, GH_TYPE_NOTE, GH_TYPE_BODY };

  return block->kind == GH_BLOCK_CHAPTER   ? GH_TYPE_CHAPTER
         : block->kind == GH_BLOCK_HEADING ? GH_TYPE_HEADING
                                           : texts[block->style];
}

/**
 * gh_block_format_source:
 * @block: a table or a figure
 *
 * Returns: (transfer full): its unit, range and source, in a line
 */
char *
gh_block_format_source (const GhBlock *block)
{
  /* Translators: below each chart and table: its unit, from when to when, and whence. */
  return g_strdup_printf (_ ("Unit: %1$s · %2$s · Source: %3$s"), block->caption[1],
                          block->caption[2], block->caption[3]);
}

/**
 * gh_layout_measure_caption:
 * @layout: a layout
 * @block: a table or a figure
 *
 * Returns: height of its title with the space below, points
 */
double
gh_layout_measure_caption (const GhReportLayout *layout, const GhBlock *block)
{
  return gh_type_measure_height (layout->context, GH_TYPE_CAPTION, block->caption[0],
                                 gh_layout_get_width (layout))
         + GH_CAPTION_GAP;
}

/**
 * gh_layout_measure_source:
 * @layout: a layout
 * @block: a table or a figure
 *
 * Returns: height of the line of unit, range and source with the space above, points
 */
double
gh_layout_measure_source (const GhReportLayout *layout, const GhBlock *block)
{
  g_autofree char *source = gh_block_format_source (block);

  return gh_type_measure_height (layout->context, GH_TYPE_NOTE, source,
                                 gh_layout_get_width (layout))
         + GH_CAPTION_GAP;
}

static double
measure_fact (const GhReportLayout *layout, const GhBlock *block, guint fact, double width)
{
  static const GhType parts[] = { GH_TYPE_NOTE, GH_TYPE_FACT, GH_TYPE_NOTE };
  double height = 2.0 * GH_FACT_PAD;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    height += gh_type_measure_height (layout->context, parts[i],
                                      g_ptr_array_index (block->facts, 3 * fact + i), width);
  return height;
}

/**
 * gh_layout_measure_facts:
 * @layout: a layout
 * @block: key figures
 * @first: first of a row of them
 *
 * Returns: height of the row, points
 */
double
gh_layout_measure_facts (const GhReportLayout *layout, const GhBlock *block, guint first)
{
  double width
      = (gh_layout_get_width (layout) - (GH_FACT_COLUMNS - 1) * GH_FACT_GAP) / GH_FACT_COLUMNS
        - 2.0 * GH_FACT_PAD;
  double height = 0.0;

  for (guint i = first; i < MIN (first + GH_FACT_COLUMNS, block->facts->len / 3); i++)
    height = MAX (height, measure_fact (layout, block, i, width));
  return height;
}

/**
 * gh_layout_count_contents_lines:
 * @chapters: how many there are
 *
 * Returns: how many lines the list of them takes
 */
guint
gh_layout_count_contents_lines (guint chapters)
{
  return (chapters + GH_CONTENTS_COLUMNS - 1) / GH_CONTENTS_COLUMNS;
}

/* All of a block that is not a table. */
static double
measure_block (const GhReportLayout *layout, const GhBlock *block)
{
  double width = gh_layout_get_width (layout), height = 0.0;

  switch (block->kind)
    {
    case GH_BLOCK_CONTENTS:
      {
        g_auto (GStrv) chapters = gh_report_list_chapters (layout->report);
        return GH_CONTENTS_LINE * gh_layout_count_contents_lines (g_strv_length (chapters));
      }
    case GH_BLOCK_FACTS:
      for (guint i = 0; i < block->facts->len / 3; i += GH_FACT_COLUMNS)
        height += gh_layout_measure_facts (layout, block, i) + (i > 0 ? GH_FACT_GAP : 0.0);
      return height;
    case GH_BLOCK_FIGURE:
      return get_figure_height (layout, block) + gh_layout_measure_caption (layout, block)
             + gh_layout_measure_source (layout, block);
    default:
      return gh_type_measure_height (layout->context, gh_block_get_type (block), block->text,
                                     block->kind == GH_BLOCK_TEXT
                                             && block->style == GH_REPORT_BULLET
                                         ? width - GH_BULLET_INDENT
                                         : width);
    }
}

static gboolean
is_note (const GhBlock *block)
{
  return block->kind == GH_BLOCK_TEXT && block->style == GH_REPORT_NOTE;
}

/* Space above a block that is not the first of its page; notes stand close together. */
static double
get_space_above (const GPtrArray *blocks, guint index)
{
  const GhBlock *block = g_ptr_array_index (blocks, index);

  if (index > 0 && is_note (block) && is_note (g_ptr_array_index (blocks, index - 1)))
    return 1.5;
  switch (block->kind)
    {
    case GH_BLOCK_CHAPTER:
      return 18.0;
    case GH_BLOCK_HEADING:
    case GH_BLOCK_TABLE:
    case GH_BLOCK_FIGURE:
    case GH_BLOCK_FACTS:
      return 9.0;
    case GH_BLOCK_CONTENTS:
      return 9.0;
    default:
      return block->style == GH_REPORT_BULLET ? 2.5 : block->style == GH_REPORT_LEAD ? 10.0 : 5.0;
    }
}

static gboolean
is_heading (const GhBlock *block)
{
  return block->kind == GH_BLOCK_CHAPTER || block->kind == GH_BLOCK_HEADING;
}

/* What of a block has to have room for it to begin on a page. */
static double
measure_beginning (const GhReportLayout *layout, guint index)
{
  const GhBlock *block = g_ptr_array_index (layout->report->blocks, index);
  const GhTableShape *shape = g_ptr_array_index (layout->shapes, index);

  if (shape == NULL)
    return measure_block (layout, block) - get_slack (layout, block);
  double around = gh_layout_measure_caption (layout, block) + shape->head
                  + gh_layout_measure_source (layout, block);
  double beginning = 0.0, whole = 0.0;
  guint ordinary = 0;
  for (guint r = 0; r < block->table->rows->len; r++)
    {
      const GhReportRow *row = g_ptr_array_index (block->table->rows, r);
      whole += shape->rows[r];
      if (ordinary < LEAST_ROWS)
        beginning = whole;
      ordinary += row->kind != GH_REPORT_ROW_GROUP;
    }
  return around
         + (around + whole <= WHOLE_TABLE * (get_bottom (layout) - GH_PAGE_TOP) ? whole
                                                                                : beginning);
}

/* Whether what follows may not be parted from a block: titles lead to something, and a text right
 * below a title to what it introduces. */
static gboolean
keeps_next (const GPtrArray *blocks, guint index)
{
  const GhBlock *block = g_ptr_array_index (blocks, index);

  return is_heading (block)
         || (block->kind == GH_BLOCK_TEXT && block->style == GH_REPORT_BODY && index > 0
             && is_heading (g_ptr_array_index (blocks, index - 1)));
}

/* Room that a block needs with those that may not be parted from it. */
static double
measure_need (const GhReportLayout *layout, guint index)
{
  const GPtrArray *blocks = layout->report->blocks;
  double need = measure_beginning (layout, index);

  while (keeps_next (blocks, index) && index + 1 < blocks->len)
    {
      index++;
      need += get_space_above (blocks, index) + measure_beginning (layout, index);
    }
  return need;
}

static void
begin_page (GhReportLayout *layout)
{
  layout->pages++;
  layout->y = GH_PAGE_TOP;
}

static void
add_box (GhReportLayout *layout, guint index, double height, guint first, guint last)
{
  GhReportBox box
      = { .page = layout->pages - 1,
          .x = GH_PAGE_SIDE,
          .y = layout->y,
          .width = gh_layout_get_width (layout),
          .height = height,
          .block = index,
          .first_row = first,
          .last_row = last,
          .is_heading = is_heading (g_ptr_array_index (layout->report->blocks, index)) };

  g_array_append_val (layout->boxes, box);
  layout->y += height;
}

/* Row by row, page by page; a single row that is higher than a page has one of its own. */
static void
place_table (GhReportLayout *layout, guint index)
{
  const GhBlock *block = g_ptr_array_index (layout->report->blocks, index);
  const GhTableShape *shape = g_ptr_array_index (layout->shapes, index);
  double around
      = gh_layout_measure_caption (layout, block) + gh_layout_measure_source (layout, block);
  guint first = 0, last;

  do
    {
      double height;
      last = gh_table_shape_fit (shape, block->table, first,
                                 get_bottom (layout) - layout->y - around, &height);
      if (last == first && first < block->table->rows->len)
        {
          if (layout->y > GH_PAGE_TOP)
            {
              begin_page (layout);
              continue;
            }
          height += shape->rows[last++];
        }
      add_box (layout, index, around + height, first, last);
      first = last;
      if (first < block->table->rows->len)
        begin_page (layout);
    }
  while (first < block->table->rows->len);
}

static void
place_block (GhReportLayout *layout, guint index)
{
  const GhBlock *block = g_ptr_array_index (layout->report->blocks, index);
  double above = layout->y > GH_PAGE_TOP ? get_space_above (layout->report->blocks, index) : 0.0;

  if (layout->y > GH_PAGE_TOP
      && layout->y + above + measure_need (layout, index) > get_bottom (layout))
    {
      begin_page (layout);
      above = 0.0;
    }
  layout->y += above;
  if (block->kind == GH_BLOCK_TABLE)
    place_table (layout, index);
  else
    {
      double whole = measure_block (layout, block);
      double room = MAX (get_bottom (layout) - layout->y, whole - get_slack (layout, block));
      add_box (layout, index, MIN (whole, room), 0, 0);
    }
}

/**
 * gh_layout_get_title_height:
 * @layout: a layout
 *
 * Returns: height of the title of the report on its first page, points
 */
double
gh_layout_get_title_height (const GhReportLayout *layout)
{
  double width = gh_layout_get_width (layout);

  return gh_type_measure_height (layout->context, GH_TYPE_TITLE, layout->report->title, width)
         + gh_type_measure_height (layout->context, GH_TYPE_SUBTITLE, layout->report->subtitle,
                                   width)
         + gh_type_measure_height (layout->context, GH_TYPE_SUBTITLE, layout->report->date_text,
                                   width)
         + GH_TITLE_GAP;
}

/**
 * gh_report_layout_free:
 * @layout: (transfer full) (nullable): a layout
 *
 * Frees it; the report stays.
 */
void
gh_report_layout_free (GhReportLayout *layout)
{
  if (layout == NULL)
    return;
  g_object_unref (layout->context);
  g_ptr_array_unref (layout->shapes);
  g_array_unref (layout->boxes);
  g_free (layout);
}

static gboolean
shape_tables (GhReportLayout *layout, const GhProgress *progress, GError **error)
{
  const GPtrArray *blocks = layout->report->blocks;

  for (guint i = 0; i < blocks->len; i++)
    {
      const GhBlock *block = g_ptr_array_index (blocks, i);
      GhProgress part
          = gh_progress_part (progress, (double) i / blocks->len, (i + 1.0) / blocks->len);
      GhTableShape *shape = NULL;
      if (block->kind == GH_BLOCK_TABLE)
        shape = gh_table_shape_new (block->table, layout->context, gh_layout_get_width (layout),
                                    &part, error);
      if (block->kind == GH_BLOCK_TABLE && shape == NULL)
        return FALSE;
      g_ptr_array_add (layout->shapes, shape);
    }
  return TRUE;
}

/* Puts all blocks on pages, with figures of this share of their height. */
static gboolean
place_blocks (GhReportLayout *layout, double figure_share, const GhProgress *progress,
              GError **error)
{
  g_array_set_size (layout->boxes, 0);
  layout->figure_share = figure_share;
  layout->pages = 0;
  begin_page (layout);
  layout->y += gh_layout_get_title_height (layout);
  for (guint i = 0; i < layout->report->blocks->len; i++)
    {
      if (!gh_progress_step (progress, 1.0, NULL, error))
        return FALSE;
      place_block (layout, i);
    }
  return TRUE;
}

/* Whether there is no reason to make figures smaller. */
static gboolean
is_fitting (const GhReportLayout *layout)
{
  double used = (layout->y - GH_PAGE_TOP) / (get_bottom (layout) - GH_PAGE_TOP);

  return layout->pages <= MOST_PAGES && (layout->pages == 1 || used >= LEAST_LAST_PAGE);
}

/* Makes figures smaller until there is no page too many; where that does not help they stay as
 * large as they can be with as few pages. */
static gboolean
place_best (GhReportLayout *layout, const GhProgress *progress, GError **error)
{
  guint fewest = G_MAXUINT;
  double best = 1.0;

  for (gsize i = 0; i < G_N_ELEMENTS (figure_shares); i++)
    {
      if (!place_blocks (layout, figure_shares[i], progress, error))
        return FALSE;
      if (is_fitting (layout))
        return TRUE;
      best = layout->pages < fewest ? figure_shares[i] : best;
      fewest = MIN (fewest, layout->pages);
    }
  return place_blocks (layout, best, progress, error);
}

/**
 * gh_report_layout_new:
 * @report: (transfer none): a report, to be kept and left as it is as long as the layout
 * @paper: on which it is put
 * @progress: (nullable): asked
 * @error: set when stopped
 *
 * Puts a report on pages; where it would be more than ten, or a last one with next to nothing on
 * it, figures are smaller. O(texts).
 *
 * Returns: (transfer full) (nullable): its pages
 */
GhReportLayout *
gh_report_layout_new (GhReport *report, const GhPaper *paper, const GhProgress *progress,
                      GError **error)
{
  g_autoptr (GhReportLayout) layout = g_new0 (GhReportLayout, 1);

  layout->report = report;
  layout->paper = *paper;
  layout->context = gh_type_new_context ();
  layout->shapes = g_ptr_array_new_with_free_func (free_shape);
  layout->boxes = g_array_new (FALSE, FALSE, sizeof (GhReportBox));
  if (!shape_tables (layout, progress, error) || !place_best (layout, progress, error))
    return NULL;
  return g_steal_pointer (&layout);
}

/**
 * gh_report_layout_is_on:
 * @layout: a layout
 * @width: of a sheet, points
 * @height: of it, points
 *
 * Returns: whether the pages are for such a sheet, but for what a printer rounds off
 */
gboolean
gh_report_layout_is_on (const GhReportLayout *layout, double width, double height)
{
  return fabs (layout->paper.width - width) < SAME_PAPER
         && fabs (layout->paper.height - height) < SAME_PAPER;
}

/**
 * gh_report_layout_count_pages:
 * @layout: a layout
 *
 * Returns: how many pages there are
 */
guint
gh_report_layout_count_pages (const GhReportLayout *layout)
{
  return layout->pages;
}

/**
 * gh_report_layout_get_body:
 * @layout: a layout
 * @box: (out): what is between the margins of every page, above the foot
 */
void
gh_report_layout_get_body (const GhReportLayout *layout, GhReportBox *box)
{
  *box = (GhReportBox){ .x = GH_PAGE_SIDE,
                        .y = GH_PAGE_TOP,
                        .width = gh_layout_get_width (layout),
                        .height = get_bottom (layout) - GH_PAGE_TOP };
}

/**
 * gh_report_layout_count_boxes:
 * @layout: a layout
 *
 * Returns: how many pieces there are
 */
guint
gh_report_layout_count_boxes (const GhReportLayout *layout)
{
  return layout->boxes->len;
}

/**
 * gh_report_layout_get_box:
 * @layout: a layout
 * @index: below gh_report_layout_count_boxes()
 *
 * Returns: (transfer none): where a piece is, in the order in which they are read
 */
const GhReportBox *
gh_report_layout_get_box (const GhReportLayout *layout, guint index)
{
  return &g_array_index (layout->boxes, GhReportBox, index);
}
