/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhRecordsOf:
 * @GH_RECORDS_VEHICLES: the single vehicles of a fleet
 * @GH_RECORDS_GROUPS: its groups
 *
 * Which list of a study a table shows.
 */
typedef enum
{
  GH_RECORDS_VEHICLES,
  GH_RECORDS_GROUPS
} GhRecordsOf;

/**
 * GhRecordColumn:
 * @path: of the attribute in a record: `$.charger.charge_kw`
 * @attribute: what a cell holds
 * @usual: (owned) (nullable): the record with every default that stands in for an absent one;
 *   %NULL of an item of a list
 * @list: (nullable): the list whose only item the attribute is of, such as the trips
 * @title: (owned): with the unit: "Battery (kWh)"
 * @is_shown: whether it is seen unless it is asked for
 *
 * One column of a table of vehicles or groups, made from the attribute tables.
 */
typedef struct
{
  char *path;
  const GhAttribute *attribute;
  gpointer usual;
  const GhAttribute *list;
  char *title;
  char *plain_title;
  gboolean is_shown;
} GhRecordColumn;

/**
 * GhCellValue:
 * @clear: whether the attribute goes back to its default
 * @number: of a kind that gh_place_set_number() takes
 * @text: (owned) (nullable): of a text
 * @pointer: (owned) (nullable): a spread
 * @table: (nullable): what the spread is
 *
 * What was read from a text for a cell.
 */
typedef struct
{
  gboolean clear;
  double number;
  char *text;
  gpointer pointer;
  const GhAttributeTable *table;
} GhCellValue;

const GhAttributeTable *gh_records_get_table (GhRecordsOf of);
const char *gh_records_get_key (GhRecordsOf of);
GPtrArray *gh_records_get_list (const GhStudy *study, GhRecordsOf of);
GPtrArray *gh_record_columns_new (GhRecordsOf of, const char *currency);
gboolean gh_record_column_is_number (const GhRecordColumn *column);
gconstpointer gh_record_column_get_spread (const GhRecordColumn *column,
                                           const GhAttributeTable *table, gconstpointer record);
char *gh_record_column_get_text (const GhRecordColumn *column, const GhAttributeTable *table,
                                 gconstpointer record, const char *currency);
double gh_record_column_get_number (const GhRecordColumn *column, const GhAttributeTable *table,
                                    gconstpointer record);
gboolean gh_record_column_parse (const GhRecordColumn *column, gconstpointer record,
                                 const char *text, const char *currency, GhCellValue *value,
                                 GError **error);
void gh_record_column_set (const GhRecordColumn *column, const GhAttributeTable *table,
                           gpointer record, GhCellValue *value);
void gh_record_column_keep (const GhRecordColumn *column, const GhAttributeTable *table,
                            gpointer record, const char *text);
void gh_cell_value_clear (GhCellValue *value);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhCellValue, gh_cell_value_clear)

G_END_DECLS
