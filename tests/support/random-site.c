/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-site.h"

#include <math.h>

typedef struct
{
  GRand *random;
  guint families; /* those this site has */
  GhSite *site;
  GhStore *store;
  gsize count;
  double hours;
} Maker;

static double
between (Maker *maker, double from, double to)
{
  return g_rand_double_range (maker->random, from, to);
}

static gboolean
has (const Maker *maker, guint family)
{
  return (maker->families & family) != 0;
}

static void
allocate (double **values, gsize count)
{
  if (*values == NULL)
    *values = g_new0 (double, count);
}

static void
fill (double *values, gsize count, double value)
{
  for (gsize t = 0; t < count; t++)
    values[t] = value;
}

static void
set_curve (GhChargerCurve *curve, guint count)
{
  g_free (curve->battery_kw);
  g_free (curve->ac_kw);
  curve->count = count;
  curve->battery_kw = g_new0 (double, count);
  curve->ac_kw = g_new0 (double, count);
}

/**
 * gh_random_site_set_efficiency:
 * @store: a store
 * @power_kw: greatest power at the AC bus
 * @charge_efficiency: stored per drawn
 * @discharge_efficiency: delivered per taken out
 *
 * Gives a store a charger without fixed loss or minimum.
 */
void
gh_random_site_set_efficiency (GhStore *store, double power_kw, double charge_efficiency,
                               double discharge_efficiency)
{
  set_curve (&store->charge, 2);
  store->charge.ac_kw[1] = power_kw;
  store->charge.battery_kw[1] = power_kw * charge_efficiency;
  set_curve (&store->discharge, 2);
  store->discharge.ac_kw[1] = power_kw;
  store->discharge.battery_kw[1] = power_kw / discharge_efficiency;
}

static void
make_plain_store (GhStore *store, gsize count)
{
  g_free (store->name);
  store->name = g_strdup ("Car");
  allocate (&store->lower_kwh, count);
  allocate (&store->upper_kwh, count);
  allocate (&store->drive_kwh, count);
  if (store->plugged == NULL)
    store->plugged = g_new0 (guint8, count);
  if (store->trips == NULL)
    store->trips = g_array_new (FALSE, FALSE, sizeof (GhStoreTrip));
  for (gsize t = 0; t < count; t++)
    store->plugged[t] = 1;
  fill (store->upper_kwh, count, 10.0);
  store->capacity_kwh = 10.0;
  store->start_kwh = 5.0;
  store->end_kwh = 5.0;
  store->may_export = TRUE;
  gh_random_site_set_efficiency (store, 3.0, 0.9, 0.9);
}

/**
 * gh_random_site_plain:
 * @count: number of steps
 * @step_seconds: length of a step
 *
 * Returns: (transfer full): a site without load, solar, prices or limits, with the store of the
 *   oracles: 10 kWh, 3 kW, 90 % each way, 5 kWh at both ends, export allowed
 */
GhSite *
gh_random_site_plain (gsize count, int step_seconds)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (1704067200, step_seconds, count, zone);
  GhSite *site = gh_site_new (axis, 1);

  g_free (site->currency);
  site->currency = g_strdup ("EUR");
  allocate (&site->load_kw, count);
  allocate (&site->solar_kw, count);
  allocate (&site->import_price, count);
  allocate (&site->export_price, count);
  allocate (&site->store_export_price, count);
  allocate (&site->rates_g_per_kwh[GH_RATE_SHORT_RUN], count);
  allocate (&site->rates_g_per_kwh[GH_RATE_AVERAGE], count);
  site->import_limit_kw = INFINITY;
  site->export_limit_kw = INFINITY;
  make_plain_store (&site->stores[0], count);
  return site;
}

static void
make_meter (Maker *maker)
{
  GhSite *site = maker->site;
  double peak = between (maker, 1.0, 8.0);

  for (gsize t = 0; t < maker->count; t++)
    {
      double day = (double) t / (double) maker->count;
      site->load_kw[t] = between (maker, 0.2, 3.0);
      if (has (maker, GH_RANDOM_SOLAR))
        site->solar_kw[t]
            = MAX (0.0, peak * sin (G_PI * (1.6 * day - 0.3))) * between (maker, 0.4, 1.0);
      if (has (maker, GH_RANDOM_CARBON))
        site->rates_g_per_kwh[GH_RATE_SHORT_RUN][t] = between (maker, 50.0, 900.0);
      site->rates_g_per_kwh[GH_RATE_AVERAGE][t] = 0.6 * site->rates_g_per_kwh[GH_RATE_SHORT_RUN][t];
    }
  if (has (maker, GH_RANDOM_CARBON))
    {
      site->carbon_price_per_tonne = between (maker, 20.0, 300.0);
      site->planned_rate
          = (int) site->carbon_price_per_tonne % 2 == 0 ? GH_RATE_SHORT_RUN : GH_RATE_AVERAGE;
    }
  if (has (maker, GH_RANDOM_LIMITS))
    {
      site->import_limit_kw = between (maker, 4.0, 12.0);
      site->export_limit_kw = between (maker, 0.5, 6.0);
    }
  if (has (maker, GH_RANDOM_NO_EXPORT))
    site->export_limit_kw = 0.0;
}

static void
make_prices (Maker *maker)
{
  GhSite *site = maker->site;
  double feed_in = between (maker, 0.0, 0.12);

  for (gsize t = 0; t < maker->count; t++)
    {
      double price = between (maker, 0.08, 0.45);
      if (has (maker, GH_RANDOM_NEGATIVE) && between (maker, 0.0, 1.0) < 0.25)
        price = between (maker, -0.15, 0.0);
      site->import_price[t] = price;
      site->export_price[t] = MIN (feed_in, MAX (price, 0.0));
      if (has (maker, GH_RANDOM_EXPORT_ABOVE) && between (maker, 0.0, 1.0) < 0.3)
        site->export_price[t] = price + between (maker, 0.0, 0.2);
      if (has (maker, GH_RANDOM_NEGATIVE) && between (maker, 0.0, 1.0) < 0.15)
        site->export_price[t] = between (maker, -0.1, 0.0);
      site->store_export_price[t] = site->export_price[t];
      if (has (maker, GH_RANDOM_STORE_PRICE))
        site->store_export_price[t] += between (maker, -0.1, 0.1);
    }
}

/* Losses a + b P + c P^2 at the power at the battery, as lines between points. */
static void
make_loss_curve (Maker *maker, GhChargerCurve *curve, double sign, double least, double most)
{
  guint count = (guint) g_rand_int_range (maker->random, 3, 5);
  double a = between (maker, 0.0, 0.06), b = between (maker, 0.01, 0.09);
  double c = between (maker, 0.001, 0.008);

  set_curve (curve, count);
  for (guint i = 0; i < count; i++)
    {
      double share = (double) i / (double) (count - 1);
      double battery = least + (most - least) * share;
      double ac = battery + sign * (a + b * battery + c * battery * battery);
      curve->battery_kw[i] = battery;
      curve->ac_kw[i] = MAX (ac, 0.0);
    }
}

static void
make_charger (Maker *maker)
{
  GhStore *store = maker->store;
  double power = between (maker, 2.0, 11.0);
  double least = has (maker, GH_RANDOM_MINIMUM) ? between (maker, 0.3, 1.5) : 0.0;

  gh_random_site_set_efficiency (store, power, between (maker, 0.85, 0.97),
                                 between (maker, 0.85, 0.97));
  store->charge.battery_kw[0] = store->charge.battery_kw[1] * least / power;
  store->charge.ac_kw[0] = least;
  store->discharge.battery_kw[0] = store->discharge.battery_kw[1] * least / power;
  store->discharge.ac_kw[0] = least;
  if (has (maker, GH_RANDOM_LOSSES))
    {
      make_loss_curve (maker, &store->charge, 1.0, least, power);
      make_loss_curve (maker, &store->discharge, -1.0, MAX (least, 0.15), power);
    }
  if (has (maker, GH_RANDOM_STANDBY))
    store->standby_kw = between (maker, 0.005, 0.05);
  if (has (maker, GH_RANDOM_WEAR))
    store->wear_per_kwh = between (maker, 0.0, 0.05);
  store->may_export = !has (maker, GH_RANDOM_V2H);
}

/* One or two trips that the battery can mostly afford; the least energy before leaving is asked
   for at the end of the last plugged step. */
static void
make_trips (Maker *maker)
{
  GhStore *store = maker->store;
  gsize first = (gsize) g_rand_int_range (maker->random, 2, (gint32) maker->count / 2);
  gsize end = first + (gsize) g_rand_int_range (maker->random, 1, (gint32) maker->count / 3);
  double energy = between (maker, 0.05, 0.3) * store->capacity_kwh;
  GhStoreTrip trip = { .first = first, .end = end, .energy_kwh = energy };

  for (gsize t = first; t < end; t++)
    {
      store->plugged[t] = 0;
      store->drive_kwh[t] = energy / (double) (end - first);
    }
  trip.leave_unix = gh_time_axis_get_time (maker->site->axis, first);
  if (between (maker, 0.0, 1.0) < 0.5)
    {
      double reachable
          = store->start_kwh
            + (double) first * maker->hours * store->charge.battery_kw[store->charge.count - 1];
      trip.required_kwh = MIN (0.95 * store->upper_kwh[0], 0.8 * reachable);
      store->lower_kwh[first - 1] = MAX (store->lower_kwh[first - 1], trip.required_kwh);
    }
  store->away_kwh = trip.away_kwh = 1.0;
  store->away_price_per_kwh = 0.5;
  g_array_append_val (store->trips, trip);
}

static void
make_store (Maker *maker)
{
  GhStore *store = maker->store;
  double size = between (maker, 5.0, 40.0);
  double start = between (maker, 0.3, 0.7);

  store->capacity_kwh = size;
  fill (store->lower_kwh, maker->count, 0.1 * size);
  fill (store->upper_kwh, maker->count, between (maker, 0.8, 1.0) * size);
  store->start_kwh = start * size;
  store->end_kwh = (start - between (maker, 0.0, 0.2)) * size;
  store->reserve_kwh = store->lower_kwh[0];
  if (has (maker, GH_RANDOM_RESERVE))
    store->reserve_kwh = between (maker, 0.15, 0.6) * size;
  if (has (maker, GH_RANDOM_TRIPS))
    make_trips (maker);
}

static void
make_dwell (Maker *maker)
{
  GhDwellCost *dwell = &maker->store->dwell;
  double size = maker->store->capacity_kwh;

  dwell->count = (guint) g_rand_int_range (maker->random, 1, 4);
  for (guint k = 0; k < dwell->count; k++)
    {
      dwell->from_kwh[k] = size * (0.2 + 0.2 * k + between (maker, 0.0, 0.2));
      dwell->per_kwh_hour[k] = 0.004 * (k + between (maker, 0.1, 1.0));
    }
}

/* Limits that let a full battery idle and an empty one, too. */
static void
make_taper (Maker *maker)
{
  GhStore *store = maker->store;
  double power = store->charge.battery_kw[store->charge.count - 1];

  store->charge_limit_count = (guint) g_rand_int_range (maker->random, 1, 4);
  store->discharge_limit_count = (guint) g_rand_int_range (maker->random, 0, 3);
  for (guint i = 0; i < store->charge_limit_count; i++)
    {
      double full = store->capacity_kwh * between (maker, 1.0, 1.3);
      double slope = between (maker, 0.05, 1.0) * MIN (1.0 / maker->hours, 2.0 * power / full);
      store->charge_limits[i] = (GhPowerLimit){ slope * full, slope };
    }
  for (guint i = 0; i < store->discharge_limit_count; i++)
    store->discharge_limits[i]
        = (GhPowerLimit){ between (maker, 0.0, 0.5) * power, between (maker, 0.0, 0.3) };
}

static void
make_caps (Maker *maker)
{
  GhStore *store = maker->store;

  store->charge_cap_kw = g_new (double, maker->count);
  store->discharge_cap_kw = g_new (double, maker->count);
  for (gsize t = 0; t < maker->count; t++)
    {
      store->charge_cap_kw[t] = between (maker, 0.0, 1.0) < 0.7 ? INFINITY : between (maker, 0, 8);
      store->discharge_cap_kw[t]
          = between (maker, 0.0, 1.0) < 0.7 ? INFINITY : between (maker, 0, 8);
    }
}

/* Drawn after all else, so that the other families of a seed stay as they were. */
static void
make_battery (Maker *maker, guint families)
{
  static const struct
  {
    guint family;
    void (*make) (Maker *maker);
  } makers[] = { { GH_RANDOM_DWELL, make_dwell },
                 { GH_RANDOM_TAPER, make_taper },
                 { GH_RANDOM_CAPS, make_caps } };

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    if ((families & makers[i].family) != 0 && g_rand_double (maker->random) < 0.65)
      makers[i].make (maker);
}

/**
 * gh_random_site_new:
 * @seed: the same seed and families make the same site
 * @families: of #GhRandomFamily, what the site may have
 *
 * Returns: (transfer full): a site of 12 to 30 steps with one store; most can be planned
 */
GhSite *
gh_random_site_new (guint32 seed, guint families)
{
  static const int steps[] = { 900, 1800, 3600 };
  Maker maker = { .random = g_rand_new_with_seed (seed) };

  for (guint bit = 1; bit < GH_RANDOM_DWELL; bit <<= 1)
    if (g_rand_double (maker.random) < 0.65)
      maker.families |= bit & families;
  maker.count = (gsize) g_rand_int_range (maker.random, 12, 31);
  int step = steps[g_rand_int_range (maker.random, 0, G_N_ELEMENTS (steps))];
  maker.site = gh_random_site_plain (maker.count, step);
  maker.store = &maker.site->stores[0];
  maker.hours = gh_time_axis_get_step_hours (maker.site->axis);
  make_meter (&maker);
  make_prices (&maker);
  make_charger (&maker);
  make_store (&maker);
  make_battery (&maker, families);
  g_rand_free (maker.random);
  gh_store_begin_flow_above_standby (&maker.site->stores[0]);
  return maker.site;
}

/**
 * gh_random_site_add_store:
 * @site: a random site
 * @seed: the same seed and families make the same store
 * @families: of #GhRandomFamily, what the store may have
 *
 * Gives a site one more store.
 */
void
gh_random_site_add_store (GhSite *site, guint32 seed, guint families)
{
  Maker maker = { .random = g_rand_new_with_seed (seed), .site = site };

  for (guint bit = 1; bit < GH_RANDOM_DWELL; bit <<= 1)
    if (g_rand_double (maker.random) < 0.65)
      maker.families |= bit & families;
  maker.count = gh_time_axis_get_count (site->axis);
  maker.hours = gh_time_axis_get_step_hours (site->axis);
  g_autoptr (GhSite) donor = gh_random_site_plain (maker.count, (int) (3600.0 * maker.hours));
  site->stores = g_renew (GhStore, site->stores, ++site->store_count);
  maker.store = &site->stores[site->store_count - 1];
  *maker.store = donor->stores[0];
  donor->store_count = 0;
  g_free (maker.store->name);
  maker.store->name = g_strdup_printf ("Store %u", site->store_count);
  make_charger (&maker);
  make_store (&maker);
  make_battery (&maker, families);
  g_rand_free (maker.random);
  gh_store_begin_flow_above_standby (maker.store);
}
