/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/piecewise.h"

#include <math.h>
#include <string.h>

#define SAME_SLOPE 1e-12
/* By how much an argument may miss a limit, kWh. */
#define ROUNDING 1e-9

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
 * gh_piecewise_add_pieces:
 * @target: a function
 * @pieces: (array length=count): pieces that begin where @target ends, or later
 * @count: how many
 *
 * Adds pieces as they are, without making one of two that go on straight.
 */
void
gh_piecewise_add_pieces (GhPiecewise *target, const GhPiece *pieces, guint count)
{
  gh_piecewise_reserve (target, target->count + count);
  if (count > 0)
    memcpy (target->pieces + target->count, pieces, count * sizeof (GhPiece));
  target->count += count;
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
  target->count = 0;
  gh_piecewise_add_pieces (target, source->pieces, source->count);
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

/* gh_piecewise_append(), for the inner loops. FALSE where the piece said nothing and was dropped.
 */
static inline G_ALWAYS_INLINE gboolean
append (GhPiecewise *function, const GhPiece *piece)
{
  GhPiece *last = function->count > 0 ? &function->pieces[function->count - 1] : NULL;

  if (last == NULL || piece->from - last->to > GH_SAME_PLACE)
    {
      push (function, piece);
      return TRUE;
    }
  double jump = piece->value - gh_piece_end_value (last);
  if (piece->to - piece->from <= GH_SAME_PLACE && jump >= -GH_SAME_VALUE)
    return FALSE;
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
  return TRUE;
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
 * gh_piecewise_copy_part:
 * @target: overwritten; not @source
 * @source: what to copy
 * @lower: least argument that stays
 * @upper: greatest argument that stays
 *
 * Copies without the ends; an argument that misses a limit by rounding stays. O(pieces kept).
 */
void
gh_piecewise_copy_part (GhPiecewise *target, const GhPiecewise *source, double lower, double upper)
{
  guint first = gh_piecewise_find (source, lower - ROUNDING);
  guint end = source->count;

  while (end > first && source->pieces[end - 1].from > upper + ROUNDING)
    end--;
  target->count = 0;
  gh_piecewise_add_pieces (target, source->pieces + first, end - first);
  for (guint i = 0; i < target->count && target->pieces[i].from < lower; i++)
    {
      GhPiece *piece = &target->pieces[i];
      double from = MIN (lower, piece->to);
      piece->value += piece->slope * (from - piece->from);
      piece->from = from;
    }
  for (guint i = target->count; i-- > 0 && target->pieces[i].to > upper;)
    target->pieces[i].to = MAX (target->pieces[i].from, upper);
}

/**
 * gh_piecewise_move:
 * @function: a function
 * @by: how far to the right
 * @up: what is added to every value
 *
 * Moves the function. O(count).
 */
void
gh_piecewise_move (GhPiecewise *function, double by, double up)
{
  for (guint i = 0; i < function->count; i++)
    {
      function->pieces[i].from += by;
      function->pieces[i].to += by;
      function->pieces[i].value += up;
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

/* A sweep over two functions that writes the lower one. */
typedef struct
{
  GhPiecewise *target;
  const GhPiece *open; /* the piece that the last one written comes from; it may be prolonged */
  gboolean second;     /* the second function was the lower one */
} Sweep;

/* Writes a part of a piece. */
static inline G_ALWAYS_INLINE void
write_part (Sweep *sweep, const GhPiece *piece, double from, double to)
{
  GhPiecewise *target = sweep->target;

  if (piece == sweep->open)
    {
      target->pieces[target->count - 1].to = to;
      return;
    }
  GhPiece part = { from, to, gh_piece_value_at (piece, from), piece->slope };
  sweep->open = append (target, &part) ? piece : NULL;
}

/* Writes the lower of two pieces where both are defined. Of two that are the same the one goes on
 * that was written last. */
static inline G_ALWAYS_INLINE void
write_lower (Sweep *sweep, const GhPiece *a, const GhPiece *b, double from, double to)
{
  double start = gh_piece_value_at (a, from) - gh_piece_value_at (b, from);
  double end = gh_piece_value_at (a, to) - gh_piece_value_at (b, to);
  double decisive = fabs (start) > GH_SAME_VALUE ? start : end;

  if (fabs (decisive) > GH_SAME_VALUE)
    sweep->second = decisive > 0.0;
  const GhPiece *first = sweep->second ? b : a;
  if (sweep->second ? end >= -GH_SAME_VALUE : end <= GH_SAME_VALUE)
    {
      write_part (sweep, first, from, to);
      return;
    }
  double cross = CLAMP (from + (to - from) * (start / (start - end)), from, to);
  write_part (sweep, first, from, cross);
  sweep->second = !sweep->second;
  write_part (sweep, sweep->second ? b : a, cross, to);
}

/* Copies the pieces of a function that end left of a place, where the other one has none; returns
 * how many. */
static gsize
copy_left_of (GhPiecewise *target, const GhPiecewise *function, double place)
{
  guint count = 0;

  while (count < function->count && function->pieces[count].to < place)
    count++;
  gh_piecewise_add_pieces (target, function->pieces, count);
  return count;
}

/* Copies what is left of one function where the other one has ended. */
static void
copy_rest (Sweep *sweep, const GhPiece *rest, const GhPiece *end, double at)
{
  if (rest >= end)
    return;
  write_part (sweep, rest, MAX (rest->from, at), MAX (rest->to, at));
  gh_piecewise_add_pieces (sweep->target, rest + 1, (guint) (end - rest - 1));
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
  const GhPiece *p = a->pieces, *p_end = p + a->count, *q = b->pieces, *q_end = q + b->count;
  Sweep sweep = { .target = target };
  double at = -INFINITY;

  target->count = 0;
  if (p < p_end && q < q_end)
    {
      p += copy_left_of (target, a, q->from);
      q += copy_left_of (target, b, p < p_end ? p->from : -INFINITY);
    }
  while (p < p_end && q < q_end)
    {
      double p_from = MAX (p->from, at), q_from = MAX (q->from, at);
      gboolean with_p = p_from <= q_from, with_q = q_from <= p_from;

      if (with_p && with_q)
        {
          at = MAX (MIN (p->to, q->to), p_from);
          write_lower (&sweep, p, q, p_from, at);
        }
      else if (with_p)
        {
          at = MAX (MIN (p->to, q_from), p_from);
          write_part (&sweep, p, p_from, at);
        }
      else
        {
          at = MAX (MIN (q->to, p_from), q_from);
          write_part (&sweep, q, q_from, at);
        }
      p += with_p && p->to <= at;
      q += with_q && q->to <= at;
    }
  copy_rest (&sweep, p, p_end, at);
  copy_rest (&sweep, q, q_end, at);
}

/* The place where one function overtakes another. */
typedef struct
{
  guint kept;   /* pieces of the first function up to there */
  guint first;  /* piece of the second that goes on there */
  double place; /* where */
} Crossing;

/* Seeks, from the right, where @run has come to lie no higher than @target. */
static Crossing
seek_crossing (const GhPiecewise *target, const GhPiecewise *run)
{
  guint k = target->count - 1, j = run->count - 1;
  double right = MIN (target->pieces[k].to, run->pieces[j].to);

  while (k > 0 && target->pieces[k].from >= right)
    k--;
  while (j > 0 && run->pieces[j].from >= right)
    j--;
  for (;;)
    {
      const GhPiece *a = &target->pieces[k], *b = &run->pieces[j];
      right = MIN (right, a->to);
      double left = MAX (a->from, b->from);
      double ahead = gh_piece_value_at (b, left) - gh_piece_value_at (a, left);

      if (ahead > 0.0)
        {
          double behind = gh_piece_value_at (a, right) - gh_piece_value_at (b, right);
          double place = left + ahead / (ahead + behind) * (right - left);
          return (Crossing){ k + 1, j, behind > 0.0 ? MIN (place, right) : right };
        }
      right = left;
      if (a->from >= b->from && k > 0)
        k--;
      else if (a->from >= b->from)
        return (Crossing){ 0, 0, run->pieces[0].from };
      else if (j > 0)
        j--;
      else
        return (Crossing){ k + 1, 0, b->from };
    }
}

/**
 * gh_piecewise_overtake:
 * @target: a function, lowered to @run where that is lower
 * @run: a function without gaps that begins no further left, and that lies no higher than @target
 *   to the right of any place where it lies lower
 *
 * Lowers a function to one that overtakes it once: what lies right of that place is taken off at
 * the end, and the rest of @run is put there. O(pieces taken off and put there), so that a function
 * of many runs takes O(pieces of all).
 */
void
gh_piecewise_overtake (GhPiecewise *target, const GhPiecewise *run)
{
  guint first = 0;

  if (target->count > 0 && target->pieces[target->count - 1].to > run->pieces[0].from)
    {
      Crossing crossing = seek_crossing (target, run);
      if (crossing.kept > 0 && crossing.place >= run->pieces[run->count - 1].to)
        return;
      target->count = crossing.kept;
      if (crossing.kept > 0)
        target->pieces[crossing.kept - 1].to = crossing.place;
      GhPiece part = run->pieces[crossing.first];
      part.value = gh_piece_value_at (&part, crossing.place);
      part.from = crossing.place;
      append (target, &part);
      first = crossing.first + 1;
    }
  for (guint i = first; i < run->count; i++)
    append (target, &run->pieces[i]);
}
