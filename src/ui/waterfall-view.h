/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waterfall.h"

G_BEGIN_DECLS

#define GH_TYPE_WATERFALL_VIEW (gh_waterfall_view_get_type ())
G_DECLARE_FINAL_TYPE (GhWaterfallView, gh_waterfall_view, GH, WATERFALL_VIEW, GtkWidget)

void gh_waterfall_view_set_name (GhWaterfallView *view, const char *name);
void gh_waterfall_view_set_dimmed (GhWaterfallView *view, gboolean dimmed);
void gh_waterfall_view_clear (GhWaterfallView *view, const char *currency);
void gh_waterfall_view_add (GhWaterfallView *view, const char *name, double value, gboolean is_sum);

G_END_DECLS
