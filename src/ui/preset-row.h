/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"
#include "site/presets.h"

G_BEGIN_DECLS

GtkWidget *gh_preset_row_new (GhDocument *document, GhPresetKind kind, const char *title,
                              const char *store);

G_END_DECLS
