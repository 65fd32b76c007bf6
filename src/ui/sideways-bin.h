/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_SIDEWAYS_BIN (gh_sideways_bin_get_type ())
G_DECLARE_FINAL_TYPE (GhSidewaysBin, gh_sideways_bin, GH, SIDEWAYS_BIN, GtkWidget)

G_END_DECLS
