/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csv-table.h"
#include "findings.h"
#include "progress.h"
#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhSeriesReader:
 *
 * Reads columns of files for one study. To be used in one thread at a time.
 */
typedef struct _GhSeriesReader GhSeriesReader;

GhSeriesReader *gh_series_reader_new (const GhStudy *study, const char *directory);
void gh_series_reader_free (GhSeriesReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSeriesReader, gh_series_reader_free)
gboolean gh_series_reader_get_table (GhSeriesReader *reader, const GhSeriesFile *file,
                                     const char *path, GhFindings *findings,
                                     const GhProgress *progress, const GhTable **table,
                                     GError **error);
gboolean gh_series_reader_read (GhSeriesReader *reader, GhSeriesSpec *spec,
                                const GhAttribute *attribute, const char *path,
                                GhFindings *findings, const GhProgress *progress, GError **error);
gboolean gh_study_resolve_series (GhStudy *study, const char *directory, GhFindings *findings,
                                  const GhProgress *progress, GError **error);
gboolean gh_study_resolve_period (GhStudy *study, const char *directory, GhFindings *findings,
                                  const GhProgress *progress, GError **error);

G_END_DECLS
