/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "entries.h"

G_BEGIN_DECLS

#define GH_TYPE_ENTRY_PAGE (gh_entry_page_get_type ())
G_DECLARE_FINAL_TYPE (GhEntryPage, gh_entry_page, GH, ENTRY_PAGE, GtkWidget)

void gh_entry_page_set_document (GhEntryPage *page, GhDocument *document);
gboolean gh_entry_page_show_path (GhEntryPage *page, const char *path);

G_END_DECLS
