/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exploration.h"

#include <string.h>

#include "record-equal.h"
#include "study/table-axis.h"

/* Share of the first stage in which the study is planned as it is. */
#define BASE_SHARE 0.1

/* @asked: the study with what was asked of it
 * @tornado: (nullable): which inputs matter most; %NULL where the study cannot be planned
 * @table: (nullable): not known yet, or one of its inputs is none
 * @has_table: whether it is known
 * @break_evens: (nullable) (element-type GhBreakEven): not known yet
 * @problems: (element-type utf8): what is asked for in vain */
struct _GhExploration
{
  gatomicrefcount references;
  GhStudy *asked;
  GhSensitivityBase *base;
  GhTornado *tornado;
  GhSweep *table;
  gboolean has_table;
  GPtrArray *break_evens;
  GPtrArray *problems;
};

G_DEFINE_BOXED_TYPE (GhExploration, gh_exploration, gh_exploration_ref, gh_exploration_unref)

/**
 * gh_exploration_ref:
 * @exploration: an exploration
 *
 * Returns: (transfer full): @exploration
 */
GhExploration *
gh_exploration_ref (GhExploration *exploration)
{
  g_atomic_ref_count_inc (&exploration->references);
  return exploration;
}

/**
 * gh_exploration_unref:
 * @exploration: (transfer full) (nullable): an exploration
 *
 * Frees it with the last reference.
 */
void
gh_exploration_unref (GhExploration *exploration)
{
  if (exploration == NULL || !g_atomic_ref_count_dec (&exploration->references))
    return;
  g_clear_pointer (&exploration->asked, gh_study_free);
  gh_sensitivity_base_unref (exploration->base);
  gh_tornado_unref (exploration->tornado);
  gh_sweep_unref (exploration->table);
  g_clear_pointer (&exploration->break_evens, g_ptr_array_unref);
  g_clear_pointer (&exploration->problems, g_ptr_array_unref);
  g_free (exploration);
}

static GhExploration *
new_exploration (void)
{
  GhExploration *exploration = g_new0 (GhExploration, 1);

  g_atomic_ref_count_init (&exploration->references);
  exploration->problems = g_ptr_array_new_with_free_func (g_free);
  return exploration;
}

/* Whether both are the same study, whatever is asked of it. */
static gboolean
is_same_study (const GhStudy *a, const GhStudy *b)
{
  GhStudy first = *a, second = *b;

  first.what_if = second.what_if = NULL;
  return gh_record_equal (&gh_study_table, &first, &second);
}

static gboolean
are_same_inputs (const GPtrArray *a, const GPtrArray *b)
{
  guint length = a != NULL ? a->len : 0;

  if (length != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < length; i++)
    if (!gh_record_equal (&gh_what_if_range_table, g_ptr_array_index (a, i),
                          g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

/* Whether a base answers a question. */
static gboolean
is_same_question (const GhSensitivityQuestion *a, const GhSensitivityQuestion *b)
{
  return a->strategy == b->strategy && a->against == b->against && a->depth == b->depth
         && !(a->capture_ratio < b->capture_ratio) && !(a->capture_ratio > b->capture_ratio);
}

/* The base of another question on the same study is that of the old one where the plans are. */
static GhSensitivityBase *
keep_base (const GhExploration *before, const GhStudy *study, const GhSensitivityQuestion *question)
{
  return is_same_study (before->base->study, study)
                 && is_same_question (&before->base->question, question)
             ? gh_sensitivity_base_ref (before->base)
             : NULL;
}

static GhTornado *
keep_tornado (const GhExploration *before, GhMeasure measure)
{
  if (before->tornado == NULL)
    return NULL;
  return before->tornado->measure == measure ? gh_tornado_ref (before->tornado)
                                             : gh_tornado_new_sorted (before->tornado, measure);
}

static gboolean
are_same_tables (const GhStudy *a, const GhStudy *b)
{
  for (int is_down = 0; is_down < 2; is_down++)
    {
      GhTableAxis first = gh_table_axis_of_study (a, is_down);
      GhTableAxis second = gh_table_axis_of_study (b, is_down);
      if (!gh_table_axis_equal (&first, &second))
        return FALSE;
    }
  return TRUE;
}

/* What is known of the study from what was known before it was asked something else. */
static GhExploration *
new_after (const GhExploration *before, const GhStudy *study, const GhSensitivityQuestion *question)
{
  GhExploration *exploration = new_exploration ();
  GhWhatIf defaults, old_defaults;

  if (before == NULL)
    return exploration;
  exploration->base = keep_base (before, study, question);
  if (exploration->base == NULL)
    return exploration;
  const GhWhatIf *asked = gh_study_get_what_if (study, &defaults);
  const GhWhatIf *old = gh_study_get_what_if (before->asked, &old_defaults);
  if (!are_same_inputs (asked->inputs, old->inputs))
    return exploration;
  g_ptr_array_unref (exploration->problems);
  exploration->problems = g_ptr_array_ref (before->problems);
  exploration->tornado = keep_tornado (before, (GhMeasure) asked->measure);
  exploration->break_evens
      = before->break_evens != NULL ? g_ptr_array_ref (before->break_evens) : NULL;
  if (!are_same_tables (study, before->asked))
    return exploration;
  exploration->table = before->table != NULL ? gh_sweep_ref (before->table) : NULL;
  exploration->has_table = before->has_table;
  return exploration;
}

/* The study as it is, and its inputs each by itself. */
static gboolean
find_tornado (GhExploration *exploration, const GhStudy *study,
              const GhSensitivityQuestion *question, const GhProgress *progress, GError **error)
{
  GhWhatIf defaults;
  const GhWhatIf *asked = gh_study_get_what_if (study, &defaults);
  GhProgress planning = gh_progress_part (progress, 0.0, BASE_SHARE);
  GhProgress varying = gh_progress_part (progress, BASE_SHARE, 1.0);

  if (exploration->base == NULL)
    exploration->base = gh_sensitivity_base_new (study, question, &planning, error);
  if (exploration->base == NULL)
    return FALSE;
  if (exploration->base->point.problem != NULL)
    return TRUE;
  g_autoptr (GArray) spans = gh_input_spans_of_study (study, exploration->base->site,
                                                      question->strategy, exploration->problems);
  exploration->tornado
      = gh_tornado_run (exploration->base, spans, (GhMeasure) asked->measure, &varying, error);
  return exploration->tornado != NULL;
}

/* An input of the table with its values; %NULL where there is none. */
static GhSensitivityInput *
find_table_input (const GhExploration *exploration, gboolean is_down, double **values, guint *count)
{
  const GhSensitivityBase *base = exploration->base;
  GhTableAxis axis = gh_table_axis_of_study (exploration->asked, is_down);
  GhSensitivityInput *input = gh_sensitivity_input_new (base->study, base->site,
                                                        base->question.strategy, axis.input, NULL);

  if (input == NULL)
    return NULL;
  gh_table_axis_settle (&axis, exploration->asked, input);
  *count = axis.count;
  *values = gh_sweep_new_values (axis.low, axis.high, axis.count);
  return input;
}

static gboolean
find_table (GhExploration *exploration, const GhProgress *progress, GError **error)
{
  g_autofree double *columns = NULL, *rows = NULL;
  guint column_count = 0, row_count = 0;
  g_autoptr (GhSensitivityInput) across
      = find_table_input (exploration, FALSE, &columns, &column_count);
  g_autoptr (GhSensitivityInput) down = find_table_input (exploration, TRUE, &rows, &row_count);

  exploration->has_table = TRUE;
  if (across == NULL || down == NULL || strcmp (across->key, down->key) == 0)
    return TRUE;
  exploration->table = gh_sweep_run (exploration->base, across, columns, column_count, down, rows,
                                     row_count, progress, error);
  return exploration->table != NULL;
}

/* Where each input of the tornado breaks even, in the order in which they matter. */
static gboolean
find_break_evens (GhExploration *exploration, const GhProgress *progress, GError **error)
{
  g_autoptr (GArray) spans = gh_input_spans_new ();

  for (guint i = 0; i < exploration->tornado->swings->len; i++)
    {
      const GhSwing *swing = &g_array_index (exploration->tornado->swings, GhSwing, i);
      GhInputSpan span = gh_break_even_find_range (exploration->base, swing->input);
      g_array_append_val (spans, span);
    }
  exploration->break_evens = gh_break_even_run (exploration->base, spans, progress, error);
  return exploration->break_evens != NULL;
}

/**
 * gh_exploration_advance:
 * @before: (nullable): what is known of the study, or was known before something else was asked of
 *   it; %NULL for nothing
 * @study: a valid study whose files have been read
 * @capture_ratio: share of what plans bring that is counted, see #GhSensitivityQuestion
 * @progress: (nullable): told and asked
 * @error: set where planning fails, or when stopped
 *
 * Finds out the next thing of the three that is not known. What was known of the same study and
 * still holds is kept.
 *
 * Returns: (transfer full) (nullable): what was known and that
 */
GhExploration *
gh_exploration_advance (GhExploration *before, const GhStudy *study, double capture_ratio,
                        const GhProgress *progress, GError **error)
{
  GhWhatIf defaults;
  const GhSensitivityQuestion question
      = gh_what_if_make_question (gh_study_get_what_if (study, &defaults), capture_ratio);
  g_autoptr (GhExploration) exploration = new_after (before, study, &question);
  gboolean done = TRUE;

  exploration->asked = gh_study_copy (study);
  if (exploration->tornado == NULL)
    done = find_tornado (exploration, study, &question, progress, error);
  else if (!exploration->has_table)
    done = find_table (exploration, progress, error);
  else if (exploration->break_evens == NULL)
    done = find_break_evens (exploration, progress, error);
  return done ? g_steal_pointer (&exploration) : NULL;
}

/**
 * gh_exploration_is_complete:
 * @exploration: an exploration
 *
 * Returns: whether there is nothing left to find out, or the study cannot be planned
 */
gboolean
gh_exploration_is_complete (const GhExploration *exploration)
{
  return exploration->tornado == NULL
         || (exploration->has_table && exploration->break_evens != NULL);
}

/**
 * gh_exploration_get_base:
 * @exploration: an exploration
 *
 * Returns: (transfer none): the study as it is; its point has a problem where it cannot be planned
 */
const GhSensitivityBase *
gh_exploration_get_base (const GhExploration *exploration)
{
  return exploration->base;
}

/**
 * gh_exploration_get_tornado:
 * @exploration: an exploration
 *
 * Returns: (transfer none) (nullable): which inputs matter most; %NULL where the study cannot be
 *   planned
 */
GhTornado *
gh_exploration_get_tornado (const GhExploration *exploration)
{
  return exploration->tornado;
}

/**
 * gh_exploration_get_table:
 * @exploration: an exploration
 *
 * Returns: (transfer none) (nullable): the table of two inputs; %NULL as long as it is not known,
 *   or where there are no two
 */
GhSweep *
gh_exploration_get_table (const GhExploration *exploration)
{
  return exploration->table;
}

/**
 * gh_exploration_get_break_evens:
 * @exploration: an exploration
 *
 * Returns: (transfer none) (nullable) (element-type GhBreakEven): where each input breaks even;
 *   %NULL as long as it is not known
 */
const GPtrArray *
gh_exploration_get_break_evens (const GhExploration *exploration)
{
  return exploration->break_evens;
}

/**
 * gh_exploration_get_problems:
 * @exploration: an exploration
 *
 * Returns: (transfer none) (element-type utf8): what is wrong with inputs that the study asks for
 */
const GPtrArray *
gh_exploration_get_problems (const GhExploration *exploration)
{
  return exploration->problems;
}
