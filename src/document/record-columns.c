/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a table of vehicles or groups: which attributes they are of, and their cells as
 * texts. */
#include "record-columns.h"

#include <math.h>
#include <string.h>

#include "attribute-parse.h"
#include "errors.h"
#include "number-text.h"
#include "record-path.h"
#include "site/fleet-profile.h"
#include "site/vehicle-rows.h"
#include "spread-text.h"
#include "words.h"

/* The trip that a vehicle gets with the first cell that is filled in of one. */
#define USUAL_DAYS 31
#define USUAL_LEAVE (8 * 60)
#define USUAL_RETURN (17 * 60)
#define USUAL_KM 50

/* @path: in a record; the only item of a list is [0] */
typedef struct
{
  const char *path;
  gboolean is_shown;
} Choice;

static const Choice vehicle_choices[] = {
  { "name", TRUE },
  { "site", TRUE },
  { "count", FALSE },
  { "battery_kwh", TRUE },
  { "charger.charge_kw", TRUE },
  { "charger.discharge_kw", TRUE },
  { "trips[0].days", TRUE },
  { "trips[0].leave", TRUE },
  { "trips[0].return", TRUE },
  { "trips[0].distance_km", TRUE },
  { "consumption_kwh_per_km", TRUE },
  { "trips[0].soc_at_leave", TRUE },
  { "soc_min", FALSE },
  { "soc_max", FALSE },
  { "soc_start", FALSE },
  { "soc_end", FALSE },
  { "discharge_soc_min", FALSE },
  { "wear_per_kwh", FALSE },
  { "charger.minimum_current_a", FALSE },
  { "charger.phases", FALSE },
  { "charger.standby_w", FALSE },
  { "charger.charge_efficiency", FALSE },
  { "charger.discharge_efficiency", FALSE },
  { "charger.export", FALSE },
  { "away_charging.price_per_kwh", FALSE },
};

static const Choice group_choices[] = {
  { "name", TRUE },
  { "site", TRUE },
  { "count", TRUE },
  { "days", TRUE },
  { "arrive", TRUE },
  { "leave", TRUE },
  { "leave_days", TRUE },
  { "energy_kwh", TRUE },
  { "arrival_soc", TRUE },
  { "soc_at_leave", TRUE },
  { "battery_kwh", TRUE },
  { "charge_kw", TRUE },
  { "opt_in_share", TRUE },
  { "soc_min", FALSE },
  { "soc_max", FALSE },
  { "discharge_soc_min", FALSE },
  { "wear_per_kwh", FALSE },
  { "charger.charge_kw", FALSE },
  { "charger.discharge_kw", FALSE },
  { "charger.minimum_current_a", FALSE },
  { "charger.phases", FALSE },
  { "charger.standby_w", FALSE },
  { "charger.charge_efficiency", FALSE },
  { "charger.discharge_efficiency", FALSE },
  { "charger.export", FALSE },
};

/**
 * gh_records_get_table:
 * @of: a list
 *
 * Returns: (transfer none): what its records are
 */
const GhAttributeTable *
gh_records_get_table (GhRecordsOf of)
{
  return of == GH_RECORDS_GROUPS ? &gh_fleet_group_table : &gh_vehicle_table;
}

/**
 * gh_records_get_key:
 * @of: a list
 *
 * Returns: (transfer none): its key in a study
 */
const char *
gh_records_get_key (GhRecordsOf of)
{
  return of == GH_RECORDS_GROUPS ? "groups" : "vehicles";
}

/**
 * gh_records_get_list:
 * @study: a study
 * @of: a list
 *
 * Returns: (transfer none) (nullable): its records
 */
GPtrArray *
gh_records_get_list (const GhStudy *study, GhRecordsOf of)
{
  return of == GH_RECORDS_GROUPS ? study->groups : study->vehicles;
}

static void
free_column (gpointer data)
{
  GhRecordColumn *column = data;

  g_free (column->usual);
  g_free (column->path);
  g_free (column->title);
  g_free (column->plain_title);
  g_free (column);
}

/* Follows the path through the tables; what it leads to need not exist in any record. */
static void
find_attribute (GhRecordColumn *column, const GhAttributeTable *table, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *bracket = strchr (parts[i], '[');
      if (bracket != NULL)
        *bracket = '\0';
      column->attribute = gh_attribute_table_find (table, parts[i], NULL);
      if (bracket != NULL)
        column->list = column->attribute;
      if (parts[i + 1] != NULL)
        table = column->attribute->table;
    }
  /* Numbers and choices alone: nothing in it has to be freed with it. */
  column->usual = column->list == NULL && strchr (path, '.') != NULL ? gh_record_new (table) : NULL;
}

static char *
add_unit (const char *title, const char *unit)
{
  return *unit != '\0' ? g_strdup_printf ("%s (%s)", title, unit) : g_strdup (title);
}

static GhRecordColumn *
new_column (GhRecordsOf of, const Choice *choice, const char *currency)
{
  GhRecordColumn *column = g_new0 (GhRecordColumn, 1);
  GhShownUnit unit;

  column->path = g_strconcat ("$.", choice->path, NULL);
  column->is_shown = choice->is_shown;
  find_attribute (column, gh_records_get_table (of), choice->path);
  gh_shown_unit_init (&unit, column->attribute, currency);
  column->title = add_unit (_ (column->attribute->title), unit.unit);
  column->plain_title = add_unit (column->attribute->title, unit.unit);
  return column;
}

/**
 * gh_record_columns_new:
 * @of: a list
 * @currency: of the study, for units
 *
 * Returns: (transfer full) (element-type GhRecordColumn): the columns of its table, in their order
 */
GPtrArray *
gh_record_columns_new (GhRecordsOf of, const char *currency)
{
  const Choice *choices = of == GH_RECORDS_GROUPS ? group_choices : vehicle_choices;
  gsize count
      = of == GH_RECORDS_GROUPS ? G_N_ELEMENTS (group_choices) : G_N_ELEMENTS (vehicle_choices);
  GPtrArray *columns = g_ptr_array_new_with_free_func (free_column);

  for (gsize i = 0; i < count; i++)
    g_ptr_array_add (columns, new_column (of, &choices[i], currency));
  return columns;
}

/**
 * gh_record_column_is_number:
 * @column: a column
 *
 * Returns: whether its cells are sorted by gh_record_column_get_number() and stand at the right
 */
gboolean
gh_record_column_is_number (const GhRecordColumn *column)
{
  switch (column->attribute->kind)
    {
    case GH_KIND_NUMBER:
    case GH_KIND_INTEGER:
    case GH_KIND_CLOCK:
    case GH_KIND_OBJECT:
      return TRUE;
    default:
      return FALSE;
    }
}

/* How many items there are of the list whose only item the column shows. */
static guint
count_items (const GhRecordColumn *column, gconstpointer record)
{
  const GPtrArray *list = *(GPtrArray *const *) gh_attribute_field_const (column->list, record);

  return list != NULL ? list->len : 0;
}

/* Whether the attribute has to be given and is not: its field then holds nothing to be shown. */
static gboolean
is_missing (const GhRecordColumn *column, const GhPlace *place)
{
  return column->attribute->required
         && (((const GhRecord *) place->record)->given >> place->index & 1) == 0;
}

/* The record that holds the attribute: one with the defaults where it is absent; none where there
 * is nothing to be shown. */
static gconstpointer
find_holder (const GhRecordColumn *column, const GhAttributeTable *table, gconstpointer record)
{
  GhPlace place;

  if (column->list != NULL && count_items (column, record) != 1)
    return NULL;
  if (!gh_place_find (table, (gpointer) record, column->path, FALSE, &place))
    return column->usual;
  return is_missing (column, &place) ? NULL : place.record;
}

/* The path as texts are kept by that cannot be read. */
static const char *
get_key (const GhRecordColumn *column)
{
  return column->path + strlen ("$.");
}

/* "3 Trips" in each column that is about the only one. */
static char *
describe_items (const GhRecordColumn *column, gconstpointer record)
{
  guint count = count_items (column, record);

  return count > 1 ? g_strdup_printf ("%u %s", count, _ (column->list->title)) : g_strdup ("");
}

/**
 * gh_record_column_get_spread:
 * @column: a column of spreads
 * @table: of @record
 * @record: a vehicle or group
 *
 * Returns: (transfer none) (nullable): the spread in its cell; %NULL for none
 */
gconstpointer
gh_record_column_get_spread (const GhRecordColumn *column, const GhAttributeTable *table,
                             gconstpointer record)
{
  gconstpointer holder = find_holder (column, table, record);

  return holder != NULL
             ? *(const gconstpointer *) gh_attribute_field_const (column->attribute, holder)
             : NULL;
}

/**
 * gh_record_column_get_text:
 * @column: a column
 * @table: of @record
 * @record: a vehicle or group
 * @currency: of the study
 *
 * Returns: (transfer full): the text of the cell as it is edited, without its unit; what was given
 *   for it and could not be read, where there is such a text
 */
char *
gh_record_column_get_text (const GhRecordColumn *column, const GhAttributeTable *table,
                           gconstpointer record, const char *currency)
{
  const char *unread
      = table == &gh_vehicle_table ? gh_vehicle_get_unread (record, get_key (column)) : NULL;
  gconstpointer holder = unread == NULL ? find_holder (column, table, record) : NULL;

  if (unread != NULL)
    return g_strdup (unread);
  if (holder == NULL)
    return column->list != NULL ? describe_items (column, record) : g_strdup ("");
  if (gh_attribute_is_spread (column->attribute))
    return gh_spread_format (column->attribute, gh_record_column_get_spread (column, table, record),
                             currency);
  return gh_attribute_edit_value (column->attribute, holder, currency);
}

/**
 * gh_record_column_get_number:
 * @column: a column of numbers
 * @table: of @record
 * @record: a vehicle or group
 *
 * Returns: what it is sorted by; NAN for nothing
 */
double
gh_record_column_get_number (const GhRecordColumn *column, const GhAttributeTable *table,
                             gconstpointer record)
{
  gconstpointer holder = find_holder (column, table, record);
  GhPlace place = { .record = (gpointer) holder, .attribute = column->attribute, .item = -1 };

  if (holder == NULL)
    return NAN;
  if (gh_attribute_is_spread (column->attribute))
    return gh_spread_get_middle (column->attribute,
                                 gh_record_column_get_spread (column, table, record));
  double number = gh_place_get_number (&place);
  return column->attribute->kind == GH_KIND_CLOCK && number < 0.0 ? NAN : number;
}

/**
 * gh_cell_value_clear:
 * @value: what was read
 *
 * Frees what it holds.
 */
void
gh_cell_value_clear (GhCellValue *value)
{
  g_clear_pointer (&value->text, g_free);
  if (value->pointer != NULL)
    gh_record_free (value->table, value->pointer);
  value->pointer = NULL;
}

/**
 * gh_record_column_parse:
 * @column: a column
 * @record: (nullable): of the row; %NULL for one that is to be added
 * @text: what was typed or pasted; an empty text stands for nothing given
 * @currency: of the study
 * @value: (out): what it means, for gh_record_column_set()
 * @error: set with a sentence for people when it cannot be read, or the cell cannot be edited
 *
 * Returns: whether it was understood; otherwise nothing is to be changed
 */
gboolean
gh_record_column_parse (const GhRecordColumn *column, gconstpointer record, const char *text,
                        const char *currency, GhCellValue *value, GError **error)
{
  g_autofree char *word = g_strstrip (g_strdup (text));

  *value = (GhCellValue){ .number = NAN, .table = column->attribute->table };
  if (column->list != NULL && record != NULL && count_items (column, record) > 1)
    {
      g_autofree char *items = describe_items (column, record);
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("There are %s, and a cell can hold one only."), items);
      return FALSE;
    }
  value->clear = *word == '\0';
  if (value->clear)
    return TRUE;
  if (column->attribute->kind == GH_KIND_TEXT)
    value->text = g_steal_pointer (&word);
  else if (gh_attribute_is_spread (column->attribute))
    value->pointer = gh_spread_parse (column->attribute, word, currency, error);
  else
    return gh_attribute_parse_value (column->attribute, word, currency, &value->number, error);
  return value->text != NULL || value->pointer != NULL;
}

/* The only item of the list, with all that it needs. */
static void
make_item (const GhRecordColumn *column, const GhAttributeTable *table, gpointer record)
{
  gpointer trip;
  GhPlace place;
  GPtrArray *trips = g_ptr_array_new ();
  g_autofree char *path = g_strconcat ("$.", column->list->name, NULL);

  if (!gh_place_find (table, record, path, TRUE, &place))
    return;
  trip = gh_record_new (&gh_trip_table);
  gh_record_set_number (&gh_trip_table, trip, "days", USUAL_DAYS);
  gh_record_set_number (&gh_trip_table, trip, "leave", USUAL_LEAVE);
  gh_record_set_number (&gh_trip_table, trip, "return", USUAL_RETURN);
  gh_record_set_number (&gh_trip_table, trip, "distance_km", USUAL_KM);
  g_ptr_array_add (trips, trip);
  gh_place_take_pointer (&place, trips);
}

/**
 * gh_record_column_keep:
 * @column: a column
 * @table: of @record
 * @record: of the row; nobody else has it
 * @text: what was given for the cell and cannot be read
 *
 * Keeps the text in the cell of a vehicle, which is told to be incomplete; a group has no room for
 * it.
 */
void
gh_record_column_keep (const GhRecordColumn *column, const GhAttributeTable *table, gpointer record,
                       const char *text)
{
  GhPlace place;

  if (table != &gh_vehicle_table)
    return;
  /* No usual time stands for one that could not be read. */
  if (column->list != NULL && count_items (column, record) == 0)
    make_item (column, table, record);
  if (column->list != NULL && gh_place_find (table, record, column->path, TRUE, &place))
    gh_place_clear (&place);
  gh_vehicle_keep_unread (record, get_key (column), text);
}

/**
 * gh_record_column_set:
 * @column: a column
 * @table: of @record
 * @record: of the row; nobody else has it
 * @value: of gh_record_column_parse(); cleared
 *
 * Puts a value into a cell. The first one of a trip makes the trip, with the usual times.
 */
void
gh_record_column_set (const GhRecordColumn *column, const GhAttributeTable *table, gpointer record,
                      GhCellValue *value)
{
  GhPlace place;

  if (table == &gh_vehicle_table)
    gh_vehicle_forget_unread (record, get_key (column));
  if (column->list != NULL && count_items (column, record) == 0)
    {
      if (value->clear)
        return;
      make_item (column, table, record);
    }
  if (!gh_place_find (table, record, column->path, TRUE, &place))
    return;
  if (value->clear)
    gh_place_clear (&place);
  else if (value->text != NULL)
    gh_place_set_text (&place, value->text);
  else if (value->pointer != NULL)
    gh_place_take_pointer (&place, g_steal_pointer (&value->pointer));
  else
    gh_place_set_number (&place, value->number);
  gh_cell_value_clear (value);
}
