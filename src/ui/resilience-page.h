/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_RESILIENCE_PAGE (gh_resilience_page_get_type ())
G_DECLARE_FINAL_TYPE (GhResiliencePage, gh_resilience_page, GH, RESILIENCE_PAGE, GtkWidget)

void gh_resilience_page_set_document (GhResiliencePage *page, GhDocument *document);

G_END_DECLS
