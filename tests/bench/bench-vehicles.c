/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times a sheet of vehicles: reading it, finding its incomplete rows, and a study with them.
 * Asserts nothing. Usage: bench-vehicles [ROWS...] */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "vehicle-file.h"

static double
read_clock (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* Every hundredth row has a battery that nobody understands. */
static char *
make_sheet (guint rows)
{
  GString *text
      = g_string_new ("name;battery_kwh;charge_kw;days;leave;return;distance_km;soc_min;site\n");

  for (guint i = 0; i < rows; i++)
    g_string_append_printf (text, "Van %u;%s;11;mon-fri;7:%02u;17:30;%u;0,2;Depot\n", i,
                            i % 100 == 0 ? "n/a" : "77,5", i % 60, 10 + i % 90);
  return g_string_free (text, FALSE);
}

static void
measure (guint rows)
{
  const GhVehicleFileOptions options = { .defaults = { NAN, NAN } };
  g_autofree char *text = make_sheet (rows);
  double begun = read_clock ();
  g_autoptr (GhVehicleFile) file
      = gh_vehicle_file_read (text, strlen (text), "Van", &options, NULL, NULL);
  double read = read_clock ();
  g_autoptr (GhRowFaults) faults = gh_vehicle_file_find_faults (file);
  double found = read_clock ();
  g_autofree char *sheet = gh_vehicle_sheet_write (file->vehicles, '\t', ',', NULL);
  double written = read_clock ();

  printf ("  %10u %12.1f %12.1f %12.1f %12u\n", rows, 1e3 * (read - begun), 1e3 * (found - read),
          1e3 * (written - found), gh_row_faults_get_count (faults));
}

int
main (int argc, char **argv)
{
  puts ("sheets of vehicles, ms of processor time:");
  puts ("        rows         read   incomplete      written   incomplete");
  if (argc < 2)
    for (guint rows = 1000; rows <= 100000; rows *= 10)
      measure (rows);
  for (int i = 1; i < argc; i++)
    measure ((guint) strtoul (argv[i], NULL, 10));
  return 0;
}
