/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/battery-plan.h"

#include <math.h>

#include "study/battery-check.h"
#include "study/battery-prices.h"
#include "study/plan-summary.h"
#include "study/plan-splice.h"

/* Costs of a year that differ by less, as a share, are the same. */
#define SAME_COST 1e-9
/* Plans that are made at most to find the price that keeps a warranty, by halving. */
#define WARRANTY_ROUNDS 12

/* Share of the progress of what is still to come that one plan takes: how many there will be is not
 * known. */
#define PLAN_SHARE 0.4
/* By which sums differ that were added up in another order. */
#define ROUNDING 1e-12
/* Of the worth of a kWh, what no plan pays for discharging one: it may be sold at that and bought
 * back, with losses, at a price as far below zero. */
#define MOST_WORTH 3.0

/* A plan being made; @done of it are. */
typedef struct
{
  const GhBatteryTask *task;
  GhBatteryResult *result;
  const GhProgress *progress;
  double done;
} Maker;

/* The store that the battery is. */
static GhStore *
store_of (const Maker *maker)
{
  return &maker->result->site->stores[maker->task->model->store];
}

static GhStorePlan *
used_of (const Maker *maker, const GhPlan *plan)
{
  return &plan->stores[maker->task->model->store];
}

static GhPlan *
solve (Maker *maker, const GhSite *site, GError **error)
{
  double end = maker->done + PLAN_SHARE * (1.0 - maker->done);
  GhProgress part = gh_progress_part (maker->progress, maker->done, end);

  maker->done = end;
  return gh_planner_solve (site, &maker->task->options, &part, error);
}

static gboolean
has_powers (const GhPlan *plan)
{
  return plan->status != GH_PLAN_INFEASIBLE && plan->grid_kw != NULL;
}

static double
years_of (const GhSite *site)
{
  return gh_years_of_days (gh_time_axis_get_days (site->axis));
}

/* What a step takes of the warranty; cycles are those of the new battery, as ageing counts them. */
static GhWarrantyUse
use_of_step (const GhBatteryModel *model, const GhStore *store, const GhStorePlan *plan, gsize t)
{
  double before = t > 0 ? plan->energy_kwh[t - 1] : store->start_kwh;
  double hours = model->step_seconds / 3600.0, drive = store->drive_kwh[t];
  double stored = plan->energy_kwh[t] - before + drive;
  GhWarrantyUse use = { .cycles = (MAX (-stored, 0.0) + drive) / model->new_kwh };

  if (plan->power_kw[t] < 0.0)
    {
      use.kwh = -plan->power_kw[t] * hours;
      use.hours = hours;
    }
  return use;
}

static GhWarrantyUse
measure_use (const GhBatteryModel *model, const GhStore *store, const GhStorePlan *plan)
{
  GhWarrantyUse use = { 0 };

  for (gsize t = 0; t < model->count; t++)
    {
      GhWarrantyUse step = use_of_step (model, store, plan, t);
      use.kwh += step.kwh;
      use.hours += step.hours;
      use.cycles += step.cycles;
    }
  return use;
}

/**
 * gh_battery_plan_measure:
 * @model: a battery
 * @age: its age
 * @store: the store that it is
 * @plan: what it does
 * @result: (inout): gets stress, loss, cost of ageing and use of the warranty
 *
 * What a plan does to a battery.
 */
void
gh_battery_plan_measure (const GhBatteryModel *model, const GhAgeingState *age,
                         const GhStore *store, const GhStorePlan *plan, GhBatteryResult *result)
{
  const GhAgeingLaw *law = model->cell->ageing;
  GhAgeingState older = *age;

  gh_ageing_measure_year (model, store, plan->energy_kwh, &result->stress);
  gh_ageing_state_advance (law, &older, &result->stress);
  result->loss = gh_ageing_state_get_soh (law, age) - gh_ageing_state_get_soh (law, &older);
  result->ageing_cost = result->loss * gh_battery_model_get_loss_cost (model);
  result->use = measure_use (model, store, plan);
}

/* What a plan does to the battery of the task, and what the ageing of the others is worth. */
static void
measure (Maker *maker, const GhPlan *plan)
{
  const GhBatteryTask *task = maker->task;
  GhBatteryResult *result = maker->result;

  gh_battery_plan_measure (task->model, task->age, store_of (maker), used_of (maker, plan), result);
  result->others_ageing_cost = 0.0;
  for (guint i = 0; i < task->other_count; i++)
    {
      const GhBatteryModel *model = task->others[i].model;
      GhBatteryResult other = { 0 };
      gh_battery_plan_measure (model, &task->others[i].age, &result->site->stores[model->store],
                               &plan->stores[model->store], &other);
      result->others_ageing_cost += other.ageing_cost;
    }
}

/* Keeps the better of two plans, and of equal ones the new one, whose prices are nearer to those
 * that follow from it; %TRUE where it is the new one. */
static gboolean
keep_better (GhPlan *plan, double cost, GhPlan **best, double *least)
{
  if (*best != NULL && cost > *least + SAME_COST * fabs (*least))
    {
      gh_plan_free (plan);
      return FALSE;
    }
  gh_plan_free (*best);
  *best = plan;
  *least = cost;
  return TRUE;
}

/* What the plan would be that knows no wear, to tell what avoiding it costs and saves. */
static gboolean
solve_unpriced (Maker *maker, const GhBatteryPrices *prices, GError **error)
{
  GhBatteryResult *result = maker->result;
  GhPlanSummary summary;

  gh_battery_prices_lift (prices, result->site);
  g_autoptr (GhPlan) plan = solve (maker, result->site, error);
  if (plan == NULL)
    return FALSE;
  if (!has_powers (plan))
    return TRUE;
  measure (maker, plan);
  /* Stores whose price of wear is fixed keep it. */
  gh_plan_summarise (result->site, plan, &summary);
  result->unpriced_objective = plan->objective - summary.cost_wear;
  gh_plan_summary_clear (&summary);
  result->unpriced_ageing_cost = result->ageing_cost + result->others_ageing_cost;
  return TRUE;
}

/* Prices and plan in turn, until the prices stay; the plan of the least true cost is kept. */
static GhPlan *
solve_priced (Maker *maker, GhBatteryPrices *prices, GError **error)
{
  GhBatteryResult *result = maker->result;
  g_autoptr (GhPlan) best = NULL;
  double least = INFINITY;

  for (guint round = 0; round < maker->task->most_price_rounds; round++)
    {
      if (!gh_battery_prices_move (prices, maker->task, result->site, round))
        break;
      GhPlan *plan = solve (maker, result->site, error);
      if (plan == NULL)
        return NULL;
      result->price_rounds++;
      if (!has_powers (plan))
        return plan;
      double cost = gh_battery_prices_measure (prices, result->site, plan);
      if (keep_better (plan, cost, &best, &least))
        gh_battery_prices_keep (prices);
    }
  gh_battery_prices_return (prices, result->site);
  measure (maker, best);
  return g_steal_pointer (&best);
}

/* What a warranty allows over the period, INFINITY where nothing is said: kWh, hours, cycles. */
static void
find_allowance (Maker *maker, double *allowed)
{
  const GhWarranty *warranty = &maker->task->model->warranty;
  const double whole[] = { warranty->kwh, warranty->hours, warranty->cycles };
  double share = years_of (maker->result->site) / warranty->years;

  G_STATIC_ASSERT (G_N_ELEMENTS (whole) == GH_MOST_BUDGETS);
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    allowed[i] = isnan (whole[i]) ? INFINITY : whole[i] * share;
}

static gboolean
is_within_warranty (Maker *maker)
{
  const GhWarrantyUse *use = &maker->result->use;
  const double used[] = { use->kwh, use->hours, use->cycles };
  double allowed[GH_MOST_BUDGETS];

  find_allowance (maker, allowed);
  for (guint i = 0; i < G_N_ELEMENTS (used); i++)
    if (used[i] > allowed[i])
      return FALSE;
  return TRUE;
}

/* What the steps of a plan take, one array for each allowance, in one piece of memory. */
static double *
new_uses (Maker *maker, const GhPlan *plan)
{
  gsize count = plan->count;
  double *uses = g_new (double, GH_MOST_BUDGETS *count);

  for (gsize t = 0; t < count; t++)
    {
      GhWarrantyUse use
          = use_of_step (maker->task->model, store_of (maker), used_of (maker, plan), t);
      uses[t] = use.kwh;
      uses[count + t] = use.hours;
      uses[2 * count + t] = use.cycles;
    }
  return uses;
}

/* A step of all stores: they share the meter. */
static void
take_step (const GhPlan *from, GhPlan *to, gsize t)
{
  for (guint s = 0; s < to->store_count; s++)
    {
      to->stores[s].power_kw[t] = from->stores[s].power_kw[t];
      to->stores[s].energy_kwh[t] = from->stores[s].energy_kwh[t];
      if (to->stores[s].value_per_kwh != NULL && from->stores[s].value_per_kwh != NULL)
        to->stores[s].value_per_kwh[t] = from->stores[s].value_per_kwh[t];
    }
}

/* Fills up what a plan leaves of the warranty with parts of one that takes too much: on most
 * tariffs many hours are worth the same, and a price lets through all of them or none. */
static void
fill_up_warranty (Maker *maker, const GhPlan *rich, GhPlan *lean)
{
  const GhPlanOptions *options = &maker->task->options;
  g_autofree double *rich_uses = new_uses (maker, rich), *lean_uses = new_uses (maker, lean);
  g_autofree guint8 *takes_rich = g_new (guint8, lean->count);
  double allowed[GH_MOST_BUDGETS];
  GhBudget budgets[GH_MOST_BUDGETS];

  find_allowance (maker, allowed);
  for (guint i = 0; i < GH_MOST_BUDGETS; i++)
    budgets[i] = (GhBudget){ rich_uses + i * lean->count, lean_uses + i * lean->count,
                             allowed[i] * (1.0 - ROUNDING) };
  if (gh_plan_splice (rich, lean, budgets, GH_MOST_BUDGETS, takes_rich) == 0)
    return;
  for (gsize t = 0; t < lean->count; t++)
    if (takes_rich[t])
      take_step (rich, lean, t);
  g_autoptr (GhSite) used = gh_planner_site_of_plan (maker->result->site, options->strategy, lean);
  gh_planner_dispatch (used, lean);
  lean->objective += lean->unserved_kwh * GH_UNSERVED_PENALTY_PER_KWH;
  if (lean->status == GH_PLAN_OPTIMAL)
    lean->status = GH_PLAN_WITHIN_GAP;
}

static double
greatest_worth (const GhSite *site)
{
  double worth = 0.0;

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    worth = MAX (
        MAX (worth, fabs (gh_site_import_cost (site, t))),
        MAX (fabs (gh_site_export_worth (site, t)), fabs (gh_site_store_export_worth (site, t))));
  return worth;
}

/* Whether a price on discharging could change a plan that is beyond its share of the warranty. */
static gboolean
has_to_save (Maker *maker)
{
  GhStrategy strategy = maker->task->options.strategy;

  return maker->task->model->warranty.keep && strategy != GH_STRATEGY_UNMANAGED
         && strategy != GH_STRATEGY_SMART && strategy != GH_STRATEGY_BATTERY
         && store_of (maker)->discharge.count > 0 && !is_within_warranty (maker);
}

/* Makes a kWh dearer until the plan stays within its share of the warranty: the multiplier of that
 * limit, found by halving, between the plan that takes too much and the one that does not. It acts
 * on energy for hours and cycles, too, which fall with it. Where driving alone takes more than the
 * share, no price helps and the greatest one is kept. */
static GhPlan *
keep_warranty (Maker *maker, GhPlan *plan, GError **error)
{
  GhBatteryResult *result = maker->result;
  GhStore *store = store_of (maker);
  g_autoptr (GhPlan) rich = plan;
  g_autoptr (GhPlan) lean = NULL;
  double most = MOST_WORTH * greatest_worth (result->site);
  double wear = store->wear_per_kwh, low = 0.0, high = 0.0;

  if (!has_to_save (maker))
    return g_steal_pointer (&rich);
  for (guint round = 0; round < WARRANTY_ROUNDS; round++)
    {
      double price = round == 0 ? most : 0.5 * (low + high);
      store->wear_per_kwh = wear + price;
      GhPlan *next = solve (maker, result->site, error);
      if (next == NULL)
        return NULL;
      /* As a solver does that its time limit stops. */
      if (!has_powers (next))
        return next;
      measure (maker, next);
      gboolean is_within = is_within_warranty (maker);
      GhPlan **place = is_within || round == 0 ? &lean : &rich;
      *(place == &lean ? &high : &low) = price;
      gh_plan_free (*place);
      *place = next;
      if (!is_within && round == 0)
        break;
    }
  store->wear_per_kwh = wear + high;
  result->warranty_price = high;
  measure (maker, lean);
  if (is_within_warranty (maker))
    fill_up_warranty (maker, rich, lean);
  measure (maker, lean);
  return g_steal_pointer (&lean);
}

/* The price that keeps a warranty steers the plan and is paid to nobody. Without it the bound holds
 * for all plans that discharge no more than this one. */
static void
take_off_warranty_price (Maker *maker, GhPlan *plan)
{
  GhBatteryResult *result = maker->result;
  double paid = result->warranty_price * result->use.kwh;

  store_of (maker)->wear_per_kwh = result->price.wear_per_kwh;
  plan->objective -= paid;
  plan->lower_bound -= paid;
}

/* How far a plan is from what can be done, kWh. */
static double
misses (const GhBatteryResult *result, const GhPlan *plan)
{
  return result->shortfall_kwh + plan->unserved_kwh;
}

/* A result to begin with on a copy of a site, at the prices that were found. */
static void
begin_trial (const Maker *trying, const GhSite *site)
{
  GhBatteryResult *trial = trying->result;

  trial->site = gh_site_copy (site);
  trial->report = (GhCircuitReport){ 0 };
  trial->warranty_price = 0.0;
  store_of (trying)->wear_per_kwh = trial->price.wear_per_kwh;
}

static GhPlan *
solve_within_warranty (Maker *maker, GError **error)
{
  GhPlan *plan = solve (maker, maker->result->site, error);

  if (plan == NULL || !has_powers (plan))
    return plan;
  measure (maker, plan);
  return keep_warranty (maker, plan, error);
}

/* Makes the plan anew on a site with tighter limits, runs it on the circuit, and keeps it where it
 * is nearer to what can be done than the one there is. @going is set to whether it falls short.
 * FALSE on error. */
static gboolean
try_tighter (Maker *maker, GhSite *tight, GhPlan **kept, gboolean *going, GError **error)
{
  const GhBatteryTask *task = maker->task;
  GhBatteryResult *result = maker->result, trial = *result;
  Maker trying = { task, &trial, maker->progress, maker->done };

  begin_trial (&trying, tight);
  GhPlan *next = solve_within_warranty (&trying, error);
  maker->done = trying.done;
  gboolean done = next != NULL, better = FALSE;
  *going = done && has_powers (next)
           && gh_battery_check_run (task->model, task->age, next, &trial,
                                    &tight->stores[task->model->store]);
  result->check_rounds++;
  if (done && has_powers (next))
    better = misses (&trial, next) < misses (result, *kept);
  if (better)
    {
      GhPlan *worse = *kept;
      trial.check_rounds = result->check_rounds;
      gh_battery_result_clear (result);
      *result = trial;
      *kept = next;
      next = worse;
    }
  else
    gh_battery_result_clear (&trial);
  gh_plan_free (next);
  return done;
}

/* Runs the plan on the circuit and makes it anew within what the battery could do, a few times. Of
 * all plans that were run the one is kept that the battery follows best. */
static GhPlan *
follow_circuit (Maker *maker, GhPlan *plan, GError **error)
{
  const GhBatteryTask *task = maker->task;
  GhBatteryResult *result = maker->result;
  g_autoptr (GhPlan) kept = plan;
  g_autoptr (GhSite) tight = gh_site_copy (result->site);
  gboolean going = gh_battery_check_run (task->model, task->age, kept, result,
                                         &tight->stores[task->model->store])
                   && task->model->limit_power && task->options.strategy != GH_STRATEGY_UNMANAGED;

  result->first_shortfall_kwh = result->shortfall_kwh;
  while (going && result->check_rounds < GH_BATTERY_CHECK_ROUNDS)
    if (!try_tighter (maker, tight, &kept, &going, error))
      return NULL;
  measure (maker, kept);
  return g_steal_pointer (&kept);
}

static gboolean
meets_any_limit (const Maker *maker, const GhPlan *plan)
{
  const GhBatteryTask *task = maker->task;
  gboolean meets = task->model->limit_power
                   && gh_battery_check_meets_limit (store_of (maker), plan, task->model);

  for (guint i = 0; !meets && i < task->other_count; i++)
    {
      const GhBatteryModel *model = task->others[i].model;
      meets = model->limit_power
              && gh_battery_check_meets_limit (&maker->result->site->stores[model->store], plan,
                                               model);
    }
  return meets;
}

static void
lift_limits (GhSite *site, const GhBatteryModel *model)
{
  GhStore *store = &site->stores[model->store];

  store->charge_limit_count = store->discharge_limit_count = 0;
  g_clear_pointer (&store->charge_cap_kw, g_free);
  g_clear_pointer (&store->discharge_cap_kw, g_free);
}

/* What the same plan would cost if the batteries had no limits, the warranty kept there, too; the
 * same where none is met. */
static gboolean
price_limits (Maker *maker, const GhPlan *plan, GError **error)
{
  const GhBatteryTask *task = maker->task;
  GhBatteryResult *result = maker->result, trial = *result;
  Maker trying = { task, &trial, maker->progress, maker->done };

  if (!meets_any_limit (maker, plan))
    return TRUE;
  begin_trial (&trying, result->site);
  lift_limits (trial.site, task->model);
  for (guint i = 0; i < task->other_count; i++)
    lift_limits (trial.site, task->others[i].model);
  g_autoptr (GhPlan) other = solve_within_warranty (&trying, error);
  if (other != NULL && has_powers (other))
    {
      take_off_warranty_price (&trying, other);
      result->limits_cost = plan->objective - other->objective;
    }
  gh_battery_result_clear (&trial);
  return other != NULL;
}

/* The first plan: at prices of ageing, or at fixed prices. */
static GhPlan *
solve_first (Maker *maker, GError **error)
{
  const GhBatteryTask *task = maker->task;
  GhBatteryResult *result = maker->result;
  GhBatteryPrices prices;
  GhPlan *plan;

  gh_battery_prices_begin (&prices, task);
  if (prices.count > 0 && task->check && task->explain && !solve_unpriced (maker, &prices, error))
    return NULL;
  plan = prices.count > 0 ? solve_priced (maker, &prices, error)
                          : solve (maker, result->site, error);
  result->is_priced = task->model->wear == GH_WEAR_AGEING;
  result->price = result->is_priced
                      ? prices.batteries[0].kept
                      : (GhAgeingPrice){ .wear_per_kwh = store_of (maker)->wear_per_kwh };
  if (plan != NULL && has_powers (plan))
    measure (maker, plan);
  return plan;
}

static void
limit_store (const Maker *maker, const GhBatteryModel *model, const GhAgeingState *age)
{
  const GhAgeingLaw *law = model->cell->ageing;

  if (!model->limit_power)
    return;
  g_autoptr (GhPack) pack = gh_battery_model_new_pack (model, gh_ageing_state_get_soh (law, age),
                                                       gh_ageing_state_get_resistance (law, age));
  gh_battery_model_limit_store (model, pack, &maker->result->site->stores[model->store]);
}

/**
 * gh_battery_plan_solve:
 * @task: what to plan
 * @result: (out): what the plan does to the battery and how it goes on the circuit; clear with
 *   gh_battery_result_clear()
 * @progress: (nullable): polled
 * @error: set when stopped or when planning fails
 *
 * Plans a site with its batteries as they are: within the power that the cells take and give, at
 * prices of wear that follow from the ageing of the cell where the model asks for that, within the
 * share of the warranty where that is to be kept; then runs the plan on the two-RC circuit of the
 * battery that the task is about minute by minute. Where that cannot follow, the power of the steps
 * is limited to what it could do and the plan made anew, at most #GH_BATTERY_CHECK_ROUNDS times.
 *
 * Returns: (transfer full) (nullable): the plan, which may be infeasible; %NULL on error
 */
GhPlan *
gh_battery_plan_solve (const GhBatteryTask *task, GhBatteryResult *result,
                       const GhProgress *progress, GError **error)
{
  Maker maker = { task, result, progress, 0.0 };

  *result = (GhBatteryResult){ .site = gh_site_copy (task->site), .unpriced_objective = NAN };
  limit_store (&maker, task->model, task->age);
  for (guint i = 0; i < task->other_count; i++)
    limit_store (&maker, task->others[i].model, &task->others[i].age);
  GhPlan *plan = solve_first (&maker, error);
  if (plan == NULL || !has_powers (plan))
    return plan;
  plan = keep_warranty (&maker, plan, error);
  if (plan != NULL && has_powers (plan) && task->check)
    plan = follow_circuit (&maker, plan, error);
  if (plan != NULL && has_powers (plan))
    take_off_warranty_price (&maker, plan);
  if (plan != NULL && has_powers (plan) && task->check && task->explain
      && !price_limits (&maker, plan, error))
    g_clear_pointer (&plan, gh_plan_free);
  return plan;
}

/**
 * gh_battery_result_clear:
 * @result: a result
 *
 * Frees what it owns.
 */
void
gh_battery_result_clear (GhBatteryResult *result)
{
  g_clear_pointer (&result->site, gh_site_free);
  gh_circuit_report_clear (&result->report);
  *result = (GhBatteryResult){ 0 };
}
