/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhKind:
 * @GH_KIND_NUMBER: a double; the field is a double
 * @GH_KIND_INTEGER: a whole number; the field is a gint64
 * @GH_KIND_BOOLEAN: true or false; the field is a gboolean
 * @GH_KIND_TEXT: the field is a char* (owned)
 * @GH_KIND_CHOICE: one of the words in @choices; the field is an int, its index
 * @GH_KIND_CLOCK: "07:30"; the field is an int, minutes since midnight, -1 absent
 * @GH_KIND_DATE: "2024-12-25"; the field is a gint32, days since 1970, %GH_NO_DATE absent
 * @GH_KIND_MOMENT: ISO 8601 with offset; the field is a gint64, unix seconds
 * @GH_KIND_DAYS: "mon-fri", "sat,sun"; the field is a guint, bit 0 Monday to bit 6 Sunday
 * @GH_KIND_MONTHS: "10-3", "6,7"; the field is a guint, bit 0 January to bit 11
 * @GH_KIND_DATES: list of dates; the field is a GArray* of gint32 (owned)
 * @GH_KIND_NUMBERS: @length numbers, or any; the field is a GArray* of double (owned)
 * @GH_KIND_SERIES: a SERIES; the field is a GhSeriesSpec* (owned)
 * @GH_KIND_PRICE: a PRICE; the field is a GhPriceSpec* (owned)
 * @GH_KIND_OBJECT: the field is a record pointer of @table (owned)
 * @GH_KIND_LIST: the field is a GPtrArray* of records of @table (owned)
 *
 * What a person can edit, and how the field of the record holds it. Absent
 * pointers are %NULL, absent numbers without default are NAN.
 */
typedef enum
{
  GH_KIND_NUMBER,
  GH_KIND_INTEGER,
  GH_KIND_BOOLEAN,
  GH_KIND_TEXT,
  GH_KIND_CHOICE,
  GH_KIND_CLOCK,
  GH_KIND_DATE,
  GH_KIND_MOMENT,
  GH_KIND_DAYS,
  GH_KIND_MONTHS,
  GH_KIND_DATES,
  GH_KIND_NUMBERS,
  GH_KIND_SERIES,
  GH_KIND_PRICE,
  GH_KIND_OBJECT,
  GH_KIND_LIST
} GhKind;

#define GH_NO_DATE G_MININT32

typedef struct _GhAttributeTable GhAttributeTable;

/**
 * GhAttributeWords:
 * @variants: kinds of document, as bits
 * @title: (nullable): what an attribute is called in them, marked for translation
 * @meaning: what it means in them, likewise
 *
 * Words for an attribute that has another name, or is of other things, in some kinds of document.
 */
typedef struct
{
  guint variants;
  const char *title;
  const char *meaning;
} GhAttributeWords;

/**
 * GhAttribute:
 * @name: the JSON key, its unit in it
 * @kind: see #GhKind
 * @unit: (nullable): for people: "kWh", "kW", "%", "currency/kWh"
 * @offset: of the field in the record
 * @required: whether the key must be given
 * @nullable: whether JSON null is taken; the number is then NAN
 * @default_number: default of numbers, integers, booleans, choices and clocks;
 *   NAN for none (the meaning tells what happens then)
 * @default_text: (nullable): default of texts, days ("mon-sun") and months ("1-12")
 * @minimum: least value, inclusive; -INFINITY for none; of series: of every value
 * @maximum: greatest value, inclusive; INFINITY for none
 * @length: of %GH_KIND_NUMBERS; 0 for any
 * @choices: (nullable): %NULL-terminated words of a choice
 * @table: (nullable): of an object or a list
 * @applies: (nullable): when it applies, for people
 * @choice_titles: (nullable): the same in words for people, marked for translation
 * @title: a few words for people, marked for translation
 * @digits: decimals that people are shown, of the number as they are shown it
 * @first_number: what an absent number begins with when people give it; 0 for a usual one
 * @percent: whether people are shown the fraction as a percentage
 * @variants: kinds of document that have it, as bits; 0 for all
 * @meaning: one sentence for people, marked for translation
 * @words: (nullable): what it is called and means instead in some kinds of document
 */
typedef struct
{
  const char *name;
  GhKind kind;
  const char *unit;
  gsize offset;
  gboolean required;
  gboolean nullable;
  double default_number;
  const char *default_text;
  double minimum;
  double maximum;
  guint length;
  const char *const *choices;
  const GhAttributeTable *table;
  const char *applies;
  const char *const *choice_titles;
  const char *title;
  guint digits;
  double first_number;
  gboolean percent;
  guint variants;
  const char *meaning;
  const GhAttributeWords *words;
} GhAttribute;

/**
 * GhAttributeTable:
 * @name: of the record, for the schema: "vehicle"
 * @size: of the record in bytes
 * @attributes: (array length=count): what it has
 * @count: at most 64
 * @shorthand: (nullable): an attribute whose value may stand for the whole record in JSON
 * @unread: (nullable): a list of what was given for attributes and cannot be taken; documents that
 *   have it keep such records
 *
 * Describes one kind of record. Every record begins with a #GhRecord.
 */
struct _GhAttributeTable
{
  const char *name;
  gsize size;
  const GhAttribute *attributes;
  guint count;
  const char *shorthand;
  const char *unread;
};

/**
 * GhRecord:
 * @given: bit i is set when attribute i was given rather than defaulted
 * @shares: owners besides the first; a record with any is not changed any more
 *
 * The head of every record that an attribute table describes.
 */
typedef struct
{
  guint64 given;
  int shares;
} GhRecord;

gpointer gh_record_new (const GhAttributeTable *table);
void gh_record_free (const GhAttributeTable *table, gpointer record);
gpointer gh_record_copy (const GhAttributeTable *table, gconstpointer record);
gpointer gh_record_share (gpointer record);
gpointer gh_record_branch (const GhAttributeTable *table, gconstpointer record);
gpointer gh_record_own_item (const GhAttributeTable *table, GPtrArray *list, guint index);
gboolean gh_record_is_given (const GhAttributeTable *table, gconstpointer record, const char *name);
void gh_record_set_given (const GhAttributeTable *table, gpointer record, guint index);
gpointer gh_attribute_field (const GhAttribute *attribute, gpointer record);
gconstpointer gh_attribute_field_const (const GhAttribute *attribute, gconstpointer record);
const GhAttribute *gh_attribute_table_find (const GhAttributeTable *table, const char *name,
                                            guint *index);
gboolean gh_attribute_is_of (const GhAttribute *attribute, guint variant);
const char *gh_attribute_get_title (const GhAttribute *attribute, guint variant);
const char *gh_attribute_get_meaning (const GhAttribute *attribute, guint variant);
const char *gh_nearest_word (const char *const *words, const char *word);
const char *gh_attribute_table_nearest (const GhAttributeTable *table, const char *name,
                                        guint variant);

G_END_DECLS
