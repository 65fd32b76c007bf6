/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csv-table.h"

G_BEGIN_DECLS

gboolean gh_entsoe_csv_matches (const char *text, gsize length);
GhTable *gh_entsoe_csv_read (const char *text, gsize length, const GhTableOptions *options,
                             const GhProgress *progress, GError **error);

G_END_DECLS
