/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/explain.h"

#include <math.h>

#include "number-text.h"
#include "words.h"

/* Power below which nothing is said to flow, and energy below which a battery is at a limit. */
#define NO_POWER_KW 0.005
#define NO_ENERGY_KWH 0.01

/* One store in one step, with what a sentence about it needs. */
typedef struct
{
  const GhSite *site;
  const GhPlan *plan;
  guint index;
  const GhStore *store;
  gsize step;
  double power_kw;
  double grid_kw;
  double energy_kwh;
  double value; /* of a stored kWh at the end of the step; NAN where the plan has none */
  GhShownUnit price;
} Moment;

/* What the house leaves of the sun; below 0 what it needs beside it. */
static double
sun_left_kw (const Moment *moment)
{
  return moment->site->solar_kw[moment->step] - moment->plan->curtailed_kw[moment->step]
         - moment->site->load_kw[moment->step];
}

/* The other store that gives most, or takes most; the store itself where none does. */
static guint
find_partner (const Moment *moment, gboolean giving)
{
  double most = NO_POWER_KW;
  guint partner = moment->index;

  for (guint s = 0; s < moment->plan->store_count; s++)
    {
      double power = (giving ? -1.0 : 1.0) * moment->plan->stores[s].power_kw[moment->step];
      if (s == moment->index || power <= most)
        continue;
      most = power;
      partner = s;
    }
  return partner;
}

static double
value_of (const Moment *moment, guint store)
{
  const double *values = moment->plan->stores[store].value_per_kwh;

  return values != NULL ? values[moment->step] : NAN;
}

static char *
price_text (const Moment *moment, double price)
{
  return gh_shown_unit_format (&moment->price, price);
}

/* Battery energy for each kWh AC at full power. */
static double
efficiency_of (const GhChargerCurve *curve)
{
  guint last = curve->count - 1;

  return curve->count > 0 && curve->ac_kw[last] > 0.0 ? curve->battery_kw[last] / curve->ac_kw[last]
                                                      : NAN;
}

/* What it costs to put back later what a store gives for a kWh AC, with losses and wear. */
static double
find_replacing (const Moment *moment, guint store)
{
  const GhStore *giver = &moment->site->stores[store];

  return value_of (moment, store) * efficiency_of (&giver->discharge) + giver->wear_per_kwh;
}

/* What a kWh AC costs that is taken now: import, export that is given up, or what another store
 * gives and will have to replace. */
static double
find_cost (const Moment *moment)
{
  guint giver = find_partner (moment, TRUE);

  if (moment->grid_kw >= NO_POWER_KW)
    return gh_site_import_cost (moment->site, moment->step);
  if (moment->grid_kw > -NO_POWER_KW && giver != moment->index
      && sun_left_kw (moment) < NO_POWER_KW)
    return find_replacing (moment, giver);
  return gh_site_export_worth (moment->site, moment->step);
}

static char *
explain_away (const Moment *moment)
{
  const GhTimeAxis *axis = moment->site->axis;
  const char *name = moment->store->name;
  gboolean several = moment->site->store_count > 1 && name != NULL;
  gsize count = gh_time_axis_get_count (axis), back = moment->step;

  while (back < count && !moment->store->plugged[back])
    back++;
  if (back == count)
    return several ? g_strdup_printf (_ ("%s is not plugged in until the end."), name)
                   : g_strdup (_ ("The car is not plugged in until the end."));

  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (gh_time_axis_get_time (axis, back));
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, gh_time_axis_get_zone (axis));
  /* Translators: a moment within a week; see strftime(3). */
  g_autofree char *when = g_date_time_format (local, _ ("%a %H:%M"));
  return several ? g_strdup_printf (_ ("%s is away; it is plugged in again on %s."), name, when)
                 : g_strdup_printf (_ ("The car is away; it is plugged in again on %s."), when);
}

/* Energy that goes from one store to another: what a kWh is worth in each. */
static char *
explain_passing (const Moment *moment, guint partner)
{
  gboolean charging = moment->power_kw > 0.0;
  const char *name = moment->site->stores[partner].name;
  g_autofree char *power = gh_number_format (fabs (moment->power_kw), 1);
  g_autofree char *here = price_text (moment, moment->value);
  g_autofree char *there = price_text (moment, value_of (moment, partner));

  return charging ? g_strdup_printf (_ ("Charging %s kW with what %s gives: a stored kWh is worth "
                                        "%s here and %s there."),
                                     power, name, here, there)
                  : g_strdup_printf (_ ("Discharging %s kW, which %s takes: a stored kWh is worth "
                                        "%s here and %s there."),
                                     power, name, here, there);
}

/* The plan's value is that of one kWh more, which at a limit (the energy for a trip, the end) is
 * less than that of the last one stored: then it is charged because it is needed. */
static char *
explain_charging (const Moment *moment)
{
  double efficiency = efficiency_of (&moment->store->charge);
  gboolean from_sun = moment->grid_kw < NO_POWER_KW;
  double cost = (from_sun ? gh_site_export_worth (moment->site, moment->step)
                          : gh_site_import_cost (moment->site, moment->step))
                / efficiency;
  g_autofree char *power = gh_number_format (moment->power_kw, 1);
  g_autofree char *value = price_text (moment, moment->value);
  g_autofree char *storing = price_text (moment, cost);
  guint giver = find_partner (moment, TRUE);

  if (from_sun && giver != moment->index && sun_left_kw (moment) < moment->power_kw - NO_POWER_KW)
    return explain_passing (moment, giver);
  if (!(moment->value >= cost) && from_sun)
    return g_strdup_printf (
        _ ("Charging %s kW from the sun: the energy is needed later, and nothing "
           "cheaper than %s comes before."),
        power, storing);
  if (!(moment->value >= cost))
    return g_strdup_printf (
        _ ("Charging %s kW: the energy is needed later, and storing a kWh never "
           "costs less than the %s of now before then."),
        power, storing);
  return from_sun ? g_strdup_printf (_ ("Charging %s kW from the sun: storing a kWh gives up %s of "
                                        "export, and it is worth %s later."),
                                     power, storing, value)
                  : g_strdup_printf (_ ("Charging %s kW: storing a kWh costs %s now, losses "
                                        "included, and it is worth %s later."),
                                     power, storing, value);
}

static char *
explain_discharging (const Moment *moment)
{
  double replacing = find_replacing (moment, moment->index);
  g_autofree char *power = gh_number_format (-moment->power_kw, 1);
  g_autofree char *kept = price_text (moment, replacing);
  guint taker = find_partner (moment, FALSE);

  if (taker != moment->index && moment->grid_kw >= -NO_POWER_KW
      && -sun_left_kw (moment) < -moment->power_kw - NO_POWER_KW)
    return explain_passing (moment, taker);
  if (moment->grid_kw < -NO_POWER_KW)
    {
      g_autofree char *earned
          = price_text (moment, gh_site_store_export_worth (moment->site, moment->step));
      return g_strdup_printf (_ ("Discharging %s kW to house and grid: selling earns %s now, "
                                 "replacing it later costs %s with losses and wear."),
                              power, earned, kept);
    }
  g_autofree char *cost = price_text (moment, gh_site_import_cost (moment->site, moment->step));
  return g_strdup_printf (_ ("Discharging %s kW to the house: buying costs %s now, replacing it "
                             "later costs %s with losses and wear."),
                          power, cost, kept);
}

/* Why nothing flows: a limit of the battery, or prices that are worth neither. */
static char *
explain_waiting (const Moment *moment, gboolean can_discharge)
{
  const GhStore *store = moment->store;
  double percent = 100.0 * moment->energy_kwh / store->capacity_kwh;
  double efficiency = efficiency_of (&store->charge);
  double cost = find_cost (moment);
  g_autofree char *soc = gh_number_format (percent, 0);

  if (moment->energy_kwh >= store->upper_kwh[moment->step] - NO_ENERGY_KWH)
    return g_strdup_printf (_ ("Waiting: the battery is as full as it may be (%s %%)."), soc);
  g_autofree char *storing = price_text (moment, cost / efficiency);
  g_autofree char *value = price_text (moment, moment->value);
  if (store->is_battery && moment->energy_kwh <= store->reserve_kwh + NO_ENERGY_KWH)
    return g_strdup_printf (_ ("Waiting: at %s %% there is nothing more to give, and storing a kWh "
                               "would cost %s now; it is worth %s later."),
                            soc, storing, value);
  if (can_discharge && moment->energy_kwh <= store->reserve_kwh + NO_ENERGY_KWH)
    return g_strdup_printf (_ ("Waiting: at %s %% the rest is kept for driving, and storing a kWh "
                               "would cost %s now; it is worth %s later."),
                            soc, storing, value);
  return g_strdup_printf (_ ("Waiting: storing a kWh would cost %s now and it is worth %s later; "
                             "it is kept for a better moment."),
                          storing, value);
}

/* What a wall battery does that nobody plans. */
static char *
explain_battery_rule (const Moment *moment)
{
  g_autofree char *power = gh_number_format (fabs (moment->power_kw), 1);
  g_autofree char *soc
      = gh_number_format (100.0 * moment->energy_kwh / moment->store->capacity_kwh, 0);

  if (moment->power_kw > moment->store->standby_kw + NO_POWER_KW)
    return g_strdup_printf (_ ("Charging %s kW: unmanaged, a wall battery takes what the house "
                               "leaves of the sun."),
                            power);
  if (moment->power_kw < -NO_POWER_KW)
    return g_strdup_printf (_ ("Discharging %s kW: unmanaged, a wall battery gives what the house "
                               "needs beside the sun."),
                            power);
  return g_strdup_printf (_ ("Waiting at %s %%: unmanaged, a wall battery knows no prices."), soc);
}

static char *
explain_rule (const Moment *moment)
{
  g_autofree char *power = gh_number_format (moment->power_kw, 1);
  g_autofree char *soc
      = gh_number_format (100.0 * moment->energy_kwh / moment->store->capacity_kwh, 0);

  if (moment->power_kw > NO_POWER_KW)
    return g_strdup_printf (_ ("Charging %s kW because it is plugged in: unmanaged charging knows "
                               "no prices."),
                            power);
  return g_strdup_printf (_ ("Charged to %s %% and waiting for the next trip."), soc);
}

/* Strategies are about cars; wall batteries are used under each. */
static gboolean
may_discharge (const GhStore *store, GhStrategy strategy)
{
  return store->is_battery || strategy == GH_STRATEGY_V2H || strategy == GH_STRATEGY_V2G;
}

/**
 * gh_explain_step:
 * @site: what was planned, its strategy not applied
 * @plan: a plan with powers of it
 * @strategy: the plan's
 * @store: index of a store, where there is any
 * @step: index of a step
 *
 * Tells why a store does what it does: what the step's price is against the value of stored energy
 * that the plan goes by, the dual of the energy balance. What other stores do is as the meter sees
 * it; where energy goes from one to another, that is told. O(stores).
 *
 * Returns: (transfer full): one sentence in the user's language
 */
char *
gh_explain_step (const GhSite *site, const GhPlan *plan, GhStrategy strategy, guint store,
                 gsize step)
{
  if (plan->store_count == 0)
    return g_strdup (_ ("There is no car in this study."));

  const GhStorePlan *used = &plan->stores[store];
  Moment moment = { .site = site,
                    .plan = plan,
                    .index = store,
                    .store = &site->stores[store],
                    .step = step,
                    .power_kw = used->power_kw[step],
                    .grid_kw = plan->grid_kw[step],
                    .energy_kwh = used->energy_kwh[step] };
  moment.value = value_of (&moment, store);
  gh_shown_unit_init_price (&moment.price, site->currency);
  moment.price.digits = MAX (moment.price.digits - 1, 0);
  if (!moment.store->plugged[step])
    return explain_away (&moment);
  if (strategy == GH_STRATEGY_UNMANAGED)
    return moment.store->is_battery ? explain_battery_rule (&moment) : explain_rule (&moment);
  if (moment.power_kw > moment.store->standby_kw + NO_POWER_KW)
    return explain_charging (&moment);
  if (moment.power_kw < -NO_POWER_KW)
    return explain_discharging (&moment);
  return explain_waiting (&moment, may_discharge (moment.store, strategy));
}
