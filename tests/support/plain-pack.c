/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plain-pack.h"

static const double one = 1.0;

/* The same number everywhere. */
static GhCellTable
make_constant (double value)
{
  return (GhCellTable){ 1, 1, &one, &one, &one, value, { GH_ORIGIN_ASSUMED, "test" } };
}

/**
 * make_plain_cell:
 * @like: whose voltage and limits it has
 * @values: (array fixed-size=5): R0, R1, tau1, R2, tau2
 *
 * Returns: a cell whose circuit is the same whatever its state
 */
GhCell
make_plain_cell (const GhCell *like, const double *values)
{
  GhCell cell = *like;

  cell.r0_ohm = make_constant (values[0]);
  cell.r1_ohm = make_constant (values[1]);
  cell.tau1_s = make_constant (values[2]);
  cell.r2_ohm = make_constant (values[3]);
  cell.tau2_s = make_constant (values[4]);
  return cell;
}

/**
 * measure_mean_ocv:
 * @cell: a cell
 *
 * Returns: its mean open-circuit voltage at 25 degrees C, by trapezoids that know its points
 */
double
measure_mean_ocv (const GhCell *cell)
{
  double sum = 0.0;

  for (int i = 0; i < 1000; i++)
    sum += (gh_cell_table_at (&cell->ocv_v, i / 1000.0, 298.15)
            + gh_cell_table_at (&cell->ocv_v, (i + 1) / 1000.0, 298.15))
           / 2000.0;
  return sum;
}

/**
 * make_single_cell_pack:
 * @cell: a cell
 *
 * Returns: (transfer full): a pack that is one cell
 */
GhPack *
make_single_cell_pack (const GhCell *cell)
{
  double mean_v = measure_mean_ocv (cell);
  GhPackSpec spec = { cell, cell->capacity_ah * mean_v / 1000.0, mean_v, 1.0, 1.0, 0.0 };

  return gh_pack_new (&spec);
}

/**
 * make_random_pack:
 * @random: where chance comes from
 *
 * Returns: (transfer full): a pack of any cell, size and age
 */
GhPack *
make_random_pack (GhRandom *random)
{
  GhPackSpec spec = { gh_cell_get ((guint) (gh_random_uniform (random) * gh_cell_get_count ())),
                      5.0 + 95.0 * gh_random_uniform (random),
                      gh_random_uniform (random) < 0.5 ? 0.0 : 800.0 * gh_random_uniform (random),
                      0.5 + 0.5 * gh_random_uniform (random),
                      1.0 + 2.0 * gh_random_uniform (random),
                      gh_random_uniform (random) < 0.5 ? 0.0 : 3600.0 };

  return gh_pack_new (&spec);
}
