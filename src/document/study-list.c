/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study-list.h"

#include <stdlib.h>

#include "errors.h"
#include "library.h"
#include "study-json.h"
#include "words.h"

#define SAMPLES "/io/github/gridhearth/Gridhearth/samples/"

/* @items: (element-type GhStudyItem): as they are listed */
struct _GhStudyList
{
  GObject parent_instance;
  GhLibrary *library;
  GPtrArray *items;
};

static void gh_study_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhStudyList, gh_study_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gh_study_list_model_init))

static GType
get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return GH_TYPE_STUDY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return GH_STUDY_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *items = GH_STUDY_LIST (model)->items;

  return position < items->len ? g_object_ref (g_ptr_array_index (items, position)) : NULL;
}

static void
gh_study_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
gh_study_list_finalize (GObject *object)
{
  GhStudyList *list = GH_STUDY_LIST (object);

  g_ptr_array_unref (list->items);
  gh_library_close (list->library);
  G_OBJECT_CLASS (gh_study_list_parent_class)->finalize (object);
}

static void
gh_study_list_class_init (GhStudyListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gh_study_list_finalize;
}

static void
gh_study_list_init (GhStudyList *list)
{
  list->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Makes the items those of the library, keeping open ones, and tells the difference as one run. */
static gboolean
reload (GhStudyList *list, GError **error)
{
  g_autoptr (GPtrArray) entries = gh_library_list (list->library, error);
  g_autoptr (GPtrArray) old = list->items;
  guint same = 0;

  if (entries == NULL)
    {
      old = NULL;
      return FALSE;
    }
  list->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < entries->len; i++)
    {
      const GhLibraryEntry *entry = g_ptr_array_index (entries, i);
      GhStudyItem *item = NULL;
      for (guint k = 0; k < old->len && item == NULL; k++)
        if (gh_study_item_get_id (g_ptr_array_index (old, k)) == entry->id)
          item = g_object_ref (g_ptr_array_index (old, k));
      if (item != NULL)
        gh_study_item_set_variant_of (item, entry->variant_of);
      else
        item = gh_study_item_new (entry->id, entry->variant_of, entry->name, entry->figure);
      g_ptr_array_add (list->items, item);
    }
  while (same < MIN (old->len, list->items->len)
         && g_ptr_array_index (old, same) == g_ptr_array_index (list->items, same))
    same++;
  g_list_model_items_changed (G_LIST_MODEL (list), same, old->len - same, list->items->len - same);
  return TRUE;
}

/**
 * gh_study_list_get_default_path:
 *
 * Returns: (transfer full): where a person's library is
 */
char *
gh_study_list_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "gridhearth", "library.db", NULL);
}

/**
 * gh_study_list_new:
 * @path: (nullable): of the library; %NULL for one that is gone at the end
 * @error: set as gh_library_open() does
 *
 * Opens a library, removes for good what was deleted in an earlier session, and lists it.
 *
 * Returns: (transfer full) (nullable): a list model of #GhStudyItem
 */
GhStudyList *
gh_study_list_new (const char *path, GError **error)
{
  g_autoptr (GhStudyList) list = NULL;
  GhLibrary *library = gh_library_open (path, error);

  if (library == NULL)
    return NULL;
  list = g_object_new (GH_TYPE_STUDY_LIST, NULL);
  list->library = library;
  if (!gh_library_purge (library, error) || !reload (list, error))
    return NULL;
  return g_steal_pointer (&list);
}

/**
 * gh_study_list_find:
 * @list: a list
 * @id: of a study
 * @position: (out) (optional): where it is
 *
 * Returns: whether it is listed
 */
gboolean
gh_study_list_find (GhStudyList *list, gint64 id, guint *position)
{
  for (guint i = 0; i < list->items->len; i++)
    if (gh_study_item_get_id (g_ptr_array_index (list->items, i)) == id)
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * gh_study_list_load:
 * @list: a list
 * @id: of a listed study
 * @error: set when it cannot be read
 *
 * Returns: (transfer full) (nullable): the study as it is in the library
 */
GhStudy *
gh_study_list_load (GhStudyList *list, gint64 id, GError **error)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();

  return gh_library_load (list->library, id, findings, error);
}

static void
set_unlisted_error (GError **error)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED,
                       _ ("The study is not in the library any more."));
}

/**
 * gh_study_list_open:
 * @list: a list
 * @id: of a listed study
 * @error: set when it cannot be read
 *
 * Opens a study; it stays open, with its history and its results, as long as it is listed.
 *
 * Returns: (transfer none) (nullable): its document
 */
GhDocument *
gh_study_list_open (GhStudyList *list, gint64 id, GError **error)
{
  GhStudyItem *item;
  GhStudy *study;
  guint position;

  if (!gh_study_list_find (list, id, &position))
    {
      set_unlisted_error (error);
      return NULL;
    }
  item = g_ptr_array_index (list->items, position);
  if (gh_study_item_get_document (item) != NULL)
    return gh_study_item_get_document (item);
  study = gh_study_list_load (list, id, error);
  if (study == NULL)
    return NULL;
  gh_study_item_take_document (item, gh_document_new (list->library, id, study));
  return gh_study_item_get_document (item);
}

/**
 * gh_study_list_add:
 * @list: a list
 * @study: a study
 * @error: set when it cannot be written
 *
 * Adds a study at the end, with the numbers of its series.
 *
 * Returns: its id, 0 on error
 */
gint64
gh_study_list_add (GhStudyList *list, const GhStudy *study, GError **error)
{
  gint64 id = gh_library_add (list->library, study, error);

  return id != 0 && reload (list, error) ? id : 0;
}

/* A sample in the user's language: JSON cannot mark what is to be translated. */
static void
translate_names (GhStudy *study)
{
  static const char *const paths[] = { "$.name",
                                       "$.solar[0].name",
                                       "$.vehicles[0].name",
                                       "$.vehicles[1].name",
                                       "$.batteries[0].name",
                                       "$.groups[0].name",
                                       "$.groups[1].name",
                                       "$.groups[2].name",
                                       "$.periods[0].name",
                                       "$.periods[1].name",
                                       "$.sites[0].solar[0].name" };
  static const char *const names[]
      = { N_ ("Detached house with a roof and a family car (synthetic)"),
          N_ ("The same house with one price all day (synthetic)"),
          N_ ("House with two cars and a wall battery (synthetic)"),
          N_ ("South roof"),
          N_ ("Family car"),
          N_ ("Second car"),
          N_ ("Wall battery"),
          N_ ("Depot with 60 vans (synthetic)"),
          N_ ("Delivery van"),
          N_ ("Service car"),
          N_ ("Large van"),
          N_ ("Winter week"),
          N_ ("Summer week"),
          N_ ("Hall roof") };
  GhPlace place;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    if (gh_place_find (&gh_study_table, study, paths[i], FALSE, &place))
      for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
        if (g_strcmp0 (*(char **) gh_attribute_field (place.attribute, place.record), names[k])
            == 0)
          {
            gh_place_set_text (&place, _ (names[k]));
            break;
          }
}

/**
 * gh_study_list_add_sample:
 * @list: a list
 * @name: of a sample that the program carries: "detached-house"
 * @error: set when there is none or it cannot be written
 *
 * Adds a sample study at the end, its names in the user's language.
 *
 * Returns: its id, 0 on error
 */
gint64
gh_study_list_add_sample (GhStudyList *list, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (SAMPLES, name, ".json", NULL);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  gsize size;

  if (bytes == NULL)
    return 0;
  const char *text = g_bytes_get_data (bytes, &size);
  study = gh_study_from_json (text, (gssize) size, findings, error);
  if (study == NULL)
    return 0;
  translate_names (study);
  return gh_study_list_add (list, study, error);
}

/* Adds a copy. @name: (transfer full): of it; @parent: what it is a variant of, 0 for none */
static gint64
add_copy (GhStudyList *list, gint64 id, char *name, gint64 parent, GError **error)
{
  g_autoptr (GhStudy) study = gh_study_list_load (list, id, error);
  g_autofree char *owned = name;
  GhPlace place;

  if (study == NULL || !gh_place_find (&gh_study_table, study, "$.name", TRUE, &place))
    return 0;
  gh_place_set_text (&place, owned);
  gint64 copy = gh_library_add (list->library, study, error);
  if (copy == 0 || (parent != 0 && !gh_library_set_variant_of (list->library, copy, parent, error)))
    return 0;
  return reload (list, error) ? copy : 0;
}

static GhStudyItem *
find_item (GhStudyList *list, gint64 id)
{
  guint position;

  return gh_study_list_find (list, id, &position) ? g_ptr_array_index (list->items, position)
                                                  : NULL;
}

/**
 * gh_study_list_duplicate:
 * @list: a list
 * @id: of a listed study
 * @error: set when it cannot be read or written
 *
 * Adds a copy under a name of its own; that of a variant is a variant of the same study.
 *
 * Returns: its id, 0 on error
 */
gint64
gh_study_list_duplicate (GhStudyList *list, gint64 id, GError **error)
{
  GhStudyItem *item = find_item (list, id);

  if (item == NULL)
    {
      set_unlisted_error (error);
      return 0;
    }
  return add_copy (list, id, g_strdup_printf (_ ("%s (copy)"), gh_study_item_get_name (item)),
                   gh_study_item_get_variant_of (item), error);
}

static guint
count_variants (GhStudyList *list, gint64 id)
{
  guint count = 0;

  for (guint i = 0; i < list->items->len; i++)
    count += gh_study_item_get_variant_of (g_ptr_array_index (list->items, i)) == id;
  return count;
}

/**
 * gh_study_list_add_variant:
 * @list: a list
 * @id: of a listed study
 * @error: set when it cannot be read or written
 *
 * Adds a copy that is listed below the study it is of. A variant of a variant is one of the study
 * that both are variants of.
 *
 * Returns: its id, 0 on error
 */
gint64
gh_study_list_add_variant (GhStudyList *list, gint64 id, GError **error)
{
  GhStudyItem *item = find_item (list, id);
  GhStudyItem *parent = item != NULL && gh_study_item_get_variant_of (item) != 0
                            ? find_item (list, gh_study_item_get_variant_of (item))
                            : item;

  if (parent == NULL)
    {
      set_unlisted_error (error);
      return 0;
    }
  return add_copy (list, id,
                   /* Translators: a number, and the study that it is a variant of. */
                   g_strdup_printf (_ ("Variant %u: %s"),
                                    count_variants (list, gh_study_item_get_id (parent)) + 1,
                                    gh_study_item_get_name (parent)),
                   gh_study_item_get_id (parent), error);
}

/**
 * gh_study_list_remove:
 * @list: a list
 * @id: of a listed study
 * @error: set when that cannot be written
 *
 * Takes a study off the list; gh_study_list_restore() brings it back until the program ends.
 *
 * Returns: whether that was done
 */
gboolean
gh_study_list_remove (GhStudyList *list, gint64 id, GError **error)
{
  return gh_library_set_trashed (list->library, id, TRUE, error) && reload (list, error);
}

/**
 * gh_study_list_restore:
 * @list: a list
 * @id: of a study that was removed
 * @error: set when that cannot be written
 *
 * Puts a study back where it was.
 *
 * Returns: whether that was done
 */
gboolean
gh_study_list_restore (GhStudyList *list, gint64 id, GError **error)
{
  return gh_library_set_trashed (list->library, id, FALSE, error) && reload (list, error);
}
