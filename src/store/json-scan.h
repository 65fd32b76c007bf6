/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"

G_BEGIN_DECLS

/* Objects and arrays may be nested this deep. */
#define GH_JSON_DEPTH_MAX 64

gboolean gh_json_scan (const char *text, gsize length, GError **error);
gboolean gh_json_scan_told (const char *text, gsize length, const GhProgress *progress,
                            GError **error);
char *gh_json_widen_integers (const char *text, gsize length, gsize *widened_length);

G_END_DECLS
