/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/resilience.h"

G_BEGIN_DECLS

char *gh_resilience_to_csv (const GhResilience *resilience, int strategy);
gboolean gh_resilience_write_csv (const GhResilience *resilience, const char *directory,
                                  int strategy, GError **error);

G_END_DECLS
