/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "row-order.h"

#define CASES 300
#define MOST_ROWS 200

/* Rows stand after all that are earlier, and of those at one moment after all that came before. */
static void
check (const gint64 *times, const guint32 *order, guint count)
{
  g_autofree gboolean *seen = g_new0 (gboolean, count);

  for (guint i = 0; i < count; i++)
    {
      g_assert_cmpuint (order[i], <, count);
      g_assert_false (seen[order[i]]);
      seen[order[i]] = TRUE;
      if (i == 0)
        continue;
      g_assert_cmpint (times[order[i - 1]], <=, times[order[i]]);
      if (times[order[i - 1]] == times[order[i]])
        g_assert_cmpuint (order[i - 1], <, order[i]);
    }
}

/* Random rows, from nearly in order to none, with moments that come twice. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < CASES; i++)
    {
      guint count = (guint) g_rand_int_range (random, 1, MOST_ROWS), back = 0, wrong;
      g_autofree gint64 *times = g_new (gint64, count);
      g_autofree guint32 *order = NULL;
      int disorder = g_rand_int_range (random, 1, 40);
      for (guint k = 0; k < count; k++)
        {
          times[k] = (gint64) k / 2 + (g_rand_int_range (random, 0, disorder) == 1 ? -50 : 0);
          back += k > 0 && times[k] < times[k - 1];
        }
      g_assert_true (gh_row_order_find (times, count, &order, &wrong, NULL, NULL));
      g_assert_cmpuint (wrong, ==, back);
      g_assert_true ((order == NULL) == (back == 0));
      if (order != NULL)
        check (times, order, count);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-order/random", test_random);
  return g_test_run ();
}
