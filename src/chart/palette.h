/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * GhColourRole:
 *
 * What a colour means: one meaning, one colour, in every chart; batteries are those of cars, what
 * hangs at the wall is called so, and what many vehicles would be as one battery naive; of the
 * rates of emissions carbon is the short-run marginal one. From GH_COLOUR_BACKGROUND on the roles
 * are those of the paper rather than of data.
 */
typedef enum
{
  GH_COLOUR_LOAD,
  GH_COLOUR_SOLAR,
  GH_COLOUR_CAR,
  GH_COLOUR_BATTERY,
  GH_COLOUR_SECOND_CAR,
  GH_COLOUR_WALL,
  GH_COLOUR_THIRD_CAR,
  GH_COLOUR_SECOND_WALL,
  GH_COLOUR_IMPORT,
  GH_COLOUR_EXPORT,
  GH_COLOUR_IMPORT_PRICE,
  GH_COLOUR_EXPORT_PRICE,
  GH_COLOUR_CARBON,
  GH_COLOUR_VALUE,
  GH_COLOUR_LONG_RUN,
  GH_COLOUR_AVERAGE,
  GH_COLOUR_WEAR,
  GH_COLOUR_GAIN,
  GH_COLOUR_LOSS,
  GH_COLOUR_NET,
  GH_COLOUR_ARRIVAL,
  GH_COLOUR_SMART,
  GH_COLOUR_V2H,
  GH_COLOUR_V2G,
  GH_COLOUR_COLD,
  GH_COLOUR_MILD,
  GH_COLOUR_WARM,
  GH_COLOUR_LIMIT,
  GH_COLOUR_NAIVE,
  GH_COLOUR_BACKGROUND,
  GH_COLOUR_TEXT,
  GH_COLOUR_DIM_TEXT,
  GH_COLOUR_GRID,
  GH_COLOUR_ZERO,
  GH_COLOUR_ABSENCE,
  GH_COLOUR_WEEKEND,
  GH_COLOUR_CURSOR,
  GH_COLOURS
} GhColourRole;

typedef enum
{
  GH_PALETTE_LIGHT,
  GH_PALETTE_DARK,
  GH_PALETTE_LIGHT_CONTRAST,
  GH_PALETTE_DARK_CONTRAST,
  GH_PALETTE_PRINT,
  GH_PALETTES
} GhPaletteKind;

/* Groups of vehicles that can be told apart in one panel. */
#define GH_GROUP_COLOURS 5

/**
 * GhPalette:
 * @colours: 0xRRGGBB by role
 * @fill: opacity of areas
 * @line_width: of data, in pixels
 *
 * How charts look on one kind of paper.
 */
typedef struct
{
  guint32 colours[GH_COLOURS];
  double fill;
  double line_width;
} GhPalette;

GhColourRole gh_palette_get_store_role (gboolean is_battery, guint number);
GhColourRole gh_palette_get_group_role (guint number);
const GhPalette *gh_palette_get (GhPaletteKind kind);
void gh_palette_set_source (const GhPalette *palette, cairo_t *cr, GhColourRole role, double alpha);
void gh_palette_set_dash (cairo_t *cr, GhColourRole role);
guint32 gh_palette_tint (const GhPalette *palette, GhColourRole role, double share);
guint32 gh_palette_map (const GhPalette *palette, double fraction);
double gh_colour_contrast (guint32 a, guint32 b);

G_END_DECLS
