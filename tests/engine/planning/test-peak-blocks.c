/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which parts of time demand charges leave independent. */
#include "planning/peak-blocks.h"

#include "random-site.h"

#define STEPS 8

/* A charge in the steps that are marked with x. */
static void
add_charge (GhSite *site, const char *marks)
{
  guint8 applies[STEPS];

  for (guint t = 0; t < STEPS; t++)
    applies[t] = marks[t] == 'x';
  gh_site_add_demand_charge (site, 1.0, 0.0, applies);
}

static void
test_blocks (void)
{
  static const struct
  {
    const char *charges[3];
    guint count;
    gsize first[3];
    guint of_peak[3];
    guint layers;
  } rows[] = {
    { { "xxxxxxxx" }, 1, { 0 }, { 0 }, 1 },
    { { "xxxx----", "----xxxx" }, 2, { 0, 4 }, { 0, 1 }, 1 },
    { { "-----xx-", "-x-x----" }, 3, { 0, 1, 5 }, { 2, 1 }, 1 },
    { { "xxxx----", "----xxxx", "-xx-----" }, 2, { 0, 4 }, { 0, 1, 0 }, 2 },
    { { "xxxx----", "----xxxx", "---x--x-" }, 1, { 0 }, { 0, 0, 0 }, 2 },
    { { "xx------", "--xx----", "----xxxx" }, 3, { 0, 2, 4 }, { 0, 1, 2 }, 1 },
    { { "--------", "----xxxx" }, 2, { 0, 4 }, { 0, 1 }, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhSite) site = gh_random_site_plain (STEPS, 3600);
      GhPeakBlocks blocks;
      for (guint k = 0; k < 3 && rows[i].charges[k] != NULL; k++)
        add_charge (site, rows[i].charges[k]);
      gh_peak_blocks_init (&blocks, site);
      g_assert_cmpuint (blocks.count, ==, rows[i].count);
      g_assert_cmpuint (blocks.layers, ==, rows[i].layers);
      g_assert_cmpuint (blocks.first[blocks.count], ==, STEPS);
      for (guint b = 0; b < blocks.count; b++)
        g_assert_cmpuint (blocks.first[b], ==, rows[i].first[b]);
      for (guint k = 0; k < site->demand_charge_count; k++)
        g_assert_cmpuint (blocks.of_peak[k], ==, rows[i].of_peak[k]);
      gh_peak_blocks_clear (&blocks);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/peak-blocks/blocks", test_blocks);
  return g_test_run ();
}
