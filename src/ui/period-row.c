/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time that is planned: its year, and the steps that it is divided into. */
#include "period-row.h"

#include <math.h>

#include "number-text.h"
#include "site/period.h"
#include "unit-spin.h"
#include "words.h"

#define PERIOD_PATH "$.period"
#define STEP_PATH "$.period.step_minutes"
#define FIRST_YEAR 1970
#define LAST_YEAR 2100
/* More than an hour has. */
#define MOST_STEPS 8

/* @control: holds the year or the step
 * @steps: of the list, min
 * @updating: while the control follows the document rather than the other way */
typedef struct
{
  GhDocument *document;
  GtkWidget *row;
  GtkWidget *control;
  double steps[MOST_STEPS];
  gboolean updating;
} PeriodRow;

static const double usual_steps[] = { 5.0, 10.0, 15.0, 30.0, 60.0 };

static void
free_row (gpointer data)
{
  g_object_unref (((PeriodRow *) data)->document);
  g_free (data);
}

/* The first series of numbers that the period is too long or too short for. */
typedef struct
{
  gint64 steps;
  char *path;
  const char *title;
} Misfit;

static void
find_misfit (GhSeriesSpec *spec, const GhAttribute *attribute, const char *path, gpointer data)
{
  Misfit *misfit = data;

  if (misfit->path != NULL || spec->form != GH_SERIES_VALUES
      || (gint64) gh_series_get_count (spec->values) == misfit->steps)
    return;
  misfit->path = g_strdup (path);
  misfit->title = _ (attribute->title);
}

/* What is wrong because of the period: numbers that do not fit it, before all else. */
static char *
find_message (GhDocument *document, const char *path, GhSeverity *severity)
{
  GhStudy *study = (GhStudy *) gh_document_get_study (document);
  Misfit misfit = { .steps = study->period != NULL ? study->period->steps : 0 };

  if (study->period != NULL)
    gh_study_foreach_series (study, find_misfit, &misfit);
  g_autofree char *misfit_path = misfit.path;
  g_autofree char *message
      = misfit_path != NULL ? gh_document_find_message (document, misfit_path, severity) : NULL;
  if (message == NULL)
    return gh_document_find_message (document, path, severity);
  /* Translators: what numbers are of, then what is wrong with them. */
  return g_strdup_printf (_ ("%s: %s"), misfit.title, message);
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
follow_message (PeriodRow *period, const char *path, const char *meaning)
{
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = find_message (period->document, path, &severity);
  gboolean wrong = message != NULL && severity == GH_SEVERITY_ERROR;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (period->row), message != NULL ? message : meaning);
  set_class (period->row, "error", wrong);
  set_class (period->row, "warning", message != NULL && !wrong);
  gtk_accessible_update_state (GTK_ACCESSIBLE (period->control), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
left_cb (GhDocument *document)
{
  gh_document_close_step (document);
}

/* @control: (transfer floating): holds the value */
static PeriodRow *
new_row (GhDocument *document, const char *title, GtkWidget *control, const char *unit)
{
  PeriodRow *period = g_new0 (PeriodRow, 1);
  GtkWidget *row = adw_action_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  period->document = g_object_ref (document);
  period->row = row;
  period->control = control;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gh_unit_label_new (unit));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), document, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (control, focus);
  g_object_set_data_full (G_OBJECT (row), "period", period, free_row);
  return period;
}

static void
follow_year (GhDocument *document, gpointer data)
{
  PeriodRow *period = g_object_get_data (data, "period");

  period->updating = TRUE;
  gh_unit_spin_show (period->control, gh_period_get_year (gh_document_get_study (document)));
  period->updating = FALSE;
  follow_message (period, PERIOD_PATH,
                  _ ("Its weekdays, sun and clock changes are planned; trips and tariffs stay."));
}

static void
set_year (GhStudy *study, gpointer data)
{
  gh_period_set_year (study, *(int *) data);
}

static void
year_changed_cb (PeriodRow *period)
{
  int year = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (period->control));

  if (!period->updating && year != gh_period_get_year (gh_document_get_study (period->document)))
    gh_document_edit (period->document, _ ("Year"), PERIOD_PATH, set_year, &year);
}

/**
 * gh_year_row_new:
 * @document: what is edited
 *
 * Returns: (transfer floating): a row that follows the year in which the period begins and edits
 *   it; it says so where numbers of the study do not fit the period
 */
GtkWidget *
gh_year_row_new (GhDocument *document)
{
  PeriodRow *period
      = new_row (document, _ ("Year"), gh_unit_spin_new (FIRST_YEAR, LAST_YEAR, 1.0, 0), "");

  g_signal_connect_swapped (period->control, "value-changed", G_CALLBACK (year_changed_cb), period);
  follow_year (document, period->row);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_year), period->row, 0);
  return period->row;
}

static guint
find_step (const PeriodRow *period, double minutes)
{
  for (guint i = 0; i < MOST_STEPS && period->steps[i] > 0.0; i++)
    if (fabs (period->steps[i] - minutes) < 1e-9)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
append_step (PeriodRow *period, double minutes)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (period->control));
  guint count = g_list_model_get_n_items (model);
  g_autofree char *text = gh_number_format_plain (minutes);

  if (count == MOST_STEPS)
    return;
  period->steps[count] = minutes;
  gtk_string_list_append (GTK_STRING_LIST (model), text);
}

/* Whatever a study is divided into stands in the list. */
static void
follow_step (GhDocument *document, gpointer data)
{
  PeriodRow *period = g_object_get_data (data, "period");
  const GhStudy *study = gh_document_get_study (document);
  double minutes = study->period != NULL ? study->period->step_minutes : 0.0;

  period->updating = TRUE;
  if (minutes > 0.0 && find_step (period, minutes) == GTK_INVALID_LIST_POSITION)
    append_step (period, minutes);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (period->control), find_step (period, minutes));
  period->updating = FALSE;
  follow_message (period, STEP_PATH,
                  _ ("How finely is planned; short steps show short peaks and take longer."));
}

static void
set_step (GhStudy *study, gpointer data)
{
  gh_period_set_step (study, *(double *) data);
}

static void
step_chosen_cb (PeriodRow *period)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (period->control));

  if (!period->updating && chosen < MOST_STEPS)
    gh_document_edit (period->document, _ ("Step"), NULL, set_step, &period->steps[chosen]);
}

/**
 * gh_step_row_new:
 * @document: what is edited
 *
 * Returns: (transfer floating): a row that follows the length of a step and edits it
 */
GtkWidget *
gh_step_row_new (GhDocument *document)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  PeriodRow *period
      = new_row (document, _ ("Step"), gtk_drop_down_new (G_LIST_MODEL (list), NULL), "min");

  for (gsize i = 0; i < G_N_ELEMENTS (usual_steps); i++)
    append_step (period, usual_steps[i]);
  follow_step (document, period->row);
  g_signal_connect_swapped (period->control, "notify::selected", G_CALLBACK (step_chosen_cb),
                            period);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_step), period->row, 0);
  return period->row;
}
