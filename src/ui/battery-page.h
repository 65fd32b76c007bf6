/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_BATTERY_PAGE (gh_battery_page_get_type ())
G_DECLARE_FINAL_TYPE (GhBatteryPage, gh_battery_page, GH, BATTERY_PAGE, GtkWidget)

void gh_battery_page_set_document (GhBatteryPage *page, GhDocument *document);
char *gh_battery_page_make_title (GhBatteryPage *page);
gboolean gh_battery_page_export (GhBatteryPage *page, const char *path, GError **error);

G_END_DECLS
