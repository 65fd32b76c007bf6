/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parser of json-glib cannot be asked to stop. What is long is therefore given to it in pieces:
 * some elements of an array or some members of an object at a time. */
#include "formats/json-pieces.h"

#include <string.h>

#include "errors.h"
#include "json-scan.h"
#include "text-decoding.h"
#include "words.h"

/* What is parsed or skipped between two questions whether to stop. */
#define PIECE_BYTES 262144
/* With as many nodes, a hundred bytes each, and as much text 1 GiB is enough. */
#define MOST_BYTES ((gsize) 64 << 20)
#define MOST_MILLIONS 8

/* @parsed: bytes whose nodes there are
 * @polled: where the last question was asked */
typedef struct
{
  gsize length;
  gsize parsed;
  const char *polled;
  const GhProgress *progress;
} Pieces;

static JsonNode *read_value (Pieces *pieces, const char *from, const char *to, GError **error);

static gboolean
go_on (Pieces *pieces, const char *at, GError **error)
{
  pieces->polled = at;
  return gh_progress_step (pieces->progress, (double) pieces->parsed / (double) pieces->length,
                           NULL, error);
}

static const char *
skip_space (const char *at)
{
  while (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')
    at++;
  return at;
}

static const char *
skip_string (const char *at)
{
  for (at++; *at != '"'; at++)
    if (*at == '\\')
      at++;
  return at + 1;
}

/* The end of a value of valid JSON that is inside an array or object, %NULL when stopped. */
static const char *
skip_value (Pieces *pieces, const char *at, GError **error)
{
  guint depth = 0;

  do
    {
      if (at - pieces->polled >= PIECE_BYTES && !go_on (pieces, at, error))
        return NULL;
      if (*at == '"')
        {
          at = skip_string (at);
          continue;
        }
      depth += *at == '{' || *at == '[';
      depth -= *at == '}' || *at == ']';
      at++;
    }
  while (depth > 0 || strchr (",]} \t\r\n", *at) == NULL);
  return at;
}

/* The end of an element, or of a member with its name. */
static const char *
skip_entry (Pieces *pieces, const char *at, gboolean named, GError **error)
{
  if (named)
    at = skip_space (skip_space (skip_string (at)) + 1);
  return skip_value (pieces, at, error);
}

/* Parses a text between two brackets, which are put around it where there are none. */
static JsonNode *
parse (Pieces *pieces, const char *from, const char *to, const char *brackets, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GString) text = g_string_sized_new ((gsize) (to - from) + 2);
  g_autoptr (GError) inner = NULL;
  gsize bytes;

  if (*brackets != '\0')
    g_string_append_c (text, brackets[0]);
  g_string_append_len (text, from, to - from);
  if (*brackets != '\0')
    g_string_append_c (text, brackets[1]);
  g_autofree char *widened = gh_json_widen_integers (text->str, text->len, &bytes);
  if (!json_parser_load_from_data (parser, widened, (gssize) bytes, &inner))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("The JSON cannot be read: %s"),
                   inner->message);
      return NULL;
    }
  pieces->parsed += (gsize) (to - from);
  return go_on (pieces, to, error) ? json_parser_steal_root (parser) : NULL;
}

static void
move_entries (JsonNode *from, JsonNode *to)
{
  if (JSON_NODE_HOLDS_ARRAY (from))
    {
      JsonArray *array = json_node_get_array (from);
      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (json_node_get_array (to),
                                json_node_ref (json_array_get_element (array, i)));
      return;
    }
  JsonObject *object = json_node_get_object (from);
  g_autoptr (GList) names = json_object_get_members (object);
  for (GList *name = names; name != NULL; name = name->next)
    json_object_set_member (json_node_get_object (to), name->data,
                            json_node_ref (json_object_get_member (object, name->data)));
}

static gboolean
add_piece (Pieces *pieces, JsonNode *whole, const char *from, const char *to, GError **error)
{
  const char *brackets = JSON_NODE_HOLDS_ARRAY (whole) ? "[]" : "{}";
  g_autoptr (JsonNode) piece = parse (pieces, from, to, brackets, error);

  if (piece != NULL)
    move_entries (piece, whole);
  return piece != NULL;
}

/* An entry that is longer than a piece is cut up in turn. */
static gboolean
add_long_entry (Pieces *pieces, JsonNode *whole, const char *from, const char *to, GError **error)
{
  gboolean named = JSON_NODE_HOLDS_OBJECT (whole);
  const char *value = named ? skip_space (skip_space (skip_string (from)) + 1) : from;
  JsonNode *node = read_value (pieces, value, to, error);

  if (node == NULL)
    return FALSE;
  if (!named)
    {
      json_array_add_element (json_node_get_array (whole), node);
      return TRUE;
    }
  g_autoptr (JsonNode) name = parse (pieces, from, skip_string (from), "[]", error);
  if (name == NULL)
    {
      json_node_unref (node);
      return FALSE;
    }
  json_object_set_member (json_node_get_object (whole),
                          json_array_get_string_element (json_node_get_array (name), 0), node);
  return TRUE;
}

/* Reads the entries of an array or object, as many at a time as make a piece. */
static gboolean
read_entries (Pieces *pieces, JsonNode *whole, const char *from, const char *to, GError **error)
{
  gboolean named = JSON_NODE_HOLDS_OBJECT (whole);
  const char *piece = skip_space (from + 1), *stop = piece;

  for (const char *at = piece; at < to - 1;)
    {
      const char *end = skip_entry (pieces, at, named, error);
      if (end == NULL)
        return FALSE;
      if (end - piece > PIECE_BYTES && stop > piece)
        {
          if (!add_piece (pieces, whole, piece, stop, error))
            return FALSE;
          piece = at;
        }
      stop = end;
      at = skip_space (end);
      at = *at == ',' ? skip_space (at + 1) : to;
      if (stop - piece <= PIECE_BYTES)
        continue;
      if (!add_long_entry (pieces, whole, piece, stop, error))
        return FALSE;
      piece = stop = at;
    }
  return stop == piece || add_piece (pieces, whole, piece, stop, error);
}

static JsonNode *
read_value (Pieces *pieces, const char *from, const char *to, GError **error)
{
  if (to - from <= PIECE_BYTES || (*from != '[' && *from != '{'))
    return parse (pieces, from, to, "", error);

  JsonNode *whole = json_node_alloc ();
  if (*from == '[')
    json_node_take_array (json_node_init (whole, JSON_NODE_ARRAY), json_array_new ());
  else
    json_node_take_object (json_node_init (whole, JSON_NODE_OBJECT), json_object_new ());
  if (read_entries (pieces, whole, from, to, error))
    return whole;
  json_node_unref (whole);
  return NULL;
}

/* Whether the nodes of a text fit in the memory that an import may take. */
static gboolean
check_size (const char *text, gsize length, const GhProgress *progress, GError **error)
{
  gsize values;

  if (length > MOST_BYTES)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("it is larger than %u MiB, the most that is read of JSON."),
                   (guint) (MOST_BYTES >> 20));
      return FALSE;
    }
  if (!gh_text_count (text, length, ",[{", &values, progress, error))
    return FALSE;
  if (values <= MOST_MILLIONS * 1000000)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("it has more than %d million values, the most that is read of JSON."),
               MOST_MILLIONS);
  return FALSE;
}

/**
 * gh_json_pieces_read:
 * @text: (array length=length): UTF-8
 * @length: in bytes
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID with line and column, or where @text is too large; %GH_ERROR_STOPPED
 *
 * Checks that a text is strict JSON and reads it, in time and memory in proportion to @length.
 *
 * Returns: (transfer full) (nullable): its root
 */
JsonNode *
gh_json_pieces_read (const char *text, gsize length, const GhProgress *progress, GError **error)
{
  GhProgress counting = gh_progress_part (progress, 0.0, 0.1);
  GhProgress scanning = gh_progress_part (progress, 0.1, 0.4);
  GhProgress parsing = gh_progress_part (progress, 0.4, 1.0);
  Pieces pieces = { .length = MAX (length, 1), .progress = &parsing };

  if (!check_size (text, length, &counting, error))
    return NULL;
  if (!gh_json_scan_told (text, length, &scanning, error))
    return NULL;
  /* Valid JSON ends with its value and blanks, which need not be terminated. */
  const char *from = text, *to = text + length;
  while (g_ascii_isspace (*from))
    from++;
  while (g_ascii_isspace (to[-1]))
    to--;
  pieces.polled = from;
  return read_value (&pieces, from, to, error);
}
