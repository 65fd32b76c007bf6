/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few questions that make a study: the house, the car, the tariff, and a first answer. What is
 * edited is a study like any other, in a library of its own that is gone with the dialog; so every
 * row is the one of the window, and the answer follows while one is asked. */
#include "guide-dialog.h"

#include "attribute-row.h"
#include "currency-row.h"
#include "guide-extra.h"
#include "load-row.h"
#include "preset-row.h"
#include "price-row.h"
#include "solar-list.h"
#include "trip-list.h"
#include "words.h"

#define STEPS 4
#define CAR "$.vehicles[0]"

static const char *const step_names[STEPS] = { "house", "car", "tariff", "answer" };

/* @list: with the one study that is being made */
struct _GhGuideDialog
{
  AdwWindow parent_instance;
  AdwWindowTitle *title;
  GtkButton *back;
  GtkButton *next;
  GtkStack *steps;
  AdwPreferencesPage *house;
  AdwPreferencesPage *car;
  AdwPreferencesPage *tariff;
  AdwStatusPage *answer;

  GhStudyList *list;
  GhDocument *document;
  GhGuideFunc func;
  gpointer data;
  guint step;
};

G_DEFINE_FINAL_TYPE (GhGuideDialog, gh_guide_dialog, ADW_TYPE_WINDOW)

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

static void
fill_house (GhGuideDialog *dialog)
{
  AdwPreferencesGroup *group
      = add_group (dialog->house, NULL,
                   _ ("What is not asked here has a usual value and can be changed later."));

  adw_preferences_group_add (group, gh_attribute_row_new (dialog->document, "$.name"));
  adw_preferences_group_add (
      group, gh_preset_row_new (dialog->document, GH_PRESET_PLACE, _ ("Town"), NULL));
  adw_preferences_group_add (group, gh_load_row_new (dialog->document, "$.load"));
  group = add_group (dialog->house, _ ("Solar panels"), NULL);
  adw_preferences_group_add (group, gh_solar_list_new (dialog->document, "$"));
}

static void
fill_car (GhGuideDialog *dialog)
{
  AdwPreferencesGroup *group = add_group (dialog->car, NULL, NULL);

  adw_preferences_group_add (group,
                             gh_preset_row_new (dialog->document, GH_PRESET_CAR, _ ("Model"), CAR));
  adw_preferences_group_add (group, gh_attribute_row_new (dialog->document, CAR ".battery_kwh"));
  adw_preferences_group_add (
      group, gh_attribute_row_new (dialog->document, CAR ".consumption_kwh_per_km"));
  adw_preferences_group_add (
      group, gh_preset_row_new (dialog->document, GH_PRESET_CHARGER, _ ("Charger"), CAR));
  group = add_group (dialog->car, _ ("Trips"), NULL);
  adw_preferences_group_add (group, gh_preset_row_new (dialog->document, GH_PRESET_TRIPS,
                                                       _ ("A week to start from"), CAR));
  group = add_group (dialog->car, NULL, NULL);
  adw_preferences_group_add (group, gh_trip_list_new (dialog->document, CAR));
  adw_preferences_page_add (dialog->car, gh_guide_car_new (dialog->document));
  adw_preferences_page_add (dialog->car, gh_guide_battery_new (dialog->document));
}

static void
fill_tariff (GhGuideDialog *dialog)
{
  AdwPreferencesGroup *group = add_group (dialog->tariff, NULL, NULL);

  adw_preferences_group_add (group, gh_currency_row_new (dialog->document));
  adw_preferences_group_add (
      group, gh_preset_row_new (dialog->document, GH_PRESET_TARIFF, _ ("Kind of tariff"), NULL));
  adw_preferences_group_add (group, gh_price_row_new (dialog->document, "$.tariff.import_price"));
  adw_preferences_group_add (group, gh_price_row_new (dialog->document, "$.tariff.export_price"));
  group = add_group (dialog->tariff, _ ("A bidirectional charger"), NULL);
  adw_preferences_group_add (group,
                             gh_attribute_row_new (dialog->document, "$.finance.capex.smart"));
  adw_preferences_group_add (group, gh_attribute_row_new (dialog->document, "$.finance.capex.v2h"));
}

/* The answer to what has been said so far, or what is wrong with it. */
static void
follow_answer (GhGuideDialog *dialog)
{
  GhResults *results = gh_document_get_results (dialog->document);
  const char *problem = gh_document_get_problem (dialog->document);
  g_autofree char *text = NULL;

  if (problem == NULL && results != NULL && gh_document_is_current (dialog->document)
      && gh_results_is_complete (results))
    text = g_markup_escape_text (gh_results_get_comparison (results)->answer, -1);
  else if (problem != NULL)
    text = g_markup_escape_text (problem, -1);
  adw_status_page_set_description (dialog->answer, text != NULL ? text : _ ("Planning…"));
}

static void
follow_step (GhGuideDialog *dialog)
{
  GtkWidget *page = gtk_stack_get_child_by_name (dialog->steps, step_names[dialog->step]);
  g_autofree char *step = g_strdup_printf (_ ("Step %u of %u"), dialog->step + 1, STEPS);

  gtk_stack_set_visible_child (dialog->steps, page);
  adw_window_title_set_title (dialog->title,
                              gtk_stack_page_get_title (gtk_stack_get_page (dialog->steps, page)));
  adw_window_title_set_subtitle (dialog->title, step);
  gtk_button_set_label (dialog->back, dialog->step == 0 ? _ ("_Cancel") : _ ("_Back"));
  gtk_button_set_label (dialog->next, dialog->step + 1 == STEPS ? _ ("_Add Study") : _ ("_Next"));
  /* Who types begins with the first question; Cancel is not what Enter is for. */
  if (!gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (dialog->next));
}

static void
back_cb (GhGuideDialog *dialog)
{
  if (dialog->step == 0)
    {
      gtk_window_destroy (GTK_WINDOW (dialog));
      return;
    }
  dialog->step--;
  follow_step (dialog);
}

static void
next_cb (GhGuideDialog *dialog)
{
  if (dialog->step + 1 == STEPS)
    {
      dialog->func (gh_document_get_study (dialog->document), dialog->data);
      gtk_window_destroy (GTK_WINDOW (dialog));
      return;
    }
  dialog->step++;
  follow_step (dialog);
}

static void
gh_guide_dialog_dispose (GObject *object)
{
  GhGuideDialog *dialog = GH_GUIDE_DIALOG (object);

  if (dialog->document != NULL)
    g_signal_handlers_disconnect_by_data (dialog->document, dialog);
  g_clear_object (&dialog->document);
  g_clear_object (&dialog->list);
  gtk_widget_dispose_template (GTK_WIDGET (dialog), GH_TYPE_GUIDE_DIALOG);
  G_OBJECT_CLASS (gh_guide_dialog_parent_class)->dispose (object);
}

static void
gh_guide_dialog_class_init (GhGuideDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_guide_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/guide-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhGuideDialog, title);
  gtk_widget_class_bind_template_child (widget_class, GhGuideDialog, back);
  gtk_widget_class_bind_template_child (widget_class, GhGuideDialog, next);
  gtk_widget_class_bind_template_child (widget_class, GhGuideDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, GhGuideDialog, house);
  gtk_widget_class_bind_template_child (widget_class, GhGuideDialog, car);
  gtk_widget_class_bind_template_child (widget_class, GhGuideDialog, tariff);
  gtk_widget_class_bind_template_child (widget_class, GhGuideDialog, answer);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
gh_guide_dialog_init (GhGuideDialog *dialog)
{
  gtk_widget_init_template (GTK_WIDGET (dialog));
}

/* A house to begin with, under a name of its own. */
static gboolean
take_draft (GhGuideDialog *dialog)
{
  gint64 id;

  dialog->list = gh_study_list_new (NULL, NULL);
  id = dialog->list != NULL ? gh_study_list_add_sample (dialog->list, "detached-house", NULL) : 0;
  GhDocument *document = id != 0 ? gh_study_list_open (dialog->list, id, NULL) : NULL;
  if (document == NULL)
    return FALSE;
  dialog->document = g_object_ref (document);
  gh_document_set_text (document, "$.name", _ ("My house"));
  return TRUE;
}

/**
 * gh_guide_dialog_show:
 * @parent: the window
 * @func: called when the last step is accepted
 * @data: passed to @func
 *
 * Asks a few questions that make a study.
 *
 * Returns: (transfer none) (nullable): the dialog
 */
GtkWidget *
gh_guide_dialog_show (GtkWindow *parent, GhGuideFunc func, gpointer data)
{
  GhGuideDialog *dialog = g_object_new (GH_TYPE_GUIDE_DIALOG, "transient-for", parent, NULL);

  if (!take_draft (dialog))
    {
      gtk_window_destroy (GTK_WINDOW (dialog));
      return NULL;
    }
  dialog->func = func;
  dialog->data = data;
  fill_house (dialog);
  fill_car (dialog);
  fill_tariff (dialog);
  g_signal_connect_swapped (dialog->document, "planned", G_CALLBACK (follow_answer), dialog);
  g_signal_connect_swapped (dialog->document, "edited", G_CALLBACK (follow_answer), dialog);
  follow_answer (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  follow_step (dialog);
  return GTK_WIDGET (dialog);
}
