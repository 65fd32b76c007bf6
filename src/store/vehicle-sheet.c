/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vehicles of a spreadsheet: a row each, in a file or pasted. Columns are told by their headings.
 */
#include "vehicle-sheet.h"

#include <math.h>
#include <string.h>

#include "csv-unit.h"
#include "errors.h"
#include "formats/csv-records.h"
#include "words.h"

/* Rows above the headings that are passed over. */
#define TITLE_ROWS 10
/* Columns that make a row of headings. */
#define LEAST_COLUMNS 2
#define KM_PER_MILE 1.609344
#define HEADING_BYTES 256

/* A column while its cells are looked at. */
typedef struct
{
  GhColumnForm form;
  guint numbers;   /* cells that are numbers */
  guint above_one; /* of those */
} Column;

static void
free_column (gpointer data)
{
  GhSheetColumn *column = data;

  g_free (column->heading);
  g_free (column);
}

static void
free_vehicle (gpointer data)
{
  gh_record_free (&gh_vehicle_table, data);
}

/**
 * gh_vehicle_sheet_free:
 * @sheet: (transfer full) (nullable): a sheet
 *
 * Frees it with its vehicles.
 */
void
gh_vehicle_sheet_free (GhVehicleSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_clear_pointer (&sheet->columns, g_ptr_array_unref);
  g_clear_pointer (&sheet->vehicles, g_ptr_array_unref);
  g_free (sheet);
}

/* A heading as words: small letters without accents, signs made blanks, what is in brackets left
 * out. */
static char *
make_plain (const char *heading)
{
  g_autofree char *valid = g_utf8_make_valid (heading, (gssize) strnlen (heading, HEADING_BYTES));
  g_autofree char *ascii = g_str_to_ascii (valid, "C");
  GString *plain = g_string_new (NULL);
  int depth = 0;

  for (const char *at = ascii; *at != '\0'; at++)
    {
      depth += (*at == '(' || *at == '[') - ((*at == ')' || *at == ']') && depth > 0);
      if (depth == 0 && g_ascii_isalnum (*at))
        g_string_append_c (plain, g_ascii_tolower (*at));
      else if (plain->len > 0 && plain->str[plain->len - 1] != ' ')
        g_string_append_c (plain, ' ');
    }
  g_strchomp (plain->str);
  return g_string_free (plain, FALSE);
}

/* Takes units off the end of plain words: "battery kwh". */
static void
strip_units (char *plain)
{
  static const char *const units[]
      = { " in", " kwh", " wh",      " mwh",     " kw",     " w",     " km",
          " mi", " a",   " h",       " per",     " 100",    " miles", " eur",
          " ct", " usd", " percent", " prozent", " kwh km", " 100km", NULL };
  gboolean found = TRUE;

  while (found)
    {
      found = FALSE;
      for (guint i = 0; units[i] != NULL; i++)
        if (g_str_has_suffix (plain, units[i]))
          {
            plain[strlen (plain) - strlen (units[i])] = '\0';
            found = TRUE;
          }
    }
}

static gboolean
is_one_of (const char *words, const char *word)
{
  g_auto (GStrv) all = g_strsplit (words, "|", -1);

  return g_strv_contains ((const char *const *) all, word);
}

/* Whether plain words are what the window or a heading in a file calls a column. */
static gboolean
is_called (const GhVehicleColumn *column, const char *plain)
{
  const char *title = gh_vehicle_column_get_attribute (column)->title;
  g_autofree char *name = make_plain (column->name);
  g_autofree char *original = make_plain (title);
  g_autofree char *translated = make_plain (_ (title));

  return strcmp (name, plain) == 0 || strcmp (original, plain) == 0
         || strcmp (translated, plain) == 0 || is_one_of (column->words, plain);
}

static const GhVehicleColumn *
find_called (const char *plain)
{
  guint count;
  const GhVehicleColumn *columns = gh_vehicle_columns_get (&count);

  for (guint i = 0; *plain != '\0' && i < count; i++)
    if (is_called (&columns[i], plain))
      return &columns[i];
  return NULL;
}

/* The column of a heading: by all of its words, then without the units at its end. */
static const GhVehicleColumn *
find_column (const char *heading)
{
  g_autofree char *plain = make_plain (heading);
  const GhVehicleColumn *column = find_called (plain);

  if (column != NULL)
    return column;
  strip_units (plain);
  return find_called (plain);
}

static gboolean
has (const char *text, const char *part)
{
  return strstr (text, part) != NULL;
}

/* A consumption may be per 100 km, and in Wh. */
static double
find_consumption_factor (const char *heading, GhSheetColumn *column)
{
  g_autofree char *lower = g_utf8_strdown (heading, -1);
  gboolean per_hundred = has (lower, "100");
  gboolean in_wh = has (lower, "wh") && !has (lower, "kwh");

  if (per_hundred || in_wh)
    g_strlcpy (column->unit, per_hundred ? "kWh/100 km" : "Wh/km", sizeof column->unit);
  return per_hundred ? 0.01 : in_wh ? 1e-3 : 1.0;
}

/* What numbers below a heading are multiplied by. */
static double
find_factor (const char *heading, const GhAttribute *attribute, GhSheetColumn *column)
{
  GhCsvUnit unit, own;

  if (strcmp (attribute->name, "consumption_kwh_per_km") == 0)
    return find_consumption_factor (heading, column);
  if (attribute->unit == NULL)
    return 1.0;
  g_autofree char *plain = g_utf8_strdown (heading, -1);
  if (strcmp (attribute->unit, "km") == 0)
    {
      gboolean in_miles = has (plain, "mile") || g_str_has_suffix (plain, "mi)")
                          || g_str_has_suffix (plain, " mi") || g_str_has_suffix (plain, "mi]");
      if (in_miles)
        g_strlcpy (column->unit, "mi", sizeof column->unit);
      return in_miles ? KM_PER_MILE : 1.0;
    }
  if (!gh_csv_unit_find (heading, &unit) || !gh_csv_unit_parse (attribute->unit, &own)
      || unit.quantity != own.quantity)
    return 1.0;
  g_strlcpy (column->unit, unit.name, sizeof column->unit);
  return unit.factor / own.factor;
}

static GhSheetColumn *
add_column (GhVehicleSheet *sheet, const char *heading, const GhVehicleColumn *known)
{
  GhSheetColumn *column = g_new0 (GhSheetColumn, 1);

  column->heading = g_strdup (heading);
  column->column = known;
  for (guint i = 0; known != NULL && i < sheet->columns->len; i++)
    if (((const GhSheetColumn *) g_ptr_array_index (sheet->columns, i))->column == known)
      {
        column->column = NULL;
        column->is_repeated = TRUE;
      }
  g_ptr_array_add (sheet->columns, column);
  return column;
}

static guint
count_known (const GPtrArray *headings)
{
  guint known = 0;

  for (guint i = 0; i < headings->len; i++)
    known += find_column (g_ptr_array_index (headings, i)) != NULL;
  return known;
}

/* Goes to the row of headings: the first that has enough of them, or its only cell. */
static gboolean
seek_headings (GhCsvRecords *records)
{
  static const char *const nothing[] = { NULL };

  for (guint row = 0; row < TITLE_ROWS && gh_csv_records_seek (records, nothing, 1); row++)
    if (count_known (records->names) >= MIN (LEAST_COLUMNS, records->names->len))
      return TRUE;
  return FALSE;
}

static void
open_records (GhCsvRecords *records, const char *text, gsize length, GhVehicleSheet *sheet)
{
  GhCsvDialect dialect;

  gh_csv_detect_dialect (text, length, &dialect);
  sheet->separator = dialect.separator;
  sheet->decimal = dialect.decimal;
  gh_csv_records_init (records, text, length, dialect.separator, dialect.decimal);
}

/**
 * gh_vehicle_sheet_matches:
 * @text: (array length=length): UTF-8
 * @length: in bytes
 *
 * Returns: whether it has a row of headings of which some are understood
 */
gboolean
gh_vehicle_sheet_matches (const char *text, gsize length)
{
  GhVehicleSheet sheet = { 0 };
  GhCsvRecords records;

  open_records (&records, text, length, &sheet);
  gboolean matches = seek_headings (&records);
  gh_csv_records_clear (&records);
  return matches;
}

/* The columns of a sheet with headings, or those that the caller names. */
static gboolean
take_columns (GhVehicleSheet *sheet, GhCsvRecords *records, const char *const *names,
              GError **error)
{
  guint count;
  const GhVehicleColumn *known = gh_vehicle_columns_get (&count);

  if (names == NULL && !seek_headings (records))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                           _ ("no column was recognised: the first row has to say what the "
                              "columns are, such as name, battery_kwh, leave, return"));
      return FALSE;
    }
  for (guint i = 0; names == NULL && i < records->names->len; i++)
    {
      const char *heading = g_ptr_array_index (records->names, i);
      add_column (sheet, heading, find_column (heading));
    }
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      guint k = 0;
      while (k < count && strcmp (known[k].name, names[i]) != 0)
        k++;
      add_column (sheet, "", k < count ? &known[k] : NULL);
    }
  return TRUE;
}

/* Whether states of charge are in percent is told by the numbers where the heading does not. */
static void
look_at_numbers (const GhVehicleSheet *sheet, GhCsvRecords records, Column *columns)
{
  double number;

  records.cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  while (gh_csv_records_next (&records))
    for (guint i = 0; i < MIN (sheet->columns->len, records.cells->len); i++)
      {
        const GhCsvCell *cell = &g_array_index (records.cells, GhCsvCell, i);
        if (gh_csv_cell_parse (cell, sheet->decimal, &number) != GH_CSV_NUMBER)
          continue;
        columns[i].numbers++;
        columns[i].above_one += number > 1.0;
      }
  g_array_unref (records.cells);
}

/* Times with points in them ("7.30") say nothing of numbers: only columns of numbers are asked. */
static void
find_decimal (GhVehicleSheet *sheet, GhCsvRecords records)
{
  int commas = 0;

  records.cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  while (gh_csv_records_next (&records))
    for (guint i = 0; i < MIN (sheet->columns->len, records.cells->len); i++)
      {
        const GhSheetColumn *column = g_ptr_array_index (sheet->columns, i);
        const GhCsvCell *cell = &g_array_index (records.cells, GhCsvCell, i);
        if (column->column == NULL
            || gh_vehicle_column_get_attribute (column->column)->kind != GH_KIND_NUMBER)
          continue;
        gboolean has_comma = memchr (cell->text, ',', cell->length) != NULL;
        gboolean has_point = memchr (cell->text, '.', cell->length) != NULL;
        commas += has_comma - has_point;
      }
  g_array_unref (records.cells);
  if (commas != 0)
    sheet->decimal = commas > 0 ? ',' : '.';
}

static Column *
find_forms (GhVehicleSheet *sheet, const GhCsvRecords *records)
{
  Column *columns = g_new0 (Column, sheet->columns->len + 1);

  find_decimal (sheet, *records);
  look_at_numbers (sheet, *records, columns);
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      GhSheetColumn *column = g_ptr_array_index (sheet->columns, i);
      columns[i].form = (GhColumnForm){ sheet->decimal, 1.0 };
      if (column->column == NULL)
        continue;
      const GhAttribute *attribute = gh_vehicle_column_get_attribute (column->column);
      if (!attribute->percent)
        columns[i].form.factor = find_factor (column->heading, attribute, column);
      else if (has (column->heading, "%") || columns[i].above_one * 2 > columns[i].numbers)
        {
          columns[i].form.factor = 0.01;
          g_strlcpy (column->unit, "%", sizeof column->unit);
        }
    }
  return columns;
}

static void
read_row (GhVehicleSheet *sheet, const GhCsvRecords *records, const Column *columns)
{
  GhVehicle *vehicle = gh_record_new (&gh_vehicle_table);

  for (guint i = 0; i < MIN (sheet->columns->len, records->cells->len); i++)
    {
      const GhSheetColumn *column = g_ptr_array_index (sheet->columns, i);
      g_autofree char *text
          = column->column != NULL ? gh_csv_records_text (records, (int) i) : NULL;
      if (text != NULL && *text != '\0'
          && !gh_vehicle_set_cell (vehicle, column->column, text, &columns[i].form))
        sheet->unread++;
    }
  g_ptr_array_add (sheet->vehicles, vehicle);
}

static gboolean
read_rows (GhVehicleSheet *sheet, GhCsvRecords *records, const GhProgress *progress, GError **error)
{
  g_autofree Column *columns = find_forms (sheet, records);

  while (gh_csv_records_next (records))
    {
      if (!gh_csv_records_go_on (records, progress, error))
        return FALSE;
      if (sheet->vehicles->len == GH_MOST_FLEET_VEHICLES)
        {
          g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                       _ ("there are more than %d rows; a fleet has at most as many vehicles"),
                       GH_MOST_FLEET_VEHICLES);
          return FALSE;
        }
      read_row (sheet, records, columns);
    }
  if (sheet->vehicles->len > 0)
    return TRUE;
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("there is no row below the headings"));
  return FALSE;
}

/**
 * gh_vehicle_sheet_read:
 * @text: (array length=length): UTF-8, of a file or pasted
 * @length: in bytes
 * @names: (nullable) (array zero-terminated=1): names of the columns of a text without headings, ""
 *   for one to be passed over; %NULL where the first row has them
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID when no column is recognised or there is no row, %GH_ERROR_STOPPED
 *
 * Reads vehicles, a row each. What a cell holds that cannot be taken is kept with its vehicle.
 * Every row becomes a vehicle, complete or not. O(length).
 *
 * Returns: (transfer full) (nullable): the sheet
 */
GhVehicleSheet *
gh_vehicle_sheet_read (const char *text, gsize length, const char *const *names,
                       const GhProgress *progress, GError **error)
{
  g_autoptr (GhVehicleSheet) sheet = g_new0 (GhVehicleSheet, 1);
  GhCsvRecords records;

  sheet->columns = g_ptr_array_new_with_free_func (free_column);
  sheet->vehicles = g_ptr_array_new_with_free_func (free_vehicle);
  open_records (&records, text, length, sheet);
  gboolean good = take_columns (sheet, &records, names, error)
                  && read_rows (sheet, &records, progress, error);
  gh_csv_records_clear (&records);
  return good ? g_steal_pointer (&sheet) : NULL;
}

static void
append_cell (GString *text, const char *cell, char separator)
{
  if (strpbrk (cell, "\"\r\n") == NULL && strchr (cell, separator) == NULL
      && !g_ascii_isspace (*cell))
    {
      g_string_append (text, cell);
      return;
    }
  g_string_append_c (text, '"');
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *cell);
    }
  g_string_append_c (text, '"');
}

/* Whether a column says something of one of the vehicles; the first ones are always there. */
static gboolean
is_used (const GPtrArray *vehicles, const GhVehicleColumn *column, char decimal)
{
  if (strcmp (column->name, "name") == 0 || strcmp (column->name, "battery_kwh") == 0)
    return TRUE;
  for (guint i = 0; i < vehicles->len; i++)
    {
      g_autofree char *cell
          = gh_vehicle_format_cell (g_ptr_array_index (vehicles, i), column, decimal);
      if (*cell != '\0')
        return TRUE;
    }
  return FALSE;
}

/* Whether its driving does not fit in one row. */
static gboolean
is_in_part (const GhVehicle *vehicle)
{
  return (vehicle->trips != NULL && vehicle->trips->len > 1)
         || (vehicle->stays != NULL && vehicle->stays->len > 0) || vehicle->plugged != NULL
         || vehicle->drive_kw != NULL;
}

/**
 * gh_vehicle_sheet_write:
 * @vehicles: (element-type GhVehicle): vehicles of a fleet
 * @separator: between cells: a tab for what is to be pasted into a spreadsheet
 * @decimal: point or comma
 * @in_part: (out) (optional): of how many vehicles not all driving fits in a row
 *
 * Writes vehicles as gh_vehicle_sheet_read() reads them: headings, and a row for each, with the
 * columns that are used. What was typed and not understood stands in its cell.
 *
 * Returns: (transfer full): the text
 */
char *
gh_vehicle_sheet_write (const GPtrArray *vehicles, char separator, char decimal, guint *in_part)
{
  GString *text = g_string_new (NULL);
  guint count, parts = 0;
  const GhVehicleColumn *columns = gh_vehicle_columns_get (&count);
  g_autofree gboolean *used = g_new0 (gboolean, count);
  const char between[] = { separator, '\0' };

  for (guint c = 0; c < count; c++)
    if ((used[c] = is_used (vehicles, &columns[c], decimal)))
      g_string_append_printf (text, "%s%s", text->len > 0 ? between : "", columns[c].name);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < vehicles->len; i++)
    {
      const GhVehicle *vehicle = g_ptr_array_index (vehicles, i);
      for (guint c = 0; c < count; c++)
        {
          g_autofree char *cell
              = used[c] ? gh_vehicle_format_cell (vehicle, &columns[c], decimal) : NULL;
          if (cell == NULL)
            continue;
          if (c > 0)
            g_string_append_c (text, separator);
          append_cell (text, cell, separator);
        }
      g_string_append_c (text, '\n');
      parts += is_in_part (vehicle);
    }
  if (in_part != NULL)
    *in_part = parts;
  return g_string_free (text, FALSE);
}
