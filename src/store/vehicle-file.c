/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vehicles of a fleet from files: sheets, and logs of charging sessions. What a file is follows
 * from its content. */
#include "vehicle-file.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "file-reading.h"
#include "formats/json-tree.h"
#include "record-path.h"
#include "text-decoding.h"
#include "time-axis.h"
#include "words.h"

/* A text on its way. */
typedef struct
{
  const char *text; /* (array length=length) */
  gsize length;
  const char *name;
  const GhVehicleFileOptions *options;
  const GhProgress *progress;
} Reading;

static void
free_vehicles (GPtrArray *vehicles)
{
  if (vehicles != NULL)
    g_ptr_array_unref (vehicles);
}

/**
 * gh_vehicle_file_free:
 * @file: (transfer full) (nullable): what was read
 *
 * Frees it with its vehicles.
 */
void
gh_vehicle_file_free (GhVehicleFile *file)
{
  if (file == NULL)
    return;
  g_clear_pointer (&file->columns, g_ptr_array_unref);
  free_vehicles (file->vehicles);
  gh_findings_free (file->findings);
  g_free (file);
}

static void
find_range (GhVehicleFile *file)
{
  for (guint i = 0; i < file->vehicles->len; i++)
    {
      const GhVehicle *vehicle = g_ptr_array_index (file->vehicles, i);
      for (guint k = 0; vehicle->stays != NULL && k < vehicle->stays->len; k++)
        {
          const GhVehicleStay *stay = g_ptr_array_index (vehicle->stays, k);
          file->start = file->stays == 0 ? stay->arrive : MIN (file->start, stay->arrive);
          file->end = file->stays == 0 ? stay->leave : MAX (file->end, stay->leave);
          file->stays++;
        }
    }
}

/* @log: (transfer full) (nullable): %NULL with @error set */
static GhVehicleFile *
take_log (const Reading *reading, GhSessionLog *log, GError **error)
{
  g_autoptr (GhSessionLog) owned = log;

  if (log == NULL)
    return NULL;
  if (log->sessions->len == 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                           _ ("there is no stay at a charger in it"));
      return NULL;
    }
  GhVehicleFile *file = g_new0 (GhVehicleFile, 1);
  file->format = log->format;
  file->rows = log->sessions->len;
  file->findings = g_steal_pointer (&log->findings);
  log->findings = gh_findings_new ();
  file->vehicles = gh_vehicle_log_to_vehicles (log, reading->name, &reading->options->defaults,
                                               file->findings);
  find_range (file);
  return file;
}

static GhVehicleFile *
read_json (const Reading *reading, GError **error)
{
  const GhTableOptions options = { .time_zone = reading->options->time_zone };
  GhProgress parsing = gh_progress_part (reading->progress, 0.0, 0.5);
  GhProgress taking = gh_progress_part (reading->progress, 0.5, 1.0);
  g_autoptr (JsonNode) root = gh_json_tree_read (reading->text, reading->length, &parsing, error);

  if (root == NULL)
    return NULL;
  if (gh_sessions_json_matches (root))
    return take_log (reading, gh_sessions_json_read (root, &taking, error), error);
  if (gh_spice_json_matches (root))
    return take_log (reading, gh_spice_json_read (root, &options, &taking, error), error);
  g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                       _ ("this is JSON, but neither charging sessions of ACN-Data nor a scenario "
                          "of SpiceEV"));
  return NULL;
}

static GhVehicleFile *
read_sheet (const Reading *reading, GError **error)
{
  g_autoptr (GhVehicleSheet) sheet
      = gh_vehicle_sheet_read (reading->text, reading->length, NULL, reading->progress, error);

  if (sheet == NULL)
    return NULL;
  GhVehicleFile *file = g_new0 (GhVehicleFile, 1);
  file->format = "CSV";
  file->columns = g_steal_pointer (&sheet->columns);
  file->vehicles = g_steal_pointer (&sheet->vehicles);
  file->rows = file->vehicles->len;
  file->separator = sheet->separator;
  file->decimal = sheet->decimal;
  file->findings = gh_findings_new ();
  for (guint i = 0; i < file->vehicles->len; i++)
    gh_vehicle_take_defaults (g_ptr_array_index (file->vehicles, i), &reading->options->defaults);
  return file;
}

static GhVehicleFile *
read_text (const Reading *reading, GError **error)
{
  const GhTableOptions options = { .time_zone = reading->options->time_zone };
  const char *at = reading->text, *end = reading->text + reading->length;

  while (at < end && g_ascii_isspace (*at))
    at++;
  if (at == end)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("there is nothing in it"));
      return NULL;
    }
  if (*at == '{' || *at == '[')
    return read_json (reading, error);
  if (gh_spice_csv_matches (reading->text, reading->length))
    return take_log (
        reading,
        gh_spice_csv_read (reading->text, reading->length, &options, reading->progress, error),
        error);
  if (gh_sessions_csv_may_match (reading->text, reading->length))
    return take_log (
        reading,
        gh_sessions_csv_read (reading->text, reading->length, &options, reading->progress, error),
        error);
  return read_sheet (reading, error);
}

/**
 * gh_vehicle_file_read:
 * @data: (array length=length): bytes of a file, or a text that was pasted
 * @length: how many
 * @name: what vehicles are called that it gives no names
 * @options: what it cannot tell about itself
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID or %GH_ERROR_UNSUPPORTED when there are no vehicles in it,
 *   %GH_ERROR_STOPPED
 *
 * Reads vehicles: a sheet with a row each, whose columns are told by their headings, or sessions of
 * ACN-Data, SimBEV, SpiceEV (a scenario, or its table of trips) or a table with a beginning, an end
 * and an energy in each row.
 *
 * Returns: (transfer full) (nullable): the vehicles
 */
GhVehicleFile *
gh_vehicle_file_read (const char *data, gsize length, const char *name,
                      const GhVehicleFileOptions *options, const GhProgress *progress,
                      GError **error)
{
  g_autoptr (GPtrArray) repairs = g_ptr_array_new_with_free_func (g_free);
  GhProgress decoding = gh_progress_part (progress, 0.0, 0.1);
  GhProgress taking = gh_progress_part (progress, 0.1, 1.0);
  Reading reading = { .name = name, .options = options, .progress = &taking };
  g_autofree char *owned = NULL;

  reading.text = gh_text_decode (data, length, &reading.length, &owned, repairs, &decoding, error);
  if (reading.text == NULL)
    return NULL;
  GhVehicleFile *file = read_text (&reading, error);
  for (guint i = 0; file != NULL && i < repairs->len; i++)
    gh_findings_add (file->findings, GH_SEVERITY_WARNING, "$", "%s",
                     (const char *) g_ptr_array_index (repairs, i));
  return file;
}

/* What a car is called of whom only its file is known: the name of that without its ending. */
static char *
name_after (const char *path)
{
  g_autofree char *base = g_filename_display_basename (path);
  static const char *const endings[] = { ".csv", ".json", ".tsv", ".txt", "_events", NULL };

  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (base, endings[i]) && strlen (base) > strlen (endings[i]))
      base[strlen (base) - strlen (endings[i])] = '\0';
  return g_steal_pointer (&base);
}

/**
 * gh_vehicle_file_load:
 * @path: of a file
 * @options: what it cannot tell about itself
 * @progress: (nullable): whom to tell
 * @error: as of gh_vehicle_file_read(), and %GH_ERROR_IO when it cannot be read; the message names
 *   the file
 *
 * Reads the vehicles of a file, see gh_vehicle_file_read().
 *
 * Returns: (transfer full) (nullable): the vehicles
 */
GhVehicleFile *
gh_vehicle_file_load (const char *path, const GhVehicleFileOptions *options,
                      const GhProgress *progress, GError **error)
{
  GhProgress loading = gh_progress_part (progress, 0.0, 0.1);
  GhProgress taking = gh_progress_part (progress, 0.1, 1.0);
  g_autofree char *name = name_after (path);
  g_autoptr (GError) inner = NULL;
  gsize length;
  g_autofree char *data = gh_file_read (path, &length, &loading, error);

  if (data == NULL)
    return NULL;
  GhVehicleFile *file = gh_vehicle_file_read (data, length, name, options, &taking, &inner);
  if (file != NULL)
    return file;
  if (!g_error_matches (inner, GH_ERROR, GH_ERROR_STOPPED))
    {
      g_autofree char *shown = g_filename_display_basename (path);
      g_prefix_error (&inner, "%s: ", shown);
    }
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

/**
 * gh_vehicle_file_find_faults:
 * @file: what was read
 *
 * Looks at the vehicles by themselves, before they are part of a study.
 *
 * Returns: (transfer full): what is wrong with each, see gh_fleet_find_incomplete_rows()
 */
GhRowFaults *
gh_vehicle_file_find_faults (const GhVehicleFile *file)
{
  const GhStudy alone = { .kind = GH_STUDY_FLEET, .vehicles = file->vehicles };

  return gh_fleet_find_incomplete_rows (&alone);
}

/* The midnight before a moment, or after it where it is none. */
static gint64
find_midnight (GTimeZone *zone, gint64 moment, gboolean after)
{
  GhCivilTime civil;

  gh_civil_time_at (zone, moment, &civil);
  gint64 before = gh_civil_time_to_unix (zone, civil.date, 0);
  return after && before < moment ? gh_civil_time_to_unix (zone, civil.date + 1, 0) : before;
}

/**
 * gh_vehicle_file_suggest_period:
 * @file: what was read
 * @zone: of the study
 * @step_minutes: of its steps
 * @start: (out): when a period begins that has all stays, unix seconds
 * @steps: (out): how long it is
 *
 * Whole days around the stays of a log.
 *
 * Returns: %FALSE where there are no stays
 */
gboolean
gh_vehicle_file_suggest_period (const GhVehicleFile *file, GTimeZone *zone, double step_minutes,
                                gint64 *start, gint64 *steps)
{
  if (file->stays == 0)
    return FALSE;
  *start = find_midnight (zone, file->start, FALSE);
  *steps = (gint64) round ((double) (find_midnight (zone, file->end, TRUE) - *start)
                           / (step_minutes * 60.0));
  return TRUE;
}

static void
set_site (GhVehicle *vehicle, const char *site)
{
  guint place;

  if (site == NULL || vehicle->site != NULL)
    return;
  vehicle->site = g_strdup (site);
  if (gh_attribute_table_find (&gh_vehicle_table, "site", &place) != NULL)
    gh_record_set_given (&gh_vehicle_table, vehicle, place);
}

/**
 * gh_vehicle_file_put:
 * @file: what was read; stays as it is
 * @study: (inout): a study of a fleet
 * @site: (nullable): of vehicles that name none
 * @replace: whether its vehicles that are described one by one make way
 *
 * Puts copies of the vehicles into a study, behind those that it has.
 */
void
gh_vehicle_file_put (const GhVehicleFile *file, GhStudy *study, const char *site, gboolean replace)
{
  GPtrArray *all = g_ptr_array_new ();
  GhPlace place;

  for (guint i = 0; !replace && study->vehicles != NULL && i < study->vehicles->len; i++)
    g_ptr_array_add (all,
                     gh_record_copy (&gh_vehicle_table, g_ptr_array_index (study->vehicles, i)));
  for (guint i = 0; i < file->vehicles->len; i++)
    {
      GhVehicle *vehicle
          = gh_record_copy (&gh_vehicle_table, g_ptr_array_index (file->vehicles, i));
      set_site (vehicle, site);
      g_ptr_array_add (all, vehicle);
    }
  if (gh_place_find (&gh_study_table, study, "$.vehicles", TRUE, &place))
    gh_place_take_pointer (&place, all);
}
