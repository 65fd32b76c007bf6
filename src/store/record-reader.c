/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record-reader.h"

#include "record-path.h"
#include "words.h"

/* Beyond this many findings a person is not helped by more. */
#define REPORTED_MAX 1000
/* Longer keys and texts are cut in messages. */
#define SHOWN_CHARACTERS 40

/**
 * gh_record_reader_report:
 * @reader: a reader
 * @severity: error or warning
 * @format: printf format of the sentence
 * @...: its arguments
 *
 * Adds a finding at the reader's path. After a thousand of them it says so once and
 * drops the others. Errors of a record that keeps what cannot be taken are left to
 * gh_record_reader_keep().
 */
void
gh_record_reader_report (GhRecordReader *reader, GhSeverity severity, const char *format, ...)
{
  va_list arguments;

  if (reader->cells != NULL && severity == GH_SEVERITY_ERROR)
    {
      reader->open++;
      return;
    }
  if (reader->reported > REPORTED_MAX)
    return;
  if (reader->reported++ == REPORTED_MAX)
    {
      gh_findings_add (reader->findings, GH_SEVERITY_ERROR, "$", "%s",
                       _ ("there are more findings, which are not shown"));
      return;
    }
  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gh_findings_add (reader->findings, severity, reader->path->str, "%s", message);
}

static void
set_text (const GhAttributeTable *table, gpointer cell, const char *path, const char *text)
{
  GhPlace place;

  if (gh_place_find (table, cell, path, FALSE, &place))
    gh_place_set_text (&place, text);
}

/**
 * gh_record_reader_keep:
 * @reader: a reader in a record that keeps what cannot be taken
 * @node: (nullable): what is at its path; %NULL where something that is needed is missing
 *
 * Keeps what was given, as it was typed, under its path in the record.
 */
void
gh_record_reader_keep (GhRecordReader *reader, JsonNode *node)
{
  gpointer cell = gh_record_new (reader->cell_table);
  g_autofree char *text = NULL;

  if (node == NULL)
    text = g_strdup ("");
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_dup_string (node);
  else
    text = json_to_string (node, FALSE);
  set_text (reader->cell_table, cell, "$.column", reader->path->str + reader->row + 1);
  set_text (reader->cell_table, cell, "$.text", text);
  g_ptr_array_add (reader->cells, cell);
  reader->open = 0;
}

static const char *
get_text (const GhAttributeTable *table, gpointer cell, const char *path)
{
  GhPlace place;

  return gh_place_find (table, cell, path, FALSE, &place)
             ? *(char *const *) gh_attribute_field_const (place.attribute, place.record)
             : NULL;
}

/**
 * gh_record_reader_join_cells:
 * @reader: a reader that has kept cells
 * @list: (inout): those that were kept before
 *
 * Moves the cells into the list. Of two for one attribute the newer counts, unless it only tells
 * that something is missing.
 */
void
gh_record_reader_join_cells (GhRecordReader *reader, GPtrArray *list)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const char *column = get_text (reader->cell_table, g_ptr_array_index (list, i), "$.column");
      if (column != NULL)
        g_hash_table_insert (places, g_strdup (column), GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < reader->cells->len; i++)
    {
      gpointer cell = g_ptr_array_index (reader->cells, i);
      const char *column = get_text (reader->cell_table, cell, "$.column");
      gpointer dropped = NULL, before;

      if (!g_hash_table_lookup_extended (places, column, NULL, &before))
        g_ptr_array_add (list, cell);
      else if (*get_text (reader->cell_table, cell, "$.text") == '\0')
        dropped = cell;
      else
        {
          dropped = g_ptr_array_index (list, GPOINTER_TO_UINT (before));
          list->pdata[GPOINTER_TO_UINT (before)] = cell;
        }
      gh_record_free (reader->cell_table, dropped);
    }
  g_ptr_array_set_size (reader->cells, 0);
}

/**
 * gh_record_reader_show_text:
 * @text: UTF-8 text of a file
 *
 * Makes text fit to be quoted in a message: printable and at most 40 characters.
 *
 * Returns: (transfer full): the text to be shown
 */
char *
gh_record_reader_show_text (const char *text)
{
  GString *shown = g_string_new (NULL);
  const char *at = text;

  for (int i = 0; i < SHOWN_CHARACTERS && *at != '\0'; i++, at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      g_string_append_unichar (shown, g_unichar_isprint (character) ? character : 0xfffd);
    }
  if (*at != '\0')
    g_string_append (shown, "…");
  return g_string_free (shown, FALSE);
}

static const char *
name_node_type (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return _ ("an object");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return _ ("a list");
  if (JSON_NODE_HOLDS_NULL (node))
    return _ ("null");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return _ ("text");
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return _ ("true or false");
  return _ ("a number");
}

/**
 * gh_record_reader_report_type:
 * @reader: a reader
 * @wanted: what is wanted, translated: "a number"
 * @node: what is there instead
 *
 * Reports that a value is of the wrong type.
 */
void
gh_record_reader_report_type (GhRecordReader *reader, const char *wanted, JsonNode *node)
{
  gh_record_reader_report (reader, GH_SEVERITY_ERROR, _ ("must be %s, not %s"), wanted,
                           name_node_type (node));
}

/**
 * gh_record_reader_enter_key:
 * @reader: a reader
 * @key: a key of an attribute table
 *
 * Appends a key to the path.
 *
 * Returns: what gh_record_reader_leave() needs
 */
gsize
gh_record_reader_enter_key (GhRecordReader *reader, const char *key)
{
  gsize mark = reader->path->len;

  g_string_append_c (reader->path, '.');
  g_string_append (reader->path, key);
  return mark;
}

/**
 * gh_record_reader_enter_index:
 * @reader: a reader
 * @index: of an element, from 0
 *
 * Appends an index to the path.
 *
 * Returns: what gh_record_reader_leave() needs
 */
gsize
gh_record_reader_enter_index (GhRecordReader *reader, guint index)
{
  gsize mark = reader->path->len;

  g_string_append_printf (reader->path, "[%u]", index);
  return mark;
}

/**
 * gh_record_reader_leave:
 * @reader: a reader
 * @mark: what entering returned
 *
 * Takes the path back to where it was.
 */
void
gh_record_reader_leave (GhRecordReader *reader, gsize mark)
{
  g_string_truncate (reader->path, mark);
}
