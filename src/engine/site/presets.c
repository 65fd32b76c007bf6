/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Examples to start from. Every number can be edited afterwards. */
#include "site/presets.h"

#include <math.h>

#include "cycle-text.h"
#include "record-equal.h"
#include "record-path.h"
#include "time-axis.h"
#include "words.h"

/* Usable energy and consumption as Chargeprice's open EV data gives them. */
typedef struct
{
  const char *name;
  double battery_kwh;
  double kwh_per_100_km;
} Car;

static const Car cars[] = {
  { "BMW iX3", 73.8, 18.6 },
  { "Fiat 500e 42 kWh", 42.0, 16.8 },
  { "Hyundai Ioniq 5 73 kWh", 72.6, 19.4 },
  { "Hyundai Kona 39 kWh", 39.2, 15.4 },
  { "Hyundai Kona 64 kWh", 64.0, 15.8 },
  { "Kia EV6 58 kWh", 58.0, 17.3 },
  { "Kia EV6 77 kWh", 77.4, 18.5 },
  { "Nissan Leaf 40 kWh", 38.0, 16.4 },
  { "Nissan Leaf e+ 62 kWh", 62.0, 17.2 },
  { "Peugeot e-208", 45.0, 16.1 },
  { "Polestar 2", 72.5, 17.1 },
  { "Renault Zoe ZE50", 52.0, 16.5 },
  { "Tesla Model 3 Long Range", 74.0, 16.1 },
  { "Tesla Model Y Long Range", 72.5, 14.4 },
  { "Volkswagen ID.3 58 kWh", 58.0, 16.6 },
  { "Volkswagen ID.3 77 kWh", 77.0, 17.1 },
  { "Volkswagen ID.4 77 kWh", 77.0, 19.3 },
};

/* What a kWh discharged wears off a battery cycled between 30 and 90 % once a day in its first
 * year at 25 degrees by the cell's law, the battery replaced at 20 % loss for 128 (nickel), 81
 * (LFP) or 108 (LMO) a kWh: BloombergNEF's prices of 2025 in US dollars, the last that of all
 * packs. */
typedef struct
{
  const char *name;
  const char *cell;
  double wear_per_kwh;
  double battery_cost_per_kwh;
} Cell;

static const Cell cells[] = {
  { N_ ("NMC, large pouch cell (75 Ah)"), "nmc-kokam-75ah", 0.0181, 128 },
  { N_ ("NMC, car cell A (75 Ah)"), "nmc-75ah-a", 0.0203, 128 },
  { N_ ("NMC, car cell B1 (50 Ah)"), "nmc-50ah-b1", 0.0391, 128 },
  { N_ ("NMC, Samsung prismatic cell (94 Ah)"), "nmc-samsung-94ah", 0.0203, 128 },
  { N_ ("NMC, Sanyo round cell (2.15 Ah)"), "nmc-sanyo-2ah", 0.3000, 128 },
  { N_ ("NMC811 with silicon, LG MJ1 round cell (3.5 Ah)"), "nmc811-lg-mj1", 0.0725, 128 },
  { N_ ("NCA, Panasonic round cell (3.2 Ah)"), "nca-panasonic-3ah", 0.0273, 128 },
  { N_ ("LFP, large prismatic cell (250 Ah)"), "lfp-250ah", 0.0152, 81 },
  { N_ ("LFP, Sony-Murata round cell (3 Ah)"), "lfp-sony-3ah", 0.0020, 81 },
  { N_ ("LFP, Sony-Murata round cell (3 Ah), ageing as Naumann"), "lfp-sony-3ah-naumann", 0.0300,
    81 },
  { N_ ("LFP, A123 round cell (2.3 Ah)"), "lfp-a123-2ah", 0.0790, 81 },
  { N_ ("LMO, Nissan Leaf pouch cell (66 Ah)"), "lmo-leaf-66ah", 0.0630, 108 },
};

/* Efficiency at an AC power, in kW. */
typedef struct
{
  double power_kw;
  double efficiency;
} Point;

#define MOST_POINTS 6

/* How the losses are given: one efficiency both ways, the quadratics of a measured wallbox, or
 * points. */
typedef enum
{
  LOSSES_EFFICIENCY,
  LOSSES_QUADRATIC,
  LOSSES_POINTS
} Losses;

/* The least power is 6 A: 230 V times one or three phases. */
typedef struct
{
  const char *name;
  double charge_kw, discharge_kw, minimum_kw, standby_w;
  Losses losses;
  double efficiency;
  guint count;
  Point charge[MOST_POINTS], discharge[MOST_POINTS];
} Charger;

static const Charger chargers[] = {
  { N_ ("AC wallbox 11 kW, charging only"), 11, 0, 4.1, 4, LOSSES_EFFICIENCY, 0.9 },
  { N_ ("AC wallbox 3.7 kW, charging only"), 3.7, 0, 1.4, 4, LOSSES_EFFICIENCY, 0.87 },
  /* On-board chargers by current, as EV2Gym lists them; of unstated origin, in steps of 3 %. */
  { N_ ("AC 11 kW, a Tesla Model 3 by current"),
    11,
    0,
    4.14,
    4,
    LOSSES_POINTS,
    0,
    4,
    { { 4.14, 0.87 }, { 5.52, 0.87 }, { 6.9, 0.9 }, { 11.04, 0.9 } } },
  { N_ ("AC 3.7 kW, a Kia Niro by current"),
    3.68,
    0,
    1.38,
    4,
    LOSSES_POINTS,
    0,
    5,
    { { 1.38, 0.75 }, { 1.84, 0.81 }, { 2.3, 0.84 }, { 2.76, 0.84 }, { 3.22, 0.87 } } },
  { N_ ("Bidirectional, 11 kW, simple: 95 % both ways"), 11, 11, 0, 0, LOSSES_EFFICIENCY, 0.95 },
  /* doi 10.1016/j.segy.2024.100145 */
  { N_ ("Bidirectional DC wallbox 10 kW, measured losses"), 10, 10, 0.5, 10, LOSSES_QUADRATIC },
  { N_ ("Bidirectional DC wallbox 7.4 kW, measured losses"), 7.4, 7.4, 0.5, 10, LOSSES_QUADRATIC },
  /* Sevdari et al., doi 10.1016/j.seta.2025.104654: at 2 A and at the rated current; losses are
   * taken as straight in between. */
  { N_ ("Bidirectional DC charger 11 kW, measured at both ends"),
    11,
    11,
    1.38,
    10,
    LOSSES_POINTS,
    0,
    2,
    { { 1.38, 0.8 }, { 11.04, 0.97 } },
    { { 1.38, 0.6 }, { 11.04, 0.93 } } },
  /* HTW Berlin, PerMod database of bslib (CC BY 4.0): a x^2 + b x + c at tenths of the power. */
  { N_ ("Storage inverter 3.5 kW, measured (Siemens Junelight)"),
    3.57,
    3.5,
    0.1,
    14.9,
    LOSSES_POINTS,
    0,
    5,
    { { 0.357, 0.8869 }, { 0.893, 0.9426 }, { 1.786, 0.9551 }, { 2.679, 0.9542 }, { 3.572, 0.95 } },
    { { 0.351, 0.8949 },
      { 0.877, 0.9435 },
      { 1.754, 0.9529 },
      { 2.630, 0.9496 },
      { 3.507, 0.9432 } } },
};

static const double charge_loss_kw[] = { 0.050, 0.093, 0.003 };
static const double discharge_loss_kw[] = { 0.036, 0.063, 0.005 };

typedef struct
{
  double price;
  const char *days, *months;
  int from, to;
} Period;

typedef struct
{
  const char *name;
  double price, export_price;
  guint count;
  Period periods[3];
} Tariff;

static const Tariff tariffs[] = {
  { N_ ("One price all day"), 0.34, 0.08, 0, { { 0 } } },
  { N_ ("Day and night"), 0.34, 0.08, 1, { { 0.22, "mon-sun", "1-12", 22 * 60, 6 * 60 } } },
  { N_ ("Three prices: night, day, evening peak"),
    0.28,
    0.08,
    2,
    { { 0.44, "mon-sun", "1-12", 17 * 60, 21 * 60 },
      { 0.20, "mon-sun", "1-12", 23 * 60, 5 * 60 } } },
  { N_ ("Night price for the car, as for British EV tariffs"),
    0.27,
    0.15,
    1,
    { { 0.07, "mon-sun", "1-12", 23 * 60 + 30, 5 * 60 + 30 } } },
};

typedef struct
{
  const char *days;
  int leave, back;
  double distance_km, soc_at_leave;
} Trip;

typedef struct
{
  const char *name;
  guint count;
  Trip trips[3];
} TripSet;

static const TripSet trip_sets[] = {
  { N_ ("Commuting by car, outings at weekends"),
    3,
    { { "mon-fri", 450, 1050, 42, 0.5 },
      { "sat", 600, 810, 30, 0 },
      { "sun", 780, 1110, 90, 0.6 } } },
  { N_ ("At home on weekdays, errands"),
    3,
    { { "mon,wed,fri", 570, 690, 15, 0 },
      { "sat", 600, 810, 30, 0 },
      { "sun", 780, 1110, 90, 0.6 } } },
  { N_ ("Long commute"), 2, { { "mon-fri", 390, 1110, 120, 0.7 }, { "sat", 600, 810, 30, 0 } } },
  { N_ ("Weekends only"), 2, { { "sat", 540, 1200, 80, 0.6 }, { "sun", 600, 1140, 60, 0.5 } } },
};

/* A wall battery with its inverter: usable energy, AC power each way, and what comes back of a kWh
 * AC, the same share lost each way. Those without a maker are plain round numbers of the sizes that
 * are usual, not measurements: a kWh for half a kW, nine tenths round trip. */
typedef struct
{
  const char *name;
  double battery_kwh, charge_kw, discharge_kw, round_trip;
} Battery;

static const Battery batteries[] = {
  { N_ ("Wall battery 5 kWh, typical"), 5.0, 2.5, 2.5, 0.90 },
  { N_ ("Wall battery 10 kWh, typical"), 10.0, 5.0, 5.0, 0.90 },
  { N_ ("Wall battery 15 kWh, typical"), 15.0, 7.5, 7.5, 0.90 },
  /* As Tesla's data sheet gives it. */
  { "Tesla Powerwall 2", 13.5, 5.0, 5.0, 0.90 },
};

/* Where people live: geographic coordinates to a hundredth of a degree, and height, of the town's
 * middle. */
typedef struct
{
  const char *name;
  double latitude, longitude, elevation_m;
  const char *time_zone;
} Place;

static const Place places[] = {
  { N_ ("Amsterdam"), 52.37, 4.90, 0, "Europe/Amsterdam" },
  { N_ ("Athens"), 37.98, 23.73, 70, "Europe/Athens" },
  { N_ ("Barcelona"), 41.39, 2.17, 15, "Europe/Madrid" },
  { N_ ("Berlin"), 52.52, 13.41, 35, "Europe/Berlin" },
  { N_ ("Brussels"), 50.85, 4.35, 15, "Europe/Brussels" },
  { N_ ("Copenhagen"), 55.68, 12.57, 5, "Europe/Copenhagen" },
  { N_ ("Dublin"), 53.35, -6.26, 10, "Europe/Dublin" },
  { N_ ("Hamburg"), 53.55, 10.00, 5, "Europe/Berlin" },
  { N_ ("Helsinki"), 60.17, 24.94, 15, "Europe/Helsinki" },
  { N_ ("Lisbon"), 38.72, -9.14, 50, "Europe/Lisbon" },
  { N_ ("London"), 51.51, -0.13, 15, "Europe/London" },
  { N_ ("Los Angeles"), 34.05, -118.24, 90, "America/Los_Angeles" },
  { N_ ("Lyon"), 45.76, 4.84, 170, "Europe/Paris" },
  { N_ ("Madrid"), 40.42, -3.70, 660, "Europe/Madrid" },
  { N_ ("Milan"), 45.46, 9.19, 120, "Europe/Rome" },
  { N_ ("Munich"), 48.14, 11.58, 520, "Europe/Berlin" },
  { N_ ("New York"), 40.71, -74.01, 10, "America/New_York" },
  { N_ ("Oslo"), 59.91, 10.75, 20, "Europe/Oslo" },
  { N_ ("Paris"), 48.86, 2.35, 35, "Europe/Paris" },
  { N_ ("Prague"), 50.08, 14.44, 200, "Europe/Prague" },
  { N_ ("Rome"), 41.90, 12.50, 20, "Europe/Rome" },
  { N_ ("Stockholm"), 59.33, 18.07, 20, "Europe/Stockholm" },
  { N_ ("Sydney"), -33.87, 151.21, 20, "Australia/Sydney" },
  { N_ ("Vienna"), 48.21, 16.37, 170, "Europe/Vienna" },
  { N_ ("Warsaw"), 52.23, 21.01, 110, "Europe/Warsaw" },
  { N_ ("Zurich"), 47.38, 8.54, 410, "Europe/Zurich" },
};

/**
 * gh_preset_get_count:
 * @kind: of what
 *
 * Returns: how many examples there are
 */
guint
gh_preset_get_count (GhPresetKind kind)
{
  static const guint counts[]
      = { G_N_ELEMENTS (cars),     G_N_ELEMENTS (cells),     G_N_ELEMENTS (chargers),
          G_N_ELEMENTS (tariffs),  G_N_ELEMENTS (trip_sets), G_N_ELEMENTS (places),
          G_N_ELEMENTS (batteries) };

  return counts[kind];
}

/**
 * gh_preset_get_name:
 * @kind: of what
 * @index: below gh_preset_get_count()
 *
 * Returns: (transfer none): what the example is called, in the user's language
 */
const char *
gh_preset_get_name (GhPresetKind kind, guint index)
{
  switch (kind)
    {
    case GH_PRESET_CAR:
      return cars[index].name;
    case GH_PRESET_CELL:
      return _ (cells[index].name);
    case GH_PRESET_CHARGER:
      return _ (chargers[index].name);
    case GH_PRESET_TARIFF:
      return _ (tariffs[index].name);
    case GH_PRESET_TRIPS:
      return _ (trip_sets[index].name);
    case GH_PRESET_BATTERY:
      return _ (batteries[index].name);
    case GH_PRESET_PLACE:
    default:
      return _ (places[index].name);
    }
}

/**
 * gh_preset_get_cell:
 * @index: below gh_preset_get_count() of %GH_PRESET_CELL
 *
 * Returns: (transfer none): what studies call the cell of an example
 */
const char *
gh_preset_get_cell (guint index)
{
  return cells[index].cell;
}

#define FIRST_CAR "$.vehicles[0]"

/* Where an example goes. @store: path of the car or wall battery that it is about */
typedef struct
{
  GhStudy *study;
  const char *store;
} Target;

/* @path: of the study, or below the store where it begins with a dot */
static GhPlace
find_place (const Target *target, const char *path)
{
  g_autofree char *whole = g_strconcat (*path == '.' ? target->store : "", path, NULL);
  GhPlace place;
  gboolean found = gh_place_find (&gh_study_table, target->study, whole, TRUE, &place);

  g_assert (found);
  return place;
}

static void
set_number (const Target *target, const char *path, double number)
{
  GhPlace place = find_place (target, path);

  gh_place_set_number (&place, number);
}

static void
apply_car (const Car *car, const Target *target)
{
  set_number (target, ".battery_kwh", car->battery_kwh);
  set_number (target, ".consumption_kwh_per_km", car->kwh_per_100_km / 100.0);
}

static void
apply_cell (const Cell *cell, const Target *target)
{
  GhPlace name = find_place (target, ".cell");

  gh_place_set_text (&name, cell->cell);
  set_number (target, ".wear_per_kwh", cell->wear_per_kwh);
  if (g_str_has_prefix (target->store, "$.vehicles["))
    set_number (target, ".pack.limit_power", 1.0);
  /* One price for all batteries: that of the first car's. */
  if (g_str_equal (target->store, FIRST_CAR))
    set_number (target, "$.finance.battery_cost_per_kwh", cell->battery_cost_per_kwh);
}

static void
set_numbers (const Target *target, const char *path, const double *numbers)
{
  GhPlace place = find_place (target, path);
  GArray *array = g_array_new (FALSE, FALSE, sizeof (double));

  g_array_append_vals (array, numbers, place.attribute->length);
  gh_place_take_pointer (&place, array);
}

static void
clear (const Target *target, const char *path)
{
  GhPlace place = find_place (target, path);

  gh_place_clear (&place);
}

/* Notes that every attribute of a record was given. */
static gpointer
take_whole (const GhAttributeTable *table, gpointer record)
{
  for (guint i = 0; i < table->count; i++)
    gh_record_set_given (table, record, i);
  return record;
}

static void
set_points (const Target *target, const char *path, const Point *points, guint count)
{
  GhPlace place = find_place (target, path);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < count; i++)
    {
      GhEfficiencyPoint *record = gh_record_new (&gh_efficiency_point_table);
      record->power_kw = points[i].power_kw;
      record->efficiency = points[i].efficiency;
      g_ptr_array_add (list, take_whole (&gh_efficiency_point_table, record));
    }
  gh_place_take_pointer (&place, list);
}

/* Of the three forms of losses one stays. */
static void
apply_charger (const Charger *charger, const Target *target)
{
  static const char *const forms[][2]
      = { { ".charger.charge_efficiency", ".charger.discharge_efficiency" },
          { ".charger.charge_loss_kw", ".charger.discharge_loss_kw" },
          { ".charger.charge_points", ".charger.discharge_points" } };

  set_number (target, ".charger.charge_kw", charger->charge_kw);
  set_number (target, ".charger.discharge_kw", charger->discharge_kw);
  set_number (target, ".charger.minimum_kw", charger->minimum_kw);
  set_number (target, ".charger.standby_w", charger->standby_w);
  clear (target, ".charger.minimum_current_a");
  for (guint form = 0; form < G_N_ELEMENTS (forms); form++)
    for (guint way = 0; way < 2; way++)
      if (form != charger->losses)
        clear (target, forms[form][way]);
  switch (charger->losses)
    {
    case LOSSES_QUADRATIC:
      set_numbers (target, forms[LOSSES_QUADRATIC][0], charge_loss_kw);
      set_numbers (target, forms[LOSSES_QUADRATIC][1], discharge_loss_kw);
      break;
    case LOSSES_POINTS:
      set_points (target, forms[LOSSES_POINTS][0], charger->charge, charger->count);
      if (charger->discharge_kw > 0.0)
        set_points (target, forms[LOSSES_POINTS][1], charger->discharge, charger->count);
      else
        clear (target, forms[LOSSES_POINTS][1]);
      break;
    case LOSSES_EFFICIENCY:
    default:
      set_number (target, forms[LOSSES_EFFICIENCY][0], charger->efficiency);
      set_number (target, forms[LOSSES_EFFICIENCY][1], charger->efficiency);
    }
}

static GhPricePeriod *
new_period (const Period *period)
{
  GhPricePeriod *record = gh_record_new (&gh_price_period_table);

  record->price = period->price;
  gh_days_parse (period->days, &record->days);
  gh_months_parse (period->months, &record->months);
  record->from = period->from;
  record->to = period->to;
  return take_whole (&gh_price_period_table, record);
}

static GhPriceSpec *
new_price (const Tariff *tariff)
{
  GhPriceSpec *price = g_new0 (GhPriceSpec, 1);

  if (tariff->count == 0)
    {
      price->series = gh_series_spec_new_number (tariff->price);
      return price;
    }
  price->periods = gh_record_new (&gh_period_price_table);
  price->periods->default_price = tariff->price;
  price->periods->periods = g_ptr_array_new ();
  for (guint i = 0; i < tariff->count; i++)
    g_ptr_array_add (price->periods->periods, new_period (&tariff->periods[i]));
  take_whole (&gh_period_price_table, price->periods);
  return price;
}

static void
apply_tariff (const Tariff *tariff, const Target *target)
{
  GhPlace import = find_place (target, "$.tariff.import_price");
  GhPlace export = find_place (target, "$.tariff.export_price");
  GhPriceSpec *earned = g_new0 (GhPriceSpec, 1);

  earned->series = gh_series_spec_new_number (tariff->export_price);
  gh_place_take_pointer (&import, new_price (tariff));
  gh_place_take_pointer (&export, earned);
}

static void
set_trip_given (GhTrip *trip, const char *name)
{
  guint index;

  if (gh_attribute_table_find (&gh_trip_table, name, &index) != NULL)
    gh_record_set_given (&gh_trip_table, trip, index);
}

static GhTrip *
new_trip (const Trip *trip)
{
  GhTrip *record = gh_record_new (&gh_trip_table);

  gh_days_parse (trip->days, &record->days);
  record->leave = trip->leave;
  record->return_ = trip->back;
  record->distance_km = trip->distance_km;
  set_trip_given (record, "days");
  set_trip_given (record, "leave");
  set_trip_given (record, "return");
  set_trip_given (record, "distance_km");
  if (trip->soc_at_leave > 0.0)
    {
      record->soc_at_leave = trip->soc_at_leave;
      set_trip_given (record, "soc_at_leave");
    }
  return record;
}

static void
apply_trips (const TripSet *set, const Target *target)
{
  GhPlace place = find_place (target, ".trips");
  GPtrArray *trips = g_ptr_array_new ();

  for (guint i = 0; i < set->count; i++)
    g_ptr_array_add (trips, new_trip (&set->trips[i]));
  gh_place_take_pointer (&place, trips);
  clear (target, ".plugged");
  clear (target, ".drive_kw");
}

static GTimeZone *
find_zone (const GhStudy *study)
{
  GTimeZone *zone = gh_time_zone_find (study->location != NULL ? study->location->time_zone : NULL);

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/* A year that began at midnight begins at midnight. */
static void
apply_place (const Place *place, const Target *target)
{
  GhStudy *study = target->study;
  g_autoptr (GTimeZone) before = find_zone (study);
  GhPlace zone = find_place (target, "$.location.time_zone");

  set_number (target, "$.location.latitude", place->latitude);
  set_number (target, "$.location.longitude", place->longitude);
  set_number (target, "$.location.elevation_m", place->elevation_m);
  gh_place_set_text (&zone, place->time_zone);
  if (study->period != NULL)
    {
      g_autoptr (GTimeZone) after = find_zone (study);
      GhCivilTime civil;
      gh_civil_time_at (before, study->period->start, &civil);
      study->period->start = gh_civil_time_to_unix (after, civil.date, civil.minute);
    }
}

static void
apply_battery (const Battery *battery, const Target *target)
{
  double efficiency = sqrt (battery->round_trip);
  const Charger inverter = { .charge_kw = battery->charge_kw,
                             .discharge_kw = battery->discharge_kw,
                             .losses = LOSSES_EFFICIENCY,
                             .efficiency = round (1e4 * efficiency) / 1e4 };

  set_number (target, ".battery_kwh", battery->battery_kwh);
  set_number (target, ".soc_min", 0.0);
  set_number (target, ".soc_max", 1.0);
  apply_charger (&inverter, target);
}

static void
apply (GhPresetKind kind, guint index, const Target *target)
{
  switch (kind)
    {
    case GH_PRESET_CAR:
      apply_car (&cars[index], target);
      break;
    case GH_PRESET_CELL:
      apply_cell (&cells[index], target);
      break;
    case GH_PRESET_CHARGER:
      apply_charger (&chargers[index], target);
      break;
    case GH_PRESET_TARIFF:
      apply_tariff (&tariffs[index], target);
      break;
    case GH_PRESET_TRIPS:
      apply_trips (&trip_sets[index], target);
      break;
    case GH_PRESET_BATTERY:
      apply_battery (&batteries[index], target);
      break;
    case GH_PRESET_PLACE:
    default:
      apply_place (&places[index], target);
      break;
    }
}

/**
 * gh_preset_apply:
 * @kind: of what
 * @index: below gh_preset_get_count()
 * @study: (inout): a study
 * @store: (nullable): path of the car or wall battery that the example is about, such as
 *   `$.vehicles[0]`, which the study has; %NULL where the example is about something else
 *
 * Puts the numbers of an example into a study.
 */
void
gh_preset_apply (GhPresetKind kind, guint index, GhStudy *study, const char *store)
{
  const Target target = { study, store };

  apply (kind, index, &target);
  /* A car is called what it is; what a battery is called says where it hangs. */
  if (kind == GH_PRESET_CAR)
    {
      GhPlace name = find_place (&target, ".name");
      gh_place_set_text (&name, cars[index].name);
    }
}

/**
 * gh_preset_find:
 * @kind: of what
 * @study: a study
 * @store: (nullable): as of gh_preset_apply()
 *
 * Applies each example to a copy: a few dozen of them, whose series are shared. What a car is
 * called does not matter.
 *
 * Returns: the first example that would change nothing, -1 for none
 */
int
gh_preset_find (GhPresetKind kind, const GhStudy *study, const char *store)
{
  for (guint i = 0; i < gh_preset_get_count (kind); i++)
    {
      g_autoptr (GhStudy) copy = gh_study_copy (study);
      const Target target = { copy, store };
      apply (kind, i, &target);
      if (gh_record_equal (&gh_study_table, copy, study))
        return (int) i;
    }
  return -1;
}
