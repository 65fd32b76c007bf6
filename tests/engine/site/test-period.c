/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/period.h"

#include <string.h>

#include "edit-study.h"
#include "record-equal.h"
#include "site/fleet-profile.h"

#define BERLIN "location.latitude 48; location.longitude 11; location.time_zone Europe/Berlin; "

static GhStudy *
new_study (const char *edits)
{
  GhStudy *study = gh_record_new (&gh_study_table);

  edit_study (study, edits);
  return study;
}

/* A year stays a year, by the clock on the wall; what is none stays as long as it is. */
static void
test_year (void)
{
  static const struct
  {
    const char *edits;
    int from, to;
    const char *start;
    int steps;
  } cases[] = {
    { BERLIN "period.start 2025-01-01T00:00:00+01:00; period.step_minutes 15; period.steps 35040",
      2025, 2024, "2024-01-01T00:00:00+01:00", 35136 },
    { BERLIN "period.start 2024-01-01T00:00:00+01:00; period.step_minutes 60; period.steps 8784",
      2024, 2023, "2023-01-01T00:00:00+01:00", 8760 },
    { BERLIN "period.start 2023-01-01T00:00:00+01:00; period.step_minutes 60; period.steps 17544",
      2023, 2025, "2025-01-01T00:00:00+01:00", 17520 },
    /* From July on: the leap day is that of the second year. */
    { BERLIN "period.start 2024-07-01T00:00:00+02:00; period.step_minutes 60; period.steps 8760",
      2024, 2023, "2023-07-01T00:00:00+02:00", 8784 },
    /* Summer time begins on another day. */
    { BERLIN "period.start 2025-03-30T12:00:00+02:00; period.step_minutes 60; period.steps 168",
      2025, 2026, "2026-03-30T12:00:00+02:00", 168 },
    { BERLIN "period.start 2025-03-29T12:00:00+01:00; period.step_minutes 60; period.steps 168",
      2025, 2030, "2030-03-29T12:00:00+01:00", 168 },
    { BERLIN "period.start 2024-02-29T00:00:00+01:00; period.step_minutes 60; period.steps 24",
      2024, 2025, "2025-02-28T00:00:00+01:00", 24 },
    { "period.start 2024-12-31T00:00:00Z; period.step_minutes 60; period.steps 24", 2024, 2021,
      "2021-12-31T00:00:00Z", 24 },
    /* The year that the wall tells, not that of UTC. */
    { BERLIN "period.start 2024-12-31T23:30:00Z; period.step_minutes 30; period.steps 2", 2025,
      2026, "2025-12-31T23:30:00Z", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhStudy) study = new_study (cases[i].edits);
      g_autoptr (GhStudy) before = gh_study_copy (study);
      gint64 start;
      g_assert_true (gh_time_parse_iso (cases[i].start, &start));
      g_assert_cmpint (gh_period_get_year (study), ==, cases[i].from);
      gh_period_set_year (study, cases[i].to);
      g_assert_cmpint (gh_period_get_year (study), ==, cases[i].to);
      g_assert_cmpint (study->period->start, ==, start);
      g_assert_cmpint (study->period->steps, ==, cases[i].steps);
      /* There and back again, but for a day that not every year has. */
      if (strstr (cases[i].edits, "02-29") == NULL)
        {
          gh_period_set_year (study, cases[i].from);
          g_assert_true (gh_record_equal (&gh_study_table, study, before));
        }
    }
}

/* Numbers that do not fit any more stay, and are told. */
static void
test_series_stay (void)
{
  g_autoptr (GhStudy) study
      = new_study (BERLIN "period.start 2025-01-01T00:00:00+01:00; period.step_minutes 60; "
                          "period.steps 8760; load 1; tariff.import_price 0.3");
  g_autoptr (GhFindings) fit = gh_findings_new (), wrong = gh_findings_new ();

  gh_series_spec_free (study->load);
  study->load = gh_series_spec_new_values (gh_series_new_constant (1.0, 8760));
  gh_study_validate (study, fit);
  g_assert_cmpuint (gh_findings_count_errors (fit), ==, 0);
  gh_period_set_year (study, 2024);
  g_assert_cmpuint (gh_series_get_count (study->load->values), ==, 8760);
  gh_study_validate (study, wrong);
  g_assert_cmpuint (gh_findings_count_errors (wrong), ==, 1);
  g_assert_cmpstr (gh_findings_get (wrong, 0)->path, ==, "$.load");
  gh_period_set_year (study, 2026);
  g_assert_cmpint (study->period->steps, ==, 8760);
}

static void
test_step (void)
{
  static const struct
  {
    double from, to;
    int steps, becomes;
  } cases[]
      = { { 15, 60, 35040, 8760 }, { 60, 15, 8760, 35040 }, { 15, 60, 10, 3 }, { 15, 60, 1, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *edits
          = g_strdup_printf ("period.start 2025-01-01T00:00:00Z; period.step_minutes %g; "
                             "period.steps %d",
                             cases[i].from, cases[i].steps);
      g_autoptr (GhStudy) study = new_study (edits);
      gint64 start = study->period->start;
      gh_period_set_step (study, cases[i].to);
      g_assert_cmpfloat (study->period->step_minutes, ==, cases[i].to);
      g_assert_cmpint (study->period->steps, ==, cases[i].becomes);
      g_assert_cmpint (study->period->start, ==, start);
    }
}

static void
test_none (void)
{
  g_autoptr (GhStudy) study = gh_record_new (&gh_study_table);

  gh_period_set_year (study, 2024);
  gh_period_set_step (study, 60.0);
  g_assert_null (study->period);
  g_assert_cmpint (gh_period_get_year (study), ==, 0);
}

static void
add_period (GhStudy *study, gint64 start, gint64 steps)
{
  GhFleetPeriod *period = gh_record_new (&gh_fleet_period_table);

  period->start = start;
  period->steps = steps;
  if (study->periods == NULL)
    study->periods = g_ptr_array_new ();
  g_ptr_array_add (study->periods, period);
}

static const GhFleetPeriod *
get_period (const GhStudy *study, guint index)
{
  return g_ptr_array_index (study->periods, index);
}

/* The weeks that stand for the year of a fleet go along: to the same days of another year, and as
 * long in other steps. */
static void
test_fleet (void)
{
  g_autoptr (GhStudy) study = new_study (
      BERLIN "period.start 2025-01-01T00:00:00+01:00; period.step_minutes 30; period.steps 48");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  add_period (study, gh_civil_time_to_unix (zone, gh_date_from_civil (2025, 1, 13), 0), 336);
  add_period (study, gh_civil_time_to_unix (zone, gh_date_from_civil (2026, 7, 6), 0), 48);
  g_assert_cmpint (gh_period_get_year (study), ==, 2025);
  gh_period_set_step (study, 15.0);
  g_assert_cmpint (study->period->steps, ==, 96);
  g_assert_cmpint (get_period (study, 0)->steps, ==, 672);
  g_assert_cmpint (get_period (study, 1)->steps, ==, 96);
  gh_period_set_year (study, 2027);
  g_assert_cmpint (gh_period_get_year (study), ==, 2027);
  g_assert_cmpint (get_period (study, 0)->start, ==,
                   gh_civil_time_to_unix (zone, gh_date_from_civil (2027, 1, 13), 0));
  g_assert_cmpint (get_period (study, 1)->start, ==,
                   gh_civil_time_to_unix (zone, gh_date_from_civil (2028, 7, 6), 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/period/year", test_year);
  g_test_add_func ("/period/series-stay", test_series_stay);
  g_test_add_func ("/period/step", test_step);
  g_test_add_func ("/period/none", test_none);
  g_test_add_func ("/period/fleet", test_fleet);
  return g_test_run ();
}
