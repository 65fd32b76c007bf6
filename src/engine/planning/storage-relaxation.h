/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/storage-kernel.h"

G_BEGIN_DECLS

/**
 * GhStorageRelaxation:
 *
 * What stored energy is worth at least, with the cost of each step replaced by its convex hull.
 */
typedef struct _GhStorageRelaxation GhStorageRelaxation;

GhStorageRelaxation *gh_storage_relaxation_new (const GhStorageProblem *problem,
                                                GhStorageSolution *solution,
                                                const GhProgress *progress, GError **error);
void gh_storage_relaxation_free (GhStorageRelaxation *relaxation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhStorageRelaxation, gh_storage_relaxation_free)
gboolean gh_storage_relaxation_is_exact (const GhStorageRelaxation *relaxation);
const GhStorageProblem *gh_storage_relaxation_narrow (GhStorageRelaxation *relaxation,
                                                      double most_cost, const GhProgress *progress,
                                                      GError **error);

G_END_DECLS
