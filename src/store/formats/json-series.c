/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices, meter readings and emissions as web services answer them: lists of objects with a moment
 * and numbers each. What is in which member stands in one table; services that name their columns
 * or units in the data have a function. Layouts as in their public documentation: Octopus Energy
 * REST API, Tibber GraphQL, Nord Pool data portal, aWATTar, Energy-Charts, WattTime v3, Electricity
 * Maps v3, National Grid ESO carbon intensity. */
#include "formats/json-series.h"

#include <math.h>
#include <string.h>

#include "csv-time.h"
#include "errors.h"
#include "formats/json-tree.h"
#include "formats/table-builder.h"
#include "record-json.h"
#include "words.h"

#define MOST_COLUMNS 4
#define MOST_LISTS 6
#define MOST_AREAS 64
/* Unix seconds that are a year of a calendar. */
#define LAST_MOMENT 1e11

typedef struct
{
  const char *path;
  const char *unit; /* NULL: not told */
  const char *kind; /* NULL: that of the format */
} Column;

typedef struct Reading Reading;

/* @lists: paths of the lists of objects, all of which are read
 * @from: path of the moment from one object; @until (nullable): of its end
 * @first: (nullable): what an object has beside @from, where @columns does not tell
 * @open: (nullable): opens columns that the data name
 * @read: (nullable): reads a row in place of the columns */
typedef struct
{
  const char *title;
  const char *kind;
  const char *lists[MOST_LISTS];
  const char *from;
  const char *until;
  Column columns[MOST_COLUMNS];
  const char *first;
  gboolean (*open) (Reading *reading, GError **error);
  void (*read) (Reading *reading, JsonNode *item);
} Format;

/* @paths: (element-type utf8): of each column from an object
 * @areas: (element-type utf8 guint): columns that the data name, by name */
struct Reading
{
  const Format *format;
  JsonNode *root;
  GhTableBuilder *builder;
  GPtrArray *paths;
  GHashTable *areas;
  guint naive;
  guint skipped;
};

static gboolean
add_column (Reading *reading, const char *path, const char *unit, const char *kind)
{
  g_ptr_array_add (reading->paths, g_strdup (path));
  gh_table_builder_add_column (reading->builder, path, unit,
                               kind != NULL ? kind : reading->format->kind);
  return TRUE;
}

static JsonArray *
get_list (const Reading *reading, guint index)
{
  const char *path = index < MOST_LISTS ? reading->format->lists[index] : NULL;

  return path != NULL ? gh_json_tree_find_array (reading->root, path) : NULL;
}

/* The first object of the lists. */
static JsonNode *
get_first (const Reading *reading)
{
  for (guint i = 0; i < MOST_LISTS; i++)
    {
      JsonArray *list = get_list (reading, i);
      if (list != NULL && json_array_get_length (list) > 0)
        return json_array_get_element (list, 0);
    }
  return NULL;
}

static gboolean
set_unsupported (GError **error, const char *message)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED, message);
  return FALSE;
}

static gboolean
open_awattar (Reading *reading, GError **error G_GNUC_UNUSED)
{
  const char *unit = gh_json_tree_text (get_first (reading), "unit");

  return add_column (reading, "marketprice", unit, NULL);
}

static gboolean
open_tibber (Reading *reading, GError **error G_GNUC_UNUSED)
{
  const char *currency = gh_json_tree_text (get_first (reading), "currency");
  g_autofree char *unit = currency != NULL ? g_strdup_printf ("%.3s/kWh", currency) : NULL;

  add_column (reading, "total", unit, NULL);
  add_column (reading, "energy", unit, NULL);
  return add_column (reading, "tax", unit, NULL);
}

static gboolean
open_watttime (Reading *reading, GError **error)
{
  static const struct
  {
    const char *signal;
    const char *kind;
  } signals[]
      = { { "co2_moer", GH_KIND_EMISSIONS_SHORT_RUN }, { "co2_aoer", GH_KIND_EMISSIONS_AVERAGE } };
  const char *signal = gh_json_tree_text (reading->root, "meta/signal_type");
  const char *unit = gh_json_tree_text (reading->root, "meta/units");
  GhTable *table = gh_table_builder_get_table (reading->builder);
  const char *kind = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    if (g_strcmp0 (signal, signals[i].signal) == 0)
      kind = signals[i].kind;
  if (signal != NULL && kind == NULL)
    return set_unsupported (error, _ ("this signal of WattTime is no emission of CO2."));
  if (unit != NULL && strcmp (unit, "lbs_co2_per_mwh") != 0)
    return set_unsupported (error, _ ("the unit of these emissions is not known."));
  if (unit == NULL)
    gh_findings_add (table->findings, GH_SEVERITY_WARNING, "$",
                     _ ("The file does not tell the unit of its emissions; they were read as "
                        "lb/MWh, as WattTime gives them."));
  JsonArray *forecasts = gh_json_tree_find_array (reading->root, "data");
  if (g_str_has_suffix (reading->format->lists[0], "/forecast")
      && json_array_get_length (forecasts) > 1)
    gh_findings_add (table->findings, GH_SEVERITY_WARNING, "$",
                     _ ("The file holds %u forecasts; only the first was read."),
                     json_array_get_length (forecasts));
  return add_column (reading, "value", "lb/MWh", kind);
}

static gboolean
open_nord_pool (Reading *reading, GError **error)
{
  JsonNode *areas = gh_json_tree_find (get_first (reading), "entryPerArea");
  const char *currency = gh_json_tree_text (reading->root, "currency");
  g_autofree char *unit = currency != NULL ? g_strdup_printf ("%.3s/MWh", currency) : NULL;

  if (areas == NULL || !JSON_NODE_HOLDS_OBJECT (areas))
    return set_unsupported (error, _ ("it names no price areas."));
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (areas));
  guint count = 0;
  for (GList *name = names; name != NULL && count < MOST_AREAS; name = name->next, count++)
    g_hash_table_insert (reading->areas, g_strdup (name->data),
                         GUINT_TO_POINTER (gh_table_builder_add_column (
                             reading->builder, name->data, unit, reading->format->kind)));
  return TRUE;
}

static void
read_nord_pool (Reading *reading, JsonNode *item)
{
  GHashTableIter iter;
  gpointer name, column;

  g_hash_table_iter_init (&iter, reading->areas);
  while (g_hash_table_iter_next (&iter, &name, &column))
    {
      JsonNode *areas = gh_json_tree_find (item, "entryPerArea");
      JsonNode *node = areas != NULL && JSON_NODE_HOLDS_OBJECT (areas)
                           ? json_object_get_member (json_node_get_object (areas), name)
                           : NULL;
      double value;
      if (node != NULL && gh_json_node_get_number (node, &value) && isfinite (value))
        gh_table_builder_set (reading->builder, GPOINTER_TO_UINT (column), value);
    }
}

static const Format formats[] = {
  { .title = "Octopus Energy rates",
    .kind = "price",
    .lists = { "results" },
    .from = "valid_from",
    .until = "valid_to",
    .columns = { { "value_inc_vat", "p/kWh", NULL }, { "value_exc_vat", "p/kWh", NULL } } },
  { .title = "Octopus Energy consumption",
    .kind = "load",
    .lists = { "results" },
    .from = "interval_start",
    .until = "interval_end",
    .columns = { { "consumption", "kWh", NULL } } },
  { .title = "Tibber prices",
    .kind = "price",
    .lists = { "data/viewer/homes/0/currentSubscription/priceInfo/range/nodes",
               "data/viewer/homes/0/currentSubscription/priceInfo/today",
               "data/viewer/homes/0/currentSubscription/priceInfo/tomorrow",
               "data/viewer/home/currentSubscription/priceInfo/range/nodes",
               "data/viewer/home/currentSubscription/priceInfo/today",
               "data/viewer/home/currentSubscription/priceInfo/tomorrow" },
    .from = "startsAt",
    .first = "total",
    .open = open_tibber },
  { .title = "Nord Pool prices",
    .kind = "price",
    .lists = { "multiAreaEntries" },
    .from = "deliveryStart",
    .until = "deliveryEnd",
    .first = "entryPerArea",
    .open = open_nord_pool,
    .read = read_nord_pool },
  { .title = "aWATTar prices",
    .kind = "price",
    .lists = { "data" },
    .from = "start_timestamp",
    .until = "end_timestamp",
    .first = "marketprice",
    .open = open_awattar },
  { .title = "WattTime",
    .kind = "emissions",
    .lists = { "data" },
    .from = "point_time",
    .first = "value",
    .open = open_watttime },
  { .title = "WattTime",
    .kind = "emissions",
    .lists = { "data/0/forecast" },
    .from = "point_time",
    .first = "value",
    .open = open_watttime },
  { .title = "Great Britain carbon intensity",
    .kind = "emissions",
    .lists = { "data", "data/data", "data/0/data" },
    .from = "from",
    .until = "to",
    .first = "intensity",
    .columns = { { "intensity/forecast", "g/kWh", GH_KIND_EMISSIONS_AVERAGE },
                 { "intensity/actual", "g/kWh", GH_KIND_EMISSIONS_AVERAGE } } },
  { .title = "Electricity Maps",
    .kind = "emissions",
    .lists = { "forecast", "history", "data" },
    .from = "datetime",
    .columns = { { "carbonIntensity", "g/kWh", GH_KIND_EMISSIONS_AVERAGE } } },
};

/* Services pass some rates twice, for those who pay otherwise too; the ordinary ones are kept. */
static gboolean
is_other_payment (JsonNode *item)
{
  return g_strcmp0 (gh_json_tree_text (item, "payment_method"), "NON_DIRECT_DEBIT") == 0;
}

static gboolean
read_item (Reading *reading, JsonNode *item, guint number, GError **error)
{
  const Format *format = reading->format;
  gint64 from, until;
  gint32 offset, other;
  double value;

  if (is_other_payment (item))
    {
      reading->skipped++;
      return TRUE;
    }
  if (!gh_json_tree_moment (item, format->from, &from, &offset))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("record %u: “%s” is missing or no time."),
                   number, format->from);
      return FALSE;
    }
  if (format->until == NULL || !gh_json_tree_moment (item, format->until, &until, &other))
    until = from;
  reading->naive += offset == GH_CSV_NO_OFFSET;
  gh_table_builder_add_row (reading->builder, from, until, number);
  if (format->read != NULL)
    format->read (reading, item);
  for (guint i = 0; i < reading->paths->len; i++)
    if (gh_json_tree_number (item, g_ptr_array_index (reading->paths, i), &value))
      gh_table_builder_set (reading->builder, i, value);
  return TRUE;
}

static gboolean
open_columns (Reading *reading, GError **error)
{
  const Format *format = reading->format;

  if (format->open != NULL)
    return format->open (reading, error);
  for (guint i = 0; i < MOST_COLUMNS && format->columns[i].path != NULL; i++)
    add_column (reading, format->columns[i].path, format->columns[i].unit, format->columns[i].kind);
  return TRUE;
}

static void
tell (const Reading *reading)
{
  GhTable *table = gh_table_builder_get_table (reading->builder);

  if (reading->skipped > 0)
    g_ptr_array_add (
        table->repairs,
        g_strdup_printf (ngettext ("%u rate for other payment than direct debit was left out.",
                                   "%u rates for other payment than direct debit were left out.",
                                   reading->skipped),
                         reading->skipped));
  if (reading->naive > 0)
    gh_findings_add (table->findings, GH_SEVERITY_WARNING, "$",
                     _ ("The times name no offset from UTC; they were read as UTC."));
}

static GhTable *
read_lists (Reading *reading, const GhProgress *progress, GError **error)
{
  GhProgress finishing = gh_progress_part (progress, 0.5, 1.0);

  if (!open_columns (reading, error))
    return NULL;
  for (guint i = 0; i < MOST_LISTS; i++)
    {
      JsonArray *list = get_list (reading, i);
      guint count = list != NULL ? json_array_get_length (list) : 0;
      GhProgress part
          = gh_progress_part (progress, i * 0.5 / MOST_LISTS, (i + 1) * 0.5 / MOST_LISTS);
      for (guint k = 0; k < count; k++)
        if (!gh_progress_count (&part, k, count, error)
            || !read_item (reading, json_array_get_element (list, k), k + 1, error))
          return NULL;
    }
  tell (reading);
  return gh_table_builder_finish (reading->builder, NULL, &finishing, error);
}

/* Whether the first object of a list is of the format. */
static gboolean
is_format (const Format *format, JsonNode *root)
{
  Reading reading = { .format = format, .root = root };
  JsonNode *first = get_first (&reading);
  const char *member = format->first != NULL ? format->first : format->columns[0].path;

  return first != NULL && gh_json_tree_find (first, format->from) != NULL
         && gh_json_tree_find (first, member) != NULL;
}

static const Format *
find_format (JsonNode *root)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (is_format (&formats[i], root))
      return &formats[i];
  return NULL;
}

/* Energy-Charts: one array of moments, and one of prices or several of powers. */
static gboolean
is_parallel (JsonNode *root)
{
  return gh_json_tree_find_array (root, "unix_seconds") != NULL
         && (gh_json_tree_find_array (root, "price") != NULL
             || gh_json_tree_find_array (root, "production_types") != NULL);
}

static void
fill_parallel (GhTableBuilder *builder, JsonArray *list, guint row, guint column)
{
  double value;

  if (list != NULL && row < json_array_get_length (list)
      && gh_json_node_get_number (json_array_get_element (list, row), &value) && isfinite (value))
    gh_table_builder_set (builder, column, value);
}

static void
open_parallel (JsonNode *root, GhTableBuilder *builder, GPtrArray *lists)
{
  JsonArray *price = gh_json_tree_find_array (root, "price");
  JsonArray *types = gh_json_tree_find_array (root, "production_types");
  guint count = types != NULL ? json_array_get_length (types) : 0;

  if (price != NULL)
    {
      g_ptr_array_add (lists, price);
      gh_table_builder_add_column (builder, "price", gh_json_tree_text (root, "unit"), "price");
    }
  for (guint i = 0; i < MIN (count, MOST_AREAS); i++)
    {
      JsonNode *type = json_array_get_element (types, i);
      const char *name = gh_json_tree_text (type, "name");
      JsonArray *data = gh_json_tree_find_array (type, "data");
      if (name == NULL || data == NULL)
        continue;
      g_ptr_array_add (lists, data);
      /* Columns that are shares or prices are told by their names only. */
      gboolean power = g_ascii_strncasecmp (name, "Renewable share", 15) != 0;
      gh_table_builder_add_column (builder, name, power ? "MW" : NULL, NULL);
    }
}

static GhTable *
read_parallel (JsonNode *root, const GhProgress *progress, GError **error)
{
  GhProgress reading = gh_progress_part (progress, 0.0, 0.5);
  GhProgress finishing = gh_progress_part (progress, 0.5, 1.0);
  gboolean prices = gh_json_tree_find_array (root, "price") != NULL;
  g_autoptr (GhTableBuilder) builder
      = gh_table_builder_new ("Energy-Charts", prices ? "price" : NULL);
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  JsonArray *times = gh_json_tree_find_array (root, "unix_seconds");

  open_parallel (root, builder, lists);
  for (guint row = 0; row < json_array_get_length (times); row++)
    {
      double time;
      if (!gh_progress_count (&reading, row, json_array_get_length (times), error))
        return NULL;
      if (!gh_json_node_get_number (json_array_get_element (times, row), &time)
          || !(fabs (time) < LAST_MOMENT))
        {
          g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                       _ ("record %u: “%s” is missing or no time."), row + 1, "unix_seconds");
          return NULL;
        }
      gh_table_builder_add_row (builder, (gint64) time, (gint64) time, row + 1);
      for (guint i = 0; i < lists->len; i++)
        fill_parallel (builder, g_ptr_array_index (lists, i), row, i);
    }
  return gh_table_builder_finish (builder, NULL, &finishing, error);
}

/**
 * gh_json_series_matches:
 * @root: of a JSON text
 *
 * Returns: whether it is one of the answers that this file knows
 */
gboolean
gh_json_series_matches (JsonNode *root)
{
  return is_parallel (root) || find_format (root) != NULL;
}

/**
 * gh_json_series_read:
 * @root: of which gh_json_series_matches() is true
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID with the number of the record, %GH_ERROR_UNSUPPORTED,
 *   %GH_ERROR_STOPPED
 *
 * Reads the numbers; columns have the names of the members.
 *
 * Returns: (transfer full) (nullable): the table
 */
GhTable *
gh_json_series_read (JsonNode *root, const GhProgress *progress, GError **error)
{
  if (is_parallel (root))
    return read_parallel (root, progress, error);

  const Format *format = find_format (root);
  Reading reading = { .format = format,
                      .root = root,
                      .builder = gh_table_builder_new (format->title, format->kind),
                      .paths = g_ptr_array_new_with_free_func (g_free),
                      .areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  GhTable *table = read_lists (&reading, progress, error);
  gh_table_builder_free (reading.builder);
  g_ptr_array_unref (reading.paths);
  g_hash_table_unref (reading.areas);
  return table;
}
