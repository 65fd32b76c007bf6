/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random.h"

#include <math.h>
#include <string.h>

/* The first numbers of Vigna's reference programs: splitmix64.c from 1234567, xoshiro256starstar.c
 * from the state 1, 2, 3, 4. */
static const guint64 split_mix_expected[]
    = { G_GUINT64_CONSTANT (6457827717110365317), G_GUINT64_CONSTANT (3203168211198807973),
        G_GUINT64_CONSTANT (9817491932198370423), G_GUINT64_CONSTANT (4593380528125082431),
        G_GUINT64_CONSTANT (16408922859458223821) };
static const guint64 xoshiro_expected[] = { G_GUINT64_CONSTANT (11520),
                                            G_GUINT64_CONSTANT (0),
                                            G_GUINT64_CONSTANT (1509978240),
                                            G_GUINT64_CONSTANT (1215971899390074240),
                                            G_GUINT64_CONSTANT (1216172134540287360),
                                            G_GUINT64_CONSTANT (607988272756665600),
                                            G_GUINT64_CONSTANT (16172922978634559625),
                                            G_GUINT64_CONSTANT (8476171486693032832) };

static void
test_reference (void)
{
  guint64 state = 1234567;
  GhRandom random = { { 1, 2, 3, 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (split_mix_expected); i++)
    g_assert_cmpuint (gh_random_split_mix (&state), ==, split_mix_expected[i]);
  for (guint i = 0; i < G_N_ELEMENTS (xoshiro_expected); i++)
    g_assert_cmpuint (gh_random_next (&random), ==, xoshiro_expected[i]);
}

static void
test_seeds (void)
{
  GhRandom one, same, other;

  gh_random_init (&one, 7);
  gh_random_init (&same, 7);
  gh_random_init (&other, 8);
  g_assert_true (memcmp (&one, &same, sizeof one) == 0);
  g_assert_cmpuint (gh_random_next (&one), ==, gh_random_next (&same));
  g_assert_cmpuint (gh_random_next (&one), !=, gh_random_next (&other));
  g_assert_cmpuint (gh_random_mix (1, 2), ==, gh_random_mix (1, 2));
  g_assert_cmpuint (gh_random_mix (1, 2), !=, gh_random_mix (2, 1));
  g_assert_cmpuint (gh_random_mix (0, 0), !=, gh_random_mix (0, 1));
}

/* Means of a million numbers: five standard errors are allowed. */
static void
test_moments (void)
{
  enum
  {
    COUNT = 1000000
  };
  double uniform = 0.0, uniform_square = 0.0, normal = 0.0, square = 0.0, fourth = 0.0;
  GhRandom random;

  gh_random_init (&random, 42);
  for (guint i = 0; i < COUNT; i++)
    {
      double u = gh_random_uniform (&random), n = gh_random_normal (&random);
      g_assert_true (u >= 0.0 && u < 1.0 && isfinite (n));
      uniform += u / COUNT;
      uniform_square += u * u / COUNT;
      normal += n / COUNT;
      square += n * n / COUNT;
      fourth += n * n * n * n / COUNT;
    }
  g_assert_cmpfloat_with_epsilon (uniform, 0.5, 0.0015);
  g_assert_cmpfloat_with_epsilon (uniform_square, 1.0 / 3.0, 0.0015);
  g_assert_cmpfloat_with_epsilon (normal, 0.0, 0.005);
  g_assert_cmpfloat_with_epsilon (square, 1.0, 0.0071);
  g_assert_cmpfloat_with_epsilon (fourth, 3.0, 0.05);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/reference", test_reference);
  g_test_add_func ("/random/seeds", test_seeds);
  g_test_add_func ("/random/moments", test_moments);
  return g_test_run ();
}
