/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/fleet-plan-meter.h"

#include <math.h>

/* Knots with which squares begin. */
#define FIRST_KNOTS 9

struct _GhFleetMeter
{
  gsize steps;
  guint charge_count;
  double hours;
  gboolean squares;
  double lift_kw; /* load is counted from the lowest net load */
  GhSharedMeter *shared;
};

/**
 * gh_fleet_meter_new:
 * @site: a site of several stores
 * @squares: whether the cost is the square of the load rather than money: kW^2 h of the net load
 *   with the vehicles, counted from zero or the deepest surplus of the sun
 *
 * O(steps stores).
 *
 * Returns: (transfer full): its meter
 */
GhFleetMeter *
gh_fleet_meter_new (const GhSite *site, gboolean squares)
{
  GhFleetMeter *meter = g_new0 (GhFleetMeter, 1);

  meter->steps = gh_time_axis_get_count (site->axis);
  meter->hours = gh_time_axis_get_step_hours (site->axis);
  meter->squares = squares;
  meter->charge_count = squares ? 0 : site->demand_charge_count;
  meter->shared = gh_shared_meter_new (site);
  for (gsize t = 0; t < meter->steps; t++)
    meter->lift_kw = MAX (meter->lift_kw, site->solar_kw[t] - site->load_kw[t]);
  return meter;
}

/**
 * gh_fleet_meter_free:
 * @meter: (transfer full) (nullable): a meter
 *
 * Frees it.
 */
void
gh_fleet_meter_free (GhFleetMeter *meter)
{
  if (meter == NULL)
    return;
  gh_shared_meter_free (meter->shared);
  g_free (meter);
}

/**
 * gh_fleet_meter_get_steps:
 * @meter: a meter
 *
 * Returns: how many steps there are
 */
gsize
gh_fleet_meter_get_steps (const GhFleetMeter *meter)
{
  return meter->steps;
}

/**
 * gh_fleet_meter_get_charge_count:
 * @meter: a meter
 *
 * Returns: how many of the site's demand charges count: all where the cost is money, else none
 */
guint
gh_fleet_meter_get_charge_count (const GhFleetMeter *meter)
{
  return meter->charge_count;
}

/**
 * gh_fleet_meter_is_curved:
 * @meter: a meter
 *
 * Returns: whether knots beside those of gh_fleet_meter_get_knots() tell more about it
 */
gboolean
gh_fleet_meter_is_curved (const GhFleetMeter *meter)
{
  return meter->squares;
}

/**
 * gh_fleet_meter_get_range:
 * @meter: a meter
 * @step: a step
 * @from_kwh: (out): least AC energy that vehicles can take together, below 0 where they give
 * @to_kwh: (out): greatest, by their chargers and the connection
 */
void
gh_fleet_meter_get_range (const GhFleetMeter *meter, gsize step, double *from_kwh, double *to_kwh)
{
  guint count;
  const GhPiece *pieces = gh_shared_meter_get_pieces (meter->shared, step, &count);

  *from_kwh = pieces[0].from;
  *to_kwh = pieces[count - 1].to;
}

/**
 * gh_fleet_meter_get_net_kwh:
 * @meter: a meter
 * @step: a step
 *
 * Returns: what is imported in the step without vehicles; below 0 exported
 */
double
gh_fleet_meter_get_net_kwh (const GhFleetMeter *meter, gsize step)
{
  return gh_shared_meter_get_net_kwh (meter->shared, step);
}

/* Load that is squared, kW. */
static double
get_load_kw (const GhFleetMeter *meter, gsize step, double taken_kwh)
{
  return meter->lift_kw + (gh_fleet_meter_get_net_kwh (meter, step) + taken_kwh) / meter->hours;
}

static const GhPiece *
find_piece (const GhFleetMeter *meter, gsize step, double taken_kwh)
{
  guint count;
  const GhPiece *piece = gh_shared_meter_get_pieces (meter->shared, step, &count);

  for (const GhPiece *last = piece + count - 1; piece < last && taken_kwh > piece->to;)
    piece++;
  return piece;
}

/**
 * gh_fleet_meter_get_cost:
 * @meter: a meter
 * @step: a step
 * @taken_kwh: AC energy that vehicles take, within the range
 *
 * Returns: what the step costs, without demand charges
 */
double
gh_fleet_meter_get_cost (const GhFleetMeter *meter, gsize step, double taken_kwh)
{
  if (meter->squares)
    {
      double load = get_load_kw (meter, step, taken_kwh);
      return load * load * meter->hours;
    }
  const GhPiece *piece = find_piece (meter, step, taken_kwh);
  return piece->value + piece->slope * (taken_kwh - piece->from);
}

/**
 * gh_fleet_meter_get_slope:
 * @meter: a meter
 * @step: a step
 * @taken_kwh: AC energy that vehicles take
 *
 * Returns: what a further kWh costs
 */
double
gh_fleet_meter_get_slope (const GhFleetMeter *meter, gsize step, double taken_kwh)
{
  if (meter->squares)
    return 2.0 * get_load_kw (meter, step, taken_kwh);
  return find_piece (meter, step, taken_kwh)->slope;
}

/**
 * gh_fleet_meter_get_steepest:
 * @meter: a meter
 *
 * Returns: the most that a kWh changes the cost anywhere
 */
double
gh_fleet_meter_get_steepest (const GhFleetMeter *meter)
{
  double most = 0.0;

  for (gsize t = 0; t < meter->steps; t++)
    {
      double from, to;
      gh_fleet_meter_get_range (meter, t, &from, &to);
      most = MAX (most, fabs (gh_fleet_meter_get_slope (meter, t, from)));
      most = MAX (most, fabs (gh_fleet_meter_get_slope (meter, t, to)));
    }
  return most;
}

/**
 * gh_fleet_meter_get_knots:
 * @meter: a meter
 * @step: a step
 *
 * Returns: (transfer full) (element-type double): energies, rising, between which the cost is
 *   straight, or of a square a few to begin with
 */
GArray *
gh_fleet_meter_get_knots (const GhFleetMeter *meter, gsize step)
{
  GArray *knots = g_array_new (FALSE, FALSE, sizeof (double));
  guint count;
  const GhPiece *pieces = gh_shared_meter_get_pieces (meter->shared, step, &count);
  double from = pieces[0].from, to = pieces[count - 1].to;

  g_array_append_val (knots, from);
  if (meter->squares)
    for (guint i = 1; i < FIRST_KNOTS; i++)
      {
        double knot = from + (to - from) * i / (FIRST_KNOTS - 1);
        g_array_append_val (knots, knot);
      }
  else
    for (guint i = 0; i < count; i++)
      if (pieces[i].to > pieces[i].from)
        g_array_append_val (knots, pieces[i].to);
  return knots;
}

/* The knot that is best at prices. */
static double
choose_knot (const GhFleetMeter *meter, gsize step, const GhPowerPrice *price)
{
  guint count;
  const GhPiece *pieces = gh_shared_meter_get_pieces (meter->shared, step, &count);
  double net = gh_shared_meter_get_net_kwh (meter->shared, step);
  double least = INFINITY, choice = pieces[0].from;

  for (guint i = 0; i <= count; i++)
    {
      double knot = i < count ? pieces[i].from : pieces[count - 1].to;
      double value = i < count ? pieces[i].value : gh_piece_end_value (&pieces[count - 1]);
      double cost = value + price->import_per_kwh * MAX (0.0, net + knot) - price->per_kwh * knot;
      if (cost < least)
        {
          least = cost;
          choice = knot;
        }
    }
  return choice;
}

/**
 * gh_fleet_meter_get_choice:
 * @meter: a meter
 * @step: a step
 * @price: what vehicles pay
 *
 * Returns: what it would like them to take at that price
 */
double
gh_fleet_meter_get_choice (const GhFleetMeter *meter, gsize step, const GhPowerPrice *price)
{
  double from, to;
  double idle = get_load_kw (meter, step, 0.0);

  if (!meter->squares)
    return choose_knot (meter, step, price);
  gh_fleet_meter_get_range (meter, step, &from, &to);
  return CLAMP ((0.5 * price->per_kwh - idle) * meter->hours, from, to);
}

/**
 * gh_fleet_meter_get_cost_at:
 * @meter: a meter
 * @step: a step
 * @taken_kwh: AC energy that vehicles take
 * @price: what they pay
 *
 * Returns: what the step costs, with what import weighs, less what vehicles pay and what the room
 *   for those that may not export earns
 */
double
gh_fleet_meter_get_cost_at (const GhFleetMeter *meter, gsize step, double taken_kwh,
                            const GhPowerPrice *price)
{
  double net = gh_shared_meter_get_net_kwh (meter->shared, step);

  return gh_fleet_meter_get_cost (meter, step, taken_kwh)
         + price->import_per_kwh * MAX (0.0, net + taken_kwh) - price->per_kwh * taken_kwh
         - price->discharge_per_kwh * MAX (0.0, net);
}

/**
 * gh_fleet_meter_get_least_cost:
 * @meter: a meter
 * @prices: (array length=steps): what vehicles pay for a kWh
 *
 * Returns: the least of gh_fleet_meter_get_cost_at() over all steps, whatever vehicles take
 */
double
gh_fleet_meter_get_least_cost (const GhFleetMeter *meter, const GhPowerPrice *prices)
{
  double sum = 0.0;

  for (gsize t = 0; t < meter->steps; t++)
    sum += gh_fleet_meter_get_cost_at (meter, t, gh_fleet_meter_get_choice (meter, t, &prices[t]),
                                       &prices[t]);
  return sum;
}
