/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text-decoding.h"

#include <string.h>

#include "errors.h"
#include "words.h"

/* How many bytes are looked at to tell UTF-16 without a byte-order mark. */
#define PROBE_BYTES 512

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

static const char *
convert (const char *data, gsize length, const char *encoding, gsize *decoded_length, char **owned,
         GError **error)
{
  *owned = g_convert (data, (gssize) length, "UTF-8", encoding, NULL, decoded_length, NULL);
  if (*owned != NULL && memchr (*owned, '\0', *decoded_length) == NULL)
    return *owned;
  g_clear_pointer (owned, g_free);
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("is not text: its %s is damaged."), encoding);
  return NULL;
}

/**
 * gh_text_decode:
 * @data: (array length=length): bytes of a text file
 * @length: how many
 * @decoded_length: (out): bytes of the result, which is not terminated
 * @owned: (out) (transfer full) (nullable): to be freed once the result is no longer used
 * @repairs: (element-type utf8): gets a sentence when the encoding had to be guessed
 * @error: set to %GH_ERROR_INVALID when this is no text
 *
 * Takes off a byte-order mark and turns UTF-16 and Windows-1252 into UTF-8. Text that is UTF-8
 * already is not copied.
 *
 * Returns: (transfer none) (nullable): the text, inside @data or @owned
 */
const char *
gh_text_decode (const char *data, gsize length, gsize *decoded_length, char **owned,
                GPtrArray *repairs, GError **error)
{
  gsize mark;
  const char *utf16 = find_utf16 (data, length, &mark);

  *owned = NULL;
  *decoded_length = 0;
  if (length == 0)
    return "";
  if (utf16 != NULL)
    return convert (data + mark, (length - mark) & ~(gsize) 1, utf16, decoded_length, owned, error);
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (length > 0 && memchr (data, '\0', length) != NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("is not a text file."));
      return NULL;
    }
  *decoded_length = length;
  if (g_utf8_validate_len (data, length, NULL))
    return data;
  g_ptr_array_add (repairs, g_strdup (_ ("The text is not UTF-8; it was read as Windows-1252.")));
  *owned = g_convert (data, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, decoded_length, NULL);
  if (*owned != NULL)
    return *owned;
  return convert (data, length, "ISO-8859-1", decoded_length, owned, error);
}
