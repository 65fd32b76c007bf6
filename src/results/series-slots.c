/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which quantities of a study can be filled with measured numbers, and what has to make room for
 * them, because a study may say a thing in one way only. */
#include "series-slots.h"

#include <string.h>

#include "record-path.h"
#include "words.h"

/* @pattern: its path without the indices of items: "solar[].output_kw"
 * @kind: what a table has to hold to fill it, as imports tell it
 * @owner: who has it: a meter is that of a household, or of each site of a fleet
 * @rivals: siblings that say the same in another way */
typedef enum
{
  OF_STUDY,
  OF_HOUSEHOLD,
  OF_METER
} Owner;

typedef struct
{
  const char *pattern;
  const char *kind;
  Owner owner;
  const char *rivals[3];
} Slot;

#define SITES "sites[]."

static const Slot slots[] = {
  { "load", "load", OF_METER, { NULL } },
  { "solar[].output_kw", "solar", OF_METER, { "peak_kw", NULL } },
  { "tariff.import_price", "price", OF_METER, { NULL } },
  { "tariff.export_price", "price", OF_METER, { NULL } },
  { "tariff.store_export_price", "price", OF_METER, { NULL } },
  { "tariff.export_price_later", "price", OF_METER, { NULL } },
  { "emissions.marginal_g_per_kwh", "emissions", OF_STUDY, { NULL } },
  { "emissions.long_run_marginal_g_per_kwh", "emissions", OF_STUDY, { NULL } },
  { "emissions.average_g_per_kwh", "emissions", OF_STUDY, { NULL } },
  { "weather.ghi_w_m2", "weather", OF_STUDY, { "clear_sky", "file", NULL } },
  { "weather.dni_w_m2", "weather", OF_STUDY, { "clear_sky", "file", NULL } },
  { "weather.dhi_w_m2", "weather", OF_STUDY, { "clear_sky", "file", NULL } },
  { "weather.temperature_c", "weather", OF_STUDY, { "clear_sky", "file", NULL } },
  { "weather.wind_m_s", "weather", OF_STUDY, { "clear_sky", "file", NULL } },
  { "weather.albedo", "weather", OF_STUDY, { NULL } },
  { "vehicles[].plugged", "table", OF_STUDY, { "trips", NULL } },
  { "vehicles[].drive_kw", "table", OF_STUDY, { "trips", NULL } },
  { "vehicles[].pack.ambient_c", "table", OF_STUDY, { NULL } },
  { "resilience.essential_kw", "load", OF_HOUSEHOLD, { NULL } },
  { "operation.load_forecast_kw", "table", OF_HOUSEHOLD, { NULL } },
  { "operation.solar_forecast_kw", "table", OF_HOUSEHOLD, { NULL } },
};

/* Units that people write, for each unit of an attribute; "currency" stands for the study's. */
static const struct
{
  const char *unit;
  const char *names[7];
} unit_names[] = {
  { "kW", { "kW", "W", "MW", "kWh", "Wh", "MWh", NULL } },
  { "currency/kWh", { "currency/kWh", "ct/kWh", "currency/MWh", NULL } },
  { "g/kWh", { "g/kWh", "kg/kWh", "kg/MWh", "t/MWh", "lb/MWh", "lb/kWh", NULL } },
  { "W/m2", { "W/m2", "kW/m2", NULL } },
  { "degC", { "degC", "degF", "K", NULL } },
  { "m/s", { "m/s", "km/h", "mph", "kn", NULL } },
};

/* The path without "$." and the indices of items. */
static char *
make_pattern (const char *path)
{
  g_autoptr (GString) pattern = g_string_new (NULL);
  gboolean in_brackets = FALSE;

  for (const char *c = g_str_has_prefix (path, "$.") ? path + 2 : path; *c != '\0'; c++)
    {
      in_brackets = in_brackets && *c != ']';
      if (!in_brackets)
        g_string_append_c (pattern, *c);
      in_brackets = in_brackets || *c == '[';
    }
  return g_string_free (g_steal_pointer (&pattern), FALSE);
}

static const Slot *
find_slot (const char *path)
{
  g_autofree char *pattern = make_pattern (path);
  gboolean of_site = g_str_has_prefix (pattern, SITES);
  const char *own = of_site ? pattern + strlen (SITES) : pattern;

  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    if (g_str_equal (slots[i].pattern, own) && (!of_site || slots[i].owner == OF_METER))
      return &slots[i];
  return NULL;
}

static GPtrArray *
get_items (const GhStudy *study, const char *path)
{
  GhPlace place;

  if (!gh_place_find (&gh_study_table, (GhStudy *) study, path, FALSE, &place))
    return NULL;
  return *(GPtrArray *const *) gh_attribute_field_const (place.attribute, place.record);
}

/* Adds the paths of a pattern below what a path begins with, one for each item of a list. */
static void
add_paths (const GhStudy *study, const char *begin, const char *pattern, GStrvBuilder *paths)
{
  const char *bracket = strstr (pattern, "[]");

  if (bracket == NULL)
    {
      g_autofree char *path = g_strconcat (begin, pattern, NULL);
      g_strv_builder_add (paths, path);
      return;
    }
  g_autofree char *key = g_strndup (pattern, (gsize) (bracket - pattern));
  g_autofree char *list = g_strconcat (begin, key, NULL);
  GPtrArray *items = get_items (study, list);
  guint count = items != NULL ? items->len : 0;
  /* Panels that are not there yet can be filled as the first. */
  if (count == 0 && g_str_equal (key, "solar"))
    count = 1;
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]%s", list, i, bracket + strlen ("[]"));
      g_strv_builder_add (paths, path);
    }
}

/* Those of each site of a fleet, where a household has one. */
static void
add_paths_of_meter (const GhStudy *study, const Slot *slot, GStrvBuilder *paths)
{
  for (guint i = 0; study->sites != NULL && i < study->sites->len; i++)
    {
      g_autofree char *begin = g_strdup_printf ("$.sites[%u].", i);
      add_paths (study, begin, slot->pattern, paths);
    }
}

/**
 * gh_series_slots_list:
 * @study: a study
 * @kind: (nullable): what a table holds: "load", "solar", "price", "emissions", "weather"; %NULL
 *   for everything
 *
 * Lists what can be filled, that of each item of a list by itself; panels that are not there yet
 * can be filled as the first.
 *
 * Returns: (transfer full): JSON paths
 */
char **
gh_series_slots_list (const GhStudy *study, const char *kind)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  gboolean is_fleet = study->kind == GH_STUDY_FLEET;

  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      const Slot *slot = &slots[i];
      if (kind != NULL && !g_str_equal (kind, slot->kind))
        continue;
      if (!is_fleet || slot->owner == OF_STUDY)
        add_paths (study, "$.", slot->pattern, paths);
      else if (slot->owner == OF_METER)
        add_paths_of_meter (study, slot, paths);
    }
  return g_strv_builder_end (paths);
}

/**
 * gh_series_slot_get_kind:
 * @path: as listed
 *
 * Returns: (transfer none): what a table has to hold to fill it
 */
const char *
gh_series_slot_get_kind (const char *path)
{
  const Slot *slot = find_slot (path);

  g_return_val_if_fail (slot != NULL, NULL);
  return slot->kind;
}

/**
 * gh_series_slot_find_attribute:
 * @path: as listed
 *
 * Returns: (transfer none) (nullable): the attribute that holds the series; %NULL for other paths
 */
const GhAttribute *
gh_series_slot_find_attribute (const char *path)
{
  g_autofree char *pattern = make_pattern (path);
  const GhAttributeTable *table = &gh_study_table;
  const GhAttribute *attribute = NULL;

  if (find_slot (path) == NULL)
    return NULL;
  g_auto (GStrv) names = g_strsplit (pattern, ".", -1);
  for (char **name = names; *name != NULL; name++)
    {
      (*name)[strcspn (*name, "[")] = '\0';
      attribute = gh_attribute_table_find (table, *name, NULL);
      table = attribute->table;
    }
  return attribute;
}

/* What the last item on the way is called; %NULL where there is none or it has no name. */
static const char *
get_item_name (const GhStudy *study, const char *path)
{
  const char *end = strrchr (path, ']');
  GhPlace place;

  if (end == NULL)
    return NULL;
  g_autofree char *item = g_strndup (path, (gsize) (end - path) + 1);
  g_autofree char *name = g_strconcat (item, ".name", NULL);
  return gh_place_find (&gh_study_table, (GhStudy *) study, name, FALSE, &place)
             ? *(char *const *) gh_attribute_field_const (place.attribute, place.record)
             : NULL;
}

/**
 * gh_series_slot_format_title:
 * @study: a study
 * @path: as listed
 *
 * Returns: (transfer full): what it is called, such as "South roof: Measured power"
 */
char *
gh_series_slot_format_title (const GhStudy *study, const char *path)
{
  const GhAttribute *attribute = gh_series_slot_find_attribute (path);

  g_return_val_if_fail (attribute != NULL, NULL);
  const char *item = get_item_name (study, path);
  return item != NULL ? g_strdup_printf ("%s: %s", item, _ (attribute->title))
                      : g_strdup (_ (attribute->title));
}

/**
 * gh_series_slot_list_units:
 * @study: a study
 * @path: as listed
 *
 * Returns: (transfer full): units that a column for it may be in, as importers read them; empty for
 *   what has none
 */
char **
gh_series_slot_list_units (const GhStudy *study, const char *path)
{
  const GhAttribute *attribute = gh_series_slot_find_attribute (path);
  const char *currency = study->currency != NULL ? study->currency : "EUR";
  g_autoptr (GStrvBuilder) units = g_strv_builder_new ();

  g_return_val_if_fail (attribute != NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (unit_names); i++)
    for (guint k = 0;
         g_strcmp0 (unit_names[i].unit, attribute->unit) == 0 && unit_names[i].names[k] != NULL;
         k++)
      {
        g_autoptr (GString) name = g_string_new (unit_names[i].names[k]);
        g_string_replace (name, "currency", currency, 0);
        g_strv_builder_add (units, name->str);
      }
  return g_strv_builder_end (units);
}

/**
 * gh_series_slot_get:
 * @study: a study
 * @path: as listed
 *
 * Returns: (transfer none) (nullable): the series that is there now; that of a market price without
 *   its taxes and fees; %NULL where there is none, or a price by hours
 */
const GhSeriesSpec *
gh_series_slot_get (const GhStudy *study, const char *path)
{
  GhPlace place;

  if (!gh_place_find (&gh_study_table, (GhStudy *) study, path, FALSE, &place))
    return NULL;
  gconstpointer held
      = *(const gconstpointer *) gh_attribute_field_const (place.attribute, place.record);
  if (held == NULL || place.attribute->kind == GH_KIND_SERIES)
    return held;
  const GhPriceSpec *price = held;
  return price->market != NULL ? price->market->series : price->series;
}

/**
 * gh_series_slot_get_numbers:
 * @study: a study
 * @path: as listed
 *
 * Returns: (transfer none) (nullable): the measured numbers that are there, one a step, without
 *   taxes and fees; %NULL where it is given in another way or its file has not been read
 */
GhSeries *
gh_series_slot_get_numbers (const GhStudy *study, const char *path)
{
  const GhSeriesSpec *spec = gh_series_slot_get (study, path);

  if (spec == NULL)
    return NULL;
  return spec->resolved != NULL ? spec->resolved : spec->values;
}

/**
 * gh_series_slot_get_market:
 * @study: a study
 * @path: as listed
 *
 * Returns: (transfer none) (nullable): the price there with its taxes and fees, where it has some
 */
const GhMarketPrice *
gh_series_slot_get_market (const GhStudy *study, const char *path)
{
  GhPlace place;

  if (!gh_place_find (&gh_study_table, (GhStudy *) study, path, FALSE, &place)
      || place.attribute->kind != GH_KIND_PRICE)
    return NULL;
  const GhPriceSpec *price
      = *(GhPriceSpec *const *) gh_attribute_field_const (place.attribute, place.record);
  return price != NULL ? price->market : NULL;
}

static void
give (GhMarketPrice *market, const char *name)
{
  guint index;

  if (gh_attribute_table_find (&gh_market_price_table, name, &index) != NULL)
    gh_record_set_given (&gh_market_price_table, market, index);
}

/* A market price where there are taxes or fees, otherwise the numbers as they are. */
static GhPriceSpec *
new_price (GhSeriesSpec *spec, double multiply, double add)
{
  GhPriceSpec *price = g_new0 (GhPriceSpec, 1);

  if (multiply >= 1.0 && multiply <= 1.0 && !(ABS (add) > 0.0))
    {
      price->series = spec;
      return price;
    }
  price->market = gh_record_new (&gh_market_price_table);
  price->market->series = spec;
  price->market->multiply = multiply;
  price->market->add = add;
  give (price->market, "series");
  give (price->market, "multiply");
  give (price->market, "add");
  return price;
}

/* The first panels, where there are none. */
static void
ensure_item (GhStudy *study, const char *path)
{
  const char *bracket = strrchr (path, '[');
  GhPlace place;

  if (bracket == NULL || !g_str_has_suffix (path, "solar[0].output_kw"))
    return;
  g_autofree char *list = g_strndup (path, (gsize) (bracket - path));
  if (!gh_place_find (&gh_study_table, study, list, TRUE, &place)
      || (get_items (study, list) != NULL && get_items (study, list)->len > 0))
    return;
  GPtrArray *items = g_ptr_array_new ();
  g_ptr_array_add (items, gh_record_new (place.attribute->table));
  gh_place_take_pointer (&place, items);
}

static void
clear_rivals (const Slot *slot, const GhPlace *place)
{
  for (guint i = 0; slot->rivals[i] != NULL; i++)
    {
      GhPlace rival = *place;
      rival.attribute = gh_attribute_table_find (place->table, slot->rivals[i], &rival.index);
      gh_place_clear (&rival);
    }
}

/**
 * gh_series_slot_fill:
 * @study: a study to change
 * @path: as listed
 * @spec: (transfer full): what comes there
 * @multiply: what market prices are multiplied by, such as 1.19; 1 for everything else
 * @add: fees that are added to market prices, currency per kWh; 0 for everything else
 *
 * Puts a series into its place and clears what says the same in another way.
 *
 * Returns: whether there is such a place
 */
gboolean
gh_series_slot_fill (GhStudy *study, const char *path, GhSeriesSpec *spec, double multiply,
                     double add)
{
  const Slot *slot = find_slot (path);
  GhPlace place;

  if (slot != NULL)
    ensure_item (study, path);
  if (slot == NULL || !gh_place_find (&gh_study_table, study, path, TRUE, &place))
    {
      gh_series_spec_free (spec);
      return FALSE;
    }
  clear_rivals (slot, &place);
  gh_place_take_pointer (&place, place.attribute->kind == GH_KIND_PRICE
                                     ? (gpointer) new_price (spec, multiply, add)
                                     : (gpointer) spec);
  return TRUE;
}
