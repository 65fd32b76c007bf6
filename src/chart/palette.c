/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "palette.h"

#include <math.h>

/* After Okabe and Ito's colours for colour-blind readers ("Color Universal Design", 2008), made
 * darker or lighter until lines have a contrast of 3 and text one of 4.5 on the paper. The colours
 * of the strategies differ in lightness as well, so that bars are told apart on grey paper. */
static const GhPalette palettes[GH_PALETTES] = {
  [GH_PALETTE_LIGHT]
  = { .colours = { [GH_COLOUR_LOAD] = 0x50555c,         [GH_COLOUR_SOLAR] = 0xb87b00,
                   [GH_COLOUR_CAR] = 0x0072b2,          [GH_COLOUR_BATTERY] = 0x7a5bb0,
                   [GH_COLOUR_SECOND_CAR] = 0x1f5c1a,   [GH_COLOUR_WALL] = 0xa838e0,
                   [GH_COLOUR_THIRD_CAR] = 0x998254,    [GH_COLOUR_SECOND_WALL] = 0x5990ff,
                   [GH_COLOUR_IMPORT] = 0xb5301f,       [GH_COLOUR_EXPORT] = 0x008a66,
                   [GH_COLOUR_IMPORT_PRICE] = 0xb03f7f, [GH_COLOUR_EXPORT_PRICE] = 0x007f99,
                   [GH_COLOUR_CARBON] = 0x6f5d49,       [GH_COLOUR_VALUE] = 0x4a50c4,
                   [GH_COLOUR_LONG_RUN] = 0x1f6f8b,     [GH_COLOUR_AVERAGE] = 0x9c8a76,
                   [GH_COLOUR_WEAR] = 0x946f21,         [GH_COLOUR_GAIN] = 0x007a5a,
                   [GH_COLOUR_LOSS] = 0xc03d00,         [GH_COLOUR_NET] = 0x8a8f98,
                   [GH_COLOUR_ARRIVAL] = 0x8a8f98,      [GH_COLOUR_SMART] = 0xb87b00,
                   [GH_COLOUR_V2H] = 0x0072b2,          [GH_COLOUR_V2G] = 0x5b2a86,
                   [GH_COLOUR_COLD] = 0x2a6fdb,         [GH_COLOUR_MILD] = 0x0f8a70,
                   [GH_COLOUR_WARM] = 0xb5301f,         [GH_COLOUR_LIMIT] = 0x2d2d2d,
                   [GH_COLOUR_NAIVE] = 0xa838e0,        [GH_COLOUR_BACKGROUND] = 0xffffff,
                   [GH_COLOUR_TEXT] = 0x2d2d2d,         [GH_COLOUR_DIM_TEXT] = 0x666666,
                   [GH_COLOUR_GRID] = 0xe6e6e6,         [GH_COLOUR_ZERO] = 0x9a9a9a,
                   [GH_COLOUR_ABSENCE] = 0xdfe3ea,      [GH_COLOUR_WEEKEND] = 0xf5f5f2,
                   [GH_COLOUR_CURSOR] = 0x2d2d2d },
      .fill = 0.35,
      .line_width = 1.6 },
  [GH_PALETTE_DARK]
  = { .colours = { [GH_COLOUR_LOAD] = 0xc0c4ca,         [GH_COLOUR_SOLAR] = 0xf0b429,
                   [GH_COLOUR_CAR] = 0x56b4e9,          [GH_COLOUR_BATTERY] = 0xb79be8,
                   [GH_COLOUR_SECOND_CAR] = 0x25962a,   [GH_COLOUR_WALL] = 0xcf6bff,
                   [GH_COLOUR_THIRD_CAR] = 0xb08a62,    [GH_COLOUR_SECOND_WALL] = 0x7d70c8,
                   [GH_COLOUR_IMPORT] = 0xff8244,       [GH_COLOUR_EXPORT] = 0x2fc79a,
                   [GH_COLOUR_IMPORT_PRICE] = 0xe58bc0, [GH_COLOUR_EXPORT_PRICE] = 0x4fc6dd,
                   [GH_COLOUR_CARBON] = 0xc7ae90,       [GH_COLOUR_VALUE] = 0x9a9ff5,
                   [GH_COLOUR_LONG_RUN] = 0x7fd3ec,     [GH_COLOUR_AVERAGE] = 0x8f7d6b,
                   [GH_COLOUR_WEAR] = 0xd4ac5a,         [GH_COLOUR_GAIN] = 0x2fc79a,
                   [GH_COLOUR_LOSS] = 0xff8a5c,         [GH_COLOUR_NET] = 0x868c96,
                   [GH_COLOUR_ARRIVAL] = 0x868c96,      [GH_COLOUR_SMART] = 0xe0a82e,
                   [GH_COLOUR_V2H] = 0x56b4e9,          [GH_COLOUR_V2G] = 0xdcc6ff,
                   [GH_COLOUR_COLD] = 0x7aa8ff,         [GH_COLOUR_MILD] = 0x3fd0b0,
                   [GH_COLOUR_WARM] = 0xff8244,         [GH_COLOUR_LIMIT] = 0xf2f2f2,
                   [GH_COLOUR_NAIVE] = 0xcf6bff,        [GH_COLOUR_BACKGROUND] = 0x1e1e1e,
                   [GH_COLOUR_TEXT] = 0xf2f2f2,         [GH_COLOUR_DIM_TEXT] = 0xb4b4b4,
                   [GH_COLOUR_GRID] = 0x353535,         [GH_COLOUR_ZERO] = 0x808080,
                   [GH_COLOUR_ABSENCE] = 0x363c46,      [GH_COLOUR_WEEKEND] = 0x262626,
                   [GH_COLOUR_CURSOR] = 0xf2f2f2 },
      .fill = 0.40,
      .line_width = 1.6 },
  [GH_PALETTE_LIGHT_CONTRAST]
  = { .colours = { [GH_COLOUR_LOAD] = 0x333333,         [GH_COLOUR_SOLAR] = 0x7d5300,
                   [GH_COLOUR_CAR] = 0x00508a,          [GH_COLOUR_BATTERY] = 0x553590,
                   [GH_COLOUR_SECOND_CAR] = 0x2f7a22,   [GH_COLOUR_WALL] = 0x9a1fd6,
                   [GH_COLOUR_THIRD_CAR] = 0xb85a14,    [GH_COLOUR_SECOND_WALL] = 0x6a6ae0,
                   [GH_COLOUR_IMPORT] = 0x8c0f1a,       [GH_COLOUR_EXPORT] = 0x00543c,
                   [GH_COLOUR_IMPORT_PRICE] = 0x86185a, [GH_COLOUR_EXPORT_PRICE] = 0x007f8f,
                   [GH_COLOUR_CARBON] = 0x4f3f2d,       [GH_COLOUR_VALUE] = 0x2b2fa3,
                   [GH_COLOUR_LONG_RUN] = 0x0a4f68,     [GH_COLOUR_AVERAGE] = 0x8a7a66,
                   [GH_COLOUR_WEAR] = 0x664800,         [GH_COLOUR_GAIN] = 0x00543c,
                   [GH_COLOUR_LOSS] = 0x9e2f00,         [GH_COLOUR_NET] = 0x747981,
                   [GH_COLOUR_ARRIVAL] = 0x747981,      [GH_COLOUR_SMART] = 0x8a5a00,
                   [GH_COLOUR_V2H] = 0x00508a,          [GH_COLOUR_V2G] = 0x3a0f5e,
                   [GH_COLOUR_COLD] = 0x1746a0,         [GH_COLOUR_MILD] = 0x006b50,
                   [GH_COLOUR_WARM] = 0x8c0f1a,         [GH_COLOUR_LIMIT] = 0x000000,
                   [GH_COLOUR_NAIVE] = 0x9a1fd6,        [GH_COLOUR_BACKGROUND] = 0xffffff,
                   [GH_COLOUR_TEXT] = 0x000000,         [GH_COLOUR_DIM_TEXT] = 0x2d2d2d,
                   [GH_COLOUR_GRID] = 0xb0b0b0,         [GH_COLOUR_ZERO] = 0x000000,
                   [GH_COLOUR_ABSENCE] = 0xc4ccd8,      [GH_COLOUR_WEEKEND] = 0xeeeeea,
                   [GH_COLOUR_CURSOR] = 0x000000 },
      .fill = 0.5,
      .line_width = 2.2 },
  [GH_PALETTE_DARK_CONTRAST]
  = { .colours = { [GH_COLOUR_LOAD] = 0xe4e6ea,         [GH_COLOUR_SOLAR] = 0xffd166,
                   [GH_COLOUR_CAR] = 0x8ad0ff,          [GH_COLOUR_BATTERY] = 0xd6c4ff,
                   [GH_COLOUR_SECOND_CAR] = 0x35b035,   [GH_COLOUR_WALL] = 0xd04fe0,
                   [GH_COLOUR_THIRD_CAR] = 0xcc921f,    [GH_COLOUR_SECOND_WALL] = 0x7a7aff,
                   [GH_COLOUR_IMPORT] = 0xffa574,       [GH_COLOUR_EXPORT] = 0x6ff0c6,
                   [GH_COLOUR_IMPORT_PRICE] = 0xffb3dd, [GH_COLOUR_EXPORT_PRICE] = 0x8be9fa,
                   [GH_COLOUR_CARBON] = 0xe8d3b8,       [GH_COLOUR_VALUE] = 0xa9acff,
                   [GH_COLOUR_LONG_RUN] = 0xa5e8fb,     [GH_COLOUR_AVERAGE] = 0xa08d78,
                   [GH_COLOUR_WEAR] = 0xf2d28a,         [GH_COLOUR_GAIN] = 0x6ff0c6,
                   [GH_COLOUR_LOSS] = 0xffad8a,         [GH_COLOUR_NET] = 0x9aa0aa,
                   [GH_COLOUR_ARRIVAL] = 0x9aa0aa,      [GH_COLOUR_SMART] = 0xffd166,
                   [GH_COLOUR_V2H] = 0x6fbcf5,          [GH_COLOUR_V2G] = 0xf0e2ff,
                   [GH_COLOUR_COLD] = 0xa9c4ff,         [GH_COLOUR_MILD] = 0x7df0d0,
                   [GH_COLOUR_WARM] = 0xffa574,         [GH_COLOUR_LIMIT] = 0xffffff,
                   [GH_COLOUR_NAIVE] = 0xd04fe0,        [GH_COLOUR_BACKGROUND] = 0x000000,
                   [GH_COLOUR_TEXT] = 0xffffff,         [GH_COLOUR_DIM_TEXT] = 0xe0e0e0,
                   [GH_COLOUR_GRID] = 0x5a5a5a,         [GH_COLOUR_ZERO] = 0xffffff,
                   [GH_COLOUR_ABSENCE] = 0x3a4658,      [GH_COLOUR_WEEKEND] = 0x1a1a1a,
                   [GH_COLOUR_CURSOR] = 0xffffff },
      .fill = 0.5,
      .line_width = 2.2 },
  [GH_PALETTE_PRINT]
  = { .colours = { [GH_COLOUR_LOAD] = 0x404040,         [GH_COLOUR_SOLAR] = 0xa86f00,
                   [GH_COLOUR_CAR] = 0x00619a,          [GH_COLOUR_BATTERY] = 0x6a4aa3,
                   [GH_COLOUR_SECOND_CAR] = 0x4f8a3a,   [GH_COLOUR_WALL] = 0xb040e8,
                   [GH_COLOUR_THIRD_CAR] = 0x5a3012,    [GH_COLOUR_SECOND_WALL] = 0x5975ff,
                   [GH_COLOUR_IMPORT] = 0xa02a1c,       [GH_COLOUR_EXPORT] = 0x00734f,
                   [GH_COLOUR_IMPORT_PRICE] = 0x9c2f6d, [GH_COLOUR_EXPORT_PRICE] = 0x006d85,
                   [GH_COLOUR_CARBON] = 0x60503d,       [GH_COLOUR_VALUE] = 0x3a3fb3,
                   [GH_COLOUR_LONG_RUN] = 0x155a73,     [GH_COLOUR_AVERAGE] = 0x94826d,
                   [GH_COLOUR_WEAR] = 0x80601a,         [GH_COLOUR_GAIN] = 0x00734f,
                   [GH_COLOUR_LOSS] = 0xb03800,         [GH_COLOUR_NET] = 0x8a8f98,
                   [GH_COLOUR_ARRIVAL] = 0x8a8f98,      [GH_COLOUR_SMART] = 0xa86f00,
                   [GH_COLOUR_V2H] = 0x00619a,          [GH_COLOUR_V2G] = 0x4a2070,
                   [GH_COLOUR_COLD] = 0x2356b5,         [GH_COLOUR_MILD] = 0x0a7a60,
                   [GH_COLOUR_WARM] = 0xa02a1c,         [GH_COLOUR_LIMIT] = 0x000000,
                   [GH_COLOUR_NAIVE] = 0xb040e8,        [GH_COLOUR_BACKGROUND] = 0xffffff,
                   [GH_COLOUR_TEXT] = 0x000000,         [GH_COLOUR_DIM_TEXT] = 0x404040,
                   [GH_COLOUR_GRID] = 0xd8d8d8,         [GH_COLOUR_ZERO] = 0x707070,
                   [GH_COLOUR_ABSENCE] = 0xe2e2e2,      [GH_COLOUR_WEEKEND] = 0xf4f4f4,
                   [GH_COLOUR_CURSOR] = 0x000000 },
      .fill = 0.3,
      .line_width = 1.2 },
};

/**
 * gh_palette_get_store_role:
 * @is_battery: whether it is a wall battery, rather than a car
 * @number: which of its kind, from 0 on
 *
 * Returns: the colour of a car or wall battery; the fourth car and the third battery have those of
 *   the first again
 */
GhColourRole
gh_palette_get_store_role (gboolean is_battery, guint number)
{
  static const GhColourRole cars[] = { GH_COLOUR_CAR, GH_COLOUR_SECOND_CAR, GH_COLOUR_THIRD_CAR };
  static const GhColourRole batteries[] = { GH_COLOUR_WALL, GH_COLOUR_SECOND_WALL };

  return is_battery ? batteries[number % G_N_ELEMENTS (batteries)]
                    : cars[number % G_N_ELEMENTS (cars)];
}

/**
 * gh_palette_get_group_role:
 * @number: below %GH_GROUP_COLOURS
 *
 * Returns: the colour of a group of vehicles
 */
GhColourRole
gh_palette_get_group_role (guint number)
{
  static const GhColourRole roles[GH_GROUP_COLOURS]
      = { GH_COLOUR_CAR, GH_COLOUR_SECOND_CAR, GH_COLOUR_THIRD_CAR, GH_COLOUR_WALL,
          GH_COLOUR_SECOND_WALL };

  return roles[number % GH_GROUP_COLOURS];
}

/**
 * gh_palette_get:
 * @kind: the paper
 *
 * Returns: (transfer none): its colours
 */
const GhPalette *
gh_palette_get (GhPaletteKind kind)
{
  return &palettes[kind];
}

static double
channel (guint32 colour, guint shift)
{
  return (double) (colour >> shift & 0xff) / 255.0;
}

/**
 * gh_palette_set_source:
 * @palette: a palette
 * @cr: to draw with
 * @role: what is drawn
 * @alpha: opacity
 *
 * Takes up a colour.
 */
void
gh_palette_set_source (const GhPalette *palette, cairo_t *cr, GhColourRole role, double alpha)
{
  guint32 colour = palette->colours[role];

  cairo_set_source_rgba (cr, channel (colour, 16), channel (colour, 8), channel (colour, 0), alpha);
}

/**
 * gh_palette_set_dash:
 * @cr: to draw with
 * @role: what is drawn
 *
 * Takes up a line style, so that lines that share a panel differ in more than colour.
 */
void
gh_palette_set_dash (cairo_t *cr, GhColourRole role)
{
  static const double dashed[] = { 6, 3 }, dotted[] = { 2, 2 }, both[] = { 8, 3, 2, 3 };

  switch (role)
    {
    case GH_COLOUR_LOAD:
    case GH_COLOUR_BATTERY:
    case GH_COLOUR_SECOND_CAR:
    case GH_COLOUR_SECOND_WALL:
    case GH_COLOUR_EXPORT_PRICE:
    case GH_COLOUR_ARRIVAL:
    case GH_COLOUR_MILD:
    case GH_COLOUR_LONG_RUN:
    case GH_COLOUR_NAIVE:
      cairo_set_dash (cr, dashed, G_N_ELEMENTS (dashed), 0);
      break;
    case GH_COLOUR_LIMIT:
    case GH_COLOUR_THIRD_CAR:
      cairo_set_dash (cr, both, G_N_ELEMENTS (both), 0);
      break;
    case GH_COLOUR_IMPORT:
    case GH_COLOUR_WALL:
    case GH_COLOUR_WEAR:
    case GH_COLOUR_V2G:
    case GH_COLOUR_COLD:
    case GH_COLOUR_AVERAGE:
      cairo_set_dash (cr, dotted, G_N_ELEMENTS (dotted), 0);
      break;
    default:
      cairo_set_dash (cr, NULL, 0, 0);
    }
}

static guint32
mix (guint32 a, guint32 b, double share)
{
  guint32 mixed = 0;

  for (guint shift = 0; shift <= 16; shift += 8)
    {
      double value = (1.0 - share) * channel (a, shift) + share * channel (b, shift);
      mixed |= (guint32) lround (255.0 * value) << shift;
    }
  return mixed;
}

/**
 * gh_palette_tint:
 * @palette: a palette
 * @role: whose colour is meant
 * @share: 0 to 1
 *
 * Returns: 0xRRGGBB between the paper and a colour, so that lightness alone tells the share
 */
guint32
gh_palette_tint (const GhPalette *palette, GhColourRole role, double share)
{
  return mix (palette->colours[GH_COLOUR_WEEKEND], palette->colours[role], CLAMP (share, 0.0, 1.0));
}

/**
 * gh_palette_map:
 * @palette: a palette
 * @fraction: -1 (as much as there is of what is given away) to 1 (of what is taken)
 *
 * The colours of a heat map: the paper at 0, the colour of the car towards 1 and that of export
 * towards -1, so that lightness alone tells the amount.
 *
 * Returns: 0xRRGGBB
 */
guint32
gh_palette_map (const GhPalette *palette, double fraction)
{
  /* Small amounts are many and matter: the root lifts them off the paper. */
  return gh_palette_tint (palette, fraction < 0.0 ? GH_COLOUR_LOSS : GH_COLOUR_CAR,
                          sqrt (MIN (fabs (fraction), 1.0)));
}

static double
linear (double value)
{
  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* Relative luminance after WCAG 2.1, 0 to 1. */
static double
get_luminance (guint32 colour)
{
  return 0.2126 * linear (channel (colour, 16)) + 0.7152 * linear (channel (colour, 8))
         + 0.0722 * linear (channel (colour, 0));
}

/**
 * gh_colour_contrast:
 * @a: 0xRRGGBB
 * @b: 0xRRGGBB
 *
 * Returns: their contrast after WCAG 2.1, 1 to 21
 */
double
gh_colour_contrast (guint32 a, guint32 b)
{
  double first = get_luminance (a), second = get_luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}
