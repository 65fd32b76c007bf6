/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_SITE_CHOOSER (gh_site_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GhSiteChooser, gh_site_chooser, GH, SITE_CHOOSER, GtkWidget)

GtkWidget *gh_site_chooser_new (GhDocument *document);
const char *gh_site_chooser_get_path (GhSiteChooser *chooser);
void gh_site_chooser_set_path (GhSiteChooser *chooser, const char *path);
GtkWidget *gh_site_name_row_new (GhDocument *document, const char *site);

G_END_DECLS
