/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ways of using a fleet are worth: bills, equipment and connection, the aggregator's part
 * and what is left for each group. */
#include "study/fleet-money.h"

#include <math.h>

#include "errors.h"
#include "market/investment.h"
#include "parallel.h"
#include "study/fleet-answer.h"
#include "study/household-money.h"
#include "words.h"

#define MONTHS_PER_YEAR 12.0
/* Power above a limit that is no reason to buy a stronger connection. */
#define TINY_KW 1e-6
/* A net present value below which nothing is shown, since money is told in whole units. */
#define NO_MONEY 0.5
/* Share of the progress after which the connection has been looked at, and uses that begin from no
 * other one have been planned. */
#define CONNECTION_SHARE 0.05
#define FIRST_SHARE 0.7

/* Whom to tell what has been planned. */
typedef struct
{
  GhFleetUseFunc func;
  gpointer data;
  GMutex lock; /* one use at a time */
} Listener;

/* A use while it is planned, beside others. */
typedef struct
{
  GhFleetMoney *money;
  GhFleetPlans *plans;
  guint use;
  Listener *listener;
} Run;

/**
 * gh_fleet_use_name:
 * @use: below %GH_FLEET_USES
 *
 * Returns: (transfer none): its word in files
 */
const char *
gh_fleet_use_name (guint use)
{
  return use == GH_FLEET_VALLEYS ? "valley-filling" : gh_strategy_name ((GhStrategy) use);
}

/**
 * gh_fleet_use_get_title:
 * @use: below %GH_FLEET_USES
 *
 * Returns: (transfer none): what it is called above a column, in the user's language
 */
const char *
gh_fleet_use_get_title (guint use)
{
  static const char *const titles[] = { N_ ("On arrival"), N_ ("Smart"), N_ ("V2H (building)"),
                                        N_ ("V2G (grid)"), N_ ("Valley filling") };

  return _ (titles[use]);
}

static const GhFleetSite *
get_site (const GhStudy *study, guint site)
{
  return g_ptr_array_index (study->sites, site);
}

/* All sites, or those where a stronger connection has a price. */
static guint32
list_sites (const GhStudy *study, gboolean only_priced)
{
  guint32 sites = 0;

  for (guint s = 0; s < study->sites->len; s++)
    {
      const GhConnection *connection = get_site (study, s)->connection;
      if (!only_priced || (connection != NULL && connection->upgrade_per_kw > 0.0))
        sites |= 1u << s;
    }
  return sites;
}

static GhFleetUpgrade
find_upgrade (const GhFleetSite *site, double unmanaged_kw)
{
  const GhConnection *connection = site->connection;
  GhFleetUpgrade upgrade = { .limit_kw = INFINITY, .unmanaged_kw = unmanaged_kw };

  if (connection == NULL || isnan (connection->import_limit_kw))
    return upgrade;
  upgrade.limit_kw = connection->import_limit_kw;
  if (unmanaged_kw > upgrade.limit_kw + TINY_KW)
    upgrade.needed_kw = unmanaged_kw - upgrade.limit_kw;
  upgrade.cost = upgrade.needed_kw * connection->upgrade_per_kw;
  return upgrade;
}

/* What all would draw that charge on arrival and have no limit. */
static gboolean
find_upgrades (GhFleetMoney *self, GhFleetPlans *plans, const GhProgress *progress, GError **error)
{
  g_autoptr (GhFleetUseYear) planned
      = gh_fleet_plans_find_year (plans, self->study, GH_STRATEGY_UNMANAGED,
                                  list_sites (self->study, FALSE), NULL, NULL, progress, error);

  if (planned == NULL)
    return FALSE;
  self->upgrades = g_new0 (GhFleetUpgrade, self->study->sites->len);
  for (guint s = 0; s < self->study->sites->len; s++)
    self->upgrades[s] = find_upgrade (get_site (self->study, s), planned->year->sites[s].peak_kw);
  return TRUE;
}

static gboolean
take_part (const GhFleetPart *part, const GhFleetDepot *depot, const GhFleetPlan *plan,
           gpointer data, GError **error)
{
  Run *run = data;

  if (run->listener->func == NULL)
    return TRUE;
  g_mutex_lock (&run->listener->lock);
  gboolean taken = run->listener->func (run->use, part, depot, plan, run->listener->data, error);
  g_mutex_unlock (&run->listener->lock);
  return taken;
}

/* Equipment of a use: who fills valleys buys what smart charging needs. */
static GhStrategy
bought_for (guint use)
{
  return use == GH_FLEET_VALLEYS ? GH_STRATEGY_SMART : (GhStrategy) use;
}

/* Charging on arrival is that behind the connection it needs, where that has a price. */
static gboolean
plan_use (gpointer data, const GhProgress *progress, GError **error)
{
  Run *run = data;
  GhFleetMoney *self = run->money;
  GhFleetUse *use = &self->uses[run->use];
  GhStrategyResult *result = &self->results[run->use];
  guint32 upgraded = run->use == GH_STRATEGY_UNMANAGED ? list_sites (self->study, TRUE) : 0;

  use->planned = gh_fleet_plans_find_year (run->plans, self->study, run->use, upgraded,
                                           run->listener->func != NULL ? take_part : NULL, run,
                                           progress, error);
  if (use->planned == NULL)
    return FALSE;
  use->year = use->planned->year;
  use->groups = &use->planned->groups;
  if (use->year->is_stopped)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_STOPPED, _ ("Stopped."));
      return FALSE;
    }
  for (guint s = 0; run->use == GH_STRATEGY_UNMANAGED && s < self->study->sites->len; s++)
    use->upgrade_cost += self->upgrades[s].cost;
  result->strategy = bought_for (run->use);
  result->summary = use->year->whole.summary;
  return TRUE;
}

/* Side by side: uses that begin from nothing, and then those that begin from the plans of smart
 * charging. */
static gboolean
plan_uses (GhFleetMoney *self, GhFleetPlans *plans, Listener *listener, const GhProgress *progress,
           GError **error)
{
  GhProgress beginning = gh_progress_part (progress, CONNECTION_SHARE, FIRST_SHARE);
  GhProgress rest = gh_progress_part (progress, FIRST_SHARE, 1.0);
  Run runs[] = { { self, plans, GH_STRATEGY_SMART, listener },
                 { self, plans, GH_FLEET_VALLEYS, listener },
                 { self, plans, GH_STRATEGY_UNMANAGED, listener },
                 { self, plans, GH_STRATEGY_V2H, listener },
                 { self, plans, GH_STRATEGY_V2G, listener } };
  gpointer first[] = { &runs[0], &runs[1], &runs[2] }, second[] = { &runs[3], &runs[4] };

  return gh_parallel_run (plan_use, first, G_N_ELEMENTS (first), &beginning, error)
         && gh_parallel_run (plan_use, second, G_N_ELEMENTS (second), &rest, error);
}

/* What the aggregator gets: nothing where nobody manages, nor of a saving that there is not. */
static void
count_aggregator (GhFleetMoney *self, guint index)
{
  const GhFleetTerms *terms = self->study->fleet;
  GhFleetUse *use = &self->uses[index];
  double saved
      = self->results[GH_STRATEGY_UNMANAGED].bill_per_year - self->results[index].bill_per_year;

  if (terms == NULL || index == GH_STRATEGY_UNMANAGED)
    return;
  for (guint g = 0; g < use->groups->count; g++)
    use->fee_per_year
        += use->groups->groups[g].managed * terms->fee_per_vehicle_month * MONTHS_PER_YEAR;
  use->share_per_year = terms->aggregator_share * MAX (0.0, saved);
}

/* The share goes with the saving, and with it by the growth of prices; fees are upkeep. @cheaper:
 * by how much less it costs a year than was planned */
static GhCashFlow *
new_flow (const GhFleetMoney *self, const GhFinance *finance, guint used, guint base,
          double cheaper)
{
  const GhFleetUse *own = &self->uses[used], *other = &self->uses[base];
  GhCashFlowTerms terms = gh_household_get_terms (finance, bought_for (used), bought_for (base));
  GhCashFlow *flow;

  terms.first
      = gh_household_get_year (&self->results[used].summary, &self->results[base].summary, 1.0);
  if (!self->bears_wear)
    terms.first.wear = 0.0;
  terms.first.added_charging += own->share_per_year - other->share_per_year - cheaper;
  terms.last = terms.first;
  terms.maintenance_per_year += own->fee_per_year - other->fee_per_year;
  terms.capex += gh_finance_get_paid (finance, own->upgrade_cost - other->upgrade_cost);
  flow = gh_cash_flow_new (&terms);
  /* Against itself nothing is invested, so that nothing comes back. */
  if (used == base)
    flow->payback_years = flow->discounted_payback_years = NAN;
  return flow;
}

static double
find_most_npv (const GhFleetMoney *self, const GhFinance *finance, guint use)
{
  g_autoptr (GhCashFlow) flow
      = new_flow (self, finance, use, GH_STRATEGY_SMART, gh_fleet_money_get_gap (self, use));

  return flow->npv;
}

static void
count_money (GhFleetMoney *self, const GhFinance *finance)
{
  for (guint i = 0; i < GH_FLEET_USES; i++)
    {
      GhStrategyResult *result = &self->results[i];
      result->bill_per_year = gh_plan_summary_get_bill (&result->summary);
      count_aggregator (self, i);
    }
  for (guint i = 0; i < GH_FLEET_USES; i++)
    {
      GhStrategyResult *result = &self->results[i];
      result->saving_per_year
          = self->results[GH_STRATEGY_SMART].bill_per_year - result->bill_per_year;
      result->against_smart = new_flow (self, finance, i, GH_STRATEGY_SMART, 0.0);
      result->against_unmanaged = new_flow (self, finance, i, GH_STRATEGY_UNMANAGED, 0.0);
      self->uses[i].most_npv = find_most_npv (self, finance, i);
    }
}

/**
 * gh_fleet_money_new:
 * @study: a valid study of a fleet whose files have been read; stays
 * @plans: (nullable): the plans there are of it, which are not looked for again
 * @func: (nullable): called with each part of each use: those of a use in their order, uses in any;
 *   in other threads, but never twice at once
 * @data: passed on
 * @progress: (nullable): polled
 * @error: set when a part cannot be built, when @func fails or when stopped
 *
 * Plans the year of a fleet in every way of using it and counts its money. Equipment and upkeep are
 * those of the whole fleet. Where a kW of a stronger connection has a price, charging on arrival is
 * planned behind the connection that it needs, which is an investment; where it has none, it is
 * kept within the limit. Uses are planned side by side, V2H and V2G from the plans of smart
 * charging; those of all parts are in memory meanwhile. The aggregator gets its fee for each
 * vehicle that takes part and its share of what the bills save over charging on arrival. Panels do
 * not age.
 *
 * Returns: (transfer full) (nullable): the money; %NULL on error
 */
GhFleetMoney *
gh_fleet_money_new (const GhStudy *study, GhFleetPlans *plans, GhFleetUseFunc func, gpointer data,
                    const GhProgress *progress, GError **error)
{
  g_autoptr (GhFleetMoney) self = g_new0 (GhFleetMoney, 1);
  g_autofree GhFinance *defaults = gh_record_new (&gh_finance_table);
  const GhFinance *finance = study->finance != NULL ? study->finance : defaults;
  GhProgress looking = gh_progress_part (progress, 0.0, CONNECTION_SHARE);
  Listener listener = { .func = func, .data = data };
  g_autoptr (GhFleetPlans) used = plans != NULL ? gh_fleet_plans_ref (plans)
                                                : gh_fleet_plans_new (study, GH_FLEET_PLANS_BYTES);

  self->study = study;
  self->bears_wear = gh_finance_bears_wear (finance);
  g_mutex_init (&listener.lock);
  gboolean done = find_upgrades (self, used, &looking, error)
                  && plan_uses (self, used, &listener, progress, error);
  g_mutex_clear (&listener.lock);
  if (!done)
    return NULL;
  self->has_numbers = TRUE;
  for (guint i = 0; i < GH_FLEET_USES; i++)
    self->has_numbers = self->has_numbers && self->uses[i].year->is_planned;
  if (self->has_numbers)
    {
      count_money (self, finance);
      gh_fleet_answer_all (self, finance);
    }
  return g_steal_pointer (&self);
}

/**
 * gh_fleet_money_free:
 * @self: (transfer full) (nullable): money
 *
 * Frees it.
 */
void
gh_fleet_money_free (GhFleetMoney *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < GH_FLEET_USES; i++)
    {
      gh_fleet_use_year_unref (self->uses[i].planned);
      gh_cash_flow_free (self->results[i].against_smart);
      gh_cash_flow_free (self->results[i].against_unmanaged);
    }
  g_free (self->upgrades);
  g_free (self->answer);
  g_free (self->accuracy);
  g_free (self->upgrade);
  g_free (self->gains);
  g_free (self->aggregator);
  g_free (self->money);
  g_free (self);
}

/**
 * gh_fleet_money_count_unserved:
 * @self: money
 * @use: below %GH_FLEET_USES
 *
 * Returns: how many vehicles are not served in full in any of the periods
 */
guint
gh_fleet_money_count_unserved (const GhFleetMoney *self, guint use)
{
  return g_hash_table_size (self->uses[use].groups->unserved);
}

/**
 * gh_fleet_money_get_gap:
 * @self: money with numbers
 * @use: below %GH_FLEET_USES
 *
 * Returns: by how much the best plans may be cheaper than those that were found, currency a year; 0
 *   where valleys are filled, for which no least cost is looked for
 */
double
gh_fleet_money_get_gap (const GhFleetMoney *self, guint use)
{
  const GhFleetSums *sums = &self->uses[use].year->whole;

  return use == GH_FLEET_VALLEYS ? 0.0 : MAX (0.0, sums->objective - sums->lower_bound);
}

/**
 * gh_fleet_money_find_best:
 * @self: money with numbers
 *
 * Returns: V2H or V2G where it has the greatest net present value against smart charging and gains
 *   something as it is shown, else smart charging
 */
guint
gh_fleet_money_find_best (const GhFleetMoney *self)
{
  guint best = GH_STRATEGY_SMART;

  for (guint i = GH_STRATEGY_V2H; i <= GH_STRATEGY_V2G; i++)
    if (self->results[i].against_smart->npv
        > MAX (NO_MONEY, self->results[best].against_smart->npv))
      best = i;
  return best;
}

/**
 * gh_fleet_money_are_apart:
 * @cost: of the plans of one use
 * @gap: by how much its best plans may be cheaper
 * @other_cost: of those of another
 * @other_gap: by how much its best ones may be
 *
 * Tells whether it is certain which of two uses is the cheaper one: the best plans of each cost
 * something between what was found less the gap and what was found, and these ranges do not meet.
 *
 * Returns: whether they can be told apart
 */
gboolean
gh_fleet_money_are_apart (double cost, double gap, double other_cost, double other_gap)
{
  return cost < other_cost - other_gap || other_cost < cost - gap;
}

/**
 * gh_fleet_money_get_net_cost:
 * @self: money with numbers
 * @use: below %GH_FLEET_USES
 *
 * Returns: what the fleet pays a year, currency: bills, wear where it bears that, the aggregator
 */
double
gh_fleet_money_get_net_cost (const GhFleetMoney *self, guint use)
{
  const GhStrategyResult *result = &self->results[use];

  return result->bill_per_year + (self->bears_wear ? result->summary.cost_wear : 0.0)
         + self->uses[use].fee_per_year + self->uses[use].share_per_year;
}

/**
 * gh_fleet_money_get_charged_kwh:
 * @self: money with numbers
 * @use: below %GH_FLEET_USES
 *
 * Returns: AC energy that all vehicles take in a year, those that nobody manages among them, kWh
 */
double
gh_fleet_money_get_charged_kwh (const GhFleetMoney *self, guint use)
{
  return self->results[use].summary.charged_ac_kwh + self->uses[use].year->whole.unmanaged_kwh;
}

/**
 * gh_fleet_money_get_building_bill:
 * @self: money with numbers
 * @use: below %GH_FLEET_USES
 *
 * Returns: the part of the bills that is no group's, currency a year
 */
double
gh_fleet_money_get_building_bill (const GhFleetMoney *self, guint use)
{
  const GhFleetGroups *groups = self->uses[use].groups;
  double bill = self->results[use].bill_per_year;

  for (guint g = 0; g < groups->count; g++)
    bill -= gh_fleet_group_year_get_bill (&groups->groups[g]);
  return bill;
}

/**
 * gh_fleet_money_get_group_fees:
 * @self: money with numbers
 * @use: below %GH_FLEET_USES
 * @group: of gh_fleet_groups_count()
 *
 * The fee of its vehicles that take part, and the aggregator's share of what it saves itself: a
 * group that pays more than on arrival gets its share of that back, so that groups and building
 * together pay the aggregator's share.
 *
 * Returns: what the aggregator gets of a group, currency a year
 */
double
gh_fleet_money_get_group_fees (const GhFleetMoney *self, guint use, guint group)
{
  const GhFleetTerms *terms = self->study->fleet;
  const GhFleetGroupYear *own = &self->uses[use].groups->groups[group];
  const GhFleetGroupYear *unmanaged = &self->uses[GH_STRATEGY_UNMANAGED].groups->groups[group];

  if (terms == NULL || use == GH_STRATEGY_UNMANAGED)
    return 0.0;
  double fee = own->managed * terms->fee_per_vehicle_month * MONTHS_PER_YEAR;
  if (!(self->uses[use].share_per_year > 0.0))
    return fee;
  return fee
         + terms->aggregator_share
               * (gh_fleet_group_year_get_bill (unmanaged) - gh_fleet_group_year_get_bill (own));
}

/**
 * gh_fleet_money_get_group_cost:
 * @self: money with numbers
 * @use: below %GH_FLEET_USES
 * @group: of gh_fleet_groups_count()
 *
 * Returns: what a group pays a year, currency: its part of the bills, wear where the fleet bears
 *   that, the aggregator; without equipment
 */
double
gh_fleet_money_get_group_cost (const GhFleetMoney *self, guint use, guint group)
{
  const GhFleetGroupYear *own = &self->uses[use].groups->groups[group];

  return gh_fleet_group_year_get_bill (own) + (self->bears_wear ? own->wear : 0.0)
         + gh_fleet_money_get_group_fees (self, use, group);
}

/**
 * gh_fleet_money_get_group_gain:
 * @self: money with numbers
 * @use: below %GH_FLEET_USES
 * @base: what it is held against, below %GH_FLEET_USES
 * @group: of gh_fleet_groups_count()
 *
 * Returns: what a group pays less than under @base, currency a year
 */
double
gh_fleet_money_get_group_gain (const GhFleetMoney *self, guint use, guint base, guint group)
{
  return gh_fleet_money_get_group_cost (self, base, group)
         - gh_fleet_money_get_group_cost (self, use, group);
}
