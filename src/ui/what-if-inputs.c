/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inputs that are varied and their ranges, as rows that open, are added and removed. */
#include "what-if-inputs.h"

#include "input-spin.h"
#include "name-list.h"
#include "record-list.h"
#include "what-if-edit.h"
#include "words.h"

/* A row's end of the range, or its choice of the input. */
typedef struct
{
  GhDocument *document;
  guint index;
  gboolean is_high;
  gboolean updating;
} Target;

static void
free_target (gpointer data)
{
  g_object_unref (((Target *) data)->document);
  g_free (data);
}

static Target *
attach (GtkWidget *widget, GhDocument *document, guint index, gboolean is_high)
{
  Target *target = g_new0 (Target, 1);

  *target = (Target){ .document = g_object_ref (document), .index = index, .is_high = is_high };
  g_object_set_data_full (G_OBJECT (widget), "target", target, free_target);
  return target;
}

static GhSensitivityInput *
find_input (GhDocument *document, guint index, double *low, double *high, GError **error)
{
  return gh_what_if_find_input (gh_document_get_study (document), index, low, high, error);
}

static void
end_changed_cb (GtkWidget *spin, gpointer data)
{
  Target *target = data;

  if (!target->updating)
    gh_what_if_set_end (target->document, target->index, target->is_high,
                        gh_input_spin_get_value (spin));
}

/* What the row shows now; @spin: of the lower or the upper end */
static void
show_end (GtkWidget *spin, const GhSensitivityInput *input, double value)
{
  Target *target = g_object_get_data (G_OBJECT (spin), "target");

  target->updating = TRUE;
  gh_input_spin_show (spin, input, value);
  target->updating = FALSE;
}

static GtkWidget *
new_end_row (AdwExpanderRow *row, GhDocument *document, guint index, gboolean is_high)
{
  GtkWidget *spin;
  GtkWidget *end = gh_input_spin_new_row (is_high ? _ ("Upper end") : _ ("Lower end"), &spin);

  g_signal_connect (spin, "value-changed", G_CALLBACK (end_changed_cb),
                    attach (spin, document, index, is_high));
  g_object_set_data (G_OBJECT (row), is_high ? "high" : "low", spin);
  return end;
}

static GPtrArray *
list_inputs (GhDocument *document)
{
  const GhStudy *study = gh_document_get_study (document);
  GhWhatIf defaults;

  return gh_sensitivity_list_inputs (
      study, NULL, (GhStrategy) gh_study_get_what_if (study, &defaults)->strategy, FALSE);
}

static void
input_chosen_cb (GtkDropDown *choice, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  Target *target = data;
  g_autoptr (GPtrArray) inputs = list_inputs (target->document);
  guint chosen = gtk_drop_down_get_selected (choice);

  if (!target->updating && chosen < inputs->len)
    gh_what_if_set_input (target->document, target->index,
                          ((const GhSensitivityInput *) g_ptr_array_index (inputs, chosen))->key);
}

/* The inputs with a name; one by its path is none of them. */
static void
show_choice (GtkWidget *choice, GhDocument *document, const GhSensitivityInput *input)
{
  Target *target = g_object_get_data (G_OBJECT (choice), "target");
  g_autoptr (GPtrArray) inputs = list_inputs (document);
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  guint selected = inputs->len;

  for (guint i = 0; i < inputs->len; i++)
    {
      const GhSensitivityInput *named = g_ptr_array_index (inputs, i);
      g_ptr_array_add (titles, named->title);
      if (input != NULL && g_strcmp0 (named->key, input->key) == 0)
        selected = i;
    }
  if (selected == inputs->len)
    g_ptr_array_add (titles, input != NULL ? input->key : (char *) "–");
  g_ptr_array_add (titles, NULL);
  target->updating = TRUE;
  gh_name_list_follow (GTK_DROP_DOWN (choice), (const char *const *) titles->pdata, selected);
  target->updating = FALSE;
}

static void
fill_row (AdwExpanderRow *row, GhDocument *document, guint subject G_GNUC_UNUSED, guint index)
{
  GtkWidget *choosing = adw_action_row_new ();
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (choosing), _ ("Input"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (choosing), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (choosing), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Input"), -1);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (choosing), choice);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (choosing), choice);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (input_chosen_cb),
                    attach (choice, document, index, FALSE));
  g_object_set_data (G_OBJECT (row), "choice", choice);
  g_object_set_data (G_OBJECT (row), "choosing", choosing);
  adw_expander_row_add_row (row, choosing);
  adw_expander_row_add_row (row, new_end_row (row, document, index, FALSE));
  adw_expander_row_add_row (row, new_end_row (row, document, index, TRUE));
}

static void
show_head (AdwExpanderRow *row, const GhSensitivityInput *input, double low, double high)
{
  g_autofree char *from = gh_sensitivity_input_format (input, low);
  g_autofree char *to = gh_sensitivity_input_format (input, high);
  g_autofree char *now = gh_sensitivity_input_format (input, input->value);
  /* Translators: both ends of a range, and what there is in the study. */
  g_autofree char *text = g_strdup_printf (_ ("%s to %s; in the study %s"), from, to, now);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), input->title);
  adw_expander_row_set_subtitle (row, text);
  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static void
show_row (AdwExpanderRow *row, GhDocument *document, guint subject G_GNUC_UNUSED, guint index)
{
  double low, high;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSensitivityInput) input = find_input (document, index, &low, &high, &error);
  GtkWidget *choice = g_object_get_data (G_OBJECT (row), "choice");

  if (input != NULL)
    show_head (row, input, low, high);
  else
    {
      g_autofree char *message = gh_message_to_sentence (error->message);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("No such input"));
      adw_expander_row_set_subtitle (row, message);
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
    }
  if (choice == NULL)
    return;
  show_choice (choice, document, input);
  if (input == NULL)
    return;
  adw_action_row_set_subtitle (g_object_get_data (G_OBJECT (row), "choosing"), input->meaning);
  show_end (g_object_get_data (G_OBJECT (row), "low"), input, low);
  show_end (g_object_get_data (G_OBJECT (row), "high"), input, high);
}

static guint
count_inputs (GhDocument *document, guint subject G_GNUC_UNUSED)
{
  return gh_what_if_count (gh_document_get_study (document));
}

static void
add_input (GhStudy *study, guint subject G_GNUC_UNUSED)
{
  gh_what_if_add_next (study);
}

static void
remove_input (GhStudy *study, guint subject G_GNUC_UNUSED, guint index)
{
  gh_what_if_remove (study, index);
}

static const GhRecordListKind kind = {
  .count = count_inputs,
  .fill_row = fill_row,
  .show_row = show_row,
  .add = add_input,
  .remove = remove_input,
  .empty = N_ ("No inputs. Add some to see how far they move the answer."),
  .add_label = N_ ("Add an Input"),
  .adding = N_ ("Adding an input"),
  .remove_label = N_ ("Do not vary this input"),
  .removing = N_ ("Removing an input"),
};

static void
typed_cb (GtkWidget *entry, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean added = gh_what_if_try_add (data, gtk_editable_get_text (GTK_EDITABLE (entry)), &error);

  gtk_widget_set_tooltip_text (entry, added ? NULL : error->message);
  if (added)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), "");
      gtk_widget_remove_css_class (entry, "error");
    }
  else
    gtk_widget_add_css_class (entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               added ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

/**
 * gh_what_if_inputs_new:
 * @document: what is edited
 *
 * Returns: (transfer floating): the inputs that are varied, to be opened, added and removed; any
 *   number of the study by its path
 */
GtkWidget *
gh_what_if_inputs_new (GhDocument *document)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry),
                                 _ ("Any other number by its path, such as $.vehicles[0].soc_max"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  g_signal_connect_object (entry, "apply", G_CALLBACK (typed_cb), document, 0);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  gtk_box_append (GTK_BOX (box), gh_record_list_new (document, &kind));
  gtk_box_append (GTK_BOX (box), list);
  return box;
}
