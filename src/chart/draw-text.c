/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw-text.h"

#include <math.h>

#define TEXT_POINTS 9.5

/* So many texts are kept: a chart has about fifty, and those of its time axis change. */
#define MOST_TEXTS 400

struct _GhTextCache
{
  PangoContext *context; /* (nullable): of the drawings that it was used for last */
  PangoFontDescription *font;
  GHashTable *layouts; /* (element-type utf8 PangoLayout): by width, weight and text */
};

/**
 * gh_text_cache_new:
 *
 * Returns: (transfer full): a cache without texts; gh_text_cache_free() it
 */
GhTextCache *
gh_text_cache_new (void)
{
  GhTextCache *cache = g_new0 (GhTextCache, 1);

  cache->font = pango_font_description_new ();
  cache->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return cache;
}

/**
 * gh_text_cache_free:
 * @cache: (nullable) (transfer full): a cache
 *
 * Frees a cache.
 */
void
gh_text_cache_free (GhTextCache *cache)
{
  if (cache == NULL)
    return;
  g_hash_table_unref (cache->layouts);
  g_clear_object (&cache->context);
  pango_font_description_free (cache->font);
  g_free (cache);
}

/* Layouts follow changes of the context by themselves, but not those of the font or the thread,
 * which has fonts of its own. */
static void
prepare_texts (GhTextCache *cache, cairo_t *cr, const char *font_family, double text_scale)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  pango_font_description_set_family (font, font_family != NULL ? font_family : "Sans");
  pango_font_description_set_size (font, (int) (TEXT_POINTS * text_scale * PANGO_SCALE));
  if (cache->context == NULL || !pango_font_description_equal (font, cache->font)
      || pango_context_get_font_map (cache->context) != pango_cairo_font_map_get_default ()
      || g_hash_table_size (cache->layouts) > MOST_TEXTS)
    {
      g_hash_table_remove_all (cache->layouts);
      g_clear_object (&cache->context);
      cache->context = pango_cairo_create_context (cr);
      pango_font_description_free (cache->font);
      cache->font = g_steal_pointer (&font);
    }
  else
    pango_cairo_update_context (cr, cache->context);
}

/**
 * gh_pen_init:
 * @pen: (out): clear with gh_pen_clear()
 * @cr: to draw with
 * @palette: colours
 * @font_family: (nullable): %NULL for the system's sans serif
 * @text_scale: 1 for ordinary text
 * @kept: (nullable): texts of earlier drawings of the same, which must outlive the pen
 *
 * Prepares a drawing.
 */
void
gh_pen_init (GhPen *pen, cairo_t *cr, const GhPalette *palette, const char *font_family,
             double text_scale, GhTextCache *kept)
{
  pen->cr = cr;
  pen->palette = palette;
  pen->own_texts = kept == NULL ? gh_text_cache_new () : NULL;
  pen->texts = kept != NULL ? kept : pen->own_texts;
  prepare_texts (pen->texts, cr, font_family, text_scale);
}

/**
 * gh_pen_clear:
 * @pen: a pen
 *
 * Frees what it owns.
 */
void
gh_pen_clear (GhPen *pen)
{
  g_clear_pointer (&pen->own_texts, gh_text_cache_free);
}

static PangoLayout *
new_layout (const GhTextCache *cache, const char *text, gboolean bold, int most_width)
{
  PangoLayout *layout = pango_layout_new (cache->context);

  pango_font_description_set_weight (cache->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, cache->font);
  pango_font_description_unset_fields (cache->font, PANGO_FONT_MASK_WEIGHT);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (most_width > 0)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, most_width);
    }
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* A line of text; @most_width in units of Pango, 0 for any. */
static PangoLayout *
get_layout (GhPen *pen, const char *text, gboolean bold, int most_width)
{
  g_autofree char *key = g_strdup_printf ("%d %d %s", most_width, bold, text);
  PangoLayout *layout = g_hash_table_lookup (pen->texts->layouts, key);

  if (layout == NULL)
    {
      layout = new_layout (pen->texts, text, bold, most_width);
      g_hash_table_insert (pen->texts->layouts, g_steal_pointer (&key), layout);
    }
  return layout;
}

/**
 * gh_pen_measure:
 * @pen: a pen
 * @text: one line
 * @bold: whether it is bold
 *
 * Returns: its width, pixels
 */
double
gh_pen_measure (GhPen *pen, const char *text, gboolean bold)
{
  int width;

  pango_layout_get_pixel_size (get_layout (pen, text, bold, 0), &width, NULL);
  return width;
}

/**
 * gh_pen_get_line_height:
 * @pen: a pen
 *
 * Returns: how high a line of text is, pixels
 */
double
gh_pen_get_line_height (GhPen *pen)
{
  int height;

  pango_layout_get_pixel_size (get_layout (pen, "0", FALSE, 0), NULL, &height);
  return height;
}

/**
 * gh_pen_text:
 * @pen: a pen
 * @text: one line
 * @x: where it is, see @style
 * @y: the middle of the line
 * @style: how it looks
 *
 * Draws a line of text.
 *
 * Returns: its width, pixels
 */
double
gh_pen_text (GhPen *pen, const char *text, double x, double y, const GhTextStyle *style)
{
  PangoLayout *layout = get_layout (pen, text, style->bold, 0);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (style->most_width > 0.0 && width > style->most_width)
    {
      layout = get_layout (pen, text, style->bold, (int) (style->most_width * PANGO_SCALE));
      pango_layout_get_pixel_size (layout, &width, &height);
    }
  gh_palette_set_source (pen->palette, pen->cr, style->role, 1.0);
  /* Words are sharp on whole pixels only, and alike wherever they are drawn. */
  cairo_move_to (pen->cr, floor (x - style->alignment * width + 0.5),
                 floor (y - height / 2.0 + 0.5));
  pango_cairo_show_layout (pen->cr, layout);
  return width;
}
