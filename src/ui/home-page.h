/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_HOME_PAGE (gh_home_page_get_type ())
G_DECLARE_FINAL_TYPE (GhHomePage, gh_home_page, GH, HOME_PAGE, GtkWidget)

void gh_home_page_set_document (GhHomePage *page, GhDocument *document);
gboolean gh_home_page_show_path (GhHomePage *page, const char *path);

G_END_DECLS
