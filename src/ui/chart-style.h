/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "figure.h"

G_BEGIN_DECLS

GhFigureStyle gh_chart_style_of (GtkWidget *widget, gboolean dimmed);
void gh_chart_style_get_colour (GtkWidget *widget, GhColourRole role, GdkRGBA *colour);
void gh_chart_style_follow (GtkWidget *widget);

G_END_DECLS
