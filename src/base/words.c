/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"

#include <glib.h>
#include <locale.h>

#define DOMAIN "gridhearth"

/**
 * gh_words_init:
 *
 * Takes the user's locale and looks up texts in its language; to be called first in a program. The
 * translations are where they are installed, or in the folder that TEXTDOMAINDIR names, as for the
 * tools of gettext: so a program that has just been built speaks every language.
 */
void
gh_words_init (void)
{
  const char *folder = g_getenv ("TEXTDOMAINDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (DOMAIN, folder != NULL && *folder != '\0' ? folder : GH_LOCALE_DIR);
  bind_textdomain_codeset (DOMAIN, "UTF-8");
  textdomain (DOMAIN);
}
