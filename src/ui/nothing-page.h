/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

char *gh_nothing_page_find_reason (GhDocument *document);
void gh_nothing_page_show (AdwStatusPage *page, GhDocument *document, const char *reason);
void gh_nothing_page_lead_to_connection (AdwStatusPage *page, guint site);

G_END_DECLS
