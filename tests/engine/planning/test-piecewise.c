/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/piecewise.h"

#include <math.h>

static void
fill (GhPiecewise *function, const GhPiece *pieces, guint count)
{
  for (guint i = 0; i < count; i++)
    gh_piecewise_append (function, &pieces[i]);
}

static void
test_convolution_merges_slopes (void)
{
  const GhPiece a[] = { { 0, 2, 0, -3 }, { 2, 5, -6, 1 } };
  const GhPiece b[] = { { -1, 1, 4, -1 }, { 1, 2, 2, 2 } };
  GhPiecewise sum = { 0 };

  gh_piecewise_convolve_runs (&sum, a, 2, b, 2);
  g_assert_cmpuint (sum.count, ==, 4);
  g_assert_cmpfloat (sum.pieces[0].from, ==, -1.0);
  g_assert_cmpfloat (sum.pieces[3].to, ==, 7.0);
  for (double at = -1.0; at <= 7.0; at += 0.25)
    {
      double least = INFINITY;
      for (double x = 0.0; x <= 5.0; x += 0.25)
        {
          double y = at - x;
          if (y < -1.0 || y > 2.0)
            continue;
          double fa = x < 2 ? -3 * x : -6 + (x - 2), fb = y < 1 ? 4 - (y + 1) : 2 + 2 * (y - 1);
          least = MIN (least, fa + fb);
        }
      g_assert_cmpfloat_with_epsilon (gh_piecewise_value (&sum, at), least, 1e-12);
    }
  gh_piecewise_clear (&sum);
}

static void
test_envelope_keeps_the_lower (void)
{
  const GhPiece a[] = { { 0, 4, 0, 1 }, { 6, 6, -1, 0 }, { 7, 9, 2, 0 } };
  const GhPiece b[] = { { 1, 3, 3, -1 }, { 3, 6.5, 2, 0 }, { 8, 8, 0, 0 } };
  static const double expected[][2]
      = { { 0, 0 },          { 1, 1 },   { 1.5, 1.5 }, { 2, 2 },   { 2.5, 1.5 },
          { 3, 1 },          { 3.5, 2 }, { 5, 2 },     { 6, -1 },  { 6.25, 2 },
          { 6.8, INFINITY }, { 7.5, 2 }, { 8, 0 },     { 8.5, 2 }, { 9.5, INFINITY } };
  GhPiecewise f = { 0 }, g = { 0 }, low = { 0 };

  fill (&f, a, G_N_ELEMENTS (a));
  fill (&g, b, G_N_ELEMENTS (b));
  gh_piecewise_lower_envelope (&low, &f, &g);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      double value = gh_piecewise_value (&low, expected[i][0]);
      if (isinf (expected[i][1]))
        g_assert_true (isinf (value));
      else
        g_assert_cmpfloat_with_epsilon (value, expected[i][1], 1e-12);
    }
  gh_piecewise_clear (&f);
  gh_piecewise_clear (&g);
  gh_piecewise_clear (&low);
}

/* A function of straight pieces with steps up and down, points and gaps. */
static void
draw_function (GRand *rand, GhPiecewise *f)
{
  double at = 0.0, value = 0.0;

  f->count = 0;
  for (int i = 0; i < 40; i++)
    {
      GhPiece piece = { at, at + g_rand_int_range (rand, 1, 4) / 4.0, value,
                        g_rand_int_range (rand, -20, 20) / 100.0 };
      gh_piecewise_append (f, &piece);
      at = piece.to;
      value = gh_piece_end_value (&piece);
      switch (g_rand_int_range (rand, 0, 8))
        {
        case 0:
          value += g_rand_double_range (rand, -0.05, 0.05);
          break;
        case 1:
          at += 0.25;
          break;
        case 2:
          piece = (GhPiece){ at, at, value - 0.03, 0.0 };
          gh_piecewise_append (f, &piece);
          break;
        default:
          break;
        }
    }
}

/* Drawn functions, which share kinks, jumps and gaps, against both values. */
static void
test_envelope_of_drawn (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  GhPiecewise f = { 0 }, g = { 0 }, low = { 0 };

  for (int i = 0; i < 300; i++)
    {
      draw_function (rand, &f);
      draw_function (rand, &g);
      gh_piecewise_move (&g, 0.125 * g_rand_int_range (rand, -8, 8), 0.02);
      gh_piecewise_lower_envelope (&low, &f, &g);
      for (double at = -1.0; at <= f.pieces[f.count - 1].to + 1.0; at += 1.0 / 64.0)
        {
          double expected = MIN (gh_piecewise_value (&f, at), gh_piecewise_value (&g, at));
          double value = gh_piecewise_value (&low, at);
          g_assert_true (isfinite (value) == isfinite (expected));
          if (isfinite (expected))
            g_assert_cmpfloat_with_epsilon (value, expected, 1e-9);
        }
    }
  gh_piecewise_clear (&f);
  gh_piecewise_clear (&g);
  gh_piecewise_clear (&low);
}

/* A convex function over [-0.5, 0.75], or over a point, with kinks on quarters. */
static void
draw_convex (GRand *rand, GhPiecewise *g)
{
  double slope = g_rand_double_range (rand, -0.3, 0.0);
  GhPiece piece = { -0.5, -0.5, 0.1, 0.0 };

  g->count = 0;
  if (g_rand_int_range (rand, 0, 8) == 0)
    gh_piecewise_append (g, &piece);
  else
    while (piece.to < 0.75)
      {
        piece = (GhPiece){ piece.to, piece.to + 0.25, gh_piece_end_value (&piece), slope };
        gh_piecewise_append (g, &piece);
        slope += g_rand_double_range (rand, 0.0, 0.15);
      }
}

/* The infimal convolution of two functions with kinks on quarters: a least value lies where one of
 * the two has a kink. */
static double
convolve_at (const GhPiecewise *f, const GhPiecewise *g, double at)
{
  double end = f->pieces[f->count - 1].to, least = INFINITY;

  for (double kink = -1.0; kink <= end; kink += 0.25)
    {
      least = MIN (least, gh_piecewise_value (f, kink) + gh_piecewise_value (g, at - kink));
      least = MIN (least, gh_piecewise_value (f, at - kink) + gh_piecewise_value (g, kink));
    }
  return least;
}

/* The images of a function's convex runs, each of which overtakes those before it. */
static void
test_overtake (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  GhPiecewise f = { 0 }, g = { 0 }, run = { 0 }, low = { 0 };
  guint overtaken = 0;

  for (int i = 0; i < 300; i++)
    {
      draw_function (rand, &f);
      draw_convex (rand, &g);
      low.count = 0;
      for (guint first = 0, end; first < f.count; first = end)
        {
          end = gh_piecewise_run_end (&f, first);
          gh_piecewise_convolve_runs (&run, f.pieces + first, end - first, g.pieces, g.count);
          guint before = low.count;
          gh_piecewise_overtake (&low, &run);
          overtaken += low.count < before + run.count;
        }
      for (guint k = 1; k < low.count; k++)
        g_assert_cmpfloat (low.pieces[k].from, >=, low.pieces[k - 1].to - GH_SAME_PLACE);
      for (double at = -0.75; at <= f.pieces[f.count - 1].to + 1.0; at += 1.0 / 64.0)
        {
          double expected = convolve_at (&f, &g, at), value = gh_piecewise_value (&low, at);
          g_assert_true (isfinite (value) == isfinite (expected));
          if (isfinite (expected))
            g_assert_cmpfloat_with_epsilon (value, expected, 1e-9);
        }
    }
  g_assert_cmpuint (overtaken, >, 1000);
  gh_piecewise_clear (&f);
  gh_piecewise_clear (&g);
  gh_piecewise_clear (&run);
  gh_piecewise_clear (&low);
}

/* A simplified function is nowhere above, nowhere lower than allowed, and defined where it was. */
static void
test_simplify (void)
{
  const double tolerances[] = { 0.0, 0.001, 0.02, 0.2 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  GhPiecewise f = { 0 }, g = { 0 };
  guint fewer = 0;

  for (int i = 0; i < 400; i++)
    {
      double tolerance = tolerances[i % 4];
      draw_function (rand, &f);
      gh_piecewise_copy (&g, &f);
      gh_piecewise_simplify (&g, tolerance);
      g_assert_cmpuint (g.count, <=, f.count);
      fewer += f.count - g.count;
      for (double at = 0.0; at <= f.pieces[f.count - 1].to; at += 1.0 / 64.0)
        {
          double before = gh_piecewise_value (&f, at), after = gh_piecewise_value (&g, at);
          g_assert_true (isfinite (before) == isfinite (after));
          if (!isfinite (before))
            continue;
          g_assert_cmpfloat (after, <=, before + 1e-12);
          g_assert_cmpfloat (after, >=, before - tolerance - 1e-12);
        }
    }
  g_assert_cmpuint (fewer, >, 2000);
  gh_piecewise_clear (&f);
  gh_piecewise_clear (&g);
}

/* One bump of 0.1: cut off by a tolerance above it only. */
static void
test_simplify_cuts_a_bump (void)
{
  const GhPiece pieces[] = { { 0, 1, 0, 0.1 }, { 1, 2, 0.1, -0.1 }, { 2, 3, 0, 1 } };
  GhPiecewise f = { 0 };

  fill (&f, pieces, 3);
  gh_piecewise_simplify (&f, 0.09);
  g_assert_cmpuint (f.count, ==, 3);
  gh_piecewise_simplify (&f, 0.11);
  g_assert_cmpuint (f.count, ==, 2);
  g_assert_cmpfloat (f.pieces[0].slope, ==, 0.0);
  g_assert_cmpfloat (f.pieces[1].slope, ==, 1.0);
  gh_piecewise_clear (&f);
}

/* Many small bends: fewer pieces, nowhere above, nowhere lower than allowed, defined where it was
 * and, where it was convex, convex. */
static void
test_thin (void)
{
  const double tolerances[] = { 0.0, 1e-4, 1e-3, 0.1 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  GhPiecewise f = { 0 }, g = { 0 };
  guint fewer = 0;

  for (int i = 0; i < 400; i++)
    {
      double tolerance = tolerances[i % 4], slope = -0.5;
      gboolean convex = i % 8 < 4;
      draw_function (rand, &f);
      if (convex)
        {
          GhPiece piece = { 0.0, 0.0, 1.0, 0.0 };
          f.count = 0;
          for (int k = 0; k < 60; k++)
            {
              piece = (GhPiece){ piece.to, piece.to + g_rand_double_range (rand, 0.01, 0.3),
                                 gh_piece_end_value (&piece), slope };
              slope += g_rand_double_range (rand, 1e-4, 0.02);
              gh_piecewise_append (&f, &piece);
            }
        }
      gh_piecewise_copy (&g, &f);
      gh_piecewise_thin (&g, tolerance);
      fewer += f.count - g.count;
      if (convex)
        g_assert_cmpuint (gh_piecewise_run_end (&g, 0), ==, g.count);
      for (double at = 0.0; at <= f.pieces[f.count - 1].to; at += 1.0 / 128.0)
        {
          double before = gh_piecewise_value (&f, at), after = gh_piecewise_value (&g, at);
          g_assert_true (isfinite (before) == isfinite (after));
          if (!isfinite (before))
            continue;
          g_assert_cmpfloat (after, <=, before + 2e-11);
          g_assert_cmpfloat (after, >=, before - tolerance - 2e-11);
        }
    }
  g_assert_cmpuint (fewer, >, 3000);
  gh_piecewise_clear (&f);
  gh_piecewise_clear (&g);
}

/* Slopes -1, 0, 1 with a middle of 1: prolonged they meet half a unit below it. */
static void
test_thin_by_hand (void)
{
  const GhPiece pieces[] = { { 0, 2, 2, -1 }, { 2, 3, 0, 0 }, { 3, 5, 0, 1 } };
  GhPiecewise f = { 0 };

  fill (&f, pieces, 3);
  gh_piecewise_thin (&f, 0.49);
  g_assert_cmpuint (f.count, ==, 3);
  gh_piecewise_thin (&f, 0.51);
  g_assert_cmpuint (f.count, ==, 2);
  g_assert_cmpfloat_with_epsilon (f.pieces[0].to, 2.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (f.pieces[1].value, -0.5, 1e-12);
  gh_piecewise_clear (&f);
}

/* The lowest chord above or through a place: the hull by its definition. */
static double
lowest_chord (const GhPiecewise *f, double at)
{
  double least = INFINITY;

  for (guint i = 0; i < 2 * f->count; i++)
    for (guint j = i; j < 2 * f->count; j++)
      {
        const GhPiece *p = &f->pieces[i / 2], *q = &f->pieces[j / 2];
        double x = i % 2 ? p->to : p->from, y = j % 2 ? q->to : q->from;
        double left = i % 2 ? gh_piece_end_value (p) : p->value;
        double right = j % 2 ? gh_piece_end_value (q) : q->value;
        if (x <= at && at <= y)
          least
              = MIN (least, y > x ? left + (right - left) * (at - x) / (y - x) : MIN (left, right));
      }
  return least;
}

static void
test_convex_hull (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);
  GhPiecewise f = { 0 }, hull = { 0 };

  for (int i = 0; i < 300; i++)
    {
      draw_function (rand, &f);
      gh_piecewise_convex_hull (&hull, &f);
      g_assert_cmpuint (gh_piecewise_run_end (&hull, 0), ==, hull.count);
      g_assert_cmpfloat (hull.pieces[0].from, ==, f.pieces[0].from);
      g_assert_cmpfloat (hull.pieces[hull.count - 1].to, ==, f.pieces[f.count - 1].to);
      for (double at = f.pieces[0].from; at <= f.pieces[f.count - 1].to; at += 1.0 / 16.0)
        g_assert_cmpfloat_with_epsilon (gh_piecewise_value (&hull, at), lowest_chord (&f, at),
                                        1e-10);
    }
  gh_piecewise_clear (&f);
  gh_piecewise_clear (&hull);
}

/* The ends of where a sum is low: nothing of a fine grid lies beyond them, and they are low. */
static void
test_sum_below (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (37);
  GhPiecewise a = { 0 }, b = { 0 };
  guint found = 0;

  for (int i = 0; i < 400; i++)
    {
      double most = g_rand_double_range (rand, -3.0, 3.0), from, to;
      draw_function (rand, &a);
      draw_function (rand, &b);
      gboolean any = gh_piecewise_find_sum_below (&a, &b, most, &from, &to);
      for (double at = 0.0; at <= 40.0; at += 1.0 / 64.0)
        if (gh_piecewise_value (&a, at) + gh_piecewise_value (&b, at) < most - 1e-9)
          {
            g_assert_true (any);
            g_assert_cmpfloat (from, <=, at + 1e-9);
            g_assert_cmpfloat (to, >=, at - 1e-9);
          }
      if (!any)
        continue;
      found++;
      g_assert_cmpfloat (gh_piecewise_value (&a, from) + gh_piecewise_value (&b, from), <=,
                         most + 1e-7);
      g_assert_cmpfloat (gh_piecewise_value (&a, to) + gh_piecewise_value (&b, to), <=,
                         most + 1e-7);
    }
  g_assert_cmpuint (found, >, 100);
  gh_piecewise_clear (&a);
  gh_piecewise_clear (&b);
}

static void
test_added_slopes (void)
{
  const GhPiece pieces[] = { { 0, 10, 5, -1 } };
  const double kinks[] = { 4, 8 }, slopes[] = { 0.5, 2 };
  GhPiecewise f = { 0 };

  fill (&f, pieces, 1);
  gh_piecewise_add_slopes (&f, kinks, slopes, 2);
  g_assert_cmpfloat_with_epsilon (gh_piecewise_value (&f, 3), 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_piecewise_value (&f, 6), 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_piecewise_value (&f, 10), -5 + 2 + 4, 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_piecewise_slope_after (&f, 8), 1, 1e-12);
  gh_piecewise_clear (&f);
}

static void
test_copy_of_a_part (void)
{
  const GhPiece pieces[] = { { 0, 4, 0, 1 }, { 4, 6, 1, 0 } };
  GhPiecewise f = { 0 }, part = { 0 };

  fill (&f, pieces, 2);
  gh_piecewise_copy_part (&part, &f, 1, 4.5);
  g_assert_cmpuint (part.count, ==, 2);
  g_assert_cmpfloat (part.pieces[0].from, ==, 1);
  g_assert_cmpfloat (part.pieces[0].value, ==, 1);
  g_assert_cmpfloat (part.pieces[1].to, ==, 4.5);
  gh_piecewise_copy_part (&part, &f, 4.25, 4.5);
  g_assert_cmpuint (part.count, ==, 1);
  g_assert_cmpfloat (part.pieces[0].from, ==, 4.25);
  g_assert_cmpfloat (part.pieces[0].to, ==, 4.5);
  /* What misses a limit by rounding is kept as a point. */
  gh_piecewise_copy_part (&part, &f, 6 + 1e-10, 7);
  g_assert_cmpuint (part.count, ==, 1);
  g_assert_cmpfloat (part.pieces[0].to, ==, 6);
  gh_piecewise_copy_part (&part, &f, 6.5, 7);
  g_assert_cmpuint (part.count, ==, 0);
  gh_piecewise_clear (&f);
  gh_piecewise_clear (&part);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/piecewise/convolution", test_convolution_merges_slopes);
  g_test_add_func ("/piecewise/envelope", test_envelope_keeps_the_lower);
  g_test_add_func ("/piecewise/envelope-of-drawn", test_envelope_of_drawn);
  g_test_add_func ("/piecewise/overtake", test_overtake);
  g_test_add_func ("/piecewise/simplify", test_simplify);
  g_test_add_func ("/piecewise/simplify-cuts-a-bump", test_simplify_cuts_a_bump);
  g_test_add_func ("/piecewise/thin", test_thin);
  g_test_add_func ("/piecewise/thin-by-hand", test_thin_by_hand);
  g_test_add_func ("/piecewise/convex-hull", test_convex_hull);
  g_test_add_func ("/piecewise/sum-below", test_sum_below);
  g_test_add_func ("/piecewise/added-slopes", test_added_slopes);
  g_test_add_func ("/piecewise/copy-of-a-part", test_copy_of_a_part);
  return g_test_run ();
}
