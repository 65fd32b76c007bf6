/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csv-table.h"

G_BEGIN_DECLS

GhTable *gh_format_read (const char *path_for_messages, const char *data, gsize length,
                         const GhTableOptions *options, const GhProgress *progress, GError **error);

G_END_DECLS
