/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lengths in kWh and values in currency below which two numbers are the same. */
#define GH_SAME_PLACE 1e-12
#define GH_SAME_VALUE 1e-11

/**
 * GhPiece:
 * @from: left end
 * @to: right end, at least @from; a piece may be a single point
 * @value: at the left end
 * @slope: change of the value per unit
 *
 * One straight piece of a function. Both ends belong to it.
 */
typedef struct
{
  double from;
  double to;
  double value;
  double slope;
} GhPiece;

/**
 * GhPiecewise:
 * @pieces: (owned) (array length=count): ordered from left to right, overlapping in ends at most
 * @count: how many
 * @capacity: how many fit
 *
 * A lower semicontinuous piecewise linear function with jumps and gaps: where two pieces meet the
 * lower value counts, between pieces that do not meet the function is infinite.
 */
typedef struct
{
  GhPiece *pieces;
  guint count;
  guint capacity;
} GhPiecewise;

void gh_piecewise_clear (GhPiecewise *function);
void gh_piecewise_reserve (GhPiecewise *function, guint count);
void gh_piecewise_add_pieces (GhPiecewise *target, const GhPiece *pieces, guint count);
void gh_piecewise_copy (GhPiecewise *target, const GhPiecewise *source);
void gh_piecewise_append (GhPiecewise *function, const GhPiece *piece);
void gh_piecewise_copy_part (GhPiecewise *target, const GhPiecewise *source, double lower,
                             double upper);
void gh_piecewise_move (GhPiecewise *function, double by, double up);
void gh_piecewise_add_slopes (GhPiecewise *function, const double *kinks, const double *slopes,
                              guint count);
void gh_piecewise_simplify (GhPiecewise *function, double tolerance);
void gh_piecewise_thin (GhPiecewise *function, double tolerance);
void gh_piecewise_convex_hull (GhPiecewise *target, const GhPiecewise *source);
gboolean gh_piecewise_find_sum_below (const GhPiecewise *a, const GhPiecewise *b, double most,
                                      double *from, double *to);
guint gh_piecewise_run_end (const GhPiecewise *function, guint first);
void gh_piecewise_convolve_runs (GhPiecewise *target, const GhPiece *a, guint a_count,
                                 const GhPiece *b, guint b_count);
void gh_piecewise_lower_envelope (GhPiecewise *target, const GhPiecewise *a, const GhPiecewise *b);
void gh_piecewise_overtake (GhPiecewise *target, const GhPiecewise *run);
guint gh_piecewise_find (const GhPiecewise *function, double at);
double gh_piecewise_value (const GhPiecewise *function, double at);
void gh_piecewise_get_slopes (const GhPiecewise *function, double at, double *before,
                              double *after);
double gh_piecewise_slope_after (const GhPiecewise *function, double at);

/* Where a piece ends. */
static inline double
gh_piece_end_value (const GhPiece *piece)
{
  return piece->value + piece->slope * (piece->to - piece->from);
}

/* Exchanges two functions with their memory. */
static inline void
gh_piecewise_exchange (GhPiecewise *a, GhPiecewise *b)
{
  GhPiecewise kept = *a;

  *a = *b;
  *b = kept;
}

/**
 * gh_piece_value_at:
 * @piece: a piece
 * @at: a place, within it or not
 *
 * Returns: the value of the piece, or of the line that it lies on
 */
static inline double
gh_piece_value_at (const GhPiece *piece, double at)
{
  return piece->value + piece->slope * (at - piece->from);
}

G_END_DECLS
