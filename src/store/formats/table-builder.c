/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/table-builder.h"

#include <math.h>
#include <string.h>

#include "csv-clock.h"
#include "csv-grid.h"
#include "errors.h"
#include "words.h"

/* Steps into which the rows of a file may be divided. */
#define MOST_STEPS 2000000

typedef struct
{
  gint64 from;
  gint64 until; /* @from when it is not known */
  guint line;
  guint index; /* where its numbers are */
} Row;

/* @rows: (element-type Row)
 * @values: (element-type GArray of double): one a column, in the order in which rows were added
 * @full: there are more numbers than a table may have; no more are taken */
struct _GhTableBuilder
{
  gboolean full;
  GhTable *table;
  GArray *rows;
  GPtrArray *values;
};

static void
unref_array (gpointer array)
{
  g_array_unref (array);
}

/**
 * gh_table_builder_new:
 * @format: (transfer none): name of the format, static
 * @kind: (nullable): what the table is about, as of a #GhImport, static
 *
 * Returns: (transfer full): a builder without columns
 */
GhTableBuilder *
gh_table_builder_new (const char *format, const char *kind)
{
  GhTableBuilder *builder = g_new0 (GhTableBuilder, 1);

  builder->table = gh_table_new ();
  builder->table->format = format;
  builder->table->kind = kind;
  builder->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  builder->values = g_ptr_array_new_with_free_func (unref_array);
  return builder;
}

/**
 * gh_table_builder_free:
 * @builder: (transfer full) (nullable): a builder
 *
 * Frees it with what it collected.
 */
void
gh_table_builder_free (GhTableBuilder *builder)
{
  if (builder == NULL)
    return;
  gh_table_free (builder->table);
  g_array_unref (builder->rows);
  g_ptr_array_unref (builder->values);
  g_free (builder);
}

/**
 * gh_table_builder_get_table:
 * @builder: a builder
 *
 * Returns: (transfer none): the table on its way, for its repairs and findings
 */
GhTable *
gh_table_builder_get_table (GhTableBuilder *builder)
{
  return builder->table;
}

/* Whether one more row or column is too much for the memory. */
static gboolean
is_full (GhTableBuilder *builder, gsize rows, gsize columns)
{
  builder->full = builder->full || rows * columns > GH_TABLE_NUMBERS_MAX;
  return builder->full;
}

/**
 * gh_table_builder_add_column:
 * @builder: a builder
 * @name: a heading; made unique
 * @unit: (nullable): as gh_csv_unit_parse() reads it; one that it does not know is shown only
 * @kind: (nullable): what the column is about, as of a #GhImport, static
 *
 * Returns: the number of the column; what it was in rows that came before is not known
 */
guint
gh_table_builder_add_column (GhTableBuilder *builder, const char *name, const char *unit,
                             const char *kind)
{
  GhCsvUnit meaning = { GH_CSV_QUANTITY_UNKNOWN, 1.0, 0.0, "", "" };
  g_autofree char *unique = g_strdup (name);
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));
  double none = NAN;

  if (is_full (builder, builder->rows->len, builder->values->len + 1) && builder->values->len > 0)
    {
      g_array_unref (values);
      return builder->values->len - 1;
    }
  if (unit != NULL && !gh_csv_unit_parse (unit, &meaning))
    {
      meaning = (GhCsvUnit){ GH_CSV_QUANTITY_UNKNOWN, 1.0, 0.0, "", "" };
      g_strlcpy (meaning.name, unit, sizeof meaning.name);
    }
  for (guint copy = 2; gh_table_find_column (builder->table, unique) != NULL; copy++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s (%u)", name, copy);
    }
  gh_table_add_column (builder->table, unique, &meaning)->kind = kind;
  for (guint i = 0; i < builder->rows->len; i++)
    g_array_append_val (values, none);
  g_ptr_array_add (builder->values, values);
  return builder->values->len - 1;
}

/**
 * gh_table_builder_set_kind:
 * @builder: a builder
 * @column: number of a column
 * @kind: (nullable): what it is about, static
 */
void
gh_table_builder_set_kind (GhTableBuilder *builder, guint column, const char *kind)
{
  ((GhTableColumn *) g_ptr_array_index (builder->table->columns, column))->kind = kind;
}

/**
 * gh_table_builder_count_rows:
 * @builder: a builder
 *
 * Returns: how many rows were added
 */
guint
gh_table_builder_count_rows (const GhTableBuilder *builder)
{
  return builder->rows->len;
}

/**
 * gh_table_builder_add_row:
 * @builder: a builder
 * @from_unix: when the row begins, seconds since 1970-01-01 UTC
 * @until_unix: when it ends; @from_unix when the file does not tell
 * @line: of the file, or which record it is
 *
 * Adds a row without numbers.
 */
void
gh_table_builder_add_row (GhTableBuilder *builder, gint64 from_unix, gint64 until_unix, guint line)
{
  Row row = { from_unix, MAX (from_unix, until_unix), line, builder->rows->len };
  double none = NAN;

  if (is_full (builder, builder->rows->len + 1, builder->values->len) && builder->rows->len > 0)
    return;
  g_array_append_val (builder->rows, row);
  for (guint i = 0; i < builder->values->len; i++)
    g_array_append_val ((GArray *) g_ptr_array_index (builder->values, i), none);
}

/**
 * gh_table_builder_set:
 * @builder: a builder with at least one row
 * @column: number of a column
 * @value: its number in the row added last
 */
void
gh_table_builder_set (GhTableBuilder *builder, guint column, double value)
{
  GArray *values = g_ptr_array_index (builder->values, column);

  g_array_index (values, double, values->len - 1) = value;
}

static double *
get_value (const GhTableBuilder *builder, guint column, guint index)
{
  return &g_array_index ((GArray *) g_ptr_array_index (builder->values, column), double, index);
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *left = a, *right = b;

  if (left->from != right->from)
    return left->from < right->from ? -1 : 1;
  if (left->until != right->until)
    return left->until < right->until ? -1 : 1;
  return left->index < right->index ? -1 : left->index > right->index;
}

static gboolean
is_in_order (const GArray *rows)
{
  for (guint i = 1; i < rows->len; i++)
    if (compare_rows (&g_array_index (rows, Row, i - 1), &g_array_index (rows, Row, i)) > 0)
      return FALSE;
  return TRUE;
}

/* Adds the numbers of a row to those of another with the same beginning; of two that differ the
 * first is kept. Returns whether any differ. */
static gboolean
merge_into (const GhTableBuilder *builder, const Row *kept, const Row *row, gboolean *repeated)
{
  gboolean differs = FALSE;

  for (guint c = 0; c < builder->values->len; c++)
    {
      double *first = get_value (builder, c, kept->index);
      double second = *get_value (builder, c, row->index);
      *repeated = *repeated || (!isnan (*first) && !isnan (second));
      if (isnan (*first))
        *first = second;
      else if (!isnan (second) && fabs (*first - second) > 1e-9 * MAX (1.0, fabs (*first)))
        differs = TRUE;
    }
  return differs;
}

/* Sorts the rows and joins those of one span of time. */
static gboolean
join_rows (GhTableBuilder *builder, const GhProgress *progress, GError **error)
{
  GArray *rows = builder->rows;
  guint kept = 0, repeated = 0, differing = 0;

  if (!gh_progress_step (progress, 0.0, NULL, error))
    return FALSE;
  if (!is_in_order (rows))
    g_array_sort (rows, compare_rows);
  for (guint i = 1; i < rows->len; i++)
    {
      if (!gh_progress_count (progress, i, rows->len, error))
        return FALSE;
      Row *last = &g_array_index (rows, Row, kept);
      const Row *row = &g_array_index (rows, Row, i);
      gboolean again = FALSE;
      if (row->from != last->from || row->until != last->until)
        {
          g_array_index (rows, Row, ++kept) = *row;
          continue;
        }
      differing += merge_into (builder, last, row, &again);
      repeated += again;
    }
  g_array_set_size (rows, rows->len > 0 ? kept + 1 : 0);
  if (repeated > differing)
    g_ptr_array_add (builder->table->repairs,
                     g_strdup_printf (ngettext ("%u number stands in the file twice.",
                                                "%u numbers stand in the file more than once.",
                                                repeated - differing),
                                      repeated - differing));
  if (differing > 0)
    gh_findings_add (builder->table->findings, GH_SEVERITY_WARNING, "$",
                     ngettext ("%u moment has two different numbers; the first was kept.",
                               "%u moments have different numbers; the first was kept.", differing),
                     differing);
  return TRUE;
}

static gint64
get_length (const Row *row)
{
  return row->until - row->from;
}

/* The shortest length, when every row is a whole number of it long and begins at a whole number of
 * it after the first; 0 when lengths do not fit or are unknown. A few unknown ones count as one. */
static int
find_common_step (const GArray *rows)
{
  gint64 step = 31 * 86400 + 1;
  guint known = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      known += get_length (row) > 0;
      step = get_length (row) > 0 ? MIN (step, get_length (row)) : step;
    }
  if (known * 2 <= rows->len || step > 31 * 86400)
    return 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      if (get_length (row) % step != 0
          || (row->from - g_array_index (rows, Row, 0).from) % step != 0)
        return 0;
    }
  return (int) step;
}

/* Energy of a long row is spread over its steps, everything else holds. */
static void
append_step (const GhTableBuilder *builder, const Row *row, gint64 steps, GPtrArray *laid)
{
  for (guint c = 0; c < builder->values->len; c++)
    {
      const GhTableColumn *column = g_ptr_array_index (builder->table->columns, c);
      gboolean energy = column->meaning.quantity == GH_CSV_QUANTITY_ENERGY;
      double value = *get_value (builder, c, row->index) / (energy ? (double) steps : 1.0);
      g_array_append_val ((GArray *) g_ptr_array_index (laid, c), value);
    }
}

/* Copies the rows, long ones divided, to @laid, @times and @lines. */
static gboolean
divide_rows (const GhTableBuilder *builder, int step, GPtrArray *laid, GArray *times, GArray *lines,
             const GhProgress *progress, GError **error)
{
  gint64 most = MIN (MOST_STEPS, GH_TABLE_NUMBERS_MAX / (gint64) MAX (laid->len, 1));
  gint64 total = 0;

  for (guint i = 0; i < builder->rows->len; i++)
    {
      const Row *row = &g_array_index (builder->rows, Row, i);
      gint64 steps = step > 0 ? MAX (1, get_length (row) / step) : 1;
      total += steps;
      if (!gh_progress_count (progress, i, builder->rows->len, error))
        return FALSE;
      if (total > most)
        {
          g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                       _ ("line %u: the rows last too long for steps of %d seconds."), row->line,
                       step);
          return FALSE;
        }
      for (gint64 k = 0; k < steps; k++)
        {
          gint64 time = row->from + k * step;
          guint32 line = row->line;
          g_array_append_val (times, time);
          g_array_append_val (lines, line);
          append_step (builder, row, steps, laid);
        }
    }
  return TRUE;
}

static gboolean
find_step (GhCsvClock *clock, int common, GError **error)
{
  clock->step_seconds = common;
  if (common > 0)
    return TRUE;
  if (clock->lines->len >= 2)
    return gh_csv_clock_find_step (clock, error);
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                       _ ("one value is too few to tell the step of time."));
  return FALSE;
}

static gboolean
lay (GhTableBuilder *builder, const GhProgress *progress, GError **error)
{
  GhProgress dividing = gh_progress_part (progress, 0.0, 0.4);
  GhProgress stepping = gh_progress_part (progress, 0.4, 0.6);
  GhProgress laying = gh_progress_part (progress, 0.6, 1.0);
  GhTable *table = builder->table;
  g_autoptr (GPtrArray) laid = g_ptr_array_new_with_free_func (unref_array);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint32));
  int common = find_common_step (builder->rows);

  for (guint c = 0; c < table->columns->len; c++)
    g_ptr_array_add (laid, g_array_new (FALSE, FALSE, sizeof (double)));
  if (!divide_rows (builder, common, laid, times, lines, &dividing, error))
    return FALSE;
  GhCsvClock clock = { .lines = lines,
                       .unix_times = (gint64 *) (gpointer) times->data,
                       .repairs = table->repairs,
                       .findings = table->findings,
                       .progress = &stepping };
  if (!find_step (&clock, common, error))
    return FALSE;
  for (guint c = 0; c < table->columns->len; c++)
    {
      GhTableColumn *column = g_ptr_array_index (table->columns, c);
      column->values = (double *) (gpointer) g_array_steal (g_ptr_array_index (laid, c), NULL);
    }
  clock.progress = &laying;
  return gh_csv_grid_lay (table, &clock, error);
}

/**
 * gh_table_builder_finish:
 * @builder: a builder, which is empty afterwards
 * @zone: (nullable): in which the times of the file are written; %NULL for UTC
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID when there is nothing, or no even step; %GH_ERROR_STOPPED
 *
 * Sorts the rows, joins those of one moment and lays them on even steps. Where all rows tell how
 * long they last and fit each other, the shortest is the step and longer ones are divided;
 * otherwise the commonest distance is.
 *
 * Returns: (transfer full) (nullable): the table
 */
GhTable *
gh_table_builder_finish (GhTableBuilder *builder, GTimeZone *zone, const GhProgress *progress,
                         GError **error)
{
  GhProgress joining = gh_progress_part (progress, 0.0, 0.4);
  GhProgress laying = gh_progress_part (progress, 0.4, 1.0);
  GhTable *table = builder->table;

  if (builder->rows->len == 0 || builder->values->len == 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("it holds no values."));
      return NULL;
    }
  if (builder->full)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("the table has more than %d million numbers; take out columns or years."),
                   GH_TABLE_NUMBERS_MAX / 1000000);
      return NULL;
    }
  if (!join_rows (builder, &joining, error))
    return NULL;
  table->rows = builder->rows->len;
  table->names_offsets = TRUE;
  table->zone = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_utc ();
  if (!lay (builder, &laying, error))
    return NULL;
  return g_steal_pointer (&builder->table);
}
