/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inputs that have a name: attributes that matter most, and what is spread over several. */
#include "study/sensitivity-kinds.h"

#include <math.h>

#include "random.h"
#include "series-scale.h"
#include "words.h"

/* What the draws of days are for, so that they are none of the weather's or the load's. */
#define DAYS_KEY 0x686f6d65u

static gboolean
has_vehicle (const GhStudy *study)
{
  return study->vehicles != NULL && study->vehicles->len > 0;
}

static gboolean
has_trips (const GhStudy *study)
{
  for (guint i = 0; has_vehicle (study) && i < study->vehicles->len; i++)
    {
      const GhVehicle *vehicle = g_ptr_array_index (study->vehicles, i);
      if (vehicle->plugged != NULL || (vehicle->trips != NULL && vehicle->trips->len > 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_solar (const GhStudy *study)
{
  return study->solar != NULL && study->solar->len > 0;
}

static gboolean
has_export_price (const GhStudy *study)
{
  return study->tariff->export_price != NULL;
}

/* Everything that is sold. */
static void
transform_sales (GhTariff *tariff, double factor)
{
  GhPriceSpec *const prices[]
      = { tariff->export_price, tariff->store_export_price, tariff->export_price_later };

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    if (prices[i] != NULL)
      gh_price_spec_transform (prices[i], factor, 0.0);
}

/* Everything that is bought by the kWh. */
static void
transform_purchases (GhTariff *tariff, double factor, double add)
{
  gh_price_spec_transform (tariff->import_price, factor, add);
  for (guint i = 0; tariff->energy_tiers != NULL && i < tariff->energy_tiers->len; i++)
    {
      const GhEnergyTiers *class = g_ptr_array_index (tariff->energy_tiers, i);
      for (guint k = 0; class->tiers != NULL && k < class->tiers->len; k++)
        {
          GhEnergyTier *tier = g_ptr_array_index (class->tiers, k);
          tier->price = tier->price * factor + add;
        }
    }
}

static void
apply_price_level (const GhSensitivityInput *input G_GNUC_UNUSED, GhStudy *study, double value)
{
  transform_purchases (study->tariff, value, 0.0);
  transform_sales (study->tariff, value);
}

static void
apply_price_spread (const GhSensitivityInput *input, GhStudy *study, double value)
{
  transform_purchases (study->tariff, value, (1.0 - value) * input->mean_price);
}

static void
apply_export_level (const GhSensitivityInput *input G_GNUC_UNUSED, GhStudy *study, double value)
{
  transform_sales (study->tariff, value);
}

static void
apply_load (const GhSensitivityInput *input G_GNUC_UNUSED, GhStudy *study, double value)
{
  gh_series_spec_scale (study->load, value);
}

static void
apply_solar (const GhSensitivityInput *input G_GNUC_UNUSED, GhStudy *study, double value)
{
  for (guint i = 0; has_solar (study) && i < study->solar->len; i++)
    {
      GhSolarArray *array = g_ptr_array_index (study->solar, i);
      array->peak_kw *= value;
      array->inverter_kw *= value;
      if (array->output_kw != NULL)
        gh_series_spec_scale (array->output_kw, value);
    }
}

static void
scale_wear (const GPtrArray *vehicles, double factor)
{
  for (guint i = 0; vehicles != NULL && i < vehicles->len; i++)
    ((GhVehicle *) g_ptr_array_index (vehicles, i))->wear_per_kwh *= factor;
}

/* A fixed price of wear is the price of the battery spread over what it gives. */
static void
apply_battery_price (const GhSensitivityInput *input, GhStudy *study, double value)
{
  if (study->finance == NULL)
    study->finance = gh_record_new (&gh_finance_table);
  study->finance->battery_cost_per_kwh = value;
  if (!(input->value > 0.0))
    return;
  scale_wear (study->vehicles, value / input->value);
  scale_wear (study->batteries, value / input->value);
}

/* A day on which a car drives, and the draw that decides when it stays. */
typedef struct
{
  gint32 date;
  double draw;
} TripDay;

static int
compare_days (gconstpointer first, gconstpointer second)
{
  const TripDay *a = first, *b = second;

  if (a->draw < b->draw || a->draw > b->draw)
    return a->draw < b->draw ? -1 : 1;
  return (a->date > b->date) - (a->date < b->date);
}

static gint32
date_of_trip (const GhSite *site, const GhStoreTrip *trip)
{
  GhCivilTime civil;

  gh_civil_time_at (gh_time_axis_get_zone (site->axis), trip->leave_unix, &civil);
  return civil.date;
}

/* The days of trips in the order in which they are given up: a greater share takes the days of a
 * smaller one and more, whatever weekdays they are. */
static GArray *
draw_days (const GhSite *site, const GhStore *store, guint64 seed)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (TripDay));

  for (guint i = 0; i < store->trips->len; i++)
    {
      gint32 date = date_of_trip (site, &g_array_index (store->trips, GhStoreTrip, i));
      TripDay day = { .date = date };
      GhRandom random;
      if (days->len > 0 && g_array_index (days, TripDay, days->len - 1).date == date)
        continue;
      gh_random_init (&random, gh_random_mix (seed, (guint64) date));
      day.draw = gh_random_uniform (&random);
      g_array_append_val (days, day);
    }
  g_array_sort (days, compare_days);
  return days;
}

static gboolean
is_given_up (const GArray *days, guint count, gint32 date)
{
  for (guint i = 0; i < count; i++)
    if (g_array_index (days, TripDay, i).date == date)
      return TRUE;
  return FALSE;
}

/* The car stays: it is plugged in, drives nothing and needs nothing before. */
static void
cancel_trip (GhStore *store, const GhStoreTrip *trip, double least_kwh)
{
  for (gsize t = trip->first; t < trip->end; t++)
    {
      store->plugged[t] = 1;
      store->drive_kwh[t] = 0.0;
    }
  if (trip->first > 0)
    store->lower_kwh[trip->first - 1] = least_kwh;
  store->away_kwh -= trip->away_kwh;
}

static void
stay_at_home (GhSite *site, GhStore *store, guint64 seed, double share)
{
  g_autoptr (GArray) days = draw_days (site, store, seed);
  guint count = (guint) lround (share * days->len);
  double least_kwh = INFINITY;

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    least_kwh = MIN (least_kwh, store->lower_kwh[t]);
  for (guint i = store->trips->len; i-- > 0;)
    {
      const GhStoreTrip *trip = &g_array_index (store->trips, GhStoreTrip, i);
      if (!is_given_up (days, count, date_of_trip (site, trip)))
        continue;
      cancel_trip (store, trip, least_kwh);
      g_array_remove_index (store->trips, i);
    }
}

static void
apply_days_at_home (const GhStudy *study, GhSite *site, double value)
{
  for (guint s = 0; s < site->store_count; s++)
    stay_at_home (site, &site->stores[s],
                  gh_random_mix (gh_random_mix ((guint64) study->seed, DAYS_KEY), s), value);
}

#define SHARE .value = 1.0, .maximum = 10.0, .search_high = 3.0

static const GhInputKind kinds[] = {
  { .name = "charger-price",
    .title = N_ ("Price of the charger"),
    .meaning = N_ ("What the equipment of the strategy costs to buy."),
    .path = "$.finance.capex",
    .range = GH_RANGE_SHARE,
    .low = 0.8,
    .high = 1.2,
    .is_usual = TRUE,
    .only_costs = TRUE },
  { .name = "price-spread",
    .title = N_ ("Price spread"),
    .meaning =
        /* xgettext:no-c-format */
    N_ ("How far import prices are from their mean over the period, as a share of how "
        "far they are in the study: at 0 % every kWh costs the mean."),
    .range = GH_RANGE_FIXED,
    .low = 0.8,
    .high = 1.2,
    SHARE,
    .is_usual = TRUE,
    .apply = apply_price_spread },
  { .name = "price-level",
    .title = N_ ("Price level"),
    .meaning = N_ ("Every price of a kWh that is bought or sold, as a share of what it is in the "
                   "study."),
    .range = GH_RANGE_FIXED,
    .low = 0.8,
    .high = 1.2,
    SHARE,
    .is_usual = TRUE,
    .apply = apply_price_level },
  { .name = "export-price",
    .title = N_ ("Export price"),
    .meaning = N_ ("What a kWh that is sold earns, as a share of what it does in the study."),
    .range = GH_RANGE_FIXED,
    .low = 0.8,
    .high = 1.2,
    SHARE,
    .is_usual = TRUE,
    .applies = has_export_price,
    .apply = apply_export_level },
  { .name = "discharge-power",
    .title = N_ ("Discharging power"),
    .meaning = N_ ("What the charger of the first car can give."),
    .path = "$.vehicles[0].charger.discharge_kw",
    .range = GH_RANGE_SHARE,
    .low = 0.8,
    .high = 1.2,
    .is_usual = TRUE,
    .applies = has_vehicle },
  { .name = "days-at-home",
    .title = N_ ("Days at home"),
    .meaning = N_ ("On which share of the days with trips the car stays at home instead. Which "
                   "days those are is drawn with the seed of the study."),
    .range = GH_RANGE_FIXED,
    .low = 0.0,
    .high = 0.4,
    .value = 0.0,
    .maximum = 1.0,
    .search_high = 1.0,
    .is_usual = TRUE,
    .applies = has_trips,
    .apply_to_site = apply_days_at_home },
  { .name = "battery-size",
    .title = N_ ("Battery of the car"),
    .meaning = N_ ("What the battery of the first car holds."),
    .path = "$.vehicles[0].battery_kwh",
    .range = GH_RANGE_SHARE,
    .low = 0.8,
    .high = 1.2,
    .applies = has_vehicle },
  { .name = "battery-price",
    .title = N_ ("Price of a battery"),
    .meaning = N_ ("What a new battery costs; a fixed price of wear follows it."),
    .path = "$.finance.battery_cost_per_kwh",
    .range = GH_RANGE_SHARE,
    .low = 0.5,
    .high = 1.5,
    .is_usual = TRUE,
    .applies = has_vehicle,
    .apply = apply_battery_price },
  { .name = "load",
    .title = N_ ("Electricity use"),
    .meaning = N_ ("What the house uses, as a share of what it does in the study."),
    .range = GH_RANGE_FIXED,
    .low = 0.8,
    .high = 1.2,
    SHARE,
    .is_usual = TRUE,
    .apply = apply_load },
  { .name = "solar-size",
    .title = N_ ("Size of the panels"),
    .meaning = N_ ("Peak power of all panels and their inverters, as a share of what it is in the "
                   "study."),
    .range = GH_RANGE_FIXED,
    .low = 0.8,
    .high = 1.2,
    SHARE,
    .is_usual = TRUE,
    .applies = has_solar,
    .apply = apply_solar },
  { .name = "discount-rate",
    .title = N_ ("Discount rate"),
    .meaning = N_ ("What money loses in worth a year."),
    .path = "$.finance.discount_rate",
    .range = GH_RANGE_STEP,
    .low = -0.02,
    .high = 0.02,
    .search_high = 0.3,
    .is_usual = TRUE },
  { .name = "lifetime",
    .title = N_ ("Lifetime"),
    .meaning = N_ ("How long the charger lasts."),
    .path = "$.finance.lifetime_years",
    .range = GH_RANGE_SHARE,
    .low = 0.8,
    .high = 1.2,
    .search_low = 1.0,
    .search_high = 40.0 },
  { .name = "price-growth",
    .title = N_ ("Growth of import prices"),
    .meaning = N_ ("How much dearer buying gets a year."),
    .path = "$.finance.price_growth",
    .range = GH_RANGE_STEP,
    .low = -0.02,
    .high = 0.02,
    .search_low = -0.1,
    .search_high = 0.2 },
};

/**
 * gh_input_kinds_get:
 * @count: (out): how many
 *
 * Returns: (transfer none) (array length=count): the inputs that have a name
 */
const GhInputKind *
gh_input_kinds_get (guint *count)
{
  *count = G_N_ELEMENTS (kinds);
  return kinds;
}
