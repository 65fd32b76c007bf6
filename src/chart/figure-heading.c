/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands above a plot: its title and unit, and the legend beside or below them. */
#include "figure-heading.h"

#include <math.h>

#include "layer-draw.h"

#define LEGEND_GAP 14.0
#define SWATCH 14.0
#define SWATCH_GAP 4.0
#define UNIT_GAP 6.0
/* Half of the last label of an axis stands beyond its plot. */
#define RIGHT_GAP 8.0
/* Of the width of a picture, what a title takes beside a legend. */
#define TITLE_SHARE 0.5
#define TITLE_SHARE_ALONE 0.8
/* Lines of a legend stand closer than those of a text. */
#define LEGEND_LINE 1.35
/* By which widths differ that are rounded to pixels. */
#define ROUNDING 1.0

/* Whether the title of a panel says all that a legend would. */
static gboolean
needs_no_legend (const GhFigure *figure, guint panel)
{
  const GhLayer *only = NULL;

  for (guint i = 0; i < figure->layers->len; i++)
    {
      const GhLayer *layer = gh_figure_get_layer (figure, i);
      if (layer->panel != panel)
        continue;
      if (only != NULL)
        return FALSE;
      only = layer;
    }
  return only == NULL
         || (only->visible && g_str_equal (only->name, gh_figure_get_panel (figure, panel)->title));
}

/* Without an entry there is nothing to point at. */
static void
forget_legend (GhFigure *figure, guint panel)
{
  for (guint i = 0; i < figure->layers->len; i++)
    {
      GhLayer *layer = gh_figure_get_layer (figure, i);
      if (layer->panel == panel)
        layer->legend_width = -1.0;
    }
}

/**
 * gh_figure_are_alike:
 * @figure: a figure
 * @one: index of a layer
 * @other: index of a layer
 *
 * Returns: whether they mean the same and look the same, so that one entry of a legend does for
 * both
 */
gboolean
gh_figure_are_alike (const GhFigure *figure, guint one, guint other)
{
  const GhLayer *first = gh_figure_get_layer (figure, one);
  const GhLayer *second = gh_figure_get_layer (figure, other);

  return first->kind == second->kind && first->role == second->role
         && g_str_equal (first->name, second->name);
}

/* Whether a layer of the panel has an entry there: not where the legend of a panel above has one
 * like it. */
static gboolean
has_entry (const GhFigure *figure, guint panel, guint layer)
{
  if (gh_figure_get_layer (figure, layer)->panel != panel)
    return FALSE;
  for (guint i = 0; i < layer; i++)
    {
      guint above = gh_figure_get_layer (figure, i)->panel;
      if (above < panel && gh_figure_are_alike (figure, i, layer)
          && !needs_no_legend (figure, above))
        return FALSE;
    }
  return TRUE;
}

/* The path is a rectangle at that place. */
static void
hatch_swatch (GhPen *pen, double x, double y)
{
  cairo_save (pen->cr);
  cairo_clip (pen->cr);
  gh_hatch_trace (pen->cr, x, y, x + SWATCH - 4.0, y + 9.0);
  cairo_set_line_width (pen->cr, 1.4);
  cairo_stroke (pen->cr);
  cairo_restore (pen->cr);
}

static void
draw_swatch (GhPen *pen, const GhLayer *layer, double x, double y)
{
  gh_palette_set_source (pen->palette, pen->cr, layer->role, layer->visible ? 1.0 : 0.3);
  if (layer->kind == GH_LAYER_LINE || layer->kind == GH_LAYER_STEP)
    {
      cairo_set_line_width (pen->cr, pen->palette->line_width + 0.6);
      gh_palette_set_dash (pen->cr, layer->role);
      cairo_move_to (pen->cr, x, y);
      cairo_line_to (pen->cr, x + SWATCH, y);
      cairo_stroke (pen->cr);
      cairo_set_dash (pen->cr, NULL, 0, 0);
    }
  else if (layer->kind == GH_LAYER_POINTS)
    {
      cairo_arc (pen->cr, x + 0.5 * SWATCH, y, GH_POINT_RADIUS, 0.0, 2.0 * G_PI);
      cairo_fill (pen->cr);
    }
  else
    {
      cairo_rectangle (pen->cr, x + 2.0, floor (y - 4.0), SWATCH - 4.0, 9.0);
      if (layer->kind == GH_LAYER_HATCH)
        hatch_swatch (pen, x + 2.0, floor (y - 4.0));
      else
        cairo_fill (pen->cr);
    }
}

/* @most: pixels for its name, 0 for any number */
static double
draw_entry (GhPen *pen, GhLayer *layer, double x, double y, double most)
{
  GhTextStyle style = { layer->visible ? GH_COLOUR_TEXT : GH_COLOUR_DIM_TEXT, FALSE, 0.0, most };
  double begin = SWATCH + SWATCH_GAP;

  draw_swatch (pen, layer, x, y);
  double width = begin + gh_pen_text (pen, layer->name, x + begin, y, &style);
  /* In the colour of the text. */
  if (!layer->visible)
    {
      cairo_move_to (pen->cr, floor (x + begin) + 0.5, floor (y) + 0.5);
      cairo_line_to (pen->cr, floor (x + width) + 0.5, floor (y) + 0.5);
      cairo_set_line_width (pen->cr, 1.0);
      cairo_stroke (pen->cr);
    }
  layer->legend_x = x;
  layer->legend_y = y;
  layer->legend_width = width;
  layer->is_cut = most > 0.0 && gh_pen_measure (pen, layer->name, FALSE) > most + ROUNDING;
  return width;
}

static int
compare_widths (const void *a, const void *b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

/* The widths of the names of a legend, in their order. */
static GArray *
measure_names (const GhFigure *figure, guint panel, GhPen *pen)
{
  GArray *widths = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < figure->layers->len; i++)
    {
      double width = gh_pen_measure (pen, gh_figure_get_layer (figure, i)->name, FALSE);
      if (has_entry (figure, panel, i))
        g_array_append_val (widths, width);
    }
  return widths;
}

/* How wide a name may be at most, so that all have room: long ones give way first; 0 where none has
 * to. */
static double
limit_names (GArray *widths, double room)
{
  g_array_sort (widths, compare_widths);
  for (guint i = 0; i < widths->len; i++)
    {
      double share = MAX (room / (widths->len - i), 1.0);
      if (g_array_index (widths, double, i) > share)
        return share;
      room -= g_array_index (widths, double, i);
    }
  return 0.0;
}

/* What a legend takes in one line beside its names. */
static double
get_entry_room (const GArray *widths)
{
  return widths->len * (SWATCH + SWATCH_GAP + LEGEND_GAP) - LEGEND_GAP;
}

static double
sum_widths (const GArray *widths)
{
  double sum = 0.0;

  for (guint i = 0; i < widths->len; i++)
    sum += g_array_index (widths, double, i);
  return sum;
}

/* Beside the title, to the right. */
static void
draw_beside (GhFigure *figure, guint panel, GhPen *pen, double y, double least_x)
{
  g_autoptr (GArray) widths = measure_names (figure, panel, pen);
  double entries = get_entry_room (widths);
  double x = MAX (figure->right - entries - sum_widths (widths), least_x);
  double most = limit_names (widths, figure->right - least_x - entries);

  for (guint i = 0; i < figure->layers->len; i++)
    {
      GhLayer *layer = gh_figure_get_layer (figure, i);
      if (has_entry (figure, panel, i))
        x += draw_entry (pen, layer, x, y, most) + LEGEND_GAP;
    }
}

/* Whether an entry has to begin a line; a name that is wider than all is cut. */
static gboolean
begins_line (const GhFigure *figure, double x, double name)
{
  return x > GH_FIGURE_MARGIN && x + SWATCH + SWATCH_GAP + name > figure->right + ROUNDING;
}

/* Below the title, from the left, in as many lines as it takes. */
static void
draw_below (GhFigure *figure, guint panel, GhPen *pen, double y, double line)
{
  double most = figure->right - GH_FIGURE_MARGIN - SWATCH - SWATCH_GAP;
  double x = GH_FIGURE_MARGIN;

  for (guint i = 0; i < figure->layers->len; i++)
    {
      GhLayer *layer = gh_figure_get_layer (figure, i);
      if (!has_entry (figure, panel, i))
        continue;
      if (begins_line (figure, x, gh_pen_measure (pen, layer->name, FALSE)))
        {
          x = GH_FIGURE_MARGIN;
          y += gh_figure_get_legend_height (line);
        }
      x += draw_entry (pen, layer, x, y, most) + LEGEND_GAP;
    }
}

/**
 * gh_figure_get_legend_height:
 * @line: height of a line of text
 *
 * Returns: height of a line of a legend below its title, pixels
 */
double
gh_figure_get_legend_height (double line)
{
  return LEGEND_LINE * line;
}

/**
 * gh_figure_find_right:
 * @width: of a picture, pixels
 *
 * Returns: where its plots and legends end, pixels
 */
double
gh_figure_find_right (double width)
{
  return width - GH_FIGURE_MARGIN - RIGHT_GAP;
}

/**
 * gh_figure_count_legend_lines:
 * @figure: a figure whose right edge is known
 * @panel: one of its panels
 * @pen: to measure with
 * @width: of the picture, pixels
 *
 * Returns: lines that the legend takes below the title so that no name is cut; 0 where it fits
 *   beside it, or there is none
 */
guint
gh_figure_count_legend_lines (const GhFigure *figure, guint panel, GhPen *pen, double width)
{
  const GhPanel *own = gh_figure_get_panel (figure, panel);
  g_autoptr (GArray) widths = measure_names (figure, panel, pen);
  double title = MIN (gh_pen_measure (pen, own->title, TRUE), TITLE_SHARE * width);
  double unit = gh_pen_measure (pen, own->unit, FALSE);
  double beside = figure->right - GH_FIGURE_MARGIN - title - UNIT_GAP - unit - LEGEND_GAP;
  double x = GH_FIGURE_MARGIN;
  guint lines = 1;

  if (needs_no_legend (figure, panel)
      || get_entry_room (widths) + sum_widths (widths) <= beside + ROUNDING)
    return 0;
  for (guint i = 0; i < widths->len; i++)
    {
      double name = g_array_index (widths, double, i);
      if (begins_line (figure, x, name))
        {
          x = GH_FIGURE_MARGIN;
          lines++;
        }
      x += SWATCH + SWATCH_GAP + name + LEGEND_GAP;
    }
  return lines;
}

/**
 * gh_figure_measure_legends:
 * @figure: a figure
 * @width: of the picture, pixels
 * @style: how it looks
 *
 * Tells how much higher a picture has to be for its plots to stay as high as they are where every
 * legend stands beside its title.
 *
 * Returns: height of all lines that legends take so that no name is cut, pixels
 */
double
gh_figure_measure_legends (GhFigure *figure, double width, const GhFigureStyle *style)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  guint lines = 0;
  GhPen pen;

  gh_pen_init (&pen, cr, style->palette, style->font_family, style->text_scale, NULL);
  figure->right = gh_figure_find_right (width);
  for (guint i = 0; i < figure->panels->len; i++)
    lines += gh_figure_count_legend_lines (figure, i, &pen, width);
  double height = lines * gh_figure_get_legend_height (gh_pen_get_line_height (&pen));
  gh_pen_clear (&pen);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return height;
}

/**
 * gh_figure_draw_heading:
 * @figure: a figure that has been laid out
 * @panel: one of its panels
 * @pen: to draw with
 * @width: of the picture, pixels
 *
 * Draws title and unit at the left, and the legend at the right or below, unless the title says it
 * all. What the legend of a panel above explains is not said again.
 */
void
gh_figure_draw_heading (GhFigure *figure, guint panel, GhPen *pen, double width)
{
  const GhPanel *own = gh_figure_get_panel (figure, panel);
  GhTextStyle title = { GH_COLOUR_TEXT, TRUE, 0.0, TITLE_SHARE * width };
  GhTextStyle unit = { GH_COLOUR_DIM_TEXT, FALSE, 0.0, 0.0 };
  double line = gh_pen_get_line_height (pen), legend = gh_figure_get_legend_height (line);
  double y = own->top - own->legend_lines * legend - 0.85 * line - 4.0;
  gboolean alone = needs_no_legend (figure, panel);

  if (alone)
    title.most_width = MAX (TITLE_SHARE_ALONE * width - GH_FIGURE_MARGIN, 1.0);
  double end = GH_FIGURE_MARGIN + gh_pen_text (pen, own->title, GH_FIGURE_MARGIN, y, &title);
  end += UNIT_GAP + gh_pen_text (pen, own->unit, end + UNIT_GAP, y, &unit);
  forget_legend (figure, panel);
  if (alone)
    return;
  if (own->legend_lines > 0)
    draw_below (figure, panel, pen, y + legend, line);
  else
    draw_beside (figure, panel, pen, y, end + LEGEND_GAP);
}
