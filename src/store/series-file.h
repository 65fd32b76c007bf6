/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "progress.h"
#include "site/profile.h"

G_BEGIN_DECLS

gboolean gh_study_resolve_series (GhStudy *study, const char *directory, GhFindings *findings,
                                  const GhProgress *progress, GError **error);

G_END_DECLS
