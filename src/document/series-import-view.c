/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown of a file on its way into a study. */
#include "emission-columns.h"
#include "series-import-private.h"
#include "series-proposal.h"
#include "series-slots.h"
#include "words.h"

static GTimeZone *
get_zone (GhSeriesImport *import)
{
  const GhStudy *study = gh_series_import_get_study (import);
  GTimeZone *zone = gh_time_zone_find (study->location != NULL ? study->location->time_zone : NULL);

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/**
 * gh_series_import_format_table:
 * @import: an import
 *
 * Returns: (transfer full) (nullable): what was found in the file: rows, range, step; %NULL until
 *   it has been looked at
 */
char *
gh_series_import_format_table (GhSeriesImport *import)
{
  g_autoptr (GTimeZone) zone = get_zone (import);

  return import->table != NULL ? gh_series_format_table (import->table, zone) : NULL;
}

/**
 * gh_series_import_list_columns:
 * @import: an import
 *
 * Returns: (transfer full): the columns of numbers by their headings, in the order of the file;
 *   empty until it has been looked at
 */
char **
gh_series_import_list_columns (GhSeriesImport *import)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; import->table != NULL && i < import->table->columns->len; i++)
    g_strv_builder_add (names,
                        ((GhImportColumn *) g_ptr_array_index (import->table->columns, i))->name);
  return g_strv_builder_end (names);
}

/**
 * gh_series_import_names_offsets:
 * @import: an import
 *
 * Returns: whether the times of the file name their offset, so that the time zone does not matter
 */
gboolean
gh_series_import_names_offsets (GhSeriesImport *import)
{
  return import->table != NULL && import->table->names_offsets;
}

/**
 * gh_series_import_get_column_unit:
 * @import: an import
 *
 * Returns: (transfer none): the unit in the heading of the column, "" where it names none
 */
const char *
gh_series_import_get_column_unit (GhSeriesImport *import)
{
  return gh_series_import_find_column (import) != NULL ? gh_series_import_find_column (import)->unit
                                                       : "";
}

/**
 * gh_series_import_make_shown:
 * @import: an import
 *
 * Returns: (transfer full) (nullable): the numbers as the study will use them: prices with taxes
 *   and fees; %NULL where there are none
 */
GhSeries *
gh_series_import_make_shown (GhSeriesImport *import)
{
  GhSeries *series = gh_series_import_get_series (import);

  if (series == NULL || g_strcmp0 (gh_series_slot_get_kind (import->path), "price") != 0)
    return series != NULL ? gh_series_ref (series) : NULL;
  gsize count = gh_series_get_count (series);
  double *paid = g_new (double, count);
  for (gsize i = 0; i < count; i++)
    paid[i] = gh_series_get_values (series)[i] * import->multiply + import->add;
  return gh_series_new_take (paid, count);
}

/**
 * gh_series_import_describe:
 * @import: an import
 *
 * Returns: (transfer full) (nullable): what the numbers come to in the study, as
 *   gh_series_slot_describe() tells it; %NULL where there are none
 */
char *
gh_series_import_describe (GhSeriesImport *import)
{
  g_autoptr (GhStudy) draft = NULL;

  if (gh_series_import_get_series (import) == NULL)
    return NULL;
  draft = gh_study_copy (gh_series_import_get_study (import));
  gh_series_import_fill (draft, import);
  return gh_series_slot_describe (draft, import->path);
}

/**
 * gh_series_import_is_weather:
 * @import: an import
 *
 * Returns: whether the file is known as one of weather, so that it can be taken as a whole
 */
gboolean
gh_series_import_is_weather (GhSeriesImport *import)
{
  return import->table != NULL && import->table->format != NULL
         && g_str_equal (import->table->kind, "weather");
}

/**
 * gh_series_import_describe_column:
 * @import: an import
 *
 * Returns: (transfer full) (nullable): which kind of rates of emissions the column holds, where the
 *   file tells
 */
char *
gh_series_import_describe_column (GhSeriesImport *import)
{
  GhEmissionRate rate;

  if (gh_series_import_find_column (import) == NULL
      || !gh_import_find_rate (gh_series_import_find_column (import)->kind, &rate))
    return NULL;
  return g_strdup_printf (_ ("Its rates are %s"), gh_emission_rate_get_word (rate));
}

/**
 * gh_series_import_describe_others:
 * @import: an import
 *
 * Returns: (transfer full) (nullable): what else of the file goes into the study with
 *   gh_series_import_apply(): its other kinds of rates of emissions; %NULL where there is nothing
 */
char *
gh_series_import_describe_others (GhSeriesImport *import)
{
  GString *text = g_string_new (NULL);
  GhEmissionRate rate;

  for (guint i = 0; import->others != NULL && i < import->others->len; i++)
    {
      const GhOtherRate *other = g_ptr_array_index (import->others, i);
      if (gh_emission_path_find_rate (other->path, &rate))
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? ", " : "",
                                gh_emission_rate_get_word (rate), other->spec->file->column);
    }
  return g_string_free (text, text->len == 0);
}

/**
 * gh_series_import_get_takes_others:
 * @import: an import
 *
 * Returns: whether gh_series_import_describe_others() is filled as well
 */
gboolean
gh_series_import_get_takes_others (GhSeriesImport *import)
{
  return import->takes_others;
}

/**
 * gh_series_import_set_takes_others:
 * @import: an import
 * @takes_others: whether gh_series_import_describe_others() is filled as well
 */
void
gh_series_import_set_takes_others (GhSeriesImport *import, gboolean takes_others)
{
  import->takes_others = takes_others;
}
