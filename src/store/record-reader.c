/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record-reader.h"

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
 * drops the others.
 */
void
gh_record_reader_report (GhRecordReader *reader, GhSeverity severity, const char *format, ...)
{
  va_list arguments;

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
