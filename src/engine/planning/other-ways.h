/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/banded-program.h"
#include "planning/plan.h"

G_BEGIN_DECLS

/* A row that is not there. */
#define GH_NO_ROW G_MAXUINT
/* Other ways that a step can count: more make the band wider, fewer forget what served. */
#define GH_MOST_WAYS 4

/**
 * GhWaysStep:
 * @lower_kwh: least energy at its end that the program knows
 * @upper_kwh: greatest
 * @take_kwh: what it lets the step take from the store
 * @add_kwh: what it lets the step add
 * @count: how many other ways there are
 * @ways: which they are
 * @share_rows: of each, the row that carries its share on from the step before, or #GH_NO_ROW
 * @first_column: column of the first share; the others follow
 * @lower_row: rows of the program, or #GH_NO_ROW
 *
 * A step of a store in which a program that forbids something - to be below a reserve, or to
 * discharge there - knows plans that do it. A share of the store may follow one of them, from where
 * it leaves what the program allows to where it comes back; the rest keeps to the program.
 */
typedef struct
{
  double lower_kwh;
  double upper_kwh;
  double take_kwh;
  double add_kwh;
  guint count;
  guint ways[GH_MOST_WAYS];
  guint share_rows[GH_MOST_WAYS];
  guint first_column;
  guint lower_row;
  guint upper_row;
  guint take_row;
  guint add_row;
} GhWaysStep;

/**
 * GhWaysRows:
 * @balance: row of the meter
 * @bound: row of stores that may not export, or #GH_NO_ROW
 * @energy: row of the store's energy
 *
 * Rows of a step in which a way counts as well.
 */
typedef struct
{
  guint balance;
  guint bound;
  guint energy;
} GhWaysRows;

void gh_ways_find (GhWaysStep *steps, const GhSite *site, guint store, const GPtrArray *plans);
double gh_ways_step_get_least_kwh (const GhWaysStep *self, guint store, gsize step,
                                   const GPtrArray *plans);
void gh_ways_step_add_rows (GhWaysStep *self, const GhWaysStep *before, double least_kwh,
                            GhBandedProgram *program);
void gh_ways_step_set_flow (const GhWaysStep *self, GhBandedProgram *program);
void gh_ways_step_set_energy (const GhWaysStep *self, GhBandedProgram *program);
void gh_ways_step_add_columns (GhWaysStep *self, const GhWaysStep *next, const GhSite *site,
                               guint store, gsize step, const GPtrArray *plans,
                               const GhWaysRows *rows, GhBandedProgram *program);

G_END_DECLS
