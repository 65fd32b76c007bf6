/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/storage-kernel.h"

G_BEGIN_DECLS

gboolean gh_storage_tube_find (const GhStorageProblem *problem, double *least_kwh,
                               double *most_kwh);

G_END_DECLS
