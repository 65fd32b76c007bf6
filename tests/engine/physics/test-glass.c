/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/glass.h"

#include <math.h>

#define RADIANS (G_PI / 180.0)
/* What pvlib's glass swallows on the straight way: 4 per metre over 2 mm. */
#define SWALLOWED 0.008

static double
modifier_at (GhGlass glass, double angle_deg)
{
  return gh_glass_get_modifier (glass, cos (angle_deg * RADIANS));
}

/* pvlib's tests/test_iam.py, test_physical and test_physical_ar (there with a coating of 1.29), in
 * which the longer way through the glass counts as well. */
static void
test_published (void)
{
  static const struct
  {
    GhGlass glass;
    double angle_deg, modifier, tolerance;
  } cases[] = {
    { GH_GLASS_PLAIN, 22.5, 0.99926198, 1e-7 }, { GH_GLASS_PLAIN, 45, 0.98797788, 1e-7 },
    { GH_GLASS_PLAIN, 67.5, 0.8893998, 1e-7 },  { GH_GLASS_COATED, 22.5, 0.99944171, 1e-4 },
    { GH_GLASS_COATED, 45, 0.9917463, 2e-4 },   { GH_GLASS_COATED, 67.5, 0.91506158, 2e-3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double sine = sin (cases[i].angle_deg * RADIANS) / 1.526;
      double way = exp (-SWALLOWED * (1.0 / sqrt (1.0 - sine * sine) - 1.0));
      double modifier = modifier_at (cases[i].glass, cases[i].angle_deg) * way;
      g_assert_cmpfloat_with_epsilon (modifier, cases[i].modifier, cases[i].tolerance);
    }
}

static void
test_shape (void)
{
  for (int glass = GH_GLASS_PLAIN; glass <= GH_GLASS_COATED; glass++)
    {
      double last = 1.0;
      g_assert_cmpfloat_with_epsilon (modifier_at ((GhGlass) glass, 0.0), 1.0, 1e-15);
      g_assert_cmpfloat (gh_glass_get_modifier ((GhGlass) glass, 1.0 + 1e-12), <=, 1.0);
      for (double angle_deg = 1.0; angle_deg < 90.0; angle_deg += 1.0)
        {
          double modifier = modifier_at ((GhGlass) glass, angle_deg);
          g_assert_cmpfloat (modifier, <, last);
          last = modifier;
        }
      g_assert_cmpfloat (last, >, 0.0);
      g_assert_cmpfloat (last, <, 0.12);
      g_assert_cmpfloat (modifier_at ((GhGlass) glass, 90.1), ==, 0.0);
    }
  for (double angle_deg = 10.0; angle_deg < 90.0; angle_deg += 10.0)
    g_assert_cmpfloat (modifier_at (GH_GLASS_COATED, angle_deg), >,
                       modifier_at (GH_GLASS_PLAIN, angle_deg));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/glass/published", test_published);
  g_test_add_func ("/glass/shape", test_shape);
  return g_test_run ();
}
