/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli.h"
#include "fleet-csv.h"
#include "plan-csv.h"
#include "study/fleet-warnings.h"
#include "words.h"

/* A fleet while it is compared. */
typedef struct
{
  const GhStudy *study;
  const char *directory; /* (nullable) */
  GhFleetTally tally;
  GString *vehicles[GH_FLEET_USES]; /* of vehicles.csv */
} Comparing;

static gboolean
take_part (guint use, const GhFleetPart *part, const GhFleetDepot *depot, const GhFleetPlan *result,
           gpointer data, GError **error)
{
  Comparing *comparing = data;

  /* The same vehicles come in all uses. */
  if (use == GH_STRATEGY_SMART)
    gh_fleet_tally_add (&comparing->tally, depot);
  if (comparing->directory == NULL || result->plan->grid_kw == NULL)
    return TRUE;
  g_autofree char *directory
      = g_build_filename (comparing->directory, gh_fleet_use_name (use), NULL);
  gh_fleet_csv_add_vehicles (comparing->vehicles[use], comparing->study, part, depot, result->plan);
  return gh_fleet_write_part_csv (comparing->study, part, depot, result->plan, directory, error);
}

static gboolean
write_tables (const Comparing *comparing, const GhFleetMoney *money, GError **error)
{
  if (comparing->directory == NULL)
    return TRUE;
  for (guint i = 0; i < GH_FLEET_USES; i++)
    {
      g_autofree char *directory
          = g_build_filename (comparing->directory, gh_fleet_use_name (i), NULL);
      if (!gh_csv_write (directory, "vehicles.csv", comparing->vehicles[i]->str, error))
        return FALSE;
    }
  return !money->has_numbers || gh_fleet_write_groups_csv (money, comparing->directory, error);
}

/* Why a use is not planned, or not all vehicles are served, on standard error. */
static GhCliStatus
report_uses (const GhFleetMoney *money)
{
  GhCliStatus status = GH_CLI_DONE;

  for (guint i = 0; i < GH_FLEET_USES; i++)
    {
      const GArray *parts = money->uses[i].year->parts;
      for (guint p = 0; p < parts->len; p++)
        {
          const GhFleetPart *part = &g_array_index (parts, GhFleetPart, p);
          const GhFleetSite *site = g_ptr_array_index (money->study->sites, part->site);
          if (part->reason == NULL)
            continue;
          fprintf (stderr, "%s: %s: %s\n", gh_fleet_use_name (i), site->name, part->reason);
          status = GH_CLI_INFEASIBLE;
        }
    }
  return status;
}

static GhCliStatus
finish (const Comparing *comparing, const GhStudyInput *input, GhCliFormat format,
        const GhFleetMoney *money)
{
  g_autoptr (GError) error = NULL;
  guint first = gh_findings_get_count (input->findings);

  gh_fleet_tally_warn (&comparing->tally, input->findings);
  gh_findings_print (input->findings, first);
  if (!write_tables (comparing, money, &error))
    return gh_cli_fail (error);
  g_autofree char *text = format == GH_CLI_JSON ? gh_fleet_money_to_json (money, input->findings)
                                                : gh_fleet_money_to_text (money);
  fputs (text, stdout);
  return report_uses (money);
}

/**
 * gh_cli_compare_fleet:
 * @input: a study of a fleet
 * @format: what is printed
 * @directory: (nullable): where tables go
 *
 * `compare` of a fleet: a year under every strategy, and its money by group.
 *
 * Returns: exit status
 */
GhCliStatus
gh_cli_compare_fleet (const GhStudyInput *input, GhCliFormat format, const char *directory)
{
  g_autoptr (GError) error = NULL;
  Comparing comparing = { .study = input->study, .directory = directory };
  GhProgress progress = gh_cli_begin_progress ();

  gh_fleet_tally_init (&comparing.tally, input->study);
  for (guint i = 0; i < GH_FLEET_USES; i++)
    gh_fleet_csv_begin_vehicles (comparing.vehicles[i] = g_string_new (NULL));
  g_autoptr (GhFleetMoney) money
      = gh_fleet_money_new (input->study, NULL, take_part, &comparing, &progress, &error);
  gh_cli_end_progress ();
  GhCliStatus status
      = money != NULL ? finish (&comparing, input, format, money) : gh_cli_fail (error);
  gh_fleet_tally_clear (&comparing.tally);
  for (guint i = 0; i < GH_FLEET_USES; i++)
    g_string_free (comparing.vehicles[i], TRUE);
  return status;
}
