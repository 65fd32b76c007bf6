/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a direction is said not to pay, no power of it is better than doing nothing. */
#include "planning/paying-range.h"

#include <math.h>

#define PIECES 6
#define CELLS 60

/* A falling function with kinks of both kinds and jumps, from 0 to 12. */
static void
draw_value (GRand *rand, GhPiecewise *value)
{
  double at = 10.0;

  value->count = 0;
  for (int i = 0; i < PIECES; i++)
    {
      GhPiece piece = { 2.0 * i, 2.0 * (i + 1), at, -g_rand_double_range (rand, 0.0, 0.6) };
      gh_piecewise_add_pieces (value, &piece, 1);
      at = gh_piece_end_value (&piece);
      if (g_rand_int_range (rand, 0, 4) == 0)
        at += g_rand_double_range (rand, -0.5, 0.5);
    }
}

/* Over the energy taken out: charging, doing nothing, discharging, with a fixed cost or without. */
static void
draw_stage (GRand *rand, GhPiecewise *stage)
{
  double idle = g_rand_double_range (rand, -0.1, 0.1);
  double fixed = g_rand_boolean (rand) ? 0.02 : 0.0;
  double buy = g_rand_double_range (rand, -0.1, 0.6), sell = g_rand_double_range (rand, -0.1, 0.6);
  GhPiece pieces[] = { { -3.0, -0.5, idle + fixed + 3.0 * buy, -buy },
                       { 0.0, 0.0, idle, 0.0 },
                       { 0.5, 3.0, idle + fixed - 0.5 * sell, -sell } };

  stage->count = 0;
  gh_piecewise_add_pieces (stage, pieces, G_N_ELEMENTS (pieces));
}

/* The best of one direction, tried at many powers. */
static double
try_direction (const GhPiecewise *value, const GhPiece *piece, double before)
{
  double least = INFINITY;

  for (int i = 0; i <= CELLS; i++)
    {
      double out = piece->from + (piece->to - piece->from) * i / CELLS;
      least = MIN (least, piece->value + piece->slope * (out - piece->from)
                              + gh_piecewise_value (value, before - out));
    }
  return least;
}

static void
test_no_gain_outside (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  GhPiecewise value = { 0 }, stage = { 0 };
  guint outside = 0, gains = 0;

  for (int round = 0; round < 400; round++)
    {
      draw_value (rand, &value);
      draw_stage (rand, &stage);
      GhPayingRange paying = gh_paying_range_find (&value, &stage);
      g_assert_true (paying.idle_cost == stage.pieces[1].value);
      for (int i = 0; i <= 48; i++)
        {
          double before = 0.25 * i, idle = paying.idle_cost + gh_piecewise_value (&value, before);
          double charging = try_direction (&value, &stage.pieces[0], before);
          double discharging = try_direction (&value, &stage.pieces[2], before);
          gains += charging < idle || discharging < idle;
          if (before > paying.charge_below + 1e-6)
            {
              g_assert_cmpfloat (charging, >=, idle - 1e-9);
              outside++;
            }
          if (before < paying.discharge_above - 1e-6)
            {
              g_assert_cmpfloat (discharging, >=, idle - 1e-9);
              outside++;
            }
        }
    }
  /* Both ways happen, or nothing was tested. */
  g_assert_cmpuint (outside, >, 2000);
  g_assert_cmpuint (gains, >, 2000);
  gh_piecewise_clear (&value);
  gh_piecewise_clear (&stage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paying-range/no-gain-outside", test_no_gain_outside);
  return g_test_run ();
}
