/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study-json.h"

#include <glib/gstdio.h>
#include <string.h>

#include "errors.h"
#include "json-scan.h"
#include "record-json.h"
#include "words.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Whether the file is a study at all and of a version that can be read. Wrong types and
 * absence are left to the table. */
static gboolean
check_format (GhRecordReader *reader, JsonObject *object)
{
  JsonNode *format = json_object_get_member (object, "format");
  JsonNode *version = json_object_get_member (object, "version");
  char shown[GH_NUMBER_TEXT_SIZE];
  double number;
  gboolean good = TRUE;

  if (format != NULL && JSON_NODE_HOLDS_VALUE (format)
      && json_node_get_value_type (format) == G_TYPE_STRING
      && strcmp (json_node_get_string (format), GH_STUDY_FORMAT) != 0)
    {
      g_autofree char *text = gh_record_reader_show_text (json_node_get_string (format));
      gsize mark = gh_record_reader_enter_key (reader, "format");
      gh_record_reader_report (reader, GH_SEVERITY_ERROR, _ ("\"%s\" is not \"%s\""), text,
                               GH_STUDY_FORMAT);
      gh_record_reader_leave (reader, mark);
      good = FALSE;
    }
  if (good && version != NULL && gh_json_node_get_number (version, &number)
      && (number < GH_STUDY_VERSION || number > GH_STUDY_VERSION))
    {
      gsize mark = gh_record_reader_enter_key (reader, "version");
      gh_record_reader_report (reader, GH_SEVERITY_ERROR,
                               _ ("version %s cannot be read; this program reads version %d"),
                               gh_number_to_text (number, shown), GH_STUDY_VERSION);
      gh_record_reader_leave (reader, mark);
      good = FALSE;
    }
  return good;
}

static gboolean
is_newer (JsonObject *object)
{
  JsonNode *minor = json_object_get_member (object, "minor");
  double number;

  return minor != NULL && gh_json_node_get_number (minor, &number) && number > GH_STUDY_MINOR;
}

/* What kind of study it says it is, as a bit for attributes; a wrong word is left to the table. */
static guint
find_variant (JsonObject *object)
{
  JsonNode *kind = json_object_get_member (object, "kind");

  if (kind == NULL || !JSON_NODE_HOLDS_VALUE (kind)
      || json_node_get_value_type (kind) != G_TYPE_STRING)
    return GH_IN_HOUSEHOLDS;
  return strcmp (json_node_get_string (kind), "fleet") == 0 ? GH_IN_FLEETS : GH_IN_HOUSEHOLDS;
}

static GhStudy *
read_root (GhFindings *findings, JsonNode *root, const GhSeriesStore *series)
{
  GhStudy *study = gh_record_new (&gh_study_table);
  g_autoptr (GString) path = g_string_new ("$");
  GhRecordReader reader = { .findings = findings, .path = path, .series = series };

  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      gh_record_reader_report_type (&reader, _ ("an object"), root);
      return study;
    }

  JsonObject *object = json_node_get_object (root);
  reader.newer = is_newer (object);
  reader.variant = find_variant (object);
  if (check_format (&reader, object))
    gh_record_read (&reader, &gh_study_table, object, study);
  return study;
}

/**
 * gh_study_from_stored_json:
 * @text: (array length=length): what gh_study_to_stored_json() wrote
 * @length: of @text in bytes, -1 when it ends with a zero byte
 * @series: (nullable): where the numbers of series are
 * @findings: where to report what is wrong with the study
 * @error: return location; %GH_ERROR_INVALID when @text is no strict JSON
 *
 * Reads a study as gh_study_from_json() does, its series from @series where it only refers to them.
 *
 * Returns: (transfer full) (nullable): the study, complete or not; %NULL with @error set
 */
GhStudy *
gh_study_from_stored_json (const char *text, gssize length, const GhSeriesStore *series,
                           GhFindings *findings, GError **error)
{
  gsize bytes = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;

  if (bytes >= strlen (BYTE_ORDER_MARK) && memcmp (text, BYTE_ORDER_MARK, 3) == 0)
    {
      text += strlen (BYTE_ORDER_MARK);
      bytes -= strlen (BYTE_ORDER_MARK);
    }
  if (!gh_json_scan (text, bytes, error))
    return NULL;

  g_autofree char *widened = gh_json_widen_integers (text, bytes, &bytes);
  if (!json_parser_load_from_data (parser, widened, (gssize) bytes, &parse_error))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("The JSON cannot be read: %s"),
                   parse_error->message);
      return NULL;
    }
  return read_root (findings, json_parser_get_root (parser), series);
}

/**
 * gh_study_from_json:
 * @text: (array length=length): a study file; a byte order mark is skipped
 * @length: of @text in bytes, -1 when it ends with a zero byte
 * @findings: where to report what is wrong with the study
 * @error: return location; %GH_ERROR_INVALID when @text is no strict JSON
 *
 * Reads a study. Unknown keys, missing keys, wrong types and values out of range become
 * findings; what cannot be read keeps its default. Of a file of another format or version
 * only that is reported. Rules across attributes are left to gh_study_validate(), and
 * files that series name are not opened.
 *
 * Returns: (transfer full) (nullable): the study, complete or not; %NULL with @error set
 */
GhStudy *
gh_study_from_json (const char *text, gssize length, GhFindings *findings, GError **error)
{
  return gh_study_from_stored_json (text, length, NULL, findings, error);
}

/**
 * gh_study_load:
 * @path: of the file, in the file system's encoding
 * @findings: where to report what is wrong with the study
 * @study: (out) (transfer full): the study, complete or not
 * @error: return location; %GH_ERROR_IO when the file cannot be read, %GH_ERROR_INVALID when
 *   it is larger than %GH_STUDY_BYTES_MAX or no strict JSON
 *
 * Reads a study from a file; see gh_study_from_json().
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_study_load (const char *path, GhFindings *findings, GhStudy **study, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) read_error = NULL;
  GStatBuf about;
  gsize length;

  *study = NULL;
  if (g_stat (path, &about) == 0 && about.st_size > GH_STUDY_BYTES_MAX)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("%s is larger than 256 MiB."), path);
      return FALSE;
    }
  if (!g_file_get_contents (path, &text, &length, &read_error))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_IO, "%s", read_error->message);
      return FALSE;
    }
  *study = gh_study_from_json (text, (gssize) length, findings, error);
  return *study != NULL;
}

/* The zone in which the study's moments are written: its own where it is known. */
static GTimeZone *
find_zone (const GhStudy *study)
{
  GTimeZone *zone = NULL;

  if (study->location != NULL && study->location->time_zone != NULL)
    zone = gh_time_zone_find (study->location->time_zone);
  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/* What is written is of this program's format and version, whatever was read. */
static void
stamp_format (GhStudy *study)
{
  static char format[] = GH_STUDY_FORMAT;
  guint index;

  study->format = format;
  study->version = GH_STUDY_VERSION;
  study->minor = GH_STUDY_MINOR;
  if (gh_attribute_table_find (&gh_study_table, "format", &index) != NULL)
    gh_record_set_given (&gh_study_table, study, index);
  if (gh_attribute_table_find (&gh_study_table, "version", &index) != NULL)
    gh_record_set_given (&gh_study_table, study, index);
}

/**
 * gh_study_to_stored_json:
 * @study: a study
 * @series: (nullable): where the numbers of series go; %NULL to write them inline
 * @error: return location; %GH_ERROR_INVALID when a number is not finite, or what @series reports
 *
 * Writes a study as gh_study_to_json() does, with references in place of the numbers of series.
 *
 * Returns: (transfer full) (nullable): the text; %NULL with @error set
 */
char *
gh_study_to_stored_json (const GhStudy *study, const GhSeriesStore *series, GError **error)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GTimeZone) zone = find_zone (study);
  GhStudy whole = *study;

  stamp_format (&whole);
  gh_json_writer_begin_object (writer, NULL);
  if (!gh_record_write_members (writer, &gh_study_table, &whole, zone, series, error))
    return NULL;
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}

/**
 * gh_vehicle_to_stored_json:
 * @study: what it is of
 * @vehicle: one of its vehicles
 * @series: (nullable): where the numbers of series go; %NULL to write them inline
 * @error: return location; as of gh_study_to_stored_json()
 *
 * Writes a vehicle as it stands in the JSON of its study.
 *
 * Returns: (transfer full) (nullable): the text; %NULL with @error set
 */
char *
gh_vehicle_to_stored_json (const GhStudy *study, const GhVehicle *vehicle,
                           const GhSeriesStore *series, GError **error)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GTimeZone) zone = find_zone (study);

  gh_json_writer_begin_object (writer, NULL);
  if (!gh_record_write_members (writer, &gh_vehicle_table, vehicle, zone, series, error))
    return NULL;
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}

/**
 * gh_study_to_json:
 * @study: a study
 * @error: return location; %GH_ERROR_INVALID when a number is not finite
 *
 * Writes the canonical JSON of a study: what was given, in the order of the tables, and
 * every series whose numbers are known inline. Reading it and writing it again gives the
 * same bytes.
 *
 * Returns: (transfer full) (nullable): the text; %NULL with @error set
 */
char *
gh_study_to_json (const GhStudy *study, GError **error)
{
  return gh_study_to_stored_json (study, NULL, error);
}
