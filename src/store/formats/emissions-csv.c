/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Emissions of power grids in CSV: NREL Cambium, EPA AVERT, WattTime, Electricity Maps. The first
 * two also come as the hours of a year without any time. */
#include "formats/emissions-csv.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "formats/csv-records.h"
#include "formats/table-builder.h"
#include "time-axis.h"
#include "words.h"

#define CAMBIUM "NREL Cambium"
#define AVERT "EPA AVERT"
/* What no series of a study is about. */
#define PART "table"
/* Rows in which the headings are sought. */
#define HEAD_ROWS 12
/* Hours without date are those of one of these. */
#define COMMON_YEAR 2001
#define LEAP_YEAR 2000
#define COMMON_HOURS 8760
#define LEAP_HOURS 8784
/* The times of Cambium are in Eastern Standard Time, wherever the region is. */
#define CAMBIUM_ZONE "Etc/GMT+5"

/* Headings of Cambium by their beginning, whole ones first; the rates are in kg/MWh, which is
 * g/kWh. Those with an ending are parts: burning and upstream, one gas alone. */
static const struct
{
  const char *prefix;
  const char *unit;
  const char *kind;
} cambium[] = {
  { "lrmer_co2e", "kg/MWh", GH_KIND_EMISSIONS_LONG_RUN },
  { "srmer_co2e", "kg/MWh", GH_KIND_EMISSIONS_SHORT_RUN },
  { "aer_load_co2e", "kg/MWh", GH_KIND_EMISSIONS_AVERAGE },
  { "aer_gen_co2e", "kg/MWh", GH_KIND_EMISSIONS_AVERAGE },
  { "total_cost_enduse", "USD/MWh", "price" },
  { "energy_cost_enduse", "USD/MWh", "price" },
  { "lrmer_co2", "kg/MWh", PART },
  { "srmer_co2", "kg/MWh", PART },
  { "aer_load_co2", "kg/MWh", PART },
  { "aer_gen_co2", "kg/MWh", PART },
};

static int
find_cambium (const char *heading)
{
  for (guint i = 0; i < G_N_ELEMENTS (cambium); i++)
    if (g_ascii_strncasecmp (heading, cambium[i].prefix, strlen (cambium[i].prefix)) == 0)
      return (int) i;
  return -1;
}

static gboolean
has_cambium (const GhCsvRecords *records)
{
  for (guint i = 0; i < records->names->len; i++)
    if (find_cambium (g_ptr_array_index (records->names, i)) >= 0)
      return TRUE;
  return FALSE;
}

/* Stands below the headings of Cambium or AVERT. */
static const char *
find_format (GhCsvRecords *records)
{
  static const char *const nothing[] = { NULL };
  static const char *const avert[] = { "Month", "Timestamp", "CA", "FL", NULL };

  for (guint row = 0; row < HEAD_ROWS && gh_csv_records_seek (records, nothing, 1); row++)
    {
      guint found = 0;
      if (has_cambium (records))
        return CAMBIUM;
      while (avert[found] != NULL && gh_csv_records_find (records, avert[found]) >= 0)
        found++;
      if (avert[found] == NULL)
        return AVERT;
    }
  return NULL;
}

/**
 * gh_emissions_csv_matches:
 * @text: (array length=length): UTF-8
 * @length: in bytes
 *
 * Returns: whether it is a table of Cambium or AVERT
 */
gboolean
gh_emissions_csv_matches (const char *text, gsize length)
{
  GhCsvRecords records;

  gh_csv_records_init (&records, text, length, ',', '.');
  gboolean matches = find_format (&records) != NULL;
  gh_csv_records_clear (&records);
  return matches;
}

static void
set_unit (GhTableColumn *column, const char *unit)
{
  if (!gh_csv_unit_parse (unit, &column->meaning))
    return;
  g_free (column->unit);
  column->unit = g_strdup (column->meaning.name);
}

/* What Cambium's headings mean. */
static void
label_cambium (GhTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      GhTableColumn *column = g_ptr_array_index (table->columns, i);
      int row = find_cambium (column->name);
      if (row < 0)
        continue;
      set_unit (column, cambium[row].unit);
      gboolean whole = strlen (column->name) == strlen (cambium[row].prefix);
      column->kind = whole ? cambium[row].kind : PART;
    }
}

/* Opens the columns of numbers; @numbers gets their places in the file. */
static void
open_columns (GhTableBuilder *builder, const GhCsvRecords *records, const char *format,
              GArray *numbers)
{
  gboolean avert = g_str_equal (format, AVERT);

  for (guint i = 0; i < records->names->len; i++)
    {
      const char *name = g_ptr_array_index (records->names, i);
      if (*name == '\0'
          || (avert
              && (g_ascii_strcasecmp (name, "Month") == 0
                  || g_ascii_strcasecmp (name, "Timestamp") == 0)))
        continue;
      gh_table_builder_add_column (builder, name, avert ? "lb/kWh" : NULL,
                                   avert ? GH_KIND_EMISSIONS_SHORT_RUN : NULL);
      g_array_append_val (numbers, i);
    }
}

static gboolean
read_row (GhTableBuilder *builder, const GhCsvRecords *records, const GArray *numbers,
          GError **error)
{
  gint64 from = (gint64) gh_table_builder_count_rows (builder) * 3600;

  gh_table_builder_add_row (builder, from, from + 3600, records->reader.line);
  for (guint i = 0; i < numbers->len; i++)
    {
      guint column = g_array_index (numbers, guint, i);
      double value;
      if (!gh_csv_records_number (records, (int) column, &value))
        {
          g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                       _ ("line %u: the column “%s” holds something that is not a number."),
                       records->reader.line,
                       (const char *) g_ptr_array_index (records->names, column));
          return FALSE;
        }
      if (!isnan (value))
        gh_table_builder_set (builder, i, value);
    }
  return TRUE;
}

/* Standard time of the zone, so that every day has 24 hours. */
static gint32
find_standard_offset (GTimeZone *zone, gint64 year_start)
{
  gint32 winter = g_time_zone_get_offset (
      zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, year_start));
  gint32 summer = g_time_zone_get_offset (
      zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, year_start + 181 * 86400));

  return MIN (winter, summer);
}

static gboolean
place_year (GhTable *table, const GhTableOptions *options, GError **error)
{
  const char *name = options != NULL ? options->time_zone : NULL;
  g_autoptr (GTimeZone) zone = gh_time_zone_find (name != NULL ? name : "UTC");
  int year = table->count == LEAP_HOURS ? LEAP_YEAR : COMMON_YEAR;
  gint64 start = (gint64) gh_date_from_civil (year, 1, 1) * 86400;

  if (table->count != COMMON_HOURS && table->count != LEAP_HOURS)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("the table has no times, and its %zu rows are not the hours of a year."),
                   table->count);
      return FALSE;
    }
  if (zone == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("there is no time zone “%s”."), name);
      return FALSE;
    }
  gint32 offset = find_standard_offset (zone, start);
  g_time_zone_unref (table->zone);
  table->zone = g_time_zone_new_offset (offset);
  table->start_unix = start - offset;
  table->typical_year = table->follows_sun = TRUE;
  table->names_offsets = FALSE;
  gh_findings_add (table->findings, GH_SEVERITY_WARNING, "$",
                   _ ("The table has no times; its rows were taken for the hours of a year in "
                      "standard time of %s and are shown as %d."),
                   name != NULL ? name : "UTC", year);
  return TRUE;
}

static GhTable *
read_hours (GhCsvRecords *records, const char *format, const GhTableOptions *options,
            const GhProgress *progress, GError **error)
{
  GhProgress reading = gh_progress_part (progress, 0.0, 0.6);
  GhProgress finishing = gh_progress_part (progress, 0.6, 1.0);
  g_autoptr (GhTableBuilder) builder = gh_table_builder_new (format, "emissions");
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  open_columns (builder, records, format, numbers);
  while (gh_csv_records_next (records))
    if (!gh_csv_records_go_on (records, &reading, error)
        || !read_row (builder, records, numbers, error))
      return NULL;
  g_autoptr (GhTable) table = gh_table_builder_finish (builder, NULL, &finishing, error);
  if (table == NULL || !place_year (table, options, error))
    return NULL;
  if (g_str_equal (format, AVERT))
    gh_findings_add (
        table->findings, GH_SEVERITY_WARNING, "$",
        _ ("The file does not tell the unit of its emissions; they were read as lb/kWh "
           "of CO2. Name the unit if another one is meant."));
  else
    label_cambium (table);
  return g_steal_pointer (&table);
}

static GhTable *
read_times (const char *text, gsize length, const GhTableOptions *options,
            const GhProgress *progress, GError **error)
{
  GhTableOptions own = { "timestamp", options != NULL ? options->time_zone : NULL,
                         options != NULL ? options->stamps : GH_TABLE_STAMPS_AUTO };

  own.time_zone = own.time_zone != NULL ? own.time_zone : CAMBIUM_ZONE;
  GhTable *table = gh_table_read_text (text, length, &own, progress, error);
  if (table == NULL)
    return NULL;
  table->format = CAMBIUM;
  table->kind = "emissions";
  label_cambium (table);
  if (options == NULL || options->time_zone == NULL)
    g_ptr_array_add (table->repairs,
                     g_strdup (_ ("The times were read as Eastern Standard Time, in "
                                  "which Cambium gives them.")));
  return table;
}

/**
 * gh_emissions_csv_read:
 * @text: (array length=length): of which gh_emissions_csv_matches() is true
 * @length: in bytes
 * @options: (nullable): its time zone counts where the file tells none
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID, with a line number where there is one
 *
 * Returns: (transfer full) (nullable): the table
 */
GhTable *
gh_emissions_csv_read (const char *text, gsize length, const GhTableOptions *options,
                       const GhProgress *progress, GError **error)
{
  GhCsvRecords records;
  GhTable *table;

  gh_csv_records_init (&records, text, length, ',', '.');
  const char *format = find_format (&records);
  gboolean timed
      = g_strcmp0 (format, CAMBIUM) == 0 && gh_csv_records_find (&records, "timestamp") >= 0;
  if (timed)
    table = read_times (text, length, options, progress, error);
  else
    table = read_hours (&records, format, options, progress, error);
  gh_csv_records_clear (&records);
  return table;
}

/* WattTime's CSV has two columns and no word about what the second is. */
static void
label_watttime (GhTable *table)
{
  GhTableColumn *column = g_ptr_array_index (table->columns, 0);

  if (table->columns->len != 1 || g_ascii_strcasecmp (column->name, "value") != 0)
    return;
  table->format = "WattTime";
  table->kind = column->kind = "emissions";
  set_unit (column, "lb/MWh");
  gh_findings_add (table->findings, GH_SEVERITY_WARNING, "$",
                   _ ("The file does not tell the unit of its emissions; they were read as lb/MWh, "
                      "as WattTime gives them."));
}

/**
 * gh_emissions_csv_label:
 * @table: (inout): a plain table
 *
 * Tells what the columns of WattTime and Electricity Maps are, which keep the times of plain
 * tables.
 */
void
gh_emissions_csv_label (GhTable *table)
{
  if (table->columns->len == 0)
    return;
  label_watttime (table);
  for (guint i = 0; i < table->columns->len; i++)
    {
      GhTableColumn *column = g_ptr_array_index (table->columns, i);
      if (g_ascii_strncasecmp (column->name, "carbon intensity g", 18) != 0)
        continue;
      table->format = "Electricity Maps";
      table->kind = "emissions";
      column->kind = GH_KIND_EMISSIONS_AVERAGE;
    }
}
