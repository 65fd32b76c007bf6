/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tariffs of DER-VET and StorageVET: a row a price, with months, kind of days and hours in which it
 * counts. Hours are named by their ends, 1 to 24, both included: 17 to 21 begins at 16:00. */
#include <math.h>

#include "errors.h"
#include "formats/csv-records.h"
#include "tariff-readers.h"
#include "urdb-rate.h"
#include "words.h"

#define HEAD_ROWS 20
#define CELLS (2 * GH_URDB_MONTHS * GH_URDB_HOURS)
#define WEEKENDS 0
#define WORKING_DAYS 1
#define ALL_DAYS 2

/* A row: where it counts, and what it is. @exclude_from, @exclude_to: 0 for nothing excluded. */
typedef struct
{
  int first_month, last_month;
  int from, to;
  int exclude_from, exclude_to;
  int days;
  double value;
  gboolean is_demand;
} Row;

/* @prices: sums of the energy prices of a cell
 * @counts: how many these are */
typedef struct
{
  GhCsvRecords *records;
  GhTariffOffer *offer;
  double prices[2][GH_URDB_MONTHS][GH_URDB_HOURS];
  guint counts[2][GH_URDB_MONTHS][GH_URDB_HOURS];
} Reading;

static gboolean
refuse (const Reading *reading, GError **error, const char *column)
{
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("Line %u of the DER-VET tariff: “%s” cannot be understood."),
               reading->records->reader.line, column);
  return FALSE;
}

static gboolean
read_integer (const Reading *reading, const char *column, int least, int most, int *number,
              GError **error)
{
  int index = gh_csv_records_find (reading->records, column);

  return gh_csv_records_integer (reading->records, index, least, most, number)
         || refuse (reading, error, column);
}

/* Both ends of what is excluded, or neither. */
static gboolean
read_excluded (const Reading *reading, Row *row, GError **error)
{
  static const char *const columns[] = { "Excluding Start Time", "Excluding End Time" };
  int *const hours[] = { &row->exclude_from, &row->exclude_to };
  guint given = 0;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      double number;
      int index = gh_csv_records_find (reading->records, columns[i]);
      if (gh_csv_records_number (reading->records, index, &number) && isnan (number))
        continue;
      if (!read_integer (reading, columns[i], 1, GH_URDB_HOURS, hours[i], error))
        return FALSE;
      given++;
    }
  return given != 1 || refuse (reading, error, columns[row->exclude_from > 0 ? 1 : 0]);
}

static gboolean
read_row (const Reading *reading, Row *row, GError **error)
{
  g_autofree char *charge
      = gh_csv_records_text (reading->records, gh_csv_records_find (reading->records, "Charge"));

  *row = (Row){ .is_demand = g_ascii_strcasecmp (charge, "demand") == 0 };
  if (!row->is_demand && g_ascii_strcasecmp (charge, "energy") != 0)
    return refuse (reading, error, "Charge");
  if (!gh_csv_records_number (reading->records, gh_csv_records_find (reading->records, "Value"),
                              &row->value)
      || isnan (row->value) || (row->is_demand && row->value < 0.0))
    return refuse (reading, error, "Value");
  return read_integer (reading, "Start Month", 1, GH_URDB_MONTHS, &row->first_month, error)
         && read_integer (reading, "End Month", 1, GH_URDB_MONTHS, &row->last_month, error)
         && read_integer (reading, "Start Time", 1, GH_URDB_HOURS, &row->from, error)
         && read_integer (reading, "End Time", 1, GH_URDB_HOURS, &row->to, error)
         && read_integer (reading, "Weekday?", WEEKENDS, ALL_DAYS, &row->days, error)
         && read_excluded (reading, row, error);
}

/* @hour: from 0 on; the one that ends an hour later is meant */
static gboolean
counts (const Row *row, guint kind, guint month, guint hour)
{
  int ending = (int) hour + 1;

  return (int) month + 1 >= row->first_month && (int) month + 1 <= row->last_month
         && ending >= row->from && ending <= row->to
         && !(row->exclude_from > 0 && ending >= row->exclude_from && ending <= row->exclude_to)
         && (row->days == ALL_DAYS || row->days == (kind == 0 ? WORKING_DAYS : WEEKENDS));
}

static void
fill_schedule (const Row *row, GhUrdbSchedule *schedule)
{
  for (guint kind = 0; kind < 2; kind++)
    for (guint month = 0; month < GH_URDB_MONTHS; month++)
      for (guint hour = 0; hour < GH_URDB_HOURS; hour++)
        schedule->period[kind][month][hour] = counts (row, kind, month, hour) ? 1 : 0;
}

static void
add_energy (Reading *reading, const Row *row, const GhUrdbSchedule *schedule)
{
  const guint *period = &schedule->period[0][0][0];

  for (guint i = 0; i < CELLS; i++)
    {
      (&reading->prices[0][0][0])[i] += period[i] != 0 ? row->value : 0.0;
      (&reading->counts[0][0][0])[i] += period[i];
    }
}

static void
add_demand (Reading *reading, const Row *row, const GhUrdbSchedule *schedule)
{
  static const char *const names[] = { "Name_optional", "Name (optional)", "Name", NULL };
  GhUrdbReading urdb = { NULL, reading->offer->tariff, reading->offer->findings };
  GhDemandRule *rule = gh_record_new (&gh_demand_rule_table);

  rule->price_per_kw = row->value;
  gh_urdb_give (&gh_demand_rule_table, rule, "price_per_kw");
  rule->name
      = gh_csv_records_text (reading->records, gh_csv_records_find_any (reading->records, names));
  if (*rule->name != '\0')
    gh_urdb_give (&gh_demand_rule_table, rule, "name");
  rule->windows = gh_urdb_take_windows (gh_urdb_schedule_list_windows (schedule, 1),
                                        &gh_demand_rule_table, rule);
  gh_urdb_append (&urdb.tariff->demand_charges, rule);
  gh_urdb_give_tariff (&urdb, "demand_charges");
}

static gboolean
take_row (Reading *reading, GError **error)
{
  GhUrdbSchedule schedule;
  Row row;

  if (!read_row (reading, &row, error))
    return FALSE;
  fill_schedule (&row, &schedule);
  if (gh_urdb_schedule_count_hours (&schedule, 1) == 0)
    gh_findings_add (reading->offer->findings, GH_SEVERITY_WARNING, "$",
                     _ ("line %u counts at no hour; it is left out"),
                     reading->records->reader.line);
  else if (row.is_demand)
    add_demand (reading, &row, &schedule);
  else
    add_energy (reading, &row, &schedule);
  return TRUE;
}

/* Hours without a price and with several. */
static void
warn_of_cells (const Reading *reading)
{
  const guint *count = &reading->counts[0][0][0];
  guint none = 0, several = 0;

  for (guint i = 0; i < CELLS; i++)
    {
      none += count[i] == 0;
      several += count[i] > 1;
    }
  if (none > 0)
    gh_findings_add (reading->offer->findings, GH_SEVERITY_WARNING, "$",
                     _ ("%u of %d hours by month and kind of day have no price of energy; it is "
                        "taken as 0"),
                     none, CELLS);
  if (several > 0)
    gh_findings_add (reading->offer->findings, GH_SEVERITY_WARNING, "$",
                     _ ("%u of %d hours by month and kind of day have several prices of energy; "
                        "they are added up, as DER-VET does"),
                     several, CELLS);
}

static void
set_price (const Reading *reading)
{
  GhUrdbReading urdb = { NULL, reading->offer->tariff, reading->offer->findings };
  const double *price = &reading->prices[0][0][0];
  double distinct[CELLS];
  guint found = 0;
  GhUrdbSchedule schedule;

  for (guint i = 0; i < CELLS; i++)
    {
      guint k = 0;
      while (k < found && fabs (distinct[k] - price[i]) > 0.0)
        k++;
      if (k == found)
        distinct[found++] = price[i];
      (&schedule.period[0][0][0])[i] = k;
    }
  urdb.tariff->import_price = gh_urdb_schedule_new_price (&schedule, distinct, found);
  gh_urdb_give_tariff (&urdb, "import_price");
}

static gboolean
read_rows (Reading *reading, GError **error)
{
  static const char *const needed[] = { "Start Month", "End Month", "Start Time", "End Time",
                                        "Weekday?",    "Value",     "Charge",     NULL };
  guint rows = 0;

  if (!gh_csv_records_seek (reading->records, needed, HEAD_ROWS))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                           _ ("This is no tariff: it is no JSON, and not the table of DER-VET with "
                              "the columns “Start Month” to “Charge”."));
      return FALSE;
    }
  for (; gh_csv_records_next (reading->records); rows++)
    if (!take_row (reading, error))
      return FALSE;
  if (rows > 0)
    return TRUE;
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("The DER-VET tariff has no rows."));
  return FALSE;
}

/* Within the reader of files of tariffs: reads the table. */
gboolean
gh_tariff_dervet_read (const char *text, gsize length, GhTariffFile *file, GError **error)
{
  g_autofree Reading *reading = g_new0 (Reading, 1);
  GhCsvDialect dialect;
  GhCsvRecords records;
  gboolean read;

  gh_csv_detect_dialect (text, length, &dialect);
  gh_csv_records_init (&records, text, length, dialect.separator, dialect.decimal);
  reading->records = &records;
  reading->offer = gh_tariff_offer_new (file);
  reading->offer->currency = g_strdup ("USD");
  read = read_rows (reading, error);
  gh_csv_records_clear (&records);
  if (!read)
    return FALSE;
  set_price (reading);
  warn_of_cells (reading);
  return TRUE;
}
