/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "results.h"

G_BEGIN_DECLS

char *gh_comparison_format_ageing (const GhResults *results);
char *gh_comparison_format_limits (const GhResults *results);
char *gh_comparison_format_battery (const GhResults *results);
char *gh_comparison_format_reasons (const GhResults *results, GhPlanStatus status);

G_END_DECLS
