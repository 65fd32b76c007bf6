/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "variant-set.h"

G_BEGIN_DECLS

#define GH_TYPE_VARIANTS_WINDOW (gh_variants_window_get_type ())
G_DECLARE_FINAL_TYPE (GhVariantsWindow, gh_variants_window, GH, VARIANTS_WINDOW, AdwWindow)

GtkWidget *gh_variants_window_open (GhStudyList *list, gint64 id, GtkWindow *parent);

G_END_DECLS
