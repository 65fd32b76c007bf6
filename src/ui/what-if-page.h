/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_WHAT_IF_PAGE (gh_what_if_page_get_type ())
G_DECLARE_FINAL_TYPE (GhWhatIfPage, gh_what_if_page, GH, WHAT_IF_PAGE, GtkWidget)

void gh_what_if_page_set_document (GhWhatIfPage *page, GhDocument *document);
char *gh_what_if_page_make_title (GhWhatIfPage *page);
gboolean gh_what_if_page_export (GhWhatIfPage *page, const char *path, GError **error);

G_END_DECLS
