/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/forecast.h"

G_BEGIN_DECLS

void gh_mean_year_smooth (const GhTimeAxis *axis, const GhDaySlots *slots, gboolean tells_kinds,
                          double *values);

G_END_DECLS
