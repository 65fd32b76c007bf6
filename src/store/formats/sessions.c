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
 * gh_session_log_new:
 * @format: name of the format, static
 * @zone: in which the times of the file are written
 *
 * Returns: (transfer full): a log without sessions
 */
GhSessionLog *
gh_session_log_new (const char *format, GTimeZone *zone)
{
  GhSessionLog *self = g_new0 (GhSessionLog, 1);

  self->format = format;
  self->sessions = g_array_new (FALSE, FALSE, sizeof (GhSession));
  self->names = g_string_chunk_new (1024);
  self->vehicles = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->zone = g_time_zone_ref (zone);
  self->names_offsets = TRUE;
  self->findings = gh_findings_new ();
  return self;
}

/**
 * gh_session_log_free:
 * @self: (transfer full) (nullable): a log
 *
 * Frees it with its names.
 */
void
gh_session_log_free (GhSessionLog *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->sessions);
  g_hash_table_unref (self->vehicles);
  g_string_chunk_free (self->names);
  g_time_zone_unref (self->zone);
  gh_findings_free (self->findings);
  g_free (self);
}

/**
 * gh_session_log_keep_name:
 * @self: a log
 * @name: (nullable): of a vehicle
 *
 * Returns: (transfer none) (nullable): the name, as long as the log; %NULL for none or an empty one
 */
const char *
gh_session_log_keep_name (GhSessionLog *self, const char *name)
{
  return name != NULL && *name != '\0' ? g_string_chunk_insert_const (self->names, name) : NULL;
}

/**
 * gh_session_log_get_vehicle:
 * @self: a log
 * @name: (nullable): of a vehicle
 *
 * Returns: (transfer none): what is known of it, to be read and written
 */
GhSessionVehicle *
gh_session_log_get_vehicle (GhSessionLog *self, const char *name)
{
  const char *kept = name != NULL ? gh_session_log_keep_name (self, name) : "";
  GhSessionVehicle *vehicle = g_hash_table_lookup (self->vehicles, kept);

  if (vehicle != NULL)
    return vehicle;
  vehicle = g_new0 (GhSessionVehicle, 1);
  g_hash_table_insert (self->vehicles, (gpointer) kept, vehicle);
  return vehicle;
}

static GhTable *
lay_sessions (const GArray *sessions, gint64 start, gint64 end)
{
  Grid grid = { .start = start, .count = (gsize) ((end - start) / STEP_SECONDS) + 1 };
  GhTable *table = gh_table_new ();

  for (guint c = 0; c < COLUMNS; c++)
    grid.columns[c] = (Column){ g_new0 (double, grid.count + 1), g_new0 (double, grid.count + 1) };
  for (guint i = 0; i < sessions->len; i++)
    add_session (&grid, grid.columns, &g_array_index (sessions, GhSession, i));
  /* The last step has nothing in it when the last session ends where it begins. */
  grid.count -= grid.count > 1 && (end - start) % STEP_SECONDS == 0;
  table->start_unix = start;
  table->step_seconds = STEP_SECONDS;
  table->count = grid.count;
  take_columns (&grid, table);
  for (guint c = 0; c < COLUMNS; c++)
    g_free (grid.columns[c].edges);
  return table;
}

/**
 * gh_session_log_to_table:
 * @self: a log
 * @error: %GH_ERROR_INVALID when there are no sessions or they lie too far apart
 *
 * Returns: (transfer full) (nullable): quarter hours with the columns "charged" and, where cars
 *   drove, "driven" in kWh, and "plugged", the mean number of cars at a charger
 */
GhTable *
gh_session_log_to_table (const GhSessionLog *self, GError **error)
{
  gint64 start, end;

  if (self->sessions->len == 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("it holds no values."));
      return NULL;
    }
  find_range (self->sessions, &start, &end);
  if ((end - start) / STEP_SECONDS >= MOST_STEPS)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                           _ ("the sessions lie more than fifty years apart; is a date wrong?"));
      return NULL;
    }
  GhTable *table = lay_sessions (self->sessions, start, end);
  table->format = self->format;
  table->kind = "sessions";
  table->rows = self->sessions->len;
  table->zone = g_time_zone_ref (self->zone);
  table->names_offsets = self->names_offsets;
  tell_totals (self->sessions, table);
  for (guint i = 0; i < gh_findings_get_count (self->findings); i++)
    {
      const GhFinding *finding = gh_findings_get (self->findings, i);
      gh_findings_add (table->findings, finding->severity, finding->path, "%s", finding->message);
    }
  return table;
}
