/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "csv-table.h"

G_BEGIN_DECLS

/**
 * GhSession:
 * @from_unix: when the car was plugged in, or drove off
 * @until_unix: when it was unplugged, or arrived
 * @charged_until_unix: when charging ended; @until_unix when that is not known
 * @charged_kwh: what it took from the charger, AC or as the file counts it
 * @driven_kwh: what it used on the road
 * @plugged: whether it stood at a charger
 *
 * One stay or one drive of a car.
 */
typedef struct
{
  gint64 from_unix;
  gint64 until_unix;
  gint64 charged_until_unix;
  double charged_kwh;
  double driven_kwh;
  gboolean plugged;
} GhSession;

GhTable *gh_sessions_to_table (const char *format, const GArray *sessions, GTimeZone *zone,
                               GError **error);

gboolean gh_sessions_json_matches (JsonNode *root);
GhTable *gh_sessions_json_read (JsonNode *root, const GhProgress *progress, GError **error);
gboolean gh_sessions_csv_matches (const char *text, gsize length);
GhTable *gh_sessions_csv_read (const char *text, gsize length, const GhTableOptions *options,
                               const GhProgress *progress, GError **error);

G_END_DECLS
