/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "library.h"
#include "series-store.h"

G_BEGIN_DECLS

/**
 * GhLibrary:
 * @path: (nullable): %NULL of a library in memory
 * @hashes: (element-type GhSeries utf8): of numbers that are in the file already; a reference is
 *   held, so that an address is never used again
 * @places: (element-type gint64 GArray): by study, where the row of each vehicle of a fleet is in
 * the order of the table, as it was written last
 * @thread: that opened it
 */
struct _GhLibrary
{
  sqlite3 *database;
  char *path;
  GHashTable *hashes;
  GHashTable *places;
  GThread *thread;
};

gboolean gh_library_check (GhLibrary *library, int code, GError **error);
gboolean gh_library_run (GhLibrary *library, const char *sql, GError **error);
sqlite3_stmt *gh_library_prepare (GhLibrary *library, const char *sql, GError **error);
gboolean gh_library_finish (GhLibrary *library, sqlite3_stmt *statement, GError **error);
gboolean gh_library_examine (const char *path, GError **error);
gboolean gh_library_migrate (GhLibrary *library, GError **error);
GhSeries *gh_library_load_series (const char *hash, gpointer data, GError **error);
gboolean gh_library_write_vehicles (GhLibrary *library, gint64 id, const GhStudy *before,
                                    const GhStudy *study, GError **error);
gboolean gh_library_read_vehicles (GhLibrary *library, gint64 id, char **body, GError **error);
char *gh_library_save_series (GhSeries *series, gpointer data, GError **error);
gboolean gh_library_link_series (GhLibrary *library, gint64 id, const GhStudy *before,
                                 const GhStudy *study, GError **error);

G_END_DECLS
