/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"

G_BEGIN_DECLS

const char *gh_text_decode (const char *data, gsize length, gsize *decoded_length, char **owned,
                            GPtrArray *repairs, const GhProgress *progress, GError **error);
gboolean gh_text_count (const char *text, gsize length, const char *characters, gsize *count,
                        const GhProgress *progress, GError **error);

G_END_DECLS
