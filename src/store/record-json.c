/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record-json.h"

#include <math.h>
#include <string.h>

#include "cycle-text.h"
#include "time-axis.h"
#include "words.h"

/* A longer key is no slip of the pen. */
#define KEY_LENGTH_MAX 40
/* Doubles beyond this have lost whole numbers. */
#define WHOLE_MAX 9007199254740992.0

/* Reads a node into the field; FALSE, with a finding, leaves the field as it is. */
typedef gboolean (*ReadField) (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node,
                               gpointer field);

/* The node as text, or NULL with a finding. */
static const char *
get_text (GhRecordReader *reader, JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  gh_record_reader_report_type (reader, _ ("text"), node);
  return NULL;
}

static gboolean
report_text (GhRecordReader *reader, const char *text, const char *example)
{
  g_autofree char *shown = gh_record_reader_show_text (text);

  gh_record_reader_report (reader, GH_SEVERITY_ERROR, _ ("\"%s\" is not %s"), shown, example);
  return FALSE;
}

/**
 * gh_json_node_get_number:
 * @node: any node
 * @number: (out): its number
 *
 * Returns: whether @node is a number
 */
gboolean
gh_json_node_get_number (JsonNode *node, double *number)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    *number = (double) json_node_get_int (node);
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    *number = json_node_get_double (node);
  else
    return FALSE;
  return TRUE;
}

static gboolean
check_range (GhRecordReader *reader, const GhAttribute *attribute, double number)
{
  char given[GH_NUMBER_TEXT_SIZE];
  char limit[GH_NUMBER_TEXT_SIZE];

  if (number < attribute->minimum)
    gh_record_reader_report (reader, GH_SEVERITY_ERROR, _ ("%s is below %s"),
                             gh_number_to_text (number, given),
                             gh_number_to_text (attribute->minimum, limit));
  else if (number > attribute->maximum)
    gh_record_reader_report (reader, GH_SEVERITY_ERROR, _ ("%s is above %s"),
                             gh_number_to_text (number, given),
                             gh_number_to_text (attribute->maximum, limit));
  else
    return TRUE;
  return FALSE;
}

/**
 * gh_number_read:
 * @reader: a reader at the number's path
 * @attribute: whose range counts
 * @node: any node
 * @number: (out): the number, untouched on failure
 *
 * Reads one number within the attribute's range.
 *
 * Returns: %FALSE with a finding when @node is no such number
 */
gboolean
gh_number_read (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node,
                double *number)
{
  double value;

  if (!gh_json_node_get_number (node, &value))
    {
      gh_record_reader_report_type (reader, _ ("a number"), node);
      return FALSE;
    }
  if (!check_range (reader, attribute, value))
    return FALSE;
  *number = value;
  return TRUE;
}

static gboolean
read_number (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  return gh_number_read (reader, attribute, node, field);
}

static gboolean
read_integer (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  char shown[GH_NUMBER_TEXT_SIZE];
  double number;

  if (!gh_number_read (reader, attribute, node, &number))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    {
      *(gint64 *) field = json_node_get_int (node);
      return TRUE;
    }
  if (fabs (number - rint (number)) > 0)
    gh_record_reader_report (reader, GH_SEVERITY_ERROR, _ ("%s is not a whole number"),
                             gh_number_to_text (number, shown));
  else if (fabs (number) > WHOLE_MAX)
    gh_record_reader_report (reader, GH_SEVERITY_ERROR, _ ("%s is too large"),
                             gh_number_to_text (number, shown));
  else
    {
      *(gint64 *) field = (gint64) number;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_boolean (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  (void) attribute;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      gh_record_reader_report_type (reader, _ ("true or false"), node);
      return FALSE;
    }
  *(gboolean *) field = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_text (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  const char *text = get_text (reader, node);

  (void) attribute;
  if (text == NULL)
    return FALSE;
  g_free (*(char **) field);
  *(char **) field = g_strdup (text);
  return TRUE;
}

static gboolean
read_choice (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  const char *text = get_text (reader, node);

  if (text == NULL)
    return FALSE;
  for (int i = 0; attribute->choices[i] != NULL; i++)
    if (strcmp (attribute->choices[i], text) == 0)
      {
        *(int *) field = i;
        return TRUE;
      }
  g_autofree char *words = g_strjoinv ("\", \"", (char **) attribute->choices);
  g_autofree char *shown = gh_record_reader_show_text (text);
  gh_record_reader_report (reader, GH_SEVERITY_ERROR, _ ("\"%s\" is none of \"%s\""), shown, words);
  return FALSE;
}

static gboolean
read_clock (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  const char *text = get_text (reader, node);

  (void) attribute;
  if (text == NULL)
    return FALSE;
  return gh_clock_parse (text, field) || report_text (reader, text, _ ("a time such as \"07:30\""));
}

static gboolean
read_date (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  const char *text = get_text (reader, node);

  (void) attribute;
  if (text == NULL)
    return FALSE;
  return gh_date_parse (text, field)
         || report_text (reader, text, _ ("a date such as \"2024-12-25\""));
}

static gboolean
read_moment (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  const char *text = get_text (reader, node);
  gint64 moment;

  (void) attribute;
  if (text == NULL)
    return FALSE;
  if (!gh_time_parse_iso (text, &moment))
    return report_text (reader, text,
                        _ ("a time with offset such as \"2024-01-01T00:00:00+01:00\""));
  *(gint64 *) field = moment;
  return TRUE;
}

static gboolean
read_days (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  const char *text = get_text (reader, node);
  guint days;

  (void) attribute;
  if (text == NULL)
    return FALSE;
  if (!gh_days_parse (text, &days))
    return report_text (reader, text, _ ("a list of days such as \"mon-fri\" or \"sat,sun\""));
  *(guint *) field = days;
  return TRUE;
}

static gboolean
read_months (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  const char *text = get_text (reader, node);
  guint months;

  (void) attribute;
  if (text == NULL)
    return FALSE;
  if (!gh_months_parse (text, &months))
    return report_text (reader, text, _ ("a list of months such as \"10-3\" or \"6,7\""));
  *(guint *) field = months;
  return TRUE;
}

/* The node as an array, or NULL with a finding. */
static JsonArray *
get_list (GhRecordReader *reader, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  gh_record_reader_report_type (reader, _ ("a list"), node);
  return NULL;
}

static gboolean
read_dates (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  JsonArray *list = get_list (reader, node);

  if (list == NULL)
    return FALSE;

  GArray *dates = g_array_new (FALSE, FALSE, sizeof (gint32));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      gsize mark = gh_record_reader_enter_index (reader, i);
      gint32 date;
      if (read_date (reader, attribute, json_array_get_element (list, i), &date))
        g_array_append_val (dates, date);
      gh_record_reader_leave (reader, mark);
    }
  g_clear_pointer ((GArray **) field, g_array_unref);
  *(GArray **) field = dates;
  return TRUE;
}

static gboolean
read_numbers (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  JsonArray *list = get_list (reader, node);

  if (list == NULL)
    return FALSE;
  guint length = json_array_get_length (list);
  if (attribute->length > 0 && length != attribute->length)
    {
      gh_record_reader_report (reader, GH_SEVERITY_ERROR, _ ("must have %u numbers, not %u"),
                               attribute->length, length);
      return FALSE;
    }

  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < length; i++)
    {
      gsize mark = gh_record_reader_enter_index (reader, i);
      double number;
      if (gh_number_read (reader, attribute, json_array_get_element (list, i), &number))
        g_array_append_val (numbers, number);
      gh_record_reader_leave (reader, mark);
    }
  if (numbers->len != length)
    return FALSE;
  g_clear_pointer ((GArray **) field, g_array_unref);
  *(GArray **) field = g_steal_pointer (&numbers);
  return TRUE;
}

static gboolean
read_series (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  GhSeriesSpec *series = gh_series_spec_read (reader, attribute, node);

  if (series == NULL)
    return FALSE;
  gh_series_spec_free (*(GhSeriesSpec **) field);
  *(GhSeriesSpec **) field = series;
  return TRUE;
}

static gboolean
read_price (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  GhPriceSpec *price = gh_price_spec_read (reader, attribute, node);

  if (price == NULL)
    return FALSE;
  gh_price_spec_free (*(GhPriceSpec **) field);
  *(GhPriceSpec **) field = price;
  return TRUE;
}

static gboolean
read_object (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  gpointer record = gh_record_new_from_node (reader, attribute->table, node);

  if (record == NULL)
    return FALSE;
  if (*(gpointer *) field != NULL)
    gh_record_free (attribute->table, *(gpointer *) field);
  *(gpointer *) field = record;
  return TRUE;
}

/* An element that is no object becomes a record of defaults, so that indices stay true. */
static gboolean
read_list (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  JsonArray *list = get_list (reader, node);

  if (list == NULL)
    return FALSE;

  GPtrArray *records = g_ptr_array_new ();
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      gsize mark = gh_record_reader_enter_index (reader, i);
      gpointer record
          = gh_record_new_from_node (reader, attribute->table, json_array_get_element (list, i));
      g_ptr_array_add (records, record != NULL ? record : gh_record_new (attribute->table));
      gh_record_reader_leave (reader, mark);
    }
  *(GPtrArray **) field = records;
  return TRUE;
}

static const ReadField read_field[] = {
  [GH_KIND_NUMBER] = read_number,   [GH_KIND_INTEGER] = read_integer,
  [GH_KIND_BOOLEAN] = read_boolean, [GH_KIND_TEXT] = read_text,
  [GH_KIND_CHOICE] = read_choice,   [GH_KIND_CLOCK] = read_clock,
  [GH_KIND_DATE] = read_date,       [GH_KIND_MOMENT] = read_moment,
  [GH_KIND_DAYS] = read_days,       [GH_KIND_MONTHS] = read_months,
  [GH_KIND_DATES] = read_dates,     [GH_KIND_NUMBERS] = read_numbers,
  [GH_KIND_SERIES] = read_series,   [GH_KIND_PRICE] = read_price,
  [GH_KIND_OBJECT] = read_object,   [GH_KIND_LIST] = read_list,
};

/* Null where it is allowed: the number is NAN, anything else stays absent. */
static gboolean
read_nullable (GhRecordReader *reader, const GhAttribute *attribute, JsonNode *node, gpointer field)
{
  if (!attribute->nullable || !JSON_NODE_HOLDS_NULL (node))
    return read_field[attribute->kind](reader, attribute, node, field);
  if (attribute->kind == GH_KIND_NUMBER)
    *(double *) field = NAN;
  return TRUE;
}

/* A key that nobody knows is told even in a record that keeps what cannot be taken. */
static void
report_unknown_key (GhRecordReader *reader, const GhAttributeTable *table, const char *key)
{
  GhSeverity severity = reader->newer ? GH_SEVERITY_WARNING : GH_SEVERITY_ERROR;
  gboolean is_of_another = gh_attribute_table_find (table, key, NULL) != NULL;
  GPtrArray *cells = g_steal_pointer (&reader->cells);
  const char *nearest = NULL;

  g_autofree char *shown = gh_record_reader_show_text (key);
  if (strlen (key) <= KEY_LENGTH_MAX && !is_of_another)
    nearest = gh_attribute_table_nearest (table, key, reader->variant);
  if (is_of_another)
    gh_record_reader_report (reader, severity, _ ("\"%s\" is no key of a study of this kind"),
                             shown);
  else if (nearest != NULL)
    gh_record_reader_report (reader, severity, _ ("unknown key \"%s\"; did you mean \"%s\"?"),
                             shown, nearest);
  else
    gh_record_reader_report (reader, severity, _ ("unknown key \"%s\""), shown);
  reader->cells = cells;
}

/* What is missing in the record itself that keeps what cannot be taken is seen by its rules. */
static void
report_missing (GhRecordReader *reader, const GhAttribute *attribute)
{
  if (reader->cells == NULL)
    gh_record_reader_report (reader, GH_SEVERITY_ERROR, _ ("\"%s\" is missing"), attribute->name);
  else if (reader->path->len > reader->row)
    {
      gsize mark = gh_record_reader_enter_key (reader, attribute->name);
      gh_record_reader_keep (reader, NULL);
      gh_record_reader_leave (reader, mark);
    }
}

static void
read_member (GhRecordReader *reader, const GhAttributeTable *table, guint index, JsonNode *node,
             gpointer record)
{
  const GhAttribute *attribute = &table->attributes[index];
  gsize mark = gh_record_reader_enter_key (reader, attribute->name);
  gboolean read = read_nullable (reader, attribute, node, gh_attribute_field (attribute, record));

  if (reader->open > 0)
    gh_record_reader_keep (reader, node);
  else if (read)
    gh_record_set_given (table, record, index);
  gh_record_reader_leave (reader, mark);
}

/* The list in which a record keeps what cannot be taken, where this kind of document has it. */
static const GhAttribute *
find_unread (const GhRecordReader *reader, const GhAttributeTable *table, guint *index)
{
  const GhAttribute *attribute = table->unread != NULL && reader->cells == NULL
                                     ? gh_attribute_table_find (table, table->unread, index)
                                     : NULL;

  return attribute != NULL && gh_attribute_is_of (attribute, reader->variant) ? attribute : NULL;
}

static void
begin_row (GhRecordReader *reader, const GhAttribute *unread)
{
  reader->cells = g_ptr_array_new ();
  reader->cell_table = unread->table;
  reader->row = reader->path->len;
  reader->open = 0;
}

/* Puts what was kept beside what the file has kept already. */
static void
end_row (GhRecordReader *reader, const GhAttributeTable *table, guint index, gpointer record)
{
  GPtrArray **list = gh_attribute_field (&table->attributes[index], record);

  if (reader->cells->len > 0)
    {
      if (*list == NULL)
        *list = g_ptr_array_new ();
      gh_record_reader_join_cells (reader, *list);
      gh_record_set_given (table, record, index);
    }
  g_clear_pointer (&reader->cells, g_ptr_array_unref);
}

static void
report_unknown_keys (GhRecordReader *reader, const GhAttributeTable *table, JsonObject *object)
{
  g_autoptr (GList) keys = json_object_get_members (object);

  for (GList *key = keys; key != NULL; key = key->next)
    {
      const GhAttribute *attribute = gh_attribute_table_find (table, key->data, NULL);
      if (attribute == NULL || !gh_attribute_is_of (attribute, reader->variant))
        report_unknown_key (reader, table, key->data);
    }
}

/**
 * gh_record_read:
 * @reader: a reader at the object's path
 * @table: describes the record
 * @object: the JSON object
 * @record: a record of @table with its defaults
 *
 * Fills a record from JSON and reports missing and unknown keys, wrong types and values out
 * of range. What cannot be read keeps its default and is not marked as given; a record with a list
 * for it keeps there what was given instead of its being reported.
 */
void
gh_record_read (GhRecordReader *reader, const GhAttributeTable *table, JsonObject *object,
                gpointer record)
{
  guint list = 0;
  const GhAttribute *unread = find_unread (reader, table, &list);

  if (unread != NULL)
    begin_row (reader, unread);
  for (guint i = 0; i < table->count; i++)
    {
      const GhAttribute *attribute = &table->attributes[i];
      JsonNode *node = json_object_get_member (object, attribute->name);
      if (!gh_attribute_is_of (attribute, reader->variant))
        continue;
      if (node != NULL)
        read_member (reader, table, i, node, record);
      else if (attribute->required)
        report_missing (reader, attribute);
    }
  report_unknown_keys (reader, table, object);
  if (unread != NULL)
    end_row (reader, table, list, record);
}

/* A record of which only one value is given, standing bare. */
static gpointer
new_from_shorthand (GhRecordReader *reader, const GhAttributeTable *table, JsonNode *node)
{
  gpointer record = gh_record_new (table);
  guint index;
  const GhAttribute *attribute = gh_attribute_table_find (table, table->shorthand, &index);

  if (read_field[attribute->kind](reader, attribute, node, gh_attribute_field (attribute, record)))
    {
      gh_record_set_given (table, record, index);
      return record;
    }
  gh_record_free (table, record);
  return NULL;
}

/**
 * gh_record_new_from_node:
 * @reader: a reader at the node's path
 * @table: describes the record
 * @node: any node
 *
 * Reads a new record; see gh_record_read(). A bare value is the one that the table has a shorthand
 * for.
 *
 * Returns: (transfer full) (nullable): the record, to be freed with gh_record_free();
 *   %NULL with a finding when @node is neither
 */
gpointer
gh_record_new_from_node (GhRecordReader *reader, const GhAttributeTable *table, JsonNode *node)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      if (table->shorthand != NULL)
        return new_from_shorthand (reader, table, node);
      gh_record_reader_report_type (reader, _ ("an object"), node);
      return NULL;
    }

  gpointer record = gh_record_new (table);
  gh_record_read (reader, table, json_node_get_object (node), record);
  return record;
}
