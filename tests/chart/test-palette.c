/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "palette.h"

/* WCAG 2.1: black on white is 21, #767676 on white just passes 4.5. */
static void
test_contrast (void)
{
  g_assert_cmpfloat_with_epsilon (gh_colour_contrast (0x000000, 0xffffff), 21.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (gh_colour_contrast (0xffffff, 0x767676), 4.54, 0.01);
}

static void
test_readable (void)
{
  for (GhPaletteKind kind = 0; kind < GH_PALETTES; kind++)
    {
      const GhPalette *palette = gh_palette_get (kind);
      guint32 paper = palette->colours[GH_COLOUR_BACKGROUND];
      for (GhColourRole role = 0; role < GH_COLOUR_BACKGROUND; role++)
        {
          g_test_message ("palette %d role %d: %.2f", kind, role,
                          gh_colour_contrast (palette->colours[role], paper));
          g_assert_cmpfloat (gh_colour_contrast (palette->colours[role], paper), >=, 3.0);
        }
      g_assert_cmpfloat (gh_colour_contrast (palette->colours[GH_COLOUR_TEXT], paper), >=, 4.5);
      g_assert_cmpfloat (gh_colour_contrast (palette->colours[GH_COLOUR_DIM_TEXT], paper), >=, 4.5);
      /* The grid stays behind the data. */
      for (GhColourRole role = 0; role < GH_COLOUR_BACKGROUND; role++)
        g_assert_cmpfloat (gh_colour_contrast (palette->colours[GH_COLOUR_GRID], paper), <,
                           gh_colour_contrast (palette->colours[role], paper));
    }
}

/* Linear RGB as a person without working green cones sees it: Machado, Oliveira, Fernandes, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, severity 1. */
static void
see_deuteranopic (guint32 colour, double seen[3])
{
  static const double matrix[3][3] = { { 0.367322, 0.860646, -0.227968 },
                                       { 0.280085, 0.672501, 0.047413 },
                                       { -0.011820, 0.042940, 0.968881 } };
  double rgb[3];

  for (int i = 0; i < 3; i++)
    rgb[i] = pow ((colour >> (16 - 8 * i) & 0xff) / 255.0, 2.2);
  for (int i = 0; i < 3; i++)
    seen[i] = pow (
        CLAMP (matrix[i][0] * rgb[0] + matrix[i][1] * rgb[1] + matrix[i][2] * rgb[2], 0.0, 1.0),
        1.0 / 2.2);
}

/* Roles that share a panel differ for everybody by a tenth of the range or more. */
static void
test_distinct (void)
{
  static const struct
  {
    int count;
    GhColourRole roles[8];
  } panels[] = {
    { 8,
      { GH_COLOUR_SOLAR, GH_COLOUR_CAR, GH_COLOUR_LOAD, GH_COLOUR_IMPORT, GH_COLOUR_SECOND_CAR,
        GH_COLOUR_WALL, GH_COLOUR_THIRD_CAR, GH_COLOUR_SECOND_WALL } },
    { 7,
      { GH_COLOUR_IMPORT_PRICE, GH_COLOUR_EXPORT_PRICE, GH_COLOUR_CAR, GH_COLOUR_SECOND_CAR,
        GH_COLOUR_WALL, GH_COLOUR_THIRD_CAR, GH_COLOUR_SECOND_WALL } },
    { 3, { GH_COLOUR_IMPORT_PRICE, GH_COLOUR_EXPORT_PRICE, GH_COLOUR_VALUE } },
    { 3, { GH_COLOUR_GAIN, GH_COLOUR_LOSS, GH_COLOUR_CAR } },
    { 2, { GH_COLOUR_NET, GH_COLOUR_CAR } },
    { 4, { GH_COLOUR_ARRIVAL, GH_COLOUR_SMART, GH_COLOUR_V2H, GH_COLOUR_V2G } },
    { 4, { GH_COLOUR_NET, GH_COLOUR_WEAR, GH_COLOUR_V2H, GH_COLOUR_LIMIT } },
    { 4, { GH_COLOUR_NET, GH_COLOUR_WEAR, GH_COLOUR_V2G, GH_COLOUR_LIMIT } },
    { 4, { GH_COLOUR_CAR, GH_COLOUR_NAIVE, GH_COLOUR_LOSS, GH_COLOUR_LIMIT } },
    { 2, { GH_COLOUR_VALUE, GH_COLOUR_WEAR } },
    { 3, { GH_COLOUR_CARBON, GH_COLOUR_LONG_RUN, GH_COLOUR_AVERAGE } },
    { 4, { GH_COLOUR_COLD, GH_COLOUR_MILD, GH_COLOUR_WARM, GH_COLOUR_LIMIT } },
  };

  for (GhPaletteKind kind = 0; kind < GH_PALETTES; kind++)
    for (gsize p = 0; p < G_N_ELEMENTS (panels); p++)
      for (int a = 0; a < panels[p].count; a++)
        for (int b = a + 1; b < panels[p].count; b++)
          {
            double first[3], second[3], distance = 0.0;
            see_deuteranopic (gh_palette_get (kind)->colours[panels[p].roles[a]], first);
            see_deuteranopic (gh_palette_get (kind)->colours[panels[p].roles[b]], second);
            for (int i = 0; i < 3; i++)
              distance += (first[i] - second[i]) * (first[i] - second[i]);
            g_test_message ("palette %d panel %d: %d %d %.3f", kind, (int) p, panels[p].roles[a],
                            panels[p].roles[b], sqrt (distance));
            g_assert_cmpfloat (sqrt (distance), >=, 0.1);
          }
}

/* More is farther from the paper, on both sides. */
static void
test_map (void)
{
  for (GhPaletteKind kind = 0; kind < GH_PALETTES; kind++)
    for (int sign = -1; sign <= 1; sign += 2)
      {
        const GhPalette *palette = gh_palette_get (kind);
        guint32 paper = gh_palette_map (palette, 0.0);
        double before = 1.0;
        for (double share = 0.05; share <= 1.0; share += 0.05)
          {
            double contrast = gh_colour_contrast (gh_palette_map (palette, sign * share), paper);
            g_assert_cmpfloat (contrast, >=, before - 0.02);
            before = MAX (before, contrast);
          }
        g_assert_cmpfloat (before, >=, 2.5);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/palette/contrast", test_contrast);
  g_test_add_func ("/palette/readable", test_readable);
  g_test_add_func ("/palette/distinct", test_distinct);
  g_test_add_func ("/palette/map", test_map);
  return g_test_run ();
}
