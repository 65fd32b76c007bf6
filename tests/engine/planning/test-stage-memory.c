/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Windows that move on over random sites of which something changes each time: what is remembered
 * is what would be written anew. */
#include "planning/stage-memory.h"

#include "random-site.h"

#define SITES 40
#define WINDOWS 12
#define WINDOW_STEPS 10

static GhSite *
new_window (const GhSite *whole, gsize from)
{
  gsize steps = MIN (WINDOW_STEPS, gh_time_axis_get_count (whole->axis) - from);
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (gh_time_axis_get_time (whole->axis, from),
                                                  gh_time_axis_get_step_seconds (whole->axis),
                                                  steps, gh_time_axis_get_zone (whole->axis));

  return gh_site_new_part (whole, axis, from);
}

/* One of the things that a stage depends on is another than was expected. */
static void
change_step (GhSite *whole, GRand *random, gsize step)
{
  switch (g_rand_int_range (random, 0, 7))
    {
    case 0:
      whole->load_kw[step] = g_rand_double_range (random, 0.0, 3.0);
      break;
    case 1:
      whole->solar_kw[step] = g_rand_double_range (random, 0.0, 3.0);
      break;
    case 2:
      whole->import_price[step] = g_rand_double_range (random, -0.1, 0.5);
      break;
    case 3:
      whole->export_price[step] = g_rand_double_range (random, 0.0, 0.3);
      break;
    case 4:
      whole->store_export_price[step] = g_rand_double_range (random, 0.0, 0.3);
      break;
    case 5:
      whole->stores[0].plugged[step] = !whole->stores[0].plugged[step];
      break;
    default:
      whole->surcharges[0].above_kw[step] = g_rand_double_range (random, 0.0, 3.0);
      whole->surcharges[0].price_per_kwh[step] = g_rand_double_range (random, 0.0, 2.0);
    }
}

static void
assert_as_written (const GhSite *window, const GhPiecewise *stages, const guint *first)
{
  GhPiecewise pieces = { 0 }, scratch = { 0 };

  for (gsize t = 0; t < gh_time_axis_get_count (window->axis); t++)
    {
      g_assert_cmpuint (first[t], ==, pieces.count);
      gh_stage_cost_append (window, &window->stores[0], t, &pieces, &scratch);
    }
  g_assert_cmpmem (stages->pieces, stages->count * sizeof (GhPiece), pieces.pieces,
                   pieces.count * sizeof (GhPiece));
  gh_piecewise_clear (&pieces);
  gh_piecewise_clear (&scratch);
}

static void
test_as_written_anew (void)
{
  for (guint seed = 1; seed <= SITES; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GhSite) whole = gh_random_site_new (seed, GH_RANDOM_ALL);
      g_autoptr (GhStageMemory) memory = gh_stage_memory_new ();
      gsize count = gh_time_axis_get_count (whole->axis), from = 0;
      guint first[WINDOW_STEPS + 1];

      gh_site_add_surcharge (whole);
      for (guint i = 0; i < WINDOWS && from < count; i++)
        {
          g_autoptr (GhSite) window = new_window (whole, from);
          GhPiecewise stages = { 0 };
          gh_stage_memory_write (memory, window, &window->stores[0], &stages, first);
          assert_as_written (window, &stages, first);
          gh_piecewise_clear (&stages);
          gsize advance = (gsize) g_rand_int_range (random, 0, 4);
          from += advance;
          gh_stage_memory_advance (memory, advance);
          for (guint k = 0; k < 3; k++)
            change_step (whole, random, (gsize) g_rand_int_range (random, 0, (gint32) count));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stage-memory/as-written-anew", test_as_written_anew);
  return g_test_run ();
}
