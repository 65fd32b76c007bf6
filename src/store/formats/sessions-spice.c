/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vehicles of SpiceEV (Reiner Lemoine Institut): the arrivals and departures of a scenario, and the
 * table of trips that scenarios are made from, where a vehicle is full before each trip. */
#include <math.h>
#include <string.h>

#include "csv-time.h"
#include "errors.h"
#include "formats/csv-records.h"
#include "formats/json-tree.h"
#include "formats/sessions.h"
#include "time-axis.h"
#include "words.h"

#define SPICE "SpiceEV"
/* As long as SpiceEV lets a vehicle stay that does not leave again. */
#define LAST_STAY (8 * 3600)

/* @time: unix seconds
 * @is_plugged: of an arrival: whether it is at a charger
 * @until: of an arrival: when it means to leave; G_MININT64 when that is not said
 * @share: of the battery, driven before arriving
 * @desired: state of charge at leaving; NAN for none */
typedef struct
{
  const char *vehicle;
  gint64 time;
  gboolean is_arrival;
  gboolean is_plugged;
  gint64 until;
  double share;
  double desired;
} Event;

static int
compare_events (gconstpointer first, gconstpointer second)
{
  const Event *a = first, *b = second;
  int by_name = strcmp (a->vehicle, b->vehicle);

  if (by_name != 0)
    return by_name;
  if (a->time != b->time)
    return a->time < b->time ? -1 : 1;
  return a->is_arrival - b->is_arrival;
}

/* Stays between arrivals and departures. What is driven to where there is no charger is driven
 * before the next stay at one. */
static void
pair_events (GhSessionLog *log, GArray *events)
{
  double share = 0.0;

  g_array_sort (events, compare_events);
  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = &g_array_index (events, Event, i);
      const Event *next = i + 1 < events->len ? event + 1 : NULL;
      gboolean same = next != NULL && strcmp (next->vehicle, event->vehicle) == 0;
      if (event->is_arrival)
        share += event->share;
      if (event->is_arrival && event->is_plugged)
        {
          gint64 until = same                        ? next->time
                         : event->until > G_MININT64 ? event->until
                                                     : event->time + LAST_STAY;
          GhSession session = { .vehicle = event->vehicle,
                                .from_unix = event->time,
                                .until_unix = until,
                                .charged_until_unix = until,
                                .soc_at_leave = event->desired,
                                .plugged = TRUE };
          double battery_kwh = gh_session_log_get_vehicle (log, event->vehicle)->battery_kwh;
          session.driven_kwh = share * battery_kwh;
          session.driven_share = battery_kwh > 0.0 ? 0.0 : share;
          g_array_append_val (log->sessions, session);
          share = 0.0;
        }
      share = same ? share : 0.0;
    }
}

static GTimeZone *
find_zone (const GhTableOptions *options, GError **error)
{
  const char *name = options != NULL ? options->time_zone : NULL;
  GTimeZone *zone = gh_time_zone_find (name != NULL ? name : "UTC");

  if (zone == NULL)
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("there is no time zone “%s”."), name);
  return zone;
}

/**
 * gh_spice_json_matches:
 * @root: of a JSON text
 *
 * Returns: whether it is a scenario of SpiceEV
 */
gboolean
gh_spice_json_matches (JsonNode *root)
{
  return gh_json_tree_find (root, "components/vehicle_types") != NULL
         && gh_json_tree_find (root, "events/vehicle_events") != NULL;
}

static JsonNode *
get_member (JsonNode *node, const char *name)
{
  return node != NULL && name != NULL && JSON_NODE_HOLDS_OBJECT (node)
             ? json_object_get_member (json_node_get_object (node), name)
             : NULL;
}

/* The greatest power of a charging curve: pairs of state of charge and kW. */
static double
find_curve_kw (JsonNode *type)
{
  JsonArray *curve = gh_json_tree_find_array (type, "charging_curve");
  double most = 0.0, power;

  for (guint i = 0; curve != NULL && i < json_array_get_length (curve); i++)
    if (gh_json_tree_number (json_array_get_element (curve, i), "1", &power))
      most = MAX (most, power);
  return most;
}

static void
read_vehicles (JsonNode *root, GhSessionLog *log)
{
  JsonNode *types = gh_json_tree_find (root, "components/vehicle_types");
  JsonNode *vehicles = gh_json_tree_find (root, "components/vehicles");

  if (vehicles == NULL || !JSON_NODE_HOLDS_OBJECT (vehicles))
    return;
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (vehicles));
  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonNode *type = get_member (
          types, gh_json_tree_text (get_member (vehicles, name->data), "vehicle_type"));
      GhSessionVehicle *vehicle = *(const char *) name->data != '\0'
                                      ? gh_session_log_get_vehicle (log, name->data)
                                      : NULL;
      double capacity = 0.0;
      if (vehicle == NULL || type == NULL)
        continue;
      if (gh_json_tree_number (type, "capacity", &capacity))
        vehicle->battery_kwh = MAX (0.0, capacity);
      vehicle->charge_kw = find_curve_kw (type);
    }
}

static gboolean
read_moment (JsonNode *item, const char *name, GTimeZone *zone, gint64 *unix_time)
{
  const char *text = gh_json_tree_text (item, name);
  gboolean naive = FALSE;
  GhCsvTime time;

  if (text == NULL || !gh_csv_time_parse (text, strlen (text), &time)
      || (time.flags & GH_CSV_HAS_DATE) == 0 || (time.flags & GH_CSV_EITHER_ORDER) != 0)
    return FALSE;
  *unix_time = gh_csv_time_to_unix (&time, zone, &naive);
  return TRUE;
}

static gboolean
read_event (JsonNode *item, guint number, GhSessionLog *log, Event *event, GError **error)
{
  const char *type = gh_json_tree_text (item, "event_type");
  JsonNode *update = get_member (item, "update");
  double delta = 0.0, desired;

  *event
      = (Event){ .vehicle = gh_session_log_keep_name (log, gh_json_tree_text (item, "vehicle_id")),
                 .is_arrival = g_strcmp0 (type, "arrival") == 0,
                 .until = G_MININT64,
                 .desired = NAN };
  if (event->vehicle == NULL || !read_moment (item, "start_time", log->zone, &event->time))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("vehicle event %u names no vehicle or no time."), number);
      return FALSE;
    }
  event->is_plugged = gh_json_tree_text (update, "connected_charging_station") != NULL;
  read_moment (update, "estimated_time_of_departure", log->zone, &event->until);
  if (gh_json_tree_number (update, "soc_delta", &delta))
    event->share = MAX (0.0, -delta);
  if (gh_json_tree_number (update, "desired_soc", &desired) && desired >= 0.0 && desired <= 1.0)
    event->desired = desired;
  return TRUE;
}

/**
 * gh_spice_json_read:
 * @root: of which gh_spice_json_matches() is true
 * @options: (nullable): the zone of times that name no offset, UTC without
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID with the number of the event, %GH_ERROR_STOPPED
 *
 * Returns: (transfer full) (nullable): the stays of a scenario's vehicles at their chargers
 */
GhSessionLog *
gh_spice_json_read (JsonNode *root, const GhTableOptions *options, const GhProgress *progress,
                    GError **error)
{
  JsonArray *items = gh_json_tree_find_array (root, "events/vehicle_events");
  guint count = items != NULL ? json_array_get_length (items) : 0;
  g_autoptr (GTimeZone) zone = find_zone (options, error);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (Event));

  if (zone == NULL)
    return NULL;
  g_autoptr (GhSessionLog) log = gh_session_log_new (SPICE, zone);
  log->names_offsets = FALSE;
  read_vehicles (root, log);
  for (guint i = 0; i < count; i++)
    {
      Event event;
      if (!gh_progress_count (progress, i, count, error)
          || !read_event (json_array_get_element (items, i), i + 1, log, &event, error))
        return NULL;
      g_array_append_val (events, event);
    }
  pair_events (log, events);
  return g_steal_pointer (&log);
}

/* Columns of a table of trips. */
typedef struct
{
  int departure;
  int arrival;
  int vehicle;
  int soc;
  int delta;
  int connect;
} Trips;

static gboolean
open_trips (GhCsvRecords *records, const char *text, gsize length, Trips *trips)
{
  static const char *const nothing[] = { NULL };
  GhCsvDialect dialect;

  gh_csv_detect_dialect (text, length, &dialect);
  gh_csv_records_init (records, text, length, dialect.separator, dialect.decimal);
  if (!gh_csv_records_seek (records, nothing, 1))
    return FALSE;
  *trips = (Trips){
    gh_csv_records_find (records, "departure_time"), gh_csv_records_find (records, "arrival_time"),
    gh_csv_records_find (records, "vehicle_id"),     gh_csv_records_find (records, "soc"),
    gh_csv_records_find (records, "delta_soc"),      gh_csv_records_find (records, "connect_cs")
  };
  return trips->departure >= 0 && trips->arrival >= 0 && trips->vehicle >= 0
         && (trips->soc >= 0 || trips->delta >= 0);
}

/**
 * gh_spice_csv_matches:
 * @text: (array length=length): UTF-8
 * @length: in bytes
 *
 * Returns: whether it is a table of trips that SpiceEV makes scenarios from
 */
gboolean
gh_spice_csv_matches (const char *text, gsize length)
{
  GhCsvRecords records;
  Trips trips;
  gboolean matches = open_trips (&records, text, length, &trips);

  gh_csv_records_clear (&records);
  return matches;
}

static gboolean
read_cell_time (const GhCsvRecords *records, int column, GTimeZone *zone, gint64 *unix_time)
{
  g_autofree char *text = gh_csv_records_text (records, column);
  gboolean naive = FALSE;
  GhCsvTime time;

  if (!gh_csv_time_parse (text, strlen (text), &time) || (time.flags & GH_CSV_HAS_DATE) == 0
      || (time.flags & GH_CSV_EITHER_ORDER) != 0)
    return FALSE;
  *unix_time = gh_csv_time_to_unix (&time, zone, &naive);
  return TRUE;
}

/* A trip is a departure and an arrival. */
static gboolean
read_trip (const GhCsvRecords *records, const Trips *trips, GhSessionLog *log, GArray *events,
           GError **error)
{
  g_autofree char *name = gh_csv_records_text (records, trips->vehicle);
  Event leaving = { .vehicle = gh_session_log_keep_name (log, name), .until = G_MININT64 };
  Event event
      = { .vehicle = leaving.vehicle, .is_arrival = TRUE, .until = G_MININT64, .desired = NAN };
  double share, connect;

  if (!gh_csv_records_number (records, trips->delta >= 0 ? trips->delta : trips->soc, &share)
      || !(share >= 0.0 && share <= 1.0) || event.vehicle == NULL
      || !read_cell_time (records, trips->departure, log->zone, &leaving.time)
      || !read_cell_time (records, trips->arrival, log->zone, &event.time))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("line %u: %s"), records->reader.line,
                   _ ("the trip has no vehicle, departure, arrival or state of charge."));
      return FALSE;
    }
  event.share = trips->delta >= 0 ? share : 1.0 - share;
  event.is_plugged = !gh_csv_records_number (records, trips->connect, &connect) || isnan (connect)
                     || connect > 0.0;
  g_array_append_val (events, leaving);
  g_array_append_val (events, event);
  return TRUE;
}

/**
 * gh_spice_csv_read:
 * @text: (array length=length): of which gh_spice_csv_matches() is true
 * @length: in bytes
 * @options: (nullable): the zone of times that name no offset, UTC without
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID with a line number, %GH_ERROR_STOPPED
 *
 * Returns: (transfer full) (nullable): the stays between the trips
 */
GhSessionLog *
gh_spice_csv_read (const char *text, gsize length, const GhTableOptions *options,
                   const GhProgress *progress, GError **error)
{
  g_autoptr (GTimeZone) zone = find_zone (options, error);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (Event));
  GhCsvRecords records;
  Trips trips;
  gboolean good = zone != NULL;

  if (!good)
    return NULL;
  g_autoptr (GhSessionLog) log = gh_session_log_new (SPICE, zone);
  log->names_offsets = FALSE;
  good = open_trips (&records, text, length, &trips);
  while (good && gh_csv_records_next (&records))
    good = gh_csv_records_go_on (&records, progress, error)
           && read_trip (&records, &trips, log, events, error);
  gh_csv_records_clear (&records);
  pair_events (log, events);
  return good ? g_steal_pointer (&log) : NULL;
}
