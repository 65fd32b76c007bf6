/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/circuit.h"

G_BEGIN_DECLS

void gh_state_of_power (const GhPack *pack, const GhCircuitState *state, double horizon_seconds,
                        double *min_kw, double *max_kw);
void gh_pack_power_envelope (const GhPack *pack, double horizon_seconds, const double *soc,
                             gsize soc_count, const double *temperature_k, gsize temperature_count,
                             double *min_kw, double *max_kw);

G_END_DECLS
