/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"
#include "table-import.h"

G_BEGIN_DECLS

char *gh_series_propose_path (const GhImport *table, const GhStudy *study);
GhSeriesFile *gh_series_propose (const GhImport *table, const GhStudy *study, const char *path,
                                 const char *file, guint *column);
char *gh_series_format_table (const GhImport *table, GTimeZone *zone);

G_END_DECLS
