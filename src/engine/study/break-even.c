/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At which value of an input the net present value is zero. */
#include "study/break-even.h"

#include <math.h>
#include <string.h>

#include "parallel.h"

/* Values at equal distances that are looked at first: roots closer than that in pairs are missed.
 */
#define SCANNED 9
/* Share of the range to which a root is found. */
#define TOLERANCE 1e-4
/* Less is zero: a hundredth of the currency. */
#define NO_MONEY 0.01
#define MOST_ROUNDS 60
/* Share of the work that the first look is. */
#define SCAN_SHARE 0.6
/* A charger may cost so much more than its worth is above its price. */
#define WIDE_NPV 1.5

/* Two neighbouring values between which the net present value changes sign. */
typedef struct
{
  const GhSensitivityBase *base;
  GhBreakEven *even;
  double from;
  double to;
  double npv_from;
  double npv_to;
  gboolean rises;
  double root; /* NAN where the study could not be told */
} Bracket;

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
  g_array_unref (even->roots);
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

static double
get_npv (const GhSensitivityTrial *trial)
{
  return trial->point.values[GH_MEASURE_NPV];
}

static gboolean
is_gain (double npv)
{
  return npv >= 0.0;
}

/* The value at which a straight line through both ends would be zero; every third round the middle,
 * so that the bracket always shrinks. */
static double
choose_next (const Bracket *bracket, guint round)
{
  double width = bracket->to - bracket->from;
  double share = bracket->npv_from / (bracket->npv_from - bracket->npv_to);

  if (round % 3 == 2 || !(share > 0.0 && share < 1.0))
    return bracket->from + 0.5 * width;
  return bracket->from + share * width;
}

/* Narrows a bracket down to a root. */
static gboolean
refine (gpointer data, const GhProgress *progress, GError **error)
{
  Bracket *bracket = data;
  double tolerance = bracket->even->tolerance;

  for (guint round = 0; round < MOST_ROUNDS; round++)
    {
      GhSensitivityTrial trial = { .inputs = { bracket->even->input },
                                   .values = { choose_next (bracket, round) },
                                   .count = 1 };
      GhProgress part
          = gh_progress_part (progress, 1.0 - 1.0 / (round + 1.0), 1.0 - 1.0 / (round + 2.0));
      if (!gh_sensitivity_evaluate (bracket->base, &trial, &part, error))
        return FALSE;
      double npv = get_npv (&trial);
      gh_sensitivity_point_clear (&trial.point);
      bracket->root = trial.values[0];
      if (isnan (npv))
        bracket->root = NAN;
      if (isnan (npv) || fabs (npv) < NO_MONEY)
        return TRUE;
      if (is_gain (npv) == is_gain (bracket->npv_from))
        {
          bracket->from = trial.values[0];
          bracket->npv_from = npv;
        }
      else
        {
          bracket->to = trial.values[0];
          bracket->npv_to = npv;
        }
      if (bracket->to - bracket->from <= 2.0 * tolerance)
        {
          bracket->root = 0.5 * (bracket->from + bracket->to);
          return TRUE;
        }
    }
  return TRUE;
}

/* Hands the ends of a scan to its search and its changes of sign to @brackets. */
static void
take_scan (const GhSensitivityBase *base, GhBreakEven *even, GhSensitivityTrial *trials,
           GArray *brackets)
{
  for (guint i = 0; i < SCANNED; i++)
    {
      even->problems += trials[i].point.problem != NULL;
      if (i == 0 || isnan (get_npv (&trials[i - 1])) || isnan (get_npv (&trials[i]))
          || is_gain (get_npv (&trials[i - 1])) == is_gain (get_npv (&trials[i])))
        continue;
      Bracket bracket = { base,
                          even,
                          trials[i - 1].values[0],
                          trials[i].values[0],
                          get_npv (&trials[i - 1]),
                          get_npv (&trials[i]),
                          is_gain (get_npv (&trials[i])),
                          NAN };
      g_array_append_val (brackets, bracket);
    }
  even->at_from = trials[0].point;
  even->at_to = trials[SCANNED - 1].point;
  for (guint i = 1; i + 1 < SCANNED; i++)
    gh_sensitivity_point_clear (&trials[i].point);
}

static GhBreakEven *
new_search (const GhInputSpan *span, GhSensitivityTrial *trials)
{
  GhBreakEven *even = g_new0 (GhBreakEven, 1);
  g_autofree double *values = gh_sweep_new_values (span->low, span->high, SCANNED);

  even->input = gh_sensitivity_input_ref (span->input);
  even->from = span->low;
  even->to = span->high;
  even->tolerance = TOLERANCE * (span->high - span->low);
  even->roots = g_array_new (FALSE, FALSE, sizeof (GhBreakEvenRoot));
  for (guint i = 0; i < SCANNED; i++)
    trials[i]
        = (GhSensitivityTrial){ .inputs = { even->input }, .values = { values[i] }, .count = 1 };
  return even;
}

/* Brackets are in the order of the searches, and of rising values within each. */
static gboolean
refine_all (GArray *brackets, const GhProgress *progress, GError **error)
{
  g_autofree gpointer *pointers = g_new (gpointer, MAX (1, brackets->len));

  for (guint i = 0; i < brackets->len; i++)
    pointers[i] = &g_array_index (brackets, Bracket, i);
  if (!gh_parallel_run (refine, pointers, brackets->len, progress, error))
    return FALSE;
  for (guint i = 0; i < brackets->len; i++)
    {
      const Bracket *bracket = &g_array_index (brackets, Bracket, i);
      GhBreakEvenRoot root = { bracket->root, bracket->rises };
      if (isnan (bracket->root))
        bracket->even->problems++;
      else
        g_array_append_val (bracket->even->roots, root);
    }
  return TRUE;
}

/**
 * gh_break_even_run:
 * @base: the study as it is
 * @spans: (element-type GhInputSpan): inputs and where to look
 * @progress: (nullable): told and asked
 * @error: set where planning fails, or when stopped
 *
 * Looks for the values of each input by itself at which the net present value is zero. Nine values
 * at equal distances are looked at first; between two with opposite signs the root is bracketed and
 * narrowed down by false position and bisection to a ten-thousandth of the range, or to where the
 * net present value is below a hundredth of the currency. Two roots between neighbouring values are
 * missed.
 *
 * Returns: (transfer full) (nullable) (element-type GhBreakEven): a search for each input
 */
GPtrArray *
gh_break_even_run (const GhSensitivityBase *base, const GArray *spans, const GhProgress *progress,
                   GError **error)
{
  g_autofree GhSensitivityTrial *trials
      = g_new0 (GhSensitivityTrial, MAX (1, spans->len * SCANNED));
  g_autoptr (GPtrArray) searches
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_break_even_free);
  g_autoptr (GArray) brackets = g_array_new (FALSE, FALSE, sizeof (Bracket));
  GhProgress scanning = gh_progress_part (progress, 0.0, SCAN_SHARE);
  GhProgress refining = gh_progress_part (progress, SCAN_SHARE, 1.0);

  for (guint i = 0; i < spans->len; i++)
    g_ptr_array_add (searches,
                     new_search (&g_array_index (spans, GhInputSpan, i), &trials[i * SCANNED]));
  if (!gh_sensitivity_evaluate_all (base, trials, spans->len * SCANNED, &scanning, error))
    return NULL;
  for (guint i = 0; i < spans->len; i++)
    take_scan (base, g_ptr_array_index (searches, i), &trials[i * SCANNED], brackets);
  if (!refine_all (brackets, &refining, error))
    return NULL;
  return g_steal_pointer (&searches);
}
