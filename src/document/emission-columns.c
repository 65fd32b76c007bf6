/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a file belongs to which rate of emissions of a study: files tell the kind of
 * their rates, and a study keeps each kind in a place of its own. */
#include "emission-columns.h"

#include <string.h>

#define PARENT "$.emissions."

/**
 * gh_emission_path_find_rate:
 * @path: (nullable): of a series, as gh_series_slots_list() lists them
 * @rate: (out): the kind that belongs there
 *
 * Returns: whether it holds rates of emissions
 */
gboolean
gh_emission_path_find_rate (const char *path, GhEmissionRate *rate)
{
  return path != NULL && g_str_has_prefix (path, PARENT)
         && gh_emission_rate_find (path + strlen (PARENT), rate);
}

/**
 * gh_emission_path_new:
 * @rate: a kind
 *
 * Returns: (transfer full): where a study keeps it
 */
char *
gh_emission_path_new (GhEmissionRate rate)
{
  return g_strconcat (PARENT, gh_emission_rate_keys[rate], NULL);
}

/**
 * gh_emission_columns_find:
 * @table: what a file holds
 * @rate: a kind
 * @column: (out): index into its columns
 *
 * Returns: whether the file says of a column that it holds this kind; the first is told
 */
gboolean
gh_emission_columns_find (const GhImport *table, GhEmissionRate rate, guint *column)
{
  GhEmissionRate holds;

  for (*column = 0; *column < table->columns->len; (*column)++)
    if (gh_import_find_rate (
            ((const GhImportColumn *) g_ptr_array_index (table->columns, *column))->kind, &holds)
        && holds == rate)
      return TRUE;
  return FALSE;
}
