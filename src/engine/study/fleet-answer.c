/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the money of a fleet says, in sentences. */
#include "study/fleet-answer.h"

#include <math.h>

#include "number-text.h"
#include "study/answer.h"
#include "study/money-answer.h"
#include "words.h"

/* Money a year below which a group neither gains nor loses. */
#define NO_MONEY 0.5

/* What sites ask for together. */
typedef struct
{
  double unmanaged_kw;
  double limit_kw;
  double needed_kw;
  double cost;
  guint limited;
} Upgrades;

/* Those of the sites whose connection is too weak, or of all that have a limit where none is. */
static Upgrades
sum_upgrades (const GhFleetMoney *money, gboolean only_needed)
{
  Upgrades sum = { 0 };

  for (guint s = 0; s < money->study->sites->len; s++)
    {
      const GhFleetUpgrade *own = &money->upgrades[s];
      if (isinf (own->limit_kw) || (only_needed && !(own->needed_kw > 0.0)))
        continue;
      sum.unmanaged_kw += own->unmanaged_kw;
      sum.limit_kw += own->limit_kw;
      sum.needed_kw += own->needed_kw;
      sum.cost += own->cost;
      sum.limited++;
    }
  return sum;
}

/* Whether smart charging does with the connection as it is. */
static char *
tell_needed (const GhFleetMoney *money, const Upgrades *sum)
{
  guint unserved = gh_fleet_money_count_unserved (money, GH_STRATEGY_SMART);
  g_autofree char *peak = gh_number_format (sum->unmanaged_kw, 0);
  g_autofree char *limit = gh_number_format (sum->limit_kw, 0);
  g_autofree char *needed = gh_number_format (sum->needed_kw, 0);
  g_autofree char *cost = gh_money_format (sum->cost, money->study->currency, 0);

  if (unserved > 0)
    /* Translators: powers in kW, then a number of vehicles. */
    return g_strdup_printf (
        ngettext ("Charging on arrival would draw %1$s kW through a connection of %2$s kW, %3$s kW "
                  "too many; even managed charging leaves %4$u vehicle not served in full.",
                  "Charging on arrival would draw %1$s kW through a connection of %2$s kW, %3$s kW "
                  "too many; even managed charging leaves %4$u vehicles not served in full.",
                  unserved),
        peak, limit, needed, unserved);
  if (sum->cost > 0.0)
    /* Translators: powers in kW, then money. */
    return g_strdup_printf (_ ("Charging on arrival would draw %1$s kW through a connection of "
                               "%2$s kW: managed charging avoids an upgrade of %3$s kW worth "
                               "%4$s."),
                            peak, limit, needed, cost);
  /* Translators: powers in kW. */
  return g_strdup_printf (_ ("Charging on arrival would draw %1$s kW through a connection of %2$s "
                             "kW: managed charging avoids an upgrade of %3$s kW, for which the "
                             "study states no price."),
                          peak, limit, needed);
}

/* Connections that are too weak are told together, those that are not only where all do. */
static char *
tell_upgrade (const GhFleetMoney *money)
{
  Upgrades needed = sum_upgrades (money, TRUE), all = sum_upgrades (money, FALSE);
  g_autofree char *peak = gh_number_format (all.unmanaged_kw, 0);
  g_autofree char *limit = gh_number_format (all.limit_kw, 0);

  if (needed.limited > 0)
    return tell_needed (money, &needed);
  if (all.limited == 0)
    return NULL;
  /* Translators: powers in kW. */
  return g_strdup_printf (_ ("Even charging on arrival draws no more than %1$s kW of the %2$s kW "
                             "that the connection lets in: managed charging avoids no upgrade."),
                          peak, limit);
}

/* The groups whose gain is above 0 by a factor of 1, or below by one of -1, with the money. */
static char *
list_groups (const GhFleetMoney *money, guint use, guint base, double factor)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint g = 0; g < money->uses[use].groups->count; g++)
    {
      double gain = factor * gh_fleet_money_get_group_gain (money, use, base, g);
      g_autofree char *value = gh_money_format (gain, money->study->currency, 0);
      if (gain >= NO_MONEY)
        g_ptr_array_add (
            names, g_strdup_printf ("%s (%s)", gh_fleet_groups_get_name (money->study, g), value));
    }
  g_ptr_array_add (names, NULL);
  return names->len > 1 ? g_strjoinv (", ", (char **) names->pdata) : NULL;
}

/* A whole sentence for each baseline: word order differs between languages. */
static char *
tell_against (const GhFleetMoney *money, guint use, guint base)
{
  gboolean is_smart = base == GH_STRATEGY_SMART;
  const char *title
      = use == GH_STRATEGY_SMART ? _ ("smart charging") : gh_fleet_use_get_title (use);
  g_autofree char *gaining = list_groups (money, use, base, 1.0);
  g_autofree char *losing = list_groups (money, use, base, -1.0);

  if (gaining != NULL && losing != NULL)
    return g_strdup_printf (
        is_smart ? _ ("Under %s these gain a year over smart charging: %s; these lose: %s.")
                 : _ ("Under %s these gain a year over charging on arrival: %s; these lose: %s."),
        title, gaining, losing);
  if (gaining != NULL)
    return g_strdup_printf (
        is_smart ? _ ("Under %s these gain a year over smart charging: %s; none loses.")
                 : _ ("Under %s these gain a year over charging on arrival: %s; none loses."),
        title, gaining);
  if (losing != NULL)
    return g_strdup_printf (
        is_smart ? _ ("Under %s these lose a year against smart charging: %s; none gains.")
                 : _ ("Under %s these lose a year against charging on arrival: %s; none gains."),
        title, losing);
  return g_strdup_printf (is_smart
                              ? _ ("Under %s no group gains or loses against smart charging.")
                              : _ ("Under %s no group gains or loses against charging on arrival."),
                          title);
}

/* Of the use that is best: where that is smart charging, who would gain by another one does not
 * matter. */
static char *
tell_gains (const GhFleetMoney *money)
{
  guint best = gh_fleet_money_find_best (money);

  if (money->uses[best].groups->count == 0)
    return NULL;
  g_autofree char *unmanaged = tell_against (money, best, GH_STRATEGY_UNMANAGED);
  if (best == GH_STRATEGY_SMART)
    return g_steal_pointer (&unmanaged);
  g_autofree char *smart = tell_against (money, best, GH_STRATEGY_SMART);
  return g_strjoin (" ", smart, unmanaged, NULL);
}

static gboolean
is_apart_from_smart (const GhFleetMoney *money, guint use)
{
  return gh_fleet_money_are_apart (money->uses[use].year->whole.objective,
                                   gh_fleet_money_get_gap (money, use),
                                   money->uses[GH_STRATEGY_SMART].year->whole.objective,
                                   gh_fleet_money_get_gap (money, GH_STRATEGY_SMART));
}

/* By how much what the better of V2H and V2G saves may be another, money a year: nothing where it
 * is certain that it differs from smart charging. */
static double
get_slack (const GhFleetMoney *money)
{
  guint better = gh_answer_find_better (money->results);

  return is_apart_from_smart (money, better)
             ? 0.0
             : MAX (gh_fleet_money_get_gap (money, better),
                    gh_fleet_money_get_gap (money, GH_STRATEGY_SMART));
}

/* Where the better of V2H and V2G may differ from smart charging by nothing but the gaps, that is
 * told, and whether it matters: equipment may be too dear whichever it is. */
static char *
tell_accuracy (const GhFleetMoney *money)
{
  guint better = gh_answer_find_better (money->results);
  double gap = get_slack (money);
  gboolean is_certain
      = (money->uses[better].most_npv > 0.0) == (money->results[better].against_smart->npv > 0.0);
  g_autofree char *value = gh_money_format (gap, money->study->currency, 0);

  if (gap < NO_MONEY)
    return NULL;
  g_autofree char *told = g_strdup_printf (
      /* Translators: V2H or V2G, then money. */
      _ ("What %1$s costs to run cannot be told apart from smart charging: plans may be up to %2$s "
         "a year above the best ones, and the two differ by less."),
      gh_fleet_use_get_title (better), value);
  return g_strjoin (" ", told,
                    is_certain ? _ ("Whether it pays does not hang on that.")
                               : _ ("Whether it pays is not certain."),
                    NULL);
}

static char *
tell_aggregator (const GhFleetMoney *money)
{
  guint best = gh_fleet_money_find_best (money);
  const GhFleetUse *smart = &money->uses[GH_STRATEGY_SMART], *own = &money->uses[best];
  double of_smart = smart->fee_per_year + smart->share_per_year;
  double of_own = own->fee_per_year + own->share_per_year;
  g_autofree char *first = gh_money_format (of_smart, money->study->currency, 0);
  g_autofree char *second = gh_money_format (of_own, money->study->currency, 0);

  if (!(of_smart + of_own > 0.0))
    return NULL;
  if (best == GH_STRATEGY_SMART)
    return g_strdup_printf (_ ("The aggregator gets %s a year with smart charging; that is in the "
                               "net present values."),
                            first);
  return g_strdup_printf (_ ("The aggregator gets %s a year with smart charging and %s with %s; "
                             "that is in the net present values."),
                          first, second, gh_fleet_use_get_title (best));
}

/**
 * gh_fleet_answer_all:
 * @money: (inout): of a fleet, with numbers
 * @finance: what equipment costs, and how
 *
 * Answers whether V2H or V2G pays, what managed charging saves of the connection, which groups gain
 * and lose, and what the aggregator gets.
 */
void
gh_fleet_answer_all (GhFleetMoney *money, const GhFinance *finance)
{
  const char *currency = money->study->currency;

  money->answer
      = gh_answer_strategies (money->results, NULL, GH_ANSWER_FLEET, get_slack (money), currency);
  money->accuracy = tell_accuracy (money);
  money->upgrade = tell_upgrade (money);
  money->gains = tell_gains (money);
  money->aggregator = tell_aggregator (money);
  money->money = gh_answer_money (finance, currency);
}
