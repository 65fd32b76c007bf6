/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exploration.h"
#include "picture-view.h"

G_BEGIN_DECLS

void gh_tornado_picture_show (GhPictureView *view, GhTornado *tornado);
void gh_sweep_picture_show (GhPictureView *view, GhSweep *sweep, const GhExploration *exploration,
                            GhMeasure measure);
GhDataTable *gh_break_evens_make_table (GhExploration *exploration, const char *title);

G_END_DECLS
