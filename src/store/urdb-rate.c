/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of a URDB rate share: its members, tiers and hours. */
#include "urdb-rate.h"

#include <math.h>

#include "record-json.h"
#include "words.h"

/* URDB writes tiers without end as the greatest float. */
#define ENDLESS 1e30

double
gh_urdb_get_number (JsonObject *object, const char *key, double otherwise)
{
  JsonNode *node = json_object_get_member (object, key);
  double number;

  return node != NULL && gh_json_node_get_number (node, &number) ? number : otherwise;
}

const char *
gh_urdb_get_text (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

JsonArray *
gh_urdb_get_list (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

void
gh_urdb_warn (const GhUrdbReading *reading, const char *key, const char *message)
{
  g_autofree char *path = g_strconcat ("$.", key, NULL);

  gh_findings_add (reading->findings, GH_SEVERITY_WARNING, path, "%s", message);
}

void
gh_urdb_give_tariff (const GhUrdbReading *reading, const char *name)
{
  gh_urdb_give (&gh_tariff_table, reading->tariff, name);
}

/* The tiers of a period, NULL where the structure is none. */
JsonArray *
gh_urdb_get_tiers (JsonArray *structure, guint period)
{
  JsonNode *node = json_array_get_element (structure, period);
  JsonArray *tiers = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; tiers != NULL && i < json_array_get_length (tiers); i++)
    if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (tiers, i)))
      return NULL;
  return tiers != NULL && json_array_get_length (tiers) > 0 ? tiers : NULL;
}

/* A list of periods each of which has tiers; NULL for none, with a finding where it is wrong. */
JsonArray *
gh_urdb_get_structure (const GhUrdbReading *reading, const char *key)
{
  JsonArray *structure = gh_urdb_get_list (reading->rate, key);
  g_autofree char *path = g_strconcat ("$.", key, NULL);

  for (guint p = 0; structure != NULL && p < json_array_get_length (structure); p++)
    if (gh_urdb_get_tiers (structure, p) == NULL)
      {
        gh_findings_add (reading->findings, GH_SEVERITY_ERROR, path,
                         _ ("must be a list of periods, each a list of tiers"));
        return NULL;
      }
  return structure != NULL && json_array_get_length (structure) > 0 ? structure : NULL;
}

double
gh_urdb_get_price (JsonObject *tier)
{
  return gh_urdb_get_number (tier, "rate", 0.0) + gh_urdb_get_number (tier, "adj", 0.0);
}

/* Where a tier ends; NAN for the last one. */
double
gh_urdb_get_end (const GhUrdbReading *reading, const char *key, JsonArray *tiers, guint index)
{
  double end = gh_urdb_get_number (json_array_get_object_element (tiers, index), "max", INFINITY);

  if (index + 1 < json_array_get_length (tiers))
    return end;
  if (end < ENDLESS)
    gh_urdb_warn (reading, key, _ ("the last tier ends; it is taken as having no end"));
  return NAN;
}

void
gh_urdb_append (GPtrArray **list, gpointer record)
{
  if (*list == NULL)
    *list = g_ptr_array_new ();
  g_ptr_array_add (*list, record);
}

/* Hours that are all hours need not be told. */
static gboolean
is_always (const GPtrArray *windows)
{
  const GhTimeWindow *window = windows->len == 1 ? g_ptr_array_index (windows, 0) : NULL;

  return window != NULL && window->record.given == 0;
}

void
gh_urdb_free_windows (GPtrArray *windows)
{
  for (guint i = 0; i < windows->len; i++)
    gh_record_free (&gh_time_window_table, g_ptr_array_index (windows, i));
  g_ptr_array_free (windows, TRUE);
}

/* Takes windows over; none where they are all hours. */
GPtrArray *
gh_urdb_take_windows (GPtrArray *windows, const GhAttributeTable *table, gpointer record)
{
  if (is_always (windows))
    {
      gh_urdb_free_windows (windows);
      return NULL;
    }
  gh_urdb_give (table, record, "windows");
  return windows;
}
