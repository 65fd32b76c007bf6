/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One side of the table of two inputs: which input, from where to where, in how many values. */
#include "table-axis-row.h"

#include "input-spin.h"
#include "name-list.h"
#include "study/table-axis.h"
#include "unit-spin.h"
#include "what-if-edit.h"
#include "words.h"

struct _GhTableAxisRow
{
  AdwExpanderRow parent_instance;
  GtkWidget *choice;
  GtkWidget *low;
  GtkWidget *high;
  GtkWidget *count;
  GhDocument *document; /* (nullable) */
  gboolean is_down;
  gboolean updating; /* while the row follows the document */
};

G_DEFINE_FINAL_TYPE (GhTableAxisRow, gh_table_axis_row, ADW_TYPE_EXPANDER_ROW)

static void
choice_cb (GhTableAxisRow *row)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (row->choice));

  if (row->updating || row->document == NULL)
    return;
  g_autoptr (GPtrArray) inputs = gh_what_if_list_inputs (gh_document_get_study (row->document));
  if (chosen < inputs->len)
    gh_what_if_set_table_input (row->document, row->is_down,
                                ((GhSensitivityInput *) g_ptr_array_index (inputs, chosen))->key);
}

static void
set_number (GhTableAxisRow *row, const char *across, const char *down, double value)
{
  if (!row->updating && row->document != NULL)
    gh_document_set_number (row->document, row->is_down ? down : across, value);
}

static void
low_cb (GhTableAxisRow *row)
{
  set_number (row, "$.what_if.across_low", "$.what_if.down_low",
              gh_input_spin_get_value (row->low));
}

static void
high_cb (GhTableAxisRow *row)
{
  set_number (row, "$.what_if.across_high", "$.what_if.down_high",
              gh_input_spin_get_value (row->high));
}

static void
count_cb (GhTableAxisRow *row)
{
  set_number (row, "$.what_if.columns", "$.what_if.rows",
              gtk_spin_button_get_value (GTK_SPIN_BUTTON (row->count)));
}

static void
gh_table_axis_row_dispose (GObject *object)
{
  g_clear_object (&GH_TABLE_AXIS_ROW (object)->document);
  G_OBJECT_CLASS (gh_table_axis_row_parent_class)->dispose (object);
}

static void
gh_table_axis_row_class_init (GhTableAxisRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_table_axis_row_dispose;
}

static GtkWidget *
new_count_row (GtkWidget **spin)
{
  const GhAttribute *attribute = gh_attribute_table_find (&gh_what_if_table, "columns", NULL);
  GtkWidget *row = adw_action_row_new ();

  *spin = gh_unit_spin_new (attribute->minimum, attribute->maximum, 1.0, 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Number of values"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (*spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Number of values"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *spin);
  return row;
}

static void
gh_table_axis_row_init (GhTableAxisRow *row)
{
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (row);

  row->choice = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_valign (row->choice, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Input"), -1);
  adw_expander_row_add_action (expander, row->choice);
  adw_expander_row_add_row (expander, gh_input_spin_new_row (_ ("First value"), &row->low));
  adw_expander_row_add_row (expander, gh_input_spin_new_row (_ ("Last value"), &row->high));
  adw_expander_row_add_row (expander, new_count_row (&row->count));
  g_signal_connect_swapped (row->choice, "notify::selected", G_CALLBACK (choice_cb), row);
  g_signal_connect_swapped (row->low, "value-changed", G_CALLBACK (low_cb), row);
  g_signal_connect_swapped (row->high, "value-changed", G_CALLBACK (high_cb), row);
  g_signal_connect_swapped (row->count, "value-changed", G_CALLBACK (count_cb), row);
}

/* Returns: (nullable): the input that is chosen, which is @inputs' */
static const GhSensitivityInput *
show_choice (GhTableAxisRow *row, const GPtrArray *inputs, const char *key)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  const GhSensitivityInput *chosen = NULL;
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < inputs->len; i++)
    {
      const GhSensitivityInput *input = g_ptr_array_index (inputs, i);
      g_ptr_array_add (titles, input->title);
      if (g_strcmp0 (input->key, key) != 0 && g_strcmp0 (input->path, key) != 0)
        continue;
      selected = i;
      chosen = input;
    }
  g_ptr_array_add (titles, NULL);
  gh_name_list_follow (GTK_DROP_DOWN (row->choice), (const char *const *) titles->pdata, selected);
  return chosen;
}

static void
show_range (GhTableAxisRow *row, const GhSensitivityInput *input, GhTableAxis *axis)
{
  gh_table_axis_settle (axis, gh_document_get_study (row->document), input);
  g_autofree char *from = gh_sensitivity_input_format (input, axis->low);
  g_autofree char *to = gh_sensitivity_input_format (input, axis->high);
  /* Translators: both ends of a range, and how many values of it. */
  g_autofree char *text = g_strdup_printf (_ ("%s to %s in %u values"), from, to, axis->count);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), text);
  gh_input_spin_show (row->low, input, axis->low);
  gh_input_spin_show (row->high, input, axis->high);
}

/**
 * gh_table_axis_row_show:
 * @row: a row
 * @document: whose table it is
 * @is_down: whether the rows of the table are meant rather than its columns
 *
 * Shows what the study asks of one side of its table, to be edited.
 */
void
gh_table_axis_row_show (GhTableAxisRow *row, GhDocument *document, gboolean is_down)
{
  const GhStudy *study = gh_document_get_study (document);
  g_autoptr (GPtrArray) inputs = gh_what_if_list_inputs (study);
  GhTableAxis axis = gh_table_axis_of_study (study, is_down);
  const char *label = is_down ? _ ("Input of the rows") : _ ("Input of the columns");

  g_set_object (&row->document, document);
  row->is_down = is_down;
  row->updating = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), is_down ? _ ("Rows") : _ ("Columns"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  const GhSensitivityInput *input = show_choice (row, inputs, axis.input);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), "");
  if (input != NULL)
    show_range (row, input, &axis);
  gh_unit_spin_show (row->count, axis.count);
  row->updating = FALSE;
}
