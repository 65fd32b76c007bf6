/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_STORE_CHOOSER (gh_store_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GhStoreChooser, gh_store_chooser, GH, STORE_CHOOSER, GtkWidget)

GtkWidget *gh_store_chooser_new (GhDocument *document);
const char *gh_store_chooser_get_path (GhStoreChooser *chooser);
void gh_store_chooser_set_path (GhStoreChooser *chooser, const char *path);

G_END_DECLS
