/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often the grid fails and for how long: outages of one length or of lengths that are spread,
 * of one kind or of several. */
#include "study/outage-weights.h"

#include <math.h>

/* Spread lengths are followed for so many times their mean: one outage of 22 000 is longer. */
#define MOST_MEANS 10.0

/* One kind of outages. */
typedef struct
{
  double per_year;
  double hours;
  gboolean is_spread;
} Kind;

/* The kind that the study itself tells, then those of its list. */
static Kind
get_kind (const GhResilienceProfile *profile, guint index)
{
  if (index == 0)
    return (Kind){ profile->outages_per_year, profile->outage_hours,
                   profile->outage_spread == GH_OUTAGES_EXPONENTIAL };
  const GhFurtherOutages *further = g_ptr_array_index (profile->further_outages, index - 1);
  return (Kind){ further->per_year, further->hours, further->spread == GH_OUTAGES_EXPONENTIAL };
}

static guint
count_kinds (const GhResilienceProfile *profile)
{
  return 1 + (profile->further_outages != NULL ? profile->further_outages->len : 0);
}

/**
 * gh_outages_count_per_year:
 * @profile: what outages are like
 *
 * Returns: how often the grid fails in a year, of all kinds (as SAIFI counts)
 */
double
gh_outages_count_per_year (const GhResilienceProfile *profile)
{
  double sum = 0.0;

  for (guint i = 0; i < count_kinds (profile); i++)
    sum += get_kind (profile, i).per_year;
  return sum;
}

/**
 * gh_outages_get_hours_per_year:
 * @profile: what outages are like
 *
 * Returns: for how many hours of a year the grid has failed, of all kinds (as SAIDI counts)
 */
double
gh_outages_get_hours_per_year (const GhResilienceProfile *profile)
{
  double sum = 0.0;

  for (guint i = 0; i < count_kinds (profile); i++)
    sum += get_kind (profile, i).per_year * get_kind (profile, i).hours;
  return sum;
}

static gsize
count_steps (const Kind *kind, double step_hours)
{
  return (gsize) ceil (kind->hours * (kind->is_spread ? MOST_MEANS : 1.0) / step_hours - 1e-9);
}

/* Hours from @from to @to after its beginning in which an outage goes on, on average. */
static double
expect_hours (const Kind *kind, double from, double to)
{
  if (!kind->is_spread)
    return fmax (0.0, fmin (to, kind->hours) - from);
  return kind->hours * (exp (-from / kind->hours) - exp (-to / kind->hours));
}

static void
add_kind (const Kind *kind, double step_hours, double *weights)
{
  gsize steps = count_steps (kind, step_hours);

  for (gsize k = 0; k < steps; k++)
    {
      /* The few that are longer go on as the last hours did. */
      double to = k + 1 < steps || !kind->is_spread ? (double) (k + 1) * step_hours : INFINITY;
      weights[k] += kind->per_year * expect_hours (kind, (double) k * step_hours, to);
    }
}

/**
 * gh_outages_new_weights:
 * @profile: what outages are like
 * @step_hours: length of a step
 * @count: (out): how many steps an outage can last that counts; 0 without outages
 *
 * Weighs the steps of an outage from its beginning: with the power that is missing in each they
 * add up to the energy that the outages of a year take which begin at that moment. An outage of
 * one length counts a step as far as it reaches, spread ones by the share of them that goes on,
 * exp (-t / mean).
 *
 * Returns: (transfer full) (array length=count): hours a year, for each step from the beginning;
 *   together gh_outages_get_hours_per_year()
 */
double *
gh_outages_new_weights (const GhResilienceProfile *profile, double step_hours, gsize *count)
{
  *count = 0;
  for (guint i = 0; i < count_kinds (profile); i++)
    {
      Kind kind = get_kind (profile, i);
      if (kind.per_year * kind.hours > 0.0)
        *count = MAX (*count, count_steps (&kind, step_hours));
    }
  double *weights = g_new0 (double, MAX (1, *count));
  for (guint i = 0; i < count_kinds (profile); i++)
    {
      Kind kind = get_kind (profile, i);
      if (kind.per_year * kind.hours > 0.0)
        add_kind (&kind, step_hours, weights);
    }
  return weights;
}
