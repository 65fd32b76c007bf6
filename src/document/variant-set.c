/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies that are held side by side: which they are, and what comes of them. */
#include "variant-set.h"

#include "errors.h"
#include "file-writing.h"
#include "variants-csv.h"
#include "words.h"

/* @study: (owned): as it was when it was chosen
 * @name: (owned)
 * @results: (owned) (nullable): what came of it */
typedef struct
{
  gint64 id;
  GhStudy *study;
  char *name;
  GhResults *results;
} Member;

/* @members: (element-type Member): in the order of the list
 * @job: (nullable): what plans those that have no results
 * @failure: (nullable): why that ended */
struct _GhVariantSet
{
  GObject parent_instance;
  GhStudyList *list;
  GPtrArray *members;
  GhJob *job;
  char *failure;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhVariantSet, gh_variant_set, G_TYPE_OBJECT)

static void
free_member (gpointer data)
{
  Member *member = data;

  gh_study_free (member->study);
  gh_results_unref (member->results);
  g_free (member->name);
  g_free (member);
}

static Member *
get_member (GhVariantSet *set, guint index)
{
  return g_ptr_array_index (set->members, index);
}

static void
gh_variant_set_dispose (GObject *object)
{
  gh_variant_set_stop (GH_VARIANT_SET (object));
  G_OBJECT_CLASS (gh_variant_set_parent_class)->dispose (object);
}

static void
gh_variant_set_finalize (GObject *object)
{
  GhVariantSet *set = GH_VARIANT_SET (object);

  g_ptr_array_unref (set->members);
  g_object_unref (set->list);
  g_free (set->failure);
  G_OBJECT_CLASS (gh_variant_set_parent_class)->finalize (object);
}

static void
gh_variant_set_class_init (GhVariantSetClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_variant_set_dispose;
  G_OBJECT_CLASS (class)->finalize = gh_variant_set_finalize;
  /* ::changed when others are chosen, when results are there, and when planning begins or ends. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_variant_set_init (GhVariantSet *set)
{
  set->members = g_ptr_array_new_with_free_func (free_member);
}

/**
 * gh_variant_set_new:
 * @list: the studies to choose from
 *
 * Returns: (transfer full): an empty set
 */
GhVariantSet *
gh_variant_set_new (GhStudyList *list)
{
  GhVariantSet *set = g_object_new (GH_TYPE_VARIANT_SET, NULL);

  set->list = g_object_ref (list);
  return set;
}

/* ── planning ── */

/* What a worker is given and gives back. @studies: (element-type GhStudy); @ids: of them
 * @results: (element-type GhResults): as many as there are so far */
typedef struct
{
  GPtrArray *studies;
  GArray *ids;
  GPtrArray *results;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_ptr_array_unref (work->studies);
  g_array_unref (work->ids);
  g_ptr_array_unref (work->results);
  g_free (work);
}

static void
unref_results (gpointer data)
{
  gh_results_unref (data);
}

static Work *
new_work (GhVariantSet *set)
{
  Work *work = g_new (Work, 1);

  work->studies = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_study_free);
  work->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  work->results = g_ptr_array_new_with_free_func (unref_results);
  for (guint i = 0; i < set->members->len; i++)
    {
      const Member *member = get_member (set, i);
      if (member->results != NULL)
        continue;
      g_ptr_array_add (work->studies, gh_study_copy (member->study));
      g_array_append_val (work->ids, member->id);
    }
  return work;
}

/* All plans of a study are made at once, so that studies come one after the other. */
static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  const Work *given = data;
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (unref_results);

  for (guint i = 0; i < given->studies->len; i++)
    {
      GhStudy *study = g_ptr_array_index (given->studies, i);
      GhProgress part = gh_progress_part (progress, (double) i / given->studies->len,
                                          (i + 1.0) / given->studies->len);
      g_autofree char *message = g_strdup_printf (
          _ ("planning %s"), study->name != NULL ? study->name : _ ("Unnamed study"));
      if (!gh_progress_step (&part, 0.0, message, error))
        return NULL;
      GhResults *found = gh_results_compute (study, NULL, NULL, &part, error);
      if (found == NULL)
        return NULL;
      g_ptr_array_add (results, found);
    }
  return g_steal_pointer (&results);
}

static void
free_results (gpointer data)
{
  g_ptr_array_unref (data);
}

/* Who asked, and for which studies. */
typedef struct
{
  GhVariantSet *set;
  GArray *ids;
} Order;

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Order *order = data;
  GhVariantSet *set = order->set;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = gh_job_run_finish (GH_JOB (source), result, &error);

  for (guint i = 0; results != NULL && i < results->len; i++)
    for (guint k = 0; k < set->members->len; k++)
      {
        Member *member = get_member (set, k);
        if (member->id == g_array_index (order->ids, gint64, i) && member->results == NULL)
          member->results = gh_results_ref (g_ptr_array_index (results, i));
      }
  if (set->job == GH_JOB (source))
    {
      g_clear_object (&set->job);
      if (error != NULL)
        set->failure = g_strdup (error->message);
      g_signal_emit (set, signals[SIGNAL_CHANGED], 0);
    }
  g_array_unref (order->ids);
  g_object_unref (set);
  g_free (order);
}

/**
 * gh_variant_set_plan:
 * @set: a set
 *
 * Plans those that have no results yet, anew where it was going on.
 */
void
gh_variant_set_plan (GhVariantSet *set)
{
  Work *work = new_work (set);
  Order *order;

  gh_variant_set_stop (set);
  if (work->studies->len == 0)
    {
      free_work (work);
      return;
    }
  order = g_new (Order, 1);
  *order = (Order){ g_object_ref (set), g_array_ref (work->ids) };
  set->job = gh_job_new (_ ("Planning variants"));
  gh_job_run_async (set->job, compute, work, free_work, free_results, planned_cb, order);
}

/**
 * gh_variant_set_stop:
 * @set: a set
 *
 * Gives up planning; what has been planned stays.
 */
void
gh_variant_set_stop (GhVariantSet *set)
{
  g_clear_pointer (&set->failure, g_free);
  if (set->job != NULL)
    gh_job_stop (set->job);
  g_clear_object (&set->job);
}

/**
 * gh_variant_set_get_job:
 * @set: a set
 *
 * Returns: (transfer none) (nullable): what plans, while it does
 */
GhJob *
gh_variant_set_get_job (GhVariantSet *set)
{
  return set->job;
}

/**
 * gh_variant_set_get_failure:
 * @set: a set
 *
 * Returns: (transfer none) (nullable): why the last planning came to nothing
 */
const char *
gh_variant_set_get_failure (GhVariantSet *set)
{
  return set->failure;
}

/* ── choosing ── */

/* Results of an open study are taken from it. */
static Member *
new_member (GhVariantSet *set, GhStudyItem *item, GError **error)
{
  GhDocument *document = gh_study_item_get_document (item);
  GhStudy *study = gh_study_list_load (set->list, gh_study_item_get_id (item), error);
  Member *member;

  if (study == NULL)
    return NULL;
  if (study->kind == GH_STUDY_FLEET)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                           _ ("Studies of a fleet cannot be set side by side; its page of money "
                              "sets the ways of using it side by side."));
      gh_study_free (study);
      return NULL;
    }
  member = g_new0 (Member, 1);
  member->id = gh_study_item_get_id (item);
  member->study = study;
  member->name = g_strdup (gh_study_item_get_name (item));
  if (document != NULL && gh_document_is_current (document)
      && !gh_results_is_provisional (gh_document_get_results (document)))
    member->results = gh_results_ref (gh_document_get_results (document));
  return member;
}

/* Puts a study in its place in the order of the list. */
static gboolean
add_item (GhVariantSet *set, guint position, GError **error)
{
  g_autoptr (GhStudyItem) item = g_list_model_get_item (G_LIST_MODEL (set->list), position);
  Member *member = new_member (set, item, error);
  guint place = 0;

  if (member == NULL)
    return FALSE;
  for (guint i = 0; i < set->members->len; i++)
    {
      guint other;
      if (gh_study_list_find (set->list, get_member (set, i)->id, &other) && other < position)
        place = i + 1;
    }
  g_ptr_array_insert (set->members, (int) place, member);
  return TRUE;
}

/**
 * gh_variant_set_choose_family:
 * @set: a set
 * @id: of a listed study
 * @error: set where one cannot be read
 *
 * Takes a study, what it is a variant of and the other variants of that, the first of them
 * unless there are more than %GH_MOST_COMPARED_STUDIES.
 *
 * Returns: whether all could be read
 */
gboolean
gh_variant_set_choose_family (GhVariantSet *set, gint64 id, GError **error)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (set->list)), position;
  gint64 root = id;

  g_ptr_array_set_size (set->members, 0);
  if (gh_study_list_find (set->list, id, &position))
    {
      g_autoptr (GhStudyItem) item = g_list_model_get_item (G_LIST_MODEL (set->list), position);
      if (gh_study_item_get_variant_of (item) != 0)
        root = gh_study_item_get_variant_of (item);
    }
  for (guint i = 0; i < count && set->members->len < GH_MOST_COMPARED_STUDIES; i++)
    {
      g_autoptr (GhStudyItem) item = g_list_model_get_item (G_LIST_MODEL (set->list), i);
      if ((gh_study_item_get_id (item) == root || gh_study_item_get_variant_of (item) == root)
          && !add_item (set, i, error))
        return FALSE;
    }
  gh_variant_set_plan (set);
  g_signal_emit (set, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

/**
 * gh_variant_set_contains:
 * @set: a set
 * @id: of a study
 *
 * Returns: whether it is in the set
 */
gboolean
gh_variant_set_contains (GhVariantSet *set, gint64 id)
{
  for (guint i = 0; i < set->members->len; i++)
    if (get_member (set, i)->id == id)
      return TRUE;
  return FALSE;
}

static void
leave_out (GhVariantSet *set, gint64 id)
{
  for (guint i = set->members->len; i-- > 0;)
    if (get_member (set, i)->id == id)
      g_ptr_array_remove_index (set->members, i);
}

/**
 * gh_variant_set_choose:
 * @set: a set
 * @id: of a listed study
 * @chosen: whether it is to be in the set
 * @error: set where it cannot be read, or where the set is full
 *
 * Adds a study, or leaves it out.
 *
 * Returns: whether that was done
 */
gboolean
gh_variant_set_choose (GhVariantSet *set, gint64 id, gboolean chosen, GError **error)
{
  guint position;

  if (gh_variant_set_contains (set, id) == chosen)
    return TRUE;
  if (chosen && set->members->len >= GH_MOST_COMPARED_STUDIES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                   _ ("At most %d studies stand side by side. Leave another one out first."),
                   GH_MOST_COMPARED_STUDIES);
      return FALSE;
    }
  if (!chosen)
    leave_out (set, id);
  else if (gh_study_list_find (set->list, id, &position) && !add_item (set, position, error))
    return FALSE;
  gh_variant_set_plan (set);
  g_signal_emit (set, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

/**
 * gh_variant_set_count:
 * @set: a set
 *
 * Returns: how many studies it has
 */
guint
gh_variant_set_count (GhVariantSet *set)
{
  return set->members->len;
}

/**
 * gh_variant_set_get_name:
 * @set: a set
 * @index: below gh_variant_set_count()
 *
 * Returns: (transfer none): what the study is called
 */
const char *
gh_variant_set_get_name (GhVariantSet *set, guint index)
{
  return get_member (set, index)->name;
}

/* ── what comes of it ── */

static GhVariant *
new_variants (GhVariantSet *set)
{
  GhVariant *variants = g_new0 (GhVariant, set->members->len + 1);

  for (guint i = 0; i < set->members->len; i++)
    {
      const Member *member = get_member (set, i);
      variants[i] = (GhVariant){ .name = member->name, .study = member->study };
      if (member->results == NULL)
        continue;
      variants[i].comparison = gh_results_get_comparison (member->results);
      variants[i].bracket = gh_results_get_bracket (member->results);
    }
  return variants;
}

/**
 * gh_variant_set_compare:
 * @set: a set that is not empty
 *
 * Returns: (transfer full) (element-type GhVariantRow): see gh_variants_compare()
 */
GPtrArray *
gh_variant_set_compare (GhVariantSet *set)
{
  g_autofree GhVariant *variants = new_variants (set);

  return gh_variants_compare (variants, set->members->len);
}

/**
 * gh_variant_set_tell_basis:
 * @set: a set
 *
 * Returns: (transfer full): see gh_variants_tell_basis()
 */
char *
gh_variant_set_tell_basis (GhVariantSet *set)
{
  g_autofree GhVariant *variants = new_variants (set);

  return gh_variants_tell_basis (variants, set->members->len);
}

/**
 * gh_variant_set_make_table:
 * @set: a set that is not empty
 *
 * Returns: (transfer full): see gh_variants_make_table()
 */
GhDataTable *
gh_variant_set_make_table (GhVariantSet *set)
{
  g_autofree GhVariant *variants = new_variants (set);

  return gh_variants_make_table (variants, set->members->len);
}

/**
 * gh_variant_set_export:
 * @set: a set that is not empty
 * @path: where it goes
 * @error: set when it cannot be written
 *
 * Writes the studies side by side as CSV.
 *
 * Returns: whether that was done
 */
gboolean
gh_variant_set_export (GhVariantSet *set, const char *path, GError **error)
{
  g_autofree GhVariant *variants = new_variants (set);
  g_autofree char *text = gh_variants_to_csv (variants, set->members->len);

  return gh_file_write (path, text, -1, error);
}
