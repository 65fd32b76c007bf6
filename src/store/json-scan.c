/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-scan.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "words.h"

/* Text between two questions whether to stop. */
#define BYTES_PER_POLL 262144

/* What may come next. */
typedef enum
{
  EXPECT_VALUE,
  EXPECT_VALUE_OR_END, /* after [ */
  EXPECT_KEY_OR_END,   /* after { */
  EXPECT_KEY,          /* after , in an object */
  EXPECT_COMMA_OR_END,
  EXPECT_NOTHING /* after the whole */
} Expect;

typedef struct
{
  const char *text;
  const char *end;
  const char *at;
  Expect expect;
  guint depth;
  GHashTable *keys[GH_JSON_DEPTH_MAX]; /* (element-type utf8): of an object; NULL in an array */
  GString *word;                       /* the string or number read last */
  const GhProgress *progress;
  const char *polled; /* where the caller was asked whether to stop */
  GError **error;
} Scan;

/* Reports what is wrong at a place in the text; columns count characters. */
static gboolean
refuse (Scan *scan, const char *where, const char *message)
{
  guint line = 1;
  guint column = 1;

  for (const char *at = scan->text; at < where; at++)
    if (*at == '\n')
      {
        line++;
        column = 1;
      }
    else if (((guchar) *at & 0xc0) != 0x80)
      column++;
  g_set_error (scan->error, GH_ERROR, GH_ERROR_INVALID, _ ("Line %u, column %u: %s"), line, column,
               message);
  return FALSE;
}

static gboolean
is_digit_at (const Scan *scan, const char *at)
{
  return at < scan->end && g_ascii_isdigit (*at);
}

static void
skip_space (Scan *scan)
{
  while (scan->at < scan->end && strchr (" \t\r\n", *scan->at) != NULL)
    scan->at++;
}

static const char *
skip_digits (const Scan *scan, const char *at)
{
  while (is_digit_at (scan, at))
    at++;
  return at;
}

/* Checks the size of the number between two places, whose form is right. */
static gboolean
scan_number_size (Scan *scan, const char *from, const char *to)
{
  g_string_truncate (scan->word, 0);
  g_string_append_len (scan->word, from, to - from);
  if (!isfinite (g_ascii_strtod (scan->word->str, NULL)))
    return refuse (scan, from, _ ("this number is too large."));
  scan->at = to;
  return TRUE;
}

static gboolean
scan_number (Scan *scan)
{
  const char *from = scan->at;
  const char *at = from + (*from == '-');

  if (!is_digit_at (scan, at))
    return refuse (scan, from, _ ("a number needs a digit after its sign."));
  if (*at == '0' && is_digit_at (scan, at + 1))
    return refuse (scan, from, _ ("a number must not begin with a needless 0."));
  at = skip_digits (scan, at);
  if (at < scan->end && *at == '.')
    {
      if (!is_digit_at (scan, ++at))
        return refuse (scan, from, _ ("a number needs a digit after its decimal point."));
      at = skip_digits (scan, at);
    }
  if (at < scan->end && (*at == 'e' || *at == 'E'))
    {
      at++;
      if (at < scan->end && (*at == '+' || *at == '-'))
        at++;
      if (!is_digit_at (scan, at))
        return refuse (scan, from, _ ("a number needs a digit in its exponent."));
      at = skip_digits (scan, at);
    }
  if (at < scan->end && (g_ascii_isalnum (*at) || strchr (".+-_", *at) != NULL))
    return refuse (scan, from, _ ("this is not a number."));
  return scan_number_size (scan, from, at);
}

/* Reads four hexadecimal digits; -1 when they are not there. */
static int
read_hex4 (const Scan *scan, const char *at)
{
  int code = 0;

  if (scan->end - at < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);
      if (digit < 0)
        return -1;
      code = code * 16 + digit;
    }
  return code;
}

/* At the u of a backslash u: one code point, of one escape or of a pair. */
static gboolean
scan_unicode_escape (Scan *scan)
{
  const char *from = scan->at - 1;
  int code = read_hex4 (scan, scan->at + 1);

  scan->at += 5;
  if (code < 0)
    return refuse (scan, from, _ ("\\u needs four hexadecimal digits."));
  if (code == 0)
    return refuse (scan, from, _ ("a text must not contain a zero character."));
  if (code >= 0xd800 && code <= 0xdfff)
    {
      int low = -1;
      if (code < 0xdc00 && scan->end - scan->at >= 6 && scan->at[0] == '\\' && scan->at[1] == 'u')
        low = read_hex4 (scan, scan->at + 2);
      if (low < 0xdc00 || low > 0xdfff)
        return refuse (scan, from, _ ("this escape is one half of a character."));
      scan->at += 6;
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
  g_string_append_unichar (scan->word, (gunichar) code);
  return TRUE;
}

/* At a backslash. */
static gboolean
scan_escape (Scan *scan)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";

  scan->at++;
  if (scan->at < scan->end && *scan->at == 'u')
    return scan_unicode_escape (scan);

  const char *letter
      = scan->at < scan->end && *scan->at != '\0' ? strchr (letters, *scan->at) : NULL;
  if (letter == NULL)
    return refuse (scan, scan->at - 1, _ ("this escape is unknown."));
  g_string_append_c (scan->word, meanings[letter - letters]);
  scan->at++;
  return TRUE;
}

/* At an opening quote: leaves the decoded text in the word. */
static gboolean
scan_string (Scan *scan)
{
  const char *from = scan->at++;

  g_string_truncate (scan->word, 0);
  while (scan->at < scan->end && *scan->at != '"')
    {
      const char *plain = scan->at;
      while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\\'
             && (guchar) *scan->at >= 0x20)
        scan->at++;
      g_string_append_len (scan->word, plain, scan->at - plain);
      if (scan->at < scan->end && *scan->at == '\\' && !scan_escape (scan))
        return FALSE;
      if (scan->at < scan->end && (guchar) *scan->at < 0x20)
        return refuse (scan, scan->at, _ ("a text must not contain a control character."));
    }
  if (scan->at >= scan->end)
    return refuse (scan, from, _ ("this text has no closing quote."));
  scan->at++;
  return TRUE;
}

static gboolean
scan_word (Scan *scan)
{
  static const char *const words[] = { "true", "false", "null" };
  const char *to = scan->at;

  while (to < scan->end && (g_ascii_isalnum (*to) || *to == '_'))
    to++;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if ((gsize) (to - scan->at) == strlen (words[i])
        && memcmp (scan->at, words[i], strlen (words[i])) == 0)
      {
        scan->at = to;
        return TRUE;
      }
  return refuse (scan, scan->at, _ ("a value is expected here."));
}

static gboolean
open_nest (Scan *scan, gboolean is_object)
{
  if (scan->depth == GH_JSON_DEPTH_MAX)
    return refuse (scan, scan->at, _ ("the nesting is deeper than 64 levels."));
  scan->keys[scan->depth++]
      = is_object ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) : NULL;
  scan->expect = is_object ? EXPECT_KEY_OR_END : EXPECT_VALUE_OR_END;
  scan->at++;
  return TRUE;
}

static gboolean
close_nest (Scan *scan)
{
  scan->depth--;
  g_clear_pointer (&scan->keys[scan->depth], g_hash_table_unref);
  scan->expect = scan->depth > 0 ? EXPECT_COMMA_OR_END : EXPECT_NOTHING;
  scan->at++;
  return TRUE;
}

static gboolean
scan_value (Scan *scan)
{
  char first = *scan->at;
  gboolean done;

  if (first == '{' || first == '[')
    return open_nest (scan, first == '{');
  if (first == '"')
    done = scan_string (scan);
  else if (first == '-' || g_ascii_isdigit (first))
    done = scan_number (scan);
  else
    done = scan_word (scan);
  scan->expect = scan->depth > 0 ? EXPECT_COMMA_OR_END : EXPECT_NOTHING;
  return done;
}

static gboolean
scan_key (Scan *scan)
{
  const char *from = scan->at;

  if (*from != '"')
    return refuse (scan, from, _ ("a key in quotes is expected here."));
  if (!scan_string (scan))
    return FALSE;
  if (!g_hash_table_add (scan->keys[scan->depth - 1], g_strdup (scan->word->str)))
    return refuse (scan, from, _ ("this key is given twice."));
  skip_space (scan);
  if (scan->at >= scan->end || *scan->at != ':')
    return refuse (scan, scan->at, _ ("a colon is expected here."));
  scan->at++;
  scan->expect = EXPECT_VALUE;
  return TRUE;
}

static gboolean
scan_comma_or_end (Scan *scan)
{
  gboolean in_object = scan->keys[scan->depth - 1] != NULL;

  if (*scan->at == (in_object ? '}' : ']'))
    return close_nest (scan);
  if (*scan->at != ',')
    return refuse (scan, scan->at,
                   in_object ? _ ("a comma or } is expected here.")
                             : _ ("a comma or ] is expected here."));
  scan->at++;
  scan->expect = in_object ? EXPECT_KEY : EXPECT_VALUE;
  return TRUE;
}

/* Takes one token; there is at least one character. */
static gboolean
scan_token (Scan *scan)
{
  switch (scan->expect)
    {
    case EXPECT_VALUE_OR_END:
      return *scan->at == ']' ? close_nest (scan) : scan_value (scan);
    case EXPECT_VALUE:
      return scan_value (scan);
    case EXPECT_KEY_OR_END:
      return *scan->at == '}' ? close_nest (scan) : scan_key (scan);
    case EXPECT_KEY:
      return scan_key (scan);
    case EXPECT_COMMA_OR_END:
      return scan_comma_or_end (scan);
    case EXPECT_NOTHING:
    default:
      return refuse (scan, scan->at, _ ("nothing is expected after the end."));
    }
}

static gboolean
go_on (Scan *scan)
{
  double fraction = (double) (scan->at - scan->text) / (double) (scan->end - scan->text);

  if (scan->at < scan->polled)
    return TRUE;
  scan->polled = scan->at + BYTES_PER_POLL;
  return gh_progress_step (scan->progress, fraction, NULL, scan->error);
}

static gboolean
scan_all (Scan *scan)
{
  const char *bad = NULL;

  if (!g_utf8_validate_len (scan->text, (gsize) (scan->end - scan->text), &bad))
    return refuse (scan, bad, _ ("this is not text in UTF-8."));
  for (skip_space (scan); scan->at < scan->end; skip_space (scan))
    if (!go_on (scan) || !scan_token (scan))
      return FALSE;
  if (scan->expect != EXPECT_NOTHING)
    return refuse (scan, scan->end, _ ("the text ends too early."));
  return TRUE;
}

/**
 * gh_json_scan:
 * @text: (array length=length): the text, without byte order mark
 * @length: of @text in bytes
 * @error: return location; %GH_ERROR_INVALID with line, column and what is wrong there
 *
 * Checks that a text is strict JSON (RFC 8259) with all that lenient parsers let pass
 * refused: comments, needless zeros, trailing commas, duplicate keys (also when spelt
 * with escapes), numbers beyond a double, halves of surrogate pairs, zero characters,
 * more than %GH_JSON_DEPTH_MAX levels. Takes time in proportion to the length.
 *
 * Returns: %FALSE with @error set when it is not
 */
gboolean
gh_json_scan (const char *text, gsize length, GError **error)
{
  return gh_json_scan_told (text, length, NULL, error);
}

/**
 * gh_json_scan_told:
 * @text: (array length=length): the text, without byte order mark
 * @length: of @text in bytes
 * @progress: (nullable): whom to tell
 * @error: return location; as of gh_json_scan(), or %GH_ERROR_STOPPED
 *
 * Checks a long text as gh_json_scan() does, and can be stopped.
 *
 * Returns: %FALSE with @error set when it is not, or when stopped
 */
gboolean
gh_json_scan_told (const char *text, gsize length, const GhProgress *progress, GError **error)
{
  Scan scan = { .text = text,
                .end = text + length,
                .at = text,
                .progress = progress,
                .polled = text,
                .error = error };

  scan.word = g_string_new (NULL);
  gboolean valid = scan_all (&scan);
  g_string_free (scan.word, TRUE);
  while (scan.depth > 0)
    g_clear_pointer (&scan.keys[--scan.depth], g_hash_table_unref);
  return valid;
}

/* The end of a string that begins at a quote, in valid JSON. */
static const char *
skip_string (const char *at)
{
  for (at++; *at != '"'; at++)
    if (*at == '\\')
      at++;
  return at + 1;
}

/* Whether a run of digits exceeds the 64-bit integers, whose greatest ends in ...5807. */
static gboolean
is_beyond_int64 (const char *digits, gsize count)
{
  return count > 19 || (count == 19 && memcmp (digits, "9223372036854775807", 19) > 0);
}

/**
 * gh_json_widen_integers:
 * @text: (array length=length): JSON that gh_json_scan() accepted
 * @length: of @text in bytes
 * @widened_length: (out): of the result in bytes
 *
 * Appends ".0" to integers beyond 64 bits, which json-glib would turn into -1, so that it
 * reads them as doubles.
 *
 * Returns: (transfer full): the same JSON
 */
char *
gh_json_widen_integers (const char *text, gsize length, gsize *widened_length)
{
  GString *wide = g_string_sized_new (length + 1);
  const char *end = text + length;

  for (const char *at = text; at < end;)
    {
      const char *from = at;
      gboolean widen = FALSE;

      if (*at == '"')
        at = skip_string (at);
      else if (g_ascii_isdigit (*at))
        {
          while (at < end && g_ascii_isdigit (*at))
            at++;
          widen = is_beyond_int64 (from, (gsize) (at - from));
          /* The fraction and the exponent belong to the same number. */
          for (; at < end && (g_ascii_isalnum (*at) || strchr ("+-.", *at) != NULL); at++)
            widen = FALSE;
        }
      else
        at++;
      g_string_append_len (wide, from, at - from);
      if (widen)
        g_string_append (wide, ".0");
    }
  *widened_length = wide->len;
  return g_string_free (wide, FALSE);
}
