/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"
#include "hour-map.h"
#include "study/resilience.h"

G_BEGIN_DECLS

GhFigure *gh_resilience_figure_new (const GhResilience *resilience);
GhHourMap *gh_resilience_map_new (const GhResilience *resilience, GhStrategy strategy,
                                  gboolean low);

G_END_DECLS
