/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/linear-program.h"
#include "planning/plan.h"

G_BEGIN_DECLS

#define GH_NO_COLUMN G_MAXUINT

/**
 * GhFlowColumns:
 *
 * The columns of one direction of the charger in one step: the curve's first point while the mode
 * is on, and one column from 0 to 1 for each line between two points.
 */
typedef struct
{
  guint mode;
  guint first_segment;
} GhFlowColumns;

/**
 * GhStoreColumns:
 *
 * The columns of one store in one step; #GH_NO_COLUMN where there is none.
 */
typedef struct
{
  guint idle;
  guint energy;
  GhFlowColumns charge;
  GhFlowColumns discharge;
} GhStoreColumns;

/**
 * GhSiteColumns:
 *
 * The columns of the meter in one step; #GH_NO_COLUMN where there is none.
 */
typedef struct
{
  guint import;
  guint solar_export;
  guint store_export;
  guint used_solar;
} GhSiteColumns;

/**
 * GhSiteWriter:
 *
 * A site's program while it is written, and what is needed to read its solution.
 */
typedef struct
{
  const GhSite *site;
  GhLinearProgram *program;
  double hours;
  gboolean any_negative; /* a price below zero makes waste pay */
  gboolean careful;      /* write all binaries: a first try made waste that no plan can follow */
  gboolean modes_always; /* energy can be a burden, or idle is no point of the curves */
  gboolean order_always;
  GhSiteColumns *steps;
  GhStoreColumns *stores; /* (array length=steps*stores): step after step */
  guint first_peak;       /* one column for each demand charge */
} GhSiteWriter;

/* The columns of a store in a step. */
static inline GhStoreColumns *
gh_site_writer_at (const GhSiteWriter *writer, gsize t, guint s)
{
  return &writer->stores[t * writer->site->store_count + s];
}

gboolean gh_site_writer_conclude (const GhSiteWriter *writer, const GhLinearSolution *solution,
                                  GhPlan *plan);

G_END_DECLS
