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
const GhMarketPrice *gh_series_slot_get_market (const GhStudy *study, const char *path);
GhSeries *gh_series_slot_get_numbers (const GhStudy *study, const char *path);
gboolean gh_series_slot_fill (GhStudy *study, const char *path, GhSeriesSpec *spec, double multiply,
                              double add);
void gh_series_slot_simplify (GhStudy *study, const char *path);
char *gh_series_slot_describe (const GhStudy *study, const char *path);
double gh_load_sum_year_kwh (const GhStudy *study, const char *path);
GhSeriesSpec *gh_load_spec_new_shape (double annual_kwh);

G_END_DECLS
