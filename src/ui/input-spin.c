/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value of an input that is varied, in the unit that people read. */
#include "input-spin.h"

#include <math.h>

#include "unit-spin.h"

/* Steps of a range between what a spin button goes through. */
#define STEPS 20.0

/**
 * gh_input_spin_new_row:
 * @title: of the row
 * @spin: (out) (transfer none): its spin button, to be filled by gh_input_spin_show()
 *
 * Returns: (transfer floating): a row with a value and its unit
 */
GtkWidget *
gh_input_spin_new_row (const char *title, GtkWidget **spin)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *unit = gh_unit_label_new ("");

  *spin = gh_unit_spin_new (0.0, 1.0, 1.0, 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *spin);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), unit);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *spin);
  g_object_set_data (G_OBJECT (*spin), "unit", unit);
  return row;
}

/* A step that is a round number of the decimals shown. */
static double
find_step (const GhSensitivityInput *input)
{
  double step = (input->high - input->low) * input->unit.scale / STEPS;
  double least = pow (10.0, -input->unit.digits);

  return MAX (least, pow (10.0, floor (log10 (MAX (step, least)))));
}

/**
 * gh_input_spin_show:
 * @spin: the spin button of a row
 * @input: whose value it is
 * @value: in the unit of the study
 *
 * Shows a value.
 */
void
gh_input_spin_show (GtkWidget *spin, const GhSensitivityInput *input, double value)
{
  double scale = input->unit.scale;
  double *kept = g_new (double, 1);

  *kept = scale;
  g_object_set_data_full (G_OBJECT (spin), "scale", kept, g_free);
  gh_unit_spin_configure (spin, input->minimum * scale, input->maximum * scale, find_step (input),
                          input->unit.digits);
  gh_unit_spin_show (spin, value * scale);
  gtk_label_set_label (g_object_get_data (G_OBJECT (spin), "unit"), input->unit.unit);
}

/**
 * gh_input_spin_get_value:
 * @spin: the spin button of a row that shows a value
 *
 * Returns: its value in the unit of the study
 */
double
gh_input_spin_get_value (GtkWidget *spin)
{
  const double *scale = g_object_get_data (G_OBJECT (spin), "scale");

  return gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)) / (scale != NULL ? *scale : 1.0);
}
