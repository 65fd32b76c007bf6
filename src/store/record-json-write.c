/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cycle-text.h"
#include "errors.h"
#include "record-json.h"
#include "time-axis.h"
#include "words.h"

/* What is passed along while records are written. */
typedef struct
{
  GhJsonWriter *json;
  GTimeZone *zone;
  const GhSeriesStore *series;
  GError **error;
} Write;

static gboolean write_members (Write *write, const GhAttributeTable *table, gconstpointer record);
static gboolean write_field (Write *write, const char *key, const GhAttribute *attribute,
                             gconstpointer field);

static gboolean
refuse_number (Write *write, const char *key)
{
  g_set_error (write->error, GH_ERROR, GH_ERROR_INVALID,
               _ ("\"%s\" has a number that is not finite."), key);
  return FALSE;
}

static gboolean
write_numbers (Write *write, const char *key, const double *values, gsize count)
{
  for (gsize i = 0; i < count; i++)
    if (!isfinite (values[i]))
      return refuse_number (write, key);
  gh_json_writer_numbers (write->json, key, values, count);
  return TRUE;
}

static gboolean
write_number (Write *write, const char *key, const GhAttribute *attribute, double number)
{
  if (isnan (number) && attribute->nullable)
    gh_json_writer_null (write->json, key);
  else if (!isfinite (number))
    return refuse_number (write, attribute->name);
  else
    gh_json_writer_number (write->json, key, number);
  return TRUE;
}

static void
write_clock (Write *write, const char *key, int minute)
{
  g_autofree char *text = g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);

  gh_json_writer_text (write->json, key, text);
}

static void
write_date (Write *write, const char *key, gint32 date)
{
  int year, month, day;

  gh_date_to_civil (date, &year, &month, &day);
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  gh_json_writer_text (write->json, key, text);
}

/* In UTC where the zone's offset has odd seconds, as before the railways. */
static void
write_moment (Write *write, const char *key, gint64 moment)
{
  g_autofree char *text = gh_time_format_iso (moment, write->zone);
  gint64 back;

  if (!gh_time_parse_iso (text, &back) || back != moment)
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_free (text);
      text = gh_time_format_iso (moment, utc);
    }
  gh_json_writer_text (write->json, key, text);
}

static void
write_bits (Write *write, const char *key, char *text)
{
  gh_json_writer_text (write->json, key, text);
  g_free (text);
}

static void
write_dates (Write *write, const char *key, const GArray *dates)
{
  gh_json_writer_begin_array (write->json, key);
  for (guint i = 0; i < dates->len; i++)
    write_date (write, NULL, g_array_index (dates, gint32, i));
  gh_json_writer_end (write->json);
}

/* The attribute that alone stands for a record, where nothing else of it was given. */
static const GhAttribute *
find_shorthand (const GhAttributeTable *table, gconstpointer record)
{
  guint index;

  if (table->shorthand == NULL)
    return NULL;
  const GhAttribute *attribute = gh_attribute_table_find (table, table->shorthand, &index);
  return ((const GhRecord *) record)->given == G_GUINT64_CONSTANT (1) << index ? attribute : NULL;
}

static gboolean
write_record (Write *write, const char *key, const GhAttributeTable *table, gconstpointer record)
{
  const GhAttribute *shorthand = find_shorthand (table, record);

  if (shorthand != NULL)
    return write_field (write, key, shorthand, gh_attribute_field_const (shorthand, record));
  gh_json_writer_begin_object (write->json, key);
  if (!write_members (write, table, record))
    return FALSE;
  gh_json_writer_end (write->json);
  return TRUE;
}

static gboolean
write_list (Write *write, const GhAttribute *attribute, const GPtrArray *records)
{
  gh_json_writer_begin_array (write->json, attribute->name);
  for (guint i = 0; i < records->len; i++)
    if (!write_record (write, NULL, attribute->table, g_ptr_array_index (records, i)))
      return FALSE;
  gh_json_writer_end (write->json);
  return TRUE;
}

/* When and how the file was read. */
static void
write_origin (Write *write, const GhSeriesOrigin *origin)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *imported = gh_time_format_iso (origin->imported, utc);

  gh_json_writer_begin_object (write->json, "origin");
  gh_json_writer_text (write->json, "sha256", origin->sha256);
  if (origin->format != NULL)
    gh_json_writer_text (write->json, "format", origin->format);
  gh_json_writer_text (write->json, "unit", origin->unit);
  gh_json_writer_boolean (write->json, "unit_assumed", origin->unit_assumed);
  gh_json_writer_integer (write->json, "rows", origin->rows);
  gh_json_writer_text (write->json, "imported", imported);
  gh_json_writer_begin_array (write->json, "repairs");
  for (char **repair = origin->repairs; *repair != NULL; repair++)
    gh_json_writer_text (write->json, NULL, *repair);
  gh_json_writer_end (write->json);
  gh_json_writer_end (write->json);
}

/* Numbers that are kept elsewhere: what finds them, and where they came from. */
static gboolean
write_stored (Write *write, const char *key, const GhSeriesSpec *series, GhSeries *numbers)
{
  g_autofree char *hash = write->series->save (numbers, write->series->data, write->error);

  if (hash == NULL)
    return FALSE;
  gh_json_writer_begin_object (write->json, key);
  gh_json_writer_text (write->json, "stored", hash);
  if (series->form == GH_SERIES_FILE)
    {
      if (!write_record (write, "from", &gh_series_file_table, series->file))
        return FALSE;
      gh_json_writer_integer (write->json, "data_year", series->data_year);
      gh_json_writer_integer (write->json, "data_step_seconds", series->data_step_seconds);
      gh_json_writer_integer (write->json, "data_filled", series->data_filled);
      if (series->origin != NULL)
        write_origin (write, series->origin);
    }
  gh_json_writer_end (write->json);
  return TRUE;
}

/* A resolved series is written with its numbers, so that the file is the whole study. */
static gboolean
write_series (Write *write, const char *key, const GhSeriesSpec *series)
{
  if (write->series != NULL && (series->resolved != NULL || series->values != NULL))
    return write_stored (write, key, series,
                         series->resolved != NULL ? series->resolved : series->values);
  if (series->resolved != NULL)
    return write_numbers (write, key, gh_series_get_values (series->resolved),
                          gh_series_get_count (series->resolved));
  switch (series->form)
    {
    case GH_SERIES_VALUES:
      return write_numbers (write, key, gh_series_get_values (series->values),
                            gh_series_get_count (series->values));
    case GH_SERIES_FILE:
      return write_record (write, key, &gh_series_file_table, series->file);
    case GH_SERIES_SHAPE:
      return write_record (write, key, &gh_load_shape_table, series->shape);
    case GH_SERIES_NUMBER:
    default:
      if (!isfinite (series->number))
        return refuse_number (write, key);
      gh_json_writer_number (write->json, key, series->number);
      return TRUE;
    }
}

static gboolean
write_price (Write *write, const char *key, const GhPriceSpec *price)
{
  if (price->market != NULL)
    return write_record (write, key, &gh_market_price_table, price->market);
  if (price->periods != NULL)
    return write_record (write, key, &gh_period_price_table, price->periods);
  return write_series (write, key, price->series);
}

/* Whether the field, given as it is, holds nothing: null in the file. */
static gboolean
is_absent (const GhAttribute *attribute, gconstpointer field)
{
  switch (attribute->kind)
    {
    case GH_KIND_TEXT:
    case GH_KIND_DATES:
    case GH_KIND_NUMBERS:
    case GH_KIND_SERIES:
    case GH_KIND_PRICE:
    case GH_KIND_OBJECT:
    case GH_KIND_LIST:
      return *(const gpointer *) field == NULL;
    case GH_KIND_CLOCK:
      return *(const int *) field < 0;
    case GH_KIND_DATE:
      return *(const gint32 *) field == GH_NO_DATE;
    default:
      return FALSE;
    }
}

/* The kinds that are one word or number in JSON. */
static gboolean
write_scalar (Write *write, const char *key, const GhAttribute *attribute, gconstpointer field)
{
  switch (attribute->kind)
    {
    case GH_KIND_NUMBER:
      return write_number (write, key, attribute, *(const double *) field);
    case GH_KIND_INTEGER:
      gh_json_writer_integer (write->json, key, *(const gint64 *) field);
      return TRUE;
    case GH_KIND_BOOLEAN:
      gh_json_writer_boolean (write->json, key, *(const gboolean *) field);
      return TRUE;
    case GH_KIND_CHOICE:
      gh_json_writer_text (write->json, key, attribute->choices[*(const int *) field]);
      return TRUE;
    case GH_KIND_CLOCK:
      write_clock (write, key, *(const int *) field);
      return TRUE;
    case GH_KIND_DATE:
      write_date (write, key, *(const gint32 *) field);
      return TRUE;
    case GH_KIND_MOMENT:
      write_moment (write, key, *(const gint64 *) field);
      return TRUE;
    case GH_KIND_DAYS:
      write_bits (write, key, gh_days_format (*(const guint *) field));
      return TRUE;
    case GH_KIND_MONTHS:
      write_bits (write, key, gh_months_format (*(const guint *) field));
      return TRUE;
    default:
      gh_json_writer_text (write->json, key, *(char *const *) field);
      return TRUE;
    }
}

static gboolean
write_field (Write *write, const char *key, const GhAttribute *attribute, gconstpointer field)
{
  gconstpointer held;

  if (is_absent (attribute, field))
    {
      if (attribute->nullable)
        gh_json_writer_null (write->json, key);
      return TRUE;
    }
  switch (attribute->kind)
    {
    case GH_KIND_DATES:
      write_dates (write, key, *(GArray *const *) field);
      return TRUE;
    case GH_KIND_NUMBERS:
      held = *(const gconstpointer *) field;
      return write_numbers (write, key,
                            (const double *) (gconstpointer) ((const GArray *) held)->data,
                            ((const GArray *) held)->len);
    case GH_KIND_SERIES:
      return write_series (write, key, *(GhSeriesSpec *const *) field);
    case GH_KIND_PRICE:
      return write_price (write, key, *(GhPriceSpec *const *) field);
    case GH_KIND_OBJECT:
      return write_record (write, key, attribute->table, *(const gconstpointer *) field);
    case GH_KIND_LIST:
      return write_list (write, attribute, *(GPtrArray *const *) field);
    default:
      return write_scalar (write, key, attribute, field);
    }
}

static gboolean
write_members (Write *write, const GhAttributeTable *table, gconstpointer record)
{
  const GhRecord *head = record;

  for (guint i = 0; i < table->count; i++)
    {
      const GhAttribute *attribute = &table->attributes[i];
      gconstpointer field = gh_attribute_field_const (attribute, record);
      if ((head->given >> i & 1) != 0 && !write_field (write, attribute->name, attribute, field))
        return FALSE;
    }
  return TRUE;
}

/**
 * gh_record_write_members:
 * @writer: a writer inside an object
 * @table: describes the record
 * @record: a record of @table
 * @zone: the time zone in which moments are written
 * @series: (nullable): where the numbers of series go; %NULL to write them inline
 * @error: return location; %GH_ERROR_INVALID when a number is not finite
 *
 * Writes what was given of a record, in the order of its table, without the braces around
 * it. A series with resolved numbers is written as a list of them.
 *
 * Returns: %FALSE with @error set; the writer is then only to be freed
 */
gboolean
gh_record_write_members (GhJsonWriter *writer, const GhAttributeTable *table, gconstpointer record,
                         GTimeZone *zone, const GhSeriesStore *series, GError **error)
{
  Write write = { .json = writer, .zone = zone, .series = series, .error = error };

  return write_members (&write, table, record);
}
