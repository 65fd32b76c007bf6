/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/cash-flow.h"

#include <math.h>
#include <string.h>

/* Rates outside of these mean nothing to an investor, as fractions a year. */
#define LOWEST_RATE (-0.999)
#define HIGHEST_RATE 1000.0

/* A present value below this share of the sum of its magnitudes is zero: a root that only touches
 * the axis is never hit exactly. */
#define ROUNDING 1e-13

/* Times that differ by less are one, in years and in leases. */
#define SAME_TIME 1e-9

/* Rates on both sides of zero that differ by less are one. */
#define SAME_RATE 1e-6

/* A polynomial: @coefficient[i] belongs to the i-th power. */
typedef struct
{
  double *coefficient;
  gsize count;
} Polynomial;

static double
evaluate (const Polynomial *polynomial, double x)
{
  double value = 0.0;

  for (gsize i = polynomial->count; i-- > 0;)
    value = value * x + polynomial->coefficient[i];
  return value;
}

/* Whether the value at @x, which is positive, cannot be told from zero. */
static gboolean
is_zero_at (const Polynomial *polynomial, double x)
{
  double magnitude = 0.0;

  for (gsize i = polynomial->count; i-- > 0;)
    magnitude = magnitude * x + fabs (polynomial->coefficient[i]);
  return fabs (evaluate (polynomial, x)) <= ROUNDING * magnitude;
}

/* Without a change of sign in the coefficients there is no positive root (Descartes). */
static gboolean
may_have_roots (const Polynomial *polynomial)
{
  gboolean positive = FALSE, negative = FALSE;

  for (gsize i = 0; i < polynomial->count; i++)
    {
      positive |= polynomial->coefficient[i] > 0.0;
      negative |= polynomial->coefficient[i] < 0.0;
    }
  return positive && negative;
}

/* The derivative, scaled so that the largest coefficient is 1: high orders would overflow. */
static Polynomial
differentiate (const Polynomial *polynomial)
{
  Polynomial result = { g_new (double, polynomial->count), polynomial->count - 1 };
  double largest = 0.0;

  for (gsize i = 0; i < result.count; i++)
    {
      result.coefficient[i] = polynomial->coefficient[i + 1] * (double) (i + 1);
      largest = MAX (largest, fabs (result.coefficient[i]));
    }
  for (gsize i = 0; i < result.count && largest > 0.0; i++)
    result.coefficient[i] /= largest;
  return result;
}

/* The root in an interval at whose ends the signs differ, to the last digit. */
static double
bisect (const Polynomial *polynomial, double low, double high)
{
  gboolean rising = evaluate (polynomial, high) > 0.0;

  for (;;)
    {
      double middle = low + 0.5 * (high - low);
      if (middle <= low || middle >= high)
        return middle;
      if ((evaluate (polynomial, middle) > 0.0) == rising)
        high = middle;
      else
        low = middle;
    }
}

/* Adds a root, unless it is the last one again: then the value between them is zero, too. */
static void
add_root (GArray *roots, const Polynomial *polynomial, double root)
{
  if (roots->len > 0)
    {
      double previous = g_array_index (roots, double, roots->len - 1);
      if (is_zero_at (polynomial, 0.5 * (previous + root)))
        return;
    }
  g_array_append_val (roots, root);
}

/* All distinct roots between @low and @high, both positive and included, in rising order: between
 * two neighbouring roots of the derivative a polynomial is monotone and has one root at most. The
 * recursion is as deep as the degree at most; an investment followed by income ends it at once.
 *
 * Returns: (transfer full) (element-type double): the roots */
static GArray *
find_roots (const Polynomial *polynomial, double low, double high)
{
  GArray *roots = g_array_new (FALSE, FALSE, sizeof (double));

  if (!may_have_roots (polynomial))
    return roots;
  Polynomial slope = differentiate (polynomial);
  g_autoptr (GArray) ends = find_roots (&slope, low, high);
  double from = low;
  gboolean from_zero = is_zero_at (polynomial, low);

  g_free (slope.coefficient);
  g_array_append_val (ends, high);
  if (from_zero)
    add_root (roots, polynomial, low);
  for (guint i = 0; i < ends->len; i++)
    {
      double to = g_array_index (ends, double, i);
      gboolean to_zero = is_zero_at (polynomial, to);
      if (to_zero)
        add_root (roots, polynomial, to);
      else if (!from_zero
               && (evaluate (polynomial, from) > 0.0) != (evaluate (polynomial, to) > 0.0))
        add_root (roots, polynomial, bisect (polynomial, from, to));
      from = to;
      from_zero = to_zero;
    }
  return roots;
}

/* The flows without zeros at both ends, scaled to magnitudes up to 1; empty when there is nothing
 * to find. */
static Polynomial
trim_flows (const double *flows, gsize count)
{
  Polynomial result = { NULL, 0 };
  double largest = 0.0;
  gsize first = 0;

  for (gsize i = 0; i < count; i++)
    {
      if (!isfinite (flows[i]))
        return result;
      largest = MAX (largest, fabs (flows[i]));
    }
  while (count > 0 && flows[count - 1] == 0.0)
    count--;
  while (first < count && flows[first] == 0.0)
    first++;
  result.count = count - first;
  result.coefficient = g_new (double, MAX (1, result.count));
  for (gsize i = 0; i < result.count; i++)
    result.coefficient[i] = flows[first + i] / largest;
  return result;
}

/* Keeps the rate nearest to zero and counts distinct ones. */
static void
take_rate (double rate, gsize *found, double *nearest)
{
  if (rate <= LOWEST_RATE || rate >= HIGHEST_RATE)
    return;
  if (*found == 0 || fabs (rate) < fabs (*nearest))
    *nearest = rate;
  *found += 1;
}

/**
 * gh_net_present_value:
 * @rate: discount rate a period as a fraction, above -1
 * @flows: (array length=count): money received (positive) or paid in period 0, 1, ...
 * @count: number of flows
 *
 * Adds up `flows[i] / (1 + rate)^i`; flow 0 is not discounted.
 *
 * Returns: the sum, in the unit of the flows; 0 without flows; NAN when @rate is not above -1
 */
double
gh_net_present_value (double rate, const double *flows, gsize count)
{
  double value = 0.0;

  if (!(rate > -1.0))
    return NAN;
  for (gsize i = count; i-- > 0;)
    value = value / (1.0 + rate) + flows[i];
  return value;
}

/**
 * gh_internal_rate_of_return:
 * @flows: (array length=count): money received (positive) or paid in period 0, 1, ...
 * @count: number of flows
 * @rate: (out): the rate a period as a fraction; of several the one nearest to zero; NAN when none
 *
 * Finds every rate between -0.999 and 1000, both excluded, at which the net present value is zero.
 * With v = 1 / (1 + rate) that is the roots of a polynomial: v is searched up to 1 and, with the
 * coefficients reversed, 1/v up to 1, so that high powers never overflow. All roots are isolated
 * through the roots of the derivatives. A rate at which the present value only touches zero is
 * counted once. Flows that are all zero, or not finite, have no rate.
 *
 * Returns: how many there are
 */
GhRateStatus
gh_internal_rate_of_return (const double *flows, gsize count, double *rate)
{
  Polynomial forward = trim_flows (flows, count);
  Polynomial backward = { g_new (double, MAX (1, forward.count)), forward.count };
  gsize found = 0;

  *rate = NAN;
  for (gsize i = 0; i < forward.count; i++)
    backward.coefficient[i] = forward.coefficient[forward.count - 1 - i];
  g_autoptr (GArray) above = find_roots (&forward, 1.0 / (1.0 + HIGHEST_RATE), 1.0);
  g_autoptr (GArray) below = find_roots (&backward, 1.0 + LOWEST_RATE, 1.0);
  /* Both searches end at rate 0; a root there is taken from the first one. */
  gboolean at_zero = above->len > 0 && below->len > 0
                     && 1.0 / g_array_index (above, double, above->len - 1)
                                - g_array_index (below, double, below->len - 1)
                            < SAME_RATE;

  for (guint i = 0; i < above->len; i++)
    take_rate (1.0 / g_array_index (above, double, i) - 1.0, &found, rate);
  for (guint i = 0; i < below->len - (at_zero ? 1 : 0); i++)
    take_rate (g_array_index (below, double, i) - 1.0, &found, rate);
  g_free (forward.coefficient);
  g_free (backward.coefficient);
  return found == 0 ? GH_RATE_NONE : found == 1 ? GH_RATE_FOUND : GH_RATE_SEVERAL;
}

/**
 * gh_irr_status_name:
 * @status: how many rates there are
 *
 * Returns: (transfer none): the word in JSON: "found", "none" or "several"
 */
const char *
gh_irr_status_name (GhRateStatus status)
{
  static const char *const names[] = { "found", "none", "several" };

  g_return_val_if_fail (status <= GH_RATE_SEVERAL, NULL);
  return names[status];
}

/**
 * gh_payback_years:
 * @flows: (array length=count): money received (positive) or paid in year 0, 1, ...
 * @count: number of flows
 *
 * Finds when the sum of the flows so far first rises from below zero to zero or more, by linear
 * interpolation in the year of the crossing. It does not have to stay there: a later loss, as of a
 * replacement, is not looked at. When the sum is never below zero nothing had to be paid back and
 * the answer is 0.
 *
 * Returns: years; NAN when the sum falls below zero and never comes back
 */
double
gh_payback_years (const double *flows, gsize count)
{
  return gh_discounted_payback_years (0.0, flows, count);
}

/**
 * gh_discounted_payback_years:
 * @rate: discount rate a year as a fraction, above -1
 * @flows: (array length=count): money received (positive) or paid in year 0, 1, ...
 * @count: number of flows
 *
 * The same as gh_payback_years() with each flow discounted to year 0.
 *
 * Returns: years; NAN when the sum falls below zero and never comes back
 */
double
gh_discounted_payback_years (double rate, const double *flows, gsize count)
{
  double sum = 0.0;
  gboolean owed = FALSE;

  for (gsize i = 0; i < count; i++)
    {
      double flow = flows[i] / pow (1.0 + rate, (double) i);
      if (owed && sum + flow >= 0.0)
        return (double) i - 1.0 - sum / flow;
      sum += flow;
      owed = sum < 0.0;
    }
  return owed ? NAN : 0.0;
}

static double
interpolate (double first, double last, const GhCashFlowTerms *terms, int year)
{
  if (terms->lifetime_years < 2)
    return first;
  return first + (last - first) * (year - 1) / (terms->lifetime_years - 1);
}

/**
 * gh_cash_flow_count_changes:
 * @terms: how long a lease and the life of the charger last
 * @year: of the life, 0 to the last
 *
 * Returns: how often another car has come by the end of that year: at the end of each lease but for
 *   one that ends with the life of the charger
 */
guint
gh_cash_flow_count_changes (const GhCashFlowTerms *terms, int year)
{
  double lease = terms->change_years;

  if (!(lease > 0.0))
    return 0;
  double most = ceil (terms->lifetime_years / lease - SAME_TIME) - 1.0;
  return (guint) MIN (floor (year / lease + SAME_TIME), MAX (most, 0.0));
}

/* What a year has beside its energy, at the prices of that year. */
static void
add_equipment (const GhCashFlowTerms *terms, GhCashFlowRow *row)
{
  double prices = pow (1.0 + terms->inflation, row->year - 1);

  guint changes = gh_cash_flow_count_changes (terms, row->year)
                  - gh_cash_flow_count_changes (terms, row->year - 1);

  row->change = changes * terms->change_cost * prices;
  row->cost += terms->maintenance_per_year * prices + row->change;
  row->salvage = row->year == terms->lifetime_years ? terms->salvage * prices : 0.0;
}

/* One year of the life, at least 1, at its own prices. */
static GhCashFlowRow
find_row (const GhCashFlowTerms *terms, int year)
{
  const GhCashFlowYear *first = &terms->first, *last = &terms->last;
  double import_growth = pow (1.0 + terms->price_growth, year - 1);
  double export_growth = pow (1.0 + terms->export_price_growth, year - 1);
  double avoided = interpolate (first->avoided_import, last->avoided_import, terms, year);
  double exported = interpolate (first->added_export, last->added_export, terms, year);
  double charging = interpolate (first->added_charging, last->added_charging, terms, year);
  double wear = interpolate (first->wear, last->wear, terms, year);
  double served = interpolate (first->served, last->served, terms, year);
  double prices = pow (1.0 + terms->inflation, year - 1);
  GhCashFlowRow row = {
    .year = year,
    .revenue = avoided * import_growth + exported * export_growth,
    .cost = charging * import_growth,
    .degradation = wear * prices,
    .served = served * prices,
  };

  add_equipment (terms, &row);
  return row;
}

/* Flows, worth, rate and paybacks from the rows of year 1 to the last. */
static GhCashFlow *
sum_up (const GhCashFlowTerms *terms, const GhCashFlowRow *rows)
{
  GhCashFlow *flow = g_new0 (GhCashFlow, 1);
  gsize count = (gsize) terms->lifetime_years + 1;
  g_autofree double *flows = g_new (double, count);

  flow->years = g_array_sized_new (FALSE, FALSE, sizeof (GhCashFlowRow), (guint) count);
  for (int year = 0; year <= terms->lifetime_years; year++)
    {
      GhCashFlowRow row = year == 0 ? (GhCashFlowRow){ .cost = terms->capex, .grant = terms->grant }
                                    : rows[year - 1];
      double net = row.revenue - row.cost - row.degradation + row.salvage + row.grant + row.served;
      row.discounted = net / pow (1.0 + terms->discount_rate, year);
      flows[year] = net;
      g_array_append_val (flow->years, row);
    }
  flow->discount_rate = terms->discount_rate;
  flow->npv = gh_net_present_value (terms->discount_rate, flows, count);
  flow->irr_status = gh_internal_rate_of_return (flows, count, &flow->irr);
  if (flow->irr_status != GH_RATE_FOUND)
    flow->irr = NAN;
  flow->payback_years = gh_payback_years (flows, count);
  flow->discounted_payback_years = gh_discounted_payback_years (terms->discount_rate, flows, count);
  return flow;
}

/**
 * gh_cash_flow_new:
 * @terms: what a strategy changes against its baseline, with at least one year
 *
 * Works out the yearly flows and what they are worth:
 * `NPV = G - C_cap + sum over t of (R_t - C_t - D_t + L_t) / (1 + r)^t + S / (1 + r)^N`. Import
 * prices, and with them the cost of charging, and export prices grow at their own rates from year 2
 * on; maintenance, changes, wear, salvage and the value L of load that outages do not take with
 * inflation. Equipment is paid for again at the end of each lease, in the year in which that falls,
 * but for a lease that ends with the life. The rate of return and the paybacks are those of the
 * same flows, wear and salvage included.
 *
 * Returns: (transfer full): the cash flow; free with gh_cash_flow_free()
 */
GhCashFlow *
gh_cash_flow_new (const GhCashFlowTerms *terms)
{
  g_return_val_if_fail (terms->lifetime_years >= 1 && terms->discount_rate > -1.0, NULL);

  g_autofree GhCashFlowRow *rows = g_new (GhCashFlowRow, terms->lifetime_years);

  for (int year = 1; year <= terms->lifetime_years; year++)
    rows[year - 1] = find_row (terms, year);
  return sum_up (terms, rows);
}

/**
 * gh_cash_flow_new_of_years:
 * @terms: what a strategy changes against its baseline; its energy terms and growth are not read
 * @years: (array): energy terms of each year of the life at the prices of that year
 *
 * The same as gh_cash_flow_new() where every year has been planned for itself.
 *
 * Returns: (transfer full): the cash flow; free with gh_cash_flow_free()
 */
GhCashFlow *
gh_cash_flow_new_of_years (const GhCashFlowTerms *terms, const GhCashFlowYear *years)
{
  g_return_val_if_fail (terms->lifetime_years >= 1 && terms->discount_rate > -1.0, NULL);

  g_autofree GhCashFlowRow *rows = g_new (GhCashFlowRow, terms->lifetime_years);

  for (int year = 1; year <= terms->lifetime_years; year++)
    {
      const GhCashFlowYear *used = &years[year - 1];
      rows[year - 1] = (GhCashFlowRow){
        .year = year,
        .revenue = used->avoided_import + used->added_export,
        .cost = used->added_charging,
        .degradation = used->wear,
        .served = used->served,
      };
      add_equipment (terms, &rows[year - 1]);
    }
  return sum_up (terms, rows);
}

/**
 * gh_cash_flow_share_out:
 * @flow: a cash flow
 *
 * Returns: the present value of each kind of flow
 */
GhCashFlowShares
gh_cash_flow_share_out (const GhCashFlow *flow)
{
  GhCashFlowShares shares = { 0 };

  for (guint i = 0; i < flow->years->len; i++)
    {
      const GhCashFlowRow *row = &g_array_index (flow->years, GhCashFlowRow, i);
      double factor = pow (1.0 + flow->discount_rate, -row->year);
      shares.earned += factor * row->revenue;
      shares.salvage += factor * row->salvage;
      shares.grant += factor * row->grant;
      shares.served += factor * row->served;
      shares.wear -= factor * row->degradation;
      shares.changes -= factor * row->change;
      if (row->year == 0)
        shares.invested -= row->cost;
      else
        shares.paid -= factor * (row->cost - row->change);
    }
  return shares;
}

/**
 * gh_cash_flow_free:
 * @flow: (transfer full) (nullable): a cash flow
 *
 * Frees it with its years.
 */
void
gh_cash_flow_free (GhCashFlow *flow)
{
  if (flow == NULL)
    return;
  g_array_unref (flow->years);
  g_free (flow);
}
