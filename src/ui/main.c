/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application.h"
#include "memory.h"
#include "words.h"

int
main (int argc, char **argv)
{
  g_autoptr (GhApplication) application = NULL;

  gh_memory_init ();
  gh_words_init ();
  application = gh_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
