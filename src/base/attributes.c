/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attributes.h"

#include <math.h>
#include <string.h>

#include "cycle-text.h"
#include "series-spec.h"

/**
 * gh_attribute_field:
 * @attribute: of the record's table
 * @record: a record
 *
 * Returns: (transfer none): where the record keeps the attribute; its type follows from the kind
 */
gpointer
gh_attribute_field (const GhAttribute *attribute, gpointer record)
{
  return (char *) record + attribute->offset;
}

/**
 * gh_attribute_field_const:
 * @attribute: of the record's table
 * @record: a record
 *
 * Returns: (transfer none): as gh_attribute_field(), to read
 */
gconstpointer
gh_attribute_field_const (const GhAttribute *attribute, gconstpointer record)
{
  return (const char *) record + attribute->offset;
}

/* One attribute of a new record; the record is zeroed already. */
static void
set_default (const GhAttribute *attribute, gpointer record)
{
  gpointer field = gh_attribute_field (attribute, record);
  gboolean has_number = !isnan (attribute->default_number);

  switch (attribute->kind)
    {
    case GH_KIND_NUMBER:
      *(double *) field = attribute->default_number;
      break;
    case GH_KIND_INTEGER:
    case GH_KIND_MOMENT:
      *(gint64 *) field = has_number ? (gint64) attribute->default_number : 0;
      break;
    case GH_KIND_BOOLEAN:
    case GH_KIND_CHOICE:
      *(int *) field = has_number ? (int) attribute->default_number : 0;
      break;
    case GH_KIND_CLOCK:
      *(int *) field = has_number ? (int) attribute->default_number : -1;
      break;
    case GH_KIND_DATE:
      *(gint32 *) field = GH_NO_DATE;
      break;
    case GH_KIND_TEXT:
      *(char **) field = g_strdup (attribute->default_text);
      break;
    case GH_KIND_DAYS:
      gh_days_parse (attribute->default_text != NULL ? attribute->default_text : "mon-sun", field);
      break;
    case GH_KIND_MONTHS:
      gh_months_parse (attribute->default_text != NULL ? attribute->default_text : "1-12", field);
      break;
    default:
      break;
    }
}

/**
 * gh_record_new:
 * @table: what to make
 *
 * Returns: (transfer full): a record with every default set and nothing given; free it with
 *   gh_record_free()
 */
gpointer
gh_record_new (const GhAttributeTable *table)
{
  gpointer record = g_malloc0 (table->size);

  for (guint i = 0; i < table->count; i++)
    set_default (&table->attributes[i], record);
  return record;
}

static void
free_list (const GhAttributeTable *table, GPtrArray *list)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    gh_record_free (table, g_ptr_array_index (list, i));
  g_clear_pointer (&list, g_ptr_array_unref);
}

/**
 * gh_record_free:
 * @table: what it is
 * @record: (transfer full) (nullable): a record
 *
 * Lets go of the record; the last owner frees it with everything that it owns.
 */
void
gh_record_free (const GhAttributeTable *table, gpointer record)
{
  if (record == NULL || g_atomic_int_add (&((GhRecord *) record)->shares, -1) > 0)
    return;
  for (guint i = 0; i < table->count; i++)
    {
      gpointer field = gh_attribute_field (&table->attributes[i], record);
      switch (table->attributes[i].kind)
        {
        case GH_KIND_TEXT:
          g_free (*(char **) field);
          break;
        case GH_KIND_DATES:
        case GH_KIND_NUMBERS:
          g_clear_pointer ((GArray **) field, g_array_unref);
          break;
        case GH_KIND_SERIES:
          gh_series_spec_free (*(GhSeriesSpec **) field);
          break;
        case GH_KIND_PRICE:
          gh_price_spec_free (*(GhPriceSpec **) field);
          break;
        case GH_KIND_OBJECT:
          gh_record_free (table->attributes[i].table, *(gpointer *) field);
          break;
        case GH_KIND_LIST:
          free_list (table->attributes[i].table, *(GPtrArray **) field);
          break;
        default:
          break;
        }
    }
  g_free (record);
}

static GPtrArray *
copy_list (const GhAttributeTable *table, const GPtrArray *list)
{
  if (list == NULL)
    return NULL;

  GPtrArray *copy = g_ptr_array_sized_new (list->len);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (copy, gh_record_copy (table, g_ptr_array_index (list, i)));
  return copy;
}

/* Replaces a pointer that is shared with the original by a copy of what it points to. */
static void
copy_field (const GhAttribute *attribute, gpointer *field)
{
  switch (attribute->kind)
    {
    case GH_KIND_TEXT:
      *field = g_strdup (*field);
      break;
    case GH_KIND_DATES:
    case GH_KIND_NUMBERS:
      *field = *field != NULL ? g_array_copy (*field) : NULL;
      break;
    case GH_KIND_SERIES:
      *field = gh_series_spec_copy (*field);
      break;
    case GH_KIND_PRICE:
      *field = gh_price_spec_copy (*field);
      break;
    case GH_KIND_OBJECT:
      *field = gh_record_copy (attribute->table, *field);
      break;
    case GH_KIND_LIST:
      *field = copy_list (attribute->table, *field);
      break;
    default:
      break;
    }
}

/**
 * gh_record_copy:
 * @table: what it is
 * @record: (nullable): a record
 *
 * Copies a record with everything that it owns. The numbers of series are shared, since they never
 * change, so that a copy costs as little as a record with constant series.
 *
 * Returns: (transfer full) (nullable): the copy; free it with gh_record_free()
 */
gpointer
gh_record_copy (const GhAttributeTable *table, gconstpointer record)
{
  if (record == NULL)
    return NULL;

  gpointer copy = g_memdup2 (record, table->size);
  ((GhRecord *) copy)->shares = 0;
  for (guint i = 0; i < table->count; i++)
    copy_field (&table->attributes[i], gh_attribute_field (&table->attributes[i], copy));
  return copy;
}

/**
 * gh_record_share:
 * @record: a record that nobody changes while it has several owners
 *
 * Returns: (transfer full): the same record with one owner more, for gh_record_free()
 */
gpointer
gh_record_share (gpointer record)
{
  g_atomic_int_inc (&((GhRecord *) record)->shares);
  return record;
}

static GPtrArray *
share_list (const GPtrArray *list)
{
  if (list == NULL)
    return NULL;

  GPtrArray *shared = g_ptr_array_sized_new (list->len);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (shared, gh_record_share (g_ptr_array_index (list, i)));
  return shared;
}

/**
 * gh_record_branch:
 * @table: what it is
 * @record: a record
 *
 * Copies a record but for the items of its lists, which both have from then on. Before one of them
 * is changed it is made the branch's own, by gh_place_find() with create or by
 * gh_record_own_item(); so the thousands that an edit leaves alone cost next to nothing.
 *
 * Returns: (transfer full): the branch; free it with gh_record_free()
 */
gpointer
gh_record_branch (const GhAttributeTable *table, gconstpointer record)
{
  gpointer branch = g_memdup2 (record, table->size);

  ((GhRecord *) branch)->shares = 0;
  for (guint i = 0; i < table->count; i++)
    {
      gpointer *field = gh_attribute_field (&table->attributes[i], branch);
      if (table->attributes[i].kind == GH_KIND_LIST)
        *field = share_list (*field);
      else
        copy_field (&table->attributes[i], (gpointer) field);
    }
  return branch;
}

/**
 * gh_record_own_item:
 * @table: of the items
 * @list: of a record that is to be changed
 * @index: of an item
 *
 * Puts a copy in the place of an item that others have as well.
 *
 * Returns: (transfer none): the item, which may be changed
 */
gpointer
gh_record_own_item (const GhAttributeTable *table, GPtrArray *list, guint index)
{
  GhRecord *item = g_ptr_array_index (list, index);

  if (g_atomic_int_get (&item->shares) > 0)
    {
      g_ptr_array_index (list, index) = gh_record_copy (table, item);
      gh_record_free (table, item);
    }
  return g_ptr_array_index (list, index);
}

/**
 * gh_attribute_table_find:
 * @table: a table
 * @name: a key
 * @index: (out) (optional): its place
 *
 * Returns: (transfer none) (nullable): the attribute of that name
 */
const GhAttribute *
gh_attribute_table_find (const GhAttributeTable *table, const char *name, guint *index)
{
  for (guint i = 0; i < table->count; i++)
    if (strcmp (table->attributes[i].name, name) == 0)
      {
        if (index != NULL)
          *index = i;
        return &table->attributes[i];
      }
  return NULL;
}

/**
 * gh_record_is_given:
 * @table: what it is
 * @record: a record
 * @name: a key of the table
 *
 * Returns: whether the attribute was given rather than defaulted
 */
gboolean
gh_record_is_given (const GhAttributeTable *table, gconstpointer record, const char *name)
{
  guint index;

  return gh_attribute_table_find (table, name, &index) != NULL
         && (((const GhRecord *) record)->given >> index & 1) != 0;
}

/**
 * gh_record_set_given:
 * @table: what it is
 * @record: a record
 * @index: place of the attribute in the table
 *
 * Notes that an attribute was given.
 */
void
gh_record_set_given (const GhAttributeTable *table, gpointer record, guint index)
{
  g_return_if_fail (index < table->count);
  ((GhRecord *) record)->given |= G_GUINT64_CONSTANT (1) << index;
}

/* Edits that turn one word into another: insert, delete, replace, exchange neighbours. */
static guint
edit_distance (const char *a, const char *b)
{
  enum
  {
    MOST = 63
  };
  guint rows[3][MOST + 1];
  guint a_length = (guint) MIN (strlen (a), MOST), b_length = (guint) MIN (strlen (b), MOST);

  for (guint j = 0; j <= b_length; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= a_length; i++)
    {
      guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];
      row[0] = i;
      for (guint j = 1; j <= b_length; j++)
        {
          guint replaced = above[j - 1] + (a[i - 1] != b[j - 1]);
          row[j] = MIN (replaced, MIN (above[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], second[j - 2] + 1);
        }
    }
  return rows[a_length % 3][b_length];
}

/**
 * gh_attribute_is_of:
 * @attribute: an attribute
 * @variant: bit of a kind of document; 0 for any
 *
 * Returns: whether documents of that kind have it
 */
gboolean
gh_attribute_is_of (const GhAttribute *attribute, guint variant)
{
  return attribute->variants == 0 || variant == 0 || (attribute->variants & variant) != 0;
}

/* The words of an attribute that are other ones in a kind of document. */
static const GhAttributeWords *
find_words (const GhAttribute *attribute, guint variant)
{
  return attribute->words != NULL && (attribute->words->variants & variant) != 0 ? attribute->words
                                                                                 : NULL;
}

/**
 * gh_attribute_get_title:
 * @attribute: an attribute
 * @variant: bit of a kind of document; 0 for any
 *
 * Returns: (transfer none): what it is called in documents of that kind, marked for translation
 */
const char *
gh_attribute_get_title (const GhAttribute *attribute, guint variant)
{
  const GhAttributeWords *words = find_words (attribute, variant);

  return words != NULL && words->title != NULL ? words->title : attribute->title;
}

/**
 * gh_attribute_get_meaning:
 * @attribute: an attribute
 * @variant: bit of a kind of document; 0 for any
 *
 * Returns: (transfer none): what it means in documents of that kind, marked for translation
 */
const char *
gh_attribute_get_meaning (const GhAttribute *attribute, guint variant)
{
  const GhAttributeWords *words = find_words (attribute, variant);

  return words != NULL ? words->meaning : attribute->meaning;
}

/**
 * gh_nearest_word:
 * @words: %NULL-terminated
 * @word: none of them
 *
 * Looks for the word that was probably meant.
 *
 * Returns: (transfer none) (nullable): the nearest; %NULL when none is near
 */
const char *
gh_nearest_word (const char *const *words, const char *word)
{
  const char *nearest = NULL;
  guint least = (guint) MAX (2, strlen (word) / 2) + 1;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint distance = edit_distance (word, words[i]);
      /* A word that shares no letter is as far as it is long. */
      if (distance < least && distance < strlen (word))
        {
          least = distance;
          nearest = words[i];
        }
    }
  return nearest;
}

/**
 * gh_attribute_table_nearest:
 * @table: a table
 * @name: a key that it does not have
 * @variant: bit of the kind of document; 0 for any
 *
 * Looks for the key that was probably meant.
 *
 * Returns: (transfer none) (nullable): the nearest key; %NULL when none is near
 */
const char *
gh_attribute_table_nearest (const GhAttributeTable *table, const char *name, guint variant)
{
  g_autofree const char **names = g_new0 (const char *, table->count + 1);
  guint count = 0;

  for (guint i = 0; i < table->count; i++)
    if (gh_attribute_is_of (&table->attributes[i], variant))
      names[count++] = table->attributes[i].name;
  return gh_nearest_word (names, name);
}
