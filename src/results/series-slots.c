/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which quantities of a study can be filled with measured numbers, and what has to make room for
 * them, because a study may say a thing in one way only. */
#include "series-slots.h"

#include <string.h>

#include "record-path.h"
#include "words.h"

/* @parent: (nullable): key of what has it: "tariff"
 * @in_list: whether @parent is a list, of which each item has one
 * @name: of the attribute; behind a dot where it belongs to an object of the parent
 * @kind: what a table has to hold to fill it, as imports tell it
 * @rivals: siblings that say the same in another way */
typedef struct
{
  const char *parent;
  gboolean in_list;
  const char *name;
  const char *kind;
  const char *rivals[3];
} Slot;

static const Slot slots[] = {
  { NULL, FALSE, "load", "load", { NULL } },
  { "solar", TRUE, "output_kw", "solar", { "peak_kw", NULL } },
  { "tariff", FALSE, "import_price", "price", { NULL } },
  { "tariff", FALSE, "export_price", "price", { NULL } },
  { "tariff", FALSE, "store_export_price", "price", { NULL } },
  { "tariff", FALSE, "export_price_later", "price", { NULL } },
  { "emissions", FALSE, "marginal_g_per_kwh", "emissions", { NULL } },
  { "emissions", FALSE, "long_run_marginal_g_per_kwh", "emissions", { NULL } },
  { "emissions", FALSE, "average_g_per_kwh", "emissions", { NULL } },
  { "weather", FALSE, "ghi_w_m2", "weather", { "clear_sky", "file", NULL } },
  { "weather", FALSE, "dni_w_m2", "weather", { "clear_sky", "file", NULL } },
  { "weather", FALSE, "dhi_w_m2", "weather", { "clear_sky", "file", NULL } },
  { "weather", FALSE, "temperature_c", "weather", { "clear_sky", "file", NULL } },
  { "weather", FALSE, "wind_m_s", "weather", { "clear_sky", "file", NULL } },
  { "weather", FALSE, "albedo", "weather", { NULL } },
  { "vehicles", TRUE, "plugged", "table", { "trips", NULL } },
  { "vehicles", TRUE, "drive_kw", "table", { "trips", NULL } },
  { "vehicles", TRUE, "pack.ambient_c", "table", { NULL } },
  { "resilience", FALSE, "essential_kw", "load", { NULL } },
  { "operation", FALSE, "load_forecast_kw", "table", { NULL } },
  { "operation", FALSE, "solar_forecast_kw", "table", { NULL } },
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

static char *
format_path (const Slot *slot, guint index)
{
  if (slot->parent == NULL)
    return g_strdup_printf ("$.%s", slot->name);
  if (slot->in_list)
    return g_strdup_printf ("$.%s[%u].%s", slot->parent, index, slot->name);
  return g_strdup_printf ("$.%s.%s", slot->parent, slot->name);
}

/* @index gets the item of the list that the path leads into. */
static const Slot *
find_slot (const char *path, guint *index)
{
  const char *bracket = strchr (path, '[');

  *index = bracket != NULL ? (guint) MIN (g_ascii_strtoull (bracket + 1, NULL, 10), G_MAXINT) : 0;
  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autofree char *own = format_path (&slots[i], *index);
      if (g_str_equal (own, path))
        return &slots[i];
    }
  return NULL;
}

static const GhAttributeTable *
find_table (const Slot *slot)
{
  return slot->parent == NULL
             ? &gh_study_table
             : gh_attribute_table_find (&gh_study_table, slot->parent, NULL)->table;
}

static GPtrArray *
get_items (const GhStudy *study, const Slot *slot)
{
  const GhAttribute *list = gh_attribute_table_find (&gh_study_table, slot->parent, NULL);

  return *(GPtrArray *const *) gh_attribute_field_const (list, study);
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

  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      const Slot *slot = &slots[i];
      GPtrArray *items = slot->in_list ? get_items (study, slot) : NULL;
      guint count = items != NULL ? items->len : 0;
      if (!slot->in_list || (count == 0 && g_str_equal (slot->parent, "solar")))
        count = 1;
      for (guint k = 0; k < count && (kind == NULL || g_str_equal (kind, slot->kind)); k++)
        {
          g_autofree char *path = format_path (slot, k);
          g_strv_builder_add (paths, path);
        }
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
  guint index;
  const Slot *slot = find_slot (path, &index);

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
  guint index;
  const Slot *slot = find_slot (path, &index);

  if (slot == NULL)
    return NULL;
  g_auto (GStrv) names = g_strsplit (slot->name, ".", -1);
  const GhAttributeTable *table = find_table (slot);
  const GhAttribute *attribute = NULL;
  for (char **name = names; *name != NULL; name++)
    {
      attribute = gh_attribute_table_find (table, *name, NULL);
      table = attribute->table;
    }
  return attribute;
}

/* What an item of a list is called; %NULL where it has no name. */
static const char *
get_item_name (const GhStudy *study, const Slot *slot, guint index)
{
  GPtrArray *items = get_items (study, slot);
  const GhAttribute *name = gh_attribute_table_find (find_table (slot), "name", NULL);

  if (items == NULL || index >= items->len)
    return NULL;
  return *(char *const *) gh_attribute_field_const (name, g_ptr_array_index (items, index));
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
  guint index;
  const Slot *slot = find_slot (path, &index);
  const GhAttribute *attribute = gh_series_slot_find_attribute (path);

  g_return_val_if_fail (slot != NULL, NULL);
  const char *item = slot->in_list ? get_item_name (study, slot, index) : NULL;
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
ensure_item (GhStudy *study, const Slot *slot)
{
  guint index;

  if (get_items (study, slot) != NULL && get_items (study, slot)->len > 0)
    return;
  const GhAttribute *list = gh_attribute_table_find (&gh_study_table, slot->parent, &index);
  GPtrArray **items = gh_attribute_field (list, study);
  if (*items == NULL)
    *items = g_ptr_array_new ();
  g_ptr_array_add (*items, gh_record_new (list->table));
  gh_record_set_given (&gh_study_table, study, index);
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
  guint index;
  const Slot *slot = find_slot (path, &index);
  GhPlace place;

  if (slot != NULL && slot->in_list && g_str_equal (slot->parent, "solar") && index == 0)
    ensure_item (study, slot);
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
