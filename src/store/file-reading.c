/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "file-reading.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "errors.h"
#include "words.h"

/* What is read between two questions whether to stop. */
#define PIECE_BYTES ((gsize) 4 << 20)
/* Pipes and devices may have no end. */
#define MOST_BYTES ((gsize) 1 << 31)

/* A file on its way; @expected is 0 where it does not tell its size. */
typedef struct
{
  const char *path;
  int descriptor;
  gsize expected;
  char *bytes;
  gsize length;
  gsize space;
} Reading;

static gboolean
set_error (const char *path, const char *reason, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, GH_ERROR, GH_ERROR_IO, _ ("“%s” cannot be read: %s"), name, reason);
  return FALSE;
}

/* Room for one more piece, or for the rest of the file. */
static gboolean
make_space (Reading *reading, GError **error)
{
  gsize wanted = MAX (reading->expected + 1, reading->length + PIECE_BYTES);

  if (reading->length < reading->space)
    return TRUE;
  if (wanted > MOST_BYTES)
    return set_error (reading->path, _ ("it is larger than 2 GiB"), error);
  wanted = MIN (MAX (wanted, reading->space * 2), MOST_BYTES);
  char *bytes = g_try_realloc (reading->bytes, wanted);
  if (bytes == NULL)
    return set_error (reading->path, g_strerror (ENOMEM), error);
  reading->bytes = bytes;
  reading->space = wanted;
  return TRUE;
}

static gboolean
read_pieces (Reading *reading, const GhProgress *progress, GError **error)
{
  for (;;)
    {
      double fraction = (double) reading->length / (double) MAX (reading->expected, PIECE_BYTES);
      if (!gh_progress_step (progress, fraction, NULL, error) || !make_space (reading, error))
        return FALSE;
      gssize count = read (reading->descriptor, reading->bytes + reading->length,
                           MIN (reading->space - reading->length, PIECE_BYTES));
      if (count < 0 && errno == EINTR)
        continue;
      if (count < 0)
        return set_error (reading->path, g_strerror (errno), error);
      if (count == 0)
        return TRUE;
      reading->length += (gsize) count;
    }
}

/**
 * gh_file_read:
 * @path: of a file
 * @length: (out): how many bytes it has
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_IO when it cannot be read or is larger than 2 GiB, %GH_ERROR_STOPPED
 *
 * Reads a whole file piece by piece, so that the reading of a large one can be stopped.
 *
 * Returns: (transfer full) (nullable) (array length=length): its bytes, not terminated
 */
char *
gh_file_read (const char *path, gsize *length, const GhProgress *progress, GError **error)
{
  Reading reading = { .path = path, .descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0) };
  struct stat about;

  *length = 0;
  if (reading.descriptor < 0)
    {
      set_error (path, g_strerror (errno), error);
      return NULL;
    }
  if (fstat (reading.descriptor, &about) == 0 && S_ISREG (about.st_mode) && about.st_size > 0)
    reading.expected = (gsize) about.st_size;
  gboolean good = read_pieces (&reading, progress, error);
  g_close (reading.descriptor, NULL);
  if (!good)
    g_clear_pointer (&reading.bytes, g_free);
  *length = good ? reading.length : 0;
  return reading.bytes;
}
