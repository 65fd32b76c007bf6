/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

GtkWidget *gh_weather_dialog_show (GtkWindow *parent, GhDocument *document, const char *file);
GtkWidget *gh_weather_row_new (GhDocument *document);

G_END_DECLS
