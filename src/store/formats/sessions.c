/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charging sessions begin and end when they like. As a table they are what happens in each quarter
 * of an hour: the energy that cars took, the mean number of cars plugged in, and the energy that
 * they used on the road. The energy of a session is spread evenly over the time in which it
 * charged. */
#include "formats/sessions.h"

#include <math.h>

#include "errors.h"
#include "words.h"

#define STEP_SECONDS 900
/* Steps of some fifty years. */
#define MOST_STEPS 1800000

enum
{
  CHARGED,
  PLUGGED,
  DRIVEN,
  COLUMNS
};

/* @edges: (array): what begins and ends with a step, summed up at last
 * @values: (array): what lies inside a step */
typedef struct
{
  double *edges;
  double *values;
} Column;

typedef struct
{
  gint64 start;
  gsize count;
  Column columns[COLUMNS];
} Grid;

/* Adds @rate per second to a span; whole steps are only marked at their edges. */
static void
add_span (const Grid *grid, Column *column, gint64 from, gint64 until, double rate)
{
  gint64 first = (from - grid->start) / STEP_SECONDS;
  gint64 last = (until - grid->start) / STEP_SECONDS;

  if (until <= from)
    return;
  if (first == last)
    {
      column->values[first] += rate * (double) (until - from);
      return;
    }
  column->values[first] += rate * (double) (grid->start + (first + 1) * STEP_SECONDS - from);
  column->values[last] += rate * (double) (until - grid->start - last * STEP_SECONDS);
  column->edges[first + 1] += rate * STEP_SECONDS;
  column->edges[last] -= rate * STEP_SECONDS;
}

static void
add_amount (const Grid *grid, Column *column, gint64 from, gint64 until, double amount)
{
  if (until > from)
    add_span (grid, column, from, until, amount / (double) (until - from));
  else
    column->values[(from - grid->start) / STEP_SECONDS] += amount;
}

static void
add_session (const Grid *grid, Column columns[COLUMNS], const GhSession *session)
{
  add_amount (grid, &columns[CHARGED], session->from_unix, session->charged_until_unix,
              session->charged_kwh);
  add_amount (grid, &columns[DRIVEN], session->from_unix, session->until_unix, session->driven_kwh);
  if (session->plugged)
    add_span (grid, &columns[PLUGGED], session->from_unix, session->until_unix, 1.0 / STEP_SECONDS);
}

static void
find_range (const GArray *sessions, gint64 *start, gint64 *end)
{
  *start = G_MAXINT64;
  *end = G_MININT64;
  for (guint i = 0; i < sessions->len; i++)
    {
      const GhSession *session = &g_array_index (sessions, GhSession, i);
      *start = MIN (*start, session->from_unix);
      *end = MAX (*end, session->until_unix);
    }
  gint64 past = *start % STEP_SECONDS;
  *start -= past < 0 ? past + STEP_SECONDS : past;
}

/* Turns what was collected into the numbers of the table; nothing that never happens. */
static void
take_columns (Grid *grid, GhTable *table)
{
  static const struct
  {
    const char *name;
    const char *unit;
    const char *kind;
  } about[COLUMNS] = { { "charged", "kWh", "load" },
                       { "plugged", NULL, "table" },
                       { "driven", "kWh", "table" } };

  for (guint c = 0; c < COLUMNS; c++)
    {
      GhCsvUnit unit = { GH_CSV_QUANTITY_UNKNOWN, 1.0, 0.0, "", "" };
      double *values = g_steal_pointer (&grid->columns[c].values);
      double running = 0.0, most = 0.0;
      for (gsize i = 0; i < grid->count; i++)
        {
          running += grid->columns[c].edges[i];
          values[i] = MAX (0.0, values[i] + running);
          most = MAX (most, values[i]);
        }
      if (c == DRIVEN && !(most > 0.0))
        {
          g_free (values);
          continue;
        }
      if (about[c].unit != NULL)
        gh_csv_unit_parse (about[c].unit, &unit);
      GhTableColumn *column = gh_table_add_column (table, about[c].name, &unit);
      column->kind = about[c].kind;
      column->values = values;
    }
}

static void
tell_totals (const GArray *sessions, GhTable *table)
{
  double charged = 0.0;
  guint stays = 0;

  for (guint i = 0; i < sessions->len; i++)
    {
      const GhSession *session = &g_array_index (sessions, GhSession, i);
      stays += session->charged_kwh > 0.0;
      charged += session->charged_kwh;
    }
  g_ptr_array_add (
      table->repairs,
      g_strdup_printf (ngettext ("%u session charges %.3f kWh; its energy was spread evenly over "
                                 "its quarter hours.",
                                 "%u sessions charge %.3f kWh; their energy was spread evenly over "
                                 "their quarter hours.",
                                 stays),
                       stays, charged));
}

/**
 * gh_sessions_to_table:
 * @format: name of the format, static
 * @sessions: (element-type GhSession): in any order
 * @zone: in which the times of the file are written
 * @error: %GH_ERROR_INVALID when there are none or they lie too far apart
 *
 * Returns: (transfer full) (nullable): quarter hours with the columns "charged" and, where cars
 *   drove, "driven" in kWh, and "plugged", the mean number of cars at a charger
 */
GhTable *
gh_sessions_to_table (const char *format, const GArray *sessions, GTimeZone *zone, GError **error)
{
  gint64 start, end;

  if (sessions->len == 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("it holds no values."));
      return NULL;
    }
  find_range (sessions, &start, &end);
  if ((end - start) / STEP_SECONDS >= MOST_STEPS)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                           _ ("the sessions lie more than fifty years apart; is a date wrong?"));
      return NULL;
    }

  Grid grid = { .start = start, .count = (gsize) ((end - start) / STEP_SECONDS) + 1 };
  for (guint c = 0; c < COLUMNS; c++)
    grid.columns[c] = (Column){ g_new0 (double, grid.count + 1), g_new0 (double, grid.count + 1) };
  for (guint i = 0; i < sessions->len; i++)
    add_session (&grid, grid.columns, &g_array_index (sessions, GhSession, i));
  /* The last step has nothing in it when the last session ends where it begins. */
  grid.count -= grid.count > 1 && (end - start) % STEP_SECONDS == 0;

  GhTable *table = gh_table_new ();
  table->format = format;
  table->kind = "sessions";
  table->start_unix = start;
  table->step_seconds = STEP_SECONDS;
  table->count = grid.count;
  table->rows = sessions->len;
  table->zone = g_time_zone_ref (zone);
  table->names_offsets = TRUE;
  take_columns (&grid, table);
  tell_totals (sessions, table);
  for (guint c = 0; c < COLUMNS; c++)
    g_free (grid.columns[c].edges);
  return table;
}
