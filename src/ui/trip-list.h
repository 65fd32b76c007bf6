/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

GtkWidget *gh_trip_list_new (GhDocument *document, const char *store);
GtkWidget *gh_week_view_new (GhDocument *document, const char *store);

G_END_DECLS
