/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "comparison-rows.h"

G_BEGIN_DECLS

#define GH_TYPE_COMPARISON_DETAIL (gh_comparison_detail_get_type ())
G_DECLARE_FINAL_TYPE (GhComparisonDetail, gh_comparison_detail, GH, COMPARISON_DETAIL, GtkWidget)

GtkWidget *gh_comparison_detail_new (void);
void gh_comparison_detail_show (GhComparisonDetail *detail, GhComparisonRow row,
                                GhResults *results);

G_END_DECLS
