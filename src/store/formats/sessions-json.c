/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charging sessions of ACN-Data (Lee, Li, Low 2019), as its web service answers. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "csv-time.h"
#include "errors.h"
#include "formats/json-tree.h"
#include "formats/sessions.h"
#include "time-axis.h"
#include "words.h"

/* "Wed, 05 Sep 2018 11:04:13 GMT" */
static gboolean
parse_http_date (const char *text, gint64 *unix_time)
{
  static const char *const months[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  int day, year, hour, minute, second;
  char month[4], zone[4];

  if (sscanf (text, "%*3s, %2d %3s %4d %2d:%2d:%2d %3s", &day, month, &year, &hour, &minute,
              &second, zone)
          != 7
      || strcmp (zone, "GMT") != 0 || year < 1970 || year > 2199 || hour < 0 || hour > 23
      || minute < 0 || minute > 59 || second < 0 || second > 60)
    return FALSE;
  for (int i = 0; i < 12; i++)
    if (strcmp (month, months[i]) == 0 && day >= 1
        && day <= g_date_get_days_in_month ((GDateMonth) (i + 1), (GDateYear) year))
      {
        *unix_time = (gint64) gh_date_from_civil (year, i + 1, day) * 86400 + hour * 3600
                     + minute * 60 + second;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_moment (JsonNode *item, const char *name, gint64 *unix_time)
{
  const char *text = gh_json_tree_text (item, name);
  gint32 offset;

  if (text == NULL)
    return FALSE;
  return parse_http_date (text, unix_time)
         || (gh_json_tree_moment (item, name, unix_time, &offset) && offset != GH_CSV_NO_OFFSET);
}

static gboolean
read_session (JsonNode *item, guint number, GhSession *session, GError **error)
{
  *session = (GhSession){ .plugged = TRUE, .soc_at_leave = NAN };
  if (!read_moment (item, "connectionTime", &session->from_unix)
      || !read_moment (item, "disconnectTime", &session->until_unix)
      || session->until_unix < session->from_unix)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("record %u: the session has no beginning and end that follow each other."),
                   number);
      return FALSE;
    }
  if (!gh_json_tree_number (item, "kWhDelivered", &session->charged_kwh)
      || session->charged_kwh < 0.0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("record %u: the session has no energy."),
                   number);
      return FALSE;
    }
  if (!read_moment (item, "doneChargingTime", &session->charged_until_unix))
    session->charged_until_unix = session->until_unix;
  session->charged_until_unix
      = CLAMP (session->charged_until_unix, session->from_unix, session->until_unix);
  return TRUE;
}

/* Who charged where that is known, else where the car stood, else which session it was. */
static const char *
find_vehicle (JsonNode *item)
{
  static const char *const names[] = { "userID", "spaceID", "stationID", "sessionID", "_id", NULL };
  const char *found = NULL;

  for (guint i = 0; names[i] != NULL && (found == NULL || *found == '\0'); i++)
    found = gh_json_tree_text (item, names[i]);
  return found;
}

/**
 * gh_sessions_json_matches:
 * @root: of a JSON text
 *
 * Returns: whether it is an answer of ACN-Data
 */
gboolean
gh_sessions_json_matches (JsonNode *root)
{
  return gh_json_tree_find (root, "_items/0/connectionTime") != NULL
         && gh_json_tree_find (root, "_items/0/kWhDelivered") != NULL;
}

/**
 * gh_sessions_json_read:
 * @root: of which gh_sessions_json_matches() is true
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID with the number of the record, %GH_ERROR_STOPPED
 *
 * Returns: (transfer full) (nullable): the sessions
 */
GhSessionLog *
gh_sessions_json_read (JsonNode *root, const GhProgress *progress, GError **error)
{
  JsonArray *items = gh_json_tree_find_array (root, "_items");
  const char *name = gh_json_tree_text (root, "_items/0/timezone");
  g_autoptr (GTimeZone) zone = gh_time_zone_find (name != NULL ? name : "UTC");

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  g_autoptr (GhSessionLog) log = gh_session_log_new ("ACN-Data", zone);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      GhSession session;
      if (!gh_progress_count (progress, i, json_array_get_length (items), error))
        return NULL;
      JsonNode *item = json_array_get_element (items, i);
      if (!read_session (item, i + 1, &session, error))
        return NULL;
      session.vehicle = gh_session_log_keep_name (log, find_vehicle (item));
      g_array_append_val (log->sessions, session);
    }
  return g_steal_pointer (&log);
}
