/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "study/break-even.h"

G_BEGIN_DECLS

/**
 * GhExploration:
 *
 * What comes of a study's inputs when they are varied, as far as that is known: first which matter
 * most, then a table of two, then where each breaks even. Immutable, shared by reference,
 * thread-safe.
 */
typedef struct _GhExploration GhExploration;

#define GH_TYPE_EXPLORATION (gh_exploration_get_type ())
GType gh_exploration_get_type (void);

GhExploration *gh_exploration_advance (GhExploration *before, const GhStudy *study,
                                       double capture_ratio, const GhProgress *progress,
                                       GError **error);
GhExploration *gh_exploration_ref (GhExploration *exploration);
void gh_exploration_unref (GhExploration *exploration);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhExploration, gh_exploration_unref)

gboolean gh_exploration_is_complete (const GhExploration *exploration);
const GhSensitivityBase *gh_exploration_get_base (const GhExploration *exploration);
GhTornado *gh_exploration_get_tornado (const GhExploration *exploration);
GhSweep *gh_exploration_get_table (const GhExploration *exploration);
const GPtrArray *gh_exploration_get_break_evens (const GhExploration *exploration);
const GPtrArray *gh_exploration_get_problems (const GhExploration *exploration);

G_END_DECLS
