/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libintl.h>
#include <locale.h>

#include "application.h"

int
main (int argc, char **argv)
{
  g_autoptr (GhApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain ("gridhearth", GH_LOCALE_DIR);
  bind_textdomain_codeset ("gridhearth", "UTF-8");
  textdomain ("gridhearth");
  application = gh_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
