/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "history.h"

/* More steps than anybody goes back; a step is a few kilobytes, its series are shared. */
#define STEPS_MAX 1000

/* @label: of the edit that led to @study; %NULL of the first
 * @key: (nullable): edits of the same key that follow each other are one step */
typedef struct
{
  GhStudy *study;
  char *label;
  char *key;
} State;

/* @states: (element-type State)
 * @now: index of the present state
 * @open: whether the present state still takes up edits of its key
 * @group: depth of groups
 * @group_label: (nullable): of the outermost group
 * @group_begun: whether the group has a state already */
struct _GhHistory
{
  GPtrArray *states;
  guint now;
  gboolean open;
  guint group;
  char *group_label;
  gboolean group_begun;
};

static void
free_state (gpointer data)
{
  State *state = data;

  gh_study_free (state->study);
  g_free (state->label);
  g_free (state->key);
  g_free (state);
}

static State *
get_state (const GhHistory *history, guint index)
{
  return g_ptr_array_index (history->states, index);
}

static void
add_state (GhHistory *history, GhStudy *study, const char *label, const char *key)
{
  State *state = g_new0 (State, 1);

  state->study = study;
  state->label = g_strdup (label);
  state->key = g_strdup (key);
  g_ptr_array_add (history->states, state);
  history->now = history->states->len - 1;
  if (history->states->len > STEPS_MAX)
    {
      g_ptr_array_remove_index (history->states, 0);
      history->now--;
    }
}

/**
 * gh_history_new:
 * @study: (transfer full): the first state
 *
 * Returns: (transfer full): a history in which nothing has happened
 */
GhHistory *
gh_history_new (GhStudy *study)
{
  GhHistory *history = g_new0 (GhHistory, 1);

  history->states = g_ptr_array_new_with_free_func (free_state);
  add_state (history, study, NULL, NULL);
  return history;
}

/**
 * gh_history_free:
 * @history: (transfer full) (nullable): a history
 *
 * Frees it with every state.
 */
void
gh_history_free (GhHistory *history)
{
  if (history == NULL)
    return;
  g_ptr_array_unref (history->states);
  g_free (history->group_label);
  g_free (history);
}

/**
 * gh_history_get_study:
 * @history: a history
 *
 * Returns: (transfer none): the present state; valid until the next change
 */
const GhStudy *
gh_history_get_study (const GhHistory *history)
{
  return get_state (history, history->now)->study;
}

/* Whether the next state takes the place of the present one rather than following it. */
static gboolean
goes_into_present (const GhHistory *history, const char *key)
{
  const State *present = get_state (history, history->now);

  if (present->label == NULL)
    return FALSE;
  if (history->group > 0)
    return history->group_begun;
  return history->open && key != NULL && g_strcmp0 (present->key, key) == 0;
}

/**
 * gh_history_push:
 * @history: a history
 * @study: (transfer full): the state after an edit
 * @label: what the edit is called, in the user's language: "Peak power"
 * @key: (nullable): edits of the same key that follow each other, such as every step of a spin
 *   button, are undone together; %NULL for an edit that stands for itself
 *
 * Notes an edit. What had been undone cannot be redone any more.
 */
void
gh_history_push (GhHistory *history, GhStudy *study, const char *label, const char *key)
{
  g_ptr_array_set_size (history->states, (int) history->now + 1);
  if (goes_into_present (history, key))
    {
      State *present = get_state (history, history->now);
      gh_study_free (present->study);
      present->study = study;
    }
  else
    add_state (history, study, history->group > 0 ? history->group_label : label, key);
  history->open = TRUE;
  history->group_begun = history->group > 0;
}

/**
 * gh_history_begin_group:
 * @history: a history
 * @label: what all edits until gh_history_end_group() are called together
 *
 * Makes one step of several edits. Groups nest; the outermost counts.
 */
void
gh_history_begin_group (GhHistory *history, const char *label)
{
  if (history->group++ > 0)
    return;
  g_free (history->group_label);
  history->group_label = g_strdup (label);
  history->group_begun = FALSE;
}

/**
 * gh_history_end_group:
 * @history: a history with a group begun
 *
 * Ends the group; a group without edits leaves no step.
 */
void
gh_history_end_group (GhHistory *history)
{
  g_return_if_fail (history->group > 0);
  history->group--;
  history->open = FALSE;
}

/**
 * gh_history_close_step:
 * @history: a history
 *
 * Lets the next edit be a step of its own, even with the same key: a row lost the focus, a while
 * has passed.
 */
void
gh_history_close_step (GhHistory *history)
{
  history->open = FALSE;
}

/**
 * gh_history_can_undo:
 * @history: a history
 *
 * Returns: whether there is an edit to take back
 */
gboolean
gh_history_can_undo (const GhHistory *history)
{
  return history->now > 0;
}

/**
 * gh_history_can_redo:
 * @history: a history
 *
 * Returns: whether there is an edit to make again
 */
gboolean
gh_history_can_redo (const GhHistory *history)
{
  return history->now + 1 < history->states->len;
}

/**
 * gh_history_get_undo_label:
 * @history: a history
 *
 * Returns: (transfer none) (nullable): what gh_history_undo() takes back
 */
const char *
gh_history_get_undo_label (const GhHistory *history)
{
  return gh_history_can_undo (history) ? get_state (history, history->now)->label : NULL;
}

/**
 * gh_history_get_redo_label:
 * @history: a history
 *
 * Returns: (transfer none) (nullable): what gh_history_redo() makes again
 */
const char *
gh_history_get_redo_label (const GhHistory *history)
{
  return gh_history_can_redo (history) ? get_state (history, history->now + 1)->label : NULL;
}

/**
 * gh_history_undo:
 * @history: a history
 *
 * Goes back to the state before the last edit.
 *
 * Returns: whether there was one
 */
gboolean
gh_history_undo (GhHistory *history)
{
  if (!gh_history_can_undo (history))
    return FALSE;
  history->now--;
  history->open = FALSE;
  return TRUE;
}

/**
 * gh_history_redo:
 * @history: a history
 *
 * Goes on to the state after the edit that was undone last.
 *
 * Returns: whether there was one
 */
gboolean
gh_history_redo (GhHistory *history)
{
  if (!gh_history_can_redo (history))
    return FALSE;
  history->now++;
  history->open = FALSE;
  return TRUE;
}
