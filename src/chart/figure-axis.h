/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure-private.h"

G_BEGIN_DECLS

double gh_figure_get_mark_height (const GhFigure *figure, guint index, double line);
void gh_figure_set_value_axis (GhFigure *figure, guint index, double line);

G_END_DECLS
