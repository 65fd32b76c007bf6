/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes of changed inputs, in sentences. */
#include "study/sensitivity-words.h"

#include <math.h>
#include <string.h>

#include "record-path.h"
#include "study/operation.h"
#include "words.h"

/* A change below this share of both ends is none: an input that does not matter. */
#define NO_CHANGE 1e-9

/**
 * gh_measure_get_title:
 * @measure: what is looked at
 *
 * Returns: (transfer none): its name for people
 */
const char *
gh_measure_get_title (GhMeasure measure)
{
  const GhAttribute *attribute = gh_attribute_table_find (&gh_what_if_table, "measure", NULL);

  return _ (attribute->choice_titles[measure]);
}

/**
 * gh_measure_get_unit:
 * @measure: what is looked at
 * @currency: of the study
 * @unit: (out): in which people read it
 *
 * Tells unit and decimals.
 */
void
gh_measure_get_unit (GhMeasure measure, const char *currency, GhShownUnit *unit)
{
  *unit = (GhShownUnit){ .scale = 1.0 };
  unit->digits = measure == GH_MEASURE_PAYBACK ? 1 : 0;
  g_strlcpy (unit->unit,
             measure == GH_MEASURE_PAYBACK     ? gh_unit_show ("years")
             : measure == GH_MEASURE_EMISSIONS ? "kg"
                                               : gh_currency_symbol (currency),
             sizeof unit->unit);
}

/**
 * gh_measure_format:
 * @measure: what is looked at
 * @value: of it; NAN where there is none
 * @currency: of the study
 *
 * Returns: (transfer full): the value for people, with its unit
 */
char *
gh_measure_format (GhMeasure measure, double value, const char *currency)
{
  GhShownUnit unit;

  if (isnan (value))
    return measure == GH_MEASURE_PAYBACK ? g_strdup (_ ("never")) : g_strdup ("–");
  if (measure == GH_MEASURE_NPV || measure == GH_MEASURE_SAVING)
    return gh_money_format (value, currency, 0);
  gh_measure_get_unit (measure, currency, &unit);
  return gh_shown_unit_format (&unit, value);
}

/**
 * gh_sensitivity_point_format:
 * @point: what a study comes to
 * @measure: what is looked at
 * @currency: of the study
 *
 * Returns: (transfer full): the measure for people, with its unit; a dash where it cannot be told
 */
char *
gh_sensitivity_point_format (const GhSensitivityPoint *point, GhMeasure measure,
                             const char *currency)
{
  return point->problem != NULL ? g_strdup ("–")
                                : gh_measure_format (measure, point->values[measure], currency);
}

static const char *
get_strategy_title (const GhSensitivityBase *base)
{
  return gh_strategy_get_short_title (base->question.strategy);
}

/**
 * gh_sensitivity_format_basis:
 * @base: the study as it is
 *
 * Returns: (transfer full): what every number rests on: against what it is counted, and how far it
 *   can be had
 */
char *
gh_sensitivity_format_basis (const GhSensitivityBase *base)
{
  const char *title = get_strategy_title (base);
  const char *against = gh_strategy_get_short_title (base->question.against);
  GhCaptureKind kind = gh_capture_get_kind (base->question.capture_ratio);

  if (kind == GH_CAPTURE_ABOVE)
    /* Translators: two strategies, and them again the other way round. */
    return g_strdup_printf (
        _ ("%s over %s. Every plan knows prices, sun and trips in advance "
           "(perfect foresight); forecasts cost “%s” more than “%s” on the "
           "study as it is, so all that the plans bring is counted, and no more."),
        title, against, against, title);
  if (kind == GH_CAPTURE_BELOW)
    /* Translators: two strategies, and them again. */
    return g_strdup_printf (
        _ ("%s over %s. Every plan knows prices, sun and trips in advance "
           "(perfect foresight); run from forecasts, “%s” saves nothing over “%s” "
           "on the study as it is, so nothing of what plans bring is counted."),
        title, against, title, against);
  if (base->question.capture_ratio < 1.0 || base->question.capture_ratio > 1.0)
    {
      g_autofree char *share
          = gh_number_format (100.0 * gh_capture_get_counted (base->question.capture_ratio), 0);
      /* Translators: two strategies, and a percentage. */
      return g_strdup_printf (_ ("%s over %s. Every plan knows prices, sun and trips in advance "
                                 "(perfect foresight); %s %% of what that brings is counted, as "
                                 "measured on the study as it is."),
                              title, against, share);
    }
  /* Translators: two strategies. */
  return g_strdup_printf (_ ("%s over %s. Every plan knows prices, sun and trips in advance "
                             "(perfect foresight); in operation it brings less."),
                          title, against);
}

/**
 * gh_tornado_format_answer:
 * @tornado: inputs by how much they matter
 *
 * Returns: (transfer full): what matters most, and how far it goes, in a sentence or two
 */
char *
gh_tornado_format_answer (const GhTornado *tornado)
{
  GhMeasure measure = tornado->measure;
  const char *currency = tornado->base->study->currency;
  g_autofree char *base
      = gh_measure_format (measure, tornado->base->point.values[measure], currency);

  if (tornado->swings->len == 0)
    return g_strdup_printf (_ ("%s: %s. No input is varied."), gh_measure_get_title (measure),
                            base);
  const GhSwing *widest = &g_array_index (tornado->swings, GhSwing, 0);
  g_autofree char *from = gh_sensitivity_input_format (widest->input, widest->low);
  g_autofree char *to = gh_sensitivity_input_format (widest->input, widest->high);
  g_autofree char *at_low = gh_measure_format (measure, widest->at_low.values[measure], currency);
  g_autofree char *at_high = gh_measure_format (measure, widest->at_high.values[measure], currency);
  /* Translators: measure and its value; an input, from, to; the measure there and there. */
  return g_strdup_printf (_ ("%s: %s. “%s” moves it most: from %s to %s it goes from %s to %s."),
                          gh_measure_get_title (measure), base, widest->input->title, from, to,
                          at_low, at_high);
}

static char *
format_npv (const GhSensitivityPoint *point, const GhSensitivityBase *base)
{
  return gh_measure_format (GH_MEASURE_NPV, point->values[GH_MEASURE_NPV], base->study->currency);
}

/* No root: it always pays or never does, and what it comes to at both ends. */
static char *
format_none (const GhBreakEven *even, const GhSensitivityBase *base)
{
  double at_from = even->at_from.values[GH_MEASURE_NPV], at_to = even->at_to.values[GH_MEASURE_NPV];
  g_autofree char *from = gh_sensitivity_input_format (even->input, even->from);
  g_autofree char *to = gh_sensitivity_input_format (even->input, even->to);
  g_autofree char *npv_from = format_npv (&even->at_from, base);
  g_autofree char *npv_to = format_npv (&even->at_to, base);
  const char *title = get_strategy_title (base);

  if (isnan (at_from) && isnan (at_to))
    return g_strdup_printf (_ ("%s: nothing can be told from %s to %s: %s"), even->input->title,
                            from, to, even->at_from.problem);
  if (fabs (at_from - at_to) <= NO_CHANGE * (fabs (at_from) + fabs (at_to)))
    return g_strdup_printf (_ ("%s: makes no difference from %s to %s; %s is worth %s."),
                            even->input->title, from, to, title, npv_from);
  if ((isnan (at_from) ? at_to : at_from) >= 0.0)
    return g_strdup_printf (_ ("%s: %s pays everywhere from %s (%s) to %s (%s)."),
                            even->input->title, title, from, npv_from, to, npv_to);
  return g_strdup_printf (_ ("%s: %s pays nowhere from %s (%s) to %s (%s)."), even->input->title,
                          title, from, npv_from, to, npv_to);
}

/* Every value at which it turns. */
static char *
format_several (const GhBreakEven *even, const char *title)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%s: whether %s pays turns %u times:"), even->input->title,
                          title, even->roots->len);
  for (guint i = 0; i < even->roots->len; i++)
    {
      const GhRoot *root = &g_array_index (even->roots, GhRoot, i);
      g_autofree char *value = gh_sensitivity_input_format (even->input, root->value);
      g_string_append_printf (
          text, root->rises ? _ (" it pays from %s on") : _ (" it pays up to %s"), value);
      g_string_append_c (text, i + 1 < even->roots->len ? ',' : '.');
    }
  g_autofree char *now = gh_sensitivity_input_format (even->input, even->input->value);
  g_string_append_printf (text, _ (" It is %s now."), now);
  return g_strdup (text->str);
}

/**
 * gh_break_even_format:
 * @even: a search
 * @base: the study as it is
 *
 * Returns: (transfer full): where it begins or ends to pay, in a sentence: "V2H pays up to: price
 *   of the charger 6 900 €."; where some values could not be told, a sentence on that
 */
char *
gh_break_even_format (const GhBreakEven *even, const GhSensitivityBase *base)
{
  const char *title = get_strategy_title (base);
  g_autofree char *sentence = NULL;

  if (even->roots->len == 0)
    sentence = format_none (even, base);
  else if (even->roots->len > 1)
    sentence = format_several (even, title);
  else
    {
      const GhRoot *root = &g_array_index (even->roots, GhRoot, 0);
      g_autofree char *value = gh_sensitivity_input_format (even->input, root->value);
      g_autofree char *now = gh_sensitivity_input_format (even->input, even->input->value);
      /* Translators: an input, a strategy, a value of the input, and what it is in the study. */
      sentence = g_strdup_printf (root->rises ? _ ("%s: %s pays from %s on; it is %s now.")
                                              : _ ("%s: %s pays up to %s; it is %s now."),
                                  even->input->title, title, value, now);
    }
  if (even->problems == 0 || even->roots->len == 0)
    return g_steal_pointer (&sentence);
  return g_strdup_printf (_ ("%s For some of the values between, nothing can be told."), sentence);
}
