/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_TABLE_AXIS_ROW (gh_table_axis_row_get_type ())
G_DECLARE_FINAL_TYPE (GhTableAxisRow, gh_table_axis_row, GH, TABLE_AXIS_ROW, AdwExpanderRow)

void gh_table_axis_row_show (GhTableAxisRow *row, GhDocument *document, gboolean is_down);

G_END_DECLS
