/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits of single attributes of a document by their JSON path, and where such a path leads to. */
#include "document.h"

#include "words.h"

/* What becomes of an attribute: a number, a text, something it owns, or its default. */
typedef enum
{
  FIELD_NUMBER,
  FIELD_TEXT,
  FIELD_POINTER,
  FIELD_CLEAR
} FieldKind;

typedef struct
{
  FieldKind kind;
  const char *path;
  double number;
  const char *text;
  gpointer pointer;
} Field;

static void
set_field (GhStudy *study, gpointer data)
{
  Field *field = data;
  GhPlace place;

  if (!gh_place_find (&gh_study_table, study, field->path, TRUE, &place))
    return;
  switch (field->kind)
    {
    case FIELD_NUMBER:
      gh_place_set_number (&place, field->number);
      break;
    case FIELD_TEXT:
      gh_place_set_text (&place, field->text);
      break;
    case FIELD_POINTER:
      gh_place_take_pointer (&place, field->pointer);
      break;
    case FIELD_CLEAR:
    default:
      gh_place_clear (&place);
    }
}

/* A path that leads nowhere is the caller's mistake. */
static void
edit_field (GhDocument *document, Field *field)
{
  gboolean merges = field->kind == FIELD_NUMBER || field->kind == FIELD_TEXT;
  GhPlace place;
  gboolean found = gh_document_find (document, field->path, &place);

  g_return_if_fail (found);
  gh_document_edit_places (document, _ (place.attribute->title), merges ? field->path : NULL,
                           set_field, field);
}

/**
 * gh_document_set_number:
 * @document: a document
 * @path: of a number, integer, moment, boolean, choice, clock, date, or set of days or months;
 *   objects on the way are made
 * @number: what it becomes, within its range
 *
 * Edits one attribute; does nothing where it is that already.
 */
void
gh_document_set_number (GhDocument *document, const char *path, double number)
{
  Field field = { .kind = FIELD_NUMBER, .path = path, .number = number };
  GhPlace place;

  if (gh_document_find (document, path, &place)
      && (place.record == NULL || gh_place_get_number (&place) != number
          || !gh_record_is_given (place.table, place.record, place.attribute->name)))
    edit_field (document, &field);
}

/**
 * gh_document_set_text:
 * @document: a document
 * @path: of a text
 * @text: what it becomes
 *
 * Edits one attribute; does nothing where it is that already.
 */
void
gh_document_set_text (GhDocument *document, const char *path, const char *text)
{
  Field field = { .kind = FIELD_TEXT, .path = path, .text = text };
  GhPlace place;

  if (!gh_document_find (document, path, &place))
    return;
  if (place.record != NULL
      && g_strcmp0 (*(char *const *) gh_attribute_field_const (place.attribute, place.record), text)
             == 0)
    return;
  edit_field (document, &field);
}

/**
 * gh_document_take_pointer:
 * @document: a document
 * @path: of a series, price, object, list or array
 * @value: (transfer full) (nullable): of the type that the attribute asks for
 *
 * Edits one attribute as a step of its own.
 */
void
gh_document_take_pointer (GhDocument *document, const char *path, gpointer value)
{
  Field field = { .kind = FIELD_POINTER, .path = path, .pointer = value };

  edit_field (document, &field);
}

/**
 * gh_document_clear:
 * @document: a document
 * @path: of anything
 *
 * Puts an attribute back to its default.
 */
void
gh_document_clear (GhDocument *document, const char *path)
{
  Field field = { .kind = FIELD_CLEAR, .path = path };

  edit_field (document, &field);
}

/* The attribute that a path leads to in a study in which everything on the way exists. */
static gboolean
find_attribute (GhDocument *document, const char *path, GhPlace *place)
{
  g_autoptr (GhStudy) copy = gh_study_branch (gh_document_get_study (document));
  gboolean found = gh_place_find (&gh_study_table, copy, path, TRUE, place);

  place->record = NULL;
  return found;
}

/**
 * gh_document_find:
 * @document: a document
 * @path: such as `$.vehicles[0].charger.charge_kw`
 * @place: (out): where it leads to, to be read only, valid until the next edit; its record is %NULL
 *   where an object on the way is absent, and the attribute has its default
 *
 * Returns: whether there is such an attribute; %FALSE for items of lists that there are not
 */
gboolean
gh_document_find (GhDocument *document, const char *path, GhPlace *place)
{
  GhStudy *study = (GhStudy *) gh_document_get_study (document);

  return gh_place_find (&gh_study_table, study, path, FALSE, place)
         || find_attribute (document, path, place);
}
