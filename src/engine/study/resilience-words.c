/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a house survives, in sentences. */
#include <math.h>

#include "calendar-text.h"
#include "number-text.h"
#include "study/outage-weights.h"
#include "study/resilience.h"
#include "words.h"

#define PERCENT 100.0
#define HOURS_PER_DAY 24.0
/* From here on people count in days. */
#define DAYS_FROM_HOURS 72.0
/* Shares that are not worth a sentence. */
#define NO_SHARE 0.005
/* The moment that is told beside the whole: a winter evening. */
#define EVENING_MONTH 0
#define EVENING_HOUR 18

/* With a decimal where there is something behind the point. */
static char *
format_shortly (double value)
{
  return gh_number_format (value, fabs (value - round (value)) < 0.05 ? 0 : 1);
}

static char *
format_span (double hours)
{
  g_autofree char *days = format_shortly (hours / HOURS_PER_DAY);
  g_autofree char *number = hours < 10.0 ? format_shortly (hours) : gh_number_format (hours, 0);

  return hours >= DAYS_FROM_HOURS ? g_strdup_printf (_ ("%s days"), days)
                                  : g_strdup_printf (_ ("%s hours"), number);
}

static char *
format_percent (double share)
{
  return gh_number_format (PERCENT * share, 0);
}

/**
 * gh_resilience_season_name:
 * @season: 0 to 3
 *
 * Returns: (transfer none): its months, which mean the same in both halves of the world
 */
const char *
gh_resilience_season_name (guint season)
{
  static const char *const names[GH_RESILIENCE_SEASONS]
      = { N_ ("December to February"), N_ ("March to May"), N_ ("June to August"),
          N_ ("September to November") };

  return _ (names[season]);
}

/* The half that is survived, and the evening, where the period has it. */
static char *
answer_half (const GhResilienceStrategy *result)
{
  const char *title = gh_strategy_get_short_title (result->strategy);
  double evening = result->median_map[0][EVENING_MONTH][EVENING_HOUR];
  g_autofree char *half = format_span (result->median_hours);
  g_autofree char *later = isnan (evening) ? NULL : format_span (evening);

  if (later == NULL)
    return g_strdup_printf (_ ("%s: an outage at a random moment is survived for at least %s in "
                               "half of all cases."),
                            title, half);
  return g_strdup_printf (_ ("%s: an outage at a random moment is survived for at least %s in half "
                             "of all cases; on a working day in January from 18:00 on for %s."),
                          title, half, later);
}

/**
 * gh_resilience_answer:
 * @resilience: what was found
 * @strategy: one of the compared, with a plan
 *
 * Returns: (transfer full): how long an outage is survived, in one sentence
 */
char *
gh_resilience_answer (const GhResilience *resilience, GhStrategy strategy)
{
  const GhResilienceStrategy *result = &resilience->strategies[strategy];
  const char *title = gh_strategy_get_short_title (strategy);

  if (!result->is_able && result->dark_share >= 1.0)
    return g_strdup_printf (_ ("%s: the house is dark as soon as the grid fails, because nothing "
                               "can power it."),
                            title);
  if (result->dark_share < 0.5)
    return answer_half (result);
  g_autofree char *dark = format_percent (result->dark_share);
  g_autofree char *low = format_span (result->high_hours);
  return g_strdup_printf (_ ("%s: %s %% of all outages leave the house in the dark at once; the "
                             "best tenth is survived for at least %s."),
                          title, dark, low);
}

/**
 * gh_resilience_explain:
 * @resilience: what was found
 * @strategy: one of the compared, with a plan
 *
 * Returns: (transfer full): why it is no longer, and how long the best and the worst tenth are
 *   survived
 */
char *
gh_resilience_explain (const GhResilience *resilience, GhStrategy strategy)
{
  const GhResilienceStrategy *result = &resilience->strategies[strategy];
  g_autofree char *away = format_percent (result->away_share);
  g_autofree char *dark = format_percent (result->dark_share);
  g_autofree char *low = format_span (result->low_hours);
  g_autofree char *high = format_span (result->high_hours);
  GString *text = g_string_new (NULL);

  if (!result->is_able)
    return g_string_free (text, FALSE);
  if (result->away_share > NO_SHARE)
    g_string_append_printf (text,
                            _ ("For %s %% of the time nothing that could power the house is "
                               "plugged in; an outage then leaves it in the dark at once. "),
                            away);
  if (result->dark_share > result->away_share + NO_SHARE)
    g_string_append_printf (text, _ ("%s %% of all outages leave it in the dark at once. "), dark);
  if (result->low_hours > 0.0)
    g_string_append_printf (text, _ ("Nine outages of ten are survived for at least %s. "), low);
  g_string_append_printf (text, _ ("One outage of ten is survived for at least %s."), high);
  return g_string_free (text, FALSE);
}

static char *
format_day (const GhTimeAxis *axis, gsize step)
{
  const GhCivilTime *civil = &gh_time_axis_get_civil (axis)[step];
  g_autoptr (GDateTime) day
      = g_date_time_new_utc (civil->year, civil->month, civil->day, 0, 0, 0.0);

  return g_date_time_format (day, _ ("%-e %b %Y"));
}

/**
 * gh_resilience_tell_worst:
 * @resilience: what was found
 * @strategy: one of the compared, with a plan
 *
 * Returns: (transfer full) (nullable): which week is the worst and how long an outage is survived
 *   in it; %NULL where nothing can power the house
 */
char *
gh_resilience_tell_worst (const GhResilience *resilience, GhStrategy strategy)
{
  const GhResilienceStrategy *result = &resilience->strategies[strategy];

  if (!result->is_able)
    return NULL;
  g_autofree char *first = format_day (resilience->axis, result->worst_first);
  g_autofree char *last = format_day (resilience->axis, result->worst_last - 1);
  g_autofree char *span = format_span (result->worst_hours);
  return g_strdup_printf (_ ("The worst week is %s to %s: an outage in it is survived for %s on "
                             "average."),
                          first, last, span);
}

/* How often the grid fails and for how long, the subject of a sentence. */
static char *
tell_outages (const GhResilienceProfile *profile)
{
  gboolean are_several = profile->further_outages != NULL && profile->further_outages->len > 0;
  g_autofree char *outages = format_shortly (gh_outages_count_per_year (profile));
  g_autofree char *hours = format_shortly (are_several ? gh_outages_get_hours_per_year (profile)
                                                       : profile->outage_hours);

  /* Translators: the subject of "… take 5 kWh of essential energy". */
  return g_strdup_printf (are_several ? _ ("%s outages a year, %s hours in all,")
                          : profile->outage_spread == GH_OUTAGES_EXPONENTIAL
                              ? _ ("%s outages a year of %s hours on average")
                              : _ ("%s outages a year of %s hours"),
                          outages, hours);
}

/**
 * gh_resilience_tell_value:
 * @resilience: what was found
 * @strategy: one of the compared, with a plan
 *
 * Returns: (transfer full) (nullable): what the outages of a year take and what that is worth, as
 *   against smart charging; %NULL where the study has no outages
 */
char *
gh_resilience_tell_value (const GhResilience *resilience, GhStrategy strategy)
{
  const GhResilienceProfile *profile = resilience->profile;
  const GhResilienceStrategy *result = &resilience->strategies[strategy];
  const GhResilienceStrategy *smart = &resilience->strategies[GH_STRATEGY_SMART];

  if (!(gh_outages_get_hours_per_year (profile) > 0.0) || !smart->is_planned)
    return NULL;
  g_autofree char *outages = tell_outages (profile);
  g_autofree char *taken = gh_number_format (result->unserved_kwh_per_year, 2);
  g_autofree char *before = gh_number_format (smart->unserved_kwh_per_year, 2);
  g_autofree char *worth
      = gh_money_format (smart->lost_per_year - result->lost_per_year, resilience->currency, 2);
  if (!(profile->value_of_lost_load_per_kwh > 0.0))
    return g_strdup_printf (
        _ ("%s take %s kWh of essential energy; with smart charging they take %s kWh."), outages,
        taken, before);
  return g_strdup_printf (_ ("%s take %s kWh of essential energy; with smart charging they take %s "
                             "kWh. The difference is worth %s a year."),
                          outages, taken, before, worth);
}

/**
 * gh_resilience_assume:
 * @resilience: what was found
 *
 * Returns: (transfer full): what was assumed, in sentences
 */
char *
gh_resilience_assume (const GhResilience *resilience)
{
  const GhResilienceProfile *profile = resilience->profile;
  g_autofree char *each = gh_number_format (resilience->essential_kwh_per_day, 1);
  g_autofree char *longest = format_span (resilience->longest_hours);

  return g_strdup_printf (
      _ ("The house cannot do without %s kWh a day. %s %s %s Outages are followed for %s; the grid "
         "fails without warning, so that the battery holds what the plan left in it."),
      each,
      profile->solar_helps ? _ ("Panels go on while a car or battery holds the house up.")
                           : _ ("Panels give nothing."),
      profile->car_stays ? _ ("A car that is at home stays.")
                         : _ ("A car that is at home leaves for its trips all the same."),
      profile->use_reserve ? _ ("The reserve for driving may be used.")
                           : _ ("The reserve for driving is kept."),
      longest);
}
