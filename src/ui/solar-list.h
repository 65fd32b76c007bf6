/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

GtkWidget *gh_solar_list_new (GhDocument *document, const char *meter);

G_END_DECLS
