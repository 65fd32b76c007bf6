/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vehicles of a log of charging sessions: one for each car, space or session, with its stays. */
#include "vehicle-log.h"

#include <math.h>
#include <string.h>

#include "site/vehicle-rows.h"
#include "words.h"

/* A log on its way. */
typedef struct
{
  const GhSessionLog *log;
  const GhVehicleDefaults *defaults;
  GPtrArray *vehicles; /* (element-type GhVehicle) */
  gboolean has_drives; /* whether it tells what is driven */
  guint empty;         /* sessions of no length */
} Making;

/* A session, and the vehicle that it is made of. */
typedef struct
{
  const GhSession *session;
  guint vehicle;
} Part;

static int
compare_parts (gconstpointer first, gconstpointer second)
{
  const Part *a = first, *b = second;

  if (a->vehicle != b->vehicle)
    return a->vehicle < b->vehicle ? -1 : 1;
  if (a->session->from_unix != b->session->from_unix)
    return a->session->from_unix < b->session->from_unix ? -1 : 1;
  return (a->session > b->session) - (a->session < b->session);
}

static void
set_given (const GhAttributeTable *table, gpointer record, const char *name)
{
  guint index;

  if (gh_attribute_table_find (table, name, &index) != NULL)
    gh_record_set_given (table, record, index);
}

static void
set_charger (GhVehicle *vehicle, double charge_kw)
{
  if (vehicle->charger == NULL)
    vehicle->charger = gh_record_new (&gh_charger_table);
  set_given (&gh_vehicle_table, vehicle, "charger");
  vehicle->charger->charge_kw = charge_kw;
  set_given (&gh_charger_table, vehicle->charger, "charge_kw");
}

/**
 * gh_vehicle_take_defaults:
 * @vehicle: (inout): a vehicle of a file
 * @defaults: what to give it
 *
 * Gives a vehicle a battery and a charger where it says nothing of them; what was typed and not
 * understood stays.
 */
void
gh_vehicle_take_defaults (GhVehicle *vehicle, const GhVehicleDefaults *defaults)
{
  gboolean has_charger = vehicle->charger != NULL
                         && gh_record_is_given (&gh_charger_table, vehicle->charger, "charge_kw");

  if (!isnan (defaults->battery_kwh) && !(vehicle->battery_kwh > 0.0)
      && gh_vehicle_get_unread (vehicle, "battery_kwh") == NULL)
    {
      vehicle->battery_kwh = defaults->battery_kwh;
      set_given (&gh_vehicle_table, vehicle, "battery_kwh");
    }
  if (!isnan (defaults->charge_kw) && !has_charger
      && gh_vehicle_get_unread (vehicle, "charger.charge_kw") == NULL)
    set_charger (vehicle, defaults->charge_kw);
}

/* @known: (nullable): what the log tells of it */
static guint
add_vehicle (Making *making, const char *name, const GhSessionVehicle *known)
{
  GhVehicle *vehicle = gh_record_new (&gh_vehicle_table);

  vehicle->name = g_strdup (name);
  set_given (&gh_vehicle_table, vehicle, "name");
  if (known != NULL && known->battery_kwh > 0.0)
    {
      vehicle->battery_kwh = known->battery_kwh;
      set_given (&gh_vehicle_table, vehicle, "battery_kwh");
    }
  if (known != NULL && known->charge_kw > 0.0)
    set_charger (vehicle, known->charge_kw);
  gh_vehicle_take_defaults (vehicle, making->defaults);
  vehicle->stays = g_ptr_array_new ();
  set_given (&gh_vehicle_table, vehicle, "stays");
  g_ptr_array_add (making->vehicles, vehicle);
  return making->vehicles->len - 1;
}

static void
add_stay (Making *making, guint index, const GhSession *session, double driven_kwh, double share)
{
  GhVehicle *vehicle = g_ptr_array_index (making->vehicles, index);
  GhVehicleStay *stay = gh_record_new (&gh_vehicle_stay_table);
  gboolean is_unknown = share > 0.0 && !(vehicle->battery_kwh > 0.0);

  stay->arrive = session->from_unix;
  stay->leave = session->until_unix;
  set_given (&gh_vehicle_stay_table, stay, "arrive");
  set_given (&gh_vehicle_stay_table, stay, "leave");
  if (is_unknown)
    {
      g_autofree char *column = g_strdup_printf ("stays[%u].energy_kwh", vehicle->stays->len);
      g_autofree char *text = g_strdup_printf ("%.6g %%", share * 100.0);
      gh_vehicle_keep_unread (vehicle, column, text);
    }
  else
    {
      stay->energy_kwh = driven_kwh + share * vehicle->battery_kwh;
      set_given (&gh_vehicle_stay_table, stay, "energy_kwh");
    }
  stay->soc_at_leave = session->soc_at_leave;
  if (!isnan (stay->soc_at_leave))
    set_given (&gh_vehicle_stay_table, stay, "soc_at_leave");
  g_ptr_array_add (vehicle->stays, stay);
}

/* Where the log tells no drives, a stay gives back what it charged. */
static void
add_stays (Making *making, GArray *parts)
{
  double driven_kwh = 0.0, share = 0.0;

  g_array_sort (parts, compare_parts);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      const GhSession *session = part->session;
      if (i > 0 && part->vehicle != g_array_index (parts, Part, i - 1).vehicle)
        driven_kwh = share = 0.0;
      driven_kwh += making->has_drives ? session->driven_kwh : session->charged_kwh;
      share += session->driven_share;
      if (!session->plugged)
        continue;
      if (session->until_unix > session->from_unix)
        {
          add_stay (making, part->vehicle, session, driven_kwh, share);
          driven_kwh = share = 0.0;
        }
      else
        making->empty++;
    }
}

static int
compare_begins (gconstpointer first, gconstpointer second)
{
  const GhSession *a = ((const Part *) first)->session, *b = ((const Part *) second)->session;

  if (a->from_unix != b->from_unix)
    return a->from_unix < b->from_unix ? -1 : 1;
  return (a > b) - (a < b);
}

/* A place while it is taken. */
typedef struct
{
  gint64 free_at;
  guint vehicle;
} Place;

static int
compare_places (gconstpointer first, gconstpointer second, gpointer data G_GNUC_UNUSED)
{
  const Place *a = first, *b = second;

  if (a->free_at != b->free_at)
    return a->free_at < b->free_at ? -1 : 1;
  return (a->vehicle > b->vehicle) - (a->vehicle < b->vehicle);
}

/* Sessions of which nobody knows whose they are: as many vehicles as are there at once, each
 * session that of the one that left first. O(n log n). */
static void
share_out (Making *making, GArray *parts, const char *name)
{
  g_autoptr (GSequence) places = g_sequence_new (g_free);

  g_array_sort (parts, compare_begins);
  for (guint i = 0; i < parts->len; i++)
    {
      Part *part = &g_array_index (parts, Part, i);
      GSequenceIter *first = g_sequence_get_begin_iter (places);
      Place *place = g_sequence_iter_is_end (first) ? NULL : g_sequence_get (first);
      if (place == NULL || place->free_at > part->session->from_unix)
        {
          guint number = (guint) g_sequence_get_length (places) + 1;
          g_autofree char *own
              = number > 1 ? g_strdup_printf ("%s %u", name, number) : g_strdup (name);
          place = g_new (Place, 1);
          place->vehicle
              = add_vehicle (making, own, g_hash_table_lookup (making->log->vehicles, ""));
          place->free_at = part->session->until_unix;
          g_sequence_insert_sorted (places, place, compare_places, NULL);
        }
      else
        {
          place->free_at = part->session->until_unix;
          g_sequence_sort_changed (first, compare_places, NULL);
        }
      part->vehicle = place->vehicle;
    }
}

/* Sessions of vehicles with names, and those without. */
static void
sort_sessions (Making *making, GArray *named, GArray *others)
{
  g_autoptr (GHashTable) indices = g_hash_table_new (g_str_hash, g_str_equal);
  const GArray *sessions = making->log->sessions;

  for (guint i = 0; i < sessions->len; i++)
    {
      Part part = { .session = &g_array_index (sessions, GhSession, i) };
      gpointer index;
      if (part.session->vehicle == NULL)
        {
          g_array_append_val (others, part);
          continue;
        }
      if (!g_hash_table_lookup_extended (indices, part.session->vehicle, NULL, &index))
        {
          index = GUINT_TO_POINTER (
              add_vehicle (making, part.session->vehicle,
                           g_hash_table_lookup (making->log->vehicles, part.session->vehicle)));
          g_hash_table_insert (indices, (gpointer) part.session->vehicle, index);
        }
      part.vehicle = GPOINTER_TO_UINT (index);
      g_array_append_val (named, part);
    }
}

static gboolean
has_drives (const GhSessionLog *log)
{
  for (guint i = 0; i < log->sessions->len; i++)
    {
      const GhSession *session = &g_array_index (log->sessions, GhSession, i);
      if (session->driven_kwh > 0.0 || session->driven_share > 0.0)
        return TRUE;
    }
  return FALSE;
}

static void
free_vehicle (gpointer data)
{
  gh_record_free (&gh_vehicle_table, data);
}

/**
 * gh_vehicle_log_to_vehicles:
 * @log: charging sessions
 * @name: of vehicles that the log gives no name
 * @defaults: what vehicles get that the log says nothing of
 * @findings: gets what is worth knowing
 *
 * Makes a vehicle of all sessions of a car, or of a space or session where cars are not told apart,
 * in the order in which they come. A stay gives back what was driven before it, or, where the log
 * tells no drives, what it charged. Sessions of no length are passed over; what was driven before
 * them is given back by the next one. O(n log n).
 *
 * Returns: (transfer full) (element-type GhVehicle): the vehicles
 */
GPtrArray *
gh_vehicle_log_to_vehicles (const GhSessionLog *log, const char *name,
                            const GhVehicleDefaults *defaults, GhFindings *findings)
{
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (Part));
  Making making = { .log = log,
                    .defaults = defaults,
                    .vehicles = g_ptr_array_new_with_free_func (free_vehicle),
                    .has_drives = has_drives (log) };

  sort_sessions (&making, named, others);
  share_out (&making, others, name);
  add_stays (&making, named);
  add_stays (&making, others);
  if (making.empty > 0)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$",
                     ngettext ("%u session of no length was passed over",
                               "%u sessions of no length were passed over", making.empty),
                     making.empty);
  return making.vehicles;
}
