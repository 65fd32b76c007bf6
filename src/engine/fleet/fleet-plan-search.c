/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/fleet-plan-search.h"

#include <math.h>

#include "words.h"

/* How near prices stay to the best so far at first, how near at most, and how fast that changes. */
#define FIRST_STAY 0.5
#define MOST_STAY 0.97
#define STAY_STEP 0.15
#define MOST_ROUNDS 400
/* Shares of schedules, and energies beyond limits as a share of what each vehicle can take in a
 * step, that are rounding. */
#define LEAST_WEIGHT 1e-9
#define LEAST_EXCESS 1e-7
/* Vehicles of a sample, and how many times as many there are at least for there to be one; prices
 * of the sample at which all are planned. */
#define SAMPLE 640
#define LEAST_STRIDE 3
#define MOST_FOUND 16
/* Prices of another plan of the site that are tried at most: more take as many rounds as they save
 * where vehicles may do much more than in that. */
#define MOST_BEGUN 4
/* How fast the progress approaches its end, and shares of the progress. */
#define ROUND_SHARE 0.06
#define BEGIN_SHARE 0.4
#define SAMPLE_SHARE 0.4

typedef struct
{
  GhFleetSearch *result;
  const GhSite *site;
  const GhFleetMeter *meter;
  const GhFleetBlocks *blocks;
  GhFleetMaster *master;
  gsize steps;
  double constant; /* charged away */
  const GhFleetGoal *goal;
  guint stride;
  double stay;
} Search;

static const GhFleetDuals *
duals_at (const GhFleetSearch *result, guint i)
{
  return &g_array_index (result->duals, GhFleetDuals, i);
}

static double
get_gap (const Search *search)
{
  const GhFleetSearch *result = search->result;
  double cost = search->stride == 1 ? search->goal->known_cost : INFINITY;

  if (result->has_mixture)
    cost = MIN (cost, result->mixture.objective);
  if (!isfinite (cost) || !isfinite (result->bound))
    return INFINITY;
  return (cost - result->bound) / MAX (fabs (cost), search->goal->least_scale);
}

/* What a kWh costs while vehicles do nothing. */
static GhFleetDuals
get_first_duals (const Search *search)
{
  GhFleetDuals duals = { g_new0 (GhPowerPrice, search->steps), 0.0 };

  for (gsize t = 0; t < search->steps; t++)
    duals.prices[t].per_kwh = gh_fleet_meter_get_slope (search->meter, t, 0.0);
  for (guint i = 0; i < gh_fleet_meter_get_charge_count (search->meter); i++)
    duals.floor_cost += search->site->demand_charges[i].price_per_kw
                        * MAX (search->site->demand_charges[i].floor_kw, 0.0);
  return duals;
}

static GhFleetDuals
copy_duals (const GhFleetDuals *duals, gsize steps)
{
  return (GhFleetDuals){ g_memdup2 (duals->prices, steps * sizeof (GhPowerPrice)),
                         duals->floor_cost };
}

static double
mix (double stay, double kept, double other)
{
  return stay * kept + (1.0 - stay) * other;
}

/* Prices between the best so far and those of the mixture. */
static GhFleetDuals
get_next_duals (const Search *search)
{
  const GhFleetDuals *best = duals_at (search->result, search->result->best);
  const GhFleetDuals *other = &search->result->mixture.duals;
  GhFleetDuals duals = { g_new0 (GhPowerPrice, search->steps),
                         mix (search->stay, best->floor_cost, other->floor_cost) };

  for (gsize t = 0; t < search->steps; t++)
    duals.prices[t] = (GhPowerPrice){
      mix (search->stay, best->prices[t].per_kwh, other->prices[t].per_kwh),
      mix (search->stay, best->prices[t].discharge_per_kwh, other->prices[t].discharge_per_kwh),
      mix (search->stay, best->prices[t].import_per_kwh, other->prices[t].import_per_kwh),
    };
  return duals;
}

/* What the last round's choices would be worth at other prices: no bound, but on which side of the
 * last prices better ones are. */
static double
value_choices (const Search *search, guint first_column, const GhFleetDuals *chosen_at,
               const GhFleetDuals *duals)
{
  double value = duals->floor_cost + search->constant;

  for (gsize t = 0; t < search->steps; t++)
    value += gh_fleet_meter_get_cost_at (
        search->meter, t, gh_fleet_meter_get_choice (search->meter, t, &chosen_at->prices[t]),
        &duals->prices[t]);
  for (guint c = first_column; c < search->result->columns->len; c++)
    {
      const GhFleetColumn *column = g_ptr_array_index (search->result->columns, c);
      value += column->cost;
      for (gsize t = 0; t < search->steps; t++)
        value += duals->prices[t].per_kwh * column->taken_kwh[t]
                 + (column->discharged_kwh != NULL
                        ? duals->prices[t].discharge_per_kwh * column->discharged_kwh[t]
                        : 0.0);
    }
  return value;
}

/* Stays nearer to the best prices where the last ones went too far, and less near where not
 * (Pessoa, Sadykov, Uchoa, Vanderbeck 2018, Automation and combination of linear-programming based
 * stabilization techniques in column generation). */
static void
adapt_stay (Search *search, guint first_column)
{
  const GhFleetDuals *last = duals_at (search->result, search->result->duals->len - 1);

  if (!search->result->has_mixture)
    return;
  if (value_choices (search, first_column, last, &search->result->mixture.duals)
      > value_choices (search, first_column, last, last))
    search->stay = MAX (0.0, search->stay - STAY_STEP * MAX (search->stay, 1.0 - search->stay));
  else
    search->stay = MIN (MOST_STAY, search->stay + STAY_STEP * (1.0 - search->stay));
}

/* Plans all vehicles at the newest prices: columns for the program, and a bound. */
static gboolean
price_vehicles (Search *search, const GhProgress *progress, GError **error)
{
  GhFleetSearch *result = search->result;
  guint round = result->duals->len - 1, first = result->columns->len;
  const GhFleetDuals *duals = duals_at (result, round);

  if (!gh_fleet_blocks_price (search->blocks, duals->prices, search->stride, round, result->columns,
                              result->blocked, progress, error))
    return FALSE;
  double bound = gh_fleet_meter_get_least_cost (search->meter, duals->prices) + duals->floor_cost
                 + search->constant;
  for (guint c = first; c < result->columns->len; c++)
    {
      const GhFleetColumn *column = g_ptr_array_index (result->columns, c);
      gh_fleet_master_add_column (search->master, column);
      bound += column->bound;
    }
  for (gsize t = 0; gh_fleet_meter_is_curved (search->meter) && t < search->steps; t++)
    gh_fleet_master_add_knot (search->master, t,
                              gh_fleet_meter_get_choice (search->meter, t, &duals->prices[t]));
  if (bound > result->bound)
    {
      result->bound = bound;
      result->best = round;
    }
  adapt_stay (search, first);
  return TRUE;
}

static gboolean
tell_gap (const Search *search, const GhProgress *progress, GError **error)
{
  g_autofree char *message = NULL;

  if (search->stride == 1 && isfinite (get_gap (search)))
    message = g_strdup_printf (_ ("at most %.3g %% above the best plan"),
                               100.0 * MAX (get_gap (search), 0.0));
  return gh_progress_step (progress, 0.0, message, error);
}

static void
note_round (Search *search)
{
  GhFleetSearch *result = search->result;
  GhFleetRound round = { result->bound, INFINITY };

  if (gh_fleet_search_keeps_limits (result))
    round.cost = result->mixture.objective;
  g_array_append_val (result->rounds, round);
}

/* Asks whether to stop, and leaves what is said to the caller. */
static gboolean
ask_quietly (double fraction, const char *message, gpointer data)
{
  (void) fraction;
  (void) message;
  return gh_progress_step (data, 1.0, NULL, NULL);
}

static gboolean
remix (Search *search, const GhProgress *progress, GError **error)
{
  GhFleetSearch *result = search->result;
  GhProgress quiet = { ask_quietly, (gpointer) progress, 0.0, 1.0 };
  GhFleetMixture mixture;

  if (!gh_fleet_master_solve (search->master, &mixture, &quiet, error))
    return FALSE;
  mixture.objective += search->constant;
  gh_fleet_mixture_clear (&result->mixture);
  result->mixture = mixture;
  result->has_mixture = TRUE;
  note_round (search);
  return TRUE;
}

/* Plans at some prices, which are taken over, and mixes what is known then. */
static gboolean
run_round (Search *search, GhFleetDuals duals, const GhProgress *progress, GError **error)
{
  g_array_append_val (search->result->duals, duals);
  return tell_gap (search, progress, error) && price_vehicles (search, progress, error)
         && (search->result->blocked->len > 0 || remix (search, progress, error));
}

/* Where it pays to go beyond the limits at what that costs so far, it is to cost more. */
static gboolean
insist_on_limits (Search *search)
{
  return !gh_fleet_search_keeps_limits (search->result)
         && gh_fleet_master_raise_excess (search->master);
}

/* The gap is closed, by a mixture only where that keeps the limits. */
static gboolean
is_done (Search *search)
{
  double known = search->stride == 1 ? search->goal->known_cost : INFINITY;

  return get_gap (search) <= search->goal->good_gap
         && (known <= search->result->mixture.objective || !insist_on_limits (search));
}

static gboolean
run_rounds (Search *search, const GhProgress *progress, GError **error)
{
  GhFleetSearch *result = search->result;
  double done = 0.0;

  while (result->rounds->len < MOST_ROUNDS && result->blocked->len == 0 && !is_done (search))
    {
      double next = done + ROUND_SHARE * (1.0 - done);
      GhProgress part = gh_progress_part (progress, done, next);
      GhFleetDuals duals = result->has_mixture ? get_next_duals (search) : get_first_duals (search);
      if (!run_round (search, duals, &part, error))
        return FALSE;
      done = next;
    }
  return TRUE;
}

static void
clear_duals (gpointer data)
{
  g_free (((GhFleetDuals *) data)->prices);
}

static GArray *
new_duals (void)
{
  GArray *duals = g_array_new (FALSE, FALSE, sizeof (GhFleetDuals));

  g_array_set_clear_func (duals, clear_duals);
  return duals;
}

/* Starts a search with nothing found yet. */
static void
search_init (Search *search, GhFleetSearch *result, const Search *like, guint stride)
{
  *search = *like;
  search->result = result;
  search->stride = stride;
  search->stay = FIRST_STAY;
  search->master = gh_fleet_master_new (
      like->site, like->meter, gh_fleet_blocks_get_count (like->blocks), like->goal->good_gap);
  *result = (GhFleetSearch){ .rounds = g_array_new (FALSE, FALSE, sizeof (GhFleetRound)),
                             .columns = g_ptr_array_new_with_free_func (
                                 (GDestroyNotify) gh_fleet_column_free),
                             .duals = new_duals (),
                             .steps = like->steps,
                             .blocked = g_array_new (FALSE, FALSE, sizeof (GhFleetBlocked)),
                             .bound = -INFINITY };
}

/* Prices of a search at which schedules of its mixture were found, as a list of how much of it. */
static double *
sum_weights (const GhFleetSearch *found)
{
  double *weights = g_new0 (double, found->duals->len);

  for (guint c = 0; c < found->mixture.count; c++)
    {
      const GhFleetColumn *column = g_ptr_array_index (found->columns, c);
      weights[column->round] += found->mixture.weights[c];
    }
  return weights;
}

static guint
find_greatest (const double *numbers, guint count)
{
  guint greatest = 0;

  for (guint i = 1; i < count; i++)
    if (numbers[i] > numbers[greatest])
      greatest = i;
  return greatest;
}

/* The best prices, and those of which most of the mixture came. */
static GArray *
take_duals (const GhFleetSearch *self, guint most)
{
  g_autofree double *weights = sum_weights (self);
  guint count = MIN (most, self->duals->len);
  GArray *taken = new_duals ();

  if (count > 0)
    weights[self->best] = INFINITY;
  for (guint i = 0; i < count; i++)
    {
      guint greatest = find_greatest (weights, self->duals->len);
      GhFleetDuals duals = copy_duals (duals_at (self, greatest), self->steps);
      weights[greatest] = -1.0;
      g_array_append_val (taken, duals);
    }
  return taken;
}

/**
 * gh_fleet_search_take_duals:
 * @self: what was found
 *
 * Prices with which a search like it does well to begin: the best, and those of which most of its
 * mixture came.
 *
 * Returns: (transfer full) (element-type GhFleetDuals): a few, the best first
 */
GArray *
gh_fleet_search_take_duals (const GhFleetSearch *self)
{
  return take_duals (self, MOST_BEGUN);
}

/* Plans all vehicles at prices that served others, as long as that is worth it. */
static gboolean
run_found (Search *search, const GArray *found, const GhProgress *progress, GError **error)
{
  for (guint i = 0; i < found->len && search->result->blocked->len == 0 && !is_done (search); i++)
    {
      GhProgress part
          = gh_progress_part (progress, (double) i / found->len, (i + 1.0) / found->len);
      GhFleetDuals duals = copy_duals (&g_array_index (found, GhFleetDuals, i), search->steps);
      if (!run_round (search, duals, &part, error))
        return FALSE;
    }
  return TRUE;
}

/* Finds prices for a sample of a large fleet, and begins with these. */
static gboolean
begin_with_sample (Search *search, const GhProgress *progress, GError **error)
{
  guint stride = gh_fleet_blocks_get_kinds (search->blocks) / SAMPLE;
  GhProgress sampling = gh_progress_part (progress, 0.0, SAMPLE_SHARE);
  GhProgress planning = gh_progress_part (progress, SAMPLE_SHARE, 1.0);
  GhFleetSearch found;
  Search sample;

  if (stride < LEAST_STRIDE)
    return TRUE;
  search_init (&sample, &found, search, stride);
  gboolean going = run_rounds (&sample, &sampling, error);
  if (going && found.blocked->len == 0)
    {
      g_autoptr (GArray) duals = take_duals (&found, MOST_FOUND);
      going = run_found (search, duals, &planning, error);
    }
  if (found.blocked->len > 0)
    g_array_append_vals (search->result->blocked, found.blocked->data, found.blocked->len);
  gh_fleet_master_free (sample.master);
  gh_fleet_search_clear (&found);
  return going;
}

/* Begins with prices that are known, or else found for a sample. */
static gboolean
begin (Search *search, const GhProgress *progress, GError **error)
{
  if (search->goal->begin != NULL && search->goal->begin->len > 0)
    return run_found (search, search->goal->begin, progress, error);
  return begin_with_sample (search, progress, error);
}

/**
 * gh_fleet_search_run:
 * @self: (out caller-allocates): what was found, also where it fails; clear with
 *   gh_fleet_search_clear()
 * @site: a site of several stores that each can be planned alone
 * @meter: its meter
 * @blocks: its vehicles
 * @goal: when it ends, and what it begins with
 * @progress: (nullable): polled; told the gap while it closes
 * @error: set when stopped
 *
 * Finds prices of the meter and a mixture of what blocks of vehicles do at prices (Dantzig and
 * Wolfe 1960, Decomposition principle for linear programs). Each round plans every vehicle at
 * prices, which bounds the cost of any plan from below (Lagrange), and mixes anew. Prices are taken
 * between the best so far and those of the mixture, which alone would swing. It begins with prices
 * that are known to be good, a large fleet with those that are found for a sample of it. Where a
 * plan that is known closes the gap, the mixture need not keep the limits.
 *
 * Returns: %FALSE when stopped or where the solver fails
 */
gboolean
gh_fleet_search_run (GhFleetSearch *self, const GhSite *site, const GhFleetMeter *meter,
                     const GhFleetBlocks *blocks, const GhFleetGoal *goal,
                     const GhProgress *progress, GError **error)
{
  GhProgress beginning = gh_progress_part (progress, 0.0, BEGIN_SHARE);
  GhProgress rest = gh_progress_part (progress, BEGIN_SHARE, 1.0);
  Search like = { .site = site,
                  .meter = meter,
                  .blocks = blocks,
                  .steps = gh_time_axis_get_count (site->axis),
                  .goal = goal };
  Search search;

  for (guint s = 0; s < site->store_count; s++)
    like.constant += site->stores[s].away_kwh * site->stores[s].away_price_per_kwh;
  search_init (&search, self, &like, 1);
  gboolean going = begin (&search, &beginning, error) && run_rounds (&search, &rest, error);
  gh_fleet_master_free (search.master);
  return going;
}

/**
 * gh_fleet_search_keeps_limits:
 * @self: what was found
 *
 * Returns: whether there is a mixture that keeps all limits
 */
gboolean
gh_fleet_search_keeps_limits (const GhFleetSearch *self)
{
  return self->has_mixture && self->mixture.total_excess_kwh <= LEAST_EXCESS * self->columns->len;
}

/* Of each block, prices and weights of the schedules that are mixed. */
static GArray **
new_shares (const GhFleetSearch *self, guint blocks)
{
  GArray **shares = g_new (GArray *, blocks);
  g_autofree double *sums = g_new0 (double, blocks);

  for (guint b = 0; b < blocks; b++)
    shares[b] = g_array_new (FALSE, FALSE, sizeof (GhFleetShare));
  for (guint c = 0; c < self->mixture.count; c++)
    {
      const GhFleetColumn *column = g_ptr_array_index (self->columns, c);
      GhFleetShare share = { duals_at (self, column->round)->prices, self->mixture.weights[c] };
      if (share.weight <= LEAST_WEIGHT)
        continue;
      sums[column->block] += share.weight;
      g_array_append_val (shares[column->block], share);
    }
  for (guint b = 0; b < blocks; b++)
    for (guint i = 0; i < shares[b]->len; i++)
      g_array_index (shares[b], GhFleetShare, i).weight /= sums[b];
  return shares;
}

/**
 * gh_fleet_search_mix:
 * @self: what was found; it has a mixture
 * @blocks: the vehicles
 * @plan: (inout): powers and energies of all stores are set
 * @progress: (nullable): polled
 * @error: set when stopped
 *
 * Gives each vehicle its schedule in the mixture, as gh_fleet_blocks_mix() does.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_fleet_search_mix (const GhFleetSearch *self, const GhFleetBlocks *blocks, GhPlan *plan,
                     const GhProgress *progress, GError **error)
{
  guint count = gh_fleet_blocks_get_count (blocks);
  GArray **shares = new_shares (self, count);
  gboolean done = gh_fleet_blocks_mix (blocks, shares, plan, progress, error);

  for (guint b = 0; b < count; b++)
    g_array_unref (shares[b]);
  g_free (shares);
  return done;
}

/**
 * gh_fleet_search_clear:
 * @self: what was found
 *
 * Frees its memory.
 */
void
gh_fleet_search_clear (GhFleetSearch *self)
{
  g_clear_pointer (&self->rounds, g_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->duals, g_array_unref);
  g_clear_pointer (&self->blocked, g_array_unref);
  gh_fleet_mixture_clear (&self->mixture);
}
