/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text on paper: one unit is a point of 1/72 inch, and no letter is moved to suit a screen, so that
 * what was measured is what is drawn, on whatever surface. */
#include "report-type.h"

#include <math.h>

#define POINTS_PER_INCH 72.0
#define LINE_SPACING 1.12f
/* So much more than measured, so that no line is broken by rounding, points. */
#define HAIR 0.05

static const struct
{
  double points;
  gboolean bold;
  GhColourRole role;
} types[GH_TYPES] = {
  [GH_TYPE_TITLE] = { 19.0, TRUE, GH_COLOUR_TEXT },
  [GH_TYPE_SUBTITLE] = { 10.0, FALSE, GH_COLOUR_DIM_TEXT },
  [GH_TYPE_CHAPTER] = { 15.0, TRUE, GH_COLOUR_TEXT },
  [GH_TYPE_HEADING] = { 10.5, TRUE, GH_COLOUR_TEXT },
  [GH_TYPE_LEAD] = { 12.5, FALSE, GH_COLOUR_TEXT },
  [GH_TYPE_BODY] = { 9.0, FALSE, GH_COLOUR_TEXT },
  [GH_TYPE_NOTE] = { 7.5, FALSE, GH_COLOUR_DIM_TEXT },
  [GH_TYPE_CAPTION] = { 9.0, TRUE, GH_COLOUR_TEXT },
  [GH_TYPE_CELL] = { 8.0, FALSE, GH_COLOUR_TEXT },
  [GH_TYPE_CELL_BOLD] = { 8.0, TRUE, GH_COLOUR_TEXT },
  [GH_TYPE_CELL_HEAD] = { 7.5, FALSE, GH_COLOUR_DIM_TEXT },
  [GH_TYPE_FACT] = { 15.0, TRUE, GH_COLOUR_TEXT },
};

/**
 * gh_type_new_context:
 *
 * Returns: (transfer full): what texts of a report are laid out in, in the user's language; to be
 *   used in one thread
 */
PangoContext *
gh_type_new_context (void)
{
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *context = NULL;
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), POINTS_PER_INCH);
  context = pango_font_map_create_context (map);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_language (context, pango_language_get_default ());
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  g_object_unref (map);
  return context;
}

/**
 * gh_type_new_layout:
 * @context: of gh_type_new_context()
 * @type: how it looks
 * @text: any text
 * @width: points, within which lines are broken; below 0 for one line of any width
 *
 * Returns: (transfer full): the text, laid out
 */
PangoLayout *
gh_type_new_layout (PangoContext *context, GhType type, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, "Sans");
  pango_font_description_set_size (font, (int) lround (types[type].points * PANGO_SCALE));
  pango_font_description_set_weight (font,
                                     types[type].bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width < 0.0 ? -1 : (int) (width * PANGO_SCALE));
  pango_layout_set_line_spacing (layout, LINE_SPACING);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
get_size (PangoLayout *layout, double *width, double *height)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  *width = (double) logical.width / PANGO_SCALE;
  *height = (double) logical.height / PANGO_SCALE;
}

/**
 * gh_type_measure_height:
 * @context: of gh_type_new_context()
 * @type: how it looks
 * @text: any text
 * @width: points, within which lines are broken
 *
 * Returns: how high the text is, points
 */
double
gh_type_measure_height (PangoContext *context, GhType type, const char *text, double width)
{
  g_autoptr (PangoLayout) layout = gh_type_new_layout (context, type, text, width);
  double ignored, height;

  get_size (layout, &ignored, &height);
  return height;
}

/**
 * gh_type_measure_width:
 * @context: of gh_type_new_context()
 * @type: how it looks
 * @text: any text
 * @natural: (out): width of the text in one line, points
 * @longest_word: (out): width of what is broken only where it has to be, points
 *
 * Tells how narrow and how wide a text likes to be.
 */
void
gh_type_measure_width (PangoContext *context, GhType type, const char *text, double *natural,
                       double *longest_word)
{
  g_autoptr (PangoLayout) layout = gh_type_new_layout (context, type, text, -1.0);
  double height;

  get_size (layout, natural, &height);
  *natural += HAIR;
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_width (layout, 0);
  get_size (layout, longest_word, &height);
  *longest_word += HAIR;
}

/**
 * gh_type_draw:
 * @context: of gh_type_new_context()
 * @cr: to draw with
 * @type: how it looks
 * @text: any text
 * @x: left end, points
 * @y: upper end, points
 * @width: points, within which lines are broken and aligned
 * @alignment: within @width
 *
 * Draws a text.
 *
 * Returns: how high it is, points
 */
double
gh_type_draw (PangoContext *context, cairo_t *cr, GhType type, const char *text, double x, double y,
              double width, PangoAlignment alignment)
{
  g_autoptr (PangoLayout) layout = gh_type_new_layout (context, type, text, width);
  double ignored, height;

  pango_layout_set_alignment (layout, alignment);
  get_size (layout, &ignored, &height);
  gh_palette_set_source (gh_palette_get (GH_PALETTE_PRINT), cr, types[type].role, 1.0);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  return height;
}
