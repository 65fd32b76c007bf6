/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/json-tree.h"

#include <math.h>
#include <string.h>

#include "csv-time.h"
#include "formats/json-pieces.h"
#include "record-json.h"

/* Moments in numbers: seconds, and from here on milliseconds. */
#define LAST_SECOND 1e11
#define LAST_MILLISECOND 1e14

/**
 * gh_json_tree_read:
 * @text: (array length=length): UTF-8
 * @length: in bytes
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID with line and column, %GH_ERROR_STOPPED
 *
 * Reads strict JSON; of JSON inside a JSON string, as some programs save it, the inner one.
 *
 * Returns: (transfer full) (nullable): its root
 */
JsonNode *
gh_json_tree_read (const char *text, gsize length, const GhProgress *progress, GError **error)
{
  GhProgress outer = gh_progress_part (progress, 0.0, 0.5);
  GhProgress inside = gh_progress_part (progress, 0.5, 1.0);
  g_autoptr (JsonNode) root = gh_json_pieces_read (text, length, &outer, error);

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (root) || json_node_get_value_type (root) != G_TYPE_STRING)
    return g_steal_pointer (&root);
  const char *inner = json_node_get_string (root);
  return gh_json_pieces_read (inner, strlen (inner), &inside, error);
}

/* The member of an object, or the element of an array by its number. */
static JsonNode *
step_down (JsonNode *node, const char *name)
{
  guint64 index;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), name);
  if (!JSON_NODE_HOLDS_ARRAY (node)
      || !g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT32, &index, NULL)
      || index >= json_array_get_length (json_node_get_array (node)))
    return NULL;
  return json_array_get_element (json_node_get_array (node), (guint) index);
}

/**
 * gh_json_tree_find:
 * @root: (nullable): any node
 * @path: names of members, or numbers of elements, with "/" between
 *
 * Returns: (transfer none) (nullable): the node below it by that path
 */
JsonNode *
gh_json_tree_find (JsonNode *root, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);

  for (char **name = names; *name != NULL && root != NULL; name++)
    root = step_down (root, *name);
  return root;
}

/**
 * gh_json_tree_find_array:
 * @root: (nullable): any node
 * @path: as of gh_json_tree_find()
 *
 * Returns: (transfer none) (nullable): the array at that path
 */
JsonArray *
gh_json_tree_find_array (JsonNode *root, const char *path)
{
  JsonNode *node = gh_json_tree_find (root, path);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * gh_json_tree_text:
 * @root: (nullable): any node
 * @path: as of gh_json_tree_find()
 *
 * Returns: (transfer none) (nullable): the string at that path
 */
const char *
gh_json_tree_text (JsonNode *root, const char *path)
{
  JsonNode *node = gh_json_tree_find (root, path);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/**
 * gh_json_tree_number:
 * @root: (nullable): any node
 * @path: as of gh_json_tree_find()
 * @number: (out): the number
 *
 * Returns: whether there is a finite number
 */
gboolean
gh_json_tree_number (JsonNode *root, const char *path, double *number)
{
  JsonNode *node = gh_json_tree_find (root, path);

  return node != NULL && gh_json_node_get_number (node, number) && isfinite (*number);
}

/**
 * gh_json_tree_moment:
 * @root: (nullable): any node
 * @path: as of gh_json_tree_find()
 * @unix_time: (out): seconds since 1970-01-01 UTC; of a time without offset as if it were UTC
 * @offset: (out): as the text names it in seconds, %GH_CSV_NO_OFFSET when it does not
 *
 * Returns: whether there is a time as text, or Unix seconds or milliseconds
 */
gboolean
gh_json_tree_moment (JsonNode *root, const char *path, gint64 *unix_time, gint32 *offset)
{
  const char *text = gh_json_tree_text (root, path);
  GhCsvTime time;
  double number;

  *offset = 0;
  if (gh_json_tree_number (root, path, &number))
    {
      if (!(fabs (number) < LAST_MILLISECOND))
        return FALSE;
      *unix_time = (gint64) (fabs (number) < LAST_SECOND ? number : number / 1000.0);
      return TRUE;
    }
  if (text == NULL || !gh_csv_time_parse (text, strlen (text), &time)
      || !(time.flags & GH_CSV_HAS_DATE) || time.flags & GH_CSV_EITHER_ORDER)
    return FALSE;
  *offset = time.offset;
  *unix_time = gh_csv_time_to_local (&time) - (time.offset != GH_CSV_NO_OFFSET ? time.offset : 0);
  return TRUE;
}
