/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table-import.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "file-reading.h"
#include "findings-json.h"
#include "formats/format.h"
#include "time-axis.h"
#include "words.h"

static const char *const kinds[]
    = { "load", "solar", "price", "emissions", "weather", "sessions", "table", NULL };

/**
 * gh_import_get_kinds:
 *
 * Returns: (transfer none) (array zero-terminated=1): what a table of series can be said to be
 */
const char *const *
gh_import_get_kinds (void)
{
  return kinds;
}

static gboolean
is_kind (const char *word)
{
  return g_strv_contains (kinds, word);
}

static gboolean
mentions (const char *text, const char *const *words)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (; *words != NULL; words++)
    if (strstr (lower, *words) != NULL)
      return TRUE;
  return FALSE;
}

/* What a column is about, by its format, its unit and then by its name; %NULL when neither tells.
 */
static const char *
guess_column (const GhTableColumn *column)
{
  static const char *const sun[] = { "solar", "pv", "photovolt", "erzeugung", "einspeis", NULL };
  static const char *const use[] = { "load",  "consum",   "verbrauch", "leistung", "demand",
                                     "bezug", "lastgang", "usage",     "import",   NULL };
  static const char *const price[] = { "price", "preis", "pricing", "tariff", "auktion", NULL };
  static const char *const carbon[]
      = { "co2", "carbon", "emission", "moer", "lrmer", "srmer", NULL };
  static const char *const weather[] = { "ghi", "dni",  "dhi", "temperature", "irradiance", "g(h)",
                                         "t2m", "g(i)", "gb(", "wind",        "albedo",     NULL };

  if (column->kind != NULL)
    return column->kind;
  switch (column->meaning.quantity)
    {
    case GH_CSV_QUANTITY_PRICE:
      return "price";
    case GH_CSV_QUANTITY_EMISSIONS:
      return "emissions";
    case GH_CSV_QUANTITY_IRRADIANCE:
    case GH_CSV_QUANTITY_TEMPERATURE:
    case GH_CSV_QUANTITY_SPEED:
      return "weather";
    case GH_CSV_QUANTITY_POWER:
    case GH_CSV_QUANTITY_ENERGY:
      return mentions (column->name, sun) ? "solar" : "load";
    case GH_CSV_QUANTITY_UNKNOWN:
    default:
      break;
    }
  if (mentions (column->name, price))
    return "price";
  if (mentions (column->name, carbon))
    return "emissions";
  if (mentions (column->name, weather))
    return "weather";
  if (mentions (column->name, sun))
    return "solar";
  return mentions (column->name, use) ? "load" : NULL;
}

/* Tools write columns that nobody filled as zeros. */
static gboolean
has_content (const GhTableColumn *column, gsize count)
{
  for (gsize i = 0; i < count; i++)
    if (fabs (column->values[i]) > 0.0)
      return TRUE;
  return FALSE;
}

/* The first column with numbers that tells. */
static const char *
guess_kind (const GhTable *table)
{
  if (table->kind != NULL)
    return table->kind;
  for (guint i = 0; i < table->columns->len; i++)
    {
      const GhTableColumn *column = g_ptr_array_index (table->columns, i);
      const char *kind = has_content (column, table->count) ? guess_column (column) : NULL;
      if (kind != NULL)
        return kind;
    }
  return "table";
}

static void
free_column (gpointer data)
{
  GhImportColumn *column = data;

  g_free (column->name);
  g_free (column->unit);
  g_free (column);
}

static gboolean
summarise (const GhTableColumn *from, gsize count, GhImportColumn *column,
           const GhProgress *progress, GError **error)
{
  gsize present = 0;

  column->name = g_strdup (from->name);
  column->unit = g_strdup (from->unit);
  column->missing = from->missing;
  column->kind = from->missing < count ? guess_column (from) : NULL;
  column->minimum = column->maximum = column->mean = NAN;
  for (gsize i = 0; i < count; i++)
    if (!gh_progress_count (progress, i, count, error))
      return FALSE;
    else if (!isnan (from->values[i]))
      {
        column->sum += from->values[i];
        column->minimum = fmin (column->minimum, from->values[i]);
        column->maximum = fmax (column->maximum, from->values[i]);
        present++;
      }
  if (present > 0)
    column->mean = column->sum / (double) present;
  return TRUE;
}

static void
copy_texts (GPtrArray *from, GPtrArray *to)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_strdup (g_ptr_array_index (from, i)));
}

/**
 * gh_import_new:
 * @table: what was read from a file
 * @as_kind: (nullable): what it is, instead of guessing: a @kind of #GhImport
 * @progress: (nullable): whom to tell
 * @error: set to %GH_ERROR_STOPPED when @progress asks to stop
 *
 * Tells what a table holds.
 *
 * Returns: (transfer full) (nullable): the preview
 */
GhImport *
gh_import_new (const GhTable *table, const char *as_kind, const GhProgress *progress,
               GError **error)
{
  g_autoptr (GhImport) import = g_new0 (GhImport, 1);
  gint64 end = table->start_unix + (gint64) table->count * table->step_seconds;

  import->kind = g_strdup (as_kind != NULL ? as_kind : guess_kind (table));
  import->format = table->format;
  import->rows = table->rows;
  import->start = gh_time_format_iso (table->start_unix, table->zone);
  import->end = gh_time_format_iso (end, table->zone);
  import->start_unix = table->start_unix;
  import->count = table->count;
  import->step_seconds = table->step_seconds;
  import->looks_like_ends = table->looks_like_ends;
  import->names_offsets = table->names_offsets;
  import->typical_year = table->typical_year;
  import->columns = g_ptr_array_new_with_free_func (free_column);
  import->repairs = g_ptr_array_new_with_free_func (g_free);
  import->findings = gh_findings_new ();
  copy_texts (table->repairs, import->repairs);
  for (guint i = 0; i < gh_findings_get_count (table->findings); i++)
    {
      const GhFinding *finding = gh_findings_get (table->findings, i);
      gh_findings_add (import->findings, finding->severity, finding->path, "%s", finding->message);
    }
  for (guint i = 0; i < table->columns->len; i++)
    {
      double count = table->columns->len;
      GhProgress part = gh_progress_part (progress, i / count, (i + 1) / count);
      GhImportColumn *column = g_new0 (GhImportColumn, 1);
      g_ptr_array_add (import->columns, column);
      if (!summarise (g_ptr_array_index (table->columns, i), table->count, column, &part, error))
        return NULL;
    }
  return g_steal_pointer (&import);
}

/**
 * gh_import_file:
 * @path: of a file
 * @as_kind: (nullable): what it is, instead of guessing: a @kind of #GhImport
 * @time_zone: (nullable): of times that name no offset; %NULL for UTC
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_IO when the file cannot be opened, %GH_ERROR_UNSUPPORTED when it is no table,
 *   %GH_ERROR_INVALID with a line number when it cannot be read, %GH_ERROR_STOPPED
 *
 * Reads a file and tells what it holds; nothing is stored.
 *
 * Returns: (transfer full) (nullable): the preview
 */
GhImport *
gh_import_file (const char *path, const char *as_kind, const char *time_zone,
                const GhProgress *progress, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  GhProgress opening = gh_progress_part (progress, 0.0, 0.05);
  GhProgress reading = gh_progress_part (progress, 0.05, 0.95);
  GhProgress summing = gh_progress_part (progress, 0.95, 1.0);
  g_autofree char *data = NULL;
  GhTableOptions options = { .time_zone = time_zone, .stamps = GH_TABLE_STAMPS_AUTO };
  g_autoptr (GhTable) table = NULL;
  gsize length;

  if (as_kind != NULL && !is_kind (as_kind))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("“%s” is no kind of file; there are load, solar, price, emissions, weather, "
                      "sessions and table."),
                   as_kind);
      return NULL;
    }
  data = gh_file_read (path, &length, &opening, error);
  if (data == NULL)
    return NULL;
  table = gh_format_read (name, data, length, &options, &reading, error);
  g_clear_pointer (&data, g_free);
  return table != NULL ? gh_import_new (table, as_kind, &summing, error) : NULL;
}

/**
 * gh_import_free:
 * @import: (transfer full) (nullable): a preview
 *
 * Frees a preview.
 */
void
gh_import_free (GhImport *import)
{
  if (import == NULL)
    return;
  g_free (import->kind);
  g_free (import->start);
  g_free (import->end);
  g_ptr_array_unref (import->columns);
  g_ptr_array_unref (import->repairs);
  gh_findings_free (import->findings);
  g_free (import);
}

static void
write_text_or_null (GhJsonWriter *writer, const char *key, const char *text)
{
  if (text != NULL)
    gh_json_writer_text (writer, key, text);
  else
    gh_json_writer_null (writer, key);
}

static void
write_columns (GhJsonWriter *writer, const GhImport *import)
{
  gh_json_writer_begin_array (writer, "columns");
  for (guint i = 0; i < import->columns->len; i++)
    {
      const GhImportColumn *column = g_ptr_array_index (import->columns, i);
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_text (writer, "name", column->name);
      gh_json_writer_text (writer, "unit", column->unit);
      write_text_or_null (writer, "kind", column->kind);
      gh_json_writer_number (writer, "mean", column->mean);
      gh_json_writer_number (writer, "sum", column->sum);
      gh_json_writer_number (writer, "min", column->minimum);
      gh_json_writer_number (writer, "max", column->maximum);
      gh_json_writer_integer (writer, "missing", (gint64) column->missing);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

/**
 * gh_import_to_json:
 * @import: a preview
 *
 * Returns: (transfer full): one JSON object, in the layout of the study format
 */
char *
gh_import_to_json (const GhImport *import)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "kind", import->kind);
  write_text_or_null (writer, "format", import->format);
  gh_json_writer_integer (writer, "rows", (gint64) import->rows);
  gh_json_writer_text (writer, "start", import->start);
  gh_json_writer_text (writer, "end", import->end);
  gh_json_writer_integer (writer, "step_seconds", import->step_seconds);
  write_columns (writer, import);
  gh_json_writer_begin_array (writer, "repairs");
  for (guint i = 0; i < import->repairs->len; i++)
    gh_json_writer_text (writer, NULL, g_ptr_array_index (import->repairs, i));
  gh_json_writer_end (writer);
  gh_findings_write_json (import->findings, writer);
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}

/**
 * gh_import_find_rate:
 * @kind: (nullable): what a column is about
 * @rate: (out): the kind of rates of emissions that it holds
 *
 * Returns: whether the file tells that
 */
gboolean
gh_import_find_rate (const char *kind, GhEmissionRate *rate)
{
  static const char *const rates[GH_EMISSION_RATES]
      = { GH_KIND_EMISSIONS_SHORT_RUN, GH_KIND_EMISSIONS_LONG_RUN, GH_KIND_EMISSIONS_AVERAGE };

  for (*rate = 0; *rate < GH_EMISSION_RATES; (*rate)++)
    if (g_strcmp0 (kind, rates[*rate]) == 0)
      return TRUE;
  return FALSE;
}

/* Which emissions a column holds; "" when it holds others or the file does not tell. */
static const char *
describe_rate (const GhImportColumn *column)
{
  static const char *const words[GH_EMISSION_RATES]
      = { N_ (", short-run marginal emissions"), N_ (", long-run marginal emissions"),
          N_ (", average emissions") };
  GhEmissionRate rate;

  return gh_import_find_rate (column->kind, &rate) ? _ (words[rate]) : "";
}

/* One line about a column: its name, its unit where it has one, and what it holds. */
static void
append_column (GString *text, const GhImportColumn *column)
{
  gboolean has_unit = column->unit != NULL && *column->unit != '\0';
  const char *rate = describe_rate (column);
  g_autofree char *name = has_unit ? g_strdup_printf ("%s [%s]%s", column->name, column->unit, rate)
                                   : g_strconcat (column->name, rate, NULL);

  if (isfinite (column->mean))
    g_string_append_printf (text, _ ("  %s: mean %.6g, least %.6g, most %.6g, missing %zu\n"), name,
                            column->mean, column->minimum, column->maximum, column->missing);
  else
    g_string_append_printf (text, _ ("  %s: no numbers\n"), name);
}

/**
 * gh_import_to_text:
 * @import: a preview
 *
 * Returns: (transfer full): the same for people, several lines
 */
char *
gh_import_to_text (const GhImport *import)
{
  GString *text = g_string_new (NULL);

  if (import->format != NULL)
    g_string_append_printf (text, _ ("recognised as %s\n"), import->format);
  g_string_append_printf (text, _ ("%s: %zu rows from %s to %s in steps of %g minutes\n"),
                          import->kind, import->rows, import->start, import->end,
                          import->step_seconds / 60.0);
  for (guint i = 0; i < import->columns->len; i++)
    append_column (text, g_ptr_array_index (import->columns, i));
  for (guint i = 0; i < import->repairs->len; i++)
    g_string_append_printf (text, _ ("mended: %s\n"),
                            (const char *) g_ptr_array_index (import->repairs, i));
  for (guint i = 0; i < gh_findings_get_count (import->findings); i++)
    {
      const GhFinding *finding = gh_findings_get (import->findings, i);
      g_string_append_printf (text, "%s: %s\n",
                              finding->severity == GH_SEVERITY_ERROR ? _ ("error") : _ ("warning"),
                              finding->message);
    }
  return g_string_free (text, FALSE);
}
