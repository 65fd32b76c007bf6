/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/emission-rate.h"
#include "table-import.h"

G_BEGIN_DECLS

gboolean gh_emission_path_find_rate (const char *path, GhEmissionRate *rate);
char *gh_emission_path_new (GhEmissionRate rate);
gboolean gh_emission_columns_find (const GhImport *table, GhEmissionRate rate, guint *column);

G_END_DECLS
