/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roots of functions made by hand, whose roots are known. */
#include "study/root-search.h"

#include <math.h>

#define TOLERANCE 1e-4
#define NO_VALUE 1e-9

typedef double (*Function) (double x);

/* Serves a search to its end. Returns how many values it wanted. */
static guint
serve (GhRootSearch *search, Function function)
{
  guint count = 0;

  while (TRUE)
    {
      g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (double));
      gh_root_search_ask (search, places);
      if (places->len == 0)
        return count;
      for (guint i = 0; i < places->len; i++)
        {
          double place = g_array_index (places, double, i);
          g_assert_cmpfloat (place, >=, search->from);
          g_assert_cmpfloat (place, <=, search->to);
          gh_root_search_tell (search, place, function (place));
        }
      count += places->len;
      g_assert_cmpuint (count, <, 400);
    }
}

static double
line (double x)
{
  return 0.3 - x;
}

/* Both roots between the second and the third of nine values. */
static double
close_pair (double x)
{
  return (x - 0.180) * (x - 0.184);
}

static double
far_down (double x)
{
  return -close_pair (x);
}

/* Straight pieces, with the kink between two values: zero at 0.70 and 0.71. */
static double
kink (double x)
{
  return fabs (x - 0.705) - 0.005;
}

/* Before the second value. */
static double
at_the_end (double x)
{
  return (x - 0.02) * (x - 0.03);
}

/* Nearly touches. */
static double
above (double x)
{
  return (x - 0.19) * (x - 0.19) + 0.001;
}

static double
wave (double x)
{
  return sin (20.0 * x) + 0.5;
}

/* Nothing below 0.4, where it begins above zero. */
static double
partly (double x)
{
  return x < 0.4 ? NAN : 0.77 - x;
}

static double
jump (double x)
{
  return x < 0.6 ? -5.0 : 1.0;
}

static const struct
{
  const char *name;
  Function function;
  guint count;
  double roots[6];
  gboolean first_rises;
  guint most; /* values that it may take */
} cases[] = {
  { "line", line, 1, { 0.3 }, FALSE, 10 },
  { "close-pair", close_pair, 2, { 0.180, 0.184 }, FALSE, 60 },
  { "far-down", far_down, 2, { 0.180, 0.184 }, TRUE, 60 },
  { "kink", kink, 2, { 0.70, 0.71 }, FALSE, 60 },
  { "at-the-end", at_the_end, 2, { 0.02, 0.03 }, FALSE, 60 },
  { "above", above, 0, { 0 }, FALSE, 25 },
  { "wave",
    wave,
    6,
    { 0.183259571, 0.287979327, 0.497418837, 0.602138592, 0.811578102, 0.916297857 },
    FALSE,
    100 },
  { "partly", partly, 1, { 0.77 }, FALSE, 10 },
  { "jump", jump, 1, { 0.6 }, TRUE, 60 },
};

static void
test_roots (gconstpointer data)
{
  const gsize index = GPOINTER_TO_SIZE (data);
  g_autoptr (GhRootSearch) search = gh_root_search_new (0.0, 1.0, TOLERANCE, NO_VALUE, FALSE);
  guint wanted = serve (search, cases[index].function);
  g_autoptr (GArray) roots = gh_root_search_get_roots (search);

  g_assert_cmpuint (roots->len, ==, cases[index].count);
  for (guint i = 0; i < roots->len; i++)
    {
      const GhRoot *root = &g_array_index (roots, GhRoot, i);
      g_assert_cmpfloat_with_epsilon (root->value, cases[index].roots[i], TOLERANCE);
      g_assert_cmpint (root->rises, ==, (i % 2 == 0) == cases[index].first_rises);
    }
  g_assert_cmpuint (wanted, <=, cases[index].most);
}

/* Of what never turns only the ends are looked at, and the root. */
static void
test_monotone (void)
{
  g_autoptr (GhRootSearch) search = gh_root_search_new (0.0, 1.0, TOLERANCE, NO_VALUE, TRUE);
  g_autoptr (GhRootSearch) none = gh_root_search_new (0.5, 1.0, TOLERANCE, NO_VALUE, TRUE);

  g_assert_cmpuint (serve (search, line), ==, 3);
  g_autoptr (GArray) roots = gh_root_search_get_roots (search);
  g_assert_cmpuint (roots->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (roots, GhRoot, 0).value, 0.3, 1e-12);
  g_assert_cmpuint (serve (none, line), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/root-search/%s", cases[i].name);
      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_roots);
    }
  g_test_add_func ("/root-search/monotone", test_monotone);
  return g_test_run ();
}
