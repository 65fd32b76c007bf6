/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/fleet-profile.h"

G_BEGIN_DECLS

double *gh_commitment_read (const char *path, const GhStudy *study, guint period, GError **error);

G_END_DECLS
