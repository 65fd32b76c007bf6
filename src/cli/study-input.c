/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "battery-life.h"
#include "cli.h"
#include "errors.h"
#include "record-path.h"
#include "series-file.h"
#include "study-json.h"
#include "study/site-builder.h"
#include "study/study-warnings.h"
#include "words.h"

/**
 * gh_findings_print_of:
 * @file: (nullable): in which they were found, to be named where there are several
 * @findings: what was found
 * @first: index of the first to print
 *
 * Prints findings on standard error, one a line.
 */
void
gh_findings_print_of (const char *file, const GhFindings *findings, guint first)
{
  for (guint i = first; i < gh_findings_get_count (findings); i++)
    {
      const GhFinding *finding = gh_findings_get (findings, i);
      fprintf (stderr, "%s%s%s: %s: %s\n", file != NULL ? file : "", file != NULL ? ": " : "",
               finding->severity == GH_SEVERITY_ERROR ? _ ("error") : _ ("warning"), finding->path,
               finding->message);
    }
}

/**
 * gh_findings_print:
 * @findings: what was found
 * @first: index of the first to print
 *
 * The same of the only study.
 */
void
gh_findings_print (const GhFindings *findings, guint first)
{
  gh_findings_print_of (NULL, findings, first);
}

/* What is wrong with the study is a finding; what is wrong with the machine is not. */
static void
add_error (GhFindings *findings, const GError *error)
{
  gh_findings_add (findings, GH_SEVERITY_ERROR, "$", "%s",
                   error != NULL ? error->message : _ ("the study cannot be read"));
}

static gboolean
build_household (GhStudyInput *input, GError **error)
{
  gh_study_warn (input->study, input->findings);
  input->site = gh_site_build (input->study, NULL, error);
  if (input->site != NULL)
    gh_battery_warn (input->study, input->site, input->findings);
  return input->site != NULL;
}

/* What a command can do with a study, as bits. */
typedef enum
{
  TAKES_FLEETS = 1 << 0,
  LEAVES_OUT_INCOMPLETE = 1 << 1
} InputFlags;

/* The same as if the study said so. */
static void
leave_out_incomplete (GhStudy *study, GhFindings *findings)
{
  GhPlace place;

  if (study->kind != GH_STUDY_FLEET)
    gh_findings_add (findings, GH_SEVERITY_ERROR, "$.kind",
                     _ ("--leave-out-incomplete is for fleets"));
  else if (gh_place_find (&gh_study_table, study, "$.fleet.leave_out_incomplete", TRUE, &place))
    gh_place_set_number (&place, 1.0);
}

static gboolean
read_study (GhStudyInput *input, const char *path, InputFlags flags, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);

  if (!gh_study_load (path, input->findings, &input->study, error))
    return FALSE;
  if ((flags & TAKES_FLEETS) == 0)
    gh_study_require_household (input->study, input->findings);
  if ((flags & LEAVES_OUT_INCOMPLETE) != 0)
    leave_out_incomplete (input->study, input->findings);
  if (gh_findings_count_errors (input->findings) > 0)
    return TRUE;
  gh_study_validate (input->study, input->findings);
  if (gh_findings_count_errors (input->findings) > 0)
    return TRUE;
  if (!gh_study_resolve_series (input->study, directory, input->findings, NULL, error))
    return FALSE;
  if (gh_findings_count_errors (input->findings) > 0)
    return TRUE;
  return input->study->kind == GH_STUDY_FLEET || build_household (input, error);
}

/* @file: (nullable): what findings are said to be of */
static GhCliStatus
read_input (GhStudyInput *input, const char *path, InputFlags flags, const char *file)
{
  g_autoptr (GError) error = NULL;

  *input = (GhStudyInput){ .findings = gh_findings_new () };
  if (!read_study (input, path, flags, &error))
    add_error (input->findings, error);
  gh_findings_print_of (file, input->findings, 0);
  return gh_findings_count_errors (input->findings) == 0 ? GH_CLI_DONE : GH_CLI_INVALID;
}

/**
 * gh_study_input_read:
 * @input: (out): to be cleared with gh_study_input_clear() whatever is returned
 * @path: of the study file
 *
 * Reads a study of a household with the files it names, validates it and turns it into numbers.
 * What was found is told on standard error.
 *
 * Returns: %GH_CLI_DONE, or %GH_CLI_INVALID when the study cannot be used
 */
GhCliStatus
gh_study_input_read (GhStudyInput *input, const char *path)
{
  return read_input (input, path, 0, NULL);
}

/**
 * gh_study_input_read_one_of:
 * @input: (out): to be cleared with gh_study_input_clear() whatever is returned
 * @path: of the study file
 *
 * The same of one of several: what was found names the file.
 *
 * Returns: %GH_CLI_DONE, or %GH_CLI_INVALID when the study cannot be used
 */
GhCliStatus
gh_study_input_read_one_of (GhStudyInput *input, const char *path)
{
  return read_input (input, path, 0, path);
}

/**
 * gh_study_input_read_any:
 * @input: (out): to be cleared with gh_study_input_clear() whatever is returned
 * @path: of the study file
 *
 * Reads a study as gh_study_input_read() does, also one of a fleet, which is not turned into
 * numbers.
 *
 * Returns: %GH_CLI_DONE, or %GH_CLI_INVALID when the study cannot be used
 */
GhCliStatus
gh_study_input_read_any (GhStudyInput *input, const char *path)
{
  return read_input (input, path, TAKES_FLEETS, NULL);
}

/**
 * gh_study_input_read_without:
 * @input: (out): to be cleared with gh_study_input_clear() whatever is returned
 * @path: of the study file
 * @leave_out_incomplete: whether the incomplete vehicles of a fleet are left out, whatever the
 * study says
 *
 * The same, of commands that can leave vehicles out.
 *
 * Returns: %GH_CLI_DONE, or %GH_CLI_INVALID when the study cannot be used
 */
GhCliStatus
gh_study_input_read_without (GhStudyInput *input, const char *path, gboolean leave_out_incomplete)
{
  return read_input (input, path, TAKES_FLEETS | (leave_out_incomplete ? LEAVES_OUT_INCOMPLETE : 0),
                     NULL);
}

/**
 * gh_study_input_allows:
 * @input: a study that has been read
 * @strategy: one, or a number below 0 for none in particular
 * @error: set where the study does not have what it takes
 *
 * Only a study with a wall battery that has a price can have it instead of V2H.
 *
 * Returns: whether the strategy can be asked for
 */
gboolean
gh_study_input_allows (const GhStudyInput *input, int strategy, GError **error)
{
  if (strategy != GH_STRATEGY_BATTERY || gh_household_has_rival (input->study))
    return TRUE;
  g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                       _ ("there is no wall battery to be bought instead of V2H: that takes one in "
                          "“batteries”, and its price in “finance.capex.battery”"));
  return FALSE;
}

/**
 * gh_study_input_find_vehicle:
 * @input: a study that has been read
 * @name: (nullable): of a car, as the study or the plans call it; %NULL for the first whose cells
 *   are known, or the first where none are
 * @vehicle: (out): its index
 * @error: set where the study has no such car
 *
 * Finds the car that is meant on the command line.
 *
 * Returns: whether there is one
 */
gboolean
gh_study_input_find_vehicle (const GhStudyInput *input, const char *name, guint *vehicle,
                             GError **error)
{
  const GPtrArray *vehicles = input->study->vehicles;

  if (name == NULL)
    {
      gh_battery_life_find_vehicle (input->study, vehicle);
      return TRUE;
    }
  for (*vehicle = 0; vehicles != NULL && *vehicle < vehicles->len; (*vehicle)++)
    {
      guint store = gh_site_find_store (input->study, *vehicle);
      const GhVehicle *car = g_ptr_array_index (vehicles, *vehicle);
      if (g_strcmp0 (car->name, name) == 0
          || (store < input->site->store_count && car->count > 0
              && g_strcmp0 (input->site->stores[store].name, name) == 0))
        return TRUE;
    }
  g_set_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED, _ ("the study has no car named “%s”"), name);
  return FALSE;
}

/**
 * gh_study_input_clear:
 * @input: what was read
 *
 * Frees what it holds.
 */
void
gh_study_input_clear (GhStudyInput *input)
{
  g_clear_pointer (&input->site, gh_site_free);
  g_clear_pointer (&input->study, gh_study_free);
  g_clear_pointer (&input->findings, gh_findings_free);
}
