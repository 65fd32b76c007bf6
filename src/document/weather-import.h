/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/**
 * GhWeatherYield:
 * @name: (nullable): of the panels
 * @plane_kwh_m2: light on them in a year
 * @ac_kwh: what they give to the house in a year
 *
 * What a weather file makes of panels.
 */
typedef struct
{
  char *name;
  double plane_kwh_m2;
  double ac_kwh;
} GhWeatherYield;

/**
 * GhWeatherImport:
 * @name: of the file, without its folder
 * @format: (nullable): what it was recognised as
 * @place: where it was measured, in words; "" where the file does not tell
 * @time: of which year it is, its step and its time zone, in words
 * @columns: what was found in it, in words
 * @gaps: what was missing and filled, in words
 * @global_kwh_m2: light on the horizontal in a year
 * @yields: (element-type GhWeatherYield): one for each of the panels that are calculated
 * @findings: remarks
 * @study: a copy of the study with its weather
 *
 * A whole weather file on its way into a study; nothing is stored before
 * gh_weather_import_apply(). Immutable.
 */
typedef struct
{
  char *name;
  char *format;
  char *place;
  char *time;
  char *columns;
  char *gaps;
  double global_kwh_m2;
  GPtrArray *yields;
  GhFindings *findings;
  GhStudy *study;
} GhWeatherImport;

void gh_weather_import_async (GhDocument *document, const char *path, GAsyncReadyCallback callback,
                              gpointer data);
GhWeatherImport *gh_weather_import_finish (GhDocument *document, GAsyncResult *result,
                                           GError **error);
void gh_weather_import_free (GhWeatherImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhWeatherImport, gh_weather_import_free)
void gh_weather_import_apply (GhWeatherImport *import, GhDocument *document);
char *gh_weather_describe_source (const GhStudy *study);
void gh_weather_take (GhStudy *study, const GhStudy *other);

G_END_DECLS
