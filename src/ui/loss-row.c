/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a charger loses: the form in which that is given, and the rows of each form. Only those of
 * the chosen form are seen. */
#include "loss-row.h"

#include <string.h>

#include "attribute-row.h"
#include "charger-losses.h"
#include "point-list.h"
#include "stores.h"
#include "unit-spin.h"
#include "words.h"

#define COEFFICIENTS 3

/* @path: of a car or wall battery, or of what is below it */
static const GhCharger *
get_charger (GhDocument *document, const char *path)
{
  const GhVehicle *store = gh_stores_look_up (gh_document_get_study (document), path);

  return store != NULL ? store->charger : NULL;
}

/* The charger of a study that is edited; made where it has all defaults. */
static GhCharger *
ensure_charger (GhStudy *study, const char *store)
{
  g_autofree char *path = g_strconcat (store, ".charger.charge_kw", NULL);
  GhPlace place;

  if (!gh_place_find (&gh_study_table, study, path, TRUE, &place))
    return NULL;
  return place.record;
}

/* What a row is about: one direction in one form. */
typedef struct
{
  GhDocument *document;
  char *store; /* path of the car or wall battery */
  GtkWidget *row;
  GhLossForm form;
  gboolean charging;
  guint index;
  GtkWidget *spin;
  gboolean updating;
} Row;

static void
free_row (gpointer data)
{
  g_object_unref (((Row *) data)->document);
  g_free (((Row *) data)->store);
  g_free (data);
}

static void
follow_form (GhDocument *document, gpointer data)
{
  const Row *row = g_object_get_data (data, "loss");

  const GhCharger *charger = get_charger (document, row->store);

  gtk_widget_set_visible (data, gh_charger_get_loss_form_of (charger, row->charging) == row->form);
}

/* Shows a widget while the losses of its direction are given in its form. */
static Row *
show_in_form (GtkWidget *widget, GhDocument *document, const char *path, GhLossForm form)
{
  Row *row = g_new0 (Row, 1);

  row->document = g_object_ref (document);
  row->store = gh_stores_format_id (gh_stores_get_id (path));
  row->row = widget;
  row->form = form;
  row->charging = strstr (path, ".discharge_") == NULL;
  g_object_set_data_full (G_OBJECT (widget), "loss", row, free_row);
  follow_form (document, widget);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_form), widget, 0);
  return row;
}

/* ── the form ── */

/* What another form is asked for of. */
typedef struct
{
  const char *store;
  GhLossForm form;
} FormEdit;

static void
set_form (GhStudy *study, gpointer data)
{
  const FormEdit *edit = data;
  GhCharger *charger = ensure_charger (study, edit->store);

  if (charger != NULL)
    gh_charger_set_loss_form (charger, edit->form);
}

static void
form_chosen_cb (GtkDropDown *list, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  GhDocument *document = data;
  FormEdit edit = { g_object_get_data (G_OBJECT (list), "store"),
                    (GhLossForm) gtk_drop_down_get_selected (list) };

  if (gtk_drop_down_get_selected (list) != GTK_INVALID_LIST_POSITION
      && edit.form != gh_charger_get_loss_form (get_charger (document, edit.store)))
    gh_document_edit (document, _ ("Form of the losses"), NULL, set_form, &edit);
}

static void
follow_choice (GhDocument *document, gpointer data)
{
  const char *store = g_object_get_data (data, "store");

  if (gh_stores_look_up (gh_document_get_study (document), store) != NULL)
    gtk_drop_down_set_selected (data, gh_charger_get_loss_form (get_charger (document, store)));
}

static GtkWidget *
new_form_row (GhDocument *document, const char *path)
{
  const char *const forms[]
      = { _ ("One efficiency each way"), _ ("Curve"), _ ("Measured points"), NULL };
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *list = gtk_drop_down_new_from_strings (forms);

  g_object_set_data_full (G_OBJECT (list), "store", gh_stores_format_id (gh_stores_get_id (path)),
                          g_free);
  gtk_widget_set_valign (list, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Losses"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("How they are given; another form begins with what there is."));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), list);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Losses"), -1);
  follow_choice (document, list);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (form_chosen_cb), document, 0);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_choice), list, 0);
  return row;
}

/* ── the curve ── */

/* As it is shown: the number times @scale in @unit. */
static const struct
{
  const char *titles[2];
  const char *meaning;
  const char *unit;
  double scale;
  double greatest;
  double step;
  int digits;
} coefficients[COEFFICIENTS] = {
  { { N_ ("Discharging: fixed loss"), N_ ("Charging: fixed loss") },
    N_ ("Lost at any power."),
    N_ ("W"),
    1000.0,
    100000.0,
    5.0,
    0 },
  { { N_ ("Discharging: by power"), N_ ("Charging: by power") },
    N_ ("Of the power at the battery."),
    N_ ("%"),
    100.0,
    10000.0,
    0.1,
    2 },
  { { N_ ("Discharging: by its square"), N_ ("Charging: by its square") },
    N_ ("For each kW more of the power at the battery."),
    N_ ("%/kW"),
    100.0,
    10000.0,
    0.05,
    3 },
};

static char *
format_curve_path (const Row *row)
{
  return g_strconcat (
      row->store, row->charging ? ".charger.charge_loss_kw" : ".charger.discharge_loss_kw", NULL);
}

/* One number of a curve becomes another. */
typedef struct
{
  const Row *row;
  double number;
} Edit;

static void
set_coefficient (GhStudy *study, gpointer data)
{
  const Edit *edit = data;
  GhCharger *charger = ensure_charger (study, edit->row->store);
  g_autofree char *path = format_curve_path (edit->row);
  GhPlace place;

  if (charger == NULL || !gh_place_find (&gh_study_table, study, path, TRUE, &place))
    return;
  GArray *curve = gh_charger_new_loss_curve (charger, edit->row->charging);
  g_array_index (curve, double, edit->row->index) = edit->number;
  gh_place_take_pointer (&place, curve);
}

static void
coefficient_changed_cb (GtkSpinButton *spin, gpointer data)
{
  Row *row = data;
  const char *title = coefficients[row->index].titles[row->charging ? 1 : 0];
  Edit edit = { row, gtk_spin_button_get_value (spin) / coefficients[row->index].scale };

  if (!row->updating)
    gh_document_edit (row->document, _ (title), title, set_coefficient, &edit);
}

static void
left_cb (Row *row)
{
  gh_document_close_step (row->document);
}

/* The number, or what is wrong with the curve. */
static void
follow_coefficient (GhDocument *document, gpointer data)
{
  Row *row = g_object_get_data (data, "loss");
  const GhCharger *charger = get_charger (document, row->store);
  g_autofree char *path = format_curve_path (row);
  GhSeverity severity = GH_SEVERITY_WARNING;
  g_autofree char *message = gh_document_find_message (document, path, &severity);

  if (charger != NULL && gh_charger_get_loss_form_of (charger, row->charging) == GH_LOSSES_CURVE)
    {
      g_autoptr (GArray) curve = gh_charger_new_loss_curve (charger, row->charging);
      row->updating = TRUE;
      gh_unit_spin_show (row->spin, g_array_index (curve, double, row->index)
                                        * coefficients[row->index].scale);
      row->updating = FALSE;
    }
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (row->row),
      row->index == 0 && message != NULL ? message : _ (coefficients[row->index].meaning));
}

static GtkWidget *
new_coefficient_row (GhDocument *document, const char *path, guint index)
{
  GtkWidget *widget = adw_action_row_new ();
  Row *row = show_in_form (widget, document, path, GH_LOSSES_CURVE);
  const char *title = _ (coefficients[index].titles[row->charging ? 1 : 0]);
  const char *unit = _ (coefficients[index].unit);
  g_autofree char *label = g_strdup_printf ("%s (%s)", title, unit);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  row->index = index;
  row->spin = gh_unit_spin_new (0.0, coefficients[index].greatest, coefficients[index].step,
                                coefficients[index].digits);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (widget), 3);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), row->spin);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), gh_unit_label_new (unit));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (widget), row->spin);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  follow_coefficient (document, widget);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow_coefficient), widget, 0);
  g_signal_connect (row->spin, "value-changed", G_CALLBACK (coefficient_changed_cb), row);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), row);
  gtk_widget_add_controller (row->spin, focus);
  return widget;
}

/* ── the points ── */

static GtkWidget *
new_points (GhDocument *document, const char *path)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  Row *row = show_in_form (box, document, path, GH_LOSSES_POINTS);
  GtkWidget *title = gtk_label_new (row->charging ? _ ("Charging, by AC power")
                                                  : _ ("Discharging, by AC power"));

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_margin_top (box, 12);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), gh_point_list_new (document, row->store, row->charging));
  return box;
}

/**
 * gh_loss_row_new:
 * @document: what is edited
 * @path: of a charger, for the choice of the form; of an efficiency of it or of its points; of its
 *   `charge_loss_kw` or `discharge_loss_kw`, for the first coefficient, and with an
 *   index for the others
 *
 * Returns: (transfer floating): a row that is seen while losses are given in its form
 */
GtkWidget *
gh_loss_row_new (GhDocument *document, const char *path)
{
  const char *loss = strstr (path, "_loss_kw");

  if (g_str_has_suffix (path, ".charger"))
    return new_form_row (document, path);
  if (g_str_has_suffix (path, "_points"))
    return new_points (document, path);
  if (loss != NULL)
    return new_coefficient_row (document, path,
                                loss[8] == '[' ? (guint) g_ascii_digit_value (loss[9]) : 0);
  GtkWidget *row = gh_attribute_row_new (document, path);
  show_in_form (row, document, path, GH_LOSSES_EFFICIENCY);
  return row;
}
