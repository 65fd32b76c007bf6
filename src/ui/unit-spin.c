/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number with its unit behind it, so that the numbers of all rows stand below each other. */
#include "unit-spin.h"

#include <math.h>

/* Of the number and of the longest unit, "kWh/100 km". */
#define NUMBER_CHARS 7
#define UNIT_CHARS 11

/**
 * gh_unit_spin_new:
 * @minimum: least number, as it is shown
 * @maximum: greatest number
 * @step: of the buttons
 * @digits: decimals
 *
 * Returns: (transfer floating): a control for a number
 */
GtkWidget *
gh_unit_spin_new (double minimum, double maximum, double step, int digits)
{
  GtkWidget *spin = gtk_spin_button_new (NULL, step, (guint) digits);

  gh_unit_spin_configure (spin, minimum, maximum, step, digits);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), NUMBER_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), NUMBER_CHARS);
  gtk_editable_set_alignment (GTK_EDITABLE (spin), 1.0f);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  return spin;
}

/**
 * gh_unit_spin_configure:
 * @spin: such a control
 * @minimum: least number, as it is shown
 * @maximum: greatest number
 * @step: of the buttons
 * @digits: decimals
 *
 * Lets it hold a number in another unit.
 */
void
gh_unit_spin_configure (GtkWidget *spin, double minimum, double maximum, double step, int digits)
{
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), (guint) digits);
  gtk_spin_button_set_range (GTK_SPIN_BUTTON (spin), minimum, maximum);
  gtk_spin_button_set_increments (GTK_SPIN_BUTTON (spin), step, 10.0 * step);
}

/**
 * gh_unit_spin_show:
 * @spin: such a control
 * @number: as it is shown
 *
 * Shows a number unless it is there already: what is being typed is not written over.
 */
void
gh_unit_spin_show (GtkWidget *spin, double number)
{
  if (fabs (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)) - number) > 1e-9)
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), number);
}

/**
 * gh_unit_label_new:
 * @unit: for people
 *
 * Returns: (transfer floating): what stands behind the number
 */
GtkWidget *
gh_unit_label_new (const char *unit)
{
  GtkWidget *label = gtk_label_new (unit);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_width_chars (GTK_LABEL (label), UNIT_CHARS);
  return label;
}
