/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "csv-table.h"

G_BEGIN_DECLS

/**
 * GhSession:
 * @vehicle: (nullable): what the log calls the car, or the space; kept by the log
 * @from_unix: when the car was plugged in, or drove off
 * @until_unix: when it was unplugged, or arrived
 * @charged_until_unix: when charging ended; @until_unix when that is not known
 * @charged_kwh: what it took from the charger, AC or as the file counts it
 * @driven_kwh: what it used on the road
 * @driven_share: the same as a share of the battery, where the file has no energy; 0 otherwise
 * @soc_at_leave: how full it was, or was to be, at the end; NAN when that is not known
 * @plugged: whether it stood at a charger
 *
 * One stay or one drive of a car.
 */
typedef struct
{
  const char *vehicle;
  gint64 from_unix;
  gint64 until_unix;
  gint64 charged_until_unix;
  double charged_kwh;
  double driven_kwh;
  double driven_share;
  double soc_at_leave;
  gboolean plugged;
} GhSession;

/**
 * GhSessionVehicle:
 * @battery_kwh: of its battery; 0 when the log does not tell
 * @charge_kw: greatest power of its chargers; 0 when the log does not tell
 *
 * What a log tells of a car beside its sessions.
 */
typedef struct
{
  double battery_kwh;
  double charge_kw;
} GhSessionVehicle;

/**
 * GhSessionLog:
 * @format: name of the format, static
 * @sessions: (owned) (element-type GhSession): in any order
 * @names: (owned): of the vehicles
 * @vehicles: (owned) (element-type GhSessionVehicle): by name; "" for the only one without a name
 * @zone: (owned): in which the times of the file are written
 * @names_offsets: whether the times name their offsets
 * @findings: (owned): what is worth knowing
 *
 * Charging sessions as a file has them.
 */
typedef struct
{
  const char *format;
  GArray *sessions;
  GStringChunk *names;
  GHashTable *vehicles;
  GTimeZone *zone;
  gboolean names_offsets;
  GhFindings *findings;
} GhSessionLog;

GhSessionLog *gh_session_log_new (const char *format, GTimeZone *zone);
void gh_session_log_free (GhSessionLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSessionLog, gh_session_log_free)

const char *gh_session_log_keep_name (GhSessionLog *self, const char *name);
GhSessionVehicle *gh_session_log_get_vehicle (GhSessionLog *self, const char *name);
GhTable *gh_session_log_to_table (const GhSessionLog *self, GError **error);

gboolean gh_sessions_json_matches (JsonNode *root);
GhSessionLog *gh_sessions_json_read (JsonNode *root, const GhProgress *progress, GError **error);
gboolean gh_sessions_csv_matches (const char *text, gsize length);
gboolean gh_sessions_csv_may_match (const char *text, gsize length);
GhSessionLog *gh_sessions_csv_read (const char *text, gsize length, const GhTableOptions *options,
                                    const GhProgress *progress, GError **error);

gboolean gh_spice_json_matches (JsonNode *root);
GhSessionLog *gh_spice_json_read (JsonNode *root, const GhTableOptions *options,
                                  const GhProgress *progress, GError **error);
gboolean gh_spice_csv_matches (const char *text, gsize length);
GhSessionLog *gh_spice_csv_read (const char *text, gsize length, const GhTableOptions *options,
                                 const GhProgress *progress, GError **error);

G_END_DECLS
