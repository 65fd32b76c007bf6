/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a step costs over a store's energy, by prices of its own. */
#include "planning/stage-cost.h"

#include <math.h>

#include "random-site.h"

#define LOAD_KW 1.0
#define EFFICIENCY 0.9

/* What it costs to take @kwh out of the store in the first step. */
static double
cost_of_taking (gboolean may_export, const GhPowerPrice *price, double kwh)
{
  g_autoptr (GhSite) site = gh_random_site_plain (1, 3600);
  GhPiecewise pieces = { 0 }, scratch = { 0 };

  site->load_kw[0] = LOAD_KW;
  site->stores[0].may_export = may_export;
  gh_stage_cost_append_priced (site, &site->stores[0], 0, price, &pieces, &scratch);
  double cost = gh_piecewise_value (&pieces, -kwh);
  gh_piecewise_clear (&pieces);
  gh_piecewise_clear (&scratch);
  return cost;
}

/* The price of the room for stores that may not export is theirs alone: one that may export earns
 * the whole price of a kWh. */
static void
test_room_is_priced_for_some (void)
{
  const GhPowerPrice price = { .per_kwh = 0.4, .discharge_per_kwh = 0.1 };

  g_assert_cmpfloat_with_epsilon (cost_of_taking (FALSE, &price, 1.0), -0.3 * EFFICIENCY, 1e-12);
  g_assert_cmpfloat_with_epsilon (cost_of_taking (TRUE, &price, 1.0), -0.4 * EFFICIENCY, 1e-12);
  g_assert_cmpfloat_with_epsilon (cost_of_taking (TRUE, &price, 2.0), -0.8 * EFFICIENCY, 1e-12);
  g_assert_true (isinf (cost_of_taking (FALSE, &price, 2.0)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stage-cost/room-is-priced-for-some", test_room_is_priced_for_some);
  return g_test_run ();
}
