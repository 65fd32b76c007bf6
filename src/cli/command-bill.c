/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "cli.h"
#include "real-bill.h"
#include "words.h"

/* A bill as CSV is one to put real numbers into. */
enum
{
  FORMAT_TEXT,
  FORMAT_JSON,
  FORMAT_CSV
};

static const char *const formats[] = { "text", "json", "csv", NULL };

/* @format: index in formats
 * @real: (nullable): path of the real bill */
typedef struct
{
  GhStrategy strategy;
  int format;
  const char *real;
} BillOptions;

static GhPlan *
solve (const GhSite *site, gpointer data, const GhProgress *progress, GError **error)
{
  const BillOptions *options = data;
  GhPlanOptions solving = { options->strategy, GH_SOLVER_AUTO, INFINITY, FALSE };

  return gh_planner_solve (site, &solving, progress, error);
}

/* The bill of a plan: that of the outcome, or made now where the plan's own sums were exact. */
static gboolean
find_bill (const GhStudyInput *input, const GhPlan *plan, GhTariffOutcome *outcome, GError **error)
{
  if (outcome->bill == NULL)
    outcome->bill = gh_tariff_bill_plan (input->study, input->site, plan, error);
  return outcome->bill != NULL;
}

static gboolean
compare_bills (const BillOptions *options, const GhStudyInput *input, GhBillReport *report,
               GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  const GPtrArray *kept = input->study->real_bill;
  guint told = gh_findings_get_count (input->findings);

  if (options->real == NULL && (kept == NULL || kept->len == 0))
    return TRUE;
  if (options->real != NULL)
    entries = gh_real_bill_load (options->real, input->findings, error);
  if (options->real != NULL && entries == NULL)
    return FALSE;
  report->check = gh_bill_check_new (report->bill, entries != NULL ? entries : kept,
                                     report->currency, input->findings);
  gh_findings_print (input->findings, told);
  return TRUE;
}

static GhCliStatus
report_bill (const BillOptions *options, const GhStudyInput *input, const GhTariffOutcome *outcome)
{
  g_autoptr (GError) error = NULL;
  GhBillReport report = { .bill = outcome->bill,
                          .strategy = options->strategy,
                          .currency = input->site->currency,
                          .correction = outcome->correction,
                          .findings = input->findings };

  if (!compare_bills (options, input, &report, &error))
    return gh_cli_fail (error);
  g_autofree char *text = options->format == FORMAT_JSON  ? gh_bill_to_json (&report)
                          : options->format == FORMAT_CSV ? gh_real_bill_to_csv (report.bill)
                                                          : gh_bill_to_text (&report);
  fputs (text, stdout);
  gh_bill_check_free (report.check);
  return GH_CLI_DONE;
}

/* As the strategies are compared: a wall battery that is still to be bought is on no bill but that
 * of the strategy that buys it. */
static gboolean
choose_stores (const BillOptions *options, GhStudyInput *input, GError **error)
{
  if (!gh_study_input_allows (input, (int) options->strategy, error))
    return FALSE;
  if (options->strategy != GH_STRATEGY_BATTERY)
    gh_site_free (gh_household_split_rival (input->study, input->site));
  return TRUE;
}

static GhCliStatus
bill_study (BillOptions *options, const char *path)
{
  g_auto (GhStudyInput) input = { 0 };
  g_autoptr (GError) error = NULL;
  GhTariffOutcome outcome;
  GhCliStatus status;

  if (gh_study_input_read (&input, path) != GH_CLI_DONE)
    return GH_CLI_INVALID;
  if (!choose_stores (options, &input, &error))
    return gh_cli_fail (error);
  GhProgress progress = gh_cli_begin_progress ();
  g_autoptr (GhPlan) plan
      = gh_tariff_plan (input.study, input.site, solve, options, &outcome, &progress, &error);
  gh_cli_end_progress ();
  if (plan == NULL || (plan->grid_kw != NULL && !find_bill (&input, plan, &outcome, &error)))
    status = gh_cli_fail (error);
  else if (plan->grid_kw == NULL)
    status = gh_cli_report_plan (plan, input.site, options->strategy);
  else
    {
      status = report_bill (options, &input, &outcome);
      if (status == GH_CLI_DONE)
        status = gh_cli_report_plan (plan, input.site, options->strategy);
    }
  gh_tariff_outcome_clear (&outcome);
  return status;
}

/**
 * gh_command_bill:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `bill`: prints the bill of a study month by month and item by item, and holds it against a real
 * one.
 *
 * Returns: exit status
 */
int
gh_command_bill (int argc, char **argv)
{
  BillOptions options = { .strategy = GH_STRATEGY_UNMANAGED };
  g_autofree char *strategy = NULL, *format = NULL, *real = NULL;
  int index = GH_STRATEGY_UNMANAGED;
  const GOptionEntry entries[]
      = { { "strategy", 0, 0, G_OPTION_ARG_STRING, &strategy,
            N_ ("unmanaged, smart, v2h, v2g or battery"), "WORD" },
          { "real", 0, 0, G_OPTION_ARG_FILENAME, &real,
            N_ ("a real bill to compare with: month, item, amount, quantity as CSV or JSON"),
            "FILE" },
          { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("text, json or csv"), "FORMAT" },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "STUDY.json", _ ("Makes up the bill of a study, item by item."),
                     &argc, &argv)
      || !gh_cli_parse_strategy (strategy, &index)
      || !gh_cli_parse_choice ("format", format, formats, &options.format))
    return GH_CLI_USAGE;
  if (argc != 2)
    {
      fprintf (stderr, _ ("%s: takes one study file\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  options.strategy = (GhStrategy) index;
  options.real = real;
  return bill_study (&options, argv[1]);
}
