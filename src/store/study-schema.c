/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study-schema.h"

#include <math.h>
#include <string.h>

#include "json-writer.h"
#include "site/profile.h"
#include "study-json.h"

/* Which names the shared definitions have; records have the names of their tables. */
#define SERIES "series"
#define LOAD_SERIES "load_series"
#define PRICE "price"

#define CLOCK_PATTERN "^([01][0-9]|2[0-3]):[0-5][0-9]$"
#define DATE_PATTERN "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

static void
write_reference (GhJsonWriter *writer, const char *name)
{
  g_autofree char *path = g_strconcat ("#/$defs/", name, NULL);

  gh_json_writer_text (writer, "$ref", path);
}

/* One alternative of an anyOf. */
static void
write_alternative (GhJsonWriter *writer, const char *key, const char *value)
{
  gh_json_writer_begin_object (writer, NULL);
  if (strcmp (key, "$ref") == 0)
    write_reference (writer, value);
  else
    gh_json_writer_text (writer, key, value);
  gh_json_writer_end (writer);
}

static void
write_type (GhJsonWriter *writer, const GhAttribute *attribute, const char *type)
{
  if (!attribute->nullable)
    {
      gh_json_writer_text (writer, "type", type);
      return;
    }
  gh_json_writer_begin_array (writer, "type");
  gh_json_writer_text (writer, NULL, type);
  gh_json_writer_text (writer, NULL, "null");
  gh_json_writer_end (writer);
}

/* A reference, or null where that is allowed. */
static void
write_nullable_reference (GhJsonWriter *writer, const GhAttribute *attribute, const char *name)
{
  if (!attribute->nullable)
    {
      write_reference (writer, name);
      return;
    }
  gh_json_writer_begin_array (writer, "anyOf");
  write_alternative (writer, "$ref", name);
  write_alternative (writer, "type", "null");
  gh_json_writer_end (writer);
}

static void
write_range (GhJsonWriter *writer, const GhAttribute *attribute)
{
  if (isfinite (attribute->minimum))
    gh_json_writer_number (writer, "minimum", attribute->minimum);
  if (isfinite (attribute->maximum))
    gh_json_writer_number (writer, "maximum", attribute->maximum);
}

/* The range of every element of a list of numbers. */
static void
write_items_range (GhJsonWriter *writer, const GhAttribute *attribute, gboolean with_type)
{
  if (!with_type && !isfinite (attribute->minimum) && !isfinite (attribute->maximum))
    return;
  gh_json_writer_begin_object (writer, "items");
  if (with_type)
    gh_json_writer_text (writer, "type", "number");
  write_range (writer, attribute);
  gh_json_writer_end (writer);
}

static void
write_choices (GhJsonWriter *writer, const GhAttribute *attribute)
{
  gh_json_writer_begin_array (writer, "enum");
  for (guint i = 0; attribute->choices[i] != NULL; i++)
    gh_json_writer_text (writer, NULL, attribute->choices[i]);
  if (attribute->nullable)
    gh_json_writer_null (writer, NULL);
  gh_json_writer_end (writer);
}

static void
write_text (GhJsonWriter *writer, const GhAttribute *attribute, const char *format,
            const char *pattern)
{
  write_type (writer, attribute, "string");
  if (format != NULL)
    gh_json_writer_text (writer, "format", format);
  if (pattern != NULL)
    gh_json_writer_text (writer, "pattern", pattern);
}

static void
write_numbers (GhJsonWriter *writer, const GhAttribute *attribute)
{
  write_type (writer, attribute, "array");
  write_items_range (writer, attribute, TRUE);
  if (attribute->length == 0)
    return;
  gh_json_writer_integer (writer, "minItems", attribute->length);
  gh_json_writer_integer (writer, "maxItems", attribute->length);
}

static void
write_dates (GhJsonWriter *writer, const GhAttribute *attribute)
{
  write_type (writer, attribute, "array");
  gh_json_writer_begin_object (writer, "items");
  gh_json_writer_text (writer, "type", "string");
  gh_json_writer_text (writer, "format", "date");
  gh_json_writer_text (writer, "pattern", DATE_PATTERN);
  gh_json_writer_end (writer);
}

static void
write_list (GhJsonWriter *writer, const GhAttribute *attribute)
{
  write_type (writer, attribute, "array");
  gh_json_writer_begin_object (writer, "items");
  write_reference (writer, attribute->table->name);
  gh_json_writer_end (writer);
}

/* A series or price: range and items count for numbers and lists, and for nothing else. */
static void
write_series (GhJsonWriter *writer, const GhAttribute *attribute, const char *name)
{
  write_nullable_reference (writer, attribute, name);
  write_range (writer, attribute);
  write_items_range (writer, attribute, FALSE);
}

/* The kinds that are one word or number in JSON. */
static void
write_scalar_kind (GhJsonWriter *writer, const GhAttribute *attribute)
{
  switch (attribute->kind)
    {
    case GH_KIND_NUMBER:
    case GH_KIND_INTEGER:
      write_type (writer, attribute, attribute->kind == GH_KIND_INTEGER ? "integer" : "number");
      write_range (writer, attribute);
      break;
    case GH_KIND_BOOLEAN:
      write_type (writer, attribute, "boolean");
      break;
    case GH_KIND_CHOICE:
      write_choices (writer, attribute);
      break;
    case GH_KIND_CLOCK:
      write_text (writer, attribute, NULL, CLOCK_PATTERN);
      break;
    case GH_KIND_DATE:
      write_text (writer, attribute, "date", DATE_PATTERN);
      break;
    case GH_KIND_MOMENT:
      write_text (writer, attribute, "date-time", NULL);
      break;
    default:
      write_text (writer, attribute, NULL, NULL);
      break;
    }
}

/* What values of an attribute look like. */
static void
write_kind (GhJsonWriter *writer, const GhAttribute *attribute)
{
  switch (attribute->kind)
    {
    case GH_KIND_DATES:
      write_dates (writer, attribute);
      break;
    case GH_KIND_NUMBERS:
      write_numbers (writer, attribute);
      break;
    case GH_KIND_SERIES:
      write_series (writer, attribute,
                    strcmp (attribute->name, "load") == 0 ? LOAD_SERIES : SERIES);
      break;
    case GH_KIND_PRICE:
      write_series (writer, attribute, PRICE);
      break;
    case GH_KIND_OBJECT:
      write_nullable_reference (writer, attribute, attribute->table->name);
      /* Of the bare number of a spread; objects do not heed it. */
      if (attribute->table->shorthand != NULL && attribute->maximum > attribute->minimum)
        write_range (writer, attribute);
      break;
    case GH_KIND_LIST:
      write_list (writer, attribute);
      break;
    default:
      write_scalar_kind (writer, attribute);
      break;
    }
}

static void
write_default_clock (GhJsonWriter *writer, int minute)
{
  g_autofree char *text = g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);

  gh_json_writer_text (writer, "default", text);
}

/* The default as it would stand in the file; nothing where there is none. */
static void
write_default (GhJsonWriter *writer, const GhAttribute *attribute)
{
  double number = attribute->default_number;

  if (attribute->required)
    return;
  if (attribute->default_text != NULL)
    {
      gh_json_writer_text (writer, "default", attribute->default_text);
      return;
    }
  if (!isfinite (number))
    return;
  if (attribute->kind == GH_KIND_NUMBER || attribute->kind == GH_KIND_SERIES
      || attribute->kind == GH_KIND_PRICE)
    gh_json_writer_number (writer, "default", number);
  else if (attribute->kind == GH_KIND_INTEGER)
    gh_json_writer_integer (writer, "default", (gint64) number);
  else if (attribute->kind == GH_KIND_BOOLEAN)
    gh_json_writer_boolean (writer, "default", number > 0);
  else if (attribute->kind == GH_KIND_CHOICE)
    gh_json_writer_text (writer, "default", attribute->choices[(int) number]);
  else if (attribute->kind == GH_KIND_CLOCK && number >= 0)
    write_default_clock (writer, (int) number);
}

/* The meaning is not translated, so that the schema is the same everywhere. */
static void
write_description (GhJsonWriter *writer, const GhAttribute *attribute)
{
  if (attribute->meaning != NULL)
    gh_json_writer_text (writer, "description", attribute->meaning);
  if (attribute->unit != NULL)
    gh_json_writer_text (writer, "x-unit", attribute->unit);
  if (attribute->applies != NULL)
    gh_json_writer_text (writer, "x-applies", attribute->applies);
}

/* The two keys by which a study is known have one value each. */
static void
write_constant (GhJsonWriter *writer, const GhAttributeTable *table, const GhAttribute *attribute)
{
  if (table != &gh_study_table)
    return;
  if (strcmp (attribute->name, "format") == 0)
    gh_json_writer_text (writer, "const", GH_STUDY_FORMAT);
  else if (strcmp (attribute->name, "version") == 0)
    gh_json_writer_integer (writer, "const", GH_STUDY_VERSION);
}

/* The keys that a record must have, of those that only @variants have; 0 for those that all do. */
static void
write_required (GhJsonWriter *writer, const GhAttributeTable *table, guint variants)
{
  gboolean any = FALSE;

  for (guint i = 0; i < table->count; i++)
    any = any || (table->attributes[i].required && table->attributes[i].variants == variants);
  if (!any)
    return;
  gh_json_writer_begin_array (writer, "required");
  for (guint i = 0; i < table->count; i++)
    if (table->attributes[i].required && table->attributes[i].variants == variants)
      gh_json_writer_text (writer, NULL, table->attributes[i].name);
  gh_json_writer_end (writer);
}

/* What is so of one kind of study only: its required keys, and the keys of others, which it does
 * not have. */
static void
write_kind_condition (GhJsonWriter *writer, const char *word, guint variant)
{
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_begin_object (writer, "if");
  gh_json_writer_begin_object (writer, "properties");
  gh_json_writer_begin_object (writer, "kind");
  gh_json_writer_text (writer, "const", word);
  gh_json_writer_end (writer);
  gh_json_writer_end (writer);
  gh_json_writer_end (writer);
  gh_json_writer_begin_object (writer, "then");
  gh_json_writer_begin_object (writer, "properties");
  for (guint i = 0; i < gh_study_table.count; i++)
    if (!gh_attribute_is_of (&gh_study_table.attributes[i], variant))
      gh_json_writer_boolean (writer, gh_study_table.attributes[i].name, FALSE);
  gh_json_writer_end (writer);
  write_required (writer, &gh_study_table, variant);
  gh_json_writer_end (writer);
  gh_json_writer_end (writer);
}

static void
write_kind_conditions (GhJsonWriter *writer)
{
  const GhAttribute *kind = gh_attribute_table_find (&gh_study_table, "kind", NULL);

  gh_json_writer_begin_array (writer, "allOf");
  for (guint i = 0; kind->choices[i] != NULL; i++)
    write_kind_condition (writer, kind->choices[i], 1u << i);
  gh_json_writer_end (writer);
}

/* The members of a schema that describes a table's records. */
static void
write_table_members (GhJsonWriter *writer, const GhAttributeTable *table)
{
  gh_json_writer_text (writer, "type", "object");
  gh_json_writer_begin_object (writer, "properties");
  for (guint i = 0; i < table->count; i++)
    {
      const GhAttribute *attribute = &table->attributes[i];
      gh_json_writer_begin_object (writer, attribute->name);
      write_description (writer, attribute);
      write_kind (writer, attribute);
      write_constant (writer, table, attribute);
      write_default (writer, attribute);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
  write_required (writer, table, 0);
  gh_json_writer_boolean (writer, "additionalProperties", FALSE);
}

/* A record of a table, or the bare value of the attribute that may stand for it. */
static void
write_table_definition (GhJsonWriter *writer, const GhAttributeTable *table)
{
  gh_json_writer_begin_object (writer, table->name);
  if (table->shorthand != NULL)
    {
      gh_json_writer_begin_array (writer, "anyOf");
      gh_json_writer_begin_object (writer, NULL);
      write_kind (writer, gh_attribute_table_find (table, table->shorthand, NULL));
      gh_json_writer_end (writer);
      gh_json_writer_begin_object (writer, NULL);
      write_table_members (writer, table);
      gh_json_writer_end (writer);
      gh_json_writer_end (writer);
    }
  else
    write_table_members (writer, table);
  gh_json_writer_end (writer);
}

/* Lists a table and the tables of its attributes, each once, in the order met. */
static void
collect_tables (GPtrArray *tables, const GhAttributeTable *table)
{
  if (g_ptr_array_find (tables, table, NULL))
    return;
  g_ptr_array_add (tables, (gpointer) table);
  for (guint i = 0; i < table->count; i++)
    if (table->attributes[i].table != NULL)
      collect_tables (tables, table->attributes[i].table);
}

static void
write_series_definition (GhJsonWriter *writer, const char *name, gboolean with_shape)
{
  gh_json_writer_begin_object (writer, name);
  gh_json_writer_begin_array (writer, "anyOf");
  write_alternative (writer, "type", "number");
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "type", "array");
  gh_json_writer_begin_object (writer, "items");
  gh_json_writer_text (writer, "type", "number");
  gh_json_writer_end (writer);
  gh_json_writer_integer (writer, "minItems", 1);
  gh_json_writer_end (writer);
  write_alternative (writer, "$ref", gh_series_file_table.name);
  if (with_shape)
    write_alternative (writer, "$ref", gh_load_shape_table.name);
  gh_json_writer_end (writer);
  gh_json_writer_end (writer);
}

static void
write_price_definition (GhJsonWriter *writer)
{
  gh_json_writer_begin_object (writer, PRICE);
  gh_json_writer_begin_array (writer, "anyOf");
  write_alternative (writer, "$ref", SERIES);
  write_alternative (writer, "$ref", gh_market_price_table.name);
  write_alternative (writer, "$ref", gh_period_price_table.name);
  gh_json_writer_end (writer);
  gh_json_writer_end (writer);
}

static void
write_definitions (GhJsonWriter *writer)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();

  collect_tables (tables, &gh_study_table);
  collect_tables (tables, &gh_series_file_table);
  collect_tables (tables, &gh_load_shape_table);
  collect_tables (tables, &gh_market_price_table);
  collect_tables (tables, &gh_period_price_table);
  gh_json_writer_begin_object (writer, "$defs");
  write_series_definition (writer, SERIES, FALSE);
  write_series_definition (writer, LOAD_SERIES, TRUE);
  write_price_definition (writer);
  /* The study itself comes first among the tables and is the schema's root. */
  for (guint i = 1; i < tables->len; i++)
    write_table_definition (writer, g_ptr_array_index (tables, i));
  gh_json_writer_end (writer);
}

/**
 * gh_study_schema:
 *
 * Describes the study file as a JSON Schema (draft 2020-12), made from the attribute
 * tables: meanings, units (`x-unit`), when they apply (`x-applies`), defaults, ranges and
 * required keys. The same bytes in every locale.
 *
 * Returns: (transfer full): the schema's JSON
 */
char *
gh_study_schema (void)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "$schema", "https://json-schema.org/draft/2020-12/schema");
  gh_json_writer_text (writer, "title", "Gridhearth study");
  write_table_members (writer, &gh_study_table);
  write_kind_conditions (writer);
  write_definitions (writer);
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}
