/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A house on its own: closed forms, and a second simulation that is written from the rules alone
 * on random sites with one and two stores. */
#include "study/island.h"

#include <math.h>

#include "random-site.h"

#define SEEDS 400
#define STORES 2
#define TOLERANCE 1e-6

typedef struct
{
  GhSite *site;
  double *essential_kw;
  double *energy_kwh[STORES];
  GhIsland island;
} House;

static void
take_site (House *house, GhSite *site)
{
  gsize count = gh_time_axis_get_count (site->axis);

  house->site = site;
  house->essential_kw = g_new0 (double, count);
  for (guint s = 0; s < site->store_count; s++)
    {
      site->stores[s].forms_island = TRUE;
      house->energy_kwh[s] = g_new (double, count);
      for (gsize t = 0; t < count; t++)
        house->energy_kwh[s][t] = site->stores[s].start_kwh;
    }
  house->island = (GhIsland){ .site = site,
                              .essential_kw = house->essential_kw,
                              .solar_helps = TRUE,
                              .use_reserve = TRUE,
                              .longest_steps = 100 };
}

/* A day of hours; 10 kWh of which 5 are there, 3 kW, 90 % out. */
static void
set_up (House *house, double load_kw)
{
  *house = (House){ 0 };
  take_site (house, gh_random_site_plain (24, 3600));
  for (gsize t = 0; t < 24; t++)
    house->essential_kw[t] = load_kw;
}

static void
tear_down (House *house)
{
  for (guint s = 0; s < STORES; s++)
    g_free (house->energy_kwh[s]);
  g_free (house->essential_kw);
  gh_site_free (house->site);
}

static double
survive (const House *house, gsize start)
{
  double energy_kwh[STORES];
  guint8 stays[STORES];
  GhIslandState state = { energy_kwh, stays };

  return gh_island_survive (&house->island, (const double *const *) house->energy_kwh, start,
                            &state);
}

static double
count_unserved (const House *house, gsize start, double hours)
{
  double energy_kwh[STORES], unserved;
  guint8 stays[STORES];
  GhIslandState state = { energy_kwh, stays };

  gh_island_count_unserved (&house->island, (const double *const *) house->energy_kwh, start,
                            &hours, 1, &state, &unserved);
  return unserved;
}

/* The way of all outages together has to say the same. */
static void
assert_pool (const House *house, gsize start, double hours)
{
  g_autofree double *all = g_new (double, gh_time_axis_get_count (house->site->axis));

  g_assert_true (gh_island_pool_applies (&house->island));
  g_assert_true (gh_island_pool_survive (&house->island, house->energy_kwh[0], all, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (all[start], hours, TOLERANCE);
}

static void
assert_survives (const House *house, gsize start, double hours)
{
  g_assert_cmpfloat_with_epsilon (survive (house, start), hours, TOLERANCE);
  assert_pool (house, start, hours);
}

/* Usable energy times efficiency over load, and what is left of an outage is not served. */
static void
test_constant_load (void)
{
  static const double loads[] = { 0.3, 0.5, 0.9, 1.25, 3.0 };
  House house;

  for (gsize i = 0; i < G_N_ELEMENTS (loads); i++)
    {
      set_up (&house, loads[i]);
      house.site->stores[0].least_kwh = 2.0;
      double hours = 3.0 * 0.9 / loads[i];
      assert_survives (&house, 7, hours);
      g_assert_cmpfloat_with_epsilon (count_unserved (&house, 7, 20.0), loads[i] * (20.0 - hours),
                                      TOLERANCE);
      g_assert_cmpfloat_with_epsilon (count_unserved (&house, 7, floor (hours)), 0.0, TOLERANCE);
      tear_down (&house);
    }
}

static void
test_reserve (void)
{
  House house;

  set_up (&house, 0.9);
  house.site->stores[0].least_kwh = 1.0;
  house.site->stores[0].reserve_kwh = 3.0;
  assert_survives (&house, 0, 4.0);
  house.island.use_reserve = FALSE;
  assert_survives (&house, 0, 2.0);
  tear_down (&house);
}

/* Nobody at home is dark at once, also in the sun; a car that comes home is too late. */
static void
test_away (void)
{
  House house;

  set_up (&house, 0.9);
  for (gsize t = 8; t < 16; t++)
    {
      house.site->stores[0].plugged[t] = 0;
      house.site->solar_kw[t] = 5.0;
    }
  assert_survives (&house, 10, 0.0);
  g_assert_cmpfloat_with_epsilon (count_unserved (&house, 10, 10.0), 6 * 0.9, TOLERANCE);
  /* At home it leaves by the clock, or stays. */
  assert_survives (&house, 5, 3.0);
  house.island.car_stays = TRUE;
  house.island.solar_helps = FALSE;
  assert_survives (&house, 5, 5.0);
  tear_down (&house);
}

/* What cannot form an island, or does not discharge, holds none. */
static void
test_unable (void)
{
  House house;

  set_up (&house, 0.9);
  house.site->stores[0].forms_island = FALSE;
  g_assert_cmpfloat (survive (&house, 0), ==, 0.0);
  g_assert_false (gh_island_pool_applies (&house.island));
  house.site->stores[0].forms_island = TRUE;
  house.site->stores[0].discharge.count = 0;
  g_assert_cmpfloat (survive (&house, 0), ==, 0.0);
  house.site->stores[0].discharge.count = 2;
  g_assert_cmpfloat (survive (&house, 0), >, 0.0);
  tear_down (&house);
}

/* Load above the power ends survival, but only what is above it is not served. */
static void
test_power (void)
{
  House house;

  set_up (&house, 0.5);
  house.essential_kw[3] = 2.0;
  assert_survives (&house, 0, 9.0 - 1.5 / 0.5);
  house.site->stores[0].island_kw = 1.2;
  assert_survives (&house, 0, 3.0);
  g_assert_cmpfloat_with_epsilon (count_unserved (&house, 0, 4.0), 0.8, TOLERANCE);
  tear_down (&house);
}

/* The sun fills the store to its top, the rest is lost; at night it lasts so much longer. */
static void
test_solar (void)
{
  House house;

  set_up (&house, 0.5);
  house.site->solar_kw[2] = 2.5;
  /* 1 kWh out of the 5 kWh for two hours, then 1.8 kWh in. */
  assert_survives (&house, 0, 3.0 + (5.0 - 2.0 * 0.5 / 0.9 + 1.8) * 0.9 / 0.5);
  for (gsize t = 0; t < 24; t++)
    house.essential_kw[t] = 1.0;
  for (gsize t = 2; t < 8; t++)
    house.site->solar_kw[t] = 3.5;
  assert_survives (&house, 0, 8.0 + 10.0 * 0.9 / 1.0);
  house.island.solar_helps = FALSE;
  assert_survives (&house, 0, 4.5);
  tear_down (&house);
}

static void
test_longest (void)
{
  House house;

  set_up (&house, 0.1);
  house.island.longest_steps = 30;
  assert_survives (&house, 20, 30.0);
  house.island.longest_steps = 50;
  assert_survives (&house, 20, 45.0);
  tear_down (&house);
}

/* A battery goes on where the car has left, and the car is drawn first. */
static void
test_pooled (void)
{
  House house = { 0 };
  GhSite *site = gh_random_site_plain (24, 3600), *other = gh_random_site_plain (24, 3600);

  site->stores = g_renew (GhStore, site->stores, 2);
  site->stores[1] = other->stores[0];
  site->store_count = 2;
  other->store_count = 0;
  gh_site_free (other);
  take_site (&house, site);
  for (gsize t = 0; t < 24; t++)
    house.essential_kw[t] = 0.9;
  for (gsize t = 4; t < 24; t++)
    site->stores[0].plugged[t] = 0;
  g_assert_false (gh_island_pool_applies (&house.island));
  /* Four hours of the car, then five kWh of the battery. */
  g_assert_cmpfloat_with_epsilon (survive (&house, 0), 9.0, TOLERANCE);
  house.island.car_stays = TRUE;
  g_assert_cmpfloat_with_epsilon (survive (&house, 0), 10.0, TOLERANCE);
  /* Together they can do what one alone cannot. */
  house.essential_kw[0] = 5.0;
  g_assert_cmpfloat (survive (&house, 0), >, 1.0);
  tear_down (&house);
}

/* The rules once more, without anything of the island's. */

static double
line_at (const double *x, const double *y, guint count, double at)
{
  double value = at <= x[0] ? y[0] : y[count - 1];

  for (guint i = 0; i + 1 < count; i++)
    if (at > x[i] && at <= x[i + 1] && x[i + 1] > x[i])
      value = y[i] + (y[i + 1] - y[i]) * (at - x[i]) / (x[i + 1] - x[i]);
  return value;
}

static double
most_battery_kw (const GhStore *store, gboolean in, gsize t, double energy)
{
  double most = in ? store->charge.battery_kw[store->charge.count - 1]
                   : store->discharge.battery_kw[store->discharge.count - 1];

  for (guint i = 0; i < (in ? store->charge_limit_count : store->discharge_limit_count); i++)
    {
      const GhPowerLimit *limit = in ? &store->charge_limits[i] : &store->discharge_limits[i];
      most = fmin (most, limit->kw + (in ? -energy : energy) * limit->kw_per_kwh);
    }
  if (in && store->charge_cap_kw != NULL)
    most = fmin (most, store->charge_cap_kw[t]);
  if (!in && store->discharge_cap_kw != NULL)
    most = fmin (most, store->discharge_cap_kw[t]);
  return fmax (most, 0.0);
}

typedef struct
{
  double energy[STORES];
  gboolean stays[STORES];
  double unserved_kw;
  double served_share;
} Naive;

static void
naive_fill (const House *house, Naive *naive, const gboolean *home, gsize t, double surplus)
{
  double hours = gh_time_axis_get_step_hours (house->site->axis);

  for (int s = (int) house->site->store_count - 1; s >= 0 && surplus > 1e-9; s--)
    {
      const GhStore *store = &house->site->stores[s];
      double mine = surplus + store->standby_kw, room = store->upper_kwh[t] - naive->energy[s];
      if (!home[s] || store->charge.count == 0 || mine < store->charge.ac_kw[0] || room < 1e-9)
        continue;
      double in
          = line_at (store->charge.ac_kw, store->charge.battery_kw, store->charge.count, mine);
      in = fmin (in, most_battery_kw (store, TRUE, t, naive->energy[s]));
      if (in * hours < 1e-9 || in < store->charge.battery_kw[0])
        continue;
      double part = fmin (1.0, room / (in * hours));
      naive->energy[s] += in * hours * part;
      surplus = mine
                - part
                      * line_at (store->charge.battery_kw, store->charge.ac_kw, store->charge.count,
                                 in);
    }
}

static void
naive_draw (const House *house, Naive *naive, const gboolean *home, gsize t, double missing)
{
  double hours = gh_time_axis_get_step_hours (house->site->axis);
  double first = missing, powerless = missing;

  for (guint s = 0; s < house->site->store_count && missing > 1e-9; s++)
    {
      const GhStore *store = &house->site->stores[s];
      const GhChargerCurve *out = &store->discharge;
      double floor_kwh = house->island.use_reserve ? store->least_kwh
                                                   : fmax (store->least_kwh, store->reserve_kwh);
      double left = naive->energy[s] - floor_kwh;
      double most = most_battery_kw (store, FALSE, t, naive->energy[s]);
      if (!home[s] || left < 1e-9 || most < out->battery_kw[0])
        continue;
      double ac_most
          = fmin (store->island_kw, line_at (out->battery_kw, out->ac_kw, out->count, most));
      double ac = fmin (fmax (missing - store->standby_kw, 0.0), ac_most);
      double ac_ever = fmin (fmax (powerless - store->standby_kw, 0.0), ac_most);
      double energy = hours * line_at (out->ac_kw, out->battery_kw, out->count, ac);
      double part = fmin (1.0, left / energy);
      naive->energy[s] -= part * energy;
      missing -= part * (ac + store->standby_kw);
      powerless -= ac_ever + store->standby_kw;
    }
  if (missing <= 1e-9)
    return;
  naive->unserved_kw = fmin (missing, house->essential_kw[t]);
  naive->served_share = powerless > 1e-9 ? 0.0 : (first - missing) / first;
}

static void
naive_step (const House *house, Naive *naive, gsize t)
{
  gboolean home[STORES] = { FALSE }, any = FALSE;
  double missing = house->essential_kw[t];

  naive->unserved_kw = 0.0;
  naive->served_share = 1.0;
  if (house->island.solar_helps)
    missing -= fmax (0.0, house->site->solar_kw[t]);
  for (guint s = 0; s < house->site->store_count; s++)
    {
      const GhStore *store = &house->site->stores[s];
      naive->stays[s] = naive->stays[s] || (house->island.car_stays && store->plugged[t]);
      home[s] = store->forms_island && store->discharge.count > 0
                && (store->plugged[t] || naive->stays[s]);
      any = any || home[s];
      missing += home[s] ? store->standby_kw : 0.0;
    }
  if (!any)
    {
      naive->unserved_kw = house->essential_kw[t];
      naive->served_share = house->essential_kw[t] > 1e-9 ? 0.0 : 1.0;
    }
  else if (missing > 1e-9)
    naive_draw (house, naive, home, t, missing);
  else
    naive_fill (house, naive, home, t, -missing);
  for (guint s = 0; s < house->site->store_count; s++)
    if (!naive->stays[s])
      {
        double after = naive->energy[s] - house->site->stores[s].drive_kwh[t];
        naive->energy[s] = fmax (after, fmin (naive->energy[s], house->site->stores[s].least_kwh));
      }
}

/* @hours: (out): until something is not served; @unserved: (out): within @length steps */
static void
naive_run (const House *house, gsize start, gsize length, double *hours, double *unserved)
{
  gsize count = gh_time_axis_get_count (house->site->axis);
  double step = gh_time_axis_get_step_hours (house->site->axis);
  gboolean ended = FALSE;
  Naive naive = { 0 };

  for (guint s = 0; s < house->site->store_count; s++)
    naive.energy[s]
        = start > 0 ? house->energy_kwh[s][start - 1] : house->site->stores[s].start_kwh;
  *hours = (double) house->island.longest_steps * step;
  *unserved = 0.0;
  for (gsize k = 0; k < MAX (length, house->island.longest_steps); k++)
    {
      naive_step (house, &naive, (start + k) % count);
      if (k < length)
        *unserved += naive.unserved_kw * step;
      if (!ended && naive.served_share < 1.0 && k < house->island.longest_steps)
        {
          *hours = ((double) k + naive.served_share) * step;
          ended = TRUE;
        }
    }
}

static void
make_house (House *house, guint32 seed, guint families, gboolean two)
{
  GRand *random = g_rand_new_with_seed (seed);
  GhSite *site = gh_random_site_new (seed, families);

  *house = (House){ 0 };
  if (two)
    {
      GhSite *other = gh_random_site_new (seed, families & ~(guint) GH_RANDOM_TRIPS);
      site->stores = g_renew (GhStore, site->stores, 2);
      site->stores[1] = other->stores[0];
      site->store_count = 2;
      other->store_count = 0;
      gh_site_free (other);
    }
  take_site (house, site);
  for (guint s = 0; s < site->store_count; s++)
    {
      GhStore *store = &site->stores[s];
      store->least_kwh = 0.1 * store->capacity_kwh;
      if (g_rand_boolean (random))
        store->island_kw = g_rand_double_range (random, 1.0, 6.0);
      for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
        house->energy_kwh[s][t]
            = g_rand_double_range (random, store->least_kwh, store->upper_kwh[t]);
    }
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    house->essential_kw[t]
        = g_rand_double_range (random, 0.0, 1.0) < 0.1 ? 0.0 : 0.4 * site->load_kw[t];
  house->island.solar_helps = g_rand_boolean (random);
  house->island.car_stays = g_rand_boolean (random);
  house->island.use_reserve = g_rand_boolean (random);
  house->island.longest_steps = (gsize) g_rand_int_range (random, 5, 120);
  g_rand_free (random);
}

/* @pools: (inout): outages that were followed together */
static void
check_house (House *house, guint *pools)
{
  gsize count = gh_time_axis_get_count (house->site->axis);
  double step = gh_time_axis_get_step_hours (house->site->axis);
  g_autofree double *together = g_new (double, count);
  gboolean pool = gh_island_pool_applies (&house->island);

  if (pool)
    g_assert_true (
        gh_island_pool_survive (&house->island, house->energy_kwh[0], together, NULL, NULL));
  for (gsize t = 0; t < count; t++)
    {
      double hours, unserved;
      naive_run (house, t, 40, &hours, &unserved);
      g_assert_cmpfloat_with_epsilon (survive (house, t), hours, TOLERANCE);
      g_assert_cmpfloat_with_epsilon (count_unserved (house, t, 40 * step), unserved, TOLERANCE);
      if (pool)
        g_assert_cmpfloat_with_epsilon (together[t], hours, TOLERANCE);
      *pools += pool;
    }
}

static void
test_random (gconstpointer data)
{
  gboolean two = GPOINTER_TO_INT (data);
  guint pools = 0;

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      House house;
      g_test_message ("seed %u", seed);
      make_house (&house, seed, seed % 2 == 0 ? GH_RANDOM_ALL : GH_RANDOM_ALL & ~GH_RANDOM_TAPER,
                  two);
      check_house (&house, &pools);
      tear_down (&house);
    }
  if (two)
    g_assert_cmpuint (pools, ==, 0);
  else
    g_assert_cmpuint (pools, >, SEEDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/island/constant-load", test_constant_load);
  g_test_add_func ("/island/reserve", test_reserve);
  g_test_add_func ("/island/away", test_away);
  g_test_add_func ("/island/unable", test_unable);
  g_test_add_func ("/island/power", test_power);
  g_test_add_func ("/island/solar", test_solar);
  g_test_add_func ("/island/longest", test_longest);
  g_test_add_func ("/island/pooled", test_pooled);
  g_test_add_data_func ("/island/random", GINT_TO_POINTER (FALSE), test_random);
  g_test_add_data_func ("/island/random-two", GINT_TO_POINTER (TRUE), test_random);
  return g_test_run ();
}
