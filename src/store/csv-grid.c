/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-grid.h"

#include <math.h>

#include "errors.h"
#include "row-order.h"
#include "time-axis.h"
#include "words.h"

/* Gaps up to this length are filled on a straight line. */
#define SHORT_GAP_SECONDS (3 * 3600)
/* Gaps that are named one by one. */
#define NAMED_GAPS 5
/* A table with more gaps than rows by this factor is no series. */
#define SPARSE 20
#define SPARSE_STEPS 1000000

typedef struct
{
  GhTable *table;
  const GhCsvClock *clock;
  guint32 *slot;         /* (array): step of each row */
  guint8 *filled;        /* (array): whether a step has a row */
  guint duplicates;      /* rows whose step has another row before them */
  guint first_duplicate; /* the first of them */
} Grid;

static char *
format_time (const GhTable *table, gint64 unix_time)
{
  return gh_time_format_iso (unix_time, table->zone);
}

/* Puts the numbers of a column in order. */
static gboolean
permute (GhTableColumn *column, const guint32 *order, guint count, const GhProgress *progress,
         GError **error)
{
  g_autofree double *ordered = g_new (double, count);

  for (guint i = 0; i < count; i++)
    {
      if (!gh_progress_count (progress, i, count, error))
        return FALSE;
      ordered[i] = column->values[order[i]];
    }
  g_free (column->values);
  column->values = g_steal_pointer (&ordered);
  return TRUE;
}

/* Puts moments and lines in order, where they are. */
static gboolean
permute_clock (const GhCsvClock *clock, const guint32 *order, const GhProgress *progress,
               GError **error)
{
  guint count = clock->lines->len;
  guint32 *lines = &g_array_index (clock->lines, guint32, 0);
  g_autofree gint64 *ordered_times = g_new (gint64, count);
  g_autofree guint32 *ordered_lines = g_new (guint32, count);

  for (guint i = 0; i < 2 * count; i++)
    {
      guint at = i % count;
      if (!gh_progress_count (progress, i, (gsize) 2 * count, error))
        return FALSE;
      if (i < count)
        {
          ordered_times[at] = clock->unix_times[order[at]];
          ordered_lines[at] = lines[order[at]];
        }
      else
        {
          clock->unix_times[at] = ordered_times[at];
          lines[at] = ordered_lines[at];
        }
    }
  return TRUE;
}

static gboolean
permute_all (const Grid *grid, const guint32 *order, const GhProgress *progress, GError **error)
{
  guint columns = grid->table->columns->len;
  double parts = columns + 1.0;
  GhProgress first = gh_progress_part (progress, 0.0, 1.0 / parts);

  if (!permute_clock (grid->clock, order, &first, error))
    return FALSE;
  for (guint c = 0; c < columns; c++)
    {
      GhTableColumn *column = g_ptr_array_index (grid->table->columns, c);
      GhProgress part = gh_progress_part (progress, (c + 1) / parts, (c + 2) / parts);
      if (!permute (column, order, grid->clock->lines->len, &part, error))
        return FALSE;
    }
  return TRUE;
}

/* Puts rows that are out of order into it. */
static gboolean
sort_rows (const Grid *grid, const GhProgress *progress, GError **error)
{
  const GhCsvClock *clock = grid->clock;
  GhProgress ordering = gh_progress_part (progress, 0.0, 0.5);
  GhProgress permuting = gh_progress_part (progress, 0.5, 1.0);
  g_autofree guint32 *order = NULL;
  guint wrong;

  if (!gh_row_order_find (clock->unix_times, clock->lines->len, &order, &wrong, &ordering, error))
    return FALSE;
  if (order == NULL)
    return TRUE;
  if (!permute_all (grid, order, &permuting, error))
    return FALSE;
  g_ptr_array_add (
      grid->table->repairs,
      g_strdup_printf (ngettext ("The times go back in %u place; the rows were sorted.",
                                 "The times go back in %u places; the rows were sorted.", wrong),
                       wrong));
  return TRUE;
}

static gint64
find_slot (const GhTable *table, gint64 unix_time)
{
  return (unix_time - table->start_unix + table->step_seconds / 2) / table->step_seconds;
}

/* The step each row belongs to. A row may stand beside its step by a tenth of it. */
static gboolean
find_slots (Grid *grid, const GhProgress *progress, GError **error)
{
  GhTable *table = grid->table;
  const GhCsvClock *clock = grid->clock;
  guint moved = 0, first_moved = 0;

  for (guint i = 0; i < clock->lines->len; i++)
    {
      gint64 slot = find_slot (table, clock->unix_times[i]);
      gint64 beside = clock->unix_times[i] - table->start_unix - slot * table->step_seconds;
      if (!gh_progress_count (progress, i, clock->lines->len, error))
        return FALSE;
      grid->slot[i] = (guint32) slot;
      if (grid->filled[slot])
        grid->first_duplicate = grid->duplicates++ == 0 ? i : grid->first_duplicate;
      grid->filled[slot] = TRUE;
      if (beside == 0)
        continue;
      if (ABS (beside) * 10 > table->step_seconds)
        {
          g_autofree char *when = format_time (table, clock->unix_times[i]);
          g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                       _ ("line %u: %s is not a whole number of steps of %d seconds after the "
                          "first time."),
                       g_array_index (clock->lines, guint32, i), when, table->step_seconds);
          return FALSE;
        }
      first_moved = moved++ == 0 ? g_array_index (clock->lines, guint32, i) : first_moved;
    }
  if (moved > 0)
    g_ptr_array_add (table->repairs,
                     g_strdup_printf (ngettext ("%u time stands slightly beside its step and was "
                                                "moved to it, in line %u.",
                                                "%u times stand slightly beside their step and "
                                                "were moved to it, first in line %u.",
                                                moved),
                                      moved, first_moved));
  return TRUE;
}

/* Tells of rows whose time was there before; the first of them is kept. */
static void
name_duplicates (Grid *grid)
{
  guint first = grid->first_duplicate;

  if (grid->duplicates == 0)
    return;
  g_autofree char *when = format_time (grid->table, grid->clock->unix_times[first]);
  g_ptr_array_add (
      grid->table->repairs,
      g_strdup_printf (ngettext ("%u row repeats a time, %s in line %u; the first row was kept.",
                                 "%u rows repeat a time, first %s in line %u; of each time the "
                                 "first row was kept.",
                                 grid->duplicates),
                       grid->duplicates, when, g_array_index (grid->clock->lines, guint32, first)));
}

/* Moves the numbers of a column, which are in order, to their steps. */
static gboolean
spread (const Grid *grid, const double *values, double *spaced, const GhProgress *progress,
        GError **error)
{
  guint rows = grid->clock->lines->len;
  gsize next = 0;

  for (guint i = 0; i < rows; i++)
    {
      gsize slot = grid->slot[i];
      if (!gh_progress_count (progress, i, rows, error))
        return FALSE;
      while (next <= slot)
        spaced[next++] = NAN;
      if (isnan (spaced[slot]))
        spaced[slot] = values[i];
    }
  return TRUE;
}

/* Fills runs without number of at most @longest steps between two numbers on a straight line.
 * Returns the steps filled. */
static gsize
fill_short (double *values, gsize count, gsize longest)
{
  gsize filled = 0;

  for (gsize i = 1; i < count; i++)
    {
      if (!isnan (values[i]) || isnan (values[i - 1]))
        continue;
      gsize stop = i;
      while (stop < count && isnan (values[stop]))
        stop++;
      if (stop == count || stop - i > longest)
        {
          i = stop;
          continue;
        }
      double slope = (values[stop] - values[i - 1]) / (double) (stop - i + 1);
      double base = values[i - 1];
      for (gsize k = i; k < stop; k++)
        values[k] = base + slope * (double) (k - i + 1);
      filled += stop - i;
      i = stop;
    }
  return filled;
}

static gsize
longest_gap (const GhTable *table)
{
  return SHORT_GAP_SECONDS / (gsize) table->step_seconds;
}

typedef struct
{
  GString *text;
  guint count;
  gsize steps;
} GapList;

static void
list_gap (GapList *list, const GhTable *table, gsize from, gsize length)
{
  if (list->count < NAMED_GAPS)
    {
      g_autofree char *when
          = format_time (table, table->start_unix + (gint64) from * table->step_seconds);
      g_string_append_printf (list->text, "%s%s (%zu)", list->count > 0 ? ", " : "", when, length);
    }
  else if (list->count == NAMED_GAPS)
    g_string_append (list->text, _ (" and others"));
  list->count++;
  list->steps += length;
}

/* Names steps without row: short gaps as repairs, long ones as errors. */
static void
name_gaps (const Grid *grid)
{
  GhTable *table = grid->table;
  GapList mended = { g_string_new (NULL), 0, 0 };
  GapList open = { g_string_new (NULL), 0, 0 };

  for (gsize i = 0; i < table->count; i++)
    {
      gsize stop = i;
      while (stop < table->count && !grid->filled[stop])
        stop++;
      if (stop > i)
        list_gap (stop - i <= longest_gap (table) ? &mended : &open, table, i, stop - i);
      i = stop;
    }
  if (mended.count > 0)
    g_ptr_array_add (table->repairs,
                     g_strdup_printf (_ ("Gaps filled on a straight line between their "
                                         "neighbours: %u (missing steps: %zu), from: %s."),
                                      mended.count, mended.steps, mended.text->str));
  if (open.count > 0)
    gh_findings_add (table->findings, GH_SEVERITY_ERROR, "$",
                     _ ("Gaps too long to be filled: %u (missing steps: %zu), from: %s."),
                     open.count, open.steps, open.text->str);
  g_string_free (mended.text, TRUE);
  g_string_free (open.text, TRUE);
}

/* Fills one column and tells of its cells without number. Empty columns are no news. */
static gboolean
finish_column (const Grid *grid, GhTableColumn *column, const GhProgress *progress, GError **error)
{
  GhProgress counting = gh_progress_part (progress, 0.0, 0.5);
  GhProgress filling = gh_progress_part (progress, 0.5, 1.0);
  GhTable *table = grid->table;
  gsize empty = 0, first = 0;

  column->missing = 0;
  for (gsize i = 0; i < table->count; i++)
    {
      gboolean none = isnan (column->values[i]);
      if (!gh_progress_count (&counting, i, table->count, error))
        return FALSE;
      column->missing += none;
      if (none && grid->filled[i] && empty++ == 0)
        first = i;
    }
  if (column->missing == table->count || column->missing == 0)
    return TRUE;
  if (!gh_progress_step (&filling, 0.0, NULL, error))
    return FALSE;
  gsize filled = fill_short (column->values, table->count, longest_gap (table));
  if (empty == 0)
    return TRUE;

  g_autofree char *when
      = format_time (table, table->start_unix + (gint64) first * table->step_seconds);
  if (filled == column->missing)
    g_ptr_array_add (table->repairs,
                     g_strdup_printf (ngettext ("%zu empty cell of “%s” was filled on a straight "
                                                "line between its neighbours, %s.",
                                                "%zu empty cells of “%s” were filled on a straight "
                                                "line between their neighbours, first %s.",
                                                empty),
                                      empty, column->name, when));
  else
    gh_findings_add (
        table->findings, GH_SEVERITY_WARNING, "$.columns",
        _ ("“%s” has empty cells: %zu, first %s; steps that stay without number: %zu."),
        column->name, empty, when, column->missing - filled);
  return TRUE;
}

/* Whether the steps between the first row and the last are as many as a table can have. */
static gboolean
check_span (const GhTable *table, const GhCsvClock *clock, GError **error)
{
  guint rows = clock->lines->len;
  gint64 span = (clock->unix_times[rows - 1] - table->start_unix) / table->step_seconds;
  gint64 most = GH_TABLE_NUMBERS_MAX / (gint64) MAX (table->columns->len, 1);

  if ((span < SPARSE_STEPS || span / SPARSE < rows) && span < most)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("line %u: %u rows are spread over %lld steps; is a date wrong?"),
               g_array_index (clock->lines, guint32, rows - 1), rows, (long long) (span + 1));
  return FALSE;
}

/* Sorts the rows and finds the step of each. */
static gboolean
place_rows (Grid *grid, const GhProgress *progress, GError **error)
{
  GhTable *table = grid->table;
  const GhCsvClock *clock = grid->clock;
  GhProgress sorting = gh_progress_part (progress, 0.0, 0.7);
  GhProgress placing = gh_progress_part (progress, 0.7, 1.0);
  guint rows = clock->lines->len;

  if (!sort_rows (grid, &sorting, error))
    return FALSE;
  table->start_unix = clock->unix_times[0];
  table->step_seconds = clock->step_seconds;
  if (!check_span (table, clock, error))
    return FALSE;
  table->count = (gsize) find_slot (table, clock->unix_times[rows - 1]) + 1;
  grid->slot = g_new (guint32, rows);
  grid->filled = g_new0 (guint8, table->count);
  return find_slots (grid, &placing, error);
}

static gboolean
lay_columns (const Grid *grid, const GhProgress *progress, GError **error)
{
  const GPtrArray *columns = grid->table->columns;
  double count = columns->len;

  for (guint c = 0; c < columns->len; c++)
    {
      GhTableColumn *column = g_ptr_array_index (columns, c);
      GhProgress spreading = gh_progress_part (progress, c / count, (c + 0.5) / count);
      GhProgress finishing = gh_progress_part (progress, (c + 0.5) / count, (c + 1) / count);
      g_autofree double *rows_of_numbers = column->values;
      column->values = g_new (double, grid->table->count);
      if (!spread (grid, rows_of_numbers, column->values, &spreading, error)
          || !finish_column (grid, column, &finishing, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gh_csv_grid_lay:
 * @table: with zone and the numbers of each row in its columns; gets start, step and count
 * @clock: moments and lines of the rows; sorted when they are out of order
 * @error: set to %GH_ERROR_INVALID, with a line number, when the rows fit no even steps, or to
 *   %GH_ERROR_STOPPED
 *
 * Lays the rows on even steps: sorts them, keeps the first of rows with one time, fills gaps of
 * up to three hours on a straight line and names everything it did.
 *
 * Returns: whether the rows fit
 */
gboolean
gh_csv_grid_lay (GhTable *table, const GhCsvClock *clock, GError **error)
{
  GhProgress placing = gh_progress_part (clock->progress, 0.0, 0.5);
  GhProgress laying = gh_progress_part (clock->progress, 0.5, 1.0);
  Grid grid = { .table = table, .clock = clock };
  gboolean good = place_rows (&grid, &placing, error);

  if (good)
    {
      name_duplicates (&grid);
      name_gaps (&grid);
      good = lay_columns (&grid, &laying, error);
    }
  g_free (grid.slot);
  g_free (grid.filled);
  return good;
}
