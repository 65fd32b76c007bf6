/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "progress.h"

G_BEGIN_DECLS

JsonNode *gh_json_pieces_read (const char *text, gsize length, const GhProgress *progress,
                               GError **error);

G_END_DECLS
