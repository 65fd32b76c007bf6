/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/stage-cost.h"

G_BEGIN_DECLS

/**
 * GhStageMemory:
 *
 * Stage costs of one store that is planned again and again over a window that moves on: steps that
 * look as they did in the window before are copied.
 */
typedef struct _GhStageMemory GhStageMemory;

GhStageMemory *gh_stage_memory_new (void);
void gh_stage_memory_free (GhStageMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhStageMemory, gh_stage_memory_free)

void gh_stage_memory_advance (GhStageMemory *memory, gsize steps);
void gh_stage_memory_write (GhStageMemory *memory, const GhSite *site, const GhStore *store,
                            GhPiecewise *stages, guint *first);

G_END_DECLS
