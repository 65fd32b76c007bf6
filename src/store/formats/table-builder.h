/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csv-table.h"

G_BEGIN_DECLS

/**
 * GhTableBuilder:
 *
 * Collects numbers whose moments are known, in any order, and lays them on even steps as those of
 * a CSV file are. Not thread-safe.
 */
typedef struct _GhTableBuilder GhTableBuilder;

GhTableBuilder *gh_table_builder_new (const char *format, const char *kind);
void gh_table_builder_free (GhTableBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTableBuilder, gh_table_builder_free)
GhTable *gh_table_builder_get_table (GhTableBuilder *builder);
guint gh_table_builder_add_column (GhTableBuilder *builder, const char *name, const char *unit,
                                   const char *kind);
void gh_table_builder_set_kind (GhTableBuilder *builder, guint column, const char *kind);
guint gh_table_builder_count_rows (const GhTableBuilder *builder);
void gh_table_builder_add_row (GhTableBuilder *builder, gint64 from_unix, gint64 until_unix,
                               guint line);
void gh_table_builder_set (GhTableBuilder *builder, guint column, double value);
GhTable *gh_table_builder_finish (GhTableBuilder *builder, GTimeZone *zone,
                                  const GhProgress *progress, GError **error);

G_END_DECLS
