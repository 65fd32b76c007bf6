/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "cli.h"
#include "study/pareto.h"
#include "words.h"

enum
{
  FORMAT_TEXT,
  FORMAT_JSON,
  FORMAT_CSV
};

static const char *const formats[] = { "text", "json", "csv", NULL };
static const char *const strategies[] = { "unmanaged", "smart", "v2h", "v2g", NULL };

/* @points: most of them
 * @format: index in formats */
typedef struct
{
  GhStrategy strategy;
  int points;
  int format;
  gboolean timing;
} ParetoOptions;

static char *
to_text (const GhParetoFront *front, const GhStudyInput *input, gboolean timing)
{
  const char *currency = input->site->currency;
  g_autoptr (GhDataTable) table = gh_pareto_make_table (front, currency);
  g_autofree char *lines = gh_cli_table_to_text (table, TRUE);
  g_autofree char *answer = gh_pareto_answer (front, currency);
  GString *text = g_string_new (NULL);

  if (input->study->name != NULL)
    g_string_append_printf (text, "%s: ", input->study->name);
  g_string_append_printf (text, "%s\n\n%s\n%s\n",
                          front->strategy == GH_STRATEGY_AS_GIVEN
                              ? _ ("as the charger allows")
                              : gh_strategy_title (front->strategy),
                          lines, answer);
  if (timing)
    g_string_append_printf (text, _ ("\nPlanned in %.3f s\n"), front->solve_seconds);
  return g_string_free (text, FALSE);
}

static void
write_point (GhJsonWriter *writer, const GhParetoFront *front, guint index)
{
  const GhParetoPoint *point = gh_pareto_front_get (front, index);

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_number (writer, "price_per_tonne", point->price_per_tonne);
  gh_json_writer_number (writer, "cost_per_year", point->cost_per_year);
  gh_json_writer_number (writer, "bill_per_year", point->bill_per_year);
  gh_json_writer_number (writer, "emissions_kg_per_year", point->emissions_kg[front->rate]);
  gh_json_writer_number (writer, "abatement_per_tonne", point->abatement_per_tonne);
  gh_json_writer_number (writer, "equivalent_full_cycles_per_year", point->full_cycles);
  gh_json_writer_number (writer, "discharged_kwh_per_year", point->discharged_kwh);
  gh_json_writer_number (writer, "gap_per_year", point->gap_per_year);
  gh_json_writer_number (writer, "open_per_year", point->open_per_year);
  gh_json_writer_end (writer);
}

static char *
to_json (const GhParetoFront *front, const GhStudyInput *input, gboolean timing)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autofree char *answer = gh_pareto_answer (front, input->site->currency);

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "strategy", gh_strategy_name (front->strategy));
  gh_json_writer_text (writer, "planned_on", gh_emission_rate_words[front->rate]);
  gh_json_writer_text (writer, "answer", answer);
  gh_json_writer_integer (writer, "knee", front->knee);
  gh_json_writer_integer (writer, "present", front->present);
  gh_json_writer_boolean (writer, "whole", front->is_whole);
  gh_json_writer_boolean (writer, "bounded", front->is_bounded);
  gh_json_writer_integer (writer, "plans", front->plans);
  gh_json_writer_begin_array (writer, "points");
  for (guint i = 0; i < front->points->len; i++)
    write_point (writer, front, i);
  gh_json_writer_end (writer);
  gh_findings_write_json (input->findings, writer);
  if (timing)
    gh_json_writer_number (writer, "solve_seconds", front->solve_seconds);
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}

static char *
to_csv (const GhParetoFront *front)
{
  GString *text = g_string_new ("price_per_tonne,cost_per_year,bill_per_year,"
                                "emissions_kg_per_year,abatement_per_tonne,"
                                "equivalent_full_cycles_per_year,discharged_kwh_per_year,"
                                "gap_per_year,open_per_year\n");
  char buffer[GH_NUMBER_TEXT_SIZE];

  for (guint i = 0; i < front->points->len; i++)
    {
      const GhParetoPoint *point = gh_pareto_front_get (front, i);
      const double numbers[] = { point->price_per_tonne,     point->cost_per_year,
                                 point->bill_per_year,       point->emissions_kg[front->rate],
                                 point->abatement_per_tonne, point->full_cycles,
                                 point->discharged_kwh,      point->gap_per_year };
      for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
        g_string_append_printf (text, "%s%s", k > 0 ? "," : "",
                                isnan (numbers[k]) ? "" : gh_number_to_text (numbers[k], buffer));
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static GhCliStatus
find_front (const ParetoOptions *options, const char *path)
{
  g_auto (GhStudyInput) input = { 0 };
  g_autoptr (GError) error = NULL;

  if (gh_study_input_read (&input, path) != GH_CLI_DONE)
    return GH_CLI_INVALID;
  GhProgress progress = gh_cli_begin_progress ();
  g_autoptr (GhParetoFront) front = gh_pareto_find (input.study, input.site, options->strategy,
                                                    (guint) options->points, &progress, &error);
  gh_cli_end_progress ();
  if (front == NULL)
    return gh_cli_fail (error);
  if (front->points->len == 0)
    {
      const GhPlan none = { .status = GH_PLAN_INFEASIBLE, .reason = front->reason };
      return gh_cli_report_plan (&none, input.site, options->strategy);
    }
  g_autofree char *text = options->format == FORMAT_JSON ? to_json (front, &input, options->timing)
                          : options->format == FORMAT_CSV
                              ? to_csv (front)
                              : to_text (front, &input, options->timing);
  fputs (text, stdout);
  return GH_CLI_DONE;
}

static gboolean
are_points_sound (const ParetoOptions *options)
{
  if (options->points >= 2 && options->points <= GH_PARETO_MOST_POINTS)
    return TRUE;
  fprintf (stderr, _ ("%s: --points takes a number from 2 to %d\n"), g_get_prgname (),
           GH_PARETO_MOST_POINTS);
  return FALSE;
}

/**
 * gh_command_pareto:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * `pareto`: prints what less carbon costs, one plan for each of several prices on emissions.
 *
 * Returns: exit status
 */
int
gh_command_pareto (int argc, char **argv)
{
  ParetoOptions options = { .strategy = GH_STRATEGY_AS_GIVEN, .points = GH_PARETO_POINTS };
  g_autofree char *strategy = NULL, *format = NULL;
  int index = GH_STRATEGY_AS_GIVEN;
  const GOptionEntry entries[]
      = { { "strategy", 0, 0, G_OPTION_ARG_STRING, &strategy, N_ ("unmanaged, smart, v2h or v2g"),
            "WORD" },
          { "points", 0, 0, G_OPTION_ARG_INT, &options.points, N_ ("how many at most"), "N" },
          { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("text, json or csv"), "FORMAT" },
          { "timing", 0, 0, G_OPTION_ARG_NONE, &options.timing, N_ ("tell how long planning took"),
            NULL },
          G_OPTION_ENTRY_NULL };

  if (!gh_cli_parse (entries, "STUDY.json", _ ("Finds what less carbon costs."), &argc, &argv)
      || !gh_cli_parse_choice ("strategy", strategy, strategies, &index)
      || !gh_cli_parse_choice ("format", format, formats, &options.format)
      || !are_points_sound (&options))
    return GH_CLI_USAGE;
  if (argc != 2)
    {
      fprintf (stderr, _ ("%s: takes one study file\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  options.strategy = (GhStrategy) index;
  return find_front (&options, argv[1]);
}
