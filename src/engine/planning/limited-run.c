/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/limited-run.h"

#include <math.h>

/* Places that differ by less are one, kWh. */
#define SAME_ENERGY 1e-10
/* By how much limits may contradict each other, kWh. */
#define ROUNDING 1e-9

/* A kink that lies below the straight line over it by less is rounding. Such kinks would double
 * from step to step, since every line of limits makes its own of each. */
#define SAME_COST 1e-12

/* A convex run and how far it has been read; reading goes to the right only. */
typedef struct
{
  const GhPiece *pieces;
  guint count;
  guint at;
} Reader;

/* The choice of a convolution: @end_kwh is best for what the step begins with, straight in between.
 */
typedef struct
{
  double before_kwh;
  double end_kwh;
} Choice;

/**
 * gh_reach_limits_upper:
 * @limits: limits of a step
 * @before_kwh: energy before it, driving taken off
 *
 * Returns: the greatest energy at its end, %INFINITY for any
 */
double
gh_reach_limits_upper (const GhReachLimits *limits, double before_kwh)
{
  double upper = INFINITY;

  for (guint i = 0; i < limits->upper_count; i++)
    upper = MIN (upper, limits->upper[i].at + limits->upper[i].slope * before_kwh);
  return upper;
}

/**
 * gh_reach_limits_lower:
 * @limits: limits of a step
 * @before_kwh: energy before it, driving taken off
 *
 * Returns: the least energy at its end, -%INFINITY for any
 */
double
gh_reach_limits_lower (const GhReachLimits *limits, double before_kwh)
{
  double lower = -INFINITY;

  for (guint i = 0; i < limits->lower_count; i++)
    lower = MAX (lower, limits->lower[i].at + limits->lower[i].slope * before_kwh);
  return lower;
}

static double
read_value (Reader *reader, double at)
{
  while (reader->at + 1 < reader->count && reader->pieces[reader->at].to < at)
    reader->at++;
  const GhPiece *piece = &reader->pieces[reader->at];
  return piece->value + piece->slope * (CLAMP (at, piece->from, piece->to) - piece->from);
}

/* What the unlimited convolution chooses: pieces of both in the order of their slopes. */
static GArray *
list_choices (const GhPiece *value, guint value_count, const GhPiece *stage, guint stage_count)
{
  GArray *choices
      = g_array_sized_new (FALSE, FALSE, sizeof (Choice), value_count + stage_count + 1);
  Choice choice = { value[0].from + stage[0].from, value[0].from };
  guint i = 0, j = 0;

  g_array_append_val (choices, choice);
  while (i < value_count || j < stage_count)
    {
      gboolean take_value
          = j >= stage_count || (i < value_count && value[i].slope <= stage[j].slope);
      double length = take_value ? value[i].to - value[i].from : stage[j].to - stage[j].from;
      i += take_value;
      j += !take_value;
      if (length <= 0.0)
        continue;
      choice.before_kwh += length;
      choice.end_kwh += take_value ? length : 0.0;
      g_array_append_val (choices, choice);
    }
  return choices;
}

static gboolean
breaks_limits (const GhReachLimits *limits, const Choice *choice)
{
  return choice->end_kwh > gh_reach_limits_upper (limits, choice->before_kwh) + ROUNDING
         || choice->end_kwh < gh_reach_limits_lower (limits, choice->before_kwh) - ROUNDING;
}

/* Between two choices the distance from a limit is convex, so that it is greatest at one of them.
 */
static gboolean
any_breaks_limits (const GArray *choices, const GhReachLimits *limits)
{
  for (guint i = 0; i < choices->len; i++)
    if (breaks_limits (limits, &g_array_index (choices, Choice, i)))
      return TRUE;
  return FALSE;
}

/* Places at which the cost along the limits can have a kink. */
typedef struct
{
  GArray *places; /* (element-type double) */
  double from;
  double to;
} Kinks;

static void
note (Kinks *kinks, double place)
{
  if (place > kinks->from && place < kinks->to)
    g_array_append_val (kinks->places, place);
}

/* Where a line of limits meets a kink of the value or of the stage, or the free choice. */
static void
note_line (Kinks *kinks, const GhReachLine *line, const Reader *value, const Reader *stage,
           const GArray *choices)
{
  for (guint i = 0; line->slope > 0.0 && i < value->count; i++)
    {
      note (kinks, (value->pieces[i].from - line->at) / line->slope);
      note (kinks, (value->pieces[i].to - line->at) / line->slope);
    }
  for (guint i = 0; line->slope < 1.0 && i < stage->count; i++)
    {
      note (kinks, (stage->pieces[i].from + line->at) / (1.0 - line->slope));
      note (kinks, (stage->pieces[i].to + line->at) / (1.0 - line->slope));
    }
  for (guint i = 0; i + 1 < choices->len; i++)
    {
      const Choice *a = &g_array_index (choices, Choice, i), *b = a + 1;
      double before = a->end_kwh - line->at - line->slope * a->before_kwh;
      double after = b->end_kwh - line->at - line->slope * b->before_kwh;
      if ((before < 0.0) != (after < 0.0))
        note (kinks, a->before_kwh + (b->before_kwh - a->before_kwh) * before / (before - after));
    }
}

static void
note_crossing (Kinks *kinks, const GhReachLine *a, const GhReachLine *b)
{
  if (a->slope != b->slope)
    note (kinks, (b->at - a->at) / (a->slope - b->slope));
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static GArray *
list_kinks (const Reader *value, const Reader *stage, const GArray *choices,
            const GhReachLimits *limits)
{
  const Choice *begin = &g_array_index (choices, Choice, 0);
  const Choice *end = &g_array_index (choices, Choice, choices->len - 1);
  Kinks kinks = { g_array_new (FALSE, FALSE, sizeof (double)), begin->before_kwh, end->before_kwh };
  GhReachLine lines[2 * GH_MOST_LIMITS];
  guint count = 0;

  for (guint i = 0; i < choices->len; i++)
    g_array_append_val (kinks.places, g_array_index (choices, Choice, i).before_kwh);
  for (guint i = 0; i < limits->upper_count; i++)
    lines[count++] = limits->upper[i];
  for (guint i = 0; i < limits->lower_count; i++)
    lines[count++] = limits->lower[i];
  for (guint i = 0; i < count; i++)
    {
      note_line (&kinks, &lines[i], value, stage, choices);
      for (guint k = 0; k < i; k++)
        note_crossing (&kinks, &lines[i], &lines[k]);
    }
  g_array_sort (kinks.places, compare_places);
  return kinks.places;
}

/* What is best at one place within the limits; FALSE where they leave nothing. */
static gboolean
find_limited (Reader *value, Reader *stage, double before_kwh, double free_kwh,
              const GhReachLimits *limits, double *cost)
{
  double lower = MAX (value->pieces[0].from, before_kwh - stage->pieces[stage->count - 1].to);
  double upper = MIN (value->pieces[value->count - 1].to, before_kwh - stage->pieces[0].from);

  lower = MAX (lower, gh_reach_limits_lower (limits, before_kwh));
  upper = MIN (upper, gh_reach_limits_upper (limits, before_kwh));
  if (lower > upper + ROUNDING)
    return FALSE;
  double end_kwh = lower > upper ? 0.5 * (lower + upper) : CLAMP (free_kwh, lower, upper);
  *cost = read_value (value, end_kwh) + read_value (stage, before_kwh - end_kwh);
  return TRUE;
}

/* Appends the line from the end of the function to a point, without the points above it or on it:
 * what comes out is convex but for rounding, and is made so. */
static void
append_point (GhPiecewise *target, double *at, double *cost, double to, double value)
{
  while (target->count > 0)
    {
      const GhPiece *last = &target->pieces[target->count - 1];
      if ((value - last->value) >= last->slope * (to - last->from) + SAME_COST)
        break;
      *at = last->from;
      *cost = last->value;
      target->count--;
    }
  gh_piecewise_add_pieces (
      target, &(GhPiece){ *at, to, *cost, to > *at ? (value - *cost) / (to - *at) : 0 }, 1);
  *at = to;
  *cost = value;
}

static double
free_choice (const GArray *choices, guint *index, double before_kwh)
{
  while (*index + 2 < choices->len
         && g_array_index (choices, Choice, *index + 1).before_kwh < before_kwh)
    (*index)++;
  const Choice *a = &g_array_index (choices, Choice, *index);
  if (*index + 1 >= choices->len || a[1].before_kwh <= a->before_kwh)
    return a->end_kwh;
  double share = (before_kwh - a->before_kwh) / (a[1].before_kwh - a->before_kwh);
  return a->end_kwh + (a[1].end_kwh - a->end_kwh) * CLAMP (share, 0.0, 1.0);
}

/* Writes what is best at every place, straight in between. */
static void
write_places (GhPiecewise *target, Reader *value, Reader *stage, const GArray *choices,
              const GArray *places, const GhReachLimits *limits)
{
  double at = 0.0, cost = 0.0, next;
  gboolean any = FALSE;
  guint index = 0;

  target->count = 0;
  for (guint i = 0; i < places->len; i++)
    {
      double place = g_array_index (places, double, i);
      if (any && place - at <= SAME_ENERGY)
        continue;
      double free_kwh = free_choice (choices, &index, place);
      if (!find_limited (value, stage, place, free_kwh, limits, &next))
        continue;
      if (any)
        append_point (target, &at, &cost, place, next);
      at = place;
      cost = next;
      any = TRUE;
    }
  if (any && target->count == 0)
    gh_piecewise_add_pieces (target, &(GhPiece){ at, at, cost, 0.0 }, 1);
}

/**
 * gh_limited_run_convolve:
 * @target: overwritten; empty where the limits leave nothing
 * @value: (array length=value_count): a convex run of the value at the end of a step
 * @value_count: at least 1
 * @stage: (array length=stage_count): a convex part of the cost over the energy taken out
 * @stage_count: at least 1
 * @limits: where the step may end, seen from where it begins
 *
 * The infimal convolution of two convex runs where the choice is limited by lines over the energy
 * at the beginning: charging that tapers off near full, power that falls near empty. Since cost and
 * limits are convex together, so is the result: where the free choice breaks a limit the limit
 * itself is best. O((n + m) (1 + limits) log) where a limit is broken, O(n + m) where none is.
 *
 * Returns: whether a limit was broken, so that @target is not the whole convolution
 */
gboolean
gh_limited_run_convolve (GhPiecewise *target, const GhPiece *value, guint value_count,
                         const GhPiece *stage, guint stage_count, const GhReachLimits *limits)
{
  g_autoptr (GArray) choices = list_choices (value, value_count, stage, stage_count);

  if (!any_breaks_limits (choices, limits))
    {
      gh_piecewise_convolve_runs (target, value, value_count, stage, stage_count);
      return FALSE;
    }
  Reader values = { value, value_count, 0 }, stages = { stage, stage_count, 0 };
  g_autoptr (GArray) places = list_kinks (&values, &stages, choices, limits);
  write_places (target, &values, &stages, choices, places, limits);
  return TRUE;
}

/**
 * gh_limited_run_shift:
 * @target: overwritten; not @value
 * @value: value at the end of a step
 * @point: a cost at one energy taken out
 * @limits: where the step may end, seen from where it begins
 *
 * The value before a step that leaves no choice, where the limits allow it. O(pieces).
 */
void
gh_limited_run_shift (GhPiecewise *target, const GhPiecewise *value, const GhPiece *point,
                      const GhReachLimits *limits)
{
  double out = point->from, from = -INFINITY, to = INFINITY;

  for (guint i = 0; i < limits->upper_count; i++)
    {
      const GhReachLine *line = &limits->upper[i];
      if (line->slope < 1.0)
        to = MIN (to, (line->at + out) / (1.0 - line->slope));
      else if (line->at + out < -ROUNDING)
        to = -INFINITY;
    }
  for (guint i = 0; i < limits->lower_count; i++)
    {
      const GhReachLine *line = &limits->lower[i];
      if (line->slope < 1.0)
        from = MAX (from, (line->at + out) / (1.0 - line->slope));
      else if (line->at + out > ROUNDING)
        from = INFINITY;
    }
  gh_piecewise_copy_part (target, value, from - out, to - out);
  gh_piecewise_move (target, out, point->value);
}
