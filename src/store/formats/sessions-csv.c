/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charging sessions in CSV: the events of SimBEV, and the logs of wallboxes and operators, of which
 * no two are alike: a column with the beginning, one with the end, one with the energy. */
#include <math.h>
#include <string.h>

#include "csv-time.h"
#include "errors.h"
#include "formats/csv-records.h"
#include "formats/sessions.h"
#include "time-axis.h"
#include "words.h"

#define SIMBEV "SimBEV"
#define LOG "charging log"
/* Rows looked at to tell sessions from intervals of a meter. */
#define LOOKED_ROWS 200
#define LONGEST_SESSION (60 * 86400)

/* Columns of a log. */
typedef struct
{
  int from;
  int until;
  int energy;
  int vehicle;
  double factor;
} Log;

/* Whether the heading has one of the words in it, with small letters. */
static gboolean
has_word (const char *heading, const char *const *words)
{
  g_autofree char *lower = g_utf8_strdown (heading, -1);

  for (; *words != NULL; words++)
    if (strstr (lower, *words) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
read_time (const GhCsvRecords *records, int column, GhCsvTime *time)
{
  g_autofree char *text = gh_csv_records_text (records, column);

  return gh_csv_time_parse (text, strlen (text), time)
         && (time->flags & (GH_CSV_HAS_DATE | GH_CSV_HAS_CLOCK))
                == (GH_CSV_HAS_DATE | GH_CSV_HAS_CLOCK)
         && !(time->flags & GH_CSV_COMPACT);
}

/* The column that tells the cars apart: by car or driver, else by place, else by session. */
static int
find_vehicle (const GhCsvRecords *records, const Log *log)
{
  static const char *const words[][12] = { { "vehicle", "car", "fahrzeug", "kennzeichen", "plate",
                                             "rfid", "user", "driver", "nutzer", "karte", NULL },
                                           { "space", "station", "evse", "charger", "wallbox",
                                             "connector", "ladepunkt", "point", "säule", NULL },
                                           { "session", "vorgang", NULL } };

  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    for (int i = 0; i < (int) records->names->len; i++)
      {
        const char *name = g_ptr_array_index (records->names, (guint) i);
        GhCsvUnit unit;
        if (i != log->from && i != log->until && i != log->energy && has_word (name, words[k])
            && !gh_csv_unit_find (name, &unit))
          return i;
      }
  return -1;
}

/* The columns of a log by their headings. */
static gboolean
find_columns (const GhCsvRecords *records, Log *log)
{
  static const char *const from[]
      = { "start", "begin", "connect", "plug-in", "plugin", "plugged in", "arriv", "von", NULL };
  static const char *const until[]
      = { "end", "stop", "disconnect", "plug-out", "unplug", "depart", "bis", NULL };
  static const char *const energy[] = { "energ", "kwh", "charged", "geladen", NULL };

  *log = (Log){ -1, -1, -1, -1, 1.0 };
  for (guint i = 0; i < records->names->len; i++)
    {
      const char *name = g_ptr_array_index (records->names, i);
      GhCsvUnit unit;
      gboolean named = gh_csv_unit_find (name, &unit);
      if (named && unit.quantity != GH_CSV_QUANTITY_ENERGY)
        continue;
      if (log->energy < 0 && (named || has_word (name, energy)))
        {
          log->energy = (int) i;
          log->factor = named ? unit.factor : 1.0;
        }
      else if (log->until < 0 && has_word (name, until))
        log->until = (int) i;
      else if (log->from < 0 && has_word (name, from))
        log->from = (int) i;
    }
  log->vehicle = find_vehicle (records, log);
  return log->from >= 0 && log->until >= 0 && log->energy >= 0;
}

/* Seconds between the two times of a row, G_MININT64 when they are none. */
static gint64
get_length (const GhCsvRecords *records, const Log *log)
{
  GhCsvTime from, until;

  if (!read_time (records, log->from, &from) || !read_time (records, log->until, &until))
    return G_MININT64;
  return gh_csv_time_to_local (&until) - gh_csv_time_to_local (&from);
}

/* A meter's intervals are all as long, sessions are not. */
static gboolean
lengths_differ (GhCsvRecords records, const Log *log)
{
  gint64 first = G_MININT64;
  guint rows = 0, same = 0;

  records.cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  while (rows < LOOKED_ROWS && gh_csv_records_next (&records))
    {
      gint64 length = get_length (&records, log);
      if (length == G_MININT64)
        break;
      first = rows++ == 0 ? length : first;
      same += length == first;
    }
  g_array_unref (records.cells);
  return rows > 0 && (rows == 1 ? first > 3600 : same * 2 <= rows);
}

static gboolean
open_records (GhCsvRecords *records, const char *text, gsize length)
{
  static const char *const nothing[] = { NULL };
  GhCsvDialect dialect;

  gh_csv_detect_dialect (text, length, &dialect);
  gh_csv_records_init (records, text, length, dialect.separator, dialect.decimal);
  return gh_csv_records_seek (records, nothing, 1);
}

static gboolean
is_simbev (const GhCsvRecords *records)
{
  return gh_csv_records_find (records, "timestamp") >= 0
         && gh_csv_records_find (records, "event_start") >= 0
         && gh_csv_records_find (records, "event_time") >= 0
         && gh_csv_records_find (records, "energy") >= 0;
}

/**
 * gh_sessions_csv_matches:
 * @text: (array length=length): UTF-8
 * @length: in bytes
 *
 * Returns: whether it is a list of charging sessions
 */
gboolean
gh_sessions_csv_matches (const char *text, gsize length)
{
  GhCsvRecords records;
  Log log;
  gboolean matches = open_records (&records, text, length)
                     && (is_simbev (&records)
                         || (find_columns (&records, &log) && lengths_differ (records, &log)));

  gh_csv_records_clear (&records);
  return matches;
}

/**
 * gh_sessions_csv_may_match:
 * @text: (array length=length): UTF-8
 * @length: in bytes
 *
 * Returns: whether it can be read as a list of charging sessions by who knows that it is no series
 *   of a meter: also where all sessions are as long
 */
gboolean
gh_sessions_csv_may_match (const char *text, gsize length)
{
  GhCsvRecords records;
  Log log;
  gboolean matches = open_records (&records, text, length)
                     && (is_simbev (&records)
                         || (find_columns (&records, &log) && gh_csv_records_next (&records)
                             && get_length (&records, &log) > G_MININT64));

  gh_csv_records_clear (&records);
  return matches;
}

static gboolean
set_line_error (const GhCsvRecords *records, const char *message, GError **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("line %u: %s"), records->reader.line, message);
  return FALSE;
}

/* Which number of 3/4/2023 is the day: told by numbers above 12. */
static gboolean
find_day_first (GhCsvRecords records, const Log *log, gboolean *day_first, gboolean *open,
                const GhProgress *progress, GError **error)
{
  gboolean above_first = FALSE, above_second = FALSE, going = TRUE;
  GhCsvTime time;

  *open = FALSE;
  records.cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  while (gh_csv_records_next (&records)
         && (going = gh_csv_records_go_on (&records, progress, error)))
    if (read_time (&records, log->from, &time) && time.flags & GH_CSV_EITHER_ORDER)
      {
        *open = TRUE;
        above_first = above_first || time.month > 12;
        above_second = above_second || time.day > 12;
      }
  g_array_unref (records.cells);
  *day_first = !above_second;
  *open = *open && above_first == above_second;
  if (going && above_first && above_second)
    set_line_error (&records, _ ("the dates have their day in different places."), error);
  return going && !(above_first && above_second);
}

static gboolean
order_date (GhCsvTime *time, gboolean day_first)
{
  guint8 first = time->month;

  if (time->flags & GH_CSV_EITHER_ORDER && day_first)
    {
      time->month = time->day;
      time->day = first;
    }
  return time->month >= 1 && time->month <= 12
         && time->day
                <= g_date_get_days_in_month ((GDateMonth) time->month, (GDateYear) time->year);
}

static gboolean
read_log_row (const GhCsvRecords *records, const Log *log, GTimeZone *zone, gboolean day_first,
              gboolean *naive, GhSession *session, GError **error)
{
  GhCsvTime from, until;
  double energy;

  *session = (GhSession){ .plugged = TRUE, .soc_at_leave = NAN };
  if (!read_time (records, log->from, &from) || !read_time (records, log->until, &until)
      || !order_date (&from, day_first) || !order_date (&until, day_first))
    return set_line_error (records, _ ("the session has no beginning or end."), error);
  session->from_unix = gh_csv_time_to_unix (&from, zone, naive);
  session->until_unix = session->charged_until_unix = gh_csv_time_to_unix (&until, zone, naive);
  if (session->until_unix < session->from_unix
      || session->until_unix - session->from_unix > LONGEST_SESSION)
    return set_line_error (records, _ ("the session ends before it begins, or lasts for months."),
                           error);
  if (!gh_csv_records_number (records, log->energy, &energy) || energy < 0.0)
    return set_line_error (records, _ ("the energy of the session is no number."), error);
  session->charged_kwh = isnan (energy) ? 0.0 : energy * log->factor;
  return TRUE;
}

/* A row without any time below the list is a total. */
static gboolean
is_footer (const GhCsvRecords *records, const Log *log)
{
  GhCsvTime time;

  return !read_time (records, log->from, &time) && !read_time (records, log->until, &time);
}

/* Rows below the list are totals and no sessions. */
static gboolean
check_footer (GhCsvRecords *records, const Log *log, const GhProgress *progress, GError **error)
{
  while (gh_csv_records_next (records))
    if (!gh_csv_records_go_on (records, progress, error))
      return FALSE;
    else if (!is_footer (records, log))
      return set_line_error (records, _ ("a session stands below a row that is none."), error);
  return TRUE;
}

static GhSessionLog *
read_log (GhCsvRecords *records, GTimeZone *zone, const GhProgress *progress, GError **error)
{
  GhProgress looking = gh_progress_part (progress, 0.0, 0.4);
  GhProgress reading = gh_progress_part (progress, 0.4, 1.0);
  g_autoptr (GhSessionLog) read = gh_session_log_new (LOG, zone);
  gboolean day_first, open, naive = FALSE;
  Log log;

  if (!find_columns (records, &log)
      || !find_day_first (*records, &log, &day_first, &open, &looking, error))
    return NULL;
  while (gh_csv_records_next (records))
    {
      GhSession session;
      if (!gh_csv_records_go_on (records, &reading, error))
        return NULL;
      if (read->sessions->len > 0 && is_footer (records, &log))
        break;
      if (!read_log_row (records, &log, zone, day_first, &naive, &session, error))
        return NULL;
      g_autofree char *vehicle = gh_csv_records_text (records, log.vehicle);
      session.vehicle = gh_session_log_keep_name (read, vehicle);
      g_array_append_val (read->sessions, session);
    }
  if (!check_footer (records, &log, &reading, error))
    return NULL;
  read->names_offsets = !naive;
  if (open)
    gh_findings_add (read->findings, GH_SEVERITY_WARNING, "$",
                     _ ("The dates can be read with the day or the month first; they were read "
                        "as %s."),
                     _ ("day/month/year"));
  return g_steal_pointer (&read);
}

/* Columns of the events of SimBEV. */
typedef struct
{
  int timestamp;
  int start;
  int time;
  int energy;
  int capacity;
  int power;
  int soc_start;
  int soc_end;
} Events;

/* How long a step of SimBEV is: from the first row to the last one in steps and in time. */
static gboolean
find_simbev_step (GhCsvRecords records, const Events *events, gint64 *origin, int *step,
                  const GhProgress *progress, GError **error)
{
  gboolean going = TRUE;
  gint64 first = 0, last = 0;
  double first_start = NAN, start = NAN;
  GhCsvTime time;

  records.cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  while (gh_csv_records_next (&records)
         && (going = gh_csv_records_go_on (&records, progress, error)))
    {
      double value;
      if (!read_time (&records, events->timestamp, &time) || time.flags & GH_CSV_EITHER_ORDER
          || !gh_csv_records_number (&records, events->start, &value) || isnan (value))
        continue;
      last = gh_csv_time_to_local (&time);
      start = value;
      if (isnan (first_start))
        {
          first = last;
          first_start = value;
        }
    }
  g_array_unref (records.cells);
  double minutes
      = start > first_start ? round ((double) (last - first) / (start - first_start) / 60.0) : 0.0;
  *step = minutes >= 1.0 && minutes <= 1440.0 ? (int) minutes * 60 : 0;
  if (going && *step == 0)
    set_line_error (&records, _ ("the events do not tell how long a step is."), error);
  else if (going)
    *origin = first - (gint64) (CLAMP (first_start, -1e6, 1e6) * *step);
  return going && *step > 0;
}

static gboolean
read_event (const GhCsvRecords *records, const Events *events, gint64 origin, int step,
            GhSession *session, GError **error)
{
  int start, time;
  double energy, capacity, power;

  if (!gh_csv_records_integer (records, events->start, -1000000, 10000000, &start)
      || !gh_csv_records_integer (records, events->time, 0, 1000000, &time))
    return set_line_error (records, _ ("the session has no beginning or end."), error);
  if (!gh_csv_records_number (records, events->energy, &energy) || isnan (energy)
      || !gh_csv_records_number (records, events->capacity, &capacity)
      || !gh_csv_records_number (records, events->power, &power))
    return set_line_error (records, _ ("the energy of the session is no number."), error);
  *session = (GhSession){ .soc_at_leave = NAN,
                          .from_unix = origin + (gint64) start * step,
                          .charged_kwh = MAX (0.0, energy),
                          .driven_kwh = MAX (0.0, -energy),
                          .plugged = capacity > 0.0 };
  session->until_unix = session->from_unix + (gint64) time * step;
  double seconds = power > 0.0 ? session->charged_kwh / power * 3600.0 : INFINITY;
  session->charged_until_unix = seconds < time * (double) step
                                    ? session->from_unix + (gint64) seconds
                                    : session->until_unix;
  return TRUE;
}

/* What charging and driving moved, and by how much the charge changed: their quotient is the
 * battery.
 * @energy_kwh: of all events
 * @soc: the change of all events */
typedef struct
{
  double energy_kwh;
  double soc;
} Moved;

static void
read_charge (const GhCsvRecords *records, const Events *events, GhSession *session, Moved *moved)
{
  double start, end;

  if (!gh_csv_records_number (records, events->soc_start, &start)
      || !gh_csv_records_number (records, events->soc_end, &end) || isnan (start) || isnan (end))
    return;
  moved->energy_kwh += session->charged_kwh + session->driven_kwh;
  moved->soc += fabs (end - start);
  if (session->plugged && end >= 0.0 && end <= 1.0)
    session->soc_at_leave = end;
}

static GhSessionLog *
read_simbev (GhCsvRecords *records, GTimeZone *zone, const GhProgress *progress, GError **error)
{
  GhProgress looking = gh_progress_part (progress, 0.0, 0.4);
  GhProgress reading = gh_progress_part (progress, 0.4, 1.0);
  g_autoptr (GhSessionLog) log = gh_session_log_new (SIMBEV, zone);
  GhSessionVehicle *vehicle = gh_session_log_get_vehicle (log, NULL);
  const Events events = { gh_csv_records_find (records, "timestamp"),
                          gh_csv_records_find (records, "event_start"),
                          gh_csv_records_find (records, "event_time"),
                          gh_csv_records_find (records, "energy"),
                          gh_csv_records_find (records, "station_charging_capacity"),
                          gh_csv_records_find (records, "average_charging_power"),
                          gh_csv_records_find (records, "soc_start"),
                          gh_csv_records_find (records, "soc_end") };
  Moved moved = { 0 };
  gint64 origin = 0;
  int step;

  if (!find_simbev_step (*records, &events, &origin, &step, &looking, error))
    return NULL;
  int interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_STANDARD, &origin);
  origin -= g_time_zone_get_offset (zone, interval);
  log->names_offsets = FALSE;
  while (gh_csv_records_next (records))
    {
      GhSession session;
      double power = 0.0;
      if (!gh_csv_records_go_on (records, &reading, error)
          || !read_event (records, &events, origin, step, &session, error))
        return NULL;
      read_charge (records, &events, &session, &moved);
      if (gh_csv_records_number (records, events.capacity, &power) && power > vehicle->charge_kw)
        vehicle->charge_kw = power;
      g_array_append_val (log->sessions, session);
    }
  if (moved.soc > 0.0 && moved.energy_kwh > 0.0)
    vehicle->battery_kwh = round (moved.energy_kwh / moved.soc * 10.0) / 10.0;
  return g_steal_pointer (&log);
}

/**
 * gh_sessions_csv_read:
 * @text: (array length=length): of which gh_sessions_csv_matches() is true
 * @length: in bytes
 * @options: (nullable): the zone of times that name no offset, UTC without
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID with a line number, %GH_ERROR_STOPPED
 *
 * Returns: (transfer full) (nullable): the sessions
 */
GhSessionLog *
gh_sessions_csv_read (const char *text, gsize length, const GhTableOptions *options,
                      const GhProgress *progress, GError **error)
{
  const char *name = options != NULL ? options->time_zone : NULL;
  g_autoptr (GTimeZone) zone = gh_time_zone_find (name != NULL ? name : "UTC");
  GhCsvRecords records;
  GhSessionLog *log = NULL;

  if (zone == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("there is no time zone “%s”."), name);
      return NULL;
    }
  open_records (&records, text, length);
  log = is_simbev (&records) ? read_simbev (&records, zone, progress, error)
                             : read_log (&records, zone, progress, error);
  gh_csv_records_clear (&records);
  return log;
}
