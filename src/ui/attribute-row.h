/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_ATTRIBUTE_ROW (gh_attribute_row_get_type ())
G_DECLARE_FINAL_TYPE (GhAttributeRow, gh_attribute_row, GH, ATTRIBUTE_ROW, AdwActionRow)

GtkWidget *gh_attribute_row_new (GhDocument *document, const char *path);
void gh_attribute_row_set_owner (GhAttributeRow *row, const char *name);
void gh_attribute_row_set_unused (GhAttributeRow *row, const char *why);

G_END_DECLS
