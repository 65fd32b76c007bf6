/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "series-file.h"

G_BEGIN_DECLS

const GhTable *gh_weather_file_get_table (GhSeriesReader *reader, const char *name,
                                          GhFindings *findings, const GhProgress *progress,
                                          GError **error);
void gh_weather_file_set (GhStudy *study, const char *name);
gboolean gh_weather_file_expand (GhStudy *study, GhSeriesReader *reader, GhFindings *findings,
                                 const GhProgress *progress, GError **error);

G_END_DECLS
