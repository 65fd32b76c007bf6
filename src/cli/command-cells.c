/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "words.h"

#define ZERO_CELSIUS_K 273.15

/* A word for people where a number comes from. */
static const char *
origin_word (GhOrigin origin)
{
  static const char *const words[] = { N_ ("measured"), N_ ("borrowed"), N_ ("assumed") };

  return _ (words[origin]);
}

static void
print_cell (const GhCell *cell)
{
  const GhAgeingLaw *law = cell->ageing;

  printf ("%s\n  %s, %s, %g Ah\n", cell->id, _ (cell->name), cell->chemistry, cell->capacity_ah);
  printf (_ ("  %.2f to %.2f V, charging up to %g C, discharging up to %g C (%s)\n"),
          cell->voltage_min_v, cell->voltage_max_v, cell->charge_limit_per_hour,
          cell->discharge_limit_per_hour, origin_word (cell->limits.origin));
  printf (_ ("  open-circuit voltage %s, resistance %s, slow branch %s, fast branch %s\n"),
          origin_word (cell->ocv_v.evidence.origin), origin_word (cell->r0_ohm.evidence.origin),
          origin_word (cell->r1_ohm.evidence.origin), origin_word (cell->r2_ohm.evidence.origin));
  printf (_ ("  ageing %s, at %.0f to %.0f °C and cycles of %.0f to %.0f %%\n"),
          origin_word (cell->ageing_origin), law->temperature_min_k - ZERO_CELSIUS_K,
          law->temperature_max_k - ZERO_CELSIUS_K, 100.0 * law->dod_min, 100.0 * law->dod_max);
  printf ("  %s\n", law->source);
}

/**
 * gh_command_cells:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `cells`: lists the catalogue of cells and how far each of their numbers can be trusted.
 *
 * Returns: exit status
 */
int
gh_command_cells (int argc, char **argv)
{
  g_autofree char *format_word = NULL, *text = NULL;
  GhCliFormat format;
  const GOptionEntry entries[]
      = { { "format", 0, 0, G_OPTION_ARG_STRING, &format_word, N_ ("text or json"), "FORMAT" },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, NULL, _ ("Lists the cells that batteries are made of."), &argc, &argv)
      || !gh_cli_parse_format (format_word, &format))
    return GH_CLI_USAGE;
  if (argc != 1)
    {
      fprintf (stderr, _ ("%s: takes no file\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  if (format == GH_CLI_JSON)
    {
      text = gh_cells_to_json ();
      fputs (text, stdout);
      return GH_CLI_DONE;
    }
  for (guint i = 0; i < gh_cell_get_count (); i++)
    print_cell (gh_cell_get (i));
  return GH_CLI_DONE;
}
