/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "formats/json-tree.h"
#include "record-json.h"
#include "words.h"

/* Reads one number a step; the first bad one is reported and ends it. */
static GhSeriesSpec *
read_values (GhRecordReader *reader, const GhAttribute *attribute, JsonArray *list)
{
  guint count = json_array_get_length (list);

  if (count == 0)
    {
      gh_record_reader_report (reader, GH_SEVERITY_ERROR, _ ("must have at least one number"));
      return NULL;
    }

  g_autofree double *values = g_new (double, count);
  for (guint i = 0; i < count; i++)
    {
      gsize mark = gh_record_reader_enter_index (reader, i);
      gboolean good
          = gh_number_read (reader, attribute, json_array_get_element (list, i), &values[i]);
      gh_record_reader_leave (reader, mark);
      if (!good)
        return NULL;
    }

  g_autoptr (GhSeries) series = gh_series_new_take (g_steal_pointer (&values), count);
  GhSeriesSpec *spec = g_new0 (GhSeriesSpec, 1);
  spec->form = GH_SERIES_VALUES;
  spec->values = gh_series_ref (series);
  return spec;
}

/* A whole number that may be absent, as it is in older libraries. */
static int
read_count (JsonObject *object, const char *key, int most)
{
  double number;

  return json_object_has_member (object, key)
                 && gh_json_node_get_number (json_object_get_member (object, key), &number)
             ? (int) CLAMP (number, 0, most)
             : 0;
}

static const char *
read_text (JsonNode *origin, const char *name)
{
  const char *text = gh_json_tree_text (origin, name);

  return text != NULL ? text : "";
}

/* When and how the file was read; older libraries do not tell. */
static GhSeriesOrigin *
read_file_origin (JsonObject *object)
{
  JsonNode *origin = json_object_get_member (object, "origin");
  JsonArray *repairs = gh_json_tree_find_array (origin, "repairs");
  JsonNode *assumed = gh_json_tree_find (origin, "unit_assumed");
  g_autoptr (GPtrArray) told = g_ptr_array_new ();
  double rows = 0.0;
  gint64 imported = 0;
  gint32 offset;

  if (origin == NULL || gh_json_tree_text (origin, "sha256") == NULL)
    return NULL;
  gh_json_tree_number (origin, "rows", &rows);
  gh_json_tree_moment (origin, "imported", &imported, &offset);
  for (guint i = 0; repairs != NULL && i < json_array_get_length (repairs); i++)
    {
      const char *sentence = gh_json_tree_text (json_array_get_element (repairs, i), "");
      if (sentence != NULL)
        g_ptr_array_add (told, (gpointer) sentence);
    }
  g_ptr_array_add (told, NULL);
  return gh_series_origin_new (
      read_text (origin, "sha256"), gh_json_tree_text (origin, "format"),
      read_text (origin, "unit"),
      assumed != NULL && JSON_NODE_HOLDS_VALUE (assumed) && json_node_get_boolean (assumed),
      (gint64) CLAMP (rows, 0.0, 1e12), imported, (const char *const *) told->pdata);
}

/* What was measured and when, beside the numbers that were read from a file. */
static void
read_origin (GhRecordReader *reader, JsonObject *object, GhSeriesSpec *spec)
{
  JsonNode *from = json_object_get_member (object, "from");

  if (from == NULL || !JSON_NODE_HOLDS_OBJECT (from))
    return;
  spec->file = gh_record_new_from_node (reader, &gh_series_file_table, from);
  if (spec->file == NULL)
    return;
  spec->form = GH_SERIES_FILE;
  spec->resolved = g_steal_pointer (&spec->values);
  spec->data_year = read_count (object, "data_year", 9999);
  spec->data_step_seconds = read_count (object, "data_step_seconds", 86400);
  spec->data_filled = read_count (object, "data_filled", G_MAXINT);
  spec->origin = read_file_origin (object);
}

/* Numbers that are kept elsewhere. */
static GhSeriesSpec *
read_stored (GhRecordReader *reader, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "stored");
  g_autoptr (GError) error = NULL;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      gh_record_reader_report_type (reader, _ ("text"), node);
      return NULL;
    }
  GhSeries *values
      = reader->series->load (json_node_get_string (node), reader->series->data, &error);
  if (values == NULL)
    {
      gh_record_reader_report (reader, GH_SEVERITY_ERROR, "%s", error->message);
      return NULL;
    }
  GhSeriesSpec *spec = gh_series_spec_new_values (values);
  read_origin (reader, object, spec);
  return spec;
}

/* A column of a file, or a yearly sum with a shape, which only loads may have. */
static GhSeriesSpec *
read_series_object (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);
  gboolean is_shape = !json_object_has_member (object, "file")
                      && (json_object_has_member (object, "annual_kwh")
                          || json_object_has_member (object, "shape"));

  if (reader->series != NULL && json_object_has_member (object, "stored"))
    return read_stored (reader, object);
  if (is_shape && strcmp (attribute->name, "load") != 0)
    {
      gh_record_reader_report (reader, GH_SEVERITY_ERROR,
                               _ ("only the load can be a yearly sum with a shape"));
      return NULL;
    }

  GhSeriesSpec *spec = g_new0 (GhSeriesSpec, 1);
  spec->form = is_shape ? GH_SERIES_SHAPE : GH_SERIES_FILE;
  if (is_shape)
    spec->shape = gh_record_new_from_node (reader, &gh_load_shape_table, node);
  else
    spec->file = gh_record_new_from_node (reader, &gh_series_file_table, node);
  return spec;
}

/**
 * gh_series_spec_read:
 * @reader: a reader at the node's path
 * @attribute: the attribute that holds the series: its range counts for every number
 * @node: any node
 *
 * Reads a SERIES of the study format: a number, a list of numbers, a column of a file or,
 * for the attribute "load", a yearly sum with a shape.
 *
 * Returns: (transfer full) (nullable): the series; %NULL with a finding
 */
GhSeriesSpec *
gh_series_spec_read (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node)
{
  double number;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return read_values (reader, attribute, json_node_get_array (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    return read_series_object (reader, attribute, node);
  if (!gh_json_node_get_number (node, &number))
    {
      gh_record_reader_report_type (reader, _ ("a number, a list of numbers or an object"), node);
      return NULL;
    }
  if (!gh_number_read (reader, attribute, node, &number))
    return NULL;
  GhSeriesSpec *spec = g_new0 (GhSeriesSpec, 1);
  spec->form = GH_SERIES_NUMBER;
  spec->number = number;
  return spec;
}

static gboolean
has_any (JsonObject *object, const char *const *keys)
{
  for (; *keys != NULL; keys++)
    if (json_object_has_member (object, *keys))
      return TRUE;
  return FALSE;
}

/**
 * gh_price_spec_read:
 * @reader: a reader at the node's path
 * @attribute: the attribute that holds the price: its range counts for plain series
 * @node: any node
 *
 * Reads a PRICE of the study format: a SERIES, a series with tax and fees, or a price by
 * wall clock. Which of them an object is meant to be follows from its keys.
 *
 * Returns: (transfer full) (nullable): the price; %NULL with a finding
 */
GhPriceSpec *
gh_price_spec_read (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node)
{
  static const char *const market_keys[] = { "series", "multiply", "add", NULL };
  static const char *const period_keys[] = { "default", "periods", NULL };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GhPriceSpec) price = g_new0 (GhPriceSpec, 1);

  if (object != NULL && has_any (object, market_keys))
    price->market = gh_record_new_from_node (reader, &gh_market_price_table, node);
  else if (object != NULL && has_any (object, period_keys))
    price->periods = gh_record_new_from_node (reader, &gh_period_price_table, node);
  else
    price->series = gh_series_spec_read (reader, attribute, node);
  if (price->market == NULL && price->periods == NULL && price->series == NULL)
    return NULL;
  return g_steal_pointer (&price);
}
