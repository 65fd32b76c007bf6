/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what is calculated can be written where it is asked for, told before it is calculated. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "cli.h"
#include "words.h"

static gboolean
refuse (const char *path, const char *reason)
{
  fprintf (stderr, _ ("error: “%s” cannot be written: %s\n"), path, reason);
  return FALSE;
}

/* @folder: that has to be there, or whose first parent that is there has to be a folder
 * @path: for the message */
static gboolean
check_writable (const char *folder, const char *path)
{
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *reason
          = g_strdup_printf (g_file_test (folder, G_FILE_TEST_EXISTS) ? _ ("%s is no folder")
                                                                      : _ ("there is no folder %s"),
                             folder);
      return refuse (path, reason);
    }
  return access (folder, W_OK) == 0 || refuse (path, g_strerror (errno));
}

/**
 * gh_cli_check_file:
 * @path: (nullable): of a file that is to be written; %NULL for none
 *
 * Looks whether it can be, before hours of work are put into it; why not is told on standard error.
 *
 * Returns: %FALSE where it certainly cannot
 */
gboolean
gh_cli_check_file (const char *path)
{
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  if (path == NULL)
    return TRUE;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return refuse (path, _ ("it is a folder"));
  return check_writable (folder, path);
}

/**
 * gh_cli_check_folder:
 * @path: (nullable): of a folder of tables, which is made where it is not there; %NULL for none
 *
 * The same of a folder.
 *
 * Returns: %FALSE where it certainly cannot
 */
gboolean
gh_cli_check_folder (const char *path)
{
  g_autofree char *folder = g_strdup (path);

  if (path == NULL)
    return TRUE;
  while (!g_file_test (folder, G_FILE_TEST_EXISTS))
    {
      char *parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = parent;
    }
  return check_writable (folder, path);
}
