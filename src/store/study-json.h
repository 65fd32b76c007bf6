/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "series-store.h"
#include "site/profile.h"

G_BEGIN_DECLS

#define GH_STUDY_FORMAT "gridhearth-study"
#define GH_STUDY_VERSION 1
#define GH_STUDY_MINOR 0
/* Larger files are refused. */
#define GH_STUDY_BYTES_MAX (256 * 1024 * 1024)

GhStudy *gh_study_from_stored_json (const char *text, gssize length, const GhSeriesStore *series,
                                    GhFindings *findings, GError **error);
char *gh_study_to_stored_json (const GhStudy *study, const GhSeriesStore *series, GError **error);
char *gh_vehicle_to_stored_json (const GhStudy *study, const GhVehicle *vehicle,
                                 const GhSeriesStore *series, GError **error);
GhStudy *gh_study_from_json (const char *text, gssize length, GhFindings *findings, GError **error);
gboolean gh_study_load (const char *path, GhFindings *findings, GhStudy **study, GError **error);
char *gh_study_to_json (const GhStudy *study, GError **error);

G_END_DECLS
