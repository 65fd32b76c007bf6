/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "study-json.h"
#include "words.h"

#define SAMPLES "/io/github/gridhearth/Gridhearth/samples/"

static GBytes *
find_sample (const char *name)
{
  g_autofree char *path = g_strconcat (SAMPLES, name, ".json", NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
print_line (const char *name)
{
  g_autoptr (GBytes) bytes = find_sample (name);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = NULL;
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (text != NULL)
    study = gh_study_from_json (text, (gssize) size, findings, NULL);
  printf ("%-20s %s\n", name, study != NULL && study->name != NULL ? study->name : "");
}

static GhCliStatus
list_samples (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) children
      = g_resources_enumerate_children (SAMPLES, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (children == NULL)
    return gh_cli_fail (error);
  qsort (children, g_strv_length (children), sizeof *children, compare_names);
  for (guint i = 0; children[i] != NULL; i++)
    if (g_str_has_suffix (children[i], ".json"))
      {
        g_autofree char *name = g_strndup (children[i], strlen (children[i]) - strlen (".json"));
        print_line (name);
      }
  return GH_CLI_DONE;
}

/**
 * gh_command_samples:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `samples`: lists the sample studies, or prints one.
 *
 * Returns: exit status
 */
int
gh_command_samples (int argc, char **argv)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!gh_cli_parse (NULL, "[NAME]", _ ("Lists the sample studies, or prints one."), &argc, &argv))
    return GH_CLI_USAGE;
  if (argc > 2)
    {
      fprintf (stderr, _ ("%s: takes one name\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  if (argc == 1)
    return list_samples ();
  bytes = find_sample (argv[1]);
  if (bytes == NULL)
    {
      fprintf (stderr, _ ("%s: there is no sample \"%s\"\n"), g_get_prgname (), argv[1]);
      return GH_CLI_USAGE;
    }
  fwrite (g_bytes_get_data (bytes, NULL), 1, g_bytes_get_size (bytes), stdout);
  return GH_CLI_DONE;
}
