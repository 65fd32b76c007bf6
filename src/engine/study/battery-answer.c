/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/battery-answer.h"

#include <math.h>

#include "number-text.h"
#include "words.h"

/* Money and energy a year below which nothing is told. */
#define NO_MONEY 0.005
#define NO_ENERGY_KWH 1.0
/* From here on energy is told in whole kilowatt-hours. */
#define WHOLE_KWH 10.0

static char *
format_kwh (double kwh)
{
  return gh_number_format (kwh, kwh < WHOLE_KWH ? 1 : 0);
}

/* What the battery cannot follow, before plans were made anew for that and after. */
static char *
format_shortfall (const GhBatteryResult *battery, double per_year)
{
  g_autofree char *first = format_kwh (battery->first_shortfall_kwh * per_year);
  g_autofree char *left = format_kwh (battery->shortfall_kwh * per_year);

  if (battery->check_rounds > 0)
    return g_strdup_printf (
        /* Translators: how often, then two amounts of energy. */
        ngettext ("the plan was made anew %1$u time, after which the battery cannot follow it for "
                  "%2$s kWh a year, %3$s before",
                  "the plan was made anew %1$u times, after which the battery cannot follow it for "
                  "%2$s kWh a year, %3$s before",
                  battery->check_rounds),
        battery->check_rounds, left, first);
  if (battery->shortfall_kwh * per_year < NO_ENERGY_KWH)
    return NULL;
  return g_strdup_printf (_ ("the battery cannot follow the plan for %s kWh a year"), left);
}

/**
 * gh_answer_battery_limits:
 * @battery: a plan that was run on the circuit
 * @site: what was planned
 *
 * Tells what it costs to keep within the power that a battery takes and gives, how often the plan
 * was made anew for that, and what the battery still cannot follow.
 *
 * Returns: (transfer full) (nullable): a sentence that begins small and has no full stop, to follow
 *   the name of a strategy; see gh_message_to_sentence(). %NULL where there is nothing to tell
 */
char *
gh_answer_battery_limits (const GhBatteryResult *battery, const GhSite *site)
{
  double per_year = 1.0 / gh_years_of_days (gh_time_axis_get_days (site->axis));
  double cost = battery->limits_cost * per_year;
  g_autofree char *shortfall = format_shortfall (battery, per_year);
  g_autofree char *money = gh_money_format (fabs (cost), site->currency, 2);
  /* Charging on arrival may gain by being slower: the sun is up, or prices have fallen. */
  g_autofree char *limits = g_strdup_printf (
      cost < 0.0 ? _ ("keeping within what the battery can take and give saves %s a year")
                 : _ ("keeping within what the battery can take and give costs %s a year"),
      money);

  if (fabs (cost) < NO_MONEY)
    return g_steal_pointer (&shortfall);
  return shortfall != NULL ? g_strdup_printf ("%s; %s", limits, shortfall)
                           : g_steal_pointer (&limits);
}

/**
 * gh_answer_battery_wear:
 * @batteries: those that were planned
 *
 * Returns: (transfer full) (nullable): how the wear in the net present value was made where it
 *   comes from the ageing of the cells, which is another in each year; %NULL where its price is
 *   fixed
 */
char *
gh_answer_battery_wear (const GhBatterySet *batteries)
{
  if (!gh_battery_set_prices_ageing (batteries))
    return NULL;
  return g_strdup (_ ("The net present value counts battery wear at the prices that ageing has in "
                      "the first year, in every year; the life of the battery counts what each "
                      "year takes."));
}
