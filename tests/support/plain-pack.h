/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/pack.h"
#include "random.h"

G_BEGIN_DECLS

GhCell make_plain_cell (const GhCell *like, const double *values);
GhPack *make_single_cell_pack (const GhCell *cell);
double measure_mean_ocv (const GhCell *cell);
GhPack *make_random_pack (GhRandom *random);

G_END_DECLS
