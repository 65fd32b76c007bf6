/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

GtkWidget *gh_tariff_picture_new (GhDocument *document, const char *meter);
GtkWidget *gh_tariff_picture_new_empty (void);
void gh_tariff_picture_show (GtkWidget *picture, const GhStudy *study);

G_END_DECLS
