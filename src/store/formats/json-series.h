/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "csv-table.h"

G_BEGIN_DECLS

gboolean gh_json_series_matches (JsonNode *root);
GhTable *gh_json_series_read (JsonNode *root, const GhProgress *progress, GError **error);

G_END_DECLS
