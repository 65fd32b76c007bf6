/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beginnings of weather files: EPW (EnergyPlus), TMY3 (NREL/TP-581-43156), the CSV of SAM and
 * the NSRDB (SAM's weather file formats), PVGIS 5 and the hourly results of PVWatts. */
#include "formats/weather-csv.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "formats/json-tree.h"
#include "formats/weather-table.h"
#include "words.h"

/* Rows in which headings are sought; PVGIS and PVWatts have about twenty above them. */
#define HEAD_ROWS 60

typedef struct
{
  const char *title;
  gboolean (*open) (GhWeatherSource *source, const char *text, gsize length);
} Format;

static const GhWeatherTimes no_times = { -1, -1, -1, -1, -1, -1, -1 };

/* A number in a cell, also behind a colon in it: "Latitude (decimal degrees):\t45.000". */
static gboolean
read_value (const GhCsvRecords *records, int column, double *value)
{
  g_autofree char *text = gh_csv_records_text (records, column);
  const char *colon = strrchr (text, ':');
  const char *begin = colon != NULL ? colon + 1 : text;
  char *end;

  while (*begin == ' ')
    begin++;
  *value = g_ascii_strtod (begin, &end);
  return end != begin && isfinite (*value);
}

static void
set_place (GhWeatherSource *source, double latitude, double longitude)
{
  if (fabs (latitude) > 90.0 || fabs (longitude) > 180.0)
    return;
  source->latitude = latitude;
  source->longitude = longitude;
}

static gboolean
set_offset (GhWeatherSource *source, double hours)
{
  if (!(fabs (hours) <= 15.0))
    return FALSE;
  source->utc_offset = (gint32) lround (hours * 3600.0);
  source->has_offset = TRUE;
  return TRUE;
}

/* Reads latitude, longitude and offset from three cells of the row at hand. */
static gboolean
read_location (GhWeatherSource *source, int latitude, int longitude, int offset)
{
  double north, east, hours;

  if (!read_value (&source->records, latitude, &north)
      || !read_value (&source->records, longitude, &east)
      || !read_value (&source->records, offset, &hours))
    return FALSE;
  set_place (source, north, east);
  return set_offset (source, hours);
}

static gboolean
open_epw (GhWeatherSource *source, const char *text, gsize length)
{
  static const char *const headings[] = { "Year",
                                          "Month",
                                          "Day",
                                          "Hour",
                                          "Minute",
                                          "Data source",
                                          "Dry Bulb Temperature",
                                          "Dew Point",
                                          "Relative Humidity",
                                          "Pressure",
                                          "Extraterrestrial Horizontal Radiation",
                                          "Extraterrestrial Direct Normal Radiation",
                                          "Horizontal Infrared Radiation",
                                          "Global Horizontal Radiation",
                                          "Direct Normal Radiation",
                                          "Diffuse Horizontal Radiation",
                                          "Global Horizontal Illuminance",
                                          "Direct Normal Illuminance",
                                          "Diffuse Horizontal Illuminance",
                                          "Zenith Luminance",
                                          "Wind Direction",
                                          "Wind Speed" };
  GhCsvRecords *records = &source->records;

  if (length < 9 || memcmp (text, "LOCATION,", 9) != 0 || !gh_csv_records_next (records)
      || !read_location (source, 6, 7, 8))
    return FALSE;
  do
    {
      g_autofree char *key = gh_csv_records_text (records, 0);
      if (g_ascii_strcasecmp (key, "DATA PERIODS") == 0)
        {
          for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
            g_ptr_array_add (records->names, g_strdup (headings[i]));
          source->times = (GhWeatherTimes){ 0, 1, 2, 3, 4, -1, -1 };
          source->ending = TRUE;
          return TRUE;
        }
    }
  while (records->reader.line < HEAD_ROWS && gh_csv_records_next (records));
  return FALSE;
}

static gboolean
open_tmy3 (GhWeatherSource *source, const char *text G_GNUC_UNUSED, gsize length G_GNUC_UNUSED)
{
  static const char *const needed[] = { "Date (MM/DD/YYYY)", "Time (HH:MM)", NULL };
  GhCsvRecords *records = &source->records;

  if (!gh_csv_records_next (records) || !read_location (source, 4, 5, 3)
      || !gh_csv_records_seek (records, needed, 1))
    return FALSE;
  source->times = no_times;
  source->times.date = gh_csv_records_find (records, needed[0]);
  source->times.clock = gh_csv_records_find (records, needed[1]);
  source->ending = TRUE;
  return TRUE;
}

/* Names in the first row, values in the second, headings in the third. */
static gboolean
open_sam (GhWeatherSource *source, const char *text G_GNUC_UNUSED, gsize length G_GNUC_UNUSED)
{
  static const char *const latitudes[] = { "Latitude", "Lat", NULL };
  static const char *const longitudes[] = { "Longitude", "Lng", "Lon", "Long", NULL };
  static const char *const zones[] = { "Local Time Zone", "Time Zone", "TZ", NULL };
  static const char *const needed[] = { "Year", "Month", "Day", "Hour", NULL };
  static const char *const nothing[] = { NULL };
  GhCsvRecords *records = &source->records;

  if (!gh_csv_records_seek (records, nothing, 1))
    return FALSE;
  int latitude = gh_csv_records_find_any (records, latitudes);
  int longitude = gh_csv_records_find_any (records, longitudes);
  int zone = gh_csv_records_find_any (records, zones);
  /* The times of the table are in the zone of the data, which comes first where both are named. */
  if (gh_csv_records_find (records, "Time Zone") >= 0)
    zone = gh_csv_records_find (records, "Time Zone");
  if (latitude < 0 || longitude < 0 || zone < 0 || !gh_csv_records_next (records)
      || !read_location (source, latitude, longitude, zone)
      || !gh_csv_records_seek (records, needed, 1))
    return FALSE;
  source->times = (GhWeatherTimes){ gh_csv_records_find (records, "Year"),
                                    gh_csv_records_find (records, "Month"),
                                    gh_csv_records_find (records, "Day"),
                                    gh_csv_records_find (records, "Hour"),
                                    gh_csv_records_find (records, "Minute"),
                                    -1,
                                    -1 };
  return TRUE;
}

/* Latitude and longitude from the lines above the headings, in the first cell or the second. */
static void
note_place (GhWeatherSource *source, double *latitude, double *longitude)
{
  const GhCsvRecords *records = &source->records;
  g_autofree char *key = gh_csv_records_text (records, 0);
  int at = strpbrk (key, "0123456789") != NULL ? 0 : 1;
  double value;

  if (!read_value (records, at, &value))
    return;
  if (g_ascii_strncasecmp (key, "lat", 3) == 0)
    *latitude = value;
  else if (g_ascii_strncasecmp (key, "lon", 3) == 0)
    *longitude = strstr (key, "deg W") != NULL ? -value : value;
  else if (g_ascii_strncasecmp (key, "time zone", 9) == 0)
    set_offset (source, value);
}

static gboolean
seek_below_place (GhWeatherSource *source, const char *const *needed)
{
  double latitude = NAN, longitude = NAN;

  for (guint row = 0; row < HEAD_ROWS; row++)
    {
      GhCsvReader before = source->records.reader;
      if (gh_csv_records_seek (&source->records, needed, 1))
        {
          set_place (source, latitude, longitude);
          return TRUE;
        }
      source->records.reader = before;
      if (!gh_csv_records_next (&source->records))
        return FALSE;
      note_place (source, &latitude, &longitude);
    }
  return FALSE;
}

static gboolean
open_pvgis (GhWeatherSource *source, const char *text G_GNUC_UNUSED, gsize length G_GNUC_UNUSED)
{
  static const char *const typical[] = { "time(UTC)", "T2m", "G(h)", NULL };
  static const char *const hourly[] = { "time", "H_sun", "T2m", NULL };
  GhWeatherSource start = *source;

  if (!seek_below_place (source, typical))
    {
      source->records.reader = start.records.reader;
      if (!seek_below_place (source, hourly))
        return FALSE;
    }
  source->times = no_times;
  source->times.date = 0;
  return set_offset (source, 0.0);
}

static gboolean
open_pvwatts (GhWeatherSource *source, const char *text G_GNUC_UNUSED, gsize length G_GNUC_UNUSED)
{
  static const char *const needed[] = { "Month", "Day", "Hour", "Cell Temperature (C)", NULL };
  GhCsvRecords *records = &source->records;

  if (!seek_below_place (source, needed))
    return FALSE;
  source->times = no_times;
  source->times.month = gh_csv_records_find (records, "Month");
  source->times.day = gh_csv_records_find (records, "Day");
  source->times.hour = gh_csv_records_find (records, "Hour");
  return TRUE;
}

static const Format formats[] = {
  { "EnergyPlus weather (EPW)", open_epw },   { "TMY3 weather", open_tmy3 },
  { "SAM or NSRDB weather", open_sam },       { "PVGIS", open_pvgis },
  { "PVWatts hourly results", open_pvwatts },
};

/* The format of a text, its beginning read; %NULL when it is none of them. */
static const Format *
open_format (GhWeatherSource *source, const char *text, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      *source = (GhWeatherSource){
        .format = formats[i].title, .times = no_times, .latitude = NAN, .longitude = NAN
      };
      gh_csv_records_init (&source->records, text, length, ',', '.');
      if (formats[i].open (source, text, length))
        return &formats[i];
      gh_csv_records_clear (&source->records);
    }
  return NULL;
}

/**
 * gh_weather_csv_matches:
 * @text: (array length=length): UTF-8
 * @length: in bytes
 *
 * Returns: whether it is one of the weather files that this file knows
 */
gboolean
gh_weather_csv_matches (const char *text, gsize length)
{
  GhWeatherSource source;

  if (open_format (&source, text, length) == NULL)
    return FALSE;
  gh_csv_records_clear (&source.records);
  return TRUE;
}

/**
 * gh_weather_csv_read:
 * @text: (array length=length): of which gh_weather_csv_matches() is true
 * @length: in bytes
 * @options: (nullable): its time zone counts where the file tells none
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID, with a line number where there is one, %GH_ERROR_STOPPED
 *
 * Returns: (transfer full) (nullable): the table
 */
GhTable *
gh_weather_csv_read (const char *text, gsize length, const GhTableOptions *options,
                     const GhProgress *progress, GError **error)
{
  GhWeatherSource source;

  if (open_format (&source, text, length) == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("it holds no values."));
      return NULL;
    }
  GhTable *table = gh_weather_table_read (&source, options, progress, error);
  gh_csv_records_clear (&source.records);
  return table;
}

/* The rows of PVGIS in JSON, hourly or of a typical year. */
static JsonArray *
find_rows (JsonNode *root)
{
  JsonArray *rows = gh_json_tree_find_array (root, "outputs/hourly");

  return rows != NULL ? rows : gh_json_tree_find_array (root, "outputs/tmy_hourly");
}

/**
 * gh_weather_json_matches:
 * @root: of a JSON text
 *
 * Returns: whether it is an answer of PVGIS with hours
 */
gboolean
gh_weather_json_matches (JsonNode *root)
{
  JsonArray *rows = find_rows (root);

  return rows != NULL && json_array_get_length (rows) > 0
         && (gh_json_tree_text (json_array_get_element (rows, 0), "time") != NULL
             || gh_json_tree_text (json_array_get_element (rows, 0), "time(UTC)") != NULL);
}

/* A cell that cannot be taken for more than one. */
static void
append_cell (GString *text, JsonNode *item, const char *name)
{
  const char *word = gh_json_tree_text (item, name);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double number;

  if (word != NULL && strpbrk (word, ",\"\n\r") == NULL)
    g_string_append (text, word);
  else if (gh_json_tree_number (item, name, &number))
    g_string_append (text, g_ascii_dtostr (buffer, sizeof buffer, number));
}

static void
append_row (GString *text, JsonNode *item, GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_cell (text, item, g_ptr_array_index (names, i));
    }
  g_string_append_c (text, '\n');
}

/* The members of the first row that can be headings, the time first. */
static GPtrArray *
list_members (JsonNode *first)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GList) members = json_object_get_members (json_node_get_object (first));

  for (GList *member = members; member != NULL; member = member->next)
    if (strpbrk (member->data, ",\"\n\r/") == NULL)
      g_ptr_array_insert (names, g_str_has_prefix (member->data, "time") ? 0 : -1,
                          g_strdup (member->data));
  return names;
}

/**
 * gh_weather_json_read:
 * @root: of which gh_weather_json_matches() is true
 * @options: (nullable): as of gh_weather_csv_read()
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID, %GH_ERROR_STOPPED
 *
 * Reads PVGIS in JSON as if it had been asked for CSV, which has the same names.
 *
 * Returns: (transfer full) (nullable): the table
 */
GhTable *
gh_weather_json_read (JsonNode *root, const GhTableOptions *options, const GhProgress *progress,
                      GError **error)
{
  GhProgress writing = gh_progress_part (progress, 0.0, 0.3);
  GhProgress reading = gh_progress_part (progress, 0.3, 1.0);
  JsonArray *rows = find_rows (root);
  g_autoptr (GPtrArray) names = list_members (json_array_get_element (rows, 0));
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double latitude, longitude;

  if (gh_json_tree_number (root, "inputs/location/latitude", &latitude)
      && gh_json_tree_number (root, "inputs/location/longitude", &longitude))
    {
      g_string_append_printf (text, "Latitude: %s\n",
                              g_ascii_dtostr (buffer, sizeof buffer, latitude));
      g_string_append_printf (text, "Longitude: %s\n",
                              g_ascii_dtostr (buffer, sizeof buffer, longitude));
    }
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                            (const char *) g_ptr_array_index (names, i));
  g_string_append_c (text, '\n');
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      if (!gh_progress_count (&writing, i, json_array_get_length (rows), error))
        return NULL;
      append_row (text, json_array_get_element (rows, i), names);
    }
  return gh_weather_csv_read (text->str, text->len, options, &reading, error);
}
