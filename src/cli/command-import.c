/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "errors.h"
#include "table-import.h"
#include "tariff-file.h"
#include "words.h"

static GhCliStatus
import_file (const char *path, const char *kind, GhCliFormat format)
{
  g_autoptr (GhImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  import = gh_import_file (path, kind, NULL, NULL, &error);
  if (import == NULL)
    return gh_cli_fail (error);
  text = format == GH_CLI_JSON ? gh_import_to_json (import) : gh_import_to_text (import);
  fputs (text, stdout);
  return GH_CLI_DONE;
}

/* Which of the tariffs, where the file does not tell: numbers and names in one sentence. */
static void
set_choice_error (const GhTariffFile *file, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < file->offers->len; i++)
    {
      const GhTariffOffer *offer = g_ptr_array_index (file->offers, i);
      g_string_append_printf (names, "%s%u %s", i > 0 ? "; " : "", i + 1,
                              offer->name != NULL ? offer->name : "?");
    }
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("There are %u tariffs, and the file does not tell which applies; choose one with "
                  "--rate: %s."),
               file->offers->len, names->str);
}

/* The tariff of a number from 1 on; without one the first, where that can be told. */
static GhTariffOffer *
choose (const GhTariffFile *file, int rate, GError **error)
{
  GhTariffOffer *offer;

  if (rate < 0 || rate > (int) file->offers->len)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   ngettext ("There is %u tariff in the file.", "There are %u tariffs in the file.",
                             file->offers->len),
                   file->offers->len);
      return NULL;
    }
  if (rate == 0 && file->needs_choice)
    {
      set_choice_error (file, error);
      return NULL;
    }
  offer = g_ptr_array_index (file->offers, rate > 0 ? rate - 1 : 0);
  if (rate == 0 && file->offers->len > 1)
    gh_findings_add (offer->findings, GH_SEVERITY_WARNING, "$.items",
                     _ ("there are %u tariffs; the first is read"), file->offers->len);
  return offer;
}

/* A tariff is told as the study holds it; what the study cannot say goes to standard error. */
static GhCliStatus
import_tariff (const char *path, int rate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTariffFile) file = gh_tariff_file_load (path, &error);
  g_autofree char *text = NULL;
  GhTariffOffer *offer = file != NULL ? choose (file, rate, &error) : NULL;

  if (offer == NULL)
    return gh_cli_fail (error);
  gh_findings_print (offer->findings, 0);
  if (!offer->usable)
    return GH_CLI_INVALID;
  text = gh_tariff_to_json (offer->tariff, &error);
  if (text == NULL)
    return gh_cli_fail (error);
  fputs (text, stdout);
  return GH_CLI_DONE;
}

static void
clear_vehicles (GhVehicleCommand *import)
{
  g_free (import->into);
  g_free (import->output);
  g_free (import->site);
}

/* What only vehicles have is told and not passed over. */
static GhCliStatus
import (const char *path, const char *kind, int rate, GhCliFormat format,
        const GhVehicleCommand *vehicles)
{
  if (g_strcmp0 (kind, "vehicles") == 0)
    return gh_cli_import_vehicles (path, vehicles);
  if (vehicles->into != NULL || vehicles->output != NULL || vehicles->site != NULL
      || vehicles->replace || vehicles->battery_kwh > 0.0 || vehicles->charge_kw > 0.0)
    {
      fprintf (stderr,
               _ ("%s: --into, --output, --site, --replace, --battery-kwh and --charge-kw are for "
                  "--as vehicles\n"),
               g_get_prgname ());
      return GH_CLI_USAGE;
    }
  if (g_strcmp0 (kind, "tariff") == 0)
    return import_tariff (path, rate);
  return import_file (path, kind, format);
}

/* Series of some kind, a tariff or vehicles. */
static gboolean
check_kind (const char *kind)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  int index;

  for (const char *const *series = gh_import_get_kinds (); *series != NULL; series++)
    g_ptr_array_add (words, (gpointer) *series);
  g_ptr_array_add (words, "tariff");
  g_ptr_array_add (words, "vehicles");
  g_ptr_array_add (words, NULL);
  return gh_cli_parse_choice ("as", kind, (const char *const *) words->pdata, &index);
}

/**
 * gh_command_import:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `import`: reads a measured series and tells what it holds, a tariff and tells it as a study has
 * it, or vehicles of a fleet and tells them, or puts them into a study.
 *
 * Returns: exit status
 */
int
gh_command_import (int argc, char **argv)
{
  g_autofree char *kind = NULL;
  g_autofree char *format_word = NULL;
  GhVehicleCommand vehicles = { 0 };
  GhCliFormat format;
  int rate = 0;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &kind,
      N_ ("what the file is, instead of recognising it: load, solar, price, emissions, weather, "
          "sessions, table, tariff or vehicles"),
      "KIND" },
    { "rate", 0, 0, G_OPTION_ARG_INT, &rate, N_ ("which of a file’s tariffs, from 1 on"),
      "NUMBER" },
    { "into", 0, 0, G_OPTION_ARG_FILENAME, &vehicles.into, N_ ("the fleet that gets the vehicles"),
      "FLEET.json" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &vehicles.output,
      N_ ("where the fleet with the vehicles goes"), "NEW.json" },
    { "site", 0, 0, G_OPTION_ARG_STRING, &vehicles.site, N_ ("of vehicles that name none"),
      "NAME" },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &vehicles.replace,
      N_ ("take the place of the single vehicles that the fleet has"), NULL },
    { "battery-kwh", 0, 0, G_OPTION_ARG_DOUBLE, &vehicles.battery_kwh,
      N_ ("of vehicles of which no battery is told"), "NUMBER" },
    { "charge-kw", 0, 0, G_OPTION_ARG_DOUBLE, &vehicles.charge_kw,
      N_ ("of vehicles of which no charger is told"), "NUMBER" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_word, N_ ("text or json"), "FORMAT" },
    G_OPTION_ENTRY_NULL
  };

  GhCliStatus status = GH_CLI_USAGE;

  if (gh_cli_parse (entries, "FILE", _ ("Reads a measured series and tells what it holds."), &argc,
                    &argv)
      && check_kind (kind) && gh_cli_parse_format (format_word, &format))
    {
      if (argc == 2)
        status = import (argv[1], kind, rate, format, &vehicles);
      else
        fprintf (stderr, _ ("%s: takes one file\n"), g_get_prgname ());
    }
  clear_vehicles (&vehicles);
  return status;
}
