/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

GtkWidget *gh_point_list_new (GhDocument *document, const char *store, gboolean charging);

G_END_DECLS
