/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/storage-kernel.h"

G_BEGIN_DECLS

gboolean gh_storage_search (const GhStorageProblem *problem, double fixed_cost,
                            GhStorageSolution *solution, const GhProgress *progress,
                            GError **error);

G_END_DECLS
