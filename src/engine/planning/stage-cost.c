/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/stage-cost.h"

#include <math.h>

/* At a given store power the cost is piecewise linear in grid power with kinks where import turns
 * into export, where the store's own power is exported and where a surcharge begins, so one of
 * these grid powers is best. */
enum
{
  MODE_USE_SOLAR,
  MODE_CURTAIL,
  MODE_NO_GRID,
  MODE_STORE_ONLY,
  MODE_SURCHARGE, /* the first of as many as there are surcharges */
  MOST_MODES = MODE_SURCHARGE + GH_SITE_SURCHARGES
};

/* What the cost of one step depends on. */
typedef struct
{
  double load_kw;
  double solar_kw;
  double others_kw; /* part of the load that is other stores' */
  double import_limit_kw;
  double export_limit_kw;
  double import_cost;
  double export_worth;
  double store_worth;
  double hours;
  int mode_count;
  guint surcharge_count;
  double above_kw[GH_SITE_SURCHARGES];
  double surcharge[GH_SITE_SURCHARGES]; /* currency per kWh */
  const GhPowerPrice *price;            /* (nullable): in the place of a meter */
} Meter;

/* Where a kWh from the grid costs something and one to it earns something, nothing is better than
 * to use all the sun; without the sun there is only one grid power for each of the store. */
static int
count_modes (const Meter *meter)
{
  gboolean pays
      = meter->import_cost >= 0.0 && meter->export_worth >= 0.0 && meter->store_worth >= 0.0;

  for (guint i = 0; i < meter->surcharge_count; i++)
    pays = pays && meter->surcharge[i] >= 0.0;
  return pays || !(meter->solar_kw > 0.0) ? MODE_USE_SOLAR + 1
                                          : MODE_SURCHARGE + (int) meter->surcharge_count;
}

static Meter
read_meter (const GhSite *site, gsize step)
{
  Meter meter = { .load_kw = site->load_kw[step],
                  .solar_kw = site->solar_kw[step],
                  .others_kw = site->others_kw != NULL ? site->others_kw[step] : 0.0,
                  .import_limit_kw = site->import_limit_kw,
                  .export_limit_kw = site->export_limit_kw,
                  .import_cost = gh_site_import_cost (site, step),
                  .export_worth = gh_site_export_worth (site, step),
                  .store_worth = gh_site_store_export_worth (site, step),
                  .hours = gh_time_axis_get_step_hours (site->axis) };

  for (guint i = 0; i < site->surcharge_count; i++)
    if (isfinite (site->surcharges[i].above_kw[step]))
      {
        meter.above_kw[meter.surcharge_count] = site->surcharges[i].above_kw[step];
        meter.surcharge[meter.surcharge_count++] = site->surcharges[i].price_per_kwh[step];
      }
  meter.mode_count = count_modes (&meter);
  return meter;
}

static double
least_grid (const Meter *meter, double store_kw)
{
  return MAX (meter->load_kw + store_kw - meter->solar_kw, -meter->export_limit_kw);
}

static double
most_grid (const Meter *meter, double store_kw)
{
  return MIN (meter->load_kw + store_kw, meter->import_limit_kw);
}

static double
grid_of_mode (const Meter *meter, double store_kw, int mode)
{
  double low = least_grid (meter, store_kw);
  double high = most_grid (meter, store_kw);

  switch (mode)
    {
    case MODE_USE_SOLAR:
      return low;
    case MODE_CURTAIL:
      return high;
    case MODE_NO_GRID:
      return MIN (MAX (0.0, low), high);
    case MODE_STORE_ONLY:
      return MIN (MAX (MIN (store_kw + meter->others_kw, 0.0), low), high);
    default:
      return MIN (MAX (meter->above_kw[mode - MODE_SURCHARGE], low), high);
    }
}

/* The part of an export that is paid as the stores': what is worth more is exported first. Of
 * several stores counts what they give together. */
static double
split_export (const Meter *meter, double store_kw, double grid_kw)
{
  double export_kw = MAX (-grid_kw, 0.0);
  double from_store = MAX (-store_kw - meter->others_kw, 0.0);
  double used_solar = meter->load_kw + store_kw - grid_kw;

  if (meter->store_worth >= meter->export_worth)
    return MIN (export_kw, from_store);
  return MAX (export_kw - MAX (used_solar, 0.0), 0.0);
}

static double
cost_of_price (const GhPowerPrice *price, double hours, double store_kw)
{
  return hours * (price->per_kwh * store_kw + price->discharge_per_kwh * MAX (-store_kw, 0.0));
}

static double
cost_of_mode (const Meter *meter, double store_kw, int mode)
{
  if (meter->price != NULL)
    return cost_of_price (meter->price, meter->hours, store_kw);
  double grid_kw = grid_of_mode (meter, store_kw, mode);
  if (grid_kw >= 0.0)
    {
      double per_hour = meter->import_cost * grid_kw;
      for (guint i = 0; i < meter->surcharge_count; i++)
        per_hour += meter->surcharge[i] * MAX (0.0, grid_kw - meter->above_kw[i]);
      return meter->hours * per_hour;
    }
  double store_export = split_export (meter, store_kw, grid_kw);
  return -meter->hours
         * (meter->store_worth * store_export + meter->export_worth * (-grid_kw - store_export));
}

static GhDispatch
dispatch (const Meter *meter, double store_kw)
{
  GhDispatch best = { INFINITY, 0.0, 0.0, 0.0, FALSE };

  for (int mode = 0; mode < meter->mode_count; mode++)
    {
      double cost = cost_of_mode (meter, store_kw, mode);
      if (cost < best.cost - 1e-12 * (1.0 + fabs (cost)))
        {
          best.cost = cost;
          best.grid_kw = grid_of_mode (meter, store_kw, mode);
        }
    }
  best.curtailed_kw = MAX (meter->solar_kw - (meter->load_kw + store_kw - best.grid_kw), 0.0);
  best.store_export_kw = split_export (meter, store_kw, best.grid_kw);
  best.feasible = least_grid (meter, store_kw) <= most_grid (meter, store_kw) + 1e-9;
  return best;
}

/**
 * gh_stage_dispatch:
 * @site: a site
 * @step: a step of its axis
 * @store_kw: AC power of the site's stores together, charging above 0
 *
 * Chooses how much solar to use so that the step costs least. Solar may be curtailed at no cost;
 * of an export, what is paid better is exported first. Among equal costs the least solar is
 * curtailed.
 *
 * Returns: the dispatch; not feasible where the connection's limits cannot be kept
 */
GhDispatch
gh_stage_dispatch (const GhSite *site, gsize step, double store_kw)
{
  Meter meter = read_meter (site, step);

  return dispatch (&meter, store_kw);
}

/* One end of a stretch of store powers on which every mode is linear. */
typedef struct
{
  double stored_kwh;
  double cost[MOST_MODES];
} Corner;

static Corner
corner_at (const Meter *meter, const GhStore *store, double battery_kw, double ac_kw, int sign)
{
  Corner corner = { .stored_kwh = sign * battery_kw * meter->hours };
  double wear = sign < 0 ? store->wear_per_kwh * ac_kw * meter->hours : 0.0;

  for (int mode = 0; mode < meter->mode_count; mode++)
    corner.cost[mode] = cost_of_mode (meter, sign * ac_kw, mode) + wear;
  return corner;
}

/* Appends the lower envelope of the modes, all straight, between two corners. */
static void
append_lowest_mode (GhPiecewise *pieces, const Corner *left, const Corner *right, int mode_count)
{
  double width = right->stored_kwh - left->stored_kwh;
  double at = 0.0; /* share of the width */
  int mode = 0;

  for (int other = 1; other < mode_count; other++)
    if (left->cost[other] < left->cost[mode]
        || (left->cost[other] <= left->cost[mode] && right->cost[other] < right->cost[mode]))
      mode = other;
  do
    {
      double next = 1.0, rise = right->cost[mode] - left->cost[mode];
      int next_mode = mode;

      for (int other = 0; other < mode_count; other++)
        {
          double ahead = left->cost[other] - left->cost[mode];
          double closing = rise - (right->cost[other] - left->cost[other]);
          double cross = closing > 0.0 ? ahead / closing : 2.0;
          if (cross > at + 1e-9 && cross < next - 1e-9)
            {
              next = cross;
              next_mode = other;
            }
        }
      GhPiece piece = { left->stored_kwh + at * width, left->stored_kwh + next * width,
                        left->cost[mode] + at * rise, width > 0.0 ? rise / width : 0.0 };
      if (next >= 1.0)
        piece.to = right->stored_kwh;
      gh_piecewise_append (pieces, &piece);
      mode = next_mode;
      at = next;
    }
  while (at < 1.0);
}

/* Kinks beside those of the charger's curve: those of the meter, and both ends. */
#define METER_KINKS 8
#define OTHER_KINKS (METER_KINKS + 2 + 2 * GH_SITE_SURCHARGES)

/* Puts a number into its place among rising ones. */
static void
insert_rising (double *numbers, guint *count, double number)
{
  guint i = (*count)++;

  for (; i > 0 && numbers[i - 1] > number; i--)
    numbers[i] = numbers[i - 1];
  numbers[i] = number;
}

/* AC powers, rising, between which everything is linear. */
static guint
collect_kinks (const Meter *meter, const GhChargerCurve *curve, double least, double most, int sign,
               double *kinks)
{
  double net = meter->load_kw - meter->solar_kw;
  const double candidates[] = { -net - meter->export_limit_kw,
                                meter->import_limit_kw - meter->load_kw,
                                -net,
                                -meter->load_kw,
                                -meter->others_kw,
                                -meter->export_limit_kw - meter->others_kw,
                                meter->import_limit_kw - net,
                                -meter->load_kw - meter->export_limit_kw };
  guint count = 0;

  G_STATIC_ASSERT (G_N_ELEMENTS (candidates) == METER_KINKS);
  kinks[count++] = least;
  for (guint i = 0; i < curve->count; i++)
    if (curve->ac_kw[i] > least + 1e-9 && curve->ac_kw[i] < most - 1e-9)
      kinks[count++] = curve->ac_kw[i];
  kinks[count++] = most;
  if (meter->price != NULL)
    return count;
  for (guint i = 0; i < G_N_ELEMENTS (candidates) + 2 * meter->surcharge_count; i++)
    {
      guint k = i - METER_KINKS;
      double at = i < METER_KINKS ? candidates[i]
                                  : meter->above_kw[k / 2] - (k % 2 ? meter->load_kw : net);
      if (sign * at > least + 1e-9 && sign * at < most - 1e-9)
        insert_rising (kinks, &count, sign * at);
    }
  return count;
}

/* The greatest AC power of a direction, where the battery is capped in this step. */
static double
capped_ac (const GhChargerCurve *curve, const double *caps, gsize step)
{
  guint last = curve->count - 1;

  if (caps == NULL || caps[step] >= curve->battery_kw[last])
    return curve->ac_kw[last];
  return caps[step] >= curve->battery_kw[0] ? gh_charger_curve_ac_at (curve, caps[step])
                                            : -INFINITY;
}

/* Writes one direction of the charger between two AC powers, from least to greatest stored energy.
 */
static void
write_direction (GhPiecewise *stage, const Meter *meter, const GhStore *store, gsize step, int sign,
                 double least_kw, double most_kw)
{
  const GhChargerCurve *curve = sign > 0 ? &store->charge : &store->discharge;
  const double *caps = sign > 0 ? store->charge_cap_kw : store->discharge_cap_kw;

  stage->count = 0;
  if (curve->count == 0)
    return;
  double least = MAX (curve->ac_kw[0], least_kw);
  double most = MIN (capped_ac (curve, caps, step), most_kw);
  if (most < least)
    return;
  double *kinks = g_newa (double, curve->count + OTHER_KINKS);
  guint count = collect_kinks (meter, curve, least, most, sign, kinks);
  double begin = sign > 0 ? kinks[0] : kinks[count - 1];
  Corner left = corner_at (meter, store, gh_charger_curve_battery_at (curve, begin), begin, sign);
  for (guint k = 0; k + 1 < count; k++)
    {
      double to = sign > 0 ? kinks[k + 1] : kinks[count - 2 - k];
      Corner right = corner_at (meter, store, gh_charger_curve_battery_at (curve, to), to, sign);
      append_lowest_mode (stage, &left, &right, meter->mode_count);
      left = right;
    }
}

static gboolean
reaches_idle (const GhPiecewise *stage, gboolean at_end, double idle_cost)
{
  if (stage->count == 0)
    return FALSE;
  const GhPiece *piece = &stage->pieces[at_end ? stage->count - 1 : 0];
  double place = at_end ? piece->to : piece->from;
  double cost = at_end ? gh_piece_end_value (piece) : piece->value;
  return fabs (place) <= 1e-12 && cost <= idle_cost + 1e-12;
}

/* Powers that a step allows, at the AC bus. */
typedef struct
{
  double greatest_discharge_kw;
  double least_charge_kw; /* above 0 where others export more than the connection takes */
  double greatest_charge_kw;
} Room;

/* Writes both directions and rest, a break between pieces at 0. */
static void
append_stage (const Meter *meter, const GhStore *store, gsize step, const GhDispatch *idle,
              const Room *room, GhPiecewise *pieces, GhPiecewise *scratch)
{
  gboolean plugged = store->plugged[step] != 0;

  scratch->count = 0;
  if (plugged)
    write_direction (scratch, meter, store, step, -1, -room->greatest_charge_kw,
                     room->greatest_discharge_kw);
  gboolean has_idle = reaches_idle (scratch, TRUE, idle->cost);
  /* As they are: the break between discharging and charging must stay. */
  gh_piecewise_add_pieces (pieces, scratch->pieces, scratch->count);
  scratch->count = 0;
  if (plugged)
    write_direction (scratch, meter, store, step, 1, room->least_charge_kw,
                     room->greatest_charge_kw);
  has_idle = has_idle || reaches_idle (scratch, FALSE, idle->cost);
  if (idle->feasible && !has_idle)
    gh_piecewise_add_pieces (pieces, &(GhPiece){ 0.0, 0.0, idle->cost, 0.0 }, 1);
  gh_piecewise_add_pieces (pieces, scratch->pieces, scratch->count);
}

/* The most that a store may discharge that must not export. */
static double
most_bound (const GhSite *site, gsize step)
{
  if (site->bound_kw != NULL)
    return site->bound_kw[step];
  return MAX (site->load_kw[step] - site->solar_kw[step], 0.0);
}

/**
 * gh_stage_cost_append:
 * @site: a site
 * @store: its store, with the directions and the export rule of the strategy
 * @step: a step
 * @pieces: pieces are appended here
 * @scratch: memory to work in
 *
 * Writes what the step costs as a function of the energy that the charger adds to the store, in
 * kWh: prices, carbon price, curtailment, limits, export rule, losses, wear, standby. There is
 * always a break between pieces at 0. A step that cannot be met adds nothing. O(kinks log kinks).
 */
void
gh_stage_cost_append (const GhSite *site, const GhStore *store, gsize step, GhPiecewise *pieces,
                      GhPiecewise *scratch)
{
  Meter meter = read_meter (site, step);
  double most_kw = meter.load_kw + meter.export_limit_kw;
  Room room
      = { most_kw, MAX (0.0, -most_kw), meter.import_limit_kw - meter.load_kw + meter.solar_kw };
  GhDispatch idle = dispatch (&meter, store->plugged[step] ? store->standby_kw : 0.0);

  if (!store->may_export)
    room.greatest_discharge_kw = MIN (most_kw, most_bound (site, step));
  append_stage (&meter, store, step, &idle, &room, pieces, scratch);
}

/**
 * gh_stage_cost_append_priced:
 * @site: the site that the store belongs to
 * @store: one of its stores
 * @step: a step
 * @price: what its power costs
 * @pieces: pieces are appended here
 * @scratch: memory to work in
 *
 * Writes what the step costs where the store's power has a price of its own in the place of the
 * meter, as gh_stage_cost_append() does. O(kinks).
 */
void
gh_stage_cost_append_priced (const GhSite *site, const GhStore *store, gsize step,
                             const GhPowerPrice *price, GhPiecewise *pieces, GhPiecewise *scratch)
{
  GhPowerPrice own = *price;
  Meter meter
      = { .hours = gh_time_axis_get_step_hours (site->axis), .mode_count = 1, .price = &own };
  double idle_kw = store->plugged[step] ? store->standby_kw : 0.0;
  GhDispatch idle = { .cost = cost_of_price (&own, meter.hours, idle_kw), .feasible = TRUE };

  Room room = { store->may_export ? INFINITY : most_bound (site, step), 0.0, INFINITY };

  if (store->may_export)
    own.discharge_per_kwh = 0.0;
  append_stage (&meter, store, step, &idle, &room, pieces, scratch);
}

/**
 * gh_stage_cost_append_total:
 * @site: a site
 * @step: a step
 * @from_kw: least power of all stores together
 * @to_kw: greatest
 * @pieces: pieces are appended here
 *
 * Writes what the step costs at the meter as a function of the energy that all stores take
 * together, in kWh of AC, as far as the connection allows it; without what the stores themselves
 * lose or wear. O(kinks log kinks).
 */
void
gh_stage_cost_append_total (const GhSite *site, gsize step, double from_kw, double to_kw,
                            GhPiecewise *pieces)
{
  Meter meter = read_meter (site, step);
  double from = MAX (from_kw, -meter.load_kw - meter.export_limit_kw);
  double to = MIN (to_kw, meter.import_limit_kw - meter.load_kw + meter.solar_kw);
  double ends[] = { from, MAX (from, to) };
  GhStore all = { .charge = { 2, ends, ends } };
  GhPiecewise stage = { 0 };

  write_direction (&stage, &meter, &all, step, 1, ends[0], ends[1]);
  gh_piecewise_add_pieces (pieces, stage.pieces, stage.count);
  gh_piecewise_clear (&stage);
}
