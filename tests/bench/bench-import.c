/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports tables of 200 MB of several dialects, in the terminal and as the window does it, each in
 * a process of its own whose memory is told; prints the limits beside and asserts nothing. Usage:
 * bench-import CLI [MEGABYTES] */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "edit-study.h"
#include "library.h"
#include "series-import.h"
#include "table-import.h"

#define MEGABYTE 1000000
#define MOST_SECONDS 20.0
#define MOST_MIB 1024.0
#define MOST_PAUSE_MS 100.0
#define FIRST_UNIX 1451606400 /* 2016-01-01 */
#define BUFFER_BYTES (1 << 20)
/* Of the table out of order, as many pieces stand in the opposite order. */
#define PIECES 7

/* @format: of a row: date, time of day, Unix time, three numbers; unused ones are not named
 * @comma: whether decimals stand behind a comma
 * @pieces: of rows, the last piece first */
typedef struct
{
  const char *name;
  const char *heading;
  const char *format;
  int step;
  gboolean comma;
  int pieces;
} Dialect;

static const Dialect dialects[] = {
  { "comma, ISO, offset", "Time,Load (kW),Solar (kW),Price (EUR/MWh)\n",
    "%1$sT%2$s+00:00,%4$.3f,%5$.3f,%6$.2f\n", 30, FALSE, 1 },
  { "semicolon, decimal comma", "Datum;Zeit;Last [kW];PV [kW];Preis [EUR/MWh]\r\n",
    "%1$s;%2$s;%4$.3f;%5$.3f;%6$.2f\r\n", 30, TRUE, 1 },
  { "quoted, local time", "\"Start\",\"Load (kW)\",\"Solar (kW)\",\"Price (EUR/MWh)\"\n",
    "\"%1$s %2$s\",\"%4$.3f\",\"%5$.3f\",\"%6$.2f\"\n", 60, FALSE, 1 },
  { "a number a second", "unix_time,W\n", "%3$d,%4$.0f\n", 1, FALSE, 1 },
  { "the same in disorder", "unix_time,W\n", "%3$d,%4$.0f\n", 1, FALSE, PIECES },
};

static double
seconds_since (gint64 begun)
{
  return (double) (g_get_monotonic_time () - begun) / 1e6;
}

/* One row; a small generator makes numbers that repeat themselves rarely. */
static int
write_row (char *text, gsize size, const Dialect *dialect, guint row)
{
  guint unix_time = FIRST_UNIX + row * (guint) dialect->step;
  guint noise = row * 2654435761u;
  time_t time = unix_time;
  struct tm civil;
  char date[16], clock[16];

  gmtime_r (&time, &civil);
  g_snprintf (date, sizeof date, dialect->comma ? "%3$02d.%2$02d.%1$04d" : "%1$04d-%2$02d-%3$02d",
              civil.tm_year + 1900, civil.tm_mon + 1, civil.tm_mday);
  g_snprintf (clock, sizeof clock, "%02d:%02d:%02d", civil.tm_hour, civil.tm_min, civil.tm_sec);
  int length = snprintf (text, size, dialect->format, date, clock, unix_time,
                         (noise >> 8) % 100000 / 1000.0, (noise >> 11) % 10000 / 1000.0,
                         (noise >> 5) % 40000 / 100.0 - 50.0);
  for (int i = 0; dialect->comma && i < length; i++)
    if (text[i] == '.' && i > 11)
      text[i] = ',';
  return length;
}

/* Which row of the table stands at a place of the file. */
static guint
find_row (const Dialect *dialect, guint place, guint rows)
{
  guint piece = rows / (guint) dialect->pieces + 1;
  guint begin = place / piece * piece;

  return dialect->pieces > 1 ? rows - MIN (begin + piece, rows) + (place - begin) : place;
}

static void
write_table (const char *path, const Dialect *dialect, gsize bytes)
{
  char text[256];
  FILE *file = g_fopen (path, "w");
  guint rows = (guint) (bytes / (gsize) write_row (text, sizeof text, dialect, 1));

  if (file == NULL)
    g_error ("%s cannot be written", path);
  setvbuf (file, NULL, _IOFBF, BUFFER_BYTES);
  fputs (dialect->heading, file);
  for (guint i = 0; i < rows; i++)
    fwrite (text, 1, (gsize) write_row (text, sizeof text, dialect, find_row (dialect, i, rows)),
            file);
  fclose (file);
}

/* How often a progress bar moved by a hundredth, and the longest work, in seconds of the processor,
 * in which nobody was asked whether to stop. */
typedef struct
{
  guint moves;
  double last;
  double asked;
  double pause;
} Bar;

static double
seconds_worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static gboolean
watch (double fraction, const char *message G_GNUC_UNUSED, gpointer data)
{
  Bar *bar = data;

  bar->pause = MAX (bar->pause, seconds_worked () - bar->asked);
  bar->asked = seconds_worked ();
  if (fraction >= bar->last + 0.01)
    {
      bar->moves++;
      bar->last = fraction;
    }
  return TRUE;
}

/* What a child of this process does with a file. */
typedef void (*Task) (const char *path, const char *cli);

static void
run_cli (const char *path, const char *cli)
{
  int nothing = open ("/dev/null", O_WRONLY);

  dup2 (nothing, STDOUT_FILENO);
  execl (cli, cli, "import", path, NULL);
  g_error ("%s cannot be run", cli);
}

static void
run_watched (const char *path, const char *cli G_GNUC_UNUSED)
{
  Bar bar = { .asked = seconds_worked () };
  GhProgress progress = { watch, &bar, 0.0, 1.0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhImport) import = gh_import_file (path, NULL, "Europe/Berlin", &progress, &error);

  if (import == NULL)
    g_error ("%s", error->message);
  printf ("%10zu rows, bar moved %u times, asked at worst after %.0f ms of work of %.0f\n",
          import->rows, bar.moves, bar.pause * 1000.0, MOST_PAUSE_MS);
}

static void
run_document (const char *path, const char *cli G_GNUC_UNUSED)
{
  g_autoptr (GhStudy) study = new_good_study ();

  edit_study (study, "period.start 2016-01-01T00:00:00+01:00; period.step_minutes 15; "
                     "period.steps 2976; currency EUR");
  GhLibrary *library = gh_library_open (NULL, NULL);
  gint64 id = gh_library_add (library, study, NULL);
  g_autoptr (GhDocument) document = gh_document_new (library, id, g_steal_pointer (&study));
  g_autoptr (GhSeriesImport) import = gh_series_import_new (document, "$.load", path);
  while (gh_file_import_is_busy (GH_FILE_IMPORT (import)))
    g_main_context_iteration (NULL, TRUE);
  if (gh_series_import_get_series (import) == NULL)
    g_error ("%s", gh_file_import_get_error (GH_FILE_IMPORT (import)) != NULL
                       ? gh_file_import_get_error (GH_FILE_IMPORT (import))
                       : gh_findings_get (gh_series_import_get_findings (import), 0)->message);
}

static void
measure (const char *what, Task task, const char *path, const char *cli)
{
  gint64 begun = g_get_monotonic_time ();
  struct rusage used;
  int status;

  fflush (stdout);
  pid_t child = fork ();
  if (child == 0)
    {
      task (path, cli);
      fflush (stdout);
      _exit (0);
    }
  wait4 (child, &status, 0, &used);
  if (status != 0)
    g_error ("%s failed", what);
  double worked = (double) used.ru_utime.tv_sec + (double) used.ru_utime.tv_usec / 1e6
                  + (double) used.ru_stime.tv_sec + (double) used.ru_stime.tv_usec / 1e6;
  printf ("    %-22s %8.2f s of %.0f, processor %6.2f s, memory %5.0f MiB of %.0f\n", what,
          seconds_since (begun), MOST_SECONDS, worked, (double) used.ru_maxrss / 1024.0, MOST_MIB);
}

int
main (int argc, char **argv)
{
  gsize megabytes = argc > 2 ? (gsize) g_ascii_strtoull (argv[2], NULL, 10) : 200;
  g_autofree char *folder = g_dir_make_tmp ("gh-bench-XXXXXX", NULL);

  if (argc < 2 || folder == NULL)
    {
      fprintf (stderr, "usage: bench-import CLI [MEGABYTES]\n");
      return 2;
    }
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  printf ("import of a table of %zu MB:\n", megabytes);
  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      write_table (path, &dialects[i], megabytes * MEGABYTE);
      printf ("  %-26s", dialects[i].name);
      measure ("with progress", run_watched, path, argv[1]);
      measure ("in the terminal", run_cli, path, argv[1]);
      measure ("into a study", run_document, path, argv[1]);
    }
  g_remove (path);
  g_rmdir (folder);
  return 0;
}
