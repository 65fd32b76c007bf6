/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csv-clock.h"
#include "csv-table.h"

G_BEGIN_DECLS

gboolean gh_csv_grid_lay (GhTable *table, const GhCsvClock *clock, GError **error);

G_END_DECLS
