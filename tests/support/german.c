/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "german.h"

#define LOCALE "de_DE.UTF-8"

/**
 * german_begin:
 *
 * Makes German the language of this program, if it has not begun to read texts, and of those that
 * it starts: with the locale that the build has made and the translations as they have been built.
 *
 * Returns: %FALSE where there is no such locale and it could not be made
 */
gboolean
german_begin (void)
{
  const char *locales = g_getenv ("GRIDHEARTH_LOCALES");
  g_autofree char *path = g_build_filename (locales, LOCALE, NULL);

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return FALSE;
  g_setenv ("LOCPATH", locales, TRUE);
  g_setenv ("LC_ALL", LOCALE, TRUE);
  g_unsetenv ("LANGUAGE");
  g_setenv ("TEXTDOMAINDIR", g_getenv ("GRIDHEARTH_TRANSLATIONS"), TRUE);
  return TRUE;
}
