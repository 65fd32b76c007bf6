/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A weather file in a study stands for the series that are in it. */
#include "weather-file.h"

#include <math.h>

#include "formats/weather-table.h"
#include "record-path.h"
#include "words.h"

#define FILE_PATH "$.weather.file"
/* Weather from farther away is another one. */
#define NEAR_KM 100.0
#define EARTH_RADIUS_KM 6371.0
#define RADIANS (G_PI / 180.0)

/* @column: by which gh_weather_table_find_named() finds it in any weather file */
static const struct
{
  const char *path;
  const char *column;
  GhWeatherRole role;
} parts[] = {
  { "$.weather.ghi_w_m2", "ghi", GH_WEATHER_GHI },
  { "$.weather.dni_w_m2", "dni", GH_WEATHER_DNI },
  { "$.weather.dhi_w_m2", "dhi", GH_WEATHER_DHI },
  { "$.weather.temperature_c", "temperature", GH_WEATHER_TEMPERATURE },
  { "$.weather.wind_m_s", "wind_speed", GH_WEATHER_WIND },
};

static void
set_text (GhSeriesFile *file, const char *path, const char *text)
{
  GhPlace place;

  if (gh_place_find (&gh_series_file_table, file, path, FALSE, &place))
    gh_place_set_text (&place, text);
}

/* A column of the file, laid on the study's year by date. */
static GhSeriesSpec *
new_part (const char *name, const char *column)
{
  GhSeriesSpec *spec = g_new0 (GhSeriesSpec, 1);
  GhPlace place;

  spec->form = GH_SERIES_FILE;
  spec->file = gh_record_new (&gh_series_file_table);
  set_text (spec->file, "$.file", name);
  set_text (spec->file, "$.column", column);
  if (gh_place_find (&gh_series_file_table, spec->file, "$.year", FALSE, &place))
    gh_place_set_number (&place, GH_YEAR_CALENDAR);
  return spec;
}

/* Direct and diffuse irradiance count together only. */
static gboolean
is_wanted (const GhTable *table, GhWeatherRole role)
{
  gboolean both = gh_weather_table_find (table, GH_WEATHER_DNI) != NULL
                  && gh_weather_table_find (table, GH_WEATHER_DHI) != NULL;

  if (role == GH_WEATHER_DNI || role == GH_WEATHER_DHI)
    return both;
  return gh_weather_table_find (table, role) != NULL;
}

/* A part that the study format does not have is left out. */
static void
set_parts (GhStudy *study, const GhTable *table)
{
  g_autofree char *name = g_strdup (study->weather->file);
  GhPlace place;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (is_wanted (table, parts[i].role)
        && gh_place_find (&gh_study_table, study, parts[i].path, FALSE, &place))
      gh_place_take_pointer (&place, new_part (name, parts[i].column));
  if (gh_place_find (&gh_study_table, study, FILE_PATH, FALSE, &place))
    gh_place_clear (&place);
}

/* Distance on a sphere (haversine). */
static double
get_distance_km (double latitude_a, double longitude_a, double latitude_b, double longitude_b)
{
  double north = sin ((latitude_b - latitude_a) * RADIANS / 2.0);
  double east = sin ((longitude_b - longitude_a) * RADIANS / 2.0);
  double square
      = north * north + cos (latitude_a * RADIANS) * cos (latitude_b * RADIANS) * east * east;

  return 2.0 * EARTH_RADIUS_KM * asin (sqrt (CLAMP (square, 0.0, 1.0)));
}

static void
check_place (const GhStudy *study, const GhTable *table, GhFindings *findings)
{
  if (study->location == NULL || isnan (table->latitude) || isnan (table->longitude))
    return;
  double distance = get_distance_km (study->location->latitude, study->location->longitude,
                                     table->latitude, table->longitude);
  if (distance > NEAR_KM)
    gh_findings_add (findings, GH_SEVERITY_WARNING, FILE_PATH,
                     _ ("%s: this weather is that of %.2f, %.2f, which is %.0f km away."),
                     study->weather->file, table->latitude, table->longitude, distance);
}

/**
 * gh_weather_file_get_table:
 * @reader: of files
 * @name: of a weather file
 * @findings: gets what is wrong with it
 * @progress: (nullable): whom to tell
 * @error: set to %GH_ERROR_STOPPED when @progress asks to stop
 *
 * Returns: (transfer none) (nullable): what is in it; %NULL after a finding and on error
 */
const GhTable *
gh_weather_file_get_table (GhSeriesReader *reader, const char *name, GhFindings *findings,
                           const GhProgress *progress, GError **error)
{
  const GhTable *table = NULL;
  GhSeriesSpec *spec = new_part (name, NULL);

  if (!gh_series_reader_get_table (reader, spec->file, FILE_PATH, findings, progress, &table,
                                   error))
    table = NULL;
  gh_series_spec_free (spec);
  return table;
}

/**
 * gh_weather_file_set:
 * @study: a study to change
 * @name: of a weather file
 *
 * Takes sun and air from a file in place of what there was: a calculated sky and measured series.
 * What the ground reflects and how light falls on panels stay.
 */
void
gh_weather_file_set (GhStudy *study, const char *name)
{
  GhPlace place;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (gh_place_find (&gh_study_table, study, parts[i].path, TRUE, &place))
      gh_place_clear (&place);
  if (gh_place_find (&gh_study_table, study, "$.weather.clear_sky", TRUE, &place))
    gh_place_clear (&place);
  if (gh_place_find (&gh_study_table, study, FILE_PATH, TRUE, &place))
    gh_place_set_text (&place, name);
}

/**
 * gh_weather_file_expand:
 * @study: a valid study
 * @reader: of its files
 * @findings: gets what is wrong with the file under "$.weather.file"
 * @progress: (nullable): whom to tell
 * @error: set to %GH_ERROR_STOPPED when @progress asks to stop
 *
 * Puts the series that are in the weather file in its place: global irradiance, direct and diffuse
 * irradiance, temperature and wind, as far as the file has them, each a column of the file that is
 * still to be read. A file that cannot be used stays and is a finding.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_weather_file_expand (GhStudy *study, GhSeriesReader *reader, GhFindings *findings,
                        const GhProgress *progress, GError **error)
{
  g_autoptr (GError) stopped = NULL;

  if (study->weather == NULL || study->weather->file == NULL)
    return TRUE;
  const GhTable *table
      = gh_weather_file_get_table (reader, study->weather->file, findings, progress, &stopped);
  if (stopped != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&stopped));
      return FALSE;
    }
  if (table == NULL)
    return TRUE;
  if (gh_weather_table_find (table, GH_WEATHER_GHI) == NULL)
    gh_findings_add (findings, GH_SEVERITY_ERROR, FILE_PATH,
                     _ ("%s: this file has no irradiance on the horizontal."),
                     study->weather->file);
  else
    {
      check_place (study, table, findings);
      set_parts (study, table);
    }
  return TRUE;
}
