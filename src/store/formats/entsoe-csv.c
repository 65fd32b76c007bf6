/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of the ENTSO-E transparency platform export: a table with times, of which rows of
 * other auctions and areas are left out before it is read. */
#include "formats/entsoe-csv.h"

#include <string.h>

#include "errors.h"
#include "formats/csv-records.h"
#include "words.h"

#define TITLE "ENTSO-E day-ahead prices"
/* Clocks of the platform's CET/CEST. */
#define PLATFORM_ZONE "Europe/Brussels"

/* Which rows are kept. */
typedef struct
{
  int sequence_column;
  int area_column;
  char *sequence;
  char *area;
  guint left_out;
  gboolean other_areas;
} Choice;

static int
find_prefix (const GhCsvRecords *records, const char *prefix)
{
  for (guint i = 0; i < records->names->len; i++)
    if (g_ascii_strncasecmp (g_ptr_array_index (records->names, i), prefix, strlen (prefix)) == 0)
      return (int) i;
  return -1;
}

/* Stands below the headings. */
static gboolean
find_headings (GhCsvRecords *records, const char *text, gsize length)
{
  static const char *const nothing[] = { NULL };
  GhCsvDialect dialect;

  gh_csv_detect_dialect (text, length, &dialect);
  gh_csv_records_init (records, text, length, dialect.separator, dialect.decimal);
  return gh_csv_records_seek (records, nothing, 1) && find_prefix (records, "MTU (") >= 0
         && find_prefix (records, "Day-ahead Price") >= 0;
}

/**
 * gh_entsoe_csv_matches:
 * @text: (array length=length): UTF-8
 * @length: in bytes
 *
 * Returns: whether it is a table of day-ahead prices of the platform
 */
gboolean
gh_entsoe_csv_matches (const char *text, gsize length)
{
  GhCsvRecords records;
  gboolean matches = find_headings (&records, text, length);

  gh_csv_records_clear (&records);
  return matches;
}

/* The first area, and of the auctions the first by name: "Sequence 1" before "Sequence 2" and
 * "Without Sequence". */
static gboolean
choose (Choice *choice, GhCsvRecords records, const GhProgress *progress, GError **error)
{
  gboolean going = TRUE;

  records.cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  while (gh_csv_records_next (&records)
         && (going = gh_csv_records_go_on (&records, progress, error)))
    {
      g_autofree char *area = gh_csv_records_text (&records, choice->area_column);
      g_autofree char *sequence = gh_csv_records_text (&records, choice->sequence_column);
      if (choice->area == NULL)
        choice->area = g_strdup (area);
      if (!g_str_equal (choice->area, area))
        choice->other_areas = TRUE;
      else if (choice->sequence == NULL || strcmp (sequence, choice->sequence) < 0)
        {
          g_free (choice->sequence);
          choice->sequence = g_steal_pointer (&sequence);
        }
    }
  g_array_unref (records.cells);
  return going;
}

static gboolean
is_kept (const Choice *choice, const GhCsvRecords *records)
{
  g_autofree char *area = gh_csv_records_text (records, choice->area_column);
  g_autofree char *sequence = gh_csv_records_text (records, choice->sequence_column);

  return g_strcmp0 (area, choice->area) == 0 && g_strcmp0 (sequence, choice->sequence) == 0;
}

/* The text with blanks in place of the rows that do not count, so that lines keep their numbers. */
static char *
blank_rows (Choice *choice, GhCsvRecords records, const char *text, gsize length,
            const GhProgress *progress, GError **error)
{
  char *kept = g_memdup2 (text, length);
  const char *before = records.reader.position;
  gboolean going = TRUE;

  records.cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  for (;
       gh_csv_records_next (&records) && (going = gh_csv_records_go_on (&records, progress, error));
       before = records.reader.position)
    if (!is_kept (choice, &records))
      {
        choice->left_out++;
        for (const char *at = before; at < records.reader.position; at++)
          if (*at != '\n' && *at != '\r')
            kept[at - text] = ' ';
      }
  g_array_unref (records.cells);
  if (!going)
    g_clear_pointer (&kept, g_free);
  return kept;
}

static void
tell (const Choice *choice, GhTable *table)
{
  if (choice->left_out > 0 && !choice->other_areas)
    g_ptr_array_add (
        table->repairs,
        g_strdup_printf (ngettext ("%u row of another auction than “%s” was left out.",
                                   "%u rows of other auctions than “%s” were left out.",
                                   choice->left_out),
                         choice->left_out, choice->sequence));
  if (choice->other_areas)
    gh_findings_add (table->findings, GH_SEVERITY_WARNING, "$",
                     _ ("The file has prices of several areas; only those of “%s” were read."),
                     choice->area);
}

static GhTable *
read_chosen (Choice *choice, const GhCsvRecords *records, const char *text, gsize length,
             const GhTableOptions *options, const GhProgress *progress, GError **error)
{
  const char *heading = g_ptr_array_index (records->names, (guint) find_prefix (records, "MTU ("));
  gboolean utc = strstr (heading, "UTC") != NULL;
  GhProgress choosing = gh_progress_part (progress, 0.0, 0.2);
  GhProgress blanking = gh_progress_part (progress, 0.2, 0.4);
  GhProgress reading = gh_progress_part (progress, 0.4, 1.0);
  GhTableOptions own = { heading, utc ? "UTC" : PLATFORM_ZONE,
                         options != NULL ? options->stamps : GH_TABLE_STAMPS_AUTO };

  if (!choose (choice, *records, &choosing, error))
    return NULL;
  g_autofree char *kept = blank_rows (choice, *records, text, length, &blanking, error);
  if (kept == NULL)
    return NULL;
  GhTable *table = gh_table_read_text (kept, length, &own, &reading, error);
  if (table == NULL)
    return NULL;
  table->format = TITLE;
  table->kind = "price";
  table->names_offsets = TRUE;
  table->uses_zone = FALSE;
  tell (choice, table);
  return table;
}

/**
 * gh_entsoe_csv_read:
 * @text: (array length=length): of which gh_entsoe_csv_matches() is true
 * @length: in bytes
 * @options: (nullable): whether times are ends; the zone stands in the heading
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID with a line number, %GH_ERROR_STOPPED
 *
 * Reads the prices of the first area and auction.
 *
 * Returns: (transfer full) (nullable): the table
 */
GhTable *
gh_entsoe_csv_read (const char *text, gsize length, const GhTableOptions *options,
                    const GhProgress *progress, GError **error)
{
  GhCsvRecords records;
  Choice choice = { -1, -1, NULL, NULL, 0, FALSE };
  GhTable *table = NULL;

  if (find_headings (&records, text, length))
    {
      choice.sequence_column = gh_csv_records_find (&records, "Sequence");
      choice.area_column = gh_csv_records_find (&records, "Area");
      table = read_chosen (&choice, &records, text, length, options, progress, error);
    }
  gh_csv_records_clear (&records);
  g_free (choice.sequence);
  g_free (choice.area);
  return table;
}
