/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which inputs of a study are varied and how far: what it says, or what is usual as long as it says
 * nothing. The first edit writes the usual ones down. */
#include "what-if-edit.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "record-path.h"
#include "study/table-axis.h"
#include "words.h"

static GPtrArray *
get_asked (const GhStudy *study)
{
  GPtrArray *inputs = study->what_if != NULL ? study->what_if->inputs : NULL;

  return inputs != NULL && inputs->len > 0 ? inputs : NULL;
}

static GhStrategy
get_strategy (const GhStudy *study)
{
  GhWhatIf defaults;

  return (GhStrategy) gh_study_get_what_if (study, &defaults)->strategy;
}

static GPtrArray *
list_usual (const GhStudy *study)
{
  return gh_sensitivity_list_inputs (study, NULL, get_strategy (study), TRUE);
}

/**
 * gh_what_if_count:
 * @study: a study
 *
 * Returns: how many inputs are varied
 */
guint
gh_what_if_count (const GhStudy *study)
{
  g_autoptr (GPtrArray) usual = NULL;

  if (get_asked (study) != NULL)
    return get_asked (study)->len;
  usual = list_usual (study);
  return usual->len;
}

/**
 * gh_what_if_find_input:
 * @study: a study
 * @index: below gh_what_if_count()
 * @low: (out): lower end of its range; NAN where there is no such input
 * @high: (out): upper end
 * @error: set where the study has no such input
 *
 * Returns: (transfer full) (nullable): the input, to be looked at
 */
GhSensitivityInput *
gh_what_if_find_input (const GhStudy *study, guint index, double *low, double *high, GError **error)
{
  const GPtrArray *asked = get_asked (study);
  GhSensitivityInput *input;

  *low = *high = NAN;
  if (asked == NULL)
    {
      g_autoptr (GPtrArray) usual = list_usual (study);
      input = gh_sensitivity_input_ref (g_ptr_array_index (usual, index));
    }
  else
    {
      const GhWhatIfRange *range = g_ptr_array_index (asked, index);
      input = gh_sensitivity_input_new (study, NULL, get_strategy (study),
                                        range->input != NULL ? range->input : "", error);
      *low = range->low;
      *high = range->high;
    }
  if (input == NULL)
    return NULL;
  *low = isnan (*low) ? input->low : *low;
  *high = isnan (*high) ? input->high : *high;
  return input;
}

static void
set_text (GhWhatIfRange *range, const char *key)
{
  guint index;

  g_free (range->input);
  range->input = g_strdup (key);
  gh_attribute_table_find (&gh_what_if_range_table, "input", &index);
  gh_record_set_given (&gh_what_if_range_table, range, index);
}

static void
append (GhStudy *study, const char *key)
{
  GhWhatIfRange *range = gh_record_new (&gh_what_if_range_table);

  set_text (range, key);
  g_ptr_array_add (study->what_if->inputs, range);
}

/* From here on the study says itself what is varied. */
static void
write_down (GhStudy *study)
{
  GhPlace place;

  if (get_asked (study) != NULL)
    return;
  g_autoptr (GPtrArray) usual = list_usual (study);
  if (!gh_place_find (&gh_study_table, study, "$.what_if.inputs", TRUE, &place))
    return;
  if (study->what_if->inputs == NULL)
    study->what_if->inputs = g_ptr_array_new ();
  gh_record_set_given (place.table, place.record, place.index);
  for (guint i = 0; i < usual->len; i++)
    append (study, ((const GhSensitivityInput *) g_ptr_array_index (usual, i))->key);
}

/**
 * gh_what_if_add:
 * @study: (inout): a study
 * @key: name or path of an input
 *
 * Varies another input.
 */
void
gh_what_if_add (GhStudy *study, const char *key)
{
  write_down (study);
  append (study, key);
}

static gboolean
is_varied (const GhStudy *study, const char *key)
{
  const GPtrArray *asked = get_asked (study);

  for (guint i = 0; asked != NULL && i < asked->len; i++)
    if (g_strcmp0 (((const GhWhatIfRange *) g_ptr_array_index (asked, i))->input, key) == 0)
      return TRUE;
  return FALSE;
}

/**
 * gh_what_if_add_next:
 * @study: (inout): a study
 *
 * Varies another input: the first with a name that is not varied yet.
 */
void
gh_what_if_add_next (GhStudy *study)
{
  g_autoptr (GPtrArray) inputs
      = gh_sensitivity_list_inputs (study, NULL, get_strategy (study), FALSE);

  write_down (study);
  for (guint i = 0; i < inputs->len; i++)
    {
      const GhSensitivityInput *input = g_ptr_array_index (inputs, i);
      if (is_varied (study, input->key))
        continue;
      append (study, input->key);
      return;
    }
}

/**
 * gh_what_if_remove:
 * @study: (inout): a study
 * @index: of an input
 *
 * Does not vary it any more. Without the last one the usual ones are varied again.
 */
void
gh_what_if_remove (GhStudy *study, guint index)
{
  write_down (study);
  GPtrArray *inputs = study->what_if->inputs;

  gh_record_free (&gh_what_if_range_table, g_ptr_array_index (inputs, index));
  g_ptr_array_remove_index (inputs, index);
}

/* One change of one input. @key: (nullable): it becomes another input */
typedef struct
{
  guint index;
  const char *key;
  const char *end;
  double value;
} Change;

static void
make_change (GhStudy *study, gpointer data)
{
  const Change *change = data;

  write_down (study);
  g_autofree char *path = g_strdup_printf ("$.what_if.inputs[%u].%s", change->index, change->end);
  GhPlace place;
  if (!gh_place_find (&gh_study_table, study, path, FALSE, &place))
    return;
  if (change->key == NULL)
    {
      gh_place_set_number (&place, change->value);
      return;
    }
  GhWhatIfRange *range = place.record;
  set_text (range, change->key);
  range->low = range->high = NAN;
}

/**
 * gh_what_if_set_end:
 * @document: a document
 * @index: of an input
 * @is_high: which end of its range
 * @value: what it becomes
 *
 * Edits the range of an input; does nothing where it is that already.
 */
void
gh_what_if_set_end (GhDocument *document, guint index, gboolean is_high, double value)
{
  Change change = { .index = index, .end = is_high ? "high" : "low", .value = value };
  double low, high;
  g_autoptr (GhSensitivityInput) input
      = gh_what_if_find_input (gh_document_get_study (document), index, &low, &high, NULL);
  g_autofree char *key = g_strdup_printf ("what_if.%u.%s", index, change.end);

  if (input == NULL || fabs ((is_high ? high : low) - value) <= 1e-12 * fabs (value))
    return;
  gh_document_edit (document, is_high ? _ ("Upper end") : _ ("Lower end"), key, make_change,
                    &change);
}

/**
 * gh_what_if_set_input:
 * @document: a document
 * @index: of an input
 * @key: name of the one that takes its place, in its usual range
 *
 * Varies another input instead; does nothing where it is that already.
 */
void
gh_what_if_set_input (GhDocument *document, guint index, const char *key)
{
  Change change = { .index = index, .end = "input", .key = key };
  double low, high;
  g_autoptr (GhSensitivityInput) input
      = gh_what_if_find_input (gh_document_get_study (document), index, &low, &high, NULL);

  if (input == NULL || strcmp (input->key, key) != 0)
    gh_document_edit (document, _ ("Input"), NULL, make_change, &change);
}

static gboolean
has_input (const GPtrArray *inputs, const char *key)
{
  for (guint i = 0; i < inputs->len; i++)
    if (strcmp (((const GhSensitivityInput *) g_ptr_array_index (inputs, i))->key, key) == 0)
      return TRUE;
  return FALSE;
}

/* Adds an input that has no name, where there is one. */
static void
list_input (GPtrArray *inputs, const GhStudy *study, const char *key)
{
  g_autoptr (GhSensitivityInput) input
      = key != NULL ? gh_sensitivity_input_new (study, NULL, get_strategy (study), key, NULL)
                    : NULL;

  if (input != NULL && !has_input (inputs, input->key))
    g_ptr_array_add (inputs, g_steal_pointer (&input));
}

/**
 * gh_what_if_list_inputs:
 * @study: a study
 *
 * Returns: (transfer full) (element-type GhSensitivityInput): what a table can be of: the inputs
 *   that have a name, and those by their path that the study varies or has in its table
 */
GPtrArray *
gh_what_if_list_inputs (const GhStudy *study)
{
  GPtrArray *inputs = gh_sensitivity_list_inputs (study, NULL, get_strategy (study), FALSE);
  const GPtrArray *asked = get_asked (study);

  for (guint i = 0; asked != NULL && i < asked->len; i++)
    list_input (inputs, study, ((const GhWhatIfRange *) g_ptr_array_index (asked, i))->input);
  list_input (inputs, study, study->what_if != NULL ? study->what_if->across : NULL);
  list_input (inputs, study, study->what_if != NULL ? study->what_if->down : NULL);
  return inputs;
}

/* An input of the table that is chosen. */
typedef struct
{
  gboolean is_down;
  const char *key;
} TableInput;

static void
choose_input (GhStudy *study, gpointer data)
{
  const TableInput *chosen = data;
  GhPlace place;

  if (!gh_place_find (&gh_study_table, study,
                      chosen->is_down ? "$.what_if.down" : "$.what_if.across", TRUE, &place))
    return;
  char **field = gh_attribute_field (place.attribute, place.record);
  g_free (*field);
  *field = g_strdup (chosen->key);
  gh_record_set_given (place.table, place.record, place.index);
  if (chosen->is_down)
    study->what_if->down_low = study->what_if->down_high = NAN;
  else
    study->what_if->across_low = study->what_if->across_high = NAN;
}

/**
 * gh_what_if_set_table_input:
 * @document: a document
 * @is_down: whether of the rows of the table rather than of its columns
 * @key: name or path of an input
 *
 * Chooses another input for one side of the table, in its own range; does nothing where it is that
 * already.
 */
void
gh_what_if_set_table_input (GhDocument *document, gboolean is_down, const char *key)
{
  TableInput chosen = { is_down, key };
  GhTableAxis axis = gh_table_axis_of_study (gh_document_get_study (document), is_down);

  if (strcmp (axis.input, key) != 0)
    gh_document_edit (document, is_down ? _ ("Rows of the table") : _ ("Columns of the table"),
                      NULL, choose_input, &chosen);
}

static void
add_input (GhStudy *study, gpointer data)
{
  gh_what_if_add (study, data);
}

/**
 * gh_what_if_try_add:
 * @document: a document
 * @key: name or path, as typed
 * @error: set where the study has no such input, or varies it already
 *
 * Varies another input where there is one.
 *
 * Returns: whether there is
 */
gboolean
gh_what_if_try_add (GhDocument *document, const char *key, GError **error)
{
  const GhStudy *study = gh_document_get_study (document);
  g_autoptr (GhSensitivityInput) input
      = gh_sensitivity_input_new (study, NULL, get_strategy (study), key, error);

  if (input == NULL)
    return FALSE;
  for (guint i = 0; i < gh_what_if_count (study); i++)
    {
      double low, high;
      g_autoptr (GhSensitivityInput) there = gh_what_if_find_input (study, i, &low, &high, NULL);
      if (there == NULL || strcmp (there->key, input->key) != 0)
        continue;
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("“%s” is varied already."), input->title);
      return FALSE;
    }
  gh_document_edit (document, _ ("Adding an input"), NULL, add_input, input->key);
  return TRUE;
}
