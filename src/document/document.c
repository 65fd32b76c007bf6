/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-private.h"

#include "library.h"
#include "words.h"

/* Between an edit and its plan, so that a number typed quickly is planned once. */
#define PAUSE_MS 30
/* After it, further edits of the same row are a step of their own. */
#define STEP_MS 1500

enum
{
  SIGNAL_EDITED,
  SIGNAL_PLANNED,
  SIGNAL_BILLED,
  SIGNAL_LIVED,
  SIGNAL_OPERATED,
  SIGNAL_FRONT_FOUND,
  SIGNAL_SHARED,
  SIGNAL_EXPLORED,
  SIGNAL_OUTAGES,
  SIGNAL_PROMISED,
  SIGNAL_VALUED,
  SIGNAL_SAVED,
  N_SIGNALS
};

enum
{
  PROP_JOB = 1,
  N_PROPERTIES
};

/* All that can be asked of a document. */
#define ANSWERS(document)                                                                 \
  {                                                                                       \
    &(document)->life, &(document)->front, &(document)->shares, &(document)->exploration, \
        &(document)->promise, &(document)->worth                                          \
  }

static guint signals[N_SIGNALS];
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (GhDocument, gh_document, G_TYPE_OBJECT)

/**
 * gh_document_set_job:
 * @document: a document
 * @job: (nullable): the work that is going on
 *
 * Tells which work is going on for the document; there is one at a time.
 */
void
gh_document_set_job (GhDocument *document, GhJob *job)
{
  if (document->job == job)
    return;
  if (document->job != NULL && job == NULL)
    g_signal_handlers_disconnect_by_data (document->job, document);
  g_set_object (&document->job, job);
  document->asked = NULL;
  g_object_notify_by_pspec (G_OBJECT (document), properties[PROP_JOB]);
}

/**
 * gh_document_order_new:
 * @document: a document
 *
 * Returns: (transfer full): what a worker's result will belong to
 */
GhDocumentOrder *
gh_document_order_new (GhDocument *document)
{
  GhDocumentOrder *order = g_new (GhDocumentOrder, 1);

  *order = (GhDocumentOrder){ g_object_ref (document), document->generation };
  return order;
}

/**
 * gh_document_order_is_current:
 * @order: what a worker was asked for
 * @job: its job
 *
 * Returns: whether its result is still asked for: no edit was made since, and no other work begun
 */
gboolean
gh_document_order_is_current (const GhDocumentOrder *order, GhJob *job)
{
  return job == order->document->job && order->generation == order->document->generation;
}

/**
 * gh_document_order_free:
 * @order: (transfer full): an order
 *
 * Frees it.
 */
void
gh_document_order_free (GhDocumentOrder *order)
{
  g_object_unref (order->document);
  g_free (order);
}

static gboolean
pause_over_cb (gpointer data)
{
  GhDocument *document = data;

  document->pause = 0;
  gh_document_begin_planning (document);
  return G_SOURCE_REMOVE;
}

static gboolean
step_over_cb (gpointer data)
{
  GhDocument *document = data;

  document->step_end = 0;
  gh_history_close_step (document->history);
  return G_SOURCE_REMOVE;
}

static void
drop_job (GhDocument *document)
{
  if (document->job == NULL)
    return;
  gh_job_stop (document->job);
  gh_document_set_job (document, NULL);
}

/* What belongs to the study as it was belongs to it as it will be. */
static void
follow_generation (GhDocument *document)
{
  GhAnswer *answers[] = ANSWERS (document);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    gh_answer_follow (answers[i], document->generation);
  document->planned++;
}

static void
drop_work_behind (GhDocument *document)
{
  gh_behind_drop (&document->billing);
  gh_behind_drop (&document->operation);
  gh_behind_drop (&document->outages);
}

/* What follows from every new state of the study, whichever way it came about. */
static void
study_changed (GhDocument *document)
{
  gboolean keeps_plan = gh_document_keeps_plan (document);
  GhAnswer *answers[] = ANSWERS (document);

  if (keeps_plan)
    follow_generation (document);
  document->generation++;
  gh_document_examine (document);
  gh_document_drop_plans (document);
  g_clear_pointer (&document->failure, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_clear_pointer (&answers[i]->failure, g_free);
  drop_job (document);
  if (!keeps_plan)
    drop_work_behind (document);
  gh_document_retry_saving (document);
  g_signal_emit (document, signals[SIGNAL_EDITED], 0);
  g_clear_handle_id (&document->pause, g_source_remove);
  if (document->library != NULL && !keeps_plan)
    document->pause = g_timeout_add (PAUSE_MS, pause_over_cb, document);
}

static void
gh_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_JOB)
    g_value_set_object (value, GH_DOCUMENT (object)->job);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_document_dispose (GObject *object)
{
  gh_document_close (GH_DOCUMENT (object));
  G_OBJECT_CLASS (gh_document_parent_class)->dispose (object);
}

static void
gh_document_finalize (GObject *object)
{
  GhDocument *document = GH_DOCUMENT (object);
  GhAnswer *answers[] = ANSWERS (document);

  gh_history_free (document->history);
  gh_study_free (document->saved);
  gh_findings_free (document->findings);
  gh_results_unref (document->results);
  gh_fleet_results_unref (document->fleet);
  gh_fleet_plans_unref (document->plans);
  g_free (document->wish.profile_kw);
  g_free (document->wish.name);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    gh_answer_clear (answers[i]);
  g_free (document->failure);
  g_free (document->save_error);
  G_OBJECT_CLASS (gh_document_parent_class)->finalize (object);
}

static void
gh_document_class_init (GhDocumentClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = gh_document_get_property;
  object_class->dispose = gh_document_dispose;
  object_class->finalize = gh_document_finalize;
  properties[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, GH_TYPE_JOB,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  /* ::edited after every edit, undo and redo; ::planned when there are new results, a first picture
   * or the lack of them; ::billed when the final ones have bills; ::lived likewise for the
   * battery's life, which has to be asked for; ::operated when the year begins to be run from
   * forecasts, which has to be asked for as well, and when it has been or failed; ::front-found for
   * the front of cost and emissions, ::shared for what each car brings, and ::explored for each
   * thing that comes of varying inputs, likewise; ::outages for how long the house survives them,
   * likewise; ::promised for what the vehicles of a fleet can promise, and ::valued for what the
   * ways of using it are worth, likewise;
   * ::saved when saving begins to fail or works again. */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PLANNED] = g_signal_new ("planned", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_BILLED] = g_signal_new ("billed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LIVED] = g_signal_new ("lived", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPERATED] = g_signal_new ("operated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FRONT_FOUND]
      = g_signal_new ("front-found", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SHARED] = g_signal_new ("shared", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EXPLORED] = g_signal_new ("explored", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OUTAGES] = g_signal_new ("outages", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROMISED] = g_signal_new ("promised", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_VALUED] = g_signal_new_class_handler (
      "valued", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_FIRST, G_CALLBACK (gh_document_keep_figure),
      NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_document_init (GhDocument *document)
{
  document->generation = 1;
  document->use = GH_STRATEGY_SMART;
  document->wish.strategy = GH_STRATEGY_SMART;
}

/**
 * gh_document_new:
 * @library: where the study is kept; stays until gh_document_close()
 * @id: of the study in it
 * @study: (transfer full): as read from it
 *
 * Opens a study for editing. Nothing is planned before the first edit or gh_document_plan().
 *
 * Returns: (transfer full): the document
 */
GhDocument *
gh_document_new (GhLibrary *library, gint64 id, GhStudy *study)
{
  GhDocument *document = g_object_new (GH_TYPE_DOCUMENT, NULL);

  document->library = library;
  document->id = id;
  document->saved = gh_study_branch (study);
  document->history = gh_history_new (study);
  gh_document_examine (document);
  return document;
}

/**
 * gh_document_close:
 * @document: a document
 *
 * Lets go of the library and stops planning: whoever still holds the document has a study that is
 * kept nowhere and planned no more.
 */
void
gh_document_close (GhDocument *document)
{
  g_clear_handle_id (&document->pause, g_source_remove);
  g_clear_handle_id (&document->step_end, g_source_remove);
  drop_job (document);
  drop_work_behind (document);
  document->library = NULL;
}

/**
 * gh_document_get_id:
 * @document: a document
 *
 * Returns: its study in the library
 */
gint64
gh_document_get_id (GhDocument *document)
{
  return document->id;
}

/**
 * gh_document_get_study:
 * @document: a document
 *
 * Returns: (transfer none): the study as it is now; valid until the next edit
 */
const GhStudy *
gh_document_get_study (GhDocument *document)
{
  return gh_history_get_study (document->history);
}

/**
 * gh_document_get_name:
 * @document: a document
 *
 * Returns: (transfer none): what the study is called; never empty
 */
const char *
gh_document_get_name (GhDocument *document)
{
  const char *name = gh_document_get_study (document)->name;

  return name != NULL && *name != '\0' ? name : _ ("Unnamed study");
}

/**
 * gh_document_get_currency:
 * @document: a document
 *
 * Returns: (transfer none): the currency of its prices
 */
const char *
gh_document_get_currency (GhDocument *document)
{
  return gh_document_get_study (document)->currency;
}

/* Takes up a study that was edited. */
static void
take_edit (GhDocument *document, GhStudy *study, const char *label, const char *key)
{
  gh_history_push (document->history, study, label, key);
  g_clear_handle_id (&document->step_end, g_source_remove);
  document->step_end = g_timeout_add (STEP_MS, step_over_cb, document);
  study_changed (document);
}

/**
 * gh_document_edit:
 * @document: a document
 * @label: what the edit is called, in the user's language
 * @key: (nullable): edits of the same key that follow each other closely are undone together
 * @func: makes the edit
 * @data: passed to @func
 *
 * Makes an edit: it can be undone, is in the library when this returns (or the document has a save
 * error and keeps it), and is planned after a short pause. A study may be inconsistent in between;
 * then there are findings and no plan.
 */
void
gh_document_edit (GhDocument *document, const char *label, const char *key, GhEditFunc func,
                  gpointer data)
{
  GhStudy *copy = gh_study_copy (gh_document_get_study (document));

  func (copy, data);
  take_edit (document, copy, label, key);
}

/**
 * gh_document_edit_places:
 * @document: a document
 * @label: as of gh_document_edit()
 * @key: (nullable): likewise
 * @func: makes the edit; it changes items of lists only after gh_place_find() with create or
 *   gh_record_own_item() has made them its own
 * @data: passed to @func
 *
 * The same as gh_document_edit(), but what the edit leaves alone of a fleet of thousands is neither
 * copied nor checked nor written anew.
 */
void
gh_document_edit_places (GhDocument *document, const char *label, const char *key, GhEditFunc func,
                         gpointer data)
{
  GhStudy *branch = gh_study_branch (gh_document_get_study (document));

  func (branch, data);
  take_edit (document, branch, label, key);
}

/**
 * gh_document_close_step:
 * @document: a document
 *
 * Lets the next edit be undone by itself: the row that was edited has lost the focus.
 */
void
gh_document_close_step (GhDocument *document)
{
  gh_history_close_step (document->history);
}

/**
 * gh_document_can_undo:
 * @document: a document
 *
 * Returns: whether there is an edit to take back
 */
gboolean
gh_document_can_undo (GhDocument *document)
{
  return gh_history_can_undo (document->history);
}

/**
 * gh_document_can_redo:
 * @document: a document
 *
 * Returns: whether there is an edit to make again
 */
gboolean
gh_document_can_redo (GhDocument *document)
{
  return gh_history_can_redo (document->history);
}

/**
 * gh_document_get_undo_label:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): what undo takes back
 */
const char *
gh_document_get_undo_label (GhDocument *document)
{
  return gh_history_get_undo_label (document->history);
}

/**
 * gh_document_get_redo_label:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): what redo makes again
 */
const char *
gh_document_get_redo_label (GhDocument *document)
{
  return gh_history_get_redo_label (document->history);
}

/**
 * gh_document_undo:
 * @document: a document
 *
 * Takes the last edit back, if there is one.
 */
void
gh_document_undo (GhDocument *document)
{
  if (gh_history_undo (document->history))
    study_changed (document);
}

/**
 * gh_document_redo:
 * @document: a document
 *
 * Makes the edit again that was taken back last, if there is one.
 */
void
gh_document_redo (GhDocument *document)
{
  if (gh_history_redo (document->history))
    study_changed (document);
}

/**
 * gh_document_get_save_error:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): why the study as it is now is not in the library
 */
const char *
gh_document_get_save_error (GhDocument *document)
{
  return document->save_error;
}

/* What was saved last is kept, so that the next edit need not write all of a fleet anew. */
static void
save (GhDocument *document, GError **error)
{
  const GhStudy *study = gh_document_get_study (document);

  if (!gh_library_save_edit (document->library, document->id, document->saved, study, error))
    return;
  gh_study_free (document->saved);
  document->saved = gh_study_branch (study);
}

/**
 * gh_document_retry_saving:
 * @document: a document
 *
 * Writes the study as it is now to the library.
 *
 * Returns: %FALSE with gh_document_get_save_error() set
 */
gboolean
gh_document_retry_saving (GhDocument *document)
{
  g_autoptr (GError) error = NULL;
  gboolean had_error = document->save_error != NULL;

  g_clear_pointer (&document->save_error, g_free);
  if (document->library != NULL)
    save (document, &error);
  if (error != NULL)
    document->save_error = g_strdup (error->message);
  if (had_error || document->save_error != NULL)
    g_signal_emit (document, signals[SIGNAL_SAVED], 0);
  return document->save_error == NULL;
}

/**
 * gh_document_get_job:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): the planning, or the life, that is going on
 */
GhJob *
gh_document_get_job (GhDocument *document)
{
  return document->job;
}
