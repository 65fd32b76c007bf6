/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-fleet.h"

#include "random-site.h"

#include <math.h>
#include <string.h>

#define DAY_SECONDS 86400
/* 6 A at 230 V, and what a charger draws by itself, kW. */
#define LEAST_KW 1.38
#define STANDBY_KW 0.008

static const double capacities_kwh[] = { 28.0, 40.0, 58.0, 77.0, 100.0 };
static const double powers_kw[] = { 3.7, 7.4, 11.0, 11.0, 22.0 };

/* About normal: the mean of three even draws, at most three deviations off. */
static double
draw_near (GRand *random, double mean, double deviation)
{
  double sum = 0.0;

  for (int i = 0; i < 3; i++)
    sum += g_rand_double_range (random, -1.0, 1.0);
  return mean + deviation * sum;
}

/* Step of an hour of the day. */
static gsize
step_at (const GhSite *site, double hour)
{
  gsize steps = gh_time_axis_get_count (site->axis);

  return (gsize) CLAMP (hour / gh_time_axis_get_step_hours (site->axis), 1.0, (double) steps - 2.0);
}

static void
make_meter (GhSite *site, GRand *random, guint vehicles, guint families)
{
  double hours = gh_time_axis_get_step_hours (site->axis);
  double share = g_rand_double_range (random, 0.9, 1.1);

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    {
      double hour = (double) t * hours;
      double work = exp (-0.5 * pow ((hour - 12.5) / 3.5, 2.0));
      double evening = exp (-0.5 * pow ((hour - 19.0) / 1.8, 2.0));
      site->load_kw[t]
          = vehicles * share * (0.3 + 1.2 * work) * g_rand_double_range (random, 0.95, 1.05);
      site->import_price[t]
          = 0.16 + 0.05 * work + 0.14 * evening + g_rand_double_range (random, -0.01, 0.01);
      site->export_price[t] = site->store_export_price[t] = 0.6 * site->import_price[t];
      if (families & GH_FLEET_SOLAR)
        site->solar_kw[t] = vehicles * 2.0 * MAX (0.0, sin (G_PI * (hour - 6.0) / 12.0));
    }
  /* Cars take about 0.8 kW each on the mean of the day. */
  if (families & GH_FLEET_LIMIT)
    site->import_limit_kw = vehicles * share * 2.1;
}

static void
make_demand (GhSite *site)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  g_autofree guint8 *applies = g_new (guint8, steps);

  memset (applies, 1, steps);
  gh_site_add_demand_charge (site, 0.1, 0.0, applies);
  memset (applies, 0, steps / 2);
  gh_site_add_demand_charge (site, 0.06, 0.5 * site->load_kw[0], applies);
}

/* Away from @leave to @back. */
static void
set_away (const GhSite *site, GhStore *store, double leave, double back, double energy_kwh)
{
  gsize first = step_at (site, leave), end = MAX (first + 1, step_at (site, back));
  GhStoreTrip trip = { .first = first,
                       .end = end,
                       .leave_unix = gh_time_axis_get_time (site->axis, first),
                       .energy_kwh = energy_kwh };

  for (gsize t = first; t < end; t++)
    {
      store->plugged[t] = 0;
      store->drive_kwh[t] = energy_kwh / (double) (end - first);
    }
  g_array_append_val (store->trips, trip);
}

/* A depot's vehicle is out by day, a commuter's car is there by day only. */
static void
make_times (const GhSite *site, GhStore *store, GRand *random)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  double most = 0.45 * store->capacity_kwh;
  double energy = CLAMP (draw_near (random, 14.0, 4.0), 2.0, most);

  if (g_rand_double (random) < 0.65)
    {
      set_away (site, store, draw_near (random, 7.3, 0.6), draw_near (random, 16.8, 0.8), energy);
      store->start_kwh = g_rand_double_range (random, 0.45, 0.7) * store->capacity_kwh;
      store->end_kwh
          = store->start_kwh - g_rand_double_range (random, 0.0, 0.1) * store->capacity_kwh;
      return;
    }
  gsize come = step_at (site, draw_near (random, 8.3, 0.5));
  gsize leave = MAX (come + 1, step_at (site, draw_near (random, 16.9, 0.6)));
  memset (store->plugged, 0, come);
  memset (store->plugged + leave, 0, steps - leave);
  store->start_kwh = g_rand_double_range (random, 0.25, 0.5) * store->capacity_kwh;
  double room = (double) (leave - come) * gh_time_axis_get_step_hours (site->axis)
                * store->charge.battery_kw[store->charge.count - 1];
  store->end_kwh = store->lower_kwh[leave - 1]
      = MIN (store->start_kwh + MIN (energy, 0.8 * room), 0.9 * store->capacity_kwh);
}

static void
make_store (const GhSite *site, guint s, GRand *random, guint families)
{
  GhStore *store = &site->stores[s];
  double power = powers_kw[g_rand_int_range (random, 0, G_N_ELEMENTS (powers_kw))];

  store->name = g_strdup_printf ("Vehicle %u", s + 1);
  store->capacity_kwh = capacities_kwh[g_rand_int_range (random, 0, G_N_ELEMENTS (capacities_kwh))];
  gh_random_site_set_efficiency (store, power, g_rand_double_range (random, 0.88, 0.95),
                                 g_rand_double_range (random, 0.88, 0.95));
  if (!(families & (GH_FLEET_V2G | GH_FLEET_NO_EXPORT)))
    store->discharge.count = 0;
  store->wear_per_kwh = 0.03;
  store->may_export = !(families & GH_FLEET_NO_EXPORT) || s % 2 == 0;
  if (families & GH_FLEET_MINIMUM)
    {
      store->charge.battery_kw[0] = store->charge.battery_kw[1] * LEAST_KW / power;
      store->charge.ac_kw[0] = LEAST_KW;
      store->standby_kw = STANDBY_KW;
    }
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    {
      store->lower_kwh[t] = 0.1 * store->capacity_kwh;
      store->upper_kwh[t] = 0.95 * store->capacity_kwh;
    }
  store->reserve_kwh = store->lower_kwh[0];
  make_times (site, store, random);
}

/**
 * gh_random_fleet_new:
 * @seed: the same arguments make the same fleet
 * @vehicles: how many
 * @steps: into which a day is divided
 * @families: of #GhFleetFamily
 *
 * A day of a company: two thirds of the vehicles are out by day and charge at night, the others are
 * employees' cars that stand there during working hours. Times and energies are drawn about as
 * fleet surveys have them, not from any survey.
 *
 * Returns: (transfer full): the site
 */
GhSite *
gh_random_fleet_new (guint32 seed, guint vehicles, gsize steps, guint families)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GhTimeAxis) axis
      = gh_time_axis_new (1704067200, DAY_SECONDS / (int) steps, steps, zone);
  GhSite *site = gh_site_new (axis, vehicles);

  make_meter (site, random, vehicles, families);
  if (families & GH_FLEET_DEMAND)
    make_demand (site);
  for (guint s = 0; s < vehicles; s++)
    {
      guint kind = (families & GH_FLEET_EQUAL) ? s / 3 : s;
      g_autoptr (GRand) own = g_rand_new_with_seed (seed * 1000003u + kind);
      make_store (site, s, own, families);
    }
  return site;
}
