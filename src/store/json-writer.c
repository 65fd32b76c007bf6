/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-writer.h"

#include <float.h>
#include <math.h>

struct _GhJsonWriter
{
  GString *text;
  GString *closers; /* one closing bracket a level */
  gboolean empty;   /* whether the innermost level has no member yet */
};

/**
 * gh_number_to_text:
 * @value: a finite number
 * @buffer: where to write
 *
 * Writes a number as the shortest decimal that reads back as the same double, whatever
 * the locale; -0 becomes 0.
 *
 * Returns: @buffer
 */
const char *
gh_number_to_text (double value, char buffer[GH_NUMBER_TEXT_SIZE])
{
  /* Subnormal numbers have fewer than 15 significant digits. */
  int precision = fabs (value) < DBL_MIN ? 1 : 15;

  if (fpclassify (value) == FP_ZERO)
    value = 0;
  for (; precision <= 17; precision++)
    {
      char format[8];
      g_snprintf (format, sizeof format, "%%.%dg", precision);
      g_ascii_formatd (buffer, GH_NUMBER_TEXT_SIZE, format, value);
      double back = g_ascii_strtod (buffer, NULL);
      if (back >= value && back <= value)
        break;
    }
  return buffer;
}

/**
 * gh_json_writer_new:
 *
 * Returns: (transfer full): a writer with nothing written
 */
GhJsonWriter *
gh_json_writer_new (void)
{
  GhJsonWriter *writer = g_new0 (GhJsonWriter, 1);

  writer->text = g_string_new (NULL);
  writer->closers = g_string_new (NULL);
  writer->empty = TRUE;
  return writer;
}

/**
 * gh_json_writer_free:
 * @writer: (transfer full) (nullable): a writer
 *
 * Frees the writer and what it has written.
 */
void
gh_json_writer_free (GhJsonWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->text != NULL)
    g_string_free (writer->text, TRUE);
  g_string_free (writer->closers, TRUE);
  g_free (writer);
}

/**
 * gh_json_writer_finish:
 * @writer: a writer whose objects and arrays are all ended; only to be freed afterwards
 *
 * Returns: (transfer full): the text, with a line feed at its end
 */
char *
gh_json_writer_finish (GhJsonWriter *writer)
{
  g_return_val_if_fail (writer->text != NULL && writer->closers->len == 0, NULL);

  g_string_append_c (writer->text, '\n');
  return g_string_free (g_steal_pointer (&writer->text), FALSE);
}

static void
break_line (GhJsonWriter *writer)
{
  g_string_append_c (writer->text, '\n');
  for (gsize i = 0; i < writer->closers->len; i++)
    g_string_append (writer->text, "  ");
}

static void
append_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *at = value; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (text, "\\%c", *at);
    else if (*at == '\n')
      g_string_append (text, "\\n");
    else if (*at == '\t')
      g_string_append (text, "\\t");
    else if ((guchar) *at < 0x20)
      g_string_append_printf (text, "\\u%04x", (guint) (guchar) *at);
    else
      g_string_append_c (text, *at);
  g_string_append_c (text, '"');
}

/* Everything before a value: comma, new line and key. */
static void
begin_member (GhJsonWriter *writer, const char *key)
{
  if (!writer->empty)
    g_string_append_c (writer->text, ',');
  if (writer->closers->len > 0)
    break_line (writer);
  writer->empty = FALSE;
  if (key == NULL)
    return;
  append_quoted (writer->text, key);
  g_string_append (writer->text, ": ");
}

static void
begin_level (GhJsonWriter *writer, const char *key, char opener, char closer)
{
  begin_member (writer, key);
  g_string_append_c (writer->text, opener);
  g_string_append_c (writer->closers, closer);
  writer->empty = TRUE;
}

/**
 * gh_json_writer_begin_object:
 * @writer: a writer
 * @key: (nullable): its key in the object around it; %NULL in an array and outermost
 *
 * Begins an object, up to gh_json_writer_end().
 */
void
gh_json_writer_begin_object (GhJsonWriter *writer, const char *key)
{
  begin_level (writer, key, '{', '}');
}

/**
 * gh_json_writer_begin_array:
 * @writer: a writer
 * @key: (nullable): its key in the object around it
 *
 * Begins an array, up to gh_json_writer_end().
 */
void
gh_json_writer_begin_array (GhJsonWriter *writer, const char *key)
{
  begin_level (writer, key, '[', ']');
}

/**
 * gh_json_writer_end:
 * @writer: a writer
 *
 * Ends the innermost object or array.
 */
void
gh_json_writer_end (GhJsonWriter *writer)
{
  g_return_if_fail (writer->closers->len > 0);

  char closer = writer->closers->str[writer->closers->len - 1];
  g_string_truncate (writer->closers, writer->closers->len - 1);
  if (!writer->empty)
    break_line (writer);
  g_string_append_c (writer->text, closer);
  writer->empty = FALSE;
}

/**
 * gh_json_writer_text:
 * @writer: a writer
 * @key: (nullable): its key in the object around it
 * @value: UTF-8 text
 *
 * Writes a text, escaped as far as JSON demands.
 */
void
gh_json_writer_text (GhJsonWriter *writer, const char *key, const char *value)
{
  begin_member (writer, key);
  append_quoted (writer->text, value);
}

/**
 * gh_json_writer_number:
 * @writer: a writer
 * @key: (nullable): its key in the object around it
 * @value: a number
 *
 * Writes a number; what is not finite, for which JSON has no word, becomes null.
 */
void
gh_json_writer_number (GhJsonWriter *writer, const char *key, double value)
{
  char buffer[GH_NUMBER_TEXT_SIZE];

  begin_member (writer, key);
  g_string_append (writer->text, isfinite (value) ? gh_number_to_text (value, buffer) : "null");
}

/**
 * gh_json_writer_numbers:
 * @writer: a writer
 * @key: (nullable): its key in the object around it
 * @values: (array length=count): numbers; what is not finite becomes null
 * @count: how many
 *
 * Writes an array of numbers on one line.
 */
void
gh_json_writer_numbers (GhJsonWriter *writer, const char *key, const double *values, gsize count)
{
  char buffer[GH_NUMBER_TEXT_SIZE];

  begin_member (writer, key);
  g_string_append_c (writer->text, '[');
  for (gsize i = 0; i < count; i++)
    {
      if (i > 0)
        g_string_append (writer->text, ", ");
      g_string_append (writer->text,
                       isfinite (values[i]) ? gh_number_to_text (values[i], buffer) : "null");
    }
  g_string_append_c (writer->text, ']');
}

/**
 * gh_json_writer_integer:
 * @writer: a writer
 * @key: (nullable): its key in the object around it
 * @value: a whole number
 *
 * Writes a whole number with all its digits.
 */
void
gh_json_writer_integer (GhJsonWriter *writer, const char *key, gint64 value)
{
  begin_member (writer, key);
  g_string_append_printf (writer->text, "%" G_GINT64_FORMAT, value);
}

/**
 * gh_json_writer_boolean:
 * @writer: a writer
 * @key: (nullable): its key in the object around it
 * @value: true or false
 *
 * Writes true or false.
 */
void
gh_json_writer_boolean (GhJsonWriter *writer, const char *key, gboolean value)
{
  begin_member (writer, key);
  g_string_append (writer->text, value ? "true" : "false");
}

/**
 * gh_json_writer_null:
 * @writer: a writer
 * @key: (nullable): its key in the object around it
 *
 * Writes null.
 */
void
gh_json_writer_null (GhJsonWriter *writer, const char *key)
{
  begin_member (writer, key);
  g_string_append (writer->text, "null");
}
