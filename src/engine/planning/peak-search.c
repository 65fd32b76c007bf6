/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/peak-search.h"

#include <float.h>
#include <math.h>

#include "errors.h"
#include "planning/peak-master.h"
#include "words.h"

/* The gap that is good enough, as a share of the bill. */
#define GOOD_GAP 5e-6
/* Passes at most, bounds that may be looked for, and those in a row that may find nothing: where
 * steps are not convex a gap may stay. */
#define MOST_PASSES 120
#define MOST_BOUNDS 12
#define MOST_IDLE_BOUNDS 2
/* Steps from which a plan that is not convex is done with halving and one bound. */
#define LONG_STEPS 5000
/* Where the next peaks are tried, between the best so far (0) and those of the master (1): where
 * cuts count as one, and by block. */
#define STEP 0.5
#define BLOCK_STEP 0.7
/* How far from the hinted peaks the first ones are tried after them, and how much farther each
 * time. */
#define HINT_REACH_KW 0.2
#define REACH_GROWS 3.0
/* Of the good gap, what the master may leave: its bound is about to be that of the proof. */
#define MASTER_SHARE 0.5
#define BLOCK_SHARE 0.8
/* Cuts from which on the master by block leads. */
#define FIRST_CUTS 5
/* Share of what is still to come of the progress that one pass takes. */
#define PASS_SHARE 0.06
/* Where in the progress the last plan begins. */
#define FINISH_SHARE 0.9
#define NO_CUT G_MAXUINT

/* One peak's range: at @least_kw a kW more is worth more than it is charged, at @most_kw less. */
typedef struct
{
  const GhDemandCharge *charge;
  double least_kw;
  double most_kw;
  guint below; /* cuts of the ends of the range, or NO_CUT */
  guint above;
} Peak;

typedef struct
{
  const GhSite *site;
  GhSite *plain; /* (owned): without demand charges */
  GhSite *inner; /* (owned): and with surcharges */
  GhPeakPass pass;
  gpointer data;
  gsize steps;
  double hours;
  guint count;
  GhPeakBlocks blocks;
  Peak *peaks;     /* (owned) (array length=count) */
  double *try_kw;  /* (owned) (array length=count): peaks of the next pass */
  double *best_kw; /* (owned) (array length=count): peaks of the best plan */
  double *weights; /* (owned) (nullable) (array length=cuts*count): in the master's solution */
  double *per_kw;  /* (owned) (array length=steps): mixed multipliers */
  GArray *cuts;    /* (owned) (element-type GhPeakCut) */
  GhPlan *best;    /* (owned) (nullable) */
  double lower_bound;
  gboolean by_block;  /* cuts count block by block: all is convex, as far as passes told */
  const GArray *hint; /* (nullable) (element-type double): peaks of a plan like this one */
  double reach_kw;    /* that the next peaks may be from the best */
  double step;        /* from the best peaks (0) to those of the master (1) that are tried next */
  gboolean is_long;   /* and not convex: each pass takes its time and proves little */
} Search;

static void
clear_search (Search *search)
{
  g_free (search->peaks);
  g_free (search->try_kw);
  g_free (search->best_kw);
  g_free (search->weights);
  g_free (search->per_kw);
  gh_peak_blocks_clear (&search->blocks);
  g_array_unref (search->cuts);
  gh_site_free (search->plain);
  gh_site_free (search->inner);
}

static void
init_search (Search *search)
{
  const GhSite *site = search->site;

  search->steps = gh_time_axis_get_count (site->axis);
  search->hours = gh_time_axis_get_step_hours (site->axis);
  search->count = site->demand_charge_count;
  search->peaks = g_new0 (Peak, search->count);
  search->try_kw = g_new0 (double, search->count);
  search->best_kw = g_new0 (double, search->count);
  search->per_kw = g_new0 (double, search->steps);
  search->by_block = TRUE;
  search->step = BLOCK_STEP;
  search->reach_kw = INFINITY;
  gh_peak_blocks_init (&search->blocks, site);
  search->cuts = g_array_new (FALSE, FALSE, sizeof (GhPeakCut));
  g_array_set_clear_func (search->cuts, gh_peak_cut_clear);
  search->lower_bound = -INFINITY;
  for (guint i = 0; i < search->count; i++)
    {
      Peak *peak = &search->peaks[i];
      peak->charge = &site->demand_charges[i];
      peak->least_kw = MAX (0.0, peak->charge->floor_kw);
      peak->below = peak->above = NO_CUT;
    }
  search->plain = gh_site_copy (site);
  gh_site_clear_demand_charges (search->plain);
  search->inner = gh_site_copy (search->plain);
}

/* Import above a peak costs as much in every step as it would once: then no plan that is best has
 * a lower peak, and there is always one. */
static void
set_surcharges (Search *search)
{
  for (guint i = 0; i < search->count; i++)
    {
      const Peak *peak = &search->peaks[i];
      GhImportSurcharge *surcharge = &search->inner->surcharges[search->blocks.layer[i]];
      for (gsize t = 0; t < search->steps; t++)
        if (peak->charge->applies[t])
          {
            surcharge->above_kw[t] = search->try_kw[i];
            surcharge->price_per_kwh[t] = peak->charge->price_per_kw / search->hours;
          }
    }
}

/* Counts a plan of the inner site at the true charges and keeps it where it is the best so far. */
static void
keep_best (Search *search, GhPlan *plan)
{
  plan->objective += gh_site_get_demand_cost (search->site, plan->grid_kw)
                     - gh_peak_surcharge_cost (search->inner, plan->grid_kw);
  if (search->best != NULL && plan->objective >= search->best->objective)
    {
      gh_plan_free (plan);
      return;
    }
  gh_plan_free (search->best);
  search->best = plan;
  for (guint i = 0; i < search->count; i++)
    search->best_kw[i]
        = gh_demand_charge_get_peak_kw (search->peaks[i].charge, plan->grid_kw, search->steps);
}

/* Cuts count as one from now on, and what the master said of blocks does not. */
static void
leave_blocks (Search *search)
{
  if (search->by_block)
    g_clear_pointer (&search->weights, g_free);
  search->by_block = FALSE;
  search->step = STEP;
}

/* Notes what a pass says. Returns the cut's index. */
static guint
note_plan (Search *search, const GhPlan *plan)
{
  GhPeakCut cut = gh_peak_cut_read (search->site, &search->blocks, search->plain, search->inner,
                                    search->try_kw, plan);
  double gap = plan->objective - plan->lower_bound;

  if (gap > 1e-9 * MAX (1.0, fabs (plan->objective)))
    {
      search->is_long = search->steps > LONG_STEPS;
      leave_blocks (search);
    }
  g_array_append_val (search->cuts, cut);
  return search->cuts->len - 1;
}

/* Halves the range of each peak by what a cut says. */
static void
narrow_ranges (Search *search, guint index)
{
  const GhPeakCut *cut = &g_array_index (search->cuts, GhPeakCut, index);

  for (guint i = 0; i < search->count; i++)
    {
      Peak *peak = &search->peaks[i];
      if (cut->sums[i] > peak->charge->price_per_kw * (1.0 + 1e-12))
        {
          peak->least_kw = cut->peaks_kw[i];
          peak->below = index;
        }
      else
        {
          peak->most_kw = cut->peaks_kw[i];
          peak->above = index;
        }
    }
}

static void
try_middles (Search *search)
{
  for (guint i = 0; i < search->count; i++)
    search->try_kw[i] = 0.5 * (search->peaks[i].least_kw + search->peaks[i].most_kw);
}

/* Mixes the multipliers at both ends of each range so that they add up to the charge. Returns what
 * is left of the charges for their floors. */
static double
mix_ranges (Search *search)
{
  double left = 0.0;

  for (guint i = 0; i < search->count; i++)
    {
      const Peak *peak = &search->peaks[i];
      const GhPeakCut *below
          = peak->below != NO_CUT ? &g_array_index (search->cuts, GhPeakCut, peak->below) : NULL;
      const GhPeakCut *above
          = peak->above != NO_CUT ? &g_array_index (search->cuts, GhPeakCut, peak->above) : NULL;
      double price = peak->charge->price_per_kw, high = below != NULL ? below->sums[i] : 0.0;
      double low = above != NULL ? above->sums[i] : 0.0;
      double share = high > low ? CLAMP ((price - low) / (high - low), 0.0, 1.0) : 0.0;
      if (below != NULL)
        gh_peak_cut_mix (below, (gint) i, share, search->per_kw);
      if (above != NULL)
        gh_peak_cut_mix (above, (gint) i, 1.0 - share, search->per_kw);
      left += (price - share * high - (1.0 - share) * low) * MAX (0.0, peak->charge->floor_kw);
    }
  return left;
}

/* Mixes the multipliers of all cuts as the master does. */
static double
mix_cuts (Search *search)
{
  double left = 0.0;

  for (guint i = 0; i < search->count; i++)
    {
      double sum = 0.0;
      for (guint k = 0; k < search->cuts->len; k++)
        sum += search->weights[k * search->count + i]
               * g_array_index (search->cuts, GhPeakCut, k).sums[i];
      /* Rounding, or an end of the range: more than the charge would be no bound. */
      double price = search->peaks[i].charge->price_per_kw;
      double scale = sum > price ? price / sum : 1.0;
      for (guint k = 0; k < search->cuts->len; k++)
        gh_peak_cut_mix (&g_array_index (search->cuts, GhPeakCut, k), (gint) i,
                         scale * search->weights[k * search->count + i], search->per_kw);
      left += (price - scale * sum) * MAX (0.0, search->peaks[i].charge->floor_kw);
    }
  return left;
}

/* Plans with the mixed multipliers as prices of import: what that costs, no plan can cost less (the
 * Lagrangian bound), convex or not. */
static gboolean
run_priced (Search *search, double *bound, const GhProgress *progress, GError **error)
{
  GhImportSurcharge *first = &search->inner->surcharges[0];

  for (guint k = 0; k < search->blocks.layers; k++)
    for (gsize t = 0; t < search->steps; t++)
      search->inner->surcharges[k].above_kw[t] = INFINITY;
  for (gsize t = 0; t < search->steps; t++)
    if (search->per_kw[t] > 0.0)
      {
        first->above_kw[t] = 0.0;
        first->price_per_kwh[t] = search->per_kw[t] / search->hours;
      }
  GhPlan *plan = search->pass (search->inner, search->data, TRUE, progress, error);
  if (plan == NULL)
    return FALSE;
  *bound = plan->lower_bound;
  keep_best (search, plan);
  return TRUE;
}

static void
clear_mixture (Search *search)
{
  for (gsize t = 0; t < search->steps; t++)
    search->per_kw[t] = 0.0;
}

static gboolean
find_bound (Search *search, const GhProgress *progress, GError **error)
{
  double bound = -INFINITY;

  clear_mixture (search);
  double left = search->weights != NULL ? mix_cuts (search) : mix_ranges (search);
  if (!run_priced (search, &bound, progress, error))
    return FALSE;
  search->lower_bound = MAX (search->lower_bound, bound + left);
  return TRUE;
}

/* Proves the cuts that the master leans on: what a pass says of the peaks is only sure where its
 * multipliers are, which steps that are not convex and limits of the battery can spoil. */
static gboolean
prove_cuts (Search *search, const GhProgress *progress, GError **error)
{
  for (guint k = 0; search->weights != NULL && k < search->cuts->len; k++)
    {
      GhPeakCut *cut = &g_array_index (search->cuts, GhPeakCut, k);
      if (cut->is_proven || search->weights[k * search->count] < 1e-9)
        continue;
      clear_mixture (search);
      gh_peak_cut_mix (cut, -1, 1.0, search->per_kw);
      if (!run_priced (search, &cut->cost, progress, error))
        return FALSE;
      for (guint i = 0; i < search->count; i++)
        cut->cost -= cut->sums[i] * cut->peaks_kw[i];
      cut->is_proven = TRUE;
    }
  return TRUE;
}

/* Where to try next, and what the cuts say no plan can be below. */
static gboolean
solve_master (Search *search, double *bound, GError **error)
{
  const GhPeakMaster master = { search->site, &search->blocks, search->cuts, search->by_block };

  return gh_peak_master_solve (&master, search->try_kw, &search->weights, bound, error);
}

/* Far from all cuts, as at first after a hint, the master means little. */
static void
step_to_master (Search *search)
{
  for (guint i = 0; i < search->count; i++)
    {
      double step_kw = search->step * (search->try_kw[i] - search->best_kw[i]);
      search->try_kw[i] = search->best_kw[i] + CLAMP (step_kw, -search->reach_kw, search->reach_kw);
    }
  search->reach_kw *= REACH_GROWS;
}

static void
try_hint (Search *search)
{
  for (guint i = 0; i < search->count; i++)
    search->try_kw[i] = g_array_index (search->hint, double, i);
  search->reach_kw = HINT_REACH_KW;
}

static double
good_gap (const Search *search)
{
  return GOOD_GAP * MAX (fabs (search->best->objective), 1e-3);
}

static gboolean
is_good (const Search *search)
{
  return search->best->objective - search->lower_bound <= good_gap (search);
}

/* The money that what is left of the ranges is about. */
static double
width_of_ranges (const Search *search)
{
  double money = 0.0;

  for (guint i = 0; i < search->count; i++)
    money += search->peaks[i].charge->price_per_kw
             * (search->peaks[i].most_kw - search->peaks[i].least_kw);
  return money;
}

/* Plans with the peaks that are to be tried, and notes what that says. */
static gboolean
run_pass (Search *search, const GhProgress *progress, guint *cut, GError **error)
{
  set_surcharges (search);
  GhPlan *plan = search->pass (search->inner, search->data, TRUE, progress, error);

  if (plan == NULL)
    return FALSE;
  *cut = note_plan (search, plan);
  keep_best (search, plan);
  return TRUE;
}

/* The first plan knows of no peaks; where each is a matter of its own none is higher in the best.
 */
static gboolean
begin_search (Search *search, const GhProgress *progress, GError **error)
{
  GhPlan *plan = search->pass (search->inner, search->data, TRUE, progress, error);

  if (plan == NULL)
    return FALSE;
  search->lower_bound = plan->lower_bound;
  for (guint i = 0; plan->grid_kw != NULL && i < search->count; i++)
    {
      Peak *peak = &search->peaks[i];
      search->lower_bound += peak->charge->price_per_kw * peak->least_kw;
      peak->most_kw = gh_demand_charge_get_peak_kw (peak->charge, plan->grid_kw, search->steps);
      search->try_kw[i] = peak->most_kw;
    }
  if (plan->grid_kw == NULL)
    search->best = plan;
  else
    {
      note_plan (search, plan);
      keep_best (search, plan);
    }
  for (guint k = 0; k < search->blocks.layers; k++)
    gh_site_add_surcharge (search->inner);
  return TRUE;
}

/* What the search does next. */
typedef enum
{
  HALVE,
  TRY_HINT,
  FOLLOW_MASTER,
  BOUND
} Action;

/* Cuts by block begin with halves, as there is nothing to tell from slopes of so far away, and go
 * on with the master. What is not convex is halved to the end, which is enough where each peak is a
 * matter of its own month. The master goes on until it says that there is little left, or learns no
 * more even where it says itself. */
static Action
choose_action (Search *search, guint bounds, double master, double learned)
{
  double left = search->best->objective - master;
  gboolean is_idle = learned <= 1e-3 * left, was_far = search->step >= 1.0;

  if (!search->by_block && bounds == 0)
    return width_of_ranges (search) > 0.2 * good_gap (search) ? HALVE : BOUND;
  if (left <= (search->by_block ? BLOCK_SHARE : MASTER_SHARE) * good_gap (search))
    return BOUND;
  if (!search->by_block)
    return is_idle ? BOUND : FOLLOW_MASTER;
  if (search->hint != NULL && search->cuts->len == 1)
    return TRY_HINT;
  if (search->hint == NULL && search->cuts->len < FIRST_CUTS)
    return HALVE;
  search->step = is_idle ? 1.0 : BLOCK_STEP;
  return is_idle && was_far ? BOUND : FOLLOW_MASTER;
}

/* How far the best plan so far can be from the best there is. */
static gboolean
tell_gap (const Search *search, const GhProgress *progress, GError **error)
{
  double gap = search->best->objective - search->lower_bound;
  double scale = MAX (fabs (search->best->objective), DBL_MIN);
  g_autofree char *message
      = g_strdup_printf (_ ("at most %.3g %% above the best plan"), 100.0 * MAX (gap, 0.0) / scale);

  return gh_progress_step (progress, 0.0, message, error);
}

static gboolean
run_search (Search *search, const GhProgress *progress, GError **error)
{
  gboolean going = TRUE;
  guint bounds = 0, idle = 0;
  double done = PASS_SHARE, known = -INFINITY;

  for (guint i = 1; going && i < MOST_PASSES && bounds < (search->is_long ? 1 : MOST_BOUNDS)
                    && idle < MOST_IDLE_BOUNDS && !is_good (search);
       i++)
    {
      double gap = search->best->objective - search->lower_bound;
      GhProgress part = gh_progress_part (progress, done, done + PASS_SHARE * (1.0 - done));
      double master = -INFINITY;
      guint cut = 0;

      if (!tell_gap (search, &part, error))
        return FALSE;
      done += PASS_SHARE * (1.0 - done);
      if ((search->by_block || bounds > 0) && !solve_master (search, &master, error))
        return FALSE;
      /* What the last pass taught: a higher master, or a better plan. */
      double now = master - search->best->objective;
      Action action = choose_action (search, bounds, master, now - known);
      known = now;
      if (action == BOUND)
        {
          going = find_bound (search, &part, error);
          if (going && !is_good (search))
            leave_blocks (search);
          if (going && bounds > 0 && !is_good (search))
            going = prove_cuts (search, &part, error);
          bounds++;
          idle = search->best->objective - search->lower_bound < 0.97 * gap ? 0 : idle + 1;
          known = -INFINITY;
          continue;
        }
      if (action == HALVE)
        try_middles (search);
      else if (action == TRY_HINT)
        try_hint (search);
      else
        step_to_master (search);
      going = run_pass (search, &part, &cut, error);
      if (going && action == HALVE)
        narrow_ranges (search, cut);
    }
  return going;
}

/* Plans at the best peaks with all care: passes of the search may have left a gap. */
static gboolean
finish_search (Search *search, const GhProgress *progress, GError **error)
{
  for (guint i = 0; i < search->count; i++)
    search->try_kw[i] = search->best_kw[i];
  set_surcharges (search);
  GhPlan *plan = search->pass (search->inner, search->data, FALSE, progress, error);
  if (plan == NULL)
    return FALSE;
  keep_best (search, plan);
  return TRUE;
}

/**
 * gh_peak_search:
 * @site: a site with demand charges
 * @pass: plans a site once
 * @data: for @pass
 * @peaks_kw: (nullable) (inout) (element-type double): peaks of a plan of much the same site, where
 *   the search begins if there are as many as charges; replaced by those of the plan
 * @progress: (nullable): polled while planning
 * @error: set when stopped, or when more charges apply at once than #GH_SITE_SURCHARGES
 *
 * Plans a site whose highest imports are charged for. With the peaks given, import above them costs
 * more, and one pass of the kernel plans; it also tells what a kW more of each peak would be worth,
 * the sum of the multipliers of the steps that are at it, and what energy at the ends of the blocks
 * is worth (gh_peak_blocks_init()). A linear program over all that passes said tells which peaks to
 * try next (gh_peak_master_solve()), and how to mix their multipliers. Then one more pass, with
 * these as prices, gives a bound that no plan can be below (Lagrangian duality; Geoffrion 1974),
 * whatever the steps' costs: what lies between is the gap. Where steps are not convex what a pass
 * says of a block is not sure: there every range is halved by each pass, all at once, until a kW is
 * worth what it is charged, and the program comes after that, with cuts of all time together. Time:
 * some fifteen passes for peaks of months, ten after a good hint; more where not convex.
 *
 * Returns: (transfer full) (nullable): the plan, which may be infeasible; %NULL on error
 */
GhPlan *
gh_peak_search (const GhSite *site, GhPeakPass pass, gpointer data, GArray *peaks_kw,
                const GhProgress *progress, GError **error)
{
  Search search = { .site = site, .pass = pass, .data = data };
  GhProgress first = gh_progress_part (progress, 0.0, PASS_SHARE);
  gboolean done = TRUE;

  init_search (&search);
  if (peaks_kw != NULL && peaks_kw->len == search.count)
    search.hint = peaks_kw;
  if (search.blocks.layers > GH_SITE_SURCHARGES)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                   _ ("At most %d demand charges can apply at the same time."), GH_SITE_SURCHARGES);
      done = FALSE;
    }
  done = done && begin_search (&search, &first, error);
  if (done && search.best->grid_kw != NULL)
    {
      GhProgress rest = gh_progress_part (progress, 0.0, FINISH_SHARE);
      GhProgress last = gh_progress_part (progress, FINISH_SHARE, 1.0);
      done = run_search (&search, &rest, error)
             && (is_good (&search) || finish_search (&search, &last, error));
      search.best->lower_bound = MIN (search.lower_bound, search.best->objective);
      double gap = search.best->objective - search.best->lower_bound;
      search.best->status = gap <= 1e-7 * MAX (1.0, fabs (search.best->objective))
                                ? GH_PLAN_OPTIMAL
                                : GH_PLAN_WITHIN_GAP;
      if (peaks_kw != NULL)
        {
          g_array_set_size (peaks_kw, 0);
          g_array_append_vals (peaks_kw, search.best_kw, search.count);
        }
    }
  clear_search (&search);
  if (!done)
    g_clear_pointer (&search.best, gh_plan_free);
  return search.best;
}
