/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At which value of an input the net present value is zero. */
#include "study/break-even.h"

#include <math.h>
#include <string.h>

#include "study/sensitivity-kinds.h"

/* Share of the range to which a root is found. */
#define TOLERANCE 1e-4
/* Less is zero: a hundredth of the currency. */
#define NO_MONEY 0.01
/* Share of the work that is still to come which a round is taken to be. */
#define ROUND_SHARE 0.4
/* A charger may cost so much more than its worth is above its price. */
#define WIDE_NPV 1.5

/**
 * gh_break_even_free:
 * @even: (transfer full) (nullable): a search
 *
 * Frees it.
 */
void
gh_break_even_free (GhBreakEven *even)
{
  if (even == NULL)
    return;
  gh_sensitivity_input_unref (even->input);
  gh_sensitivity_point_clear (&even->at_from);
  gh_sensitivity_point_clear (&even->at_to);
  g_clear_pointer (&even->roots, g_array_unref);
  g_free (even);
}

/**
 * gh_break_even_find_range:
 * @base: the study as it is
 * @input: (transfer none): an input
 *
 * Finds where to look: where its kind says. Amounts of money are searched so far beyond their value
 * that half as much again as the net present value would be paid.
 *
 * Returns: (transfer full): the input and the range; unref the input
 */
GhInputSpan
gh_break_even_find_range (const GhSensitivityBase *base, GhSensitivityInput *input)
{
  gboolean is_money = strcmp (input->unit.unit, gh_currency_symbol (base->study->currency)) == 0;
  double npv = base->point.values[GH_MEASURE_NPV];
  GhInputSpan span = { gh_sensitivity_input_ref (input), input->search_low, input->search_high };

  if (is_money && npv > 0.0)
    span.high = MIN (input->maximum, MAX (span.high, input->value + WIDE_NPV * npv));
  return span;
}

/* Equipment that costs more is worth no more: a grant gives back at most what was added, and no
 * plan heeds what was paid. */
static gboolean
is_monotone (const GhSensitivityInput *input)
{
  return input->kind != NULL && input->kind->only_costs;
}

/* What is looked at of one input. */
typedef struct
{
  GhBreakEven *even;
  GhRootSearch *search;
  GArray *places; /* (element-type double): of this round */
} Hunt;

static void
begin_hunt (Hunt *hunt, const GhInputSpan *span)
{
  double tolerance = TOLERANCE * (span->high - span->low);

  hunt->even = g_new0 (GhBreakEven, 1);
  hunt->even->input = gh_sensitivity_input_ref (span->input);
  hunt->even->from = span->low;
  hunt->even->to = span->high;
  hunt->even->tolerance = tolerance;
  hunt->search
      = gh_root_search_new (span->low, span->high, tolerance, NO_MONEY, is_monotone (span->input));
  hunt->places = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
clear_hunt (gpointer data)
{
  Hunt *hunt = data;

  gh_break_even_free (hunt->even);
  gh_root_search_free (hunt->search);
  g_array_unref (hunt->places);
}

/* What all hunts want to know next, in their order. */
static GArray *
ask_all (GArray *hunts)
{
  GArray *trials = g_array_new (FALSE, TRUE, sizeof (GhSensitivityTrial));

  for (guint i = 0; i < hunts->len; i++)
    {
      Hunt *hunt = &g_array_index (hunts, Hunt, i);
      g_array_set_size (hunt->places, 0);
      gh_root_search_ask (hunt->search, hunt->places);
      for (guint k = 0; k < hunt->places->len; k++)
        {
          GhSensitivityTrial trial = { .inputs = { hunt->even->input },
                                       .values = { g_array_index (hunt->places, double, k) },
                                       .count = 1 };
          g_array_append_val (trials, trial);
        }
    }
  return trials;
}

/* What the ends come to is told as it is; of what is between only the net present value counts. */
static void
take_point (Hunt *hunt, GhSensitivityTrial *trial, gboolean is_first, gboolean is_last)
{
  hunt->even->problems += trial->point.problem != NULL;
  gh_root_search_tell (hunt->search, trial->values[0], trial->point.values[GH_MEASURE_NPV]);
  if (is_first)
    hunt->even->at_from = trial->point;
  else if (is_last)
    hunt->even->at_to = trial->point;
  else
    gh_sensitivity_point_clear (&trial->point);
}

static void
tell_all (GArray *hunts, GArray *trials)
{
  guint next = 0;

  for (guint i = 0; i < hunts->len; i++)
    {
      Hunt *hunt = &g_array_index (hunts, Hunt, i);
      gboolean is_scan = hunt->search->samples->len == 0;
      for (guint k = 0; k < hunt->places->len; k++)
        take_point (hunt, &g_array_index (trials, GhSensitivityTrial, next++), is_scan && k == 0,
                    is_scan && k + 1 == hunt->places->len);
    }
}

/* Round after round until no hunt wants to know more. */
static gboolean
hunt_all (const GhSensitivityBase *base, GArray *hunts, const GhProgress *progress, GError **error)
{
  double done = 0.0;

  while (TRUE)
    {
      g_autoptr (GArray) trials = ask_all (hunts);
      double end = done + ROUND_SHARE * (1.0 - done);
      GhProgress part = gh_progress_part (progress, done, end);
      if (trials->len == 0)
        return TRUE;
      if (!gh_sensitivity_evaluate_all (base, (GhSensitivityTrial *) (gpointer) trials->data,
                                        trials->len, &part, error))
        return FALSE;
      tell_all (hunts, trials);
      done = end;
    }
}

/**
 * gh_break_even_run:
 * @base: the study as it is
 * @spans: (element-type GhInputSpan): inputs and where to look
 * @progress: (nullable): told and asked
 * @error: set where planning fails, or when stopped
 *
 * Looks for the values of each input by itself at which the net present value is zero, to a
 * ten-thousandth of the range, or to where it is below a hundredth of the currency. What is known
 * of the net present value: it falls with the price of the equipment, which no plan heeds, so that
 * there is one root at most. It need not be monotone in any other input, and is neither convex nor
 * concave in all: costs that are least over plans are concave in prices and convex in what is asked
 * of a plan, and two of them are held against each other. So it is looked at as
 * gh_root_search_ask() says.
 *
 * Returns: (transfer full) (nullable) (element-type GhBreakEven): a search for each input
 */
GPtrArray *
gh_break_even_run (const GhSensitivityBase *base, const GArray *spans, const GhProgress *progress,
                   GError **error)
{
  g_autoptr (GPtrArray) searches
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_break_even_free);
  g_autoptr (GArray) hunts = g_array_new (FALSE, TRUE, sizeof (Hunt));

  g_array_set_clear_func (hunts, clear_hunt);
  g_array_set_size (hunts, spans->len);
  for (guint i = 0; i < spans->len; i++)
    begin_hunt (&g_array_index (hunts, Hunt, i), &g_array_index (spans, GhInputSpan, i));
  if (!hunt_all (base, hunts, progress, error))
    return NULL;
  for (guint i = 0; i < hunts->len; i++)
    {
      Hunt *hunt = &g_array_index (hunts, Hunt, i);
      hunt->even->roots = gh_root_search_get_roots (hunt->search);
      g_ptr_array_add (searches, g_steal_pointer (&hunt->even));
    }
  return g_steal_pointer (&searches);
}
