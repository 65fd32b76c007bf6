/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/piecewise.h"

#include <math.h>
#include <string.h>

#define SAME_SLOPE 1e-12

/**
 * gh_piecewise_clear:
 * @function: a function, zeroed or filled
 *
 * Frees the pieces; the function can be filled again.
 */
void
gh_piecewise_clear (GhPiecewise *function)
{
  g_free (function->pieces);
  *function = (GhPiecewise){ 0 };
}

/**
 * gh_piecewise_reserve:
 * @function: a function
 * @count: number of pieces
 *
 * Makes room for @count pieces in all.
 */
void
gh_piecewise_reserve (GhPiecewise *function, guint count)
{
  if (count <= function->capacity)
    return;
  function->capacity = MAX (count, 2 * function->capacity);
  function->pieces = g_renew (GhPiece, function->pieces, function->capacity);
}

/**
 * gh_piecewise_copy:
 * @target: overwritten
 * @source: what to copy
 *
 * Copies the pieces, keeping the memory of @target where it is large enough.
 */
void
gh_piecewise_copy (GhPiecewise *target, const GhPiecewise *source)
{
  gh_piecewise_reserve (target, source->count);
  if (source->count > 0)
    memcpy (target->pieces, source->pieces, source->count * sizeof (GhPiece));
  target->count = source->count;
}

/* The inner loops are in these three; a call for each piece costs a third of the planning.
 * Appends without looking at what is there. */
static inline G_ALWAYS_INLINE void
push (GhPiecewise *function, const GhPiece *piece)
{
  if (G_UNLIKELY (function->count == function->capacity))
    gh_piecewise_reserve (function, function->count + 1);
  function->pieces[function->count++] = *piece;
}

/* gh_piecewise_append(), for the inner loops. */
static inline G_ALWAYS_INLINE void
append (GhPiecewise *function, const GhPiece *piece)
{
  GhPiece *last = function->count > 0 ? &function->pieces[function->count - 1] : NULL;

  if (last == NULL || piece->from - last->to > GH_SAME_PLACE)
    {
      push (function, piece);
      return;
    }
  double jump = piece->value - gh_piece_end_value (last);
  if (piece->to - piece->from <= GH_SAME_PLACE && jump >= -GH_SAME_VALUE)
    return;
  if (fabs (piece->slope - last->slope) <= SAME_SLOPE && fabs (jump) <= GH_SAME_VALUE)
    last->to = piece->to;
  /* A point at which a lower piece begins says nothing. */
  else if (last->to - last->from <= GH_SAME_PLACE && piece->value <= last->value + GH_SAME_VALUE)
    {
      double from = MIN (last->from, piece->from);
      *last = *piece;
      last->from = from;
    }
  else
    push (function, piece);
}

/**
 * gh_piecewise_append:
 * @function: a function
 * @piece: a piece that begins where the last one ends, or later
 *
 * Appends a piece, as a longer last piece where it goes straight on. Points that lie on the last
 * piece or above its end are dropped. Amortised O(1).
 */
void
gh_piecewise_append (GhPiecewise *function, const GhPiece *piece)
{
  append (function, piece);
}

/**
 * gh_piecewise_truncate:
 * @function: a function
 * @lower: least argument that stays
 * @upper: greatest argument that stays
 *
 * Cuts the ends off; an argument that misses a limit by rounding stays. O(count).
 */
void
gh_piecewise_truncate (GhPiecewise *function, double lower, double upper)
{
  guint kept = 0;

  for (guint i = 0; i < function->count; i++)
    {
      GhPiece piece = function->pieces[i];
      if (piece.to < lower - 1e-9 || piece.from > upper + 1e-9)
        continue;
      if (piece.from < lower)
        {
          double from = MIN (lower, piece.to);
          piece.value += piece.slope * (from - piece.from);
          piece.from = from;
        }
      piece.to = MAX (piece.from, MIN (piece.to, upper));
      function->pieces[kept++] = piece;
    }
  function->count = kept;
}

/**
 * gh_piecewise_shift:
 * @function: a function
 * @by: how far to the right
 *
 * Moves the function along its argument. O(count).
 */
void
gh_piecewise_shift (GhPiecewise *function, double by)
{
  for (guint i = 0; i < function->count; i++)
    {
      function->pieces[i].from += by;
      function->pieces[i].to += by;
    }
}

/**
 * gh_piecewise_add_slopes:
 * @function: a function
 * @kinks: (array length=count): where an added slope begins, rising
 * @slopes: (array length=count): added slope from there on, not falling
 * @count: number of kinks
 *
 * Adds a convex function that is 0 up to the first kink. O(pieces + kinks).
 */
void
gh_piecewise_add_slopes (GhPiecewise *function, const double *kinks, const double *slopes,
                         guint count)
{
  GhPiecewise sum = { 0 };

  for (guint i = 0; i < function->count; i++)
    {
      GhPiece rest = function->pieces[i];
      double added = 0.0;
      guint k = 0;

      for (; k < count && kinks[k] <= rest.from; k++)
        added
            += slopes[k] * ((k + 1 < count ? MIN (kinks[k + 1], rest.from) : rest.from) - kinks[k]);
      rest.value += added;
      double base = rest.slope;
      for (;; k++)
        {
          GhPiece part = rest;
          part.slope = base + (k > 0 ? slopes[k - 1] : 0.0);
          part.to = k < count ? MIN (rest.to, kinks[k]) : rest.to;
          gh_piecewise_append (&sum, &part);
          if (part.to >= rest.to)
            break;
          rest.value = gh_piece_end_value (&part);
          rest.from = part.to;
        }
    }
  g_free (function->pieces);
  *function = sum;
}

/* Slopes of the lines from one place that stay below a function by at most a tolerance. */
typedef struct
{
  double least;
  double most;
} Cone;

static inline void
narrow (Cone *cone, double width, double rise, double tolerance)
{
  if (!(width > 0.0))
    return;
  cone->least = MAX (cone->least, (rise - tolerance) / width);
  cone->most = MIN (cone->most, rise / width);
}

/* The last piece that a line from the beginning of @first can stand for, and its slope. The line
 * ends on the function, so that what is cut off are bumps. */
static guint
reach (const GhPiecewise *function, guint first, double tolerance, double *slope)
{
  const GhPiece *start = &function->pieces[first];
  Cone cone = { -INFINITY, INFINITY };
  guint last = first;

  *slope = start->slope;
  for (guint k = first; k < function->count && cone.least <= cone.most; k++)
    {
      const GhPiece *piece = &function->pieces[k], *next = piece + 1;
      if (k > first && piece->from - piece[-1].to > GH_SAME_PLACE)
        break;
      narrow (&cone, piece->from - start->from, piece->value - start->value, tolerance);
      double width = piece->to - start->from;
      double end = gh_piece_end_value (piece);
      if (!(width > 0.0))
        break;
      narrow (&cone, width, end - start->value, tolerance);
      if (k + 1 < function->count && next->from - piece->to <= GH_SAME_PLACE)
        end = MIN (end, next->value);
      double line = (end - start->value) / width;
      if (k > first && line >= cone.least && line <= cone.most)
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

/**
 * gh_piecewise_run_end:
 * @function: a function
 * @first: index of a piece
 *
 * Finds how far the function is convex and without a jump or gap.
 *
 * Returns: the index after the last piece of the run that begins at @first
 */
guint
gh_piecewise_run_end (const GhPiecewise *function, guint first)
{
  const GhPiece *pieces = function->pieces;
  guint end = first + 1;

  while (end < function->count && pieces[end].from - pieces[end - 1].to <= GH_SAME_PLACE
         && fabs (pieces[end].value - gh_piece_end_value (&pieces[end - 1])) <= GH_SAME_VALUE
         && pieces[end].slope >= pieces[end - 1].slope - SAME_SLOPE)
    end++;
  return end;
}

/**
 * gh_piecewise_convolve_runs:
 * @target: overwritten
 * @a: (array length=a_count): a convex run
 * @a_count: at least 1
 * @b: (array length=b_count): a convex run
 * @b_count: at least 1
 *
 * The infimal convolution of two convex runs: their pieces in the order of slopes, from the sum of
 * the left ends. O(a_count + b_count).
 */
void
gh_piecewise_convolve_runs (GhPiecewise *target, const GhPiece *a, guint a_count, const GhPiece *b,
                            guint b_count)
{
  GhPiece piece = { a[0].from + b[0].from, 0.0, a[0].value + b[0].value, 0.0 };
  guint i = 0, j = 0, count = 0;

  gh_piecewise_reserve (target, a_count + b_count);
  while (i < a_count || j < b_count)
    {
      gboolean take_a = j >= b_count || (i < a_count && a[i].slope <= b[j].slope);
      const GhPiece *taken = take_a ? &a[i++] : &b[j++];
      double length = taken->to - taken->from;

      if (length <= 0.0)
        continue;
      piece.to = piece.from + length;
      piece.slope = taken->slope;
      if (count > 0 && taken->slope - target->pieces[count - 1].slope <= SAME_SLOPE)
        target->pieces[count - 1].to = piece.to;
      else
        target->pieces[count++] = piece;
      piece.value += taken->slope * length;
      piece.from = piece.to;
    }
  if (count == 0)
    {
      piece.to = piece.from;
      target->pieces[count++] = piece;
    }
  target->count = count;
}

/* Where one reads in a function: the rest of a piece, and the pieces behind it. */
typedef struct
{
  GhPiece rest;
  const GhPiece *next;
  const GhPiece *end;
  gboolean is_done;
} Reader;

static inline void
read_on (Reader *reader)
{
  reader->is_done = reader->next == reader->end;
  if (!reader->is_done)
    reader->rest = *reader->next++;
}

static inline Reader
reader_at (const GhPiece *pieces, guint count)
{
  Reader reader = { .next = pieces, .end = pieces + count };

  read_on (&reader);
  return reader;
}

/* Leaves what lies left of a place behind. */
static inline void
read_up_to (Reader *reader, double to)
{
  if (reader->rest.to <= to)
    {
      read_on (reader);
      return;
    }
  reader->rest.value += reader->rest.slope * (to - reader->rest.from);
  reader->rest.from = to;
}

/* Appends the lower of two pieces that begin at the same place, up to a place. */
static inline G_ALWAYS_INLINE void
append_lower (GhPiecewise *target, const GhPiece *a, const GhPiece *b, double to)
{
  double length = to - a->from;
  double start = a->value - b->value;
  double end = start + (a->slope - b->slope) * length;
  const GhPiece *first = start < 0.0 || (start <= 0.0 && end <= 0.0) ? a : b;
  gboolean crosses = (start < -GH_SAME_VALUE && end > GH_SAME_VALUE)
                     || (start > GH_SAME_VALUE && end < -GH_SAME_VALUE);

  if (!crosses)
    {
      GhPiece piece = fabs (start) > GH_SAME_VALUE ? *first : end <= 0.0 ? *a : *b;
      piece.to = to;
      append (target, &piece);
      return;
    }
  GhPiece piece = *first, rest = first == a ? *b : *a;
  piece.to = CLAMP (a->from + length * (start / (start - end)), a->from, to);
  append (target, &piece);
  rest.value += rest.slope * (piece.to - rest.from);
  rest.from = piece.to;
  rest.to = to;
  append (target, &rest);
}

/* Appends the lower of two functions. */
static void
append_envelope (GhPiecewise *target, Reader a, Reader b)
{
  while (!a.is_done && !b.is_done)
    {
      Reader *left = a.rest.from <= b.rest.from ? &a : &b;
      const GhPiece *right = left == &a ? &b.rest : &a.rest;

      if (left->rest.from < right->from)
        {
          GhPiece part = left->rest;
          part.to = MIN (part.to, right->from);
          append (target, &part);
          read_up_to (left, part.to);
          continue;
        }
      double to = MIN (a.rest.to, b.rest.to);
      append_lower (target, &a.rest, &b.rest, to);
      read_up_to (&a, to);
      read_up_to (&b, to);
    }
  for (; !a.is_done; read_on (&a))
    append (target, &a.rest);
  for (; !b.is_done; read_on (&b))
    append (target, &b.rest);
}

/**
 * gh_piecewise_lower_envelope:
 * @target: overwritten; neither @a nor @b
 * @a: a function
 * @b: a function
 *
 * The lower of two functions, place by place; infinite only where both are. O(pieces of both).
 */
void
gh_piecewise_lower_envelope (GhPiecewise *target, const GhPiecewise *a, const GhPiecewise *b)
{
  target->count = 0;
  append_envelope (target, reader_at (a->pieces, a->count), reader_at (b->pieces, b->count));
}

/**
 * gh_piecewise_merge_run:
 * @target: a function, lowered to @run where that is lower
 * @run: another function; quick where it lies at the right end of @target
 * @scratch: memory to work in
 *
 * Lowers a function to a run. O(pieces of both right of where the run begins).
 */
void
gh_piecewise_merge_run (GhPiecewise *target, const GhPiecewise *run, GhPiecewise *scratch)
{
  guint keep = target->count;

  /* Most runs begin where the last one ended. */
  if (keep == 0 || target->pieces[keep - 1].to - run->pieces[0].from <= GH_SAME_PLACE)
    {
      for (guint i = 0; i < run->count; i++)
        append (target, &run->pieces[i]);
      return;
    }
  while (keep > 0 && target->pieces[keep - 1].to >= run->pieces[0].from)
    keep--;
  gh_piecewise_reserve (scratch, target->count - keep);
  scratch->count = target->count - keep;
  if (scratch->count > 0)
    memcpy (scratch->pieces, target->pieces + keep, scratch->count * sizeof (GhPiece));
  target->count = keep;
  append_envelope (target, reader_at (scratch->pieces, scratch->count),
                   reader_at (run->pieces, run->count));
}

/**
 * gh_piecewise_find:
 * @function: a function
 * @at: an argument
 *
 * Searches by halving.
 *
 * Returns: index of the first piece that ends at @at or right of it; the count if there is none
 */
guint
gh_piecewise_find (const GhPiecewise *function, double at)
{
  guint low = 0, high = function->count;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (function->pieces[middle].to < at)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * gh_piecewise_value:
 * @function: a function
 * @at: an argument; one that misses a piece by less than 1e-9 is taken as its end
 *
 * Returns: the value, INFINITY outside
 */
double
gh_piecewise_value (const GhPiecewise *function, double at)
{
  double value = INFINITY;

  for (guint i = gh_piecewise_find (function, at - 1e-9); i < function->count; i++)
    {
      const GhPiece *piece = &function->pieces[i];
      if (piece->from > at + 1e-9)
        break;
      value = MIN (value, piece->value
                              + piece->slope * (CLAMP (at, piece->from, piece->to) - piece->from));
    }
  return value;
}

/**
 * gh_piecewise_slope_after:
 * @function: a function
 * @at: an argument
 *
 * Returns: the slope to the right of @at; at the right end of the function the slope to the left;
 *   0 where there is neither
 */
double
gh_piecewise_slope_after (const GhPiecewise *function, double at)
{
  double slope = 0.0;

  for (guint i = gh_piecewise_find (function, at - 1e-9); i < function->count; i++)
    {
      const GhPiece *piece = &function->pieces[i];
      if (piece->from > at + 1e-9)
        break;
      if (piece->to - piece->from <= GH_SAME_PLACE)
        continue;
      slope = piece->slope;
      if (piece->to > at + 1e-9)
        break;
    }
  return slope;
}
