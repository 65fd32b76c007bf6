/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/answer.h"

#include <math.h>
#include <string.h>

#include "market/emissions.h"
#include "number-text.h"
#include "words.h"

/* Money and energy a year below which nothing is worth telling. */
#define NO_MONEY 0.005
#define NO_ENERGY_KWH 10.0
/* A saving a year below which none is shown, since money is told in whole units. */
#define NO_SAVING 0.5
/* Payback below which there was nothing to pay. */
#define AT_ONCE_YEARS 0.05

static const char *
short_name (const GhStrategyResult *result)
{
  return result->strategy == GH_STRATEGY_V2H ? _ ("V2H") : _ ("V2G");
}

static GhAnswerSubject
find_subject (const GhSite *site)
{
  guint cars = 0;

  for (guint s = 0; s < site->store_count; s++)
    cars += site->stores[s].is_battery ? 0 : 1;
  return cars > 1 ? GH_ANSWER_CARS : GH_ANSWER_CAR;
}

/* Where the saving of a strategy over smart charging comes from. */
static const char *
main_reason (const GhPlanSummary *used, const GhPlanSummary *smart, GhAnswerSubject subject)
{
  static const char *const covering[]
      = { N_ ("mostly because the car covers the house when buying is dear"),
          N_ ("mostly because the cars cover the house when buying is dear"),
          N_ ("mostly because the vehicles cover the building when buying is dear") };
  static const char *const selling[] = { N_ ("mostly by selling energy from the car"),
                                         N_ ("mostly by selling energy from the cars"),
                                         N_ ("mostly by selling energy from the vehicles") };
  double house = smart->import_house - used->import_house;
  double exported = used->cost_export - smart->cost_export;
  double charging = smart->import_charging - used->import_charging;

  if (house >= exported && house >= charging)
    return _ (covering[subject]);
  if (exported >= charging)
    return _ (selling[subject]);
  return _ ("mostly by charging more cheaply");
}

/* Why there is nothing to gain. */
static const char *
reason_against (const GhStrategyResult *result)
{
  double gain = result->saving_per_year - result->summary.cost_wear;

  if (gain <= MAX (1.0, 0.005 * fabs (result->bill_per_year)))
    return _ ("because prices differ too little over the day to pay for losses and wear");
  return _ ("which does not pay for its charger and the wear in that time");
}

/**
 * gh_answer_find_better:
 * @results: (array length=4): unmanaged and smart charging, V2H and V2G, with cash flows
 *
 * Returns: the one of V2H and V2G that is worth more
 */
GhStrategy
gh_answer_find_better (const GhStrategyResult *results)
{
  return results[3].against_smart->npv > results[2].against_smart->npv + NO_MONEY ? GH_STRATEGY_V2G
                                                                                  : GH_STRATEGY_V2H;
}

/**
 * gh_answer_lead:
 * @name: what the better of V2H and V2G is called, for people
 * @pays: whether it pays
 * @npv: its net present value against smart charging, currency
 * @rival: (nullable): the cash flow of the wall battery instead against smart charging, %NULL where
 *   the study has none with a price
 * @names_rival: (out): whether the lead is about the wall battery, too: not where V2H pays at least
 *   as well
 *
 * Says in a few words what pays, so that nobody is told that V2H does who had better buy something
 * else.
 *
 * Returns: (transfer full): the beginning of an answer, without a full stop
 */
char *
gh_answer_lead (const char *name, gboolean pays, double npv, const GhCashFlow *rival,
                gboolean *names_rival)
{
  gboolean rival_pays = rival != NULL && rival->npv > NO_MONEY;

  *names_rival = rival != NULL && (!pays || rival->npv > npv + NO_MONEY);
  if (!*names_rival)
    return g_strdup_printf (pays ? _ ("%s pays") : _ ("%s does not pay here"), name);
  if (pays)
    return g_strdup_printf (_ ("%s pays, but a wall battery pays more"), name);
  return g_strdup_printf (rival_pays ? _ ("%s does not pay here, but a wall battery does")
                                     : _ ("%s does not pay here, nor does a wall battery"),
                          name);
}

static char *
answer_yes (const GhStrategyResult *best, const char *lead, const char *subject,
            const GhStrategyResult *smart, GhAnswerSubject whose, const char *currency)
{
  const GhCashFlow *flow = best->against_smart;
  const char *reason = main_reason (&best->summary, &smart->summary, whose);
  g_autofree char *saving = gh_money_format (best->saving_per_year, currency, 0);
  g_autofree char *value = gh_money_format_signed (flow->npv, currency, 0);
  g_autofree char *years = gh_number_format (flow->payback_years, 1);

  if (flow->payback_years < AT_ONCE_YEARS)
    /* Translators: what pays; a strategy or "it"; money; a reason; money. */
    return g_strdup_printf (_ ("%1$s: %2$s saves %3$s a year over smart charging, %4$s, and costs "
                               "nothing extra (net present value %5$s)."),
                            lead, subject, saving, reason, value);
  return g_strdup_printf (
      _ ("%1$s: %2$s saves %3$s a year over smart charging, %4$s, and pays back in "
         "%5$s years (net present value %6$s)."),
      lead, subject, saving, reason, years, value);
}

static char *
answer_no (const GhStrategyResult *best, const char *lead, const char *subject, double slack,
           const char *currency)
{
  const GhCashFlow *flow = best->against_smart;
  guint years = flow->years->len - 1;
  g_autofree char *saving = gh_money_format (best->saving_per_year, currency, 0);
  g_autofree char *value = gh_money_format_signed (flow->npv, currency, 0);

  if (fabs (best->saving_per_year) < MAX (NO_SAVING, slack))
    /* Translators: what does not pay; a strategy or "it"; a reason; money; a number of years. */
    return g_strdup_printf (_ ("%1$s: %2$s saves next to nothing over smart charging, %3$s (net "
                               "present value %4$s over %5$u years)."),
                            lead, subject, reason_against (best), value, years);
  return g_strdup_printf (_ ("%1$s: %2$s saves %3$s a year over smart charging, %4$s (net "
                             "present value %5$s over %6$u years)."),
                          lead, subject, saving, reason_against (best), value, years);
}

/**
 * gh_answer_strategies:
 * @results: (array length=4): unmanaged and smart charging, V2H and V2G, with cash flows
 * @rival: (nullable): the cash flow of a wall battery instead against smart charging
 * @whose: what discharges
 * @slack: by how much plans may be above the best ones, currency a year: a saving within that is
 *   told as none
 * @currency: (nullable): ISO 4217 code
 *
 * Answers whether the better of V2H and V2G pays.
 *
 * Returns: (transfer full): one sentence with its main reason
 */
char *
gh_answer_strategies (const GhStrategyResult *results, const GhCashFlow *rival,
                      GhAnswerSubject whose, double slack, const char *currency)
{
  const GhStrategyResult *best = &results[gh_answer_find_better (results)];
  const GhCashFlow *flow = best->against_smart;
  gboolean pays = flow->npv > 0.0 && best->saving_per_year > 0.0 && isfinite (flow->payback_years);
  gboolean names_rival;
  g_autofree char *lead = gh_answer_lead (short_name (best), pays, flow->npv, rival, &names_rival);
  /* Translators: V2H or V2G, within a sentence. */
  const char *subject = names_rival ? short_name (best) : _ ("it");

  if (pays)
    return answer_yes (best, lead, subject, &results[GH_STRATEGY_SMART], whose, currency);
  return answer_no (best, lead, subject, slack, currency);
}

/**
 * gh_answer_question:
 * @comparison: a comparison with cash flows
 * @site: its site
 *
 * Answers whether it is worth letting the car power the house or the grid, and says so where a wall
 * battery would be worth more.
 *
 * Returns: (transfer full): one sentence with its main reason
 */
char *
gh_answer_question (const GhComparison *comparison, const GhSite *site)
{
  if (site->store_count == 0)
    return g_strdup (_ ("There is no car in this study, so there is nothing to compare."));
  return gh_answer_strategies (comparison->results,
                               comparison->results[GH_STRATEGY_BATTERY].against_smart,
                               find_subject (site), 0.0, site->currency);
}

/**
 * gh_answer_rival:
 * @saving_per_year: what a wall battery saves a year over smart charging, currency
 * @rival: (nullable): its cash flow against smart charging, %NULL where there is no such battery
 * @v2h: that of V2H
 * @v2g: that of V2G
 * @currency: (nullable): ISO 4217 code
 *
 * Holds the better of V2H and V2G against the wall battery that could be bought instead, all run
 * in the same way.
 *
 * Returns: (transfer full) (nullable): a sentence, and where the battery is not; %NULL where there
 * is no such battery
 */
char *
gh_answer_rival (double saving_per_year, const GhCashFlow *rival, const GhCashFlow *v2h,
                 const GhCashFlow *v2g, const char *currency)
{
  gboolean is_v2g = v2g->npv > v2h->npv + NO_MONEY;
  const char *best = is_v2g ? _ ("V2G") : _ ("V2H");

  if (rival == NULL)
    return NULL;
  double ahead = (is_v2g ? v2g : v2h)->npv - rival->npv;
  g_autofree char *saving = gh_money_format (saving_per_year, currency, 0);
  g_autofree char *value = gh_money_format_signed (rival->npv, currency, 0);
  g_autofree char *difference = gh_money_format (fabs (ahead), currency, 0);
  if (ahead > 0.0)
    return g_strdup_printf (_ ("A wall battery instead saves %s a year over smart charging (net "
                               "present value %s): %s is worth %s more. Under the other strategies "
                               "it is not there."),
                            saving, value, best, difference);
  return g_strdup_printf (_ ("A wall battery instead saves %s a year over smart charging (net "
                             "present value %s): it is worth %s more than %s. Under the other "
                             "strategies it is not there."),
                          saving, value, difference, best);
}

static double
sum_of_cars (const GhSite *site, const double *values)
{
  double sum = 0.0;

  for (guint s = 0; s < site->store_count; s++)
    sum += site->stores[s].is_battery ? 0.0 : values[s];
  return sum;
}

/* What goes in and out of all cars, AC and at their batteries, kWh. */
typedef struct
{
  double stored, charged, taken, discharged;
} Flows;

static void
add_flows (const GhStore *store, const GhStorePlan *used, gsize count, double hours, Flows *flows)
{
  double before = store->start_kwh;

  for (gsize t = 0; t < count; t++)
    {
      double change = used->energy_kwh[t] - before + store->drive_kwh[t];
      flows->stored += MAX (change, 0.0);
      flows->taken += MAX (-change, 0.0);
      flows->charged += MAX (used->power_kw[t], 0.0) * hours;
      flows->discharged += MAX (-used->power_kw[t], 0.0) * hours;
      before = used->energy_kwh[t];
    }
}

/* The rule of break-even over all cars, as if they were one: their steps stand behind each other,
 * lest what one takes hides what another gives. */
static GhEmissionArbitrage
evaluate_cars (const GhSite *site, const GhPlan *plan, GhEmissionRate rate)
{
  gsize count = plan->count, all = count * MAX (1, plan->store_count), used = 0;
  g_autofree double *power_kw = g_new (double, all);
  g_autofree double *rates = g_new (double, all);
  Flows flows = { 0 };

  for (guint s = 0; s < plan->store_count; s++)
    {
      if (site->stores[s].is_battery)
        continue;
      add_flows (&site->stores[s], &plan->stores[s], count,
                 gh_time_axis_get_step_hours (site->axis), &flows);
      memcpy (power_kw + used, plan->stores[s].power_kw, count * sizeof (double));
      memcpy (rates + used, site->rates_g_per_kwh[rate], count * sizeof (double));
      used += count;
    }
  return gh_emissions_evaluate_store (power_kw, rates, used,
                                      flows.charged > 0.0 ? flows.stored / flows.charged : NAN,
                                      flows.taken > 0.0 ? flows.discharged / flows.taken : NAN);
}

/* The kind that is told first: the one the study plans on, or else the first that is known;
 * %GH_EMISSION_RATES where none is. */
static GhEmissionRate
find_main_rate (const GhSite *site)
{
  GhEmissionRate rate = site->planned_rate;

  for (guint i = 0; i < GH_EMISSION_RATES && !gh_site_has_rate (site, rate); i++)
    rate = i;
  return gh_site_has_rate (site, rate) ? rate : GH_EMISSION_RATES;
}

/* What the better bidirectional strategy adds to the emissions of smart charging, kg a year. */
static double
find_change_kg (const GhComparison *comparison, const GhSite *site, GhEmissionRate rate)
{
  const GhStrategyResult *best = &comparison->results[gh_answer_find_better (comparison->results)];

  return (best->summary.emissions_kg[rate] - comparison->results[1].summary.emissions_kg[rate])
         / gh_years_of_days (gh_time_axis_get_days (site->axis));
}

static char *
tell_change (const GhStrategyResult *best, GhEmissionRate rate, double change_kg)
{
  return g_strdup_printf (
      change_kg < 0.0 ? _ ("%s %s cuts %.0f kg of CO₂ a year compared with smart charging.")
                      : _ ("%s %s adds %.0f kg of CO₂ a year compared with smart charging."),
      gh_emission_rate_get_phrase (rate), short_name (best), fabs (change_kg));
}

static char *
explain_rule (const GhStrategyResult *best, const GhSite *site, GhEmissionRate rate)
{
  GhEmissionArbitrage rule = evaluate_cars (site, best->plan, rate);

  return g_strdup_printf (
      rule.cuts_emissions
          ? _ ("It discharges at %.0f g/kWh on average, above the %.0f g/kWh at which it breaks "
               "even (charged at %.0f g/kWh, %.0f %% round trip).")
          : _ ("It discharges at %.0f g/kWh on average, not above the %.0f g/kWh at which it "
               "breaks even (charged at %.0f g/kWh, %.0f %% round trip)."),
      rule.discharging_g_per_kwh, rule.charging_g_per_kwh * rule.needed_ratio,
      rule.charging_g_per_kwh, 100.0 / rule.needed_ratio);
}

/* The same plans by the other rates that are known. */
static void
add_other_rates (GString *text, const GhComparison *comparison, const GhSite *site,
                 GhEmissionRate told)
{
  for (GhEmissionRate rate = 0; rate < GH_EMISSION_RATES; rate++)
    {
      if (rate == told || !gh_site_has_rate (site, rate))
        continue;
      double change_kg = find_change_kg (comparison, site, rate);
      g_string_append_printf (text,
                              change_kg < 0.0 ? _ (" %s the same plan cuts %.0f kg.")
                                              : _ (" %s the same plan adds %.0f kg."),
                              gh_emission_rate_get_phrase (rate), fabs (change_kg));
    }
}

/**
 * gh_answer_planned_on_marginal:
 * @used: what a plan on average rates comes to
 * @on_marginal: what it would come to on marginal ones
 * @site: its site
 *
 * Returns: (transfer full): a sentence on both, by the marginal rates
 */
char *
gh_answer_planned_on_marginal (const GhPlanSummary *used, const GhPlanSummary *on_marginal,
                               const GhSite *site)
{
  GhEmissionRate rate = gh_site_find_marginal_rate (site);
  double years = gh_years_of_days (gh_time_axis_get_days (site->axis));

  g_autofree char *instead = gh_number_format (on_marginal->emissions_kg[rate] / years, 0);
  g_autofree char *planned = gh_number_format (used->emissions_kg[rate] / years, 0);

  return g_strdup_printf (
      rate == GH_RATE_SHORT_RUN
          ? _ ("Planned on short-run marginal rates instead, house and car would come to %s kg of "
               "CO₂ a year at them rather than %s kg.")
          : _ ("Planned on long-run marginal rates instead, house and car would come to %s kg of "
               "CO₂ a year at them rather than %s kg."),
      instead, planned);
}

/* Average rates are no ground for a plan: what marginal ones would have made of it. */
static void
add_planned_on_marginal (GString *text, const GhStrategyResult *best, const GhSite *site)
{
  g_string_append (text, _ (" Average rates tell what the grid is like, not what changes when the "
                            "car does something."));
  if (gh_site_find_marginal_rate (site) == GH_EMISSION_RATES)
    g_string_append (text, _ (" The study has no marginal ones, which would tell that."));
  else if (best->on_marginal == NULL)
    g_string_append (text,
                     _ (" Without a price on emissions the plan would be the same on marginal "
                        "rates."));
  else
    {
      g_autofree char *instead
          = gh_answer_planned_on_marginal (&best->summary, best->on_marginal, site);
      g_string_append_printf (text, " %s", instead);
    }
}

/**
 * gh_answer_carbon:
 * @comparison: a comparison
 * @site: its site
 *
 * Tells what the better bidirectional strategy does to emissions, first by the rates that the study
 * plans on, then by the others it has, each called by its kind. At marginal rates the rule of
 * break-even is evaluated for it: discharging cuts emissions where the rate then is above that of
 * charging divided by the round-trip efficiency. A study that plans on average rates is told what
 * it would have been on marginal ones.
 *
 * Returns: (transfer full): a few sentences
 */
char *
gh_answer_carbon (const GhComparison *comparison, const GhSite *site)
{
  if (site->store_count == 0)
    return g_strdup (_ ("There is no car in this study, so its emissions cannot be compared."));
  GhEmissionRate rate = find_main_rate (site);
  if (rate == GH_EMISSION_RATES)
    return g_strdup (
        _ ("The study has no emissions of the grid, so nothing can be said about them."));

  const GhStrategyResult *best = &comparison->results[gh_answer_find_better (comparison->results)];
  double years = gh_years_of_days (gh_time_axis_get_days (site->axis));

  if (sum_of_cars (site, best->summary.discharged_kwh) / years < NO_ENERGY_KWH)
    return g_strdup_printf (
        _ ("%s moves next to no energy here, so it changes emissions by next to nothing."),
        short_name (best));
  g_autofree char *change = tell_change (best, rate, find_change_kg (comparison, site, rate));
  g_autoptr (GString) text = g_string_new (change);
  if (rate != GH_RATE_AVERAGE)
    {
      g_autofree char *rule = explain_rule (best, site, rate);
      g_string_append_printf (text, " %s", rule);
    }
  add_other_rates (text, comparison, site, rate);
  if (rate == GH_RATE_AVERAGE)
    add_planned_on_marginal (text, best, site);
  return g_strdup (text->str);
}
