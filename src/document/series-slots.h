/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

char **gh_series_slots_list (const GhStudy *study, const char *kind);
const char *gh_series_slot_get_kind (const char *path);
char *gh_series_slot_format_title (const GhStudy *study, const char *path);
char **gh_series_slot_list_units (const GhStudy *study, const char *path);
const GhAttribute *gh_series_slot_find_attribute (const char *path);
const GhSeriesSpec *gh_series_slot_get (const GhStudy *study, const char *path);
gboolean gh_series_slot_fill (GhStudy *study, const char *path, GhSeriesSpec *spec, double multiply,
                              double add);

G_END_DECLS
