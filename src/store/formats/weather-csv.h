/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "csv-table.h"

G_BEGIN_DECLS

gboolean gh_weather_csv_matches (const char *text, gsize length);
GhTable *gh_weather_csv_read (const char *text, gsize length, const GhTableOptions *options,
                              const GhProgress *progress, GError **error);
gboolean gh_weather_json_matches (JsonNode *root);
GhTable *gh_weather_json_read (JsonNode *root, const GhTableOptions *options,
                               const GhProgress *progress, GError **error);

G_END_DECLS
