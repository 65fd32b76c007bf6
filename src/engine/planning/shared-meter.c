/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/shared-meter.h"

#include <math.h>

/* Pieces are over kWh of AC. */
struct _GhSharedMeter
{
  gsize steps;
  double hours;
  guint *first; /* (array length=steps+1) */
  GhPiecewise hulls;
  double *bound_kwh; /* (array length=steps): that stores that may not export can discharge */
};

/* The powers that stores can have together. */
static void
find_range (const GhSite *site, gsize step, double *from_kw, double *to_kw)
{
  double bound = 0.0, exportable = 0.0;

  *to_kw = 0.0;
  for (guint s = 0; s < site->store_count; s++)
    {
      const GhStore *store = &site->stores[s];
      double charge = store->charge.count > 0 ? store->charge.ac_kw[store->charge.count - 1] : 0.0;
      double discharge
          = store->discharge.count > 0 ? store->discharge.ac_kw[store->discharge.count - 1] : 0.0;
      if (!store->plugged[step])
        continue;
      *to_kw += MAX (charge, store->standby_kw);
      if (store->may_export)
        exportable += discharge;
      else
        bound += discharge;
    }
  *from_kw = -exportable - MIN (bound, MAX (site->load_kw[step] - site->solar_kw[step], 0.0));
}

/**
 * gh_shared_meter_new:
 * @site: a site of several stores
 *
 * O(steps).
 *
 * Returns: (transfer full): its meter
 */
GhSharedMeter *
gh_shared_meter_new (const GhSite *site)
{
  GhSharedMeter *meter = g_new0 (GhSharedMeter, 1);
  GhPiecewise whole = { 0 }, hull = { 0 };

  meter->steps = gh_time_axis_get_count (site->axis);
  meter->hours = gh_time_axis_get_step_hours (site->axis);
  meter->first = g_new0 (guint, meter->steps + 1);
  meter->bound_kwh = g_new (double, meter->steps);
  for (gsize t = 0; t < meter->steps; t++)
    {
      double from, to;
      find_range (site, t, &from, &to);
      meter->bound_kwh[t] = meter->hours * MAX (site->load_kw[t] - site->solar_kw[t], 0.0);
      whole.count = 0;
      gh_stage_cost_append_total (site, t, from, to, &whole);
      gh_piecewise_convex_hull (&hull, &whole);
      gh_piecewise_add_pieces (&meter->hulls, hull.pieces, hull.count);
      meter->first[t + 1] = meter->hulls.count;
    }
  gh_piecewise_clear (&whole);
  gh_piecewise_clear (&hull);
  return meter;
}

/**
 * gh_shared_meter_free:
 * @meter: (transfer full) (nullable): a meter
 *
 * Frees it.
 */
void
gh_shared_meter_free (GhSharedMeter *meter)
{
  if (meter == NULL)
    return;
  g_free (meter->first);
  g_free (meter->bound_kwh);
  gh_piecewise_clear (&meter->hulls);
  g_free (meter);
}

/**
 * gh_shared_meter_get_least_cost:
 * @meter: a meter
 * @prices: (array length=steps): what stores pay for a kWh
 *
 * Returns: the least that the meter costs over all steps less what the stores pay, whatever they
 *   take, and less what the room for stores that may not export earns; O(steps)
 */
double
gh_shared_meter_get_least_cost (const GhSharedMeter *meter, const GhPowerPrice *prices)
{
  double sum = 0.0;

  for (gsize t = 0; t < meter->steps; t++)
    {
      double least = INFINITY;
      for (guint i = meter->first[t]; i < meter->first[t + 1]; i++)
        {
          const GhPiece *piece = &meter->hulls.pieces[i];
          least = MIN (least, piece->value - prices[t].per_kwh * piece->from);
          least = MIN (least, gh_piece_end_value (piece) - prices[t].per_kwh * piece->to);
        }
      sum += least - prices[t].discharge_per_kwh * meter->bound_kwh[t];
    }
  return sum;
}

/**
 * gh_shared_meter_get_pieces:
 * @meter: a meter
 * @step: a step
 * @count: (out): how many
 *
 * Returns: (transfer none): its cost over the energy that stores take together in the step, kWh of
 *   AC, convex
 */
const GhPiece *
gh_shared_meter_get_pieces (const GhSharedMeter *meter, gsize step, guint *count)
{
  *count = meter->first[step + 1] - meter->first[step];
  return &meter->hulls.pieces[meter->first[step]];
}
