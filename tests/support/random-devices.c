/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-devices.h"

#include <math.h>

/**
 * gh_random_devices_new:
 * @count: number of devices
 * @steps: number of steps
 * @hours: length of a step
 *
 * Returns: (transfer full): devices that can do nothing, their energy without bounds
 */
GhRandomDevices *
gh_random_devices_new (guint count, gsize steps, double hours)
{
  GhRandomDevices *fleet = g_new0 (GhRandomDevices, 1);
  gsize length = count * steps;

  *fleet = (GhRandomDevices){ .count = count, .steps = steps, .hours = hours };
  fleet->least_kw = g_new0 (double, length);
  fleet->most_kw = g_new0 (double, length);
  fleet->lower_kwh = g_new (double, length);
  fleet->upper_kwh = g_new (double, length);
  fleet->floor_kwh = g_new (double, length);
  fleet->walk_kw = g_new0 (double, length);
  for (gsize j = 0; j < length; j++)
    {
      fleet->lower_kwh[j] = fleet->floor_kwh[j] = -1000.0;
      fleet->upper_kwh[j] = 1000.0;
    }
  return fleet;
}

/* A stay or two, a walk through them, and bounds around it. */
static void
draw_device (GRand *rand, GhRandomDevices *fleet, guint device, gboolean gives_back)
{
  gint32 steps = (gint32) fleet->steps;
  gsize from = (gsize) g_rand_int_range (rand, 0, steps), base = device * fleet->steps;
  gsize to = (gsize) g_rand_int_range (rand, (gint32) from, steps) + 1;
  gsize gap = g_rand_boolean (rand) || to == from + 1 ? fleet->steps
                                                      : (gsize) g_rand_int_range (rand, 0, steps);
  double most = g_rand_double_range (rand, 1.0, 8.0), taken = 0.0;
  double least = gives_back ? -g_rand_double_range (rand, 0.0, 6.0) : 0.0;
  double slack = gives_back ? 6.0 : 1000.0;

  for (gsize t = 0; t < fleet->steps; t++)
    {
      gsize j = base + t;
      if (t >= from && t < to && t != gap)
        {
          fleet->least_kw[j] = least;
          fleet->most_kw[j] = most;
          fleet->walk_kw[j] = g_rand_double_range (rand, least, most);
        }
      taken += fleet->walk_kw[j] * fleet->hours;
      fleet->upper_kwh[j] = taken + g_rand_double_range (rand, 0.0, slack);
      fleet->lower_kwh[j] = taken - g_rand_double_range (rand, 0.0, slack);
      fleet->floor_kwh[j] = fleet->lower_kwh[j];
    }
  /* What it needs, once, at the end. */
  gsize last = base + fleet->steps - 1;
  fleet->upper_kwh[last] = taken + g_rand_double_range (rand, 0.0, 3.0);
  double need = taken - g_rand_double_range (rand, 0.0, 2.0);
  fleet->lower_kwh[last] = MAX (fleet->lower_kwh[last], need);
  for (gsize t = 0; t < fleet->steps; t++)
    fleet->floor_kwh[last - t] = MIN (fleet->floor_kwh[last - t], 0.0);
}

/**
 * gh_random_devices_draw:
 * @seed: of the draw
 * @count: number of devices
 * @steps: number of steps
 * @gives_back: whether they can give back
 *
 * Returns: (transfer full): devices that each can do something
 */
GhRandomDevices *
gh_random_devices_draw (guint32 seed, guint count, gsize steps, gboolean gives_back)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GhRandomDevices *fleet = gh_random_devices_new (count, steps, 0.5);

  for (guint i = 0; i < count; i++)
    draw_device (rand, fleet, i, gives_back);
  return fleet;
}

/**
 * gh_random_devices_free:
 * @fleet: (transfer full) (nullable): devices
 *
 * Frees them.
 */
void
gh_random_devices_free (GhRandomDevices *fleet)
{
  if (fleet == NULL)
    return;
  g_free (fleet->least_kw);
  g_free (fleet->most_kw);
  g_free (fleet->lower_kwh);
  g_free (fleet->upper_kwh);
  g_free (fleet->floor_kwh);
  g_free (fleet->walk_kw);
  g_free (fleet);
}

/**
 * gh_random_devices_set_stay:
 * @fleet: devices
 * @device: index of one
 * @from: first step of its stay
 * @to: step after the last
 * @least_kw: least power
 * @most_kw: greatest power
 * @room_below_kwh: what it can give before it is empty
 * @room_above_kwh: what it can take before it is full
 * @need_kwh: what it has to have taken at the end of its stay
 *
 * Describes a vehicle that comes once.
 */
void
gh_random_devices_set_stay (GhRandomDevices *fleet, guint device, gsize from, gsize to,
                            double least_kw, double most_kw, double room_below_kwh,
                            double room_above_kwh, double need_kwh)
{
  for (gsize t = 0; t < fleet->steps; t++)
    {
      gsize j = device * fleet->steps + t;
      gboolean there = t >= from && t < to;
      fleet->least_kw[j] = there ? least_kw : 0.0;
      fleet->most_kw[j] = there ? most_kw : 0.0;
      fleet->floor_kwh[j] = -room_below_kwh;
      fleet->lower_kwh[j] = t + 1 >= to ? need_kwh : -room_below_kwh;
      fleet->upper_kwh[j] = room_above_kwh;
    }
}

/**
 * gh_random_devices_new_set:
 * @fleet: devices
 *
 * Returns: (transfer full): their set
 */
GhFlexibilitySet *
gh_random_devices_new_set (const GhRandomDevices *fleet)
{
  GhFlexibilitySet *set = gh_flexibility_set_new (fleet->steps, fleet->hours);

  for (guint i = 0; i < fleet->count; i++)
    {
      gsize j = i * fleet->steps;
      GhFlexibleDevice device = { fleet->least_kw + j, fleet->most_kw + j, fleet->lower_kwh + j,
                                  fleet->upper_kwh + j, fleet->floor_kwh + j };
      GhFlexibleFault fault;
      g_assert_true (gh_flexibility_set_add (set, &device, &fault));
    }
  return set;
}

/**
 * gh_random_devices_add_device:
 * @fleet: devices
 * @device: index of one
 * @program: a program
 *
 * Adds its powers in kW as columns without cost, and its energies as rows.
 *
 * Returns: the first of these columns, one a step
 */
guint
gh_random_devices_add_device (const GhRandomDevices *fleet, guint device, GhLinearProgram *program)
{
  guint first = gh_linear_program_get_columns (program);

  for (gsize t = 0; t < fleet->steps; t++)
    {
      gsize j = device * fleet->steps + t;
      gh_linear_program_add_column (program, fleet->least_kw[j], fleet->most_kw[j], 0.0,
                                    GH_LINEAR_CONTINUOUS);
      guint row = gh_linear_program_add_row (program, fleet->lower_kwh[j], fleet->upper_kwh[j]);
      for (gsize s = 0; s <= t; s++)
        gh_linear_program_set_coefficient (program, row, first + (guint) s, fleet->hours);
    }
  return first;
}

/**
 * gh_random_devices_measure_breach:
 * @fleet: devices
 * @device: index of one
 * @power_kw: (array length=steps): a power
 * @missed_kwh: what it may have less than it needs, but not less than its floor
 *
 * Returns: by how much the power breaks the device's bounds at most, kW or kWh
 */
double
gh_random_devices_measure_breach (const GhRandomDevices *fleet, guint device,
                                  const double *power_kw, double missed_kwh)
{
  double taken = 0.0, breach = 0.0;

  for (gsize t = 0; t < fleet->steps; t++)
    {
      gsize j = device * fleet->steps + t;
      double lower = MAX (fleet->lower_kwh[j] - missed_kwh, fleet->floor_kwh[j]);
      taken += power_kw[t] * fleet->hours;
      breach = MAX (breach, fleet->least_kw[j] - power_kw[t]);
      breach = MAX (breach, power_kw[t] - fleet->most_kw[j]);
      breach = MAX (breach, MAX (lower - taken, taken - fleet->upper_kwh[j]));
    }
  return breach;
}
