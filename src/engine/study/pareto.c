/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The front of cost and emissions: one plan for each of several prices on emissions. */
#include "study/pareto.h"

#include <math.h>

#include "errors.h"
#include "parallel.h"
#include "study/household.h"
#include "words.h"

/* Points that are looked for at the same time. It is not the number of processors, on which the
 * front must not depend. */
#define BATCH 4
/* The end of the front is the plan at a price at which emissions weigh as much more than
 * electricity costs. */
#define FAR_WEIGHT 1000.0
/* Costs and emissions that differ by less are one, as a share of what they are. */
#define SAME 1e-9
/* Prices at which the line between two points was tried, for each point that is wanted. */
#define MOST_TRIES 2

/* A plan at a price, in what counts: over the period, as planned. */
typedef struct
{
  GhParetoPoint told;
  double cost;            /* without the price, currency */
  double kg;              /* of the kind that counts */
  double at_least;        /* no plan's cost and priced emissions are below, currency */
  const GArray *peaks_kw; /* (element-type double): highest imports, of each demand charge */
  gboolean is_closed;     /* nothing more is to be found between this one and the next */
} Found;

/* One plan to be made. */
typedef struct
{
  const GhStudy *study;
  const GhSite *site; /* with equal ends */
  const GhBatterySet *batteries;
  gboolean equal_end;
  GhStrategy strategy;
  double price_per_tonne;
  GArray *peaks_kw; /* (element-type double): where a search over peaks begins, and ends */
  GhSite *planned;  /* (owned) (nullable): with the battery's limits */
  Found found;
  gboolean is_bounded; /* the plan's bound is one of its cost as billed */
  gboolean is_infeasible;
  GhReason reason;
} Task;

/* How a front grows. */
typedef struct
{
  Task common;
  GArray *found;    /* (element-type Found): from the cheapest on */
  GPtrArray *peaks; /* (element-type GArray): of all plans */
  guint most;
  guint plans;
  gboolean is_bounded;
  gboolean is_infeasible;
  GhReason reason;
} Search;

static GhPlan *
solve (const GhSite *site, gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  const GhPlanOptions options = { .strategy = task->strategy,
                                  .solver = GH_SOLVER_EXACT,
                                  .time_limit_seconds = INFINITY,
                                  .equal_end = task->equal_end,
                                  .peaks_kw = task->peaks_kw };

  g_clear_pointer (&task->planned, gh_site_free);
  if (task->batteries->count == 0)
    return gh_planner_solve (site, &options, progress, error);
  GhBatteryTask battery
      = { .site = site, .options = options, .most_price_rounds = GH_BATTERY_PRICE_ROUNDS };
  gh_battery_set_give (task->batteries, &battery);
  GhBatteryResult result = { 0 };
  GhPlan *plan = gh_battery_plan_solve (&battery, &result, progress, error);
  task->planned = g_steal_pointer (&result.site);
  gh_battery_result_clear (&result);
  return plan;
}

/* What a plan comes to. */
static void
note_plan (Task *task, const GhSite *site, const GhPlan *plan, double correction)
{
  double per_year = 1.0 / gh_years_of_days (gh_time_axis_get_days (site->axis));
  double price = task->price_per_tonne / 1000.0;
  GhPlanSummary sum;
  Found *found = &task->found;

  found->peaks_kw = task->peaks_kw;
  gh_plan_summarise (site, plan, &sum);
  sum.cost_correction = correction;
  found->kg = sum.emissions_kg[site->planned_rate];
  found->cost = plan->objective + correction - price * found->kg;
  found->at_least = MIN (plan->lower_bound, plan->objective) + correction;
  found->told = (GhParetoPoint){
    .price_per_tonne = task->price_per_tonne,
    .cost_per_year = found->cost * per_year,
    .bill_per_year = gh_plan_summary_get_bill (&sum) * per_year,
    .full_cycles = gh_plan_summary_get_cycles (&sum, site) * per_year,
    .discharged_kwh = sum.discharged_ac_kwh * per_year,
    .gap_per_year = MAX (0.0, plan->objective - plan->lower_bound) * per_year,
    .abatement_per_tonne = NAN,
  };
  for (guint i = 0; i < GH_EMISSION_RATES; i++)
    found->told.emissions_kg[i] = sum.emissions_kg[i] * per_year;
  gh_plan_summary_clear (&sum);
}

static gboolean
run_task (gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  g_autoptr (GhSite) priced = gh_site_copy (task->site);
  GhTariffOutcome outcome = { 0 };

  priced->carbon_price_per_tonne = task->price_per_tonne;
  g_autoptr (GhPlan) plan
      = gh_tariff_plan (task->study, priced, solve, task, &outcome, progress, error);
  if (plan != NULL && plan->grid_kw == NULL)
    {
      task->is_infeasible = TRUE;
      task->reason = plan->reason;
    }
  else if (plan != NULL)
    note_plan (task,
               task->planned != NULL  ? task->planned
               : outcome.site != NULL ? outcome.site
                                      : priced,
               plan, outcome.correction);
  task->is_bounded = outcome.bill == NULL && !gh_battery_set_prices_ageing (task->batteries);
  g_clear_pointer (&task->planned, gh_site_free);
  gh_tariff_outcome_clear (&outcome);
  return plan != NULL;
}

static Found *
get_found (const Search *search, guint index)
{
  return &g_array_index (search->found, Found, index);
}

static gboolean
is_same (double a, double b)
{
  return fabs (a - b) <= SAME * MAX (1.0, MAX (fabs (a), fabs (b)));
}

/* The price at which two neighbours cost the same. */
static double
find_line_price (const Found *cheap, const Found *clean)
{
  return (clean->cost - cheap->cost) / (cheap->kg - clean->kg) * 1000.0;
}

/* By how much an unknown plan can be below the line from one point to the next, at the price that
 * the line says: no plan is below the lines that the bounds of both allow, which meet below it. */
static double
find_open (const Found *cheap, const Found *clean)
{
  double low = cheap->told.price_per_tonne / 1000.0, high = clean->told.price_per_tonne / 1000.0;
  double line = find_line_price (cheap, clean) / 1000.0;

  if (cheap->is_closed || !(high > low))
    return 0.0;
  double kg = (clean->at_least - cheap->at_least) / (high - low);
  double corner = cheap->at_least - low * kg;
  return MAX (0.0, cheap->cost + line * cheap->kg - corner - line * kg);
}

/* The same as a distance, cost and emissions each as a share of the range of the front, so that
 * points are sought where a picture of it bends. */
static double
find_bend (const Search *search, guint index)
{
  const Found *first = get_found (search, 0), *last = get_found (search, search->found->len - 1);
  const Found *cheap = get_found (search, index), *clean = get_found (search, index + 1);
  double range = (last->cost - first->cost) / (first->kg - last->kg);
  double line = find_line_price (cheap, clean) / 1000.0;
  double open = find_open (cheap, clean);

  if (!(range > 0.0) || open <= SAME * MAX (1.0, fabs (cheap->cost)))
    return 0.0;
  return open / hypot (line, range);
}

/* Puts a plan in its place. It replaces what it is not worse than; what is worse, or no other plan,
 * is not taken.
 *
 * Returns: whether it was */
static gboolean
insert_found (Search *search, const Found *found)
{
  guint place = 0;

  for (guint i = 0; i < search->found->len; i++)
    {
      const Found *other = get_found (search, i);
      gboolean same_cost = is_same (other->cost, found->cost),
               same_kg = is_same (other->kg, found->kg);
      if ((other->cost <= found->cost || same_cost) && (other->kg <= found->kg || same_kg))
        return FALSE;
    }
  for (guint i = search->found->len; i-- > 0;)
    {
      const Found *other = get_found (search, i);
      gboolean same_cost = is_same (other->cost, found->cost),
               same_kg = is_same (other->kg, found->kg);
      if ((found->cost <= other->cost || same_cost) && (found->kg <= other->kg || same_kg))
        g_array_remove_index (search->found, i);
    }
  while (place < search->found->len && get_found (search, place)->kg > found->kg)
    place++;
  g_array_insert_val (search->found, place, *found);
  return TRUE;
}

/* The highest imports between those of the neighbours of a price, where there are two. */
static GArray *
guess_peaks (const Search *search, double price_per_tonne)
{
  GArray *guess = g_array_new (FALSE, FALSE, sizeof (double));
  guint above = 0;

  while (above < search->found->len
         && get_found (search, above)->told.price_per_tonne < price_per_tonne)
    above++;
  if (above == 0 || above == search->found->len)
    return guess;
  const GArray *cheap = get_found (search, above - 1)->peaks_kw;
  const GArray *clean = get_found (search, above)->peaks_kw;
  for (guint i = 0; i < cheap->len && cheap->len == clean->len; i++)
    {
      double middle = 0.5 * (g_array_index (cheap, double, i) + g_array_index (clean, double, i));
      g_array_append_val (guess, middle);
    }
  return guess;
}

/* Plans at several prices at once. @lines: (nullable): the points that each price is to be between,
 * by index; where nothing is found below their line there is nothing between them. */
static gboolean
try_prices (Search *search, const double *prices, guint count, const GhProgress *progress,
            GError **error)
{
  Task tasks[BATCH];
  gpointer pointers[BATCH];

  for (guint i = 0; i < count; i++)
    {
      tasks[i] = search->common;
      tasks[i].price_per_tonne = prices[i];
      tasks[i].peaks_kw = guess_peaks (search, prices[i]);
      g_ptr_array_add (search->peaks, tasks[i].peaks_kw);
      pointers[i] = &tasks[i];
    }
  if (!gh_parallel_run (run_task, pointers, count, progress, error))
    return FALSE;
  search->plans += count;
  for (guint i = 0; i < count; i++)
    {
      search->is_bounded &= tasks[i].is_bounded;
      if (tasks[i].is_infeasible)
        {
          search->is_infeasible = TRUE;
          search->reason = tasks[i].reason;
        }
      else if (!insert_found (search, &tasks[i].found))
        for (guint k = 0; k + 1 < search->found->len; k++)
          if (is_same (find_line_price (get_found (search, k), get_found (search, k + 1)),
                       prices[i]))
            get_found (search, k)->is_closed = TRUE;
    }
  return TRUE;
}

/* The prices of the lines below which most can be unknown, the widest first.
 *
 * Returns: how many */
static guint
choose_prices (const Search *search, double *prices)
{
  double bends[BATCH] = { 0 };
  guint most = MIN (BATCH, search->most - search->found->len), count = 0;

  for (guint i = 0; i + 1 < search->found->len && most > 0; i++)
    {
      double bend = find_bend (search, i);
      guint place = count;
      if (!(bend > 0.0))
        continue;
      while (place > 0 && bends[place - 1] < bend)
        place--;
      if (place >= most)
        continue;
      count = MIN (count + 1, most);
      for (guint k = count - 1; k > place; k--)
        {
          bends[k] = bends[k - 1];
          prices[k] = prices[k - 1];
        }
      bends[place] = bend;
      prices[place] = find_line_price (get_found (search, i), get_found (search, i + 1));
    }
  return count;
}

/* A price on emissions besides which electricity costs next to nothing. */
static double
find_far_price (const GhSite *site)
{
  gsize count = gh_time_axis_get_count (site->axis);
  double price = 0.0, rate = 0.0;

  for (gsize t = 0; t < count; t++)
    {
      price += fabs (site->import_price[t]) / (double) count;
      rate += fabs (site->rates_g_per_kwh[site->planned_rate][t]) / (double) count;
    }
  return FAR_WEIGHT * MAX (price, 0.01) / rate * 1e6;
}

/* Both ends and the study's own price, then the lines between what is known. */
static gboolean
grow (Search *search, double own_price, const GhProgress *progress, GError **error)
{
  double prices[BATCH] = { 0.0, find_far_price (search->common.site), own_price };
  guint count = own_price > 0.0 && own_price < prices[1] ? 3 : 2;

  while (count > 0 && !search->is_infeasible && search->plans < MOST_TRIES * search->most)
    {
      double total = MAX (search->most, search->plans + count);
      GhProgress part
          = gh_progress_part (progress, search->plans / total, (search->plans + count) / total);
      g_autofree char *message
          = g_strdup_printf (_ ("planning for %u prices on emissions"), search->plans + count);
      if (!gh_progress_step (&part, 0.0, message, error)
          || !try_prices (search, prices, count, &part, error))
        return FALSE;
      count = choose_prices (search, prices);
    }
  return TRUE;
}

static guint
find_knee (const Search *search)
{
  const Found *first = get_found (search, 0), *last = get_found (search, search->found->len - 1);
  double best = 0.0;
  guint knee = 0;

  for (guint i = 1; i + 1 < search->found->len; i++)
    {
      const Found *found = get_found (search, i);
      double below = (first->kg - found->kg) / (first->kg - last->kg)
                     - (found->cost - first->cost) / (last->cost - first->cost);
      if (below > best)
        {
          best = below;
          knee = i;
        }
    }
  return knee;
}

/* Turns what was found into what is told. */
static void
conclude (const Search *search, double own_price, GhParetoFront *front)
{
  double per_year = 1.0 / gh_years_of_days (gh_time_axis_get_days (search->common.site->axis));

  front->plans = search->plans;
  front->reason = search->reason;
  front->is_whole = front->is_bounded = search->is_bounded;
  if (search->is_infeasible)
    return;
  for (guint i = 0; i < search->found->len; i++)
    {
      Found *found = get_found (search, i);
      if (i > 0)
        found->told.abatement_per_tonne = find_line_price (found - 1, found);
      const Found *present = get_found (search, front->present);
      if (found->cost + own_price / 1000.0 * found->kg
          < present->cost + own_price / 1000.0 * present->kg)
        front->present = i;
      if (i + 1 < search->found->len)
        {
          double open = find_open (found, found + 1);
          found->told.open_per_year = open * per_year;
          front->is_whole &= open <= SAME * MAX (1.0, fabs (found->cost));
        }
      g_array_append_val (front->points, found->told);
    }
  front->knee = find_knee (search);
}

/**
 * gh_pareto_is_possible:
 * @site: a site
 *
 * Returns: whether it has the emissions that its plans count by
 */
gboolean
gh_pareto_is_possible (const GhSite *site)
{
  return gh_site_has_rate (site, site->planned_rate);
}

/**
 * gh_pareto_find:
 * @study: a valid study with its series resolved
 * @site: the site built from it
 * @strategy: how the car is used
 * @most_points: on the front, at least 2
 * @progress: (nullable): polled while planning
 * @error: set when stopped, and to %GH_ERROR_INVALID where the site has no emissions
 *
 * Finds the plans of which none is cheaper without emitting more, with the rates that the study
 * plans on, equal ends and its whole tariff. Each is the cheapest plan at a price on emissions: at
 * none, at one besides which electricity costs next to nothing, at the study's own, and at the
 * prices of the lines between neighbours, always where most can be unknown below them (the
 * "sandwich" of chords and supporting lines). A line below which nothing is found has no other plan
 * below it.
 *
 * Where plans are convex every mixture of two neighbours is a plan, and the front is the line
 * through them. Where they are not - a charger's least power, losses that count only while power
 * flows - there may be plans between two points that are cheaper than either at the same emissions
 * but at no price: they lie above the line, and are not found. None lies below it by more than is
 * told, unless @is_bounded of the front says otherwise.
 *
 * Which prices are tried does not depend on the number of processors.
 *
 * Returns: (transfer full) (nullable): the front; without points where nothing can be planned
 */
GhParetoFront *
gh_pareto_find (const GhStudy *study, const GhSite *site, GhStrategy strategy, guint most_points,
                const GhProgress *progress, GError **error)
{
  g_autoptr (GhParetoFront) front = g_new0 (GhParetoFront, 1);
  g_auto (GhBatterySet) batteries = { 0 };
  g_autoptr (GhSite) equal = gh_site_copy (site);
  gint64 begun = g_get_monotonic_time ();

  front->points = g_array_new (FALSE, FALSE, sizeof (GhParetoPoint));
  front->strategy = strategy;
  front->rate = site->planned_rate;
  if (!gh_pareto_is_possible (site))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                           _ ("The study has no emissions of the kind that its plans count by."));
      return NULL;
    }
  gboolean equal_end = gh_household_equalise_ends (equal, NULL) && equal->store_count > 0;
  if (!gh_household_find_batteries (study, equal, GH_BATTERY_HEED, &batteries, error))
    return NULL;
  Search search = { .common = { .study = study,
                                .site = equal,
                                .batteries = &batteries,
                                .equal_end = equal_end,
                                .strategy = strategy },
                    .most = MAX (most_points, 2),
                    .is_bounded = TRUE };
  search.found = g_array_new (FALSE, FALSE, sizeof (Found));
  search.peaks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  gboolean done = grow (&search, site->carbon_price_per_tonne, progress, error);
  if (done)
    conclude (&search, site->carbon_price_per_tonne, front);
  g_array_unref (search.found);
  g_ptr_array_unref (search.peaks);
  front->solve_seconds = (double) (g_get_monotonic_time () - begun) / 1e6;
  return done ? g_steal_pointer (&front) : NULL;
}

/**
 * gh_pareto_front_get:
 * @front: a front
 * @index: of a point
 *
 * Returns: (transfer none): the point
 */
const GhParetoPoint *
gh_pareto_front_get (const GhParetoFront *front, guint index)
{
  return &g_array_index (front->points, GhParetoPoint, index);
}

/**
 * gh_pareto_front_free:
 * @front: (transfer full) (nullable): a front
 *
 * Frees it with its points.
 */
void
gh_pareto_front_free (GhParetoFront *front)
{
  if (front == NULL)
    return;
  g_array_unref (front->points);
  g_free (front);
}
