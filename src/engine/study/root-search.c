/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/root-search.h"

#include <math.h>

/* Places at equal distances that are looked at first. */
#define SCANNED 9
/* Places beyond which no more turns are followed, of a function that jumps about. */
#define MOST_SAMPLES 200
/* A bracket is halved in every third round, so that it always shrinks. */
#define HALVED_ROUND 3

/* @value: NAN where the function has none. @rounds: how often the bracket that begins here has been
 * narrowed */
typedef struct
{
  double place;
  double value;
  guint rounds;
} Sample;

/**
 * gh_root_search_new:
 * @from: where to look
 * @to: up to where, above @from
 * @tolerance: how far a root may be from the true one
 * @no_value: less than this is zero
 * @is_monotone: whether the function is known never to turn
 *
 * Begins a search.
 *
 * Returns: (transfer full): the search
 */
GhRootSearch *
gh_root_search_new (double from, double to, double tolerance, double no_value, gboolean is_monotone)
{
  GhRootSearch *search = g_new0 (GhRootSearch, 1);

  *search = (GhRootSearch){ from,     to,          tolerance,
                            no_value, is_monotone, g_array_new (FALSE, FALSE, sizeof (Sample)) };
  return search;
}

/**
 * gh_root_search_free:
 * @search: (transfer full) (nullable): a search
 *
 * Frees it.
 */
void
gh_root_search_free (GhRootSearch *search)
{
  if (search == NULL)
    return;
  g_array_unref (search->samples);
  g_free (search);
}

/* %NULL beyond the ends. */
static const Sample *
get_sample (const GhRootSearch *search, gint64 index)
{
  return index >= 0 && index < search->samples->len
             ? &g_array_index (search->samples, Sample, index)
             : NULL;
}

static gboolean
is_known (const Sample *sample)
{
  return sample != NULL && !isnan (sample->value);
}

static gboolean
is_positive (const Sample *sample)
{
  return sample->value >= 0.0;
}

/* Whether the function changes its sign between two neighbours. */
static gboolean
is_bracket (const Sample *left, const Sample *right)
{
  return is_known (left) && is_known (right) && is_positive (left) != is_positive (right);
}

static double
find_slope (const Sample *left, const Sample *right)
{
  return (right->value - left->value) / (right->place - left->place);
}

/* Whether a sample is as near to zero as its neighbours of the same sign, or nearer, so that the
 * function may go to zero and back beside it. */
static gboolean
is_lowest (const GhRootSearch *search, gint64 index)
{
  const Sample *own = get_sample (search, index);

  for (int side = -1; side <= 1; side += 2)
    {
      const Sample *other = get_sample (search, index + side);
      if (is_known (other) && (is_bracket (own, other) || fabs (other->value) < fabs (own->value)))
        return FALSE;
    }
  return TRUE;
}

/* By how much the slope changes at a sample; at an end of what is known, at its only neighbour. */
static double
find_bend (const GhRootSearch *search, gint64 index)
{
  const Sample *left = get_sample (search, index - 1), *own = get_sample (search, index),
               *right = get_sample (search, index + 1);

  if (!is_known (left))
    left = own, own = right, right = get_sample (search, index + 2);
  else if (!is_known (right))
    right = own, own = left, left = get_sample (search, index - 2);
  if (!is_known (left) || !is_known (own) || !is_known (right))
    return 0.0;
  return fabs (find_slope (own, right) - find_slope (left, own));
}

/* Whether two roots may hide between two neighbours of the same sign: one of them is the lowest
 * around, and the function, if its slope turns there within this interval, can come down to zero.
 * That holds for any function that is convex or concave around here. */
static gboolean
may_hide (const GhRootSearch *search, gint64 index)
{
  const Sample *left = get_sample (search, index), *right = get_sample (search, index + 1);
  gboolean left_is_lowest = fabs (left->value) <= fabs (right->value);
  gint64 lowest = left_is_lowest ? index : index + 1;
  double width = right->place - left->place;

  return width > search->tolerance && is_lowest (search, lowest)
         && fabs (get_sample (search, lowest)->value) < find_bend (search, lowest) * width;
}

static gboolean
is_found (const GhRootSearch *search, const Sample *left, const Sample *right)
{
  return right->place - left->place <= 2.0 * search->tolerance
         || fmin (fabs (left->value), fabs (right->value)) < search->no_value;
}

/* Where a straight line through both ends of a bracket is zero, or its middle. */
static double
choose_place (const Sample *left, const Sample *right)
{
  double share = left->value / (left->value - right->value);

  if (left->rounds % HALVED_ROUND == HALVED_ROUND - 1 || !(share > 0.0 && share < 1.0))
    share = 0.5;
  return left->place + share * (right->place - left->place);
}

static void
ask_for_scan (const GhRootSearch *search, GArray *places)
{
  guint count = search->is_monotone ? 2 : SCANNED;

  for (guint i = 0; i < count; i++)
    {
      double place = i + 1 < count ? search->from + (search->to - search->from) * i / (count - 1)
                                   : search->to;
      g_array_append_val (places, place);
    }
}

/**
 * gh_root_search_ask:
 * @search: a search
 * @places: (inout) (element-type double): where the function is to be told next is appended;
 *   nothing where all is found
 *
 * Values at equal distances are looked at first. Between two with opposite signs the root is
 * narrowed down by false position and halving. Between two with the same sign there may be two
 * roots, where the function comes nearest to zero and its slope turns: such intervals are halved
 * until a sign changes, or the turn cannot reach zero any more. So no root is missed of a function
 * that is convex or concave over each few neighbouring values; one that dips between two values
 * and is otherwise as if it did not is not seen through.
 */
void
gh_root_search_ask (const GhRootSearch *search, GArray *places)
{
  if (search->samples->len == 0)
    {
      ask_for_scan (search, places);
      return;
    }
  gboolean may_look = !search->is_monotone && search->samples->len < MOST_SAMPLES;
  for (guint i = 0; i + 1 < search->samples->len; i++)
    {
      const Sample *left = get_sample (search, i), *right = get_sample (search, i + 1);
      double place = NAN;
      if (is_bracket (left, right))
        place = is_found (search, left, right) ? NAN : choose_place (left, right);
      else if (may_look && is_known (left) && is_known (right) && may_hide (search, i))
        place = 0.5 * (left->place + right->place);
      if (!isnan (place))
        g_array_append_val (places, place);
    }
}

/**
 * gh_root_search_tell:
 * @search: a search
 * @place: where
 * @value: what the function is there; NAN where it has no value
 *
 * Notes a value that was asked for.
 */
void
gh_root_search_tell (GhRootSearch *search, double place, double value)
{
  Sample sample = { place, value, 0 };
  guint index = 0;

  while (index < search->samples->len && get_sample (search, index)->place < place)
    index++;
  if (index > 0 && index < search->samples->len)
    sample.rounds = ++g_array_index (search->samples, Sample, index - 1).rounds;
  g_array_insert_val (search->samples, index, sample);
}

/**
 * gh_root_search_get_roots:
 * @search: a search that asks for nothing more
 *
 * Returns: (transfer full) (element-type GhRoot): the roots, by rising value
 */
GArray *
gh_root_search_get_roots (const GhRootSearch *search)
{
  GArray *roots = g_array_new (FALSE, FALSE, sizeof (GhRoot));

  for (guint i = 0; i + 1 < search->samples->len; i++)
    {
      const Sample *left = get_sample (search, i), *right = get_sample (search, i + 1);
      if (!is_bracket (left, right))
        continue;
      GhRoot root = { 0.5 * (left->place + right->place), is_positive (right) };
      if (fmin (fabs (left->value), fabs (right->value)) < search->no_value)
        root.value = fabs (left->value) <= fabs (right->value) ? left->place : right->place;
      g_array_append_val (roots, root);
    }
  return roots;
}
