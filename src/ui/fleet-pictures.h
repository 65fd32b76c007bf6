/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_FLEET_PICTURES (gh_fleet_pictures_get_type ())
G_DECLARE_FINAL_TYPE (GhFleetPictures, gh_fleet_pictures, GH, FLEET_PICTURES, GtkWidget)

void gh_fleet_pictures_set_document (GhFleetPictures *pictures, GhDocument *document);

G_END_DECLS
