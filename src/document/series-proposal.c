/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a table that has been looked at most likely is to a study. Everything can be changed by who
 * knows better. */
#include "series-proposal.h"

#include <math.h>

#include "emission-columns.h"
#include "number-text.h"
#include "record-path.h"
#include "series-slots.h"
#include "words.h"

/**
 * gh_series_propose_path:
 * @table: what a file holds
 * @study: what is to be filled
 *
 * Returns: (transfer full): the path of what the table is about, as gh_series_slots_list() lists
 *   it, of emissions by the kind that the file holds; what nobody can tell may be a meter's, and so
 *   may the sessions of a wallbox
 */
char *
gh_series_propose_path (const GhImport *table, const GhStudy *study)
{
  gboolean told = !g_str_equal (table->kind, "table") && !g_str_equal (table->kind, "sessions");
  GhEmissionRate rate;
  guint column;
  g_auto (GStrv) paths = gh_series_slots_list (study, told ? table->kind : "load");

  for (guint i = 0; paths[i] != NULL; i++)
    if (gh_emission_path_find_rate (paths[i], &rate)
        && gh_emission_columns_find (table, rate, &column))
      return g_strdup (paths[i]);
  return g_strdup (paths[0]);
}

/* The first column about what is wanted, of emissions the kind that is wanted; or the first with
 * numbers. */
static guint
choose_column (const GhImport *table, const char *path, const char *kind)
{
  GhEmissionRate rate;
  guint own;

  if (gh_emission_path_find_rate (path, &rate) && gh_emission_columns_find (table, rate, &own))
    return own;
  for (guint i = 0; kind != NULL && i < table->columns->len; i++)
    {
      const char *about = ((GhImportColumn *) g_ptr_array_index (table->columns, i))->kind;
      if (about != NULL && g_str_has_prefix (about, kind))
        return i;
    }
  for (guint i = 0; i < table->columns->len; i++)
    if (isfinite (((GhImportColumn *) g_ptr_array_index (table->columns, i))->mean))
      return i;
  return 0;
}

static gboolean
covers_period (const GhImport *table, const GhStudy *study)
{
  g_autoptr (GhTimeAxis) axis = gh_study_new_axis (study);
  gint64 end = gh_time_axis_get_time (axis, gh_time_axis_get_count (axis));

  return table->start_unix <= gh_time_axis_get_start (axis)
         && table->start_unix + (gint64) table->count * table->step_seconds >= end;
}

/* People live by weekdays, the sun by the date. */
static GhYearRule
choose_year_rule (const GhImport *table, const GhStudy *study, const char *kind)
{
  if (table->typical_year)
    return GH_YEAR_CALENDAR;
  if (covers_period (table, study))
    return GH_YEAR_EXACT;
  return g_strcmp0 (kind, "solar") == 0 || g_strcmp0 (kind, "weather") == 0 ? GH_YEAR_CALENDAR
                                                                            : GH_YEAR_WEEKDAY;
}

static void
set_number (GhSeriesFile *file, const char *path, double number)
{
  GhPlace place;

  if (gh_place_find (&gh_series_file_table, file, path, FALSE, &place))
    gh_place_set_number (&place, number);
}

static void
set_text (GhSeriesFile *file, const char *path, const char *text)
{
  GhPlace place;

  if (text != NULL && gh_place_find (&gh_series_file_table, file, path, FALSE, &place))
    gh_place_set_text (&place, text);
}

/**
 * gh_series_propose:
 * @table: what a file holds
 * @study: what is to be filled
 * @path: of the series or price, as gh_series_slots_list() lists them
 * @file: what the file is called
 * @column: (out): which of the columns of @table
 *
 * Returns: (transfer full): how a person would most likely read the file; gh_record_free() frees it
 */
GhSeriesFile *
gh_series_propose (const GhImport *table, const GhStudy *study, const char *path, const char *file,
                   guint *column)
{
  const char *kind = gh_series_slot_get_kind (path);
  const char *zone = study->location != NULL ? study->location->time_zone : NULL;
  GhSeriesFile *options = gh_record_new (&gh_series_file_table);

  set_text (options, "$.file", file);
  set_number (options, "$.stamps", table->looks_like_ends ? GH_STAMPS_END : GH_STAMPS_START);
  set_text (options, "$.time_zone", table->names_offsets ? NULL : zone);
  set_number (options, "$.year", choose_year_rule (table, study, kind));
  *column = choose_column (table, path, kind);
  return options;
}

static char *
format_moment (gint64 unix_time, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_time);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  /* Translators: a moment, day first. */
  return g_date_time_format (local, _ ("%-d %b %Y %H:%M"));
}

/* "every 15 minutes"; in seconds where minutes do not tell. */
static char *
format_step (int seconds)
{
  gulong count = (gulong) (seconds % 60 == 0 ? seconds / 60 : seconds);
  g_autofree char *number = gh_number_format ((double) count, 0);

  return seconds % 60 == 0
             ? g_strdup_printf (ngettext ("every %s minute", "every %s minutes", count), number)
             : g_strdup_printf (ngettext ("every %s second", "every %s seconds", count), number);
}

/**
 * gh_series_format_table:
 * @table: what a file holds
 * @zone: in which moments are told
 *
 * Returns: (transfer full): its rows, range and step
 */
char *
gh_series_format_table (const GhImport *table, GTimeZone *zone)
{
  g_autofree char *rows = gh_number_format ((double) table->rows, 0);
  g_autofree char *first = format_moment (table->start_unix, zone);
  g_autofree char *last
      = format_moment (table->start_unix + (gint64) table->count * table->step_seconds, zone);
  g_autofree char *step = format_step (table->step_seconds);

  /* Translators: how many rows a table has, its range, and its step, such as "every 15 minutes". */
  return g_strdup_printf (_ ("%s rows, %s to %s, %s"), rows, first, last, step);
}
