/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text-decoding.h"

#include <errno.h>
#include <string.h>

#include "errors.h"
#include "words.h"

/* How many bytes are looked at to tell UTF-16 without a byte-order mark. */
#define PROBE_BYTES 512
/* What is decoded between two questions whether to stop. */
#define PIECE_BYTES ((gsize) 1 << 20)
/* A character has no more bytes than this. */
#define UTF8_BYTES 4

/* Which UTF-16 this is, or NULL. Western text in UTF-16 has a zero in every other byte. */
static const char *
find_utf16 (const char *data, gsize length, gsize *mark)
{
  gsize probe = MIN (length, PROBE_BYTES) & ~(gsize) 1;
  gsize zeros[2] = { 0, 0 };

  *mark = 2;
  if (length >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    return "UTF-16LE";
  if (length >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    return "UTF-16BE";
  *mark = 0;
  for (gsize i = 0; i < probe; i++)
    zeros[i % 2] += data[i] == '\0';
  if (probe >= 8 && zeros[1] * 4 > probe && zeros[0] == 0)
    return "UTF-16LE";
  if (probe >= 8 && zeros[0] * 4 > probe && zeros[1] == 0)
    return "UTF-16BE";
  return NULL;
}

/* Turns the text into UTF-8 piece by piece; what an encoding leaves of a piece, half a character,
 * begins the next one. */
static gboolean
convert_pieces (GIConv converter, const char *data, gsize length, GString *text,
                const GhProgress *progress, GError **error)
{
  char *at = (char *) data;
  gsize left = length;

  while (left > 0)
    {
      gsize piece = MIN (left, PIECE_BYTES), rest = piece, space = 4 * piece;
      gsize used = text->len;
      if (!gh_progress_step (progress, 1.0 - (double) left / (double) length, NULL, error))
        return FALSE;
      g_string_set_size (text, used + space);
      char *out = text->str + used;
      gboolean whole = g_iconv (converter, &at, &rest, &out, &space) != (gsize) -1;
      int fault = errno;
      g_string_set_size (text, (gsize) (out - text->str));
      if (!whole && (fault != EINVAL || rest == left || rest == piece))
        return FALSE;
      left -= piece - rest;
    }
  return TRUE;
}

/* Returns: the text, %NULL with @error where stopped, and without where the encoding is another */
static char *
convert (const char *data, gsize length, const char *encoding, gsize *decoded_length,
         const GhProgress *progress, GError **error)
{
  GIConv converter = g_iconv_open ("UTF-8", encoding);
  GString *text = g_string_new (NULL);

  if (converter == (GIConv) -1)
    {
      g_string_free (text, TRUE);
      return NULL;
    }
  gboolean good = convert_pieces (converter, data, length, text, progress, error);
  g_iconv_close (converter);
  *decoded_length = text->len;
  return g_string_free (text, !good);
}

static const char *
decode_utf16 (const char *data, gsize length, const char *encoding, gsize *decoded_length,
              char **owned, const GhProgress *progress, GError **error)
{
  GError *stopped = NULL;

  *owned = convert (data, length, encoding, decoded_length, progress, &stopped);
  if (*owned != NULL && memchr (*owned, '\0', *decoded_length) == NULL)
    return *owned;
  g_clear_pointer (owned, g_free);
  if (stopped != NULL)
    g_propagate_error (error, stopped);
  else
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("is not text: its %s is damaged."),
                 encoding);
  return NULL;
}

/* Text that is not UTF-8 is Windows-1252, or, where it has characters that this lacks, Latin 1,
 * which has all. */
static const char *
decode_bytes (const char *data, gsize length, gsize *decoded_length, char **owned,
              const GhProgress *progress, GError **error)
{
  static const char *const encodings[] = { "WINDOWS-1252", "ISO-8859-1" };
  GError *inner = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (encodings) && *owned == NULL && inner == NULL; i++)
    {
      GhProgress half = gh_progress_part (progress, i * 0.5, i * 0.5 + 0.5);
      *owned = convert (data, length, encodings[i], decoded_length, &half, &inner);
    }
  if (inner != NULL)
    g_propagate_error (error, inner);
  else if (*owned == NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("is not a text file."));
  return *owned;
}

/* Whether there is a zero, which no text has. */
static gboolean
has_zero (const char *data, gsize length, gboolean *zero, const GhProgress *progress,
          GError **error)
{
  *zero = FALSE;
  for (gsize at = 0; at < length && !*zero; at += PIECE_BYTES)
    {
      if (!gh_progress_step (progress, (double) at / (double) length, NULL, error))
        return FALSE;
      *zero = memchr (data + at, '\0', MIN (PIECE_BYTES, length - at)) != NULL;
    }
  return TRUE;
}

/* Whether the text is UTF-8 without a zero; a character may lie across two pieces. */
static gboolean
is_utf8 (const char *data, gsize length, gboolean *valid, const GhProgress *progress,
         GError **error)
{
  const char *end = data + length;

  *valid = TRUE;
  for (const char *at = data, *stop; at < end && *valid; at = stop)
    {
      gsize piece = MIN ((gsize) (end - at), PIECE_BYTES);
      if (!gh_progress_step (progress, (double) (at - data) / (double) length, NULL, error))
        return FALSE;
      *valid = g_utf8_validate_len (at, piece, &stop)
               || (at + piece < end && at + piece - stop < UTF8_BYTES);
    }
  return TRUE;
}

/**
 * gh_text_decode:
 * @data: (array length=length): bytes of a text file
 * @length: how many
 * @decoded_length: (out): bytes of the result, which is not terminated
 * @owned: (out) (transfer full) (nullable): to be freed once the result is no longer used
 * @repairs: (element-type utf8): gets a sentence when the encoding had to be guessed
 * @progress: (nullable): whom to tell
 * @error: set to %GH_ERROR_INVALID when this is no text, or to %GH_ERROR_STOPPED
 *
 * Takes off a byte-order mark and turns UTF-16 and Windows-1252 into UTF-8. Text that is UTF-8
 * already is not copied.
 *
 * Returns: (transfer none) (nullable): the text, inside @data or @owned
 */
const char *
gh_text_decode (const char *data, gsize length, gsize *decoded_length, char **owned,
                GPtrArray *repairs, const GhProgress *progress, GError **error)
{
  GhProgress checking = gh_progress_part (progress, 0.0, 0.3);
  GhProgress looking = gh_progress_part (progress, 0.3, 0.4);
  GhProgress converting = gh_progress_part (progress, 0.4, 1.0);
  gboolean valid, zero;
  gsize mark;
  const char *utf16 = find_utf16 (data, length, &mark);

  *owned = NULL;
  *decoded_length = 0;
  if (length == 0)
    return "";
  if (utf16 != NULL)
    return decode_utf16 (data + mark, (length - mark) & ~(gsize) 1, utf16, decoded_length, owned,
                         progress, error);
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  *decoded_length = length;
  if (!is_utf8 (data, length, &valid, &checking, error))
    return NULL;
  if (valid)
    return data;
  if (!has_zero (data, length, &zero, &looking, error))
    return NULL;
  if (zero)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("is not a text file."));
      return NULL;
    }
  g_ptr_array_add (repairs, g_strdup (_ ("The text is not UTF-8; it was read as Windows-1252.")));
  return decode_bytes (data, length, decoded_length, owned, &converting, error);
}

/**
 * gh_text_count:
 * @text: (array length=length): a text
 * @length: in bytes
 * @characters: ASCII
 * @count: (out): how many of them are in @text, whatever they mean there
 * @progress: (nullable): whom to tell
 * @error: set to %GH_ERROR_STOPPED when @progress asks to stop
 *
 * Tells before a text is parsed how many nodes it can have at most.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_text_count (const char *text, gsize length, const char *characters, gsize *count,
               const GhProgress *progress, GError **error)
{
  gboolean counts[256] = { FALSE };

  for (; *characters != '\0'; characters++)
    counts[(guchar) *characters] = TRUE;
  *count = 0;
  for (gsize i = 0; i < length; i++)
    {
      if (i % PIECE_BYTES == 0
          && !gh_progress_step (progress, (double) i / (double) length, NULL, error))
        return FALSE;
      *count += (gsize) counts[(guchar) text[i]];
    }
  return TRUE;
}
