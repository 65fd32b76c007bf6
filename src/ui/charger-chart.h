/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

GtkWidget *gh_charger_chart_new (GhDocument *document, const char *store);

G_END_DECLS
