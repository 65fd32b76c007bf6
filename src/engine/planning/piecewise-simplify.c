/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fewer pieces for a piecewise function, never above it. */
#include "planning/piecewise.h"

#include <math.h>

/* Slopes of the lines from one place that stay below a function by at most a tolerance. */
typedef struct
{
  double least;
  double most;
} Cone;

/* Lets in only the lines that come by at most a tolerance under a point; FALSE if there is none.
 * Divides only where a limit moves, since most points leave no line. */
static inline gboolean
narrow (Cone *cone, double width, double rise, double tolerance)
{
  if (rise - tolerance > cone->most * width || rise < cone->least * width)
    return FALSE;
  if (rise - tolerance > cone->least * width)
    cone->least = (rise - tolerance) / width;
  if (rise < cone->most * width)
    cone->most = rise / width;
  return TRUE;
}

/* The last piece that a line from the beginning of @first can stand for, and its slope. The line
 * ends on the function, so that what is cut off are bumps. */
static guint
reach (const GhPiecewise *function, guint first, double tolerance, double *slope)
{
  const GhPiece *start = &function->pieces[first];
  Cone cone = { start->slope - tolerance / (start->to - start->from), start->slope };
  guint last = first;

  *slope = start->slope;
  if (!(start->to > start->from))
    return first;
  for (guint k = first + 1; k < function->count; k++)
    {
      const GhPiece *piece = &function->pieces[k], *next = piece + 1;
      double width = piece->to - start->from, end = gh_piece_end_value (piece);

      if (piece->from - piece[-1].to > GH_SAME_PLACE
          || !narrow (&cone, piece->from - start->from, piece->value - start->value, tolerance)
          || !narrow (&cone, width, end - start->value, tolerance))
        break;
      if (k + 1 < function->count && next->from - piece->to <= GH_SAME_PLACE)
        end = MIN (end, next->value);
      double line = (end - start->value) / width;
      if (line >= cone.least && line <= cone.most)
        {
          last = k;
          *slope = line;
        }
    }
  return last;
}

/**
 * gh_piecewise_simplify:
 * @function: a function
 * @tolerance: by how much a value may fall
 *
 * Cuts bumps off: neighbouring pieces become one straight piece from one point of the function to
 * another where that lies below the function everywhere, by at most @tolerance. No value rises, so
 * that a bound from below stays one; convex kinks, on which optima lie, stay as they are. About
 * O(count), since a line seldom reaches far without being taken.
 */
void
gh_piecewise_simplify (GhPiecewise *function, double tolerance)
{
  guint kept = 0;

  for (guint first = 0, last; first < function->count; first = last + 1)
    {
      GhPiece piece = function->pieces[first];
      last = reach (function, first, tolerance, &piece.slope);
      piece.to = function->pieces[last].to;
      function->pieces[kept++] = piece;
    }
  function->count = kept;
}

/* The convex hull of what is left of a place, as it grows to the right. */
typedef struct
{
  GhPiecewise *target;
  double place; /* of its right end */
  double value; /* there */
} Hull;

/* Lets the hull grow to a point that is no further left: pieces from which it would bend down are
 * taken off. */
static void
grow_hull (Hull *hull, double place, double value)
{
  GhPiecewise *target = hull->target;

  if (place - hull->place <= GH_SAME_PLACE && value >= hull->value)
    return;
  for (; target->count > 0; target->count--)
    {
      const GhPiece *last = &target->pieces[target->count - 1];
      if (place - hull->place > GH_SAME_PLACE
          && value - hull->value > last->slope * (place - hull->place))
        break;
      hull->place = last->from;
      hull->value = last->value;
    }
  if (place - hull->place > GH_SAME_PLACE)
    {
      GhPiece piece
          = { hull->place, place, hull->value, (value - hull->value) / (place - hull->place) };
      gh_piecewise_add_pieces (target, &piece, 1);
    }
  hull->place = place;
  hull->value = value;
}

/**
 * gh_piecewise_convex_hull:
 * @target: overwritten; not @source
 * @source: a function with at least one piece
 *
 * The greatest convex function nowhere above another one, without its gaps. O(pieces).
 */
void
gh_piecewise_convex_hull (GhPiecewise *target, const GhPiecewise *source)
{
  Hull hull = { target, source->pieces[0].from, source->pieces[0].value };

  target->count = 0;
  for (guint i = 0; i < source->count; i++)
    {
      const GhPiece *piece = &source->pieces[i];
      grow_hull (&hull, piece->from, piece->value);
      grow_hull (&hull, piece->to, gh_piece_end_value (piece));
    }
  if (target->count == 0)
    gh_piecewise_add_pieces (target, &(GhPiece){ hull.place, hull.place, hull.value, 0.0 }, 1);
}

/* By how much the function falls when a convex piece is left out and its neighbours are prolonged
 * until they meet; the place where they do. */
static double
drop_of (const GhPiece *before, const GhPiece *piece, const GhPiece *after, double *place)
{
  double length = piece->to - piece->from;
  double rise = piece->slope - before->slope, next_rise = after->slope - piece->slope;

  if (!(rise > 0.0 && next_rise > 0.0))
    return INFINITY;
  *place = piece->from + length * next_rise / (rise + next_rise);
  return length * rise * next_rise / (rise + next_rise);
}

static gboolean
touch (const GhPiece *left, const GhPiece *right)
{
  return right->from - left->to <= GH_SAME_PLACE
         && fabs (right->value - gh_piece_end_value (left)) <= GH_SAME_VALUE;
}

/**
 * gh_piecewise_thin:
 * @function: a function
 * @tolerance: by how much a value may fall
 *
 * Leaves out pieces of convex stretches where the neighbours, prolonged until they meet, lie below
 * by at most @tolerance: of two neighbouring pieces at most one, so that the falls do not add up.
 * No value rises, so that a bound from below stays one. For costs that give every step slopes of
 * its own, of which there would be thousands that differ by nothing that matters. O(count).
 */
void
gh_piecewise_thin (GhPiecewise *function, double tolerance)
{
  GhPiece *pieces = function->pieces;
  guint kept = 0, i = 0;

  for (; i < function->count; i++)
    {
      double place = 0.0;
      pieces[kept++] = pieces[i];
      if (i + 2 >= function->count || !touch (&pieces[i], &pieces[i + 1])
          || !touch (&pieces[i + 1], &pieces[i + 2])
          || drop_of (&pieces[kept - 1], &pieces[i + 1], &pieces[i + 2], &place) > tolerance)
        continue;
      GhPiece *after = &pieces[i + 2];
      pieces[kept - 1].to = place;
      after->value -= after->slope * (after->from - place);
      after->from = place;
      i++;
    }
  function->count = kept;
}
