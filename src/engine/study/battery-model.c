/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/battery-model.h"

#include <math.h>

#include "market/tariff.h"
#include "physics/ambient.h"
#include "physics/state-of-power.h"
#include "physics/taper.h"
#include "number-text.h"
#include "study/site-builder.h"
#include "words.h"

#define ZERO_CELSIUS_K 273.15
/* In which the cells' temperature follows the air: that of gh_pack_new(). */
#define THERMAL_TIME_CONSTANT_S 21600.0
/* The warmest day of a yearly wave; half a year later in the south. */
#define WARMEST_DAY_NORTH 201.0
#define HALF_A_YEAR 182.0
/* Where cells are asked whether they can do what the charger does. */
#define MIDDLE_SOC 0.5

static const GhVehicle *
find_vehicle (const GhStudy *study, guint vehicle)
{
  return study->vehicles != NULL && vehicle < study->vehicles->len
             ? g_ptr_array_index (study->vehicles, vehicle)
             : NULL;
}

/* The path of what belongs to a car. */
static char *
new_path (guint vehicle, const char *member)
{
  return g_strdup_printf ("$.vehicles[%u].%s", vehicle, member);
}

/* What the profile says, or the defaults of a pack that nobody described. */
static const GhPackProfile *
profile_of (const GhVehicle *vehicle, const GhPackProfile *defaults)
{
  return vehicle->pack != NULL ? vehicle->pack : defaults;
}

static gboolean
read_series (const GhSeriesSpec *spec, const char *path, gsize count, double *ambient_k,
             GError **error)
{
  if (!gh_series_fill (spec, path, count, ambient_k, error))
    return FALSE;
  for (gsize t = 0; t < count; t++)
    ambient_k[t] += ZERO_CELSIUS_K;
  return TRUE;
}

/* The air: what was measured around the car, that of the weather, or a yearly wave. */
static gboolean
fill_ambient (const GhStudy *study, guint vehicle, const GhPackProfile *profile,
              const GhTimeAxis *axis, double *ambient_k, GError **error)
{
  g_autofree char *path = new_path (vehicle, "pack.ambient_c");
  gsize count = gh_time_axis_get_count (axis);
  gboolean south = study->location != NULL && study->location->latitude < 0.0;

  if (profile->ambient_c != NULL)
    return read_series (profile->ambient_c, path, count, ambient_k, error);
  if (study->weather != NULL && study->weather->temperature_c != NULL)
    return read_series (study->weather->temperature_c, "$.weather.temperature_c", count, ambient_k,
                        error);
  GhAmbient wave = { .mean_k = profile->ambient_mean_c + ZERO_CELSIUS_K,
                     .swing_k = profile->ambient_swing_c,
                     .warmest_day = WARMEST_DAY_NORTH - (south ? HALF_A_YEAR : 0.0) };
  gh_ambient_fill (&wave, axis, ambient_k);
  return TRUE;
}

/* Cells follow the air with one time constant; what charging warms them by at home is less than a
 * kelvin and left out here. The circuit counts it. */
static void
follow_air (GhBatteryModel *model)
{
  double share = 1.0 - exp (-model->step_seconds / THERMAL_TIME_CONSTANT_S);
  double temperature = model->ambient_k[0];

  for (gsize t = 0; t < model->count; t++)
    {
      temperature += share * (model->ambient_k[t] - temperature);
      model->temperature_k[t] = temperature;
    }
}

/**
 * gh_battery_model_is_known:
 * @study: a study
 * @vehicle: index of a car, which need not be there
 *
 * Returns: whether the car has a cell of the catalogue, without which nothing is known of its
 *   battery
 */
gboolean
gh_battery_model_is_known (const GhStudy *study, guint vehicle)
{
  const GhVehicle *own = find_vehicle (study, vehicle);

  /* A record that stands for no car has no store. */
  return own != NULL && own->count > 0 && own->cell != NULL && gh_cell_find (own->cell) != NULL;
}

/**
 * gh_battery_model_new:
 * @study: a valid study whose files have been read
 * @site: the site built from it
 * @index: of a car
 * @model: (out) (nullable): its battery, %NULL where no cell of the catalogue is named
 * @error: set where a series does not fit the period
 *
 * Takes what a study says of its battery together. O(steps).
 *
 * Returns: %FALSE on error
 */
gboolean
gh_battery_model_new (const GhStudy *study, const GhSite *site, guint index, GhBatteryModel **model,
                      GError **error)
{
  const GhVehicle *vehicle = find_vehicle (study, index);

  *model = NULL;
  if (!gh_battery_model_is_known (study, index) || site->store_count == 0)
    return TRUE;
  g_autofree GhPackProfile *pack_defaults = gh_record_new (&gh_pack_table);
  g_autofree GhWarranty *no_warranty = gh_record_new (&gh_warranty_table);
  g_autofree GhFinance *no_finance = gh_record_new (&gh_finance_table);
  const GhPackProfile *profile = profile_of (vehicle, pack_defaults);
  const GhFinance *finance = study->finance != NULL ? study->finance : no_finance;
  g_autoptr (GhBatteryModel) made = g_new0 (GhBatteryModel, 1);

  made->vehicle = index;
  made->store = gh_site_find_store (study, index);
  made->cell = gh_cell_find (vehicle->cell);
  made->new_kwh = vehicle->battery_kwh;
  made->start_soh = profile->soh;
  made->nominal_voltage_v = profile->nominal_voltage_v;
  made->cost_per_kwh = finance->battery_cost_per_kwh;
  made->end_of_life_soh = finance->end_of_life_soh;
  made->wear = (GhWearPricing) profile->wear;
  made->limit_power = vehicle->pack != NULL && profile->limit_power;
  made->warranty = profile->warranty != NULL ? *profile->warranty : *no_warranty;
  made->count = gh_time_axis_get_count (site->axis);
  made->step_seconds = 3600.0 * gh_time_axis_get_step_hours (site->axis);
  made->ambient_k = g_new (double, made->count);
  made->temperature_k = g_new (double, made->count);
  if (!fill_ambient (study, index, profile, site->axis, made->ambient_k, error))
    return FALSE;
  follow_air (made);
  *model = g_steal_pointer (&made);
  return TRUE;
}

/**
 * gh_battery_model_free:
 * @model: (transfer full) (nullable): a model
 *
 * Frees it.
 */
void
gh_battery_model_free (GhBatteryModel *model)
{
  if (model == NULL)
    return;
  g_free (model->ambient_k);
  g_free (model->temperature_k);
  g_free (model);
}

/**
 * gh_battery_model_get_loss_cost:
 * @model: a battery
 *
 * A battery is worth its price when new and nothing more when it is replaced, straight in between.
 *
 * Returns: what the loss of all capacity would cost at that rate, currency for a loss of 1
 */
double
gh_battery_model_get_loss_cost (const GhBatteryModel *model)
{
  return model->new_kwh * model->cost_per_kwh / MAX (1.0 - model->end_of_life_soh, 0.01);
}

/**
 * gh_battery_model_new_pack:
 * @model: a battery
 * @soh: capacity left
 * @resistance_growth: 1 when new
 *
 * Returns: (transfer full): its pack at this age
 */
GhPack *
gh_battery_model_new_pack (const GhBatteryModel *model, double soh, double resistance_growth)
{
  GhPackSpec spec = { .cell = model->cell,
                      .capacity_kwh = model->new_kwh,
                      .nominal_voltage_v = model->nominal_voltage_v,
                      .soh = soh,
                      .resistance_growth = resistance_growth,
                      .thermal_time_constant_s = THERMAL_TIME_CONSTANT_S };

  return gh_pack_new (&spec);
}

static double
mean_temperature_k (const GhBatteryModel *model, const GhStore *store)
{
  double sum = 0.0;
  gsize plugged = 0;

  for (gsize t = 0; t < model->count; t++)
    if (store->plugged[t])
      {
        sum += model->temperature_k[t];
        plugged++;
      }
  return plugged > 0 ? sum / (double) plugged : model->temperature_k[0];
}

static double
most_battery_kw (const GhChargerCurve *curve)
{
  return curve->count > 0 ? curve->battery_kw[curve->count - 1] : 0.0;
}

/* The energy at which a direction is limited most: nearly full, or nearly empty. */
static double
worst_energy_kwh (const GhBatteryModel *model, const GhStore *store, gboolean charging)
{
  double worst = store->start_kwh;

  for (gsize t = 0; t < model->count; t++)
    worst = charging ? MAX (worst, store->upper_kwh[t]) : MIN (worst, store->lower_kwh[t]);
  return worst;
}

/* Writes the lines that the charger can meet at all: each one costs the planning. */
static guint
write_lines (const GhBatteryModel *model, const GhStore *store, const GhTaper *taper,
             gboolean charging, GhPowerLimit *limits)
{
  double most = most_battery_kw (charging ? &store->charge : &store->discharge);
  double worst = worst_energy_kwh (model, store, charging);
  guint count = 0;

  for (guint i = 0; i < taper->count && count < GH_STORE_LIMITS; i++)
    {
      double slope = fabs (taper->lines[i].kw_per_kwh);
      double kw = taper->lines[i].constant_kw;
      /* A full battery may idle, and an empty one. */
      kw = charging ? MAX (kw, slope * store->capacity_kwh) : MAX (kw, 0.0);
      if (kw + (charging ? -slope : slope) * worst < most)
        limits[count++] = (GhPowerLimit){ kw, slope };
    }
  return count;
}

/**
 * gh_battery_model_limit_store:
 * @model: a battery
 * @pack: its pack at its age
 * @store: (inout): the store that it is
 *
 * Gives a store the limits that its cells have for a step, over the stored energy: charging tapers
 * off towards full, power falls towards empty. They hold at the mean temperature of the plugged
 * hours; colder hours are what the check on the circuit finds.
 */
void
gh_battery_model_limit_store (const GhBatteryModel *model, const GhPack *pack, GhStore *store)
{
  double temperature_k = mean_temperature_k (model, store);
  GhTaper charging, discharging;

  gh_pack_taper_lines (pack, temperature_k, model->step_seconds, most_battery_kw (&store->charge),
                       TRUE, &charging);
  gh_pack_taper_lines (pack, temperature_k, model->step_seconds,
                       most_battery_kw (&store->discharge), FALSE, &discharging);
  store->charge_limit_count = write_lines (model, store, &charging, TRUE, store->charge_limits);
  store->discharge_limit_count
      = write_lines (model, store, &discharging, FALSE, store->discharge_limits);
}

/**
 * gh_battery_model_new_soc:
 * @store: a store
 * @energy_kwh: (array length=count): its energy at the end of each step
 * @count: number of steps
 *
 * Returns: (transfer full) (array): @count + 1 states of charge from 0 to 1, that of the beginning
 *   first
 */
double *
gh_battery_model_new_soc (const GhStore *store, const double *energy_kwh, gsize count)
{
  double *soc = g_new (double, count + 1);

  soc[0] = CLAMP (store->start_kwh / store->capacity_kwh, 0.0, 1.0);
  for (gsize t = 0; t < count; t++)
    soc[t + 1] = CLAMP (energy_kwh[t] / store->capacity_kwh, 0.0, 1.0);
  return soc;
}

/* Where the air of the battery comes from. */
static char *
new_path_of_air (const GhStudy *study, guint index)
{
  const GhVehicle *vehicle = find_vehicle (study, index);

  if (vehicle->pack != NULL && vehicle->pack->ambient_c != NULL)
    return new_path (index, "pack.ambient_c");
  if (study->weather != NULL && study->weather->temperature_c != NULL)
    return g_strdup ("$.weather.temperature_c");
  return new_path (index, vehicle->pack != NULL ? "pack" : "cell");
}

static char *
format_celsius (double kelvin)
{
  return gh_number_format (kelvin - ZERO_CELSIUS_K, 0);
}

static void
warn_of_range (double coldest_k, double warmest_k, const char *path, GhFindings *findings)
{
  g_autofree char *coldest = format_celsius (coldest_k);
  g_autofree char *warmest = format_celsius (warmest_k);

  gh_findings_add (findings, GH_SEVERITY_WARNING, path,
                   _ ("the battery is between %s and %s °C; the models of cells hold between −20 "
                      "and 60 °C"),
                   coldest, warmest);
}

static void
warn_of_mean (double mean_k, const GhAgeingLaw *law, const char *path, GhFindings *findings)
{
  g_autofree char *mean = format_celsius (mean_k);
  g_autofree char *least = format_celsius (law->temperature_min_k);
  g_autofree char *greatest = format_celsius (law->temperature_max_k);

  gh_findings_add (findings, GH_SEVERITY_WARNING, path,
                   _ ("at %s °C on average the ageing of the cell was not measured: that was "
                      "between %s and %s °C"),
                   mean, least, greatest);
}

static void
warn_of_temperature (const GhBatteryModel *model, const GhStudy *study, GhFindings *findings)
{
  const GhAgeingLaw *law = model->cell->ageing;
  g_autofree char *path = new_path_of_air (study, model->vehicle);
  double coldest = INFINITY, warmest = -INFINITY, mean = 0.0;

  for (gsize t = 0; t < model->count; t++)
    {
      coldest = MIN (coldest, model->temperature_k[t]);
      warmest = MAX (warmest, model->temperature_k[t]);
      mean += model->temperature_k[t] / (double) model->count;
    }
  if (coldest < GH_BATTERY_COLDEST_K || warmest > GH_BATTERY_WARMEST_K)
    warn_of_range (coldest, warmest, path, findings);
  if (mean < law->temperature_min_k || mean > law->temperature_max_k)
    warn_of_mean (mean, law, path, findings);
}

/* What the cells take or give in the middle of their charge, against what the charger does. */
static void
warn_of_power (const GhBatteryModel *model, const GhSite *site, GhFindings *findings)
{
  g_autoptr (GhPack) pack = gh_battery_model_new_pack (model, model->start_soh, 1.0);
  const GhStore *store = &site->stores[model->store];
  double temperature_k = mean_temperature_k (model, store);
  const struct
  {
    gboolean charging;
    const GhChargerCurve *curve;
    double most_per_hour;
    const char *member;
  } ways[]
      = { { TRUE, &store->charge, model->cell->ageing->charge_max_per_hour, "charger.charge_kw" },
          { FALSE, &store->discharge, model->cell->ageing->discharge_max_per_hour,
            "charger.discharge_kw" } };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = new_path (model->vehicle, ways[i].member);
      double asked = most_battery_kw (ways[i].curve);
      double can = gh_pack_get_safe_power_kw (pack, MIDDLE_SOC, temperature_k, model->step_seconds,
                                              ways[i].charging);
      if (asked > can)
        gh_findings_add (findings, GH_SEVERITY_WARNING, path,
                         ways[i].charging
                             ? _ ("charging with %.1f kW at the battery is more than its cells "
                                  "bear half full, %.1f kW")
                             : _ ("discharging with %.1f kW at the battery is more than its cells "
                                  "bear half full, %.1f kW"),
                         asked, can);
      if (ways[i].most_per_hour > 0.0 && asked > ways[i].most_per_hour * model->new_kwh)
        gh_findings_add (
            findings, GH_SEVERITY_WARNING, path,
            ways[i].charging
                ? _ ("charging at %.2g C is above the %.2g C up to which the ageing of "
                     "the cell was measured")
                : _ ("discharging at %.2g C is above the %.2g C up to which the ageing "
                     "of the cell was measured"),
            asked / model->new_kwh, ways[i].most_per_hour);
    }
}

/* Full cycles of the new battery that driving alone takes in a year, as a plan's are counted. */
static double
find_driven_cycles (const GhVehicle *vehicle, const GhSite *site, guint store)
{
  double driven_kwh = 0.0;

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    driven_kwh += site->stores[store].drive_kwh[t];
  return driven_kwh / vehicle->battery_kwh / gh_years_of_days (gh_time_axis_get_days (site->axis));
}

/* Kilowatt-hours and hours of a warranty are those to house and grid, which driving takes none of;
 * of its cycles driving may take all before its years are over. */
static void
warn_of_warranty (const GhStudy *study, guint index, const GhSite *site, GhFindings *findings)
{
  const GhVehicle *vehicle = find_vehicle (study, index);
  const GhWarranty *warranty = vehicle->pack != NULL ? vehicle->pack->warranty : NULL;
  g_autofree char *path = new_path (index, "pack.warranty.cycles");

  if (warranty == NULL || isnan (warranty->cycles) || vehicle->count < 1)
    return;
  double cycles = find_driven_cycles (vehicle, site, gh_site_find_store (study, index));
  if (cycles * warranty->years <= warranty->cycles)
    return;
  gh_findings_add (
      findings, GH_SEVERITY_WARNING, path,
      warranty->keep
          ? _ ("driving alone takes %.0f full cycles a year and uses the %.0f of the warranty up "
               "after %.1f of its %g years, so that no plan keeps within it")
          : _ ("driving alone takes %.0f full cycles a year and uses the %.0f of the warranty up "
               "after %.1f of its %g years, before anything goes to house and grid"),
      cycles, warranty->cycles, warranty->cycles / cycles, warranty->years);
}

/**
 * gh_battery_warn_of_depth:
 * @cell: what the battery is made of
 * @vehicle: index of the car whose it is
 * @year: what a plan does to it in a year
 * @findings: gets a warning
 *
 * Tells where the cycles of a plan are shallower or deeper than those on which the ageing of the
 * cell was measured.
 */
void
gh_battery_warn_of_depth (const GhCell *cell, guint vehicle, const GhAgeingStress *year,
                          GhFindings *findings)
{
  const GhAgeingLaw *law = cell->ageing;
  g_autofree char *path = new_path (vehicle, "cell");

  if (!(year->efc > 0.0) || (year->dod >= law->dod_min && year->dod <= law->dod_max))
    return;
  gh_findings_add (findings, GH_SEVERITY_WARNING, path,
                   _ ("cycles of %.0f %% on average are outside those of %.0f to %.0f %% on which "
                      "the ageing of the cell was measured: its wear is an extrapolation"),
                   100.0 * year->dod, 100.0 * law->dod_min, 100.0 * law->dod_max);
}

static void
warn_of_car (const GhStudy *study, guint index, const GhSite *site, GhFindings *findings)
{
  const GhVehicle *vehicle = find_vehicle (study, index);
  g_autofree char *path = new_path (index, "cell");
  g_autoptr (GhBatteryModel) model = NULL;

  warn_of_warranty (study, index, site, findings);
  if (vehicle->cell == NULL || *vehicle->cell == '\0')
    return;
  if (gh_cell_find (vehicle->cell) == NULL)
    {
      gh_findings_add (findings, GH_SEVERITY_WARNING, path,
                       _ ("there is no cell \"%s\" in the catalogue: neither its limits nor its "
                          "ageing can be looked at"),
                       vehicle->cell);
      return;
    }
  if (!gh_battery_model_new (study, site, index, &model, NULL) || model == NULL)
    return;
  warn_of_temperature (model, study, findings);
  warn_of_power (model, site, findings);
}

/**
 * gh_battery_warn:
 * @study: a valid study whose files have been read
 * @site: the site built from it
 * @findings: gets warnings
 *
 * Tells where a study leaves the range in which the models of the batteries of its cars were
 * measured: a cell that nobody knows, air too cold or too hot, a charger that the pack cannot
 * follow; and where driving alone is more than a warranty allows.
 */
void
gh_battery_warn (const GhStudy *study, const GhSite *site, GhFindings *findings)
{
  for (guint i = 0; study->vehicles != NULL && i < study->vehicles->len; i++)
    warn_of_car (study, i, site, findings);
}
