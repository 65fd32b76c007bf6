/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"
#include "site/profile.h"
#include "site/site.h"

G_BEGIN_DECLS

GhSite *gh_site_build (GhStudy *study, const GhProgress *progress, GError **error);
guint gh_site_find_store (const GhStudy *study, guint vehicle);
gboolean gh_site_age_battery (const GhStudy *study, GhSite *site, guint vehicle, double soh,
                              GError **error);
void gh_site_scale_solar (GhSite *site, double factor);

double *gh_site_calculate_panels (const GhStudy *study, const GhTimeAxis *axis,
                                  const GhSolarArray *array, double *plane_kwh_m2,
                                  const GhProgress *progress, GError **error);

G_END_DECLS
