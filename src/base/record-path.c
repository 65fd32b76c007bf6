/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record-path.h"

#include <math.h>
#include <string.h>

#include "series-spec.h"

/* One part of a path: a key, and the index of an item where one is meant. */
typedef struct
{
  char *key;
  int item;
} Part;

static gboolean
parse_part (const char *text, Part *part)
{
  const char *bracket = strchr (text, '[');
  guint64 item;

  part->item = -1;
  part->key = bracket != NULL ? g_strndup (text, (gsize) (bracket - text)) : g_strdup (text);
  if (bracket == NULL)
    return *part->key != '\0';

  g_autofree char *digits = g_strdup (bracket + 1);
  char *end = strchr (digits, ']');
  if (end == NULL || end[1] != '\0')
    return FALSE;
  *end = '\0';
  if (!g_ascii_string_to_unsigned (digits, 10, 0, G_MAXINT, &item, NULL))
    return FALSE;
  part->item = (int) item;
  return *part->key != '\0';
}

/* The record one level down; NULL where there is none and none may be made. With @create it is to
 * be changed, and has to be of this record alone. */
static gpointer
enter (const GhPlace *place, gboolean create)
{
  gpointer *field = gh_attribute_field (place->attribute, place->record);

  if (place->attribute->kind == GH_KIND_LIST)
    {
      GPtrArray *list = *field;
      gboolean exists = list != NULL && place->item >= 0 && (guint) place->item < list->len;
      if (exists && create)
        return gh_record_own_item (place->attribute->table, list, (guint) place->item);
      return exists ? g_ptr_array_index (list, place->item) : NULL;
    }
  if (place->attribute->kind != GH_KIND_OBJECT || place->item >= 0)
    return NULL;
  if (*field == NULL && create)
    {
      *field = gh_record_new (place->attribute->table);
      gh_record_set_given (place->table, place->record, place->index);
    }
  return *field;
}

/* Sets attribute, index and item from one part. */
static gboolean
step_into (GhPlace *place, const char *text)
{
  Part part;
  gboolean good = parse_part (text, &part);

  if (good)
    place->attribute = gh_attribute_table_find (place->table, part.key, &place->index);
  place->item = part.item;
  g_free (part.key);
  return good && place->attribute != NULL;
}

/**
 * gh_place_find:
 * @table: of @record
 * @record: where "$" is
 * @path: such as `$.vehicles[0].charger.charge_kw`
 * @create: whether the place is to be changed: objects on the way that are not there are made, with
 *   every default, and items of lists that other records have as well are copied
 * @place: (out): where the path leads to
 *
 * Follows a JSON path. Items of lists are never made. Prices and series are leaves: a path into
 * them leads nowhere.
 *
 * Returns: whether there is such a place
 */
gboolean
gh_place_find (const GhAttributeTable *table, gpointer record, const char *path, gboolean create,
               GhPlace *place)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);

  *place = (GhPlace){ .table = table, .record = record, .item = -1 };
  if (parts[0] == NULL || strcmp (parts[0], "$") != 0 || parts[1] == NULL)
    return FALSE;
  for (guint i = 1; parts[i] != NULL; i++)
    {
      if (i > 1)
        {
          place->record = enter (place, create);
          place->table = place->attribute->table;
          if (place->record == NULL)
            return FALSE;
        }
      if (!step_into (place, parts[i]))
        return FALSE;
    }
  return TRUE;
}

/**
 * gh_place_get_number:
 * @place: of a number, integer, moment, boolean, choice, clock, date, or set of days or months
 *
 * Returns: its value; NAN for an absent number and for what is no number
 */
double
gh_place_get_number (const GhPlace *place)
{
  gconstpointer field = gh_attribute_field_const (place->attribute, place->record);

  switch (place->attribute->kind)
    {
    case GH_KIND_NUMBER:
      return *(const double *) field;
    case GH_KIND_INTEGER:
    case GH_KIND_MOMENT:
      return (double) *(const gint64 *) field;
    case GH_KIND_BOOLEAN:
    case GH_KIND_CHOICE:
    case GH_KIND_CLOCK:
      return *(const int *) field;
    case GH_KIND_DATE:
      return *(const gint32 *) field;
    case GH_KIND_DAYS:
    case GH_KIND_MONTHS:
      return *(const guint *) field;
    default:
      return NAN;
    }
}

/**
 * gh_place_set_number:
 * @place: of a kind that gh_place_get_number() reads
 * @number: what it becomes; the range is the caller's to heed
 *
 * Sets the field and notes that it was given.
 */
void
gh_place_set_number (const GhPlace *place, double number)
{
  gpointer field = gh_attribute_field (place->attribute, place->record);

  switch (place->attribute->kind)
    {
    case GH_KIND_NUMBER:
      *(double *) field = number;
      break;
    case GH_KIND_INTEGER:
    case GH_KIND_MOMENT:
      *(gint64 *) field = (gint64) number;
      break;
    case GH_KIND_BOOLEAN:
    case GH_KIND_CHOICE:
    case GH_KIND_CLOCK:
      *(int *) field = (int) number;
      break;
    case GH_KIND_DATE:
      *(gint32 *) field = (gint32) number;
      break;
    case GH_KIND_DAYS:
    case GH_KIND_MONTHS:
      *(guint *) field = (guint) number;
      break;
    default:
      g_return_if_reached ();
    }
  gh_record_set_given (place->table, place->record, place->index);
}

/**
 * gh_record_set_number:
 * @table: of @record
 * @record: a record
 * @name: of an attribute of a kind that gh_place_get_number() reads
 * @number: what it becomes
 *
 * The same for an attribute of a record itself.
 */
void
gh_record_set_number (const GhAttributeTable *table, gpointer record, const char *name,
                      double number)
{
  GhPlace place = { .table = table, .record = record, .item = -1 };

  place.attribute = gh_attribute_table_find (table, name, &place.index);
  g_return_if_fail (place.attribute != NULL);
  gh_place_set_number (&place, number);
}

/**
 * gh_place_set_text:
 * @place: of a text
 * @text: what it becomes
 *
 * Sets the field and notes that it was given.
 */
void
gh_place_set_text (const GhPlace *place, const char *text)
{
  char **field = gh_attribute_field (place->attribute, place->record);

  g_return_if_fail (place->attribute->kind == GH_KIND_TEXT);
  g_free (*field);
  *field = g_strdup (text);
  gh_record_set_given (place->table, place->record, place->index);
}

/**
 * gh_place_clear:
 * @place: of anything
 *
 * Puts the attribute back to its default, as if it had never been given.
 */
void
gh_place_clear (const GhPlace *place)
{
  gpointer fresh = gh_record_new (place->table);
  gsize begin = place->attribute->offset;
  gsize end = place->table->size;

  /* The field ends where the next one begins; what pads it may be exchanged with it. */
  for (guint i = 0; i < place->table->count; i++)
    if (place->table->attributes[i].offset > begin)
      end = MIN (end, place->table->attributes[i].offset);

  g_autofree gpointer kept = g_memdup2 ((char *) place->record + begin, end - begin);
  memcpy ((char *) place->record + begin, (char *) fresh + begin, end - begin);
  memcpy ((char *) fresh + begin, kept, end - begin);
  gh_record_free (place->table, fresh);
  ((GhRecord *) place->record)->given &= ~(G_GUINT64_CONSTANT (1) << place->index);
}

/**
 * gh_place_take_pointer:
 * @place: of a series, price, object, list or array
 * @value: (transfer full) (nullable): of the type that the kind asks for
 *
 * Sets the field, frees what was there and notes whether it is given.
 */
void
gh_place_take_pointer (const GhPlace *place, gpointer value)
{
  gpointer *field = gh_attribute_field (place->attribute, place->record);

  gh_place_clear (place);
  *field = value;
  if (value != NULL)
    gh_record_set_given (place->table, place->record, place->index);
}
