/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "progress.h"

G_BEGIN_DECLS

JsonNode *gh_json_tree_read (const char *text, gsize length, const GhProgress *progress,
                             GError **error);
JsonNode *gh_json_tree_find (JsonNode *root, const char *path);
JsonArray *gh_json_tree_find_array (JsonNode *root, const char *path);
const char *gh_json_tree_text (JsonNode *root, const char *path);
gboolean gh_json_tree_number (JsonNode *root, const char *path, double *number);
gboolean gh_json_tree_moment (JsonNode *root, const char *path, gint64 *unix_time, gint32 *offset);

G_END_DECLS
