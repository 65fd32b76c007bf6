/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/banded-program.h"
#include "planning/plan.h"
#include "planning/shared-meter.h"
#include "planning/stage-cost.h"

G_BEGIN_DECLS

/**
 * GhSharedProgram:
 *
 * The linear program of a site of several stores, made convex where it is not.
 */
typedef struct _GhSharedProgram GhSharedProgram;

GhSharedProgram *gh_shared_program_new (const GhSite *site, const GhSharedMeter *meter,
                                        const GhPlan *known, const GPtrArray *others,
                                        gboolean equal_end);
void gh_shared_program_free (GhSharedProgram *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSharedProgram, gh_shared_program_free)
const GhBandedProgram *gh_shared_program_get_banded (const GhSharedProgram *program);
void gh_shared_program_count_ways (const GhSharedProgram *program, const GhBandedSolution *solution,
                                   double *use);
double gh_shared_program_read (const GhSharedProgram *program, const GhBandedSolution *solution,
                               GhPlan *plan, GhPowerPrice *prices, double *peaks_kw);

G_END_DECLS
