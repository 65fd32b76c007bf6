/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vehicle-import.h"

#include <math.h>
#include <string.h>

#include "number-text.h"
#include "time-axis.h"
#include "vehicle-file.h"
#include "words.h"

#define MINUTES_PER_DAY 1440.0

/* @text: (nullable): that was pasted
 * @read: (nullable): what is in it, once it has been read with @defaults
 * @faults: (nullable): what is wrong with the vehicles
 * @site: (nullable): of vehicles that name none */
struct _GhVehicleImport
{
  GhFileImport parent_instance;
  char *text;
  GhVehicleDefaults defaults;
  GhVehicleFile *read;
  GhRowFaults *faults;
  char *site;
  gboolean replace;
  gboolean takes_period;
};

G_DEFINE_FINAL_TYPE (GhVehicleImport, gh_vehicle_import, GH_TYPE_FILE_IMPORT)

static GhDocument *
get_document (GhVehicleImport *import)
{
  return gh_file_import_get_document (GH_FILE_IMPORT (import));
}

/* What the worker needs. */
typedef struct
{
  char *file;
  char *text;
  char *time_zone;
  GhVehicleDefaults defaults;
} Order;

static void
free_order (gpointer data)
{
  Order *order = data;

  g_free (order->file);
  g_free (order->text);
  g_free (order->time_zone);
  g_free (order);
}

static void
free_read (gpointer data)
{
  gh_vehicle_file_free (data);
}

static gpointer
read_in_thread (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  const Order *order = data;
  const GhVehicleFileOptions options = { order->defaults, order->time_zone };

  if (order->file != NULL)
    return gh_vehicle_file_load (order->file, &options, progress, error);
  return gh_vehicle_file_read (order->text, strlen (order->text), _ ("Vehicle"), &options, progress,
                               error);
}

static void
drop_read (GhVehicleImport *import)
{
  g_clear_pointer (&import->read, gh_vehicle_file_free);
  g_clear_pointer (&import->faults, gh_row_faults_free);
}

static void
take_read (GhFileImport *file_import, gpointer read, const GError *error)
{
  GhVehicleImport *import = GH_VEHICLE_IMPORT (file_import);

  drop_read (import);
  import->read = read;
  if (read != NULL)
    import->faults = gh_vehicle_file_find_faults (read);
  gh_file_import_set_error (file_import, read == NULL ? error->message : NULL);
}

static void
begin_reading (GhVehicleImport *import)
{
  static const GhFileReading reading = { read_in_thread, take_read, free_order, free_read };
  const GhStudy *study = gh_document_get_study (get_document (import));
  Order *order = g_new0 (Order, 1);

  order->file = g_strdup (gh_file_import_get_file (GH_FILE_IMPORT (import)));
  order->text = g_strdup (import->text);
  order->defaults = import->defaults;
  order->time_zone = study->location != NULL ? g_strdup (study->location->time_zone) : NULL;
  gh_file_import_begin (GH_FILE_IMPORT (import), &reading, order, 0.0, 1.0);
}

static void
gh_vehicle_import_finalize (GObject *object)
{
  GhVehicleImport *import = GH_VEHICLE_IMPORT (object);

  drop_read (import);
  g_free (import->text);
  g_free (import->site);
  G_OBJECT_CLASS (gh_vehicle_import_parent_class)->finalize (object);
}

static void
gh_vehicle_import_class_init (GhVehicleImportClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gh_vehicle_import_finalize;
}

static void
gh_vehicle_import_init (GhVehicleImport *import)
{
  import->defaults = (GhVehicleDefaults){ NAN, NAN };
}

/* @file, @text: (nullable): one of them */
static GhVehicleImport *
new_import (GhDocument *document, const char *file, const char *text)
{
  GhVehicleImport *import = g_object_new (GH_TYPE_VEHICLE_IMPORT, NULL);

  gh_file_import_set_source (GH_FILE_IMPORT (import), document, file);
  import->text = g_strdup (text);
  begin_reading (import);
  return import;
}

/**
 * gh_vehicle_import_new:
 * @document: a fleet that is to get vehicles
 * @file: path of a sheet, or of a log of charging sessions
 *
 * Begins to read a file in a thread.
 *
 * Returns: (transfer full): the import, busy
 */
GhVehicleImport *
gh_vehicle_import_new (GhDocument *document, const char *file)
{
  return new_import (document, file, NULL);
}

/**
 * gh_vehicle_import_new_for_text:
 * @document: a fleet that is to get vehicles
 * @text: that was pasted
 *
 * The same with a text.
 *
 * Returns: (transfer full): the import, busy
 */
GhVehicleImport *
gh_vehicle_import_new_for_text (GhDocument *document, const char *text)
{
  return new_import (document, NULL, text);
}

/**
 * gh_vehicle_import_count_vehicles:
 * @import: an import
 *
 * Returns: how many vehicles there are, 0 until it has been read
 */
guint
gh_vehicle_import_count_vehicles (GhVehicleImport *import)
{
  return import->read != NULL ? import->read->vehicles->len : 0;
}

/**
 * gh_vehicle_import_count_incomplete:
 * @import: an import
 *
 * Returns: how many of them cannot be planned as they are
 */
guint
gh_vehicle_import_count_incomplete (GhVehicleImport *import)
{
  return import->faults != NULL ? gh_row_faults_get_count (import->faults) : 0;
}

/**
 * gh_vehicle_import_format_summary:
 * @import: an import
 *
 * Returns: (transfer full): what there is: vehicles, incomplete ones, stays; empty until it has
 * been read
 */
char *
gh_vehicle_import_format_summary (GhVehicleImport *import)
{
  guint vehicles = gh_vehicle_import_count_vehicles (import);
  guint incomplete = gh_vehicle_import_count_incomplete (import);
  GString *text = g_string_new (NULL);

  if (import->read == NULL)
    return g_string_free (text, FALSE);
  g_string_append_printf (text, ngettext ("%u vehicle", "%u vehicles", vehicles), vehicles);
  if (incomplete > 0)
    g_string_append_printf (text, _ (", incomplete: %u"), incomplete);
  if (import->read->stays > 0)
    g_string_append_printf (text, _ (", stays: %u"), import->read->stays);
  return g_string_free (text, FALSE);
}

static void
free_column (gpointer data)
{
  g_free (((GhVehicleImportColumn *) data)->heading);
  g_free (((GhVehicleImportColumn *) data)->meaning);
  g_free (data);
}

static char *
describe_column (const GhSheetColumn *column)
{
  if (column->is_repeated)
    return g_strdup (_ ("passed over: another column is the same"));
  if (column->column == NULL)
    return g_strdup (_ ("passed over"));
  const char *title = _ (gh_vehicle_column_get_attribute (column->column)->title);
  return *column->unit != '\0' ? g_strdup_printf ("%s (%s)", title, column->unit)
                               : g_strdup (title);
}

/**
 * gh_vehicle_import_list_columns:
 * @import: an import
 *
 * Returns: (transfer full) (nullable) (element-type GhVehicleImportColumn): the columns of a sheet;
 *   %NULL of a log, or until it has been read
 */
GPtrArray *
gh_vehicle_import_list_columns (GhVehicleImport *import)
{
  if (import->read == NULL || import->read->columns == NULL)
    return NULL;
  GPtrArray *columns = g_ptr_array_new_with_free_func (free_column);
  for (guint i = 0; i < import->read->columns->len; i++)
    {
      const GhSheetColumn *from = g_ptr_array_index (import->read->columns, i);
      GhVehicleImportColumn *column = g_new0 (GhVehicleImportColumn, 1);
      column->heading = g_strdup (from->heading);
      column->meaning = describe_column (from);
      column->is_taken = from->column != NULL;
      g_ptr_array_add (columns, column);
    }
  return columns;
}

static void
free_row (gpointer data)
{
  GhVehicleImportRow *row = data;

  g_free (row->name);
  g_free (row->text);
  g_free (row->reason);
  g_free (row);
}

static void
append_number (GString *text, double number, const char *unit)
{
  g_autofree char *shown = gh_number_format (number, 1);

  g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", shown, unit);
}

static char *
describe_vehicle (const GhVehicle *vehicle)
{
  GString *text = g_string_new (NULL);

  if (vehicle->battery_kwh > 0.0)
    append_number (text, vehicle->battery_kwh, "kWh");
  if (vehicle->charger != NULL)
    append_number (text, vehicle->charger->charge_kw, "kW");
  if (vehicle->stays != NULL)
    g_string_append_printf (text, ngettext ("%s%u stay", "%s%u stays", vehicle->stays->len),
                            text->len > 0 ? ", " : "", vehicle->stays->len);
  if (vehicle->trips != NULL && vehicle->trips->len > 0)
    {
      const GhTrip *trip = g_ptr_array_index (vehicle->trips, 0);
      gboolean is_energy = !isnan (trip->energy_kwh);
      append_number (text, is_energy ? trip->energy_kwh : trip->distance_km,
                     is_energy ? "kWh" : "km");
    }
  return g_string_free (text, FALSE);
}

/**
 * gh_vehicle_import_list_rows:
 * @import: an import
 * @most: how many at most
 *
 * Returns: (transfer full) (element-type GhVehicleImportRow): the first vehicles, none until it has
 *   been read
 */
GPtrArray *
gh_vehicle_import_list_rows (GhVehicleImport *import, guint most)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);

  for (guint i = 0; i < MIN (most, gh_vehicle_import_count_vehicles (import)); i++)
    {
      const GhVehicle *vehicle = g_ptr_array_index (import->read->vehicles, i);
      GhVehicleImportRow *row = g_new0 (GhVehicleImportRow, 1);
      row->name = g_strdup (vehicle->name != NULL ? vehicle->name : "–");
      row->text = describe_vehicle (vehicle);
      row->reason = gh_row_faults_format_reason (import->faults, i);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/**
 * gh_vehicle_import_get_findings:
 * @import: an import
 *
 * Returns: (transfer none) (nullable): what is worth knowing of the file; %NULL until it has been
 *   read
 */
const GhFindings *
gh_vehicle_import_get_findings (GhVehicleImport *import)
{
  return import->read != NULL ? import->read->findings : NULL;
}

/**
 * gh_vehicle_import_set_battery_kwh:
 * @import: an import
 * @battery_kwh: of vehicles of which no battery is told; NAN to leave them incomplete
 *
 * Reads again, with another default.
 */
void
gh_vehicle_import_set_battery_kwh (GhVehicleImport *import, double battery_kwh)
{
  import->defaults.battery_kwh = battery_kwh;
  begin_reading (import);
}

/**
 * gh_vehicle_import_set_charge_kw:
 * @import: an import
 * @charge_kw: of vehicles of which no charger is told; NAN for the usual one
 *
 * Reads again, with another default.
 */
void
gh_vehicle_import_set_charge_kw (GhVehicleImport *import, double charge_kw)
{
  import->defaults.charge_kw = charge_kw;
  begin_reading (import);
}

/**
 * gh_vehicle_import_set_site:
 * @import: an import
 * @site: (nullable): of vehicles that name none; %NULL for the only one
 *
 * Tells where vehicles are charged.
 */
void
gh_vehicle_import_set_site (GhVehicleImport *import, const char *site)
{
  g_free (import->site);
  import->site = g_strdup (site);
}

/**
 * gh_vehicle_import_set_replace:
 * @import: an import
 * @replace: whether the vehicles of the study that are described one by one make way
 *
 * Without it they stay, in front of the new ones.
 */
void
gh_vehicle_import_set_replace (GhVehicleImport *import, gboolean replace)
{
  import->replace = replace;
}

/* The time zone of the study, UTC where it has none that is known. */
static GTimeZone *
find_zone (GhVehicleImport *import)
{
  const GhStudy *study = gh_document_get_study (get_document (import));
  const char *name = study->location != NULL ? study->location->time_zone : NULL;
  GTimeZone *zone = gh_time_zone_find (name != NULL ? name : "UTC");

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/**
 * gh_vehicle_import_get_period:
 * @import: an import
 * @start: (out): unix seconds
 * @steps: (out): of the study
 *
 * Whole days around the stays of a log, as a period for the study.
 *
 * Returns: %FALSE where there are no stays
 */
gboolean
gh_vehicle_import_get_period (GhVehicleImport *import, gint64 *start, gint64 *steps)
{
  const GhStudy *study = gh_document_get_study (get_document (import));
  g_autoptr (GTimeZone) zone = find_zone (import);

  return import->read != NULL && study->period != NULL
         && gh_vehicle_file_suggest_period (import->read, zone, study->period->step_minutes, start,
                                            steps);
}

/**
 * gh_vehicle_import_format_period:
 * @import: an import
 *
 * Returns: (transfer full) (nullable): the period of gh_vehicle_import_get_period() in words
 */
char *
gh_vehicle_import_format_period (GhVehicleImport *import)
{
  const GhStudy *study = gh_document_get_study (get_document (import));
  g_autoptr (GTimeZone) zone = find_zone (import);
  gint64 start, steps;

  if (!gh_vehicle_import_get_period (import, &start, &steps))
    return NULL;
  guint days = (guint) lround ((double) steps * study->period->step_minutes / MINUTES_PER_DAY);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (start);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *day = local != NULL ? g_date_time_format (local, "%x") : NULL;
  return g_strdup_printf (ngettext ("%u day from %s, in one piece, instead of the study’s periods",
                                    "%u days from %s, in one piece, instead of the study’s periods",
                                    days),
                          days, day != NULL ? day : "–");
}

/**
 * gh_vehicle_import_set_takes_period:
 * @import: an import
 * @takes_period: whether the study is planned in the period of the log, in one piece
 *
 * Without it the study keeps its periods, and stays outside of them are not planned.
 */
void
gh_vehicle_import_set_takes_period (GhVehicleImport *import, gboolean takes_period)
{
  import->takes_period = takes_period;
}

static void
take_period (GhStudy *study, gint64 start, gint64 steps)
{
  GhPlace place;

  if (gh_place_find (&gh_study_table, study, "$.period.start", FALSE, &place))
    gh_place_set_number (&place, (double) start);
  if (gh_place_find (&gh_study_table, study, "$.period.steps", FALSE, &place))
    gh_place_set_number (&place, (double) steps);
  if (gh_place_find (&gh_study_table, study, "$.periods", FALSE, &place))
    gh_place_clear (&place);
}

static void
apply_edit (GhStudy *study, gpointer data)
{
  GhVehicleImport *import = data;
  gint64 start, steps;

  gh_vehicle_file_put (import->read, study, import->site, import->replace);
  if (import->takes_period && gh_vehicle_import_get_period (import, &start, &steps))
    take_period (study, start, steps);
}

/**
 * gh_vehicle_import_apply:
 * @import: an import
 *
 * Puts the vehicles into the study, complete or not, as one edit.
 *
 * Returns: whether there are any, and the study is one of a fleet
 */
gboolean
gh_vehicle_import_apply (GhVehicleImport *import)
{
  const GhStudy *study = gh_document_get_study (get_document (import));

  if (import->read == NULL || study->kind != GH_STUDY_FLEET)
    return FALSE;
  gh_document_edit (get_document (import), _ ("Importing vehicles"), NULL, apply_edit, import);
  return TRUE;
}
