/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "time-axis.h"

G_BEGIN_DECLS

gboolean gh_calendar_is_day (gint32 date, guint days, const GArray *holidays);
gboolean gh_calendar_is_within (const GhCivilTime *civil, guint days, guint months, int from,
                                int to, const GArray *holidays);

G_END_DECLS
