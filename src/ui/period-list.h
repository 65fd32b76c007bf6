/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

GtkWidget *gh_period_list_new (GhDocument *document);

G_END_DECLS
