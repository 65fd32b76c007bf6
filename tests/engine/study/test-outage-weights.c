/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the steps of outages are weighed, against closed forms. */
#include "study/outage-weights.h"

#include <math.h>

#include "edit-study.h"

#define CLOSE 1e-12

static GhStudy *
new_study (const char *edits)
{
  GhStudy *study = gh_record_new (&gh_study_table);

  edit_study (study, edits);
  return study;
}

static double
sum_of (const double *weights, gsize count)
{
  double sum = 0.0;

  for (gsize k = 0; k < count; k++)
    sum += weights[k];
  return sum;
}

/* Three a year of one and a half hours: whole steps, and half of the last. */
static void
test_equal (void)
{
  g_autoptr (GhStudy) study
      = new_study ("resilience.outages_per_year 3; resilience.outage_hours 1.5");
  gsize count;
  g_autofree double *hourly = gh_outages_new_weights (study->resilience, 1.0, &count);

  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpfloat_with_epsilon (hourly[0], 3.0, CLOSE);
  g_assert_cmpfloat_with_epsilon (hourly[1], 1.5, CLOSE);
  g_autofree double *quarters = gh_outages_new_weights (study->resilience, 0.25, &count);
  g_assert_cmpuint (count, ==, 6);
  g_assert_cmpfloat_with_epsilon (quarters[5], 0.75, CLOSE);
}

/* The share exp (-t / 2) of them goes on at t. */
static void
test_exponential (void)
{
  g_autoptr (GhStudy) study
      = new_study ("resilience.outages_per_year 3; resilience.outage_hours 2; "
                   "resilience.outage_spread 1");
  gsize count;
  g_autofree double *weights = gh_outages_new_weights (study->resilience, 0.5, &count);

  g_assert_cmpuint (count, ==, 40);
  for (gsize k = 0; k + 1 < count; k++)
    g_assert_cmpfloat_with_epsilon (
        weights[k], 3.0 * 2.0 * (exp (-0.25 * (double) k) - exp (-0.25 * (double) (k + 1))), CLOSE);
  g_assert_cmpfloat_with_epsilon (weights[39], 6.0 * exp (-0.25 * 39.0), CLOSE);
  g_assert_cmpfloat_with_epsilon (sum_of (weights, count), 6.0, CLOSE);
}

/* Kinds add up: how many, how long together, and step by step. */
static void
test_several (void)
{
  g_autoptr (GhStudy) study = new_study (
      "resilience.outages_per_year 2; resilience.outage_hours 1; "
      "resilience.further_outages.0.per_year 0.1; resilience.further_outages.0.hours 30; "
      "resilience.further_outages.1.per_year 4; resilience.further_outages.1.hours 0.5; "
      "resilience.further_outages.1.spread 1; "
      "resilience.further_outages.2.per_year 9; resilience.further_outages.2.hours 0");
  gsize count;
  g_autofree double *weights = gh_outages_new_weights (study->resilience, 1.0, &count);

  g_assert_cmpfloat_with_epsilon (gh_outages_count_per_year (study->resilience), 15.1, CLOSE);
  g_assert_cmpfloat_with_epsilon (gh_outages_get_hours_per_year (study->resilience),
                                  2.0 + 3.0 + 2.0, CLOSE);
  g_assert_cmpuint (count, ==, 30);
  g_assert_cmpfloat_with_epsilon (sum_of (weights, count), 7.0, CLOSE);
  g_assert_cmpfloat_with_epsilon (weights[0], 2.0 + 0.1 + 2.0 * (1.0 - exp (-2.0)), CLOSE);
  g_assert_cmpfloat_with_epsilon (weights[29], 0.1, CLOSE);
}

static void
test_none (void)
{
  g_autoptr (GhStudy) study = new_study ("resilience.outage_hours 4");
  gsize count;
  g_autofree double *weights = gh_outages_new_weights (study->resilience, 1.0, &count);

  g_assert_cmpuint (count, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outage-weights/equal", test_equal);
  g_test_add_func ("/outage-weights/exponential", test_exponential);
  g_test_add_func ("/outage-weights/several", test_several);
  g_test_add_func ("/outage-weights/none", test_none);
  return g_test_run ();
}
