/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhRoom:
 * @GH_ROOM_NARROW: for one thing at a time
 * @GH_ROOM_MIDDLE: for two things beside each other
 * @GH_ROOM_WIDE: for everything with its name
 */
typedef enum
{
  GH_ROOM_NARROW,
  GH_ROOM_MIDDLE,
  GH_ROOM_WIDE
} GhRoom;

#define GH_TYPE_ADAPTIVE_BIN (gh_adaptive_bin_get_type ())
G_DECLARE_FINAL_TYPE (GhAdaptiveBin, gh_adaptive_bin, GH, ADAPTIVE_BIN, GtkWidget)

GhRoom gh_adaptive_bin_get_room (GhAdaptiveBin *bin);

G_END_DECLS
