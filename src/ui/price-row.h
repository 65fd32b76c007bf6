/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_PRICE_ROW (gh_price_row_get_type ())
G_DECLARE_FINAL_TYPE (GhPriceRow, gh_price_row, GH, PRICE_ROW, AdwExpanderRow)

GtkWidget *gh_price_row_new (GhDocument *document, const char *path);
GtkWidget *gh_price_row_new_optional (GhDocument *document, const char *path,
                                      const char *otherwise);

G_END_DECLS
