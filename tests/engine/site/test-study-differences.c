/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/study-differences.h"

#include <math.h>
#include <string.h>

#include "edit-study.h"

/* "path: first | second" of each difference of two studies, the second edited. */
static char *
describe (const char *both, const char *second)
{
  g_autoptr (GhStudy) a = new_good_study ();
  g_autoptr (GhStudy) b = new_good_study ();
  g_autoptr (GString) text = g_string_new (NULL);

  edit_study (a, both);
  edit_study (b, both);
  edit_study (b, second);
  const GhStudy *const studies[] = { a, b };
  g_autoptr (GPtrArray) found = gh_study_differences (studies, 2);
  for (guint i = 0; i < found->len; i++)
    {
      const GhStudyDifference *difference = g_ptr_array_index (found, i);
      g_assert_false (difference->differs[0]);
      g_assert_true (difference->differs[1]);
      g_string_append_printf (text, "%s%s: %s | %s", i > 0 ? "; " : "", difference->path,
                              difference->shown[0], difference->shown[1]);
    }
  return g_strdup (text->str);
}

static void
test_differences (void)
{
  static const struct
  {
    const char *both, *second, *expected;
  } rows[] = {
    { "", "", "" },
    { "", "name Other", "" },
    { "currency EUR", "finance.capex.v2h 3000", "$.finance.capex.v2h: – | 3000\302\240€" },
    { "currency EUR; finance.capex.v2h 3000", "finance.capex.v2h 2999.5",
      "$.finance.capex.v2h: 3000\302\240€ | 2999.5\302\240€" },
    { "finance.discount_rate 0.04", "finance.discount_rate 0.0425",
      "$.finance.discount_rate: 4.0\302\240% | 4.25\302\240%" },
    /* What is absent and what is left to its default say the same. */
    { "", "vehicles.0.charger.phases 3", "" },
    { "vehicles.0.charger.charge_kw 11", "vehicles.0.charger.charge_kw 7.4",
      "$.vehicles[0].charger.charge_kw: 11.0\302\240kW | 7.4\302\240kW" },
    { "tariff.may_export 1", "tariff.may_export 0", "$.tariff.may_export: yes | no" },
    { "vehicles.0.trips.0.leave 07:30", "vehicles.0.trips.0.leave 06:15",
      "$.vehicles[0].trips[0].leave: 7:30 | 6:15" },
    { "", "solar.0.name Roof; solar.0.peak_kw 8",
      "$.solar[0].name: – | Roof; $.solar[0].peak_kw: – | 8.0\302\240kW" },
    { "load 1", "load 1.5", "$.load: 1.00\302\240kW | 1.50\302\240kW" },
    { "load [1,2,3]", "load [1,2,6]",
      "$.load: 3 numbers, 2.00\302\240kW on average | 3 numbers, 3.00\302\240kW on average" },
    { "finance.lifetime_years 9", "finance.lease.wear 1", "$.finance.lease.wear: – | Driver" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = describe (rows[i].both, rows[i].second);
      g_test_message ("%s", text);
      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

/* A part that is there and gives nothing is told itself: a lease says that wear is the lessor's. */
static void
test_bare_part (void)
{
  g_autoptr (GhStudy) a = new_good_study ();
  g_autoptr (GhStudy) b = new_good_study ();

  edit_study (a, "finance.lifetime_years 9");
  edit_study (b, "finance.lifetime_years 9; finance.lease.years 4");
  b->finance->lease->record.given = 0;
  const GhStudy *const studies[] = { a, b };
  g_autoptr (GPtrArray) found = gh_study_differences (studies, 2);
  g_assert_cmpuint (found->len, ==, 1);
  const GhStudyDifference *difference = g_ptr_array_index (found, 0);
  g_assert_cmpstr (difference->path, ==, "$.finance.lease");
  g_assert_null (difference->words[0]);
  g_assert_cmpstr (difference->words[1], ==, "{}");
  g_assert_true (difference->differs[1] && !difference->differs[0]);
}

/* Of several, each is held against the first; words and numbers are those of the file. */
static void
test_several (void)
{
  static const char *const edits[]
      = { "emissions.price_per_tonne 0", "emissions.price_per_tonne 80",
          "emissions.price_per_tonne 0; emissions.plan_on 2" };
  const GhStudy *studies[3];

  for (guint i = 0; i < 3; i++)
    {
      GhStudy *study = new_good_study ();
      edit_study (study, edits[i]);
      studies[i] = study;
    }
  g_autoptr (GPtrArray) found = gh_study_differences (studies, 3);
  g_assert_cmpuint (found->len, ==, 2);
  const GhStudyDifference *price = g_ptr_array_index (found, 0);
  const GhStudyDifference *rate = g_ptr_array_index (found, 1);
  g_assert_cmpstr (price->path, ==, "$.emissions.price_per_tonne");
  g_assert_true (price->differs[1] && !price->differs[2]);
  g_assert_cmpfloat (price->numbers[1], ==, 80.0);
  g_assert_cmpstr (rate->path, ==, "$.emissions.plan_on");
  g_assert_true (!rate->differs[1] && rate->differs[2]);
  g_assert_true (isnan (rate->numbers[2]));
  g_assert_cmpstr (rate->words[2], ==, "average");
  g_assert_cmpstr (rate->shown[2], ==, "Average");
  for (guint i = 0; i < 3; i++)
    gh_study_free ((GhStudy *) studies[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study-differences/two", test_differences);
  g_test_add_func ("/study-differences/bare-part", test_bare_part);
  g_test_add_func ("/study-differences/several", test_several);
  return g_test_run ();
}
