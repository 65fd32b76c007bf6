/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

GtkWidget *gh_horizon_row_new (GhDocument *document, guint meter, guint panels);

G_END_DECLS
