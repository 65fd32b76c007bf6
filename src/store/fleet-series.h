/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"
#include "site/profile.h"

G_BEGIN_DECLS

/* Within the reading of series only; others call gh_study_resolve_series(). */

gboolean gh_fleet_resolve_series (GhStudy *study, const char *directory, GhFindings *findings,
                                  const GhProgress *progress, GError **error);

G_END_DECLS
