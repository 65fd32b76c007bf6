/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/clear-sky.h"
#include "progress.h"
#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhSky:
 *
 * Weather that nobody measured: a clear sky with clouds made by a formula, for a range of time at
 * a place. Immutable, thread-safe.
 */
typedef struct _GhSky GhSky;

GhSky *gh_sky_new (const GhLocation *location, double clearness, guint64 seed, gint64 first_unix,
                   gint64 end_unix, const GhProgress *progress, GError **error);
void gh_sky_free (GhSky *sky);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSky, gh_sky_free)

double gh_sky_get_clearness (const GhSky *sky, double unix_time);
GhIrradiance gh_sky_at (const GhSky *sky, double unix_time, const GhSun *sun);

double gh_sky_get_diffuse_share (double clearness_index);
GhIrradiance gh_sky_split (double ghi_w_m2, double clearness_index, double cos_zenith,
                           double extraterrestrial_w_m2);
double gh_sky_get_temperature_c (const GhLocation *location, double unix_time);

G_END_DECLS
