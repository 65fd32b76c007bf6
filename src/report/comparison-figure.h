/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "comparison-rows.h"
#include "figure.h"

G_BEGIN_DECLS

GhFigure *gh_comparison_figure_new (GhComparisonRow row, GhResults *results);

G_END_DECLS
