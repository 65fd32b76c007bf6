/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "json-scan.h"
#include "study-schema.h"

static JsonNode *
parse_schema (void)
{
  g_autofree char *text = gh_study_schema ();
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_json_scan (text, strlen (text), &error));
  JsonNode *root = json_from_string (text, &error);
  g_assert_no_error (error);
  return root;
}

static JsonObject *
descend (JsonObject *object, const char *path)
{
  g_auto (GStrv) keys = g_strsplit (path, "/", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_assert_true (json_object_has_member (object, keys[i]));
      object = json_object_get_object_member (object, keys[i]);
    }
  return object;
}

static void
test_same_bytes (void)
{
  g_autofree char *first = gh_study_schema ();
  g_autofree char *second = gh_study_schema ();

  g_assert_cmpstr (first, ==, second);
}

/* Every reference leads to a definition, wherever it stands. */
static void
check_references (JsonNode *node, JsonObject *definitions)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *list = json_node_get_array (node);
      for (guint i = 0; i < json_array_get_length (list); i++)
        check_references (json_array_get_element (list, i), definitions);
      return;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;

  JsonObject *object = json_node_get_object (node);
  g_autoptr (GList) keys = json_object_get_members (object);
  for (GList *key = keys; key != NULL; key = key->next)
    if (strcmp (key->data, "$ref") == 0)
      {
        const char *reference = json_object_get_string_member (object, "$ref");
        g_assert_true (g_str_has_prefix (reference, "#/$defs/"));
        g_assert_true (json_object_has_member (definitions, reference + strlen ("#/$defs/")));
      }
    else
      check_references (json_object_get_member (object, key->data), definitions);
}

static void
test_references (void)
{
  g_autoptr (JsonNode) root = parse_schema ();

  check_references (root, descend (json_node_get_object (root), "$defs"));
}

static void
test_content (void)
{
  g_autoptr (JsonNode) node = parse_schema ();
  JsonObject *root = json_node_get_object (node);
  JsonObject *vehicle = descend (root, "$defs/vehicle");
  JsonObject *soc_max = descend (vehicle, "properties/soc_max");
  JsonObject *limit = descend (root, "$defs/connection/properties/import_limit_kw");
  JsonObject *charger = descend (root, "$defs/charger/properties");

  g_assert_cmpstr (json_object_get_string_member (root, "$schema"), ==,
                   "https://json-schema.org/draft/2020-12/schema");
  g_assert_false (json_object_get_boolean_member (root, "additionalProperties"));
  g_assert_false (json_object_get_boolean_member (vehicle, "additionalProperties"));
  g_assert_cmpstr (json_object_get_string_member (descend (root, "properties/format"), "const"), ==,
                   "gridhearth-study");
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (vehicle, "required")), ==,
                   2);
  g_assert_cmpfloat (json_object_get_double_member (soc_max, "maximum"), ==, 1);
  g_assert_cmpfloat (json_object_get_double_member (soc_max, "default"), ==, 1);
  g_assert_true (json_object_has_member (soc_max, "description"));
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (limit, "type")), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (descend (charger, "export"), "default"), ==,
                   "allowed");
  g_assert_cmpint (json_object_get_int_member (descend (charger, "charge_loss_kw"), "minItems"), ==,
                   3);
  g_assert_cmpstr (json_object_get_string_member (descend (root, "properties/load"), "$ref"), ==,
                   "#/$defs/load_series");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study-schema/same-bytes", test_same_bytes);
  g_test_add_func ("/study-schema/references", test_references);
  g_test_add_func ("/study-schema/content", test_content);
  return g_test_run ();
}
