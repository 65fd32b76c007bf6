/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edit of a table of many vehicles takes, from the text that was typed to the row in the
 * library: a cell, a block pasted over a thousand rows, a row removed, undo. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#include "library.h"
#include "record-edit.h"
#include "site/fleet-profile.h"
#include "study-json.h"

#define ROUNDS 15
#define BATTERY 3
#define BLOCK_ROWS 1000

static const char head[]
    = "{ \"format\": \"gridhearth-study\", \"version\": 1, \"minor\": 0, \"kind\": \"fleet\","
      "\"name\": \"Fleet\", \"currency\": \"EUR\","
      "\"period\": { \"start\": \"2025-01-13T00:00:00Z\", \"step_minutes\": 15, \"steps\": 672 },"
      "\"sites\": [ { \"name\": \"Depot\", \"load\": 1, \"tariff\": { \"import_price\": 0.2 } } ],"
      "\"vehicles\": [";

static GhStudy *
new_study (guint count)
{
  g_autoptr (GString) text = g_string_new (head);
  g_autoptr (GhFindings) findings = gh_findings_new ();

  for (guint i = 0; i < count; i++)
    g_string_append_printf (
        text,
        "%s{ \"name\": \"Van %u\", \"battery_kwh\": %u, \"charger\": { \"charge_kw\": 11 },"
        "\"trips\": [ { \"days\": \"mon-fri\", \"leave\": \"0%u:15\", \"return\": \"17:30\","
        "\"distance_km\": %u } ] }",
        i > 0 ? "," : "", i + 1, 40 + i % 60, 5 + i % 4, 40 + i % 100);
  g_string_append (text, "] }");
  return gh_study_from_json (text->str, -1, findings, NULL);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

/* Milliseconds of this round. @round: from 0 */
typedef void (*Edit) (GhRecordRows *rows, guint round);

static void
edit_cell (GhRecordRows *rows, guint round)
{
  g_autofree char *text = g_strdup_printf ("%u", 41 + round);

  gh_record_rows_set_text (rows, 17 + 31 * round, BATTERY, text, NULL);
}

static void
undo (GhRecordRows *rows, guint round)
{
  gh_document_undo (gh_record_rows_get_document (rows));
}

static void
redo (GhRecordRows *rows, guint round)
{
  gh_document_redo (gh_record_rows_get_document (rows));
}

static void
paste (GhRecordRows *rows, guint round)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < BLOCK_ROWS; i++)
    {
      g_string_append_printf (text, "%u\t%u\n", 42 + (round + i) % 40, 7 + i % 5);
      g_array_append_val (indices, i);
    }
  for (guint i = BATTERY; i < BATTERY + 2; i++)
    g_array_append_val (columns, i);
  g_strfreev (gh_record_rows_paste (rows, indices, columns, text->str));
}

static void
remove_row (GhRecordRows *rows, guint round)
{
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
  guint index = 100 + round;

  g_array_append_val (indices, index);
  gh_record_rows_remove (rows, indices);
}

static void
add_row (GhRecordRows *rows, guint round)
{
  gh_record_rows_add (rows);
}

static void
measure (GhRecordRows *rows, const char *what, Edit edit)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      edit (rows, i);
      times[i] = (double) (g_get_monotonic_time () - begin) / 1000.0;
    }
  qsort (times, ROUNDS, sizeof *times, (int (*) (const void *, const void *)) compare);
  printf ("  %-34s %9.2f %9.2f %9.1f\n", what, times[ROUNDS / 2], times[ROUNDS - 1], 16.7);
}

int
main (int argc, char **argv)
{
  guint count = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 10000;
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  GhLibrary *library = gh_library_open (path, NULL);
  GhStudy *study = new_study (count);
  gint64 begin = g_get_monotonic_time ();
  gint64 id = gh_library_add (library, study, NULL);
  gint64 added = g_get_monotonic_time ();
  g_autoptr (GhDocument) document = gh_document_new (library, id, study);
  gint64 opened = g_get_monotonic_time ();
  g_autoptr (GhRecordRows) rows = gh_record_rows_new (document, GH_RECORDS_VEHICLES);

  printf ("table of %u vehicles, ms                 median     worst     limit\n", count);
  printf ("  %-34s %9.2f\n", "added to the library", (double) (added - begin) / 1000.0);
  printf ("  %-34s %9.2f\n", "opened", (double) (opened - added) / 1000.0);
  measure (rows, "edit of a cell", edit_cell);
  measure (rows, "undo of it", undo);
  measure (rows, "redo of it", redo);
  measure (rows, "pasting 2000 cells", paste);
  measure (rows, "removing a row", remove_row);
  measure (rows, "adding a row", add_row);
  gh_document_close (document);
  gh_library_close (library);
  g_remove (path);
  g_rmdir (folder);
  return 0;
}
