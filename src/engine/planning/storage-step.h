/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/storage-kernel.h"

G_BEGIN_DECLS

/**
 * GhEnergyRange:
 *
 * Energies between two limits, kWh.
 */
typedef struct
{
  double lower;
  double upper;
} GhEnergyRange;

/**
 * GhStorageStep:
 *
 * @problem: one store over time
 * @convex: whether every value so far was convex
 *
 * Memory of one pass, reused from step to step.
 */
typedef struct
{
  const GhStorageProblem *problem;
  gboolean convex;
  GhPiecewise end;     /* value at the end of a step, with its limits and holding cost */
  GhPiecewise floor;   /* the part of it that discharging may reach */
  GhPiecewise part;    /* the part of either where a direction can pay */
  GhPiecewise stage;   /* mirrored: cost over the energy taken out */
  GhPiecewise run;     /* of one convolution */
  GhPiecewise partial; /* lower envelope for one convex part of the stage */
  GhPiecewise joined;  /* the next one of these, where images are cut */
  GhPiecewise whole;   /* lower envelope so far */
  GhReachLimits reach; /* where the step may end */
  double dual;         /* slope of the value at the energy before the step ahead; NAN at first */
  guint settled;       /* pieces when bumps were last cut off */
  gsize pieces;        /* summed over steps */
} GhStorageStep;

GhEnergyRange gh_energy_range_at (const GhStorageProblem *problem, gsize step);
GhEnergyRange gh_energy_range_around (double energy);
GhEnergyRange gh_energy_range_reach (const GhStorageProblem *problem, gsize step,
                                     GhEnergyRange from);
void gh_storage_step_back (GhStorageStep *pass, gsize step, GhEnergyRange limits,
                           const GhPiecewise *next, GhPiecewise *before);
gboolean gh_storage_step_forward (GhStorageStep *pass, gsize step, const GhPiecewise *next,
                                  double *energy, GhStorageSolution *solution);
void gh_storage_step_clear (GhStorageStep *pass);

G_END_DECLS
