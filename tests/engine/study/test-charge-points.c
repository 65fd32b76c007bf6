/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fewer charge points than vehicles. */
#include "study/charge-points.h"

#include "site/fleet-draw.h"

#define STEPS 48
#define MOST_VEHICLES 3
#define MOST_STAYS 3

/* Stays of each vehicle that end at 0 are none. */
static const struct
{
  const char *name;
  guint points;
  GhFleetStay before[MOST_VEHICLES][MOST_STAYS];
  GhFleetStay after[MOST_VEHICLES][MOST_STAYS];
} cases[] = {
  { "enough",
    3,
    { { { 2, 10, 5.0 } }, { { 3, 12, 6.0 } }, { { 4, 9, 7.0 } } },
    { { { 2, 10, 5.0 } }, { { 3, 12, 6.0 } }, { { 4, 9, 7.0 } } } },
  { "who comes first",
    1,
    { { { 4, 12, 5.0 } }, { { 3, 10, 6.0 } } },
    { { { 10, 12, 5.0 } }, { { 3, 10, 6.0 } } } },
  { "left before",
    1,
    { { { 4, 9, 5.0 }, { 20, 30, 6.0 } }, { { 3, 10, 7.0 } } },
    { { { 20, 30, 11.0 } }, { { 3, 10, 7.0 } } } },
  { "the earliest that is free",
    2,
    { { { 0, 20, 1.0 } }, { { 1, 8, 2.0 } }, { { 2, 30, 3.0 } } },
    { { { 0, 20, 1.0 } }, { { 1, 8, 2.0 } }, { { 8, 30, 3.0 } } } },
  { "none", 0, { { { 4, 9, 5.0 } }, { { 3, 10, 7.0 } } }, { { { 0 } } } },
  /* Both stay beyond the time, of which the second sees nothing. */
  { "waits to the end", 1, { { { 40, 60, 5.0 } }, { { 44, 70, 7.0 } } }, { { { 40, 60, 5.0 } } } },
};

static GArray *
make_stays (const GhFleetStay *stays)
{
  GArray *made = g_array_new (FALSE, FALSE, sizeof (GhFleetStay));

  for (guint i = 0; i < MOST_STAYS && stays[i].end > 0; i++)
    g_array_append_val (made, stays[i]);
  return made;
}

static void
check_stays (const GArray *found, const GhFleetStay *expected)
{
  g_autoptr (GArray) wanted = make_stays (expected);

  g_assert_cmpuint (found->len, ==, wanted->len);
  for (guint i = 0; i < found->len; i++)
    {
      const GhFleetStay *one = &g_array_index (found, GhFleetStay, i);
      const GhFleetStay *other = &g_array_index (wanted, GhFleetStay, i);
      g_assert_cmpint (one->first, ==, other->first);
      g_assert_cmpint (one->end, ==, other->end);
      g_assert_cmpfloat (one->energy_kwh, ==, other->energy_kwh);
    }
}

static void
test_queue (void)
{
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (GPtrArray) vehicles
          = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
      g_test_message ("%s", cases[c].name);
      for (guint v = 0; v < MOST_VEHICLES; v++)
        g_ptr_array_add (vehicles, make_stays (cases[c].before[v]));
      gh_charge_points_queue (vehicles, cases[c].points, STEPS);
      for (guint v = 0; v < MOST_VEHICLES; v++)
        check_stays (g_ptr_array_index (vehicles, v), cases[c].after[v]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charge-points/queue", test_queue);
  return g_test_run ();
}
