/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "cli.h"
#include "errors.h"
#include "file-writing.h"
#include "study-json.h"
#include "vehicle-file.h"
#include "words.h"

/* Problems that are listed. */
#define MOST_PROBLEMS 20

static void
write_columns (GhJsonWriter *writer, const GhVehicleFile *file)
{
  if (file->columns == NULL)
    return;
  gh_json_writer_begin_array (writer, "columns");
  for (guint i = 0; i < file->columns->len; i++)
    {
      const GhSheetColumn *column = g_ptr_array_index (file->columns, i);
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_text (writer, "heading", column->heading);
      if (column->column != NULL)
        gh_json_writer_text (writer, "understood_as", column->column->name);
      else
        gh_json_writer_null (writer, "understood_as");
      if (*column->unit != '\0')
        gh_json_writer_text (writer, "unit", column->unit);
      if (column->is_repeated)
        gh_json_writer_boolean (writer, "repeated", TRUE);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

static void
write_problems (GhJsonWriter *writer, const GhVehicleFile *file, const GhRowFaults *faults)
{
  guint listed = 0;

  gh_json_writer_begin_array (writer, "problems");
  for (guint row = 0; row < file->vehicles->len && listed < MOST_PROBLEMS; row++)
    {
      const GhVehicle *vehicle = g_ptr_array_index (file->vehicles, row);
      g_autofree char *reason = gh_row_faults_format_reason (faults, row);
      if (reason == NULL)
        continue;
      listed++;
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_integer (writer, "row", row);
      gh_json_writer_text (writer, "name", vehicle->name != NULL ? vehicle->name : "");
      gh_json_writer_text (writer, "reason", reason);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

static void
write_stays (GhJsonWriter *writer, const GhVehicleFile *file)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  if (file->stays == 0)
    return;
  g_autofree char *start = gh_time_format_iso (file->start, utc);
  g_autofree char *end = gh_time_format_iso (file->end, utc);
  gh_json_writer_integer (writer, "stays", file->stays);
  gh_json_writer_text (writer, "start", start);
  gh_json_writer_text (writer, "end", end);
}

/* What was understood, as one object. */
static void
print_file (const GhVehicleFile *file)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GhRowFaults) faults = gh_vehicle_file_find_faults (file);

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "kind", "vehicles");
  gh_json_writer_text (writer, "format", file->format);
  gh_json_writer_integer (writer, "rows", file->rows);
  gh_json_writer_integer (writer, "vehicles", file->vehicles->len);
  gh_json_writer_integer (writer, "incomplete", gh_row_faults_get_count (faults));
  write_stays (writer, file);
  write_columns (writer, file);
  write_problems (writer, file, faults);
  gh_findings_write_json (file->findings, writer);
  gh_json_writer_end (writer);
  g_autofree char *text = gh_json_writer_finish (writer);
  fputs (text, stdout);
}

/* The study that vehicles go into: one of a fleet, with the site where one is named. */
static GhStudy *
load_study (const GhVehicleCommand *import, GError **error)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = NULL;

  if (!gh_study_load (import->into, findings, &study, error)
      || gh_findings_set_error (findings, error))
    return NULL;
  if (study->kind != GH_STUDY_FLEET)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                         _ ("vehicles are imported into a fleet, a study of the kind “fleet”"));
  else if (import->site != NULL && gh_fleet_find_site (study, import->site) == G_MAXUINT)
    g_set_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED, _ ("the study has no site named “%s”"),
                 import->site);
  else
    return g_steal_pointer (&study);
  return NULL;
}

static gboolean
write_study (const GhVehicleCommand *import, const GhVehicleFile *file, GhStudy *study,
             GError **error)
{
  g_autofree char *text = NULL;

  gh_vehicle_file_put (file, study, import->site, import->replace);
  text = gh_study_to_json (study, error);
  return text != NULL && gh_file_write (import->output, text, -1, error);
}

/**
 * gh_cli_import_vehicles:
 * @path: of a sheet of vehicles, or a log of charging sessions
 * @import: what to do with it
 *
 * `import --as vehicles`: tells what was understood as JSON, and writes a study with the vehicles
 * where it is asked to.
 *
 * Returns: exit status
 */
GhCliStatus
gh_cli_import_vehicles (const char *path, const GhVehicleCommand *import)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudy) study = NULL;
  GhVehicleFileOptions options
      = { .defaults = { import->battery_kwh > 0.0 ? import->battery_kwh : NAN,
                        import->charge_kw > 0.0 ? import->charge_kw : NAN } };

  if ((import->into == NULL) != (import->output == NULL))
    {
      fprintf (stderr, _ ("%s: --into and --output go together\n"), g_get_prgname ());
      return GH_CLI_USAGE;
    }
  if (!gh_cli_check_file (import->output))
    return GH_CLI_INVALID;
  if (import->into != NULL && (study = load_study (import, &error)) == NULL)
    return gh_cli_fail (error);
  if (study != NULL && study->location != NULL)
    options.time_zone = study->location->time_zone;
  g_autoptr (GhVehicleFile) file = gh_vehicle_file_load (path, &options, NULL, &error);
  if (file == NULL || (study != NULL && !write_study (import, file, study, &error)))
    return gh_cli_fail (error);
  print_file (file);
  return GH_CLI_DONE;
}
