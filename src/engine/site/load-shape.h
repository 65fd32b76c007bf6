/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "time-axis.h"

G_BEGIN_DECLS

double *gh_load_shape_residential_kw (const GhTimeAxis *axis, const gint32 *holidays,
                                      gsize holiday_count, double annual_kwh,
                                      gboolean southern_hemisphere, guint64 seed);

G_END_DECLS
