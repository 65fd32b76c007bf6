/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "part-chooser.h"

G_BEGIN_DECLS

#define GH_TYPE_SITE_CHOOSER (gh_site_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GhSiteChooser, gh_site_chooser, GH, SITE_CHOOSER, GhPartChooser)

GtkWidget *gh_site_chooser_new (GhDocument *document);

G_END_DECLS
