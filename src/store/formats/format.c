/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is, told by what is in it, never by its name. */
#include "formats/format.h"

#include <string.h>

#include "errors.h"
#include "formats/emissions-csv.h"
#include "formats/entsoe-csv.h"
#include "formats/entsoe.h"
#include "formats/espi.h"
#include "formats/json-series.h"
#include "formats/json-tree.h"
#include "formats/sessions.h"
#include "formats/weather-csv.h"
#include "formats/xml-reader.h"
#include "text-decoding.h"
#include "words.h"

/* What is summed between two questions whether to stop. */
#define PIECE_BYTES ((gsize) 1 << 20)

/* A file on its way; @text is UTF-8 and not terminated. */
typedef struct
{
  const char *text;
  gsize length;
  const GhTableOptions *options;
  const GhProgress *progress;
} File;

static GhTable *
read_xml (const File *file, GError **error)
{
  GhProgress parsing = gh_progress_part (file->progress, 0.0, 0.5);
  GhProgress reading = gh_progress_part (file->progress, 0.5, 1.0);
  xmlDoc *document = gh_xml_read (file->text, file->length, &parsing, error);
  GhTable *table = NULL;

  if (document == NULL)
    return NULL;
  const xmlNode *root = xmlDocGetRootElement (document);
  if (gh_espi_matches (root))
    table = gh_espi_read (root, &reading, error);
  else if (gh_entsoe_matches (root))
    table = gh_entsoe_read (root, &reading, error);
  else
    {
      g_autofree char *name = g_strndup (root != NULL ? (const char *) root->name : "", 60);
      g_autofree char *valid = g_utf8_make_valid (name, -1);
      g_set_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                   _ ("this is XML (“%s”), but neither Green Button nor ENTSO-E prices."), valid);
    }
  if (table != NULL)
    table->uses_zone = FALSE;
  xmlFreeDoc (document);
  return table;
}

/* JSON that people have and that is no series, by a member that it has. */
static const struct
{
  const char *path;
  const char *what;
} no_series[] = {
  { "items/0/energyratestructure", N_ ("an OpenEI utility rate, which is a tariff") },
  { "items/0/label", N_ ("an OpenEI utility rate, which is a tariff") },
  { "energyratestructure", N_ ("an OpenEI utility rate, which is a tariff") },
  { "demandratestructure", N_ ("an OpenEI utility rate, which is a tariff") },
  { "schedule/0/tariffs", N_ ("a tariff by time of use") },
  { "default_grid_operator/grid_fee", N_ ("a list of grid fees") },
  { "data/0/usable_battery_size", N_ ("a list of vehicles") },
  { "components/vehicle_types", N_ ("a SpiceEV scenario") },
  { "chargingSchedule", N_ ("an OCPP charging profile") },
  { "meterValue", N_ ("OCPP meter values") },
  { "period", N_ ("a study, which is opened and not imported") },
};

static GhTable *
refuse_json (JsonNode *root, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (no_series); i++)
    if (gh_json_tree_find (root, no_series[i].path) != NULL)
      {
        g_set_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED, _ ("this is %s, not a series."),
                     _ (no_series[i].what));
        return NULL;
      }
  g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                       _ ("this is JSON, but of no kind that can be read: prices, meter readings, "
                          "emissions, weather or charging sessions."));
  return NULL;
}

/* Sessions as a series of what they charge. @log: (transfer full) (nullable) */
static GhTable *
take_log (GhSessionLog *log, GError **error)
{
  GhTable *table = log != NULL ? gh_session_log_to_table (log, error) : NULL;

  gh_session_log_free (log);
  return table;
}

static GhTable *
read_json (const File *file, GError **error)
{
  GhProgress parsing = gh_progress_part (file->progress, 0.0, 0.5);
  GhProgress reading = gh_progress_part (file->progress, 0.5, 1.0);
  g_autoptr (JsonNode) root = gh_json_tree_read (file->text, file->length, &parsing, error);

  if (root == NULL)
    return NULL;
  if (gh_json_series_matches (root))
    {
      GhTable *table = gh_json_series_read (root, &reading, error);
      if (table != NULL)
        table->uses_zone = FALSE;
      return table;
    }
  if (gh_weather_json_matches (root))
    return gh_weather_json_read (root, file->options, &reading, error);
  if (gh_sessions_json_matches (root))
    return take_log (gh_sessions_json_read (root, &reading, error), error);
  return refuse_json (root, error);
}

/* A file whose column of times somebody names is a plain table to them. */
static GhTable *
read_csv (const File *file, GError **error)
{
  gboolean plain = file->options != NULL && file->options->time_column != NULL;

  if (!plain && gh_weather_csv_matches (file->text, file->length))
    return gh_weather_csv_read (file->text, file->length, file->options, file->progress, error);
  if (!plain && gh_emissions_csv_matches (file->text, file->length))
    return gh_emissions_csv_read (file->text, file->length, file->options, file->progress, error);
  if (!plain && gh_entsoe_csv_matches (file->text, file->length))
    return gh_entsoe_csv_read (file->text, file->length, file->options, file->progress, error);
  if (!plain && gh_sessions_csv_matches (file->text, file->length))
    return take_log (
        gh_sessions_csv_read (file->text, file->length, file->options, file->progress, error),
        error);
  GhTable *table
      = gh_table_read_text (file->text, file->length, file->options, file->progress, error);
  if (table != NULL)
    gh_emissions_csv_label (table);
  return table;
}

static char
first_character (const File *file)
{
  for (gsize i = 0; i < file->length; i++)
    if (!g_ascii_isspace (file->text[i]))
      return file->text[i];
  return '\0';
}

/* A quote may begin a cell as well as JSON inside a string. */
static gboolean
is_quoted_json (const File *file)
{
  const char *quote = memchr (file->text, '"', file->length);
  gsize rest = quote != NULL ? file->length - (gsize) (quote - file->text) : 0;

  return rest > 2 && (quote[1] == '{' || quote[1] == '[');
}

static GhTable *
read_file (const File *file, GError **error)
{
  char first = first_character (file);

  if (first == '\0')
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("line 1: the file is empty."));
      return NULL;
    }
  if (first == '<')
    return read_xml (file, error);
  if (first == '{' || first == '[' || (first == '"' && is_quoted_json (file)))
    return read_json (file, error);
  return read_csv (file, error);
}

/* What tells whether a file is still the one that was read. */
static char *
find_checksum (const char *data, gsize length, const GhProgress *progress, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gsize at = 0; at < length; at += PIECE_BYTES)
    {
      if (!gh_progress_step (progress, (double) at / (double) length, NULL, error))
        return NULL;
      g_checksum_update (checksum, (const guchar *) data + at,
                         (gssize) MIN (length - at, PIECE_BYTES));
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* Decodes and reads a file; its checksum comes last, for those that can be read. */
static GhTable *
read_data (File *file, const char *data, gsize length, const GhProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) repairs = g_ptr_array_new_with_free_func (g_free);
  GhProgress decoding = gh_progress_part (progress, 0.0, 0.1);
  GhProgress reading = gh_progress_part (progress, 0.1, 0.75);
  GhProgress summing = gh_progress_part (progress, 0.75, 1.0);
  g_autofree char *owned = NULL;
  g_autoptr (GhTable) table = NULL;

  file->text = gh_text_decode (data, length, &file->length, &owned, repairs, &decoding, error);
  file->progress = &reading;
  if (file->text == NULL || !gh_progress_step (&reading, 0.0, NULL, error))
    return NULL;
  table = read_file (file, error);
  if (table == NULL)
    return NULL;
  gh_table_prepend_repairs (table, repairs);
  table->sha256 = find_checksum (data, length, &summing, error);
  return table->sha256 != NULL ? g_steal_pointer (&table) : NULL;
}

/**
 * gh_format_read:
 * @path_for_messages: what to call the file in messages
 * @data: (array length=length): its bytes
 * @length: how many
 * @options: (nullable): what the file cannot tell about itself
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID, where possible with the number of the first bad line;
 *   %GH_ERROR_UNSUPPORTED for what is understood but is no series; %GH_ERROR_STOPPED
 *
 * Reads a file of any format that is known: Green Button and ENTSO-E XML, the JSON of price,
 * meter and emission services, weather files, and tables in CSV. All end in the same table.
 *
 * Returns: (transfer full) (nullable): the table
 */
GhTable *
gh_format_read (const char *path_for_messages, const char *data, gsize length,
                const GhTableOptions *options, const GhProgress *progress, GError **error)
{
  File file = { .options = options };
  g_autoptr (GError) inner = NULL;
  GhTable *table = read_data (&file, data, length, progress, &inner);

  if (table != NULL)
    return table;
  g_autofree char *prefix = g_strdup_printf ("%s: ", path_for_messages);
  if (!g_error_matches (inner, GH_ERROR, GH_ERROR_STOPPED)
      && !g_str_has_prefix (inner->message, prefix))
    g_prefix_error_literal (&inner, prefix);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}
