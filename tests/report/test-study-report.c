/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study-report.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "attribute-list.h"
#include "comparison-rows.h"
#include "comparison-words.h"
#include "errors.h"
#include "report-layout.h"
#include "run-tool.h"
#include "study/sensitivity-words.h"
#include "study/store-shares.h"
#include "two-price-study.h"

#define DATE (gh_date_from_civil (2026, 11, 27))
#define EMISSIONS "emissions.marginal_g_per_kwh 400; emissions.average_g_per_kwh 300; "

static GhStudyReport *
compute (const char *edits)
{
  g_autoptr (GhStudy) study = new_two_price_study (edits);
  g_autoptr (GError) error = NULL;
  GhStudyReport *made = gh_study_report_compute (study, NULL, &error);

  g_assert_no_error (error);
  return made;
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("\"%s\" is not in the report", part);
}

static void
check_caption (const GhReportCaption *caption, gboolean is_table, gpointer data)
{
  guint *counts = data;

  g_assert_cmpstr (caption->title, !=, "");
  g_assert_cmpstr (caption->unit, !=, "");
  /* A range has a year, of the period or of the life. */
  g_assert_nonnull (strstr (caption->range, "2024"));
  g_assert_cmpstr (caption->source, !=, "");
  counts[is_table]++;
}

/* All sections in their order, and no table or figure without unit, range and source. */
static void
test_sections (void)
{
  static const char *const edits[]
      = { "", EMISSIONS "period.steps 336; tariff.import_price 0.3",
          "vehicles.0.cell nmc-kokam-75ah; finance.lifetime_years 2; " EMISSIONS };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GhStudyReport) made = compute (edits[i]);
      g_autoptr (GhReport) report
          = gh_study_report_make (made, GH_REPORT_BEST_STRATEGY, DATE, NULL, NULL);
      g_auto (GStrv) sections = gh_study_report_list_sections ();
      g_auto (GStrv) chapters = gh_report_list_chapters (report);
      guint counts[2] = { 0, 0 };
      g_assert_true (g_strv_equal ((const char *const *) sections, (const char *const *) chapters));
      gh_report_visit_captions (report, check_caption, counts);
      g_assert_cmpuint (counts[FALSE], >=, 5);
      g_assert_cmpuint (counts[TRUE], >=, 5);
      g_assert_true ((made->life != NULL) == (i == 2));
    }
}

/* The figures are those of the results, and the price at which nothing is won is by hand: the
 * present value of all later years. */
static void
test_numbers (void)
{
  g_autoptr (GhStudyReport) made = compute (
      EMISSIONS "finance.capex.smart 100; finance.capex.v2h 900; finance.capex.v2g 5000");
  g_autoptr (GhReport) report
      = gh_study_report_make (made, GH_REPORT_BEST_STRATEGY, DATE, NULL, NULL);
  g_autofree char *text = gh_report_to_text (report);
  const GhCashFlow *flow = gh_results_get_cash_flow (made->results, GH_STRATEGY_V2H);
  double worth = 0.0;

  for (guint i = 1; i < flow->years->len; i++)
    worth += g_array_index (flow->years, GhCashFlowRow, i).discounted;
  g_autofree char *condition = g_strdup_printf (
      "V2H (house) pays as long as its equipment costs less than %.0f EUR", worth);
  g_autofree char *in_euros
      = g_strdup_printf ("V2H (house) pays as long as its equipment costs less than %.0f\xc2\xa0"
                         "€ more",
                         worth);
  g_autofree char *bill = gh_comparison_row_format (GH_ROW_BILL, made->results, GH_STRATEGY_V2H);
  g_autofree char *npv = g_strdup_printf ("Net present value\t+%.0f\xc2\xa0€", flow->npv);
  g_assert_cmpfloat (flow->npv, >, 0.0);
  g_assert_null (strstr (text, condition));
  assert_has (text, in_euros);
  assert_has (text, bill);
  assert_has (text, npv);
  assert_has (text, gh_results_get_answer (made->results));
  assert_has (text, gh_results_get_comparison (made->results)->carbon);
  assert_has (text, "27 November 2026");
}

/* What comes true stands beside what was planned, and what is varied counts that share. */
static void
test_operation (void)
{
  g_autoptr (GhStudyReport) made = compute ("");
  g_autoptr (GhReport) report
      = gh_study_report_make (made, GH_REPORT_BEST_STRATEGY, DATE, NULL, NULL);
  g_autofree char *text = gh_report_to_text (report);
  const GhSensitivityQuestion *question = &made->base->question;
  g_autofree char *basis = gh_sensitivity_format_basis (made->base);

  for (GhComparisonRow row = GH_ROW_FORECASTS; row <= GH_ROW_RULE; row++)
    {
      g_autofree char *saving = gh_comparison_row_format (row, made->results, GH_STRATEGY_V2H);
      g_assert_true (isfinite (gh_comparison_row_get_value (row, made->results, GH_STRATEGY_V2H)));
      g_assert_cmpstr (saving, !=, "–");
      assert_has (text, saving);
    }
  g_assert_cmpfloat (question->capture_ratio, ==,
                     gh_bracket_get_capture_ratio (gh_results_get_comparison (made->results),
                                                   gh_results_get_bracket (made->results),
                                                   GH_OPERATION_ROLLING, question->strategy));
  assert_has (text, basis);
  g_assert_cmpuint (made->break_evens->len, >, 0);
  for (guint i = 0; i < made->break_evens->len; i++)
    {
      g_autofree char *sentence
          = gh_break_even_format (g_ptr_array_index (made->break_evens, i), made->base);
      assert_has (text, sentence);
    }
}

/* Where there are several cars the report tells what each brings. */
static void
test_shares (void)
{
  g_autoptr (GhStudyReport) one = compute ("");
  g_autoptr (GhStudyReport) two
      = compute ("vehicles.0.charger.discharge_kw 0.5; vehicles.1.name Other; "
                 "vehicles.1.battery_kwh 60; vehicles.1.charger.charge_efficiency 0.9; "
                 "vehicles.1.charger.discharge_efficiency 0.9");
  g_autoptr (GhReport) report
      = gh_study_report_make (two, GH_REPORT_BEST_STRATEGY, DATE, NULL, NULL);
  g_autofree char *text = gh_report_to_text (report);
  const GhStoreShares *shares = g_ptr_array_index (two->shares, 0);
  double percent = 100.0 * shares->shares[1].saving_per_year / shares->saving_per_year;
  g_autofree char *other = g_strdup_printf ("Other\t%.2f\302\240€\t%.1f\302\240%%",
                                            shares->shares[1].saving_per_year, percent);

  g_assert_null (one->shares);
  assert_has (text, "What each car brings of the saving");
  assert_has (text, other);
}

/* The report varies the strategy that the study asks for. */
static void
test_asked (void)
{
  g_autoptr (GhStudyReport) made = compute ("what_if.strategy 3; what_if.against 0");
  g_autoptr (GhReport) report = gh_study_report_make (made, GH_STRATEGY_V2H, DATE, NULL, NULL);
  g_autofree char *text = gh_report_to_text (report);

  g_assert_cmpint (made->base->question.strategy, ==, GH_STRATEGY_V2G);
  g_assert_cmpint (made->base->question.against, ==, GH_STRATEGY_UNMANAGED);
  assert_has (text, "net present value of V2G (grid) over On arrival");
}

/* Outages are told of the strategy that is looked at, with the curve where anything can power the
 * house. */
static void
test_outages (void)
{
  g_autoptr (GhStudyReport) made = compute ("");
  const GhResilience *resilience = gh_results_get_resilience (made->results);

  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      g_autoptr (GhReport) report = gh_study_report_make (made, (int) s, DATE, NULL, NULL);
      g_autofree char *text = gh_report_to_text (report);
      g_autofree char *answer = gh_resilience_answer (resilience, s);
      g_autofree char *worst = gh_resilience_tell_worst (resilience, s);
      assert_has (text, answer);
      if (worst != NULL)
        assert_has (text, worst);
      assert_has (text, "Share of outages that are survived");
      g_assert_null (strstr (text, "faults and outages"));
    }
}

/* Any strategy can be looked at. */
static void
test_strategy (void)
{
  g_autoptr (GhStudyReport) made = compute ("");

  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      g_autoptr (GhReport) report = gh_study_report_make (made, (int) s, DATE, NULL, NULL);
      g_autofree char *text = gh_report_to_text (report);
      g_autofree char *source = g_strdup_printf ("plan of %s", gh_strategy_get_short_title (s));
      assert_has (text, source);
    }
}

/* What cannot be planned is reported as that, with the reason and what was assumed. */
static void
test_infeasible (void)
{
  g_autoptr (GhStudyReport) made = compute (
      "connection.import_limit_kw 0.5; vehicles.0.soc_start 0.1; vehicles.0.soc_min 0.1");
  g_autoptr (GhReport) report
      = gh_study_report_make (made, GH_REPORT_BEST_STRATEGY, DATE, NULL, NULL);
  g_auto (GStrv) chapters = gh_report_list_chapters (report);
  g_autofree char *text = gh_report_to_text (report);
  g_autofree char *reasons = gh_comparison_format_reasons (made->results, GH_PLAN_INFEASIBLE);
  g_auto (GStrv) lines = g_strsplit (reasons, "\n", -1);

  g_assert_false (gh_results_is_complete (made->results));
  assert_has (text, "The question cannot be answered");
  assert_has (text, lines[0]);
  g_assert_cmpstr (chapters[0], ==, "answer");
  g_assert_cmpstr (chapters[1], ==, "assumptions");
  g_assert_cmpstr (chapters[2], ==, "method");
  g_assert_null (chapters[3]);
}

static const GhListedAttribute *
find_attribute (const GPtrArray *list, const char *group, const char *title)
{
  for (guint i = 0; i < list->len; i++)
    {
      const GhListedAttribute *listed = g_ptr_array_index (list, i);
      if (g_str_equal (listed->group, group) && g_str_equal (listed->title, title))
        return listed;
    }
  return NULL;
}

/* Efficiencies do not count where losses are given. */
static void
check_superseded (void)
{
  g_autoptr (GhStudy) study = new_two_price_study (
      "vehicles.0.charger null; vehicles.0.charger.charge_loss_kw [0.05,0.09,0.003]");
  g_autoptr (GPtrArray) list = gh_study_list_attributes (study);

  g_assert_nonnull (find_attribute (list, "Cars 1: Car · Charger", "Charging losses"));
  g_assert_null (find_attribute (list, "Cars 1: Car · Charger", "Charging efficiency"));
  g_assert_nonnull (find_attribute (list, "Cars 1: Car · Charger", "Discharging efficiency"));
}

/* What is given, what holds by default, and what is left out; no group comes twice. */
static void
test_attributes (void)
{
  static const struct
  {
    const char *group, *title, *value;
    gboolean is_given;
  } expected[] = {
    { "Location", "Latitude", "48.0000°", TRUE },
    { "Cars 1: Car", "Battery",
      "60.0\xc2\xa0"
      "kWh",
      TRUE },
    { "Cars 1: Car · Charger", "Charging efficiency", "90.0\xc2\xa0%", TRUE },
    { "Cars 1: Car · Charger", "Phases", "3", FALSE },
    { "Money", "Lifetime", "10\xc2\xa0years", TRUE },
    { "Money", "Discount rate", "4.0\xc2\xa0%", FALSE },
    { "Tariff", "Export price",
      "5.00\xc2\xa0"
      "ct/kWh",
      TRUE },
  };
  g_autoptr (GhStudy) study = new_two_price_study ("");
  g_autoptr (GPtrArray) list = gh_study_list_attributes (study);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  const char *group = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const GhListedAttribute *listed = find_attribute (list, expected[i].group, expected[i].title);
      if (listed == NULL)
        g_error ("%s of %s is not listed", expected[i].title, expected[i].group);
      g_assert_cmpstr (listed->value, ==, expected[i].value);
      g_assert_cmpint (listed->is_given, ==, expected[i].is_given);
    }
  g_assert_null (find_attribute (list, "Money", "Value at the end"));
  check_superseded ();
  for (guint i = 0; i < list->len; i++)
    {
      const GhListedAttribute *listed = g_ptr_array_index (list, i);
      g_assert_cmpstr (listed->value, !=, "");
      if (g_strcmp0 (group, listed->group) != 0)
        g_assert_true (g_hash_table_add (groups, listed->group));
      group = listed->group;
    }
}

/* Stops when it has been asked so often. */
typedef struct
{
  guint calls;
  guint last;
} Stop;

static gboolean
stop (double fraction, const char *message, gpointer data)
{
  Stop *asked = data;

  return ++asked->calls < asked->last;
}

/* Whenever it is stopped nothing is made, neither of the numbers nor of the report. */
static void
test_stopped (void)
{
  static const guint lasts[] = { 1, 2, 5, 8 };
  g_autoptr (GhStudy) study = new_two_price_study ("period.steps 8760; tariff.import_price 0.3");
  g_autoptr (GhStudyReport) made = compute ("");

  for (gsize i = 0; i < G_N_ELEMENTS (lasts); i++)
    {
      g_autoptr (GError) computing = NULL, making = NULL;
      Stop first = { 0, lasts[i] }, second = { 0, lasts[i] };
      GhProgress progress = { stop, &first, 0.0, 1.0 }, other = { stop, &second, 0.0, 1.0 };
      g_assert_null (gh_study_report_compute (study, &progress, &computing));
      g_assert_error (computing, GH_ERROR, GH_ERROR_STOPPED);
      g_assert_null (gh_study_report_make (made, GH_REPORT_BEST_STRATEGY, DATE, &other, &making));
      g_assert_error (making, GH_ERROR, GH_ERROR_STOPPED);
    }
}

static guint
count_lines (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  guint lines = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  for (const char *c = text; *c != '\0'; c++)
    lines += *c == '\n';
  return lines;
}

/* The heads of columns tell units. */
static void
check_heads (const char *folder)
{
  static const char *const heads[][2] = {
    { "tornado.csv", "input,value,shown,unit,npv_EUR,saving_EUR_per_year,payback_years," },
    { "break-evens.csv", "input,from,to,npv_from_EUR,npv_to_EUR,root,root_shown,unit,npv\n" },
    { "survival.csv", "hours,unmanaged_share,smart_share,v2h_share,v2g_share\n" },
    { "outages.csv", "time,unmanaged_hours,smart_hours,v2h_hours,v2g_hours\n" },
    { "worst-weeks.csv", "strategy,from,until,mean_hours_survived,least_hours_of_the_period\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *path = g_build_filename (folder, heads[i][0], NULL);
      g_autofree char *text = NULL;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, heads[i][1]));
    }
}

/* Tables of everything, with a row for each step, year and assumption. */
static void
test_csv (void)
{
  g_autoptr (GhStudyReport) made
      = compute ("vehicles.0.cell nmc-kokam-75ah; finance.lifetime_years 2");
  g_autoptr (GPtrArray) list = gh_study_list_attributes (gh_results_get_study (made->results));
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-csv-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_study_report_write_csv (made, folder, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_lines (folder, "comparison.csv"), ==, 1 + GH_COMPARED_STRATEGIES);
  g_assert_cmpuint (count_lines (folder, "plan-v2h.csv"), ==, 1 + 24);
  g_assert_cmpuint (count_lines (folder, "npv-years.csv"), ==, 1 + 2 * 3 * GH_COMPARED_STRATEGIES);
  g_assert_cmpuint (count_lines (folder, "life.csv"), ==, 1 + 2 * GH_COMPARED_STRATEGIES);
  g_assert_cmpuint (count_lines (folder, "assumptions.csv"), ==, 1 + list->len);
  g_assert_cmpuint (count_lines (folder, "bill-v2g.csv"), >, 1);
  g_assert_cmpuint (count_lines (folder, "tornado.csv"), ==, 1 + 2 * made->tornado->swings->len);
  g_assert_cmpuint (count_lines (folder, "break-evens.csv"), ==, 1 + made->break_evens->len);
  g_assert_cmpuint (count_lines (folder, "survival.csv"), ==,
                    1 + gh_results_get_resilience (made->results)->survival_count);
  g_assert_cmpuint (count_lines (folder, "outages.csv"), ==, 1 + 24);
  g_assert_cmpuint (count_lines (folder, "worst-weeks.csv"), ==, 1 + GH_COMPARED_STRATEGIES);
  check_heads (folder);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study-report/sections", test_sections);
  g_test_add_func ("/study-report/numbers", test_numbers);
  g_test_add_func ("/study-report/operation", test_operation);
  g_test_add_func ("/study-report/shares", test_shares);
  g_test_add_func ("/study-report/asked", test_asked);
  g_test_add_func ("/study-report/outages", test_outages);
  g_test_add_func ("/study-report/strategy", test_strategy);
  g_test_add_func ("/study-report/infeasible", test_infeasible);
  g_test_add_func ("/study-report/attributes", test_attributes);
  g_test_add_func ("/study-report/stopped", test_stopped);
  g_test_add_func ("/study-report/csv", test_csv);
  return g_test_run ();
}
